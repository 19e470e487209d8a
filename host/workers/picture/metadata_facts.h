/*
 * metadata_facts.h: what the readers of metadata share: text, times and places
 * out of a stranger's file, each brought to one form so that the same fact in
 * two blocks is seen to be the same.
 */
#ifndef LENSCAP_PICTURE_METADATA_FACTS_H
#define LENSCAP_PICTURE_METADATA_FACTS_H

#include <lenscap/base_said.h>

#include "metadata.h"

/* Said both of a manifest in the file and of XMP that points to one there. */
#define METADATA_CREDENTIALS_INSIDE                                            \
	N_("a signed history (C2PA) inside the file")
/* Said of words that a maker of pictures by AI writes down. */
#define METADATA_REQUEST N_("what an AI was asked for")
/* Said of a second picture of grey that makes the first one brighter. */
#define METADATA_GAIN_MAP N_("a smaller grey picture of the same scene")

/*
 * One line out of any bytes: UTF-8 or else Windows-1252, white space joined and
 * trimmed, printable.  Empty when nothing is left; what had to be cut ends with
 * an ellipsis.
 */
void metadata_text(char out[IPC_TEXT_MAX], struct base_view text);

/* The part of text before its first NUL. */
struct base_view metadata_text_ends(struct base_view text);

/*
 * UTF-16 as UTF-8 into out, cut to fit; lone surrogates become U+FFFD.
 * Returns the view of what was written.
 */
struct base_view metadata_text_utf16(char *out, size_t capacity,
				     struct base_view text, bool little);

/* The same of Japanese text in any of its three codes (JIS X 0208). */
struct base_view metadata_text_jis(char *out, size_t capacity,
				   struct base_view text);

/*
 * A pattern of ours, with texts for its names in braces, in their order; cut to
 * fit.  Each stands in host/letter/detail.c, too, which puts what is made of it
 * into other languages; N_() marks it, for tests/lint/details.py.
 */
void metadata_fill(char *out, size_t capacity, const char *pattern, ...);

/* "1.2 kB" of so many bytes. */
void metadata_size_words(char *out, size_t capacity, uint64_t bytes);

/* Append words of a block that nobody knows as "label: words", also numbers. */
void metadata_add_words(struct ipc_picture *picture, const char *label,
			struct base_view text);

/*
 * The same of a field whose meaning is not known.  Single signs, yes, no and
 * numbers, which are settings, say nothing.
 */
void metadata_add_said(struct ipc_picture *picture, const char *label,
		       struct base_view text);

/* Append the name of a colour profile that comes with no system or standard. */
void metadata_add_profile_name(struct ipc_picture *picture,
			       struct base_view name);

/* Append how a position was found, where a person's words say it. */
void metadata_add_method(struct ipc_picture *picture, struct base_view text);

/* Append every path to a file that is in text, as a name of a file. */
void metadata_add_paths(struct ipc_picture *picture, struct base_view text);

/* Append "3 further pages in the same file", by the pattern of one or of more.
 */
void metadata_add_counted(struct ipc_picture *picture,
			  enum ipc_finding_kind kind, unsigned count,
			  const char *one, const char *more);

/* True when text is what a device writes by itself and says nothing. */
bool metadata_text_is_filler(enum ipc_finding_kind kind, const char *text);

/*
 * The parts that are not empty, each once, with separator between; out is
 * empty when all are, and cut as above.
 */
void metadata_text_join(char out[IPC_TEXT_MAX], const char *const *parts,
			size_t count, const char *separator);

/* Maker and model, the maker only once. */
void metadata_text_device(char out[IPC_TEXT_MAX], const char *make,
			  const char *model);

/* A date with as many parts as the file states: 1 the year, 6 up to seconds. */
struct metadata_time {
	unsigned part[6]; /* year, month, day, hour, minute, second */
	unsigned parts;
	bool zoned;
	int zone; /* minutes east of Greenwich */
};

/*
 * Read "2024:05:01 12:33:07" (Exif), "2024-05-01T12:33:07.5+02:00" (XMP) or
 * "20240501 123307+0200" (IPTC); false when it is no date, or a date of zeros.
 */
bool metadata_time_read(const char *text, struct metadata_time *out);

/* "2024-05-01 12:33:07 +02:00", as far as it is known. */
void metadata_time_write(char out[IPC_TEXT_MAX],
			 const struct metadata_time *time);

/* True when both details may state one moment, one perhaps less exactly. */
bool metadata_time_same(const char *a, const char *b);

/* Append a capture time, if the text is one. */
void metadata_add_time(struct ipc_picture *picture, const char *text);

/*
 * The same of another clock, by a pattern as "{words} (digitized)", unless that
 * moment is known already.  An empty one is the camera's own clock.
 */
void metadata_add_time_as(struct ipc_picture *picture, const char *text,
			  const char *pattern);

struct metadata_coordinate {
	bool known;
	bool sided; /* north or south, east or west is stated */
	double degrees;
};

struct metadata_position {
	struct metadata_coordinate latitude, longitude;
	bool high; /* altitude is known */
	double altitude;
};

/*
 * Write a position as "48.85837, 2.29448, altitude 35 m"; false when it lies
 * outside the world or a coordinate is missing.
 */
bool metadata_position_write(char out[IPC_TEXT_MAX],
			     const struct metadata_position *position);

/* Append such a position, if it is one, by a pattern of which it is the part;
 * an empty one is the position alone. */
void metadata_add_position(struct ipc_picture *picture, const char *pattern,
			   const struct metadata_position *position);

/* True when both details name one place, within some ten metres. */
bool metadata_position_same(const char *a, const char *b);

/* Read "48,51.5022N", "48,51,30N" (XMP) or a signed decimal. */
struct metadata_coordinate metadata_coordinate_read(const char *text);

#endif
