/*
 * test_zip.c: a page with its pictures in a ZIP, as APPNOTE.TXT 6.3 has it:
 * what stands before it, how its files are packed, and what each is by name.
 */
#include <stdio.h>
#include <string.h>

#include <zlib.h>

#include "test.h"

#include "read_page.h"

#define ZIP_MOST 65536

/* One that is being made: its files, then its folder. */
struct zip {
	uint8_t bytes[ZIP_MOST], folder[ZIP_MOST];
	size_t size, folder_size, before;
	unsigned count, flags, method;
};

static struct zip zip;

static size_t put(uint8_t *at, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		at[i] = (uint8_t)(value >> 8 * i);
	return bytes;
}

/* Begin one behind these bytes, which its offsets do not count. */
static void zip_begin(const char *before)
{
	memset(&zip, 0, sizeof(zip));
	zip.size = zip.before = strlen(before);
	memcpy(zip.bytes, before, zip.size);
}

static size_t packed_as(const char *text, uint8_t *out)
{
	z_stream stream = {.next_in = (Bytef *)text,
			   .avail_in = (uInt)strlen(text),
			   .next_out = out,
			   .avail_out = 1024};

	if (zip.method != 8) {
		memcpy(out, text, strlen(text));
		return strlen(text);
	}
	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8,
				      Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return stream.total_out;
}

/* What a file's own head and its entry in the folder both have. */
static size_t zip_said(uint8_t *at, const char *name, const char *text,
		       size_t packed)
{
	size_t n = put(at, 20, 2);

	n += put(at + n, zip.flags, 2);
	n += put(at + n, zip.method, 2);
	n += put(at + n, 0, 4);
	n += put(at + n, crc32(0, (const Bytef *)text, (uInt)strlen(text)), 4);
	n += put(at + n, packed, 4);
	n += put(at + n, strlen(text), 4);
	n += put(at + n, strlen(name), 2);
	return n + put(at + n, 0, 2);
}

static void zip_file(const char *name, const char *text)
{
	uint8_t bytes[1024], *at = zip.bytes + zip.size;
	uint8_t *entry = zip.folder + zip.folder_size;
	size_t packed = packed_as(text, bytes), offset = zip.size - zip.before;
	size_t n = put(at, 0x04034b50, 4);

	n += zip_said(at + n, name, text, packed);
	memcpy(at + n, name, strlen(name));
	n += strlen(name);
	memcpy(at + n, bytes, packed);
	zip.size += n + packed;
	n = put(entry, 0x02014b50, 4);
	n += put(entry + n, 20, 2);
	n += zip_said(entry + n, name, text, packed);
	n += put(entry + n, 0, 10);
	n += put(entry + n, offset, 4);
	memcpy(entry + n, name, strlen(name));
	zip.folder_size += n + strlen(name);
	zip.count++;
}

static void zip_end(const char *comment)
{
	size_t at = zip.size - zip.before;
	uint8_t *end;

	memcpy(zip.bytes + zip.size, zip.folder, zip.folder_size);
	zip.size += zip.folder_size;
	end = zip.bytes + zip.size;
	end += put(end, 0x06054b50, 4);
	end += put(end, 0, 4);
	end += put(end, zip.count, 2);
	end += put(end, zip.count, 2);
	end += put(end, zip.folder_size, 4);
	end += put(end, at, 4);
	end += put(end, strlen(comment), 2);
	memcpy(end, comment, strlen(comment));
	zip.size = (size_t)(end - zip.bytes) + strlen(comment);
}

/* Read it: one picture of so many bytes, or no page. */
static void zip_has(size_t picture)
{
	struct read_page page;

	read_page(zip.bytes, zip.size, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_OK);
	assert_int_equal(page.answer.count, 1);
	assert_int_equal(page.answer.pictures[0].size, picture);
	if (picture > 0)
		assert_memory_equal(page.room, "GIF89", 5);
	read_page_free(&page);
}

static void zip_page(const char *before, const char *comment)
{
	zip_begin(before);
	zip_file("index.html", "<img src=1.gif>");
	zip_file("1.gif", "GIF89");
	zip_end(comment);
}

TEST(reads_it_wherever_it_begins_and_ends)
{
	(void)state;
	zip_page("", "");
	zip_has(5);
	zip_page("", "a comment of some length");
	zip_has(5);
	zip_page("<html><body>a page that unpacks itself<!--", "");
	zip_has(5);
	zip_page("\xef\xbb\xbf<html>", "--></html>");
	zip_has(5);
}

TEST(takes_what_is_stored_or_deflated_and_nothing_else)
{
	static const struct {
		unsigned method, flags;
		size_t picture;
	} known[] = {{0, 0, 5},	    {8, 0, 5},	  {8, 0x800, 5}, {8, 1, 0},
		     {0, 1, 0},	    {9, 0, 0},	  {12, 0, 0},	 {93, 0, 0},
		     {0x108, 0, 0}, {0x100, 0, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		zip_begin("");
		zip_file("index.html", "<img src=1.gif>");
		zip.method = known[i].method;
		zip.flags = known[i].flags;
		zip_file("1.gif", "GIF89");
		zip_end("");
		zip_has(known[i].picture);
	}
}

TEST(knows_pictures_by_their_names_or_bytes)
{
	static const char *const taken[] = {
	    "a.jpg",  "a.jpeg", "a.png",    "a.gif",	 "a.webp",
	    "a.avif", "a.heic", "a.JPG",    "a.php",	 "a.jfif",
	    "jpg",    "a.js",	"100%.gif", "a%20b.gif", "a%b"};
	static const char *const left[] = {"a.js", "jpg", "a.jpgx", "a.svgz",
					   "a.gif/"};
	char html[100];

	(void)state;
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		snprintf(html, sizeof(html), "<img src=%s>", taken[i]);
		zip_begin("");
		zip_file("index.html", html);
		zip_file(taken[i], "GIF89");
		zip_end("");
		zip_has(5);
	}
	/* A name spelled as an address, by whoever wrote the page. */
	zip_begin("");
	zip_file("index.html", "<img src='100%25%20a%2520b.gif'>");
	zip_file("100% a%20b.gif", "GIF89");
	zip_end("");
	zip_has(5);
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		snprintf(html, sizeof(html), "<img src=%s>", left[i]);
		zip_begin("");
		zip_file("index.html", html);
		zip_file(left[i], strchr(left[i], '/') ? "GIF89" : "plain");
		zip_end("");
		zip_has(0);
	}
}

/* Where the page has its picture lead; NULL where nothing is a page. */
static void zip_leads(const char *name, const char *link)
{
	struct read_page page;

	zip_begin("");
	zip_file(name, "<a href='https://a.example/u'><img src='1.gif'/></a>");
	zip_file("1.gif", "GIF89");
	zip_end("");
	read_page(zip.bytes, zip.size, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_OK);
	assert_int_equal(page.answer.count, 1);
	if (link == NULL)
		assert_null(page.answer.pictures[0].link);
	else
		assert_string_equal(page.answer.pictures[0].link, link);
	read_page_free(&page);
}

TEST(knows_pages_by_their_names)
{
	(void)state;
	zip_leads("p.html", "https://a.example/u");
	zip_leads("p.htm", "https://a.example/u");
	zip_leads("p.xhtml", "https://a.example/u");
	zip_leads("P.HTML", "https://a.example/u");
	zip_leads("p.txt", NULL);
	zip_leads("p.css", NULL);
	zip_leads("p.html.bak", NULL);
}

/* Its bytes end before the folder says so, or its head is no head. */
TEST(a_file_that_is_not_where_the_folder_says_is_left_out)
{
	(void)state;
	zip_page("", "");
	zip.bytes[30 + 10 + 15] ^= 1; /* the picture's PK */
	zip_has(0);
	zip_page("", "");
	memset(zip.folder + 46 + 10 + 20, 0xff, 3); /* its packed size */
	memcpy(zip.bytes + zip.size - 22 - zip.folder_size, zip.folder,
	       zip.folder_size);
	zip_has(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_it_wherever_it_begins_and_ends),
	    RUN(takes_what_is_stored_or_deflated_and_nothing_else),
	    RUN(knows_pictures_by_their_names_or_bytes),
	    RUN(knows_pages_by_their_names),
	    RUN(a_file_that_is_not_where_the_folder_says_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
