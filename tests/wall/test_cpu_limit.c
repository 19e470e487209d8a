/*
 * test_cpu_limit.c: a picture that takes too much computing is stopped by the
 * processor time it has used, and told so, however busy the machine is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_decoder.h>

/* From where this test lies, beside which workers are looked for. */
#define LIMIT_DECODER "../../" CLIENTS_DECODER
#define LIMIT_WALL_MS 300000
#define LIMIT_SCANS 60000

/* ---- The picture ---- */

/* A table of quantisation, one of DC codes, one of AC codes: runs of EOB. */
static void limit_tables(struct base_buffer *out)
{
	static const uint8_t start[] = {0xff, 0xd8, 0xff, 0xdb, 0, 67, 0};
	static const uint8_t dc[] = {0xff, 0xc4, 0, 20, 0x00, 1};
	static const uint8_t ac[] = {0xff, 0xc4, 0, 20, 0x10, 1};
	static const uint8_t ones[64] = {[0 ... 63] = 1}, rest[15];
	static const uint8_t none = 0, run = 0xe0;
	const struct base_view parts[] = {
	    {start, sizeof(start)},
	    {ones, sizeof(ones)},
	    {dc, sizeof(dc)},
	    {rest, sizeof(rest)},
	    {&none, 1},
	    {ac, sizeof(ac)},
	    {rest, sizeof(rest)},
	    {&run, 1},
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		assert_int_equal(
		    base_buffer_add(out, parts[i].data, parts[i].size),
		    LENS_OK);
}

/*
 * 5000 * 5000 grey, progressive.  Each scan says of one coefficient that it is
 * 0 in all 390,625 blocks: a few bytes to send, and a walk through all blocks.
 */
static void limit_picture(struct base_buffer *out)
{
	static const uint8_t frame[] = {0xff, 0xc2, 0, 11, 8,	 0x13, 0x88,
					0x13, 0x88, 1, 1,  0x11, 0};
	static const uint8_t scan[] = {0xff, 0xda, 0, 8, 1, 1, 0, 63, 63, 0};
	static const uint8_t runs[] = {0x7f, 0x7e};
	static const uint8_t last = 0;

	limit_tables(out);
	assert_int_equal(base_buffer_add(out, frame, sizeof(frame)), LENS_OK);
	for (unsigned i = 0; i < LIMIT_SCANS; i++) {
		assert_int_equal(base_buffer_add(out, scan, sizeof(scan)),
				 LENS_OK);
		for (unsigned r = 0; r < 13; r++)
			assert_int_equal(
			    base_buffer_add(out, runs, sizeof(runs)), LENS_OK);
		assert_int_equal(base_buffer_add(out, &last, 1), LENS_OK);
	}
	assert_int_equal(base_buffer_add(out, "\xff\xd9", 2), LENS_OK);
}

/* ---- The limit ---- */

static void stops_at_ten_seconds_of_computing(void **state)
{
	static struct ipc_picture answer;
	char *path = clients_worker_path(LIMIT_DECODER);
	struct clients_decoders *pool;
	struct base_buffer picture;
	int fd = memfd_create("picture", MFD_CLOEXEC);
	void *tag;

	(void)state;
	assert_non_null(path);
	assert_true(fd >= 0);
	base_buffer_init(&picture, 16 << 20);
	limit_picture(&picture);
	assert_int_equal(base_write_all(fd, base_buffer_view(&picture)),
			 LENS_OK);
	base_buffer_free(&picture);
	pool = clients_decoders_open(&(struct clients_decoders_options){
	    .slots = 1, .main = path, .wall_ms = LIMIT_WALL_MS});
	free(path);
	clients_decoders_ask(pool, fd, &(struct ipc_picture_job){.full = false},
			     NULL);
	assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
			 LENS_OK);
	clients_decoders_close(pool);
	assert_int_equal(answer.status, IPC_PICTURE_TOO_MUCH_CPU);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(stops_at_ten_seconds_of_computing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
