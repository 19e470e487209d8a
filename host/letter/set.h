/* set.h: the templates of every language, from within. */
#ifndef LENSCAP_LETTER_SET_H
#define LENSCAP_LETTER_SET_H

#include <lenscap/letter_mustache.h>

/* One file: "request", or "_close" for a partial. */
struct letter_template {
	char *name, *text;
	struct mustache mustache;
	char *pack;    /* the title of the pack it is of; NULL: ours */
	bool corrects; /* in the place of one of ours */
};

/* The citations of a day, which many letters share.  None yet: cites NULL. */
struct letter_dated {
	int32_t letter, request; /* days; see struct compose_days */
	bool analogous;		 /* by analogy where a norm is timed */
	json_t *cites, *paras, *force;
};

struct letter_language {
	size_t count;
	struct letter_template *templates;
	json_t *words;
	json_t *countries;	    /* "de" -> its name */
	json_t *regions;	    /* "de-be" -> its name */
	json_t *replies;	    /* "erased" -> phrases */
	json_t *cites;		    /* id -> marked citation; see marks.h */
	json_t *paras;		    /* the same, but only the last number */
	struct letter_dated *dated; /* those of the last letter */
	/* Of a language that is begun: words of letters stand in English, so
	 * that no letter can be had in it. */
	bool lacking;
	char *wrong; /* why none can be had in one that is not; or NULL */
};

struct letter_set {
	const struct law_set *laws;
	json_t *other_names; /* "USA" -> "us" */
	struct letter_language languages[LAW_LANGUAGES];
	json_t *claims; /* facts.json: what may be stated under which fact */
	json_t *names;	/* all that ours name, where there are others */
};

/* Make them be none again. */
void letter_dated_forget(struct letter_dated *dated);

/* A template of that name; NULL for none. */
const struct letter_template *
letter_set_find(const struct letter_language *language, const char *name);

/* Whether a part is one that each law has of its own ("law_time.overseas"), and
 * whether this law has it: its letters end so. */
bool letter_set_is_of_law(const char *name);
bool letter_set_is_of(const struct law *law, const char *name);

/* Hold what packs brought to what ours are held to; see letter_pack.h.  names,
 * read before they are there, is what ours name. */
json_t *lint_names(const struct letter_set *set);
LENS_MUST enum lens_err lint_packs(const struct letter_set *set,
				   struct letter_fault *fault);

/* The part that {{>name}} stands for; NULL for none.  "law_time.overseas" is
 * that of a law: "ccpa_time.overseas". */
const struct letter_template *
letter_set_partial(const struct letter_language *language, const char *law,
		   const char *name);

/* Each template that a part's name stands for: its own, or that of each law
 * whose letters end so; *out is NULL where that lacks.  *at begins at 0. */
bool letter_set_part(const struct letter_set *set,
		     const struct letter_language *language, const char *name,
		     size_t *at, const struct letter_template **out);

#endif
