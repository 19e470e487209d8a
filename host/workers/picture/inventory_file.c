/* inventory_file.c: archives and documents that lie in a picture's file. */
#include <stdio.h>
#include <string.h>

#include "inventory.h"

/* What may be put into a picture's file, by how it begins. */
static const struct file_kind {
	const char *head;
	size_t size;
	enum ipc_hidden_kind kind;
	const char *name;
} file_kinds[] = {
    {"PK\3\4", 4, IPC_HIDDEN_ARCHIVE, N_("a ZIP archive")},
    {"7z\xbc\xaf\x27\x1c", 6, IPC_HIDDEN_ARCHIVE, N_("a 7z archive")},
    {"Rar!\x1a\7", 6, IPC_HIDDEN_ARCHIVE, N_("a RAR archive")},
    {"\x1f\x8b\x08", 3, IPC_HIDDEN_ARCHIVE, N_("a gzip archive")},
    {"\xfd"
     "7zXZ",
     5, IPC_HIDDEN_ARCHIVE, N_("an xz archive")},
    {"BZh9", 4, IPC_HIDDEN_ARCHIVE, N_("a bzip2 archive")},
    {"\x28\xb5\x2f\xfd", 4, IPC_HIDDEN_ARCHIVE, N_("a Zstandard archive")},
    {"%PDF-", 5, IPC_HIDDEN_DOCUMENT, N_("a PDF document")},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, IPC_HIDDEN_DOCUMENT,
     N_("an Office document")},
    {"8BPS", 4, IPC_HIDDEN_DOCUMENT, N_("a Photoshop document")},
    {"gimp xcf", 8, IPC_HIDDEN_DOCUMENT, N_("a GIMP document")},
    {"ID3", 3, IPC_HIDDEN_SOUND, N_("a sound recording")},
    {"OggS", 4, IPC_HIDDEN_SOUND, N_("a sound recording")},
    {"#!AMR", 5, IPC_HIDDEN_SOUND, N_("a sound recording")},
    {"fLaC", 4, IPC_HIDDEN_SOUND, N_("a sound recording")},
    {"caff", 4, IPC_HIDDEN_SOUND, N_("a sound recording")},
    {"{\\rtf", 5, IPC_HIDDEN_DOCUMENT, N_("a document")},
    {"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 8, IPC_HIDDEN_VIDEO, N_("a film")},
    {"\x1a\x45\xdf\xa3", 4, IPC_HIDDEN_VIDEO, N_("a film")},
    {"FLV\1", 4, IPC_HIDDEN_VIDEO, N_("a film")},
    {"\x7f"
     "ELF",
     4, IPC_HIDDEN_FILE, N_("a program")},
    {"SQLite format 3", 15, IPC_HIDDEN_FILE, N_("a database")},
};

/* The same of containers, whose kind stands at their eighth byte. */
static const struct file_container {
	struct file_kind kind; /* of the container */
	const char *within;    /* four letters */
} file_containers[] = {
    {{"RIFF", 4, IPC_HIDDEN_SOUND, N_("a sound recording")}, "WAVE"},
    {{"FORM", 4, IPC_HIDDEN_SOUND, N_("a sound recording")}, "AIFF"},
    {{"FORM", 4, IPC_HIDDEN_SOUND, N_("a sound recording")}, "AIFC"},
};

/* Boxes as a video has them, with sound alone. */
static const struct file_kind file_boxes = {"ftypM4", 6, IPC_HIDDEN_SOUND,
					    N_("a sound recording")};

/* What a part begins as; NULL for none of them. */
static const struct file_kind *file_begins(struct base_view part)
{
	for (size_t i = 0; i < sizeof(file_kinds) / sizeof(*file_kinds); i++)
		if (base_view_starts(part, file_kinds[i].head,
				     file_kinds[i].size))
			return &file_kinds[i];
	for (size_t i = 0;
	     i < sizeof(file_containers) / sizeof(*file_containers); i++) {
		const struct file_container *one = &file_containers[i];

		if (base_view_starts(part, one->kind.head, one->kind.size) &&
		    base_view_starts(base_view_part(part, 8, 4), one->within,
				     4))
			return &one->kind;
	}
	return base_view_starts(base_view_part(part, 4, 7), "ftypM4A", 7) ||
		       base_view_starts(base_view_part(part, 4, 7), "ftypM4B",
					7)
		   ? &file_boxes
		   : NULL;
}

/* ---- What a ZIP has (APPNOTE.TXT, 4.3) ---- */

#define FILE_NAMES 16  /* read of one archive */
#define FILE_LOCAL 30  /* bytes in front of a file's name */
#define FILE_LISTED 46 /* the same in the archive's own list */
#define FILE_END 22    /* bytes at the end of that list */
#define FILE_COMMENTED N_("a comment in the archive")
#define FILE_COMMENT 65535 /* which may follow them */

static size_t file_number(struct base_view head, size_t at, size_t size)
{
	return (size_t)inventory_little(base_view_part(head, at, size));
}

/* The end of the list, with the archive's comment; empty: it is cut off. */
static struct base_view file_zip_end(struct base_view part)
{
	size_t least = 0, at = part.size;

	if (at > FILE_END + FILE_COMMENT)
		least = at - FILE_END - FILE_COMMENT;
	for (; at > least; at--) {
		struct base_view end =
		    base_view_part(part, at - 1, part.size - at + 1);

		if (end.size >= FILE_END && base_view_starts(end, "PK\5\6", 4))
			return end;
	}
	return (struct base_view){0};
}

static void file_say(struct inventory *inventory, struct base_view name)
{
	metadata_add(inventory->picture, IPC_FINDING_FILE_NAMES, name);
}

/* Of one that is cut off: from file to file. */
static void file_zip_cut(struct inventory *inventory, struct base_view part)
{
	for (unsigned i = 0; i < FILE_NAMES && part.size > 0; i++) {
		const uint8_t *next = memmem(part.data, part.size, "PK\3\4", 4);
		struct base_view head;

		if (next == NULL)
			return;
		part = base_view_part(part, (size_t)(next - part.data),
				      part.size - (size_t)(next - part.data));
		head = base_view_part(part, 0, FILE_LOCAL);
		file_say(inventory, base_view_part(part, FILE_LOCAL,
						   file_number(head, 26, 2)));
		part = base_view_part(part, 4, part.size - 4);
	}
}

/* Names and comments of its own list, which lies right before its end. */
static void file_zip(struct inventory *inventory, struct base_view part)
{
	struct base_view end, list, head;
	size_t size;

	if (!base_view_starts(part, "PK\3\4", 4))
		return;
	end = file_zip_end(part);
	size = file_number(end, 12, 4);
	list = size <= part.size - end.size
		   ? base_view_part(part, part.size - end.size - size, size)
		   : (struct base_view){0};
	if (!base_view_starts(list, "PK\1\2", 4))
		file_zip_cut(inventory, part);
	for (unsigned i = 0; i < FILE_NAMES; i++) {
		size_t name, more, comment;

		head = base_view_part(list, 0, FILE_LISTED);
		if (!base_view_starts(head, "PK\1\2", 4))
			break;
		name = file_number(head, 28, 2);
		more = FILE_LISTED + name + file_number(head, 30, 2);
		comment = file_number(head, 32, 2);
		file_say(inventory, base_view_part(list, FILE_LISTED, name));
		inventory_text(inventory, FILE_COMMENTED,
			       base_view_part(list, more, comment));
		list = base_view_part(list, more + comment,
				      list.size - more - comment);
	}
	inventory_text(inventory, FILE_COMMENTED,
		       base_view_part(end, FILE_END, file_number(end, 20, 2)));
}

size_t inventory_file(struct inventory *inventory, struct base_view part)
{
	const struct file_kind *kind = file_begins(part);
	char size[40], text[IPC_TEXT_MAX];

	if (kind == NULL)
		return 0;
	if (kind == &file_boxes) {
		part.size = inventory_video_end(part);
		inventory_video(inventory, part);
	}
	file_zip(inventory, part);
	inventory_hide(inventory, kind->kind, part);
	metadata_size_words(size, sizeof(size), part.size);
	metadata_fill(text, sizeof(text), N_("{part} of {size}"), kind->name,
		      size);
	metadata_add(inventory->picture, IPC_FINDING_HIDDEN_FILE,
		     base_view_of(text));
	return part.size;
}
