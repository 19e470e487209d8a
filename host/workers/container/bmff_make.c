/*
 * bmff_make.c: a file made anew of one picture: its item, the tiles it is made
 * of and its alpha, with their properties and the references between them.
 * What else the file has (previews, depth, gain maps, metadata) and whatever
 * refers to it is left out, so that no reader need understand it.
 */
#include <stdlib.h>
#include <string.h>

#include "bmff.h"

#define MAKE_EXIF "Exif"
#define MAKE_HANDLER                                                           \
	"\0\0\0\x21hdlr\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0"

/* What a picture takes to be shown as it was. */
static const char make_properties[][5] = {
    "hvcC", "lhvC", "av1C", "avcC", "vvcC", "jpgC", "j2kH", "uncC",
    "cmpd", "ispe", "pixi", "colr", "pasp", "clap", "irot", "imir",
    "auxC", "lsel", "a1op", "a1lx", "clli", "mdcv", "cclv", "amve",
    "ndwt", "cmpC", "icef", "cpat", "disi", "splz", "tols", ""};

struct make {
	const struct bmff *bmff;
	const struct bmff_wanted *wanted;
	const struct bmff_item **items;
	size_t count, placed; /* those that have bytes, Exif among them */
	uint16_t
	    number[BMFF_PROPERTIES_MAX]; /* a property's new one; 0: none */
	unsigned numbers;
	struct base_buffer *head;
	enum lens_err err;
};

/* ---- What it takes ---- */

static size_t make_index(const struct make *make, uint32_t id)
{
	size_t i = 0;

	while (i < make->count && make->items[i]->id != id)
		i++;
	return i;
}

static void make_take(struct make *make, uint32_t id)
{
	const struct bmff_item *item = bmff_item(make->bmff, id);

	if (item == NULL || item->broken) {
		make->err = LENS_MALFORMED;
		return;
	}
	if (make_index(make, id) == make->count)
		make->items[make->count++] = item;
}

static bool make_is_alpha(const struct make *make, uint32_t id)
{
	static const char *const names[] = {
	    "urn:mpeg:hevc:2015:auxid:1", "urn:mpeg:avc:2015:auxid:1",
	    "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"};
	const struct bmff_item *item = bmff_item(make->bmff, id);
	struct base_view is = {NULL, 0};

	if (item != NULL)
		is = bmff_property(make->bmff, item, "auxC");
	if (is.size <= 4)
		return false;
	is = base_view_part(is, 4, is.size - 4);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (base_view_starts(is, names[i], strlen(names[i]) + 1))
			return true;
	return false;
}

static bool make_refers(const struct bmff_reference *reference, uint32_t to)
{
	for (unsigned i = 0; i < reference->count; i++)
		if (bmff_target(reference, i) == to)
			return true;
	return false;
}

/* The picture, its alpha, and what each of them is made of. */
static void make_choose(struct make *make)
{
	const struct bmff *bmff = make->bmff;

	make_take(make, make->wanted->picture);
	for (size_t i = 0; i < bmff->reference_count; i++) {
		const struct bmff_reference *reference = &bmff->references[i];

		if (bmff_is(reference->type, "auxl") &&
		    make_refers(reference, make->wanted->picture) &&
		    make_is_alpha(make, reference->from))
			make_take(make, reference->from);
	}
	/* The list grows while it is gone through. */
	for (size_t i = 0; make->err == LENS_OK && i < make->count; i++) {
		const struct bmff_reference *tiles =
		    bmff_from(bmff, make->items[i]->id, "dimg");

		for (unsigned t = 0; tiles != NULL && t < tiles->count; t++)
			make_take(make, bmff_target(tiles, t));
	}
}

/* ---- Writing ---- */

static void make_add(struct make *make, const void *data, size_t size)
{
	if (make->err == LENS_OK)
		make->err = base_buffer_add(make->head, data, size);
}

static void make_put(struct make *make, uint64_t value, unsigned size)
{
	uint8_t bytes[8];

	for (unsigned i = 0; i < size; i++)
		bytes[size - 1 - i] = (uint8_t)(value >> 8 * i);
	make_add(make, bytes, size);
}

/* Begin a box, of a version where that is not below 0; where it began. */
static size_t make_begin(struct make *make, const char *type, int version)
{
	size_t at = make->head->size;

	make_put(make, 0, 4);
	make_add(make, type, 4);
	if (version >= 0)
		make_put(make, (uint64_t)version << 24, 4);
	return at;
}

static void make_patch(struct make *make, size_t at, uint64_t value)
{
	if (make->err != LENS_OK)
		return;
	for (unsigned i = 0; i < 4; i++)
		make->head->data[at + 3 - i] = (uint8_t)(value >> 8 * i);
}

static void make_end(struct make *make, size_t began)
{
	make_patch(make, began, make->head->size - began);
}

/* Items have numbers from 1 on, in their order; Exif's is the last. */
static void make_entry(struct make *make, size_t number, const char *type,
		       bool hidden)
{
	size_t box = make_begin(make, "infe", 2);

	if (hidden && make->err == LENS_OK)
		make->head->data[box + 11] = 1;
	make_put(make, number, 2);
	make_put(make, 0, 2);
	make_add(make, type, 4);
	make_put(make, 0, 1);
	make_end(make, box);
}

static void make_entries(struct make *make)
{
	size_t box = make_begin(make, "iinf", 0);
	bool exif = make->wanted->exif.size > 0;

	make_put(make, make->count + exif, 2);
	for (size_t i = 0; i < make->count; i++)
		make_entry(make, i + 1, (const char *)make->items[i]->type,
			   i > 0);
	if (exif)
		make_entry(make, make->count + 1, MAKE_EXIF, true);
	make_end(make, box);
}

static void make_reference(struct make *make,
			   const struct bmff_reference *reference)
{
	size_t from = make_index(make, reference->from), box;

	if (from == make->count)
		return;
	box = make_begin(make, (const char *)reference->type, -1);
	make_put(make, from + 1, 2);
	/* Alpha can be that of several; here there is one. */
	if (!bmff_is(reference->type, "dimg")) {
		make_put(make, 1, 2);
		make_put(make, 1, 2);
		if (bmff_is(reference->type, "prem"))
			make_patch(make, make->head->size - 4, 1u << 16 | 2u);
	} else {
		make_put(make, reference->count, 2);
		for (unsigned i = 0; i < reference->count; i++)
			make_put(
			    make,
			    make_index(make, bmff_target(reference, i)) + 1, 2);
	}
	make_end(make, box);
}

static bool make_keeps(const struct make *make,
		       const struct bmff_reference *reference)
{
	if (bmff_is(reference->type, "dimg"))
		return bmff_from(make->bmff, reference->from, "dimg") ==
		       reference;
	if (bmff_is(reference->type, "auxl"))
		return make_refers(reference, make->wanted->picture) &&
		       make_is_alpha(make, reference->from);
	return bmff_is(reference->type, "prem") && make->count > 1 &&
	       reference->from == make->wanted->picture &&
	       make_refers(reference, make->items[1]->id);
}

static void make_references(struct make *make)
{
	size_t box = make_begin(make, "iref", 0), exif;

	for (size_t i = 0; i < make->bmff->reference_count; i++)
		if (make_keeps(make, &make->bmff->references[i]))
			make_reference(make, &make->bmff->references[i]);
	if (make->wanted->exif.size > 0) {
		exif = make_begin(make, "cdsc", -1);
		make_put(make, make->count + 1, 2);
		make_put(make, 1, 2);
		make_put(make, 1, 2);
		make_end(make, exif);
	}
	make_end(make, box);
}

/* ---- Properties ---- */

static bool make_is_needed(const struct make *make, unsigned index)
{
	if (index == 0 || index > make->bmff->property_count)
		return false;
	if (!make->wanted->clean)
		return true;
	for (size_t i = 0; make_properties[i][0] != '\0'; i++)
		if (bmff_is(make->bmff->properties[index - 1].type,
			    make_properties[i]))
			return true;
	return false;
}

static void make_property_boxes(struct make *make)
{
	size_t box = make_begin(make, "ipco", -1);

	for (size_t i = 0; i < make->count; i++)
		for (unsigned u = 0; u < make->items[i]->used_count; u++) {
			unsigned index = make->items[i]->used[u] & 0x7fff;
			struct base_view whole;

			if (!make_is_needed(make, index) ||
			    make->number[index - 1] != 0)
				continue;
			make->number[index - 1] = (uint16_t)++make->numbers;
			whole = make->bmff->properties[index - 1].whole;
			make_add(make, whole.data, whole.size);
		}
	make_end(make, box);
}

static void make_associations(struct make *make)
{
	size_t box = make_begin(make, "ipma", 0);

	if (make->err == LENS_OK)
		make->head->data[box + 11] = 1; /* two bytes each */
	make_put(make, make->count, 4);
	for (size_t i = 0; i < make->count; i++) {
		const struct bmff_item *item = make->items[i];
		unsigned used = 0;

		for (unsigned u = 0; u < item->used_count; u++)
			used += make_is_needed(make, item->used[u] & 0x7fff);
		make_put(make, i + 1, 2);
		make_put(make, used, 1);
		for (unsigned u = 0; u < item->used_count; u++) {
			unsigned index = item->used[u] & 0x7fff;

			if (make_is_needed(make, index))
				make_put(make,
					 (item->used[u] & 0x8000) |
					     make->number[index - 1],
					 2);
		}
	}
	make_end(make, box);
}

/* ---- Where they lie ---- */

/* Bytes of an item; the one behind the last is Exif. */
static uint64_t make_length(const struct make *make, size_t i)
{
	return i < make->count ? make->items[i]->size : make->wanted->exif.size;
}

/*
 * All offsets are those within the data, until that has a place.  What has no
 * bytes (an "iden" has none) has no place either: a length of 0 would be read
 * as all there is.
 */
static size_t make_locations(struct make *make, uint64_t *size)
{
	size_t box = make_begin(make, "iloc", 0), first;

	for (size_t i = 0; i <= make->count; i++)
		make->placed += make_length(make, i) > 0;
	make_put(make, 0x4400, 2); /* four bytes an offset, four a length */
	make_put(make, make->placed, 2);
	first = make->head->size;
	*size = 0;
	for (size_t i = 0; i <= make->count; i++) {
		uint64_t length = make_length(make, i);

		if (length == 0)
			continue;
		make_put(make, i + 1, 2);
		make_put(make, 0, 2);
		make_put(make, 1, 2);
		make_put(make, *size, 4);
		make_put(make, length, 4);
		*size += length;
	}
	make_end(make, box);
	return first;
}

#define MAKE_LOCATION 14 /* bytes of one of them; 6 before its offset */

static void make_place(struct make *make, size_t first)
{
	size_t data = make->head->size;

	for (size_t i = 0; make->err == LENS_OK && i < make->placed; i++) {
		size_t at = first + i * MAKE_LOCATION + 6;

		make_patch(
		    make, at,
		    data + bmff_number(base_buffer_view(make->head), at, 4));
	}
}

static void make_head(struct make *make)
{
	uint64_t size;
	size_t meta, properties, first;

	make_add(make, make->bmff->kind.data, make->bmff->kind.size);
	meta = make_begin(make, "meta", 0);
	make_add(make, MAKE_HANDLER, 33);
	make_add(make, "\0\0\0\x0epitm\0\0\0\0\0\1", 14);
	make_entries(make);
	make_references(make);
	properties = make_begin(make, "iprp", -1);
	make_property_boxes(make);
	make_associations(make);
	make_end(make, properties);
	first = make_locations(make, &size);
	make_end(make, meta);
	if (size > UINT32_MAX / 2)
		make->err = LENS_TOO_BIG;
	make_put(make, size + 8, 4);
	make_add(make, "mdat", 4);
	make_place(make, first);
}

enum lens_err bmff_make(const struct bmff *bmff,
			const struct bmff_wanted *wanted,
			struct base_buffer *head, const struct bmff_item **out,
			size_t *count)
{
	struct make make = {.bmff = bmff,
			    .wanted = wanted,
			    .items = out,
			    .head = head,
			    .err = LENS_OK};

	make_choose(&make);
	if (make.err == LENS_OK)
		make_head(&make);
	*count = make.count;
	return make.err;
}
