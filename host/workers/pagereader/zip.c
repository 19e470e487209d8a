/*
 * zip.c: pages in a ZIP (APPNOTE.TXT 6.3): SingleFile's, which may begin as a
 * page of its own, Mozilla's MAFF, and WACZ, which holds WARCs.
 */
#include <stdio.h>
#include <string.h>

#include "archive.h"
#include "bytes.h"
#include "charset.h"

#define ZIP_END 22u /* bytes of the end record without its comment */
#define ZIP_COMMENT_MAX 65535u
#define ZIP_ENTRY 46u
#define ZIP_LOCAL 30u
#define ZIP_ENTRIES_MAX 20000u

/* The end record, NULL where there is none that fits. */
static const uint8_t *zip_end(struct base_view file)
{
	size_t least = file.size > ZIP_END + ZIP_COMMENT_MAX
			   ? file.size - ZIP_END - ZIP_COMMENT_MAX
			   : 0;

	if (file.size < ZIP_END)
		return NULL;
	for (size_t at = file.size - ZIP_END + 1; at-- > least;) {
		const uint8_t *end = file.data + at;

		/* Its folder lies before it. */
		if (memcmp(end, "PK\5\6", 4) == 0 &&
		    base_get_u16(end + 10) > 0 &&
		    base_get_u32(end + 12) <= at &&
		    memcmp(end - base_get_u32(end + 12), "PK\1\2", 4) == 0)
			return end;
	}
	return NULL;
}

bool archive_is_zip(struct base_view file)
{
	return (base_view_starts(file, "PK\3\4", 4) ||
		base_view_starts(file, "<", 1) ||
		base_view_starts(file, "\xef\xbb\xbf<", 4)) &&
	       zip_end(file) != NULL;
}

/* The bytes of an entry as they are packed; empty where they are not there. */
static struct base_view zip_packed(struct base_view file, const uint8_t *entry,
				   size_t shift)
{
	size_t at = base_get_u32(entry + 42) + shift;
	size_t packed = base_get_u32(entry + 20);
	struct base_view local, bytes;
	size_t head;

	local = base_view_part(file, at, ZIP_LOCAL);
	if (local.size < ZIP_LOCAL || memcmp(local.data, "PK\3\4", 4) != 0 ||
	    base_get_u16(entry + 8) & 1)
		return (struct base_view){NULL, 0};
	head = ZIP_LOCAL + base_get_u16(local.data + 26) +
	       base_get_u16(local.data + 28);
	bytes = base_view_part(file, at + head, packed);
	return bytes.size < packed ? (struct base_view){NULL, 0} : bytes;
}

/* The bytes of an entry; empty where they cannot be had. */
static struct base_view zip_bytes(struct mhtml *mhtml, struct base_view file,
				  const uint8_t *entry, size_t shift)
{
	struct base_view bytes = zip_packed(file, entry, shift);
	size_t before = mhtml->kept;

	if (bytes.size > 0 && base_get_u16(entry + 10) == 8) {
		bytes = archive_inflate(mhtml, bytes, true);
		/* One that is too large leaves the others their room. */
		if (bytes.size <= ARCHIVE_MADE_MAX - before)
			return bytes;
		mhtml->kept = before;
		return (struct base_view){NULL, 0};
	}
	return base_get_u16(entry + 10) == 0 ? bytes
					     : (struct base_view){NULL, 0};
}

/* Saved pages have photos called "photo.php", or whatever they were. */
static bool zip_is_picture(struct base_view file, const uint8_t *entry,
			   size_t shift)
{
	struct base_view packed = zip_packed(file, entry, shift);
	uint8_t first[ARCHIVE_PEEK];

	if (packed.size > 0 && base_get_u16(entry + 10) == 8)
		packed = (struct base_view){first, archive_peek(packed, first)};
	else if (base_get_u16(entry + 10) != 0)
		return false;
	return bytes_begin_picture(packed);
}

/*
 * A name as an address has it, which lives as long as the archive.  "%" stays
 * or not: some names are spelled so already, and some pages do not spell it.
 */
static struct base_view zip_address(struct mhtml *mhtml, struct base_view name,
				    bool percent)
{
	char *out = base_alloc(3 * name.size + 1, 1);
	size_t used = 0;

	for (size_t i = 0; i < name.size; i++) {
		uint8_t c = name.data[i];

		if (c != '\0' && strchr(percent ? " #?%" : " #?", c) != NULL)
			used += (size_t)snprintf(out + used, 4, "%%%02X", c);
		else
			out[used++] = (char)c;
	}
	mhtml_keep(mhtml, out);
	return (struct base_view){(const uint8_t *)out, used};
}

/* MAFF: <MAF:originalurl RDF:resource="https://a.example/"/>. */
static void zip_original(struct mhtml *mhtml, struct base_view name,
			 struct base_view rdf)
{
	static const char mark[] = "originalurl", value[] = "resource=";
	const uint8_t *at =
	    rdf.size > 0 ? memmem(rdf.data, rdf.size, mark, sizeof(mark) - 1)
			 : NULL;
	const uint8_t *end;
	struct base_buffer url;

	if (at != NULL)
		at = memmem(at, rdf.size - (size_t)(at - rdf.data), value,
			    sizeof(value) - 1);
	if (at == NULL)
		return;
	at += sizeof(value) - 1;
	if (at == rdf.data + rdf.size || (*at != '"' && *at != '\''))
		return;
	end = memchr(at + 1, *at, rdf.size - (size_t)(at - rdf.data) - 1);
	at++;
	if (end == NULL)
		return;
	base_buffer_init(&url, rdf.size * 3);
	if (charset_decode((struct base_view){at, (size_t)(end - at)},
			   CHARSET_UTF8, true, &url) == LENS_OK)
		mhtml_add_page(mhtml, name, base_buffer_view(&url));
	mhtml_keep(mhtml, url.data);
}

/* Why an entry's bytes cannot be had, as its type. */
static const char *zip_missing(const struct mhtml *mhtml, const uint8_t *entry)
{
	if (base_get_u16(entry + 8) & 1)
		return ARCHIVE_MISSING "encrypted";
	if (base_get_u16(entry + 10) != 0 && base_get_u16(entry + 10) != 8)
		return ARCHIVE_MISSING "no_reader";
	return base_get_u32(entry + 24) > ARCHIVE_MADE_MAX - mhtml->kept
		   ? ARCHIVE_MISSING "too_large"
		   : ARCHIVE_MISSING "damaged";
}

/* Whatever it is: what is no page's is for who wants all of it. */
static void zip_any(struct mhtml *mhtml, struct base_view file,
		    const uint8_t *entry, size_t shift)
{
	struct base_view name = {entry + ZIP_ENTRY, base_get_u16(entry + 28)};
	struct base_view bytes;
	unsigned before = mhtml->count;
	const char *why = "";

	if (name.size == 0 || name.data[name.size - 1] == '/')
		return;
	bytes = zip_bytes(mhtml, file, entry, shift);
	if (bytes.size == 0 && base_get_u32(entry + 24) > 0)
		why = zip_missing(mhtml, entry);
	mhtml_add(mhtml, name, base_view_of(why), bytes);
	/* It is told by its name, which is no address of a page. */
	if (mhtml->count > before)
		mhtml->parts[before].name = name;
}

static void zip_add(struct mhtml *mhtml, struct base_view name,
		    struct base_view type, struct base_view bytes)
{
	unsigned before = mhtml->count;

	mhtml_add(mhtml, zip_address(mhtml, name, false), type, bytes);
	if (mhtml->count > before && memchr(name.data, '%', name.size) != NULL)
		mhtml_also(&mhtml->parts[before],
			   zip_address(mhtml, name, true));
}

/* One that is there, and whose bytes are not to be had. */
static void zip_lacks(struct mhtml *mhtml, const uint8_t *entry)
{
	uint16_t method = base_get_u16(entry + 10);

	if (base_get_u16(entry + 8) & 1 || (method != 0 && method != 8))
		mhtml->packed = true;
	else if (base_get_u32(entry + 24) > 0)
		mhtml->cut = true;
}

static void zip_entry(struct mhtml *mhtml, struct base_view file,
		      const uint8_t *entry, size_t shift)
{
	struct base_view name = {entry + ZIP_ENTRY, base_get_u16(entry + 28)};
	struct base_view type = archive_type(name), bytes;

	if (name.size == 0 || name.data[name.size - 1] == '/')
		return;
	if (base_view_starts(type, "application/other", 17)) {
		if (!zip_is_picture(file, entry, shift))
			return;
		type = base_view_of("application/octet-stream");
	}
	if (archive_is_packed(name)) {
		mhtml->packed = true;
		return;
	}
	bytes = zip_bytes(mhtml, file, entry, shift);
	if (bytes.size == 0) {
		zip_lacks(mhtml, entry);
		return;
	}
	if (base_view_starts(type, "application/warc", 16))
		archive_add_warc(mhtml, bytes);
	else if (base_view_starts(type, "application/rdf", 15))
		zip_original(mhtml, zip_address(mhtml, name, false), bytes);
	else
		zip_add(mhtml, name, type, bytes);
}

typedef void zip_each(struct mhtml *mhtml, struct base_view file,
		      const uint8_t *entry, size_t shift);

static enum lens_err zip_read(struct base_view file, zip_each *each,
			      struct mhtml **out)
{
	struct mhtml *mhtml = mhtml_new();
	const uint8_t *end = zip_end(file);
	size_t at, until, shift;

	if (end == NULL)
		return mhtml_end(mhtml, out);
	until = (size_t)(end - file.data);
	at = until - base_get_u32(end + 12);
	/* What stands before the archive moved all that is in it. */
	shift = at > base_get_u32(end + 16) ? at - base_get_u32(end + 16) : 0;
	for (unsigned i = 0; i < ZIP_ENTRIES_MAX && until - at >= ZIP_ENTRY;
	     i++) {
		const uint8_t *entry = file.data + at;
		size_t size = ZIP_ENTRY + base_get_u16(entry + 28) +
			      base_get_u16(entry + 30) +
			      base_get_u16(entry + 32);

		if (memcmp(entry, "PK\1\2", 4) != 0 || size > until - at ||
		    (mhtml->cut && mhtml->count == MHTML_PARTS_MAX - 1))
			break;
		each(mhtml, file, entry, shift);
		at += size;
	}
	return mhtml_end(mhtml, out);
}

enum lens_err archive_zip(struct base_view file, struct mhtml **out)
{
	return zip_read(file, zip_entry, out);
}

enum lens_err archive_zip_all(struct base_view file, struct mhtml **out)
{
	return zip_read(file, zip_any, out);
}
