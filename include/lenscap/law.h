/*
 * law.h: which law speaks, what it gives, until when, and why.  Laws, norms,
 * holidays and authorities are data (host/share/laws/); this folder reads them
 * and counts.  Whatever rests on a rule nobody has checked says so.
 */
#ifndef LENSCAP_LAW_H
#define LENSCAP_LAW_H

#include <lenscap/base.h>

/* What a sentence here can be in; more languages come as data. */
enum law_language { LAW_EN, LAW_DE, LAW_FR, LAW_LANGUAGES };

/* "en", "de", "fr"; the other way LAW_LANGUAGES for what is none of them. */
const char *law_language_name(enum law_language language);
enum law_language law_language_of(const char *name);

/* ---- Dates ---- */

/*
 * A day is a number: days since 1970-01-01, proleptic Gregorian, of no time
 * zone.  Days from 2000-01-01 to 2199-12-31 are ones a letter can have.
 */
#define LAW_NO_DAY INT32_MIN

/* "2026-11-22" and nothing else; LENS_MALFORMED for no such day, and
 * LENS_TOO_BIG for one before 2000 or after 2199.  LAW_NO_DAY then. */
LENS_MUST enum lens_err law_day_parse(const char *text, int32_t *out);

/* The day as "2026-11-22", 11 bytes with the end. */
void law_day_text(int32_t day, char out[11]);

/* The day in words ("22 November 2026", "22. November 2026", "22 novembre
 * 2026"), in at most 48 bytes of out. */
void law_day_words(int32_t day, enum law_language language, char out[48]);

/* A day from its parts, and its parts; month and day from 1. */
int32_t law_day_from(int year, int month, int day);
void law_day_parts(int32_t day, int *year, int *month, int *of_month);

/* 1 Monday to 7 Sunday (ISO 8601). */
int law_weekday(int32_t day);

/* The day with the same number so many months on, else the last of that month
 * (Art. 3(2)(c) Reg. 1182/71). */
int32_t law_add_months(int32_t day, int months);

/* Easter Sunday: Western (Butcher's rule), or Orthodox in our calendar. */
int32_t law_easter(int year, bool orthodox);

/* ---- The set ---- */

/* All laws, norms, holidays and authorities that were read. */
struct law_set;

/* What was wrong, as one sentence; "" when nothing was. */
struct law_fault {
	char sentence[320];
};

/*
 * Read every .json of the folder laws (base_share_path("laws")).  LENS_SYSTEM:
 * the folder cannot be read; LENS_MALFORMED: *fault says which file and why.
 * The caller ends *out with law_close(); NULL on failure.
 */
LENS_MUST enum lens_err law_open(const char *laws, struct law_fault *fault,
				 struct law_set **out);

/* An empty set, to be filled by law_read(). */
struct law_set *law_new(void);

/*
 * Add one file's laws, norms, holidays and authorities.  LENS_MALFORMED leaves
 * the set as it was; what is given twice is malformed.
 */
LENS_MUST enum lens_err law_read(struct law_set *set, struct base_view json,
				 struct law_fault *fault);

/* LENS_MALFORMED when a law names a norm that the set does not have. */
LENS_MUST enum lens_err law_check(const struct law_set *set,
				  struct law_fault *fault);

/* End the set and all that was borrowed from it; NULL is accepted. */
void law_close(struct law_set *set);

/* ---- Norms ---- */

/* One provision, judgment or guideline.  Borrowed from the set. */
struct law_norm {
	const char *id;			 /* "gdpr:15(1)(g)", for ever */
	const char *cite[LAW_LANGUAGES]; /* "Art. 15(1)(g) GDPR" */
	const char *gives;		 /* one line, English, no full stop */
	const char *source, *date;	 /* where this was read, when */
	bool verified;
};

/* The norm with an id, NULL for none; and all of them, by index. */
const struct law_norm *law_norm(const struct law_set *set, const char *id);
size_t law_norm_count(const struct law_set *set);
const struct law_norm *law_norm_at(const struct law_set *set, size_t index);

/* Norm ids, borrowed from the set. */
struct law_norms {
	size_t count;
	const char *const *ids;
};

/* ---- Laws ---- */

enum law_right {
	LAW_ACCESS,
	LAW_ERASURE,
	LAW_OBJECTION,
	LAW_RESTRICTION,
	LAW_RECTIFICATION,
	LAW_WITHDRAWAL,
	LAW_NOTICE, /* to recipients */
	LAW_RIGHTS
};

/* What else a letter leans on. */
enum law_topic {
	LAW_IDENTIFICATION, /* what may be asked to know who writes */
	LAW_COMPLAINT,	    /* to the authority */
	LAW_INTERNAL,	    /* complaint to the controller first */
	LAW_COURT,
	LAW_REFUSAL, /* a refusal must give reasons */
	LAW_FORM,    /* no forced form or channel; free of charge */
	LAW_REACH,   /* why it binds somebody abroad */
	LAW_TOPICS
};

/* "access", "erasure"...; LAW_RIGHTS for no such right. */
const char *law_right_name(enum law_right right);
enum law_right law_right_of(const char *name);

/* What a period is counted in. */
enum law_unit { LAW_DAYS, LAW_WORKING_DAYS, LAW_MONTHS };

/* So long somebody has; count 0 for a period that this law does not know. */
struct law_period {
	unsigned count;
	enum law_unit unit;
	struct law_norms norms;
	bool verified;
};

/* A law, borrowed from the set. */
struct law {
	const char *id; /* "gdpr", "uk", "fadp" */
	const char *name[LAW_LANGUAGES];
	const char *source, *date;
	bool verified;
	struct law_norms rights[LAW_RIGHTS]; /* none: no such right */
	struct law_norms topics[LAW_TOPICS];
	struct law_period confirm;   /* to say that it has come */
	struct law_period response;  /* to answer */
	struct law_period extension; /* more, of the same unit, from receipt */
	struct law_period told;	     /* within which that must be said */
	struct law_norms counting;   /* how a period is counted */
	bool rolls; /* off Saturdays, Sundays and holidays at its end */
	bool rolls_verified;
	bool pauses; /* the clock can stop while something is asked */
	struct law_norms pause;
	bool pause_verified;
	const char *starts[LAW_LANGUAGES]; /* what starts it: a clause */
};

/* The law with an id, NULL for none; and all of them, by index. */
const struct law *law_named(const struct law_set *set, const char *id);
size_t law_count(const struct law_set *set);
const struct law *law_at(const struct law_set *set, size_t index);

/* ---- Holidays ---- */

/*
 * The public holiday on a day, in a language; NULL for none.  country is
 * "de"; region "de-be", or "" for what holds in the whole country.
 */
const char *law_holiday(const struct law_set *set, const char *country,
			const char *region, int32_t day,
			enum law_language language);

/* Which holidays are in the data, a sentence; NULL: none of that country. */
const char *law_holidays_covered(const struct law_set *set,
				 const char *country);

/* True when the country's data knows the region, or it is "". */
bool law_region_known(const struct law_set *set, const char *country,
		      const char *region);

/* ---- Deadlines ---- */

#define LAW_PAUSES_MAX 16

/* Days on which the clock stood: from the day something was asked for to the
 * day it came. */
struct law_pause {
	int32_t from, to;
};

struct law_question {
	const char *law;	      /* "gdpr" */
	const char *country, *region; /* whose holidays count; region "" */
	int32_t received;	      /* by the controller */
	int32_t extended_on; /* when that was said; LAW_NO_DAY: it was not */
	const struct law_pause *pauses;
	size_t pause_count;
};

struct law_deadline {
	int32_t nominal; /* as counted */
	int32_t due;	 /* after weekends and holidays: remind after it */
	bool extended;
	bool told_late;		/* the extension was said too late to count */
	int32_t tell_by;	/* last day to say so; LAW_NO_DAY */
	int32_t confirm_by;	/* last day to confirm receipt; LAW_NO_DAY */
	bool verified;		/* every rule that was used has been checked */
	struct law_norms norms; /* the ones used; ids from the set */
	char *sentence[LAW_LANGUAGES]; /* how it was counted */
};

/*
 * Until when an answer is due.  LENS_DENIED, and a sentence in *fault, for a
 * law, country or region that is not there, or days that cannot be.  The
 * caller ends *out with law_deadline_free(); empty on failure.
 */
LENS_MUST enum lens_err law_deadline(const struct law_set *set,
				     const struct law_question *question,
				     struct law_fault *fault,
				     struct law_deadline *out);
void law_deadline_free(struct law_deadline *deadline);

/* ---- Which law, which authority ---- */

struct law_situation {
	const char *residence;	    /* of the person: "de" */
	const char *region;	    /* "de-be", "" */
	const char *controller;	    /* its country: "us", "" unknown */
	const char *representative; /* country of its EU one, "" none */
	bool public_body;	    /* of the person's state or country */
};

struct law_choice {
	const struct law *law;
	const char *authority; /* slug of the registry */
	bool verified;
	struct law_norms norms;
	char *reason[LAW_LANGUAGES]; /* one or two sentences */
};

/*
 * The law to lean on and the authority to complain to.  LENS_DENIED with a
 * sentence when none of the laws here protects somebody living there, or when
 * a region is needed to name the authority.  The caller ends *out with
 * law_choice_free(); empty on failure.
 */
LENS_MUST enum lens_err law_choose(const struct law_set *set,
				   const struct law_situation *situation,
				   struct law_fault *fault,
				   struct law_choice *out);
void law_choice_free(struct law_choice *choice);

#endif
