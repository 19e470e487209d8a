/*
 * metadata_exif.c: findings in EXIF (CIPA DC-008-2019, Exif 2.32; TIFF 6.0).
 * Only raw fields are read: libexif's own words for them go through gettext,
 * which would open files.
 */
#include "metadata_exif.h"

struct exif_reader {
	ExifData *data;
	struct ipc_picture *picture;
};

/* Main and Exif directory hold the same fields, depending on the writer. */
static const ExifEntry *exif_field(const struct exif_reader *reader,
				   unsigned tag)
{
	static const ExifIfd places[] = {EXIF_IFD_EXIF, EXIF_IFD_0};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const ExifEntry *entry = exif_content_get_entry(
		    reader->data->ifd[places[i]], (ExifTag)tag);

		if (entry != NULL)
			return entry;
	}
	return NULL;
}

static void exif_take_text(const struct exif_reader *reader,
			   const ExifEntry *entry, enum ipc_finding_kind kind)
{
	metadata_add(reader->picture, kind, metadata_exif_text(entry));
}

/* The photographer's and the editor's, with NUL between (4.6.5). */
static void exif_take_copyright(const struct exif_reader *reader,
				const ExifEntry *entry,
				enum ipc_finding_kind kind)
{
	struct base_view all = metadata_exif_bytes(entry);
	struct base_view first = metadata_exif_text(entry);

	metadata_add(reader->picture, kind, first);
	if (first.data == NULL || first.size == all.size)
		return;
	all = base_view_part(all, first.size + 1, all.size - first.size - 1);
	metadata_add(reader->picture, kind, metadata_text_ends(all));
}

/* Windows' own fields are UTF-16, little-endian in every block. */
static void exif_take_windows(const struct exif_reader *reader,
			      const ExifEntry *entry,
			      enum ipc_finding_kind kind)
{
	char utf8[3 * IPC_TEXT_MAX];

	metadata_add(reader->picture, kind,
		     metadata_text_utf16(utf8, sizeof(utf8),
					 metadata_exif_bytes(entry), true));
}

static void exif_take_coded(const struct exif_reader *reader,
			    const ExifEntry *entry, enum ipc_finding_kind kind)
{
	metadata_exif_add_coded(reader->data, entry, kind, reader->picture);
}

/* TIFF keeps the other blocks in fields of its own. */
static void exif_take_xmp(const struct exif_reader *reader,
			  const ExifEntry *entry, enum ipc_finding_kind kind)
{
	(void)kind;
	metadata_find_xmp(metadata_exif_bytes(entry), reader->picture);
}

static void exif_take_iptc(const struct exif_reader *reader,
			   const ExifEntry *entry, enum ipc_finding_kind kind)
{
	(void)kind;
	metadata_find_iptc(metadata_exif_bytes(entry), reader->picture);
}

static const struct exif_row {
	unsigned tag;
	void (*take)(const struct exif_reader *reader, const ExifEntry *entry,
		     enum ipc_finding_kind kind);
	enum ipc_finding_kind kind;
} exif_rows[] = {
    {0x010d, exif_take_text, IPC_FINDING_CAPTION},  /* DocumentName */
    {0x010e, exif_take_text, IPC_FINDING_CAPTION},  /* ImageDescription */
    {0x0131, exif_take_text, IPC_FINDING_SOFTWARE}, /* Software */
    {0x013b, exif_take_text, IPC_FINDING_AUTHOR},   /* Artist */
    {0x013c, exif_take_text, IPC_FINDING_DEVICE},   /* HostComputer */
    {0x02bc, exif_take_xmp, IPC_FINDINGS},	    /* XMLPacket */
    {0x8298, exif_take_copyright, IPC_FINDING_COPYRIGHT},
    {0x83bb, exif_take_iptc, IPC_FINDINGS},	      /* IPTC-NAA */
    {0x9286, exif_take_coded, IPC_FINDING_CAPTION},   /* UserComment */
    {0x9c9b, exif_take_windows, IPC_FINDING_CAPTION}, /* XPTitle */
    {0x9c9c, exif_take_windows, IPC_FINDING_CAPTION}, /* XPComment */
    {0x9c9d, exif_take_windows, IPC_FINDING_AUTHOR},  /* XPAuthor */
    {0x9c9f, exif_take_windows, IPC_FINDING_CAPTION}, /* XPSubject */
    {0xa420, exif_take_text, IPC_FINDING_UNIQUE_ID},  /* ImageUniqueID */
    {0xa430, exif_take_text, IPC_FINDING_AUTHOR},     /* CameraOwnerName */
    {0xa431, exif_take_text, IPC_FINDING_CAMERA_SERIAL},
    {0xa435, exif_take_text, IPC_FINDING_LENS_SERIAL},
    {0xa436, exif_take_text, IPC_FINDING_CAPTION}, /* ImageTitle (3.0) */
    {0xa437, exif_take_text, IPC_FINDING_AUTHOR},  /* Photographer (3.0) */
    {0xa438, exif_take_text, IPC_FINDING_AUTHOR},  /* ImageEditor (3.0) */
    {0xc62f, exif_take_text, IPC_FINDING_CAMERA_SERIAL}, /* Adobe's DNG */
};

/* "Canon" and "Canon EOS 5D" say one thing, "Apple" and "iPhone 12" two. */
static void exif_find_device(const struct exif_reader *reader)
{
	char make[IPC_TEXT_MAX], model[IPC_TEXT_MAX], device[IPC_TEXT_MAX];
	const ExifEntry *entry = exif_field(reader, EXIF_TAG_MAKE);

	metadata_text(make, metadata_exif_text(entry));
	entry = exif_field(reader, EXIF_TAG_MODEL);
	metadata_text(model, metadata_exif_text(entry));
	metadata_text_device(device, make, model);
	metadata_add(reader->picture, IPC_FINDING_DEVICE, base_view_of(device));
}

/* When it was taken, else when it was scanned, each with its own offset. */
static void exif_find_time(const struct exif_reader *reader)
{
	static const struct {
		ExifTag date, offset;
	} times[] = {
	    {EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_TAG_OFFSET_TIME_ORIGINAL},
	    {EXIF_TAG_DATE_TIME_DIGITIZED, EXIF_TAG_OFFSET_TIME_DIGITIZED},
	};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		char date[IPC_TEXT_MAX], offset[IPC_TEXT_MAX];
		char text[IPC_TEXT_MAX];
		const char *parts[] = {date, offset};
		struct metadata_time time;
		const ExifEntry *entry = exif_field(reader, times[i].date);

		metadata_text(date, metadata_exif_text(entry));
		entry = exif_field(reader, times[i].offset);
		metadata_text(offset, metadata_exif_text(entry));
		metadata_text_join(text, parts, 2, " ");
		if (*date == '\0' || !metadata_time_read(text, &time))
			continue;
		metadata_add_time(reader->picture, text);
		return;
	}
}

void metadata_find_exif(struct base_view exif, struct ipc_picture *picture)
{
	struct exif_reader reader = {metadata_exif_open(exif), picture};

	if (reader.data == NULL)
		return;
	metadata_exif_find_gps(reader.data, picture);
	exif_find_time(&reader);
	exif_find_device(&reader);
	for (size_t i = 0; i < sizeof(exif_rows) / sizeof(exif_rows[0]); i++) {
		const ExifEntry *entry = exif_field(&reader, exif_rows[i].tag);

		if (entry != NULL)
			exif_rows[i].take(&reader, entry, exif_rows[i].kind);
	}
	metadata_exif_find_note(reader.data, picture);
	exif_data_unref(reader.data);
}
