/*
 * fuzz_lane.c: a whole conversation with a decoder, in any order: what one
 * question's state machine makes of pieces on the worker's channel and on the
 * picture's.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "clients/decoder_lane.h"

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

/* A lane in the middle of asking a worker that we play. */
static void fuzz_ask(struct lane *lane, int far[LANE_SOURCES])
{
	static const char *const paths[LANE_WORKERS] = {NULL, NULL};
	int channel[2], answer[2];

	if (ipc_pair(channel) != LENS_OK || ipc_pair(answer) != LENS_OK)
		abort();
	lane_init(lane, paths, 1000);
	lane->busy = true;
	lane->picture = memfd_create("picture", MFD_CLOEXEC);
	lane->deadline = base_now_ms() + 1000;
	lane->workers[LANE_MAIN].channel = channel[0];
	lane->answer = answer[0];
	far[LANE_CHANNEL] = channel[1];
	far[LANE_ANSWER] = answer[1];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lane lane;
	int far[LANE_SOURCES], lowest = dup(0), after;

	close(lowest);
	fuzz_ask(&lane, far);
	while (size > 0 && !lane.done) {
		uint8_t mark = data[0];
		size_t piece = mark & FUZZ_SIZE;
		unsigned source =
		    mark & FUZZ_ANSWER ? LANE_ANSWER : LANE_CHANNEL;

		data++;
		size--;
		if (piece > size)
			piece = size;
		fuzz_say(&far[source], data, piece, mark & FUZZ_FD);
		data += piece;
		size -= piece;
		lane_receive(&lane, source);
	}
	if (!lane.done)
		lane_expire(&lane);
	if (!lane.done || lane.result.status >= IPC_PICTURE_STATUSES ||
	    (lane.result.status == IPC_PICTURE_OK && !lane.result.hashed))
		abort();
	lane_free(&lane);
	base_close(&far[LANE_CHANNEL]);
	base_close(&far[LANE_ANSWER]);
	after = dup(0);
	close(after);
	if (after != lowest)
		abort(); /* a descriptor stayed open */
	return 0;
}
