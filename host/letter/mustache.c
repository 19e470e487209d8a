/*
 * mustache.c: from text to tags (Mustache's spec, without its optional parts).
 *
 * Why no library: Debian 12 has Mustache for C++ and not for C.  The renderer
 * is held to Mustache's own suite (tests/host/letter/test_mustache.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/letter_mustache.h>

#define MUSTACHE_DELIMITER 16

/* A template while it is parsed. */
struct parse {
	struct base_view text;
	size_t at;
	char open[MUSTACHE_DELIMITER], close[MUSTACHE_DELIMITER];
	size_t opened[MUSTACHE_DEPTH]; /* sections that are not ended */
	unsigned depth;
	struct mustache *out;
	struct letter_fault *fault;
};

static unsigned parse_line(const struct parse *parse, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at && i < parse->text.size; i++)
		line += parse->text.data[i] == '\n';
	return line;
}

static enum lens_err parse_wrong(const struct parse *parse, size_t at,
				 const char *what)
{
	if (parse->fault != NULL)
		snprintf(parse->fault->sentence, sizeof(parse->fault->sentence),
			 "Line %u: %s.", parse_line(parse, at), what);
	return LENS_MALFORMED;
}

/* ---- Tags ---- */

static struct mustache_tag *parse_add(struct parse *parse,
				      enum mustache_kind kind)
{
	struct mustache_tag *tag = &parse->out->tags[parse->out->count++];

	*tag = (struct mustache_tag){.kind = kind};
	return tag;
}

static void parse_add_text(struct parse *parse, size_t from, size_t to)
{
	if (to > from)
		parse_add(parse, MUSTACHE_TEXT)->text =
		    base_view_part(parse->text, from, to - from);
}

/* The offset of a word from at on, or the end of the text. */
static size_t parse_find(const struct parse *parse, size_t at, const char *word)
{
	const void *found = memmem(parse->text.data + at, parse->text.size - at,
				   word, strlen(word));

	return found ? (size_t)((const uint8_t *)found - parse->text.data)
		     : parse->text.size;
}

static bool parse_is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t';
}

static struct base_view parse_trim(struct base_view view)
{
	while (view.size > 0 && (parse_is_blank(view.data[0]) ||
				 view.data[0] == '\n' || view.data[0] == '\r'))
		view = base_view_part(view, 1, view.size - 1);
	while (view.size > 0 && (parse_is_blank(view.data[view.size - 1]) ||
				 view.data[view.size - 1] == '\n' ||
				 view.data[view.size - 1] == '\r'))
		view.size--;
	return view;
}

static bool parse_name(struct base_view view, char out[MUSTACHE_NAME_MAX])
{
	if (view.size == 0 || view.size >= MUSTACHE_NAME_MAX)
		return false;
	memcpy(out, view.data, view.size);
	out[view.size] = '\0';
	return true;
}

/* {{=<% %>=}} */
static bool parse_delimiters(struct parse *parse, struct base_view inner)
{
	struct base_view both;
	size_t space = 0, second;

	if (inner.size < 2 || inner.data[inner.size - 1] != '=')
		return false;
	both = parse_trim(base_view_part(inner, 0, inner.size - 1));
	while (space < both.size && !parse_is_blank(both.data[space]))
		space++;
	second = space;
	while (second < both.size && parse_is_blank(both.data[second]))
		second++;
	if (space == 0 || second == both.size || space >= MUSTACHE_DELIMITER ||
	    both.size - second >= MUSTACHE_DELIMITER)
		return false;
	memcpy(parse->open, both.data, space);
	parse->open[space] = '\0';
	memcpy(parse->close, both.data + second, both.size - second);
	parse->close[both.size - second] = '\0';
	return true;
}

/* ---- Lines ---- */

/*
 * A tag that stands alone on its line takes the line with it.  *from moves
 * back over the blanks before, *to forward over the line's end.
 */
static bool parse_alone(const struct parse *parse, size_t *from, size_t *to)
{
	size_t start = *from, end = *to;

	while (start > 0 && parse_is_blank(parse->text.data[start - 1]))
		start--;
	if (start > 0 && parse->text.data[start - 1] != '\n')
		return false;
	while (end < parse->text.size && parse_is_blank(parse->text.data[end]))
		end++;
	if (end < parse->text.size && parse->text.data[end] == '\r')
		end++;
	if (end < parse->text.size && parse->text.data[end] != '\n')
		return false;
	*from = start;
	*to = end < parse->text.size ? end + 1 : end;
	return true;
}

static const struct {
	char sign;
	enum mustache_kind kind;
	bool alone; /* may take its line with it */
} parse_signs[] = {
    {'#', MUSTACHE_SECTION, true}, {'^', MUSTACHE_INVERTED, true},
    {'/', MUSTACHE_END, true},	   {'>', MUSTACHE_PARTIAL, true},
    {'&', MUSTACHE_RAW, false},	   {'{', MUSTACHE_RAW, false},
};

static enum lens_err parse_open(struct parse *parse, size_t at)
{
	if (parse->depth == MUSTACHE_DEPTH)
		return parse_wrong(parse, at,
				   "sections within too many others");
	parse->opened[parse->depth++] = parse->out->count - 1;
	return LENS_OK;
}

/* "{{#count|over 1}}" ends with its own name, or with "{{/count}}". */
static bool parse_ends(const char *opened, const char *name)
{
	size_t length = strlen(name);

	return strncmp(opened, name, length) == 0 &&
	       (opened[length] == '\0' || opened[length] == '|');
}

static enum lens_err parse_end(struct parse *parse, size_t at)
{
	struct mustache_tag *tags = parse->out->tags;
	size_t last = parse->out->count - 1;

	if (parse->depth == 0)
		return parse_wrong(parse, at,
				   "a section ends that is not open");
	parse->depth--;
	if (!parse_ends(tags[parse->opened[parse->depth]].name,
			tags[last].name))
		return parse_wrong(parse, at,
				   "a section ends that is not the last one");
	tags[parse->opened[parse->depth]].end = last;
	return LENS_OK;
}

static enum lens_err parse_named(struct parse *parse, size_t at,
				 enum mustache_kind kind,
				 struct base_view inner,
				 struct base_view indentation, bool alone)
{
	struct mustache_tag *tag = parse_add(parse, kind);

	tag->alone = alone;
	if (!parse_name(parse_trim(inner), tag->name))
		return parse_wrong(parse, at,
				   "a tag without a name, or with "
				   "one that is too long");
	if (kind == MUSTACHE_PARTIAL)
		tag->text = indentation;
	if (kind == MUSTACHE_SECTION || kind == MUSTACHE_INVERTED)
		return parse_open(parse, at);
	return kind == MUSTACHE_END ? parse_end(parse, at) : LENS_OK;
}

/* One tag: inner is what stands between its delimiters. */
static enum lens_err parse_tag(struct parse *parse, size_t tag_from,
			       size_t tag_to, struct base_view inner)
{
	enum mustache_kind kind = MUSTACHE_VALUE;
	bool comment = inner.size > 0 && inner.data[0] == '!';
	bool delimiters = inner.size > 0 && inner.data[0] == '=';
	bool alone = comment || delimiters;
	struct base_view indentation;
	size_t from = tag_from, to = tag_to;

	for (size_t i = 0;
	     i < sizeof(parse_signs) / sizeof(parse_signs[0]) && !alone; i++)
		if (inner.size > 0 && inner.data[0] == parse_signs[i].sign) {
			kind = parse_signs[i].kind;
			alone = parse_signs[i].alone;
			inner = base_view_part(inner, 1, inner.size - 1);
			break;
		}
	alone = alone && parse_alone(parse, &from, &to);
	if (from < parse->at)
		from = tag_from;
	indentation = base_view_part(parse->text, from, tag_from - from);
	parse_add_text(parse, parse->at, from);
	parse->at = to;
	if (comment)
		return LENS_OK;
	if (delimiters)
		return parse_delimiters(
			   parse, base_view_part(inner, 1, inner.size - 1))
			   ? LENS_OK
			   : parse_wrong(parse, tag_from, "wrong delimiters");
	return parse_named(parse, tag_from, kind, inner, indentation, alone);
}

/* The next tag, and the text before it. */
static enum lens_err parse_next(struct parse *parse)
{
	size_t from = parse_find(parse, parse->at, parse->open);
	size_t inner = from + strlen(parse->open), to;
	char close[MUSTACHE_DELIMITER + 1];
	bool triple;

	if (from == parse->text.size) {
		parse_add_text(parse, parse->at, from);
		parse->at = from;
		return LENS_OK;
	}
	triple = inner < parse->text.size && parse->text.data[inner] == '{';
	snprintf(close, sizeof(close), "%s%s", triple ? "}" : "", parse->close);
	to = parse_find(parse, inner, close);
	if (to == parse->text.size)
		return parse_wrong(parse, from, "a tag is not closed");
	return parse_tag(parse, from, to + strlen(close),
			 base_view_part(parse->text, inner, to - inner));
}

enum lens_err mustache_parse(struct base_view text, struct letter_fault *fault,
			     struct mustache *out)
{
	struct parse parse = {.text = text,
			      .open = "{{",
			      .close = "}}",
			      .out = out,
			      .fault = fault};
	enum lens_err err = LENS_OK;

	*out = (struct mustache){.count = 0};
	out->tags = base_alloc(MUSTACHE_TAGS_MAX + 2, sizeof(*out->tags));
	while (parse.at < text.size && err == LENS_OK) {
		if (out->count >= MUSTACHE_TAGS_MAX)
			err = parse_wrong(&parse, parse.at, "too many tags");
		else
			err = parse_next(&parse);
	}
	if (err == LENS_OK && parse.depth > 0)
		err = parse_wrong(&parse, text.size,
				  "a section is open at the end");
	if (err != LENS_OK)
		mustache_free(out);
	return err;
}

void mustache_free(struct mustache *mustache)
{
	free(mustache->tags);
	*mustache = (struct mustache){.count = 0};
}
