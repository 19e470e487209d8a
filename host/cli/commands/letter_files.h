/* letter_files.h: letters as files of a folder, or on the screen. */
#ifndef LENSCAP_CLI_LETTER_FILES_H
#define LENSCAP_CLI_LETTER_FILES_H

#include <lenscap/clients_typesetter.h>

#include "screen/run.h"

/* Where letters go, and as what. */
struct letter_files {
	struct cli_run *run;
	bool formats[CASEWORK_FORMATS];
	const char *path; /* of --out; NULL: to the screen */
	int dir;	  /* the same, open; -1 for none */
	bool made;	  /* it was not there before */
	struct clients_typesetter *setter;
};

/* What --format and --out say, the folder open.  False, the call having
 * failed, if it cannot be; letter_files_close() ends *files, also then. */
bool letter_files_open(struct cli_run *run, struct letter_files *files);

/* Write letters in every format, with a bar.  False, the call having failed
 * and saying how to go on; what was written before stays. */
bool letter_files_write(struct letter_files *files, const int64_t *letters,
			size_t count);

/* The end; a folder that was made for nothing goes again. */
void letter_files_close(struct letter_files *files);

/* False, the call having failed, where the folder has a letter of that kind of
 * the case already: to be asked before another one is kept. */
bool letter_files_are_new(const struct letter_files *files, int64_t id,
			  const char *kind);

#endif
