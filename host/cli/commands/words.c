/* words.c: which operations have words of their own on a terminal. */
#include "words.h"

#include <string.h>

static const struct cli_words *const words_families[] = {
    words_browser,  words_case,	  words_controller, words_deadline,
    words_exposure, words_ledger, words_letter,	    words_machine,
    words_me,	    words_person, words_photo,	    words_picture,
    words_report,   words_watch,
};

const struct cli_words *cli_words_of(const struct operation *operation)
{
	for (size_t f = 0; f < sizeof(words_families) / sizeof(*words_families);
	     f++)
		for (const struct cli_words *words = words_families[f];
		     words->name != NULL; words++)
			if (strcmp(words->name, operation->name) == 0)
				return words;
	return NULL;
}
