/* casework_findings.h: what a file tells about a person, in words. */
#ifndef LENSCAP_CASEWORK_FINDINGS_H
#define LENSCAP_CASEWORK_FINDINGS_H

#include <lenscap/ipc_picture.h>

enum casework_severity {
	CASEWORK_LOW,	 /* tells a little */
	CASEWORK_MEDIUM, /* links pictures, times or devices */
	CASEWORK_HIGH,	 /* says who or where somebody is */
	CASEWORK_SEVERITIES
};

/* What there is to say about a kind of finding. */
struct casework_finding {
	const char *kind;  /* stable: "gps" */
	const char *label; /* for people: "where it was taken" */
	enum casework_severity severity;
	const char *remedy; /* one sentence */
};

/* The facts about a kind; never NULL for a kind in range. */
const struct casework_finding *casework_finding(enum ipc_finding_kind kind);

/* The same by its stable name; NULL when there is no such kind. */
const struct casework_finding *casework_finding_named(const char *kind);

/* "low", "medium", "high". */
const char *casework_severity_name(enum casework_severity severity);

#endif
