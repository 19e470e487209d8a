/*
 * registry.h: who to write to.  Controllers (companies that may have my
 * photos) and supervisory authorities, ours, imported ones, those of packs and
 * the person's own; each fact with where it was read and when.
 *
 * Records are JSON in Datenanfragen's schema, and a member "lenscap" for what
 * theirs lacks; host/share/controller.schema.json and authority.schema.json
 * describe both.  Every text handed out here is valid for as long as the
 * registry is open and unchanged, and never NULL: "" is "not known".
 */
#ifndef LENSCAP_REGISTRY_H
#define LENSCAP_REGISTRY_H

#include <lenscap/registry_record.h>

/* ---- The registry ---- */

/* All records: ours, the imported set, the person's own. */
struct registry;

/* What failed, as one sentence for people. */
struct registry_fault {
	char sentence[REGISTRY_SENTENCE];
};

/* A sentence into fault, made printable; fault may be NULL.  Gives err. */
LENS_MUST enum lens_err registry_say(struct registry_fault *fault,
				     enum lens_err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Read the shipped records from the folder share (base_share_path()), and an
 * imported set from the file of registry_import_save(), which may be NULL or
 * not there.  LENS_MALFORMED for a record that is not what the schema says,
 * LENS_TOO_BIG above a limit, LENS_SYSTEM for a disk.  Of two records with
 * one slug the own wins, then ours.  The caller ends *out with
 * registry_close().
 */
LENS_MUST enum lens_err registry_open(const char *share, const char *imported,
				      struct registry_fault *fault,
				      struct registry **out);
void registry_close(struct registry *registry);

/* Mark the imported records as unchecked: nobody could compare their sum. */
void registry_doubt(struct registry *registry);

/*
 * Add one controller of the person's own, as JSON; a record of that slug is
 * then hidden.  Codes as registry_open(); nothing is changed on failure.
 * Records handed out before stay valid.
 */
LENS_MUST enum lens_err registry_add(struct registry *registry,
				     struct base_view record,
				     struct registry_fault *fault);

/*
 * Add contacts of the person's own to the record of slug, as the JSON of a list
 * like its member lenscap.contacts; one of the same type and value is replaced.
 * LENS_NOT_FOUND: no such slug; the rest as registry_add().  Nothing is changed
 * on failure.
 */
LENS_MUST enum lens_err registry_add_contacts(struct registry *registry,
					      const char *slug,
					      struct base_view contacts,
					      struct registry_fault *fault);

/* How many controllers there are, and the i-th, by slug. */
size_t registry_count(const struct registry *registry);
const struct registry_controller *registry_at(const struct registry *registry,
					      size_t i);

/*
 * The controller of that slug, or the one that took its place; NULL when it
 * is unknown.
 */
const struct registry_controller *registry_find(const struct registry *registry,
						const char *slug);

/*
 * The one that a person means: by its slug, or by a name, brand, domain or slug
 * that it alone has, in capitals or not ("PimEyes"); NULL when none is.
 * registry_slug_meant() gives its slug, or words themselves then;
 * registry_none_meant() says so, as the beginning of a sentence that names the
 * nearest; the caller frees it.
 */
const struct registry_controller *
registry_find_meant(const struct registry *registry, const char *words);
const char *registry_slug_meant(const struct registry *registry,
				const char *words);
char *registry_none_meant(const struct registry *registry, const char *words);

/*
 * The record as JSON, indented, appended to out: all of it, or (foreign) only
 * what Datenanfragen's schema has, to be given back.  LENS_NOT_FOUND: no such
 * slug.
 */
LENS_MUST enum lens_err registry_record(const struct registry *registry,
					const char *slug, bool foreign,
					struct base_buffer *out);

/* ---- Authorities ---- */

/* The i-th by slug, the one of a slug (NULL: none). */
const struct registry_authority *
registry_authority_at(const struct registry *registry, size_t i);
const struct registry_authority *
registry_authority(const struct registry *registry, const char *slug);

/*
 * The authority for complaints about companies where a person lives: country
 * as ISO 3166-1 alpha-2, region as the second half of ISO 3166-2 ("by",
 * "DE-BY" too), "" where it is not known: Germany's states have one each, and
 * without a region the answer is NULL.  NULL for a country that is not here.
 */
const struct registry_authority *
registry_authority_for(const struct registry *registry, const char *country,
		       const char *region);

/*
 * The language in which a country's authorities want complaints, the first
 * that one names ("de"), as a guess in what an office there reads letters;
 * "" for a country of which none does.
 */
const char *registry_language_of(const struct registry *registry,
				 const char *country);

/* ---- Search ---- */

struct registry_query {
	const char *words;   /* of name, brand, domain or slug; "" for all */
	const char *country; /* relevant there; "" for any */
	bool of_kind;	     /* only this kind */
	enum registry_kind kind;
};

struct registry_hit {
	const struct registry_controller *controller;
	unsigned score; /* 0 to 1000; 1000: the very name */
};

/*
 * The best hits, at most room of them, best first: every word of the query
 * must be found, whole, begun, or with one letter wrong, missing, too many or
 * swapped (optimal string alignment).  Gives how many were written.
 */
size_t registry_search(const struct registry *registry,
		       const struct registry_query *query,
		       struct registry_hit *hits, size_t capacity);

#endif
