/*
 * metadata_xmp_rest.c: what a packet of XMP says behind the place where it is
 * no XML any more.  Other programs read on, and so does a stranger.
 */
#include <string.h>

#include "metadata_xmp.h"

#define REST_BYTES_MAX (256u << 10)
#define REST_TEXTS_MAX 64
#define REST_SIGNS_LEAST 3 /* a mark of the byte order is no text */

static bool rest_is_space(uint8_t byte)
{
	return byte <= ' ' && memchr(" \t\n\v\f\r", byte, 6) != NULL;
}

/* The texts between bytes that are no signs; how many say something. */
static unsigned rest_tell(struct base_view text, struct ipc_picture *picture)
{
	unsigned told = 0;
	size_t signs = 0, from = 0;

	for (size_t i = 0; i <= text.size; i++) {
		bool ends = i == text.size || (text.data[i] < ' ' &&
					       !rest_is_space(text.data[i]));

		signs += !ends && !rest_is_space(text.data[i]);
		if (!ends)
			continue;
		if (signs >= REST_SIGNS_LEAST) {
			metadata_add_said(picture, "XMP",
					  base_view_part(text, from, i - from));
			told++;
		}
		signs = 0;
		from = i + 1;
	}
	return told;
}

/* The values of a tag's attributes that are no names of spaces. */
static unsigned rest_values(struct base_view tag, struct ipc_picture *picture)
{
	unsigned told = 0;
	size_t from = 0;

	for (size_t i = 0; i < tag.size; i++) {
		uint8_t quote = tag.data[i];
		const uint8_t *end;
		struct base_view name = base_view_part(tag, from, i - from);

		if (quote != '"' && quote != '\'')
			continue;
		end = memchr(tag.data + i + 1, quote, tag.size - i - 1);
		if (end == NULL)
			break;
		if (memmem(name.data, name.size, "xmlns", 5) == NULL &&
		    memmem(name.data, name.size, "rdf:about", 9) == NULL)
			told += rest_tell(
			    base_view_part(tag, i + 1,
					   (size_t)(end - tag.data) - i - 1),
			    picture);
		i = (size_t)(end - tag.data);
		from = i + 1;
	}
	return told;
}

void metadata_xmp_rest(struct base_view rest, struct ipc_picture *picture)
{
	unsigned told = 0;

	if (rest.size > REST_BYTES_MAX)
		rest.size = REST_BYTES_MAX;
	for (size_t i = 0; i < rest.size && told < REST_TEXTS_MAX;) {
		bool tag = rest.data[i] == '<';
		const uint8_t *end = memchr(
		    rest.data + i + tag, tag ? '>' : '<', rest.size - i - tag);
		size_t to =
		    end != NULL ? (size_t)(end - rest.data) + tag : rest.size;
		struct base_view part = base_view_part(rest, i, to - i);

		/* "<?xpacket ...?>" and comments are the packet's own. */
		if (!tag)
			told += rest_tell(part, picture);
		else if (part.size > 1 && part.data[1] != '?' &&
			 part.data[1] != '/')
			told += rest_values(part, picture);
		i = to;
	}
}
