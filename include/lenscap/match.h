/*
 * match.h: bits in, neighbours out.  Which known codes lie within a distance
 * of another, and which of the enrolled photos are in a picture, after what
 * sites and people do to photos.
 *
 * It touches no file and no database.  What it keeps in memory of a photo is
 * what must be searched; the rest is asked for when it is needed.
 */
#ifndef LENSCAP_MATCH_H
#define LENSCAP_MATCH_H

#include <lenscap/fingerprint_region.h>

/*
 * Many 256-bit codes, for the exact question which of them differ from
 * another in at most so many bits.  36 bytes a code.
 */
struct match_codes;

/* A set without codes.  LENS_SYSTEM when memory is short. */
LENS_MUST enum lens_err match_codes_new(struct match_codes **out);
void match_codes_free(struct match_codes *codes);

/* Append a code under a number of the caller's, which need not be unique. */
LENS_MUST enum lens_err
match_codes_add(struct match_codes *codes, uint32_t number,
		const uint8_t code[FINGERPRINT_PDQ_SIZE]);

/* Take out every code of this number; returns how many those were. */
size_t match_codes_remove(struct match_codes *codes, uint32_t number);

/* How many codes there are, and how many bytes of memory they take. */
size_t match_codes_count(const struct match_codes *codes);
size_t match_codes_memory(const struct match_codes *codes);

/* Called in the thread that searches, in no particular order. */
typedef void match_codes_visit(void *context, uint32_t number,
			       unsigned distance);

/*
 * Call visit for each code at most radius bits from code: all of them and no
 * other.  The scan is spread over up to threads threads.  LENS_SYSTEM when
 * memory is short; visit may then have seen only some.
 */
struct match_codes_ask {
	const uint8_t *code; /* FINGERPRINT_PDQ_SIZE bytes */
	unsigned radius, threads;
};
LENS_MUST enum lens_err match_codes_search(const struct match_codes *codes,
					   const struct match_codes_ask *ask,
					   match_codes_visit *visit,
					   void *context);

/* The scans for different processors, the best for this one first. */
size_t match_kernel_count(void);
const char *match_kernel_name(size_t kernel);

/* Use another than the first; for tests and measurements. */
void match_codes_use_kernel(struct match_codes *codes, size_t kernel);

/* The enrolled photos, to be found in pictures. */
struct match_photos;

/* No photos yet, room for so many.  LENS_SYSTEM when memory is short. */
LENS_MUST enum lens_err match_photos_new(size_t capacity,
					 struct match_photos **);
void match_photos_free(struct match_photos *photos);

/*
 * Add a photo under a number of the caller's that is not in use.  Nothing is
 * rebuilt: adding and removing cost some microseconds.  LENS_SYSTEM when
 * memory is short; the photo is then not there.
 */
LENS_MUST enum lens_err match_photos_add(struct match_photos *photos,
					 uint64_t photo,
					 const struct fingerprint *print,
					 const struct fingerprint_local *local);

/*
 * Remove a photo.  local is what it was added with, or NULL when that is not
 * at hand: it only makes the search for its traces shorter.  False when no
 * photo has that number.
 */
bool match_photos_remove(struct match_photos *photos, uint64_t photo,
			 const struct fingerprint_local *local);

/* How many photos there are, and how many bytes of memory they take. */
size_t match_photos_count(const struct match_photos *photos);
size_t match_photos_memory(const struct match_photos *photos);

/*
 * Give the local features a photo was added with.  Called in the thread that
 * searches, at most MATCH_FETCH_MOST times a search, once for a photo.  An
 * error ends the search with that error, but for LENS_NOT_FOUND: the photo has
 * gone meanwhile and is passed over.
 */
typedef enum lens_err match_fetch(void *context, uint64_t photo,
				  struct fingerprint_local *out);
#define MATCH_FETCH_MOST 160

/* How sure it is that the picture shows the photo. */
enum match_confidence { MATCH_POSSIBLE = 1, MATCH_LIKELY, MATCH_CERTAIN };

/* "certain", "likely" or "possible". */
const char *match_confidence_name(enum match_confidence confidence);

/* What was done to the photo, one bit each. */
enum match_how {
	MATCH_MIRRORED = 1 << 0,
	MATCH_ROTATED_90 = 1 << 1, /* counter-clockwise, after mirroring */
	MATCH_ROTATED_180 = 1 << 2,
	MATCH_ROTATED_270 = 1 << 3,
	MATCH_CROPPED = 1 << 4,
	MATCH_SQUARE = 1 << 5, /* cropped to a square */
	MATCH_ROUND = 1 << 6,  /* cropped to a disc */
	MATCH_FRAMED = 1 << 7, /* something around it */
	MATCH_PART = 1 << 8,   /* a small part of the picture */
	MATCH_TURNED = 1 << 9, /* by so many degrees */
	MATCH_STRETCHED = 1 << 10,
	MATCH_NEGATIVE = 1 << 11,
	MATCH_SAME_FILE = 1 << 12, /* byte for byte; the caller's to say */
};
#define MATCH_HOW_COUNT 13
#define MATCH_HOW_TEXT 96

/* The stable word of bit 1 << i of how ("square"); NULL for i out of range. */
const char *match_how_word(unsigned i);

/*
 * What bit 1 << i says, for people ("cropped to a square"); NULL for i out of
 * range.  degrees is the answer's.  Returns text.
 */
const char *match_how_say(unsigned i, int degrees, char text[MATCH_HOW_TEXT]);

/*
 * Where the photo lies in the picture: a point (x, y) of the picture, in units
 * of its shorter side, is turned (bit 0: mirrored left to right, bit 1: top to
 * bottom, bit 2: then the axes swapped), stretched to (x * aspect, y / aspect)
 * and lies at (m x - n y + tx, n x + m y + ty) of the photo, in units of the
 * photo's shorter side.
 */
struct match_place {
	unsigned turn;
	float m, n, tx, ty, aspect;
};

/* A photo that is in the picture.  One answer for each. */
struct match_answer {
	uint64_t photo;
	enum match_confidence confidence;
	unsigned how;	   /* enum match_how, together */
	int degrees;	   /* of MATCH_TURNED, to the left; below 0 right */
	unsigned distance; /* PDQ's, of the best of the eight turns: 0 to 256 */
	float value;	   /* 1 is just enough, above 2 certain */
	float score;	   /* of the points that agree; 0 when none do */
	float likeness;	   /* -1 to 1, of the pixels both have */
	struct match_place place; /* of a region: in the region */
	float photo_seen; /* how much of the photo is in the picture, 0 to 1 */
	float picture_part; /* how much of the picture is the photo, 0 to 1 */
	/* Where in the picture it is, in pixels; width 0: all of it. */
	struct fingerprint_rectangle region;
};

/* Called in the thread that searches, the surest answer first. */
typedef void match_sink(void *context, const struct match_answer *answer);

/* What is asked.  Borrowed for the call. */
struct match_ask {
	const struct fingerprint *print;
	const struct fingerprint_query *query;
	unsigned threads; /* at most; 0 counts as 1 */
	match_fetch *fetch;
	match_sink *sink;
	void *context; /* of both */
};

/*
 * Which photos are in the picture?  The answers do not depend on the number
 * of threads.  LENS_SYSTEM when memory is short, or fetch's error.
 */
LENS_MUST enum lens_err match_photos_search(struct match_photos *photos,
					    const struct match_ask *ask);

/* What else there is of the picture, as written; each may be empty. */
struct match_more {
	struct base_view regions; /* fingerprint_region_write()'s, in a row */
	struct base_view turned;  /* fingerprint_turned_write()'s */
};

/*
 * The same, and in the pictures inside the picture; and, where nothing certain
 * is found, in its negative and in the picture turned.  A photo is told once,
 * where it is surest.  LENS_MALFORMED: what there is more makes no sense.
 */
LENS_MUST enum lens_err match_photos_look(struct match_photos *photos,
					  const struct match_ask *ask,
					  struct match_more more);

#endif
