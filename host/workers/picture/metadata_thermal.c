/*
 * metadata_thermal.c: the records of FLIR's thermal cameras ("FFF"): serial
 * numbers and a position, at the places that ExifTool's tables name.
 */
#include <math.h>
#include <string.h>

#include "metadata_facts.h"

#define THERMAL_RECORDS_MAX 64
#define THERMAL_KNOWN 0x2e
#define THERMAL_LISTED 0x10000 /* so that a record of kind 0 is one, too */

struct thermal {
	struct base_view bytes;
	bool little;
};

static uint32_t thermal_number(const struct thermal *thermal, size_t at,
			       size_t size)
{
	struct base_view one = base_view_part(thermal->bytes, at, size);
	uint32_t value = 0;

	for (size_t i = 0; i < one.size; i++)
		value = value << 8 |
			one.data[thermal->little ? one.size - 1 - i : i];
	return value;
}

static void thermal_text(struct base_view record, size_t at, size_t size,
			 enum ipc_finding_kind kind,
			 struct ipc_picture *picture)
{
	metadata_add(picture, kind,
		     metadata_text_ends(base_view_part(record, at, size)));
}

static double thermal_double(struct base_view record, size_t at)
{
	struct base_view bytes = base_view_part(record, at, 8);
	uint64_t bits;
	double value;

	if (bytes.data == NULL)
		return NAN;
	bits = base_get_u64(bytes.data);
	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* A flag, letters, then degrees with a sign, whatever the file's order. */
static void thermal_place(struct base_view record, struct ipc_picture *picture)
{
	struct metadata_position position = {
	    .latitude = {.known = true, .sided = true},
	    .longitude = {.known = true, .sided = true},
	};

	if (record.size < 0x20 || base_get_u32(record.data) == 0)
		return;
	position.latitude.degrees = thermal_double(record, 0x10);
	position.longitude.degrees = thermal_double(record, 0x18);
	metadata_add_position(picture, "", &position);
}

static void thermal_camera(struct base_view record, struct ipc_picture *picture)
{
	thermal_text(record, 0xd4, 32, IPC_FINDING_DEVICE, picture);
	thermal_text(record, 0x104, 16, IPC_FINDING_CAMERA_SERIAL, picture);
	thermal_text(record, 0x1a0, 16, IPC_FINDING_LENS_SERIAL, picture);
	thermal_text(record, 0x21c, 32, IPC_FINDING_LENS_SERIAL, picture);
}

bool metadata_is_thermal(struct base_view bytes)
{
	return base_view_starts(bytes, "FFF\0", 4) ||
	       base_view_starts(bytes, "AFF\0", 4);
}

/* The list's entry and the record that it names; its kind, 0: no such entry. */
static uint32_t thermal_record(struct base_view bytes, unsigned i,
			       struct base_view *entry,
			       struct base_view *record)
{
	struct thermal thermal = {bytes, false};
	uint32_t version = thermal_number(&thermal, 0x14, 4);
	size_t at;

	thermal.little = version < 100 || version >= 200;
	if (!metadata_is_thermal(bytes) || i >= THERMAL_RECORDS_MAX ||
	    i >= thermal_number(&thermal, 0x1c, 4))
		return 0;
	at = thermal_number(&thermal, 0x18, 4) + 32 * (size_t)i;
	*entry = base_view_part(bytes, at, 32);
	*record = base_view_part(bytes, thermal_number(&thermal, at + 12, 4),
				 thermal_number(&thermal, at + 16, 4));
	return THERMAL_LISTED | thermal_number(&thermal, at, 2);
}

bool metadata_thermal_part(struct base_view bytes, unsigned i,
			   struct base_view parts[2])
{
	uint32_t kind = thermal_record(bytes, i, &parts[0], &parts[1]);

	/* Of kinds up to there ExifTool has tables. */
	if ((kind & 0xffff) > THERMAL_KNOWN)
		parts[1] = (struct base_view){0};
	return kind != 0;
}

void metadata_find_thermal(struct base_view bytes, struct ipc_picture *picture)
{
	struct base_view entry, record;
	uint32_t kind;

	for (unsigned i = 0;
	     (kind = thermal_record(bytes, i, &entry, &record)) != 0; i++) {
		if (kind == (THERMAL_LISTED | 0x20))
			thermal_camera(record, picture);
		else if (kind == (THERMAL_LISTED | 0x2b))
			thermal_place(record, picture);
	}
}
