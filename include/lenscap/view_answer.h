/* view_answer.h: what is in an answer, as JSON. */
#ifndef LENSCAP_VIEW_ANSWER_H
#define LENSCAP_VIEW_ANSWER_H

#include <lenscap/casework_answer.h>
#include <lenscap/view.h>

/* {case, kept, kind, kind_words, day, language, pictures, mine, unknown,
 * unread, wordless, cut, photos, places, categories, files, next} of an answer:
 * unknown are pictures without a photo of mine, unread those that could not be
 * read, wordless pages that may be scanned.  photos: [{at, width, height,
 * photos}]; places: [{url, file}]; categories: [{category, words, line, file}];
 * files, that were not read: [{file, why}]; next: [{letter, words, command}].
 */
json_t *view_answer(const struct casework_answer *answer);

#endif
