/* test_pdf.c: the words and pictures of a PDF, each once. */
#include <string.h>

#include "test.h"

#include "workers/pdf/pdf.h"

#define MOST (1u << 20)

static struct {
	struct base_buffer file;
	struct ipc_page answer;
	uint8_t room[MOST];
} made;

/* The objects that every file here has: two pages, each with its own text and
 * two of the pictures /A, /B and /C. */
static const char head[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
    "5 0 obj<</Font<</F 6 0 R>>/XObject<</A 7 0 R/B 8 0 R/C 9 0 R>>>>endobj\n"
    "6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n";

static void add(const char *text)
{
	assert_int_equal(base_buffer_add_text(&made.file, text), LENS_OK);
}

static void add_page(unsigned object, unsigned content, const char *drawn)
{
	char *text = base_format(
	    "%u 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources "
	    "5 0 R/Contents %u 0 R>>endobj\n%u 0 obj<</Length %zu>>stream\n"
	    "%s\nendstream endobj\n",
	    object, content, content, strlen(drawn), drawn);

	add(text);
	free(text);
}

/* Grey, and lighter to the right, so that none is empty. */
static void add_picture(unsigned object, unsigned width, unsigned height,
			uint8_t first)
{
	char *text =
	    base_format("%u 0 obj<</Type/XObject/Subtype/Image/Width %u/Height "
			"%u/ColorSpace/DeviceGray/BitsPerComponent 8/Length "
			"%u>>stream\n",
			object, width, height, width * height);

	add(text);
	free(text);
	for (unsigned i = 0; i < width * height; i++) {
		const uint8_t grey = (uint8_t)(first + i % width);

		assert_int_equal(base_buffer_add(&made.file, &grey, 1),
				 LENS_OK);
	}
	add("\nendstream endobj\n");
}

static void begin(const char *first, const char *second)
{
	char *text = base_copy(head);

	base_buffer_init(&made.file, MOST);
	add(text);
	free(text);
	add_page(3, 10, first);
	add_page(4, 11, second);
	add_picture(7, 49, 48, 1);
	add_picture(8, 48, 48, 1);
	add_picture(9, 49, 48, 99);
	add("trailer<</Root 1 0 R>>\n");
}

static void read_into(size_t room)
{
	memset(&made.answer, 0, sizeof(made.answer));
	memset(made.room, 0, sizeof(made.room));
	pdf_read(base_buffer_view(&made.file), made.room, room, &made.answer);
}

static void end(void)
{
	ipc_page_free(&made.answer);
	base_buffer_free(&made.file);
}

static void is_picture(unsigned i, const char *page, uint32_t width, bool icon)
{
	const struct ipc_page_picture *picture = &made.answer.pictures[i];
	uint64_t at = 0;

	for (unsigned k = 0; k < i; k++)
		at += made.answer.pictures[k].size;
	assert_string_equal(picture->address, page);
	assert_int_equal(picture->width, width);
	assert_int_equal(picture->height, 48);
	assert_int_equal(picture->icon, icon);
	assert_int_equal(picture->same, i);
	assert_true(picture->size > 60);
	assert_memory_equal(made.room + at, "\x89PNG\r\n", 6);
}

TEST(each_picture_is_told_once_with_its_first_page)
{
	(void)state;
	begin("/A Do", "/A Do /C Do");
	read_into(MOST);
	assert_int_equal(made.answer.status, IPC_PAGE_OK);
	assert_int_equal(made.answer.count, 2);
	is_picture(0, "p.1", 49, false);
	/* As large as the first, and another one. */
	is_picture(1, "p.2", 49, false);
	assert_false(made.answer.cut);
	assert_int_equal(made.answer.left_out, 0);
	assert_int_equal(made.answer.canvases, 2);
	end();
	begin("/B Do", "/B Do /A Do");
	read_into(MOST);
	assert_int_equal(made.answer.count, 2);
	is_picture(0, "p.1", 48, true);
	is_picture(1, "p.2", 49, false);
	end();
}

TEST(a_page_without_words_is_counted)
{
	(void)state;
	begin("BT /F 12 Tf 20 200 Td (We hold your photo.) Tj ET", "/A Do");
	read_into(MOST);
	assert_int_equal(made.answer.canvases, 1);
	assert_int_equal(made.answer.fact_count, 1);
	assert_string_equal(made.answer.facts[0].value, "We hold your photo.");
	assert_int_equal(made.answer.count, 1);
	is_picture(0, "p.2", 49, false);
	end();
}

/* What has no room is left out whole, and said to be. */
TEST(says_how_many_pictures_had_no_room)
{
	size_t first;

	(void)state;
	begin("/A Do /C Do", "/B Do");
	read_into(MOST);
	assert_int_equal(made.answer.count, 3);
	first = made.answer.pictures[0].size;
	ipc_page_free(&made.answer);
	read_into(first);
	assert_int_equal(made.answer.count, 1);
	assert_int_equal(made.answer.left_out, 2);
	assert_true(made.answer.cut);
	ipc_page_free(&made.answer);
	read_into(first - 1);
	/* The next that is smaller has its place. */
	assert_int_equal(made.answer.left_out, 3 - made.answer.count);
	assert_true(made.answer.cut);
	end();
}

TEST(what_is_no_pdf_is_malformed_and_says_nothing)
{
	(void)state;
	base_buffer_init(&made.file, MOST);
	add("%PDF-1.4 and no more");
	read_into(MOST);
	assert_int_equal(made.answer.status, IPC_PAGE_MALFORMED);
	assert_int_equal(made.answer.count, 0);
	assert_null(made.answer.pictures);
	assert_false(made.answer.password);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(each_picture_is_told_once_with_its_first_page),
	    RUN(a_page_without_words_is_counted),
	    RUN(says_how_many_pictures_had_no_room),
	    RUN(what_is_no_pdf_is_malformed_and_says_nothing),
	};

	pdf_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
