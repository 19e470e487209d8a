/* casework_photos.h: my photos: added, and shown small. */
#ifndef LENSCAP_CASEWORK_PHOTOS_H
#define LENSCAP_CASEWORK_PHOTOS_H

#include <lenscap/casework.h>
#include <lenscap/casework_files.h>

enum casework_added {
	CASEWORK_ADDED,
	CASEWORK_KNOWN, /* the same bytes are there already */
	CASEWORK_COPY,	/* a copy of a photo that is there; noted as seen */
	CASEWORK_FAILED /* could not be read; see the file's status */
};

struct casework_add_row {
	const struct casework_file *file;
	enum casework_added outcome;
	int64_t photo; /* the new one, or the one that is there; 0 if failed */
};

struct casework_add {
	struct casework_files files;
	bool keep_copies; /* add copies as photos of their own */
	/* Called once what it says is on the disk, in the order of input. */
	void (*row)(void *context, const struct casework_add_row *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Read files and keep them as my photos: fingerprints, findings, a small
 * picture; never the image.  What has had its row stays, whatever comes
 * after.  LENS_CANCELLED when it was cancelled; else as the ledger's calls.
 */
LENS_MUST enum lens_err casework_add_photos(struct casework *work,
					    const struct casework_add *add,
					    struct ledger_fault *fault);

/*
 * The small picture of a photo as width, height and RGB rows, at most 64 a
 * side, for a terminal.  LENS_NOT_FOUND when there is none.  *out is an
 * initialised buffer.
 */
LENS_MUST enum lens_err casework_preview(struct casework *work, int64_t photo,
					 struct ledger_fault *fault,
					 struct base_buffer *out);

/*
 * The number-th picture inside a photo's file that shows something else than
 * the photo (from 1), as a small JPEG: read anew from where the photo was
 * added, for no picture is kept.  LENS_NOT_FOUND and a sentence when the file
 * is not there any more, has changed, or has no such picture.  *out is an
 * initialised buffer.
 */
LENS_MUST enum lens_err casework_hidden(struct casework *work, int64_t photo,
					unsigned number,
					struct ledger_fault *fault,
					struct base_buffer *out);

#endif
