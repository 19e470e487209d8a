/* inventory.c: the account: what is known of a file, and what is left. */
#include <stdlib.h>
#include <string.h>

#include "inventory_account.h"

#define INVENTORY_SPANS_MAX (1u << 17)

void inventory_init(struct inventory *inventory, struct base_view file,
		    struct ipc_picture *picture)
{
	*inventory = (struct inventory){.picture = picture, .file = file};
}

void inventory_free(struct inventory *inventory)
{
	for (unsigned i = 0; i < inventory->holds; i++)
		base_buffer_free(&inventory->held[i]);
	free(inventory->spans);
	*inventory = (struct inventory){0};
}

/* ---- The account ---- */

/* A view's place in other bytes; false where it lies elsewhere, for nothing. */
static bool inventory_lies_in(struct base_view all, struct base_view part,
			      struct inventory_span *out)
{
	uintptr_t from = (uintptr_t)all.data;
	uintptr_t at = (uintptr_t)part.data;

	if (part.data == NULL || part.size == 0 || at < from ||
	    at - from > all.size || part.size > all.size - (at - from))
		return false;
	out->from = at - from;
	out->to = out->from + part.size;
	return true;
}

/* Its place in the file; false for what was unpacked. */
static bool inventory_within(const struct inventory *inventory,
			     struct base_view part, struct inventory_span *out)
{
	return inventory_lies_in(inventory->file, part, out);
}

static bool inventory_grow(struct inventory *inventory)
{
	size_t capacity =
	    inventory->capacity > 0 ? 2 * inventory->capacity : 64;
	struct inventory_span *more;

	if (inventory->spanned < inventory->capacity)
		return true;
	if (capacity > INVENTORY_SPANS_MAX)
		return false;
	more = realloc(inventory->spans, capacity * sizeof(*more));
	if (more == NULL)
		return false;
	inventory->spans = more;
	inventory->capacity = capacity;
	return true;
}

void inventory_claim(struct inventory *inventory, struct base_view part)
{
	struct inventory_span span, *last = NULL;

	if (!inventory_within(inventory, part, &span))
		return;
	if (inventory->spanned > 0)
		last = &inventory->spans[inventory->spanned - 1];
	/* Walkers go from block to block: most follow upon the last. */
	if (last != NULL && span.from >= last->from && span.from <= last->to) {
		if (span.to > last->to)
			last->to = span.to;
		return;
	}
	if (inventory_grow(inventory))
		inventory->spans[inventory->spanned++] = span;
}

static int inventory_compare(const void *a, const void *b)
{
	const struct inventory_span *one = a, *other = b;

	return one->from < other->from ? -1 : one->from > other->from;
}

/* In order, and those that touch as one. */
static void inventory_merge(struct inventory *inventory)
{
	struct inventory_span *spans = inventory->spans;
	size_t kept = 0;

	if (inventory->spanned == 0)
		return;
	qsort(spans, inventory->spanned, sizeof(*spans), inventory_compare);
	for (size_t i = 1; i < inventory->spanned; i++)
		if (spans[i].from > spans[kept].to)
			spans[++kept] = spans[i];
		else if (spans[i].to > spans[kept].to)
			spans[kept].to = spans[i].to;
	inventory->spanned = kept + 1;
}

size_t inventory_gaps(struct inventory *inventory, struct base_view *gaps,
		      size_t most)
{
	size_t at = 0, count = 0;

	inventory_merge(inventory);
	for (size_t i = 0; i <= inventory->spanned && count < most; i++) {
		bool last = i == inventory->spanned;
		size_t to =
		    last ? inventory->file.size : inventory->spans[i].from;

		if (to > at)
			gaps[count++] =
			    base_view_part(inventory->file, at, to - at);
		if (!last)
			at = inventory->spans[i].to;
	}
	return count;
}

uint64_t inventory_left(struct inventory *inventory)
{
	uint64_t known = 0;

	inventory_merge(inventory);
	for (size_t i = 0; i < inventory->spanned; i++)
		known += inventory->spans[i].to - inventory->spans[i].from;
	return inventory->file.size - known;
}

unsigned inventory_hide(struct inventory *inventory, enum ipc_hidden_kind kind,
			struct base_view part)
{
	struct ipc_picture *picture = inventory->picture;
	struct inventory_span span;

	if (!inventory_within(inventory, part, &span) ||
	    picture->hiddens == IPC_HIDDEN_MAX)
		return IPC_HIDDEN_MAX;
	picture->hidden[picture->hiddens] =
	    (struct ipc_hidden){kind, part.size, span.from};
	return picture->hiddens++;
}

void inventory_packed(struct inventory *inventory, struct base_view part)
{
	struct inventory_span span;

	if (!inventory_within(inventory, part, &span) ||
	    inventory->packeds == INVENTORY_PACKED_MAX)
		return;
	inventory_hide(inventory, IPC_HIDDEN_UNKNOWN, part);
	inventory->packed[inventory->packeds++] = part;
}

/* ---- Memory ---- */

struct base_view inventory_hold(struct inventory *inventory,
				struct base_view bytes)
{
	struct base_buffer *buffer = &inventory->held[inventory->holds];

	if (bytes.size == 0 || inventory->holds == INVENTORY_HELD_MAX)
		return (struct base_view){0};
	base_buffer_init(buffer, INVENTORY_BLOCK_MAX);
	if (base_buffer_add(buffer, bytes.data, bytes.size) != LENS_OK)
		return (struct base_view){0};
	inventory->holds++;
	return base_buffer_view(buffer);
}

struct base_view inventory_keep(struct inventory *inventory,
				struct base_view bytes)
{
	struct inventory_span span;

	if (inventory_within(inventory, bytes, &span))
		return bytes;
	for (unsigned i = 0; i < inventory->holds; i++)
		if (inventory_lies_in(base_buffer_view(&inventory->held[i]),
				      bytes, &span))
			return bytes;
	return inventory_hold(inventory, bytes);
}

void inventory_inside(struct inventory *inventory, struct base_buffer *bytes)
{
	if (inventory->holds == inventory->insides &&
	    inventory->holds < INVENTORY_HELD_MAX) {
		inventory->held[inventory->holds++] = *bytes;
		inventory->insides++;
	} else {
		base_buffer_free(bytes);
	}
	*bytes = (struct base_buffer){0};
}

bool inventory_add(struct inventory *inventory, struct base_view bytes,
		   enum inventory_role role, const char *where, unsigned part)
{
	for (unsigned i = 0; i < inventory->count; i++)
		if (inventory->pictures[i].bytes.size == bytes.size &&
		    memcmp(inventory->pictures[i].bytes.data, bytes.data,
			   bytes.size) == 0)
			return true;
	if (inventory->count == INVENTORY_PICTURES_MAX || bytes.size == 0)
		return false;
	inventory->pictures[inventory->count++] =
	    (struct inventory_picture){bytes, role, where, part};
	return true;
}

/* ---- Numbers ---- */

uint64_t inventory_big(struct base_view bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value = value << 8 | bytes.data[i];
	return value;
}

uint64_t inventory_little(struct base_view bytes)
{
	uint64_t value = 0;

	for (size_t i = bytes.size; i > 0; i--)
		value = value << 8 | bytes.data[i - 1];
	return value;
}
