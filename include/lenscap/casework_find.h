/* casework_find.h: which of my photos are in these files? */
#ifndef LENSCAP_CASEWORK_FIND_H
#define LENSCAP_CASEWORK_FIND_H

#include <lenscap/casework.h>
#include <lenscap/casework_files.h>
#include <lenscap/ipc_page.h>
#include <lenscap/match.h>

/* A photo of mine that is in a file.  Borrowed for the call. */
struct casework_match {
	const struct match_answer *answer;
	const char *source; /* where the photo was added from */
	const char *at;	    /* of a page: the picture's address; else "" */
	const char *page;   /* which that was saved from; NULL: not known */
};

struct casework_found {
	const struct casework_file *file;
	unsigned count;
	const struct casework_match *matches; /* the surest first; of a page, in
					      the order of its pictures */
	bool page; /* a saved web page; then of its pictures */
	enum ipc_page_status unread; /* of a page: why not, or OK */
	const char *url; /* where it says it was saved from, or "", as of
			    several pages */
	/* Of each match: where the <a> around its picture leads, or "". */
	char *const *links;
	unsigned read;	    /* so many were looked at, */
	unsigned elsewhere; /* so many lie on the web or are damaged, */
	unsigned canvases;  /* so many are drawn by scripts, and at least */
	unsigned scripts;   /* so many photos only named by them, */
	bool cut;	    /* and it has more, or may have */
	const char *rules;  /* packs by whose rules it was read, or NULL */
	unsigned noted;	    /* pages that its links name as places, noted */
};

struct casework_find {
	struct casework_files files;
	void (*row)(void *context, const struct casework_found *found);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Which of my photos are in these files?  Rows in the order of the input.
 * LENS_CANCELLED when it was cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_find_copies(struct casework *work,
					     const struct casework_find *find,
					     struct ledger_fault *fault);

#endif
