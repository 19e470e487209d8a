/*
 * fuzz_ipc.c: what the core reads from a worker.  The first byte chooses: a
 * picture's answer, a hello, an end, a job, a stream of messages that come in
 * pieces and with descriptors, or a short body that no other target reads.
 * Every other input is made anew: valid but for one field (frames.h).
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "frames.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
			       unsigned seed);

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
	ipc_picture_free(&picture);
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
	struct ipc_picture_end end;

	(void)!ipc_picture_end_read(body, &end);
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
	struct ipc_faces_job faces_job;
	struct ipc_faces faces;
	uint64_t bytes;

	if (ipc_unpack_job_read(body, &source, &bytes) == LENS_OK &&
	    source >= IPC_UNPACK_SOURCES)
		abort();
	(void)!ipc_mail_job_read(body, &bytes);
	(void)!ipc_clean_job_read(body, &job);
	(void)!ipc_clean_read(body, &clean);
	(void)!ipc_faces_job_read(body, &faces_job);
	if (ipc_faces_read(body, &(struct ipc_faces_job){640, 480}, &faces) ==
		LENS_OK &&
	    faces.count > IPC_FACES_MAX)
		abort();
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

/* ---- What is tried ---- */

#define FUZZ_STREAM 4 /* of the table below: frames in pieces */

static const struct {
	void (*read)(struct base_view body);
	void (*make)(struct frames *frames);
	uint32_t kind; /* of the frame that has such a body */
} fuzz_kinds[] = {
    {fuzz_picture, frames_picture, IPC_PICTURE},
    {fuzz_hello, frames_hello, IPC_HELLO},
    {fuzz_end, frames_end, IPC_PICTURE_END},
    {fuzz_job, frames_job, IPC_PICTURE_JOB},
    [FUZZ_STREAM] = {fuzz_stream, NULL, 0},
    {fuzz_short, frames_short, IPC_CLEAN},
};
#define FUZZ_KINDS (sizeof(fuzz_kinds) / sizeof(fuzz_kinds[0]))

/* A body of that kind with a field wrong; its size. */
static size_t fuzz_make(struct frames *frames, uint32_t kind, uint8_t *out)
{
	struct base_buffer body;
	size_t size;

	base_buffer_init(&body, FRAMES_ROOM - 1);
	frames->body = &body;
	frames->err = LENS_OK;
	fuzz_kinds[kind].make(frames);
	if (frames->err != LENS_OK)
		abort(); /* what is valid can be written */
	size = body.size;
	memcpy(out, body.data, size);
	base_buffer_free(&body);
	frames_spoil(frames, out, &size);
	return size;
}

/* Frames of one kind after another, in pieces, some with descriptors. */
static size_t fuzz_make_stream(struct frames *frames, uint8_t *out,
			       size_t capacity)
{
	static uint8_t frame[FRAMES_ROOM + IPC_HEADER];
	size_t used = 0;

	for (uint32_t left = 1 + frames_draw(frames, 3); left > 0; left--) {
		uint32_t kind = frames_draw(frames, FUZZ_STREAM);
		size_t size = fuzz_make(frames, kind, frame + IPC_HEADER);

		base_put_u32(frame, fuzz_kinds[kind].kind);
		base_put_u32(frame + 4, (uint32_t)size);
		size += IPC_HEADER;
		if (frames_draw(frames, 8) == 0)
			frames_spoil(frames, frame, &size);
		for (size_t at = 0, piece; at < size; at += piece) {
			uint8_t mark =
			    frames_draw(frames, 30)
				? 0
				: (uint8_t)(64 << frames_draw(frames, 2));

			piece = 1 + frames_draw(frames, 63);
			if (piece > size - at)
				piece = size - at;
			if (used + piece + 1 > capacity)
				return used;
			out[used++] = (uint8_t)(mark | piece);
			memcpy(out + used, frame + at, piece);
			used += piece;
		}
	}
	return used;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
			       unsigned seed)
{
	static uint8_t body[FRAMES_ROOM];
	struct frames frames = {.state = seed};
	uint32_t kind = frames_draw(&frames, FUZZ_KINDS);
	size_t made;

	if (frames_draw(&frames, 2) == 0)
		return LLVMFuzzerMutate(data, size, max_size);
	made = kind == FUZZ_STREAM
		   ? fuzz_make_stream(&frames, body, sizeof(body))
		   : fuzz_make(&frames, kind, body);
	if (made + 1 > max_size)
		return LLVMFuzzerMutate(data, size, max_size);
	data[0] = (uint8_t)kind;
	memcpy(data + 1, body, made);
	return made + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || data[0] >= FUZZ_KINDS)
		return 0;
	fuzz_kinds[data[0]].read((struct base_view){data + 1, size - 1});
	return 0;
}
