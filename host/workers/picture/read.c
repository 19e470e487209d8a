/* read.c: one file's bytes in, one answer out. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include <lenscap/fingerprint_local.h>

#include "grey.h"
#include "inventory.h"
#include "jpeg.h"
#include "regions.h"
#include "small.h"

/*
 * Nettle and not libsodium: it uses the processor's SHA instructions, without
 * which this would cost more than all the rest.
 */
static void read_sha256(struct base_view file, uint8_t out[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, file.size, file.data);
	sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}

static const struct picture_format *
read_format(const struct picture_decoder *decoder, struct base_view file)
{
	for (size_t i = 0; i < decoder->count; i++)
		if (decoder->formats[i].begins(file))
			return &decoder->formats[i];
	return NULL;
}

/* ---- Further pictures ---- */

/* What each role means where it differs, and where it does not. */
static const struct {
	enum ipc_finding_kind differs;
	const char *words; /* of one that differs; its place is the part */
	bool told;	   /* also where it shows the same */
} read_roles[] = {
    [INVENTORY_PREVIEW] = {IPC_FINDING_THUMBNAIL_DIFFERS,
			   N_("a preview that shows what the picture does not: "
			      "another picture, more of it, or what was "
			      "covered or blurred, {part}"),
			   false},
    [INVENTORY_PICTURE] = {IPC_FINDING_HIDDEN_PICTURE,
			   N_("another picture {part}"), true},
    [INVENTORY_DEPTHS] = {IPC_FINDING_HIDDEN_PICTURE,
			  N_("a map of how far away things are, {part}"), true},
    [INVENTORY_SURENESS] =
	{IPC_FINDING_HIDDEN_PICTURE,
	 N_("a map of how sure measured distances are, {part}"), true},
    [INVENTORY_ORIGINAL] = {IPC_FINDING_THUMBNAIL_DIFFERS,
			    N_("the picture before it was edited, {part}"),
			    false},
};

/* One inside the file; raster says what is asked of it.  False: unreadable. */
static bool read_inside(const struct picture_decoder *decoder,
			struct base_view bytes, struct picture_raster *raster)
{
	const struct picture_format *format = read_format(decoder, bytes);

	if (format != NULL)
		return format->read(bytes, true, raster) == IPC_PICTURE_OK;
	/* Every decoder reads JPEG: all formats hold previews of that kind. */
	return jpeg_begins(bytes) &&
	       jpeg_read(bytes, true, raster) == IPC_PICTURE_OK;
}

/*
 * raster NULL: the picture itself could not be read, and nothing can be held
 * against it.
 */
static enum picture_likeness read_liken(const struct picture_decoder *decoder,
					const struct inventory_picture *further,
					const struct picture_raster *raster)
{
	enum picture_likeness likeness = PICTURE_UNREADABLE;
	struct picture_raster inside = {0};

	if (raster != NULL && further->role != INVENTORY_REMAINS &&
	    read_inside(decoder, further->bytes, &inside))
		likeness = picture_liken(&inside, raster);
	picture_raster_free(&inside);
	return likeness;
}

/* "another picture behind the picture, PNG, 12 kB from byte 3456 on" */
static void read_words(const struct inventory_picture *further,
		       const struct ipc_picture *out, char text[IPC_TEXT_MAX])
{
	const char *kind = inventory_format(further->bytes);
	char placed[IPC_TEXT_MAX], size[40], from[24];

	metadata_fill(placed, sizeof(placed), read_roles[further->role].words,
		      further->where);
	memcpy(text, placed, IPC_TEXT_MAX);
	if (further->part >= out->hiddens)
		return;
	metadata_size_words(size, sizeof(size),
			    out->hidden[further->part].bytes);
	snprintf(from, sizeof(from), "%" PRIu64,
		 out->hidden[further->part].offset);
	if (*kind != '\0')
		metadata_fill(text, IPC_TEXT_MAX,
			      N_("{part} ({words}, {size} from byte {number} "
				 "on)"),
			      placed, kind, size, from);
	else
		metadata_fill(text, IPC_TEXT_MAX,
			      N_("{part} ({size} from byte {number} on)"),
			      placed, size, from);
}

/* A further picture is told where it cannot be compared; a preview is not. */
static bool read_further(const struct inventory_picture *further,
			 enum picture_likeness likeness,
			 struct ipc_picture *out)
{
	char text[IPC_TEXT_MAX];
	bool told;

	/* The account has told of it, whatever it shows: it has no row. */
	if (further->role == INVENTORY_REMAINS)
		return true;
	told = read_roles[further->role].told;
	if (likeness == PICTURE_ALIKE) {
		if (told)
			metadata_add(out, IPC_FINDING_PICTURE_COPY,
				     base_view_of(further->where));
		return false;
	}
	if (likeness == PICTURE_UNREADABLE && !told)
		return false;
	read_words(further, out, text);
	metadata_add(out, read_roles[further->role].differs,
		     base_view_of(text));
	return true;
}

/* ---- Extras ---- */

#define READ_THUMBNAIL_SIDE 256
#define READ_PREVIEW_SIDE 64
#define READ_THUMBNAIL_MAX 65536
#define READ_RGB_MAX (READ_THUMBNAIL_SIDE * READ_THUMBNAIL_SIDE * 3)

/*
 * Keypoints of a query are looked for at up to this shorter side; of a photo,
 * at less than PICTURE_SHORT_SIDE.
 */
#define READ_QUERY_SIDE 384

static enum lens_err read_small(struct picture_raster *raster,
				uint8_t orientation, bool preview,
				struct base_buffer *out)
{
	struct base_buffer rgb;
	uint32_t columns, rows;
	enum lens_err err;

	base_buffer_init(out, READ_THUMBNAIL_MAX);
	base_buffer_init(&rgb, READ_RGB_MAX);
	err = small_take(raster, orientation, &columns, &rows, &rgb);
	if (err == LENS_OK && preview) {
		err = base_buffer_add(
		    out, (uint8_t[]){(uint8_t)columns, (uint8_t)rows}, 2);
		if (err == LENS_OK)
			err = base_buffer_add(out, rgb.data, rgb.size);
	} else if (err == LENS_OK) {
		err = jpeg_write(rgb.data, columns, rows, out);
	}
	base_buffer_free(&rgb);
	return err;
}

/*
 * One inside the file, to be looked at.  Where this process cannot read it, the
 * answer says which part of the file another one is to be given.
 */
static enum lens_err read_hidden(const struct picture_decoder *decoder,
				 const struct inventory_picture *one,
				 struct ipc_picture *out)
{
	struct picture_raster raster = {.small_side = READ_THUMBNAIL_SIDE};
	enum lens_err err = LENS_OK;

	if (read_inside(decoder, one->bytes, &raster))
		err = read_small(&raster, 1, false,
				 &out->extras[IPC_EXTRA_THUMBNAIL]);
	else if (one->part < out->hiddens)
		out->elsewhere = (uint8_t)(one->part + 1);
	picture_raster_free(&raster);
	return err;
}

/* All that are inside the file; the asked-for one of those that differ. */
static enum lens_err read_all_further(const struct picture_decoder *decoder,
				      const struct inventory *inventory,
				      const struct picture_raster *raster,
				      const struct ipc_picture_job *job,
				      struct ipc_picture *out)
{
	unsigned differing = 0;
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < inventory->count; i++) {
		const struct inventory_picture *one = &inventory->pictures[i];

		if (read_further(one, read_liken(decoder, one, raster), out) &&
		    ++differing == job->hidden)
			err = read_hidden(decoder, one, out);
	}
	return err;
}

static enum lens_err read_extras(struct picture_raster *raster,
				 const struct ipc_picture_job *job,
				 uint8_t orientation, struct ipc_picture *out)
{
	enum lens_err err = LENS_OK;

	if (job->wants[IPC_EXTRA_THUMBNAIL] && job->hidden == 0)
		err = read_small(raster, orientation, false,
				 &out->extras[IPC_EXTRA_THUMBNAIL]);
	else if (job->wants[IPC_EXTRA_PREVIEW])
		err = read_small(raster, orientation, true,
				 &out->extras[IPC_EXTRA_PREVIEW]);
	return err;
}

static enum lens_err read_local(const struct fingerprint_plane *plane,
				struct base_buffer *out)
{
	struct fingerprint_local *local = base_alloc(1, sizeof(*local));
	enum lens_err err = fingerprint_local_extract(plane, local);
	uint8_t *room;

	base_buffer_init(out, FINGERPRINT_LOCAL_SIZE_MAX);
	if (err == LENS_OK)
		err =
		    base_buffer_extend(out, FINGERPRINT_LOCAL_SIZE_MAX, &room);
	if (err == LENS_OK)
		out->size = fingerprint_local_write(local, room);
	free(local);
	return err;
}

static enum lens_err read_turned(const struct fingerprint_turned *turned,
				 struct base_buffer *out)
{
	uint8_t *room;
	enum lens_err err;

	base_buffer_init(out, FINGERPRINT_TURNED_SIZE_MAX);
	err = base_buffer_extend(out, FINGERPRINT_TURNED_SIZE_MAX, &room);
	if (err == LENS_OK)
		out->size = fingerprint_turned_write(turned, room);
	return err;
}

/* turns is NULL where they are not asked for. */
static enum lens_err read_query(const struct fingerprint_plane *plane,
				struct base_buffer *out,
				struct base_buffer *turns)
{
	struct fingerprint_query *query = base_alloc(1, sizeof(*query));
	struct fingerprint_turned *turned =
	    turns != NULL ? base_alloc(1, sizeof(*turned)) : NULL;
	enum lens_err err =
	    fingerprint_query_extract_turned(plane, query, turned);
	uint8_t *room;

	if (err == LENS_OK && turned != NULL)
		err = read_turned(turned, turns);
	free(turned);
	base_buffer_init(out, FINGERPRINT_QUERY_SIZE_MAX);
	if (err == LENS_OK)
		err =
		    base_buffer_extend(out, FINGERPRINT_QUERY_SIZE_MAX, &room);
	if (err == LENS_OK)
		out->size = fingerprint_query_write(query, room);
	free(query);
	return err;
}

/* Arithmetic, whatever the bytes were: a fuzzer has it for few of its inputs.
 */
static bool read_is_printed(const struct ipc_picture_job *job)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		if (job->wants[i])
			return true;
	return false;
#else
	(void)job;
	return true;
#endif
}

static enum lens_err read_fingerprints(const struct fingerprint_plane *plane,
				       const struct ipc_picture_job *job,
				       struct ipc_picture *out)
{
	enum lens_err err = LENS_OK;

	if (read_is_printed(job))
		err = fingerprint_extract(plane, &out->fingerprint);
	if (err == LENS_OK && job->wants[IPC_EXTRA_LOCAL])
		err = read_local(plane, &out->extras[IPC_EXTRA_LOCAL]);
	if (err == LENS_OK && job->wants[IPC_EXTRA_QUERY])
		err = read_query(plane, &out->extras[IPC_EXTRA_QUERY],
				 job->wants[IPC_EXTRA_TURNED]
				     ? &out->extras[IPC_EXTRA_TURNED]
				     : NULL);
	return err;
}

/* ---- The way from bytes to an answer ---- */

static enum ipc_picture_status
read_raster(const struct picture_decoder *decoder,
	    const struct picture_format *format, struct base_view file,
	    struct picture_raster *raster, const struct inventory *inventory,
	    const struct ipc_picture_job *job, struct ipc_picture *out)
{
	struct fingerprint_plane plane;

	out->width = raster->width;
	out->height = raster->height;
	out->damaged = raster->damaged;
	out->animated = raster->animated;
	out->end = raster->end;
	out->orientation = inventory->orientation;
	if (raster->turned != 0)
		out->orientation = raster->turned;
	if (read_all_further(decoder, inventory, raster, job, out) != LENS_OK ||
	    read_extras(raster, job, out->orientation, out) != LENS_OK ||
	    picture_orient(raster, out->orientation, &plane) != LENS_OK ||
	    read_fingerprints(&plane, job, out) != LENS_OK ||
	    (job->wants[IPC_EXTRA_GREY] &&
	     picture_grey(&plane, &out->extras[IPC_EXTRA_GREY]) != LENS_OK) ||
	    (job->wants[IPC_EXTRA_REGIONS] &&
	     picture_regions(format, file, &plane, out->orientation,
			     &out->extras[IPC_EXTRA_REGIONS]) != LENS_OK))
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	return IPC_PICTURE_OK;
}

/* Luma too: readers put some of it where it belongs, past picture_put_rgb(). */
static enum lens_err read_pixels(struct picture_raster *raster,
				 struct base_buffer *out)
{
	uint8_t *room;
	enum lens_err err;

	base_buffer_init(out, IPC_PIXELS_SIZE);
	err = base_buffer_extend(out, IPC_PIXELS_SIZE, &room);
	if (err != LENS_OK)
		return err;
	sha256_update(raster->pixels, (size_t)raster->columns * raster->rows,
		      raster->luma);
	sha256_digest(raster->pixels, IPC_PIXELS_SIZE, room);
	return LENS_OK;
}

static struct picture_raster read_wanted(const struct ipc_picture_job *job)
{
	struct picture_raster raster = {0};

	if (job->wants[IPC_EXTRA_QUERY])
		raster.short_side = READ_QUERY_SIDE;
	if (job->wants[IPC_EXTRA_GREY])
		raster.short_side = GREY_SIDE;
	if (job->wants[IPC_EXTRA_THUMBNAIL])
		raster.small_side = READ_THUMBNAIL_SIDE;
	else if (job->wants[IPC_EXTRA_PREVIEW])
		raster.small_side = READ_PREVIEW_SIDE;
	return raster;
}

void picture_read(const struct picture_decoder *decoder, struct base_view file,
		  const struct ipc_picture_job *job, struct ipc_picture *out)
{
	const struct picture_format *format = read_format(decoder, file);
	struct picture_raster raster = read_wanted(job);
	struct sha256_ctx pixels;
	struct inventory inventory;

	*out = (struct ipc_picture){.status = IPC_PICTURE_UNKNOWN_FORMAT};
	if (file.size == 0) {
		out->status = IPC_PICTURE_EMPTY;
		return;
	}
	read_sha256(file, out->sha256);
	out->hashed = true;
	sha256_init(&pixels);
	raster.pixels = job->wants[IPC_EXTRA_PIXELS] ? &pixels : NULL;
	if (format != NULL)
		out->format = format->format;
	if (format != NULL && job->words)
		out->status = IPC_PICTURE_UNSUPPORTED;
	else if (format != NULL)
		out->status = format->read(file, job->full, &raster);
	inventory_init(&inventory, file, out);
	inventory.unpack = decoder->unpack;
	inventory.end = raster.end;
	inventory_walk(&inventory);
	if (format == NULL) {
		inventory_free(&inventory);
		return;
	}
	if (out->status == IPC_PICTURE_OK && raster.pixels != NULL &&
	    read_pixels(&raster, &out->extras[IPC_EXTRA_PIXELS]) != LENS_OK)
		out->status = IPC_PICTURE_TOO_MUCH_MEMORY;
	if (out->status == IPC_PICTURE_OK)
		out->status = read_raster(decoder, format, file, &raster,
					  &inventory, job, out);
	else
		(void)!read_all_further(decoder, &inventory, NULL,
					&(struct ipc_picture_job){0}, out);
	inventory_free(&inventory);
	picture_raster_free(&raster);
}
