/*
 * ledger_sightings.h: where photos were seen, and what came of each look.
 *
 * A place is a photo on a page, with the address that it had there; what is
 * known of the bytes at a place is known from that place, never from the photo
 * that was enrolled.
 */
#ifndef LENSCAP_LEDGER_SIGHTINGS_H
#define LENSCAP_LEDGER_SIGHTINGS_H

#include <lenscap/ledger_photos.h>

#define LEDGER_SIGHTING_EXTRA_MAX 65536 /* bytes of what else is kept of it */

/* What a stranger gets there. */
enum ledger_access {
	LEDGER_ACCESS_NONE, /* it is not on the web: a file */
	LEDGER_ACCESS_PUBLIC,
	LEDGER_ACCESS_BROWSERS, /* programs are turned away, browsers not */
	LEDGER_ACCESS_LOGIN,
	LEDGER_ACCESS_STAND_IN, /* another picture is given instead */
	LEDGER_ACCESS_ABSENT,
	LEDGER_ACCESS_UNKNOWN,
	LEDGER_ACCESSES
};

/* The stable word ("public_to_browsers"), and back; NONE for any other. */
const char *ledger_access_name(enum ledger_access access);
enum ledger_access ledger_access_of(const char *name);

/* What a look found of a photo that had been seen there. */
enum ledger_state {
	LEDGER_THERE,
	LEDGER_CHANGED, /* a readable picture, and not this photo */
	LEDGER_STAND_IN,
	LEDGER_LOGIN,
	LEDGER_ABSENT,
	LEDGER_UNKNOWN,
	LEDGER_STATES
};
const char *ledger_state_name(enum ledger_state state);
enum ledger_state ledger_state_of(const char *name);

/* How a look was made; bits. */
#define LEDGER_WAY_PAGE 1u    /* the page was read */
#define LEDGER_WAY_ADDRESS 2u /* the address was asked */
#define LEDGER_WAY_BROWSER 4u /* as a browser asks */

/* The bytes that a place gave, of their own. */
struct ledger_own {
	uint64_t bytes; /* 0 when none of this is known */
	uint8_t sha256[32];
	uint32_t width, height;
	const char *format;   /* "jpeg"; "" or NULL */
	const char *etag;     /* for a conditional request; "" or NULL */
	const char *modified; /* likewise */
};

/* A photo seen somewhere.  Texts that are not known may be NULL for _put. */
struct ledger_sighting {
	int64_t id; /* from 1; ignored by _put */
	int64_t photo;
	const char *place;  /* URL or path of the picture */
	const char *anchor; /* place without what expires; NULL: as place */
	const char *page;   /* URL of the page it stands on; "" when none */
	const char *title;  /* of that page */
	const char *how;    /* "mirrored, cropped to a square" */
	const char *source; /* what learned it: "check", "keep", "find" ... */
	int64_t seen;	    /* first; milliseconds since 1970; 0: now */
	int64_t checked;    /* last looked at; 0: as seen */
	int64_t there;	    /* last seen; ignored by _put */
	unsigned distance;  /* bits */
	enum ledger_access access; /* at the last look */
	enum ledger_state state;
	const char *why; /* of the last look, as a stable word */
	struct ledger_own own;
	/* Since when it was not found, by which ways; 0 when it was. */
	int64_t missing;
	unsigned ways;
	bool gone;	     /* not found twice: see casework_recheck.h */
	unsigned answer;     /* HTTP status of the look, or 0; not read back */
	const char *headers; /* of the answer, likewise */
	const char *gives;   /* as of a look, likewise */
	struct base_view extra; /* JSON of any kind, of that place */
};

/*
 * Note that a photo was seen at a place.  The same photo on the same page at
 * the same anchor is one sighting: it keeps its id and its first time, and a
 * look is added to its history.  A sighting without a page takes the page that
 * is learned later.
 */
LENS_MUST enum lens_err
ledger_sighting_put(struct ledger *ledger,
		    const struct ledger_sighting *sightings, size_t count,
		    struct ledger_fault *fault);

/* Sightings by time, of one photo or (0) of all; visit returns false to stop.
 */
LENS_MUST enum lens_err ledger_sighting_each(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_sighting *sighting),
    void *context, struct ledger_fault *fault);

/* A look at a place, or several in a row that came to the same. */
struct ledger_look {
	int64_t sighting; /* its id */
	int64_t first;	  /* milliseconds since 1970; 0 for _put: now */
	int64_t last;	  /* of those in a row; ignored by _put */
	unsigned times;	  /* likewise */
	enum ledger_state state;
	enum ledger_access access;
	const char *why; /* stable word */
	unsigned ways;
	unsigned answer;     /* the HTTP status, 0 for none */
	const char *address; /* what was asked for; THERE: its place now */
	const char *anchor;  /* NULL: as address */
	const char *how;
	unsigned distance;
	struct ledger_own own;
	const char *headers; /* "etag: \"x\"; cache-control: no-store" */
	/* Kinds of what the file there gave away: "gps device", or "none"; ""
	 * or NULL where its bytes were not read. */
	const char *gives;
	/* Its place in the chain, ignored by _put; 0 for what older versions
	 * saw. */
	unsigned number;
	bool tagged;
	uint8_t tag[32];
	/* What the sighting is to have from now on, as its members. */
	int64_t missing;
	unsigned missing_ways;
	bool gone;
};

/*
 * Note looks at places.  What the place gave when the photo was last there
 * stays, unless this look found it there.  LENS_NOT_FOUND: no such sighting.
 */
LENS_MUST enum lens_err ledger_look_put(struct ledger *ledger,
					const struct ledger_look *looks,
					size_t count,
					struct ledger_fault *fault);

/*
 * The looks at a place, oldest first; visit returns false to stop.  May be
 * called from within ledger_sighting_each(), but not from within itself.
 */
LENS_MUST enum lens_err
ledger_look_each(struct ledger *ledger, int64_t sighting,
		 bool (*visit)(void *context, const struct ledger_look *look),
		 void *context, struct ledger_fault *fault);

/*
 * The line that a look is in the chain of its place: number, moment (UTC),
 * state, access, HTTP status, address, bytes, SHA-256, format and size,
 * headers, and gives where that is known, with tabs between and no newline.
 * Its tag is SHA-256 of the tag
 * before it in hexadecimal (64 zeros before the first), a newline, and that
 * line.
 */
LENS_MUST enum lens_err ledger_look_line(const struct ledger_look *look,
					 struct base_buffer *out);

/* How exposed a page was found to be. */
struct ledger_audit {
	const char *page;
	int64_t made; /* milliseconds since 1970; 0 for _put: now */
	const char *grade;
	const char *photos;  /* mine on it: " 1 5 " */
	const char *content; /* JSON, at most LEDGER_AUDIT_MAX bytes */
};
#define LEDGER_AUDIT_MAX (1u << 20)

/* Keep what was found of a page, in place of what was found before. */
LENS_MUST enum lens_err ledger_audit_put(struct ledger *ledger,
					 const struct ledger_audit *audit,
					 struct ledger_fault *fault);

/* What was found of pages, by page; visit returns false to stop. */
LENS_MUST enum lens_err ledger_audit_each(
    struct ledger *ledger,
    bool (*visit)(void *context, const struct ledger_audit *audit),
    void *context, struct ledger_fault *fault);

#endif
