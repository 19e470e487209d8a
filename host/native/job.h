/* job.h: checks of pages: long, told as they go, and ended at any time. */
#ifndef LENSCAP_NATIVE_JOB_H
#define LENSCAP_NATIVE_JOB_H

#include "native.h"

#define JOB_REMEMBERED 32 /* finished ones, for photo.keep */

struct jobs;

/* One picture of a job. */
struct job_image {
	json_t *id;    /* as the extension named it */
	char *source;  /* its URL, or the name of the upload */
	int fd;	       /* an upload's bytes, sealed; -1: to be fetched */
	bool held;     /* picture and bytes can be kept */
	int64_t photo; /* or have been, as this one; else 0 */
	uint64_t bytes;
	struct ipc_picture picture;
	uint32_t width, height;	     /* of the picture that the page shows */
	struct casework_dhash dhash; /* likewise */
	enum ledger_access access; /* what came of it, when it was asked for */
	char *etag, *modified;	   /* likewise, or NULL */
	char *link;		   /* where the <a> around it leads, or NULL */
	bool unfit;		   /* no address that could be asked for */
	/* What strangers get of a photo of mine, for faces; -1: not held. */
	int open_fd;
	size_t pixels;	    /* likewise */
	uint8_t sha256[32]; /* likewise */
	int64_t same; /* with what it has in common to be one picture; or 0 */
};

/* A check or a search.  Only its own thread uses it while it runs. */
struct job {
	int64_t id;
	struct native *host;
	struct job *next;
	bool find, record, faces;
	unsigned open_count;	    /* of its images */
	enum operation_queue queue; /* where it waits or runs */
	char *page, *title;
	char *agent, *proxy; /* or NULL */
	uint64_t budget;     /* bytes; 0: what is usual */
	size_t count;
	struct job_image *images;
	/* With the mutex of jobs: */
	bool cancelled, running, finished;
	unsigned users;
	/* The thread's own: */
	json_t *results; /* not yet told */
	size_t done, room;
	int64_t told;
};

/* The jobs of one host, freed when no thread runs any more. */
struct jobs *job_list_new(void);
void job_list_free(struct jobs *jobs);

/* A new job of count images, which are empty yet; in jobs from now on. */
struct job *job_new(struct native *host, size_t count);

/* Put it into its queue, or say that it failed. */
void job_begin(struct job *job);

/* Take a job out that cannot begin. */
void job_drop(struct job *job);

/* Have faces looked for in what it holds, or end it. */
void job_begin_faces(struct job *job);

/* In its thread: false when it shall not run. */
bool job_starts(struct job *job);

/* A result for the extension, which is taken; told soon. */
void job_tell(struct job *job, json_t *result);

/* More of a result that was told, with the image's id. */
void job_tell_more(struct job *job, json_t *more);

/* The last word: "finished", "cancelled", "failed" (with error, taken). */
void job_ends(struct job *job, const char *state, json_t *error);

/* Move a picture that was read out of its row, for photo.keep. */
void job_hold(struct job_image *image, struct ipc_picture *picture,
	      uint64_t bytes);

/* Hold what strangers get of a photo of mine, until faces are looked for. */
void job_faces_hold(struct job *job, struct job_image *image,
		    const struct casework_exposure *row);

/*
 * Look for faces in all that is held, and tell of each; job_faces.c.  While
 * pages are checked it waits: their answers go first.  LENS_CANCELLED: it was
 * stopped meanwhile.
 */
LENS_MUST enum lens_err job_faces_tell(struct job *job, int cancel);

/* What is held of it is not needed any more. */
void job_let_go(struct job *job, struct job_image *image);

/* End one; false when there is none. */
bool job_cancel(struct jobs *jobs, int64_t id);
void job_cancel_all(struct jobs *jobs);

/* A job that has finished, to be given back with job_release(); else NULL. */
struct job *job_use(struct jobs *jobs, int64_t id);
void job_release(struct job *job);

/* The work itself, in the queue for checks; job_run.c. */
void job_run(struct native_call *call);

#endif
