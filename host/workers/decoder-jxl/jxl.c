/* jxl.c: JPEG XL by libjxl, upright, row by row as it hands them over. */
#include <stdlib.h>
#include <string.h>

#include <jxl/decode.h>

#include "jxl.h"

#define JXL_FRAMES_MAX 65536

struct jxl_reader {
	struct picture_raster *raster;
	JxlPixelFormat format;
	size_t size;  /* of the file */
	bool starved; /* memory was asked for that there is not */
};

/* The library says "error" of every failure; what it was, this remembers. */
static void *jxl_alloc(void *opaque, size_t size)
{
	struct jxl_reader *reader = opaque;
	void *data = malloc(size);

	reader->starved |= data == NULL;
	return data;
}

static void jxl_free(void *opaque, void *data)
{
	(void)opaque;
	free(data);
}

static void jxl_put(void *opaque, size_t x, size_t y, size_t count,
		    const void *pixels)
{
	struct jxl_reader *reader = opaque;

	(reader->format.num_channels == 4 ? picture_put_rgba : picture_put_rgb)(
	    reader->raster, (uint32_t)x, (uint32_t)y, pixels, (uint32_t)count);
}

/* What the header says; the library turns the picture itself. */
static enum ipc_picture_status jxl_begin(struct jxl_reader *reader,
					 JxlDecoder *decoder)
{
	struct picture_raster *raster = reader->raster;
	JxlBasicInfo info;
	enum ipc_picture_status status;

	if (JxlDecoderGetBasicInfo(decoder, &info) != JXL_DEC_SUCCESS)
		return IPC_PICTURE_MALFORMED;
	raster->width = info.xsize;
	raster->height = info.ysize;
	raster->turned = 1;
	raster->animated = info.have_animation != JXL_FALSE;
	reader->format = (JxlPixelFormat){info.alpha_bits > 0 ? 4 : 3,
					  JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0};
	status = picture_raster_open(raster, raster->width, raster->height);
	if (status == IPC_PICTURE_OK)
		memset(raster->luma, 255,
		       (size_t)raster->columns * raster->rows);
	return status;
}

/* Where the picture ends; further frames are passed over. */
static void jxl_finish(struct jxl_reader *reader, JxlDecoder *decoder)
{
	if (reader->raster->animated)
		JxlDecoderSkipFrames(decoder, JXL_FRAMES_MAX);
	if (JxlDecoderProcessInput(decoder) == JXL_DEC_SUCCESS)
		reader->raster->end =
		    reader->size - JxlDecoderReleaseInput(decoder);
}

static enum ipc_picture_status jxl_frame(struct jxl_reader *reader,
					 JxlDecoder *decoder)
{
	enum ipc_picture_status status;

	for (;;)
		switch (JxlDecoderProcessInput(decoder)) {
		case JXL_DEC_BASIC_INFO:
			status = jxl_begin(reader, decoder);
			if (status != IPC_PICTURE_OK)
				return status;
			break;
		case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
			if (reader->raster->luma == NULL ||
			    JxlDecoderSetImageOutCallback(
				decoder, &reader->format, jxl_put, reader) !=
				JXL_DEC_SUCCESS)
				return IPC_PICTURE_UNSUPPORTED;
			break;
		case JXL_DEC_FULL_IMAGE:
			jxl_finish(reader, decoder);
			return IPC_PICTURE_OK;
		default:
			return reader->starved ? IPC_PICTURE_TOO_MUCH_MEMORY
					       : IPC_PICTURE_MALFORMED;
		}
}

enum ipc_picture_status decoder_jxl_read(struct base_view file, bool full,
					 struct picture_raster *raster)
{
	struct jxl_reader reader = {.raster = raster, .size = file.size};
	JxlMemoryManager memory = {&reader, jxl_alloc, jxl_free};
	JxlDecoder *decoder = JxlDecoderCreate(&memory);
	enum ipc_picture_status status = IPC_PICTURE_TOO_MUCH_MEMORY;

	(void)full; /* the library has no cheaper way to see fewer pixels */
	if (decoder != NULL &&
	    JxlDecoderSubscribeEvents(decoder, JXL_DEC_BASIC_INFO |
						   JXL_DEC_FULL_IMAGE) ==
		JXL_DEC_SUCCESS &&
	    JxlDecoderSetInput(decoder, file.data, file.size) ==
		JXL_DEC_SUCCESS) {
		JxlDecoderCloseInput(decoder);
		status = jxl_frame(&reader, decoder);
	}
	JxlDecoderDestroy(decoder);
	return status;
}
