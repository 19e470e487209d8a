/*
 * ipc_page.h: the wire of the pagereader: a saved page goes in, a list of the
 * pictures it refers to or holds comes out.
 */
#ifndef LENSCAP_IPC_PAGE_H
#define LENSCAP_IPC_PAGE_H

#include <lenscap/ipc.h>
#include <lenscap/ipc_page_fact.h>

#define IPC_PAGE_BYTES_MAX (256u << 20)
#define IPC_PAGE_LINKS_MAX 100u
#define IPC_PAGE_INSIDE_MAX (64u << 20) /* bytes of pictures inside a page */
#define IPC_PAGE_MEMORY_MAX (1024u << 20)
#define IPC_PAGE_CPU_MAX 10	      /* seconds */
#define IPC_PAGE_WALL_MAX 30	      /* seconds: the machine may be busy */
#define IPC_PAGE_BODY_MAX (16u << 20) /* what is beyond it is left out */

/* How reading a page went; the second part is the core's to say. */
enum ipc_page_status {
	IPC_PAGE_OK,
	IPC_PAGE_EMPTY,
	IPC_PAGE_NOT_A_PAGE,
	IPC_PAGE_MALFORMED, /* a web archive without its parts */
	IPC_PAGE_TOO_MANY_BYTES,
	IPC_PAGE_TOO_MUCH_MEMORY,
	IPC_PAGE_PACKED, /* an archive of archives, or one packed otherwise */

	IPC_PAGE_TOO_MUCH_CPU,
	IPC_PAGE_TOO_SLOW,
	IPC_PAGE_CHANGED,
	IPC_PAGE_CRASHED,
	IPC_PAGE_CONTAINED,
	IPC_PAGE_LIED,
	IPC_PAGE_NO_WORKER,
	IPC_PAGE_NOT_A_FILE,
	IPC_PAGE_STOPPED, /* the caller did not want to wait any longer */
	IPC_PAGE_STATUSES
};

/* The stable code of a status ("too_many_bytes"). */
const char *ipc_page_code(enum ipc_page_status status);

/* One sentence: the reason and the remedy. */
const char *ipc_page_sentence(enum ipc_page_status status);

/* Where in the page a picture stands. */
enum ipc_page_kind {
	IPC_PAGE_IMG,	 /* <img src>, lazy variants, <input type=image> */
	IPC_PAGE_SRCSET, /* the largest candidate of <img srcset> */
	IPC_PAGE_SOURCE, /* the largest candidate of <picture><source> */
	IPC_PAGE_CSS,	 /* url() of a style, background attributes */
	IPC_PAGE_POSTER, /* <video poster> */
	IPC_PAGE_LINK,	 /* <link rel=icon, image_src, preload as=image> */
	IPC_PAGE_META,	 /* og:image, twitter:image, itemprop=image */
	IPC_PAGE_JSON_LD,
	IPC_PAGE_STATE,	   /* JSON that a page keeps for its scripts */
	IPC_PAGE_ANCHOR,   /* <a href> to an image file */
	IPC_PAGE_SVG,	   /* <image> of an inline <svg> */
	IPC_PAGE_PART,	   /* of an MHTML file, which nothing refers to */
	IPC_PAGE_DOCUMENT, /* of an answer: no picture, for another reader */
	IPC_PAGE_KINDS
};

/* The kind's name as --json prints it ("srcset"). */
const char *ipc_page_kind_name(enum ipc_page_kind kind);

/* Where its bytes are to be had; the core's own judgement of the address. */
enum ipc_page_place {
	IPC_PAGE_INSIDE, /* in the page itself: data: or an MHTML part */
	IPC_PAGE_FILE, /* in a file; path says which, from the page's folder */
	IPC_PAGE_URL,  /* http: or https: */
	IPC_PAGE_ELSEWHERE, /* not to be had: blob:, cid:, /root, ../up ... */
};

struct ipc_page_picture {
	enum ipc_page_kind kind;
	bool icon; /* its file has at most 48 pixels, or it is a sign */
	/*
	 * A browser shows or loads it to nobody: hidden, of one pixel, or in a
	 * noscript without being named as a picture.  It may count who looks.
	 */
	bool hidden;
	/* The first picture in this list that is the same in another size. */
	unsigned same;
	uint32_t width, height; /* as declared; 0 when not */
	/*
	 * Printable ASCII without spaces, owned.  Absolute when the page's URL
	 * or <base> is known, else as written; without its fragment.  Of a
	 * data: URL only what stands before the comma.
	 */
	char *address;
	char alt[IPC_TEXT_MAX]; /* printable; of an answer's: the file's name */
	char *link; /* where the <a> around it leads, or of a DOCUMENT what it
		     * is; owned; NULL: none */
	char *page; /* in a file of several pages, which of them was saved
		     * with it; owned; NULL: not known, or all are one */
	uint64_t offset, size;	   /* INSIDE: of its bytes, else 0 */
	enum ipc_page_place place; /* not on the wire */
	char *path; /* FILE: decoded, below the folder, owned; else NULL */
};

/* What a page has elsewhere: further documents that show pictures in it. */
enum ipc_page_link_kind {
	IPC_PAGE_SHEET,	  /* a style sheet */
	IPC_PAGE_FRAME,	  /* a frame of the page */
	IPC_PAGE_REFRESH, /* where it leads on by itself */
	IPC_PAGE_LINK_KINDS
};

struct ipc_page_link {
	enum ipc_page_link_kind kind;
	char *address; /* absolute or as written, owned */
};

struct ipc_page {
	enum ipc_page_status status;
	bool archive;	   /* MHTML or another file of several */
	bool cut;	   /* pictures were left out because of a limit */
	bool password;	   /* it asks for a password */
	bool named;	   /* it asks for a user's name */
	bool bare;	   /* hardly a word, as far as it was read */
	bool shell;	   /* it is bare, and wants scripts to show any */
	uint32_t left_out; /* how many, as far as they were counted */
	uint32_t scripts;  /* programs that it has */
	uint32_t canvases; /* drawings that only a browser has */
	uint32_t unread;   /* at least so many photos only its scripts name */
	char title[IPC_TEXT_MAX];
	/* Where it says it was saved from, or ""; of a file of several pages
	 * each picture tells its own. */
	char url[IPC_ADDRESS_MAX];
	unsigned count;
	struct ipc_page_picture *pictures; /* in document order, each once */
	unsigned link_count;
	struct ipc_page_link *links; /* each once */
	unsigned fact_count;
	struct ipc_page_fact *facts; /* in the order of the page */
	bool facts_cut;		     /* there were more of them */
	char call[IPC_CALL_MAX]; /* not on the wire: what its jail stopped */
};

/* True when the page shows no picture of its own, or is a shell, and has
 * scripts that may: a browser is then needed to say what it shows. */
bool ipc_page_is_scripted(const struct ipc_page *page);

/* True when it names no picture but in what its scripts are given. */
bool ipc_page_is_empty(const struct ipc_page *page);

/* True when it shows hardly a word, and no picture but signs and logos. */
bool ipc_page_is_bare(const struct ipc_page *page);

/* Release what a page holds and empty it. */
void ipc_page_free(struct ipc_page *page);

/* Append an answer.  Sizes alone cross the wall: the bytes of pictures lie one
 * after the other, so that no two can overlap and no offset can be wrong. */
LENS_MUST enum lens_err ipc_page_write(const struct ipc_page *page,
				       struct base_buffer *body);

/*
 * Read an answer, believing nothing; offsets, places and paths are made here.
 * On failure *out is empty but for IPC_PAGE_LIED.  ipc_page_free() ends *out.
 */
LENS_MUST enum lens_err ipc_page_read(struct base_view body,
				      struct ipc_page *out);

/*
 * Where an address of a saved page leads.  FILE: *path is the name below the
 * page's folder: percent-decoded, no query, relative, and no segment "..", NUL
 * or control character; the caller frees it.  Else *path is NULL.  Links below
 * the folder are the opener's to refuse: openat2() with RESOLVE_BENEATH.
 */
enum ipc_page_place ipc_page_locate(const char *address, char **path);

/* What the file is. */
enum ipc_page_reads {
	IPC_PAGE_READS_PAGE,
	IPC_PAGE_READS_ROBOTS, /* robots.txt (RFC 9309): facts alone */
	IPC_PAGE_READS_TDM,    /* tdmrep.json: facts alone */
	IPC_PAGE_READS_ANSWER, /* a mail, a ZIP, JSON, text: all in it */
	IPC_PAGE_READS
};

/* Options of a page job. */
struct ipc_page_job {
	uint64_t bytes; /* of the page, as the core measured them */
	enum ipc_page_reads reads;
	char url[IPC_ADDRESS_MAX];  /* of the page, or "" when not known */
	char type[IPC_TEXT_MAX];    /* its Content-Type as served, or "" */
	char refresh[IPC_TEXT_MAX]; /* its Refresh header, or "" */
	/* Lines of base_rules.h that hold for it beside ours; borrowed, of the
	 * body where it was read. */
	struct base_view rules;
};
LENS_MUST enum lens_err ipc_page_job_write(const struct ipc_page_job *job,
					   struct base_buffer *body);
LENS_MUST enum lens_err ipc_page_job_read(struct base_view body,
					  struct ipc_page_job *out);

#endif
