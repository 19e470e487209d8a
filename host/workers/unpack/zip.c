/*
 * zip.c: a ZIP from its end: the last record says where the directory is, the
 * directory where the files are.  What a file's own header says must be what
 * the directory says of it, or readers that go by the one and by the other
 * would see two archives.  No file may give more than IPC_UNPACK_FILE_MAX
 * bytes, whatever is said of it: that ends a bomb.
 *
 * Why not libarchive: it brings readers of some thirty formats and filters into
 * the jail for one.  Stored and deflated members with a CRC are all that sets
 * of records use; ZIP64 and encryption are refused.
 */
#include <string.h>

#include <zlib.h>

#include "parse.h"
#include "zip.h"

#define ZIP_END 22	      /* bytes of the last record, without comment */
#define ZIP_COMMENT_MAX 65535 /* behind it */
#define ZIP_ENTRY 46	      /* bytes of an entry of the directory */
#define ZIP_HEADER 30	      /* bytes before a file */
#define ZIP_ENCRYPTED 1	      /* bit of the flags */
#define ZIP_SIZES_LATER 8     /* bit: a header may have zeros for the sizes */

struct zip_entry {
	uint16_t flags, method;
	/* CRC-32 of what is packed, its bytes as packed and after. */
	uint32_t check, packed, size;
	uint32_t at; /* where its header is */
	struct base_view name;
};

struct zip {
	struct base_view all;
	uint8_t *room;
	size_t size;
	struct ipc_unpack *out;
};

/* The last record: searched from the end, past a comment. */
static struct base_view zip_end(struct base_view zip)
{
	size_t most = ZIP_END + ZIP_COMMENT_MAX;

	for (size_t back = ZIP_END; back <= zip.size && back <= most; back++) {
		struct base_view end =
		    base_view_part(zip, zip.size - back, ZIP_END);

		if (base_view_starts(end, "PK\5\6", 4) &&
		    base_get_u16(end.data + 20) == back - ZIP_END)
			return end;
	}
	return (struct base_view){NULL, 0};
}

/* The entry at *at; *at moves to the next.  False when it is none. */
static bool zip_entry(struct base_view zip, size_t *at, struct zip_entry *out)
{
	struct base_view head = base_view_part(zip, *at, ZIP_ENTRY);
	size_t name;

	if (head.data == NULL || !base_view_starts(head, "PK\1\2", 4))
		return false;
	name = base_get_u16(head.data + 28);
	*out = (struct zip_entry){
	    .flags = base_get_u16(head.data + 8),
	    .method = base_get_u16(head.data + 10),
	    .check = base_get_u32(head.data + 16),
	    .packed = base_get_u32(head.data + 20),
	    .size = base_get_u32(head.data + 24),
	    .at = base_get_u32(head.data + 42),
	    .name = base_view_part(zip, *at + ZIP_ENTRY, name),
	};
	*at += ZIP_ENTRY + name + base_get_u16(head.data + 30) +
	       base_get_u16(head.data + 32);
	return name > 0 && out->name.data != NULL;
}

/* What the header says is what the directory says; sizes that were written
 * behind the file may be zeros here. */
static bool zip_agrees(struct base_view head, struct base_view name,
		       const struct zip_entry *entry)
{
	const uint32_t sizes[] = {entry->check, entry->packed, entry->size};
	bool later = (entry->flags & ZIP_SIZES_LATER) != 0;

	for (size_t i = 0; i < 3; i++) {
		uint32_t said = base_get_u32(head.data + 14 + 4 * i);

		if (said != sizes[i] && !(later && said == 0))
			return false;
	}
	return base_get_u16(head.data + 6) == entry->flags &&
	       base_get_u16(head.data + 8) == entry->method &&
	       name.data != NULL && name.size == entry->name.size &&
	       memcmp(name.data, entry->name.data, name.size) == 0;
}

/* The packed bytes of an entry; data NULL when they are not there. */
static struct base_view zip_packed(struct base_view zip,
				   const struct zip_entry *entry)
{
	struct base_view head = base_view_part(zip, entry->at, ZIP_HEADER);
	size_t name, more;

	if (head.data == NULL || !base_view_starts(head, "PK\3\4", 4))
		return (struct base_view){NULL, 0};
	name = base_get_u16(head.data + 26);
	more = base_get_u16(head.data + 28);
	if (!zip_agrees(head, base_view_part(zip, entry->at + ZIP_HEADER, name),
			entry))
		return (struct base_view){NULL, 0};
	return base_view_part(zip, entry->at + ZIP_HEADER + name + more,
			      entry->packed);
}

/* The size of what is written at out, or a mark in its place. */
static uint32_t zip_inflate(struct base_view packed, uint8_t *out, size_t room)
{
	z_stream stream = {0};
	int done;

	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return IPC_UNPACK_DAMAGED;
	stream.next_in = (Bytef *)packed.data;
	stream.avail_in = (uInt)packed.size;
	stream.next_out = out;
	stream.avail_out = (uInt)room;
	done = inflate(&stream, Z_FINISH);
	room -= stream.avail_out;
	inflateEnd(&stream);
	if (done == Z_STREAM_END)
		return (uint32_t)room;
	return stream.avail_out == 0 ? IPC_UNPACK_TOO_LARGE
				     : IPC_UNPACK_DAMAGED;
}

static uint32_t zip_stored(struct base_view packed, uint8_t *out)
{
	if (packed.size > IPC_UNPACK_FILE_MAX)
		return IPC_UNPACK_TOO_LARGE;
	memcpy(out, packed.data, packed.size);
	return (uint32_t)packed.size;
}

static uint32_t zip_file(const struct zip *zip, const struct zip_entry *entry,
			 uint8_t *out)
{
	struct base_view packed = zip_packed(zip->all, entry);
	uint32_t size = IPC_UNPACK_DAMAGED;

	if (packed.data == NULL || (entry->flags & ZIP_ENCRYPTED) != 0)
		return size;
	if (entry->method == 8)
		size = zip_inflate(packed, out, IPC_UNPACK_FILE_MAX);
	else if (entry->method == 0)
		size = zip_stored(packed, out);
	if (size <= IPC_UNPACK_FILE_MAX &&
	    (size != entry->size || crc32(0, out, size) != entry->check))
		return IPC_UNPACK_DAMAGED;
	return size;
}

/*
 * What one file says into the room; of one that is not there size is a mark.
 * False when there is no more room.
 */
static bool zip_put(struct zip *zip, struct base_view name, uint32_t size,
		    const uint8_t *bytes)
{
	size_t left = zip->size - (size_t)zip->out->bytes;
	uint8_t *at = zip->room + zip->out->bytes;
	bool there = size < IPC_UNPACK_DAMAGED;

	if (zip->out->files == IPC_UNPACK_FILES_MAX ||
	    left < 8 + name.size + IPC_UNPACK_JSON(there ? size : 0))
		return false;
	if (there)
		size = parse_json((struct base_view){bytes, size},
				  at + 8 + name.size);
	base_put_u32(at, (uint32_t)name.size);
	base_put_u32(at + 4, size);
	memcpy(at + 8, name.data, name.size);
	zip->out->files++;
	zip->out->bytes += 8 + name.size + (there ? size : 0);
	return true;
}

static bool zip_take(struct zip *zip, const struct zip_entry *entry)
{
	static uint8_t bytes[IPC_UNPACK_FILE_MAX];
	size_t name = entry->name.size;

	/* A folder, or a name no record has. */
	if (entry->name.data[name - 1] == '/' || name > IPC_TEXT_MAX)
		return true;
	return zip_put(zip, entry->name, zip_file(zip, entry, bytes), bytes);
}

void zip_unpack(struct base_view zip, uint8_t *room, size_t size,
		struct ipc_unpack *out)
{
	struct base_view end = zip_end(zip);
	struct zip work = {zip, room, size, out};
	struct zip_entry entry;
	size_t at, count;

	*out = (struct ipc_unpack){.status = IPC_UNPACK_NOT_A_ZIP};
	if (end.data == NULL)
		return;
	count = base_get_u16(end.data + 10);
	at = base_get_u32(end.data + 16);
	/* One disk; the directory lies before its end, and nothing between. */
	if (base_get_u32(end.data + 4) != 0 ||
	    base_get_u16(end.data + 8) != count ||
	    at + (size_t)base_get_u32(end.data + 12) !=
		(size_t)(end.data - zip.data)) {
		out->status = IPC_UNPACK_MALFORMED;
		return;
	}
	out->status = IPC_UNPACK_OK;
	for (size_t i = 0; i < count; i++) {
		if (!zip_entry(zip, &at, &entry))
			out->status = IPC_UNPACK_MALFORMED;
		else if (!zip_take(&work, &entry))
			out->status = IPC_UNPACK_TOO_MUCH;
		if (out->status != IPC_UNPACK_OK)
			return;
	}
	if (at != (size_t)(end.data - zip.data))
		out->status = IPC_UNPACK_MALFORMED;
}

void zip_records(struct base_view list, uint8_t *room, size_t size,
		 struct ipc_unpack *out)
{
	struct zip work = {list, room, size, out};
	struct base_view name, bytes;
	enum lens_err err;

	*out = (struct ipc_unpack){.status = IPC_UNPACK_OK};
	while (out->status == IPC_UNPACK_OK &&
	       ipc_unpack_next(&list, &name, &bytes, &err))
		if (!zip_put(&work, name, (uint32_t)bytes.size, bytes.data))
			out->status = IPC_UNPACK_TOO_MUCH;
	if (out->status == IPC_UNPACK_OK && err != LENS_OK)
		out->status = IPC_UNPACK_MALFORMED;
}
