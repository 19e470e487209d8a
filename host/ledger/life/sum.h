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

#endif
