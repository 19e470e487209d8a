/*
 * ipc_picture.h: the wire of the decoders: a picture goes in, fingerprints,
 * findings and a small copy come out.
 */
#ifndef LENSCAP_IPC_PICTURE_H
#define LENSCAP_IPC_PICTURE_H

#include <lenscap/fingerprint_region.h>
#include <lenscap/ipc.h>
#include <lenscap/ipc_finding.h>

#define IPC_PICTURE_BYTES_MAX (256u << 20)
#define IPC_PICTURE_PIXELS_MAX 200000000u
#define IPC_PICTURE_MEMORY_MAX (512u << 20)
#define IPC_PICTURE_CPU_MAX 10	/* seconds */
#define IPC_PICTURE_WALL_MAX 30 /* seconds: the machine may be busy */

enum ipc_format {
	IPC_FORMAT_NONE,
	IPC_FORMAT_JPEG,
	IPC_FORMAT_PNG,
	IPC_FORMAT_WEBP,
	IPC_FORMAT_GIF,
	IPC_FORMAT_HEIC,
	IPC_FORMAT_AVIF,
	IPC_FORMAT_JXL,
	IPC_FORMAT_TIFF,
	IPC_FORMAT_RAW, /* what cameras store: DNG, NEF, CR2 and the like */
	IPC_FORMAT_BMP,
	IPC_FORMAT_ICO,
	IPC_FORMAT_SVG, /* for the pictures in it */
	IPC_FORMATS
};

/* The format's name as --json prints it ("jpeg"), "" for IPC_FORMAT_NONE. */
const char *ipc_format_name(enum ipc_format format);

/*
 * How reading a picture went.  The first part is what a decoder answers, the
 * second what the core sees of a decoder that could not.
 */
enum ipc_picture_status {
	IPC_PICTURE_OK,
	IPC_PICTURE_EMPTY,
	IPC_PICTURE_UNKNOWN_FORMAT,
	IPC_PICTURE_MALFORMED,
	IPC_PICTURE_UNSUPPORTED,
	IPC_PICTURE_TOO_MANY_BYTES,
	IPC_PICTURE_TOO_MANY_PIXELS,
	IPC_PICTURE_TOO_MUCH_MEMORY,
	IPC_PICTURE_NOT_MAPPED,
	IPC_PICTURE_NO_JAIL,
	IPC_PICTURE_NEEDS_HEIF, /* final where the optional decoder is not */
	IPC_PICTURE_NEEDS_JXL,
	IPC_PICTURE_NEEDS_TIFF,

	IPC_PICTURE_TOO_MUCH_CPU,
	IPC_PICTURE_TOO_SLOW,
	IPC_PICTURE_CHANGED,
	IPC_PICTURE_CRASHED,
	IPC_PICTURE_CONTAINED,
	IPC_PICTURE_LIED,
	IPC_PICTURE_NO_WORKER,
	IPC_PICTURE_MISSING,
	IPC_PICTURE_ADDRESS, /* of the web, where a file should be */
	IPC_PICTURE_FORBIDDEN,
	IPC_PICTURE_FOLDER,
	IPC_PICTURE_NOT_A_FILE,
	IPC_PICTURE_LINK, /* of a folder, not followed */
	IPC_PICTURE_UNREADABLE,
	IPC_PICTURE_NO_NAME,
	IPC_PICTURE_INPUT_TWICE,
	IPC_PICTURE_TOO_MANY_OPEN,
	IPC_PICTURE_STATUSES
};

/* The stable code of a status ("too_many_pixels"). */
const char *ipc_picture_code(enum ipc_picture_status status);

/* One sentence: the reason and the remedy. */
const char *ipc_picture_sentence(enum ipc_picture_status status);

/*
 * The same for an answer, with the system call that its jail stopped, where
 * that is known.  Holds until the same thread asks for the next one.
 */
struct ipc_picture;
const char *ipc_picture_reason(const struct ipc_picture *picture);

/* What an answer may hold besides, when the job asks for it. */
enum ipc_extra {
	IPC_EXTRA_THUMBNAIL, /* a JPEG of at most 256 pixels a side, upright */
	IPC_EXTRA_PREVIEW,   /* width, height (a byte each), RGB; at most 64 */
	IPC_EXTRA_LOCAL,     /* struct fingerprint_local, as written */
	IPC_EXTRA_QUERY,     /* struct fingerprint_query, as written */
	IPC_EXTRA_PIXELS,    /* SHA-256 of the decoded pixels, as stored */
	IPC_EXTRA_TURNED,  /* struct fingerprint_turned, as written; with QUERY
			    */
	IPC_EXTRA_REGIONS, /* struct fingerprint_region, as written, each */
	IPC_EXTRA_GREY,	   /* columns, rows (two bytes each), luma, upright */
	IPC_EXTRAS
};

#define IPC_PIXELS_SIZE 32
#define IPC_REGIONS_MAX (FINGERPRINT_REGIONS * FINGERPRINT_REGION_SIZE_MAX)
#define IPC_GREY_PIXELS 1200000u
#define IPC_GREY_MAX (4 + IPC_GREY_PIXELS)
#define IPC_PICTURE_BODY_MAX (262144 + 65536 + IPC_REGIONS_MAX + IPC_GREY_MAX)

struct ipc_picture {
	enum ipc_picture_status status;
	enum ipc_format format;
	bool damaged;		/* decoded, but parts are missing or wrong */
	bool animated;		/* only the first frame was read */
	uint8_t orientation;	/* EXIF, 1 to 8; 0 when the file states none */
	uint32_t width, height; /* as stored, before the orientation */
	bool hashed;
	uint8_t sha256[32];
	struct fingerprint fingerprint; /* of the upright picture */
	unsigned count;
	struct ipc_finding findings[IPC_FINDINGS_MAX];
	uint64_t unread_bytes; /* of the file that no reader here understands */
	uint64_t end; /* of the picture, where no box says so; 0: not known */
	/*
	 * Of the picture that the job asked for by hidden: which of the parts
	 * below it is, from 1, where another decoder has to read it; else 0.
	 */
	uint8_t elsewhere;
	unsigned hiddens;
	struct ipc_hidden hidden[IPC_HIDDEN_MAX];
	struct base_buffer extras[IPC_EXTRAS]; /* empty where not asked for */
	char call[IPC_CALL_MAX]; /* what the jail stopped; the core's to say */
};

/* Release the extras and empty the answer; safe on an empty one. */
void ipc_picture_free(struct ipc_picture *picture);

/* Append an answer; its findings are printable already. */
LENS_MUST enum lens_err ipc_picture_write(const struct ipc_picture *picture,
					  struct base_buffer *body);

/*
 * Read an answer, believing nothing: every enum in range, every text
 * printable, every count within its limit, no byte left over; a file that is
 * not IPC_PICTURE_OK has no fingerprint and no extras.  The caller frees *out.
 */
LENS_MUST enum lens_err ipc_picture_read(struct base_view body,
					 struct ipc_picture *out);

/* Options of a picture job. */
struct ipc_picture_job {
	uint32_t number; /* of the question: its end carries it back */
	uint64_t bytes;	 /* of the picture, as the core measured them */
	bool full;	 /* decode every pixel, where less would do */
	bool words;	 /* no pixel: only what stands beside them */
	/*
	 * 1 and up: the thumbnail is to be of so many-th picture inside the
	 * file that shows something else, and there is none without one.
	 */
	uint8_t hidden;
	bool wants[IPC_EXTRAS];
};
LENS_MUST enum lens_err ipc_picture_job_write(const struct ipc_picture_job *job,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_picture_job_read(struct base_view body,
					     struct ipc_picture_job *out);

/* How the process of one image ended. */
struct ipc_picture_end {
	uint32_t number; /* the question's */
	uint32_t signal; /* that killed it, or 0 */
};
LENS_MUST enum lens_err ipc_picture_end_write(const struct ipc_picture_end *end,
					      struct base_buffer *body);
LENS_MUST enum lens_err ipc_picture_end_read(struct base_view body,
					     struct ipc_picture_end *out);

#endif
