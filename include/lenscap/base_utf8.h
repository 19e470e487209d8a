/* base_utf8.h: one character of UTF-8 (RFC 3629). */
#ifndef LENSCAP_BASE_UTF8_H
#define LENSCAP_BASE_UTF8_H

#include <lenscap/base.h>

/*
 * The character at the start of a text that is not empty: no overlong forms, no
 * surrogates, nothing above U+10FFFF.  Its bytes, 0 when malformed.
 */
size_t base_utf8_read(struct base_view text, uint32_t *out);

/* Write a character: its bytes, at most 4. */
size_t base_utf8_write(char out[4], uint32_t c);

/* True when no byte of it is above 127: it is the same in nearly every
 * encoding. */
bool base_is_ascii(struct base_view text);

#endif
