/*
 * metadata_iptc.c: IPTC-IIM records (IPTC-NAA Information Interchange Model,
 * version 4.2).  A reader of its own, because the datasets that matter are a
 * table and the framing is five bytes; libiptcdata would bring a parser for
 * whole JPEG files into the jail for that.
 */
#include <stdio.h>
#include <string.h>

#include "metadata_facts.h"

#define IPTC_MARKER 0x1c
#define IPTC_APPLICATION 2   /* the record that describes the picture */
#define IPTC_VALUES_MAX 1024 /* a block with more says no more by them */

/* Texts that make sense only together, kept until the block has ended. */
enum iptc_slot {
	IPTC_SUBLOCATION,
	IPTC_CITY,
	IPTC_STATE,
	IPTC_COUNTRY,
	IPTC_COUNTRY_CODE, /* told where the name is not */
	IPTC_DATE,
	IPTC_TIME,
	IPTC_SCAN_DATE,
	IPTC_SCAN_TIME,
	IPTC_PROGRAM,
	IPTC_VERSION,
	IPTC_SLOTS
};

struct iptc_reader {
	struct ipc_picture *picture;
	char slots[IPTC_SLOTS][IPC_TEXT_MAX];
};

static void iptc_take(struct iptc_reader *reader, unsigned kind,
		      struct base_view value)
{
	metadata_add(reader->picture, kind, value);
}

/* The first value stands; a repeated dataset is against the model. */
static void iptc_keep(struct iptc_reader *reader, unsigned slot,
		      struct base_view value)
{
	if (*reader->slots[slot] == '\0')
		metadata_text(reader->slots[slot], value);
}

/* Facebook marks every picture it hands out with an identifier in 2:40. */
static void iptc_take_mark(struct iptc_reader *reader, unsigned kind,
			   struct base_view value)
{
	if (base_view_starts(value, "FBMD", 4))
		kind = IPC_FINDING_UNIQUE_ID;
	metadata_add(reader->picture, kind, value);
}

/* By the practice of who wrote it, "Correction" or a sentence. */
static void iptc_say(struct iptc_reader *reader, unsigned kind,
		     struct base_view value)
{
	(void)kind;
	metadata_add_said(reader->picture, N_("edit status"), value);
}

/* Numbers and codes of an agency's own use. */
static void iptc_skip(struct iptc_reader *reader, unsigned kind,
		      struct base_view value)
{
	(void)reader;
	(void)kind;
	(void)value;
}

/*
 * Record 2 of IIM 4.2.  1:90, the character set, is left alone: its only use
 * in pictures is to announce UTF-8, which writers as often forget, and UTF-8
 * is told from Windows-1252 by its form (metadata_text).
 */
static const struct iptc_dataset {
	uint8_t number;
	void (*take)(struct iptc_reader *reader, unsigned detail,
		     struct base_view value);
	unsigned detail; /* a finding's kind or a slot */
} iptc_datasets[] = {
    {0, iptc_skip, 0},			 /* version */
    {3, iptc_skip, 0},			 /* object type */
    {4, iptc_skip, 0},			 /* object attribute */
    {5, iptc_take, IPC_FINDING_CAPTION}, /* object name */
    {7, iptc_say, 0},			 /* edit status */
    {8, iptc_skip, 0},
    {10, iptc_skip, 0},			    /* urgency */
    {12, iptc_take, IPC_FINDING_KEYWORDS},  /* subject reference */
    {15, iptc_take, IPC_FINDING_KEYWORDS},  /* category */
    {20, iptc_take, IPC_FINDING_KEYWORDS},  /* supplemental category */
    {22, iptc_take, IPC_FINDING_UNIQUE_ID}, /* fixture identifier */
    {25, iptc_take, IPC_FINDING_KEYWORDS},
    {26, iptc_take, IPC_FINDING_PLACE}, /* content location code */
    {27, iptc_take, IPC_FINDING_PLACE}, /* content location name */
    {30, iptc_skip, 0},			/* release and expiration */
    {35, iptc_skip, 0},
    {37, iptc_skip, 0},
    {38, iptc_skip, 0},
    {40, iptc_take_mark, IPC_FINDING_CAPTION}, /* special instructions */
    {42, iptc_skip, 0},
    {45, iptc_take, IPC_FINDING_UNIQUE_ID}, /* reference service */
    {47, iptc_skip, 0},
    {50, iptc_take, IPC_FINDING_UNIQUE_ID}, /* reference number */
    {55, iptc_keep, IPTC_DATE},
    {60, iptc_keep, IPTC_TIME},
    {62, iptc_keep, IPTC_SCAN_DATE},
    {63, iptc_keep, IPTC_SCAN_TIME},
    {65, iptc_keep, IPTC_PROGRAM},
    {70, iptc_keep, IPTC_VERSION},
    {75, iptc_skip, 0},			 /* object cycle */
    {80, iptc_take, IPC_FINDING_AUTHOR}, /* by-line */
    {85, iptc_take, IPC_FINDING_AUTHOR}, /* by-line title */
    {90, iptc_keep, IPTC_CITY},
    {92, iptc_keep, IPTC_SUBLOCATION},
    {95, iptc_keep, IPTC_STATE},
    {100, iptc_keep, IPTC_COUNTRY_CODE},
    {101, iptc_keep, IPTC_COUNTRY},
    {103, iptc_take, IPC_FINDING_UNIQUE_ID}, /* original transmission */
    {105, iptc_take, IPC_FINDING_CAPTION},   /* headline */
    {110, iptc_take, IPC_FINDING_AUTHOR},    /* credit */
    {115, iptc_take, IPC_FINDING_AUTHOR},    /* source */
    {116, iptc_take, IPC_FINDING_COPYRIGHT},
    {118, iptc_take, IPC_FINDING_CONTACT},
    {120, iptc_take, IPC_FINDING_CAPTION}, /* caption, abstract */
    {121, iptc_take, IPC_FINDING_CAPTION}, /* local caption */
    {122, iptc_take, IPC_FINDING_AUTHOR},  /* writer, editor */
    {125, iptc_skip, 0},		   /* rasterized caption */
    {130, iptc_skip, 0},		   /* image type, orientation */
    {131, iptc_skip, 0},
    {135, iptc_skip, 0},		     /* language */
    {184, iptc_take, IPC_FINDING_UNIQUE_ID}, /* job */
    {187, iptc_take, IPC_FINDING_UNIQUE_ID}, /* unique document */
    {188, iptc_take, IPC_FINDING_UNIQUE_ID}, /* document history's */
    {200, iptc_skip, 0},		     /* previews */
    {201, iptc_skip, 0},
    {202, iptc_skip, 0},
    {228, iptc_take, IPC_FINDING_EDIT_HISTORY}, /* prefs */
    {230, iptc_take, IPC_FINDING_EDIT_HISTORY}, /* document history */
    {231, iptc_take, IPC_FINDING_EDIT_HISTORY},
    {232, iptc_skip, 0}, /* camera raw settings */
};

/* Words of whatever record; of other bytes, none. */
static void iptc_words(struct iptc_reader *reader, const uint8_t name[2],
		       struct base_view value)
{
	char label[24];

	value = metadata_text_ends(value);
	for (size_t i = 0; i < value.size; i++)
		if (value.data[i] < ' ' && name[0] != IPTC_APPLICATION)
			return;
	snprintf(label, sizeof(label), "IPTC %u:%u", name[0], name[1]);
	metadata_add_said(reader->picture, label, value);
}

static void iptc_dataset(struct iptc_reader *reader, const uint8_t name[2],
			 struct base_view value)
{
	for (size_t i = 0; i < sizeof(iptc_datasets) / sizeof(*iptc_datasets);
	     i++)
		if (name[0] == IPTC_APPLICATION &&
		    iptc_datasets[i].number == name[1]) {
			iptc_datasets[i].take(reader, iptc_datasets[i].detail,
					      value);
			return;
		}
	iptc_words(reader, name, value);
}

/*
 * Take one dataset off the front (IIM 4.2, 1.5): marker, record, number and
 * two bytes of length, whose high bit says that they count the bytes of a
 * longer one.  False at the end, cut or not.
 */
static bool iptc_next(struct base_view *rest, uint8_t name[2],
		      struct base_view *value)
{
	const uint8_t *head = rest->data;
	size_t size, used = 5;

	if (rest->size < used || head[0] != IPTC_MARKER)
		return false;
	memcpy(name, head + 1, 2);
	size = (size_t)head[3] << 8 | head[4];
	if (size & 0x8000) {
		size_t width = size & 0x7fff;

		if (width > 4 || rest->size - used < width)
			return false;
		size = 0;
		for (size_t i = 0; i < width; i++)
			size = size << 8 | head[used + i];
		used += width;
	}
	if (rest->size - used < size)
		return false;
	*value = (struct base_view){head + used, size};
	*rest =
	    (struct base_view){head + used + size, rest->size - used - size};
	return true;
}

/* CCYYMMDD and HHMMSS±HHMM (IIM 4.2, 2:55 and 2:60). */
static void iptc_add_time(struct iptc_reader *reader, enum iptc_slot date,
			  enum iptc_slot hour)
{
	const char *parts[] = {reader->slots[date], reader->slots[hour]};
	char text[IPC_TEXT_MAX];

	/* A day of zeros is none, whatever the hour. */
	if (parts[0][strspn(parts[0], "0")] == '\0')
		return;
	metadata_text_join(text, parts, 2, " ");
	metadata_add_time(reader->picture, text);
}

static void iptc_add_joined(struct iptc_reader *reader,
			    enum ipc_finding_kind kind, enum iptc_slot first,
			    enum iptc_slot last, const char *gap)
{
	const char *parts[IPTC_SLOTS];
	char text[IPC_TEXT_MAX];
	size_t count = 0;

	for (unsigned slot = first; slot <= last; slot++)
		parts[count++] = reader->slots[slot];
	metadata_text_join(text, parts, count, gap);
	metadata_add(reader->picture, kind, base_view_of(text));
}

void metadata_find_iptc(struct base_view iptc, struct ipc_picture *picture)
{
	struct iptc_reader reader = {.picture = picture};
	struct base_view value;
	unsigned values = 0;
	uint8_t name[2];

	while (values < IPTC_VALUES_MAX && iptc_next(&iptc, name, &value)) {
		values++;
		iptc_dataset(&reader, name, value);
	}
	iptc_add_time(&reader, IPTC_DATE, IPTC_TIME);
	iptc_add_time(&reader, IPTC_SCAN_DATE, IPTC_SCAN_TIME);
	iptc_add_joined(&reader, IPC_FINDING_PLACE, IPTC_SUBLOCATION,
			*reader.slots[IPTC_COUNTRY] == '\0' ? IPTC_COUNTRY_CODE
							    : IPTC_COUNTRY,
			", ");
	if (*reader.slots[IPTC_PROGRAM] != '\0')
		iptc_add_joined(&reader, IPC_FINDING_SOFTWARE, IPTC_PROGRAM,
				IPTC_VERSION, " ");
}
