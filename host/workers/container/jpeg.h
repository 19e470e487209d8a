/*
 * jpeg.h: a JPEG's segments (ITU-T T.81, B), and how much of each decoding
 * takes: an account of the file and a clean copy go by the same rows.
 */
#ifndef LENSCAP_CONTAINER_JPEG_H
#define LENSCAP_CONTAINER_JPEG_H

#include <lenscap/base.h>

/* Markers that readers of segments look at (B.1). */
enum jpeg_marker {
	JPEG_TEM = 0x01,
	JPEG_SOF0 = 0xc0,
	JPEG_DHT = 0xc4,
	JPEG_JPG = 0xc8,
	JPEG_DAC = 0xcc,
	JPEG_SOF15 = 0xcf,
	JPEG_RST0 = 0xd0,
	JPEG_RST7 = 0xd7,
	JPEG_SOI = 0xd8,
	JPEG_EOI = 0xd9,
	JPEG_SOS = 0xda,
	JPEG_DQT = 0xdb,
	JPEG_DNL = 0xdc,
	JPEG_DRI = 0xdd,
	JPEG_APP0 = 0xe0,
	JPEG_APP1 = 0xe1,
	JPEG_APP2 = 0xe2,
	JPEG_APP14 = 0xee,
	JPEG_APP15 = 0xef,
	JPEG_COM = 0xfe
};

#define JPEG_ADOBE 12  /* bytes of Adobe's, which says what the colours are */
#define JPEG_ICC 14    /* bytes before a profile's part */
#define JPEG_PIECES 16 /* of one segment */
#define JPEG_TABLES 13 /* of quantization, of two sorts of codes, restarts */
#define JPEG_USED 256  /* tables of one file; with more, all count as used */

struct jpeg_segment {
	uint8_t marker;
	struct base_view body; /* without marker and length */
};

/*
 * The segment from *at on, which is moved behind it; false at the end of the
 * file.  Bytes that are no marker where one is due are passed over, as decoders
 * do.
 */
bool jpeg_next(struct base_view file, size_t *at, struct jpeg_segment *out);

/* Where the data of a scan end: at a marker that does not belong to them. */
size_t jpeg_scan_end(struct base_view file, size_t at);

/* True for a frame's header (SOF). */
bool jpeg_is_frame(uint8_t marker);

/* What decoding takes of a file, while one goes through it. */
struct jpeg_use {
	struct base_view file;
	/* Looked ahead to here, for the scans that take a table. */
	size_t ahead;
	bool met, ended;	/* a scan, and the end */
	uint8_t kind;		/* marker of the frame; 0: none was met */
	struct base_view frame; /* body of its header */
	struct base_view tables[JPEG_TABLES], used[JPEG_USED];
	unsigned count;
	unsigned looked;      /* components whose pixels were met, a bit each */
	bool fronted;	      /* looked at what is in front of the pixels: */
	size_t profiles;      /* bytes of all */
	const uint8_t *adobe; /* the body of Adobe's that counts; or NULL */
	/* Gone through to here. */
	unsigned scanned;  /* as looked */
	bool scans, lines; /* a scan was met; a number of lines behind it */
	bool taken;	   /* the scan whose data come next */
	size_t profile;	   /* bytes of one that are to come */
};

/* Begin with a file, from its start marker on; it must outlive *out. */
void jpeg_use_begin(struct base_view file, struct jpeg_use *out);

struct jpeg_piece {
	struct base_view bytes;
	bool taken; /* else decoding passes it over */
};

/*
 * The pieces of a segment's body, in their order, each of them taken or not;
 * how many.  Marker 0 is of a scan's data.  Segments of applications have what
 * says how colours look: a profile and Adobe's; nothing else of them is taken.
 * To be called for each segment, in the order of the file.
 */
unsigned jpeg_use_pieces(struct jpeg_use *use, uint8_t marker,
			 struct base_view body,
			 struct jpeg_piece out[JPEG_PIECES]);

#endif
