/* failing_rows.h: what is kept beside photos, and everything asked of it. */
#ifndef LENSCAP_TESTS_LEDGER_FAILING_ROWS_H
#define LENSCAP_TESTS_LEDGER_FAILING_ROWS_H

#include "host/ledger/home.h"

/*
 * Keep a case with an event, a letter that names photo 1 and a document; a
 * place of photo 1 with a look; and what was found of a page.
 */
enum lens_err rows_write(struct ledger *ledger, const char *reference,
			 struct ledger_fault *fault);

/* The same, one after another, as acts of a ledger that has them once. */
enum lens_err rows_case(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_close(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_forget(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_cases(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_papers(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_look(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_places(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_blob(struct ledger *ledger, struct ledger_fault *fault);
enum lens_err rows_prints(struct ledger *ledger, struct ledger_fault *fault);

#endif
