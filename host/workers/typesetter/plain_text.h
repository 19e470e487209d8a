/* plain_text.h: the words of a text or of a page. */
#ifndef LENSCAP_TYPESETTER_PLAIN_TEXT_H
#define LENSCAP_TYPESETTER_PLAIN_TEXT_H

#include <lenscap/base.h>

/*
 * Copy text as printable lines, as far as out has room: malformed bytes,
 * controls and overrides of direction become '?'.  True when it was cut.
 */
bool plain_text(struct base_view text, struct base_buffer *out);

/* The same of what stands between the tags of HTML, roughly: for reading. */
bool plain_text_of_html(struct base_view html, struct base_buffer *out);

#endif
