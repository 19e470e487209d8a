/* letter.c: letters are drafted, shown and brought into files. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_edit.h>
#include <lenscap/view.h>

#include "operation.h"

#define LETTER_PAGE 50
#define LETTER_TEXTS 20 /* letters whose text is in one answer */

/* ---- letter.draft ---- */

/* What the parameters come to; texts are borrowed from them. */
struct letter_request {
	struct operation_call *call;
	struct casework_draft draft;
	const char *to[CASEWORK_TO_MAX];
	int64_t photos[CASEWORK_PHOTOS_MAX];
	unsigned disclose[CASEWORK_PHOTOS_MAX];
	char *missing;
	size_t told; /* rows that were handed over */
	json_t *left_out;
	json_t *no_contact;
	int64_t by_email, by_form; /* letters, by how they can go */
};

/* Bits of a list of words; false for one that is not among values. */
static bool letter_bits(const json_t *list, operation_word *values,
			unsigned *out)
{
	const json_t *word;
	size_t i;

	*out = 0;
	json_array_foreach(list, i, word)
	{
		const char *text = json_string_value(word);
		int bit = text ? value_index(values, text) : -1;

		if (bit < 0)
			return false;
		*out |= 1u << bit;
	}
	return true;
}

/* A photo by its number, or as {id, disclose}. */
static bool letter_photo(const json_t *entry, unsigned otherwise, int64_t *id,
			 unsigned *disclose)
{
	const json_t *kinds = json_object_get(entry, "disclose");

	*id = json_integer_value(
	    json_is_object(entry) ? json_object_get(entry, "id") : entry);
	*disclose = otherwise;
	if (kinds != NULL && !json_is_array(kinds))
		return false;
	return *id > 0 && (!json_is_object(entry) ||
			   letter_bits(kinds, value_disclose, disclose));
}

static bool letter_photos(const struct operation_call *call,
			  struct letter_request *request)
{
	const json_t *list = operation_list(call, "photos"), *entry;
	const json_t *kinds = operation_list(call, "disclose");
	const char *word = json_string_value(json_array_get(list, 0));
	struct casework_draft *draft = &request->draft;
	unsigned disclose = CASEWORK_TELL_SHA256;
	size_t i;

	if (kinds != NULL)
		(void)letter_bits(kinds, value_disclose, &disclose);
	draft->photos = request->photos;
	draft->disclose = request->disclose;
	draft->all_disclose = disclose;
	draft->all_photos = json_array_size(list) == 1 && word != NULL &&
			    strcmp(word, "all") == 0;
	if (draft->all_photos)
		return true;
	json_array_foreach(list, i, entry)
	{
		if (!letter_photo(entry, disclose, &request->photos[i],
				  &request->disclose[i]))
			return false;
	}
	draft->photo_count = json_array_size(list);
	return true;
}

static void letter_lists(const struct operation_call *call,
			 struct letter_request *request)
{
	const json_t *asks = operation_list(call, "ask"), *word;
	const json_t *to = operation_list(call, "to");
	const json_t *tell = operation_list(call, "tell");
	struct casework_draft *draft = &request->draft;
	size_t i;

	json_array_foreach(asks, i, word)
	    draft->ask[law_right_of(json_string_value(word))] = true;
	json_array_foreach(to, i, word) request->to[i] =
	    json_string_value(word);
	draft->to = request->to;
	draft->to_count = json_array_size(to);
	/* A follow-up tells what the first letter did. */
	draft->tell = draft->case_id != 0 ? 0 : CASEWORK_TELL_EMAIL;
	draft->tell_given = tell != NULL;
	draft->tell_proposed = tell == NULL && draft->case_id == 0;
	if (tell != NULL)
		(void)letter_bits(tell, value_tell, &draft->tell);
	(void)letter_bits(operation_list(call, "confirm"), value_confirm,
			  &draft->confirm);
	(void)letter_bits(operation_list(call, "erase"), value_erase,
			  &draft->erase);
}

/* The points as lines of one text. */
static char *letter_missing(const struct operation_call *call)
{
	const json_t *list = operation_list(call, "missing"), *word;
	char *text = base_copy(""), *longer;
	size_t i;

	json_array_foreach(list, i, word)
	{
		longer = base_format("%s%s\n", text, json_string_value(word));
		free(text);
		text = longer;
	}
	return text;
}

static void letter_left_out(void *context, const char *name)
{
	struct letter_request *request = context;

	if (request->left_out == NULL)
		request->left_out = json_array();
	json_array_append_new(request->left_out, view_text(name));
}

static void letter_no_contact(void *context, const char *name)
{
	struct letter_request *request = context;

	if (request->no_contact == NULL)
		request->no_contact = json_array();
	json_array_append_new(request->no_contact, view_text(name));
}

/* Which heap a letter is on. */
static void letter_heap(struct letter_request *request,
			const struct casework_drafted *drafted)
{
	for (size_t i = 0; i < drafted->warning_count; i++) {
		const char *word = drafted->warnings[i].word;

		if (strcmp(word, "no_contact") == 0) {
			letter_no_contact(request, drafted->name);
			return;
		}
		if (strcmp(word, "no_email") == 0) {
			request->by_form++;
			return;
		}
	}
	request->by_email++;
}

/* False, the call having failed, for photos that are none. */
static bool letter_read(struct operation_call *call,
			struct letter_request *request)
{
	request->call = call;
	request->missing = letter_missing(call);
	request->draft = (struct casework_draft){
	    .kind = operation_text(call, "kind"),
	    .case_id = operation_number(call, "case", 0),
	    .law = operation_text(call, "law"),
	    .language = operation_text(call, "language"),
	    .shown = call->language,
	    .purpose = operation_text(call, "purpose"),
	    .situation = operation_text(call, "situation"),
	    .situation_kind = operation_text(call, "situation_kind"),
	    .rectify_what = operation_text(call, "wrong"),
	    .rectify_to = operation_text(call, "right"),
	    .code_page = operation_text(call, "code_page"),
	    .quote = operation_text(call, "quote"),
	    .missing = request->missing,
	    .marketing = operation_truth(call, "marketing"),
	    .research = operation_truth(call, "research"),
	    .whole_addresses = operation_truth(call, "whole_addresses"),
	    .no_contact = letter_no_contact,
	    .long_form = operation_truth(call, "long"),
	    .role = operation_text(call, "role"),
	    .for_name = operation_text(call, "for"),
	    .force = operation_truth(call, "again"),
	    .preview = operation_truth(call, "preview"),
	    .today = casework_today(),
	    .left_out = letter_left_out,
	    .left_out_to = request,
	};
	letter_lists(call, request);
	if (letter_photos(call, request))
		return true;
	operation_refuse(call, "photos", "numbers of photos, or all");
	return false;
}

static void letter_row(void *context, const struct casework_drafted *drafted)
{
	struct letter_request *request = context;
	bool room =
	    request->call->front->page == 0 || request->told < LETTER_TEXTS;

	request->told++;
	letter_heap(request, drafted);
	(void)operation_row(
	    request->call,
	    view_drafted(drafted, request->draft.preview && room));
}

static void letter_draft(struct operation_call *call)
{
	struct letter_request *request = base_alloc(1, sizeof(*request));
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (letter_read(call, request)) {
		err = casework_draft(call->work, &call->place->home,
				     &request->draft, letter_row, request,
				     &fault);
		if (err != LENS_OK)
			operation_fail_as(call, err, &fault);
		else if (request->left_out != NULL || request->told > 1 ||
			 request->no_contact != NULL)
			call->result = json_pack(
			    "{s:O?, s:O?, s:I, s:I}", "left_out",
			    request->left_out, "no_contact",
			    request->no_contact, "by_email",
			    (json_int_t)request->by_email, "by_form_or_post",
			    (json_int_t)request->by_form);
	}
	json_decref(request->left_out);
	json_decref(request->no_contact);
	free(request->missing);
	free(request);
}

/* ---- letter.list ---- */

struct letter_page {
	json_t *rows; /* of this page */
	int64_t at, offset, limit;
};

static bool letter_listed(void *context, const struct ledger_letter *letter)
{
	struct letter_page *page = context;

	if (page->at >= page->offset && page->at - page->offset < page->limit)
		json_array_append_new(page->rows, view_letter(letter));
	page->at++;
	return true;
}

enum lens_err operation_letters(struct operation_call *call,
				const json_t *letters,
				struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	const char *word;
	json_t *row;
	size_t i;

	json_array_foreach(letters, i, row)
	{
		if (err == LENS_OK)
			err = casework_letter_state(
			    call->work,
			    json_integer_value(json_object_get(row, "case")),
			    json_integer_value(json_object_get(row, "letter")),
			    fault, &word);
		if (err == LENS_OK)
			view_put(row, "state", word);
	}
	return err;
}

static void letter_list(struct operation_call *call)
{
	struct letter_page page = {.rows = json_array(),
				   .offset =
				       operation_number(call, "offset", 0),
				   .limit = operation_limit(call, LETTER_PAGE)};
	struct ledger_fault fault = {0};
	enum lens_err err = ledger_letter_each(casework_ledger(call->work), 0,
					       letter_listed, &page, &fault);
	json_t *row;
	size_t i;

	if (err == LENS_OK)
		err = operation_letters(call, page.rows, &fault);
	if (err == LENS_OK) {
		json_array_foreach(page.rows, i, row)(void)
		    operation_row(call, json_incref(row));
		operation_page(call, page.at, page.limit);
	} else {
		operation_fail_as(call, err, &fault);
	}
	json_decref(page.rows);
}

/* ---- letter.show, letter.fields ---- */

/* A format of a letter as text; NULL with the call failed. */
static json_t *letter_format(struct operation_call *call,
			     enum casework_format format)
{
	char name[CASEWORK_FILE_NAME];
	struct ledger_fault fault = {0};
	struct base_buffer bytes;
	json_t *value = NULL;
	int fd;
	enum lens_err err =
	    casework_export(call->work, operation_number(call, "letter", 0),
			    format, NULL, &fault, name, &fd);

	/* A letter in the person's own language has no other. */
	if (err == LENS_DENIED && format == CASEWORK_TRANSLATION)
		return json_string("");
	base_buffer_init(&bytes, LETTER_TEXT_MAX);
	if (err == LENS_OK)
		err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		value = json_stringn((const char *)bytes.data, bytes.size);
	else
		operation_fail_as(call, err, &fault);
	base_close(&fd);
	base_buffer_free(&bytes);
	return value;
}

static void letter_show(struct operation_call *call)
{
	json_t *text = letter_format(call, CASEWORK_TEXT), *twin = NULL;

	if (text != NULL)
		twin = letter_format(call, CASEWORK_TRANSLATION);
	if (twin != NULL)
		call->result =
		    json_pack("{s:O, s:O}", "text", text, "twin", twin);
	json_decref(text);
	json_decref(twin);
}

static void letter_fields(struct operation_call *call)
{
	json_t *fields = letter_format(call, CASEWORK_FIELDS);

	if (fields != NULL)
		call->result = json_loads(json_string_value(fields), 0, NULL);
	json_decref(fields);
}

/* ---- letter.discard ---- */

struct letter_case {
	int64_t letter, the_case; /* 0: none has it */
};

static bool letter_is(void *context, const struct ledger_letter *letter)
{
	struct letter_case *find = context;

	if (letter->id == find->letter)
		find->the_case = letter->case_id;
	return find->the_case == 0;
}

static void letter_discard(struct operation_call *call)
{
	struct letter_case find = {operation_number(call, "letter", 0), 0};
	const char *note = operation_text(call, "note");
	struct ledger_fault fault = {0};
	struct casework_happened what = {.letter = find.letter,
					 .day = casework_today(),
					 .today = casework_today(),
					 .reply = CASEWORK_REPLIES,
					 .note = note ? note : ""};
	enum lens_err err = ledger_letter_each(casework_ledger(call->work), 0,
					       letter_is, &find, &fault);

	what.id = find.the_case;
	if (err == LENS_OK && find.the_case == 0) {
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      "There is no such letter; 'lenscap "
				      "letter list' names them.");
		return;
	}
	if (err == LENS_OK)
		err = casework_case_note(call->work, CASEWORK_NOTE_DISCARD,
					 &what, 1, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result = json_pack("{s:I, s:I}", "discarded",
					 (json_int_t)find.letter, "case",
					 (json_int_t)find.the_case);
}

/* ---- letter.edit ---- */

static void letter_changed(struct operation_call *call)
{
	const char *is = operation_text(call, "is");
	const struct casework_edit edit = {operation_number(call, "letter", 0),
					   operation_text(call, "was"),
					   is ? is : "", casework_today()};
	struct ledger_fault fault = {0};
	int64_t letter;
	enum lens_err err =
	    casework_letter_edit(call->work, &edit, &fault, &letter);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result =
		    json_pack("{s:I, s:I}", "letter", (json_int_t)letter,
			      "discarded", (json_int_t)edit.letter);
}

/* ---- letter.save ---- */

static void letter_saved(void *context, int64_t letter, const char *folder,
			 const char *file)
{
	struct operation_call *call = context;

	if (call->result == NULL)
		call->result = view_named("folder", folder);
	(void)operation_row(call, view_letter_file(letter, NULL, file));
}

void operation_formats(const struct operation_call *call,
		       bool formats[CASEWORK_FORMATS])
{
	const json_t *words = operation_list(call, "formats"), *word;
	size_t i;

	memset(formats, 0, CASEWORK_FORMATS * sizeof(*formats));
	formats[CASEWORK_TEXT] = words == NULL;
	json_array_foreach(words, i, word)
	    formats[value_index(value_format, json_string_value(word))] = true;
}

static void letter_save(struct operation_call *call)
{
	bool formats[CASEWORK_FORMATS];
	struct ledger_fault fault = {0};
	int64_t *ids;
	size_t count = operation_ids(call, "letters", &ids);
	enum lens_err err;

	operation_formats(call, formats);
	err = casework_save(call->work, ids, count, formats, casework_today(),
			    letter_saved, call, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	free(ids);
}

/* ---- The table ---- */

/* clang-format off */
#define TEXT_MAX 2000

#define PARAM_FORMATS(flags) \
	PARAM("formats", CHOICES, 1, CASEWORK_FORMATS, (flags), \
	      "the formats of the files; otherwise text", \
	      .values = value_format, .option = "format", .metavar = "F[,F]")
#define PARAM_OUT \
	PARAM("out", FILE, 0, 0, COMMAND | OPERATION_PATH, \
	      "the folder where the files go", .metavar = "DIR")
#define PARAM_LETTER \
	PARAM("letter", NUMBER, 1, INT64_MAX, REQUIRED | POSITIONAL, \
	      "the number of the letter", .metavar = "LETTER")

static const struct operation_param letter_draft_params[] = {
	PARAM("to", WORDS, 1, CASEWORK_TO_MAX, 0,
	      "to whom: short names of controllers ('lenscap controllers "
	      "search' finds them), or all of a kind, such as face_search", .metavar = "WHO[,WHO]"),
	PARAM("case", NUMBER, 1, INT64_MAX, 0, "or the case that it continues",
	      .metavar = "CASE"),
	PARAM("kind", CHOICE, 0, 0, 0, "which letter; request opens a case, "
	      "the others continue one",
	      .values = value_letter_kind, .metavar = "KIND"),
	PARAM("ask", CHOICES, 0, LAW_RIGHTS, 0, "what you ask for",
	      .values = value_right, .metavar = "RIGHT[,RIGHT]"),
	PARAM("photos", LIST, 0, CASEWORK_PHOTOS_MAX, 0, "which photos it is "
	      "about, or all",
	      .metavar = "PHOTO[,PHOTO]"),
	PARAM("disclose", CHOICES, 0, 3, 0,
	      "what it tells about each photo, or none; otherwise sha256",
	      .values = value_disclose, .metavar = "KIND[,KIND]"),
	PARAM("tell", CHOICES, 0, 10, 0,
	      "what it tells about you; otherwise your e-mail address, and "
	      "what the controller needs to find you",
	      .values = value_tell, .metavar = "WHAT[,WHAT]"),
	PARAM("confirm", CHOICES, 0, 2, 0, "what you confirm about yourself, "
	      "so that the letter may say it",
	      .values = value_confirm, .metavar = "WHAT[,WHAT]"),
	PARAM("role", CHOICE, 0, 0, 0, "for whom you write; otherwise for "
	      "yourself",
	      .values = value_role, .metavar = "ROLE"),
	PARAM("for", TEXT, 1, 200, OPERATION_READ, "and the name of that person", .metavar = "NAME"),
	PARAM("erase", CHOICES, 0, 3, 0, "what is to be erased; otherwise "
	      "everything",
	      .values = value_erase, .metavar = "WHAT[,WHAT]"),
	PARAM("purpose", TEXT, 0, TEXT_MAX, OPERATION_READ, "why you ask, in a sentence of your own",
	      .metavar = "TEXT"),
	PARAM("situation", TEXT, 0, TEXT_MAX, OPERATION_READ,
	      "your particular situation, for an objection", .metavar = "TEXT"),
	PARAM("situation_kind", CHOICE, 0, 0, 0, "or what kind of situation it is",
	      .values = value_situation, .metavar = "KIND"),
	PARAM("marketing", TRUTH, 0, 0, 0, "object to direct marketing too, which needs no reason"),
	PARAM("whole_addresses", TRUTH, 0, 0, 0,
	      "keep session numbers, tokens and expiry times in addresses"),
	PARAM("research", TRUTH, 0, 0, 0, "object to research and statistics too"),
	PARAM("long", TRUTH, 0, 0, 0, "write every point out, instead of one "
	      "page and schedules"),
	PARAM("wrong", TEXT, 0, TEXT_MAX, OPERATION_READ, "what is wrong, for a rectification",
	      .metavar = "TEXT"),
	PARAM("right", TEXT, 0, TEXT_MAX, OPERATION_READ, "and what would be right", .metavar = "TEXT"),
	PARAM("code_page", TEXT, 1, TEXT_MAX, 0,
	      "a page of yours, on which a code is to prove that it is yours", .metavar = "URL"),
	PARAM("quote", TEXT, 0, TEXT_MAX, OPERATION_READ, "what their answer says", .metavar = "TEXT"),
	PARAM("missing", WORDS, 0, 50, OPERATION_LINES | OPERATION_READ,
	      "what their answer lacks, or where erased photos still are, ';' between the points",
	      .metavar = "TEXT"),
	PARAM("law", TEXT, 1, 16, 0, "which law, such as gdpr, uk, fadp or "
	      "ccpa; otherwise the one that fits",
	      .metavar = "LAW"),
	PARAM("language", CHOICE, 0, 0, 0, "its language; otherwise the one "
	      "that is read there",
	      .values = value_language, .option = "lang", .metavar = "LANG"),
	PARAM("again", TRUTH, 0, 0, 0, "write even if the last request was "
	      "recent"),
	PARAM("preview", TRUTH, 0, 0, 0, "show it and keep nothing"),
	PARAM_FORMATS(COMMAND),
	PARAM_OUT,
	PARAM_END,
};
static const struct operation_rule letter_draft_rules[] = {
	{OPERATION_SOME_OF, {"to", "case"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param letter_list_params[] = {
	PARAM_OFFSET("how many letters to skip"),
	PARAM_LIMIT("how many letters to list, at most"),
	PARAM_END,
};
static const struct operation_param letter_one_params[] = {
	PARAM_LETTER,
	PARAM_END,
};
static const struct operation_param letter_save_params[] = {
	PARAM("letters", IDS, 1, CASEWORK_TO_MAX, REQUIRED, "the letters"),
	PARAM_FORMATS(REQUIRED),
	PARAM_END,
};
static const struct operation_param letter_export_params[] = {
	PARAM_LETTER,
	PARAM_FORMATS(0),
	PARAM_OUT,
	PARAM_END,
};

static const struct operation_param letter_edit_params[] = {
	PARAM_LETTER,
	PARAM("was", TEXT, 1, TEXT_MAX, REQUIRED | OPERATION_READ,
	      "the passage that is to be changed, as the letter has it", .metavar = "TEXT"),
	PARAM("is", TEXT, 0, TEXT_MAX, OPERATION_READ,
	      "what stands there instead; otherwise nothing", .metavar = "TEXT"),
	PARAM_END,
};

static const struct operation_param letter_discard_params[] = {
	PARAM_LETTER,
	PARAM("note", TEXT, 0, 1000, OPERATION_READ, "a note for yourself", .metavar = "TEXT"),
	PARAM_END,
};

const struct operation operation_letter_rows[] = {
	{
		.name = "letter.draft", .command = "letter draft",
		.group = OPERATION_LETTERS, .first = true,
		.summary = "write letters, or see what they would be",
		.description = "Writes letters: requests to controllers, each "
			       "of which opens a case, or the next letter of "
			       "a case.  Photos are identified by their "
			       "addresses and fingerprints; no photo is "
			       "sent.  It says what each letter tells about "
			       "you.",
		.examples = "lenscap letter draft --to clearview-ai --ask access,erasure \\\n"
			    "    --photos 1,2 --format eml,pdf --out letters\n"
			    "lenscap letter draft --to face_search,people_search --photos all \\\n"
			    "    --ask access,erasure,objection --situation-kind private \\\n"
			    "    --format eml,pdf --out letters\n"
			    "lenscap letter draft --to pimeyes --ask access --photos all --preview\n"
			    "lenscap letter draft --case 3 --kind photo_demanded --out letters\n",
		.params = letter_draft_params, .rules = letter_draft_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_UPLOADS,
		.list = "letters", .run = letter_draft,
		.answer = "drafted",
	}, {
		.name = "letter.list", .command = "letter list",
		.group = OPERATION_LETTERS,
		.summary = "the letters you have written",
		.description = "Lists the letters you have written.",
		.params = letter_list_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "letters", .run = letter_list,
		.answer = "letter",
	}, {
		.name = "letter.show", .command = "letter show",
		.group = OPERATION_LETTERS,
		.summary = "a letter as text, in your own language too",
		.description = "Shows a letter as text and, where it is not in your own "
			       "language, its translation.",
		.examples = "lenscap letter show 4\n",
		.params = letter_one_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = letter_show,
	}, {
		.name = "letter.discard", .command = "letter discard",
		.group = OPERATION_LETTERS,
		.summary = "note that a letter will not be sent",
		.description = "Notes that a letter will not be sent: its "
			       "case goes on as if it had not been written.  "
			       "A letter that was sent cannot be discarded.",
		.examples = "lenscap letter discard 4\n",
		.params = letter_discard_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = letter_discard,
	}, {
		.name = "letter.edit", .command = "letter edit",
		.group = OPERATION_LETTERS,
		.summary = "put a passage of a letter in your own words",
		.description = "Changes one passage of a letter that was not sent yet: the "
			       "new letter is kept with what was changed, and the old one "
			       "is discarded.  What the new words cite must be a norm that "
			       "is known here.",
		.examples = "lenscap letter edit 4 --was 'I see no legal basis for processing them' \\\n"
			    "    --is 'I never agreed to this, and see no legal basis for it'\n"
			    "lenscap letter edit 4 --was 'Thank you for your attention to this matter.'\n",
		.params = letter_edit_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = letter_changed,
	}, {
		.name = "letter.export", .command = "letter export",
		.group = OPERATION_LETTERS,
		.summary = "a letter as files",
		.description = "Writes a letter from the ledger as files, or "
			       "its text to the screen.",
		.examples = "lenscap letter export 4\n"
			    "lenscap letter export 4 --format pdf,eml --out letters\n",
		.params = letter_export_params, .needs = OPERATION_LEDGER,
		.list = "files",
	}, {
		.name = "letter.fields",
		.summary = "a letter as to, subject and body, to be copied",
		.params = letter_one_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .run = letter_fields,
	}, {
		.name = "letter.save",
		.summary = "keep letters as files in the documents folder",
		.params = letter_save_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_UPLOADS, .list = "files", .run = letter_save,
		.answer = "letter_file",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
