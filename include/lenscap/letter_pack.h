/*
 * letter_pack.h: templates that a pack brings, beside ours or in their place.
 * They are text like ours, and are held to what ours are held to: nothing in
 * them is run, and what they state stands under its fact.
 */
#ifndef LENSCAP_LETTER_PACK_H
#define LENSCAP_LETTER_PACK_H

#include <lenscap/letter.h>

struct letter_extra {
	enum law_language language;
	const char *name; /* "request", "_close", "request.overseas" */
	const char *text;
	const char *pack; /* the title of the pack */
};

/*
 * As letter_open(), with templates of packs, of which a later one takes the
 * place of an earlier.  LENS_MALFORMED also for one that is no letter that is
 * ever written, names what is not known, cites what is no norm or has no place
 * in a letter, states a fact outside of its section, or has other parts or
 * norms than the same letter has in another language.
 */
LENS_MUST enum lens_err
letter_open_with(const char *letters, const struct law_set *laws,
		 const struct letter_extra *extras, size_t count,
		 struct letter_fault *fault, struct letter_set **out);

/* The title of the pack of which a letter under a law has anything; NULL: it is
 * all ours. */
const char *letter_pack_of(const struct letter_set *set, const char *kind,
			   enum law_language language, const char *law);

/* Whether it, or a part of it, names this ("law.gdpr"). */
bool letter_names(const struct letter_set *set, const char *kind,
		  enum law_language language, const char *law,
		  const char *name);

/* Whether a template of that name is ours, in that language. */
bool letter_is_ours(const struct letter_set *set, const char *name,
		    enum law_language language);

#endif
