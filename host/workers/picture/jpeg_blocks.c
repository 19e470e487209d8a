/*
 * jpeg_blocks.c: metadata in a JPEG's segments: Exif and XMP in APP1 (CIPA
 * DC-008; Adobe XMP part 3), JUMBF in APP11 (ISO 19566-5), Photoshop's image
 * resources in APP13, a comment in COM.
 */
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "jpeg.h"

#define BLOCKS_EXIF "Exif\0"
#define BLOCKS_XMP "http://ns.adobe.com/xap/1.0/"
#define BLOCKS_EXTENDED "http://ns.adobe.com/xmp/extension/"
#define BLOCKS_PHOTOSHOP "Photoshop 3.0"
#define BLOCKS_IPTC 0x0404 /* the resource that holds IPTC-IIM */
#define BLOCKS_GUID 40	   /* bytes before an extended packet's part */

struct blocks_sink {
	struct picture_raster *raster;
	struct base_buffer extended, resources;
};

/* The bytes after a name and the zero that ends it; empty if another name. */
static struct base_view blocks_after(struct base_view segment, const char *name,
				     size_t size)
{
	if (!base_view_starts(segment, name, size))
		return (struct base_view){NULL, 0};
	return base_view_part(segment, size, segment.size - size);
}

static void blocks_app1(struct base_view segment, struct blocks_sink *sink)
{
	struct metadata_blocks *blocks = &sink->raster->blocks;
	struct base_view body;

	body = blocks_after(segment, BLOCKS_EXIF, sizeof(BLOCKS_EXIF));
	if (body.size > 0 && blocks->exif.size == 0)
		blocks->exif = picture_hold(sink->raster, body);
	body = blocks_after(segment, BLOCKS_XMP, sizeof(BLOCKS_XMP));
	if (body.size > 0 && blocks->xmp.size == 0)
		blocks->xmp = picture_hold(sink->raster, body);
	body = blocks_after(segment, BLOCKS_EXTENDED, sizeof(BLOCKS_EXTENDED));
	if (body.size > BLOCKS_GUID)
		/* What does not fit is left out; metadata is not pixels. */
		(void)!base_buffer_add(&sink->extended, body.data + BLOCKS_GUID,
				       body.size - BLOCKS_GUID);
}

/* ISO 19566-5: "JP", instance, sequence, then a box of type jumb. */
static void blocks_app11(struct base_view segment, struct blocks_sink *sink)
{
	struct base_view box = base_view_part(segment, 12, 4);

	if (base_view_starts(segment, "JP", 2) &&
	    base_view_starts(box, "jumb", 4))
		sink->raster->blocks.content_credentials = true;
}

static void blocks_app13(struct base_view segment, struct blocks_sink *sink)
{
	struct base_view body =
	    blocks_after(segment, BLOCKS_PHOTOSHOP, sizeof(BLOCKS_PHOTOSHOP));

	if (body.size > 0)
		(void)!base_buffer_add(&sink->resources, body.data, body.size);
}

static void blocks_comment(struct base_view segment, struct blocks_sink *sink)
{
	if (sink->raster->blocks.comment.size == 0)
		sink->raster->blocks.comment =
		    picture_hold(sink->raster, segment);
}

static const struct {
	int marker;
	void (*read)(struct base_view segment, struct blocks_sink *sink);
} blocks_readers[] = {
    {JPEG_APP0 + 1, blocks_app1},
    {JPEG_APP0 + 11, blocks_app11},
    {JPEG_APP0 + 13, blocks_app13},
    {JPEG_COM, blocks_comment},
};

static uint32_t blocks_big_endian(struct base_view bytes)
{
	uint32_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value = value << 8 | bytes.data[i];
	return value;
}

/*
 * Photoshop's image resources: "8BIM", a number, a name padded to even, a
 * length, data padded to even (Adobe Photoshop File Formats Specification).
 */
static struct base_view blocks_resource(struct base_view all, uint32_t wanted)
{
	while (all.size >= 12 && base_view_starts(all, "8BIM", 4)) {
		uint32_t number = blocks_big_endian(base_view_part(all, 4, 2));
		size_t name = (all.data[6] + 2u) & ~1u;
		struct base_view length = base_view_part(all, 6 + name, 4);
		size_t size = blocks_big_endian(length);
		struct base_view data = base_view_part(all, 10 + name, size);

		if (length.data == NULL || data.data == NULL)
			break;
		if (number == wanted)
			return data;
		size += size & 1;
		if (size > all.size - 10 - name)
			break;
		all = base_view_part(all, 10 + name + size,
				     all.size - 10 - name - size);
	}
	return (struct base_view){NULL, 0};
}

struct base_view picture_iptc(struct base_view resources)
{
	return blocks_resource(resources, BLOCKS_IPTC);
}

static void blocks_segment(const struct jpeg_marker_struct *marker,
			   struct blocks_sink *sink)
{
	struct base_view segment = {marker->data, marker->data_length};

	for (size_t i = 0;
	     i < sizeof(blocks_readers) / sizeof(blocks_readers[0]); i++)
		if (blocks_readers[i].marker == marker->marker)
			blocks_readers[i].read(segment, sink);
}

void jpeg_blocks(const struct jpeg_marker_struct *markers,
		 struct picture_raster *raster)
{
	struct blocks_sink sink = {.raster = raster};
	struct metadata_blocks *blocks = &raster->blocks;

	base_buffer_init(&sink.extended, PICTURE_BLOCK_MAX);
	base_buffer_init(&sink.resources, PICTURE_BLOCK_MAX);
	for (; markers != NULL; markers = markers->next)
		blocks_segment(markers, &sink);
	if (sink.extended.size > 0)
		blocks->extended_xmp =
		    picture_hold(raster, base_buffer_view(&sink.extended));
	blocks->iptc = picture_hold(
	    raster, picture_iptc(base_buffer_view(&sink.resources)));
	base_buffer_free(&sink.extended);
	base_buffer_free(&sink.resources);
}
