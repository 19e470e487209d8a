/* words_watch.c: pages to look at again, on a terminal. */
#include "words.h"
#include "words_exposure.h"

const struct cli_words words_watch[] = {
    {.name = "watch.run", .run = exposure_look, .free = exposure_free},
    {.name = NULL},
};
