/* casework_check.h: what can a stranger get of these addresses? */
#ifndef LENSCAP_CASEWORK_CHECK_H
#define LENSCAP_CASEWORK_CHECK_H

#include <lenscap/casework_find.h>
#include <lenscap/casework_photos.h>
#include <lenscap/ipc_fetch.h>
#include <lenscap/ipc_page.h>
#include <lenscap/ledger_sightings.h>

#define CASEWORK_CHECK_MAX 5000	   /* targets of one check */
#define CASEWORK_CHECK_ITEMS 20000 /* with the pictures of its pages */
#define CASEWORK_CHECK_BUDGET (200ull << 20) /* bytes of one check */

/* A common browser's User-Agent, for looks that no browser asked for. */
extern const char casework_agent[];

/* What came of a picture. */
enum casework_seen {
	CASEWORK_MINE,	     /* it was read, and is a photo of mine */
	CASEWORK_NEW,	     /* it was read, and is none of mine */
	CASEWORK_NOTHING,    /* no picture was got: access says why */
	CASEWORK_UNREADABLE, /* what came is no picture that can be read */
	CASEWORK_DRAWING,    /* a drawing (SVG), which was not read */
	CASEWORK_PAGE,	     /* it was a page; its pictures have their rows */
	CASEWORK_SEEN
};

/* The stable name ("unreadable"). */
const char *casework_seen_name(enum casework_seen seen);

/* How it came to a document that shows pictures in a page. */
enum casework_via {
	CASEWORK_VIA_NONE, /* it was named, or is a picture */
	CASEWORK_VIA_FRAME,
	CASEWORK_VIA_REFRESH, /* the page leads on to it by itself */
	CASEWORK_VIA_SHEET,   /* a style sheet */
	CASEWORK_VIAS
};

/* The stable name ("frame"); "" for NONE. */
const char *casework_via_name(enum casework_via via);

/* What of a page was not looked at, as far as it can be counted. */
struct casework_left {
	unsigned frames;    /* of other sites */
	unsigned canvases;  /* drawn by scripts: only a browser has them */
	unsigned scripts;   /* at least so many photos only scripts name */
	unsigned hidden;    /* that no browser shows, or that count who looks */
	unsigned signs;	    /* icons and other signs of the site */
	unsigned beyond;    /* pictures more than are looked at */
	unsigned documents; /* frames and style sheets more than are */
};

/*
 * What a picture looks like that the page shows: its dHash, and which of the
 * bits a copy in another size keeps.  None are sure: not known.
 */
struct casework_dhash {
	uint8_t bits[FINGERPRINT_SMALL_SIZE], sure[FINGERPRINT_SMALL_SIZE];
};

/* A picture to look at.  Borrowed for the call. */
struct casework_target {
	const char *url; /* NULL or "" for bytes that are here already */
	int fd;	   /* these bytes, when there is no url; stays the caller's */
	void *tag; /* the caller's own */
	/* As large as the page shows it to its user; 0 where not known. */
	uint32_t width, height;
	bool shown; /* these are the picture's own, not a box's */
	struct casework_dhash dhash; /* of what the page shows by this url */
	int64_t expect; /* the photo that was seen there; 0: none */
	/* Of the bytes that it had, for a conditional request; or NULL. */
	const char *etag, *modified;
	const char *page; /* the page it stands on; NULL: the check's */
	const char *link; /* where the <a> around it leads; NULL: not known */
};

/*
 * One answer.  Borrowed for the call, which may move the picture out and leave
 * it empty, for casework_keep().
 */
struct casework_exposure {
	const struct casework_target *target; /* or the page it stands on */
	size_t number; /* in the order of targets and pages, from 1 */
	/* Of a row before this that has the same photo in another size, or what
	 * came from the same address, for another page; 0. */
	size_t same;
	enum casework_via via;
	const struct casework_left *left; /* of a page that was read, or NULL */
	/* Where a page came: packs by whose rules, too, it was read; or NULL */
	const char *rules;
	const char *url;  /* as asked for; "" for bytes that were here */
	const char *page; /* the page it stands on, or "" */
	const char
	    *leads; /* MINE: another site that its link leads to, or NULL */
	enum casework_seen seen;
	const struct ipc_fetch *fetch; /* NULL for bytes that were here */
	const struct ipc_page *read;   /* what it says, if it is a page */
	struct ipc_picture *picture;   /* empty unless MINE or NEW */
	uint64_t bytes;
	int fd;		/* they, borrowed; -1 where they are not kept */
	unsigned count; /* photos of mine in it, the surest first */
	const struct casework_match *matches;
	enum ledger_access access; /* NONE for bytes that were here */
	const char *why;	   /* stable: "ok", "login", "unknown_format" */
	const char *words;	   /* one sentence, with what to do */
	bool browser;		   /* it took a browser's request to learn it */
};

/* In whose name strangers are asked, by what way, for how much, how long. */
struct casework_network {
	bool local;	   /* reach this machine: from our own argv only */
	const char *proxy; /* NULL for none */
	const char *agent; /* User-Agent; NULL: casework_agent, "": our own */
	uint64_t budget;   /* bytes; 0: CASEWORK_CHECK_BUDGET */
	int cancel;	   /* stop when this can be read; -1 for never */
};

struct casework_check_page {
	const struct casework_target *targets; /* at most CASEWORK_CHECK_MAX */
	size_t count;
	const char *page;  /* where they stand, for sightings; NULL or "" */
	const char *title; /* of that page; NULL or "" */
	bool pages;	   /* a target may be a page: look at its pictures */
	/* A row may come again, as something else: show the last. */
	bool retells;
	bool keep;   /* read what casework_keep() needs */
	bool small;  /* make small pictures of what is read, for its rows */
	bool record; /* note where photos of mine were seen */
	unsigned decoders; /* 0: as many as there are processors */
	struct casework_network network;
	/*
	 * As they come, one for each target, each frame and each picture of
	 * its pages; and one for a style sheet that could not be looked at.
	 */
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

/* Where a picture that is kept was seen; access NONE: nowhere public. */
struct casework_kept_from {
	const char *page, *title; /* NULL or "" */
	enum ledger_access access;
	const char *etag, *modified; /* NULL or "" */
};

/*
 * Keep a picture of a check as mine: file->picture as the row had it (with
 * check->keep), file->path its address, file->bytes.  The picture is moved out.
 * Kept from a place on the web, it was seen there, and that is noted with it.
 * from may be NULL.  *outcome and *photo as in struct casework_add_row.
 */
LENS_MUST enum lens_err
casework_keep(struct casework *work, struct casework_file *file,
	      const struct casework_kept_from *from, struct ledger_fault *fault,
	      enum casework_added *outcome, int64_t *photo);

#endif
