/* words.h: the families of operations that have words of their own. */
#ifndef LENSCAP_CLI_WORDS_H
#define LENSCAP_CLI_WORDS_H

#include "screen/run.h"

/* The words of an operation; NULL where it has none of its own. */
const struct cli_words *cli_words_of(const struct operation *operation);

/* Each ends with a NULL name; words_NAME.c. */
extern const struct cli_words words_browser[], words_case[], words_controller[],
    words_deadline[], words_exposure[], words_ledger[], words_letter[],
    words_machine[], words_me[], words_person[], words_photo[], words_picture[],
    words_report[], words_watch[];

#endif
