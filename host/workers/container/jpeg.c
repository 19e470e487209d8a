/* jpeg.c: which bytes of a JPEG's segments decoding takes. */
#include "jpeg.h"

#include <string.h>

#include "profile.h"

/* ---- From segment to segment ---- */

static size_t jpeg_number(struct base_view bytes, size_t at)
{
	struct base_view two = base_view_part(bytes, at, 2);

	return two.data != NULL ? (size_t)two.data[0] << 8 | two.data[1] : 0;
}

bool jpeg_next(struct base_view file, size_t *at, struct jpeg_segment *out)
{
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
	size = jpeg_number(file, *at);
	if (size < 2)
		return false;
	out->body = base_view_part(file, *at + 2, size - 2);
	*at += size;
	return out->body.data != NULL || size == 2;
}

size_t jpeg_scan_end(struct base_view file, size_t at)
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

bool jpeg_is_frame(uint8_t marker)
{
	return marker >= JPEG_SOF0 && marker <= JPEG_SOF15 &&
	       marker != JPEG_DHT && marker != JPEG_JPG && marker != JPEG_DAC;
}

/* ---- Tables, and the scans that take them ---- */

#define JPEG_CODES 4	 /* tables of quantization come before those of codes */
#define JPEG_RESTARTS 12 /* and how often to begin anew is the last */
#define JPEG_LOSSLESS 3	 /* of a frame's last two bits */

/* Of codes: how many of each of sixteen lengths, and what they stand for. */
static size_t jpeg_codes_size(struct base_view rest)
{
	struct base_view counts = base_view_part(rest, 1, 16);
	size_t size = 17;

	for (size_t i = 0; i < counts.size; i++)
		size += counts.data[i];
	return counts.size > 0 && size <= 17 + 256 ? size : 0;
}

/*
 * The table at the front of what is left of a body, and its place among all;
 * empty: there is none.
 */
static struct base_view jpeg_table(uint8_t marker, struct base_view rest,
				   unsigned *place)
{
	uint8_t head = rest.size > 0 ? rest.data[0] : 0xff;
	unsigned sort = head >> 4, id = head & 15;
	size_t size = 0;

	*place = JPEG_RESTARTS;
	if (marker == JPEG_DRI)
		return base_view_part(rest, 0, 2);
	if (sort > 1 || id > 3)
		return (struct base_view){0};
	*place = marker == JPEG_DQT ? id : JPEG_CODES + 4 * sort + id;
	size = marker == JPEG_DQT ? 1 + 64 * (size_t)(sort + 1)
				  : jpeg_codes_size(rest);
	return base_view_part(rest, 0, size);
}

static bool jpeg_same(struct base_view one, struct base_view other)
{
	return one.size > 0 && one.size == other.size &&
	       memcmp(one.data, other.data, one.size) == 0;
}

static bool jpeg_was_used(const struct jpeg_use *use, struct base_view table)
{
	for (unsigned i = 0; i < use->count; i++)
		if (jpeg_same(use->used[i], table))
			return true;
	return use->count == JPEG_USED;
}

static void jpeg_take(struct jpeg_use *use, unsigned place)
{
	struct base_view table =
	    place < JPEG_TABLES ? use->tables[place] : (struct base_view){0};

	if (table.size > 0 && !jpeg_was_used(use, table))
		use->used[use->count++] = table;
}

static size_t jpeg_frame_size(struct base_view frame)
{
	return frame.size > 5 ? 6 + 3 * (size_t)frame.data[5] : 0;
}

/* A component of the frame by its name; -1: it has none of that. */
static int jpeg_component(const struct jpeg_use *use, uint8_t name)
{
	struct base_view all =
	    base_view_part(use->frame, 6, jpeg_frame_size(use->frame) - 6);

	for (size_t i = 0; i + 3 <= all.size && i < 3 * 32; i += 3)
		if (all.data[i] == name)
			return (int)(i / 3);
	return -1;
}

static size_t jpeg_scan_size(struct base_view body)
{
	return body.size > 0 && body.data[0] >= 1 && body.data[0] <= 4
		   ? 4 + 2 * (size_t)body.data[0]
		   : 0;
}

/*
 * Whether decoding takes a scan, which comes behind the frame: of a sequential
 * picture each component comes once (A.2).  Those of this one are added to what
 * was met before it.
 */
static bool jpeg_scan_counts(const struct jpeg_use *use, struct base_view body,
			     unsigned *before)
{
	size_t size = jpeg_scan_size(body);
	unsigned met = 0, fresh;

	if (use->kind == 0 || body.data < use->frame.data)
		return false;
	for (size_t i = 1; i + 3 < size && size <= body.size; i += 2) {
		int which = jpeg_component(use, body.data[i]);

		met |= which >= 0 ? 1u << which : 0;
	}
	fresh = met & ~*before;
	*before |= met;
	return (use->kind & 3) == 2 ? met != 0 : fresh != 0;
}

/* A scan takes the tables in force that it names (B.2.3). */
static void jpeg_scan_takes(struct jpeg_use *use, struct base_view body)
{
	size_t size = jpeg_scan_size(body);

	if (!jpeg_scan_counts(use, body, &use->looked))
		return;
	jpeg_take(use, JPEG_RESTARTS);
	for (size_t i = 1; i + 3 < size; i += 2) {
		int which = jpeg_component(use, body.data[i]);
		unsigned codes = body.data[i + 1];

		if (which < 0)
			continue;
		jpeg_take(use, use->frame.data[6 + 3 * which + 2] & 3);
		if (body.data[size - 3] == 0 ||
		    (use->kind & 3) == JPEG_LOSSLESS)
			jpeg_take(use, JPEG_CODES + (codes >> 4 & 3));
		if (body.data[size - 2] > 0)
			jpeg_take(use, JPEG_CODES + 4 + (codes & 3));
	}
}

static void jpeg_define(struct jpeg_use *use, uint8_t marker,
			struct base_view body)
{
	struct base_view table;
	unsigned place;

	for (table = jpeg_table(marker, body, &place); table.size > 0;
	     table = jpeg_table(marker, body, &place)) {
		use->tables[place] = table;
		body = base_view_part(body, table.size, body.size - table.size);
	}
}

/* One segment further ahead. */
static void jpeg_look(struct jpeg_use *use)
{
	struct jpeg_segment segment;

	if (!jpeg_next(use->file, &use->ahead, &segment)) {
		use->ended = true;
		/* Cut off in front of the pixels, which would take them. */
		for (unsigned i = 0; !use->met && i < JPEG_TABLES; i++)
			jpeg_take(use, i);
	} else if (segment.marker == JPEG_EOI) {
		use->ended = true;
	} else if (jpeg_is_frame(segment.marker)) {
		if (use->kind == 0 && segment.body.size > 5) {
			use->kind = segment.marker;
			use->frame = segment.body;
		}
	} else if (segment.marker == JPEG_DQT || segment.marker == JPEG_DHT ||
		   segment.marker == JPEG_DRI) {
		jpeg_define(use, segment.marker, segment.body);
	} else if (segment.marker == JPEG_SOS) {
		use->met = true;
		jpeg_scan_takes(use, segment.body);
		use->ahead = jpeg_scan_end(use->file, use->ahead);
	}
}

/* Whether some scan of the file takes a table of these bytes: a rule that does
 * not hang on how far was looked ahead, so that a copy of a copy is the same.
 */
static bool jpeg_is_used(struct jpeg_use *use, struct base_view table)
{
	while (!jpeg_was_used(use, table) && !use->ended)
		jpeg_look(use);
	return jpeg_was_used(use, table);
}

/* ---- The rows: how many bytes of a segment are taken ---- */

static size_t jpeg_take_frame(struct jpeg_use *use, struct base_view body)
{
	while (!use->ended && use->kind == 0)
		jpeg_look(use);
	return body.data == use->frame.data ? jpeg_frame_size(body) : 0;
}

static size_t jpeg_take_scan(struct jpeg_use *use, struct base_view body)
{
	use->taken = jpeg_scan_counts(use, body, &use->scanned);
	use->scans |= use->taken;
	return use->taken ? jpeg_scan_size(body) : 0;
}

/* As many lines as the header says, or as it leaves open, behind a scan. */
static size_t jpeg_take_lines(struct jpeg_use *use, struct base_view body)
{
	size_t said = jpeg_number(use->frame, 1);
	bool taken = use->scans && !use->lines &&
		     (said == 0 || said == jpeg_number(body, 0));

	use->lines |= taken;
	return taken ? 2 : 0;
}

/* Pairs: of which sort and number, and a value (B.2.4.3). */
static size_t jpeg_take_arithmetic(struct jpeg_use *use, struct base_view body)
{
	size_t size = 0;

	while (!use->ended && use->kind == 0)
		jpeg_look(use);
	while (use->kind >= 0xc9 && size + 2 <= body.size && size < 64 &&
	       body.data[size] < 0x20)
		size += 2;
	return size;
}

static bool jpeg_is_adobe(struct base_view body)
{
	return base_view_starts(body, "Adobe", 5) && body.size >= JPEG_ADOBE;
}

/*
 * In front of the pixels: how many bytes all parts of profiles have, and the
 * last of Adobe's, which is the one that counts.
 */
static void jpeg_look_in_front(struct jpeg_use *use)
{
	struct jpeg_segment segment;
	size_t at = 2;

	while (!use->fronted && jpeg_next(use->file, &at, &segment) &&
	       segment.marker != JPEG_SOS && segment.marker != JPEG_EOI) {
		if (segment.marker == JPEG_APP2 &&
		    base_view_starts(segment.body, "ICC_PROFILE", 12) &&
		    segment.body.size > JPEG_ICC)
			use->profiles += segment.body.size - JPEG_ICC;
		if (segment.marker == JPEG_APP14 && jpeg_is_adobe(segment.body))
			use->adobe = segment.body.data;
	}
	use->fronted = true;
}

/*
 * A number, how many there are, and a part of the profile (ICC.1, B.4), as much
 * as there is of it.
 */
static size_t jpeg_take_profile(struct jpeg_use *use, struct base_view body)
{
	struct base_view part =
	    base_view_part(body, JPEG_ICC, body.size - JPEG_ICC);
	size_t known;

	if (!base_view_starts(body, "ICC_PROFILE", 12))
		return 0;
	jpeg_look_in_front(use);
	if (part.size > 0 && body.data[JPEG_ICC - 2] == 1)
		use->profile = profile_size(part, use->profiles);
	known = use->profile < part.size ? use->profile : part.size;
	use->profile -= known;
	return JPEG_ICC + known;
}

static size_t jpeg_take_adobe(struct jpeg_use *use, struct base_view body)
{
	jpeg_look_in_front(use);
	return jpeg_is_adobe(body) && body.data == use->adobe ? JPEG_ADOBE : 0;
}

static const struct {
	uint8_t marker;
	size_t (*take)(struct jpeg_use *use, struct base_view body);
} jpeg_rows[] = {
    {JPEG_SOS, jpeg_take_scan},	      {JPEG_DNL, jpeg_take_lines},
    {JPEG_DAC, jpeg_take_arithmetic}, {JPEG_APP2, jpeg_take_profile},
    {JPEG_APP14, jpeg_take_adobe},
};

static size_t jpeg_take_any(struct jpeg_use *use, uint8_t marker,
			    struct base_view body)
{
	if (marker == 0)
		return use->taken ? body.size : 0;
	if (jpeg_is_frame(marker))
		return jpeg_take_frame(use, body);
	for (size_t i = 0; i < sizeof(jpeg_rows) / sizeof(*jpeg_rows); i++)
		if (jpeg_rows[i].marker == marker)
			return jpeg_rows[i].take(use, body);
	return 0;
}

void jpeg_use_begin(struct base_view file, struct jpeg_use *out)
{
	*out = (struct jpeg_use){.file = file, .ahead = 2};
}

static void jpeg_put(struct jpeg_piece out[JPEG_PIECES], unsigned *count,
		     struct base_view *rest, size_t size, bool taken)
{
	if (size > rest->size)
		size = rest->size;
	if (size == 0)
		return;
	out[(*count)++] =
	    (struct jpeg_piece){base_view_part(*rest, 0, size), taken};
	*rest = base_view_part(*rest, size, rest->size - size);
}

unsigned jpeg_use_pieces(struct jpeg_use *use, uint8_t marker,
			 struct base_view body,
			 struct jpeg_piece out[JPEG_PIECES])
{
	struct base_view table;
	unsigned count = 0, place;

	if (marker == JPEG_DQT || marker == JPEG_DHT || marker == JPEG_DRI)
		while (count < JPEG_PIECES - 1 &&
		       (table = jpeg_table(marker, body, &place)).size > 0 &&
		       (marker != JPEG_DRI || count == 0))
			jpeg_put(out, &count, &body, table.size,
				 jpeg_is_used(use, table));
	else
		jpeg_put(out, &count, &body, jpeg_take_any(use, marker, body),
			 true);
	/* A table that the file's end cuts off. */
	jpeg_put(out, &count, &body, body.size,
		 (marker == JPEG_DQT || marker == JPEG_DHT) &&
		     body.data + body.size == use->file.data + use->file.size);
	return count;
}
