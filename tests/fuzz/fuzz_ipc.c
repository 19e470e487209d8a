/*
 * fuzz_ipc.c: what the core reads from a worker.  The first byte chooses: a
 * picture's answer, a hello, an end, a job, a stream of messages that come in
 * pieces and with descriptors, or a short body that no other target reads.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ipc_clean.h>
#include <lenscap/ipc_keyring.h>
#include <lenscap/ipc_mail.h>
#include <lenscap/ipc_picture.h>
#include <lenscap/ipc_unpack.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- Bodies ---- */

static void fuzz_same(struct base_view body, enum lens_err err,
		      const struct base_buffer *again)
{
	/* There is one way to say a thing, so what was read is what is
	 * written. */
	if (err != LENS_OK || again->size != body.size ||
	    (body.size > 0 && memcmp(again->data, body.data, body.size) != 0))
		abort();
}

static void fuzz_picture(struct base_view body)
{
	static struct ipc_picture picture;
	struct base_buffer again;

	base_buffer_init(&again, 1 << 20);
	if (ipc_picture_read(body, &picture) == LENS_OK)
		fuzz_same(body, ipc_picture_write(&picture, &again), &again);
	else if (picture.status != IPC_PICTURE_LIED || picture.count != 0)
		abort();
	base_buffer_free(&again);
}

static void fuzz_hello(struct base_view body)
{
	struct ipc_hello hello;
	struct base_buffer again;

	base_buffer_init(&again, 1 << 20);
	if (ipc_hello_read(body, &hello) == LENS_OK)
		fuzz_same(body, ipc_hello_write(&hello, &again), &again);
	base_buffer_free(&again);
}

static void fuzz_end(struct base_view body)
{
	uint32_t signal;

	(void)!ipc_picture_end_read(body, &signal);
}

static void fuzz_job(struct base_view body)
{
	struct ipc_picture_job job;

	(void)!ipc_picture_job_read(body, &job);
}

/* What is read is written the same, where it can be written. */
static void fuzz_keyring(struct base_view body)
{
	struct ipc_keyring_job job;
	struct ipc_keyring answer;
	struct base_buffer again;
	enum lens_err err = ipc_keyring_job_read(body, &job);

	base_buffer_init(&again, body.size + 1);
	if (err == LENS_OK)
		fuzz_same(body, ipc_keyring_job_write(&job, &again), &again);
	base_buffer_free(&again);
	base_buffer_init(&again, body.size + 1);
	err = ipc_keyring_read(body, &answer);
	if (err == LENS_OK)
		fuzz_same(body, ipc_keyring_write(&answer, &again), &again);
	base_buffer_free(&again);
}

static void fuzz_short(struct base_view body)
{
	enum ipc_unpack_source source;
	struct ipc_clean_job job;
	struct ipc_clean clean;
	uint64_t bytes;

	if (ipc_unpack_job_read(body, &source, &bytes) == LENS_OK &&
	    source >= IPC_UNPACK_SOURCES)
		abort();
	(void)!ipc_mail_job_read(body, &bytes);
	(void)!ipc_clean_job_read(body, &job);
	(void)!ipc_clean_read(body, &clean);
	fuzz_keyring(body);
}

/* ---- A stream ---- */

/* Never an end of the pair: a stream that holds itself would never end. */
static int fuzz_other(void)
{
	static int other = -1;

	if (other < 0)
		other = memfd_create("other", MFD_CLOEXEC);
	return other;
}

static void fuzz_write(int fd, struct base_view piece, unsigned descriptors)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(3 * sizeof(int))];
	} control = {0};
	struct iovec part = {(void *)piece.data, piece.size};
	struct msghdr envelope = {.msg_iov = &part, .msg_iovlen = 1};
	int fds[3] = {fuzz_other(), fuzz_other(), fuzz_other()};

	if (descriptors > 0) {
		envelope.msg_control = control.room;
		envelope.msg_controllen = CMSG_SPACE(descriptors * sizeof(int));
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN(descriptors * sizeof(int));
		memcpy(CMSG_DATA(&control.header), fds,
		       descriptors * sizeof(int));
	}
	if (sendmsg(fd, &envelope, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 &&
	    errno != EAGAIN && errno != EPIPE)
		abort();
}

/*
 * A piece: a byte whose low six bits are its length, bit 6 sends one
 * descriptor with it, bit 7 three; then its bytes.
 */
static struct base_view fuzz_piece(struct base_view *stream, uint8_t *mark)
{
	struct base_view piece;
	size_t size;

	*mark = stream->data[0];
	*stream = base_view_part(*stream, 1, stream->size - 1);
	size = *mark & 63;
	if (size > stream->size)
		size = stream->size;
	piece = base_view_part(*stream, 0, size);
	*stream = base_view_part(*stream, size, stream->size - size);
	return piece;
}

static enum lens_err fuzz_take(int fd, struct ipc_incoming *incoming)
{
	bool complete = true;
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && complete) {
		err = ipc_incoming_read(fd, incoming, &complete);
		if (!complete)
			continue;
		if (incoming->message.body.size > 32768)
			abort();
		ipc_incoming_free(incoming);
		ipc_incoming_init(incoming);
	}
	return err;
}

static void fuzz_stream(struct base_view stream)
{
	struct ipc_incoming incoming;
	enum lens_err err = LENS_OK;
	int pair[2], lowest, after;

	(void)fuzz_other();
	lowest = dup(0);
	close(lowest);
	if (ipc_pair(pair) != LENS_OK)
		abort();
	ipc_incoming_init(&incoming);
	while (err == LENS_OK && stream.size > 0) {
		uint8_t mark;
		struct base_view piece = fuzz_piece(&stream, &mark);

		if (piece.size > 0)
			fuzz_write(pair[1], piece,
				   mark & 128  ? 3u
				   : mark & 64 ? 1u
					       : 0u);
		err = fuzz_take(pair[0], &incoming);
	}
	base_close(&pair[1]);
	if (err == LENS_OK && fuzz_take(pair[0], &incoming) == LENS_OK)
		abort(); /* an ended stream says so */
	ipc_incoming_free(&incoming);
	base_close(&pair[0]);
	after = dup(0);
	close(after);
	if (after != lowest)
		abort(); /* a descriptor stayed open */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(struct base_view) = {
	    fuzz_picture, fuzz_hello,  fuzz_end,
	    fuzz_job,	  fuzz_stream, fuzz_short};

	if (size == 0 || data[0] >= sizeof(readers) / sizeof(readers[0]))
		return 0;
	readers[data[0]]((struct base_view){data + 1, size - 1});
	return 0;
}
