/* jsonld.h: the pictures of schema.org data in a page. */
#ifndef LENSCAP_PAGEREADER_JSONLD_H
#define LENSCAP_PAGEREADER_JSONLD_H

#include <lenscap/base.h>

/*
 * Call found for each address of a picture in JSON-LD (UTF-8): what "image",
 * "thumbnailUrl" and their like say, and the "url" and "contentUrl" of an
 * ImageObject.  Data that is broken gives what it gives; a string that is no
 * JSON string gives nothing.  The address lasts for the call.
 */
void jsonld_read(struct base_view text,
		 void (*found)(void *context, struct base_view address),
		 void *context);

/*
 * Append a JSON string's inside with its escapes undone (RFC 8259, 7), and
 * those that programs write besides.  breaks: lines may end in it, as in a
 * template.
 */
LENS_MUST enum lens_err jsonld_plain(struct base_view text, bool breaks,
				     struct base_buffer *out);

#endif
