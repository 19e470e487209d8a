/*
 * inventory_svg.c: what an SVG says: titles, texts, metadata (RDF with Dublin
 * Core), comments, names of files; and the pictures in it, each with what it
 * gives away itself.
 */
#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "inventory.h"
#include "metadata_salt.h"
#include "svg.h"

#define SVG_DEPTH_MAX 256
#define SVG_BREAK '\n'
#define SVG_COMMENTS_MAX 16
#define SVG_TEXT N_("a text in the drawing")
#define SVG_SETTING_MAX 12 /* signs of a setting in one word */

/* Elements whose words are told, by their names without a namespace. */
static const struct svg_row {
	const char *name;
	enum ipc_finding_kind kind;
	bool outer; /* what is within is of this kind, too */
} svg_rows[] = {
    {"creator", IPC_FINDING_AUTHOR, true},
    {"publisher", IPC_FINDING_AUTHOR, true},
    {"contributor", IPC_FINDING_AUTHOR, true},
    {"rights", IPC_FINDING_COPYRIGHT, true},
    {"subject", IPC_FINDING_KEYWORDS, true},
    {"coverage", IPC_FINDING_PLACE, false},
    {"source", IPC_FINDING_FILE_NAMES, false},
    {"relation", IPC_FINDING_FILE_NAMES, false},
    {"identifier", IPC_FINDING_UNIQUE_ID, false},
    {"title", IPC_FINDING_CAPTION, false},
    {"desc", IPC_FINDING_CAPTION, false},
    {"description", IPC_FINDING_CAPTION, false},
    {"text", IPC_FINDING_TEXT, true},
    {"date", IPC_FINDING_CAPTURE_TIME, false},
    {"script", IPC_FINDING_TEXT, true},
    /* Of a style sheet its comments; of settings what is none. */
    {"style", IPC_FINDINGS, true},
    {"format", IPC_FINDINGS, true},
    {"type", IPC_FINDINGS, true},
    {"language", IPC_FINDINGS, true},
};
static const struct svg_row svg_other = {"", IPC_FINDING_TEXT, false};

/* Attributes that a reader hears or sees, or that a writer chose. */
static const char *const svg_words[] = {
    "label", "aria-label", "aria-description", "data-name", "alt",
};

/* Attributes that name files on the author's disk. */
static const char *const svg_paths[] = {
    "docname", "absref", "export-filename", "href", "src", "base",
};

struct svg_reader {
	XML_Parser parser;
	struct inventory *inventory;
	unsigned depth;
	const struct svg_row *rows[SVG_DEPTH_MAX + 2]; /* by depth */
	unsigned skipped; /* the depth of a packet that XMP's reader has */
	unsigned comments;
	bool commented; /* within a comment of a style sheet */
	char before;	/* the sign before, there */
	size_t end;	/* of the root element; 0 before */
	char text[2 * IPC_TEXT_MAX];
	size_t size;
};

static const char *svg_local(const char *name)
{
	const char *local = strrchr(name, SVG_BREAK);

	return local != NULL ? local + 1 : name;
}

static const struct svg_row *svg_row(const char *name)
{
	for (size_t i = 0; i < sizeof(svg_rows) / sizeof(*svg_rows); i++)
		if (strcmp(svg_rows[i].name, name) == 0)
			return &svg_rows[i];
	return &svg_other;
}

static bool svg_is_style(const struct svg_row *row)
{
	return strcmp(row->name, "style") == 0;
}

static void svg_remark(struct svg_reader *reader, struct base_view text)
{
	if (reader->comments++ < SVG_COMMENTS_MAX)
		metadata_find_comment(text, reader->inventory->picture);
}

#define SVG_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* A short word ("StillImage"), a language's tag, a kind of file (RFC 6838). */
static bool svg_is_setting(const char *line)
{
	static const char *const kinds[] = {"image/", "application/", "text/"};
	size_t letters = strspn(line, SVG_LETTERS);

	if (line[letters +
		 strspn(line + letters, SVG_LETTERS "0123456789-+./")] != '\0')
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strncmp(line, kinds[i], strlen(kinds[i])) == 0)
			return true;
	return strlen(line) <= SVG_SETTING_MAX &&
	       (line[letters] == '\0' ||
		(line[letters] == '-' && letters <= 3));
}

static void svg_flush(struct svg_reader *reader)
{
	const struct svg_row *row = reader->rows[reader->depth];
	struct base_view text = {(const uint8_t *)reader->text, reader->size};
	struct ipc_picture *picture = reader->inventory->picture;
	char line[IPC_TEXT_MAX];

	if (reader->size == 0)
		return;
	reader->size = 0;
	metadata_text(line, text);
	if (svg_is_style(row))
		svg_remark(reader, text);
	else if (row->kind == IPC_FINDING_CAPTURE_TIME)
		metadata_add_time_as(picture, line,
				     N_("{words} (the drawing's)"));
	else if (row->kind == IPC_FINDING_TEXT)
		metadata_add_said(picture,
				  strcmp(row->name, "text") == 0
				      ? N_("text on the picture")
				      : SVG_TEXT,
				  text);
	else if (row->kind != IPC_FINDINGS)
		metadata_add(picture, row->kind, text);
	else if (!svg_is_setting(line))
		metadata_add_words(picture, SVG_TEXT, text);
}

/* A link within the file or to the web is no name of a file. */
static void svg_attribute(struct svg_reader *reader, const char *name,
			  const char *value, bool layer)
{
	static const char *const others[] = {
	    "#", "data:", "http:", "https:", "javascript:"};
	struct ipc_picture *picture = reader->inventory->picture;

	for (size_t i = 0; i < sizeof(svg_words) / sizeof(*svg_words); i++)
		if (strcmp(svg_local(name), svg_words[i]) == 0)
			metadata_add_said(picture,
					  layer ? N_("a layer's name")
						: N_("a name in the drawing"),
					  base_view_of(value));
	if (strncasecmp(value, "mailto:", 7) == 0) {
		metadata_add(picture, IPC_FINDING_CONTACT,
			     base_view_of(value + 7));
		return;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strncasecmp(value, others[i], strlen(others[i])) == 0)
			return;
	for (size_t i = 0; i < sizeof(svg_paths) / sizeof(*svg_paths); i++)
		if (strcmp(svg_local(name), svg_paths[i]) == 0)
			metadata_add(picture, IPC_FINDING_FILE_NAMES,
				     base_view_of(value));
}

/* Inkscape names whatever is drawn; a group that it says so of is a layer. */
static bool svg_is_layer(const XML_Char **attributes)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(svg_local(attributes[0]), "groupmode") == 0)
			return strcmp(attributes[1], "layer") == 0;
	return false;
}

static void XMLCALL svg_start(void *context, const XML_Char *name,
			      const XML_Char **attributes)
{
	struct svg_reader *reader = context;
	const char *local = svg_local(name);
	const struct svg_row *row = svg_row(local);
	const struct svg_row *within = reader->rows[reader->depth++];
	bool layer = svg_is_layer(attributes);

	reader->rows[reader->depth] = within;
	if (reader->depth > SVG_DEPTH_MAX) {
		(void)XML_StopParser(reader->parser, XML_FALSE);
		return;
	}
	if (reader->skipped > 0)
		return;
	if (strcmp(local, "xmpmeta") == 0)
		reader->skipped = reader->depth;
	if (strcmp(local, "pgf") == 0)
		metadata_add(reader->inventory->picture,
			     IPC_FINDING_HIDDEN_FILE,
			     base_view_of(N_("Illustrator's own document")));
	for (; attributes[0] != NULL; attributes += 2)
		svg_attribute(reader, attributes[0], attributes[1], layer);
	/* What marks words up belongs to what they are. */
	if (within->outer || (within != &svg_other && row == &svg_other))
		return;
	svg_flush(reader);
	reader->rows[reader->depth] = row;
	reader->commented = false;
	reader->before = '\0';
}

/* Where what is being read ends. */
static size_t svg_behind(XML_Parser parser)
{
	return (size_t)(metadata_xml_at(parser) + metadata_xml_length(parser));
}

static void XMLCALL svg_end(void *context, const XML_Char *name)
{
	struct svg_reader *reader = context;

	(void)name;
	svg_flush(reader);
	if (reader->skipped == reader->depth)
		reader->skipped = 0;
	if (--reader->depth == 0)
		reader->end = svg_behind(reader->parser);
}

static void svg_keep_letter(struct svg_reader *reader, char letter)
{
	if (reader->size < sizeof(reader->text))
		reader->text[reader->size++] = letter;
}

/* One sign of a style sheet, of which comments alone are kept. */
static void svg_style(struct svg_reader *reader, char sign)
{
	char before = reader->before;

	reader->before = sign;
	if (reader->commented && before == '*' && sign == '/') {
		reader->size -= reader->size > 0;
		svg_flush(reader);
		reader->commented = false;
		reader->before = '\0';
	} else if (reader->commented) {
		svg_keep_letter(reader, sign);
	} else if (before == '/' && sign == '*') {
		/* This star does not end it, too. */
		reader->commented = true;
		reader->before = '\0';
	}
}

static void XMLCALL svg_text(void *context, const XML_Char *text, int length)
{
	struct svg_reader *reader = context;
	bool style = svg_is_style(reader->rows[reader->depth]);

	if (reader->skipped > 0)
		return;
	for (int i = 0; i < length; i++)
		if (style)
			svg_style(reader, text[i]);
		else
			svg_keep_letter(reader, text[i]);
}

static void XMLCALL svg_comment(void *context, const XML_Char *text)
{
	svg_remark(context, base_view_of(text));
}

/* What programs are told between the elements, but for how XMP is packed. */
static void XMLCALL svg_instruction(void *context, const XML_Char *target,
				    const XML_Char *data)
{
	struct svg_reader *reader = context;

	if (strcmp(target, "xpacket") != 0 && reader->skipped == 0)
		metadata_add_said(reader->inventory->picture, target,
				  base_view_of(data));
}

/* An entity could swell the file; those of drawing programs name spaces. */
static void XMLCALL svg_entity(void *context, const XML_Char *name,
			       int parameter, const XML_Char *value, int length,
			       const XML_Char *base, const XML_Char *system,
			       const XML_Char *public, const XML_Char *notation)
{
	struct svg_reader *reader = context;

	(void)name;
	(void)parameter;
	(void)base;
	(void)system;
	(void)public;
	(void)notation;
	if (value == NULL || memchr(value, '&', (size_t)length) != NULL ||
	    length > 256)
		(void)XML_StopParser(reader->parser, XML_FALSE);
}

/* Where the root element ends; all of it where that is not seen. */
static size_t svg_read(struct inventory *inventory, struct base_view view)
{
	struct svg_reader reader = {.inventory = inventory,
				    .rows = {&svg_other}};
	size_t end = view.size;

	reader.parser = XML_ParserCreateNS(NULL, SVG_BREAK);
	if (reader.parser == NULL)
		return end;
	metadata_salt(reader.parser);
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, svg_start, svg_end);
	XML_SetCharacterDataHandler(reader.parser, svg_text);
	XML_SetCommentHandler(reader.parser, svg_comment);
	XML_SetProcessingInstructionHandler(reader.parser, svg_instruction);
	XML_SetEntityDeclHandler(reader.parser, svg_entity);
	/* What follows the root may be comments, or no XML at all. */
	if (XML_Parse(reader.parser, (const char *)view.data, (int)view.size,
		      XML_TRUE) == XML_STATUS_ERROR &&
	    reader.end > 0)
		end = reader.end;
	XML_ParserFree(reader.parser);
	return end <= view.size ? end : view.size;
}

/* A packet of XMP, as drawing programs copy it into their metadata. */
static void svg_packet(struct inventory *inventory, struct base_view view)
{
	const uint8_t *from = memmem(view.data, view.size, "<x:xmpmeta", 10);
	size_t at = from != NULL ? (size_t)(from - view.data) : view.size;

	if (from != NULL)
		inventory_xmp(inventory,
			      base_view_part(view, at, view.size - at));
}

/* Where the SVG ends within its own bytes. */
static size_t svg_walk(struct inventory *inventory, struct base_view view)
{
	struct base_buffer picture;
	unsigned count = 0;
	size_t at = 0, end;

	end = svg_read(inventory, view);
	inventory_claim(inventory, base_view_part(view, 0, end));
	view.size = end;
	base_buffer_init(&picture, SVG_PICTURE_BYTES_MAX);
	while (count < SVG_PICTURES_MAX && svg_next(view, &at, &picture)) {
		inventory_inside(inventory, &picture);
		count++;
	}
	base_buffer_free(&picture);
	svg_packet(inventory, view);
	if (count > 1)
		metadata_add_counted(
		    inventory->picture, IPC_FINDING_HIDDEN_PICTURE, count - 1,
		    N_("1 further picture in the same file"),
		    N_("{number} further pictures in the same file"));
	return end;
}

/* What gzip keeps of the file that it packed. */
static void svg_wrapper(struct ipc_picture *picture,
			const struct svg_wrapper *wrapper)
{
	time_t moment = (time_t)wrapper->time;
	struct tm parts;
	char text[40];

	metadata_add(picture, IPC_FINDING_FILE_NAMES,
		     base_view_of(wrapper->name));
	metadata_add(picture, IPC_FINDING_CAPTION,
		     base_view_of(wrapper->comment));
	if (moment == 0 || gmtime_r(&moment, &parts) == NULL)
		return;
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%SZ", &parts);
	metadata_add_time_as(picture, text, N_("{words} (last changed)"));
}

size_t inventory_svg(struct inventory *inventory, struct base_view view)
{
	struct svg_wrapper wrapper;
	struct base_buffer plain;

	if (view.size > INT32_MAX)
		return 0;
	if (svg_begins(view))
		return svg_walk(inventory, view);
	if (!svg_unpacked(view, &wrapper, &plain))
		return 0;
	inventory_claim(inventory, base_view_part(view, 0, wrapper.end));
	svg_wrapper(inventory->picture, &wrapper);
	(void)svg_walk(inventory, base_buffer_view(&plain));
	base_buffer_free(&plain);
	return wrapper.end;
}
