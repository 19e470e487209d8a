/* fault.h: one sentence for what failed, and the code that goes with it. */
#ifndef LENSCAP_LEDGER_STORE_FAULT_H
#define LENSCAP_LEDGER_STORE_FAULT_H

#include <lenscap/ledger.h>

/* Say what failed; returns the code of the kind.  fault may be NULL. */
enum lens_err fault_say(struct ledger_fault *fault, enum ledger_fault_kind kind,
			const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The same for a failed call of the system, by errno: what was tried
 * ("write the log"), and why it failed.
 */
enum lens_err fault_system(struct ledger_fault *fault, const char *tried);

/* Memory was short. */
enum lens_err fault_memory(struct ledger_fault *fault);

/* Empty a fault at the start of a call. */
void fault_clear(struct ledger_fault *fault);

#endif
