/*
 * cite.c: citations side by side.  "Art. 14(1) GDPR; Art. 14(3) GDPR" reads
 * "Art. 14(1), (3) GDPR": a law is named once for its run of provisions, an
 * article once for its paragraphs.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "read.h"

/* "gdpr" of "gdpr:14(1)": how long. */
static size_t cite_law(const char *id)
{
	return strcspn(id, ":");
}

/* What the law is called at the end of its citations; NULL: its citations are
 * not joined. */
static const char *cite_name(const struct law_set *set, const char *id,
			     enum law_language language)
{
	for (size_t i = 0; i < set->short_count; i++)
		if (strlen(set->shorts[i].law) == cite_law(id) &&
		    strncmp(set->shorts[i].law, id, cite_law(id)) == 0)
			return set->shorts[i].name[language];
	return NULL;
}

/* The citation's length without the law and the comma or blank before it. */
static size_t cite_bare(const char *cite, const char *name)
{
	size_t size = strlen(cite), end = strlen(name);

	if (size <= end || strcmp(cite + size - end, name) != 0)
		return 0;
	size -= end;
	while (size > 0 && (cite[size - 1] == ' ' || cite[size - 1] == ','))
		size--;
	return size;
}

/* Whether the law is named first: "Cal. Civ. Code § 1798.105(a)". */
static bool cite_leads(const char *cite, const char *name)
{
	size_t size = strlen(name);

	return strncmp(cite, name, size) == 0 &&
	       (cite[size] == ' ' || cite[size] == ',');
}

/* How many levels of brackets follow: "(a)(2)" has two. */
static size_t cite_levels(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == '(';
	return count;
}

/* Where the word begins before the one that begins there; never in the name. */
static size_t cite_word_before(const char *text, size_t at, size_t name)
{
	size_t word = at > 0 ? at - 1 : 0;

	while (word > 0 && text[word - 1] != ' ')
		word--;
	return word > name ? word : at;
}

/*
 * So much of b has been said by a before it, where the law is named first: up
 * to a bracket of the same section, or to a word.  What has a comma of its own
 * ("Art. 18, I") keeps the word before its number.
 */
static size_t cite_said(const char *a, const char *b, const char *name)
{
	size_t at = 0;

	while (a[at] != '\0' && a[at] == b[at])
		at++;
	while (at > 0 && b[at - 1] != ' ' && (a[at] != '(' || b[at] != '('))
		at--;
	if (at > 0 && b[at - 1] == ')' &&
	    cite_levels(a + at) != cite_levels(b + at))
		while (at > 0 && (b[at] != '(' || b[at - 1] == ')'))
			at--;
	if (at > 0 && b[at - 1] == ' ' &&
	    (strchr(a + at, ',') != NULL || strchr(b + at, ',') != NULL))
		at = cite_word_before(b, at, strlen(name));
	return at;
}

/* The first of several sections of such a law: "§§ 1798.105, 1798.110"; the
 * caller's. */
static char *cite_sections(const char *cite, const struct law_norm *after,
			   const char *name, enum law_language language)
{
	static const char *const signs[][2] = {{"§ ", "§§ "},
					       {" s. ", " ss. "}};
	size_t said = after ? cite_said(cite, after->cite[language], name) : 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t size = strlen(signs[i][0]);

		if (said >= size &&
		    strncmp(cite + said - size, signs[i][0], size) == 0)
			return base_format("%.*s%s%s", (int)(said - size), cite,
					   signs[i][1], cite + said);
	}
	return base_copy(cite);
}

static bool cite_both_lead(const struct law_norm *a, const struct law_norm *b,
			   const char *name, enum law_language language)
{
	return cite_leads(a->cite[language], name) &&
	       cite_leads(b->cite[language], name);
}

bool law_cites_join(const struct law_set *set, const struct law_norm *a,
		    const struct law_norm *b, enum law_language language)
{
	const char *name;

	if (a == NULL || b == NULL || cite_law(a->id) != cite_law(b->id) ||
	    strncmp(a->id, b->id, cite_law(a->id)) != 0)
		return false;
	name = cite_name(set, a->id, language);
	return name != NULL && (cite_both_lead(a, b, name, language) ||
				(cite_bare(a->cite[language], name) > 0 &&
				 cite_bare(b->cite[language], name) > 0));
}

/* The next part of an id ("14", "1", "c"); its length, 0 at the end. */
static size_t cite_part(const char **id)
{
	*id += strspn(*id, "()");
	return strcspn(*id, "()");
}

/* The part where it stands by itself in the citation; or NULL. */
static const char *cite_find(const char *cite, const char *part, size_t size)
{
	char *word = base_format("%.*s", (int)size, part);
	const char *at = cite;

	while ((at = strstr(at, word)) != NULL &&
	       (isalnum((unsigned char)at[size]) ||
		(at > cite && isalnum((unsigned char)at[-1]))))
		at++;
	free(word);
	return at;
}

/* Behind the part where it stands by itself in the citation. */
static const char *cite_behind(const char *cite, const char *part, size_t size)
{
	const char *at = cite_find(cite, part, size);

	return at ? at + size + strspn(at + size, "), ") : NULL;
}

/* Where an id's last part begins: "3)" of "gdpr:14(3)". */
static size_t cite_last(const char *id)
{
	size_t at = strlen(id);

	while (at > 0 && id[at - 1] == ')')
		at--;
	while (at > 0 && id[at - 1] != '(' && id[at - 1] != ':')
		at--;
	return at;
}

/* Whether two provisions differ in their last part alone: two paragraphs of an
 * article, two articles of a law. */
static bool cite_siblings(const struct law_norm *a, const struct law_norm *b)
{
	return cite_last(a->id) == cite_last(b->id) &&
	       strncmp(a->id, b->id, cite_last(a->id)) == 0;
}

/* What of the citation the one before has said already: its article, its
 * paragraph, but never all of it. */
static const char *cite_rest(const struct law_norm *before,
			     const struct law_norm *norm,
			     enum law_language language)
{
	const char *was = before->id + cite_law(before->id) + 1;
	const char *is = norm->id + cite_law(norm->id) + 1;
	const char *rest = norm->cite[language];
	size_t size;

	for (; (size = cite_part(&is)) > 0; is += size, was += size) {
		char *part;
		const char *behind;

		if (cite_part(&was) != size || strncmp(was, is, size) != 0 ||
		    is[size + strspn(is + size, "()")] == '\0')
			break;
		part = base_format("%.*s", (int)size, is);
		behind = cite_behind(rest, part, size);
		free(part);
		if (behind == NULL)
			break;
		rest = behind;
	}
	/* What such parts are called is said once, too ("par. 1 and 3"); in
	 * English an article is never called one again. */
	if (cite_siblings(before, norm) && *rest != '(') {
		was = norm->id + cite_last(norm->id);
		is = cite_find(rest, was, strcspn(was, ")"));
		return is ? is : rest;
	}
	if (rest == norm->cite[language] && language == LAW_EN)
		rest += strcspn(rest, " ") + 1;
	return rest;
}

/* What a piece's last part is called, where several follow: "points c) and
 * g)".  The caller's; NULL: as it stands. */
static char *cite_several(const struct law_set *set, const char *from,
			  const struct law_norm *norm,
			  enum law_language language)
{
	const char *last = norm->id + cite_last(norm->id);
	const char *at = cite_find(from, last, strcspn(last, ")"));
	const char *word, *end, *several = NULL;
	char *one;

	for (end = at; at && end > from && end[-1] == ' ';)
		end--;
	for (word = end; at && word > from && word[-1] != ' ';)
		word--;
	if (at == NULL || word == end)
		return NULL;
	one = base_format("%.*s", (int)(end - word), word);
	several = set_text(set->words[language].several, one);
	free(one);
	return several ? base_format("%.*s%s%s", (int)(word - from), from,
				     several, end)
		       : NULL;
}

char *law_cite_piece(const struct law_set *set, const struct law_norm *before,
		     const struct law_norm *norm, const struct law_norm *after,
		     enum law_language language)
{
	const char *cite = norm->cite[language], *from = cite;
	const char *name = cite_name(set, norm->id, language);
	bool on = law_cites_join(set, norm, after, language);
	size_t cut = 0;
	char *several = NULL, *piece;

	if (name != NULL && cite_leads(cite, name))
		return law_cites_join(set, before, norm, language)
			   ? base_copy(cite + cite_said(before->cite[language],
							cite, name))
			   : cite_sections(cite, on ? after : NULL, name,
					   language);
	if (on)
		cut = strlen(cite) - cite_bare(cite, name);
	if (law_cites_join(set, before, norm, language))
		from = cite_rest(before, norm, language);
	if (on && cite_siblings(norm, after) &&
	    (before == NULL || !cite_siblings(before, norm)))
		several = cite_several(set, from, norm, language);
	if (several != NULL)
		from = several;
	piece = base_format("%.*s", (int)(strlen(from) - cut), from);
	free(several);
	return piece;
}

const char *law_cite_gap(const struct law_set *set,
			 const struct law_norm *before,
			 const struct law_norm *norm,
			 const struct law_norm *after,
			 enum law_language language)
{
	bool last = law_cites_join(set, before, norm, language) &&
		    cite_siblings(before, norm) &&
		    !(law_cites_join(set, norm, after, language) &&
		      cite_siblings(norm, after));

	return before == NULL ? "" : last ? set->words[language].last : ", ";
}

char *set_cites(const struct law_set *set, struct law_norms norms,
		enum law_language language)
{
	char *all = base_copy("");

	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);
		const struct law_norm *before =
		    i > 0 ? law_norm(set, norms.ids[i - 1]) : NULL;
		const struct law_norm *after =
		    i + 1 < norms.count ? law_norm(set, norms.ids[i + 1])
					: NULL;
		char *piece = norm == NULL ? base_copy(norms.ids[i])
					   : law_cite_piece(set, before, norm,
							    after, language);
		char *more = base_format(
		    "%s%s%s", all,
		    norm == NULL || before == NULL
			? (i > 0 ? ", " : "")
			: law_cite_gap(set, before, norm, after, language),
		    piece);

		free(piece);
		free(all);
		all = more;
	}
	return all;
}
