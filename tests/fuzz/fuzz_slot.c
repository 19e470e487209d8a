/*
 * fuzz_slot.c: a whole conversation with a decoder, in any order: what one
 * question's state machine makes of pieces on the worker's channel and on the
 * picture's.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "clients/decoder_slot.h"

#define FUZZ_ANSWER 32 /* the piece goes to the picture's channel */
#define FUZZ_SIZE 31   /* of a piece; 0 ends the channel */
#define FUZZ_FD 64     /* a descriptor goes with it */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_say(int *fd, const uint8_t *data, size_t size, bool descriptor)
{
	uint8_t control[CMSG_SPACE(sizeof(int))]
	    __attribute__((aligned(sizeof(size_t)))) = {0};
	struct cmsghdr *item = (struct cmsghdr *)(void *)control;
	struct iovec part = {(void *)data, size};
	struct msghdr envelope = {.msg_iov = &part, .msg_iovlen = 1};

	if (*fd < 0)
		return;
	if (size == 0) {
		base_close(fd);
		return;
	}
	if (descriptor) {
		*item = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)),
					 .cmsg_level = SOL_SOCKET,
					 .cmsg_type = SCM_RIGHTS};
		*(int *)(void *)CMSG_DATA(item) = *fd;
		envelope.msg_control = control;
		envelope.msg_controllen = sizeof(control);
	}
	(void)!sendmsg(*fd, &envelope, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* A slot in the middle of asking a worker that we play. */
static void fuzz_ask(struct slot *slot, int far[SLOT_SOURCES])
{
	static const char *const paths[SLOT_WORKERS] = {NULL, NULL};
	int channel[2], answer[2];

	if (ipc_pair(channel) != LENS_OK || ipc_pair(answer) != LENS_OK)
		abort();
	slot_init(slot, paths, 1000);
	slot->busy = true;
	slot->picture = memfd_create("picture", MFD_CLOEXEC);
	slot->deadline = base_now_ms() + 1000;
	slot->workers[SLOT_MAIN].channel = channel[0];
	slot->answer = answer[0];
	far[SLOT_CHANNEL] = channel[1];
	far[SLOT_ANSWER] = answer[1];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct slot slot;
	int far[SLOT_SOURCES], lowest = dup(0), after;

	close(lowest);
	fuzz_ask(&slot, far);
	while (size > 0 && !slot.done) {
		uint8_t mark = data[0];
		size_t piece = mark & FUZZ_SIZE;
		unsigned source =
		    mark & FUZZ_ANSWER ? SLOT_ANSWER : SLOT_CHANNEL;

		data++;
		size--;
		if (piece > size)
			piece = size;
		fuzz_say(&far[source], data, piece, mark & FUZZ_FD);
		data += piece;
		size -= piece;
		slot_receive(&slot, source);
	}
	if (!slot.done)
		slot_expire(&slot);
	if (!slot.done || slot.result.status >= IPC_PICTURE_STATUSES ||
	    (slot.result.status == IPC_PICTURE_OK && !slot.result.hashed))
		abort();
	slot_free(&slot);
	base_close(&far[SLOT_CHANNEL]);
	base_close(&far[SLOT_ANSWER]);
	after = dup(0);
	close(after);
	if (after != lowest)
		abort(); /* a descriptor stayed open */
	return 0;
}
