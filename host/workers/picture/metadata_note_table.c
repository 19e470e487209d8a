/*
 * metadata_note_table.c: fields of maker notes that name a body, a lens, a
 * person or one picture.  No maker documents them: the numbers are those of
 * ExifTool's tables of tag names.
 */
#include <stdio.h>
#include <string.h>

#include "metadata_note.h"

#define NOTE_TEXT_LEAST 3 /* letters of a serial number */

/* ---- Ways to print a value ---- */

/* The standard's number once more, with other zeros or words around it. */
static bool note_repeats(const struct note *note, const char *number)
{
	const struct ipc_picture *picture = note->picture;

	number += strspn(number, "0 ");
	for (unsigned i = 0; i < picture->count; i++) {
		const struct ipc_finding *one = &picture->findings[i];
		const char *known = one->detail + strspn(one->detail, "0 ");

		if (one->kind == IPC_FINDING_CAMERA_SERIAL &&
		    (strstr(known, number) != NULL ||
		     (*known != '\0' && strstr(number, known) != NULL)))
			return true;
	}
	return false;
}

static void note_add(const struct note *note, enum ipc_finding_kind kind,
		     struct base_view text)
{
	char line[IPC_TEXT_MAX];

	text = metadata_text_ends(text);
	while (text.size > 0 && text.data[text.size - 1] == 0xff)
		text.size--;
	metadata_text(line, text);
	if (strlen(line) < NOTE_TEXT_LEAST ||
	    (kind == IPC_FINDING_CAMERA_SERIAL && note_repeats(note, line)))
		return;
	metadata_add(note->picture, kind, base_view_of(line));
}

/* Letters, where the field is one of text; bytes of a number are none. */
static void note_text(const struct note *note, const struct tiff_field *field,
		      enum ipc_finding_kind kind)
{
	struct base_view text = metadata_text_ends(field->value);

	if (!tiff_is_bytes(field))
		return;
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] < ' ' && field->type != TIFF_ASCII)
			return;
	note_add(note, kind, text);
}

static void note_number(const struct note *note, const struct tiff_field *field,
			enum ipc_finding_kind kind)
{
	uint64_t value = tiff_number(field, 0);
	char text[24];

	/* All ones is how devices say that they do not know. */
	if (tiff_is_bytes(field) || value == 0 || value == UINT32_MAX)
		return;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)value);
	metadata_add(note->picture, kind, base_view_of(text));
}

static void note_hex(const struct note *note, struct base_view bytes,
		     enum ipc_finding_kind kind)
{
	char text[2 * 32 + 1];
	bool any = false;

	if (bytes.size == 0 || bytes.size > 32)
		return;
	for (size_t i = 0; i < bytes.size; i++)
		any |= bytes.data[i] != 0 && bytes.data[i] != 0xff;
	if (!any)
		return;
	base_hex(text, bytes.data, bytes.size);
	note_add(note, kind, base_view_of(text));
}

static uint32_t note_big(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

/* ---- Apple ---- */

const struct note_row note_apple[] = {
    {0x000b, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* burst */
    {0x0011, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* live photo */
    {0x0015, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* picture */
    {0x0020, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* request */
    {0x002b, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* photo */
    {0, NULL, 0, NULL},
};

/* ---- Canon ---- */

/* As it is printed on the camera: ten digits, but for the first models. */
static void note_canon_serial(const struct note *note,
			      const struct tiff_field *field,
			      enum ipc_finding_kind kind)
{
	uint32_t value = (uint32_t)tiff_number(field, 0);
	char text[24];

	if (field->type != TIFF_LONG || value == 0 || value == UINT32_MAX)
		return;
	if (strstr(note->model, "EOS D30") != NULL)
		snprintf(text, sizeof(text), "%04x%05u", value >> 16,
			 value & 0xffff);
	else if (strstr(note->model, "EOS-1D") != NULL)
		snprintf(text, sizeof(text), "%06u", value);
	else
		snprintf(text, sizeof(text), "%010u", value);
	note_add(note, kind, base_view_of(text));
}

static void note_canon_unique(const struct note *note,
			      const struct tiff_field *field,
			      enum ipc_finding_kind kind)
{
	if (field->value.size == 16)
		note_hex(note, field->value, kind);
}

/* The 5D has it behind nine other bytes. */
static void note_canon_board(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	struct base_view text = field->value;

	if (strstr(note->model, "EOS 5D") != NULL && text.size >= 10)
		text = base_view_part(text, 9, text.size - 9);
	if (tiff_is_bytes(field))
		note_add(note, kind, text);
}

static void note_canon_lens(const struct note *note,
			    const struct tiff_field *field,
			    enum ipc_finding_kind kind)
{
	struct base_view number = base_view_part(field->value, 0, 5);

	if (number.data != NULL && note_big(number.data) != 0)
		note_hex(note, number, kind);
}

/* Of the first professional models alone it is a counter. */
static void note_canon_shots(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	struct base_view number = base_view_part(field->value, 2, 4);
	uint32_t value;
	char text[24];

	if (number.data == NULL || strstr(note->model, "EOS-1D") == NULL)
		return;
	value = tiff_u32(field->block, number.data);
	if (strstr(note->model, "Mark II") != NULL)
		value = value >> 16 | value << 16;
	else if (field->block->little)
		return;
	snprintf(text, sizeof(text), "%u", value);
	if (value != 0)
		note_add(note, kind, base_view_of(text));
}

const struct note_row note_canon[] = {
    {0x0009, note_text, IPC_FINDING_AUTHOR, NULL}, /* OwnerName */
    {0x000c, note_canon_serial, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0028, note_canon_unique, IPC_FINDING_UNIQUE_ID, NULL},
    {0x0093, note_canon_shots, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0x0096, note_canon_board, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x4019, note_canon_lens, IPC_FINDING_LENS_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

/* ---- Nikon ---- */

/* Some models fill the field with 0xfffff7ff. */
static void note_nikon_shots(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	if (tiff_number(field, 0) != 0xfffff7ff)
		note_number(note, field, kind);
}

/* LocationInfo: an encoding, a country of three letters, a place in words. */
static void note_nikon_place(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	struct base_view code = base_view_part(field->value, 5, 3);
	struct base_view all = field->value;

	if (code.data == NULL)
		return;
	metadata_add(note->picture, kind, metadata_text_ends(code));
	if (all.size > 9)
		metadata_add(
		    note->picture, kind,
		    metadata_text_ends(base_view_part(all, 9, all.size - 9)));
}

const struct note_row note_nikon[] = {
    {0x001d, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0037, note_number, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0x0039, note_nikon_place, IPC_FINDING_PLACE, NULL},
    {0x00a0, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x00a5, note_number, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0x00a7, note_nikon_shots, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0, NULL, 0, NULL},
};

/* ---- Olympus, Panasonic, Leica ---- */

static const struct note_row note_olympus_equipment[] = {
    {0x0101, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0102, note_text, IPC_FINDING_CAMERA_SERIAL, NULL}, /* internal */
    {0x0202, note_text, IPC_FINDING_LENS_SERIAL, NULL},
    {0x0302, note_text, IPC_FINDING_LENS_SERIAL, NULL},	  /* extender */
    {0x1003, note_text, IPC_FINDING_CAMERA_SERIAL, NULL}, /* flash */
    {0, NULL, 0, NULL},
};

const struct note_row note_olympus[] = {
    {0x0209, note_text, IPC_FINDING_UNIQUE_ID, NULL}, /* CameraID */
    {0x0404, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x101a, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x2010, NULL, 0, note_olympus_equipment},
    {0, NULL, 0, NULL},
};

const struct note_row note_panasonic[] = {
    {0x0025, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0052, note_text, IPC_FINDING_LENS_SERIAL, NULL},
    {0x0054, note_text, IPC_FINDING_LENS_SERIAL, NULL}, /* accessory */
    {0x0065, note_text, IPC_FINDING_CAPTION, NULL},
    {0x0066, note_text, IPC_FINDING_PERSON_NAME, NULL}, /* BabyName */
    {0x0067, note_text, IPC_FINDING_PLACE, NULL},
    {0x0069, note_text, IPC_FINDING_PLACE, NULL},
    {0x006b, note_text, IPC_FINDING_PLACE, NULL},
    {0x006d, note_text, IPC_FINDING_PLACE, NULL},
    {0x006f, note_text, IPC_FINDING_PLACE, NULL},
    {0x0080, note_text, IPC_FINDING_PLACE, NULL},
    {0, NULL, 0, NULL},
};

/* A number of four bytes, or letters, by the model. */
static void note_either(const struct note *note, const struct tiff_field *field,
			enum ipc_finding_kind kind)
{
	char text[24];

	if (tiff_is_bytes(field)) {
		note_text(note, field, kind);
		return;
	}
	snprintf(text, sizeof(text), "%llu",
		 (unsigned long long)tiff_number(field, 0));
	note_add(note, kind, base_view_of(text));
}

/* The R8 and R9 have it behind four bytes. */
static void note_leica_body(const struct note *note,
			    const struct tiff_field *field,
			    enum ipc_finding_kind kind)
{
	struct base_view text = base_view_part(field->value, 4, 8);

	if (tiff_is_bytes(field))
		note_add(note, kind, text);
}

static const struct note_row note_leica_more[] = {
    {0x0303, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0305, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0307, note_either, IPC_FINDING_LENS_SERIAL, NULL},
    {0x0340, note_either, IPC_FINDING_UNIQUE_ID, NULL},
    {0x3001, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x3103, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

const struct note_row note_leica[] = {
    {0x000b, note_leica_body, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0303, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0305, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0340, note_either, IPC_FINDING_UNIQUE_ID, NULL},
    {0x0500, note_text, IPC_FINDING_CAMERA_SERIAL, NULL}, /* internal */
    {0x3900, NULL, 0, note_leica_more},
    {0, NULL, 0, NULL},
};

/* ---- Pentax ---- */

/* The internal number is the fifth of CameraInfo. */
static void note_pentax_body(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	struct base_view number = base_view_part(field->value, 16, 4);
	uint32_t value;
	char text[24];

	if (number.data == NULL)
		return;
	value = tiff_u32(field->block, number.data);
	snprintf(text, sizeof(text), "%u", value);
	if (value != 0 && value != UINT32_MAX)
		note_add(note, kind, base_view_of(text));
}

/* Crossed with date and time, which stand beside it. */
static void note_pentax_shots(const struct note *note,
			      const struct tiff_field *field,
			      enum ipc_finding_kind kind)
{
	struct tiff_field date = tiff_find(note->directory, 6);
	struct tiff_field time = tiff_find(note->directory, 7);
	uint8_t padded[4] = {0};
	char text[24];
	uint32_t value;

	if (field->value.size != 4 || date.value.size != 4 ||
	    time.value.size < 3)
		return;
	memcpy(padded, time.value.data, 3);
	value = note_big(field->value.data) ^ note_big(date.value.data) ^
		~note_big(padded);
	/* No shutter lives that long: the model counts otherwise. */
	if (value == 0 || value > 10000000)
		return;
	snprintf(text, sizeof(text), "%u", value);
	note_add(note, kind, base_view_of(text));
}

const struct note_row note_pentax[] = {
    {0x005d, note_pentax_shots, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0x0215, note_pentax_body, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x0229, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x022e, note_text, IPC_FINDING_AUTHOR, NULL},
    {0x022f, note_text, IPC_FINDING_COPYRIGHT, NULL},
    {0, NULL, 0, NULL},
};

/* ---- Sony ---- */

/* Newer models write a block in which each byte is cubed, modulo 249. */
static uint8_t note_sony_plain(uint8_t byte)
{
	for (unsigned i = 0; i < 249; i++)
		if (i * i * i % 249 == byte)
			return (uint8_t)i;
	return byte;
}

/*
 * Where a model's block has its counter and its internal number, of so many
 * bytes.  The first that begins the model's name counts; a name that ends in a
 * full stop is the whole of one.  Of others nothing is known.
 */
static const struct note_sony_place {
	const char *model;
	uint8_t shots, serial, bytes;
} note_sony_places[] = {
    {"SLT-", 0x32, 0xf0, 5},	   {"HV", 0x32, 0xf0, 5},
    {"ILCA-99M2.", 0x3a, 0x88, 6}, {"ILCA-", 0x32, 0xf0, 5},
    {"NEX-5N", 0x32, 0, 0},	   {"NEX-7.", 0x32, 0, 0},
    {"NEX-VG20E", 0x32, 0, 0},	   {"NEX-", 0x32, 0x7c, 4},
    {"ILCE-3", 0x32, 0x7c, 4},	   {"ILCE-5", 0x32, 0x7c, 4},
    {"ILCE-6000.", 0x32, 0x7c, 4}, {"ILCE-QX1.", 0x32, 0x7c, 4},
    {"ILCE-7.", 0x32, 0x7c, 4},	   {"ILCE-7R.", 0x32, 0x7c, 4},
    {"ILCE-7S.", 0x32, 0x7c, 4},   {"ILCE-7M2.", 0x32, 0x7c, 4},
    {"ILCE-6100.", 0x3a, 0x88, 6}, {"ILCE-6300.", 0x3a, 0x88, 6},
    {"ILCE-6400.", 0x3a, 0x88, 6}, {"ILCE-6500.", 0x3a, 0x88, 6},
    {"ILCE-6600.", 0x3a, 0x88, 6}, {"ILCE-7C.", 0x3a, 0x88, 6},
    {"ILCE-7M3.", 0x3a, 0x88, 6},  {"ILCE-7M4.", 0x3a, 0x88, 6},
    {"ILCE-7RM2.", 0x3a, 0x88, 6}, {"ILCE-7RM3", 0x3a, 0x88, 6},
    {"ILCE-7RM4", 0x3a, 0x88, 6},  {"ILCE-7RM5.", 0x3a, 0x88, 6},
    {"ILCE-7SM2.", 0x3a, 0x88, 6}, {"ILCE-7SM3.", 0x3a, 0x88, 6},
    {"ILCE-9.", 0x3a, 0x88, 6},	   {"ILCE-9M2.", 0x3a, 0x88, 6},
    {"ILCE-1.", 0x3a, 0x8a, 6},	   {"ILME-FX3", 0x3a, 0x88, 6},
    {"ZV-E10.", 0x3a, 0x88, 6},
};

static const struct note_sony_place *note_sony_place(const char *model)
{
	char whole[IPC_TEXT_MAX + 2];

	snprintf(whole, sizeof(whole), "%s.", model);
	for (size_t i = 0;
	     i < sizeof(note_sony_places) / sizeof(*note_sony_places); i++)
		if (strncmp(whole, note_sony_places[i].model,
			    strlen(note_sony_places[i].model)) == 0)
			return &note_sony_places[i];
	return NULL;
}

/* As many bytes of the block, at most eight, plain; false: there are fewer. */
static bool note_sony_bytes(const struct tiff_field *field, size_t at,
			    size_t size, uint8_t plain[8])
{
	struct base_view bytes = base_view_part(field->value, at, size);

	for (size_t i = 0; i < bytes.size; i++)
		plain[i] = note_sony_plain(bytes.data[i]);
	return size > 0 && bytes.size == size;
}

static void note_sony_body(const struct note *note,
			   const struct tiff_field *field,
			   enum ipc_finding_kind kind)
{
	const struct note_sony_place *place = note_sony_place(note->model);
	uint8_t plain[8];
	uint32_t value = 0;
	char text[24];

	if (place == NULL)
		return;
	if (note_sony_bytes(field, place->shots, 4, plain))
		value = base_get_u32(plain) & 0xffffff;
	snprintf(text, sizeof(text), "%u", value);
	if (value != 0 && value < 10000000)
		note_add(note, kind, base_view_of(text));
	if (note_sony_bytes(field, place->serial, place->bytes, plain))
		note_hex(note, (struct base_view){plain, place->bytes},
			 IPC_FINDING_CAMERA_SERIAL);
}

/* Eight digits, pair by pair from behind. */
static void note_sony_serial(const struct note *note,
			     const struct tiff_field *field,
			     enum ipc_finding_kind kind)
{
	struct base_view text = metadata_text_ends(field->value);
	char turned[9];

	if (text.size != 8)
		return;
	for (unsigned i = 0; i < 8; i += 2)
		memcpy(turned + 6 - i, text.data + i, 2);
	turned[8] = '\0';
	if (strspn(turned, "0123456789") == 8)
		note_add(note, kind, base_view_of(turned));
}

const struct note_row note_sony[] = {
    {0x2031, note_sony_serial, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x9050, note_sony_body, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0, NULL, 0, NULL},
};

/* ---- Others ---- */

static void note_fujifilm_shots(const struct note *note,
				const struct tiff_field *field,
				enum ipc_finding_kind kind)
{
	char text[24];
	unsigned value = tiff_number(field, 0) & 0x7fff;

	snprintf(text, sizeof(text), "%u", value);
	if (field->type == TIFF_SHORT && value != 0)
		metadata_add(note->picture, kind, base_view_of(text));
}

const struct note_row note_fujifilm[] = {
    {0x0010, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x1438, note_fujifilm_shots, IPC_FINDING_SHUTTER_COUNT, NULL},
    {0, NULL, 0, NULL},
};

const struct note_row note_sigma[] = {
    {0x0002, note_either, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

/* Sixteen letters, or else as many bytes of a number. */
static void note_ricoh_serial(const struct note *note,
			      const struct tiff_field *field,
			      enum ipc_finding_kind kind)
{
	struct base_view value = field->value;
	bool letters = value.size > 0;

	for (size_t i = 0; i < value.size; i++)
		letters &= value.data[i] >= ' ' && value.data[i] < 0x7f;
	if (letters)
		note_add(note, kind, value);
	else if (value.size == 16)
		note_hex(note, value, kind);
}

static void note_ricoh_unit(const struct note *note,
			    const struct tiff_field *field,
			    enum ipc_finding_kind kind)
{
	(void)kind;
	note_add(note, IPC_FINDING_CAMERA_SERIAL,
		 base_view_part(field->value, 16, 16));
	note_add(note, IPC_FINDING_LENS_SERIAL,
		 base_view_part(field->value, 48, 16));
}

const struct note_row note_ricoh[] = {
    {0x0005, note_ricoh_serial, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0x002c, note_ricoh_unit, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

const struct note_row note_motorola[] = {
    {0x5501, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

static void note_samsung_serial(const struct note *note,
				const struct tiff_field *field,
				enum ipc_finding_kind kind)
{
	if (field->value.size >= 5)
		note_text(note, field, kind);
}

const struct note_row note_samsung[] = {
    {0x0123, note_text, IPC_FINDING_PERSON_NAME, NULL}, /* FaceName */
    {0xa002, note_samsung_serial, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0xa005, note_text, IPC_FINDING_LENS_SERIAL, NULL}, /* internal */
    {0, NULL, 0, NULL},
};

const struct note_row note_kodak[] = {
    {0x0308, note_text, IPC_FINDING_LENS_SERIAL, NULL},
    {0xfa19, note_text, IPC_FINDING_CAMERA_SERIAL, NULL},
    {0, NULL, 0, NULL},
};

/* ---- Notes without directories ---- */

/* Models and the twelve signs that follow: "KCFDD 50123456". */
static bool note_is_kodak(struct base_view bytes)
{
	if (bytes.size < 16 || (bytes.data[0] != 'K' && bytes.data[0] != 'C'))
		return false;
	for (size_t i = 1; i < 10; i++)
		if (!(bytes.data[i] >= 'A' && bytes.data[i] <= 'Z') &&
		    !(bytes.data[i] >= '0' && bytes.data[i] <= '9') &&
		    bytes.data[i] != ' ')
			return false;
	return true;
}

/* "Serial Number:" in words, as HP's have it. */
static void note_find_words(const struct note *note, struct base_view bytes)
{
	static const char label[] = "SERIAL NUMBER:";
	const uint8_t *at =
	    memmem(bytes.data, bytes.size, label, sizeof(label) - 1);
	size_t from;

	if (at == NULL)
		return;
	from = (size_t)(at - bytes.data) + sizeof(label) - 1;
	note_add(
	    note, IPC_FINDING_CAMERA_SERIAL,
	    base_view_part(bytes, from,
			   bytes.size - from < 26 ? bytes.size - from : 26));
}

/* Text at a fixed place, in bytes or in units of two. */
static void note_find_at(const struct note *note, struct base_view bytes,
			 size_t at, size_t size, bool wide)
{
	char utf8[3 * IPC_TEXT_MAX];
	struct base_view text = base_view_part(bytes, at, size);

	if (text.data == NULL)
		return;
	if (wide)
		text = metadata_text_utf16(utf8, sizeof(utf8), text, true);
	note_add(note, IPC_FINDING_CAMERA_SERIAL, text);
}

static const struct note_place {
	const char *head;
	size_t head_size, at, size;
	bool wide;
} note_places[] = {
    {"\x01\xf1", 2, 0x2a, 30, true},	  /* Reconyx HyperFire */
    {"RECONYXUF\0", 10, 0x4b, 15, false}, /* UltraFire */
    {"RECONYXH2\0", 10, 0x7e, 30, true},  /* HyperFire 2 */
};

void note_find_binary(const struct note *note, struct base_view bytes)
{
	if (strncasecmp(note->make, "Hewlett", 7) == 0)
		note_find_words(note, bytes);
	if (strcasestr(note->make, "Kodak") != NULL && note_is_kodak(bytes))
		note_find_at(note, bytes, 0, 16, false);
	for (size_t i = 0; i < sizeof(note_places) / sizeof(*note_places); i++)
		if (base_view_starts(bytes, note_places[i].head,
				     note_places[i].head_size))
			note_find_at(note, bytes, note_places[i].at,
				     note_places[i].size, note_places[i].wide);
}
