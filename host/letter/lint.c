/*
 * lint.c: templates of packs, held to what ours are held to before they are
 * taken (tests/host/letter/check_templates.py holds ours to it, and to more
 * that needs all languages at once).
 */
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/letter_pack.h>

#include "set.h"

#define LINT_NAME "abcdefghijklmnopqrstuvwxyz0123456789_"

struct lint {
	const struct letter_set *set;
	const struct letter_language *language;
	const struct letter_template *template;
	enum law_language which;
	struct letter_fault *fault;
};

__attribute__((format(printf, 2, 3))) static enum lens_err
lint_say(const struct lint *lint, const char *format, ...)
{
	char why[sizeof(lint->fault->sentence)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(why, sizeof(why), base_said(format), arguments);
	va_end(arguments);
	snprintf(lint->fault->sentence, sizeof(lint->fault->sentence),
		 "%s/%s: %.200s", law_language_name(lint->which),
		 lint->template->name, why);
	return LENS_MALFORMED;
}

/* ---- Names ---- */

/* "gdpr:15(1)" of "cite.gdpr:15(1)"; NULL: no citation. */
static const char *lint_norm(const char *name)
{
	return strncmp(name, "cite.", 5) == 0 || strncmp(name, "para.", 5) == 0
		   ? name + 5
		   : NULL;
}

/* Whether there is a letter of this name of ours; as "/request" among names. */
static bool lint_ours(json_t *names, const char *name, bool is)
{
	char *key = base_format("/%s", name);

	if (is)
		json_object_set_new(names, key, json_true());
	is = json_object_get(names, key) != NULL;
	free(key);
	return is;
}

json_t *lint_names(const struct letter_set *set)
{
	json_t *names = json_object();

	for (unsigned l = 0; l < LAW_LANGUAGES; l++) {
		const struct letter_language *language = &set->languages[l];

		for (size_t t = 0; t < language->count; t++) {
			const struct mustache *own =
			    &language->templates[t].mustache;

			for (size_t i = 0; i < own->count; i++)
				if (own->tags[i].kind != MUSTACHE_TEXT &&
				    own->tags[i].kind != MUSTACHE_PARTIAL)
					json_object_set_new(names,
							    own->tags[i].name,
							    json_true());
			lint_ours(names, language->templates[t].name, true);
		}
	}
	return names;
}

static bool lint_is_known(const struct lint *lint, const char *name)
{
	const struct law_set *laws = lint->set->laws;
	const char *norm = lint_norm(name);

	if (norm != NULL)
		return law_norm(laws, norm) != NULL;
	if (strncmp(name, "force.", 6) == 0)
		return law_norm(laws, name + 6) != NULL;
	if (strncmp(name, "law.", 4) == 0 && law_named(laws, name + 4) != NULL)
		return true;
	return json_object_get(lint->set->names, name) != NULL;
}

/* A part that is there, or that of each law whose letters end so. */
static bool lint_has_part(const struct lint *lint, const char *name)
{
	const struct letter_template *part;
	bool has = true;

	for (size_t at = 0;
	     letter_set_part(lint->set, lint->language, name, &at, &part);)
		has = has && part != NULL;
	return has;
}

static enum lens_err lint_tag(const struct lint *lint,
			      const struct mustache_tag *tag)
{
	if (tag->kind == MUSTACHE_TEXT || tag->kind == MUSTACHE_END)
		return LENS_OK;
	if (tag->kind == MUSTACHE_PARTIAL)
		return lint_has_part(lint, tag->name)
			   ? LENS_OK
			   : lint_say(lint, "There is no part \"%.60s\".",
				      tag->name);
	if (lint_norm(tag->name) != NULL &&
	    law_norm(lint->set->laws, lint_norm(tag->name)) == NULL)
		return lint_say(lint, "It cites %.60s, which is no norm here.",
				lint_norm(tag->name));
	return lint_is_known(lint, tag->name)
		   ? LENS_OK
		   : lint_say(lint,
			      "It names \"%.60s\", which is nothing that "
			      "letters know.",
			      tag->name);
}

/* A letter that is written some time: one of ours, a part of one, or one of a
 * law with letters of its own. */
static enum lens_err lint_name(const struct lint *lint)
{
	const char *name = lint->template->name;
	const char *ending = strchr(name, '.');
	size_t stem = ending ? (size_t)(ending - name) : strlen(name);
	char *kind = base_format("%.*s", (int)stem, name);
	bool known =
	    stem > 0 && strspn(name, LINT_NAME) == stem &&
	    (kind[0] == '_' || lint_ours(lint->set->names, kind, false));

	free(kind);
	for (size_t i = 0; known && ending != NULL; i++) {
		const struct law *law = law_at(lint->set->laws, i);

		if (law == NULL)
			known = false;
		else if (letter_set_is_of(law, name))
			break;
	}
	return known ? LENS_OK
		     : lint_say(lint, "No letter of this name is ever "
				      "written.");
}

/* ---- What it says ---- */

/* The words of a template without its tags, in small letters; ends of lines are
 * spaces.  at[i] is the tag that the i-th byte is of. */
struct lint_plain {
	char *text;
	size_t *at, size;
};

/* apart: a sign stands where a tag was, so that no words meet there. */
static struct lint_plain lint_plain(const struct letter_template *template,
				    bool apart)
{
	const struct mustache *own = &template->mustache;
	size_t most = strlen(template->text) + 1;
	struct lint_plain plain = {base_alloc(most, 1),
				   base_alloc(most, sizeof(size_t)), 0};

	for (size_t i = 0; i < own->count; i++) {
		struct base_view text = own->tags[i].text;

		if (own->tags[i].kind != MUSTACHE_TEXT) {
			if (apart)
				plain.text[plain.size++] = '\1';
			continue;
		}
		for (size_t c = 0; c < text.size; c++) {
			char sign = (char)text.data[c];

			if (sign >= 'A' && sign <= 'Z')
				sign = (char)(sign + 'a' - 'A');
			plain.at[plain.size] = i;
			plain.text[plain.size++] = sign == '\n' ? ' ' : sign;
		}
	}
	return plain;
}

/* Whether a tag stands within {{#fact}}. */
static bool lint_within(const struct mustache *own, size_t tag,
			const char *fact)
{
	for (size_t i = 0; i < tag; i++)
		if (own->tags[i].kind == MUSTACHE_SECTION &&
		    own->tags[i].end > tag &&
		    strcmp(own->tags[i].name, fact) == 0)
			return true;
	return false;
}

static bool lint_backed(const struct lint *lint, const json_t *claim,
			size_t tag)
{
	const json_t *fact;
	size_t i;

	json_array_foreach(json_object_get(claim, "under"), i, fact)
	{
		if (lint_within(&lint->template->mustache, tag,
				json_string_value(fact)))
			return true;
	}
	return false;
}

/* A sentence that states a fact stands under it. */
static enum lens_err lint_claim(const struct lint *lint, const json_t *claim,
				const struct lint_plain *plain)
{
	const json_t *phrase;
	size_t i;

	json_array_foreach(
	    json_object_get(claim, law_language_name(lint->which)), i, phrase)
	{
		const char *text = json_string_value(phrase);
		const char *found = plain->text;

		while ((found = strstr(found, text)) != NULL) {
			if (!lint_backed(lint, claim,
					 plain->at[found - plain->text]))
				return lint_say(
				    lint,
				    "It says \"%.80s\" outside of the section "
				    "of the fact that this states.",
				    text);
			found++;
		}
	}
	return LENS_OK;
}

static enum lens_err lint_truth(const struct lint *lint)
{
	struct lint_plain plain = lint_plain(lint->template, false);
	enum lens_err err = LENS_OK;
	const json_t *claim;
	size_t i;

	json_array_foreach(json_object_get(lint->set->claims, "claims"), i,
			   claim)
	{
		if (err == LENS_OK)
			err = lint_claim(lint, claim, &plain);
	}
	free(plain.text);
	free(plain.at);
	return err;
}

/* Whether any of these patterns is in a text; the part of it in out. */
static bool lint_found(const json_t *pattern, const char *text, char out[40])
{
	regmatch_t match;
	regex_t regex;
	bool found;

	if (!json_is_string(pattern) ||
	    regcomp(&regex, json_string_value(pattern),
		    REG_EXTENDED | REG_ICASE) != 0)
		return false;
	found = regexec(&regex, text, 1, &match, 0) == 0;
	if (found)
		base_printable(
		    out, 40,
		    base_view_part(base_view_of(text), (size_t)match.rm_so,
				   (size_t)(match.rm_eo - match.rm_so)));
	regfree(&regex);
	return found;
}

/* Words and norms that letters do not lean on, and citations by hand. */
static enum lens_err lint_unfit(const struct lint *lint)
{
	const json_t *unfit = json_object_get(lint->set->claims, "unfit");
	const struct mustache *own = &lint->template->mustache;
	struct lint_plain plain = lint_plain(lint->template, true);
	enum lens_err err = LENS_OK;
	char found[40];

	for (size_t i = 0; i < own->count && err == LENS_OK; i++) {
		const char *norm = lint_norm(own->tags[i].name);

		if (norm != NULL &&
		    lint_found(json_object_get(unfit, "norms"), norm, found))
			err = lint_say(lint, "%.60s has no place in a letter.",
				       norm);
	}
	if (err == LENS_OK &&
	    lint_found(json_object_get(json_object_get(unfit, "words"),
				       law_language_name(lint->which)),
		       plain.text, found))
		err = lint_say(
		    lint, "The word \"%s\" has no place in a letter.", found);
	if (err == LENS_OK &&
	    lint_found(json_object_get(unfit, "bare"), plain.text, found))
		err = lint_say(lint,
			       "\"%s\" is a citation by hand; name the norm by "
			       "its id.",
			       found);
	free(plain.text);
	free(plain.at);
	return err;
}

/* ---- Its lines ---- */

/* An item asks for something by a norm, or is what somebody gave. */
static bool lint_item_rests(const char *line)
{
	static const char *const on[] = {"{{cite.", "{{para.", "{{text}}",
					 "{{by}}"};
	char *text = base_format("%.*s", (int)strcspn(line, "\n"), line);
	bool rests = false;

	for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++)
		rests = rests || strstr(text, on[i]) != NULL;
	free(text);
	return rests;
}

static enum lens_err lint_lines(const struct lint *lint)
{
	const char *text = lint->template->text;

	/* As ours are written, so that each reader sees the same tags. */
	if (strstr(text, "{{=") != NULL || strstr(text, "{{ ") != NULL)
		return lint_say(lint, "Its tags are written otherwise than "
				      "{{name}}.");
	if (lint->template->name[0] != '_' &&
	    strncmp(text, "subject: ", 9) != 0)
		return lint_say(lint, "Its first line is no subject.");
	while (text != NULL && *text != '\0') {
		if (strncmp(text, "- ", 2) == 0 && !lint_item_rests(text))
			return lint_say(lint,
					"An item asks for something without a "
					"norm: %.*s",
					(int)strcspn(text, "\n"), text);
		text = strchr(text, '\n');
		if (text != NULL)
			text++;
	}
	return LENS_OK;
}

/* Its groups and the norms in each, a line each. */
static char *lint_groups(const struct letter_template *template)
{
	const char *text = template->text;
	char *groups = base_copy("");

	for (; *text != '\0'; text++) {
		bool begins = text == template->text || text[-1] == '\n';
		const char *from = NULL, *until = "\n";
		char *one;

		if (begins && *text == '@')
			from = text;
		else if (strncmp(text, "{{", 2) == 0 &&
			 lint_norm(text + 2) != NULL)
			from = lint_norm(text + 2), until = "}";
		if (from == NULL)
			continue;
		one = base_format("%.*s", (int)strcspn(from, until), from);
		groups = base_join(groups, "\n", one);
		free(one);
	}
	return groups;
}

/* Each language asks for the same, by the same norms. */
static enum lens_err lint_same(const struct lint *lint)
{
	char *own = lint_groups(lint->template);
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < LAW_LANGUAGES && err == LENS_OK; i++) {
		const struct letter_template *other = letter_set_find(
		    &lint->set->languages[i], lint->template->name);
		char *groups = other != NULL ? lint_groups(other) : NULL;

		if (groups != NULL && strcmp(own, groups) != 0)
			err = lint_say(lint,
				       "Its parts or norms are not those that "
				       "it has in the language \"%s\".",
				       law_language_name(i));
		free(groups);
	}
	free(own);
	return err;
}

/* ---- All of it ---- */

static enum lens_err lint_one(const struct lint *lint)
{
	static enum lens_err (*const checks[])(const struct lint *) = {
	    lint_name, lint_lines, lint_truth, lint_unfit, lint_same,
	};
	const struct mustache *own = &lint->template->mustache;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < own->count && err == LENS_OK; i++)
		err = lint_tag(lint, &own->tags[i]);
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (err == LENS_OK)
			err = checks[i](lint);
	return err;
}

enum lens_err lint_packs(const struct letter_set *set,
			 struct letter_fault *fault)
{
	struct lint lint = {.set = set, .fault = fault};
	enum lens_err err = LENS_OK;

	for (lint.which = 0; lint.which < LAW_LANGUAGES; lint.which++) {
		lint.language = &set->languages[lint.which];
		for (size_t i = 0; i < lint.language->count; i++) {
			lint.template = &lint.language->templates[i];
			if (err == LENS_OK && lint.template->pack != NULL)
				err = lint_one(&lint);
		}
	}
	return err;
}

/* ---- What is asked of one ---- */

/* The template or the part of it for which something holds; NULL for none. */
static const struct letter_template *lint_part(
    const struct letter_language *language, const char *law,
    const struct letter_template *template, unsigned depth,
    bool (*holds)(const struct letter_template *template, const char *name),
    const char *name)
{
	const struct letter_template *found = NULL;

	if (template == NULL || depth > MUSTACHE_DEPTH)
		return NULL;
	if (holds(template, name))
		return template;
	for (size_t i = 0; found == NULL && i < template->mustache.count; i++)
		if (template->mustache.tags[i].kind == MUSTACHE_PARTIAL)
			found = lint_part(
			    language, law,
			    letter_set_partial(language, law,
					       template->mustache.tags[i].name),
			    depth + 1, holds, name);
	return found;
}

static bool lint_is_packed(const struct letter_template *template,
			   const char *name)
{
	(void)name;
	return template->pack != NULL;
}

static bool lint_has_name(const struct letter_template *template,
			  const char *name)
{
	for (size_t i = 0; i < template->mustache.count; i++)
		if (strcmp(template->mustache.tags[i].name, name) == 0)
			return true;
	return false;
}

const char *letter_pack_of(const struct letter_set *set, const char *kind,
			   enum law_language language, const char *law)
{
	const struct letter_language *own = &set->languages[language];
	const struct letter_template *found = lint_part(
	    own, law, letter_set_find(own, kind), 0, lint_is_packed, NULL);

	return found != NULL ? found->pack : NULL;
}

bool letter_names(const struct letter_set *set, const char *kind,
		  enum law_language language, const char *law, const char *name)
{
	const struct letter_language *own = &set->languages[language];

	return lint_part(own, law, letter_set_find(own, kind), 0, lint_has_name,
			 name) != NULL;
}

bool letter_is_ours(const struct letter_set *set, const char *name,
		    enum law_language language)
{
	const struct letter_template *found =
	    letter_set_find(&set->languages[language], name);

	return found != NULL && (found->pack == NULL || found->corrects);
}
