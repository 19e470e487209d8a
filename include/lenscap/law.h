/*
 * law.h: which law speaks, what it gives, until when, and why.  Laws, norms,
 * holidays and authorities are data (host/share/laws/); this folder reads them
 * and counts.  Whatever rests on a rule nobody has checked says so.
 */
#ifndef LENSCAP_LAW_H
#define LENSCAP_LAW_H

#include <lenscap/base.h>
#include <lenscap/law_day.h>
#include <lenscap/law_language.h>

/* ---- The set ---- */

/* All laws, norms, holidays and authorities that were read. */
struct law_set;

/* What was wrong, as one sentence; "" when nothing was. */
struct law_fault {
	char sentence[320];
};

/*
 * Read every .json of the folder laws (base_share_path("laws")).  LENS_SYSTEM:
 * the folder cannot be read; LENS_MALFORMED: *fault says which file and why, or
 * what a language lacks.  The caller ends *out by law_close(); NULL on failure.
 */
LENS_MUST enum lens_err law_open(const char *laws, struct law_fault *fault,
				 struct law_set **out);

/* An empty set, to be filled by law_read(). */
struct law_set *law_new(void);

/* Add one file's laws, norms, holidays and authorities.  LENS_MALFORMED leaves
 * the set as it was; what is given twice is malformed. */
LENS_MUST enum lens_err law_read(struct law_set *set, struct base_view json,
				 struct law_fault *fault);

/* LENS_MALFORMED when a law names a norm that the set does not have. */
LENS_MUST enum lens_err law_check(const struct law_set *set,
				  struct law_fault *fault);

/* Whether a language is only begun: what it lacks stands in English. */
bool law_begun(const struct law_set *set, enum law_language language);
/* End the set and all that was borrowed from it. */
void law_close(struct law_set *set);
/* The day in words ("22 November 2026"), in at most 48 bytes of out; as
 * "2026-11-22" by a set without the language's words. */
void law_day_words(const struct law_set *set, int32_t day,
		   enum law_language language, char out[48]);

/* ---- Norms ---- */

/* One provision, judgment or guideline.  Borrowed from the set. */
struct law_norm {
	const char *id;			 /* "gdpr:15(1)(g)", for ever */
	const char *cite[LAW_LANGUAGES]; /* "Art. 15(1)(g) GDPR" */
	const char *gives;		 /* one line, English, no full stop */
	const char *source, *date;	 /* where this was read, when */
	int32_t from, to;		 /* its days; LAW_NO_DAY: without end */
	const char *instead; /* id of what stands for it outside; or NULL */
	const char *text;    /* the file of the text that was read; or NULL */
	const char *sha256;  /* of that file, hexadecimal; or NULL */
	bool verified, requests; /* the latter: governs what came in its days */
	bool timed; /* of requests that have a time; by analogy of others */
	const char *pack; /* title of the pack that says so; NULL: ours */
	bool corrects;	  /* it says anew what ours said */
};

/* The norm with an id, NULL for none; and all of them, by index. */
const struct law_norm *law_norm(const struct law_set *set, const char *id);
size_t law_norm_count(const struct law_set *set);
const struct law_norm *law_norm_at(const struct law_set *set, size_t index);

/* What a norm's id stands for on a day: the norm itself, or what is in force
 * instead of it; NULL when there is neither. */
const struct law_norm *law_norm_on(const struct law_set *set, const char *id,
				   int32_t day);

/* Whether b, cited right after a, goes on with the law that a names. */
bool law_cites_join(const struct law_set *set, const struct law_norm *a,
		    const struct law_norm *b, enum law_language language);

/* What stands between a citation and the one before: ", ", or the language's
 * word before the last of several paragraphs; "" with none before. */
const char *law_cite_gap(const struct law_set *set,
			 const struct law_norm *before,
			 const struct law_norm *norm,
			 const struct law_norm *after,
			 enum law_language language);

/* A citation between two others, each NULL for none: without what the one
 * before said already, and without the law where the next goes on with it.
 * The caller frees it. */
char *law_cite_piece(const struct law_set *set, const struct law_norm *before,
		     const struct law_norm *norm, const struct law_norm *after,
		     enum law_language language);

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
	LAW_IDENTIFICATION, /* by what to search, and what may be asked */
	LAW_ANSWER,	    /* what is owed in full */
	LAW_COMPLAINT,	    /* to the authority */
	LAW_INTERNAL,	    /* complaint to the controller first */
	LAW_COURT,
	LAW_REFUSAL,	 /* a refusal must give reasons */
	LAW_FORM,	 /* no forced form or channel; free of charge */
	LAW_REACH,	 /* why it binds somebody abroad */
	LAW_ESTABLISHED, /* why it binds who is here, whoever asks */
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
	/* "eu": where a representative must be; "gdpr"; as a norm's */
	const char *territory, *id, *pack;
	const char *name[LAW_LANGUAGES];
	const char *source, *date;
	bool verified;
	int32_t since; /* no request before has a day under it; or LAW_NO_DAY */
	const char *since_source;
	const char *letters; /* its letters' ending ("overseas"), or "" */
	const char *note[LAW_LANGUAGES]; /* what it gives and what not, or "" */
	/* An objection needs a situation; it is about templates of faces; it
	 * sets no time, and the letter asks for one. */
	bool grounds, templates, asked;
	bool complains; /* there is a letter for complaints under it */
	bool corrects;	/* as a norm's */
	bool sworn;	/* which is sworn, and signed by hand */
	struct law_norms rights[LAW_RIGHTS]; /* none: no such right */
	struct law_norms topics[LAW_TOPICS];
	struct law_period confirm;  /* to say that it has come */
	struct law_period response; /* to answer */
	unsigned timed; /* a request for which of the rights: bits of them */
	struct law_period otherwise; /* what a letter asks for to any other */
	struct law_period extension; /* more, of the same unit, from receipt */
	struct law_period announced; /* within which that must be said */
	struct law_period recourse;  /* to turn to the authority, from a
					refusal or from the end of the time */
	struct law_norms counting;   /* how a period is counted */
	bool rolls, rolls_verified;  /* off weekends and holidays at its end */
	bool pauses;		     /* what is asked for can change the time */
	unsigned stops, anew; /* by which questions the clock stands, or begins
				 anew when they are answered: bits of enum
				 law_pause_reason */
	unsigned after_fee;   /* it begins so many days after a fee is named */
	int32_t pauses_from;  /* for requests received since; or LAW_NO_DAY */
	struct law_norms pauses_since; /* say so */
	struct law_norms pause, begins;
	bool pause_verified;
	const char *starts[LAW_LANGUAGES]; /* what starts it: a clause */
};

/* The law where somebody lives, that of an id (NULL: none), all by index. */
const struct law *law_of_country(const struct law_set *set,
				 const char *country);
const struct law *law_named(const struct law_set *set, const char *id);
size_t law_count(const struct law_set *set);

/* LENS_DENIED with a sentence where a law did not hold yet on a day. */
LENS_MUST enum lens_err law_held_on(const struct law *law, int32_t day,
				    struct law_fault *fault);
const struct law *law_at(const struct law_set *set, size_t index);

#endif
