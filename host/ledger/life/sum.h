/* sum.h: the files beside the ledger that a sum is kept of. */
#ifndef LENSCAP_LEDGER_LIFE_SUM_H
#define LENSCAP_LEDGER_LIFE_SUM_H

#include <lenscap/ledger.h>

struct ledger_sums {
	char **files; /* "registry/imported"; strings and array owned */
	size_t count, capacity;
};

/*
 * The files that ledger_sum_keep() keeps a sum of, whether they are there or
 * not.  The caller frees *out with ledger_sum_list_free(); on failure it is
 * empty.
 */
LENS_MUST enum lens_err ledger_sum_list(struct ledger *ledger,
					struct ledger_sums *out);
void ledger_sum_list_free(struct ledger_sums *sums);

/*
 * In a ledger that a restore is making: of each such file that is not in its
 * folder, note that the backup did not bring it; and whether that is noted.
 * A new ledger_sum_keep() ends the note.
 */
LENS_MUST enum lens_err ledger_sum_restored(struct ledger *ledger,
					    struct ledger_fault *fault);
bool ledger_sum_is_away(struct ledger *ledger, const char *name);

#endif
