/*
 * metadata_resource.c: Photoshop's image resources (Adobe Photoshop File
 * Formats Specification): "8BIM", a number, a name padded to even, a length,
 * data padded to even.
 */
#include <string.h>

#include "metadata_facts.h"

#define RESOURCE_TEXTS_MAX 32 /* of one resource */

static uint32_t resource_big(struct base_view bytes)
{
	uint32_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value = value << 8 | bytes.data[i];
	return value;
}

/*
 * Adobe's own numbers; those of plug-ins, which may hold anything, lie between
 * (4000 to 4999), and some are beyond.
 */
static bool resource_is_known(uint32_t number)
{
	return (number >= 1000 && number < 1100) ||
	       (number >= 2000 && number < 3000) ||
	       (number >= 7000 && number < 7003) || number == 8000 ||
	       number == 10000;
}

bool metadata_resource_next(struct base_view *all,
			    struct metadata_resource *out)
{
	struct base_view length;
	size_t name, size, used;

	if (all->size < 12)
		return false;
	/* Others than Photoshop sign with names of their own. */
	if (!base_view_starts(*all, "8BIM", 4) &&
	    !base_view_starts(*all, "PHUT", 4) &&
	    !base_view_starts(*all, "DCSR", 4) &&
	    !base_view_starts(*all, "AgHg", 4) &&
	    !base_view_starts(*all, "MeSa", 4))
		return false;
	out->number = resource_big(base_view_part(*all, 4, 2));
	out->known = resource_is_known(out->number);
	name = (all->data[6] + 2u) & ~1u;
	out->name = base_view_part(*all, 7, all->data[6]);
	length = base_view_part(*all, 6 + name, 4);
	size = resource_big(length);
	out->data = base_view_part(*all, 10 + name, size);
	if (length.data == NULL || (size > 0 && out->data.data == NULL))
		return false;
	used = 10 + name + size + (size & 1);
	if (used > all->size)
		used = all->size;
	out->whole = base_view_part(*all, 0, used);
	*all = base_view_part(*all, used, all->size - used);
	return true;
}

struct base_view metadata_resource(struct base_view all, uint32_t wanted,
				   unsigned behind)
{
	struct metadata_resource one;

	for (unsigned i = 0;
	     i < METADATA_RESOURCES_MAX && metadata_resource_next(&all, &one);
	     i++)
		if (one.number == wanted && behind-- == 0)
			return one.data;
	return (struct base_view){0};
}

/* ---- What they say ---- */

static struct base_view resource_wide(char *out, size_t capacity,
				      struct base_view data, size_t at)
{
	uint32_t size = resource_big(base_view_part(data, at, 4));

	if (data.size < at + 4 || size > (data.size - at - 4) / 2)
		return (struct base_view){0};
	return metadata_text_utf16(
	    out, capacity, base_view_part(data, at + 4, 2 * size), false);
}

/* A length in a byte, then as many letters. */
static void resource_caption(struct base_view data, struct ipc_picture *picture)
{
	if (data.size > 0)
		metadata_add(picture, IPC_FINDING_CAPTION,
			     base_view_part(data, 1, data.data[0]));
}

static void resource_url(struct base_view data, struct ipc_picture *picture)
{
	metadata_add(picture, IPC_FINDING_CONTACT, data);
}

static void resource_urls(struct base_view data, struct ipc_picture *picture)
{
	uint32_t count = resource_big(base_view_part(data, 0, 4));
	char utf8[3 * IPC_TEXT_MAX];
	size_t at = 4;

	for (uint32_t i = 0; i < count && i < 16; i++) {
		struct base_view text;

		at += 8;
		text = resource_wide(utf8, sizeof(utf8), data, at);
		metadata_add(picture, IPC_FINDING_CONTACT, text);
		if (at + 4 > data.size)
			return;
		at += 4 + 2 * (size_t)resource_big(base_view_part(data, at, 4));
		if (at > data.size)
			return;
	}
}

static void resource_exif(struct base_view data, struct ipc_picture *picture)
{
	metadata_find_exif(data, picture);
}

static void resource_xmp(struct base_view data, struct ipc_picture *picture)
{
	metadata_find_xmp(data, picture);
}

/* Version, four numbers, then the document's name. */
static void resource_slices(struct base_view data, struct ipc_picture *picture)
{
	char utf8[3 * IPC_TEXT_MAX];

	if (resource_big(base_view_part(data, 0, 4)) == 6)
		metadata_add(picture, IPC_FINDING_FILE_NAMES,
			     resource_wide(utf8, sizeof(utf8), data, 20));
}

/* Version, a flag, then the writer's and the reader's names. */
static void resource_version(struct base_view data, struct ipc_picture *picture)
{
	char utf8[3 * IPC_TEXT_MAX];

	metadata_add(picture, IPC_FINDING_SOFTWARE,
		     resource_wide(utf8, sizeof(utf8), data, 5));
}

/* A channel that has no name of the user's. */
static void resource_channel(struct base_view name, struct ipc_picture *picture)
{
	if (!base_view_starts(name, "Alpha ", 6) &&
	    !base_view_starts(name, "Transparen", 10))
		metadata_add_said(picture, N_("a channel's name"), name);
}

/* Names of channels, each with its length in a byte. */
static void resource_channels(struct base_view data,
			      struct ipc_picture *picture)
{
	size_t at = 0;

	for (unsigned i = 0; i < RESOURCE_TEXTS_MAX && at < data.size; i++) {
		resource_channel(base_view_part(data, at + 1, data.data[at]),
				 picture);
		at += 1 + (size_t)data.data[at];
	}
}

/* The same in UTF-16. */
static void resource_wide_channels(struct base_view data,
				   struct ipc_picture *picture)
{
	char utf8[3 * IPC_TEXT_MAX];
	size_t at = 0;

	for (unsigned i = 0; i < RESOURCE_TEXTS_MAX && at < data.size; i++) {
		struct base_view length = base_view_part(data, at, 4);

		resource_channel(resource_wide(utf8, sizeof(utf8), data, at),
				 picture);
		at += 4 + 2 * (size_t)resource_big(length);
	}
}

/* A descriptor's texts, whatever their keys: a printer's name, a comment. */
static void resource_descriptor(struct base_view data,
				struct ipc_picture *picture)
{
	char utf8[3 * IPC_TEXT_MAX];
	size_t at = 0;

	for (unsigned i = 0; i < RESOURCE_TEXTS_MAX && at < data.size; i++) {
		const uint8_t *found =
		    memmem(data.data + at, data.size - at, "TEXT", 4);

		if (found == NULL)
			return;
		at = (size_t)(found - data.data) + 4;
		metadata_add_said(picture, N_("Photoshop's settings"),
				  resource_wide(utf8, sizeof(utf8), data, at));
	}
}

static const struct {
	uint32_t number;
	void (*read)(struct base_view data, struct ipc_picture *picture);
} resource_rows[] = {
    {0x03ee, resource_channels},   {0x03f0, resource_caption},
    {0x040b, resource_url},	   {0x0415, resource_wide_channels},
    {0x041a, resource_slices},	   {0x041e, resource_urls},
    {0x0421, resource_version},	   {0x0422, resource_exif},
    {0x0423, resource_exif},	   {0x0424, resource_xmp},
    {0x0429, resource_descriptor}, {0x042c, resource_descriptor},
    {0x0432, resource_descriptor}, {0x0434, resource_descriptor},
    {0x0438, resource_descriptor}, {0x0439, resource_descriptor},
    {0x043a, resource_descriptor}, {0x043b, resource_descriptor},
    {0x043c, resource_descriptor},
};

void metadata_find_resources(struct base_view all, struct ipc_picture *picture)
{
	struct metadata_resource one;

	for (unsigned i = 0;
	     i < METADATA_RESOURCES_MAX && metadata_resource_next(&all, &one);
	     i++) {
		metadata_add_said(picture, N_("a name in Photoshop's block"),
				  one.name);
		for (size_t k = 0;
		     k < sizeof(resource_rows) / sizeof(*resource_rows); k++)
			if (resource_rows[k].number == one.number)
				resource_rows[k].read(one.data, picture);
	}
}
