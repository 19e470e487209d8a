/* case_state.h: a case as its history tells it, from within. */
#ifndef LENSCAP_CASEWORK_CASE_STATE_H
#define LENSCAP_CASEWORK_CASE_STATE_H

#include <lenscap/casework_cases.h>
#include <lenscap/law_deadline.h>

#include "case_entries.h"
#include "json_line.h"
#include "refusal.h"
#include "session.h"

#define CASE_STATE_PAUSES LAW_PAUSES_MAX
/* Days before the last one to turn to the authority from which nothing is
 * waited for. */
#define CASE_STATE_RECOURSE 7
#define CASE_STATE_PAPERS 100 /* letters, and replies, of one case */

/* A letter of the case: written here, or adopted. */
struct case_letter {
	unsigned number; /* of the entry that it began with */
	int index;	 /* which of the kept letters of the case, from 0; -1:
			    adopted */
	char kind[48];
	int32_t written, sent; /* LAW_NO_DAY: it was not */
	int32_t until;	       /* the day that it sets; LAW_NO_DAY: none */
	char how[16], tracking[64];
	char sha256[65]; /* of the document that an adopted one is; "" */
	bool discarded;
	bool foreign; /* it does not bear the case's reference */
};

/* A letter that went, by its place among the letters; one may go again. */
struct case_sending {
	unsigned number; /* of the entry that says so */
	size_t letter;
};

/* A reply of the case. */
struct case_reply {
	unsigned number;
	enum casework_reply kind;
	int32_t day;
	int64_t noted;
	char sha256[65]; /* of the document that it is; "" for none */
	bool guessed;	 /* what it is was not said by the person */
};

/* What the events of a case come to: the one record of its clock. */
struct case_state {
	struct casework_case *the_case;
	struct case_letter letters[CASE_STATE_PAPERS];
	size_t letter_count, drafted_count;
	struct case_sending went[CASE_STATE_PAPERS];
	size_t went_count;
	struct case_reply replies[CASE_STATE_PAPERS];
	size_t reply_count;
	char country[8], region[16]; /* the person's, whose holidays count */
	char there[8];		     /* the controller's country; "" unknown */
	bool own;		     /* the law has letters of its own */
	bool complains;		     /* with one for complaints */
	bool watched;	     /* an authority takes complaints under it */
	int32_t opened;	     /* day of the first letter of all */
	int32_t first, last; /* days of the letter whose time runs, which asked
				for something new, and of the last sending */
	int32_t replied;     /* day of the last reply */
	int32_t complained, checked;
	int32_t extended; /* when more time was first announced */
	int32_t until;	  /* and to which day; LAW_NO_DAY: not said */
	int32_t erased;	  /* when they last said that it is erased */
	bool back;	  /* since then a check found photos again */
	bool still;	  /* or photos that never had been gone */
	bool closed;
	unsigned sendings;   /* of any letter, from that of first on */
	unsigned reminders;  /* follow-ups sent since the last reply */
	unsigned unanswered; /* those of them that are letters "no_answer" */
	struct law_pause pauses[CASE_STATE_PAUSES];
	size_t pause_count;
	struct law_pause asked; /* what is asked for and not given yet; from is
				   LAW_NO_DAY: nothing is */
	bool accepted;		/* the person takes what is asked as a pause */
};

/* The letter that the case would send next: the last that was neither sent nor
 * discarded, after the last that was sent.  NULL: there is none. */
const struct case_letter *case_state_draft(const struct case_state *state);

/* The letter that asked for what was open once the entry of this number was
 * noted (UINT_MAX: now): the last by then that asks for something new, else the
 * first of all.  NULL: none was sent. */
const struct case_letter *case_state_asked(const struct case_state *state,
					   unsigned number);

/* The last letter that was sent; NULL: none was. */
const struct case_letter *case_state_last(const struct case_state *state);

/* The letter that went by an entry of this number; NULL: not known. */
const struct case_letter *case_state_went(const struct case_state *state,
					  unsigned number);

/*
 * Read the entries of the_case->id.  *out is then complete but for the deadline
 * and the step.
 */
LENS_MUST enum lens_err case_state_read(struct casework *work,
					struct casework_case *the_case,
					struct ledger_fault *fault,
					struct case_state *out);

/* Set those of the rights that kept facts of a letter name; others stay. */
void case_facts_rights(const json_t *facts, bool asked[LAW_RIGHTS]);

/* The rights that the case is about. */
void case_state_rights(const struct case_state *state, bool asked[LAW_RIGHTS]);

/* Whether the law sets a time to answer what is open: a notice asks what they
 * hold, whatever else. */
bool case_state_timed(const struct case_state *state, const struct law *law);

/* What the law is asked about the case, with the pauses that they claim or
 * those that the person accepts; texts are borrowed from state.  False when no
 * time runs. */
bool case_state_question(const struct law_set *laws,
			 const struct case_state *state, bool claimed,
			 struct law_question *out);

/* The deadline of the answer into the_case; none is no failure. */
LENS_MUST enum lens_err case_state_deadline(struct casework *work,
					    enum law_language language,
					    struct ledger_fault *fault,
					    struct case_state *out);

/* What a reply asks for, as laws see it; LAW_PAUSE_UNSAID: nothing. */
enum law_pause_reason case_state_asks(enum casework_reply reply);

/* A letter of such a kind asks for something new, and its time begins with it;
 * all others go on with what was asked. */
bool case_letter_is_fresh(const char *kind);

/* Whether a letter asks anew for a right that its case is about. */
bool case_letter_asks(const struct case_letter *letter, enum law_right right);

/* The only letter that asks for what is open came back: their time begins with
 * what is sent now. */
bool case_state_returned(const struct case_state *state);

/* Whether a reply answers what is open: one that was noted before the letter
 * that asks for it, or came before it, answers an earlier one. */
bool case_state_answers(const struct case_state *state,
			const struct case_reply *reply);

/* The last reply to what was asked last that says that a right was given;
 * CASEWORK_REPLIES: none does, or a refusal came after it. */
enum casework_reply case_state_given(const struct case_state *state,
				     enum law_right right);

/* They said that it is erased, and the letter whose time runs tells them that
 * it is there all the same. */
bool case_state_erased_before(const struct case_state *state);

/* The stage on a day, and what to do next. */
void case_state_evaluate(struct case_state *state, int32_t today);

#endif
