/* set.c: read the templates from their folders. */
#include <dirent.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/letter_pack.h>

#include "marks.h"
#include "set.h"

#define SET_FILE_MAX (64u << 10)
#define SET_ENDING ".mustache"

static enum lens_err set_wrong(struct letter_fault *fault, const char *language,
			       const char *name, const char *why)
{
	struct letter_fault copy = {""};

	snprintf(copy.sentence, sizeof(copy.sentence), "%s/%s: %.180s",
		 language, name, why);
	*fault = copy;
	return LENS_MALFORMED;
}

static enum lens_err set_file(int dir, const char *name, char **out)
{
	struct base_buffer bytes;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum lens_err err;

	*out = NULL;
	if (fd < 0)
		return LENS_SYSTEM;
	base_buffer_init(&bytes, SET_FILE_MAX);
	err = base_read_all(fd, &bytes);
	base_close(&fd);
	if (err == LENS_OK)
		err = base_buffer_add(&bytes, "", 1);
	if (err == LENS_OK && !base_is_utf8(base_buffer_view(&bytes)))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		*out = base_copy((char *)bytes.data);
	base_buffer_free(&bytes);
	return err;
}

/* ---- One language ---- */

static int set_is_template(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name), ending = strlen(SET_ENDING);

	return length > ending &&
	       strcmp(entry->d_name + length - ending, SET_ENDING) == 0;
}

static enum lens_err set_template(int dir, const char *language,
				  const char *file, struct letter_fault *fault,
				  struct letter_template *out)
{
	struct letter_fault why = {""};
	enum lens_err err = set_file(dir, file, &out->text);

	if (err == LENS_SYSTEM)
		return err;
	out->name = base_copy(file);
	out->name[strlen(file) - strlen(SET_ENDING)] = '\0';
	if (err == LENS_OK)
		err = mustache_parse(base_view_of(out->text), &why,
				     &out->mustache);
	else
		snprintf(why.sentence, sizeof(why.sentence),
			 "It is too long or no UTF-8.");
	return err == LENS_OK ? LENS_OK
			      : set_wrong(fault, language, file, why.sentence);
}

static enum lens_err set_words(int dir, const char *language, const char *file,
			       struct letter_fault *fault, json_t **out)
{
	json_error_t why;
	char *text;
	enum lens_err err = set_file(dir, file, &text);

	if (err != LENS_OK)
		return set_wrong(fault, language, file, "It cannot be read.");
	*out = json_loads(text, JSON_REJECT_DUPLICATES, &why);
	free(text);
	return *out ? LENS_OK : set_wrong(fault, language, file, why.text);
}

/* The number that a citation ends with, or all of it. */
static const char *set_paragraph(const char *cite)
{
	size_t size = strlen(cite);

	while (size > 0 && cite[size - 1] >= '0' && cite[size - 1] <= '9')
		size--;
	return cite[size] != '\0' ? cite + size : cite;
}

/* Each citation carries its id, for whoever reads the blocks. */
static json_t *set_cites(const struct law_set *laws, enum law_language language,
			 bool paragraph)
{
	json_t *cites = json_object();

	for (size_t i = 0; i < law_norm_count(laws); i++) {
		const struct law_norm *norm = law_norm_at(laws, i);
		const char *cite = norm->cite[language];
		char *text =
		    base_format("%c%s%c%s", MARK_CITE, norm->id, MARK_CITED,
				paragraph ? set_paragraph(cite) : cite);

		json_object_set_new(cites, norm->id, json_string(text));
		free(text);
	}
	return cites;
}

/* A citation that is not there would be an empty one: refuse it. */
static enum lens_err set_cited(const struct letter_language *language,
			       const char *folder,
			       const struct letter_template *template,
			       struct letter_fault *fault)
{
	const struct mustache *mustache = &template->mustache;
	char why[96];

	for (size_t i = 0; i < mustache->count; i++) {
		const char *name = mustache->tags[i].name;

		if ((strncmp(name, "cite.", 5) != 0 &&
		     strncmp(name, "para.", 5) != 0) ||
		    json_object_get(language->cites, name + 5) != NULL)
			continue;
		snprintf(why, sizeof(why),
			 "It cites %.60s, which is no norm here.", name + 5);
		return set_wrong(fault, folder, template->name, why);
	}
	return LENS_OK;
}

/* The files of words, each of which has what English has. */
static const struct set_list {
	const char *file;
	size_t at;    /* in struct letter_language */
	bool written; /* stands in letters */
} set_lists[] = {
    {"words.json", offsetof(struct letter_language, words), true},
    {"countries.json", offsetof(struct letter_language, countries), true},
    {"regions.json", offsetof(struct letter_language, regions), true},
    {"replies.json", offsetof(struct letter_language, replies), false},
};
#define SET_LISTS (sizeof(set_lists) / sizeof(set_lists[0]))

static json_t **set_list(const struct letter_language *language,
			 const struct set_list *list)
{
	return (json_t **)((char *)language + list->at);
}

/* A language that is begun may have no such file yet. */
static enum lens_err set_read_lists(int dir, const char *name, bool begun,
				    struct letter_language *language,
				    struct letter_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < SET_LISTS && err == LENS_OK; i++) {
		json_t **out = set_list(language, &set_lists[i]);

		if (begun && faccessat(dir, set_lists[i].file, F_OK, 0) != 0)
			*out = json_object();
		else
			err =
			    set_words(dir, name, set_lists[i].file, fault, out);
	}
	return err;
}

static enum lens_err set_language(struct letter_set *set, const char *letters,
				  enum law_language which,
				  struct letter_fault *fault)
{
	struct letter_language *language = &set->languages[which];
	const char *name = law_language_name(which);
	bool begun = law_begun(set->laws, which);
	char *folder = base_format("%s/%s", letters, name);
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, set_is_template, alphasort);
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err =
	    begun || (count >= 0 && dir >= 0) ? LENS_OK : LENS_SYSTEM;

	language->templates = base_alloc((size_t)(count > 0 ? count : 0) + 1,
					 sizeof(*language->templates));
	for (int i = 0; i < count; i++) {
		if (err == LENS_OK)
			err = set_template(
			    dir, name, entries[i]->d_name, fault,
			    &language->templates[language->count++]);
		free(entries[i]);
	}
	free(entries);
	if (err == LENS_OK)
		err = set_read_lists(dir, name, begun, language, fault);
	base_close(&dir);
	free(folder);
	language->cites = set_cites(set->laws, which, false);
	language->paras = set_cites(set->laws, which, true);
	language->dated = base_alloc(1, sizeof(*language->dated));
	for (size_t i = 0; i < language->count && err == LENS_OK; i++)
		err = set_cited(language, name, &language->templates[i], fault);
	return err;
}

static void set_template_free(struct letter_template *template)
{
	free(template->name);
	mustache_free(&template->mustache);
	free(template->text);
	free(template->pack);
}

/* Room for one more. */
static struct letter_template *set_grow(struct letter_language *language)
{
	struct letter_template *more =
	    base_alloc(language->count + 1, sizeof(*more));

	if (language->count > 0)
		memcpy(more, language->templates,
		       language->count * sizeof(*more));
	free(language->templates);
	language->templates = more;
	return &more[language->count++];
}

/* A pack's beside ours, or in the place of one. */
static enum lens_err set_extra(struct letter_set *set,
			       const struct letter_extra *extra,
			       struct letter_fault *fault)
{
	struct letter_language *language = &set->languages[extra->language];
	struct letter_template made = {.name = base_copy(extra->name),
				       .text = base_copy(extra->text),
				       .pack = base_copy(extra->pack)};
	struct letter_template *at;
	struct letter_fault why = {""};

	if (mustache_parse(base_view_of(made.text), &why, &made.mustache) !=
	    LENS_OK) {
		set_template_free(&made);
		return set_wrong(fault, law_language_name(extra->language),
				 extra->name, why.sentence);
	}
	at = (struct letter_template *)letter_set_find(language, extra->name);
	if (at != NULL) {
		made.corrects = at->pack == NULL || at->corrects;
		set_template_free(at);
	} else {
		at = set_grow(language);
	}
	*at = made;
	return LENS_OK;
}

static enum lens_err set_extras(struct letter_set *set,
				const struct letter_extra *extras, size_t count,
				struct letter_fault *fault)
{
	enum lens_err err = LENS_OK;

	set->names = lint_names(set);
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = set_extra(set, &extras[i], fault);
	return err == LENS_OK ? lint_packs(set, fault) : err;
}

/* ---- All of them ---- */

/* A text, or a list of some. */
static bool set_is_said(const json_t *value)
{
	const json_t *text;
	size_t i;

	if (!json_is_array(value))
		return json_is_string(value);
	json_array_foreach(value, i,
			   text) if (!json_is_string(text)) return false;
	return json_array_size(value) > 0;
}

/* Everything that the first language has, and no more: a letter with a hole
 * in it is worse than none. */
static enum lens_err set_same(enum law_language which, const char *file,
			      const json_t *first, const json_t *own,
			      struct letter_fault *fault)
{
	const char *name = law_language_name(which), *key;
	json_t *value;
	char why[96];

	json_object_foreach((json_t *)first, key, value)
	{
		if (set_is_said(json_object_get(own, key)))
			continue;
		snprintf(why, sizeof(why), "It lacks \"%.60s\".", key);
		return set_wrong(fault, name, file, why);
	}
	json_object_foreach((json_t *)own, key, value)
	{
		if (json_object_get(first, key) != NULL)
			continue;
		snprintf(why, sizeof(why), "It has \"%.60s\", which %s lacks.",
			 key, law_language_name(0));
		return set_wrong(fault, name, file, why);
	}
	return LENS_OK;
}

/* What a language that is begun lacks stands in English; true if any did. */
static bool set_fill(const json_t *first, json_t *own)
{
	bool lacking = false;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)first, key, value)
	{
		if (set_is_said(json_object_get(own, key)))
			continue;
		json_object_set(own, key, value);
		lacking = true;
	}
	return lacking;
}

static enum lens_err set_check(struct letter_set *set, enum law_language which,
			       struct letter_fault *fault)
{
	const struct letter_language *first = &set->languages[0];
	struct letter_language *own = &set->languages[which];
	bool begun = law_begun(set->laws, which);
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < SET_LISTS && err == LENS_OK; i++) {
		const json_t *english = *set_list(first, &set_lists[i]);
		json_t *words = *set_list(own, &set_lists[i]);

		if (begun && set_fill(english, words))
			own->lacking = own->lacking || set_lists[i].written;
		err = set_same(which, set_lists[i].file, english, words, fault);
	}
	/* The letters of one law ("request.overseas") are in its languages. */
	for (size_t i = 0; i < first->count && err == LENS_OK; i++)
		if (!begun && strchr(first->templates[i].name, '.') == NULL &&
		    letter_set_find(own, first->templates[i].name) == NULL)
			err = set_wrong(fault, law_language_name(which),
					first->templates[i].name,
					"It is missing.");
	return err;
}

static enum lens_err set_other_names(struct letter_set *set,
				     const char *letters,
				     struct letter_fault *fault)
{
	int dir = open(letters, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err =
	    set_words(dir, ".", "other_names.json", fault, &set->other_names);

	base_close(&dir);
	return err;
}

/* facts.json beside the languages' folders. */
static enum lens_err set_claims(struct letter_set *set, const char *letters,
				struct letter_fault *fault)
{
	int dir = open(letters, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum lens_err err = dir < 0 ? LENS_SYSTEM : LENS_OK;

	if (err == LENS_OK)
		err = set_words(dir, "letters", "facts.json", fault,
				&set->claims);
	base_close(&dir);
	return err;
}

/* A language that is not as it should be stops itself, and no other: words that
 * it lacks stand in English, and no letter can be had in it. */
static void set_stop(struct letter_set *set, enum law_language which,
		     const struct letter_fault *fault)
{
	struct letter_language *own = &set->languages[which];

	own->wrong = base_copy(fault->sentence);
	for (size_t i = 0; i < SET_LISTS; i++) {
		json_t **words = set_list(own, &set_lists[i]);

		if (!json_is_object(*words)) {
			json_decref(*words);
			*words = json_object();
		}
		set_fill(*set_list(&set->languages[0], &set_lists[i]), *words);
	}
}

/* English first, which the others are held to. */
static enum lens_err set_read(struct letter_set *set, const char *letters,
			      enum law_language which,
			      struct letter_fault *fault)
{
	struct letter_fault why = {""};
	enum lens_err err = set_language(set, letters, which, &why);

	if (err == LENS_OK)
		err = set_check(set, which, &why);
	if (err == LENS_OK)
		return err;
	if (which == 0) {
		*fault = why;
		return err;
	}
	if (err == LENS_SYSTEM)
		set_wrong(&why, law_language_name(which), "",
			  "It cannot be read.");
	set_stop(set, which, &why);
	return LENS_OK;
}

enum lens_err letter_open_with(const char *letters, const struct law_set *laws,
			       const struct letter_extra *extras, size_t count,
			       struct letter_fault *fault,
			       struct letter_set **out)
{
	struct letter_set *set = base_alloc(1, sizeof(*set));
	enum lens_err err = LENS_OK;

	*out = NULL;
	fault->sentence[0] = '\0';
	set->laws = laws;
	for (unsigned i = 0; i < LAW_LANGUAGES && err == LENS_OK; i++)
		err = set_read(set, letters, i, fault);
	if (err == LENS_OK)
		err = set_claims(set, letters, fault);
	if (err == LENS_OK)
		err = set_other_names(set, letters, fault);
	if (err == LENS_OK && count > 0)
		err = set_extras(set, extras, count, fault);
	if (err == LENS_SYSTEM)
		snprintf(fault->sentence, sizeof(fault->sentence),
			 base_said(
			     "The letters' templates cannot be read from their "
			     "folder; install Lenscap again."));
	if (err == LENS_OK)
		*out = set;
	else
		letter_close(set);
	return err;
}

enum lens_err letter_open(const char *letters, const struct law_set *laws,
			  struct letter_fault *fault, struct letter_set **out)
{
	return letter_open_with(letters, laws, NULL, 0, fault, out);
}

void letter_dated_forget(struct letter_dated *dated)
{
	json_decref(dated->cites);
	json_decref(dated->paras);
	json_decref(dated->force);
	*dated = (struct letter_dated){.cites = NULL};
}

void letter_close(struct letter_set *set)
{
	if (set == NULL)
		return;
	for (unsigned i = 0; i < LAW_LANGUAGES; i++) {
		struct letter_language *language = &set->languages[i];

		for (size_t t = 0; t < language->count; t++)
			set_template_free(&language->templates[t]);
		free(language->templates);
		json_decref(language->words);
		json_decref(language->countries);
		json_decref(language->regions);
		json_decref(language->replies);
		json_decref(language->cites);
		json_decref(language->paras);
		if (language->dated != NULL)
			letter_dated_forget(language->dated);
		free(language->dated);
		free(language->wrong);
	}
	json_decref(set->claims);
	json_decref(set->names);
	json_decref(set->other_names);
	free(set);
}

/* A template with every part of it: one with a hole is none. */
static bool set_is_whole(const struct letter_set *set,
			 const struct letter_language *language,
			 const struct letter_template *template,
			 unsigned depth);

/* A part, and that of each law that has letters of its own. */
static bool set_has_part(const struct letter_set *set,
			 const struct letter_language *language,
			 const char *name, unsigned depth)
{
	const struct letter_template *part;
	bool whole = true;

	for (size_t at = 0;
	     whole && letter_set_part(set, language, name, &at, &part);)
		whole = set_is_whole(set, language, part, depth);
	return whole;
}

static bool set_is_whole(const struct letter_set *set,
			 const struct letter_language *language,
			 const struct letter_template *template, unsigned depth)
{
	const struct mustache *mustache;

	if (template == NULL || depth > MUSTACHE_DEPTH)
		return false;
	mustache = &template->mustache;
	for (size_t i = 0; i < mustache->count; i++)
		if (mustache->tags[i].kind == MUSTACHE_PARTIAL &&
		    !set_has_part(set, language, mustache->tags[i].name,
				  depth + 1))
			return false;
	return true;
}

bool letter_known(const struct letter_set *set, const char *kind,
		  enum law_language language)
{
	const struct letter_language *own;

	if (kind[0] == '_' || language >= LAW_LANGUAGES)
		return false;
	own = &set->languages[language];
	return !own->lacking && own->wrong == NULL &&
	       set_is_whole(set, own, letter_set_find(own, kind), 0);
}

const char *letter_lacks(const struct letter_set *set,
			 enum law_language language)
{
	return set->languages[language].wrong;
}

const char *letter_word(const struct letter_set *set,
			enum law_language language, const char *name)
{
	const char *word = json_string_value(
	    json_object_get(set->languages[language].words, name));

	return word ? word : "";
}

const char *letter_reply_phrase(const struct letter_set *set,
				enum law_language language, const char *kind,
				size_t index)
{
	return json_string_value(json_array_get(
	    json_object_get(set->languages[language].replies, kind), index));
}
