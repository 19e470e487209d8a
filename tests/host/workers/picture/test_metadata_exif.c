/* test_metadata_exif.c: EXIF blocks made by hand, sound and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "metadata_build.h"

static void find_in(struct build_tiff *tiff, struct ipc_picture *picture)
{
	*picture = (struct ipc_picture){0};
	metadata_find_exif(build_tiff(tiff), picture);
}

static void reads_the_gps_position_in_both_byte_orders(void **state)
{
	(void)state;
	for (int little = 0; little < 2; little++) {
		struct build_tiff tiff = {.little = little};
		struct ipc_picture picture;
		uint32_t altitude[] = {352, 10};

		build_coordinate(&tiff, 2, 48, 51, 3013, "N");
		build_coordinate(&tiff, 4, 2, 17, 4013, "E");
		build_bytes(&tiff, BUILD_GPS, 5, BUILD_BYTE, "\0", 1);
		build_fractions(&tiff, BUILD_GPS, 6, altitude, 2);
		find_in(&tiff, &picture);
		assert_int_equal(picture.count, 1);
		build_expect(&picture, IPC_FINDING_GPS,
			     "48.85837, 2.29448, altitude 35 m");
	}
}

static void reads_the_gps_position_in_the_southern_hemisphere(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;
	uint32_t altitude[] = {12, 1};

	(void)state;
	build_coordinate(&tiff, 2, 34, 36, 1320, "S");
	build_coordinate(&tiff, 4, 58, 22, 5380, "W");
	build_bytes(&tiff, BUILD_GPS, 5, BUILD_BYTE, "\1", 1);
	build_fractions(&tiff, BUILD_GPS, 6, altitude, 2);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_GPS,
		     "-34.60367, -58.38161, altitude -12 m");
}

/* A GeoTIFF's keys and first tie point. */
static void ground_in(uint8_t model, struct ipc_picture *picture)
{
	const uint8_t keys[] = {1, 0, 1, 0, 0, 0, 1,	 0,
				0, 4, 0, 0, 1, 0, model, 0};
	const uint32_t tie[] = {0,	 1,	 0,	  1,	  0, 1,
				1337772, 100000, 5251667, 100000, 0, 1};
	struct build_tiff tiff = {.little = true};

	build_bytes(&tiff, BUILD_MAIN, 0x87af, BUILD_SHORT, keys, sizeof(keys));
	tiff.fields[0].components = sizeof(keys) / 2;
	build_fractions(&tiff, BUILD_MAIN, 0x8482, tie, 12);
	find_in(&tiff, picture);
}

static void reads_where_a_geotiff_lies(void **state)
{
	struct ipc_picture picture;

	(void)state;
	ground_in(2, &picture);
	build_expect(&picture, IPC_FINDING_GPS, "52.51667, 13.37772");
	assert_int_equal(picture.count, 1);
	ground_in(1, &picture);
	build_expect(&picture, IPC_FINDING_PLACE, "GeoTIFF x 13.38, y 52.52");
	assert_int_equal(picture.count, 1);
}

static void tells_words_behind_the_end_of_a_text(void **state)
{
	static const char described[] = "A garden\0\0Anna lives here";
	static const char left[] = "A garden\0\x01\xfe\x9c\x02\0 12 \0";
	struct build_tiff tiff = {0}, camera = {0};
	struct ipc_picture picture;

	(void)state;
	build_bytes(&tiff, BUILD_MAIN, 0x10e, BUILD_ASCII, described,
		    sizeof(described));
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_CAPTION, "A garden");
	build_expect(&picture, IPC_FINDING_TEXT,
		     "behind the end of a text: Anna lives here");
	build_bytes(&camera, BUILD_MAIN, 0x10e, BUILD_ASCII, left,
		    sizeof(left));
	find_in(&camera, &picture);
	assert_int_equal(picture.count, 1);
}

static void says_when_the_hemisphere_is_not_stated(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_coordinate(&tiff, 2, 48, 30, 0, NULL);
	build_coordinate(&tiff, 4, 2, 15, 0, "E");
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_GPS,
		     "48.50000, 2.25000 (hemisphere not stated)");
}

static void reads_minutes_with_seconds_left_empty(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;
	uint32_t latitude[] = {48, 1, 5150, 100, 0, 0};
	uint32_t longitude[] = {2, 1, 1766, 100, 0, 0};

	(void)state;
	build_text(&tiff, BUILD_GPS, 1, "N");
	build_fractions(&tiff, BUILD_GPS, 2, latitude, 6);
	build_text(&tiff, BUILD_GPS, 3, "E");
	build_fractions(&tiff, BUILD_GPS, 4, longitude, 6);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_GPS, "48.85833, 2.29433");
}

static void refuses_a_position_without_value(void **state)
{
	static const uint32_t none[] = {0, 0, 0, 0, 0, 0};
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_GPS, 1, "N");
	build_fractions(&tiff, BUILD_GPS, 2, none, 6);
	build_text(&tiff, BUILD_GPS, 3, "E");
	build_fractions(&tiff, BUILD_GPS, 4, none, 6);
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 0);
}

static void refuses_the_position_of_a_device_without_a_fix(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_coordinate(&tiff, 2, 0, 0, 0, "N");
	build_coordinate(&tiff, 4, 0, 0, 0, "E");
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 0);
}

static void reads_a_position_on_the_equator(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_coordinate(&tiff, 2, 0, 0, 0, "S");
	build_coordinate(&tiff, 4, 9, 27, 0, "E");
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_GPS, "0.00000, 9.45000");
}

static void refuses_a_position_outside_the_world(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_coordinate(&tiff, 2, 91, 0, 0, "N");
	build_coordinate(&tiff, 4, 10, 0, 0, "E");
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 0);
}

static void reads_the_destination_and_the_satellites_clock(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;
	uint32_t stamp[] = {10, 1, 33, 1, 7, 1};

	(void)state;
	build_coordinate(&tiff, 0x14, 52, 30, 0, "N");
	build_coordinate(&tiff, 0x16, 13, 24, 0, "E");
	build_text(&tiff, BUILD_GPS, 0x1d, "2024:05:01");
	build_fractions(&tiff, BUILD_GPS, 7, stamp, 6);
	build_bytes(&tiff, BUILD_GPS, 0x1c, BUILD_UNDEFINED, "ASCII\0\0\0Mitte",
		    13);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_GPS,
		     "destination 52.50000, 13.40000");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 10:33:07 +00:00 (satellites' clock)");
	build_expect(&picture, IPC_FINDING_PLACE, "Mitte");
}

static void reads_the_capture_time_with_its_offset(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_EXIF, 0x9003, "2024:05:01 12:33:07");
	build_text(&tiff, BUILD_EXIF, 0x9004, "2025:01:01 00:00:00");
	build_text(&tiff, BUILD_EXIF, 0x9011, "-03:30");
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 2);
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:07 -03:30");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2025-01-01 00:00:00 (digitized)");
}

static void falls_back_to_the_time_of_digitizing(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_EXIF, 0x9003, "    :  :     :  :  ");
	build_text(&tiff, BUILD_EXIF, 0x9004, "2024:05:01 12:33:07");
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:07 (digitized)");
}

static void refuses_times_that_are_none(void **state)
{
	static const char *const texts[] = {"0000:00:00 00:00:00",
					    "    :  :     :  :  ", ":"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct build_tiff tiff = {0};
		struct ipc_picture picture;

		build_text(&tiff, BUILD_EXIF, 0x9003, texts[i]);
		find_in(&tiff, &picture);
		assert_int_equal(picture.count, 0);
	}
}

/* A word in a time's place is somebody's. */
static void tells_a_time_that_is_a_word(void **state)
{
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_EXIF, 0x9003, "yesterday");
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_TEXT, "a time: yesterday");
}

static void reads_numbers_names_and_programs(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_EXIF, 0xa431, "0123456789");
	build_text(&tiff, BUILD_EXIF, 0xa435, "L-987");
	build_text(&tiff, BUILD_EXIF, 0xa430, "Ann Example");
	build_text(&tiff, BUILD_EXIF, 0xa420, "00af3c");
	build_text(&tiff, BUILD_MAIN, 0x013b, "Bob Sample");
	build_bytes(&tiff, BUILD_MAIN, 0x8298, BUILD_ASCII,
		    "\xa9 Bob\0Carol the editor\0", 24);
	build_text(&tiff, BUILD_MAIN, 0x0131, "GIMP 2.10");
	build_text(&tiff, BUILD_MAIN, 0x010e, "On the beach");
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 9);
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "0123456789");
	build_expect(&picture, IPC_FINDING_LENS_SERIAL, "L-987");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Bob Sample");
	build_expect(&picture, IPC_FINDING_COPYRIGHT, "© Bob");
	build_expect(&picture, IPC_FINDING_COPYRIGHT, "Carol the editor");
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "00af3c");
	build_expect(&picture, IPC_FINDING_SOFTWARE, "GIMP 2.10");
	build_expect(&picture, IPC_FINDING_CAPTION, "On the beach");
}

static void names_a_device_once(void **state)
{
	static const char *const rows[][4] = {
	    {"Canon", "Canon EOS 5D", NULL, "Canon EOS 5D"},
	    {"NIKON CORPORATION", "NIKON D70", NULL, "NIKON D70"},
	    {"Apple", "iPhone 12", "iPhone 12", "Apple iPhone 12"},
	    {"Google", "Pixel 7", "Ann's laptop", "Google Pixel 7"},
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct build_tiff tiff = {.little = true};
		struct ipc_picture picture;

		build_text(&tiff, BUILD_MAIN, 0x010f, rows[i][0]);
		build_text(&tiff, BUILD_MAIN, 0x0110, rows[i][1]);
		if (rows[i][2] != NULL)
			build_text(&tiff, BUILD_MAIN, 0x013c, rows[i][2]);
		find_in(&tiff, &picture);
		build_expect(&picture, IPC_FINDING_DEVICE, rows[i][3]);
		assert_int_equal(picture.count, i == 3 ? 2 : 1);
	}
}

static void reads_windows_fields_in_utf_16(void **state)
{
	static const char author[] = "J\0\xf6\0r\0g\0 \0=\xd8\0\xde\0\0";
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_bytes(&tiff, BUILD_MAIN, 0x9c9d, BUILD_BYTE, author, 16);
	build_bytes(&tiff, BUILD_MAIN, 0x9c9c, BUILD_BYTE, "H\0i\0\0\xd8!\0",
		    8);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Jörg 😀");
	build_expect(&picture, IPC_FINDING_CAPTION, "Hi\xef\xbf\xbd!");
}

static void reads_the_user_comment_in_each_code(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
		const char *text;
	} rows[] = {
	    {"ASCII\0\0\0at home\0\0", 17, "at home"},
	    {"UNICODE\0a\0t\0 \0h\0\xf6\0m\0", 20, "at höm"},
	    {"UNICODE\0\0a\0t\0 \0h\0\xf6\0m", 20, "at höm"},
	    {"UNICODE\0\xff\xfe\x2d\x4e", 12, "中"},
	    {"UNICODE\0\xfe\xff\x4e\x2d", 12, "中"},
	    {"\0\0\0\0\0\0\0\0at home", 15, "at home"},
	    {"at home all day", 15, "at home all day"},
	    {"JIS\0\0\0\0\0\x1b$BF|K\\", 15, "日本"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct build_tiff tiff = {0};
		struct ipc_picture picture;

		build_bytes(&tiff, BUILD_EXIF, 0x9286, BUILD_UNDEFINED,
			    rows[i].bytes, rows[i].size);
		find_in(&tiff, &picture);
		build_expect(&picture, IPC_FINDING_CAPTION, rows[i].text);
	}
}

static void refuses_a_user_comment_that_is_no_text(void **state)
{
	static const char *const rows[] = {
	    "ASCII\0\0\0\0\0\0\0", "ASCII\0\0\0    ",
	    "\1\2\3\4\5\6\7\10\11\16\17\20", "JIS\0\0\0\0\0    "};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct build_tiff tiff = {0};
		struct ipc_picture picture;

		build_bytes(&tiff, BUILD_EXIF, 0x9286, BUILD_UNDEFINED, rows[i],
			    12);
		find_in(&tiff, &picture);
		assert_int_equal(picture.count, 0);
	}
}

/* Canon's note: a directory whose offsets count from the TIFF header. */
static void build_canon_note(struct build_tiff *tiff, uint8_t note[60])
{
	static const uint8_t fields[] = {
	    2,	  0,				      /* two fields */
	    0x0c, 0,	BUILD_LONG, 0,	  1, 0, 0, 0, /* serial number */
	    0x39, 0x30, 0x23,	    0x01, 0, 0, 0, 0, /* next directory */
	};

	memset(note, 0, 60);
	memcpy(note, fields, sizeof(fields));
	note[0] = 1;
	build_text(tiff, BUILD_MAIN, 0x010f, "Canon");
	build_text(tiff, BUILD_MAIN, 0x0110, "Canon EOS 300D");
	build_bytes(tiff, BUILD_EXIF, 0x927c, BUILD_UNDEFINED, note, 60);
}

static void reads_the_serial_number_of_a_maker_note(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;
	uint8_t note[60];

	(void)state;
	build_canon_note(&tiff, note);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "0019083321");
}

/* ---- Notes of every maker ---- */

enum maker {
	APPLE,
	CANON,
	NIKON,
	OLYMPUS,
	PANASONIC,
	LEICA,
	PENTAX,
	SONY,
	FUJIFILM,
	SIGMA,
	RICOH,
	MOTOROLA,
	SAMSUNG,
	KODAK
};

/* Where a note's directory begins, and what its offsets count from. */
static const struct maker_head {
	enum maker maker;
	const char *make, *head;
	unsigned size, start;
	enum { OF_BLOCK, OF_NOTE, OF_ITSELF, OF_OFFSET } base;
	bool big;
} maker_heads[] = {
#define HEAD(text) text, sizeof(text) - 1
    {APPLE, "Apple", HEAD("Apple iOS\0\0\1"), 14, OF_NOTE, false},
    {NIKON, "x", HEAD("Nikon\0\2\x10\0"), 10, OF_ITSELF, false},
    {NIKON, "x", HEAD("Nikon\0\1"), 8, OF_BLOCK, false},
    {FUJIFILM, "x", HEAD("FUJIFILM"), 8, OF_OFFSET, false},
    {FUJIFILM, "x", HEAD("GENERALE"), 8, OF_OFFSET, false},
    {OLYMPUS, "x", HEAD("OLYMPUS\0"), 12, OF_NOTE, false},
    {OLYMPUS, "x", HEAD("OM SYSTEM\0"), 16, OF_NOTE, false},
    {OLYMPUS, "x", HEAD("OLYMP\0"), 8, OF_BLOCK, false},
    {OLYMPUS, "x", HEAD("EPSON\0"), 8, OF_BLOCK, false},
    {OLYMPUS, "x", HEAD("MINOL\0"), 8, OF_BLOCK, false},
    {OLYMPUS, "x", HEAD("CAMER\0"), 8, OF_BLOCK, false},
    {PANASONIC, "x", HEAD("Panasonic\0"), 12, OF_BLOCK, false},
    {PANASONIC, "x", HEAD("LEICA CAMERA AG\0"), 18, OF_BLOCK, false},
    {LEICA, "Leica Camera AG", HEAD("LEICA\0\0\0"), 8, OF_NOTE, false},
    {PANASONIC, "x", HEAD("LEICA\0\0\0"), 8, OF_BLOCK, false},
    {LEICA, "x", HEAD("LEICA\0\x08\0"), 8, OF_BLOCK, false},
    {LEICA, "x", HEAD("LEICA\0\x09\0"), 8, OF_BLOCK, false},
    {LEICA, "x", HEAD("LEICA\0\x02\0"), 8, OF_BLOCK, false},
    {LEICA, "x", HEAD("LEICA\0\x01\0"), 8, OF_NOTE, false},
    {PENTAX, "x", HEAD("PENTAX \0"), 10, OF_NOTE, false},
    {PENTAX, "x", HEAD("RICOH\0II"), 8, OF_NOTE, false},
    {PENTAX, "x", HEAD("RICOH\0MM"), 8, OF_NOTE, true},
    {PENTAX, "x", HEAD("AOC\0"), 6, OF_BLOCK, false},
    {SONY, "x", HEAD("SONY DSC \0"), 12, OF_BLOCK, false},
    {SONY, "x", HEAD("SONY CAM \0"), 12, OF_BLOCK, false},
    {SONY, "x", HEAD("SONY MOBILE"), 12, OF_BLOCK, false},
    {SONY, "x", HEAD("VHAB     \0"), 12, OF_BLOCK, false},
    {SIGMA, "x", HEAD("SIGMA\0"), 10, OF_BLOCK, false},
    {SIGMA, "x", HEAD("FOVEON\0"), 10, OF_BLOCK, false},
    {RICOH, "x", HEAD("RICOH\0"), 8, OF_BLOCK, false},
    {RICOH, "x", HEAD("Ricoh\0"), 8, OF_BLOCK, false},
    {MOTOROLA, "x", HEAD("MOT\0"), 8, OF_NOTE, false},
    {KODAK, "Kodak", HEAD(""), 0, OF_ITSELF, true},
    {KODAK, "Kodak", HEAD(""), 0, OF_ITSELF, false},
    {KODAK, "Eastman Kodak Company", HEAD(""), 0, OF_ITSELF, true},
    {KODAK, "Eastman Kodak Company", HEAD(""), 0, OF_ITSELF, false},
    {KODAK, "JK Imaging", HEAD(""), 0, OF_ITSELF, true},
    {KODAK, "JK Imaging", HEAD(""), 0, OF_ITSELF, false},
    {CANON, "Canon", HEAD(""), 0, OF_BLOCK, false},
    {NIKON, "NIKON CORPORATION", HEAD(""), 0, OF_BLOCK, true},
    {SONY, "SONY", HEAD(""), 0, OF_BLOCK, false},
    {SAMSUNG, "SAMSUNG", HEAD(""), 0, OF_NOTE, false},
    {SAMSUNG, "SAMSUNG", HEAD(""), 0, OF_BLOCK, false},
    {SAMSUNG, "SAMSUNG", HEAD(""), 0, OF_NOTE, true},
    {SAMSUNG, "SAMSUNG", HEAD(""), 0, OF_BLOCK, true},
    {PANASONIC, "Panasonic", HEAD(""), 0, OF_BLOCK, false},
    {LEICA, "Leica Camera AG", HEAD(""), 0, OF_BLOCK, false},
    {PENTAX, "PENTAX", HEAD(""), 0, OF_BLOCK, true},
    {KODAK, "Eastman Kodak Company", HEAD(""), 0, OF_BLOCK, false},
    {KODAK, "Kodak", HEAD(""), 0, OF_BLOCK, false},
    {PENTAX, "RICOH", HEAD(""), 0, OF_BLOCK, false},
    {MOTOROLA, "Motorola", HEAD(""), 0, OF_BLOCK, false},
#undef HEAD
};

/* What fields of letters tell, by ExifTool's numbers. */
static const struct {
	enum maker maker;
	uint16_t tag;
	enum ipc_finding_kind kind;
} maker_fields[] = {
    {APPLE, 0x000b, IPC_FINDING_UNIQUE_ID},
    {APPLE, 0x0011, IPC_FINDING_UNIQUE_ID},
    {APPLE, 0x0015, IPC_FINDING_UNIQUE_ID},
    {APPLE, 0x0020, IPC_FINDING_UNIQUE_ID},
    {APPLE, 0x002b, IPC_FINDING_UNIQUE_ID},
    {CANON, 0x0009, IPC_FINDING_AUTHOR},
    {CANON, 0x0096, IPC_FINDING_CAMERA_SERIAL},
    {NIKON, 0x001d, IPC_FINDING_CAMERA_SERIAL},
    {NIKON, 0x00a0, IPC_FINDING_CAMERA_SERIAL},
    {OLYMPUS, 0x0209, IPC_FINDING_UNIQUE_ID},
    {OLYMPUS, 0x0404, IPC_FINDING_CAMERA_SERIAL},
    {OLYMPUS, 0x101a, IPC_FINDING_CAMERA_SERIAL},
    {PANASONIC, 0x0025, IPC_FINDING_CAMERA_SERIAL},
    {PANASONIC, 0x0052, IPC_FINDING_LENS_SERIAL},
    {PANASONIC, 0x0054, IPC_FINDING_LENS_SERIAL},
    {PANASONIC, 0x0065, IPC_FINDING_CAPTION},
    {PANASONIC, 0x0066, IPC_FINDING_PERSON_NAME},
    {PANASONIC, 0x0067, IPC_FINDING_PLACE},
    {PANASONIC, 0x0069, IPC_FINDING_PLACE},
    {PANASONIC, 0x006b, IPC_FINDING_PLACE},
    {PANASONIC, 0x006d, IPC_FINDING_PLACE},
    {PANASONIC, 0x006f, IPC_FINDING_PLACE},
    {PANASONIC, 0x0080, IPC_FINDING_PLACE},
    {LEICA, 0x0303, IPC_FINDING_CAMERA_SERIAL},
    {LEICA, 0x0305, IPC_FINDING_CAMERA_SERIAL},
    {LEICA, 0x0340, IPC_FINDING_UNIQUE_ID},
    {PENTAX, 0x0229, IPC_FINDING_CAMERA_SERIAL},
    {PENTAX, 0x022e, IPC_FINDING_AUTHOR},
    {PENTAX, 0x022f, IPC_FINDING_COPYRIGHT},
    {SONY, 0x2031, IPC_FINDING_CAMERA_SERIAL},
    {FUJIFILM, 0x0010, IPC_FINDING_CAMERA_SERIAL},
    {SIGMA, 0x0002, IPC_FINDING_CAMERA_SERIAL},
    {RICOH, 0x0005, IPC_FINDING_CAMERA_SERIAL},
    {MOTOROLA, 0x5501, IPC_FINDING_CAMERA_SERIAL},
    {SAMSUNG, 0x0123, IPC_FINDING_PERSON_NAME},
    {SAMSUNG, 0xa002, IPC_FINDING_CAMERA_SERIAL},
    {SAMSUNG, 0xa005, IPC_FINDING_LENS_SERIAL},
    {KODAK, 0x0308, IPC_FINDING_LENS_SERIAL},
    {KODAK, 0xfa19, IPC_FINDING_CAMERA_SERIAL},
};

/* A field's value, of so many parts and bytes. */
struct maker_value {
	uint16_t tag, type;
	uint32_t count;
	const char *bytes;
	unsigned size;
};

#define MAKER_NOTE 120

static void put_number(uint8_t *out, uint32_t value, unsigned size, bool big)
{
	for (unsigned i = 0; i < size; i++)
		out[i] = (uint8_t)(value >> 8 * (big ? size - 1 - i : i));
}

/* A note of one field, whose value lies at its end. */
static void maker_note(const struct maker_head *head,
		       const struct maker_value *value, uint32_t note_at,
		       uint8_t note[MAKER_NOTE])
{
	bool big = head->big;
	unsigned at = head->start, from;

	memset(note, 0, MAKER_NOTE);
	memcpy(note, head->head, head->size);
	if (head->base == OF_ITSELF) {
		memcpy(note + at, big ? "MM\0*" : "II*\0", 4);
		put_number(note + at + 4, 8, 4, big);
		at += 8;
	} else if (head->base == OF_OFFSET) {
		put_number(note + at, at + 4, 4, false);
		at += 4;
	}
	from = head->base == OF_BLOCK	 ? note_at
	       : head->base == OF_ITSELF ? 0u - head->start
					 : 0;
	put_number(note + at, 1, 2, big);
	put_number(note + at + 2, value->tag, 2, big);
	put_number(note + at + 4, value->type, 2, big);
	put_number(note + at + 6, value->count, 4, big);
	put_number(note + at + 10, from + at + 18, 4, big);
	memcpy(note + at + 18, value->bytes, value->size);
}

static void find_maker(const struct maker_head *head,
		       const struct maker_value *value,
		       struct ipc_picture *picture)
{
	uint32_t note_at = 0;

	/* Once to see where the block puts the note. */
	for (unsigned turn = 0; turn < 2; turn++) {
		struct build_tiff tiff = {.little = !head->big};
		uint8_t note[MAKER_NOTE];
		struct base_view block;
		const uint8_t *found;

		maker_note(head, value, note_at, note);
		build_text(&tiff, BUILD_MAIN, 0x010f, head->make);
		build_bytes(&tiff, BUILD_EXIF, 0x927c, BUILD_UNDEFINED, note,
			    sizeof(note));
		block = build_tiff(&tiff);
		found = memmem(block.data, block.size, note, sizeof(note));
		assert_non_null(found);
		note_at = (uint32_t)(found - block.data);
		*picture = (struct ipc_picture){0};
		metadata_find_exif(block, picture);
	}
}

static void reads_the_fields_of_every_maker_s_note(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(maker_heads) / sizeof(*maker_heads); i++)
		for (size_t f = 0;
		     f < sizeof(maker_fields) / sizeof(*maker_fields); f++) {
			struct maker_value value = {
			    maker_fields[f].tag, BUILD_ASCII, 8, "12345678", 8};
			struct ipc_picture picture;

			if (maker_fields[f].maker != maker_heads[i].maker)
				continue;
			find_maker(&maker_heads[i], &value, &picture);
			/* Sony's stands the other way round, in pairs. */
			build_expect(&picture, maker_fields[f].kind,
				     maker_fields[f].maker == SONY
					 ? "78563412"
					 : "12345678");
			value.tag = 0x7e7e;
			find_maker(&maker_heads[i], &value, &picture);
			for (unsigned n = 0; n < picture.count; n++)
				assert_null(
				    strstr(picture.findings[n].detail, "5678"));
		}
}

static void reads_values_of_notes_that_are_no_letters(void **state)
{
#define VALUE(count, text) count, text, sizeof(text) - 1
	static const struct {
		enum maker maker;
		struct maker_value value;
		enum ipc_finding_kind kind;
		const char *told; /* NULL: nothing is */
	} cases[] = {
	    {RICOH,
	     {0x2c, BUILD_UNDEFINED,
	      VALUE(64, "................BODY1234        "
			"................LENS5678        ")},
	     IPC_FINDING_CAMERA_SERIAL,
	     "BODY1234"},
	    {RICOH,
	     {0x2c, BUILD_UNDEFINED,
	      VALUE(64, "................BODY1234        "
			"................LENS5678        ")},
	     IPC_FINDING_LENS_SERIAL,
	     "LENS5678"},
	    {RICOH,
	     {0x05, BUILD_UNDEFINED,
	      VALUE(16, "\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\xd\xe\xf\x10")},
	     IPC_FINDING_CAMERA_SERIAL,
	     "0102030405060708090a0b0c0d0e0f10"},
	    {LEICA,
	     {0x0b, BUILD_UNDEFINED, VALUE(12, "....R9123456")},
	     IPC_FINDING_CAMERA_SERIAL,
	     "R9123456"},
	    {PENTAX,
	     {0x215, BUILD_LONG, VALUE(5, "................\x87\xd6\x12\0")},
	     IPC_FINDING_CAMERA_SERIAL,
	     "1234567"},
	    {CANON,
	     {0x28, BUILD_BYTE,
	      VALUE(16, "\1\2\3\4\5\6\7\x8\x9\xa\xb"
			"\xc\xd\xe\xf\x10")},
	     IPC_FINDING_UNIQUE_ID,
	     "0102030405060708090a0b0c0d0e0f10"},
	    {CANON,
	     {0x28, BUILD_BYTE,
	      VALUE(15, "\1\2\3\4\5\6\7\x8\x9\xa\xb"
			"\xc\xd\xe\xf")},
	     IPC_FINDING_UNIQUE_ID,
	     NULL},
	    {CANON,
	     {0x4019, BUILD_UNDEFINED, VALUE(6, "\0\0\x12\x34\x56\x78")},
	     IPC_FINDING_LENS_SERIAL,
	     "0000123456"},
	    {SONY,
	     {0x2031, BUILD_ASCII, VALUE(7, "1234567")},
	     IPC_FINDING_CAMERA_SERIAL,
	     NULL},
	    {SONY,
	     {0x2031, BUILD_ASCII, VALUE(8, "1234567x")},
	     IPC_FINDING_CAMERA_SERIAL,
	     NULL},
	};
#undef VALUE

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct maker_head *head = maker_heads;
		struct ipc_picture picture;
		bool found = false;

		while (head->maker != cases[i].maker)
			head++;
		find_maker(head, &cases[i].value, &picture);
		if (cases[i].told != NULL)
			build_expect(&picture, cases[i].kind, cases[i].told);
		for (unsigned n = 0; n < picture.count; n++)
			found |= picture.findings[n].kind == cases[i].kind;
		assert_int_equal(found, cases[i].told != NULL);
	}
}

static void prefers_the_standard_s_serial_number_to_the_note_s(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;
	uint8_t note[60];

	(void)state;
	build_canon_note(&tiff, note);
	build_text(&tiff, BUILD_EXIF, 0xa431, "19083321");
	find_in(&tiff, &picture);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_CAMERA_SERIAL),
			 1);
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "19083321");
}

static void reads_the_identifiers_of_an_apple_note(void **state)
{
	static const char note[] = "Apple iOS\0\0\1MM\0\2"
				   "\0\x0b\0\2\0\0\0\x09\0\0\0\x2c"
				   "\0\x15\0\2\0\0\0\x06\0\0\0\x35"
				   "\0\0\0\0BURST-ID\0IMAGE";
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_text(&tiff, BUILD_MAIN, 0x010f, "Apple");
	build_bytes(&tiff, BUILD_EXIF, 0x927c, BUILD_UNDEFINED, note,
		    sizeof(note));
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 3);
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "BURST-ID");
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "IMAGE");
}

static void refuses_an_apple_note_that_points_outside(void **state)
{
	static const char note[] = "Apple iOS\0\0\1MM\xff\xff"
				   "\0\x0b\0\2\0\0\0\x09\xff\xff\xff\xfe"
				   "\0\x15\0\2\xff\xff\xff\xff\0\0\0\x10";
	struct build_tiff tiff = {0};
	struct ipc_picture picture;

	(void)state;
	build_bytes(&tiff, BUILD_EXIF, 0x927c, BUILD_UNDEFINED, note,
		    sizeof(note) - 1);
	find_in(&tiff, &picture);
	assert_int_equal(picture.count, 0);
}

static void reads_xmp_and_iptc_in_their_tiff_fields(void **state)
{
	static const char xmp[] =
	    BUILD_XMP("<dc:creator>Ann Example</dc:creator>");
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture;

	(void)state;
	build_bytes(&tiff, BUILD_MAIN, 0x02bc, BUILD_BYTE, xmp,
		    sizeof(xmp) - 1);
	build_bytes(&tiff, BUILD_MAIN, 0x83bb, BUILD_UNDEFINED,
		    "\x1c\x02\x5a\0\5Paris", 10);
	find_in(&tiff, &picture);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
	build_expect(&picture, IPC_FINDING_PLACE, "Paris");
}

static void reads_each_orientation_and_refuses_others(void **state)
{
	(void)state;
	for (uint16_t value = 0; value < 11; value++) {
		struct build_tiff tiff = {.little = value & 1};
		struct metadata_exif exif;

		build_short(&tiff, BUILD_MAIN, 0x0112, value);
		metadata_read_exif(build_tiff(&tiff), &exif);
		assert_int_equal(exif.orientation,
				 value >= 1 && value <= 8 ? value : 0);
		assert_null(exif.thumbnail.data);
	}
}

static void refuses_an_orientation_of_another_type(void **state)
{
	struct build_tiff tiff = {0};
	struct metadata_exif exif;

	(void)state;
	build_text(&tiff, BUILD_MAIN, 0x0112, "6");
	metadata_read_exif(build_tiff(&tiff), &exif);
	assert_int_equal(exif.orientation, 0);
}

static void reads_an_orientation_behind_the_jpeg_head(void **state)
{
	struct build_tiff tiff = {0};
	struct metadata_exif exif;
	struct base_view block;
	uint8_t copy[1000] = "Exif\0";

	(void)state;
	build_short(&tiff, BUILD_MAIN, 0x0112, 6);
	block = build_tiff(&tiff);
	memcpy(copy + 6, block.data, block.size);
	metadata_read_exif((struct base_view){copy, block.size + 6}, &exif);
	assert_int_equal(exif.orientation, 6);
}

static void points_at_the_thumbnail_in_the_block(void **state)
{
	static const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 1, 2, 3, 0xff, 0xd9};
	struct build_tiff tiff = {.thumbnail = {jpeg, sizeof(jpeg)}};
	struct metadata_exif exif;

	(void)state;
	metadata_read_exif(build_tiff(&tiff), &exif);
	assert_int_equal(exif.thumbnail.size, sizeof(jpeg));
	assert_memory_equal(exif.thumbnail.data, jpeg, sizeof(jpeg));
}

static void refuses_a_thumbnail_that_is_no_jpeg(void **state)
{
	struct build_tiff tiff = {.thumbnail = base_view_of("BM thumbnail")};
	struct metadata_exif exif;

	(void)state;
	metadata_read_exif(build_tiff(&tiff), &exif);
	assert_null(exif.thumbnail.data);
}

static void survives_a_block_cut_at_every_byte(void **state)
{
	static const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 1, 2, 3, 0xff, 0xd9};
	struct build_tiff tiff = {.little = true,
				  .thumbnail = {jpeg, sizeof(jpeg)}};
	uint8_t note[60];
	struct base_view block;

	(void)state;
	build_canon_note(&tiff, note);
	build_coordinate(&tiff, 2, 48, 51, 3013, "N");
	build_coordinate(&tiff, 4, 2, 17, 4013, "E");
	block = build_tiff(&tiff);
	for (size_t size = 0; size <= block.size; size++) {
		struct ipc_picture picture = {0};
		struct metadata_exif exif;
		uint8_t *copy = malloc(size + 1);

		memcpy(copy, block.data, size);
		metadata_read_exif((struct base_view){copy, size}, &exif);
		metadata_find_exif((struct base_view){copy, size}, &picture);
		free(copy);
	}
}

static void survives_directories_that_point_at_themselves(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct ipc_picture picture = {0};
	struct base_view block;

	(void)state;
	build_short(&tiff, BUILD_MAIN, 0x0112, 1);
	build_long(&tiff, BUILD_MAIN, 0xa005, 8);
	build_text(&tiff, BUILD_EXIF, 0xa431, "123");
	block = build_tiff(&tiff);
	/* Every pointer and the next directory: back to the first. */
	for (size_t i = 8; i + 4 < block.size; i++)
		if (base_get_u32(block.data + i) == block.size - 20)
			base_put_u32((uint8_t *)block.data + i, 8);
	base_put_u32((uint8_t *)block.data + 8 + 2 + 3 * 12, 8);
	metadata_find_exif(block, &picture);
	assert_true(picture.count <= 1);
}

/* Each field claims the whole block: 350 MB, were they copied. */
static void bounds_the_memory_of_fields_that_claim_everything(void **state)
{
	size_t size = 65000, fields = (size - 10) / 12 - 1;
	uint8_t *block = calloc(1, size);
	struct ipc_picture picture = {0};
	clock_t start = clock();

	(void)state;
	memcpy(block, "II*\0\10\0\0\0", 8);
	base_put_u16(block + 8, (uint16_t)fields);
	for (size_t i = 0; i < fields; i++) {
		uint8_t *field = block + 10 + 12 * i;

		base_put_u16(field, 0x013b);
		base_put_u16(field + 2, BUILD_ASCII);
		base_put_u32(field + 4, 64000);
		base_put_u32(field + 8, 8);
	}
	metadata_find_exif((struct base_view){block, size}, &picture);
	free(block);
	build_in_time(start);
}

static void finds_nothing_in_what_is_no_exif(void **state)
{
	static const char *const texts[] = {
	    "",
	    "II",
	    "II*",
	    "Exif",
	    "XX*\0\10\0\0\0\0\0",
	    "II*\0\xff\xff\xff\xff",
	    "\xff\xd8\xff\xe1 and so on, at some length"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct ipc_picture picture = {0};
		struct metadata_exif exif;

		metadata_find_exif(base_view_of(texts[i]), &picture);
		metadata_read_exif(base_view_of(texts[i]), &exif);
		assert_int_equal(picture.count, 0);
		assert_int_equal(exif.orientation, 0);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_the_gps_position_in_both_byte_orders),
	    cmocka_unit_test(reads_the_gps_position_in_the_southern_hemisphere),
	    cmocka_unit_test(reads_where_a_geotiff_lies),
	    cmocka_unit_test(tells_words_behind_the_end_of_a_text),
	    cmocka_unit_test(says_when_the_hemisphere_is_not_stated),
	    cmocka_unit_test(reads_minutes_with_seconds_left_empty),
	    cmocka_unit_test(refuses_a_position_without_value),
	    cmocka_unit_test(refuses_the_position_of_a_device_without_a_fix),
	    cmocka_unit_test(reads_a_position_on_the_equator),
	    cmocka_unit_test(refuses_a_position_outside_the_world),
	    cmocka_unit_test(reads_the_destination_and_the_satellites_clock),
	    cmocka_unit_test(reads_the_capture_time_with_its_offset),
	    cmocka_unit_test(falls_back_to_the_time_of_digitizing),
	    cmocka_unit_test(refuses_times_that_are_none),
	    cmocka_unit_test(tells_a_time_that_is_a_word),
	    cmocka_unit_test(reads_numbers_names_and_programs),
	    cmocka_unit_test(names_a_device_once),
	    cmocka_unit_test(reads_windows_fields_in_utf_16),
	    cmocka_unit_test(reads_the_user_comment_in_each_code),
	    cmocka_unit_test(refuses_a_user_comment_that_is_no_text),
	    cmocka_unit_test(reads_the_serial_number_of_a_maker_note),
	    cmocka_unit_test(reads_the_fields_of_every_maker_s_note),
	    cmocka_unit_test(reads_values_of_notes_that_are_no_letters),
	    cmocka_unit_test(
		prefers_the_standard_s_serial_number_to_the_note_s),
	    cmocka_unit_test(reads_the_identifiers_of_an_apple_note),
	    cmocka_unit_test(refuses_an_apple_note_that_points_outside),
	    cmocka_unit_test(reads_xmp_and_iptc_in_their_tiff_fields),
	    cmocka_unit_test(reads_each_orientation_and_refuses_others),
	    cmocka_unit_test(refuses_an_orientation_of_another_type),
	    cmocka_unit_test(reads_an_orientation_behind_the_jpeg_head),
	    cmocka_unit_test(points_at_the_thumbnail_in_the_block),
	    cmocka_unit_test(refuses_a_thumbnail_that_is_no_jpeg),
	    cmocka_unit_test(survives_a_block_cut_at_every_byte),
	    cmocka_unit_test(survives_directories_that_point_at_themselves),
	    cmocka_unit_test(bounds_the_memory_of_fields_that_claim_everything),
	    cmocka_unit_test(finds_nothing_in_what_is_no_exif),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
