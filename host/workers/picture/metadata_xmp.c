/*
 * metadata_xmp.c: XMP packets (Adobe's XMP specification, part 1: RDF in XML;
 * ISO 16684-1) through Expat.  XMP has no entities and no document type, so
 * the parser is stopped at the first of either.
 *
 * Why not Exempi: it is Adobe's toolkit with readers and writers of whole
 * files; wanted is a table of properties of one packet.
 */
#include <expat.h>
#include <string.h>

#include "metadata_salt.h"
#include "metadata_xmp.h"

/* Bounds of a packet; a stranger's file with more says no more by it. */
#define XMP_BYTES_MAX (8u << 20)
#define XMP_DEPTH_MAX 64
#define XMP_PARTS_MAX 200000 /* tags, attributes; Photoshop lists thousands */
#define XMP_VALUES_MAX 1024
#define XMP_SPACE_MAX 256
#define XMP_LABEL_MAX 64
#define XMP_VALUE_MAX (6u << 20) /* a picture's base64 may be as long */

#define XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#\n"
#define XMP_ITEM XMP_RDF "li"
#define XMP_RESOURCE XMP_RDF "resource"

struct xmp_reader {
	XML_Parser parser;
	bool stopped, refused; /* refused: it has a document type */
	unsigned depth;
	unsigned tags, values;
	/* The property whose text is being read, and where it opened. */
	const struct metadata_xmp_property *property;
	unsigned property_depth;
	struct base_buffer text;
	char label[XMP_LABEL_MAX];	  /* its name, for words nobody knows */
	struct metadata_pictures *inside; /* NULL: pictures are not asked for */
	/* An open list of structures and its open item, 0 for none. */
	unsigned list_depth, item_depth;
	struct metadata_xmp_scope packet, item;
};

static void xmp_stop(struct xmp_reader *reader)
{
	reader->stopped = true;
	(void)XML_StopParser(reader->parser, XML_FALSE);
}

static void xmp_take(struct xmp_reader *reader,
		     const struct metadata_xmp_property *property,
		     struct base_view value)
{
	struct metadata_xmp_scope *scope =
	    reader->list_depth > 0 ? &reader->item : &reader->packet;

	if (reader->stopped || property->take == NULL)
		return;
	scope->name = reader->label;
	if (++reader->values > XMP_VALUES_MAX)
		xmp_stop(reader);
	else
		property->take(scope, property->detail, value);
}

static void xmp_name(struct xmp_reader *reader, const char *name)
{
	const char *local = strrchr(name, METADATA_XMP_BREAK);

	base_printable(reader->label, sizeof(reader->label),
		       base_view_of(local != NULL ? local + 1 : name));
}

/* Base64 with white space in it, and perhaps without its padding. */
static void xmp_take_picture(struct xmp_reader *reader,
			     const struct metadata_xmp_property *property,
			     struct base_view text)
{
	struct metadata_pictures *inside = reader->inside;
	struct base_buffer letters;
	enum lens_err err = LENS_OK;

	if (inside == NULL || inside->count == METADATA_PICTURES_MAX)
		return;
	base_buffer_init(&letters, XMP_VALUE_MAX + 4);
	for (size_t i = 0; i < text.size && err == LENS_OK; i++)
		if (text.data[i] > ' ')
			err = base_buffer_add(&letters, text.data + i, 1);
	while (letters.size % 4 != 0 && err == LENS_OK)
		err = base_buffer_add(&letters, "=", 1);
	base_buffer_init(&inside->bytes[inside->count], XMP_VALUE_MAX);
	if (err == LENS_OK)
		err = base_unbase64(base_buffer_view(&letters),
				    &inside->bytes[inside->count]);
	base_buffer_free(&letters);
	if (err != LENS_OK) {
		base_buffer_free(&inside->bytes[inside->count]);
		return;
	}
	inside->kinds[inside->count++] = property->detail;
}

/* Hand over the text so far: the property has ended, or one item of it. */
static void xmp_flush(struct xmp_reader *reader)
{
	/* The blanks around it lay between tags. */
	struct base_view text = base_view_trim(base_buffer_view(&reader->text));

	if (text.size > 0 && metadata_xmp_is_picture(reader->property))
		xmp_take_picture(reader, reader->property, text);
	else if (text.size > 0)
		xmp_take(reader, reader->property, text);
	reader->text.size = 0;
}

static void xmp_open_element(struct xmp_reader *reader, const char *name)
{
	const struct metadata_xmp_property *property = metadata_xmp_find(name);

	if (property == NULL) {
		if (reader->list_depth > 0 && reader->item_depth == 0 &&
		    strcmp(name, XMP_ITEM) == 0)
			reader->item_depth = reader->depth;
		return;
	}
	if (property->take == NULL) {
		if (reader->list_depth == 0)
			reader->list_depth = reader->depth;
		return;
	}
	reader->property = property;
	reader->property_depth = reader->depth;
	reader->text.size = 0;
	xmp_name(reader, name);
}

static void XMLCALL xmp_start(void *context, const XML_Char *name,
			      const XML_Char **attributes)
{
	struct xmp_reader *reader = context;

	if (reader->stopped)
		return;
	if (++reader->depth > XMP_DEPTH_MAX || ++reader->tags > XMP_PARTS_MAX) {
		xmp_stop(reader);
		return;
	}
	xmp_open_element(reader, name);
	/* A property may be an attribute, and a value that is a URI as well. */
	for (; attributes[0] != NULL && !reader->stopped; attributes += 2) {
		const struct metadata_xmp_property *property =
		    metadata_xmp_find(attributes[0]);

		if (property == NULL && reader->property != NULL &&
		    strcmp(attributes[0], XMP_RESOURCE) == 0)
			property = reader->property;
		if (property == NULL)
			continue;
		if (property != reader->property)
			xmp_name(reader, attributes[0]);
		if (metadata_xmp_is_picture(property))
			xmp_take_picture(reader, property,
					 base_view_of(attributes[1]));
		else
			xmp_take(reader, property,
				 base_view_trim(base_view_of(attributes[1])));
	}
}

static void XMLCALL xmp_end(void *context, const XML_Char *name)
{
	struct xmp_reader *reader = context;

	(void)name;
	if (reader->stopped)
		return;
	if (reader->property != NULL)
		xmp_flush(reader);
	if (reader->property_depth == reader->depth) {
		reader->property = NULL;
		reader->property_depth = 0;
	}
	if (reader->item_depth == reader->depth ||
	    reader->list_depth == reader->depth)
		metadata_xmp_close(&reader->item);
	if (reader->item_depth == reader->depth)
		reader->item_depth = 0;
	if (reader->list_depth == reader->depth)
		reader->list_depth = 0;
	reader->depth--;
}

static void XMLCALL xmp_text(void *context, const XML_Char *text, int length)
{
	struct xmp_reader *reader = context;

	/* What does not fit is no picture, and of words there is enough. */
	if (!reader->stopped && reader->property != NULL)
		(void)!base_buffer_add(&reader->text, text, (size_t)length);
}

/* No document type, so no entity to swell and no default to surprise. */
static void XMLCALL xmp_refuse(void *context, const XML_Char *name,
			       const XML_Char *system, const XML_Char *public,
			       int internal)
{
	struct xmp_reader *reader = context;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	reader->refused = true;
	xmp_stop(reader);
}

/* The end of the run of blanks at at, or the end of the packet. */
static size_t xmp_skip_blanks(struct base_view packet, size_t at)
{
	while (at < packet.size && packet.data[at] <= ' ')
		at++;
	return at;
}

/*
 * True when a declared namespace is longer than any that exists.  *at, behind
 * "xmlns", moves to the end of the name, so that no byte is read twice often.
 */
static bool xmp_space_is_long(struct base_view packet, size_t *at)
{
	const uint8_t *data = packet.data;
	size_t first, end;

	while (*at < packet.size && data[*at] != '=' && data[*at] > ' ')
		++*at;
	first = xmp_skip_blanks(packet, *at);
	if (first == packet.size || data[first] != '=')
		return false;
	first = xmp_skip_blanks(packet, first + 1);
	if (first == packet.size || (data[first] != '"' && data[first] != '\''))
		return false;
	for (end = first + 1; end < packet.size; end++)
		if (data[end] == data[first] || end - first > XMP_SPACE_MAX)
			break;
	return end - first > XMP_SPACE_MAX;
}

/*
 * Every name that Expat hands out carries its namespace.  A megabyte of it
 * would be read anew at each of 100,000 tags, and fill all memory before as
 * many attributes of one tag, so namespaces are measured before Expat sees
 * them.
 */
static bool xmp_spaces_are_short(struct base_view packet)
{
	const uint8_t *data = packet.data;
	size_t at = 0;

	while (packet.size - at > 5) {
		const uint8_t *found =
		    memchr(data + at, 'x', packet.size - at - 5);

		if (found == NULL)
			return true;
		at = (size_t)(found - data) + 1;
		if (memcmp(found, "xmlns", 5) == 0 &&
		    xmp_space_is_long(packet, &at))
			return false;
	}
	return true;
}

/*
 * The size up to the last attribute that is read.  They are counted before
 * Expat sees them as well, because one tag may hold them all.
 */
static size_t xmp_attributes_end(struct base_view packet)
{
	const uint8_t *at = packet.data, *end = packet.data + packet.size;
	unsigned count = 0;

	while ((at = memchr(at, '=', (size_t)(end - at))) != NULL) {
		if (++at == end)
			break;
		if (memchr("'\" \t\r\n", *at, 6) != NULL &&
		    ++count > XMP_PARTS_MAX)
			return (size_t)(at - packet.data);
	}
	return packet.size;
}

/* From the end of the last tag that was read: the text behind it was not. */
static struct base_view xmp_from_error(XML_Parser parser, struct base_view xmp)
{
	int64_t at = metadata_xml_at(parser);
	size_t from = at > 0 && (size_t)at < xmp.size ? (size_t)at : 0;

	while (from > 0 && xmp.data[from - 1] != '>')
		from--;
	return base_view_part(xmp, from, xmp.size - from);
}

void metadata_find_xmp(struct base_view xmp, struct ipc_picture *picture)
{
	metadata_find_xmp_pictures(xmp, picture, NULL);
}

void metadata_find_xmp_pictures(struct base_view xmp,
				struct ipc_picture *picture,
				struct metadata_pictures *inside)
{
	struct xmp_reader reader = {.inside = inside};
	const size_t whole = xmp.size;

	if (xmp.size > XMP_BYTES_MAX)
		xmp.size = XMP_BYTES_MAX;
	if (xmp.size == 0 || !xmp_spaces_are_short(xmp))
		return;
	xmp.size = xmp_attributes_end(xmp);
	/* XMP in files is UTF-8 (part 3); no other encoding gets a chance. */
	reader.parser = XML_ParserCreateNS("UTF-8", METADATA_XMP_BREAK);
	if (reader.parser == NULL)
		return;
	base_buffer_init(&reader.text, XMP_VALUE_MAX);
	metadata_xmp_open(&reader.packet, picture);
	metadata_xmp_open(&reader.item, picture);
	metadata_salt(reader.parser);
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, xmp_start, xmp_end);
	XML_SetCharacterDataHandler(reader.parser, xmp_text);
	XML_SetStartDoctypeDeclHandler(reader.parser, xmp_refuse);
	/* What stands behind the first error is told as words; what is beyond
	 * our own bounds is more of the same. */
	if (XML_Parse(reader.parser, (const char *)xmp.data, (int)xmp.size,
		      XML_TRUE) == XML_STATUS_ERROR &&
	    xmp.size == whole &&
	    (reader.refused ||
	     XML_GetErrorCode(reader.parser) != XML_ERROR_ABORTED))
		metadata_xmp_rest(xmp_from_error(reader.parser, xmp), picture);
	metadata_xmp_close(&reader.item);
	if (inside != NULL) {
		inside->gain_map = reader.packet.gain_map;
		inside->motion = reader.packet.motion;
	}
	metadata_xmp_close(&reader.packet);
	base_buffer_free(&reader.text);
	XML_ParserFree(reader.parser);
}
