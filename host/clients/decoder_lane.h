/* decoder_lane.h: one decoder process and the picture it is reading. */
#ifndef LENSCAP_CLIENTS_DECODER_LANE_H
#define LENSCAP_CLIENTS_DECODER_LANE_H

#include <lenscap/ipc_picture.h>
#include <lenscap/sandbox.h>

enum lane_worker { LANE_MAIN, LANE_HEIF, LANE_JXL, LANE_TIFF, LANE_WORKERS };

/* The descriptors of one lane that are waited for. */
enum lane_source { LANE_CHANNEL, LANE_ANSWER, LANE_SOURCES };

struct lane {
	struct sandbox_worker workers[LANE_WORKERS];
	bool greeted[LANE_WORKERS];
	const char *const *paths; /* by worker, NULL where there is none */
	int wall_ms;

	bool busy;
	enum lane_worker asked;
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

/* Make an idle lane. */
void lane_init(struct lane *lane, const char *const *paths, int wall_ms);

/* Kill its workers and drop what it holds. */
void lane_free(struct lane *lane);

/* Start reading a picture; the lane owns fd.  A failure is its result. */
void lane_ask(struct lane *lane, int fd, const struct ipc_picture_job *job,
	      void *tag);

/* The descriptor to wait for, -1 when nothing is to come from there. */
int lane_descriptor(const struct lane *lane, enum lane_source source);

/* Take what has arrived from a source; sets done when the answer stands. */
void lane_receive(struct lane *lane, enum lane_source source);

/* The deadline has passed: end the worker and say so in the result. */
void lane_expire(struct lane *lane);

/* Become idle again; the result has been taken. */
void lane_reset(struct lane *lane);

#endif
