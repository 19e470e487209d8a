/*
 * gif.c: the first frame of a GIF by giflib, record by record, so that the
 * frames after it are never decoded.
 */
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#include "formats.h"

#define GIF_EXTENSIONS_MAX 4096 /* before the second frame */

struct gif_source {
	struct base_view rest;
};

bool gif_begins(struct base_view file)
{
	return base_view_starts(file, "GIF87a", 6) ||
	       base_view_starts(file, "GIF89a", 6);
}

static int gif_input(GifFileType *gif, GifByteType *out, int wanted)
{
	struct gif_source *source = gif->UserData;
	size_t size = (size_t)wanted < source->rest.size ? (size_t)wanted
							 : source->rest.size;

	memcpy(out, source->rest.data, size);
	source->rest.data += size;
	source->rest.size -= size;
	return (int)size;
}

static enum ipc_picture_status gif_status(int code)
{
	return code == D_GIF_ERR_NOT_ENOUGH_MEM ? IPC_PICTURE_TOO_MUCH_MEMORY
						: IPC_PICTURE_MALFORMED;
}

/* ---- Pixels ---- */

/* What is transparent, or in no palette, is white. */
static void gif_palette(const ColorMapObject *colours, int transparent,
			uint8_t out[256][3])
{
	memset(out, 255, (size_t)256 * 3);
	for (int i = 0; colours != NULL && i < colours->ColorCount && i < 256;
	     i++)
		if (i != transparent) {
			out[i][0] = colours->Colors[i].Red;
			out[i][1] = colours->Colors[i].Green;
			out[i][2] = colours->Colors[i].Blue;
		}
}

/* Interlaced rows come as every 8th, the 4th between, the 2nd, the rest. */
static uint32_t gif_row(uint32_t index, uint32_t height, bool interlaced)
{
	static const uint32_t first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};

	if (!interlaced)
		return index;
	for (unsigned pass = 0; pass < 4; pass++) {
		uint32_t rows =
		    height > first[pass]
			? (height - first[pass] + step[pass] - 1) / step[pass]
			: 0;

		if (index < rows)
			return first[pass] + index * step[pass];
		index -= rows;
	}
	return 0;
}

static enum ipc_picture_status gif_pixels(GifFileType *gif, int transparent,
					  struct picture_raster *raster)
{
	const struct GifImageDesc *frame = &gif->Image;
	uint32_t width = (uint32_t)frame->Width;
	uint32_t height = (uint32_t)frame->Height;
	uint8_t palette[256][3];
	/* Indices, and behind them the colours they stand for. */
	uint8_t *line = malloc((size_t)width * 4);
	uint8_t *rgb;

	if (line == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	rgb = line + width;
	gif_palette(frame->ColorMap ? frame->ColorMap : gif->SColorMap,
		    transparent, palette);
	for (uint32_t i = 0; i < height; i++) {
		if (DGifGetLine(gif, line, frame->Width) != GIF_OK) {
			raster->damaged = true;
			break;
		}
		for (uint32_t x = 0; x < width; x++)
			memcpy(rgb + (size_t)3 * x, palette[line[x]], 3);
		picture_put_rgb(raster, (uint32_t)frame->Left,
				(uint32_t)frame->Top +
				    gif_row(i, height, frame->Interlace),
				rgb, width);
	}
	free(line);
	return IPC_PICTURE_OK;
}

static enum ipc_picture_status gif_image(GifFileType *gif, int transparent,
					 struct picture_raster *raster)
{
	enum ipc_picture_status status;

	if (DGifGetImageDesc(gif) != GIF_OK)
		return gif_status(gif->Error);
	if (gif->Image.Width <= 0 || gif->Image.Height <= 0 ||
	    gif->Image.Left < 0 || gif->Image.Top < 0)
		return IPC_PICTURE_MALFORMED;
	/* Browsers grow a canvas of size 0 to its first frame. */
	raster->width =
	    gif->SWidth ? (uint32_t)gif->SWidth : (uint32_t)gif->Image.Width;
	raster->height =
	    gif->SHeight ? (uint32_t)gif->SHeight : (uint32_t)gif->Image.Height;
	status = picture_raster_open(raster, raster->width, raster->height);
	if (status != IPC_PICTURE_OK)
		return status;
	memset(raster->luma, 255, (size_t)raster->columns * raster->rows);
	return gif_pixels(gif, transparent, raster);
}

/* ---- Records ---- */

static void gif_block(const GifByteType *block, int code, int *transparent)
{
	GraphicsControlBlock control;

	if (code == GRAPHICS_EXT_FUNC_CODE &&
	    DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
		*transparent = control.TransparentColor;
}

static int gif_extension(GifFileType *gif, int *transparent)
{
	GifByteType *block;
	int code, got = DGifGetExtension(gif, &code, &block);

	while (got == GIF_OK && block != NULL) {
		gif_block(block, code, transparent);
		got = DGifGetExtensionNext(gif, &block);
	}
	return got;
}

static enum ipc_picture_status gif_records(GifFileType *gif,
					   struct picture_raster *raster)
{
	int transparent = -1; /* colour index, -1 for none */
	GifRecordType type;

	for (;;) {
		if (DGifGetRecordType(gif, &type) != GIF_OK)
			return gif_status(gif->Error);
		if (type == IMAGE_DESC_RECORD_TYPE)
			return gif_image(gif, transparent, raster);
		if (type != EXTENSION_RECORD_TYPE)
			return IPC_PICTURE_MALFORMED; /* no image at all */
		if (gif_extension(gif, &transparent) != GIF_OK)
			return gif_status(gif->Error);
	}
}

/* Whether another frame follows, past what stands between. */
static bool gif_continues(GifFileType *gif)
{
	int transparent;
	GifRecordType type;

	for (unsigned i = 0; i < GIF_EXTENSIONS_MAX; i++) {
		if (DGifGetRecordType(gif, &type) != GIF_OK)
			return false;
		if (type == IMAGE_DESC_RECORD_TYPE)
			return true;
		if (type != EXTENSION_RECORD_TYPE ||
		    gif_extension(gif, &transparent) != GIF_OK)
			return false;
	}
	return false;
}

enum ipc_picture_status gif_read(struct base_view file, bool full,
				 struct picture_raster *raster)
{
	struct gif_source source = {file};
	enum ipc_picture_status status;
	int code = 0;
	GifFileType *gif = DGifOpen(&source, gif_input, &code);

	(void)full; /* GIF has no cheaper way to see fewer pixels */
	if (gif == NULL)
		return gif_status(code);
	status = gif_records(gif, raster);
	if (status == IPC_PICTURE_OK)
		raster->animated = gif_continues(gif);
	DGifCloseFile(gif, &code);
	return status;
}
