/*
 * inventory_trailer.c: what is appended to a picture and is read from its end:
 * Samsung's notes ("SEFT"), AFCP ("AXS!"), FotoStation's IPTC.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "inventory.h"

#define TRAILER_ENTRIES_MAX 256

/* ---- Samsung ---- */

/* Milliseconds since 1970, as digits. */
static void trailer_time(struct inventory *inventory, struct base_view value)
{
	char line[IPC_TEXT_MAX], text[40];
	uint64_t milliseconds;
	struct tm parts;
	time_t moment;

	metadata_text(line, metadata_text_ends(value));
	if (base_parse_number(line, 1ull << 50, &milliseconds) != LENS_OK)
		return;
	moment = (time_t)(milliseconds / 1000);
	if (gmtime_r(&moment, &parts) == NULL)
		return;
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%SZ", &parts);
	metadata_add_time_as(inventory->picture, text,
			     N_("{words} (phone's clock)"));
}

/* The country the phone was in, as a mobile country code. */
static void trailer_country(struct inventory *inventory, struct base_view value)
{
	char line[IPC_TEXT_MAX], text[IPC_TEXT_MAX];

	metadata_text(line, metadata_text_ends(value));
	metadata_fill(text, sizeof(text),
		      N_("mobile network of country code {number}"), line);
	if (*line != '\0')
		metadata_add(inventory->picture, IPC_FINDING_PLACE,
			     base_view_of(text));
}

/* The editor's steps, and where the original lies. */
static void trailer_edit(struct inventory *inventory, struct base_view value)
{
	metadata_add(inventory->picture, IPC_FINDING_EDIT_HISTORY,
		     metadata_text_ends(value));
	metadata_add_paths(inventory->picture, metadata_text_ends(value));
}

static const struct {
	const char *name;
	void (*read)(struct inventory *inventory, struct base_view value);
} trailer_names[] = {
    {"Image_UTC_Data", trailer_time},
    {"MCC_Data", trailer_country},
    {"PhotoEditor_Re_Edit_Data", trailer_edit},
    {"Original_Path_Hash_Key", trailer_edit},
    {"Single_Relative_Path", trailer_edit},
};

/* One value: a kind, the length of its name, the name, and the rest. */
static void trailer_entry(struct inventory *inventory, struct base_view block)
{
	uint64_t size = inventory_little(base_view_part(block, 4, 4));
	struct base_view name = base_view_part(block, 8, size);
	struct base_view value;
	char label[IPC_TEXT_MAX];

	if (name.data == NULL)
		return;
	value = base_view_part(block, 8 + size, block.size - 8 - size);
	metadata_text(label, name);
	inventory_claim(inventory, base_view_part(block, 0, 8 + size));
	/* A video, a sound or a picture is found by its own beginning. */
	if (base_view_starts(base_view_part(value, 4, 4), "ftyp", 4) ||
	    base_view_starts(value, "\xff\xd8\xff", 3))
		return;
	inventory_claim(inventory, block);
	for (size_t i = 0; i < sizeof(trailer_names) / sizeof(*trailer_names);
	     i++)
		if (strcmp(label, trailer_names[i].name) == 0) {
			trailer_names[i].read(inventory, value);
			return;
		}
	metadata_add_said(inventory->picture, label, metadata_text_ends(value));
}

static void trailer_samsung(struct inventory *inventory, struct base_view rest)
{
	struct base_view tail, head;
	uint64_t size, count;
	size_t at;

	/* Zeros may follow, to fill a sector. */
	while (rest.size > 8 && rest.data[rest.size - 1] == 0)
		rest.size--;
	if (rest.size < 20 || memcmp(rest.data + rest.size - 4, "SEFT", 4) != 0)
		return;
	tail = base_view_part(rest, rest.size - 8, 8);
	size = inventory_little(base_view_part(tail, 0, 4));
	if (size > rest.size - 8 || size < 12)
		return;
	at = rest.size - 8 - (size_t)size;
	head = base_view_part(rest, at, size);
	if (!base_view_starts(head, "SEFH", 4))
		return;
	inventory_claim(inventory, base_view_part(rest, at, size + 8));
	count = inventory_little(base_view_part(head, 8, 4));
	for (uint64_t i = 0; i < count && i < TRAILER_ENTRIES_MAX; i++) {
		struct base_view entry =
		    base_view_part(head, 12 + 12 * (size_t)i, 12);
		uint64_t back = inventory_little(base_view_part(entry, 4, 4));
		uint64_t bytes = inventory_little(base_view_part(entry, 8, 4));

		if (entry.data == NULL || back > at)
			break;
		trailer_entry(inventory,
			      base_view_part(rest, at - back, bytes));
		if (bytes > 0)
			inventory_hide(inventory, IPC_HIDDEN_TRAILER,
				       base_view_part(rest, at - back, bytes));
	}
	inventory_hide(inventory, IPC_HIDDEN_TRAILER,
		       base_view_part(rest, at, size + 8));
}

/* ---- AFCP: a directory whose offsets count from the file's start ---- */

static void trailer_afcp_entry(struct inventory *inventory, const char *name,
			       struct base_view value)
{
	size_t at = 0;

	inventory_claim(inventory, value);
	inventory_hide(inventory, IPC_HIDDEN_TRAILER, value);
	if (strcmp(name, "IPTC") == 0)
		inventory_iptc(inventory, value);
	else if (strcmp(name, "TEXT") == 0)
		metadata_find_comment(value, inventory->picture);
	else
		inventory_add(inventory, inventory_find_jpeg(value, &at),
			      INVENTORY_PREVIEW, N_("in the AFCP trailer"),
			      IPC_HIDDEN_MAX);
}

static void trailer_afcp(struct inventory *inventory, struct base_view rest)
{
	struct base_view tail = base_view_part(rest, rest.size - 12, 12);
	uint64_t (*number)(struct base_view bytes) = inventory_big;
	struct base_view all = inventory->file, head;
	uint64_t at, count;

	if (rest.size < 24 || !base_view_starts(tail, "AXS", 3) ||
	    (tail.data[3] != '!' && tail.data[3] != '*'))
		return;
	if (tail.data[3] == '*')
		number = inventory_little;
	at = number(base_view_part(tail, 4, 4));
	head = base_view_part(all, at, 12);
	if (!base_view_starts(head, tail.data, 4))
		return;
	inventory_claim(inventory, tail);
	inventory_claim(inventory, head);
	count = number(base_view_part(head, 6, 2));
	for (uint64_t i = 0; i < count && i < TRAILER_ENTRIES_MAX; i++) {
		struct base_view entry =
		    base_view_part(all, at + 12 + 12 * i, 12);
		char name[5] = "";

		if (entry.data == NULL)
			return;
		memcpy(name, entry.data, 4);
		inventory_claim(inventory, entry);
		trailer_afcp_entry(
		    inventory, name,
		    base_view_part(all, number(base_view_part(entry, 8, 4)),
				   number(base_view_part(entry, 4, 4))));
	}
}

/* ---- FotoStation: IPTC, its length, a magic number ---- */

static void trailer_station(struct inventory *inventory, struct base_view rest)
{
	struct base_view tail = base_view_part(rest, rest.size - 10, 10);
	uint64_t size = inventory_big(base_view_part(tail, 2, 4));
	struct base_view part;

	if (rest.size < 10 ||
	    !base_view_starts(base_view_part(tail, 6, 4), "\xa1\xb2\xc3\xd4",
			      4) ||
	    size < 10 || size > rest.size)
		return;
	part = base_view_part(rest, rest.size - size, size);
	inventory_claim(inventory, part);
	inventory_hide(inventory, IPC_HIDDEN_TRAILER, part);
	if (base_view_starts(part, "\x1c", 1))
		inventory_iptc(inventory, base_view_part(part, 0, size - 10));
	else
		(void)inventory_unknown(inventory, "FotoStation", part);
}

void inventory_trailers(struct inventory *inventory, struct base_view rest)
{
	trailer_samsung(inventory, rest);
	trailer_afcp(inventory, rest);
	trailer_station(inventory, rest);
}
