/*
 * casework_outcomes.h: what became of letters, without the person: a card that
 * somebody hands to an advocate, and what many of them come to.
 */
#ifndef LENSCAP_CASEWORK_OUTCOMES_H
#define LENSCAP_CASEWORK_OUTCOMES_H

#include <lenscap/casework_cases.h>

#define CASEWORK_CARD_NAME "lenscap-outcomes" /* its member "what" */
#define CASEWORK_CARD_MAX (64u << 10)	      /* bytes */
#define CASEWORK_CARD_ID 17	 /* 16 hex digits, thrown anew for each */
#define CASEWORK_CARDS_MAX 10000 /* that are added up at once */

/* One case whose letter was sent.  CASEWORK_REPLIES: nothing came. */
struct casework_outcome {
	char *controller; /* slug of a record that many have */
	enum casework_reply answer;
	int32_t days; /* from the day it was sent to the answer; without one,
			 or after a mere receipt, to the card's day */
};

/* By controller, answer and days, so that their order tells nothing. */
struct casework_outcomes {
	struct casework_outcome *rows;
	size_t count, capacity;
	size_t own; /* cases left out: only this person has that record */
};
void casework_outcomes_free(struct casework_outcomes *outcomes);

/* True for what a controller said on the letter: no receipt, no more time that
 * it took, nothing that it passed on, no mail that came back, not nothing. */
bool casework_outcome_answers(enum casework_reply answer);

/* "erased", or "none" where nothing came. */
const char *casework_outcome_word(enum casework_reply answer);

/* What became of the letters that were sent, as of today.  The caller ends
 * *out, which is empty on failure; codes as casework_case_each(). */
LENS_MUST enum lens_err casework_outcomes(struct casework *work,
					  const struct casework_home *home,
					  int32_t today,
					  struct ledger_fault *fault,
					  struct casework_outcomes *out);

/* Them as a card, appended to out: JSON with {what, version, card, outcomes}
 * and nothing else.  LENS_TOO_BIG above CASEWORK_CARD_MAX. */
LENS_MUST enum lens_err
casework_card_write(const struct casework_outcomes *outcomes,
		    struct base_buffer *out);

/* The same as a new file where casework_save() keeps letters. */
LENS_MUST enum lens_err
casework_save_card(const struct casework_outcomes *outcomes,
		   void (*saved)(void *context, int64_t letter,
				 const char *folder, const char *file),
		   void *context, struct ledger_fault *fault);

/* ---- Many cards ---- */

/* Cases of one controller, of all cards. */
struct casework_sum {
	const char *controller;
	size_t letters, answered;	      /* cases */
	size_t answers[CASEWORK_REPLIES + 1]; /* the last: nothing came */
	int32_t median;	 /* days in which half of the answers had come */
	int32_t longest; /* and all of them; -1 both where none did */
};

struct casework_cards {
	size_t count; /* of those given */
	/* The descriptor of one, which is closed then; -1: enough. */
	int (*open)(void *context, size_t index);
	/* One that is no card, or cannot be read, and why. */
	void (*refused)(void *context, size_t index, const char *why);
	/* What all come to, by controller.  False: enough. */
	bool (*sum)(void *context, const struct casework_sum *sum);
	void *context;
	size_t taken, letters, answered; /* out */
	size_t repeated;		 /* out: there already; not added */
};

/*
 * Add up cards, which a jail parses.  LENS_CANCELLED: one was not opened;
 * LENS_WORKER: the jail gave nothing, and *fault has why; LENS_TOO_BIG.
 */
LENS_MUST enum lens_err casework_cards_sum(struct casework_cards *cards,
					   struct ledger_fault *fault);

#endif
