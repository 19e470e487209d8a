/*
 * clean_jpeg.c: the segments of a JPEG that decoding takes (ITU-T T.81, B.1):
 * tables, frames and scans; JFIF's, without its thumbnail; the colour profile
 * (ICC.1, B.4); Adobe's, which says what the colours are.
 */
#include <string.h>

#include "cleaner.h"
#include "container/profile.h"

enum {
	JPEG_TEM = 0x01,
	JPEG_SOF0 = 0xc0,
	JPEG_SOF15 = 0xcf,
	JPEG_RST0 = 0xd0,
	JPEG_RST7 = 0xd7,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_DRI = 0xdd,
	JPEG_APP0 = 0xe0,
	JPEG_APP1 = 0xe1,
	JPEG_APP2 = 0xe2,
	JPEG_APP14 = 0xee,
};
#define JPEG_JFIF 14  /* bytes of it without a thumbnail */
#define JPEG_ADOBE 12 /* and of Adobe's */
#define JPEG_ICC 14   /* bytes before a profile's part */

struct jpeg_segment {
	uint8_t marker;
	struct base_view body; /* without marker and length */
};

bool cleaner_begins_jpeg(struct base_view file)
{
	return base_view_starts(file, "\xff\xd8\xff", 3);
}

/*
 * The next marker and its body; false at the end of the file.  Bytes that are
 * no marker where one is due are passed over, as decoders do.
 */
static bool jpeg_next(struct base_view file, size_t *at,
		      struct jpeg_segment *out)
{
	struct base_view length;
	size_t size;

	for (;; (*at)++) {
		if (*at >= file.size || file.size - *at < 2)
			return false;
		if (file.data[*at] == 0xff && file.data[*at + 1] != 0xff &&
		    file.data[*at + 1] != 0)
			break;
	}
	*out = (struct jpeg_segment){.marker = file.data[*at + 1]};
	*at += 2;
	if (out->marker == JPEG_TEM ||
	    (out->marker >= JPEG_RST0 && out->marker <= JPEG_EOI))
		return true;
	length = base_view_part(file, *at, 2);
	size = cleaner_be(length);
	if (length.data == NULL || size < 2)
		return false;
	out->body = base_view_part(file, *at + 2, size - 2);
	*at += size;
	return out->body.data != NULL || size == 2;
}

/* Where the data of a scan end: at a marker that does not belong to them. */
static size_t jpeg_scan_end(struct base_view file, size_t at)
{
	while (at < file.size && file.size - at >= 2) {
		const uint8_t *found =
		    memchr(file.data + at, 0xff, file.size - at - 1);
		uint8_t after;

		if (found == NULL)
			break;
		at = (size_t)(found - file.data);
		after = file.data[at + 1];
		if (after == 0 || (after >= JPEG_RST0 && after <= JPEG_RST7))
			at += 2;
		else if (after == 0xff)
			at++;
		else
			return at;
	}
	return file.size;
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

static bool jpeg_stays(const struct jpeg_segment *segment)
{
	uint8_t marker = segment->marker;

	return (marker >= JPEG_SOF0 && marker <= JPEG_SOF15) ||
	       (marker >= JPEG_SOS && marker <= JPEG_DRI) ||
	       jpeg_is(segment, JPEG_APP2, "ICC_PROFILE", 12) ||
	       (jpeg_is(segment, JPEG_APP14, "Adobe", 5) &&
		segment->body.size >= JPEG_ADOBE);
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

static void jpeg_put_scan(struct cleaner *cleaner, size_t *at)
{
	size_t end = jpeg_scan_end(cleaner->file, *at);

	cleaner_add_view(cleaner,
			 base_view_part(cleaner->file, *at, end - *at));
	*at = end;
}

/* How many bytes all parts of profiles have, which are in front of the pixels.
 */
static size_t jpeg_profile_parts(struct base_view file)
{
	struct jpeg_segment segment;
	size_t at = 2, size = 0;

	while (jpeg_next(file, &at, &segment) && segment.marker != JPEG_SOS &&
	       segment.marker != JPEG_EOI)
		if (jpeg_is(&segment, JPEG_APP2, "ICC_PROFILE", 12) &&
		    segment.body.size > JPEG_ICC)
			size += segment.body.size - JPEG_ICC;
	return size;
}

/*
 * Cut a segment to what there is of a profile in it (ICC.1, 7.2); left is how
 * much of that is to come, of so many bytes in all.  False: nothing is.
 */
static bool jpeg_profile(struct jpeg_segment *segment, size_t all, size_t *left)
{
	struct base_view part = base_view_part(segment->body, JPEG_ICC,
					       segment->body.size - JPEG_ICC);

	if (segment->body.size <= JPEG_ICC)
		return false;
	if (segment->body.data[JPEG_ICC - 2] == 1)
		*left = profile_size(part, all);
	if (part.size > *left)
		segment->body.size = JPEG_ICC + *left;
	*left -= segment->body.size - JPEG_ICC;
	return segment->body.size > JPEG_ICC;
}

enum ipc_clean_status cleaner_jpeg(struct cleaner *cleaner)
{
	struct jpeg_segment segment;
	size_t profiles = jpeg_profile_parts(cleaner->file), profile = 0;
	bool scanned = false;
	size_t at = 2;

	jpeg_front(cleaner);
	while (jpeg_next(cleaner->file, &at, &segment)) {
		if (segment.marker == JPEG_EOI) {
			cleaner_add(cleaner, "\xff\xd9", 2);
			return scanned ? IPC_CLEAN_OK : IPC_CLEAN_MALFORMED;
		}
		if (!jpeg_stays(&segment) ||
		    (segment.marker == JPEG_APP2 &&
		     !jpeg_profile(&segment, profiles, &profile)))
			continue;
		/* What is longer than Adobe's says more than colours. */
		if (segment.marker == JPEG_APP14)
			segment.body.size = JPEG_ADOBE;
		jpeg_put(cleaner, segment.marker, segment.body,
			 (struct base_view){NULL, 0});
		if (segment.marker == JPEG_SOS) {
			scanned = true;
			jpeg_put_scan(cleaner, &at);
		}
	}
	return IPC_CLEAN_MALFORMED;
}
