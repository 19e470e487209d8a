/*
 * record.h: a JSON object read into a struct by a table, one row a member.
 * Texts are borrowed from the JSON, which the record keeps.
 */
#ifndef LENSCAP_REGISTRY_RECORD_FIELDS_H
#define LENSCAP_REGISTRY_RECORD_FIELDS_H

#include <jansson.h>

#include <lenscap/registry.h>

enum record_shape {
	RECORD_SLUG,	 /* const char *: small letters, digits, hyphens */
	RECORD_LINE,	 /* const char *: one printable line */
	RECORD_LINES,	 /* const char *: lines split by '\n' */
	RECORD_URL,	 /* const char *: http or https, nothing that ends it */
	RECORD_EMAIL,	 /* const char *: fit to stand in a header */
	RECORD_LANGUAGE, /* const char *: ISO 639-1 */
	RECORD_COUNTRY,	 /* const char *: ISO 3166-1 alpha-2, small, or "all" */
	RECORD_DATE,	 /* const char *: a year, and month, and day */
	RECORD_BOOL,	 /* bool */
	RECORD_NUMBER,	 /* uint32_t: a whole number from 1 */
	RECORD_WORD,	 /* unsigned: the index of one of words */
	RECORD_LIST,	 /* const char **, and a count: texts of shape of */
	RECORD_OBJECT,	 /* a struct within, by table; sets the bool count */
	RECORD_OBJECTS,	 /* an array of structs by table, and a count */
	RECORD_IGNORED,	 /* known, and not ours to read */
};

struct record_table;

struct record_field {
	const char *name;
	enum record_shape shape;
	bool required;
	size_t offset, count; /* of the value, and of its count */
	enum record_shape of;
	const char *(*word)(unsigned index); /* NULL at the end */
	const struct record_table *table;
};

struct record_table {
	size_t size;			   /* of the struct, for arrays */
	const struct record_field *fields; /* ended by a NULL name */
};

/*
 * Members that the table has not are refused (typing errors) or, in a set
 * that somebody else keeps, passed over.  Of the person's own record, the
 * person is the source.
 */
enum record_mind { RECORD_STRICT, RECORD_OWN, RECORD_LENIENT };

/*
 * Parse one object within the limits of registry.h.  The caller releases
 * *out; NULL on failure, and *fault says why.
 */
LENS_MUST enum lens_err
record_parse(struct base_view text, struct registry_fault *fault, json_t **out);

/*
 * Fill the zeroed struct at out.  On failure *fault says what is wrong with
 * which record, and what was filled is still to be released.
 */
LENS_MUST enum lens_err record_read(json_t *object,
				    const struct record_table *table,
				    enum record_mind mind, void *out,
				    struct registry_fault *fault);

/* Release the lists in the struct, but not the struct. */
void record_release(const struct record_table *table, void *out);

/* The slug for a sentence: "the record" where it has none. */
const char *record_slug(const json_t *object);

/* ---- The two kinds of records ---- */

/* A record with the JSON it borrows from. */
struct record_controller {
	struct registry_controller public;
	json_t *json;
};

struct record_authority {
	struct registry_authority public;
	json_t *json;
};

/*
 * Read a record.  The caller frees *out with controller_free() or
 * authority_free(), which accept NULL.
 */
LENS_MUST enum lens_err controller_read(struct base_view text,
					enum record_mind mind,
					struct registry_fault *fault,
					struct record_controller **out);
void controller_free(struct record_controller *controller);

/* A contact is not to be used any more; the texts are borrowed. */
void controller_withdraw(struct record_controller *controller,
			 const char *value, const char *reason,
			 const char *date);
LENS_MUST enum lens_err authority_read(struct base_view text,
				       enum record_mind mind,
				       struct registry_fault *fault,
				       struct record_authority **out);
void authority_free(struct record_authority *authority);

#endif
