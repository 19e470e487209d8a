/* scene.c: photographs, and what is done to them. */
#include "test.h"

#include "scene.h"

/* The decoders of the tests of fingerprints; units link only their folder. */
#include "host/fingerprint/pictures.c"

struct scene scene_read(const char *path)
{
	struct fingerprint_plane plane = pictures_luma(path, 0, 512);
	struct scene scene = {0};

	if (!plane.luma) {
		print_message("%s is not here: skipped\n", path);
		skip();
	}
	scene.width = (uint32_t)plane.right;
	scene.height = (uint32_t)plane.bottom;
	scene.luma = malloc((size_t)scene.width * scene.height);
	for (uint32_t y = 0; y < scene.height; y++)
		memcpy(scene.luma + (size_t)y * scene.width,
		       plane.luma + y * plane.stride, scene.width);
	free((void *)plane.luma);
	return scene;
}

void scene_free(struct scene *scene)
{
	free(scene->luma);
	*scene = (struct scene){0};
}

static struct scene scene_new(uint32_t width, uint32_t height)
{
	return (struct scene){calloc(width, height), width, height};
}

struct scene scene_cut(const struct scene *in, struct scene_part part)
{
	struct scene out = scene_new((uint32_t)(part.width * in->width),
				     (uint32_t)(part.height * in->height));
	uint32_t left = (uint32_t)(part.left * in->width);
	uint32_t top = (uint32_t)(part.top * in->height);

	for (uint32_t y = 0; y < out.height; y++)
		memcpy(out.luma + (size_t)y * out.width,
		       in->luma + (size_t)(top + y) * in->width + left,
		       out.width);
	return out;
}

struct scene scene_turn(const struct scene *in, unsigned turn)
{
	struct scene out = turn & 4 ? scene_new(in->height, in->width)
				    : scene_new(in->width, in->height);

	for (uint32_t y = 0; y < in->height; y++)
		for (uint32_t x = 0; x < in->width; x++) {
			uint32_t u = turn & 1 ? in->width - 1 - x : x;
			uint32_t v = turn & 2 ? in->height - 1 - y : y;
			size_t at = turn & 4 ? (size_t)u * out.width + v
					     : (size_t)v * out.width + u;

			out.luma[at] = in->luma[(size_t)y * in->width + x];
		}
	return out;
}

struct scene scene_shown(const struct scene *in, uint32_t width,
			 uint32_t height)
{
	struct scene out = scene_new(width, height);

	/* Lines as of text around it. */
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			out.luma[(size_t)y * width + x] =
			    y % 29 < 9 && x * x * 7 % 31 < 15 ? 40 : 250;
	for (uint32_t y = 0; y < in->height && y + 60 < height; y++)
		memcpy(out.luma + (size_t)(y + 60) * width + 70,
		       in->luma + (size_t)y * in->width,
		       in->width < width - 70 ? in->width : width - 70);
	return out;
}

struct fingerprint_plane scene_plane(const struct scene *scene)
{
	return fingerprint_plane_of(scene->luma, scene->width, scene->height);
}
