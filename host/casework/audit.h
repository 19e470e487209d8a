/* audit.h: an audit on its way, from within. */
#ifndef LENSCAP_CASEWORK_AUDIT_RUN_H
#define LENSCAP_CASEWORK_AUDIT_RUN_H

#include <jansson.h>

#include <lenscap/casework_audit.h>
#include <lenscap/casework_me.h>
#include <lenscap/ipc_page.h>

#define AUDIT_ORIGINS_MAX 64 /* sites whose robots.txt is asked for */

/* A page or a picture that the check told of, kept for the verdict. */
struct audit_seen {
	char *url, *page; /* page: where it stands; "" when it is by itself */
	size_t number;	  /* of its row */
	enum casework_seen seen;
	enum ledger_access access;
	char *why;
	bool icon, http;
	char *robots, *reserved; /* headers, or "" */
	/* Of a page: */
	char *title;
	unsigned fact_count;
	struct ipc_page_fact *facts;
	bool facts_cut, read; /* read: it is a page, and was */
	bool part;	      /* some of its pictures were not looked at */
	/* Of a picture: */
	uint32_t width, height;
	uint8_t sha256[32];	  /* of the file */
	uint64_t gives;		  /* kinds of findings, by bits */
	struct base_buffer small; /* a JPEG of one with a photo of mine */
	unsigned mine_count;
	int64_t mine[8];	     /* the surest photos */
	struct casework_faces faces; /* of one with a photo of mine */
};

/* What a site says to machines in files of its own. */
struct audit_origin {
	char *origin; /* "https://a.example" */
	bool robots_known, reserved_known;
	unsigned robots_count, reserved_count;
	struct ipc_page_fact *robots, *reserved;
};

/* A larger version that was found. */
struct audit_larger {
	char *url, *larger;
	uint32_t width, height;
};

struct audit {
	struct casework *work;
	const struct casework_check_page *check;
	struct ledger_fault *fault;
	struct casework_rule rule;
	struct casework_me me;
	json_t *crawlers, *sites;
	bool compared;
	size_t count, capacity;
	struct audit_seen *seen;
	unsigned origin_count;
	struct audit_origin origins[AUDIT_ORIGINS_MAX];
	size_t larger_count;
	struct audit_larger *larger;
};

/* The place of a kind in the rule; -1: there is none. */
int audit_kind(const struct casework_rule *rule, const char *kind);

/* The grade of so many points. */
const char *audit_grade(const struct casework_rule *rule, unsigned points);

/* Facts moved out of a page's answer, which then has none. */
void audit_take_facts(const struct ipc_page *page, struct ipc_page_fact **facts,
		      unsigned *count);
void audit_free_facts(struct ipc_page_fact *facts, unsigned count);

/* ---- audit_machines.c ---- */

/* Ask the sites of what was seen for their rules for machines. */
void audit_ask_sites(struct audit *audit);

/* What a kind of crawlers may do with a page (NULL: none) or a picture there.
 * *by: what says so, owned. */
enum casework_told audit_told(const struct audit *audit,
			      const struct audit_seen *seen,
			      enum casework_crawlers crawlers, char **by);

/* ---- audit_larger.c ---- */

/* Ask for larger versions of photos of mine. */
LENS_MUST enum lens_err audit_ask_larger(struct audit *audit);

/* ---- audit_beside.c ---- */

/* Tell what stands on a page beside a photo of mine. */
void audit_beside(const struct audit *audit, const struct audit_seen *page,
		  void (*tell)(void *context, const char *kind,
			       const char *detail, bool sure),
		  void *context);

/* ---- audit_judge.c ---- */

/* The verdict on seen[i], a page or a picture by itself. */
LENS_MUST enum lens_err audit_judge(struct audit *audit, size_t i,
				    struct casework_audit *out);
void audit_judge_free(struct casework_audit *out);

#endif
