/* casework_cases.h: what became of a letter, and what to do next. */
#ifndef LENSCAP_CASEWORK_CASES_H
#define LENSCAP_CASEWORK_CASES_H

#include <lenscap/casework_reply.h>
#include <lenscap/ipc.h>
#include <lenscap/law.h>

enum casework_stage {
	CASEWORK_STAGE_DRAFT,	/* written, not sent */
	CASEWORK_STAGE_WAITING, /* sent; the deadline has not passed */
	CASEWORK_STAGE_OVERDUE,
	CASEWORK_STAGE_REPLIED, /* they answered; it is the person's turn */
	CASEWORK_STAGE_COMPLAINED,
	CASEWORK_STAGE_CLOSED,
	CASEWORK_STAGES
};

/* What to do next, and why. */
struct casework_step {
	const char *action; /* "send", "letter"; all: casework/case_steps.c */
	const char *letter; /* "letter": the kind to draft ("no_answer") */
	const char *reason; /* one sentence */
	int32_t day;	    /* from when it is due; LAW_NO_DAY: now */
};

#define CASEWORK_REMINDER 14 /* days that a follow-up gives at least */

/* How it is known when the first letter reached them. */
enum casework_received {
	CASEWORK_RECEIVED_ASSUMED, /* by the way it went, and how far */
	CASEWORK_RECEIVED_TOLD,
	CASEWORK_RECEIVED_PROVEN, /* by a delivery that was noted */
	CASEWORK_RECEIVED
};
const char *casework_received_name(enum casework_received proof);
const char *casework_received_words(enum casework_received proof);

/* A case as its history tells it.  All texts are owned by it. */
struct casework_case {
	int64_t id;
	char *reference, *controller, *name, *law, *facts;
	int64_t opened; /* milliseconds since 1970 */
	enum casework_stage stage;
	int32_t sent;	  /* the first letter; LAW_NO_DAY: none was */
	int32_t received; /* by them; LAW_NO_DAY likewise */
	enum casework_received proof;
	int32_t deadline; /* for the answer; LAW_NO_DAY: none runs */
	int32_t claimed;  /* as they count it, if otherwise; LAW_NO_DAY */
	int32_t set;	  /* by the last follow-up; LAW_NO_DAY: none was
			     sent.  They have until the later of both */
	char draft[48];	  /* kind of a letter that waits to be sent; "" */
	char how[16], tracking[64]; /* of the last sending; "" */
	int32_t recourse; /* last day for a complaint; LAW_NO_DAY: none runs */
	bool verified;	  /* every rule behind the deadline was checked */
	char *explained;  /* how the deadline was counted; "" */
	enum casework_reply reply; /* the last one; CASEWORK_REPLIES: none */
	struct casework_step step;
	bool due; /* the person can or must do something in it on that day */
};

/* The stable name ("overdue"), and where a case stands in words. */
const char *casework_stage_name(enum casework_stage stage);
const char *casework_stage_words(const struct casework_case *the_case);
void casework_case_free(struct casework_case *the_case);

/*
 * Cases, oldest first, one or (0) all, each with what stands on today; visit
 * borrows it and returns false to stop.  LENS_NOT_FOUND when the one is not
 * there.
 */
LENS_MUST enum lens_err casework_case_each(
    struct casework *work, int64_t id, int32_t today,
    enum law_language language,
    bool (*visit)(void *context, const struct casework_case *the_case),
    void *context, struct ledger_fault *fault);

/* Something that happened in a case on a day.  Texts may be NULL or "", days
 * LAW_NO_DAY, where nothing is said. */
struct casework_happened {
	int64_t id;
	int32_t day, today;	   /* a day that has not come yet is refused */
	enum casework_reply reply; /* of a reply; CASEWORK_REPLIES: not said */
	const char *how; /* of a sending: casework_way_name(); NULL: not said */
	const char *tracking; /* its number */
	int32_t received;     /* the day it reached them, if that is known */
	bool proven;	      /* which a delivery note proves */
	int32_t until;	      /* the day that an extension names */
	bool accepted;	      /* what they ask for stops the time */
	int32_t given;	      /* the day they were given it */
	unsigned entry; /* of the history, that is corrected; 0: by its kind */
	int64_t letter; /* that is discarded */
	const char *outcome; /* of a closing; "" for none, NULL: not said */
	const char *note;
	const char *sha256, *message; /* of a mail: its sum, and its own id */
	bool guessed; /* the person did not say what the reply was */
};

/* "email", "post", "form", "fax": the ways of a letter; NULL after the last. */
const char *casework_way_name(size_t index);

/* What can have happened in a case. */
enum casework_note {
	CASEWORK_NOTE_SENT,	/* the last letter */
	CASEWORK_NOTE_RECEIVED, /* the first letter, on a day */
	CASEWORK_NOTE_REPLY,
	CASEWORK_NOTE_STAND,  /* what they ask for stops their time, or not */
	CASEWORK_NOTE_CLOSE,  /* nothing more is to be done */
	CASEWORK_NOTE_REOPEN, /* a closed case goes on */
	/* Of the entries that are there: the last of its kind when none is
	 * named.  Nothing is changed that was written: the correction is an
	 * entry of its own. */
	CASEWORK_NOTE_CORRECT,
	CASEWORK_NOTE_WITHDRAW, /* an entry that never was */
	CASEWORK_NOTE_DISCARD,	/* a letter that is not going to be sent */
	CASEWORK_NOTES
};

/*
 * Note the same in count cases, in one change: in all of them or in none.
 * LENS_DENIED and a sentence for what cannot be: a reply before the letter was
 * sent, or one that says not what it was, a closing without an outcome, a day
 * before the case began or after today, an entry that is not there.
 * LENS_NOT_FOUND: there is no such case.
 */
LENS_MUST enum lens_err casework_case_note(struct casework *work,
					   enum casework_note kind,
					   const struct casework_happened *what,
					   size_t count,
					   struct ledger_fault *fault);

/* A saved mail that was taken into a case. */
struct casework_imported {
	int64_t id;		   /* the case */
	enum casework_reply reply; /* what it seems to be */
	int32_t day;		   /* it was sent, or today */
	int32_t until;	      /* to which day it takes more time; LAW_NO_DAY */
	const char *language; /* "de", or "" for one not recognised */
	char from[IPC_TEXT_MAX], subject[IPC_TEXT_MAX];
	/* What could not be delivered: to where, and where else; or "". */
	char bounced[IPC_TEXT_MAX], next[IPC_TEXT_MAX];
};

/*
 * Take a saved reply (.eml, at fd) into the case whose reference it names, or
 * into case what->id when that is not 0: the mail is kept, sealed, and noted
 * as what->reply (CASEWORK_REPLIES: what it seems to be) of what->day
 * (LAW_NO_DAY: the mail's own); its subject is the note.  LENS_NOT_FOUND when
 * it names no case or several, LENS_DENIED when it is no mail.
 */
LENS_MUST enum lens_err
casework_case_import(struct casework *work, const struct casework_home *home,
		     int fd, const struct casework_happened *what,
		     struct ledger_fault *fault, struct casework_imported *out);

#define CASEWORK_REFERENCE 32 /* bytes of a case's reference, with its end */

/* A new reference, "LC-7F3K-92QA". */
LENS_MUST enum lens_err casework_reference(char out[CASEWORK_REFERENCE]);

/* A letter that was sent earlier, or without Lenscap. */
struct casework_adopted {
	const char *to;		      /* a controller's slug */
	const char *reference;	      /* that stands in it; NULL: a new one */
	const char *law;	      /* NULL: the one that holds */
	const char *country, *region; /* of the person then; NULL: of now */
	bool ask[LAW_RIGHTS];
	int document; /* a file of its text or mail; -1: there is none */
	struct casework_happened sent;
};

/* Open a case for it, into *id; its time runs from the day it was sent.
 * LENS_DENIED for what cannot be, LENS_NOT_FOUND for no such controller. */
LENS_MUST enum lens_err
casework_case_adopt(struct casework *work, const struct casework_home *home,
		    const struct casework_adopted *adopted,
		    struct ledger_fault *fault, int64_t *id);

/*
 * The deadlines that run as iCalendar: a sealed memfd, which the caller
 * closes.  LENS_NOT_FOUND when none runs.
 */
LENS_MUST enum lens_err casework_calendar(struct casework *work, int32_t today,
					  struct ledger_fault *fault, int *out);

/* All cases, or those that are due, as a table for a spreadsheet (RFC 4180),
 * appended to out; or as a file where casework_save() keeps the calendar. */
#define CASEWORK_TABLE_MAX (16u << 20)
LENS_MUST enum lens_err casework_case_table(struct casework *work,
					    int32_t today, bool due,
					    struct ledger_fault *fault,
					    struct base_buffer *out);
LENS_MUST enum lens_err
casework_save_table(struct casework *work, int32_t today,
		    void (*saved)(void *context, int64_t letter,
				  const char *folder, const char *file),
		    void *context, struct ledger_fault *fault);

#endif
