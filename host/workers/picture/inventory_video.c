/*
 * inventory_video.c: what the video of a motion photo says in words: ISO
 * 14496-12, 3GPP TS 26.244, Apple's QuickTime File Format.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "inventory.h"

#define VIDEO_DEPTH_MAX 8
#define VIDEO_BOXES_MAX 512 /* of one level */
#define VIDEO_KEYS_MAX 64
/* Of a box "uuid" with XMP (XMP Specification, part 3, 1.2.6). */
static const uint8_t video_xmp[] = {0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9,
				    0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94,
				    0x91, 0xe3, 0xaf, 0xac};
#define VIDEO_1904 2082844800 /* seconds before 1970 */

struct video_walk {
	struct inventory *inventory;
	struct base_view keys[VIDEO_KEYS_MAX]; /* names, counted from 1 */
	unsigned count;
};

struct video_box {
	char type[5];
	struct base_view body;
};

static bool video_next(struct base_view *rest, struct video_box *out)
{
	uint64_t size = inventory_big(base_view_part(*rest, 0, 4));
	size_t head = 8;

	if (rest->size < 8)
		return false;
	memcpy(out->type, rest->data + 4, 4);
	out->type[4] = '\0';
	if (size == 1 && rest->size >= 16) {
		head = 16;
		size = inventory_big(base_view_part(*rest, 8, 8));
	}
	if (size == 0 || size > rest->size)
		size = rest->size;
	if (size < head)
		return false;
	out->body = base_view_part(*rest, head, size - head);
	*rest = base_view_part(*rest, size, rest->size - size);
	return true;
}

/* ISO 6709: "+48.8577+002.2950+035.000/". */
static void video_place(struct video_walk *walk, struct base_view text)
{
	char line[IPC_TEXT_MAX];
	struct metadata_position position = {0};
	char *at = line, *end;

	metadata_text(line, text);
	position.latitude.degrees = strtod(at, &end);
	position.latitude.known = end != at;
	at = end;
	if (*at != '+' && *at != '-')
		return;
	position.longitude.degrees = strtod(at, &end);
	position.longitude.known = end != at;
	at = end;
	position.latitude.sided = position.longitude.sided = true;
	if (*at == '+' || *at == '-') {
		position.altitude = strtod(at, &end);
		position.high = end != at;
	}
	metadata_add_position(walk->inventory->picture, "", &position);
}

static double video_fixed(struct base_view part)
{
	return (int32_t)inventory_big(part) / 65536.0;
}

/* 3GPP's: language, name, role, longitude, latitude, altitude as 16.16. */
static void video_loci(struct video_walk *walk, struct base_view body)
{
	struct base_view name, rest = base_view_part(body, 6, body.size - 6);
	struct metadata_position position = {0};

	if (body.size < 6)
		return;
	name = metadata_text_ends(rest);
	metadata_add(walk->inventory->picture, IPC_FINDING_PLACE, name);
	rest = base_view_part(rest, name.size + 1, 13);
	if (rest.data == NULL)
		return;
	position.longitude.degrees = video_fixed(base_view_part(rest, 1, 4));
	position.latitude.degrees = video_fixed(base_view_part(rest, 5, 4));
	position.altitude = video_fixed(base_view_part(rest, 9, 4));
	position.high = position.altitude != 0;
	position.latitude.known = position.longitude.known = true;
	position.latitude.sided = position.longitude.sided = true;
	metadata_add_position(walk->inventory->picture, "", &position);
}

/* Seconds since 1904, in UTC. */
static void video_time(struct video_walk *walk, struct base_view body)
{
	bool wide = body.size > 0 && body.data[0] == 1;
	int64_t seconds =
	    (int64_t)inventory_big(base_view_part(body, 4, wide ? 8 : 4));
	time_t moment = (time_t)(seconds - VIDEO_1904);
	struct tm parts;
	char text[40];

	if (seconds <= VIDEO_1904 || seconds > VIDEO_1904 + 0xffffffffll ||
	    gmtime_r(&moment, &parts) == NULL)
		return;
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%SZ", &parts);
	metadata_add_time_as(walk->inventory->picture, text,
			     N_("{words} (of the video)"));
}

/* A place, a time, or a text of a kind. */
static const struct video_key {
	const char *name;
	enum ipc_finding_kind kind;
	bool place, time;
} video_keys[] = {
    {"com.apple.quicktime.location.ISO6709", IPC_FINDING_GPS, true, false},
    {"\xa9xyz", IPC_FINDING_GPS, true, false},
    {"com.apple.quicktime.creationdate", 0, false, true},
    {"\xa9"
     "day",
     0, false, true},
    {"com.apple.quicktime.location.name", IPC_FINDING_PLACE, false, false},
    {"com.apple.quicktime.make", IPC_FINDING_DEVICE, false, false},
    {"com.apple.quicktime.model", IPC_FINDING_DEVICE, false, false},
    {"com.apple.quicktime.software", IPC_FINDING_SOFTWARE, false, false},
    {"com.apple.quicktime.author", IPC_FINDING_AUTHOR, false, false},
    {"com.apple.quicktime.artist", IPC_FINDING_AUTHOR, false, false},
    {"com.apple.quicktime.title", IPC_FINDING_CAPTION, false, false},
    {"com.apple.quicktime.description", IPC_FINDING_CAPTION, false, false},
    {"com.apple.quicktime.comment", IPC_FINDING_CAPTION, false, false},
    {"com.apple.quicktime.keywords", IPC_FINDING_KEYWORDS, false, false},
    {"com.apple.quicktime.copyright", IPC_FINDING_COPYRIGHT, false, false},
    {"com.apple.quicktime.content.identifier", IPC_FINDING_UNIQUE_ID, false,
     false},
    {"com.android.manufacturer", IPC_FINDING_DEVICE, false, false},
    {"com.android.model", IPC_FINDING_DEVICE, false, false},
    {"com.android.version", IPC_FINDING_SOFTWARE, false, false},
    {"\xa9mak", IPC_FINDING_DEVICE, false, false},
    {"\xa9mod", IPC_FINDING_DEVICE, false, false},
    {"\xa9swr", IPC_FINDING_SOFTWARE, false, false},
    {"\xa9too", IPC_FINDING_SOFTWARE, false, false},
    {"\xa9"
     "fmt",
     IPC_FINDING_SOFTWARE, false, false},
    {"\xa9"
     "enc",
     IPC_FINDING_SOFTWARE, false, false},
    {"\xa9nam", IPC_FINDING_CAPTION, false, false},
    {"\xa9"
     "des",
     IPC_FINDING_CAPTION, false, false},
    {"\xa9"
     "cmt",
     IPC_FINDING_CAPTION, false, false},
    {"\xa9inf", IPC_FINDING_CAPTION, false, false},
    {"\xa9"
     "aut",
     IPC_FINDING_AUTHOR, false, false},
    {"\xa9"
     "ART",
     IPC_FINDING_AUTHOR, false, false},
    {"\xa9"
     "dir",
     IPC_FINDING_AUTHOR, false, false},
    {"\xa9"
     "cpy",
     IPC_FINDING_COPYRIGHT, false, false},
    {"\xa9key", IPC_FINDING_KEYWORDS, false, false},
    {"auth", IPC_FINDING_AUTHOR, false, false},
    {"perf", IPC_FINDING_AUTHOR, false, false},
    {"titl", IPC_FINDING_CAPTION, false, false},
    {"dscp", IPC_FINDING_CAPTION, false, false},
    {"cprt", IPC_FINDING_COPYRIGHT, false, false},
    {"kywd", IPC_FINDING_KEYWORDS, false, false},
};

static void video_say(struct video_walk *walk, struct base_view name,
		      struct base_view text)
{
	struct ipc_picture *picture = walk->inventory->picture;
	char line[IPC_TEXT_MAX];

	for (size_t i = 0; i < sizeof(video_keys) / sizeof(*video_keys); i++) {
		const struct video_key *key = &video_keys[i];

		if (name.size != strlen(key->name) ||
		    !base_view_starts(name, key->name, name.size))
			continue;
		if (key->place) {
			video_place(walk, text);
		} else if (key->time) {
			metadata_text(line, text);
			metadata_add_time_as(picture, line,
					     N_("{words} (of the video)"));
		} else {
			metadata_add(picture, key->kind,
				     metadata_text_ends(text));
		}
		return;
	}
	metadata_text(line, name);
	metadata_add_said(picture, line, metadata_text_ends(text));
}

/* Names of Apple's items, as many boxes of "mdta". */
static void video_read_keys(struct video_walk *walk, struct base_view body)
{
	struct base_view rest = base_view_part(body, 8, body.size - 8);
	struct video_box box;

	walk->count = 0;
	while (body.size >= 8 && walk->count < VIDEO_KEYS_MAX &&
	       video_next(&rest, &box))
		walk->keys[walk->count++] = box.body;
}

/* Items of a number (a key) or a name, each with a box "data". */
static void video_read_items(struct video_walk *walk, struct base_view body)
{
	struct video_box item, data;

	for (unsigned i = 0; i < VIDEO_BOXES_MAX && video_next(&body, &item);
	     i++) {
		struct base_view name = {(const uint8_t *)item.type, 4};
		uint64_t number = inventory_big(name);

		if (number > 0 && number <= walk->count)
			name = walk->keys[number - 1];
		/* Type 1 is UTF-8 text, others are numbers and pictures. */
		while (video_next(&item.body, &data))
			if (strcmp(data.type, "data") == 0 &&
			    data.body.size > 8 && data.body.data[3] == 1)
				video_say(walk, name,
					  base_view_part(data.body, 8,
							 data.body.size - 8));
	}
}

static void video_user_data(struct video_walk *walk,
			    const struct video_box *box)
{
	struct base_view name = {(const uint8_t *)box->type, 4};
	struct base_view body = box->body;
	uint64_t size = inventory_big(base_view_part(body, 0, 2));

	if (strcmp(box->type, "loci") == 0)
		video_loci(walk, body);
	else if ((uint8_t)box->type[0] == 0xa9 && size + 4 <= body.size)
		video_say(walk, name, base_view_part(body, 4, size));
	else if (body.size > 6 &&
		 inventory_big(base_view_part(body, 0, 4)) == 0)
		video_say(walk, name, base_view_part(body, 6, body.size - 6));
}

static void video_level(struct video_walk *walk, struct base_view rest,
			bool user, unsigned depth);

static void video_box(struct video_walk *walk, const struct video_box *box,
		      bool user, unsigned depth)
{
	struct base_view body = box->body;

	if (strcmp(box->type, "moov") == 0 || strcmp(box->type, "trak") == 0) {
		video_level(walk, body, false, depth + 1);
	} else if (strcmp(box->type, "udta") == 0) {
		video_level(walk, body, true, depth + 1);
	} else if (strcmp(box->type, "mvhd") == 0) {
		video_time(walk, body);
	} else if (strcmp(box->type, "meta") == 0) {
		/* ISO's has four bytes more in front than Apple's. */
		if (body.size > 8 && memcmp(body.data + 4, "hdlr", 4) != 0)
			body = base_view_part(body, 4, body.size - 4);
		video_level(walk, body, false, depth + 1);
	} else if (strcmp(box->type, "keys") == 0) {
		video_read_keys(walk, body);
	} else if (strcmp(box->type, "ilst") == 0) {
		video_read_items(walk, body);
	} else if (strcmp(box->type, "XMP_") == 0) {
		metadata_find_xmp(body, walk->inventory->picture);
	} else if (strcmp(box->type, "uuid") == 0) {
		if (base_view_starts(body, video_xmp, sizeof(video_xmp)))
			metadata_find_xmp(
			    base_view_part(body, sizeof(video_xmp),
					   body.size - sizeof(video_xmp)),
			    walk->inventory->picture);
	} else if (user) {
		video_user_data(walk, box);
	}
}

static void video_level(struct video_walk *walk, struct base_view rest,
			bool user, unsigned depth)
{
	struct video_box box;

	if (depth > VIDEO_DEPTH_MAX)
		return;
	for (unsigned i = 0; i < VIDEO_BOXES_MAX && video_next(&rest, &box);
	     i++)
		video_box(walk, &box, user, depth);
}

/* Boxes of letters one after the other; what follows them is none. */
size_t inventory_video_end(struct base_view video)
{
	struct base_view rest = video;

	if (base_view_starts(video, "RIFF", 4)) {
		uint64_t size = inventory_little(base_view_part(video, 4, 4));

		return size < video.size - 8 ? (size_t)size + 8 : video.size;
	}
	for (;;) {
		uint64_t size = inventory_big(base_view_part(rest, 0, 4));
		struct base_view type = base_view_part(rest, 4, 4);
		uint64_t wide = inventory_big(base_view_part(rest, 8, 8));

		if (type.data == NULL)
			return video.size - rest.size;
		for (unsigned i = 0; i < 4; i++)
			if (type.data[i] < ' ' || type.data[i] > 'z')
				return video.size - rest.size;
		if (size == 1)
			size = wide;
		/* Of a cut video the last box is all that there is. */
		if (size == 0 || size > rest.size)
			return base_view_starts(type, "mdat", 4) ||
				       base_view_starts(type, "moov", 4)
				   ? video.size
				   : video.size - rest.size;
		if (size < 8)
			return video.size - rest.size;
		rest = base_view_part(rest, size, rest.size - size);
	}
}

void inventory_video(struct inventory *inventory, struct base_view video)
{
	struct video_walk walk = {.inventory = inventory};

	video_level(&walk, video, false, 0);
}
