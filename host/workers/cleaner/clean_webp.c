/*
 * clean_webp.c: the chunks of a WebP that decoding takes (RFC 9649, 2.7),
 * those within the frames of an animation, too.
 */
#include <string.h>

#include "cleaner.h"
#include "container/profile.h"
#include "container/webp.h"

#define WEBP_HEAD 12 /* bytes before the first chunk */
#define WEBP_HAS_PROFILE 0x20
#define WEBP_HAS_EXIF 0x08
#define WEBP_HAS_XMP 0x04
#define WEBP_FRAME 16 /* bytes of a frame before its chunks */
#define WEBP_CANVAS 10

struct webp_chunk {
	const uint8_t *name;
	struct base_view data;
};

bool cleaner_begins_webp(struct base_view file)
{
	return base_view_starts(file, "RIFF", 4) &&
	       base_view_starts(base_view_part(file, 8, 4), "WEBP", 4);
}

static bool webp_next(struct base_view all, size_t *at, struct webp_chunk *out)
{
	struct base_view head = base_view_part(all, *at, 8);
	uint32_t size;

	if (head.data == NULL)
		return false;
	size = base_get_u32(head.data + 4);
	out->name = head.data;
	out->data = base_view_part(all, *at + 8, size);
	if (out->data.data == NULL && size > 0)
		return false;
	*at += 8 + (size_t)size + (size & 1);
	return true;
}

static bool webp_named(const struct webp_chunk *chunk, const char *name)
{
	return memcmp(chunk->name, name, 4) == 0;
}

static void webp_put(struct cleaner *cleaner, const void *name,
		     struct base_view data)
{
	uint8_t size[4];

	base_put_u32(size, (uint32_t)data.size);
	cleaner_add(cleaner, name, 4);
	cleaner_add(cleaner, size, 4);
	cleaner_add_view(cleaner, data);
	/* The byte that makes it even is no place for anything. */
	if (data.size & 1)
		cleaner_add(cleaner, "", 1);
}

/* A frame's own chunks alone; its size is known when they are written. */
static enum ipc_clean_status webp_put_frame(struct cleaner *cleaner,
					    struct base_view frame)
{
	size_t begin = cleaner->out.used, at = WEBP_FRAME;
	struct webp_use use = WEBP_USE_FRAME;
	struct webp_chunk chunk;
	uint8_t size[4];

	if (frame.size < WEBP_FRAME)
		return IPC_CLEAN_MALFORMED;
	webp_put(cleaner, "ANMF", base_view_part(frame, 0, WEBP_FRAME));
	while (webp_next(frame, &at, &chunk))
		if (webp_use_takes(&use, chunk.name))
			webp_put(cleaner, chunk.name, chunk.data);
	base_put_u32(size, (uint32_t)(cleaner->out.used - begin - 8));
	cleaner_patch(cleaner, begin + 4, size, 4);
	return IPC_CLEAN_OK;
}

/* What the header says of chunks that are no longer there is taken back. */
static enum ipc_clean_status webp_put_header(struct cleaner *cleaner,
					     struct base_view data)
{
	uint8_t header[WEBP_CANVAS];

	if (data.size < WEBP_CANVAS)
		return IPC_CLEAN_MALFORMED;
	memcpy(header, data.data, WEBP_CANVAS);
	header[0] &= (uint8_t) ~(WEBP_HAS_EXIF | WEBP_HAS_XMP);
	header[1] = header[2] = header[3] = 0;
	if (cleaner->exif.size > 0)
		header[0] |= WEBP_HAS_EXIF;
	webp_put(cleaner, "VP8X", (struct base_view){header, WEBP_CANVAS});
	return IPC_CLEAN_OK;
}

/* Without the header of the extended form nothing else can be in the file. */
static void webp_find_exif(struct cleaner *cleaner, struct base_view all)
{
	struct webp_chunk chunk;
	bool extended = false;
	size_t at = 0;

	while (webp_next(all, &at, &chunk)) {
		extended |= webp_named(&chunk, "VP8X");
		if (!extended || !webp_named(&chunk, "EXIF"))
			continue;
		/* Some writers leave JPEG's prefix on. */
		if (base_view_starts(chunk.data, "Exif\0", 6))
			chunk.data =
			    base_view_part(chunk.data, 6, chunk.data.size - 6);
		cleaner_exif(cleaner, chunk.data);
		return;
	}
}

/* What there is of a profile; without one the header announces none. */
static void webp_put_profile(struct cleaner *cleaner, struct base_view data)
{
	struct base_view header = {cleaner->out.room + WEBP_HEAD,
				   cleaner->out.used - WEBP_HEAD};
	uint8_t flags;

	data.size = profile_size(data, data.size);
	if (data.size > 0) {
		webp_put(cleaner, "ICCP", data);
	} else if (base_view_starts(header, "VP8X", 4)) {
		flags = (uint8_t)(header.data[8] & ~WEBP_HAS_PROFILE);
		cleaner_patch(cleaner, WEBP_HEAD + 8, &flags, 1);
	}
}

static enum ipc_clean_status webp_put_chunk(struct cleaner *cleaner,
					    const struct webp_chunk *chunk)
{
	if (webp_named(chunk, "VP8X"))
		return webp_put_header(cleaner, chunk->data);
	if (webp_named(chunk, "ANMF"))
		return webp_put_frame(cleaner, chunk->data);
	if (webp_named(chunk, "ICCP"))
		webp_put_profile(cleaner, chunk->data);
	else
		webp_put(cleaner, chunk->name, chunk->data);
	return IPC_CLEAN_OK;
}

enum ipc_clean_status cleaner_webp(struct cleaner *cleaner)
{
	struct base_view file = cleaner->file, all;
	uint32_t size = base_get_u32(file.data + 4);
	enum ipc_clean_status status = IPC_CLEAN_OK;
	struct webp_use use = {0};
	struct webp_chunk chunk;
	uint8_t number[4];
	size_t at = 0;

	/* What the file's own length leaves out lies behind its end. */
	if (size < 4 || size > file.size - 8)
		return IPC_CLEAN_MALFORMED;
	all = base_view_part(file, 12, size - 4);
	cleaner_add(cleaner, "RIFF\0\0\0\0WEBP", 12);
	webp_find_exif(cleaner, all);
	while (status == IPC_CLEAN_OK && webp_next(all, &at, &chunk))
		if (webp_use_takes(&use, chunk.name))
			status = webp_put_chunk(cleaner, &chunk);
	if (cleaner->exif.size > 0)
		webp_put(cleaner, "EXIF", base_buffer_view(&cleaner->exif));
	base_put_u32(number, (uint32_t)(cleaner->out.used - 8));
	cleaner_patch(cleaner, 4, number, 4);
	return status;
}
