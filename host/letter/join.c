/*
 * join.c: citations that stand side by side in a rendered text, divided by a
 * semicolon, become a run (law_cite_piece()).  Each keeps its mark, so that
 * blocks know the norms they rest on.
 */
#include <stdlib.h>
#include <string.h>

#include "join.h"
#include "marks.h"

/* A citation in the text. */
struct join_cite {
	const struct law_norm *norm;
	const char *end; /* behind it */
};

/* Marks of nothing, and a no-break space (U+00A0). */
static const char *join_skip(const char *text)
{
	for (;;) {
		if (*text == MARK_NOTHING || *text == ' ')
			text++;
		else if (strncmp(text, "\xc2\xa0", 2) == 0)
			text += 2;
		else
			return text;
	}
}

/* Whether a whole citation begins here: a paragraph's number does not. */
static bool join_reads(const struct law_set *laws, enum law_language language,
		       const char *text, struct join_cite *out)
{
	const char *end;
	char *id;

	if (*text != MARK_CITE || (end = strchr(text, MARK_CITED)) == NULL)
		return false;
	id = base_format("%.*s", (int)(end - text - 1), text + 1);
	out->norm = law_norm(laws, id);
	free(id);
	if (out->norm == NULL)
		return false;
	out->end = end + 1 + strlen(out->norm->cite[language]);
	return strncmp(end + 1, out->norm->cite[language],
		       strlen(out->norm->cite[language])) == 0;
}

/* The citation that goes on behind a semicolon. */
static bool join_next(const struct law_set *laws, enum law_language language,
		      const struct join_cite *cite, struct join_cite *out)
{
	const char *at = join_skip(cite->end);

	return *at == ';' &&
	       join_reads(laws, language, join_skip(at + 1), out) &&
	       law_cites_join(laws, cite->norm, out->norm, language);
}

static enum lens_err
join_put(const struct law_set *laws, enum law_language language,
	 const struct law_norm *before, const struct law_norm *norm,
	 const struct law_norm *after, struct base_buffer *out)
{
	char *piece = law_cite_piece(laws, before, norm, after, language);
	char *text = base_format(
	    "%s%c%s%c%s", law_cite_gap(laws, before, norm, after, language),
	    MARK_CITE, norm->id, MARK_CITED, piece);
	enum lens_err err = base_buffer_add_text(out, text);

	free(text);
	free(piece);
	return err;
}

/* The norms of a run; a longer one may say some twice. */
struct join_said {
	const struct law_norm *norms[16];
	size_t count;
};

/* Whether a norm was said in this run; it is, from now on. */
static bool join_again(struct join_said *said, const struct law_norm *norm)
{
	for (size_t i = 0; i < said->count; i++)
		if (said->norms[i] == norm)
			return true;
	if (said->count < sizeof(said->norms) / sizeof(said->norms[0]))
		said->norms[said->count++] = norm;
	return false;
}

/* A run from one citation on; *text moves behind it. */
static enum lens_err join_run(const struct law_set *laws,
			      enum law_language language, const char **text,
			      struct join_cite cite, struct base_buffer *out)
{
	const struct law_norm *before = NULL;
	struct join_said said = {{cite.norm}, 1};
	enum lens_err err = LENS_OK;
	bool going = true;

	while (going && err == LENS_OK) {
		struct join_cite next = {NULL, NULL}, end = cite;

		going = join_next(laws, language, &cite, &next);
		/* The same one twice is said once. */
		while (going && join_again(&said, next.norm)) {
			end = next;
			going = join_next(laws, language, &end, &next);
		}
		err = join_put(laws, language, before, cite.norm,
			       going ? next.norm : NULL, out);
		*text = end.end;
		before = cite.norm;
		cite = next;
	}
	return err;
}

enum lens_err join_cites(const struct law_set *laws, enum law_language language,
			 const char *text, struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	while (*text != '\0' && err == LENS_OK) {
		size_t plain = strcspn(text, (const char[]){MARK_CITE, '\0'});
		struct join_cite cite;

		err = base_buffer_add(out, text, plain);
		text += plain;
		if (err != LENS_OK || *text == '\0')
			break;
		if (join_reads(laws, language, text, &cite)) {
			err = join_run(laws, language, &text, cite, out);
		} else {
			err = base_buffer_add(out, text, 1);
			text++;
		}
	}
	return err;
}
