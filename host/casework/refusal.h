/* refusal.h: why something cannot be done, as a sentence for a person. */
#ifndef LENSCAP_CASEWORK_REFUSAL_H
#define LENSCAP_CASEWORK_REFUSAL_H

#include <lenscap/ledger_fault.h>

/* A sentence into *fault, which may be NULL; LENS_DENIED. */
enum lens_err refusal_say(struct ledger_fault *fault,
			  enum ledger_fault_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
