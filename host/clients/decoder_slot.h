/* decoder_slot.h: one decoder process and the picture it is reading. */
#ifndef LENSCAP_CLIENTS_DECODER_SLOT_H
#define LENSCAP_CLIENTS_DECODER_SLOT_H

#include <lenscap/ipc_picture.h>
#include <lenscap/sandbox.h>

enum slot_worker { SLOT_MAIN, SLOT_HEIF, SLOT_JXL, SLOT_TIFF, SLOT_WORKERS };

/* The descriptors of one slot that are waited for. */
enum slot_source { SLOT_CHANNEL, SLOT_ANSWER, SLOT_SOURCES };

struct slot {
	struct sandbox_worker workers[SLOT_WORKERS];
	bool greeted[SLOT_WORKERS];
	const char *const *paths; /* by worker, NULL where there is none */
	int wall_ms;

	bool busy;
	enum slot_worker asked;
	int picture; /* the file, kept until the answer stands */
	struct ipc_picture_job job;
	void *tag;
	int64_t deadline;
	unsigned late; /* looks since the deadline */
	bool trusted;  /* the worker had been greeted before the question */
	bool again;    /* asked a second time: the first worker was dead */
	enum ipc_picture_status died; /* of its pixels; OK: it did not */
	char died_call[IPC_CALL_MAX]; /* what its jail stopped then */

	int answer;			/* our end of the picture's channel */
	struct ipc_incoming channel_in; /* from the worker itself */
	struct ipc_incoming answer_in;	/* from the child that reads */
	bool answered, ended;
	uint32_t signal;
	bool done;
	struct ipc_picture result;
};

/* Make an idle slot. */
void slot_init(struct slot *slot, const char *const *paths, int wall_ms);

/* Kill its workers and drop what it holds. */
void slot_free(struct slot *slot);

/* Start reading a picture; the slot owns fd.  A failure is its result. */
void slot_ask(struct slot *slot, int fd, const struct ipc_picture_job *job,
	      void *tag);

/* The descriptor to wait for, -1 when nothing is to come from there. */
int slot_descriptor(const struct slot *slot, enum slot_source source);

/* Take what has arrived from a source; sets done when the answer stands. */
void slot_receive(struct slot *slot, enum slot_source source);

/* The deadline has passed: end the worker and say so in the result. */
void slot_expire(struct slot *slot);

/* Become idle again; the result has been taken. */
void slot_reset(struct slot *slot);

#endif
