/* inventory_gif.c: a GIF's blocks and extensions (GIF89a). */
#include <string.h>

#include "inventory.h"

#define GIF_XMP_TRAILER 258 /* leads readers of blocks out of raw XMP */

struct gif_walk {
	struct inventory *inventory;
	struct base_view view;
	size_t at;
};

static bool gif_left(const struct gif_walk *walk, size_t size)
{
	return walk->view.size - walk->at >= size;
}

static void gif_claim(struct gif_walk *walk, size_t size)
{
	if (size > walk->view.size - walk->at)
		size = walk->view.size - walk->at;
	inventory_claim(walk->inventory,
			base_view_part(walk->view, walk->at, size));
	walk->at += size;
}

static size_t gif_colours(uint8_t flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/*
 * Blocks with a length in front up to an empty one; joined where wanted.  Where
 * they are, for the caller to claim.
 */
static struct base_view gif_blocks(struct gif_walk *walk,
				   struct base_buffer *out)
{
	size_t from = walk->at;

	while (gif_left(walk, 1)) {
		size_t size = walk->view.data[walk->at];
		struct base_view body =
		    base_view_part(walk->view, walk->at + 1, size);

		if (out != NULL && body.data != NULL)
			/* What does not fit is left out. */
			(void)!base_buffer_add(out, body.data, body.size);
		walk->at +=
		    body.data != NULL ? 1 + size : walk->view.size - walk->at;
		if (size == 0)
			break;
	}
	return base_view_part(walk->view, from, walk->at - from);
}

/* A packet is stored raw where blocks belong (Adobe XMP part 3). */
static void gif_xmp(struct gif_walk *walk)
{
	size_t from = walk->at, size;

	inventory_claim(walk->inventory, gif_blocks(walk, NULL));
	size = walk->at - from;
	if (size > GIF_XMP_TRAILER)
		inventory_xmp(
		    walk->inventory,
		    base_view_part(walk->view, from, size - GIF_XMP_TRAILER));
}

static void gif_iptc(struct inventory *inventory, struct base_view data)
{
	inventory_iptc(inventory, data);
}

static void gif_resources(struct inventory *inventory, struct base_view data)
{
	inventory_resources(inventory, data);
}

/* A row without read is of pixels or colours. */
static const struct {
	char name[12];
	void (*read)(struct inventory *inventory, struct base_view data);
} gif_applications[] = {
    {"NETSCAPE2.0", NULL},     {"ANIMEXTS1.0", NULL},
    {"ICCRGBG1012", NULL},     {"ImageMagick", NULL},
    {"MGKIPTC0000", gif_iptc}, {"MGK8BIM0000", gif_resources},
    {"C2PA_GIF\1\0\0", NULL},
};

static void gif_application(struct gif_walk *walk)
{
	struct base_view name = base_view_part(walk->view, walk->at + 1, 11);
	struct base_buffer data;
	struct base_view held, whole;
	char label[12] = "";

	if (name.data == NULL || walk->view.data[walk->at] != 11) {
		inventory_claim(walk->inventory, gif_blocks(walk, NULL));
		return;
	}
	gif_claim(walk, 12);
	if (base_view_starts(name, "XMP Data", 8)) {
		gif_xmp(walk);
		return;
	}
	base_buffer_init(&data, INVENTORY_BLOCK_MAX);
	whole = gif_blocks(walk, &data);
	held = inventory_hold(walk->inventory, base_buffer_view(&data));
	base_buffer_free(&data);
	for (size_t i = 0;
	     i < sizeof(gif_applications) / sizeof(*gif_applications); i++)
		if (base_view_starts(name, gif_applications[i].name, 11)) {
			inventory_claim(walk->inventory, whole);
			if (gif_applications[i].read != NULL)
				gif_applications[i].read(walk->inventory, held);
			return;
		}
	memcpy(label, name.data, 11);
	if (inventory_unknown(walk->inventory, label, held))
		inventory_claim(walk->inventory, whole);
}

static void gif_extension(struct gif_walk *walk)
{
	uint8_t code = walk->view.data[walk->at + 1];
	struct base_buffer words;

	gif_claim(walk, 2);
	if (code == 0xff && gif_left(walk, 1)) {
		gif_application(walk);
		return;
	}
	base_buffer_init(&words, INVENTORY_BLOCK_MAX);
	inventory_claim(walk->inventory, gif_blocks(walk, &words));
	if (code == 0xfe)
		inventory_comment(walk->inventory, base_buffer_view(&words));
	else if (code == 0x01 && words.size > 12) /* words drawn as text */
		inventory_text(
		    walk->inventory, "text on the picture",
		    (struct base_view){words.data + 12, words.size - 12});
	base_buffer_free(&words);
}

static void gif_frame(struct gif_walk *walk)
{
	size_t colours =
	    gif_left(walk, 10) ? gif_colours(walk->view.data[walk->at + 9]) : 0;

	gif_claim(walk, 10 + colours + 1);
	inventory_claim(walk->inventory, gif_blocks(walk, NULL));
}

size_t inventory_gif(struct inventory *inventory, struct base_view view)
{
	struct gif_walk walk = {inventory, view, 0};

	if ((!base_view_starts(view, "GIF87a", 6) &&
	     !base_view_starts(view, "GIF89a", 6)) ||
	    view.size < 13)
		return 0;
	gif_claim(&walk, 13 + gif_colours(view.data[10]));
	while (gif_left(&walk, 2)) {
		uint8_t kind = view.data[walk.at];

		if (kind == 0x21)
			gif_extension(&walk);
		else if (kind == 0x2c)
			gif_frame(&walk);
		else if (kind == 0) /* some writers pad */
			gif_claim(&walk, 1);
		else
			break;
	}
	if (gif_left(&walk, 1) && view.data[walk.at] == 0x3b)
		gif_claim(&walk, 1);
	return walk.at;
}
