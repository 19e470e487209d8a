/* test_inventory.c: every byte of a file is accounted for, or told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "metadata_build.h"
#include "workers/picture/inventory.h"

/* A file that grows piece by piece. */
struct file {
	uint8_t bytes[65536];
	size_t size;
};

static void put(struct file *file, const void *bytes, size_t size)
{
	assert_true(size <= sizeof(file->bytes) - file->size);
	memcpy(file->bytes + file->size, bytes, size);
	file->size += size;
}

static void put_big(struct file *file, uint32_t value, unsigned size)
{
	while (size-- > 0)
		put(file, &(uint8_t){(uint8_t)(value >> 8 * size)}, 1);
}

static void put_little(struct file *file, uint32_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		put(file, &(uint8_t){(uint8_t)(value >> 8 * i)}, 1);
}

static void put_segment(struct file *file, uint8_t marker, const void *bytes,
			size_t size)
{
	put(file, (uint8_t[]){0xff, marker}, 2);
	put_big(file, (uint32_t)size + 2, 2);
	put(file, bytes, size);
}

static void begin_jpeg(struct file *file)
{
	file->size = 0;
	put(file, "\xff\xd8", 2);
	put_segment(file, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14);
}

/* A frame and a scan, of which nothing here decodes a pixel. */
static void end_jpeg(struct file *file)
{
	put_segment(file, 0xc0, "\x8\0\x10\0\x10\1\1\x11\0", 9);
	put_segment(file, 0xda, "\1\1\0\0\x3f\0", 6);
	put(file, "\x12\x34\xff\0\x56\xff\xd9", 7);
}

static void put_chunk(struct file *file, const char *type, const void *bytes,
		      size_t size)
{
	put_big(file, (uint32_t)size, 4);
	put(file, type, 4);
	put(file, bytes, size);
	put(file, "\0\0\0\0", 4); /* no checksum at all */
}

static void begin_png(struct file *file)
{
	file->size = 0;
	put(file, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(file, "IHDR", "\0\0\0\1\0\0\0\1\10\0\0\0\0", 13);
}

static void walk(const struct file *file, struct ipc_picture *picture)
{
	struct inventory inventory;

	*picture = (struct ipc_picture){0};
	inventory_init(&inventory, (struct base_view){file->bytes, file->size},
		       picture);
	inventory_walk(&inventory);
	inventory_free(&inventory);
}

static void expect_hidden(const struct ipc_picture *picture,
			  enum ipc_hidden_kind kind, size_t offset,
			  size_t bytes)
{
	for (unsigned i = 0; i < picture->hiddens; i++)
		if (picture->hidden[i].kind == kind &&
		    picture->hidden[i].offset == offset &&
		    picture->hidden[i].bytes == bytes)
			return;
	for (unsigned i = 0; i < picture->hiddens; i++)
		print_error("%s, %u bytes at %u\n",
			    ipc_hidden_name(picture->hidden[i].kind),
			    (unsigned)picture->hidden[i].bytes,
			    (unsigned)picture->hidden[i].offset);
	fail_msg("not told: %s", ipc_hidden_name(kind));
}

static struct file file;
static struct ipc_picture picture;

static void accounts_for_every_byte_of_a_plain_picture(void **state)
{
	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	walk(&file, &picture);
	assert_int_equal(picture.count, 0);
	assert_int_equal(picture.unread_bytes, 0);
	assert_int_equal(picture.hiddens, 0);
	begin_png(&file);
	put_chunk(&file, "IDAT", "xyz", 3);
	put_chunk(&file, "IEND", "", 0);
	walk(&file, &picture);
	assert_int_equal(picture.count, 0);
	assert_int_equal(picture.unread_bytes, 0);
}

static void takes_padding_behind_the_end_for_nothing(void **state)
{
	static const uint8_t zeros[100];

	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	put(&file, zeros, sizeof(zeros));
	walk(&file, &picture);
	assert_int_equal(picture.count, 0);
	assert_int_equal(picture.unread_bytes, 0);
}

static void make_noise(uint8_t *noise, size_t size)
{
	for (size_t i = 0; i < size; i++)
		noise[i] = (uint8_t)(i * i * 31 + i / 7) | 1;
}

static void tells_the_size_of_what_nobody_can_read(void **state)
{
	uint8_t noise[1200];
	size_t end;

	(void)state;
	make_noise(noise, sizeof(noise));
	begin_jpeg(&file);
	end_jpeg(&file);
	end = file.size;
	put(&file, noise, sizeof(noise));
	walk(&file, &picture);
	assert_int_equal(picture.unread_bytes, 1200);
	build_expect(&picture, IPC_FINDING_UNREAD, "1.2 kB");
	expect_hidden(&picture, IPC_HIDDEN_UNKNOWN, end, 1200);
}

/* Strips that are said to be where nothing can be read. */
static void takes_no_strip_without_a_place_for_read(void **state)
{
	struct build_tiff tiff = {.little = true};
	struct base_view block;
	uint8_t noise[1200];

	(void)state;
	make_noise(noise, sizeof(noise));
	build_long(&tiff, BUILD_MAIN, 0x111, 8);
	tiff.fields[0].components = 9999;
	build_long(&tiff, BUILD_MAIN, 0x117, 5000);
	block = build_tiff(&tiff);
	file.size = 0;
	put(&file, block.data, block.size);
	put(&file, noise, sizeof(noise));
	walk(&file, &picture);
	assert_int_equal(picture.unread_bytes, sizeof(noise));
}

static void reads_every_block_of_a_sort_and_tells_the_second(void **state)
{
	struct build_tiff tiff = {0};
	uint8_t segment[1000] = "Exif\0";
	struct base_view block;
	size_t at;

	(void)state;
	build_text(&tiff, BUILD_MAIN, 0x013b, "Ann Example");
	block = build_tiff(&tiff);
	memcpy(segment + 6, block.data, block.size);
	begin_jpeg(&file);
	put_segment(&file, 0xfe, "Lavc58.1", 8);
	put_segment(&file, 0xfe, "Sample Street 5", 15);
	put_segment(&file, 0xe1, "Exif\0\0MM\0*\0\0\0\10\0\0\0\0\0\0", 20);
	at = file.size + 4 + 6;
	put_segment(&file, 0xe1, segment, block.size + 6);
	end_jpeg(&file);
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_CAPTION, "Sample Street 5");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
	expect_hidden(&picture, IPC_HIDDEN_EXIF, at, block.size);
	assert_int_equal(picture.unread_bytes, 0);
}

static void put_motion_video(struct file *out)
{
	put(out,
	    "\0\0\0\x14"
	    "ftypmp42\0\0\0\0isom",
	    20);
	put(out, "\0\0\0\x36moov\0\0\0\x2eudta", 16);
	put(out, "\0\0\0\x26\xa9xyz\0\x1a\x15\xc7", 12);
	put(out, "+52.5200+013.4050+035.000/", 26);
	put(out, "\0\0\0\x0cmdat\1\2\3\4", 12);
}

static void finds_a_video_behind_the_picture_and_its_position(void **state)
{
	size_t end;

	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	end = file.size;
	put_motion_video(&file);
	walk(&file, &picture);
	expect_hidden(&picture, IPC_HIDDEN_VIDEO, end, 86);
	build_expect(&picture, IPC_FINDING_HIDDEN_VIDEO, "a video of 86 bytes");
	build_expect(&picture, IPC_FINDING_GPS,
		     "52.52000, 13.40500, altitude 35 m");
	assert_int_equal(picture.unread_bytes, 86);
}

/* What nobody knows ends where something begins that is known. */
static void finds_a_video_behind_unknown_bytes(void **state)
{
	size_t end;

	(void)state;
	for (unsigned junk = 1; junk < 8; junk++) {
		begin_jpeg(&file);
		end_jpeg(&file);
		end = file.size;
		put(&file, "\1\2\3\4\5\6\7", junk);
		put_motion_video(&file);
		walk(&file, &picture);
		expect_hidden(&picture, IPC_HIDDEN_VIDEO, end + junk, 86);
		expect_hidden(&picture, IPC_HIDDEN_UNKNOWN, end, junk);
		assert_int_equal(picture.unread_bytes, 86 + junk);
	}
}

static void finds_another_picture_behind_the_picture(void **state)
{
	struct inventory inventory;
	size_t end;

	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	end = file.size;
	put(&file, "\xff\xd8", 2);
	put_segment(&file, 0xfe, "Anna at home", 12);
	end_jpeg(&file);
	picture = (struct ipc_picture){0};
	inventory_init(&inventory, (struct base_view){file.bytes, file.size},
		       &picture);
	inventory_walk(&inventory);
	assert_int_equal(inventory.count, 1);
	assert_int_equal(inventory.pictures[0].role, INVENTORY_PICTURE);
	assert_ptr_equal(inventory.pictures[0].bytes.data, file.bytes + end);
	assert_int_equal(inventory.pictures[0].bytes.size, file.size - end);
	inventory_free(&inventory);
	expect_hidden(&picture, IPC_HIDDEN_PICTURE, end, file.size - end);
	build_expect(&picture, IPC_FINDING_CAPTION, "Anna at home");
}

static void finds_what_is_left_of_a_longer_file(void **state)
{
	size_t end;

	(void)state;
	begin_png(&file);
	put_chunk(&file, "IDAT", "xyz", 3);
	put_chunk(&file, "IEND", "", 0);
	end = file.size;
	put(&file, "\x7b\x93\xa1\x02\x44\xfe\x19\x80\x23\x55\x01\xff", 12);
	put(&file, "\x6b\x13\xb1\xc2\x64\xee\x29\x87\x33\x51\x21\xef", 12);
	put(&file,
	    "\0\0\0\0IEND\xae"
	    "B`\x82",
	    12);
	walk(&file, &picture);
	expect_hidden(&picture, IPC_HIDDEN_REMAINS, end, 36);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_HIDDEN_REMAINS),
			 1);
	assert_int_equal(picture.unread_bytes, 36);
}

static void finds_an_archive_and_the_names_in_it(void **state)
{
	size_t end;

	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	end = file.size;
	put(&file, "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\3\0\0\0", 26);
	put(&file, "\x08\0\0\0diary.md", 12);
	put(&file, "abc", 3);
	walk(&file, &picture);
	expect_hidden(&picture, IPC_HIDDEN_ARCHIVE, end, 41);
	build_expect(&picture, IPC_FINDING_HIDDEN_FILE,
		     "a ZIP archive of 41 bytes");
	build_expect(&picture, IPC_FINDING_FILE_NAMES, "diary.md");
}

static void calls_files_by_what_they_are(void **state)
{
	static const struct {
		const char *head, *words;
		enum ipc_hidden_kind kind;
	} files[] = {
	    {"%PDF-1.7\n", "a PDF document of 41 bytes", IPC_HIDDEN_DOCUMENT},
	    {"8BPS", "a Photoshop document of 41 bytes", IPC_HIDDEN_DOCUMENT},
	    {"OggS", "a sound recording of 41 bytes", IPC_HIDDEN_SOUND},
	    {"FORM....AIFF", "a sound recording of 41 bytes", IPC_HIDDEN_SOUND},
	    {"{\\rtf1 Anna", "a document of 41 bytes", IPC_HIDDEN_DOCUMENT},
	    {"\x1a\x45\xdf\xa3", "a film of 41 bytes", IPC_HIDDEN_VIDEO},
	    {"SQLite format 3", "a database of 41 bytes", IPC_HIDDEN_FILE},
	    {"Rar!\x1a\7", "a RAR archive of 41 bytes", IPC_HIDDEN_ARCHIVE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		uint8_t bytes[41] = {0};
		size_t end;

		memcpy(bytes, files[i].head, strlen(files[i].head));
		begin_jpeg(&file);
		end_jpeg(&file);
		end = file.size;
		put(&file, bytes, sizeof(bytes));
		walk(&file, &picture);
		expect_hidden(&picture, files[i].kind, end, 41);
		build_expect(&picture, IPC_FINDING_HIDDEN_FILE, files[i].words);
	}
}

/* One value, then the directory, its length and its name. */
static void reads_a_phone_s_notes_from_the_end(void **state)
{
	static const char value[] = "/storage/emulated/0/Anna.jpg";
	const size_t size = 8 + 24 + sizeof(value) - 1;

	(void)state;
	begin_jpeg(&file);
	end_jpeg(&file);
	put(&file, "\0\0\xa1\x0b", 4);
	put_little(&file, 24, 4);
	put(&file, "PhotoEditor_Re_Edit_Data", 24);
	put(&file, value, sizeof(value) - 1);
	put(&file, "SEFH\x6a\0\0\0\1\0\0\0\0\0\xa1\x0b", 16);
	put_little(&file, (uint32_t)size, 4);
	put_little(&file, (uint32_t)size, 4);
	put_little(&file, 24, 4);
	put(&file, "SEFT", 4);
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_FILE_NAMES, value);
	build_expect(&picture, IPC_FINDING_EDIT_HISTORY, value);
	assert_int_equal(picture.unread_bytes, 0);
}

static void reads_chunks_behind_the_end_of_a_png(void **state)
{
	size_t end;

	(void)state;
	begin_png(&file);
	put_chunk(&file, "IEND", "", 0);
	end = file.size;
	put_chunk(&file, "tEXt", "Author\0Ann Example", 18);
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
	expect_hidden(&picture, IPC_HIDDEN_TEXT, end, 30);
	assert_int_equal(picture.unread_bytes, 0);
}

static void tells_the_words_of_a_chunk_that_nobody_knows(void **state)
{
	(void)state;
	begin_png(&file);
	put_chunk(&file, "prIV", "Anna was in the garden", 22);
	put_chunk(&file, "IEND", "", 0);
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_TEXT,
		     "prIV: Anna was in the garden");
	assert_int_equal(picture.unread_bytes, 0);
}

#define PROFILE_HEAD 128
#define PROFILE_ROW 12

/* A colour profile with values of two tags, in a file of its own. */
static void put_profile(struct file *profile, const char *name,
			const char *target)
{
	size_t at = PROFILE_HEAD + 4 + 2 * PROFILE_ROW;
	size_t first = 28 + 2 * strlen(name), second = 9 + strlen(target);

	profile->size = 0;
	put_big(profile, (uint32_t)(at + first + second), 4);
	while (profile->size < PROFILE_HEAD)
		put(profile, profile->size == 36 ? "acsp" : "\0\0\0\0", 4);
	put_big(profile, 2, 4);
	put(profile, "desc", 4);
	put_big(profile, (uint32_t)at, 4);
	put_big(profile, (uint32_t)first, 4);
	put(profile, "targ", 4);
	put_big(profile, (uint32_t)(at + first), 4);
	put_big(profile, (uint32_t)second, 4);
	put(profile,
	    "mluc\0\0\0\0\0\0\0\1\0\0\0\x0c"
	    "enUS",
	    20);
	put_big(profile, (uint32_t)(2 * strlen(name)), 4);
	put_big(profile, 28, 4);
	for (; *name != '\0'; name++)
		put_big(profile, (uint8_t)*name, 2);
	put(profile, "text\0\0\0\0", 8);
	put(profile, target, strlen(target) + 1);
}

/* In two segments of a JPEG. */
static void walk_profile(const struct file *profile)
{
	static const size_t cut = 150;
	uint8_t part[512] = "ICC_PROFILE\0\1\2";

	begin_jpeg(&file);
	memcpy(part + 14, profile->bytes, cut);
	put_segment(&file, 0xe2, part, 14 + cut);
	part[12] = 2;
	memcpy(part + 14, profile->bytes + cut, profile->size - cut);
	put_segment(&file, 0xe2, part, 14 + profile->size - cut);
	end_jpeg(&file);
	walk(&file, &picture);
	assert_int_equal(picture.unread_bytes, 0);
}

static void tells_what_somebody_called_a_colour_profile(void **state)
{
	static struct file profile;

	(void)state;
	put_profile(&profile, "Anna's laptop", "C:\\Users\\anna\\screen.ti3");
	walk_profile(&profile);
	build_expect(&picture, IPC_FINDING_TEXT,
		     "the colour profile's name: Anna's laptop");
	build_expect(&picture, IPC_FINDING_TEXT,
		     "what the colour profile was measured from: "
		     "C:\\Users\\anna\\screen.ti3");
	put_profile(&profile, "Anna Appleton's", "x");
	walk_profile(&profile);
	build_expect(&picture, IPC_FINDING_TEXT,
		     "the colour profile's name: Anna Appleton's");
	put_profile(&profile, "Display P3", "Copyright Apple Inc., 2022");
	walk_profile(&profile);
	assert_int_equal(picture.count, 0);
}

/* As cjxl writes it: the markers of the JPEG, then how long its blocks are. */
static void walk_restored(const char *body, size_t size)
{
	file.size = 0;
	put(&file, "\0\0\0\x0cJXL \r\n\x87\n", 12);
	put(&file,
	    "\0\0\0\x14"
	    "ftypjxl \0\0\0\0jxl ",
	    20);
	put_big(&file, (uint32_t)size + 8, 4);
	put(&file, "jbrd", 4);
	put(&file, body, size);
	put(&file, "\0\0\0\x0ajxlc\xff\x0a", 10);
	walk(&file, &picture);
}

static void reads_no_comment_of_a_jpeg_that_can_be_restored(void **state)
{
	(void)state;
	walk_restored("\xc0\x6d\x03\x08\x82\x20\xb4\x0c\x08\x80\x50\xa3", 12);
	assert_int_equal(picture.unread_bytes, 0);
	assert_int_equal(picture.count, 0);
	/* The same JPEG with a comment, and with blocks of APP4 and APP13. */
	walk_restored("\x7c\x70\xdb\x00\x82\x20\x08\x2d\x03\x02\xc0\x01", 12);
	assert_int_equal(picture.unread_bytes, 12);
	build_expect(&picture, IPC_FINDING_UNREAD, "12 bytes");
	walk_restored("\xc8\x16\xdc\x36\x80\x20\x08\x42\xcb\x98\x00\x80\x04"
		      "\x00\x08",
		      15);
	assert_int_equal(picture.unread_bytes, 15);
	/* Cut before its markers end. */
	walk_restored("\xc0\x6d\x03", 3);
	assert_int_equal(picture.unread_bytes, 3);
}

static void reads_what_there_is_of_a_cut_file(void **state)
{
	(void)state;
	begin_jpeg(&file);
	put_segment(&file, 0xfe, "Anna at home", 12);
	put(&file, "\xff\xdb\0\x43\0\1\2", 7);
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_CAPTION, "Anna at home");
	assert_int_equal(picture.unread_bytes, 0);
}

/* The first bytes of a file, with nothing behind them that can be read. */
static void walk_at_the_edge(const struct file *whole, size_t size)
{
	static uint8_t *edge;
	size_t page = (size_t)sysconf(_SC_PAGESIZE), room = sizeof(file.bytes);
	struct inventory inventory;

	if (edge == NULL) {
		edge = mmap(NULL, room + page, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		assert_true(edge != MAP_FAILED);
		assert_int_equal(mprotect(edge + room, page, PROT_NONE), 0);
	}
	memcpy(edge + room - size, whole->bytes, size);
	picture = (struct ipc_picture){0};
	inventory_init(&inventory, (struct base_view){edge + room - size, size},
		       &picture);
	inventory_walk(&inventory);
	inventory_free(&inventory);
	assert_true(picture.unread_bytes <= size);
}

static void put_gif(void)
{
	file.size = 0;
	put(&file, "GIF89a\2\0\2\0\x80\0\0\0\0\0\xff\xff\xff", 19);
	put(&file, "\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0", 19);
	put(&file, "\x21\xf9\4\0\0\0\0\0", 8);
	put(&file, "\x2c\0\0\0\0\2\0\2\0\x80\1\2\3\4\5\6\2\2\x44\1\0", 21);
	put(&file, "\x21\xff\x0bXMP DataXMP\5<x:x>\0", 21);
	put(&file, "\x21\1\x0c\0\0\0\0\0\0\0\0\0\0\0\0\4Anna\0", 21);
	put(&file, "\x21\xfe\4Anna\0;", 9);
}

static void put_bmp(void)
{
	file.size = 0;
	put(&file, "BM", 2);
	put_little(&file, 14 + 124 + 8 + 4 + 5, 4);
	put_little(&file, 0, 4);
	put_little(&file, 14 + 124 + 8, 4);
	put_little(&file, 124, 4);
	put_little(&file, 1, 4);
	put_little(&file, 1, 4);
	put(&file, "\1\0\1\0", 4);
	for (unsigned i = 16; i < 124; i += 4)
		put_little(&file,
			   i == 56    ? 0x4c494e4b
			   : i == 112 ? 124 + 8 + 4
			   : i == 116 ? 5
				      : 0,
			   4);
	put(&file, "\0\0\0\0\xff\xff\xff\0\0\0\0\0Anna\0", 17);
}

static void put_icon(void)
{
	file.size = 0;
	put(&file, "\0\0\1\0\1\0\1\1\2\0\1\0\1\0", 14);
	put_little(&file, 40 + 8 + 8, 4);
	put_little(&file, 22, 4);
	put_little(&file, 40, 4);
	put_little(&file, 1, 4);
	put_little(&file, 2, 4);
	put(&file, "\1\0\1\0", 4);
	put(&file, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24);
	put(&file, "\0\0\0\0\xff\xff\xff\0\0\0\0\0\0\0\0\0", 16);
}

static void put_webp(void)
{
	file.size = 0;
	put(&file, "RIFF\x4a\0\0\0WEBPVP8X\x0a\0\0\0\x0e\0\0\0\0\0\0\0\0\0",
	    30);
	put(&file, "VP8L\5\0\0\0\x2f\0\0\0\0\0", 14);
	put(&file, "EXIF\x0a\0\0\0II*\0\x8\0\0\0\0\0", 18);
	put(&file, "XMP \x0a\0\0\0<x:xmpmeta", 18);
}

static void put_boxes(void)
{
	file.size = 0;
	put_big(&file, 20, 4);
	put(&file, "ftypheic\0\0\0\0mif1", 16);
	put_big(&file, 12 + 14 + 12 + 8 + 21 + 30, 4);
	put(&file, "meta\0\0\0\0", 8);
	put(&file, "\0\0\0\x0epitm\0\0\0\0\0\1", 14);
	put(&file, "\0\0\0\x0cidat\1\2\3\4", 12);
	put(&file, "\0\0\0\x8iprp", 8);
	put(&file, "\0\0\0\x15infe\2\0\0\0\0\1\0\0hvc1\0", 21);
	put(&file, "\0\0\0\x1eiloc\0\0\0\0\x44\0\0\1\0\1\0\0\0\1\0\0\0\1", 26);
	put(&file, "\0\0\0\4", 4);
	put(&file, "\0\0\0\x0cmdat\1\2\3\4", 12);
}

static void put_tiff(void)
{
	struct build_tiff tiff = {.little = true};
	struct base_view block;

	build_text(&tiff, BUILD_MAIN, 0x13b, "Anna");
	build_short(&tiff, BUILD_MAIN, 0x100, 1);
	build_short(&tiff, BUILD_MAIN, 0x101, 1);
	build_coordinate(&tiff, 2, 48, 51, 3013, "N");
	block = build_tiff(&tiff);
	file.size = 0;
	put(&file, block.data, block.size);
}

static void put_chunks(void)
{
	begin_png(&file);
	put_chunk(&file, "tEXt", "Author\0Anna", 11);
	put_chunk(&file, "iTXt", "Author\0\0\0\0\0Anna", 15);
	put_chunk(&file, "eXIf", "MM\0*\0\0\0\x8\0\0\0\0\0\0", 14);
	put_chunk(&file, "IDAT", "\x78\x9c\x63\0\0\0\2\0\1", 9);
	put_chunk(&file, "IEND", "", 0);
}

static void put_segments(void)
{
	begin_jpeg(&file);
	put_segment(&file, 0xec, "Ducky\0\2\0\x0c\0\0\0\4\0A\0n\0n\0a\0\0", 21);
	put_segment(&file, 0xed,
		    "Photoshop 3.0\0"
		    "8BIM\4\4\0\0\0\0\0\3\x1c\2\5",
		    29);
	end_jpeg(&file);
	put_motion_video(&file);
}

/* And reads nothing behind its end. */
static void survives_a_file_cut_at_every_byte(void **state)
{
	static void (*const kinds[])(void) = {put_gif,	  put_bmp,     put_icon,
					      put_webp,	  put_boxes,   put_tiff,
					      put_chunks, put_segments};

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		kinds[i]();
		for (size_t size = 0; size <= file.size; size++)
			walk_at_the_edge(&file, size);
	}
	walk(&file, &picture);
	build_expect(&picture, IPC_FINDING_CAPTION, "Anna");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(accounts_for_every_byte_of_a_plain_picture),
	    cmocka_unit_test(takes_padding_behind_the_end_for_nothing),
	    cmocka_unit_test(tells_the_size_of_what_nobody_can_read),
	    cmocka_unit_test(takes_no_strip_without_a_place_for_read),
	    cmocka_unit_test(reads_every_block_of_a_sort_and_tells_the_second),
	    cmocka_unit_test(finds_a_video_behind_the_picture_and_its_position),
	    cmocka_unit_test(finds_a_video_behind_unknown_bytes),
	    cmocka_unit_test(finds_another_picture_behind_the_picture),
	    cmocka_unit_test(finds_what_is_left_of_a_longer_file),
	    cmocka_unit_test(finds_an_archive_and_the_names_in_it),
	    cmocka_unit_test(calls_files_by_what_they_are),
	    cmocka_unit_test(reads_a_phone_s_notes_from_the_end),
	    cmocka_unit_test(reads_chunks_behind_the_end_of_a_png),
	    cmocka_unit_test(tells_the_words_of_a_chunk_that_nobody_knows),
	    cmocka_unit_test(tells_what_somebody_called_a_colour_profile),
	    cmocka_unit_test(reads_no_comment_of_a_jpeg_that_can_be_restored),
	    cmocka_unit_test(reads_what_there_is_of_a_cut_file),
	    cmocka_unit_test(survives_a_file_cut_at_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
