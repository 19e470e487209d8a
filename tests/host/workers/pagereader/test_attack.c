/*
 * test_attack.c: pages made to be slow.  The trees of gumbo and libxml2 take
 * from half a minute to for ever for the first five; here each megabyte is
 * read in a fraction of a second.
 */
#include <time.h>

#include "test.h"

#include "read_page.h"

#define ATTACK_BYTES (4u << 20)
#ifdef LENSCAP_DEV
#define ATTACK_SECONDS 8.0 /* sanitizers */
#else
#define ATTACK_SECONDS 1.0
#endif

static double attack_clock(void)
{
	struct timespec now;

	/* The process's own time: the machine may be busy. */
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const struct {
	const char *name, *before, *repeat, *after;
} attacks[] = {
    {"nested div", "", "<div>", ""},
    {"nested b, i, font, a", "", "<b><i><font><a>", ""},
    {"nested tables", "", "<table><tr><td>", ""},
    {"attributes", "<p", " a=b", ">"},
    {"different attributes", "<p ", "a\tb c/", ">"},
    {"open tags", "", "<", ""},
    {"unfinished tags", "", "<a ", ""},
    {"unfinished comments", "", "<!--", ""},
    {"comments that nearly end", "<!--", "--!", ""},
    {"dashes", "<!--", "-", ""},
    {"unfinished scripts", "", "<script>", ""},
    {"scripts in scripts", "<script><!--", "<script></script>", ""},
    {"ends that nearly are", "<title>", "</titl", ""},
    {"svg", "", "<svg><foreignObject>", ""},
    {"cdata", "<svg>", "<![CDATA[", ""},
    {"one-letter tags with an attribute", "", "<a b=c>", ""},
    {"the same picture", "", "<img src=a>", ""},
    {"long addresses, the same", "",
     "<img src='/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>",
     ""},
    {"dots", "<base href=x://a/><a href='", "../", ".jpg'>"},
    {"references", "<img src='data:image/gif,", "&amp", "'>"},
    {"numbers", "<img src='data:image/gif,&#", "1", "'>"},
    {"srcset", "<img srcset='data:,", "a 1x,", "'>"},
    {"srcset commas", "<img srcset='data:", ",", "'>"},
    {"srcset words", "<img srcset='data:a", " 1x", "'>"},
    {"srcset parentheses", "<img srcset='data:a (", ",", "'>"},
    {"css", "<style>", "url(", "</style>"},
    {"css strings", "<style>", "'", "</style>"},
    {"css comments", "<style>", "/*/", "</style>"},
    {"css escapes", "<style>a:url(", "\\0 ", ")</style>"},
    {"css sets", "<style>image-set(", " ", "'a.jpg'</style>"},
    {"css words", "<style>", "a ", "</style>"},
    {"json depth", "<script type=application/ld+json>", "[", ""},
    {"json objects", "<script type=application/ld+json>", "{\"image\":", ""},
    {"json strings", "<script type=application/ld+json>", "\"", ""},
    {"json escapes", "<script type=application/ld+json>{\"image\":\"",
     "\\u0041", "\"}"},
    {"json spaces", "<script type=application/ld+json>{\"a\"", " ", ""},
    {"images in a string", "<script type=application/json>{\"a\":\"", "<img ",
     "\"}</script>"},
    {"addresses in a string", "<script type=application/json>{\"a\":\"",
     "<img src='a ", "\"}</script>"},
    {"objects in escapes", "<script type=application/json>{\"a\":\"",
     "{\\u0022a\\u0022:", "\"}</script>"},
    {"names without quotes", "<script>x(", "{a:", ""},
    {"templates", "<script>x(", "{a:`", ""},
    {"sums", "<script>x({a:", "'b'+", "})</script>"},
    {"braces in escapes", "<script type=application/json>{\"a\":\"",
     "\\x7b\\n ", "\"}</script>"},
    {"names of photos", "<script>", "'a.jpg' ", "</script>"},
    {"endings that are none", "<script>", ".jpg.", "</script>"},
    {"strings that are set", "<script>", "=\"[\\n", ""},
    {"names that nearly are", "<script>x({", "a b ", ""},
    {"items that refer", "",
     "<p itemscope itemtype=https://schema.org/Person itemref='a b c' id=a>",
     ""},
    {"base64", "<img src='data:image/gif;base64,", "QUFB", "'>"},
    {"base64 spaces", "<img src='data:image/gif;base64,", " ", "'>"},
    {"styles in svg", "<svg><style>", "<a>x", ""},
    {"parts", "Content-Type: multipart/related; boundary=x\n\n",
     "--x\nA: b\n\n", ""},
    {"almost parts", "Content-Type: multipart/related; boundary=x\n\n--x\n",
     "\n--xx", ""},
    {"part headers", "Content-Type: multipart/related; boundary=x\n\n--x\n",
     "A: b\n c\n", ""},
    {"parts without an end", "Content-Type: multipart/related; boundary=x\n\n",
     "--x\n", ""},
    {"quoted-printable",
     "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
     "text/html\nContent-Transfer-Encoding: quoted-printable\n\n",
     "=   ", "\n--x--"},
};

/* Read a page: how many seconds that took. */
static double attack_read(const struct base_buffer *page, struct read_page *out)
{
	double started = attack_clock();

	read_page(page->data, page->size, "https://a.example/", out);
	return attack_clock() - started;
}

static void attack_page(size_t i, struct base_buffer *page)
{
	base_buffer_init(page, ATTACK_BYTES + 4096);
	assert_int_equal(base_buffer_add_text(page, attacks[i].before),
			 LENS_OK);
	while (page->size < ATTACK_BYTES)
		assert_int_equal(base_buffer_add_text(page, attacks[i].repeat),
				 LENS_OK);
	assert_int_equal(base_buffer_add_text(page, attacks[i].after), LENS_OK);
}

TEST(reads_four_hostile_megabytes_in_a_second)
{
	double slowest = 0;
	const char *which = "";

	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		struct base_buffer page;
		struct read_page read;
		double took;

		attack_page(i, &page);
		took = attack_read(&page, &read);
		if (took > slowest) {
			slowest = took;
			which = attacks[i].name;
		}
		if (took > ATTACK_SECONDS)
			print_message("# %s: %.2f s\n", attacks[i].name, took);
		assert_true(took <= ATTACK_SECONDS);
		read_page_free(&read);
		base_buffer_free(&page);
	}
	print_message("# %zu attacks of 4 MB; the slowest, %s, took %.2f s\n",
		      sizeof(attacks) / sizeof(attacks[0]), which, slowest);
}

static void attack_add(struct base_buffer *page, const char *before, int width,
		       unsigned number, const char *after)
{
	char text[2000];

	snprintf(text, sizeof(text), "%s%0*u%s", before, width, number, after);
	assert_int_equal(base_buffer_add_text(page, text), LENS_OK);
}

/* As many pictures as are listed, under addresses as long as they may be, and
 * as many names of photos in a script as are looked at. */
static void attack_names(struct base_buffer *page)
{
	base_buffer_init(page, ATTACK_BYTES);
	attack_add(page, "<base href='/", 1800, 0, "/'>");
	for (unsigned i = 0; i < 5000; i++)
		attack_add(page, "<img src=", 1, i, ">");
	attack_add(page, "<script>", 1, 0, ";");
	for (unsigned i = 0; i < 1000; i++)
		attack_add(page, "a+'", 1, i, ".jpg';");
}

TEST(looks_for_names_in_long_addresses_within_a_second)
{
	struct base_buffer page;
	struct read_page read;
	double took;

	(void)state;
	attack_names(&page);
	took = attack_read(&page, &read);
	print_message("# %u pictures, %u names more: %.2f s\n",
		      read.answer.count, read.answer.unread, took);
	assert_int_equal(read.answer.count, 5000);
	assert_true(read.answer.unread > 0);
	assert_true(took <= ATTACK_SECONDS);
	read_page_free(&read);
	base_buffer_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_four_hostile_megabytes_in_a_second),
	    RUN(looks_for_names_in_long_addresses_within_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
