/* registry_record.h: what is known of a controller or an authority. */
#ifndef LENSCAP_REGISTRY_RECORD_H
#define LENSCAP_REGISTRY_RECORD_H

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
	const char *of;	  /* the source's own day; "" when not known */
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
	/* "order", "fine", "penalty", "notice", "finding", "intention",
	 * "proceedings", "complaint"; of a later ruling "set-aside",
	 * "remitted", "upheld", "annulled"; "" when not said. */
	const char *kind;
	const char *about; /* date of the decision it rules on; "" */
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
	REGISTRY_PACKED,   /* from a pack whose publisher is known */
	REGISTRY_OWN,	   /* the person's own */
	REGISTRY_ORIGINS
};

struct registry_provenance {
	enum registry_origin origin;
	const char *set;  /* "datenanfragen", a pack; "" for ours and own */
	const char *date; /* the day the set was imported, or of the record */
	bool unchecked;	  /* imported, and its sum is in a locked ledger */
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
	const char *region; /* of its seat: "de-he"; "" where it is not said */
	const char *medium; /* suggested: email letter fax webform or "" */
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

#endif
