/* check_run.h: a check on its way, from within. */
#ifndef LENSCAP_CASEWORK_CHECK_RUN_H
#define LENSCAP_CASEWORK_CHECK_RUN_H

#include <lenscap/casework_check.h>
#include <lenscap/casework_pack.h>
#include <lenscap/clients_decoder.h>
#include <lenscap/clients_fetcher.h>
#include <lenscap/ipc_page.h>

#include "access.h"
#include "enrolled.h"

#define CHECK_MATCHES_MAX 64 /* of one picture */

/* What a document shows, and by what way. */
struct check_shown {
	struct check_item *item;
	enum casework_via via;
};

/* One picture on its way: asked for, fetched, being read, told. */
struct check_item {
	const struct casework_target *target;
	size_t number;	   /* in the order of the page, from 1 */
	char *url;	   /* owned */
	const char *page;  /* owned by the item of the page, or the caller's */
	const char *title; /* likewise */
	char *own_title;   /* of an item that is a page */
	char *link;	   /* where the <a> around it leads; owned, or NULL */
	uint32_t width, height; /* as its page says or shows; 0: not */
	bool inside;		/* found on a page of this check */
	enum casework_via via;
	unsigned depth;		   /* of documents within each other */
	struct casework_left left; /* of a page */
	bool is_page;		   /* it was read as one */
	/* Those of one photo in several sizes, as their page says. */
	struct check_item *first, *sibling;
	int64_t photo; /* of mine, -1: none of mine; 0: not told yet */
	uint8_t pdq[FINGERPRINT_PDQ_SIZE];
	size_t same; /* the row that has it in another size; 0: none */
	bool fetched;
	bool browser;	  /* asked for as a browser asks */
	bool turned_away; /* when it was asked for before that */
	bool suspect;	  /* the first look brought what looks like none */
	bool told;	  /* as public and none of mine */
	struct ipc_fetch fetch;
	struct ipc_page *said; /* of a page: its facts and title; owned */
	int fd;		       /* the bytes, until a decoder has them */
	uint64_t bytes;
	uint8_t sha256[32];
	bool flat, drawn; /* it shows nothing; it is no photo, by its bytes */
	struct ipc_picture picture; /* of a row that is held back */
	struct check_item *next;    /* ready to be read, or waiting */
	/*
	 * That of the same address which is asked for, where another page shows
	 * it, too; NULL: this one.
	 */
	struct check_item *origin;
	struct check_item *waiting; /* those that are told with it */
	struct check_shown *shown;  /* of a document; owned */
	size_t shown_count, shown_capacity;
	/* What was told of it, for those that have it as their origin. */
	bool over, looked; /* looked: as of a picture */
	enum casework_seen seen;
	struct access_state state;
	char *words; /* the state's, owned */
	struct match_answer *answers;
	unsigned answer_count;
};

struct check_run {
	const struct casework_check_page *check;
	struct casework *work;
	struct ledger_fault *fault;
	struct enrolled enrolled;
	struct clients_fetcher *fetcher;
	struct clients_decoders *pool;
	struct ipc_picture_job job;
	struct casework_page_rules rules; /* of packs */
	int watch; /* epoll: the fetcher and what cancels */
	struct check_item **items;
	size_t capacity, count, next, done;
	struct check_item *ready, **ready_end; /* fetched, to be read */
	size_t ready_count, flying, reading;
	unsigned documents; /* that pages led to */
	struct match_answer answers[CHECK_MATCHES_MAX];
	unsigned answer_count;
};

/* ---- check_document.c ---- */

/* One more to look at, the url copied; NULL when there is no room. */
struct check_item *check_add(struct check_run *run, const char *url);

/* What a document came to. */
struct check_told {
	enum casework_seen seen;
	struct access_state state;
	bool again; /* asked for as a browser asks, it may be another */
};

/*
 * Read what was fetched as a page or a style sheet; what it shows joins the
 * queue.  LENS_CANCELLED when it was cancelled meanwhile.
 */
LENS_MUST enum lens_err check_read_document(struct check_run *run,
					    struct check_item *item,
					    struct check_told *out);

/*
 * A page came where a picture belongs: what it says of a stranger's access.
 * The words hold until the same thread asks for the next ones.
 */
struct access_state check_no_picture(const struct check_run *run,
				     const struct check_item *item);

/* What its origin shows is on this page, too; the state says if not all. */
void check_show_again(struct check_run *run, struct check_item *item,
		      struct access_state *state);

/* ---- check_shared.c ---- */

/* The page that a person would open for it: itself, if nothing shows it. */
const char *check_page_of(const struct check_item *item);

/* What this page has at this address already, or is; NULL for nothing. */
struct check_item *check_on_page(const struct check_run *run, const char *page,
				 const char *url);

/* What brings the answer for this address, so used, anyway; NULL: nothing. */
struct check_item *check_asked_for(const struct check_run *run, const char *url,
				   enum casework_via via);

/* Remember that a document shows this. */
void check_show(struct check_item *document, struct check_item *what,
		enum casework_via via);

/* ---- check_again.c ---- */

/* Tell what has an origin, now or with it. */
LENS_MUST enum lens_err check_ask_shared(struct check_run *run,
					 struct check_item *item);

/* Once an origin was told, so are those that wait for it. */
LENS_MUST enum lens_err check_over(struct check_run *run,
				   struct check_item *item);

/* ---- check_row.c ---- */

/* "etag: \"x\"; cache-control: no-store": what an answer came with; owned. */
char *check_headers(const struct ipc_fetch *fetch);

/* Kinds of what a picture that was read gives away, by bits of enum
 * ipc_finding_kind; and in words, "gps device" or "none", the caller's. */
uint64_t check_kinds(const struct ipc_picture *picture);
char *check_gives(const struct ipc_picture *picture);

/* The row of what is no picture, or was not got. */
LENS_MUST enum lens_err check_tell_state(struct check_run *run,
					 struct check_item *item,
					 enum casework_seen seen,
					 struct access_state state);

/* The row of a picture that was read, with the photos of mine in it. */
LENS_MUST enum lens_err check_tell_picture(struct check_run *run,
					   struct check_item *item,
					   struct ipc_picture *picture);

/* The rows that were held back until all had come. */
LENS_MUST enum lens_err check_tell_held(struct check_run *run);

/* ---- check_same.c ---- */

/* Whether what was read looks like something put in a picture's place. */
bool check_is_suspect(const struct check_item *item,
		      const struct ipc_picture *picture);

/* Whether the name's ending is one that photos have, and drawings have not. */
bool check_names_photo(const char *url);

/* Whether its bytes are too few for a photo of its size. */
bool check_is_drawn(const struct check_item *item,
		    const struct ipc_picture *picture);

/*
 * The state of a picture that was read and is none of mine, of what it and the
 * others brought.
 */
struct access_state check_judge(const struct check_run *run,
				const struct check_item *item);

#endif
