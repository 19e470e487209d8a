/*
 * registry.h: who to write to.  Controllers (companies that may have my
 * photos) and supervisory authorities, ours, imported ones and the person's
 * own; each fact with where it was read and when.
 *
 * Records are JSON in Datenanfragen's schema, and a member "lenscap" for what
 * theirs lacks; host/share/controller.schema.json and authority.schema.json
 * describe both.  Every text handed out here is valid for as long as the
 * registry is open and unchanged, and never NULL: "" is "not known".
 */
#ifndef LENSCAP_REGISTRY_H
#define LENSCAP_REGISTRY_H

#include <lenscap/base.h>

#define REGISTRY_RECORD_MAX (64u << 10) /* bytes of one record */
#define REGISTRY_DEPTH_MAX 8		/* of nesting in it */
#define REGISTRY_TEXT_MAX 4096		/* bytes of one text */
#define REGISTRY_LIST_MAX 512		/* entries of one list */
#define REGISTRY_RECORDS_MAX 20000	/* of one set */
#define REGISTRY_SET_MAX (32ull << 20)	/* bytes of one set */
#define REGISTRY_SENTENCE 320

/* ---- Facts ---- */

/* Where a fact was read. */
struct registry_source {
	const char *url;
	const char *date; /* "2026-11-22", the day it was true or was read */
	bool verified;	  /* false: known at second hand only */
};

enum registry_kind {
	REGISTRY_OTHER,
	REGISTRY_FACE_SEARCH,
	REGISTRY_PEOPLE_SEARCH,
	REGISTRY_DATA_BROKER,
	REGISTRY_AI_TRAINING,
	REGISTRY_SOCIAL_NETWORK,
	REGISTRY_IMAGE_SEARCH,
	REGISTRY_KINDS
};

enum registry_medium {
	REGISTRY_EMAIL,
	REGISTRY_LETTER,
	REGISTRY_WEBFORM,
	REGISTRY_FAX,
	REGISTRY_PHONE,
	REGISTRY_MEDIA
};

enum registry_state {
	REGISTRY_CURRENT,
	REGISTRY_UNVERIFIED, /* may be right; say so before using it */
	REGISTRY_BOUNCED,    /* mail came back; do not use */
	REGISTRY_HISTORIC,   /* was right once; do not use */
	REGISTRY_STATES
};

struct registry_contact {
	enum registry_medium medium;
	enum registry_state state;
	const char *value; /* an address, lines split by '\n'; a number; ... */
	const char *note;
	struct registry_source source;
};

/* A representative under Art. 27 GDPR or its like, or that there is none. */
struct registry_representative {
	const char *territory; /* "eu", "gb", "ch" */
	bool named; /* false: known to have none, on the source's date */
	const char *name, *address, *email;
	struct registry_source source;
};

/* Something it asks for or says, or a key that it could use instead. */
struct registry_claim {
	bool known; /* false: nothing is known, and text is "" */
	bool holds; /* of a yes-or-no question */
	const char *text;
	struct registry_source source;
};

struct registry_decision {
	const char *authority; /* slug of ours, or "" */
	const char *by;	       /* its name, also where it is no authority */
	const char *date;      /* "2022-10-17", "2021-02" or "2021" */
	const char *reference, *amount, *outcome;
	size_t article_count;
	const char **articles; /* "Art. 6 GDPR" */
	struct registry_source source;
};

/* What it wants to identify a person (Datenanfragen's required-elements). */
struct registry_element {
	const char *description;
	const char *type; /* input textarea email address name birthdate */
	bool optional;
};

/* ---- Records ---- */

enum registry_origin {
	REGISTRY_OURS,	   /* shipped with Lenscap */
	REGISTRY_IMPORTED, /* from a set the person brought */
	REGISTRY_OWN,	   /* the person's own */
	REGISTRY_ORIGINS
};

struct registry_provenance {
	enum registry_origin origin;
	const char *set;  /* "datenanfragen"; "" for ours and own */
	const char *date; /* the day the set was imported, or of the record */
};

struct registry_controller {
	const char *slug, *name;
	size_t runs_count, category_count, country_count;
	const char **runs;	 /* brands and services */
	const char **categories; /* Datenanfragen's words */
	const char **countries;	 /* "de", or "all" */
	enum registry_kind kind;
	const char *address, *email, *webform, *phone, *fax; /* the first */
	size_t contact_count;
	struct registry_contact *contacts; /* all of them, best first */
	bool contact_unknown; /* the letter needs the person's own address */
	const char *web, *pgp_fingerprint, *pgp_url;
	const char *language; /* of requests: "de"; "" for any */
	const char *medium;   /* suggested: email letter fax webform or "" */
	bool needs_id_document;
	const char *access_template, *erasure_template;
	const char *rectification_template, *objection_template;
	size_t element_count, representative_count, decision_count;
	struct registry_element *elements;
	struct registry_representative *representatives;
	struct registry_decision *decisions; /* in the record's order */
	struct registry_claim asks_for_photo, asks_for_id;
	struct registry_claim says_it_needs; /* in our words */
	struct registry_claim milder_key;    /* that it holds already */
	struct registry_claim opt_out;	     /* text is the address */
	size_t source_count, comment_count;
	const char **sources, **comments;
	const char *quality; /* tested verified imported scraped obsolete */
	const char *reason, *redirect; /* of an obsolete record */
	struct registry_provenance provenance;
};

struct registry_authority {
	const char *slug, *name;
	const char *address, *email, *webform, *web, *phone, *fax;
	size_t language_count, country_count;
	const char **languages; /* of complaints, the preferred first */
	const char **countries;
	const char *region; /* of Germany: "by"; "" for a whole country */
	const char *scope;  /* "", "public", "private", "church", "media" */
	const char *medium;
	size_t source_count, comment_count;
	const char **sources, **comments;
	struct registry_source checked; /* the record as a whole */
	struct registry_provenance provenance;
};

/* The stable names ("face_search", "email", "current", "ours"). */
const char *registry_kind_name(enum registry_kind kind);
const char *registry_medium_name(enum registry_medium medium);
const char *registry_state_name(enum registry_state state);
const char *registry_origin_name(enum registry_origin origin);

/* What a kind is called among people: "face search engines". */
const char *registry_kind_words(enum registry_kind kind);

/* The kind of that stable name; false when there is none. */
bool registry_kind_named(const char *name, enum registry_kind *out);

/*
 * The contact to use for a medium: the first that is current, else the first
 * unverified one; NULL when there is none that may be used.
 */
const struct registry_contact *
registry_contact(const struct registry_controller *controller,
		 enum registry_medium medium);

/* ---- The registry ---- */

/* All records: ours, the imported set, the person's own. */
struct registry;

/* What failed, as one sentence for people. */
struct registry_fault {
	char sentence[REGISTRY_SENTENCE];
};

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

/*
 * Add one controller of the person's own, as JSON; a record of that slug is
 * then hidden.  Codes as registry_open(); nothing is changed on failure.
 * Records handed out before stay valid.
 */
LENS_MUST enum lens_err registry_add(struct registry *registry,
				     struct base_view record,
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
 * The record as JSON, indented, appended to out: all of it, or (foreign) only
 * what Datenanfragen's schema has, to be given back.  LENS_EOF: no such slug.
 */
LENS_MUST enum lens_err registry_record(const struct registry *registry,
					const char *slug, bool foreign,
					struct base_buffer *out);

/* ---- Authorities ---- */

/* How many there are, the i-th by slug, the one of a slug (NULL: none). */
size_t registry_authority_count(const struct registry *registry);
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
		       struct registry_hit *hits, size_t room);

/* ---- Import ---- */

/* A set of records on its way to a file. */
struct registry_import;

struct registry_imported {
	size_t companies, authorities, obsolete; /* taken */
	size_t skipped;				 /* records that were refused */
	size_t other;				 /* files that are no records */
};

/* Begin a set, named and dated ("2026-11-22"); registry_import_free() ends. */
struct registry_import *registry_import_new(const char *set, const char *date);
void registry_import_free(struct registry_import *import);

/*
 * Take one file of the set; its folder says what it is.  LENS_MALFORMED or
 * LENS_TOO_BIG: it is skipped, and *fault has the reason; LENS_DENIED: the
 * set has more than REGISTRY_RECORDS_MAX records or REGISTRY_SET_MAX bytes.
 */
LENS_MUST enum lens_err registry_import_add(struct registry_import *import,
					    const char *path,
					    struct base_view bytes,
					    struct registry_fault *fault);

/* What was taken so far. */
const struct registry_imported *
registry_import_counts(const struct registry_import *import);

/*
 * Write the set as one file that replaces the one at path, whole or not at
 * all.  LENS_EOF when there is no record in it.
 */
LENS_MUST enum lens_err registry_import_save(struct registry_import *import,
					     const char *path,
					     struct registry_fault *fault);

#endif
