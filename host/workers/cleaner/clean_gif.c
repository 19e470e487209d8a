/*
 * clean_gif.c: the blocks of a GIF that showing it takes (GIF89a): pictures,
 * their delays and transparent colours, how often they repeat, a profile.
 */
#include <string.h>

#include "cleaner.h"
#include "container/profile.h"

#define GIF_HEADER 13
#define GIF_DESCRIPTOR 10
#define GIF_BLOCK_MAX 255
#define GIF_CONTROLS 8 /* bytes of a control block */
#define GIF_TABLE(flags) ((flags)&0x80 ? (size_t)3 << (((flags)&7) + 1) : 0)

enum {
	GIF_EXTENSION = 0x21,
	GIF_IMAGE = 0x2c,
	GIF_TRAILER = 0x3b,
	GIF_CONTROL = 0xf9,
	GIF_TEXT = 0x01,
	GIF_APPLICATION = 0xff,
};

bool cleaner_begins_gif(struct base_view file)
{
	return base_view_starts(file, "GIF8", 4);
}

/* The size of sub-blocks from at on, the empty one included; 0: cut off. */
static size_t gif_blocks(struct base_view file, size_t at)
{
	size_t from = at;

	while (at < file.size) {
		size_t size = file.data[at];

		if (file.size - at <= size)
			return 0;
		at += size + 1;
		if (size == 0)
			return at - from;
	}
	return 0;
}

struct gif_block {
	uint8_t kind;
	struct base_view whole; /* with what introduces it */
};

/* The size of a picture: descriptor, colours, one byte, sub-blocks. */
static size_t gif_image(struct base_view file, size_t at)
{
	struct base_view head = base_view_part(file, at, GIF_DESCRIPTOR);
	size_t size, blocks;

	if (head.data == NULL)
		return 0;
	size = GIF_DESCRIPTOR + GIF_TABLE(head.data[9]) + 1;
	if (size > file.size - at)
		return 0;
	blocks = gif_blocks(file, at + size);
	return blocks > 0 ? size + blocks : 0;
}

static bool gif_next(struct base_view file, size_t *at, struct gif_block *out)
{
	struct base_view head = base_view_part(file, *at, 2);
	size_t size = 0;

	*out = (struct gif_block){.kind = GIF_TRAILER};
	if (*at < file.size && file.data[*at] == GIF_TRAILER)
		return true;
	if (head.data == NULL)
		return false;
	if (head.data[0] == GIF_IMAGE) {
		out->kind = GIF_IMAGE;
		size = gif_image(file, *at);
	} else if (head.data[0] == GIF_EXTENSION) {
		out->kind = head.data[1];
		size = gif_blocks(file, *at + 2);
		size = size > 0 ? size + 2 : 0;
	}
	out->whole = base_view_part(file, *at, size);
	*at += size;
	return size > 0;
}

static bool gif_is_of(const struct gif_block *block, const char *application)
{
	struct base_view name = base_view_part(block->whole, 2, 12);

	return block->kind == GIF_APPLICATION &&
	       base_view_starts(name, "\x0b", 1) &&
	       memcmp(name.data + 1, application, 11) == 0;
}

/* How often it repeats: one sub-block of three bytes, and no other. */
static void gif_put_loop(struct cleaner *cleaner, const struct gif_block *block)
{
	struct base_view loop = base_view_part(block->whole, 14, 4);

	if (!base_view_starts(loop, "\x03\x01", 2))
		return;
	cleaner_add_view(cleaner, base_view_part(block->whole, 0, 18));
	cleaner_add(cleaner, "", 1);
}

/* A profile, without what follows it, in sub-blocks of its own. */
static void gif_put_profile(struct cleaner *cleaner,
			    const struct gif_block *block)
{
	struct base_view whole = block->whole, data, profile;
	struct base_buffer joined;

	base_buffer_init(&joined, whole.size);
	for (size_t at = 14; at < whole.size && whole.data[at] > 0;
	     at += whole.data[at] + (size_t)1)
		/* It cannot be full: there is room for all of the block. */
		(void)!base_buffer_add(&joined, whole.data + at + 1,
				       whole.data[at]);
	data = base_buffer_view(&joined);
	profile = base_view_part(data, 0, profile_size(data, data.size));
	if (profile.size > 0)
		cleaner_add_view(cleaner, base_view_part(whole, 0, 14));
	for (size_t at = 0; at < profile.size; at += GIF_BLOCK_MAX) {
		size_t left = profile.size - at;
		uint8_t size =
		    left < GIF_BLOCK_MAX ? (uint8_t)left : GIF_BLOCK_MAX;

		cleaner_add(cleaner, &size, 1);
		cleaner_add(cleaner, profile.data + at, size);
	}
	if (profile.size > 0)
		cleaner_add(cleaner, "", 1);
	base_buffer_free(&joined);
}

static void gif_put(struct cleaner *cleaner, const struct gif_block *block,
		    struct base_view *control, bool *looped)
{
	if (block->kind == GIF_CONTROL) {
		*control = block->whole; /* of the next picture, if any */
		return;
	}
	if (!*looped && (gif_is_of(block, "NETSCAPE2.0") ||
			 gif_is_of(block, "ANIMEXTS1.0"))) {
		*looped = true;
		gif_put_loop(cleaner, block);
	}
	if (gif_is_of(block, "ICCRGBG1012"))
		gif_put_profile(cleaner, block);
	if (block->kind == GIF_IMAGE) {
		if (control->size == GIF_CONTROLS)
			cleaner_add_view(cleaner, *control);
		cleaner_add_view(cleaner, block->whole);
	}
	if (block->kind == GIF_IMAGE || block->kind == GIF_TEXT)
		*control = (struct base_view){NULL, 0};
}

enum ipc_clean_status cleaner_gif(struct cleaner *cleaner)
{
	struct base_view head = base_view_part(cleaner->file, 0, GIF_HEADER);
	struct base_view control = {NULL, 0};
	struct gif_block block;
	bool any = false, looped = false;
	size_t at;

	if (head.data == NULL)
		return IPC_CLEAN_MALFORMED;
	at = GIF_HEADER + GIF_TABLE(head.data[10]);
	head = base_view_part(cleaner->file, 0, at);
	if (head.data == NULL)
		return IPC_CLEAN_MALFORMED;
	cleaner_add_view(cleaner, head);
	while (gif_next(cleaner->file, &at, &block)) {
		if (block.kind == GIF_TRAILER) {
			cleaner_add(cleaner, ";", 1);
			return any ? IPC_CLEAN_OK : IPC_CLEAN_MALFORMED;
		}
		any |= block.kind == GIF_IMAGE;
		gif_put(cleaner, &block, &control, &looped);
	}
	return IPC_CLEAN_MALFORMED;
}
