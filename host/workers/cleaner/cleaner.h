/*
 * cleaner.h: a picture's file without what it says besides its pixels.  Not a
 * coded pixel is touched: a cleaner copies the parts that decoding takes, its
 * colour profile among them, and leaves out all others and what lies behind
 * the end.
 */
#ifndef LENSCAP_CLEANER_CLEANER_H
#define LENSCAP_CLEANER_CLEANER_H

#include <lenscap/ipc_clean.h>

#define CLEANER_EXIF_MAX 65527 /* what a JPEG's segment has room for */

/* Where the clean file is written: room of fixed size, which may run full. */
struct cleaner_out {
	uint8_t *room;
	size_t size, used;
	bool full;
};

/* One file being cleaned. */
struct cleaner {
	struct base_view file;
	uint64_t keep; /* kinds of findings, a bit each (ipc_clean.h) */
	size_t end;    /* of the picture, where no box says so; 0 unknown */
	struct cleaner_out out;
	struct base_buffer exif; /* what is left of it; see cleaner_exif() */
};

/* Append bytes; a room that is full says so and takes no more. */
void cleaner_add(struct cleaner *cleaner, const void *data, size_t size);
void cleaner_add_view(struct cleaner *cleaner, struct base_view bytes);

/* Overwrite bytes at an offset that was written before. */
void cleaner_patch(struct cleaner *cleaner, size_t at, const uint8_t *bytes,
		   size_t size);

/* A big-endian number of at most four bytes, read and written. */
uint32_t cleaner_be(struct base_view bytes);
void cleaner_put_be(uint8_t *out, uint32_t value, unsigned size);

/*
 * Reduce an Exif block (from its TIFF header on) to the orientation, where that
 * turns the picture, a colour space that no profile states, and the kinds that
 * are kept, into cleaner->exif; empty when nothing is left.  A block that makes
 * no sense leaves nothing.
 */
void cleaner_exif(struct cleaner *cleaner, struct base_view tiff);

/* Whether a field of Exif's first directory is of a kind that is kept. */
bool cleaner_exif_keeps(const struct cleaner *cleaner, unsigned tag);

/*
 * One format: how its files begin, and its cleaner, which leaves the clean file
 * in cleaner->out.  IPC_CLEAN_MALFORMED: it is cut off or broken.
 */
struct cleaner_format {
	enum ipc_format format;
	bool (*begins)(struct base_view file);
	enum ipc_clean_status (*clean)(struct cleaner *cleaner);
};

/* JPEG. */
bool cleaner_begins_jpeg(struct base_view file);
enum ipc_clean_status cleaner_jpeg(struct cleaner *cleaner);

/* PNG, animated ones too. */
bool cleaner_begins_png(struct base_view file);
enum ipc_clean_status cleaner_png(struct cleaner *cleaner);

/* WebP, animated ones too. */
bool cleaner_begins_webp(struct base_view file);
enum ipc_clean_status cleaner_webp(struct cleaner *cleaner);

/* GIF, all of its pictures. */
bool cleaner_begins_gif(struct base_view file);
enum ipc_clean_status cleaner_gif(struct cleaner *cleaner);

/* HEIC and AVIF: the primary picture. */
bool cleaner_begins_heic(struct base_view file);
bool cleaner_begins_avif(struct base_view file);
enum ipc_clean_status cleaner_bmff(struct cleaner *cleaner);

/* JPEG XL. */
bool cleaner_begins_jxl(struct base_view file);
enum ipc_clean_status cleaner_jxl(struct cleaner *cleaner);

/* TIFF, all of its pages; not what cameras make of it. */
bool cleaner_begins_tiff(struct base_view file);
enum ipc_clean_status cleaner_tiff(struct cleaner *cleaner);

/*
 * Clean one file into room of size bytes.  Never fails otherwise than by the
 * answer's status; then the answer has no bytes.
 */
void cleaner_clean(const struct ipc_clean_job *job, struct base_view file,
		   uint8_t *room, size_t size, struct ipc_clean *answer);

#endif
