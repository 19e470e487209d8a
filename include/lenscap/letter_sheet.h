/* letter_sheet.h: templates that are kept many to a file, for a screen. */
#ifndef LENSCAP_LETTER_SHEET_H
#define LENSCAP_LETTER_SHEET_H

#include <lenscap/letter_mustache.h>

/*
 * The template of a name ("case.list end"), from the sheet of its family
 * (share/words/LANGUAGE/case.mustache; names without a dot are in "common"): in
 * the terminal's language, or, where that has none, in English.  A sheet is
 * read at the first question and kept as long as the program runs, to which the
 * template belongs.  NULL where there is none, or it is wrong.
 */
const struct mustache *letter_sheet_find(const char *name);

#endif
