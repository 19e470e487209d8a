/* inventory_gif.c: a GIF's blocks and extensions (GIF89a). */
#include <string.h>

#include "container/profile.h"
#include "inventory.h"

enum {
	GIF_TEXT = 0x01,
	GIF_CONTROL = 0xf9,
	GIF_COMMENT = 0xfe,
	GIF_APPLICATION = 0xff
};

#define GIF_GAMMA_MAX 20    /* bytes of ImageMagick's */
#define GIF_XMP_TRAILER 258 /* leads readers of blocks out of raw XMP */

struct gif_walk {
	struct inventory *inventory;
	struct base_view view;
	size_t at;
	bool looped; /* how often to repeat was met */
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

/* Each reader answers how many bytes of a block it knows. */

static size_t gif_iptc(struct gif_walk *walk, struct base_view data)
{
	inventory_iptc(walk->inventory, data);
	return data.size;
}

static size_t gif_resources(struct gif_walk *walk, struct base_view data)
{
	inventory_resources(walk->inventory, data);
	return data.size;
}

static size_t gif_credentials(struct gif_walk *walk, struct base_view data)
{
	if (!inventory_is_signed(data))
		return 0;
	metadata_find_credentials(data, &walk->inventory->looked,
				  walk->inventory->picture);
	return data.size;
}

static size_t gif_profile(struct gif_walk *walk, struct base_view data)
{
	metadata_find_profile(data, walk->inventory->picture);
	return profile_size(data, data.size);
}

/* "gamma=" and a number. */
static size_t gif_gamma(struct gif_walk *walk, struct base_view data)
{
	size_t size = 6;

	(void)walk;
	if (!base_view_starts(data, "gamma=", 6))
		return 0;
	while (size < data.size && size < GIF_GAMMA_MAX &&
	       (data.data[size] == '.' ||
		(data.data[size] >= '0' && data.data[size] <= '9')))
		size++;
	return size;
}

/* Of Netscape's: how often to repeat, and how much to load first; once. */
static size_t gif_loop(struct gif_walk *walk, struct base_view data)
{
	size_t size = base_view_starts(data, "\1", 1) ? 3 : 0;

	if (walk->looped)
		return 0;
	walk->looped = true;
	return size < data.size && data.data[size] == 2 ? size + 5 : size;
}

static const struct {
	char name[12];
	size_t (*read)(struct gif_walk *walk, struct base_view data);
	bool previews; /* which are looked at later */
} gif_applications[] = {
    {"NETSCAPE2.0", gif_loop, false},
    {"ANIMEXTS1.0", gif_loop, false},
    {"ICCRGBG1012", gif_profile, false},
    {"ImageMagick", gif_gamma, false},
    {"MGKIPTC0000", gif_iptc, true},
    {"MGK8BIM0000", gif_resources, true},
    {"C2PA_GIF\1\0\0", gif_credentials, false},
};

/*
 * Blocks whose first bytes are known: what follows is told, and stays unread
 * unless it is words.
 */
static void gif_known(struct gif_walk *walk, const char *label, size_t most,
		      struct base_view data, struct base_view whole)
{
	if (most >= data.size ||
	    inventory_unknown(walk->inventory, label,
			      base_view_part(data, most, data.size - most)))
		inventory_claim(walk->inventory, whole);
}

static void gif_application(struct gif_walk *walk)
{
	struct base_view name = base_view_part(walk->view, walk->at + 1, 11);
	struct base_view whole, held;
	struct base_buffer data;
	char label[12] = N_("a block");
	size_t row = 0,
	       rows = sizeof(gif_applications) / sizeof(*gif_applications);

	if (name.data == NULL || walk->view.data[walk->at] != 11) {
		row = rows;
	} else {
		memcpy(label, name.data, 11);
		gif_claim(walk, 12);
		if (base_view_starts(name, "XMP Data", 8)) {
			gif_xmp(walk);
			return;
		}
	}
	while (row < rows &&
	       !base_view_starts(name, gif_applications[row].name, 11))
		row++;
	base_buffer_init(&data, INVENTORY_BLOCK_MAX);
	whole = gif_blocks(walk, &data);
	held = base_buffer_view(&data);
	if (row < rows && gif_applications[row].previews)
		held = inventory_hold(walk->inventory, held);
	gif_known(walk, label,
		  row < rows ? gif_applications[row].read(walk, held) : 0,
		  base_buffer_view(&data), whole);
	base_buffer_free(&data);
}

static void gif_extension(struct gif_walk *walk)
{
	uint8_t code = walk->view.data[walk->at + 1];
	struct base_buffer data;
	struct base_view words, whole;

	gif_claim(walk, 2);
	if (code == GIF_APPLICATION && gif_left(walk, 1)) {
		gif_application(walk);
		return;
	}
	base_buffer_init(&data, INVENTORY_BLOCK_MAX);
	whole = gif_blocks(walk, &data);
	words = base_buffer_view(&data);
	if (code == GIF_COMMENT) {
		inventory_claim(walk->inventory, whole);
		inventory_comment(walk->inventory, words);
	} else if (code == GIF_TEXT && words.size > 12) {
		inventory_claim(walk->inventory, whole);
		inventory_text(walk->inventory, N_("text on the picture"),
			       base_view_part(words, 12, words.size - 12));
	} else {
		gif_known(walk, N_("a block"), code == GIF_CONTROL ? 4 : 0,
			  words, whole);
	}
	base_buffer_free(&data);
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
	struct gif_walk walk = {.inventory = inventory, .view = view};

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
