/*
 * test_changing_file.c: files that somebody else cuts, removes or lengthens
 * while the real decoder reads them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include <lenscap/clients_decoder.h>

/* From where this test lies, beside which workers are looked for. */
#define CHANGING_DECODER "../../" CLIENTS_DECODER

/* Takes the decoder long enough to hash that we are always quicker. */
#define CHANGING_BYTES (200 << 20)

static struct clients_decoders *changing_pool(void)
{
	char *path = clients_worker_path(CHANGING_DECODER);
	struct clients_decoders *pool;

	assert_non_null(path);
	pool = clients_decoders_open(
	    &(struct clients_decoders_options){.slots = 1, .main = path});
	free(path);
	return pool;
}

static void changing_write(int fd, const void *data, size_t size)
{
	assert_int_equal(write(fd, data, size), (ssize_t)size);
}

/* A GIF of one white pixel, and zeros after its end. */
static void changing_fill(int fd)
{
	static const uint8_t gif[] = {
	    'G', 'I', 'F', '8', '9', 'a', 1, 0,	   1, 0, 0x80, 0,
	    0,	 255, 255, 255, 0,   0,	  0, ',',  0, 0, 0,    0,
	    1,	 0,   1,   0,	0,   2,	  2, 0x44, 1, 0, ';'};

	changing_write(fd, gif, sizeof(gif));
	assert_int_equal(ftruncate(fd, CHANGING_BYTES), 0);
}

static enum ipc_picture_status changing_wait(struct clients_decoders *pool)
{
	static struct ipc_picture answer;
	void *tag;

	assert_int_equal(clients_decoders_wait(pool, -1, &tag, &answer),
			 LENS_OK);
	return answer.status;
}

/* The next picture is read as if nothing had been. */
static void changing_reads_on(struct clients_decoders *pool)
{
	int fd = memfd_create("picture", MFD_CLOEXEC);

	assert_true(fd >= 0);
	changing_fill(fd);
	assert_int_equal(ftruncate(fd, 4096), 0);
	clients_decoders_ask(pool, fd, &(struct ipc_picture_job){.full = false},
			     NULL);
	assert_int_equal(changing_wait(pool), IPC_PICTURE_OK);
}

static void says_so_of_a_file_cut_while_read(void **state)
{
	struct clients_decoders *pool = changing_pool();
	int fd = memfd_create("picture", MFD_CLOEXEC);
	int ours = dup(fd);

	(void)state;
	assert_true(fd >= 0 && ours >= 0);
	changing_reads_on(pool); /* so that the worker is there already */
	changing_fill(fd);
	clients_decoders_ask(pool, fd, &(struct ipc_picture_job){.full = false},
			     NULL);
	assert_int_equal(ftruncate(ours, 0), 0);
#ifdef LENSCAP_DEV
	/* The sanitizers catch the signal that says it. */
	assert_int_equal(changing_wait(pool), IPC_PICTURE_CRASHED);
#else
	assert_int_equal(changing_wait(pool), IPC_PICTURE_CHANGED);
#endif
	close(ours);
	changing_reads_on(pool);
	clients_decoders_close(pool);
}

static void reads_a_file_that_is_removed(void **state)
{
	struct clients_decoders *pool = changing_pool();
	char path[] = "/tmp/lenscap-removed-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	changing_fill(fd);
	clients_decoders_ask(pool, fd, &(struct ipc_picture_job){.full = false},
			     NULL);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(changing_wait(pool), IPC_PICTURE_OK);
	clients_decoders_close(pool);
}

static void reads_what_was_there_of_a_growing_file(void **state)
{
	struct clients_decoders *pool = changing_pool();
	int fd = memfd_create("picture", MFD_CLOEXEC);
	int ours = dup(fd);

	(void)state;
	assert_true(fd >= 0 && ours >= 0);
	changing_fill(fd);
	clients_decoders_ask(pool, fd, &(struct ipc_picture_job){.full = false},
			     NULL);
	assert_int_equal(ftruncate(ours, 2l * CHANGING_BYTES), 0);
	assert_int_equal(changing_wait(pool), IPC_PICTURE_OK);
	close(ours);
	clients_decoders_close(pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_so_of_a_file_cut_while_read),
	    cmocka_unit_test(reads_a_file_that_is_removed),
	    cmocka_unit_test(reads_what_was_there_of_a_growing_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
