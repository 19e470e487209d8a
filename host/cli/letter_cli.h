/* letter_cli.h: what the commands about letters share. */
#ifndef LENSCAP_CLI_LETTER_CLI_H
#define LENSCAP_CLI_LETTER_CLI_H

#include <lenscap/clients_typesetter.h>

#include "ledger_cli.h"

/* ---- Lists of words ---- */

/* The words of "a,b,c", in one copy. */
struct letter_words {
	char *copy;
	const char **words;
	size_t count;
};

/* Split a list (NULL: an empty one); letter_words_free() ends *out. */
void letter_words_split(const char *text, struct letter_words *out);
void letter_words_free(struct letter_words *words);

/* Bits of words from a table that ends with NULL, "none" being no bit; false
 * for a word that is not in it. */
bool letter_words_bits(const char *text, const char *const *names,
		       unsigned *out);

/* ---- To whom ---- */

/*
 * The controllers that words name: by slug, or all of a kind ("face_search")
 * but those with whom there is an open case, unless again; who was left out is
 * said on stderr.  LENS_DENIED, and a sentence, when that leaves nobody, or
 * when there are too many of a kind; letter_to_free() ends *out, also then.
 */
struct letter_to {
	char **slugs;
	size_t count;
	size_t left_out; /* who have been written to */
};
LENS_MUST enum lens_err letter_to_find(struct casework *work,
				       const struct casework_home *home,
				       const struct letter_words *words,
				       bool again, struct ledger_fault *fault,
				       struct letter_to *out);
void letter_to_free(struct letter_to *to);

/* ---- Files ---- */

/* Where letters go, and as what. */
struct letter_files {
	const struct cli_command *self;
	struct casework *work; /* borrowed; NULL until the ledger is open */
	bool json;
	bool formats[CASEWORK_FORMATS];
	const char *path; /* of --out; NULL: to the screen */
	int dir;	  /* the same, open; -1 for none */
	bool made;	  /* it was not there before */
	struct clients_typesetter *setter;
};

/* What --format says (NULL: text); false for a format that there is not. */
bool letter_files_formats(struct letter_files *files, const char *text);

/* Open the folder of --out, if there is one; false, and a word on stderr, if it
 * cannot be. */
bool letter_files_open(struct letter_files *files);

/* Write letters in every format, with a bar.  What was written before a
 * failure stays; *fault then says how to go on. */
LENS_MUST enum lens_err letter_files_write(struct letter_files *files,
					   const int64_t *letters, size_t count,
					   struct ledger_fault *fault);

/* The end; a folder that was made for nothing goes again. */
void letter_files_close(struct letter_files *files);

#endif
