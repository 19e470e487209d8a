/*
 * letter_edit.c: a letter that was not sent, with a passage in the person's own
 * words.  The new one is kept beside the old, which is discarded in the same
 * change; what was changed is kept with it.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_edit.h>

#include "case_note.h"
#include "draft.h"

/* The letter at hand. */
struct editing {
	struct casework *work;
	const struct casework_edit *edit;
	struct ledger_fault *fault;
	int64_t case_id;
	char *kind, *language; /* owned */
	int index;	       /* of the case's letters */
	json_t *content;
	struct case_one *one;
};

static bool edit_of(void *context, const struct ledger_letter *letter)
{
	struct editing *editing = context;

	if (letter->id != editing->edit->letter)
		return true;
	editing->case_id = letter->case_id;
	editing->kind = base_copy(letter->kind);
	editing->language = base_copy(letter->language);
	return false;
}

static enum lens_err edit_content(struct editing *editing)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, LEDGER_LETTER_MAX);
	err =
	    ledger_letter_content(editing->work->ledger, editing->edit->letter,
				  editing->fault, &bytes);
	if (err == LENS_OK)
		editing->content =
		    json_loadb((char *)bytes.data, bytes.size, 0, NULL);
	base_buffer_free(&bytes);
	if (err == LENS_OK && json_string_value(json_object_get(
				  editing->content, "source")) == NULL)
		err =
		    refusal_say(editing->fault, LEDGER_FAULT_ARGUMENT,
				"This letter was written by a Lenscap that "
				"kept no text to be changed; draft it again.");
	return err;
}

/* Found, and on its way to nobody yet. */
static enum lens_err edit_open(struct editing *editing)
{
	const struct case_letter *letter = NULL;
	enum lens_err err = ledger_letter_each(
	    editing->work->ledger, 0, edit_of, editing, editing->fault);

	if (err == LENS_OK && editing->case_id == 0) {
		(void)refusal_say(editing->fault, LEDGER_FAULT_MISSING,
				  "There is no letter %lld; 'lenscap letter "
				  "list' names them.",
				  (long long)editing->edit->letter);
		return LENS_NOT_FOUND;
	}
	if (err == LENS_OK)
		err = cases_open(editing->work, editing->case_id,
				 editing->fault, editing->one);
	if (err == LENS_OK)
		err = case_find_letter(editing->work, editing->one,
				       editing->edit->letter, editing->fault,
				       &letter);
	if (err != LENS_OK)
		return err;
	if (letter == NULL)
		return refusal_say(editing->fault, LEDGER_FAULT_ARGUMENT,
				   "The history of case %lld does not name "
				   "letter %lld, so whether it was sent is "
				   "unknown; draft it again.",
				   (long long)editing->case_id,
				   (long long)editing->edit->letter);
	if (letter->sent != LAW_NO_DAY || letter->discarded)
		return refusal_say(editing->fault, LEDGER_FAULT_ARGUMENT,
				   "Letter %lld %s; only one that waits to be "
				   "sent can be changed.",
				   (long long)editing->edit->letter,
				   base_said(letter->discarded ? "was discarded"
							       : "was sent"));
	editing->index = letter->index;
	return edit_content(editing);
}

/* The passage changed, what was there kept, and no translation any more. */
static enum lens_err edit_change(struct editing *editing,
				 struct letter *composed)
{
	const struct casework_edit *edit = editing->edit;
	const struct letter_set *letters;
	struct letter_fault why = {""};
	struct base_buffer source;
	enum law_language language = law_language_of(editing->language);
	json_t *edits = json_object_get(editing->content, "edits");
	enum lens_err err =
	    session_letters(editing->work, editing->fault, &letters);

	if (err != LENS_OK)
		return err;
	base_buffer_init(&source, LETTER_TEXT_MAX);
	err = letter_edit(
	    letters, language, edit->today,
	    json_string_value(json_object_get(editing->content, "source")),
	    edit->was, edit->is, &why, &source);
	if (err == LENS_OK)
		err = letter_reread(letters, editing->kind, language,
				    (char *)source.data, &why, composed);
	if (err != LENS_OK)
		err = refusal_say(
		    editing->fault, LEDGER_FAULT_ARGUMENT, "%s",
		    why.sentence[0] ? why.sentence
				    : "The letter would be longer than a "
				      "letter may be; say it in fewer words.");
	if (err == LENS_OK) {
		json_object_set_new(editing->content, "source",
				    json_string((char *)source.data));
		if (edits == NULL)
			json_object_set_new(editing->content, "edits",
					    edits = json_array());
		json_array_append_new(
		    edits,
		    json_pack("{s:s, s:s}", "was", edit->was, "is", edit->is));
		json_object_del(editing->content, "twin");
	}
	base_buffer_free(&source);
	return err;
}

/* Those of the case that were not forgotten since. */
static unsigned edit_photos(const struct editing *editing,
			    int64_t out[CASEWORK_PHOTOS_MAX])
{
	json_t *facts = json_loads(editing->one->the_case.facts, 0, NULL),
	       *entry;
	unsigned count = 0;
	size_t i;

	json_array_foreach(json_object_get(facts, "photos"), i, entry)
	{
		struct ledger_photos *found = NULL;
		int64_t id = json_integer_value(entry);

		if (count == CASEWORK_PHOTOS_MAX ||
		    ledger_photo_get(editing->work->ledger, id, NULL, &found) !=
			LENS_OK)
			continue;
		ledger_photos_free(found);
		out[count++] = id;
	}
	json_decref(facts);
	return count;
}

/* The old one discarded and the new one kept, in one change. */
static enum lens_err edit_keep(struct editing *editing,
			       const struct letter *composed, int64_t *out)
{
	int64_t photos[CASEWORK_PHOTOS_MAX];
	char day[LEDGER_DAY];
	char *content = json_line_take(json_incref(editing->content));
	char *discarded = json_line_take(
	    json_pack("{s:i, s:s, s:s}", "index", editing->index, "letter",
		      editing->kind, "note", "changed in own words"));
	char *drafted =
	    json_line_take(json_pack("{s:s, s:s}", "letter", editing->kind,
				     "language", editing->language));
	struct ledger_event events[2] = {
	    {.kind = "discarded", .day = day, .detail = discarded},
	    {.kind = "drafted", .day = day, .detail = drafted}};
	struct ledger_letter letter = {.kind = editing->kind,
				       .language = editing->language,
				       .subject = composed->subject,
				       .content = base_view_of(content),
				       .photo_count =
					   edit_photos(editing, photos),
				       .photos = photos};
	struct ledger_entry entry = {.the_case = {.id = editing->case_id},
				     .event_count = 2,
				     .letter_count = 1,
				     .events = events,
				     .letters = &letter};
	enum lens_err err;

	law_day_text(editing->edit->today, day);
	err =
	    ledger_case_write(editing->work->ledger, &entry, 1, editing->fault);
	*out = letter.id;
	free(content);
	free(discarded);
	free(drafted);
	return err;
}

enum lens_err casework_letter_edit(struct casework *work,
				   const struct casework_edit *edit,
				   struct ledger_fault *fault, int64_t *out)
{
	struct editing editing = {.work = work,
				  .edit = edit,
				  .fault = fault,
				  .one = base_alloc(1, sizeof(*editing.one))};
	struct letter composed = {.count = 0};
	enum lens_err err = edit_open(&editing);

	*out = 0;
	if (err == LENS_OK)
		err = edit_change(&editing, &composed);
	if (err == LENS_OK)
		err = edit_keep(&editing, &composed, out);
	letter_free(&composed);
	casework_case_free(&editing.one->the_case);
	json_decref(editing.content);
	free(editing.kind);
	free(editing.language);
	free(editing.one);
	return err;
}

enum lens_err casework_letter_state(struct casework *work, int64_t case_id,
				    int64_t letter, struct ledger_fault *fault,
				    const char **out)
{
	struct case_one *one = base_alloc(1, sizeof(*one));
	const struct case_letter *found = NULL;
	enum lens_err err = cases_open(work, case_id, fault, one);

	*out = "unknown";
	if (err == LENS_OK)
		err = case_find_letter(work, one, letter, fault, &found);
	if (err == LENS_OK && found != NULL)
		*out = found->sent != LAW_NO_DAY ? N_("sent")
		       : found->discarded	 ? "discarded"
						 : N_("waiting");
	casework_case_free(&one->the_case);
	free(one);
	return err;
}
