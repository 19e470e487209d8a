/* casework_edit.h: a kept letter, put in the person's own words. */
#ifndef LENSCAP_CASEWORK_EDIT_H
#define LENSCAP_CASEWORK_EDIT_H

#include <lenscap/casework.h>

/* A passage of a letter in the person's own words. */
struct casework_edit {
	int64_t letter;
	const char *was, *is; /* is "": the passage goes */
	int32_t today;
};

/*
 * Keep the letter with that passage changed as a new one, *out, and discard the
 * old; what was changed is kept with it, and the translation is left out.
 * LENS_NOT_FOUND: no such letter; LENS_DENIED, and a sentence: it was sent,
 * has no such passage, or the new words cite what is no norm here.
 */
LENS_MUST enum lens_err casework_letter_edit(struct casework *work,
					     const struct casework_edit *edit,
					     struct ledger_fault *fault,
					     int64_t *out);

#endif
