/*
 * seed_heif.c: write small HEIC and AVIF pictures into a folder, for
 * seeds.py.  Built by it; no part of the tests themselves.
 */
#include <stdio.h>
#include <string.h>

#include <libheif/heif.h>

static void fill(uint8_t *plane, int stride, int width, int height, int phase)
{
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			plane[y * stride + x] =
			    (uint8_t)(x * 3 + y * 5 * phase + (x * y >> 4));
}

static struct heif_image *picture(int width, int height, int channels)
{
	static const enum heif_channel names[] = {
	    heif_channel_R, heif_channel_G, heif_channel_B, heif_channel_Alpha};
	struct heif_image *image = NULL;
	uint8_t *plane;
	int stride;

	heif_image_create(width, height, heif_colorspace_RGB, heif_chroma_444,
			  &image);
	for (int i = 0; i < channels; i++) {
		heif_image_add_plane(image, names[i], width, height, 8);
		plane = heif_image_get_plane(image, names[i], &stride);
		fill(plane, stride, width, height, i + 1);
	}
	return image;
}

static const char exif_block[] =
    "MM\0*\0\0\0\10\0\2\1\22\0\3\0\0\0\1\0\6\0\0\1\17\0\2\0\0\0\4"
    "Ann\0\0\0\0\0";
static const char xmp_block[] =
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
    "xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreatorTool='Seed'/>"
    "</rdf:RDF></x:xmpmeta>";

static int save(const char *folder, const char *name,
		enum heif_compression_format format, int width, int height,
		int channels, int metadata)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image *image = picture(width, height, channels);
	struct heif_image_handle *handle = NULL;
	struct heif_encoder *encoder = NULL;
	struct heif_error error;
	char path[512];

	error = heif_context_get_encoder_for_format(context, format, &encoder);
	if (error.code == 0) {
		heif_encoder_set_lossy_quality(encoder, 20);
		error = heif_context_encode_image(context, image, encoder, NULL,
						  &handle);
	}
	if (error.code == 0 && metadata) {
		heif_context_add_exif_metadata(context, handle, exif_block,
					       (int)sizeof(exif_block) - 1);
		heif_context_add_XMP_metadata(context, handle, xmp_block,
					      (int)sizeof(xmp_block) - 1);
	}
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (error.code == 0)
		error = heif_context_write_to_file(context, path);
	if (error.code != 0)
		fprintf(stderr, "%s: %s\n", name, error.message);
	heif_encoder_release(encoder);
	heif_image_handle_release(handle);
	heif_image_release(image);
	heif_context_free(context);
	return error.code != 0;
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : ".";
	int failed = 0;

	failed |=
	    save(folder, "plain.heic", heif_compression_HEVC, 64, 48, 3, 0);
	failed |=
	    save(folder, "alpha.heic", heif_compression_HEVC, 64, 64, 4, 0);
	failed |=
	    save(folder, "exif.heic", heif_compression_HEVC, 64, 48, 3, 1);
	failed |=
	    save(folder, "plain.avif", heif_compression_AV1, 64, 48, 3, 0);
	failed |=
	    save(folder, "alpha.avif", heif_compression_AV1, 64, 64, 4, 0);
	failed |= save(folder, "exif.avif", heif_compression_AV1, 64, 48, 3, 1);
	return failed;
}
