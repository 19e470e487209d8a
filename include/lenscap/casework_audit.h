/* casework_audit.h: how exposed are these pages, and what is to be done? */
#ifndef LENSCAP_CASEWORK_AUDIT_H
#define LENSCAP_CASEWORK_AUDIT_H

#include <lenscap/casework_check.h>
#include <lenscap/casework_faces.h>
#include <lenscap/casework_findings.h>

/* What one point of the rule is about; the file rule.json has them all. */
struct casework_rule_kind {
	char *kind; /* stable: "photo_public" */
	enum casework_severity severity;
	unsigned points;
	bool site;	      /* only the site's owner can change it */
	char *label, *remedy; /* of the language asked for */
};

struct casework_rule_grade {
	char grade[2];
	unsigned from; /* points */
};

/* By what the grade is worked out: printed, so that it can be argued with. */
struct casework_rule {
	unsigned count, grade_count;
	struct casework_rule_kind *kinds;
	struct casework_rule_grade *grades;
	unsigned unknown_count;
	unsigned *unknown; /* what an address may be that was not learned */
	const char *words; /* how it is worked out, in sentences */
};

/* Read the rule.  The caller ends *out with casework_rule_free(). */
LENS_MUST enum lens_err casework_rule(enum law_language language,
				      struct ledger_fault *fault,
				      struct casework_rule *out);
void casework_rule_free(struct casework_rule *rule);

/* One thing that is exposed, or that may be. */
struct casework_exposed {
	const struct casework_rule_kind *kind;
	char *subject; /* the address that it is about */
	char *detail;  /* "Jane Doe", or "" */
	bool sure;     /* else it could not be told, and makes a range */
	/* Of a site that is known: where the setting is; else NULL. */
	char *where, *where_source;
};

/* What one of the three kinds of crawlers is told. */
enum casework_told {
	CASEWORK_TOLD_ALLOWED,
	CASEWORK_TOLD_FORBIDDEN,
	CASEWORK_TOLD_PARTLY, /* some are, some are not */
	CASEWORK_TOLD_UNKNOWN,
	CASEWORK_TOLDS
};
/* The stable word: "allowed". */
const char *casework_told_name(enum casework_told told);

enum casework_crawlers {
	CASEWORK_SEARCH,
	CASEWORK_ARCHIVE,
	CASEWORK_AI,
	CASEWORK_CRAWLERS
};
/* The stable word: "search". */
const char *casework_crawlers_name(enum casework_crawlers crawlers);

/*
 * A photo of mine: as a stranger gets it, held against the one in the ledger.
 * Those with the largest faces come first.
 */
struct casework_served {
	char *url;
	size_t number; /* of its row */
	int64_t photo;
	uint32_t width, height, own_width, own_height;
	/* Kinds of findings, by bits of enum ipc_finding_kind. */
	uint64_t gives, removed;
	char *larger; /* an address with a larger version, or NULL */
	uint32_t larger_width, larger_height;
	struct base_view small; /* a JPEG of what is served; empty: none */
	struct casework_faces faces;
};

/* Addresses of a page that the report names. */
#define CASEWORK_UNLEARNED_SHOWN 5

struct casework_unlearned {
	char *url;
	char *why; /* stable */
};

/* What stands on a page, as it is written. */
struct casework_beside {
	const char *kind; /* "title", "heading", "person.name", "og:title" */
	char *text;
};

/* What came of one page, or of a picture that was asked for by itself. */
struct casework_audit {
	size_t number; /* of the row that it is about */
	char *url;
	enum ledger_access access;
	char *why;
	bool page;
	char *title;
	unsigned photos; /* mine, that anybody can fetch */
	unsigned points, points_most;
	const char *grade, *grade_most; /* the same where all is known */
	unsigned exposed_count;
	struct casework_exposed *exposed; /* the gravest first */
	unsigned unlearned_count;
	struct casework_unlearned *unlearned;
	unsigned served_count;
	struct casework_served *served;
	unsigned beside_count;
	struct casework_beside *beside;
	enum casework_told told[CASEWORK_CRAWLERS];
	char *told_by[CASEWORK_CRAWLERS]; /* "robots.txt: GPTBot", or "" */
	bool compared; /* there are photos that could be found on it */
};

/*
 * Check pages as casework_check_page() does, its rows told as they come, and
 * then say of each page how exposed it is.  Asks also for what sites tell
 * machines (robots.txt, tdmrep.json) and for larger versions of photos of
 * mine, only on hosts that the check named.  Errors as those of the check.
 */
LENS_MUST enum lens_err casework_audit(
    struct casework *work, const struct casework_check_page *check,
    enum law_language language,
    void (*audited)(void *context, const struct casework_audit *audit),
    struct ledger_fault *fault);

/*
 * Keep what an audit of a page with photos of mine came to, content being it as
 * JSON; one without is not kept, and replaces nothing.  Errors as the ledger's.
 */
LENS_MUST enum lens_err casework_audit_keep(struct casework *work,
					    const struct casework_audit *audit,
					    const char *content,
					    struct ledger_fault *fault);

#endif
