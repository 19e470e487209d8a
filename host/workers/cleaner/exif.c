/*
 * exif.c: an Exif block made anew (TIFF 6.0, 2; CIPA DC-008): the orientation,
 * the colour space that no profile states, and the kinds that are kept.  Values
 * are copied as they stand, so the block has the order of bytes it had.
 */
#include "cleaner.h"
#include "container/tiff_tags.h"

#define EXIF_ENTRIES 48 /* of one directory; more are left out */
#define EXIF_ENTRY 12
#define EXIF_SHORT 3
#define EXIF_LONG 4

enum exif_part { EXIF_MAIN, EXIF_CAMERA, EXIF_GPS, EXIF_INTEROP, EXIF_PARTS };

enum {
	EXIF_COLOUR = 0xa001,
	EXIF_INTEROP_AT = 0xa005,
	EXIF_INTEROP_INDEX = 0x0001,
};

/* What says something of a kind, and stays where that is kept. */
static const struct {
	uint8_t part;
	uint16_t from, to; /* tags */
	uint8_t kind;
} exif_kinds[] = {
    {EXIF_GPS, 0, 0xffff, IPC_FINDING_GPS},
    {EXIF_MAIN, 0x0132, 0x0132, IPC_FINDING_CAPTURE_TIME},
    {EXIF_CAMERA, 0x9003, 0x9004, IPC_FINDING_CAPTURE_TIME},
    {EXIF_CAMERA, 0x9010, 0x9012, IPC_FINDING_CAPTURE_TIME},
    {EXIF_CAMERA, 0x9290, 0x9292, IPC_FINDING_CAPTURE_TIME},
    {EXIF_MAIN, 0x013b, 0x013b, IPC_FINDING_AUTHOR},
    {EXIF_MAIN, 0x9c9d, 0x9c9d, IPC_FINDING_AUTHOR},
    {EXIF_CAMERA, 0xa430, 0xa430, IPC_FINDING_AUTHOR},
    {EXIF_MAIN, 0x8298, 0x8298, IPC_FINDING_COPYRIGHT},
    {EXIF_MAIN, 0x010e, 0x010e, IPC_FINDING_CAPTION},
    {EXIF_MAIN, 0x9c9b, 0x9c9c, IPC_FINDING_CAPTION},
    {EXIF_CAMERA, 0x9286, 0x9286, IPC_FINDING_CAPTION},
    {EXIF_MAIN, 0x010f, 0x0110, IPC_FINDING_DEVICE},
    {EXIF_CAMERA, 0xa433, 0xa434, IPC_FINDING_DEVICE},
    {EXIF_MAIN, 0x0131, 0x0131, IPC_FINDING_SOFTWARE},
    {EXIF_CAMERA, 0xa431, 0xa431, IPC_FINDING_CAMERA_SERIAL},
    {EXIF_CAMERA, 0xa435, 0xa435, IPC_FINDING_LENS_SERIAL},
    {EXIF_CAMERA, 0xa420, 0xa420, IPC_FINDING_UNIQUE_ID},
};
#define EXIF_KINDS (sizeof(exif_kinds) / sizeof(exif_kinds[0]))

struct exif_entry {
	uint16_t tag, type;
	uint32_t count;
	struct base_view value; /* none: it points to a directory of ours */
};

struct exif_directory {
	struct exif_entry entries[EXIF_ENTRIES];
	unsigned count;
	uint32_t at; /* where it is written */
};

struct exif {
	struct base_view tiff;
	bool big; /* the order of its bytes */
	uint64_t keep;
	struct exif_directory parts[EXIF_PARTS];
};

/* Which directory has a pointer to which. */
static const struct {
	uint8_t from, to;
	uint16_t tag;
} exif_joints[] = {
    {EXIF_CAMERA, EXIF_INTEROP, EXIF_INTEROP_AT},
    {EXIF_MAIN, EXIF_CAMERA, TIFF_TAG_EXIF},
    {EXIF_MAIN, EXIF_GPS, TIFF_TAG_GPS},
};
#define EXIF_JOINTS (sizeof(exif_joints) / sizeof(exif_joints[0]))

/* ---- Reading ---- */

static uint32_t exif_number(const struct exif *exif, struct base_view bytes)
{
	uint32_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value =
		    value << 8 | bytes.data[exif->big ? i : bytes.size - 1 - i];
	return value;
}

static uint32_t exif_number_at(const struct exif *exif, size_t at, size_t size)
{
	return exif_number(exif, base_view_part(exif->tiff, at, size));
}

static size_t exif_size(uint16_t type, uint32_t count)
{
	static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

	if (type >= sizeof(sizes) || count > CLEANER_EXIF_MAX)
		return 0;
	return (size_t)sizes[type] * count;
}

/* Entry i of the directory at an offset; false when it has no value. */
static bool exif_read(const struct exif *exif, size_t at, size_t i,
		      struct exif_entry *out)
{
	size_t from = at + 2 + i * EXIF_ENTRY, size;

	if (base_view_part(exif->tiff, from, EXIF_ENTRY).data == NULL)
		return false;
	out->tag = (uint16_t)exif_number_at(exif, from, 2);
	out->type = (uint16_t)exif_number_at(exif, from + 2, 2);
	out->count = exif_number_at(exif, from + 4, 4);
	size = exif_size(out->type, out->count);
	from = size > 4 ? exif_number_at(exif, from + 8, 4) : from + 8;
	out->value = base_view_part(exif->tiff, from, size);
	return out->value.data != NULL && size > 0;
}

/* How many entries; a directory within the header is none. */
static size_t exif_count(const struct exif *exif, size_t at)
{
	return at >= 8 ? exif_number_at(exif, at, 2) : 0;
}

static bool exif_find(const struct exif *exif, size_t at, uint16_t tag,
		      struct exif_entry *out)
{
	for (size_t i = 0; i < exif_count(exif, at); i++)
		if (exif_read(exif, at, i, out) && out->tag == tag)
			return true;
	return false;
}

/* Where the directory begins that an entry points to; 0 for none. */
static size_t exif_pointed(const struct exif *exif, size_t at, uint16_t tag)
{
	struct exif_entry entry;

	if (!exif_find(exif, at, tag, &entry) || entry.type != EXIF_LONG)
		return 0;
	return exif_number(exif, base_view_part(entry.value, 0, 4));
}

static bool exif_is_kept(uint64_t keep, enum exif_part part, unsigned tag)
{
	for (size_t i = 0; i < EXIF_KINDS; i++)
		if (exif_kinds[i].part == part && exif_kinds[i].from <= tag &&
		    tag <= exif_kinds[i].to &&
		    (keep & IPC_CLEAN_KIND(exif_kinds[i].kind)) != 0)
			return true;
	return false;
}

bool cleaner_exif_keeps(const struct cleaner *cleaner, unsigned tag)
{
	return exif_is_kept(cleaner->keep, EXIF_MAIN, tag);
}

/* One that turns the picture; 1 and what is none of the eight do not. */
static bool exif_turns(const struct exif *exif, const struct exif_entry *entry)
{
	uint32_t turn = exif_number(exif, base_view_part(entry->value, 0, 2));

	return entry->tag == TIFF_TAG_ORIENTATION &&
	       entry->type == EXIF_SHORT && entry->count == 1 && turn >= 2 &&
	       turn <= 8;
}

static void exif_add(struct exif_directory *directory,
		     const struct exif_entry *entry)
{
	if (directory->count < EXIF_ENTRIES)
		directory->entries[directory->count++] = *entry;
}

static void exif_gather(struct exif *exif, enum exif_part part, size_t at)
{
	struct exif_entry entry;

	for (size_t i = 0; i < exif_count(exif, at); i++)
		if (exif_read(exif, at, i, &entry) &&
		    (exif_is_kept(exif->keep, part, entry.tag) ||
		     (part == EXIF_MAIN && exif_turns(exif, &entry))))
			exif_add(&exif->parts[part], &entry);
}

/* DCF's way to say Adobe RGB: an index, and a space that is not calibrated. */
static void exif_colour(struct exif *exif, size_t camera)
{
	size_t interop = exif_pointed(exif, camera, EXIF_INTEROP_AT);
	struct exif_entry index, space;

	if (!exif_find(exif, interop, EXIF_INTEROP_INDEX, &index) ||
	    !base_view_starts(index.value, "R03", 4) ||
	    !exif_find(exif, camera, EXIF_COLOUR, &space))
		return;
	exif_add(&exif->parts[EXIF_CAMERA], &space);
	exif_add(&exif->parts[EXIF_INTEROP], &index);
}

/* ---- Writing ---- */

static void exif_put(const struct exif *exif, uint8_t *out, uint32_t value,
		     unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		out[exif->big ? size - 1 - i : i] = (uint8_t)(value >> 8 * i);
}

/* What lies outside of an entry, evened. */
static size_t exif_outside(const struct exif_entry *entry)
{
	return entry->value.size > 4 ? (entry->value.size + 1) & ~(size_t)1 : 0;
}

static size_t exif_directory_size(const struct exif_directory *directory)
{
	size_t size = 2 + (size_t)directory->count * EXIF_ENTRY + 4;

	for (unsigned i = 0; i < directory->count; i++)
		size += exif_outside(&directory->entries[i]);
	return size;
}

static void exif_write_value(const struct exif *exif,
			     const struct exif_entry *entry, uint8_t *room,
			     uint8_t *out, size_t *outside)
{
	for (size_t i = 0; entry->value.data == NULL && i < EXIF_JOINTS; i++)
		if (exif_joints[i].tag == entry->tag)
			exif_put(exif, out, exif->parts[exif_joints[i].to].at,
				 4);
	if (entry->value.size > 4) {
		exif_put(exif, out, (uint32_t)*outside, 4);
		out = room + *outside;
		*outside += exif_outside(entry);
	}
	for (size_t i = 0; i < entry->value.size; i++)
		out[i] = entry->value.data[i];
}

static void exif_write(const struct exif *exif,
		       const struct exif_directory *directory, uint8_t *room)
{
	uint8_t *out = room + directory->at + 2;
	size_t outside =
	    directory->at + 2 + (size_t)directory->count * EXIF_ENTRY + 4;

	exif_put(exif, room + directory->at, directory->count, 2);
	for (unsigned i = 0; i < directory->count; i++, out += EXIF_ENTRY) {
		const struct exif_entry *entry = &directory->entries[i];

		exif_put(exif, out, entry->tag, 2);
		exif_put(exif, out + 2, entry->type, 2);
		exif_put(exif, out + 4, entry->count, 4);
		exif_write_value(exif, entry, room, out + 8, &outside);
	}
}

/* By number, as directories have to be. */
static void exif_sort(struct exif_directory *directory)
{
	for (unsigned i = 1; i < directory->count; i++)
		for (unsigned j = i; j > 0; j--) {
			struct exif_entry *pair = &directory->entries[j - 1];
			struct exif_entry kept = pair[0];

			if (pair[0].tag <= pair[1].tag)
				break;
			pair[0] = pair[1];
			pair[1] = kept;
		}
}

static void exif_join(struct exif *exif)
{
	for (size_t i = 0; i < EXIF_JOINTS; i++) {
		struct exif_entry entry = {
		    exif_joints[i].tag, EXIF_LONG, 1, {NULL, 0}};

		if (exif->parts[exif_joints[i].to].count > 0)
			exif_add(&exif->parts[exif_joints[i].from], &entry);
	}
}

static void exif_build(struct exif *exif, struct base_buffer *out)
{
	size_t size = 8;
	uint8_t *room;

	exif_join(exif);
	for (unsigned part = 0; part < EXIF_PARTS; part++) {
		if (exif->parts[part].count == 0)
			continue;
		exif_sort(&exif->parts[part]);
		exif->parts[part].at = (uint32_t)size;
		size += exif_directory_size(&exif->parts[part]);
	}
	if (exif->parts[EXIF_MAIN].count == 0 ||
	    base_buffer_extend(out, size, &room) != LENS_OK)
		return;
	room[0] = room[1] = exif->big ? 'M' : 'I';
	exif_put(exif, room + 2, 42, 2);
	exif_put(exif, room + 4, 8, 4);
	for (unsigned part = 0; part < EXIF_PARTS; part++)
		if (exif->parts[part].count > 0)
			exif_write(exif, &exif->parts[part], room);
}

void cleaner_exif(struct cleaner *cleaner, struct base_view tiff)
{
	struct exif exif = {.tiff = tiff, .keep = cleaner->keep};
	size_t main, camera;

	if (!base_view_starts(tiff, "II*", 4) &&
	    !base_view_starts(tiff, "MM\0*", 4))
		return;
	exif.big = tiff.data[0] == 'M';
	main = exif_number_at(&exif, 4, 4);
	camera = exif_pointed(&exif, main, TIFF_TAG_EXIF);
	exif_gather(&exif, EXIF_MAIN, main);
	exif_gather(&exif, EXIF_CAMERA, camera);
	exif_gather(&exif, EXIF_GPS, exif_pointed(&exif, main, TIFF_TAG_GPS));
	exif_colour(&exif, camera);
	exif_build(&exif, &cleaner->exif);
}
