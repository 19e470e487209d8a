/* bmff.c: what items a file has (ISO 14496-12, 8.11). */
#include <stdlib.h>
#include <string.h>

#include "bmff.h"

bool bmff_is(const uint8_t *type, const char *name)
{
	return memcmp(type, name, 4) == 0;
}

uint64_t bmff_number(struct base_view bytes, size_t at, size_t size)
{
	struct base_view part = base_view_part(bytes, at, size);
	uint64_t value = 0;

	for (size_t i = 0; i < part.size; i++)
		value = value << 8 | part.data[i];
	return value;
}

bool bmff_next(struct base_view all, size_t *at, struct bmff_box *out)
{
	struct base_view head;
	uint64_t size;
	size_t begin = 8;

	if (*at >= all.size || all.size - *at < 8)
		return false;
	head = base_view_part(all, *at, all.size - *at);
	size = bmff_number(head, 0, 4);
	if (size == 1) {
		size = bmff_number(head, 8, 8);
		begin = 16;
	} else if (size == 0) {
		size = head.size;
	}
	if (size < begin || size > head.size)
		return false;
	out->whole = base_view_part(head, 0, (size_t)size);
	out->type = head.data + 4;
	out->body = base_view_part(head, begin, (size_t)size - begin);
	*at += (size_t)size;
	return true;
}

struct bmff_item *bmff_item(const struct bmff *bmff, uint32_t id)
{
	for (size_t i = 0; i < bmff->count; i++)
		if (bmff->items[i].id == id)
			return &bmff->items[i];
	return NULL;
}

uint32_t bmff_target(const struct bmff_reference *reference, unsigned i)
{
	return (uint32_t)bmff_number(reference->to, (size_t)i * reference->wide,
				     reference->wide);
}

const struct bmff_reference *bmff_from(const struct bmff *bmff, uint32_t from,
				       const char *type)
{
	for (size_t i = 0; i < bmff->reference_count; i++)
		if (bmff->references[i].from == from &&
		    bmff_is(bmff->references[i].type, type))
			return &bmff->references[i];
	return NULL;
}

struct base_view bmff_property(const struct bmff *bmff,
			       const struct bmff_item *item, const char *type)
{
	for (unsigned i = 0; i < item->used_count; i++) {
		unsigned index = item->used[i] & 0x7fff;

		if (index > 0 && index <= bmff->property_count &&
		    bmff_is(bmff->properties[index - 1].type, type))
			return bmff->properties[index - 1].body;
	}
	return (struct base_view){NULL, 0};
}

/* ---- Items ---- */

/* The bytes up to a zero; both are passed. */
static struct base_view read_string(struct base_view body, size_t *at)
{
	struct base_view rest = {NULL, 0};
	const uint8_t *end = NULL;

	if (*at < body.size)
		rest = base_view_part(body, *at, body.size - *at);
	if (rest.size > 0)
		end = memchr(rest.data, 0, rest.size);
	if (end != NULL)
		rest.size = (size_t)(end - rest.data);
	*at += rest.size + 1;
	return rest;
}

/* Item information entries of versions 2 and 3, as pictures have them. */
static enum lens_err read_entry(struct bmff *bmff, struct base_view body)
{
	unsigned version = body.size > 0 ? body.data[0] : 0;
	size_t wide = version == 3 ? 4 : 2, at = 4 + wide + 2;
	struct base_view type = base_view_part(body, at, 4);
	struct bmff_item *item;

	if ((version != 2 && version != 3) || type.data == NULL ||
	    bmff->count == BMFF_ITEMS_MAX)
		return LENS_MALFORMED;
	item = &bmff->items[bmff->count];
	*item = (struct bmff_item){.id = (uint32_t)bmff_number(body, 4, wide)};
	memcpy(item->type, type.data, 4);
	at += 4;
	(void)read_string(body, &at);
	if (bmff_is(item->type, "mime"))
		item->mime = read_string(body, &at);
	if (bmff_item(bmff, item->id) != NULL)
		return LENS_MALFORMED;
	bmff->count++;
	return LENS_OK;
}

static enum lens_err read_entries(struct bmff *bmff, struct base_view body)
{
	size_t at = body.size > 0 && body.data[0] == 0 ? 6 : 8;
	enum lens_err err = LENS_OK;
	struct bmff_box box;

	while (err == LENS_OK && bmff_next(body, &at, &box))
		if (bmff_is(box.type, "infe"))
			err = read_entry(bmff, box.body);
	return err;
}

/* ---- Where they lie ---- */

struct read_sizes {
	unsigned version;
	size_t id, offset, length, base, index;
};

static void read_part(const struct bmff *bmff, struct bmff_item *item,
		      unsigned method, uint64_t offset, uint64_t length)
{
	struct base_view from = method == 1 ? bmff->data : bmff->file, part;

	if (offset > from.size || method > 1 ||
	    item->part_count == BMFF_EXTENTS_MAX) {
		item->broken = true;
		return;
	}
	/* No length: all there is. */
	if (length == 0)
		length = from.size - offset;
	part = base_view_part(from, (size_t)offset, (size_t)length);
	item->broken |= part.data == NULL;
	item->parts[item->part_count++] = part;
	item->size += part.size;
}

/* One item's location; false when the box ends within. */
static bool read_location(struct bmff *bmff, struct base_view body, size_t *at,
			  const struct read_sizes *sizes)
{
	uint32_t id = (uint32_t)bmff_number(body, *at, sizes->id);
	struct bmff_item *item = bmff_item(bmff, id);
	unsigned method = 0, count;
	uint64_t base;

	*at += sizes->id;
	if (sizes->version > 0) {
		method = (unsigned)bmff_number(body, *at, 2) & 15;
		*at += 2;
	}
	*at += 2;
	base = bmff_number(body, *at, sizes->base);
	*at += sizes->base;
	count = (unsigned)bmff_number(body, *at, 2);
	*at += 2;
	for (unsigned i = 0; i < count && *at < body.size; i++) {
		uint64_t offset, length;

		*at += sizes->index;
		offset = bmff_number(body, *at, sizes->offset);
		*at += sizes->offset;
		length = bmff_number(body, *at, sizes->length);
		*at += sizes->length;
		if (item != NULL)
			read_part(bmff, item, method, base + offset, length);
	}
	return *at <= body.size;
}

static enum lens_err read_locations(struct bmff *bmff, struct base_view body)
{
	struct read_sizes sizes = {.version = body.size > 0 ? body.data[0] : 0};
	unsigned widths = (unsigned)bmff_number(body, 4, 2);
	size_t wide = sizes.version == 2 ? 4 : 2, at = 6 + wide;
	uint64_t count = bmff_number(body, 6, wide);

	if (sizes.version > 2 || count > BMFF_ITEMS_MAX)
		return LENS_MALFORMED;
	sizes.id = wide;
	sizes.offset = widths >> 12 & 15;
	sizes.length = widths >> 8 & 15;
	sizes.base = widths >> 4 & 15;
	sizes.index = sizes.version > 0 ? widths & 15 : 0;
	if (sizes.offset > 8 || sizes.length > 8 || sizes.base > 8 ||
	    sizes.index > 8)
		return LENS_MALFORMED;
	for (uint64_t i = 0; i < count; i++)
		if (!read_location(bmff, body, &at, &sizes))
			return LENS_MALFORMED;
	return LENS_OK;
}

/* ---- Properties ---- */

static enum lens_err read_associations(struct bmff *bmff, struct base_view body)
{
	unsigned version = body.size > 0 ? body.data[0] : 0;
	bool large = body.size > 3 && (body.data[3] & 1) != 0;
	size_t wide = version > 0 ? 4 : 2, size = large ? 2 : 1, at = 8;
	uint64_t count = bmff_number(body, 4, 4);

	for (uint64_t i = 0; i < count && at < body.size; i++) {
		struct bmff_item *item =
		    bmff_item(bmff, (uint32_t)bmff_number(body, at, wide));
		unsigned used = (unsigned)bmff_number(body, at + wide, 1);

		at += wide + 1;
		for (unsigned j = 0; j < used; j++, at += size) {
			unsigned value = (unsigned)bmff_number(body, at, size);

			if (!large)
				value = (value & 0x80) << 8 | (value & 0x7f);
			if (item == NULL || (value & 0x7fff) == 0)
				continue;
			if (item->used_count == BMFF_USED_MAX)
				return LENS_MALFORMED;
			item->used[item->used_count++] = (uint16_t)value;
		}
	}
	return at <= body.size ? LENS_OK : LENS_MALFORMED;
}

static enum lens_err read_properties(struct bmff *bmff, struct base_view body)
{
	enum lens_err err = LENS_OK;
	struct bmff_box box, property;
	size_t at = 0, within;

	while (err == LENS_OK && bmff_next(body, &at, &box)) {
		within = 0;
		if (bmff_is(box.type, "ipma"))
			err = read_associations(bmff, box.body);
		while (bmff_is(box.type, "ipco") &&
		       bmff_next(box.body, &within, &property)) {
			if (bmff->property_count == BMFF_PROPERTIES_MAX)
				return LENS_MALFORMED;
			bmff->properties[bmff->property_count++] = property;
		}
	}
	return err;
}

/* ---- References ---- */

static enum lens_err read_references(struct bmff *bmff, struct base_view body)
{
	unsigned wide = body.size > 0 && body.data[0] > 0 ? 4 : 2;
	struct bmff_reference *out;
	struct bmff_box box;
	size_t at = 4;

	while (bmff_next(body, &at, &box)) {
		size_t count = (size_t)bmff_number(box.body, wide, 2);
		struct base_view to =
		    base_view_part(box.body, wide + 2, count * wide);

		if (bmff->reference_count == BMFF_ITEMS_MAX)
			return LENS_MALFORMED;
		if (to.data == NULL)
			continue;
		out = &bmff->references[bmff->reference_count++];
		*out = (struct bmff_reference){
		    .type = box.type,
		    .from = (uint32_t)bmff_number(box.body, 0, wide),
		    .to = to,
		    .count = (unsigned)count,
		    .wide = wide};
	}
	return LENS_OK;
}

/* ---- The file ---- */

static struct base_view read_within(struct base_view all, size_t at,
				    const char *type)
{
	struct bmff_box box;

	while (bmff_next(all, &at, &box))
		if (bmff_is(box.type, type))
			return box.body;
	return (struct base_view){NULL, 0};
}

/* Items first, for all others speak of them. */
static enum lens_err read_meta(struct bmff *bmff, struct base_view meta)
{
	static const struct {
		const char *type;
		enum lens_err (*read)(struct bmff *bmff, struct base_view body);
	} parts[] = {
	    {"iinf", read_entries},
	    {"iloc", read_locations},
	    {"iprp", read_properties},
	    {"iref", read_references},
	};
	struct base_view primary = read_within(meta, 4, "pitm");
	enum lens_err err = LENS_OK;

	bmff->data = read_within(meta, 4, "idat");
	if (primary.size >= 6)
		bmff->primary = (uint32_t)bmff_number(
		    primary, 4, primary.data[0] > 0 ? 4 : 2);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (err == LENS_OK)
			err = parts[i].read(
			    bmff, read_within(meta, 4, parts[i].type));
	if (err == LENS_OK && bmff_item(bmff, bmff->primary) == NULL)
		err = LENS_MALFORMED;
	return err;
}

enum lens_err bmff_read(struct base_view file, struct bmff *out)
{
	struct base_view meta = read_within(file, 0, "meta");
	enum lens_err err = LENS_SYSTEM;
	struct bmff_box kind;
	size_t at = 0;

	*out = (struct bmff){.file = file};
	if (meta.size < 4 || !bmff_next(file, &at, &kind) ||
	    !bmff_is(kind.type, "ftyp"))
		return LENS_MALFORMED;
	out->kind = kind.whole;
	out->moving = read_within(file, 0, "moov").data != NULL;
	out->items = calloc(BMFF_ITEMS_MAX, sizeof(*out->items));
	out->references = calloc(BMFF_ITEMS_MAX, sizeof(*out->references));
	if (out->items != NULL && out->references != NULL)
		err = read_meta(out, meta);
	if (err != LENS_OK)
		bmff_free(out);
	return err;
}

void bmff_free(struct bmff *bmff)
{
	free(bmff->items);
	free(bmff->references);
	*bmff = (struct bmff){0};
}
