/* casework_overview.h: how exposed somebody is, counted from the ledger. */
#ifndef LENSCAP_CASEWORK_OVERVIEW_H
#define LENSCAP_CASEWORK_OVERVIEW_H

#include <lenscap/casework_cases.h>
#include <lenscap/ledger_sightings.h>

/* Places on one site, as the last look at each found them. */
struct casework_site {
	char *host; /* "photos.example" */
	size_t places;
	size_t access[LEDGER_ACCESSES]; /* of these, by what a stranger gets */
	size_t gone;			/* not found twice, and in no access */
	size_t not_asked; /* named by a saved page; nobody looked, no access */
	size_t photos;	  /* of mine, at places not gone */
};

/* Places that the last look did not learn, as they were last learned, where
 * anybody could fetch a photo then. */
struct casework_past {
	size_t photos, places;
	int64_t first, last; /* of the looks that learned it; 0: no such */
};

/* What a stranger got at a place, as the last look until then found it. */
enum casework_now {
	CASEWORK_NOW_OPEN,
	CASEWORK_NOW_UNKNOWN,
	CASEWORK_NOW_GONE,  /* not found twice */
	CASEWORK_NOW_OTHER, /* a login, another picture, not found once */
	CASEWORK_NOWS
};

/* A day on which something was looked at. */
struct casework_then {
	int32_t day;
	size_t places[CASEWORK_NOWS];
};

/* Counts, as far as it is known: nothing here is asked of the web. */
struct casework_overview {
	uint64_t photos;
	size_t say_where; /* photos whose own file says where it was taken */
	size_t say_who;	  /* ... who is on it */
	size_t places;	  /* on the web where one of them was seen */
	size_t access[LEDGER_ACCESSES]; /* as of a site */
	size_t gone, not_asked;
	size_t photos_public;  /* photos that anybody gets at some place */
	size_t photos_unknown; /* others of which a place is unknown */
	struct casework_past unlearned;
	int64_t looked; /* the oldest of the last looks, 0: there is none */
	size_t site_count;
	struct casework_site *sites;   /* most public places first */
	size_t history_count;	       /* of two days at least, or 0 */
	struct casework_then *history; /* by day */
	size_t asked;		       /* cases whose letter was sent */
	size_t stages[CASEWORK_STAGES];
	size_t erased; /* of asked: they say that they erased it */
	size_t due;    /* cases in which the person can or must do something */
};

/*
 * Count what stands in the ledger on a day.  casework_overview_free() ends
 * *out; empty on failure.
 */
LENS_MUST enum lens_err casework_overview(struct casework *work, int32_t today,
					  struct ledger_fault *fault,
					  struct casework_overview *out);
void casework_overview_free(struct casework_overview *overview);

#endif
