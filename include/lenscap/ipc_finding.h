/* ipc_finding.h: what a decoder finds in a file besides its picture. */
#ifndef LENSCAP_IPC_FINDING_H
#define LENSCAP_IPC_FINDING_H

#include <lenscap/base_said.h>
#include <lenscap/ipc.h>

/* What a file gives away besides its pixels, worst first. */
enum ipc_finding_kind {
	IPC_FINDING_GPS,
	IPC_FINDING_PLACE, /* city, street, venue in words */
	IPC_FINDING_PERSON_NAME,
	IPC_FINDING_THUMBNAIL_DIFFERS,
	IPC_FINDING_HIDDEN_PICTURE, /* appended, or one of several */
	IPC_FINDING_HIDDEN_REMAINS, /* of a file that was written over */
	IPC_FINDING_HIDDEN_VIDEO,   /* of a motion photo */
	IPC_FINDING_HIDDEN_FILE,    /* an archive behind the picture */
	IPC_FINDING_CONTACT, /* e-mail, telephone, address of the creator */
	IPC_FINDING_CAMERA_SERIAL,
	IPC_FINDING_LENS_SERIAL,
	IPC_FINDING_FILE_NAMES,
	IPC_FINDING_CAPTURE_TIME,
	IPC_FINDING_AUTHOR,
	IPC_FINDING_CAPTION,
	IPC_FINDING_KEYWORDS,
	IPC_FINDING_FACES,	  /* regions without a name */
	IPC_FINDING_EDIT_HISTORY, /* steps, ancestors, sources */
	IPC_FINDING_UNIQUE_ID,	  /* an id that links files to one source */
	IPC_FINDING_SHUTTER_COUNT,
	IPC_FINDING_TEXT,   /* words whose meaning is not known */
	IPC_FINDING_UNREAD, /* bytes that nothing here can read */
	IPC_FINDING_AI_SOURCE,
	IPC_FINDING_COPYRIGHT,
	IPC_FINDING_DEVICE, /* maker and model */
	IPC_FINDING_SOFTWARE,
	IPC_FINDING_GAIN_MAP,
	IPC_FINDING_PICTURE_COPY, /* a further picture that shows the same */
	IPC_FINDING_CONTENT_CREDENTIALS,
	IPC_FINDINGS
};

struct ipc_finding {
	enum ipc_finding_kind kind;
	char detail[IPC_TEXT_MAX]; /* printable */
};

#define IPC_FINDINGS_MAX 64 /* of a file with more the mildest are left out */
/* Said in the place of what is left out: once of a kind, or last of all. */
#define IPC_FINDING_MORE N_("and more, not listed")

/* What lies in a file beside its picture and the usual blocks. */
enum ipc_hidden_kind {
	IPC_HIDDEN_UNKNOWN, /* bytes that nothing here can read */
	IPC_HIDDEN_VIDEO,
	IPC_HIDDEN_PICTURE,
	IPC_HIDDEN_GAIN_MAP,
	IPC_HIDDEN_REMAINS, /* of a file that was written over */
	IPC_HIDDEN_TRAILER, /* a phone's own notes behind the picture */
	IPC_HIDDEN_ARCHIVE,
	IPC_HIDDEN_DOCUMENT,
	IPC_HIDDEN_SOUND,
	IPC_HIDDEN_FILE, /* a program, a database */
	IPC_HIDDEN_EXIF, /* a further block, or one in an odd place */
	IPC_HIDDEN_XMP,
	IPC_HIDDEN_IPTC,
	IPC_HIDDEN_COMMENT,
	IPC_HIDDEN_TEXT,
	IPC_HIDDENS
};

/* The stable name of a kind ("gain_map"). */
const char *ipc_hidden_name(enum ipc_hidden_kind kind);

struct ipc_hidden {
	enum ipc_hidden_kind kind;
	uint64_t bytes, offset; /* in the file */
};

#define IPC_HIDDEN_MAX 32 /* the first ones; unread_bytes counts them all */

#endif
