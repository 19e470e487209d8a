/*
 * clean_jpeg.c: the segments of a JPEG that decoding takes (ITU-T T.81, B.1):
 * tables, frames and scans; JFIF's, without its thumbnail; the colour profile
 * (ICC.1, B.4); Adobe's, which says what the colours are.
 */
#include <string.h>

#include "cleaner.h"
#include "container/jpeg.h"

#define JPEG_JFIF 14 /* bytes of it without a thumbnail */

bool cleaner_begins_jpeg(struct base_view file)
{
	return base_view_starts(file, "\xff\xd8\xff", 3);
}

static bool jpeg_is(const struct jpeg_segment *segment, uint8_t marker,
		    const char *name, size_t size)
{
	return segment->marker == marker &&
	       base_view_starts(segment->body, name, size);
}

static bool jpeg_is_jfif(const struct jpeg_segment *segment)
{
	return jpeg_is(segment, JPEG_APP0, "JFIF", 5) &&
	       segment->body.size >= JPEG_JFIF;
}

static void jpeg_put(struct cleaner *cleaner, uint8_t marker,
		     struct base_view head, struct base_view body)
{
	uint8_t begin[4] = {0xff, marker};

	cleaner_put_be(begin + 2, (uint32_t)(head.size + body.size + 2), 2);
	cleaner_add(cleaner, begin, sizeof(begin));
	cleaner_add_view(cleaner, head);
	cleaner_add_view(cleaner, body);
}

/* JFIF's, the size of its thumbnail being none. */
static void jpeg_put_jfif(struct cleaner *cleaner,
			  const struct jpeg_segment *segment)
{
	uint8_t body[JPEG_JFIF];

	memcpy(body, segment->body.data, JPEG_JFIF);
	body[12] = body[13] = 0;
	jpeg_put(cleaner, JPEG_APP0, (struct base_view){body, sizeof(body)},
		 (struct base_view){NULL, 0});
}

/* What stands in front: JFIF's segment and what is left of Exif. */
static void jpeg_front(struct cleaner *cleaner)
{
	struct jpeg_segment segment, jfif = {0};
	struct base_view exif = {NULL, 0};
	size_t at = 2;

	while (jpeg_next(cleaner->file, &at, &segment) &&
	       segment.marker != JPEG_SOS && segment.marker != JPEG_EOI) {
		if (jfif.body.size == 0 && jpeg_is_jfif(&segment))
			jfif = segment;
		if (exif.size == 0 && jpeg_is(&segment, JPEG_APP1, "Exif\0", 6))
			exif = base_view_part(segment.body, 6,
					      segment.body.size - 6);
	}
	cleaner_add(cleaner, "\xff\xd8", 2);
	if (jfif.body.size > 0)
		jpeg_put_jfif(cleaner, &jfif);
	cleaner_exif(cleaner, exif);
	if (cleaner->exif.size > 0)
		jpeg_put(cleaner, JPEG_APP1,
			 (struct base_view){(const uint8_t *)"Exif\0", 6},
			 base_buffer_view(&cleaner->exif));
}

/* Of a segment the pieces that decoding takes; false: it goes. */
static bool jpeg_put_taken(struct cleaner *cleaner, struct jpeg_use *use,
			   const struct jpeg_segment *segment)
{
	struct jpeg_piece pieces[JPEG_PIECES];
	unsigned count =
	    jpeg_use_pieces(use, segment->marker, segment->body, pieces);
	size_t size = 0;
	uint8_t begin[4] = {0xff, segment->marker};

	for (unsigned i = 0; i < count; i++)
		size += pieces[i].taken ? pieces[i].bytes.size : 0;
	if (size == 0 || (segment->marker == JPEG_APP2 && size <= JPEG_ICC))
		return false;
	cleaner_put_be(begin + 2, (uint32_t)(size + 2), 2);
	cleaner_add(cleaner, begin, sizeof(begin));
	for (unsigned i = 0; i < count; i++)
		if (pieces[i].taken)
			cleaner_add_view(cleaner, pieces[i].bytes);
	return true;
}

/* The data of a scan that is taken, else none of them. */
static void jpeg_put_scan(struct cleaner *cleaner, size_t *at, bool taken)
{
	size_t end = jpeg_scan_end(cleaner->file, *at);

	if (taken)
		cleaner_add_view(cleaner,
				 base_view_part(cleaner->file, *at, end - *at));
	*at = end;
}

enum ipc_clean_status cleaner_jpeg(struct cleaner *cleaner)
{
	struct jpeg_segment segment;
	bool scanned = false, taken;
	struct jpeg_use use;
	size_t at = 2;

	jpeg_use_begin(cleaner->file, &use);
	jpeg_front(cleaner);
	while (jpeg_next(cleaner->file, &at, &segment)) {
		if (segment.marker == JPEG_EOI) {
			cleaner_add(cleaner, "\xff\xd9", 2);
			return scanned ? IPC_CLEAN_OK : IPC_CLEAN_MALFORMED;
		}
		taken = jpeg_put_taken(cleaner, &use, &segment);
		if (segment.marker == JPEG_SOS) {
			scanned |= taken;
			jpeg_put_scan(cleaner, &at, taken);
		}
	}
	return IPC_CLEAN_MALFORMED;
}
