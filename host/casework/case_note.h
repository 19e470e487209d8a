/* case_note.h: what happens in cases is written down, all of it or nothing. */
#ifndef LENSCAP_CASEWORK_CASE_NOTE_H
#define LENSCAP_CASEWORK_CASE_NOTE_H

#include "case_state.h"

/* One case with its story, to be gone on with. */
struct case_one {
	struct casework_case the_case;
	struct case_state state;
};

/* Read one; the caller ends the_case.  LENS_NOT_FOUND: there is none. */
LENS_MUST enum lens_err cases_open(struct casework *work, int64_t id,
				   struct ledger_fault *fault,
				   struct case_one *out);

/* A note of one case, until it is written with those of others. */
struct case_note {
	struct casework *work;
	struct case_one one;
	enum case_event kind;
	json_t *detail; /* owned */
	char *line, day[LEDGER_DAY];
	struct ledger_event event;
};

/* What a note is, from what happened; LENS_DENIED for what cannot be. */
typedef enum lens_err case_judge(struct case_note *note,
				 const struct casework_happened *what,
				 struct ledger_fault *fault);

/*
 * Judge each note as if it were alone, then write all of them in one change,
 * with a document that belongs to each; or none.
 */
LENS_MUST enum lens_err case_note_all(struct casework *work,
				      const struct casework_happened *what,
				      size_t count, case_judge *judge,
				      struct ledger_document *document,
				      struct ledger_fault *fault);

/* A reply, the document's sum in it. */
case_judge case_judge_reply;

/* An entry as it should have been, or that never was. */
case_judge case_judge_correct, case_judge_withdraw;

/* LENS_DENIED for a text that cannot stand in a history, for a day that has
 * not come yet or is before earliest (LAW_NO_DAY: none is too early). */
LENS_MUST enum lens_err case_possible(const struct casework_happened *what,
				      int32_t earliest,
				      struct ledger_fault *fault);

/* What the history of an open case says of a kept letter; NULL: nothing. */
LENS_MUST enum lens_err case_find_letter(struct casework *work,
					 const struct case_one *one, int64_t id,
					 struct ledger_fault *fault,
					 const struct case_letter **out);

/* The case that has a document of that sum; 0: none has. */
LENS_MUST enum lens_err case_of_document(struct casework *work,
					 const uint8_t sha256[32],
					 struct ledger_fault *fault,
					 int64_t *out);

/* A member of a detail, left out when it is empty. */
void case_put_text(json_t *detail, const char *name, const char *text);
void case_put_day(json_t *detail, const char *name, int32_t day);

/* Of a mail that is a report of failed delivery: mark the address in the record
 * of whom the case is with, and name the next one in *mail. */
struct casework_home;
void case_bounced(struct casework *work, const struct casework_home *home,
		  struct casework_imported *mail);

#endif
