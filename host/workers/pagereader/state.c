/*
 * state.c: a scanner, not a parser: each byte is looked at once a level.
 * extension/content/state.js does the same; tests/data/pages/cases.json holds
 * both to it.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html.h"
#include "jsonld.h"
#include "rules.h"
#include "srcset.h"
#include "state.h"
#include <lenscap/base_address.h>
#include <lenscap/ipc_page.h>

#define STATE_DEPTH_MAX 64 /* what stands deeper is not looked at */
#define STATE_INNER_MAX 3  /* JSON in strings of JSON in strings ... */
#define STATE_NAME_MAX 64  /* letters; what is longer says nothing */
#define STATE_SUFFIX 5	   /* letters of an entry that may end a word */
#define STATE_TAG_MAX 2000 /* of an <img> in a string before its address */

/* What a value may be, as the names around it tell. */
struct state_name {
	bool picture;
	bool many; /* a text alone may be where they are, and no picture */
	bool sign;
	bool person; /* one of somebody, whatever it ends in */
};

struct state_frame {
	bool list, named;	  /* named: what comes is a value */
	bool added;		  /* what comes is put to the text before */
	struct state_name around; /* what the whole is */
	struct state_name name;	  /* what the value at hand is */
};

struct state {
	struct base_view text;
	size_t at;
	unsigned depth, inner;
	bool program;
	struct state_frame frames[STATE_DEPTH_MAX];
	void (*found)(void *context, struct base_view address);
	void *context;
};

static void state_scan(struct state *state);

/* ---- Names ---- */

static bool state_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool state_is_large(uint8_t c)
{
	return c >= 'A' && c <= 'Z';
}

static bool state_is_letter(uint8_t c)
{
	return c >= 0x80 || state_is_large((uint8_t)(c & ~0x20));
}

/* Of a name without quotes. */
static bool state_is_word(uint8_t c)
{
	return state_is_letter(c) || state_is_digit(c) || c == '_' || c == '$';
}

/* Where a word ends: "avatarUrl2x" is "avatar", "Url", "2", "x". */
static size_t state_word(struct base_view name, size_t at)
{
	size_t start = at;

	while (at < name.size && state_is_letter(name.data[at]) &&
	       (at == start || !state_is_large(name.data[at]) ||
		state_is_large(name.data[at - 1])))
		at++;
	return at;
}

static bool state_ends_in(struct base_view word, struct base_view end)
{
	return word.size >= end.size &&
	       strncasecmp((const char *)word.data + word.size - end.size,
			   (const char *)end.data, end.size) == 0;
}

/* "avatarurl": what stands before "url", or the word itself. */
static struct base_view state_stem(struct base_view word)
{
	static const char *const ends[] = {"url", "uri", "src"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (word.size > 3 && state_ends_in(word, base_view_of(ends[i])))
			word.size -= 3;
	return word;
}

static bool state_is_picture(struct base_view word)
{
	struct base_view entry;

	for (size_t i = 0; rules_entry(RULES_STATE, i, &entry); i++)
		if (state_ends_in(word, entry) &&
		    (word.size == entry.size || entry.size >= STATE_SUFFIX))
			return true;
	return false;
}

/* What a member's name says, within what another says. */
static struct state_name state_named(struct base_view name,
				     struct state_name around)
{
	struct state_name said = around;

	said.many = false;
	for (size_t at = 0; at < name.size && name.size <= STATE_NAME_MAX;) {
		size_t end = state_word(name, at);
		struct base_view word =
		    state_stem(base_view_part(name, at, end - at));

		at = end == at ? at + 1 : end;
		if (word.size == 0 || rules_has(RULES_STATE_PLAIN, word))
			continue;
		if (rules_has(RULES_STATE_LINK, word)) {
			said.many = true;
			continue;
		}
		said.sign |= rules_has(RULES_STATE_SIGN, word);
		said.person |= rules_within(RULES_PERSON, word);
		said.picture = state_is_picture(word);
		said.many = false;
		if (!said.picture && (word.data[word.size - 1] | 0x20) == 's') {
			word.size--;
			said.picture = said.many = state_is_picture(word);
		}
	}
	return said;
}

/* ---- Values ---- */

/* "https:" and the like, or a place on this site; no name of a file. */
static bool state_is_whole(struct base_view address)
{
	return base_address_has_scheme(address, "http://") ||
	       base_address_has_scheme(address, "https://") ||
	       base_view_starts(address, "/", 1) ||
	       base_view_starts(address, "./", 2) ||
	       base_view_starts(address, "../", 3);
}

/* What the site has drawn is a GIF or a PNG: a PNG may be a photo where it is
 * called a picture, a GIF where it is somebody's. */
static bool state_may_show(struct base_view head, struct state_name name)
{
	if (state_ends_in(head, base_view_of(".gif")))
		return name.picture &&
		       (name.person || rules_within(RULES_PERSON, head));
	return name.picture || !state_ends_in(head, base_view_of(".png"));
}

/* The name of its file. */
static struct base_view state_file(struct base_view head)
{
	size_t at = head.size;

	while (at > 0 && head.data[at - 1] != '/')
		at--;
	return base_view_part(head, at, head.size - at);
}

bool state_is_sign(struct base_view head)
{
	return rules_within(RULES_STATE_ADDRESS, head) ||
	       state_named(state_file(head), (struct state_name){0}).sign;
}

static bool state_is_wanted(struct base_view address, struct state_name name)
{
	struct base_view head = base_address_head(address);

	/* "$": a name that a program puts something in for. */
	if (name.sign || rules_within(RULES_TEMPLATE, address) ||
	    rules_within(RULES_PIXEL, address) ||
	    base_view_starts(address, "$", 1))
		return false;
	if (base_address_has_scheme(address, "data:"))
		return name.picture &&
		       base_address_has_scheme(address, "data:image/");
	for (size_t i = 0; i < address.size; i++)
		if (address.data[i] <= ' ' || address.data[i] == '<' ||
		    address.data[i] == '"')
			return false;
	if (base_address_names_picture(address))
		return !rules_within(RULES_PAGE_LINK, address) &&
		       !state_is_sign(head) && state_may_show(head, name) &&
		       (name.picture || state_is_whole(address));
	return name.picture && !name.many && state_is_whole(address) &&
	       !base_address_has_ending(head) &&
	       !state_ends_in(head, base_view_of("/")) &&
	       !rules_has(RULES_STATE_FOLDER, state_file(head));
}

/* "a.jpg 300w, b.jpg 600w" ends so, and no sentence does. */
static struct base_view state_of_set(struct base_view text)
{
	uint8_t last = text.size > 2 ? text.data[text.size - 1] : 0;
	uint32_t width;

	if ((last == 'w' || last == 'x') &&
	    state_is_digit(text.data[text.size - 2]) &&
	    memchr(text.data, ' ', text.size) != NULL)
		return srcset_largest(text, &width);
	return text;
}

/* An escape of a sign by its number, "\\u0022" or "\\x22": its letters. */
static size_t state_escape(struct base_view text, const char *number)
{
	static const char *const forms[] = {"\\u00", "\\x"};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t size = strlen(forms[i]);

		if (text.size >= size + 2 &&
		    memcmp(text.data, forms[i], size) == 0 &&
		    strncasecmp((const char *)text.data + size, number, 2) == 0)
			return size + 2;
	}
	return 0;
}

/* Where one or the other begins something: as it is, or as an escape. */
static size_t state_opens(struct base_view text)
{
	size_t size = state_escape(text, "7b");

	if (text.data[0] == '{' || text.data[0] == '[')
		return 1;
	return size > 0 ? size : state_escape(text, "5b");
}

/* Blanks in a string, as they are or as escapes. */
static size_t state_blank(struct base_view text, size_t at)
{
	while (at < text.size) {
		bool escaped = text.data[at] == '\\' && at + 1 < text.size &&
			       text.data[at + 1] != 0 &&
			       strchr("nrt", text.data[at + 1]) != NULL;

		if (!escaped && !html_is_space(text.data[at]))
			break;
		at += escaped ? 2 : 1;
	}
	return at;
}

/* JSON in a string, as it stands there: with its quotes escaped. */
static bool state_has_inner(struct base_view string)
{
	size_t next;

	for (size_t at = 0; at < string.size; at = next) {
		struct base_view rest;
		size_t opens =
		    state_opens(base_view_part(string, at, string.size - at));

		next = at + (opens > 0 ? opens : 1);
		if (opens == 0)
			continue;
		next = state_blank(string, next);
		rest = base_view_part(string, next, string.size - next);
		if (base_view_starts(rest, "\\\"", 2) ||
		    state_escape(rest, "22") > 0)
			return true;
	}
	return false;
}

/* "<img", or the same with its "<" escaped. */
static bool state_has_image(struct base_view string)
{
	const uint8_t *word = string.data;
	const uint8_t *end = string.data + string.size;

	while ((word = memmem(word, (size_t)(end - word), "img", 3)) != NULL) {
		size_t before = (size_t)(word - string.data);

		for (size_t back = 1; back <= 6 && back <= before; back += 1)
			if ((back == 1 && word[-1] == '<') ||
			    state_escape(
				base_view_part(string, before - back, back),
				"3c") == back)
				return true;
		word += 3;
	}
	return false;
}

/* ---- HTML in strings ---- */

/* The address of src="..." that stands here. */
static bool state_src(struct base_view html, struct base_view *out)
{
	uint8_t quote = html.size > 5 ? html.data[5] : 0;
	size_t end = 6;

	if (!html_is_space(html.size > 0 ? html.data[0] : 'x') ||
	    (quote != '"' && quote != '\'') ||
	    memcmp(html.data + 1, "src=", 4) != 0)
		return false;
	while (end < html.size && !html_is_space(html.data[end]) &&
	       strchr("\"'<>", html.data[end]) == NULL)
		end++;
	*out = base_view_part(html, 6, end - 6);
	return end < html.size && end > 6 && html.data[end] == quote;
}

/* "&amp;" within it is "&". */
static void state_show(struct state *state, struct base_view address)
{
	struct base_buffer plain;

	base_buffer_init(&plain, address.size + 1);
	for (size_t at = 0; at < address.size; at++) {
		struct base_view rest =
		    base_view_part(address, at, address.size - at);

		if (base_buffer_add(&plain, address.data + at, 1) != LENS_OK)
			break;
		at += base_view_starts(rest, "&amp;", 5) ? 4 : 0;
	}
	if (state_is_wanted(base_buffer_view(&plain), (struct state_name){0}))
		state->found(state->context, base_buffer_view(&plain));
	base_buffer_free(&plain);
}

/* The address of a tag behind "<img"; *at is how far it was looked for. */
static bool state_image(struct base_view html, size_t *at,
			struct base_view *address)
{
	bool shown = false;

	for (*at = 0;
	     *at < html.size && *at <= STATE_TAG_MAX + 1 && !shown &&
	     html.data[*at] != '>' && (*at > 0 || html_is_space(html.data[0]));
	     ++*at)
		shown = state_src(base_view_part(html, *at, html.size - *at),
				  address);
	return shown;
}

/* What HTML shows, where it names a photo.  Within a tag none begins: each
 * letter is looked at once. */
static void state_html(struct state *state, struct base_view html)
{
	const uint8_t *tag;
	struct base_view address;

	while ((tag = memmem(html.data, html.size, "<img", 4)) != NULL) {
		size_t at = (size_t)(tag - html.data) + 4;

		html = base_view_part(html, at, html.size - at);
		if (state_image(html, &at, &address))
			state_show(state, address);
		html = base_view_part(html, at, html.size - at);
	}
}

static void state_inside(struct state *state, struct base_view text)
{
	struct state *inner = base_alloc(1, sizeof(*inner));

	*inner = (struct state){.text = text,
				.inner = state->inner + 1,
				.found = state->found,
				.context = state->context};
	state_scan(inner);
	free(inner);
}

static void state_value(struct state *state, struct base_view string,
			struct state_name name)
{
	bool inner = state->inner < STATE_INNER_MAX && state_has_inner(string);
	bool image = !inner && state_has_image(string);
	struct base_buffer plain;
	struct base_view address;

	/* An address has a "/", but for the name of a picture's file. */
	if (!inner && (!image || name.sign) &&
	    (image || string.size == 0 || name.sign ||
	     (!name.picture && memchr(string.data, '/', string.size) == NULL) ||
	     (string.size > 4 * (size_t)IPC_ADDRESS_MAX &&
	      !base_address_has_scheme(string, "data:"))))
		return;
	base_buffer_init(&plain, string.size * 3 + 1);
	if (jsonld_plain(string, true, &plain) == LENS_OK) {
		address = state_of_set(base_buffer_view(&plain));
		if (inner)
			state_inside(state, base_buffer_view(&plain));
		else if (image)
			state_html(state, base_buffer_view(&plain));
		else if (state_is_wanted(address, name))
			state->found(state->context, address);
	}
	base_buffer_free(&plain);
}

/* ---- Structure ---- */

static void state_push(struct state *state, bool list)
{
	const struct state_frame *parent =
	    state->depth > 0 && state->depth <= STATE_DEPTH_MAX
		? &state->frames[state->depth - 1]
		: NULL;
	struct state_name around =
	    parent != NULL ? parent->name : (struct state_name){0};

	around.many = false;
	if (state->depth++ < STATE_DEPTH_MAX)
		state->frames[state->depth - 1] = (struct state_frame){
		    .list = list, .around = around, .name = around};
}

/* The inside of the string whose quote is here; moves behind it. */
static bool state_string(struct state *state, struct base_view *out)
{
	struct base_view text = state->text;
	size_t start = state->at + 1, at = start;
	uint8_t quote = text.data[state->at];

	while (at < text.size && text.data[at] != quote &&
	       (text.data[at] >= ' ' || quote == '`'))
		at += text.data[at] == '\\' ? 2 : 1;
	state->at = at < text.size ? at + 1 : text.size;
	*out = base_view_part(text, start, at - start);
	if (at >= text.size && quote == '`') /* no template: it would be all */
		state->at = start;
	return at < text.size && text.data[at] == quote;
}

static void state_skip(struct state *state)
{
	while (state->at < state->text.size &&
	       html_is_space(state->text.data[state->at]))
		state->at++;
}

/* "/a/" + name: a program makes the address, and no part of it is one. */
static bool state_is_part(struct state *state, const struct state_frame *frame)
{
	return frame->added || (state->at < state->text.size &&
				state->text.data[state->at] == '+');
}

/* A string within JSON; false where JSON cannot have one. */
static bool state_said(struct state *state)
{
	struct state_frame *frame = state->depth <= STATE_DEPTH_MAX
					? &state->frames[state->depth - 1]
					: NULL;
	struct base_view string;

	if (!state_string(state, &string))
		return false;
	if (frame == NULL)
		return true;
	state_skip(state);
	if (state_is_part(state, frame))
		return true;
	if (frame->list || frame->named) {
		state_value(state, string, frame->name);
		frame->named = false;
		return true;
	}
	frame->named =
	    state->at < state->text.size && state->text.data[state->at] == ':';
	frame->name = state_named(string, frame->around);
	return frame->named;
}

/* Behind a word: a name without quotes, where one may be. */
static void state_word_said(struct state *state, struct state_frame *frame)
{
	struct base_view text = state->text;
	size_t start = state->at, end = start;

	while (end < text.size && state_is_word(text.data[end]))
		end++;
	state->at = end;
	if (frame == NULL || frame->list || frame->named)
		return;
	state_skip(state);
	frame->named = state->at < text.size && text.data[state->at] == ':';
	if (frame->named)
		frame->name = state_named(
		    base_view_part(text, start, end - start), frame->around);
}

/* One sign of JSON; false: it is none, and what came before has ended. */
static bool state_step(struct state *state, uint8_t c)
{
	struct state_frame *frame = state->depth <= STATE_DEPTH_MAX
					? &state->frames[state->depth - 1]
					: NULL;

	if (c == '"' || c == '\'' || c == '`')
		return state_said(state);
	if (state_is_word(c)) {
		state_word_said(state, frame);
		return true;
	}
	state->at++;
	if (c == '{' || c == '[')
		state_push(state, c == '[');
	else if (c == '}' || c == ']')
		state->depth--;
	else if (c == ',' && frame != NULL)
		frame->named = frame->added = false;
	else if (c == '+' && frame != NULL)
		frame->added = true;
	return html_is_space(c) || (c != 0 && strchr("{}[],:.+-", c) != NULL);
}

/* A name without quotes, and its colon. */
static bool state_is_name(struct base_view text, size_t at)
{
	size_t start = at;

	while (at < text.size && state_is_word(text.data[at]))
		at++;
	if (at == start)
		return false;
	while (at < text.size && html_is_space(text.data[at]))
		at++;
	return at < text.size && text.data[at] == ':';
}

/* Whether JSON begins here: in a program, only where it is handed over. */
static bool state_begins(struct state *state, uint8_t before)
{
	struct base_view text = state->text;
	size_t next = state->at + 1;

	if (state->program && (before == 0 || strchr("=(,:'`", before) == NULL))
		return false;
	while (next < text.size && html_is_space(text.data[next]))
		next++;
	return next < text.size && text.data[next] != 0 &&
	       (strchr("\"'[{", text.data[next]) != NULL ||
		(text.data[state->at] == '[' ? state_is_digit(text.data[next])
					     : state_is_name(text, next)));
}

/* A string that something is called with, or set to, may have JSON in it. */
static void state_given(struct state *state)
{
	size_t start = state->at;
	bool double_quoted = state->text.data[start] == '"';
	struct base_view string;
	bool whole = state_string(state, &string);

	if (whole && (double_quoted || state_has_inner(string)))
		state_value(state, string, (struct state_name){.sign = true});
	else if (!double_quoted || !whole)
		state->at = start + 1;
}

static void state_scan(struct state *state)
{
	uint8_t before = 0; /* the last sign that is no space */

	while (state->at < state->text.size) {
		uint8_t c = state->text.data[state->at];

		if (state->depth > 0) {
			if (!state_step(state, c))
				state->depth = 0;
			before = 0;
		} else if ((c == '{' || c == '[') &&
			   state_begins(state, before)) {
			state->at++;
			state_push(state, c == '[');
		} else if ((c == '"' || c == '\'') && state->program &&
			   before != 0 && strchr("(=,:", before) != NULL) {
			size_t start = state->at;

			state_given(state);
			before = state->at == start + 1 ? c : 0;
		} else {
			state->at++;
			if (!html_is_space(c))
				before = c;
		}
	}
}

void state_read(struct base_view text, bool program,
		void (*found)(void *context, struct base_view address),
		void *context)
{
	struct state *state = base_alloc(1, sizeof(*state));

	*state = (struct state){.text = text,
				.program = program,
				.found = found,
				.context = context};
	state_scan(state);
	free(state);
}

bool state_may_be(struct base_view text)
{
	size_t at = 0;

	while (at < text.size && html_is_space(text.data[at]))
		at++;
	text = base_view_part(text, at, text.size - at);
	/* Quotes may stand there as "&quot;". */
	return text.size > 4 && (text.data[0] == '{' || text.data[0] == '[') &&
	       (memchr(text.data, '"', text.size) != NULL ||
		memchr(text.data, '\'', text.size) != NULL ||
		memchr(text.data, '&', text.size) != NULL);
}
