/* view_answer.h: what is in an answer, as JSON. */
#ifndef LENSCAP_VIEW_ANSWER_H
#define LENSCAP_VIEW_ANSWER_H

#include <lenscap/casework_answer.h>
#include <lenscap/view.h>

/* {case, kept, kind, kind_words, day, until, language, picture_count, mine,
 * unknown, unread, wordless, cut, pictures, places, categories, files, next} of
 * an answer: mine of the pictures have a photo of mine, unknown have none,
 * unread could not be read; wordless are pages that may be scanned.  pictures:
 * [{at, width, height, mine}], mine the numbers of my photos; places: [{url,
 * file}]; categories: [{category, words, line, file}]; files, that were not
 * read:
 * [{file, words, why}], why one of no_reader, no_pdf, encrypted, password,
 * damaged, too_large, too_slow, too_deep, empty, unknown; next: [{letter,
 * words, command}].
 */
json_t *view_answer(const struct casework_answer *answer);

#endif
