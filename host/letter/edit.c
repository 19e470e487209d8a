/*
 * edit.c: words of one's own in a letter that was composed: one passage of a
 * paragraph becomes another.  What stands there then is data, as every value
 * is; what it cites is a norm that is known and in force, or it is refused.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_said.h>

#include "marks.h"
#include "set.h"

/* The words of a source with the places they come from: '\n' stands between
 * what is no passage of one paragraph, item or heading. */
struct edit_words {
	char *text;
	size_t *at; /* in the source, of each byte and of the end */
	size_t size;
};

/* How much of a line is its sign; all of it where it is not words. */
static size_t edit_sign(const char *line, size_t size)
{
	static const char *const others[] = {"@", "---",
					     "subject:", "sign:", "|"};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strncmp(line, others[i], strlen(others[i])) == 0)
			return size;
	return size > 1 && (line[0] == '#' || line[0] == '-') && line[1] == ' '
		   ? 2
		   : 0;
}

static void edit_put(struct edit_words *words, char c, size_t at)
{
	bool gap = words->size > 0 && (words->text[words->size - 1] == ' ' ||
				       words->text[words->size - 1] == '\n');

	if (c == ' ' && (gap || words->size == 0))
		return;
	words->text[words->size] = c;
	words->at[words->size++] = at;
}

static void edit_line(struct edit_words *words, const char *source, size_t from,
		      size_t end)
{
	size_t sign = edit_sign(source + from, end - from);
	bool paragraph = sign == 0 && end > from;

	if (!paragraph)
		edit_put(words, '\n', from);
	for (size_t i = from + sign; i < end; i++) {
		const char *cited;

		if (source[i] == MARK_CITE) {
			cited = memchr(source + i, MARK_CITED, end - i);
			i = cited ? (size_t)(cited - source) : end;
		} else if (source[i] == MARK_BAR) {
			edit_put(words, '|', i);
		} else if ((unsigned char)source[i] >= 0x20) {
			edit_put(words, source[i], i);
		}
	}
	edit_put(words, paragraph ? ' ' : '\n', end);
}

static void edit_words(const char *source, struct edit_words *out)
{
	size_t size = strlen(source);

	*out = (struct edit_words){base_alloc(2 * size + 2, 1),
				   base_alloc(2 * size + 2, sizeof(size_t)), 0};
	for (size_t from = 0; from < size;) {
		size_t end = from + strcspn(source + from, "\n");

		edit_line(out, source, from, end);
		from = end + 1;
	}
	out->text[out->size] = '\0';
	out->at[out->size] = size;
}

/* Lines and runs of blanks as one blank; the caller's. */
static char *edit_joined(const char *text)
{
	char *out = base_alloc(strlen(text) + 1, 1), *to = out;

	for (const char *c = text; *c != '\0'; c++) {
		bool blank = strchr(" \t\r\n", *c) != NULL;

		if (!blank)
			*to++ = *c;
		else if (to > out && to[-1] != ' ')
			*to++ = ' ';
	}
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

/* ---- Norms ---- */

/* The norm whose citation begins here, the longest; NULL for none. */
static const struct law_norm *edit_norm(const struct letter_set *set,
					enum law_language language,
					const char *text)
{
	const struct law_norm *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < law_norm_count(set->laws); i++) {
		const struct law_norm *norm = law_norm_at(set->laws, i);
		size_t size = strlen(norm->cite[language]);

		if (size > most &&
		    strncmp(text, norm->cite[language], size) == 0 &&
		    !isalnum((unsigned char)text[size])) {
			best = norm;
			most = size;
		}
	}
	return best;
}

/* How long what looks like a citation is, from a word's beginning; 0: it does
 * not look like one. */
static size_t edit_looks_cited(const char *text)
{
	static const char *const words[] = {
	    "articles", "article", "artikel", "articolo", "artículo", "arts",
	    "art",	"section", "sec",     "abs",	  "absatz",   "lit",
	    "par",	"para",	   "recital", "§§",	  "§",	      "c-"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t size = strlen(words[i]), end;

		if (strncasecmp(text, words[i], size) != 0)
			continue;
		end = size + strspn(text + size, ". \xc2\xa0");
		if (isdigit((unsigned char)text[end]))
			return end + strcspn(text + end, ".,;)\n");
	}
	return 0;
}

static enum lens_err edit_unknown(const char *text, size_t size,
				  struct letter_fault *fault)
{
	snprintf(
	    fault->sentence, sizeof(fault->sentence),
	    base_said(
		"\"%.*s\" is no norm that is known here and in force; cite it "
		"as the letters do, like \"Art. 15(1) GDPR\", or say it "
		"without a number."),
	    (int)(size < 80 ? size : 80), text);
	return LENS_MALFORMED;
}

/* Own words as a value, what they cite marked as norms are. */
static enum lens_err edit_marked(const struct letter_set *set,
				 enum law_language language, int32_t day,
				 const char *is, struct letter_fault *fault,
				 struct base_buffer *out)
{
	enum lens_err err = base_buffer_add(out, (char[]){MARK_VALUE}, 1);

	for (const char *c = is; *c != '\0' && err == LENS_OK;) {
		bool begins = c == is || !isalnum((unsigned char)c[-1]);
		const struct law_norm *norm =
		    begins ? edit_norm(set, language, c) : NULL;
		size_t looks = begins && !norm ? edit_looks_cited(c) : 0;

		if (looks > 0)
			return edit_unknown(c, looks, fault);
		if (norm == NULL) {
			err = base_buffer_add(
			    out, *c == '|' ? (char[]){MARK_BAR} : c, 1);
			c++;
			continue;
		}
		if (day != LAW_NO_DAY &&
		    law_norm_on(set->laws, norm->id, day) != norm)
			return edit_unknown(c, strlen(norm->cite[language]),
					    fault);
		err = base_buffer_add(out, (char[]){MARK_CITE}, 1);
		if (err == LENS_OK)
			err = base_buffer_add_text(out, norm->id);
		if (err == LENS_OK)
			err = base_buffer_add(out, (char[]){MARK_CITED}, 1);
		if (err == LENS_OK)
			err = base_buffer_add_text(out, norm->cite[language]);
		c += strlen(norm->cite[language]);
	}
	return err == LENS_OK ? base_buffer_add(out, (char[]){MARK_VALUED}, 1)
			      : err;
}

/* ---- The passage ---- */

/* Where it stands, once; LENS_MALFORMED otherwise. */
static enum lens_err edit_find(const struct edit_words *words, const char *was,
			       struct letter_fault *fault, size_t *from,
			       size_t *end)
{
	const char *found = was[0] ? strstr(words->text, was) : NULL;
	size_t at;

	if (found == NULL || strstr(found + 1, was) != NULL) {
		snprintf(
		    fault->sentence, sizeof(fault->sentence),
		    found == NULL
			? base_said(
			      "\"%.120s\" is no passage of one paragraph of "
			      "the letter; copy it from 'lenscap letter show'.")
			: base_said("\"%.120s\" stands in the letter more than "
				    "once; give more of the passage."),
		    was);
		return LENS_MALFORMED;
	}
	at = (size_t)(found - words->text);
	*from = words->at[at];
	*end = words->at[at + strlen(was) - 1] + 1;
	return LENS_OK;
}

/* The norm of the mark that begins here; *text: what it is cited as. */
static const struct law_norm *edit_mark(const struct letter_set *set,
					const char *mark, const char **text)
{
	const char *end = mark ? strchr(mark, MARK_CITED) : NULL;
	const struct law_norm *norm;
	char *id;

	*text = mark;
	if (end == NULL)
		return NULL;
	*text = end + 1;
	id = base_format("%.*s", (int)(end - mark - 1), mark + 1);
	norm = law_norm(set->laws, id);
	free(id);
	return norm;
}

/* How long a citation is that begins with text: alone, or one of a run. */
static size_t edit_cited(const struct letter_set *set,
			 enum law_language language,
			 const struct law_norm *before,
			 const struct law_norm *norm,
			 const struct law_norm *after, const char *text)
{
	size_t most = 0;

	for (int way = 0; way < 4; way++) {
		char *piece =
		    law_cite_piece(set->laws, way & 1 ? before : NULL, norm,
				   way & 2 ? after : NULL, language);
		size_t size = strlen(piece);

		if (size > most && strncmp(text, piece, size) == 0)
			most = size;
		free(piece);
	}
	return most;
}

/* Whether one of the two borders lies within a citation, which would then say
 * another norm than its mark. */
static bool edit_cuts(const struct letter_set *set, enum law_language language,
		      const char *source, size_t from, size_t end)
{
	const struct law_norm *before = NULL;

	for (const char *mark = strchr(source, MARK_CITE); mark != NULL;) {
		const char *text, *after_text;
		const struct law_norm *norm = edit_mark(set, mark, &text);
		const char *next = strchr(text, MARK_CITE);
		const struct law_norm *after =
		    edit_mark(set, next, &after_text);
		size_t at = (size_t)(text - source), size;

		if (norm != NULL) {
			size = edit_cited(set, language, before, norm, after,
					  text);
			if ((from > at && from < at + size) ||
			    (end > at && end < at + size))
				return true;
		}
		before = norm;
		mark = next == mark ? NULL : next;
	}
	return false;
}

/* The ends of values whose beginnings go, and the other way round. */
static enum lens_err edit_values(const char *source, size_t from, size_t end,
				 char mark, struct base_buffer *out)
{
	int open = 0, close = 0;
	enum lens_err err = LENS_OK;

	for (size_t i = from; i < end; i++) {
		open += source[i] == MARK_VALUE;
		if (source[i] != MARK_VALUED)
			continue;
		if (open > 0)
			open--;
		else
			close++;
	}
	for (int i = mark == MARK_VALUED ? close : open; i > 0; i--)
		if (err == LENS_OK)
			err = base_buffer_add(out, &mark, 1);
	return err;
}

enum lens_err letter_edit(const struct letter_set *set,
			  enum law_language language, int32_t day,
			  const char *source, const char *was, const char *is,
			  struct letter_fault *fault, struct base_buffer *out)
{
	char *from_words = edit_joined(was), *to_words = edit_joined(is);
	struct edit_words words;
	size_t from = 0, end = 0;
	enum lens_err err;

	fault->sentence[0] = '\0';
	edit_words(source, &words);
	err = edit_find(&words, from_words, fault, &from, &end);
	if (err == LENS_OK && edit_cuts(set, language, source, from, end)) {
		snprintf(
		    fault->sentence, sizeof(fault->sentence),
		    base_said(
			"\"%.120s\" begins or ends within a citation; give "
			"all of it, like \"Art. 15(1) GDPR\"."),
		    from_words);
		err = LENS_MALFORMED;
	}
	/* A citation's mark stands before its words, and goes with them. */
	while (err == LENS_OK && from > 0 && source[from - 1] == MARK_CITED) {
		while (from > 0 && source[from] != MARK_CITE)
			from--;
	}
	if (err == LENS_OK)
		err = base_buffer_add(out, source, from);
	if (err == LENS_OK)
		err = edit_values(source, from, end, MARK_VALUED, out);
	if (err == LENS_OK)
		err = edit_marked(set, language, day, to_words, fault, out);
	if (err == LENS_OK)
		err = edit_values(source, from, end, MARK_VALUE, out);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, source + end);
	if (err == LENS_OK)
		err = base_buffer_add(out, "", 1);
	free(words.text);
	free(words.at);
	free(from_words);
	free(to_words);
	return err;
}
