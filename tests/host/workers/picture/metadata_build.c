/* metadata_build.c: blocks of metadata by hand, and what was found in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "metadata_build.h"

static void build_put(const struct build_tiff *tiff, uint8_t *out,
		      uint32_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		out[tiff->little ? i : size - 1 - i] =
		    (uint8_t)(value >> (8 * i));
}

static uint8_t *build_pool(struct build_tiff *tiff, size_t size)
{
	uint8_t *out = tiff->pool + tiff->used;

	assert_true(size <= sizeof(tiff->pool) - tiff->used);
	tiff->used += size;
	return out;
}

static void build_field(struct build_tiff *tiff, enum build_directory directory,
			uint16_t tag, uint16_t type, uint32_t components,
			struct base_view data)
{
	assert_true(tiff->count < BUILD_FIELDS);
	tiff->fields[tiff->count++] =
	    (struct build_field){directory, tag, type, components, data};
}

void build_bytes(struct build_tiff *tiff, enum build_directory directory,
		 uint16_t tag, uint16_t type, const void *data, size_t size)
{
	uint8_t *copy = build_pool(tiff, size);

	memcpy(copy, data, size);
	build_field(tiff, directory, tag, type, (uint32_t)size,
		    (struct base_view){copy, size});
}

void build_text(struct build_tiff *tiff, enum build_directory directory,
		uint16_t tag, const char *text)
{
	build_bytes(tiff, directory, tag, BUILD_ASCII, text, strlen(text) + 1);
}

void build_short(struct build_tiff *tiff, enum build_directory directory,
		 uint16_t tag, uint16_t value)
{
	uint8_t *bytes = build_pool(tiff, 2);

	build_put(tiff, bytes, value, 2);
	build_field(tiff, directory, tag, BUILD_SHORT, 1,
		    (struct base_view){bytes, 2});
}

void build_long(struct build_tiff *tiff, enum build_directory directory,
		uint16_t tag, uint32_t value)
{
	uint8_t *bytes = build_pool(tiff, 4);

	build_put(tiff, bytes, value, 4);
	build_field(tiff, directory, tag, BUILD_LONG, 1,
		    (struct base_view){bytes, 4});
}

void build_fractions(struct build_tiff *tiff, enum build_directory directory,
		     uint16_t tag, const uint32_t *numbers, size_t count)
{
	uint8_t *bytes = build_pool(tiff, 4 * count);

	for (size_t i = 0; i < count; i++)
		build_put(tiff, bytes + 4 * i, numbers[i], 4);
	build_field(tiff, directory, tag, BUILD_RATIONAL, (uint32_t)count / 2,
		    (struct base_view){bytes, 4 * count});
}

void build_coordinate(struct build_tiff *tiff, uint16_t tag, uint32_t degrees,
		      uint32_t minutes, uint32_t hundredths, const char *letter)
{
	uint32_t numbers[] = {degrees, 1, minutes, 1, hundredths, 100};

	if (letter != NULL)
		build_text(tiff, BUILD_GPS, (uint16_t)(tag - 1), letter);
	build_fractions(tiff, BUILD_GPS, tag, numbers, 6);
}

static unsigned build_fields(const struct build_tiff *tiff,
			     enum build_directory directory)
{
	unsigned count = 0;

	for (unsigned i = 0; i < tiff->count; i++)
		count += tiff->fields[i].directory == directory;
	return count;
}

/* Write one directory at offset, its long values behind what is there. */
static void build_directory(struct build_tiff *tiff,
			    enum build_directory directory, size_t offset,
			    uint32_t next)
{
	uint8_t *at = tiff->block + offset;

	build_put(tiff, at, build_fields(tiff, directory), 2);
	at += 2;
	for (unsigned i = 0; i < tiff->count; i++) {
		const struct build_field *field = &tiff->fields[i];
		uint8_t *value = at + 8;

		if (field->directory != directory)
			continue;
		build_put(tiff, at, field->tag, 2);
		build_put(tiff, at + 2, field->type, 2);
		build_put(tiff, at + 4, field->components, 4);
		if (field->data.size > 4) {
			build_put(tiff, value, (uint32_t)tiff->size, 4);
			value = tiff->block + tiff->size;
			tiff->size += field->data.size;
		}
		assert_true(tiff->size <= sizeof(tiff->block));
		memcpy(value, field->data.data, field->data.size);
		at += 12;
	}
	build_put(tiff, at, next, 4);
}

struct base_view build_tiff(struct build_tiff *tiff)
{
	static const uint16_t pointers[] = {0, 0x8769, 0x8825, 0};
	size_t offset[BUILD_DIRECTORIES], end = 8;
	size_t thumbnail;

	for (int d = BUILD_EXIF; d <= BUILD_GPS; d++)
		if (build_fields(tiff, d) > 0)
			build_long(tiff, BUILD_MAIN, pointers[d], 0);
	if (tiff->thumbnail.size > 0) {
		build_long(tiff, BUILD_SECOND, 0x0201, 0);
		build_long(tiff, BUILD_SECOND, 0x0202,
			   (uint32_t)tiff->thumbnail.size);
	}
	for (int d = 0; d < BUILD_DIRECTORIES; d++) {
		offset[d] = end;
		end += 2 + 12 * (size_t)build_fields(tiff, d) + 4;
	}
	thumbnail = end;
	end += tiff->thumbnail.size;
	assert_true(end <= sizeof(tiff->block));
	for (unsigned i = 0; i < tiff->count; i++) {
		struct build_field *field = &tiff->fields[i];
		uint8_t *value = (uint8_t *)field->data.data;

		for (int d = BUILD_EXIF; d <= BUILD_GPS; d++)
			if (field->tag == pointers[d])
				build_put(tiff, value, (uint32_t)offset[d], 4);
		if (field->tag == 0x0201)
			build_put(tiff, value, (uint32_t)thumbnail, 4);
	}
	memset(tiff->block, 0, sizeof(tiff->block));
	memcpy(tiff->block, tiff->little ? "II" : "MM", 2);
	build_put(tiff, tiff->block + 2, 42, 2);
	build_put(tiff, tiff->block + 4, 8, 4);
	if (tiff->thumbnail.size > 0)
		memcpy(tiff->block + thumbnail, tiff->thumbnail.data,
		       tiff->thumbnail.size);
	tiff->size = end;
	for (int d = 0; d < BUILD_DIRECTORIES; d++)
		build_directory(tiff, d, offset[d],
				d == BUILD_MAIN &&
					build_fields(tiff, BUILD_SECOND) > 0
				    ? (uint32_t)offset[BUILD_SECOND]
				    : 0);
	return (struct base_view){tiff->block, tiff->size};
}

void build_iptc(struct base_buffer *bytes, uint8_t record, uint8_t number,
		const char *text)
{
	size_t size = strlen(text);
	uint8_t head[] = {0x1c, record, number, (uint8_t)(size >> 8),
			  (uint8_t)size};

	assert_int_equal(base_buffer_add(bytes, head, sizeof(head)), LENS_OK);
	assert_int_equal(base_buffer_add(bytes, text, size), LENS_OK);
}

unsigned build_count(const struct ipc_picture *picture,
		     enum ipc_finding_kind kind, const char *detail)
{
	unsigned count = 0;

	for (unsigned i = 0; i < picture->count; i++)
		count += picture->findings[i].kind == kind &&
			 strcmp(picture->findings[i].detail, detail) == 0;
	return count;
}

unsigned build_count_kind(const struct ipc_picture *picture,
			  enum ipc_finding_kind kind)
{
	unsigned count = 0;

	for (unsigned i = 0; i < picture->count; i++)
		count += picture->findings[i].kind == kind;
	return count;
}

void build_expect(const struct ipc_picture *picture, enum ipc_finding_kind kind,
		  const char *detail)
{
	if (build_count(picture, kind, detail) == 1)
		return;
	for (unsigned i = 0; i < picture->count; i++)
		print_message("# found %d: %s\n", picture->findings[i].kind,
			      picture->findings[i].detail);
	fail_msg("not found once as %d: %s", kind, detail);
}

void build_in_time(clock_t start)
{
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}
