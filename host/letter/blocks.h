/* blocks.h: from rendered text to blocks. */
#ifndef LENSCAP_LETTER_BLOCKS_H
#define LENSCAP_LETTER_BLOCKS_H

#include <lenscap/letter.h>

/*
 * Read the blocks of a rendered text (marks.h).  LENS_MALFORMED, and a
 * sentence, for a table with too many columns or a text without a subject.
 */
LENS_MUST enum lens_err
blocks_read(const char *text, struct letter_fault *fault, struct letter *out);

/* Free what a block owns; it is empty then. */
void blocks_free_one(struct letter_block *block);

#endif
