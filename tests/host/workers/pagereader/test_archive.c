/*
 * test_archive.c: archives of pages, whole, cut anywhere, and with any byte
 * changed.  What other programs write is read by tests/cli/find_archives.sh.
 */
#include <stdio.h>
#include <string.h>

#include <zlib.h>

#include "test.h"

#include "read_page.h"

#define PAGE "<a href=/u><img src=/1.gif></a>"

static const char warc[] =
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
    "https://a.example/p\r\n"
    "Content-Length: 75\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE "\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: "
    "https://a.example/1.gif\r\nContent-Type: image/gif\r\n"
    "Content-Length: 5\r\n\r\nGIF89\r\n\r\n";

static const char har[] =
    "{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://a.example/p\"},"
    "\"response\":{\"content\":{\"mimeType\":\"text/html\",\"text\":\"" PAGE
    "\"}}},{\"request\":{\"url\":\"https://a.example/1.gif\"},\"response\":{"
    "\"content\":{\"mimeType\":\"image/gif\",\"encoding\":\"base64\","
    "\"text\":\"R0lGODk=\"}}}]}}";

static void archive_is_read(const void *file, size_t size)
{
	struct read_page page;

	read_page(file, size, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_OK);
	assert_true(page.answer.archive);
	assert_string_equal(page.answer.url, "https://a.example/p");
	assert_int_equal(page.answer.count, 1);
	assert_string_equal(page.answer.pictures[0].address,
			    "https://a.example/1.gif");
	assert_null(page.answer.pictures[0].page);
	assert_string_equal(page.answer.pictures[0].link,
			    "https://a.example/u");
	assert_int_equal(page.answer.pictures[0].size, 5);
	assert_memory_equal(page.room, "GIF89", 5);
	read_page_free(&page);
}

/* Whatever comes of it, it ends and is within its bounds. */
static void archive_is_survived(const char *file, size_t size)
{
	char changed[1024];
	struct read_page page;

	assert_true(size <= sizeof(changed));
	for (size_t cut = 0; cut < size; cut++) {
		read_page(file, cut, NULL, &page);
		read_page_free(&page);
		for (unsigned bit = 0; bit < 8; bit += 7) {
			memcpy(changed, file, size);
			changed[cut] ^= (char)(1u << bit);
			read_page(changed, size, NULL, &page);
			read_page_free(&page);
		}
	}
}

TEST(reads_the_records_of_a_crawler)
{
	(void)state;
	archive_is_read(warc, sizeof(warc) - 1);
}

/* The first record is another page, so that the file is none's alone. */
TEST(tells_which_of_several_pages_a_picture_is_of)
{
	static const char first[] =
	    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: "
	    "https://b.example/q\r\nContent-Type: text/html\r\n"
	    "Content-Length: 16\r\n\r\n<img src=/2.gif>\r\n\r\n";
	static const char loose[] =
	    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: "
	    "https://c.example/3.gif\r\nContent-Type: image/gif\r\n"
	    "Content-Length: 5\r\n\r\nGIF87\r\n\r\n";
	char file[sizeof(first) + sizeof(warc) + sizeof(loose)];
	struct read_page page;

	(void)state;
	snprintf(file, sizeof(file), "%s%s%s", first, warc, loose);
	read_page(file, strlen(file), NULL, &page);
	assert_string_equal(page.answer.url, "");
	assert_int_equal(page.answer.count, 3);
	assert_string_equal(page.answer.pictures[0].page,
			    "https://b.example/q");
	assert_string_equal(page.answer.pictures[1].address,
			    "https://a.example/1.gif");
	assert_string_equal(page.answer.pictures[1].page,
			    "https://a.example/p");
	/* No page names it. */
	assert_string_equal(page.answer.pictures[2].address,
			    "https://c.example/3.gif");
	assert_null(page.answer.pictures[2].page);
	read_page_free(&page);
}

/* What is no page of ours is told from what is packed too well. */
TEST(tells_what_is_packed_otherwise)
{
	static const char *const packed[] = {"\x28\xb5\x2f\xfd more",
					     "\x5d\x2a\x4d\x18 more"};
	struct read_page page;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		read_page(packed[i], strlen(packed[i]), NULL, &page);
		assert_int_equal(page.answer.status, IPC_PAGE_PACKED);
		read_page_free(&page);
		read_page(packed[i], 3, NULL, &page);
		assert_int_equal(page.answer.status, IPC_PAGE_NOT_A_PAGE);
		read_page_free(&page);
	}
}

TEST(reads_what_the_tools_of_a_browser_saved)
{
	(void)state;
	archive_is_read(har, sizeof(har) - 1);
}

TEST(survives_every_cut_and_change)
{
	(void)state;
	archive_is_survived(warc, sizeof(warc) - 1);
	archive_is_survived(har, sizeof(har) - 1);
}

TEST(refuses_a_bomb)
{
	size_t size = 64u << 20;
	uint8_t *zeros = calloc(1, size);
	uLongf packed = 1u << 20;
	uint8_t *bomb = malloc(packed);
	z_stream stream = {.next_in = zeros, .avail_in = (uInt)size};
	struct read_page page;

	(void)state;
	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8,
				      Z_DEFAULT_STRATEGY),
			 Z_OK);
	stream.next_out = bomb;
	stream.avail_out = (uInt)packed;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	packed = stream.total_out;
	deflateEnd(&stream);
	read_page(bomb, packed, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_NOT_A_PAGE);
	read_page_free(&page);
	free(zeros);
	free(bomb);
}

TEST(refuses_what_only_begins_as_an_archive)
{
	static const char *const files[] = {
	    "WARC/1.0\r\n\r\n", "{\"log\":{\"entries\":[]}}",
	    "{\"log\":",	"PK\3\4",
	    "\x1f\x8b nothing", "bplist00 and nothing of it, but long enough"};
	struct read_page page;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		read_page(files[i], strlen(files[i]), NULL, &page);
		assert_int_equal(page.answer.status, IPC_PAGE_NOT_A_PAGE);
		assert_int_equal(page.answer.count, 0);
		read_page_free(&page);
	}
}

/* Made by Python's plistlib (tests/fuzz/seeds.py), behind a byte that the
 * fuzzer has of its own. */
TEST(reads_what_safari_saves)
{
	FILE *file = fopen("tests/fuzz/corpus/pagereader/webarchive", "rbe");
	char bytes[4096];
	struct read_page page;
	size_t size;

	(void)state;
	assert_non_null(file);
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	assert_true(size > 100 && size < sizeof(bytes));
	read_page(bytes + 1, size - 1, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_OK);
	assert_string_equal(page.answer.url, "https://a.example/");
	assert_int_equal(page.answer.count, 2);
	assert_string_equal(page.answer.pictures[0].address,
			    "https://a.example/a.gif");
	assert_true(page.answer.pictures[0].size > 14);
	assert_memory_equal(page.room, "GIF8", 4);
	assert_string_equal(page.answer.pictures[1].address,
			    "https://b.example/b.jpg");
	read_page_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_the_records_of_a_crawler),
	    RUN(tells_which_of_several_pages_a_picture_is_of),
	    RUN(tells_what_is_packed_otherwise),
	    RUN(reads_what_the_tools_of_a_browser_saved),
	    RUN(survives_every_cut_and_change),
	    RUN(refuses_a_bomb),
	    RUN(reads_what_safari_saves),
	    RUN(refuses_what_only_begins_as_an_archive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
