/* audit_fields.h: names whose parts stand under labels of their own. */
#ifndef LENSCAP_CASEWORK_AUDIT_FIELDS_H
#define LENSCAP_CASEWORK_AUDIT_FIELDS_H

#include "audit_words.h"

#define AUDIT_FIELD_MAX 128 /* bytes of a part */

/* The two parts, and "name" of which it is not known. */
enum audit_part { AUDIT_GIVEN, AUDIT_FAMILY, AUDIT_PARTS };

/* Lines of a page in their order; begin with {0}. */
struct audit_fields {
	char parts[AUDIT_PARTS][AUDIT_FIELD_MAX];
	unsigned age;	      /* lines since the first of them */
	unsigned label_count; /* labels whose values are yet to come */
	enum audit_part labels[2];
	bool rows;		      /* both were heads of columns ... */
	enum audit_part first;	      /* ... and this one came first */
	char before[AUDIT_FIELD_MAX]; /* in there: the cell before */
};

/*
 * Read the next line: "First name", "Jane", "Surname: Doe".  A name that has
 * become whole by it, given name first; else NULL.  The caller frees it.
 */
char *audit_fields_line(struct audit_fields *fields, const char *text,
			const struct audit_words *words);

#endif
