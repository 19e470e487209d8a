/* test_faces.c: what a face finder is asked and may answer. */
#include <string.h>

#include "test.h"

#include <lenscap/ipc_faces.h>

static const struct ipc_faces_job asked = {640, 480};

static enum lens_err job(uint32_t columns, uint32_t rows)
{
	struct ipc_faces_job in = {columns, rows}, out;
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, 64);
	assert_int_equal(ipc_faces_job_write(&in, &body), LENS_OK);
	err = ipc_faces_job_read(base_buffer_view(&body), &out);
	if (err == LENS_OK)
		assert_true(out.columns == columns && out.rows == rows);
	base_buffer_free(&body);
	return err;
}

TEST(a_job_has_pixels_and_not_too_many)
{
	(void)state;
	assert_int_equal(job(1, 1), LENS_OK);
	assert_int_equal(job(1200, 1000), LENS_OK);
	assert_int_equal(job(1200, 1001), LENS_MALFORMED);
	assert_int_equal(job(0, 5), LENS_MALFORMED);
	assert_int_equal(job(5, 0), LENS_MALFORMED);
	assert_int_equal(job(UINT32_MAX, UINT32_MAX), LENS_MALFORMED);
}

/* Write an answer, cut or lengthen it, read it. */
static enum lens_err answer(const struct ipc_faces *in, int more,
			    struct ipc_faces *out)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, IPC_FACES_BODY_MAX + 1);
	assert_int_equal(ipc_faces_write(in, &body), LENS_OK);
	if (more > 0)
		assert_int_equal(base_buffer_add(&body, "x", 1), LENS_OK);
	else if (more < 0)
		body.size--;
	err = ipc_faces_read(base_buffer_view(&body), &asked, out);
	base_buffer_free(&body);
	return err;
}

TEST(an_answer_comes_as_it_was_written)
{
	struct ipc_faces in = {.count = IPC_FACES_MAX}, out;

	(void)state;
	for (unsigned i = 0; i < in.count; i++)
		in.faces[i] = (struct ipc_face){i, 2 * i, 640 - i, 480 - 2 * i};
	assert_int_equal(answer(&in, 0, &out), LENS_OK);
	assert_memory_equal(&in, &out, sizeof(in));
	in = (struct ipc_faces){0};
	assert_int_equal(answer(&in, 0, &out), LENS_OK);
	assert_int_equal(out.count, 0);
}

TEST(a_face_lies_within_the_picture)
{
	static const struct ipc_face lies[] = {
	    {0, 0, 0, 10},	   {0, 0, 10, 0},	  {640, 0, 1, 1},
	    {0, 480, 1, 1},	   {1, 0, 640, 1},	  {0, 1, 1, 480},
	    {UINT32_MAX, 0, 2, 2}, {0, UINT32_MAX, 2, 2}, {2, 2, UINT32_MAX, 2},
	    {2, 2, 2, UINT32_MAX}};

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct ipc_faces in = {.count = 2}, out;

		in.faces[0] = (struct ipc_face){1, 1, 9, 9};
		in.faces[1] = lies[i];
		assert_int_equal(answer(&in, 0, &out), LENS_MALFORMED);
		assert_int_equal(out.count, 0);
	}
}

TEST(an_answer_is_neither_cut_nor_longer)
{
	struct ipc_faces in = {.count = 1, .faces = {{1, 1, 9, 9}}}, out;
	uint8_t many[] = {17, 0, 0, 0};

	(void)state;
	assert_int_equal(answer(&in, 1, &out), LENS_MALFORMED);
	assert_int_equal(answer(&in, -1, &out), LENS_MALFORMED);
	assert_int_equal(ipc_faces_read((struct base_view){many, sizeof(many)},
					&asked, &out),
			 LENS_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_job_has_pixels_and_not_too_many),
	    RUN(an_answer_comes_as_it_was_written),
	    RUN(a_face_lies_within_the_picture),
	    RUN(an_answer_is_neither_cut_nor_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
