/*
 * webp.c: WebP by libwebp: lossy as luma, scaled while it is decoded; lossless
 * and alpha through RGBA; of an animation the first frame.
 */
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "formats.h"

bool webp_begins(struct base_view file)
{
	return base_view_starts(file, "RIFF", 4) &&
	       base_view_starts(base_view_part(file, 8, 4), "WEBP", 4);
}

static enum ipc_picture_status webp_status(VP8StatusCode code)
{
	switch (code) {
	case VP8_STATUS_OK:
		return IPC_PICTURE_OK;
	case VP8_STATUS_OUT_OF_MEMORY:
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	case VP8_STATUS_UNSUPPORTED_FEATURE:
		return IPC_PICTURE_UNSUPPORTED;
	default:
		return IPC_PICTURE_MALFORMED;
	}
}

/* ---- Frames ---- */

/* The first frame's own bytes, and where it lies on the canvas. */
static enum ipc_picture_status webp_frame(struct base_view file,
					  struct picture_raster *raster,
					  WebPIterator *frame,
					  WebPDemuxer **out)
{
	WebPData data = {file.data, file.size};
	WebPDemuxState state;
	WebPDemuxer *demuxer = WebPDemuxPartial(&data, &state);

	*out = demuxer;
	if (demuxer == NULL || state == WEBP_DEMUX_PARSING_HEADER ||
	    !WebPDemuxGetFrame(demuxer, 1, frame))
		return IPC_PICTURE_MALFORMED;
	raster->width = WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH);
	raster->height = WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT);
	raster->animated = WebPDemuxGetI(demuxer, WEBP_FF_FRAME_COUNT) > 1;
	raster->damaged = state != WEBP_DEMUX_DONE;
	return picture_check_size(raster->width, raster->height);
}

/* ---- Pixels ---- */

/* The size that keeps the shorter side at least so long. */
static void webp_scale(WebPDecoderConfig *config, bool full, uint32_t least)
{
	uint32_t width = (uint32_t)config->input.width;
	uint32_t height = (uint32_t)config->input.height;
	uint32_t side = width < height ? width : height;
	uint32_t divisor = side / least;

	if (full || divisor < 2)
		return;
	config->options.use_scaling = 1;
	config->options.scaled_width = (int)((width + divisor - 1) / divisor);
	config->options.scaled_height = (int)((height + divisor - 1) / divisor);
}

/* BT.601 luma in its studio range, stretched to 0..255. */
static void webp_stretch(const uint8_t *from, uint32_t count, uint8_t *luma)
{
	for (uint32_t i = 0; i < count; i++) {
		int value = ((from[i] - 16) * 255 + 109) / 219;

		luma[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
	}
}

/*
 * Lossless and alpha come as colour; so does what shall be shown, what was
 * asked for in full, and what is small, as with JPEG: luma of colours that RGB
 * cannot hold is clipped on that way.
 */
static bool webp_needs_colour(const WebPBitstreamFeatures *stream, bool full,
			      const struct picture_raster *raster)
{
	bool few = raster->width <= PICTURE_SMALL_SIDE &&
		   raster->height <= PICTURE_SMALL_SIDE;

	return full || few || stream->has_alpha || stream->format == 2 ||
	       raster->small_side > 0;
}

static void webp_rows(const WebPDecBuffer *from, const WebPIterator *frame,
		      struct picture_raster *raster)
{
	uint32_t width = (uint32_t)from->width;
	uint32_t left = (uint32_t)frame->x_offset;
	uint32_t top = (uint32_t)frame->y_offset;

	for (uint32_t y = 0; y < (uint32_t)from->height; y++) {
		if (from->colorspace == MODE_RGBA)
			picture_put_rgba(raster, left, top + y,
					 from->u.RGBA.rgba +
					     (size_t)y * from->u.RGBA.stride,
					 width);
		else
			webp_stretch(
			    from->u.YUVA.y + (size_t)y * from->u.YUVA.y_stride,
			    width,
			    raster->luma + (size_t)(top + y) * raster->columns +
				left);
	}
}

/*
 * A frame has three sizes: in its header, in its bitstream, and what fits the
 * canvas at its offset.  The library compares them; we write by them, so we
 * believe none.
 */
static bool webp_fits(const WebPIterator *frame,
		      const WebPBitstreamFeatures *stream,
		      const struct picture_raster *raster)
{
	return frame->x_offset >= 0 && frame->y_offset >= 0 &&
	       frame->width == stream->width &&
	       frame->height == stream->height &&
	       (uint64_t)frame->x_offset + (uint64_t)stream->width <=
		   raster->width &&
	       (uint64_t)frame->y_offset + (uint64_t)stream->height <=
		   raster->height;
}

static enum ipc_picture_status webp_decode(const WebPIterator *frame, bool full,
					   struct picture_raster *raster)
{
	bool partial = frame->width != (int)raster->width ||
		       frame->height != (int)raster->height;
	WebPDecoderConfig config;
	enum ipc_picture_status status;
	VP8StatusCode code;

	if (!WebPInitDecoderConfig(&config))
		return IPC_PICTURE_UNSUPPORTED;
	code = WebPGetFeatures(frame->fragment.bytes, frame->fragment.size,
			       &config.input);
	if (code != VP8_STATUS_OK)
		return webp_status(code);
	if (!webp_fits(frame, &config.input, raster))
		return IPC_PICTURE_MALFORMED;
	/* A frame smaller than its canvas is laid on it, white around. */
	webp_scale(&config, full || partial, picture_short_side(raster));
	config.output.colorspace =
	    webp_needs_colour(&config.input, full, raster) ? MODE_RGBA
							   : MODE_YUV;
	code = WebPDecode(frame->fragment.bytes, frame->fragment.size, &config);
	if (code != VP8_STATUS_OK)
		return webp_status(code);
	status =
	    partial ? picture_raster_open(raster, raster->width, raster->height)
		    : picture_raster_open(raster, (uint32_t)config.output.width,
					  (uint32_t)config.output.height);
	if (status == IPC_PICTURE_OK) {
		memset(raster->luma, 255,
		       (size_t)raster->columns * raster->rows);
		webp_rows(&config.output, frame, raster);
	}
	WebPFreeDecBuffer(&config.output);
	return status;
}

enum ipc_picture_status webp_read(struct base_view file, bool full,
				  struct picture_raster *raster)
{
	WebPDemuxer *demuxer = NULL;
	WebPIterator frame = {0};
	enum ipc_picture_status status =
	    webp_frame(file, raster, &frame, &demuxer);

	if (status == IPC_PICTURE_OK)
		status = webp_decode(&frame, full, raster);
	WebPDemuxReleaseIterator(&frame);
	WebPDemuxDelete(demuxer);
	return status;
}
