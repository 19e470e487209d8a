/* zip.c: files as one archive (APPNOTE 6.3.3), stored as they are. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "zip.h"

#define ZIP_LOCAL 0x04034b50u
#define ZIP_CENTRAL 0x02014b50u
#define ZIP_END 0x06054b50u
#define ZIP_VERSION 20	 /* what reads it must know */
#define ZIP_UTF8 0x0800u /* names are UTF-8 */
#define ZIP_DAY 0x0021u	 /* 1980-01-01: no time is told */
#define ZIP_NAMES_MAX 65535u

struct zip_entry {
	uint32_t crc, size, at;
};

static enum lens_err zip_number(struct base_buffer *out, uint32_t number,
				unsigned bytes)
{
	uint8_t little[4] = {(uint8_t)number, (uint8_t)(number >> 8),
			     (uint8_t)(number >> 16), (uint8_t)(number >> 24)};

	return base_buffer_add(out, little, bytes);
}

/* CRC-32 of ISO 3309, bit by bit. */
static uint32_t zip_crc(struct base_view bytes)
{
	uint32_t crc = 0xffffffffu;

	for (size_t i = 0; i < bytes.size; i++) {
		crc ^= bytes.data[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
	}
	return ~crc;
}

/* What stands before a file, and again in the directory, of it. */
static enum lens_err zip_about(struct base_buffer *out,
			       const struct zip_entry *entry, const char *name)
{
	const struct {
		uint32_t number;
		unsigned bytes;
	} fields[] = {
	    {ZIP_VERSION, 2}, {ZIP_UTF8, 2},	{0, 2}, /* stored */
	    {0, 2},	      {ZIP_DAY, 2},	{entry->crc, 4},
	    {entry->size, 4}, {entry->size, 4}, {(uint32_t)strlen(name), 2},
	    {0, 2},
	};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (err == LENS_OK)
			err =
			    zip_number(out, fields[i].number, fields[i].bytes);
	return err;
}

static enum lens_err zip_file(int dir, const char *name,
			      struct zip_entry *entry, struct base_buffer *out)
{
	struct base_buffer bytes;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum lens_err err;

	base_buffer_init(&bytes, ZIP_BYTES_MAX);
	err = fd < 0 ? LENS_SYSTEM : base_read_all(fd, &bytes);
	base_close(&fd);
	entry->at = (uint32_t)out->size;
	entry->size = (uint32_t)bytes.size;
	entry->crc = zip_crc(base_buffer_view(&bytes));
	if (err == LENS_OK)
		err = zip_number(out, ZIP_LOCAL, 4);
	if (err == LENS_OK)
		err = zip_about(out, entry, name);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, name);
	if (err == LENS_OK)
		err = base_buffer_add(out, bytes.data, bytes.size);
	base_buffer_free(&bytes);
	return err;
}

static enum lens_err zip_listed(const struct zip_entry *entry, const char *name,
				struct base_buffer *out)
{
	enum lens_err err = zip_number(out, ZIP_CENTRAL, 4);

	if (err == LENS_OK)
		err = zip_number(out, ZIP_VERSION, 2);
	if (err == LENS_OK)
		err = zip_about(out, entry, name);
	/* No comment, the first disk, no attributes. */
	if (err == LENS_OK)
		err = zip_number(out, 0, 4);
	if (err == LENS_OK)
		err = zip_number(out, 0, 2);
	if (err == LENS_OK)
		err = zip_number(out, 0, 4);
	if (err == LENS_OK)
		err = zip_number(out, entry->at, 4);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, name);
	return err;
}

static enum lens_err zip_end(size_t count, uint32_t at, struct base_buffer *out)
{
	uint32_t size = (uint32_t)out->size - at;
	enum lens_err err = zip_number(out, ZIP_END, 4);

	if (err == LENS_OK)
		err = zip_number(out, 0, 4);
	for (int i = 0; i < 2 && err == LENS_OK; i++)
		err = zip_number(out, (uint32_t)count, 2);
	if (err == LENS_OK)
		err = zip_number(out, size, 4);
	if (err == LENS_OK)
		err = zip_number(out, at, 4);
	if (err == LENS_OK)
		err = zip_number(out, 0, 2);
	return err;
}

enum lens_err zip_files(int dir, char *const *names, size_t count,
			struct base_buffer *out)
{
	struct zip_entry *entries = base_alloc(count + 1, sizeof(*entries));
	enum lens_err err = count > ZIP_NAMES_MAX ? LENS_TOO_BIG : LENS_OK;
	uint32_t at;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = zip_file(dir, names[i], &entries[i], out);
	at = (uint32_t)out->size;
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = zip_listed(&entries[i], names[i], out);
	if (err == LENS_OK)
		err = zip_end(count, at, out);
	free(entries);
	return err;
}
