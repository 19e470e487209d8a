/* law_deadline.h: until when somebody must answer, and by which law. */
#ifndef LENSCAP_LAW_DEADLINE_H
#define LENSCAP_LAW_DEADLINE_H

#include <lenscap/law.h>

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

/* What was asked for: laws do not take all questions alike. */
enum law_pause_reason {
	LAW_PAUSE_UNSAID,
	LAW_PAUSE_IDENTITY, /* to know who writes */
	LAW_PAUSE_SCOPE,    /* what exactly is wanted */
	LAW_PAUSE_FEE,
	LAW_PAUSE_REASONS
};

/* Of "unsaid", "identity", "scope" or "fee"; LAW_PAUSE_REASONS for no such
 * word. */
enum law_pause_reason law_pause_of(const char *name);

/* From the day something was asked for to the day it came. */
struct law_pause {
	int32_t from, to;
	enum law_pause_reason reason;
};

/* Where no region is given: the last day of the whole country, or the latest
 * of any part, be it the person's country or the other side's. */
enum law_parts { LAW_PARTS_NONE, LAW_PARTS_OWN, LAW_PARTS_THEIRS };

struct law_question {
	const char *law;	      /* "gdpr" */
	const char *country, *region; /* whose holidays count; region "" */
	int32_t received;	      /* by the controller */
	int32_t extended_on; /* when that was said; LAW_NO_DAY: it was not */
	const struct law_pause *pauses;
	size_t pause_count;
	int32_t extended_to; /* the day they named; 0, LAW_NO_DAY: none */
	bool untimed; /* the law sets no time for what was asked for, and the
			 letter asks for one */
	enum law_parts latest;
	/* Where the answer is given from, if that is in another country under
	 * the same law: its holidays move the last day, too; NULL, "": not. */
	const char *there;
};

/* Whether a law sets a time to answer a request for these rights: for one of
 * them is enough, and where none is known it is taken to. */
bool law_times(const struct law *law, const bool asked[LAW_RIGHTS]);

struct law_deadline {
	int32_t nominal; /* as counted */
	int32_t due;	 /* after weekends and holidays: remind after it */
	bool extended;
	bool extension_late; /* the extension was said too late to count */
	int32_t start;	     /* from which it was counted: receipt, or later */
	bool pauses_ignored; /* the law did not know them for this request */
	int32_t announce_by; /* last day to say so; LAW_NO_DAY */
	int32_t confirm_by;  /* last day to confirm receipt; LAW_NO_DAY */
	bool verified;	     /* every rule that was used has been checked */
	struct law_norms norms;	       /* the ones used; ids from the set */
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

/* Whose holidays count under a law: those of home, or of the other side's
 * country where no law here is home's and the law is of elsewhere. */
const char *law_calendar(const struct law_set *set, const char *law,
			 const char *home, const char *region,
			 const char *there);

/* The other side's country, where the law binds whoever is established and
 * another calendar is counted by; else "". */
const char *law_calendar_there(const struct law_set *set, const char *law,
			       const char *calendar, const char *there);

/* What is said of parts of a country of which none is known, to who lives at
 * home. */
enum law_parts law_parts_of(const char *home, const char *country);

/* The first day from day on that is no weekend and no holiday there; of a
 * country that is not known, the first that is no weekend. */
int32_t law_working_day(const struct law_set *set, const char *country,
			const char *region, int32_t day);

/* ---- Which law, which authority ---- */

/* Whether it is the law of regions only, and of no whole country. */
bool law_is_regional(const struct law_set *set, const struct law *law);

/* Whether an authority is known anywhere that takes complaints under it. */
bool law_has_authority(const struct law_set *set, const struct law *law);

/* Whom an authority of its own watches. */
enum law_body {
	LAW_BODY_PRIVATE,
	LAW_BODY_PUBLIC, /* of the person's state or country */
	LAW_BODY_CATHOLIC,
	LAW_BODY_CHURCH, /* any other church */
};

struct law_situation {
	const char *residence;	    /* of the person: "de" */
	const char *region;	    /* "de-be", "" */
	const char *controller;	    /* its country: "us", "" unknown */
	const char *representative; /* country of its EU one, "" none */
	enum law_body body;
	const char *wanted; /* the law that was asked for; NULL: by fit */
};

/* Whether the law that is wanted can hold: it is that of the person's home, or
 * one of the controller's seat that binds whoever asks. */
bool law_can_hold(const struct law_set *set,
		  const struct law_situation *situation);

struct law_choice {
	const struct law *law;
	const char *authority; /* slug of the registry; "" for none known */
	bool established;      /* it holds as the law where the controller is */
	bool elsewhere;	       /* the person does not live under it */
	bool verified;
	struct law_norms norms;
	char *reason[LAW_LANGUAGES]; /* one or two sentences */
};

/*
 * The law to lean on and the authority to complain to: that of the person's
 * home, or the GDPR where the controller is established in the Union (Art.
 * 3(1)), or another law of the controller's seat where home has none.
 * LENS_DENIED with a sentence when none of the laws here protects somebody
 * living there, when the law that was asked for cannot hold, or when a region
 * is needed to name the authority.  The caller ends *out with
 * law_choice_free(); empty on failure.
 */
LENS_MUST enum lens_err law_choose(const struct law_set *set,
				   const struct law_situation *situation,
				   struct law_fault *fault,
				   struct law_choice *out);
void law_choice_free(struct law_choice *choice);

#endif
