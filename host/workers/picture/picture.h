/*
 * picture.h: what the two decoders share: the zygote, the way from a file's
 * bytes to an answer, and the raster a format's reader fills.
 */
#ifndef LENSCAP_PICTURE_PICTURE_H
#define LENSCAP_PICTURE_PICTURE_H

#include <lenscap/ipc_picture.h>
#include <lenscap/sandbox.h>

/*
 * The shorter side that a scaled decode keeps at least: then PDQ of every
 * photograph measured stays within 10 of 256 bits of its reference and quality
 * within 2, and 8 megapixels are read at an eighth.  At 256 quality does not
 * (tests/host/fingerprint/test_files.c prints the distributions).
 */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define PICTURE_SHORT_SIDE 16 /* so that small inputs are scaled too */
#else
#define PICTURE_SHORT_SIDE 300
#endif

/* Pictures that PDQ does not sample but takes whole; see fraction below. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define PICTURE_SMALL_SIDE 24
#else
#define PICTURE_SMALL_SIDE 512
#endif

struct sha256_ctx;

/* A decoded picture as stored, before its orientation. */
struct picture_raster {
	uint32_t width, height; /* of the whole picture */
	uint8_t *luma;		/* rows * columns, malloc'ed */
	int8_t *fraction;	/* 256ths to add, or NULL; of small pictures */
	uint32_t columns, rows;
	double right, bottom; /* the part of the plane the picture covers */
	bool damaged, animated;
	uint8_t turned; /* orientation the reader applied or knows; 0 none */
	size_t end; /* of the picture's bytes, where no box says; 0 unknown */
	uint32_t short_side; /* asked for; 0: PICTURE_SHORT_SIDE */
	uint32_t small_side; /* asked for: a small picture in colour; 0 none */
	struct small *small; /* where it gathers, see small.h */
	struct sha256_ctx *pixels; /* hashes what is put; NULL: not asked for */
};

/* Release a raster; safe on an empty one. */
void picture_raster_free(struct picture_raster *raster);

/*
 * Set the size and allocate the plane of columns * rows, and the fractions of
 * a small one.  Answers TOO_MANY_PIXELS, TOO_MUCH_MEMORY or MALFORMED (an empty
 * picture).
 */
enum ipc_picture_status picture_raster_open(struct picture_raster *raster,
					    uint32_t columns, uint32_t rows);

/* TOO_MANY_PIXELS or MALFORMED when the size is out of bounds, else OK. */
enum ipc_picture_status picture_check_size(uint32_t width, uint32_t height);

/*
 * Take count pixels of row y from column x on: luma, its fraction where one is
 * kept, and colour where a small picture was asked for.  What lies outside the
 * plane is left out.
 */
void picture_put_rgb(struct picture_raster *raster, uint32_t x, uint32_t y,
		     const uint8_t *rgb, uint32_t count);
void picture_put_rgba(struct picture_raster *raster, uint32_t x, uint32_t y,
		      const uint8_t *rgba, uint32_t count);

/* Lay count RGBA pixels on white. */
void picture_on_white(const uint8_t *rgba, uint32_t count, uint8_t *rgb);

/* The shorter side that is asked for. */
uint32_t picture_short_side(const struct picture_raster *raster);

/*
 * One format: how its files begin, and its reader, which fills an empty
 * raster that says what is asked for.  full: decode every pixel.  The raster is
 * freed by the caller whatever the reader answers.
 */
struct picture_format {
	enum ipc_format format;
	bool (*begins)(struct base_view file);
	enum ipc_picture_status (*read)(struct base_view file, bool full,
					struct picture_raster *raster);
};

/* ISO base media files (ISO 14496-12) whose brands say HEIC or AVIF. */
bool picture_begins_heic(struct base_view file);
bool picture_begins_avif(struct base_view file);

/* JPEG XL, bare or in boxes (ISO 18181-2). */
bool picture_begins_jxl(struct base_view file);

/* TIFF, also of more than 4 GB; and what cameras make of it. */
bool picture_begins_tiff(struct base_view file);
bool picture_begins_raw(struct base_view file);

/* One decoder process. */
struct picture_decoder {
	const struct picture_format *formats;
	size_t count;
	const struct sandbox_policy *zygote, *picture;
	/* Unpack Brotli, up to out's maximum; NULL where no format has it. */
	bool (*unpack)(struct base_view packed, struct base_buffer *out);
	/* Library names and versions into out of IPC_TEXT_MAX bytes. */
	void (*libraries)(char *out);
};

/* Serve jobs until the core hangs up; the process's exit status. */
int picture_serve(const struct picture_decoder *decoder);

/*
 * Read one file into an answer, which the caller frees.  Runs in the tighter
 * jail.
 */
void picture_read(const struct picture_decoder *decoder, struct base_view file,
		  const struct ipc_picture_job *job, struct ipc_picture *out);

/*
 * Turn a raster upright by an EXIF orientation (1 to 8), plane and covered
 * part alike.  LENS_SYSTEM when memory is short.
 */
LENS_MUST enum lens_err picture_orient(struct picture_raster *raster,
				       uint8_t orientation,
				       struct fingerprint_plane *out);

/* What a second picture of a file is to the first. */
enum picture_likeness {
	PICTURE_UNREADABLE, /* picture_liken() does not answer that */
	PICTURE_ALIKE, /* smaller, turned or with bars around it, the same */
	PICTURE_DIFFERS
};
enum picture_likeness picture_liken(const struct picture_raster *second,
				    const struct picture_raster *picture);

#endif
