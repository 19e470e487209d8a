/* tiff.c: TIFF by libtiff, some rows at a time, as they are stored. */
#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

#include "tiff.h"

#define TIFF_ROWS 64		   /* at once, where the file does not say */
#define TIFF_BAND_MAX (256u << 20) /* bytes of so many rows */
#define TIFF_PAGES_MAX 64	   /* looked at for one that is no preview */

/* The file as libtiff reads it: bytes that lie in memory. */
struct tiff_source {
	struct base_view file;
	uint64_t at;
	bool warned; /* since that was last asked */
};

/*
 * What libtiff makes do with while it unpacks rows (packed data that is too
 * long, JPEG or fax data that is not right) is no error to it.  Of JPEG of the
 * old kind it says so always.
 */
static void tiff_warn(thandle_t handle, const char *module, const char *format,
		      va_list values)
{
	struct tiff_source *source = handle;

	(void)format;
	(void)values;
	if (source != NULL && strncmp(module, "OJPEG", 5) != 0)
		source->warned = true;
}

static tmsize_t tiff_get(thandle_t handle, void *out, tmsize_t size)
{
	struct tiff_source *source = handle;
	uint64_t left =
	    source->at < source->file.size ? source->file.size - source->at : 0;

	if (size < 0)
		return -1;
	if ((uint64_t)size > left)
		size = (tmsize_t)left;
	if (size > 0)
		memcpy(out, source->file.data + source->at, (size_t)size);
	source->at += (uint64_t)size;
	return size;
}

static tmsize_t tiff_put(thandle_t handle, void *data, tmsize_t size)
{
	(void)handle;
	(void)data;
	(void)size;
	return -1;
}

static toff_t tiff_seek(thandle_t handle, toff_t offset, int whence)
{
	struct tiff_source *source = handle;

	if (whence == SEEK_SET)
		source->at = offset;
	else if (whence == SEEK_CUR)
		source->at += offset;
	else
		source->at = source->file.size + offset;
	return source->at;
}

static int tiff_end(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t tiff_size(thandle_t handle)
{
	return ((struct tiff_source *)handle)->file.size;
}

static int tiff_map(thandle_t handle, void **data, toff_t *size)
{
	struct tiff_source *source = handle;

	*data = (void *)source->file.data;
	*size = source->file.size;
	return 1;
}

static void tiff_unmap(thandle_t handle, void *data, toff_t size)
{
	(void)handle;
	(void)data;
	(void)size;
}

/* The first page that is not a smaller one of another. */
static void tiff_choose(TIFF *tiff)
{
	uint32_t kind = 0;

	for (unsigned i = 0; i < TIFF_PAGES_MAX; i++) {
		if (!TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &kind) ||
		    (kind & FILETYPE_REDUCEDIMAGE) == 0)
			return;
		if (!TIFFReadDirectory(tiff))
			break;
	}
	(void)TIFFSetDirectory(tiff, 0);
}

static uint32_t tiff_band(TIFF *tiff, const TIFFRGBAImage *image)
{
	uint32_t rows = 0;

	if (TIFFIsTiled(tiff))
		(void)TIFFGetField(tiff, TIFFTAG_TILELENGTH, &rows);
	else
		(void)TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rows);
	if (rows == 0)
		rows = TIFF_ROWS;
	return rows < image->height ? rows : image->height;
}

/* Where nothing could be unpacked all pixels are the same. */
static bool tiff_shows(const uint32_t *pixels, size_t count)
{
	return memcmp(pixels, pixels + 1, (count - 1) * sizeof(*pixels)) != 0;
}

/*
 * So many rows from y on: those of a strip that breaks off as far as they go.
 * False: there is nothing of them.
 */
static bool tiff_get_rows(TIFFRGBAImage *image, uint32_t y, uint32_t rows,
			  uint32_t *pixels, bool *damaged)
{
	struct tiff_source *source = TIFFClientdata(image->tif);

	source->warned = false;
	image->row_offset = (int)y;
	image->col_offset = 0;
	image->stoponerr = 1;
	if (TIFFRGBAImageGet(image, pixels, image->width, rows) &&
	    !source->warned)
		return true;
	*damaged = true;
	image->row_offset = (int)y;
	image->col_offset = 0;
	image->stoponerr = 0;
	return TIFFRGBAImageGet(image, pixels, image->width, rows) &&
	       tiff_shows(pixels, (size_t)image->width * rows);
}

static enum ipc_picture_status tiff_rows(TIFF *tiff, TIFFRGBAImage *image,
					 struct picture_raster *raster)
{
	uint32_t band = tiff_band(tiff, image);
	uint64_t size = (uint64_t)band * image->width * sizeof(uint32_t);
	uint32_t *pixels = size <= TIFF_BAND_MAX ? malloc((size_t)size) : NULL;
	bool any = false;

	if (pixels == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	for (uint32_t y = 0; y < image->height; y += band) {
		uint32_t rows =
		    image->height - y < band ? image->height - y : band;

		if (!tiff_get_rows(image, y, rows, pixels, &raster->damaged))
			continue;
		any = true;
		/* On little-endian machines a pixel's bytes are R, G, B, A. */
		for (uint32_t row = 0; row < rows; row++)
			picture_put_rgba(
			    raster, 0, y + row,
			    (const uint8_t *)(pixels +
					      (size_t)row * image->width),
			    image->width);
	}
	free(pixels);
	return any ? IPC_PICTURE_OK : IPC_PICTURE_MALFORMED;
}

static enum ipc_picture_status tiff_decode(TIFF *tiff,
					   struct picture_raster *raster)
{
	char why[1024];
	TIFFRGBAImage image;
	enum ipc_picture_status status;

	tiff_choose(tiff);
	(void)TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &raster->width);
	(void)TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &raster->height);
	status = picture_check_size(raster->width, raster->height);
	if (status != IPC_PICTURE_OK)
		return status;
	if (!TIFFRGBAImageOK(tiff, why) ||
	    !TIFFRGBAImageBegin(&image, tiff, 0, why))
		return IPC_PICTURE_UNSUPPORTED;
	/* As stored: whoever turns it does so from what the file states. */
	image.orientation = ORIENTATION_TOPLEFT;
	image.req_orientation = ORIENTATION_TOPLEFT;
	status = picture_raster_open(raster, image.width, image.height);
	if (status == IPC_PICTURE_OK) {
		memset(raster->luma, 255,
		       (size_t)raster->columns * raster->rows);
		status = tiff_rows(tiff, &image, raster);
	}
	TIFFRGBAImageEnd(&image);
	return status;
}

enum ipc_picture_status decoder_tiff_read(struct base_view file, bool full,
					  struct picture_raster *raster)
{
	struct tiff_source source = {file, 0, false};
	TIFF *tiff = TIFFClientOpen("picture", "r", &source, tiff_get, tiff_put,
				    tiff_seek, tiff_end, tiff_size, tiff_map,
				    tiff_unmap);
	enum ipc_picture_status status;

	(void)full; /* TIFF has no cheaper way to see fewer pixels */
	TIFFSetWarningHandlerExt(tiff_warn);
	if (tiff == NULL)
		return decoder_tiff_refused(file);
	status = tiff_decode(tiff, raster);
	TIFFClose(tiff);
	return status;
}
