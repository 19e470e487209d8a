/* inventory_block.c: blocks of metadata and words, wherever they are met. */
#include <stdio.h>
#include <string.h>

#include "inventory_account.h"
#include "metadata_exif.h"

#define BLOCK_WORDS_LEAST 8 /* signs of a run that is told as words */
#define BLOCK_RUN_LEAST 16  /* the same among many numbers, which look alike */
#define BLOCK_ROW_LEAST 10  /* or letters and spaces in a row */
#define BLOCK_MANY 256	    /* bytes of them */
#define BLOCK_LETTERS 3	    /* of the shortest text */
#define BLOCK_AROUND 4	    /* bytes around words that are next to nothing */
#define BLOCK_RUNS_MAX 4    /* of one unknown block */
#define BLOCK_NOTES_MAX 2   /* notes in blocks in notes: cameras write one */
#define BLOCK_PREVIEWS_MAX 8
#define BLOCK_REPEATS_MAX 16 /* of one resource */
#define BLOCK_GAPS_MAX 64
#define BLOCK_NAME 100 /* bytes in which boxes have their name */

/* The first block of a sort belongs there; what follows is one too many. */
static void block_count(struct inventory *inventory, unsigned *count,
			enum ipc_hidden_kind kind, struct base_view block)
{
	if (block.size == 0)
		return;
	if ((*count)++ > 0)
		inventory_hide(inventory, kind, block);
}

/* Every preview in a block, whichever directory or note it belongs to. */
static void block_previews(struct inventory *inventory, struct base_view block,
			   const char *where)
{
	size_t at = 0;

	for (unsigned i = 0; i < BLOCK_PREVIEWS_MAX; i++) {
		struct base_view jpeg = inventory_find_jpeg(block, &at);

		if (jpeg.size == 0)
			return;
		inventory_add(inventory, jpeg, INVENTORY_PREVIEW, where,
			      IPC_HIDDEN_MAX);
	}
}

void inventory_exif_read(struct inventory *inventory, struct base_view block)
{
	static struct exif_tree tree;
	struct metadata_exif exif;
	struct base_view note;

	metadata_read_exif(block, &exif);
	if (inventory->depth == 0 && inventory->orientation == 0)
		inventory->orientation = exif.orientation;
	block_count(inventory, &inventory->exifs, IPC_HIDDEN_EXIF, block);
	metadata_find_exif(block, inventory->picture);
	note = metadata_exif_strange_note(block);
	inventory->notes++;
	if (note.size > 0)
		(void)inventory_unknown(inventory, N_("maker's note"), note);
	inventory->notes--;
	/* Another picture's previews are that picture's. */
	if (inventory->depth > 0)
		return;
	block_previews(inventory, block, N_("in the Exif block"));
	if (metadata_exif_open(block, &tree))
		inventory_raw_previews(inventory, &tree,
				       N_("in the Exif block"));
}

/*
 * A packet in UTF-32, which the parser does not know, as one byte a letter or a
 * question mark: what is beyond ASCII is told as not to be read.
 */
static struct base_view block_narrow(struct inventory *inventory,
				     struct base_view packet)
{
	size_t low = base_view_starts(packet, "\0\0\0<", 4) ||
			     base_view_starts(packet, "\0\0\xfe\xff", 4)
			 ? 3
			 : 0;
	struct base_buffer narrow;
	struct base_view view;

	if (low == 0 && !base_view_starts(packet, "<\0\0\0", 4) &&
	    !base_view_starts(packet, "\xff\xfe\0\0", 4))
		return packet;
	base_buffer_init(&narrow, INVENTORY_BLOCK_MAX);
	for (size_t i = 0; i + 4 <= packet.size; i += 4) {
		uint8_t letter = packet.data[i + low];
		uint8_t high = packet.data[i + (low ? 2 : 1)];

		if (high != 0 && i == 0)
			continue; /* the mark of the order */
		letter = high != 0 || letter >= 0x80 ? '?' : letter;
		if (base_buffer_add(&narrow, &letter, 1) != LENS_OK)
			break;
	}
	view = inventory_hold(inventory, base_buffer_view(&narrow));
	base_buffer_free(&narrow);
	return view;
}

void inventory_xmp(struct inventory *inventory, struct base_view packet)
{
	static const enum inventory_role roles[] = {
	    [METADATA_PREVIEW] = INVENTORY_PREVIEW,
	    [METADATA_ORIGINAL] = INVENTORY_ORIGINAL,
	    [METADATA_DEPTHS] = INVENTORY_DEPTHS,
	    [METADATA_SURENESS] = INVENTORY_SURENESS,
	};
	struct metadata_pictures inside = {0};

	block_count(inventory, &inventory->xmps, IPC_HIDDEN_XMP, packet);
	packet = block_narrow(inventory, packet);
	metadata_find_xmp_pictures(packet, inventory->picture, &inside);
	inventory->gain_map |= inside.gain_map && inventory->depth > 0;
	inventory->motion |= inside.motion && inventory->depth == 0;
	for (unsigned i = 0; i < inside.count; i++) {
		struct base_view one = inventory_hold(
		    inventory, base_buffer_view(&inside.bytes[i]));

		base_buffer_free(&inside.bytes[i]);
		if (inventory->depth == 0 && *inventory_format(one) != '\0')
			inventory_add(inventory, one, roles[inside.kinds[i]],
				      N_("in the XMP block"), IPC_HIDDEN_MAX);
	}
}

void inventory_iptc(struct inventory *inventory, struct base_view records)
{
	block_count(inventory, &inventory->iptcs, IPC_HIDDEN_IPTC, records);
	if (inventory->depth == 0)
		block_previews(inventory, records, N_("in the IPTC block"));
	metadata_find_iptc(records, inventory->picture);
}

void inventory_comment(struct inventory *inventory, struct base_view comment)
{
	block_count(inventory, &inventory->comments, IPC_HIDDEN_COMMENT,
		    comment);
	if (!inventory_metadata(inventory, comment))
		metadata_find_comment(comment, inventory->picture);
}

/* What a plug-in keeps may be words; of other bytes only the head is known. */
static void block_resource(struct inventory *inventory,
			   const struct metadata_resource *one)
{
	char number[12], label[IPC_TEXT_MAX];
	size_t head = (size_t)(one->data.data - one->whole.data);

	if (one->known || one->data.size == 0) {
		inventory_claim(inventory, one->whole);
		return;
	}
	snprintf(number, sizeof(number), "%u", one->number);
	metadata_fill(label, sizeof(label), N_("Photoshop's field {number}"),
		      number);
	inventory_claim(inventory, base_view_part(one->whole, 0, head));
	(void)inventory_unknown(inventory, label, one->data);
}

static void block_thumbnail(struct inventory *inventory,
			    struct base_view thumbnail)
{
	if (inventory->depth == 0 && thumbnail.size > 0)
		block_previews(inventory, thumbnail,
			       N_("in Photoshop's block"));
}

void inventory_resources(struct inventory *inventory, struct base_view all)
{
	struct base_view rest = all;
	struct metadata_resource one;

	metadata_find_resources(all, inventory->picture);
	for (unsigned i = 0;
	     i < METADATA_RESOURCES_MAX && metadata_resource_next(&rest, &one);
	     i++)
		block_resource(inventory, &one);
	if (rest.size > 0)
		(void)inventory_unknown(inventory, N_("Photoshop's block"),
					rest);
	for (unsigned i = 0; i < BLOCK_REPEATS_MAX; i++) {
		struct base_view iptc =
		    metadata_resource(all, METADATA_RESOURCE_IPTC, i);
		struct base_view thumbnail =
		    metadata_resource(all, METADATA_RESOURCE_THUMBNAIL, i);
		struct base_view old =
		    metadata_resource(all, METADATA_RESOURCE_OLD_THUMBNAIL, i);

		if (iptc.size > 0)
			inventory_iptc(inventory, iptc);
		block_thumbnail(inventory, thumbnail);
		block_thumbnail(inventory, old);
		if (iptc.data == NULL && thumbnail.data == NULL &&
		    old.data == NULL)
			return;
	}
}

void inventory_text(struct inventory *inventory, const char *label,
		    struct base_view text)
{
	metadata_add_words(inventory->picture, label, text);
}

bool inventory_is_signed(struct base_view boxes)
{
	size_t size = boxes.size < BLOCK_NAME ? boxes.size : BLOCK_NAME;

	return size > 0 && memmem(boxes.data, size, "c2pa", 4) != NULL;
}

static bool block_is_sign(uint8_t byte)
{
	return (byte >= ' ' && byte < 0x7f) || byte >= 0xa0 || byte == '\t' ||
	       byte == '\n' || byte == '\r';
}

/* Bytes that happen to be signs are no words. */
static bool block_has_letters(struct base_view text)
{
	unsigned letters = 0;

	for (size_t i = 0; i < text.size; i++)
		letters += (text.data[i] >= '0' && text.data[i] <= '9') ||
			   (text.data[i] | 32) >= 'a';
	return letters >= BLOCK_LETTERS;
}

size_t inventory_letters(struct base_view bytes)
{
	size_t most = 0, from = 0;

	for (size_t i = 0; i < bytes.size; i++) {
		uint8_t letter = bytes.data[i] | 32;

		if (letter >= 'a' && letter <= 'z' && bytes.data[i] < 0x80)
			most = i + 1 - from > most ? i + 1 - from : most;
		else if (bytes.data[i] != ' ' || from == i)
			from = i + 1;
	}
	return most;
}

/* Next to nothing but signs. */
static bool block_is_signs(struct base_view block)
{
	size_t signs = 0;

	for (size_t i = 0; i < block.size; i++)
		signs += block_is_sign(block.data[i]);
	return signs >= block.size - block.size / 20;
}

/* Among many numbers some look like signs: fewer have letters in a row. */
static bool block_is_run(struct base_view run, size_t least)
{
	if (least == BLOCK_WORDS_LEAST)
		return run.size >= least;
	return (run.size >= least && block_has_letters(run)) ||
	       inventory_letters(run) >= BLOCK_ROW_LEAST;
}

/*
 * Words among other bytes, of so many signs.  True when next to nothing else is
 * there.
 */
static bool block_find_words(struct inventory *inventory, const char *label,
			     struct base_view block, size_t least)
{
	size_t from = 0;
	unsigned runs = 0;

	for (size_t i = 0; i <= block.size; i++) {
		struct base_view run = base_view_part(block, from, i - from);

		if (i < block.size && block.data[i] >= ' ' &&
		    block.data[i] < 0x7f)
			continue;
		if (runs < BLOCK_RUNS_MAX && block_is_run(run, least)) {
			inventory_text(inventory, label, run);
			runs++;
		}
		from = i + 1;
	}
	return block_is_signs(block) && block_has_letters(block);
}

bool inventory_metadata(struct inventory *inventory, struct base_view block)
{
	static const char *const begins[] = {"<x:xmpmeta", "<?xpacket",
					     "<rdf:RDF"};
	const uint8_t *at = NULL;

	if (block.size == 0)
		return false;
	if (base_view_starts(block, "Exif\0\0", 6) &&
	    inventory->notes < BLOCK_NOTES_MAX) {
		/* Its previews are looked at later. */
		inventory_exif_read(inventory,
				    inventory_keep(inventory, block));
		return true;
	}
	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins) && at == NULL;
	     i++)
		at = memmem(block.data, block.size < 256 ? block.size : 256,
			    begins[i], strlen(begins[i]));
	if (at != NULL)
		inventory_xmp(
		    inventory,
		    base_view_part(block, (size_t)(at - block.data),
				   block.size - (size_t)(at - block.data)));
	return at != NULL;
}

/* The first run of letters in UTF-16, of either order; its bytes. */
static size_t block_wide_words(struct inventory *inventory, const char *label,
			       struct base_view block)
{
	char utf8[3 * IPC_TEXT_MAX];
	size_t from = 0, size = 0;

	for (size_t i = 0; i + 1 < block.size; i += 2) {
		uint8_t a = block.data[i], b = block.data[i + 1];
		bool sign = (a == 0 && b >= ' ' && b < 0x7f) ||
			    (b == 0 && a >= ' ' && a < 0x7f);

		if (sign && (size == 0 || (a == 0) == (block.data[from] == 0)))
			from = size++ == 0 ? i : from;
		else if (size < BLOCK_WORDS_LEAST)
			size = 0;
		else
			break;
	}
	if (size < BLOCK_WORDS_LEAST)
		return 0;
	inventory_text(
	    inventory, label,
	    metadata_text_utf16(utf8, sizeof(utf8),
				base_view_part(block, from, 2 * size),
				block.data[from] != 0));
	return 2 * size;
}

/* A picture in a block that nobody knows is told as one; it has no words. */
static bool block_is_picture(struct base_view block)
{
	const char *name = inventory_format(block);

	return strcmp(name, "JPEG") == 0 || strcmp(name, "PNG") == 0 ||
	       strcmp(name, "WebP") == 0 || strcmp(name, "GIF") == 0;
}

static bool block_tell(struct inventory *inventory, const char *label,
		       struct base_view block, size_t least)
{
	struct base_view text = metadata_text_ends(block);
	bool words = text.size > 0;
	size_t wide;

	if (block.size == 0 || block_is_picture(block))
		return false;
	if (inventory_metadata(inventory, block)) {
		inventory_claim(inventory, block);
		return true;
	}
	for (size_t i = 0; i < text.size; i++)
		words &= block_is_sign(text.data[i]);
	words &= text.size + 8 >= block.size && block_has_letters(text);
	if (words) {
		inventory_text(inventory, label, text);
	} else {
		words = block_find_words(inventory, label, block, least);
		wide = block_wide_words(inventory, label, block);
		/* A byte further the same words are there in the other order.
		 */
		if (wide == 0)
			wide = block_wide_words(
			    inventory, label,
			    base_view_part(
				block, 1, block.size > 0 ? block.size - 1 : 0));
		words |= wide > 0 && wide + BLOCK_AROUND >= block.size;
	}
	if (words)
		inventory_claim(inventory, block);
	return words;
}

bool inventory_unknown(struct inventory *inventory, const char *label,
		       struct base_view block)
{
	bool many = block.size > BLOCK_MANY && !block_is_signs(block);

	return block_tell(inventory, label, block,
			  many ? BLOCK_RUN_LEAST : BLOCK_WORDS_LEAST);
}

void inventory_numbers(struct inventory *inventory, const char *label,
		       struct base_view bytes)
{
	(void)block_tell(inventory, label, bytes,
			 bytes.size > BLOCK_MANY ? BLOCK_RUN_LEAST
						 : BLOCK_WORDS_LEAST);
	inventory_claim(inventory, bytes);
}

void inventory_account(struct inventory *inventory, struct inventory *account,
		       const char *label, bool numbers)
{
	struct base_view gaps[BLOCK_GAPS_MAX], file = account->file;
	size_t count = inventory_gaps(account, gaps, BLOCK_GAPS_MAX), at = 0;

	for (size_t i = 0; i < count; i++) {
		size_t from = (size_t)(gaps[i].data - file.data);

		inventory_claim(inventory, base_view_part(file, at, from - at));
		at = from + gaps[i].size;
		if (numbers)
			inventory_numbers(inventory, label, gaps[i]);
		else
			(void)inventory_unknown(inventory, label, gaps[i]);
	}
	inventory_claim(inventory, base_view_part(file, at, file.size - at));
	inventory_free(account);
}
