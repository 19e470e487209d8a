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
#include <sys/auxv.h>

#include "metadata_xmp.h"

/* Bounds of a packet; a stranger's file with more says no more by it. */
#define XMP_BYTES_MAX (8u << 20)
#define XMP_DEPTH_MAX 64
#define XMP_PARTS_MAX 200000 /* tags, attributes; Photoshop lists thousands */
#define XMP_VALUES_MAX 1024
#define XMP_SPACE_MAX 256

#define XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#\n"
#define XMP_ITEM XMP_RDF "li"
#define XMP_RESOURCE XMP_RDF "resource"

struct xmp_reader {
	XML_Parser parser;
	bool stopped;
	unsigned depth;
	unsigned tags, values;
	/* The property whose text is being read, and where it opened. */
	const struct metadata_xmp_property *property;
	unsigned property_depth;
	char text[2 * IPC_TEXT_MAX];
	size_t size;
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
	if (++reader->values > XMP_VALUES_MAX)
		xmp_stop(reader);
	else
		property->take(scope, property->detail, value);
}

/* Hand over the text so far: the property has ended, or one item of it. */
static void xmp_flush(struct xmp_reader *reader)
{
	struct base_view text = {(const uint8_t *)reader->text, reader->size};

	reader->size = 0;
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] > ' ') {
			xmp_take(reader, reader->property, text);
			return;
		}
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
	reader->size = 0;
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
		if (property != NULL)
			xmp_take(reader, property, base_view_of(attributes[1]));
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
	size_t room = sizeof(reader->text) - reader->size;
	size_t size = (size_t)length < room ? (size_t)length : room;

	if (reader->stopped || reader->property == NULL)
		return;
	memcpy(reader->text + reader->size, text, size);
	reader->size += size;
}

/* No document type, so no entity to swell and no default to surprise. */
static void XMLCALL xmp_refuse(void *context, const XML_Char *name,
			       const XML_Char *system, const XML_Char *public,
			       int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	xmp_stop(context);
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

/*
 * Expat would ask for the system's randomness or a file to salt its hash
 * tables; the jail has neither.  The kernel gave every program 16 bytes at its
 * start (getauxval(3)); a process that reads one image never tells them.
 */
static void xmp_salt(XML_Parser parser)
{
	uint8_t salt[16] = {1}; /* nothing but zeros would mean none */
	const void *random = (const void *)getauxval(AT_RANDOM);

	if (random != NULL)
		memcpy(salt, random, sizeof(salt));
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 8
	(void)XML_SetHashSalt16Bytes(parser, salt);
#else
	unsigned long word;

	memcpy(&word, salt, sizeof(word));
	(void)XML_SetHashSalt(parser, word | 1);
#endif
}

void metadata_find_xmp(struct base_view xmp, struct ipc_picture *picture)
{
	struct xmp_reader reader = {0};

	if (xmp.size > XMP_BYTES_MAX)
		xmp.size = XMP_BYTES_MAX;
	if (xmp.size == 0 || !xmp_spaces_are_short(xmp))
		return;
	xmp.size = xmp_attributes_end(xmp);
	/* XMP in files is UTF-8 (part 3); no other encoding gets a chance. */
	reader.parser = XML_ParserCreateNS("UTF-8", METADATA_XMP_BREAK);
	if (reader.parser == NULL)
		return;
	metadata_xmp_open(&reader.packet, picture);
	metadata_xmp_open(&reader.item, picture);
	xmp_salt(reader.parser);
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, xmp_start, xmp_end);
	XML_SetCharacterDataHandler(reader.parser, xmp_text);
	XML_SetStartDoctypeDeclHandler(reader.parser, xmp_refuse);
	/* A fragment says what it says up to its first error. */
	(void)XML_Parse(reader.parser, (const char *)xmp.data, (int)xmp.size,
			XML_TRUE);
	metadata_xmp_close(&reader.item);
	metadata_xmp_close(&reader.packet);
	XML_ParserFree(reader.parser);
}
