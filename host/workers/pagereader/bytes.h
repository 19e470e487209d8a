/* bytes.h: bytes that a page holds as text, made bytes again. */
#ifndef LENSCAP_PAGEREADER_BYTES_H
#define LENSCAP_PAGEREADER_BYTES_H

#include <lenscap/base.h>

/*
 * Append what base64 says (WHATWG forgiving-base64: white space and missing
 * padding are forgiven).  LENS_MALFORMED for anything else.
 */
LENS_MUST enum lens_err bytes_base64(struct base_view text,
				     struct base_buffer *out);

/* Append text with %XX decoded; other percent signs stay. */
LENS_MUST enum lens_err bytes_percent(struct base_view text,
				      struct base_buffer *out);

/* Append what quoted-printable says (RFC 2045, 6.7), forgiving what it can. */
LENS_MUST enum lens_err bytes_quoted(struct base_view text,
				     struct base_buffer *out);

/*
 * Append the content of a data: URL (RFC 2397) of a picture; without a type, it
 * is one if it begins so, as for browsers.  LENS_DENIED for other media types,
 * and for SVG, which as a part of a page is a drawing; LENS_MALFORMED where
 * there is no comma or no content.
 */
LENS_MUST enum lens_err bytes_data_url(struct base_view url,
				       struct base_buffer *out);

/* True for a text in any charset, as far as its first so many bytes say. */
bool bytes_is_text(struct base_view file, size_t looked_at);

/* True when it begins as a picture of a kind that pages show. */
bool bytes_begin_picture(struct base_view file);

/*
 * True when the head of a GIF or PNG says that neither side has more pixels
 * than this: a placeholder, a dot, an icon.
 */
bool bytes_is_small(struct base_view picture, unsigned pixels);

#endif
