/* words_exposure.h: before somebody looks at the web. */
#ifndef LENSCAP_CLI_WORDS_EXPOSURE_H
#define LENSCAP_CLI_WORDS_EXPOSURE_H

#include "screen/run.h"

/* Do it, and say once before the first time what a look tells a site. */
void exposure_look(struct cli_run *run);

/* Release what the words of a look keep in run->context. */
void exposure_free(struct cli_run *run);

#endif
