/* case_history.h: what happened in a case, in words. */
#ifndef LENSCAP_CLI_CASE_HISTORY_H
#define LENSCAP_CLI_CASE_HISTORY_H

#include <lenscap/ledger.h>

/* One line for a person: the number, the day, what happened, the note. */
void case_history_print(const struct ledger_event *event);

#endif
