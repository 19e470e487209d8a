/* casework_check.h: what can a stranger get of these addresses? */
#ifndef LENSCAP_CASEWORK_CHECK_H
#define LENSCAP_CASEWORK_CHECK_H

#include <lenscap/casework_find.h>
#include <lenscap/casework_photos.h>
#include <lenscap/ipc_fetch.h>

#define CASEWORK_CHECK_MAX 500 /* pictures of one check */

/* What a stranger can get of a picture. */
enum casework_seen {
	CASEWORK_MINE,	     /* it is public, and a photo of mine */
	CASEWORK_NEW,	     /* it is public, and none of mine */
	CASEWORK_NOT_PUBLIC, /* a stranger does not get it */
	CASEWORK_UNREADABLE, /* what a stranger gets is no picture */
	CASEWORK_PAGE,	     /* it was a page; its pictures have their rows */
	CASEWORK_SEEN
};

/* The stable name ("not_public"). */
const char *casework_seen_name(enum casework_seen seen);

/* A picture to look at.  Borrowed for the call. */
struct casework_target {
	const char *url; /* NULL or "" for bytes that are here already */
	int fd;	   /* these bytes, when there is no url; stays the caller's */
	void *tag; /* the caller's own */
};

/*
 * One answer.  Borrowed for the call, which may move the picture out and leave
 * it empty, for casework_keep().
 */
struct casework_exposure {
	const struct casework_target *target; /* or the page it stands on */
	const char *url;  /* as asked for; "" for bytes that were here */
	const char *page; /* the page it stands on, or "" */
	enum casework_seen seen;
	const struct ipc_fetch *fetch; /* NULL for bytes that were here */
	struct ipc_picture *picture;   /* empty unless MINE or NEW */
	uint64_t bytes;
	unsigned count; /* photos of mine in it, the surest first */
	const struct casework_match *matches;
	const char *code; /* stable: "ok", "login", "unknown_format" */
	const char *why;  /* one sentence */
};

struct casework_check_page {
	const struct casework_target *targets; /* at most CASEWORK_CHECK_MAX */
	size_t count;
	const char *page;  /* where they stand, for sightings; NULL or "" */
	bool pages;	   /* a target may be a page: look at its pictures */
	bool keep;	   /* read what casework_keep() needs */
	bool record;	   /* note where photos of mine were seen */
	bool local;	   /* reach this machine: from our own argv only */
	const char *proxy; /* NULL for none */
	unsigned lanes;	   /* decoders; 0: as many as there are processors */
	int cancel;	   /* stop when this can be read; -1 for never */
	/* As they come, one for each target and each picture of its pages. */
	void (*row)(void *context, struct casework_exposure *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Fetch pictures as a stranger would, read them, and say which are mine.
 * work may be NULL: then none is known as mine.  LENS_CANCELLED when it was
 * cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err
casework_check_page(struct casework *work,
		    const struct casework_check_page *check,
		    struct ledger_fault *fault);

/*
 * Keep a picture of a check as mine: file->picture as the row had it (with
 * check->keep), file->path its address, file->bytes.  The picture is moved out.
 * *outcome and *photo as in struct casework_add_row.
 */
LENS_MUST enum lens_err casework_keep(struct casework *work,
				      struct casework_file *file,
				      struct ledger_fault *fault,
				      enum casework_added *outcome,
				      int64_t *photo);

#endif
