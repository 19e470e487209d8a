/*
 * frames.h: valid bodies and frames of what workers say, from a seed, and one
 * thing in them that is wrong.  Noise ends at the first length; what is right
 * but for one field is what a worker that was taken over would send.
 */
#ifndef LENSCAP_FUZZ_FRAMES_H
#define LENSCAP_FUZZ_FRAMES_H

#include <stdlib.h>

#include <lenscap/ipc_clean.h>
#include <lenscap/ipc_faces.h>
#include <lenscap/ipc_keyring.h>
#include <lenscap/ipc_mail.h>
#include <lenscap/ipc_unpack.h>

#define FRAMES_ROOM 65536
#define FRAMES_EXTRA 600 /* bytes at most: small inputs are fast */

struct frames {
	uint64_t state;
	struct base_buffer *body;
	enum lens_err err;
};

/* The next number below that (0: of 32 bits); splitmix64. */
static inline uint32_t frames_draw(struct frames *frames, uint32_t below)
{
	uint64_t z = frames->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return below == 0 ? (uint32_t)z : (uint32_t)(z >> 32) % below;
}

static inline void frames_bytes(struct frames *frames, void *out, size_t size)
{
	for (size_t i = 0; i < size; i++)
		((uint8_t *)out)[i] = (uint8_t)frames_draw(frames, 256);
}

/* Printable; none, short or as long as may be. */
static inline void frames_text(struct frames *frames, char *out)
{
	static const uint32_t lengths[] = {0, 1, 9, 40, IPC_TEXT_MAX - 1};
	uint32_t length = lengths[frames_draw(frames, 5)];

	for (uint32_t i = 0; i < length; i++)
		out[i] = (char)(0x21 + frames_draw(frames, 0x5e));
	out[length] = '\0';
}

static inline void frames_picture(struct frames *frames)
{
	static struct ipc_picture picture;
	uint8_t extra[FRAMES_EXTRA];

	picture = (struct ipc_picture){
	    .status = frames_draw(frames, 2)
			  ? IPC_PICTURE_OK
			  : frames_draw(frames, IPC_PICTURE_TOO_MUCH_CPU),
	    .format = 1 + frames_draw(frames, IPC_FORMATS - 1),
	    .damaged = frames_draw(frames, 2),
	    .animated = frames_draw(frames, 2),
	    .orientation = (uint8_t)frames_draw(frames, 9),
	    .width = 1 + frames_draw(frames, 14000),
	    .height = 1 + frames_draw(frames, 14000),
	    .hashed = true,
	    .count = frames_draw(frames, 4) ? frames_draw(frames, 4)
					    : IPC_FINDINGS_MAX,
	    .unread_bytes = frames_draw(frames, IPC_PICTURE_BYTES_MAX),
	    .hiddens = frames_draw(frames, 4) ? frames_draw(frames, 4)
					      : IPC_HIDDEN_MAX};
	frames_bytes(frames, picture.sha256, sizeof(picture.sha256));
	picture.fingerprint.pdq_quality = (uint8_t)frames_draw(frames, 101);
	for (unsigned i = 0; i < picture.count; i++) {
		picture.findings[i].kind = frames_draw(frames, IPC_FINDINGS);
		frames_text(frames, picture.findings[i].detail);
	}
	for (unsigned i = 0; i < picture.hiddens; i++)
		picture.hidden[i] = (struct ipc_hidden){
		    .kind = frames_draw(frames, IPC_HIDDENS),
		    .bytes = 1 + frames_draw(frames, 1u << 20),
		    .offset = frames_draw(frames, 1u << 27)};
	for (unsigned i = 0; i < IPC_EXTRAS; i++) {
		uint32_t size =
		    frames_draw(frames, 2) ? frames_draw(frames, 33) : 0;

		frames_bytes(frames, extra, size);
		base_buffer_init(&picture.extras[i], FRAMES_EXTRA);
		if (base_buffer_add(&picture.extras[i], extra, size) != LENS_OK)
			abort();
	}
	frames->err = ipc_picture_write(&picture, frames->body);
	ipc_picture_free(&picture);
}

static inline void frames_hello(struct frames *frames)
{
	struct ipc_hello hello = {.version = frames_draw(frames, 3)};

	frames_text(frames, hello.refusal);
	frames_text(frames, hello.libraries);
	frames->err = ipc_hello_write(&hello, frames->body);
}

static inline void frames_end(struct frames *frames)
{
	struct ipc_picture_end end = {.signal = frames_draw(frames, 65)};

	frames->err = ipc_picture_end_write(&end, frames->body);
}

static inline void frames_job(struct frames *frames)
{
	struct ipc_picture_job job = {.bytes = frames_draw(frames, 1u << 29),
				      .full = frames_draw(frames, 2),
				      .words = frames_draw(frames, 2)};

	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		job.wants[i] = frames_draw(frames, 2);
	frames->err = ipc_picture_job_write(&job, frames->body);
}

/* One of those that have a reader and few bytes. */
static inline void frames_short(struct frames *frames)
{
	const struct ipc_clean_job clean_job = {
	    .bytes = frames_draw(frames, 1u << 29),
	    .end = frames_draw(frames, 2) * 1000,
	    .keep = frames_draw(frames, 2) ? IPC_CLEAN_KINDS : 0};
	const struct ipc_clean clean = {
	    .status = frames_draw(frames, IPC_CLEAN_STATUSES),
	    .format = frames_draw(frames, IPC_FORMATS),
	    .bytes = frames_draw(frames, 1u << 20)};
	struct ipc_keyring_job keyring_job = {
	    .task = frames_draw(frames, IPC_KEYRING_TASKS)};
	struct ipc_keyring keyring = {
	    .status = frames_draw(frames, IPC_KEYRING_SLOW)};

	frames_text(frames, keyring_job.bus);
	frames_bytes(frames, keyring_job.ledger, sizeof(keyring_job.ledger));
	switch (frames_draw(frames, 6)) {
	case 0:
		frames->err =
		    ipc_unpack_job_write(frames_draw(frames, 2),
					 frames_draw(frames, 0), frames->body);
		break;
	case 1:
		frames->err =
		    ipc_mail_job_write(frames_draw(frames, 0), frames->body);
		break;
	case 2:
		frames->err = ipc_clean_job_write(&clean_job, frames->body);
		break;
	case 3:
		frames->err = ipc_clean_write(&clean, frames->body);
		break;
	case 4:
		frames->err = ipc_keyring_job_write(&keyring_job, frames->body);
		break;
	default:
		frames->err = ipc_keyring_write(&keyring, frames->body);
	}
}

/* One field wrong: a byte, a number of four, an end, or something more. */
static inline void frames_spoil(struct frames *frames, uint8_t *body,
				size_t *size)
{
	static const uint32_t numbers[] = {0,	       1,	   0x7f,
					   0xff,       0x100,	   0xffff,
					   0x7fffffff, 0x80000000, 0xffffffff};
	uint32_t at = *size > 0 ? frames_draw(frames, (uint32_t)*size) : 0;

	switch (frames_draw(frames, 6)) {
	case 0:
		break; /* nothing is */
	case 1:
		*size = at;
		break;
	case 2:
		body[(*size)++] = (uint8_t)frames_draw(frames, 256);
		break;
	case 3:
		if (*size >= at + 4)
			base_put_u32(body + at,
				     numbers[frames_draw(frames, 9)]);
		break;
	case 4:
		body[at] =
		    (uint8_t)(body[at] + (frames_draw(frames, 2) ? 1 : 255));
		break;
	default:
		body[at] = (uint8_t)numbers[frames_draw(frames, 5)];
	}
}

#endif
