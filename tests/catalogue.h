/* catalogue.h: a catalogue of sentences as msgfmt makes one. */
#ifndef LENSCAP_TESTS_CATALOGUE_H
#define LENSCAP_TESTS_CATALOGUE_H

#include "test.h"

#include <sys/mman.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define CATALOGUE_ROOM 32768

/* What is said in English and how, "" first, in the order of their bytes. */
struct catalogue_row {
	const char *text[2];
};

/*
 * "The Format of GNU MO Files": a head, two tables, texts; then how many bytes,
 * of which there is room for CATALOGUE_ROOM.
 */
static inline size_t catalogue_make(const struct catalogue_row *rows,
				    uint32_t count, uint8_t *bytes)
{
	size_t at = 28 + 16 * (size_t)count;

	base_put_u32(bytes, 0x950412de);
	base_put_u32(bytes + 8, count);
	base_put_u32(bytes + 12, 28);
	base_put_u32(bytes + 16, 28 + 8 * count);
	for (size_t i = 0; i < 2 * (size_t)count; i++) {
		const char *text = rows[i % count].text[i / count];
		size_t length = strlen(text);

		assert_true(at + length < CATALOGUE_ROOM);
		base_put_u32(bytes + 28 + 8 * i, (uint32_t)length);
		base_put_u32(bytes + 32 + 8 * i, (uint32_t)at);
		memcpy(bytes + at, text, length + 1);
		at += length + 1;
	}
	return at;
}

/* Speak it from here on. */
static inline void catalogue_speak(const struct catalogue_row *rows,
				   uint32_t count)
{
	static uint8_t bytes[CATALOGUE_ROOM];
	struct base_view all = {bytes, catalogue_make(rows, count, bytes)};
	char path[32];
	int file = memfd_create("catalogue", MFD_CLOEXEC);

	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	assert_int_equal(base_write_all(file, all), LENS_OK);
	assert_true(base_speak(path));
	base_close(&file);
}

#endif
