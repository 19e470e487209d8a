/* witness.h: the state that is kept outside the folder, to see a rollback. */
#ifndef LENSCAP_LEDGER_STORE_WITNESS_H
#define LENSCAP_LEDGER_STORE_WITNESS_H

#include "store.h"

/* Keep the state outside, unless a later one has been seen there. */
void witness_write(struct ledger *ledger);

/* Begin anew: a ledger takes the place of the one that was seen there. */
void witness_drop(const struct ledger *ledger);

/* Compare what is kept outside with memory; raises notices. */
void witness_look(struct ledger *ledger);

#endif
