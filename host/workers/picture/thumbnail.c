/*
 * thumbnail.c: does the small preview inside a file show what the file shows?
 * A picture that was cropped or censored often keeps its old preview.
 */
#include "jpeg.h"

/*
 * Bars that cameras put around a preview of another shape are darker than
 * this.
 */
#define THUMBNAIL_BLACK 24
/* A preview whose shape is off by more than this was not made of it. */
#define THUMBNAIL_SHAPE 1.10
/*
 * A preview of 160 x 120 is up to about 40 bits off its own picture's PDQ
 * hash, one of another picture about 128.
 */
#define THUMBNAIL_BITS 72

static bool thumbnail_dark(const struct picture_raster *raster, uint32_t from,
			   uint32_t step, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (raster->luma[from + (size_t)i * step] >= THUMBNAIL_BLACK)
			return false;
	return true;
}

/* The plane without its black bars; at least one sample stays. */
static struct fingerprint_plane
thumbnail_trim(const struct picture_raster *raster)
{
	uint32_t columns = raster->columns, rows = raster->rows;
	uint32_t left = 0, top = 0, right = columns, bottom = rows;
	struct fingerprint_plane plane;

	while (bottom - top > 1 &&
	       thumbnail_dark(raster, top * columns, 1, columns))
		top++;
	while (bottom - top > 1 &&
	       thumbnail_dark(raster, (bottom - 1) * columns, 1, columns))
		bottom--;
	while (right - left > 1 && thumbnail_dark(raster, left, columns, rows))
		left++;
	while (right - left > 1 &&
	       thumbnail_dark(raster, right - 1, columns, rows))
		right--;
	plane =
	    fingerprint_plane_of(raster->luma + (size_t)top * columns + left,
				 right - left, bottom - top);
	plane.stride = columns;
	return plane;
}

static bool thumbnail_same_shape(double a, double b)
{
	return a < b * THUMBNAIL_SHAPE && b < a * THUMBNAIL_SHAPE;
}

/*
 * Turned previews are the picture too: software that turns a picture upright
 * often leaves the preview as it was.
 */
static bool thumbnail_shows(const struct fingerprint_plane *thumbnail,
			    const struct fingerprint_plane *picture)
{
	uint8_t small[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE];
	uint8_t large[FINGERPRINT_DIHEDRALS][FINGERPRINT_PDQ_SIZE];
	uint8_t quality, other;

	if (fingerprint_pdq(thumbnail, small, &quality) != LENS_OK ||
	    fingerprint_pdq(picture, large, &other) != LENS_OK)
		return true;
	/* Of a nearly empty picture nothing can be said. */
	if (quality < FINGERPRINT_PDQ_QUALITY ||
	    other < FINGERPRINT_PDQ_QUALITY)
		return true;
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		if (fingerprint_distance(small[0], large[i],
					 FINGERPRINT_PDQ_SIZE) <=
		    THUMBNAIL_BITS)
			return true;
	return false;
}

static struct fingerprint_plane
thumbnail_picture(const struct picture_raster *raster)
{
	struct fingerprint_plane plane = {
	    .luma = raster->luma,
	    .columns = raster->columns,
	    .rows = raster->rows,
	    .stride = raster->columns,
	    .right = raster->right,
	    .bottom = raster->bottom,
	    .width = raster->width,
	    .height = raster->height,
	};

	return plane;
}

bool picture_thumbnail_differs(struct base_view jpeg,
			       const struct picture_raster *picture)
{
	struct picture_raster raster = {0};
	bool differs = false;

	if (jpeg_read(jpeg, true, &raster) == IPC_PICTURE_OK) {
		struct fingerprint_plane small = thumbnail_trim(&raster);
		struct fingerprint_plane large = thumbnail_picture(picture);
		double a = (double)small.width / small.height;
		double b = (double)large.width / large.height;

		differs = (!thumbnail_same_shape(a, b) &&
			   !thumbnail_same_shape(a, 1 / b)) ||
			  !thumbnail_shows(&small, &large);
	}
	picture_raster_free(&raster);
	return differs;
}
