/* answer.h: an answer that is being read, from within. */
#ifndef LENSCAP_CASEWORK_ANSWER_RUN_H
#define LENSCAP_CASEWORK_ANSWER_RUN_H

#include <jansson.h>

#include <lenscap/casework_answer.h>

#include "enrolled.h"

#define ANSWER_LIST_MAX 2000	   /* addresses, files */
#define ANSWER_PICTURES_MAX 20000  /* of one answer */
#define ANSWER_TEXT_MAX (1u << 20) /* bytes by which the reply is told */
#define ANSWER_NAME 200		   /* of a kept file, with its end */

struct answer_run {
	struct casework *work;
	const struct casework_answer_asked *asked;
	struct ledger_fault *fault;
	struct casework_answer *out; /* its lists have room for their most */
	struct enrolled enrolled;
	struct casework_answer_picture *picture; /* that is looked at */
	struct base_buffer text;		 /* without an end */
	json_t *categories, *words;
};

/* The ending of a file of such a type, ".pdf"; ".bin" of a type that no answer
 * is known to have. */
const char *answer_ending(const char *type);

/* Whether the list has what already. */
bool answer_knows(const struct casework_answer_list *list, const char *what);

/*
 * Read the answer at fd into run->out and run->text.  LENS_DENIED and a
 * sentence for one that cannot be read, LENS_CANCELLED; what cannot be read of
 * the files in it is a row of run->out->files.
 */
LENS_MUST enum lens_err answer_read(struct answer_run *run, int fd);

#endif
