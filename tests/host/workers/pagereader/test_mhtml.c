/* test_mhtml.c: web archives, as Chromium writes them and as others might. */
#include "test.h"

#include "read_page.h"

#define HEAD                                                                   \
	"From: <Saved by Blink>\r\n"                                           \
	"Snapshot-Content-Location: https://a.example/dir/p.html\r\n"          \
	"Subject: =?utf-8?Q?A=20page?=\r\n"                                    \
	"Date: Sun, 22 Nov 2026 20:00:00 -0000\r\n"                            \
	"MIME-Version: 1.0\r\n"                                                \
	"Content-Type: multipart/related;\r\n"                                 \
	"\ttype=\"text/html\";\r\n"                                            \
	"\tboundary=\"----MultipartBoundary--x----\"\r\n\r\n\r\n"
#define NEXT "------MultipartBoundary--x----\r\n"
#define LAST "------MultipartBoundary--x------\r\n"

static const char archive[] = HEAD NEXT
    "Content-Type: text/html\r\n"
    "Content-ID: <frame-1@mhtml.blink>\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://a.example/dir/p.html\r\n\r\n"
    "<!DOCTYPE html><meta charset=3D\"utf-8\"><title>=C3=84</title>\r\n"
    "<img src=3D\"https://a.example/a=\r\n.jpg\"><img src=3D\"cid:b@x\">\r\n"
    "<img src=3D\"c.jpg\"><img src=3Dmissing.jpg><img src=3Dicon.svg>\r\n" NEXT
    "Content-Type: image/jpeg\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Location: https://a.example/a.jpg\r\n\r\n"
    "QUFB\r\nQQ==\r\n\r\n" NEXT "Content-Type: image/png\r\n"
    "Content-ID: <b@x>\r\n"
    "Content-Transfer-Encoding: binary\r\n\r\n"
    "B\0\r\nB\r\n" NEXT "Content-Type: image/gif\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://a.example/dir/c.jpg\r\n\r\n"
    "C=00=\r\nC\r\n" NEXT "Content-Type: text/css\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://a.example/css/s.css\r\n\r\n"
    "a{b:url(../d.jpg)}\r\n" NEXT "Content-Type: image/jpeg\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Location: https://a.example/unseen.jpg\r\n\r\n"
    "RQ==\r\n" NEXT "Content-Type: image/svg+xml\r\n"
    "Content-Location: https://a.example/dir/icon.svg\r\n\r\n<svg/>\r\n" LAST;

TEST(finds_the_parts_that_a_page_shows)
{
	static const struct {
		enum ipc_page_kind kind;
		const char *address;
		const char *bytes;
		size_t size;
	} expected[] = {
	    {IPC_PAGE_IMG, "https://a.example/a.jpg", "AAAA", 4},
	    {IPC_PAGE_IMG, "cid:b@x", "B\0\r\nB", 5},
	    {IPC_PAGE_IMG, "https://a.example/dir/c.jpg", "C\0C", 3},
	    {IPC_PAGE_IMG, "https://a.example/dir/missing.jpg", "", 0},
	    {IPC_PAGE_IMG, "https://a.example/dir/icon.svg", "", 0},
	    {IPC_PAGE_CSS, "https://a.example/d.jpg", "", 0},
	    {IPC_PAGE_PART, "https://a.example/unseen.jpg", "E", 1},
	};
	struct read_page page;

	(void)state;
	read_page(archive, sizeof(archive) - 1, NULL, &page);
	assert_int_equal(page.answer.status, IPC_PAGE_OK);
	assert_true(page.answer.archive);
	assert_false(page.answer.cut);
	assert_string_equal(page.answer.title, "\xc3\x84");
	assert_string_equal(page.answer.url, "https://a.example/dir/p.html");
	for (unsigned i = 0; i < page.answer.count; i++) {
		const struct ipc_page_picture *got = &page.answer.pictures[i];

		assert_string_equal(got->address, expected[i].address);
		assert_int_equal(got->kind, expected[i].kind);
		assert_int_equal(got->size, expected[i].size);
		assert_memory_equal(page.room + got->offset, expected[i].bytes,
				    expected[i].size);
	}
	assert_int_equal(page.answer.count,
			 sizeof(expected) / sizeof(expected[0]));
	read_page_free(&page);
}

/* The archive cut anywhere gives fewer pictures, never others. */
TEST(survives_every_truncation)
{
	(void)state;
	for (size_t size = 0; size < sizeof(archive) - 1; size++) {
		struct read_page page;

		read_page(archive, size, NULL, &page);
		assert_true(page.answer.count <= 7);
		read_page_free(&page);
	}
}

static void mhtml_counts(const char *text, unsigned count,
			 enum ipc_page_status status)
{
	struct read_page page;

	read_page(text, strlen(text), NULL, &page);
	assert_int_equal(page.answer.status, status);
	assert_int_equal(page.answer.count, count);
	read_page_free(&page);
}

TEST(accepts_bare_line_feeds_and_unquoted_boundaries)
{
	(void)state;
	mhtml_counts("Content-Type: multipart/related; boundary=x\n\n--x\n"
		     "Content-Type: image/jpeg\n\nabc\n--x--\n",
		     1, IPC_PAGE_OK);
	/* No last boundary, as after a full disk. */
	mhtml_counts("Content-Type: multipart/related; boundary=x\n\n--x\n"
		     "Content-Type: image/jpeg\n\nabc",
		     1, IPC_PAGE_OK);
}

TEST(refuses_boundaries_that_are_none)
{
	(void)state;
	mhtml_counts("Content-Type: multipart/related\n\n--x\n"
		     "Content-Type: image/jpeg\n\nabc\n--x--\n",
		     0, IPC_PAGE_MALFORMED);
	mhtml_counts("Content-Type: multipart/related; boundary=\"\"\n\n--\n"
		     "Content-Type: image/jpeg\n\nabc\n----\n",
		     0, IPC_PAGE_MALFORMED);
	/* Within a line, or longer than ours. */
	mhtml_counts("Content-Type: multipart/related; boundary=x\n\n--x\n"
		     "Content-Type: image/jpeg\n\na--x\n--xy\nb\n--x--\n"
		     "--x\nContent-Type: image/jpeg\n\nafter the end\n",
		     1, IPC_PAGE_OK);
	/* A part that does not end its headers. */
	mhtml_counts("Content-Type: multipart/related; boundary=x\n\n--x\n"
		     "Content-Type: image/jpeg\n--x--\n",
		     0, IPC_PAGE_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finds_the_parts_that_a_page_shows),
	    RUN(survives_every_truncation),
	    RUN(accepts_bare_line_feeds_and_unquoted_boundaries),
	    RUN(refuses_boundaries_that_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
