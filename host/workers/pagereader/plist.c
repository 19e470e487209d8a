/*
 * plist.c: Safari's .webarchive, a binary property list: a dictionary with the
 * page (WebMainResource), what it shows (WebSubresources), and its frames'
 * archives.  Objects lie anywhere and name each other by number.
 */
#include <string.h>

#include <lenscap/ipc.h>

#include "archive.h"
#include "charset.h"

#define PLIST_TRAILER 32u
#define PLIST_DEEPEST 8u /* frames within frames */

struct plist {
	struct base_view file;
	uint64_t count, table; /* of objects; where their places are listed */
	unsigned place,
	    number; /* bytes of a place, and of an object's number */
	struct mhtml *mhtml;
	unsigned looked; /* objects, so that circles end */
};

/* An object: its kind, how many things are in it, where they begin. */
struct plist_object {
	unsigned kind;
	uint64_t count, at;
};

static uint64_t plist_integer(const struct plist *plist, uint64_t at,
			      unsigned bytes)
{
	uint64_t value = 0;

	if (at > plist->file.size || bytes > plist->file.size - at)
		return UINT64_MAX;
	while (bytes-- > 0)
		value = value << 8 | plist->file.data[at++];
	return value;
}

static bool plist_open(struct base_view file, struct plist *out)
{
	const uint8_t *end = file.data + file.size - PLIST_TRAILER;

	if (file.size < 8 + PLIST_TRAILER)
		return false;
	*out = (struct plist){.file = file, .place = end[6], .number = end[7]};
	if (out->place == 0 || out->place > 8 || out->number == 0 ||
	    out->number > 8)
		return false;
	out->count = plist_integer(out, file.size - 24, 8);
	out->table = plist_integer(out, file.size - 8, 8);
	return out->table < file.size &&
	       out->count <= (file.size - out->table) / out->place;
}

static bool plist_get(const struct plist *plist, uint64_t number,
		      struct plist_object *out)
{
	uint64_t at;
	uint8_t mark;

	if (number >= plist->count)
		return false;
	at = plist_integer(plist, plist->table + number * plist->place,
			   plist->place);
	if (at >= plist->file.size)
		return false;
	mark = plist->file.data[at++];
	*out = (struct plist_object){mark >> 4, mark & 15, at};
	if (out->count < 15 || out->kind < 4)
		return true;
	/* The count is an integer object of its own. */
	mark = at < plist->file.size ? plist->file.data[at] : 0;
	if (mark >> 4 != 1 || (mark & 15) > 3)
		return false;
	out->count = plist_integer(plist, at + 1, 1u << (mark & 15));
	out->at = at + 1 + (1u << (mark & 15));
	return true;
}

/* Bytes of data or of an ASCII string; empty for anything else. */
static struct base_view plist_bytes(const struct plist *plist, uint64_t number)
{
	struct plist_object object;

	if (!plist_get(plist, number, &object) ||
	    (object.kind != 4 && object.kind != 5) ||
	    object.at > plist->file.size ||
	    object.count > plist->file.size - object.at)
		return (struct base_view){NULL, 0};
	return (struct base_view){plist->file.data + object.at,
				  (size_t)object.count};
}

/* An address: such as are not ASCII are UTF-16 with its high bytes first. */
static struct base_view plist_address(const struct plist *plist,
				      uint64_t number)
{
	struct plist_object object;
	struct base_buffer text;
	enum lens_err err = LENS_OK;

	if (!plist_get(plist, number, &object) || object.kind != 6)
		return plist_bytes(plist, number);
	base_buffer_init(&text, IPC_ADDRESS_MAX);
	/* Beyond the file there are letters that are none. */
	for (uint64_t i = 0; i < object.count && err == LENS_OK; i++)
		err = charset_put(&text, (uint32_t)plist_integer(
					     plist, object.at + i * 2, 2));
	mhtml_keep(plist->mhtml, text.data);
	return base_buffer_view(&text);
}

/* The number of what stands under a key, UINT64_MAX for none. */
static uint64_t plist_under(const struct plist *plist,
			    const struct plist_object *dictionary,
			    const char *key)
{
	if (dictionary->kind != 13 ||
	    dictionary->count > plist->file.size / plist->number)
		return UINT64_MAX;
	for (uint64_t i = 0; i < dictionary->count && i < 64; i++) {
		struct base_view name = plist_bytes(
		    plist,
		    plist_integer(plist, dictionary->at + i * plist->number,
				  plist->number));

		if (name.size == strlen(key) &&
		    memcmp(name.data, key, name.size) == 0)
			return plist_integer(plist,
					     dictionary->at +
						 (dictionary->count + i) *
						     plist->number,
					     plist->number);
	}
	return UINT64_MAX;
}

static void plist_resource(struct plist *plist, uint64_t number, bool main)
{
	struct plist_object object;
	struct base_view url;

	if (!plist_get(plist, number, &object))
		return;
	url =
	    plist_address(plist, plist_under(plist, &object, "WebResourceURL"));
	if (main && plist->mhtml->url.size == 0)
		plist->mhtml->url = url;
	mhtml_add(
	    plist->mhtml, url,
	    plist_bytes(plist,
			plist_under(plist, &object, "WebResourceMIMEType")),
	    plist_bytes(plist, plist_under(plist, &object, "WebResourceData")));
}

static void plist_archive(struct plist *plist, uint64_t number, unsigned depth)
{
	struct plist_object object, list;

	if (depth == PLIST_DEEPEST || plist->looked++ > MHTML_PARTS_MAX ||
	    !plist_get(plist, number, &object))
		return;
	plist_resource(plist, plist_under(plist, &object, "WebMainResource"),
		       depth == 0);
	if (plist_get(plist, plist_under(plist, &object, "WebSubresources"),
		      &list) &&
	    list.kind == 10)
		for (uint64_t i = 0; i < list.count && !plist->mhtml->cut; i++)
			plist_resource(
			    plist,
			    plist_integer(plist, list.at + i * plist->number,
					  plist->number),
			    false);
	if (plist_get(plist, plist_under(plist, &object, "WebSubframeArchives"),
		      &list) &&
	    list.kind == 10)
		for (uint64_t i = 0; i < list.count && !plist->mhtml->cut; i++)
			plist_archive(plist,
				      plist_integer(plist,
						    list.at + i * plist->number,
						    plist->number),
				      depth + 1);
}

bool archive_is_plist(struct base_view file)
{
	return base_view_starts(file, "bplist00", 8);
}

enum lens_err archive_plist(struct base_view file, struct mhtml **out)
{
	struct mhtml *mhtml = mhtml_new();
	struct plist plist;

	if (plist_open(file, &plist)) {
		plist.mhtml = mhtml;
		plist_archive(&plist, plist_integer(&plist, file.size - 16, 8),
			      0);
	}
	return mhtml_end(mhtml, out);
}
