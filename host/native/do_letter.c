/* do_letter.c: letters are drafted, shown and brought into files. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "frame.h"
#include "native.h"
#include "track.h"

#define LETTER_PAGE 50
#define LETTER_TEXTS 20 /* letters whose text is in an answer */

/* ---- letter.draft ---- */

/* What the parameters come to; everything but the lists is borrowed. */
struct letter_request {
	struct casework_draft draft;
	const char *to[CASEWORK_TO_MAX];
	int64_t photos[CASEWORK_PHOTOS_MAX];
	unsigned disclose[CASEWORK_PHOTOS_MAX];
	char *missing;
};

/* Bits of words from a table that ends with NULL; false for another word. */
static bool letter_bits(const json_t *list, const char *const *names,
			unsigned *out)
{
	const json_t *word;
	size_t i;

	*out = 0;
	json_array_foreach(list, i, word)
	{
		size_t bit = 0;

		while (names[bit] != NULL &&
		       strcmp(names[bit], json_string_value(word)
					      ? json_string_value(word)
					      : "") != 0)
			bit++;
		if (names[bit] == NULL)
			return false;
		*out |= 1u << bit;
	}
	return true;
}

static bool letter_photos(const struct native_call *call,
			  struct letter_request *request)
{
	static const char *const kinds[] = {"sha256", "pdq", "iscc", NULL};
	const json_t *list = json_object_get(call->op.params, "photos"), *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		int64_t id = json_integer_value(json_object_get(entry, "id"));

		if (id < 1 || i >= CASEWORK_PHOTOS_MAX ||
		    !letter_bits(json_object_get(entry, "disclose"), kinds,
				 &request->disclose[i]))
			return false;
		request->photos[i] = id;
	}
	request->draft.photos = request->photos;
	request->draft.disclose = request->disclose;
	request->draft.photo_count = json_array_size(list);
	return true;
}

static bool letter_asks(const struct native_call *call,
			struct letter_request *request)
{
	const json_t *list = json_object_get(call->op.params, "ask"), *word;
	size_t i;

	json_array_foreach(list, i, word)
	{
		enum law_right right = law_right_of(json_string_value(word));

		if (right == LAW_RIGHTS)
			return false;
		request->draft.ask[right] = true;
	}
	return true;
}

static bool letter_to(const struct native_call *call,
		      struct letter_request *request)
{
	const json_t *list = json_object_get(call->op.params, "to"), *word;
	size_t i;

	json_array_foreach(list, i, word) request->to[i] =
	    json_string_value(word);
	request->draft.to = request->to;
	request->draft.to_count = json_array_size(list);
	return (list != NULL) != (request->draft.case_id != 0);
}

/* The points as lines of one text. */
static char *letter_missing(const struct native_call *call)
{
	const json_t *list = json_object_get(call->op.params, "missing"), *word;
	struct base_buffer text;
	char *out;
	enum lens_err err = LENS_OK;
	size_t i;

	base_buffer_init(&text, FRAME_IN_MAX);
	json_array_foreach(list, i, word)
	{
		if (err == LENS_OK)
			err = base_buffer_add_text(&text,
						   json_string_value(word));
		if (err == LENS_OK)
			err = base_buffer_add_text(&text, "\n");
	}
	if (err == LENS_OK)
		err = base_buffer_add(&text, "", 1);
	out = base_copy(err == LENS_OK ? (char *)text.data : "");
	base_buffer_free(&text);
	return out;
}

static bool letter_read(const struct native_call *call,
			struct letter_request *request)
{
	static const char *const tells[] = {"name", "email", "address",
					    "region", NULL};
	struct casework_draft *draft = &request->draft;

	*draft = (struct casework_draft){
	    .kind = native_text(call, "kind"),
	    .case_id = native_number(call, "case", 0),
	    .law = native_text(call, "law"),
	    .language = native_text(call, "language"),
	    .purpose = native_text(call, "purpose"),
	    .situation = native_text(call, "situation"),
	    .situation_kind = native_text(call, "situation_kind"),
	    .rectify_what = native_text(call, "wrong"),
	    .rectify_to = native_text(call, "right"),
	    .code_page = native_text(call, "code_page"),
	    .quote = native_text(call, "quote"),
	    .marketing = native_truth(call, "marketing"),
	    .again = native_truth(call, "again"),
	    .preview = native_truth(call, "preview"),
	    .today = casework_today(),
	};
	if (draft->language != NULL &&
	    law_language_of(draft->language) == LAW_LANGUAGES)
		return false;
	if (!letter_to(call, request) || !letter_asks(call, request) ||
	    !letter_photos(call, request) ||
	    !letter_bits(json_object_get(call->op.params, "tell"), tells,
			 &draft->tell))
		return false;
	request->missing = letter_missing(call);
	draft->missing = request->missing;
	return true;
}

/* ---- What was drafted ---- */

struct letter_answer {
	json_t *letters;
	bool preview;
};

static void letter_row(void *context, const struct casework_drafted *drafted)
{
	struct letter_answer *answer = context;
	bool text =
	    answer->preview && json_array_size(answer->letters) < LETTER_TEXTS;

	json_array_append_new(answer->letters, view_drafted(drafted, text));
}

void do_letter_draft(struct native_call *call)
{
	struct letter_request *request = base_alloc(1, sizeof(*request));
	struct letter_answer answer = {json_array(),
				       native_truth(call, "preview")};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!letter_read(call, request)) {
		native_fail_saying(call, OPERATION_BAD_PARAMS,
				   "A letter cannot be made of that: see to "
				   "whom, what for, which photos and which "
				   "language.");
	} else if (track_ledger(call, &work)) {
		err = casework_draft(work, &door_place(call->host->door)->home,
				     &request->draft, letter_row, &answer,
				     &fault);
		if (err == LENS_OK)
			call->op.result =
			    json_pack("{s:O}", "letters", answer.letters);
		else
			native_fail_as(call, err, &fault);
	}
	json_decref(answer.letters);
	free(request->missing);
	free(request);
}

/* ---- letter.list ---- */

struct letter_page {
	json_t *list;
	int64_t offset, limit, total;
};

bool native_letter_row(void *context, const struct ledger_letter *letter)
{
	json_array_append_new(context, view_letter(letter));
	return true;
}

static bool letter_listed(void *context, const struct ledger_letter *letter)
{
	struct letter_page *page = context;

	if (page->total >= page->offset &&
	    page->total < page->offset + page->limit)
		json_array_append_new(page->list, view_letter(letter));
	page->total++;
	return true;
}

void do_letter_list(struct native_call *call)
{
	struct letter_page page = {
	    .offset = native_number(call, "offset", 0),
	    .limit = native_number(call, "limit", LETTER_PAGE)};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (!track_ledger(call, &work))
		return;
	page.list = json_array();
	err = ledger_letter_each(casework_ledger(work), 0, letter_listed, &page,
				 &fault);
	if (err == LENS_OK)
		call->op.result =
		    json_pack("{s:I, s:o, s:O}", "total",
			      (json_int_t)page.total, "next_offset",
			      page.offset + page.limit < page.total
				  ? json_integer(page.offset + page.limit)
				  : json_null(),
			      "letters", page.list);
	else
		native_fail_as(call, err, &fault);
	json_decref(page.list);
}

/* ---- letter.show, letter.fields ---- */

/* A format of a letter as text; NULL with the call failed, or for no twin. */
static json_t *letter_format(struct native_call *call, struct casework *work,
			     enum casework_format format)
{
	char name[CASEWORK_FILE_NAME];
	struct ledger_fault fault = {0};
	struct base_buffer bytes;
	json_t *value = NULL;
	int fd;
	enum lens_err err =
	    casework_export(work, native_number(call, "letter", 0), format,
			    NULL, &fault, name, &fd);

	if (err == LENS_DENIED && format == CASEWORK_TWIN)
		return json_string("");
	base_buffer_init(&bytes, LETTER_TEXT_MAX);
	if (err == LENS_OK)
		err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		value = json_stringn((const char *)bytes.data, bytes.size);
	else
		native_fail_as(call, err, &fault);
	base_close(&fd);
	base_buffer_free(&bytes);
	return value;
}

void do_letter_show(struct native_call *call)
{
	struct casework *work;
	json_t *text, *twin = NULL;

	if (!track_ledger(call, &work))
		return;
	text = letter_format(call, work, CASEWORK_TEXT);
	if (text != NULL)
		twin = letter_format(call, work, CASEWORK_TWIN);
	if (text != NULL && twin != NULL)
		call->op.result =
		    json_pack("{s:O, s:O}", "text", text, "twin", twin);
	json_decref(text);
	json_decref(twin);
}

void do_letter_fields(struct native_call *call)
{
	struct casework *work;
	json_t *fields;

	if (!track_ledger(call, &work))
		return;
	fields = letter_format(call, work, CASEWORK_FIELDS);
	if (fields != NULL)
		call->op.result =
		    json_loads(json_string_value(fields), 0, NULL);
	json_decref(fields);
}

/* ---- letter.save ---- */

struct letter_saved {
	json_t *files;
	char folder[CASEWORK_FILE_NAME];
};

static void letter_saved_one(void *context, int64_t letter, const char *folder,
			     const char *file)
{
	struct letter_saved *saved = context;

	base_printable(saved->folder, sizeof(saved->folder),
		       base_view_of(folder));
	json_array_append_new(saved->files,
			      view_letter_file(letter, NULL, file));
}

static void letter_save(struct native_call *call, const int64_t *ids,
			size_t count, const bool formats[CASEWORK_FORMATS])
{
	struct letter_saved saved = {.files = json_array()};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err;

	if (track_ledger(call, &work)) {
		err = casework_save(work, ids, count, formats, casework_today(),
				    letter_saved_one, &saved, &fault);
		if (err == LENS_OK)
			call->op.result =
			    json_pack("{s:s, s:O}", "folder", saved.folder,
				      "files", saved.files);
		else
			native_fail_as(call, err, &fault);
	}
	json_decref(saved.files);
}

void do_letter_save(struct native_call *call)
{
	const json_t *list = json_object_get(call->op.params, "letters");
	const json_t *words = json_object_get(call->op.params, "formats"),
		     *word;
	size_t count = json_array_size(list), i;
	int64_t *ids = base_alloc(count + 1, sizeof(*ids));
	bool formats[CASEWORK_FORMATS] = {false}, good = true;

	for (i = 0; i < count; i++)
		ids[i] = json_integer_value(json_array_get(list, i));
	json_array_foreach(words, i, word)
	{
		unsigned f = 0;

		while (f < CASEWORK_FORMATS &&
		       strcmp(casework_format_name(f),
			      json_string_value(word)) != 0)
			f++;
		good &= f < CASEWORK_FORMATS;
		if (f < CASEWORK_FORMATS)
			formats[f] = true;
	}
	if (good)
		letter_save(call, ids, count, formats);
	else
		native_fail_saying(call, OPERATION_BAD_PARAMS,
				   "A letter is saved as txt, twin, eml, pdf, "
				   "mailto or fields.");
	free(ids);
}
