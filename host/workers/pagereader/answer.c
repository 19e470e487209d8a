/* answer.c: a mail, a ZIP, JSON, text and those within each other. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include <lenscap/base_address.h>

#include "answer.h"
#include "archive.h"
#include "bytes.h"
#include "html.h"

#define ANSWER_DEEPEST 6		/* files within each other */
#define ANSWER_TEXT_MAX (64u << 20)	/* bytes of one text */
#define ANSWER_JSON_MAX (32u << 20)	/* bytes of one piece of JSON */
#define ANSWER_JSON_DEEPEST 40		/* objects within each other */
#define ANSWER_NAME 160			/* bytes of a member's path */
#define ANSWER_PICTURE_LEAST 64		/* letters of base64 */
#define ANSWER_LOOKED_AT (64u << 10)	/* bytes that tell a text */
#define ANSWER_BRANDS 64		/* bytes that tell what boxes are */
#define ANSWER_RUN 64			/* letters of base64 that are no word */
#define ANSWER_EXACT 9007199254740992.0 /* below it whole numbers are exact */

struct answer_file {
	struct page *page;
	struct base_view name, type, bytes;
	unsigned depth;
	const char *part; /* what it is called where it has no name */
};

/*
 * The letters of base64 that a text begins with.  *coded: they are no words,
 * being many, small and capital, with digits.
 */
static size_t answer_run(struct base_view text, bool *coded)
{
	bool small = false, capital = false, digit = false;
	size_t size = 0;

	for (; size < text.size; size++) {
		uint8_t c = text.data[size];

		small |= c >= 'a' && c <= 'z';
		capital |= c >= 'A' && c <= 'Z';
		digit |= c >= '0' && c <= '9';
		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && memchr("+/=-_", c, 5) == NULL)
			break;
	}
	*coded = size > ANSWER_RUN && small && capital && digit;
	return size;
}

/* Whether a run goes on with an address, which is told whole. */
static bool answer_in_address(struct base_view text, size_t at)
{
	return at > 0 && (memchr(".?&%#~@", text.data[at - 1], 7) != NULL ||
			  (text.data[at - 1] == ':' &&
			   memcmp(text.data + at, "//", 2) == 0));
}

/* Its lines, but for what is base64: "...GPS..." in it names no place. */
static void answer_lines(const struct answer_file *file, struct base_view text)
{
	char name[IPC_TEXT_MAX];
	struct base_buffer words;
	enum lens_err err = LENS_OK;
	size_t run;

	base_buffer_init(&words, text.size);
	for (size_t at = 0; at < text.size && err == LENS_OK; at += run) {
		bool coded;

		run = answer_run(base_view_part(text, at, text.size - at),
				 &coded);
		if (run == 0)
			run = 1;
		else if (coded && !answer_in_address(text, at))
			continue;
		err = base_buffer_add(&words, text.data + at, run);
	}
	page_note(file->page, err);
	ipc_page_line(name, file->name);
	ipc_page_tell_lines(file->page->answer, name[0] ? name : "-",
			    base_buffer_view(&words));
	base_buffer_free(&words);
}

/* ---- JSON ---- */

/* A picture that stands in a text: a data: address, or base64 alone. */
static bool answer_picture_in(const struct answer_file *file,
			      struct base_view text)
{
	static const char *const starts[] = {"/9j/", "iVBORw0KGgo", "UklGR",
					     "R0lGOD"};
	struct base_buffer bytes;
	bool taken = false;
	enum lens_err err = LENS_MALFORMED;

	if (text.size < ANSWER_PICTURE_LEAST)
		return false;
	base_buffer_init(&bytes, IPC_PAGE_INSIDE_MAX);
	if (base_address_has_scheme(text, "data:"))
		err = bytes_data_url(text, &bytes);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (base_view_starts(text, starts[i], strlen(starts[i])))
			err = bytes_base64(text, &bytes);
	if (err == LENS_OK) {
		page_add_inside(file->page, IPC_PAGE_PART, file->name, "",
				base_buffer_view(&bytes));
		taken = true;
	}
	base_buffer_free(&bytes);
	return taken;
}

static void answer_json(const struct answer_file *file, const char *path,
			const json_t *value, unsigned depth);

static void answer_member(const struct answer_file *file, const char *path,
			  const char *key, const json_t *value, unsigned depth)
{
	char *name = base_format("%.*s%s%.*s", ANSWER_NAME, path,
				 path[0] ? "." : "", ANSWER_NAME, key);

	answer_json(file, name, value, depth + 1);
	free(name);
}

/* Of one with too many digits no more are told than it is known to have. */
static char *answer_number(const char *path, double value)
{
	bool whole = value > -ANSWER_EXACT && value < ANSWER_EXACT &&
		     value == (double)(int64_t)value;

	return whole ? base_format("%s: %.0f", path, value)
		     : base_format("%s: %.15g", path, value);
}

static void answer_json(const struct answer_file *file, const char *path,
			const json_t *value, unsigned depth)
{
	const json_t *entry;
	const char *key;
	char *line = NULL;
	size_t i;

	if (depth > ANSWER_JSON_DEEPEST)
		file->page->answer->facts_cut = true;
	if (depth > ANSWER_JSON_DEEPEST || ipc_page_is_told(file->page->answer))
		return;
	json_array_foreach(value, i, entry)
	    answer_json(file, path, entry, depth + 1);
	json_object_foreach((json_t *)value, key, entry)
	    answer_member(file, path, key, entry, depth);
	if (json_is_string(value) &&
	    !answer_picture_in(file, base_view_of(json_string_value(value))))
		line = base_format("%s: %s", path, json_string_value(value));
	else if (json_is_integer(value))
		line = base_format("%s: %" JSON_INTEGER_FORMAT, path,
				   json_integer_value(value));
	else if (json_is_number(value))
		line = answer_number(path, json_number_value(value));
	else if (json_is_boolean(value))
		line = base_format("%s: %s", path,
				   json_is_true(value) ? "true" : "false");
	if (line != NULL)
		answer_lines(file, base_view_of(line));
	free(line);
}

static struct base_view answer_unblank(struct base_view text)
{
	while (text.size > 0 && html_is_space(text.data[0]))
		text = base_view_part(text, 1, text.size - 1);
	return text;
}

/* "[" and "{" alone may begin a letter: "[Ticket 12]". */
static bool answer_begins_json(struct base_view text)
{
	text = answer_unblank(text);
	if (!base_view_starts(text, "{", 1) && !base_view_starts(text, "[", 1))
		return false;
	text = answer_unblank(base_view_part(text, 1, text.size - 1));
	return base_view_starts(text, "\"", 1) ||
	       base_view_starts(text, "{", 1) || base_view_starts(text, "[", 1);
}

/* The number of an escape "\uD83D" at a place, or UINT16_MAX for none. */
static uint16_t answer_escape(struct base_view text, size_t at)
{
	struct base_view escape = base_view_part(text, at, 6);
	char digits[5] = "";
	uint8_t unit[2];

	if (escape.size < 6 || !base_view_starts(escape, "\\u", 2))
		return UINT16_MAX;
	memcpy(digits, escape.data + 2, 4);
	if (base_unhex(unit, 2, digits) != LENS_OK)
		return UINT16_MAX;
	return (uint16_t)(unit[0] << 8 | unit[1]);
}

/* Escapes that stand for no letter: jansson refuses all for one of them. */
static void answer_mend(struct base_buffer *json)
{
	struct base_view text = base_buffer_view(json);

	for (size_t at = 0; at + 1 < text.size; at++) {
		uint16_t unit;

		if (text.data[at] != '\\')
			continue;
		unit = answer_escape(text, at);
		if (unit >> 10 == 0xd800 >> 10 &&
		    answer_escape(text, at + 6) >> 10 == 0xdc00 >> 10)
			at += 6;
		else if (unit == 0 || unit >> 11 == 0xd800 >> 11)
			memcpy(json->data + at + 2, "fffd", 4);
		at += unit == UINT16_MAX ? 1 : 5;
	}
}

/* The value that a text begins with, NULL for none; *text: what follows. */
static json_t *answer_json_next(struct base_view *text)
{
	json_error_t error;
	json_t *data;

	*text = answer_unblank(*text);
	if (text->size == 0 || text->size > ANSWER_JSON_MAX)
		return NULL;
	data = json_loadb((const char *)text->data, text->size,
			  JSON_DISABLE_EOF_CHECK, &error);
	if (data == NULL &&
	    json_error_code(&error) == json_error_numeric_overflow)
		data = json_loadb(
		    (const char *)text->data, text->size,
		    JSON_DISABLE_EOF_CHECK | JSON_DECODE_INT_AS_REAL, &error);
	if (data != NULL)
		*text = base_view_part(*text, (size_t)error.position,
				       text->size - (size_t)error.position);
	return data;
}

/* One value after the other: exports have one in each line. */
static void answer_values(const struct answer_file *file,
			  struct base_buffer *text)
{
	struct base_view rest;
	json_t *data;

	answer_mend(text);
	rest = base_buffer_view(text);
	while ((data = answer_json_next(&rest)) != NULL) {
		answer_json(file, "", data, 0);
		json_decref(data);
	}
	/* Pictures in what is left are not found. */
	file->page->answer->cut |= rest.size > 0;
	answer_lines(file, rest);
}

/* ---- Text and HTML ---- */

static const char *const answer_flowing[] = {"a",  "b",	   "i",	   "u",
					     "em", "span", "font", "strong"};

static bool answer_flows(const char *name)
{
	for (size_t i = 0;
	     i < sizeof(answer_flowing) / sizeof(answer_flowing[0]); i++)
		if (strcmp(name, answer_flowing[i]) == 0)
			return true;
	return false;
}

/* Where a tag leads, as a line of its own; a picture in it, as one. */
static enum lens_err answer_tag(const struct answer_file *file,
				const struct html_token *token,
				struct base_buffer *text)
{
	static const char *const names[] = {"href", "src", "xlink:href"};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && err == LENS_OK;
	     i++) {
		const struct html_attribute *found =
		    html_attribute(token, names[i]);

		if (found == NULL || answer_picture_in(file, found->value) ||
		    !base_address_has_scheme(found->value, "http"))
			continue;
		err = base_buffer_add_text(text, "\n");
		if (err == LENS_OK)
			err = base_buffer_add(text, found->value.data,
					      found->value.size);
		if (err == LENS_OK)
			err = base_buffer_add_text(text, "\n");
	}
	if (err == LENS_OK && !answer_flows(token->name))
		err = base_buffer_add_text(text, "\n");
	return err;
}

static void answer_html(const struct answer_file *file, struct base_view page,
			enum charset set)
{
	struct html *html = base_alloc(1, sizeof(*html));
	const struct html_token *token;
	struct base_buffer words, text;
	enum lens_err err = LENS_OK;

	base_buffer_init(&words, ANSWER_TEXT_MAX);
	base_buffer_init(&text, ANSWER_TEXT_MAX);
	html_init(html, page);
	while (err == LENS_OK && (token = html_next(html))->kind != HTML_END) {
		bool raw = token->kind == HTML_RAW &&
			   (strcmp(token->name, "title") == 0 ||
			    strcmp(token->name, "textarea") == 0);

		if (token->kind == HTML_OPEN || token->kind == HTML_CLOSE)
			err = answer_tag(file, token, &words);
		/* Lines of the source are none of what is read. */
		for (size_t i = 0; i < token->text.size && err == LENS_OK &&
				   (raw || token->kind == HTML_TEXT);
		     i++) {
			uint8_t c = token->text.data[i];

			c = html_is_space(c) ? ' ' : c;
			err = base_buffer_add(&words, &c, 1);
		}
	}
	page_note(file->page, err);
	page_note(file->page,
		  charset_decode(base_buffer_view(&words), set, true, &text));
	answer_lines(file, base_buffer_view(&text));
	base_buffer_free(&words);
	base_buffer_free(&text);
	free(html);
}

static bool answer_is_html(const struct answer_file *file,
			   struct base_view text)
{
	size_t size = text.size < 1024 ? text.size : 1024;
	char *head = base_format("%.*s", (int)size, (const char *)text.data);
	bool html =
	    (file->type.size >= 9 &&
	     strncasecmp((const char *)file->type.data, "text/html", 9) == 0) ||
	    strcasestr(head, "<html") != NULL ||
	    strcasestr(head, "<!doctype html") != NULL ||
	    strncmp(head, "<svg", 4) == 0 || strncmp(head, "<?xml", 5) == 0;

	free(head);
	return html;
}

static void answer_text(const struct answer_file *file)
{
	enum charset set = charset_of(charset_in(file->type));
	struct base_view bytes = file->bytes;
	struct base_buffer room, text;
	enum lens_err err;
	bool json;

	base_buffer_init(&room, bytes.size * 2 + 4);
	base_buffer_init(&text, bytes.size * 3 + 4);
	err = charset_unmark(&bytes, &set, &room);
	json = answer_begins_json(bytes);
	if (err == LENS_OK && !json && answer_is_html(file, bytes)) {
		answer_html(file, bytes, set);
	} else if (err == LENS_OK) {
		err = charset_decode(bytes, set, false, &text);
		if (json)
			answer_values(file, &text);
		else
			answer_lines(file, base_buffer_view(&text));
	}
	page_note(file->page, err);
	base_buffer_free(&room);
	base_buffer_free(&text);
}

/* ---- Files ---- */

static void answer_file(const struct answer_file *file);

/* A text may begin "BM"; so far its decoder looks, too (decoder/bmp.c). */
static bool answer_is_bmp(struct base_view bytes)
{
	uint32_t header;

	if (bytes.size < 18 || !base_view_starts(bytes, "BM", 2))
		return false;
	header = base_get_u32(bytes.data + 14);
	return (header == 12 || (header >= 40 && header <= 124)) &&
	       base_get_u32(bytes.data + 10) >= 14 + header;
}

/*
 * Videos begin with a box "ftyp", too.  What decoders make of the others is
 * theirs to say (picture/brand.c), which are not in this process.
 */
static bool answer_is_boxes(struct base_view bytes)
{
	static const char *const brands[] = {"avif", "avis", "heic", "heix",
					     "heim", "heis", "hevc", "hevx",
					     "mif1", "msf1", "crx "};
	size_t end = bytes.size < ANSWER_BRANDS ? bytes.size : ANSWER_BRANDS;

	if (bytes.size < 12 || memcmp(bytes.data, "\0\0\0", 3) != 0 ||
	    memcmp(bytes.data + 4, "ftyp", 4) != 0)
		return false;
	if (bytes.data[3] < end)
		end = bytes.data[3];
	for (size_t at = 8; at + 4 <= end; at += 4)
		for (size_t i = 0; i < sizeof(brands) / sizeof(*brands); i++)
			if (at != 12 &&
			    memcmp(bytes.data + at, brands[i], 4) == 0)
				return true;
	return false;
}

static bool answer_is_picture(struct base_view bytes)
{
	static const struct {
		size_t at;
		const char *mark;
		size_t size;
	} marks[] = {
	    {0, "\xff\xd8\xff", 3}, {0, "\x89PNG", 4},	{0, "GIF8", 4},
	    {8, "WEBP", 4},	    {0, "II*\0", 4},	{0, "MM\0*", 4},
	    {0, "\0\0\1", 4},	    {0, "\xff\x0a", 2}, {4, "JXL ", 4},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		struct base_view part =
		    base_view_part(bytes, marks[i].at, marks[i].size);

		if (part.size == marks[i].size &&
		    memcmp(part.data, marks[i].mark, part.size) == 0)
			return true;
	}
	return answer_is_bmp(bytes) || answer_is_boxes(bytes);
}

static bool answer_is_pdf(struct base_view bytes)
{
	size_t size = bytes.size < 1024 ? bytes.size : 1024;

	return size > 5 && memmem(bytes.data, size, "%PDF-", 5) != NULL;
}

static void answer_add(const struct answer_file *file, enum ipc_page_kind kind,
		       const char *type, struct base_view bytes)
{
	page_add_inside(file->page, kind,
			file->name.size > 0 || file->part == NULL
			    ? file->name
			    : base_view_of(file->part),
			type, bytes);
}

/* A file that nothing is read of, and why (casework/answer_read.c). */
static void answer_missing(const struct answer_file *file, const char *why)
{
	answer_add(file, IPC_PAGE_DOCUMENT, why,
		   (struct base_view){file->bytes.data, 0});
}

/* One without bytes. */
static void answer_nothing(const struct answer_file *file)
{
	char *type = base_format("%.*s", (int)file->type.size,
				 (const char *)file->type.data);
	size_t lead = strlen(ARCHIVE_MISSING);

	answer_missing(file, strncmp(type, ARCHIVE_MISSING, lead) == 0
				 ? type + lead
				 : "empty");
	free(type);
}

/* "part 2 of fwd.eml": of the file that is read there is no name here. */
static char *answer_part_name(const struct answer_file *file, unsigned i)
{
	return file->name.size > 0
		   ? base_format("part %u of %.*s", i + 1, (int)file->name.size,
				 (const char *)file->name.data)
		   : base_format("part %u", i + 1);
}

static void answer_part(const struct answer_file *file,
			const struct mhtml *parts, unsigned i)
{
	const struct mhtml_part *part = &parts->parts[i];
	char *called = answer_part_name(file, i);
	struct answer_file in = {
	    .page = file->page,
	    .name = part->name.size > 0
			? part->name
			: base_view_of(part->location ? part->location : ""),
	    .type = part->type,
	    .depth = file->depth + 1,
	    .part = called};
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, ANSWER_TEXT_MAX);
	err = mhtml_decode(part, &bytes);
	page_note(file->page, err);
	if (err == LENS_TOO_BIG) {
		answer_missing(&in, "too_large");
	} else {
		in.bytes = base_buffer_view(&bytes);
		answer_file(&in);
	}
	base_buffer_free(&bytes);
	free(called);
}

/* What it holds, each by itself; false: it is no archive. */
static bool answer_archive(const struct answer_file *file)
{
	struct mhtml *parts = NULL;
	bool zip = base_view_starts(file->bytes, "PK\3\4", 4) &&
		   archive_is_zip(file->bytes);
	bool mail =
	    !zip && (mhtml_begins(file->bytes) || mhtml_is_mail(file->bytes));
	enum lens_err err = LENS_MALFORMED;

	if (zip)
		err = archive_zip_all(file->bytes, &parts);
	else if (mail)
		err = mhtml_mail(file->bytes, &parts);
	/* Lines of a mail whose parts are not found are what is left of it. */
	file->page->answer->cut |= mail && err != LENS_OK;
	if (err != LENS_OK)
		return false;
	file->page->answer->archive = true;
	file->page->answer->cut |= parts->cut;
	for (unsigned i = 0; i < parts->count; i++)
		answer_part(file, parts, i);
	mhtml_free(parts);
	return true;
}

static void answer_file(const struct answer_file *file)
{
	if (file->depth < ANSWER_DEEPEST && answer_archive(file))
		return;
	if (answer_is_pdf(file->bytes))
		answer_add(file, IPC_PAGE_DOCUMENT, "pdf", file->bytes);
	else if (answer_is_picture(file->bytes))
		answer_add(file, IPC_PAGE_PART, "", file->bytes);
	else if (file->bytes.size == 0)
		answer_nothing(file);
	else if (file->depth >= ANSWER_DEEPEST)
		answer_missing(file, "too_deep");
	else if (!bytes_is_text(file->bytes, ANSWER_LOOKED_AT))
		answer_missing(file, "no_reader");
	else
		answer_text(file);
}

void answer_read(struct page *page, struct base_view file)
{
	answer_file(&(struct answer_file){
	    .page = page, .bytes = file, .name = base_view_of("")});
}
