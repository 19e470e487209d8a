/* letter_forms.h: what {{value|form}} can be in a template. */
#ifndef LENSCAP_LETTER_FORMS_H
#define LENSCAP_LETTER_FORMS_H

#include <jansson.h>

/*
 * What {{value|name rest}} stands for: a new reference, or NULL for nothing.
 * value is NULL where there is none.
 */
struct letter_form {
	const char *name;
	json_t *(*make)(json_t *value, const char *rest);
};

/*
 * What a value comes to in the form that is asked for: "photo/photos", one of
 * own, a list that ends with a NULL name, or of those that need to know nothing
 * of where they are shown (host/share/words/README.md says which); NULL for a
 * form that there is not.
 */
json_t *letter_form(const struct letter_form *own, json_t *value,
		    const char *asked);

/* A text of ours in another language: it is detail_KEY in extension/_locales.
 */
typedef const char *letter_detail_say(const void *context, const char *key,
				      const char *english);

/* The detail of a finding, as its readers put it in English, in that language;
 * the file's own words stay.  The caller frees it. */
char *letter_detail(const char *kind, const char *detail,
		    letter_detail_say *say, const void *context);

/* {{finding|detail}}: its detail, in the language of the terminal;
 * {{text|detail where}}: that text, as the detail of that kind. */
json_t *letter_form_detail(json_t *finding, const char *rest);

/* What a value says, in words; the caller frees it. */
char *letter_form_words(const json_t *value);

/* The value of a text, which is taken over. */
json_t *letter_form_text(char *text);

#endif
