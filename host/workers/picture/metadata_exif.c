/*
 * metadata_exif.c: findings in EXIF (CIPA DC-008-2023, Exif 3.0; TIFF 6.0; DNG
 * 1.7).  What a field of text means is a table; the text of a field that is in
 * none is told as it stands.
 */
#include <stdio.h>
#include <string.h>

#include "metadata_exif.h"

#define EXIF_LAYERS_MAX 64
#define EXIF_BEHIND_MAX 4096 /* zeros */

/*
 * A text ends with its first zero, and nothing shows what is behind it: words
 * are told, what cameras leave there of other bytes is not.
 */
static void exif_take_behind(const struct tiff_field *field,
			     struct ipc_picture *picture)
{
	struct base_view rest = field->value;
	struct base_view one = metadata_exif_text(field);

	for (unsigned i = 0; i < EXIF_BEHIND_MAX && one.size < rest.size; i++) {
		rest = base_view_part(rest, one.size + 1,
				      rest.size - one.size - 1);
		one = metadata_text_ends(rest);
		if (base_is_printable(one))
			metadata_add_said(picture,
					  N_("behind the end of a text"), one);
	}
}

static void exif_take_text(const struct tiff_field *field,
			   enum ipc_finding_kind kind,
			   struct ipc_picture *picture)
{
	metadata_add(picture, kind, metadata_exif_text(field));
	exif_take_behind(field, picture);
}

/* Several texts, with NUL between: the photographer's, the editor's (4.6.5) */
static void exif_take_texts(const struct tiff_field *field,
			    enum ipc_finding_kind kind,
			    struct ipc_picture *picture)
{
	struct base_view rest = field->value;

	for (unsigned i = 0; i < 16 && rest.size > 0; i++) {
		struct base_view one = metadata_text_ends(rest);

		metadata_add(picture, kind, one);
		if (one.size == rest.size)
			return;
		rest = base_view_part(rest, one.size + 1,
				      rest.size - one.size - 1);
	}
}

/* Windows' own fields are UTF-16, little-endian in every block. */
static void exif_take_windows(const struct tiff_field *field,
			      enum ipc_finding_kind kind,
			      struct ipc_picture *picture)
{
	char utf8[3 * IPC_TEXT_MAX];

	metadata_add(
	    picture, kind,
	    metadata_text_utf16(utf8, sizeof(utf8), field->value, true));
}

/* A length and as many letters of UTF-16 behind each mark and a size. */
static void exif_layer_names(struct base_view all, bool little,
			     struct ipc_picture *picture)
{
	size_t at = 0;

	for (unsigned i = 0; i < EXIF_LAYERS_MAX && at < all.size; i++) {
		const uint8_t *found =
		    memmem(all.data + at, all.size - at,
			   little ? "MIB8inul" : "8BIMluni", 8);
		char utf8[3 * IPC_TEXT_MAX];
		struct base_view size, text;
		size_t letters = 0;

		if (found == NULL)
			return;
		at = (size_t)(found - all.data) + 12;
		size = base_view_part(all, at, 4);
		for (size_t k = 0; k < size.size; k++)
			letters = letters << 8 |
				  size.data[little ? size.size - 1 - k : k];
		if (letters > IPC_TEXT_MAX)
			continue;
		text = base_view_part(all, at + 4, 2 * letters);
		metadata_add_said(
		    picture, N_("a layer's name"),
		    metadata_text_utf16(utf8, sizeof(utf8), text, little));
	}
}

/* TIFF keeps the other blocks in fields of its own. */
static void exif_take_xmp(const struct tiff_field *field,
			  enum ipc_finding_kind kind,
			  struct ipc_picture *picture)
{
	(void)kind;
	metadata_find_xmp(field->value, picture);
}

static void exif_take_iptc(const struct tiff_field *field,
			   enum ipc_finding_kind kind,
			   struct ipc_picture *picture)
{
	(void)kind;
	metadata_find_iptc(field->value, picture);
}

static void exif_take_changed(const struct tiff_field *field,
			      enum ipc_finding_kind kind,
			      struct ipc_picture *picture)
{
	char text[IPC_TEXT_MAX];

	(void)kind;
	metadata_text(text, metadata_exif_text(field));
	metadata_add_time_as(picture, text, N_("{words} (last changed)"));
}

/*
 * Photoshop's own document within a TIFF: layers, each with its pixels and its
 * name, as they were before they were covered ("8BIMLayr", "8BIMluni").
 */
static void exif_take_layers(const struct tiff_field *field,
			     enum ipc_finding_kind kind,
			     struct ipc_picture *picture)
{
	static const char *const marks[] = {"8BIMLayr", "8BIMLr16", "8BIMLr32",
					    "MIB8ryaL", "MIB861rL", "MIB823rL"};
	struct base_view all = field->value;
	bool layers = false;

	(void)kind;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		layers |= all.size > 0 &&
			  memmem(all.data, all.size, marks[i], 8) != NULL;
	if (!layers)
		return;
	metadata_add(picture, IPC_FINDING_HIDDEN_PICTURE,
		     base_view_of(N_("Photoshop's layers, each a picture")));
	for (unsigned little = 0; little < 2; little++)
		exif_layer_names(all, little != 0, picture);
}

static void exif_take_profile(const struct tiff_field *field,
			      enum ipc_finding_kind kind,
			      struct ipc_picture *picture)
{
	(void)kind;
	metadata_find_profile(field->value, picture);
}

/* A row without take is known and says nothing about a person. */
static const struct exif_row {
	unsigned tag;
	void (*take)(const struct tiff_field *field, enum ipc_finding_kind kind,
		     struct ipc_picture *picture);
	enum ipc_finding_kind kind;
} exif_rows[] = {
    {0x000b, exif_take_text, IPC_FINDING_SOFTWARE}, /* ProcessingSoftware */
    {0x010d, exif_take_text, IPC_FINDING_CAPTION},  /* DocumentName */
    {0x010e, exif_take_text, IPC_FINDING_CAPTION},  /* ImageDescription */
    {TIFF_TAG_MAKE, NULL, 0},
    {TIFF_TAG_MODEL, NULL, 0},
    {0x011d, exif_take_text, IPC_FINDING_CAPTION},  /* PageName */
    {0x0131, exif_take_text, IPC_FINDING_SOFTWARE}, /* Software */
    {0x0132, exif_take_changed, 0},		    /* DateTime */
    {0x013b, exif_take_texts, IPC_FINDING_AUTHOR},  /* Artist */
    {0x013c, exif_take_text, IPC_FINDING_DEVICE},   /* HostComputer */
    {0x014d, NULL, 0},				    /* InkNames */
    {0x0151, exif_take_text, IPC_FINDING_DEVICE},   /* TargetPrinter */
    {0x015b, NULL, 0},				    /* JPEGTables */
    {0x02bc, exif_take_xmp, 0},			    /* XMLPacket */
    {0x1000, NULL, 0},				    /* RelatedImageFileFormat */
    {0x80a4, exif_take_text, IPC_FINDING_EDIT_HISTORY}, /* WangAnnotation */
    {0x8298, exif_take_texts, IPC_FINDING_COPYRIGHT},
    {0x83bb, exif_take_iptc, 0}, /* IPTC-NAA */
    {0x8649, NULL, 0},		 /* resources */
    {TIFF_TAG_PROFILE, exif_take_profile, 0},
    {0x8824, NULL, 0},				/* SpectralSensitivity */
    {0x87af, NULL, 0},				/* GeoKeyDirectory */
    {0x87b1, exif_take_text, IPC_FINDING_TEXT}, /* GeoAsciiParams */
    {0x9003, NULL, 0},				/* times: see below */
    {0x9004, NULL, 0},
    {0x9010, NULL, 0}, /* OffsetTime */
    {0x9011, NULL, 0},
    {0x9012, NULL, 0},
    {0x9212, exif_take_text, IPC_FINDING_TEXT}, /* SecurityClassification */
    {0x9213, exif_take_text, IPC_FINDING_EDIT_HISTORY},	    /* ImageHistory */
    {0x927c, NULL, 0},					    /* MakerNote */
    {0x9286, metadata_exif_add_coded, IPC_FINDING_CAPTION}, /* UserComment */
    {0x9290, NULL, 0},					    /* SubSecTime */
    {0x9291, NULL, 0},
    {0x9292, NULL, 0},
    {0x935c, exif_take_layers, 0},		      /* ImageSourceData */
    {0x9c9b, exif_take_windows, IPC_FINDING_CAPTION}, /* XPTitle */
    {0x9c9c, exif_take_windows, IPC_FINDING_CAPTION}, /* XPComment */
    {0x9c9d, exif_take_windows, IPC_FINDING_AUTHOR},  /* XPAuthor */
    {0x9c9e, exif_take_windows, IPC_FINDING_KEYWORDS},
    {0x9c9f, exif_take_windows, IPC_FINDING_CAPTION}, /* XPSubject */
    {0xa004, exif_take_text, IPC_FINDING_FILE_NAMES}, /* RelatedSoundFile */
    {0xa302, NULL, 0},				      /* CFAPattern */
    {0xa420, exif_take_text, IPC_FINDING_UNIQUE_ID},  /* ImageUniqueID */
    {0xa430, exif_take_text, IPC_FINDING_AUTHOR},     /* CameraOwnerName */
    {0xa431, exif_take_text, IPC_FINDING_CAMERA_SERIAL},
    {0xa433, NULL, 0}, /* LensMake */
    {0xa434, NULL, 0}, /* LensModel */
    {0xa435, exif_take_text, IPC_FINDING_LENS_SERIAL},
    {0xa436, exif_take_text, IPC_FINDING_CAPTION},  /* ImageTitle (3.0) */
    {0xa437, exif_take_text, IPC_FINDING_AUTHOR},   /* Photographer (3.0) */
    {0xa438, exif_take_text, IPC_FINDING_AUTHOR},   /* ImageEditor (3.0) */
    {0xa439, exif_take_text, IPC_FINDING_SOFTWARE}, /* CameraFirmware */
    {0xa43a, exif_take_text, IPC_FINDING_SOFTWARE}, /* RAW developing */
    {0xa43b, exif_take_text, IPC_FINDING_SOFTWARE}, /* image editing */
    {0xa43c, exif_take_text, IPC_FINDING_SOFTWARE}, /* metadata editing */
    {0xa480, exif_take_text, IPC_FINDING_TEXT},	    /* GDAL */
    {0xa481, NULL, 0},
    {0xc4a5, NULL, 0},				  /* PrintImageMatching */
    {0xc614, exif_take_text, IPC_FINDING_DEVICE}, /* UniqueCameraModel */
    {0xc615, NULL, 0},
    {0xc616, NULL, 0},					 /* CFAPlaneColor */
    {0xc62f, exif_take_text, IPC_FINDING_CAMERA_SERIAL}, /* Adobe's DNG */
    {0xc634, NULL, 0},					 /* DNGPrivateData */
    {0xc635, NULL, 0},
    {0xc65d, NULL, 0}, /* RawDataUniqueID, 16 bytes */
    {0xc68b, exif_take_text, IPC_FINDING_FILE_NAMES}, /* OriginalRaw... */
    {0xc68c, NULL, 0},
    {0xc68f, NULL, 0}, /* colour profiles */
    {0xc691, NULL, 0},
    {0xc6f3, NULL, 0},
    {0xc6f4, NULL, 0},
    {0xc6f6, NULL, 0},
    {0xc6f8, NULL, 0},
    {0xc6fe, NULL, 0},
    {0xc716, exif_take_text, IPC_FINDING_SOFTWARE}, /* PreviewApplication */
    {0xc717, NULL, 0},
    {0xc718, NULL, 0},				      /* names of settings */
    {0xc71b, NULL, 0},				      /* PreviewDateTime */
    {0xc763, NULL, 0},				      /* TimeCodes */
    {0xc789, exif_take_text, IPC_FINDING_FILE_NAMES}, /* ReelName */
    {0xc7a1, exif_take_text, IPC_FINDING_DEVICE},     /* CameraLabel */
    {0xea1c, NULL, 0},				      /* padding */
    {0xfde8, exif_take_text, IPC_FINDING_AUTHOR},     /* Lightroom's own */
    {0xfde9, exif_take_text, IPC_FINDING_CAMERA_SERIAL},
    {0xfdea, exif_take_text, IPC_FINDING_DEVICE},
    {0xfe4d, NULL, 0}, /* its settings, as words */
    {0xfe4c, exif_take_text, IPC_FINDING_FILE_NAMES}, /* RawFile */
    {0xfe51, NULL, 0},
};

static const struct exif_row *exif_row(unsigned tag)
{
	for (size_t i = 0; i < sizeof(exif_rows) / sizeof(exif_rows[0]); i++)
		if (exif_rows[i].tag == tag)
			return &exif_rows[i];
	return NULL;
}

/* Tags of TIFF 6.0, of Exif, of DNG and of the makers' own raw files. */
static const struct {
	unsigned first, last;
} exif_ranges[] = {
    {0x0000, 0x7fff}, {0x8214, 0x8290}, {0x8298, 0x8298}, {0x82a5, 0x82ac},
    {0x830e, 0x830e}, {0x8480, 0x8482}, {0x85d8, 0x85d8}, {0x8606, 0x8649},
    {0x8769, 0x8773}, {0x877f, 0x87be}, {0x8822, 0x8833}, {0x885c, 0x885e},
    {0x9000, 0x9fff}, {0xa000, 0xa7ff}, {0xbc01, 0xbcc5}, {0xc427, 0xc42a},
    {0xc44f, 0xc44f}, {0xc4a5, 0xc4a5}, {0xc51b, 0xc51b}, {0xc573, 0xc5e0},
    {0xc612, 0xc7ff}, {0xcd00, 0xcdff}, {0xea1c, 0xea1d}, {0xfde8, 0xfe5f},
};

bool metadata_exif_is_known(const struct tiff_field *field)
{
	for (size_t i = 0; i < sizeof(exif_ranges) / sizeof(*exif_ranges); i++)
		if (field->tag >= exif_ranges[i].first &&
		    field->tag <= exif_ranges[i].last)
			return true;
	return exif_row(field->tag) != NULL;
}

void metadata_exif_field_name(const struct tiff_field *field,
			      char out[IPC_TEXT_MAX])
{
	char number[8];

	snprintf(number, sizeof(number), "0x%04x", field->tag);
	metadata_fill(out, IPC_TEXT_MAX, N_("field {words}"), number);
}

/* Words in a field that no standard names. */
static void exif_take_unknown(const struct tiff_field *field,
			      struct ipc_picture *picture)
{
	char label[IPC_TEXT_MAX];

	if (field->type != TIFF_ASCII && field->type != TIFF_UNDEFINED &&
	    field->type != TIFF_UTF8)
		return;
	metadata_exif_field_name(field, label);
	metadata_add_said(picture, label, metadata_exif_text(field));
}

/* "Canon" and "Canon EOS 5D" say one thing, "Apple" and "iPhone 12" two. */
static void exif_find_device(const struct exif_tree *tree,
			     struct ipc_picture *picture)
{
	char make[IPC_TEXT_MAX], model[IPC_TEXT_MAX], device[IPC_TEXT_MAX];
	struct tiff_field field = metadata_exif_either(tree, TIFF_TAG_MAKE);

	metadata_text(make, metadata_exif_text(&field));
	field = metadata_exif_either(tree, TIFF_TAG_MODEL);
	metadata_text(model, metadata_exif_text(&field));
	metadata_text_device(device, make, model);
	metadata_add(picture, IPC_FINDING_DEVICE, base_view_of(device));
}

/* When it was taken and when it was scanned, each with its own offset. */
static void exif_find_time(const struct exif_tree *tree,
			   struct ipc_picture *picture)
{
	static const struct {
		unsigned date, offset;
		const char *label;
	} times[] = {
	    {0x9003, 0x9011, ""},
	    {0x9004, 0x9012, N_("{words} (digitized)")},
	};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		char date[IPC_TEXT_MAX], offset[IPC_TEXT_MAX];
		char text[IPC_TEXT_MAX];
		const char *parts[] = {date, offset};
		struct tiff_field field =
		    metadata_exif_either(tree, times[i].date);

		metadata_text(date, metadata_exif_text(&field));
		field = metadata_exif_either(tree, times[i].offset);
		metadata_text(offset, metadata_exif_text(&field));
		metadata_text_join(text, parts, 2, " ");
		if (*date != '\0')
			metadata_add_time_as(picture, text, times[i].label);
	}
}

static void exif_find_texts(const struct exif_tree *tree, unsigned at,
			    struct ipc_picture *picture)
{
	const struct tiff_directory *directory = &tree->at[at].directory;

	for (unsigned i = 0; i < directory->count; i++) {
		struct tiff_field field = tiff_field_at(directory, i);
		const struct exif_row *row = exif_row(field.tag);

		if (row == NULL)
			exif_take_unknown(&field, picture);
		else if (row->take != NULL)
			row->take(&field, row->kind, picture);
	}
}

void metadata_find_exif(struct base_view exif, struct ipc_picture *picture)
{
	struct exif_tree tree;

	if (!metadata_exif_open(exif, &tree))
		return;
	metadata_exif_find_gps(&tree, picture);
	metadata_exif_find_ground(&tree, picture);
	exif_find_time(&tree, picture);
	exif_find_device(&tree, picture);
	for (unsigned i = 0; i < tree.count; i++)
		if (tree.at[i].place != EXIF_GPS)
			exif_find_texts(&tree, i, picture);
	metadata_exif_find_note(&tree, picture);
}
