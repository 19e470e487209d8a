/* audit_birth.h: a date of birth, in the ways that pages write days. */
#ifndef LENSCAP_CASEWORK_AUDIT_BIRTH_H
#define LENSCAP_CASEWORK_AUDIT_BIRTH_H

#include <lenscap/casework.h>
#include <lenscap/law.h>

#define AUDIT_BIRTH_FORMS (8 + 2 * LAW_LANGUAGES)
#define AUDIT_BIRTH_MAX 64 /* bytes of one */

struct audit_birth {
	char year[5]; /* "" where the day is not known */
	unsigned count;
	char forms[AUDIT_BIRTH_FORMS][AUDIT_BIRTH_MAX];
};

/* A day ("1990-05-17", or "") as each language writes it. */
void audit_birth_init(struct audit_birth *birth, const struct law_set *laws,
		      const char *day);

/* Whether it stands in a text, with its year. */
struct audit_words;
bool audit_has_birth(const struct audit_words *text,
		     const struct audit_birth *birth);

#endif
