/* loose.h: JSON as pages write it and scrapers read it. */
#ifndef LENSCAP_PAGEREADER_LOOSE_H
#define LENSCAP_PAGEREADER_LOOSE_H

#include <jansson.h>

#include <lenscap/base.h>

#define LOOSE_MAX (2u << 20) /* bytes of one piece of it */
#define LOOSE_DEEPEST 24     /* objects within each other that are looked at */

/*
 * The value that begins with the first '{' or '[' of a text in UTF-8, whatever
 * comes behind it; line breaks within strings, comments, and commas behind the
 * last member do no harm.  NULL where it cannot be read; json_decref() ends it.
 */
json_t *loose_json(struct base_view text);

#endif
