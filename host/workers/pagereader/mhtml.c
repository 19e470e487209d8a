/*
 * mhtml.c: headers and boundaries of a multipart file.
 *
 * Why not GMime, which the typesetter reads mails with: a page's parts and its
 * HTML are read together, since <img src="cid:..."> names a part and a part's
 * Content-Location is the base of its addresses.  The typesetter would have to
 * hand every part back across the wall and a second process take them in
 * again, for files of many MB; or GLib and GMime would come into the one
 * worker, which has zlib and jansson alone.  These lines read what browsers and
 * mail programs write (parts within parts), are fuzzed (fuzz_pagereader), and
 * hold where GMime aborts: g_malloc() ends the process when memory is short.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/ipc_page.h>

#include "archive.h"
#include "bytes.h"
#include "charset.h"
#include "html.h"
#include "mhtml.h"
#include <lenscap/base_address.h>

#define MHTML_HEADERS_MAX 65536
#define MHTML_BOUNDARY_MAX 200
#define MHTML_DEEPEST 8 /* parts within parts */
#define MHTML_PIECES 32 /* of a name that is longer than a line */

/* ---- Headers (RFC 5322, 2.2) ---- */

/* The headers at the start of a file or part, and where they end. */
static struct base_view mhtml_headers(struct base_view part, size_t *body)
{
	size_t limit =
	    part.size < MHTML_HEADERS_MAX ? part.size : MHTML_HEADERS_MAX;

	for (size_t at = 0; at < limit; at++) {
		if (part.data[at] != '\n')
			continue;
		if (at + 1 < part.size && part.data[at + 1] == '\n') {
			*body = at + 2;
			return base_view_part(part, 0, at + 1);
		}
		if (base_view_part(part, at, 3).size == 3 &&
		    memcmp(part.data + at, "\n\r\n", 3) == 0) {
			*body = at + 3;
			return base_view_part(part, 0, at + 1);
		}
	}
	*body = limit;
	return (struct base_view){NULL, 0};
}

/* The end of the line at a start, continuation lines included. */
static size_t mhtml_line(struct base_view headers, size_t at)
{
	while (at < headers.size) {
		if (headers.data[at++] != '\n')
			continue;
		if (at >= headers.size ||
		    (headers.data[at] != ' ' && headers.data[at] != '\t'))
			break;
	}
	return at;
}

/* The value of a header, written "Content-Type:"; empty when absent. */
static struct base_view mhtml_header(struct base_view headers, const char *name)
{
	size_t length = strlen(name);

	for (size_t at = 0; at < headers.size;) {
		size_t end = mhtml_line(headers, at);

		if (end - at > length &&
		    strncasecmp((const char *)headers.data + at, name,
				length) == 0)
			return html_trim(base_view_part(headers, at + length,
							end - at - length));
		at = end;
	}
	return (struct base_view){NULL, 0};
}

/* The value of a parameter, written "name="; empty when absent. */
static struct base_view mhtml_parameter(struct base_view value,
					const char *mark)
{
	size_t length = strlen(mark), at = 0, start;
	bool quoted;

	while (at + length < value.size &&
	       (strncasecmp((const char *)value.data + at, mark, length) != 0 ||
		(at > 0 && !html_is_space(value.data[at - 1]) &&
		 value.data[at - 1] != ';')))
		at++;
	if (at + length >= value.size)
		return (struct base_view){NULL, 0};
	at += length;
	quoted = value.data[at] == '"';
	start = at += quoted;
	while (at < value.size && (quoted ? value.data[at] != '"'
					  : !html_is_space(value.data[at]) &&
						value.data[at] != ';'))
		at++;
	return base_view_part(value, start, at - start);
}

static bool mhtml_has(struct base_view text, const char *word)
{
	return text.size >= strlen(word) &&
	       strncasecmp((const char *)text.data, word, strlen(word)) == 0;
}

bool mhtml_begins(struct base_view file)
{
	size_t body;
	struct base_view headers = mhtml_headers(file, &body);

	return mhtml_has(mhtml_header(headers, "Content-Type:"), "multipart/");
}

/* Whether all lines are headers: a text that names one begins otherwise. */
static bool mhtml_all_headers(struct base_view headers)
{
	/* A mailbox's line before them. */
	size_t at =
	    base_view_starts(headers, "From ", 5) ? mhtml_line(headers, 0) : 0;

	while (at < headers.size) {
		size_t end = mhtml_line(headers, at), name = at;

		while (name < end && headers.data[name] > ' ' &&
		       headers.data[name] < 0x7f && headers.data[name] != ':')
			name++;
		if (name == at || name == end || headers.data[name] != ':')
			return false;
		at = end;
	}
	return headers.size > 0;
}

bool mhtml_is_cut(struct base_view file)
{
	struct base_view lines = file;
	size_t body;

	if (file.size > MHTML_HEADERS_MAX ||
	    mhtml_headers(file, &body).size > 0)
		return false;
	/* The last line may be half a name. */
	while (lines.size > 0 && lines.data[lines.size - 1] != '\n')
		lines.size--;
	if (lines.size == 0)
		lines = file;
	return mhtml_all_headers(lines) &&
	       (mhtml_has(mhtml_header(lines, "From:"), "<Saved by") ||
		mhtml_header(lines, "MIME-Version:").size > 0 ||
		mhtml_header(lines, "Snapshot-Content-Location:").size > 0);
}

bool mhtml_is_mail(struct base_view file)
{
	size_t body;
	struct base_view headers = mhtml_headers(file, &body);

	return mhtml_all_headers(headers) &&
	       (mhtml_header(headers, "MIME-Version:").size > 0 ||
		mhtml_header(headers, "Content-Transfer-Encoding:").size > 0);
}

/* ---- Parts ---- */

bool mhtml_is(const struct mhtml_part *part, const char *type)
{
	return mhtml_has(part->type, type);
}

bool mhtml_is_picture(const struct mhtml_part *part)
{
	return (mhtml_is(part, "image/") && !mhtml_is(part, "image/svg")) ||
	       mhtml_is(part, "application/octet-stream") ||
	       part->type.size == 0;
}

/* An address in the page's spelling; NULL for none that is of use. */
static char *mhtml_address(const char *before, struct base_view written)
{
	struct base_buffer text, out;
	char *address = NULL;
	enum lens_err err;

	base_buffer_init(&text, IPC_ADDRESS_MAX);
	base_buffer_init(&out, 3 * IPC_ADDRESS_MAX);
	err = base_buffer_add_text(&text, before);
	/* Long ones are folded: their lines' breaks and margins go. */
	for (size_t i = 0; i < written.size && err == LENS_OK; i++)
		if (!html_is_space(written.data[i]))
			err = base_buffer_add(&text, &written.data[i], 1);
	if (err == LENS_OK && written.size > 0)
		err = base_address_clean(base_buffer_view(&text), &out);
	if (err == LENS_OK && out.size > 0 && out.size < IPC_ADDRESS_MAX)
		address =
		    base_format("%.*s", (int)out.size, (const char *)out.data);
	base_buffer_free(&text);
	base_buffer_free(&out);
	return address;
}

static uint64_t mhtml_key(const char *address)
{
	return address ? base_address_key(base_view_of(address)) : 0;
}

static enum mhtml_encoding mhtml_encoding_of(struct base_view name)
{
	if (mhtml_has(name, "base64"))
		return MHTML_BASE64;
	return mhtml_has(name, "quoted-printable") ? MHTML_QUOTED : MHTML_PLAIN;
}

/* Parts within a part: a mail's text stands beside its attachments so. */
static void mhtml_nested(struct mhtml *mhtml, struct base_view type,
			 struct base_view body);

/*
 * What an attachment is called, as UTF-8.  Names are seldom ASCII, and are
 * decoded here for the reason above: GMime is in another process.
 */

/* "=?utf-8?Q?caf=C3=A9?=" (RFC 2047, 2): its bytes are appended, and what
 * follows it told; 0: the text begins with none. */
static size_t mhtml_word(struct base_view text, struct base_buffer *out)
{
	struct base_view fields[3];
	struct base_buffer coded, bytes;
	bool base64;
	enum lens_err err = LENS_OK;
	size_t at = 2;

	if (!base_view_starts(text, "=?", 2))
		return 0;
	for (unsigned i = 0; i < 3; i++) {
		struct base_view rest =
		    base_view_part(text, at, text.size - at);
		const uint8_t *end =
		    rest.size ? memchr(rest.data, '?', rest.size) : NULL;

		if (end == NULL)
			return 0;
		fields[i] = base_view_part(rest, 0, (size_t)(end - rest.data));
		at += fields[i].size + 1;
	}
	if (at == text.size || text.data[at] != '=')
		return 0;
	base64 = mhtml_has(fields[1], "B");
	base_buffer_init(&coded, 3 * text.size);
	base_buffer_init(&bytes, 3 * text.size);
	for (size_t i = 0; i < fields[2].size && err == LENS_OK; i++)
		err = fields[2].data[i] == '_' && !base64
			  ? base_buffer_add_text(&coded, "=20")
			  : base_buffer_add(&coded, &fields[2].data[i], 1);
	if (err == LENS_OK)
		err = base64 ? bytes_base64(base_buffer_view(&coded), &bytes)
			     : bytes_quoted(base_buffer_view(&coded), &bytes);
	if (err == LENS_OK)
		err = charset_decode(base_buffer_view(&bytes),
				     charset_of(fields[0]), false, out);
	base_buffer_free(&coded);
	base_buffer_free(&bytes);
	return err == LENS_OK ? at + 1 : 0;
}

/* A text with such words in it; blanks between two of them are none. */
static enum lens_err mhtml_words(struct base_view text, struct base_buffer *out)
{
	enum lens_err err = LENS_OK;
	size_t word = 0;

	while (text.size > 0 && err == LENS_OK) {
		struct base_view next = html_trim(text);

		if (word > 0 && base_view_starts(next, "=?", 2))
			text = next;
		word = mhtml_word(text, out);
		if (word == 0)
			err = charset_decode(base_view_part(text, 0, 1),
					     CHARSET_OTHER, false, out);
		text = base_view_part(text, word ? word : 1,
				      text.size - (word ? word : 1));
	}
	return err;
}

/* "filename*=UTF-8''%E2%82%AC.pdf" (RFC 2231, 4), or its pieces (3). */
static enum lens_err mhtml_extended(struct base_view value, const char *name,
				    struct base_buffer *out)
{
	struct base_view label = {NULL, 0}, piece;
	struct base_buffer bytes;
	enum lens_err err = LENS_OK;
	char mark[32];

	base_buffer_init(&bytes, MHTML_HEADERS_MAX);
	snprintf(mark, sizeof(mark), "%s*=", name);
	piece = mhtml_parameter(value, mark);
	for (unsigned i = 0; i < MHTML_PIECES && err == LENS_OK; i++) {
		bool plain = false;

		if (piece.size == 0) {
			snprintf(mark, sizeof(mark), "%s*%u*=", name, i);
			piece = mhtml_parameter(value, mark);
		}
		if (piece.size == 0) {
			snprintf(mark, sizeof(mark), "%s*%u=", name, i);
			piece = mhtml_parameter(value, mark);
			plain = true;
		}
		if (piece.size == 0)
			break;
		for (unsigned k = 0; k < 2 && i == 0 && !plain; k++) {
			const uint8_t *end =
			    memchr(piece.data, '\'', piece.size);
			size_t size = end ? (size_t)(end - piece.data) : 0;

			if (k == 0)
				label = base_view_part(piece, 0, size);
			if (end != NULL)
				piece = base_view_part(piece, size + 1,
						       piece.size - size - 1);
		}
		err = plain ? base_buffer_add(&bytes, piece.data, piece.size)
			    : bytes_percent(piece, &bytes);
		piece.size = 0;
	}
	if (err == LENS_OK)
		err = charset_decode(base_buffer_view(&bytes),
				     charset_of(label), false, out);
	base_buffer_free(&bytes);
	return err;
}

static struct base_view mhtml_name(struct mhtml *mhtml,
				   struct base_view headers)
{
	static const struct {
		const char *header, *extended, *mark;
	} places[] = {
	    {"Content-Disposition:", "filename", "filename="},
	    {"Content-Type:", "name", "name="},
	};
	struct base_buffer name;
	enum lens_err err = LENS_OK;

	base_buffer_init(&name, 3 * MHTML_HEADERS_MAX);
	for (size_t i = 0; i < 2 && err == LENS_OK && name.size == 0; i++) {
		struct base_view value =
		    mhtml_header(headers, places[i].header);

		err = mhtml_extended(value, places[i].extended, &name);
		if (err == LENS_OK && name.size == 0)
			err = mhtml_words(
			    mhtml_parameter(value, places[i].mark), &name);
	}
	if (err != LENS_OK)
		name.size = 0;
	mhtml_keep(mhtml, name.data);
	return base_buffer_view(&name);
}

/* A mail in a mail, such as one that was sent on. */
static void mhtml_enclosed(struct mhtml *mhtml, struct base_view mail);

static void mhtml_part(struct mhtml *mhtml, struct base_view whole)
{
	struct mhtml_part *part = &mhtml->parts[mhtml->count];
	size_t body;
	struct base_view headers = mhtml_headers(whole, &body), id;
	char *cid;

	if (headers.size == 0)
		return;
	if (mhtml_has(mhtml_header(headers, "Content-Type:"), "multipart/")) {
		mhtml_nested(mhtml, mhtml_header(headers, "Content-Type:"),
			     base_view_part(whole, body, whole.size - body));
		return;
	}
	if (mhtml->page && mhtml_has(mhtml_header(headers, "Content-Type:"),
				     "message/rfc822")) {
		mhtml_enclosed(mhtml,
			       base_view_part(whole, body, whole.size - body));
		return;
	}
	if (mhtml->count == MHTML_PARTS_MAX - 1) {
		mhtml->cut = true;
		return;
	}
	id = mhtml_header(headers, "Content-ID:");
	if (id.size > 2 && id.data[0] == '<')
		id = base_view_part(id, 1, id.size - 2);
	cid = mhtml_address("cid:", id);
	part->type = mhtml_header(headers, "Content-Type:");
	part->body = base_view_part(whole, body, whole.size - body);
	part->encoding = mhtml_encoding_of(
	    mhtml_header(headers, "Content-Transfer-Encoding:"));
	part->location =
	    mhtml_address("", mhtml_header(headers, "Content-Location:"));
	part->keys[0] = mhtml_key(part->location);
	part->keys[1] = mhtml_key(cid);
	part->name = mhtml_name(mhtml, headers);
	mhtml->packed |= mhtml->page && archive_is_packed(part->name);
	if (part->location == NULL)
		part->location = cid;
	else
		free(cid);
	mhtml->count++;
}

/*
 * The next delimiter among the lines from a line's start on: where the part
 * before it ends, and in *next where the one after it starts, the file's end
 * after the last.
 */
static size_t mhtml_delimiter(struct base_view file, size_t from,
			      struct base_view mark, size_t *next)
{
	while (from < file.size) {
		struct base_view rest =
		    base_view_part(file, from, file.size - from);
		const uint8_t *line = memchr(rest.data, '\n', rest.size);
		size_t at = from, after = from + mark.size;

		from = line ? (size_t)(line - file.data) + 1 : file.size;
		if (!base_view_starts(rest, mark.data, mark.size))
			continue;
		*next = from;
		if (mhtml_has(base_view_part(file, after, 2), "--"))
			*next = file.size;
		else if (after < file.size && !html_is_space(file.data[after]))
			continue; /* a longer one that starts like ours */
		at -= at > 0;
		return at - (at > 0 && file.data[at - 1] == '\r');
	}
	*next = file.size;
	return file.size;
}

static void mhtml_parts(struct mhtml *mhtml, struct base_view file,
			struct base_view mark)
{
	size_t start;

	(void)mhtml_delimiter(file, 0, mark, &start);
	while (start < file.size &&
	       (!mhtml->cut || mhtml->count < MHTML_PARTS_MAX - 1)) {
		size_t next;
		size_t end = mhtml_delimiter(file, start, mark, &next);

		if (end > start)
			mhtml_part(mhtml,
				   base_view_part(file, start, end - start));
		/* No delimiter came any more, not even the last one. */
		mhtml->cut |= mhtml->page && end == file.size;
		start = next;
	}
}

static void mhtml_nested(struct mhtml *mhtml, struct base_view type,
			 struct base_view body)
{
	struct base_view boundary = mhtml_parameter(type, "boundary=");
	char mark[MHTML_BOUNDARY_MAX + 3] = "--";

	if (boundary.size == 0 || boundary.size > MHTML_BOUNDARY_MAX ||
	    mhtml->depth == MHTML_DEEPEST) {
		mhtml->cut = true;
		return;
	}
	memcpy(mark + 2, boundary.data, boundary.size);
	mhtml->depth++;
	mhtml_parts(
	    mhtml, body,
	    (struct base_view){(const uint8_t *)mark, boundary.size + 2});
	mhtml->depth--;
}

static void mhtml_enclosed(struct mhtml *mhtml, struct base_view mail)
{
	size_t body;
	struct base_view headers = mhtml_headers(mail, &body);

	if (mhtml->depth == MHTML_DEEPEST) {
		mhtml->cut = true;
		return;
	}
	if (mhtml->url.size == 0)
		mhtml->url =
		    mhtml_header(headers, "Snapshot-Content-Location:");
	mhtml->depth++;
	mhtml_part(mhtml, mail);
	mhtml->depth--;
}

struct mhtml *mhtml_new(void)
{
	return base_alloc(1, sizeof(struct mhtml));
}

void mhtml_keep(struct mhtml *mhtml, void *memory)
{
	struct mhtml_owned *owned;

	if (memory == NULL)
		return;
	owned = base_alloc(1, sizeof(*owned));
	*owned = (struct mhtml_owned){mhtml->owned, memory};
	mhtml->owned = owned;
}

void mhtml_add_page(struct mhtml *mhtml, struct base_view file,
		    struct base_view url)
{
	char *folder = mhtml_address("", file), *slash;
	struct mhtml_page *page;

	if (folder == NULL)
		return;
	slash = strrchr(folder, '/');
	folder[slash != NULL ? slash + 1 - folder : 0] = '\0';
	page = base_alloc(1, sizeof(*page));
	*page = (struct mhtml_page){mhtml->pages, folder, url};
	mhtml->pages = page;
	mhtml_keep(mhtml, folder);
	mhtml_keep(mhtml, page);
}

struct base_view mhtml_page_of(const struct mhtml *mhtml,
			       const struct mhtml_part *part)
{
	for (const struct mhtml_page *page = mhtml->pages;
	     page != NULL && part->location != NULL; page = page->next)
		if (strncmp(part->location, page->folder,
			    strlen(page->folder)) == 0)
			return page->url;
	return (struct base_view){NULL, 0};
}

/* A location as pages refer to it: hosts and paths in one spelling. */
static char *mhtml_spelled(struct base_view location)
{
	char *out = mhtml_address("", location);
	struct base_buffer whole;

	if (out == NULL)
		return NULL;
	base_buffer_init(&whole, IPC_ADDRESS_MAX - 1);
	if (base_address_resolve((struct base_view){NULL, 0}, base_view_of(out),
				 &whole) == LENS_OK) {
		free(out);
		out = base_format("%.*s", (int)whole.size,
				  (const char *)whole.data);
	}
	base_buffer_free(&whole);
	return out;
}

void mhtml_add(struct mhtml *mhtml, struct base_view location,
	       struct base_view type, struct base_view body)
{
	struct mhtml_part *part = &mhtml->parts[mhtml->count];

	if (mhtml->count == MHTML_PARTS_MAX - 1) {
		mhtml->cut = true;
		return;
	}
	*part = (struct mhtml_part){
	    .type = type,
	    .body = body,
	    .encoding = MHTML_PLAIN,
	    .location = mhtml_spelled(location),
	};
	part->keys[0] = mhtml_key(part->location);
	mhtml->count++;
}

void mhtml_also(struct mhtml_part *part, struct base_view location)
{
	char *spelled = mhtml_spelled(location);

	part->keys[1] = mhtml_key(spelled);
	free(spelled);
}

static enum lens_err mhtml_read(struct base_view file, bool page,
				struct mhtml **out)
{
	struct mhtml *mhtml = mhtml_new();
	size_t body;
	struct base_view headers = mhtml_headers(file, &body);

	mhtml->page = page;
	mhtml->url = mhtml_header(headers, "Snapshot-Content-Location:");
	mhtml_nested(mhtml, mhtml_header(headers, "Content-Type:"),
		     base_view_part(file, body, file.size - body));
	return mhtml_end(mhtml, out);
}

enum lens_err mhtml_parse(struct base_view file, struct mhtml **out)
{
	return mhtml_read(file, true, out);
}

enum lens_err mhtml_mail(struct base_view file, struct mhtml **out)
{
	struct mhtml *mhtml;

	if (mhtml_begins(file))
		return mhtml_read(file, false, out);
	mhtml = mhtml_new();
	mhtml_part(mhtml, file);
	*out = mhtml;
	return LENS_OK;
}

enum lens_err mhtml_end(struct mhtml *mhtml, struct mhtml **out)
{
	bool packed = mhtml->packed;

	*out = NULL;
	if (mhtml->count == 0) {
		mhtml_free(mhtml);
		return packed ? LENS_DENIED : LENS_MALFORMED;
	}
	mhtml->cut |= packed;
	*out = mhtml;
	return LENS_OK;
}

void mhtml_free(struct mhtml *mhtml)
{
	if (mhtml == NULL)
		return;
	for (unsigned i = 0; i < mhtml->count; i++)
		free(mhtml->parts[i].location);
	while (mhtml->owned != NULL) {
		struct mhtml_owned *owned = mhtml->owned;

		mhtml->owned = owned->next;
		free(owned->memory);
		free(owned);
	}
	free(mhtml);
}

enum lens_err mhtml_decode(const struct mhtml_part *part,
			   struct base_buffer *out)
{
	switch (part->encoding) {
	case MHTML_BASE64:
		return bytes_base64(part->body, out);
	case MHTML_QUOTED:
		return bytes_quoted(part->body, out);
	default:
		return base_buffer_add(out, part->body.data, part->body.size);
	}
}

struct mhtml_part *mhtml_find(struct mhtml *mhtml, uint64_t key)
{
	for (unsigned i = 0; i < mhtml->count; i++)
		if (mhtml->parts[i].keys[0] == key ||
		    mhtml->parts[i].keys[1] == key)
			return &mhtml->parts[i];
	return NULL;
}
