/* picture.c: the decoder's job and its answer, on the wire. */
#include <lenscap/ipc_picture.h>

/* ---- Job and end ---- */

enum lens_err ipc_picture_job_write(const struct ipc_picture_job *job,
				    struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, job->number);
	ipc_write_u64(&writer, job->bytes);
	ipc_write_u8(&writer, job->full);
	ipc_write_u8(&writer, job->words);
	ipc_write_u8(&writer, job->hidden);
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		ipc_write_u8(&writer, job->wants[i]);
	return writer.err;
}

enum lens_err ipc_picture_job_read(struct base_view body,
				   struct ipc_picture_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};

	*out = (struct ipc_picture_job){.number = ipc_read_u32(&reader)};
	out->bytes = ipc_read_u64(&reader);
	out->full = ipc_read_u8(&reader) != 0;
	out->words = ipc_read_u8(&reader) != 0;
	out->hidden = ipc_read_u8(&reader);
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		out->wants[i] = ipc_read_u8(&reader) != 0;
	return ipc_read_end(&reader);
}

enum lens_err ipc_picture_end_write(const struct ipc_picture_end *end,
				    struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, end->number);
	ipc_write_u32(&writer, end->signal);
	return writer.err;
}

enum lens_err ipc_picture_end_read(struct base_view body,
				   struct ipc_picture_end *out)
{
	struct ipc_reader reader = {body, LENS_OK};

	*out = (struct ipc_picture_end){.number = ipc_read_u32(&reader)};
	out->signal = ipc_read_u32(&reader);
	return ipc_read_end(&reader);
}

/* ---- Answer ---- */

/* The largest extra of each kind. */
static const uint32_t picture_extra_limits[IPC_EXTRAS] = {
    [IPC_EXTRA_THUMBNAIL] = 65536,
    [IPC_EXTRA_PREVIEW] = 2 + 64 * 64 * 3,
    [IPC_EXTRA_LOCAL] = 4096,
    [IPC_EXTRA_QUERY] = 131072,
    [IPC_EXTRA_PIXELS] = IPC_PIXELS_SIZE,
    [IPC_EXTRA_TURNED] = FINGERPRINT_TURNED_SIZE_MAX,
    [IPC_EXTRA_REGIONS] = IPC_REGIONS_MAX,
    [IPC_EXTRA_GREY] = IPC_GREY_MAX,
};

void ipc_picture_free(struct ipc_picture *picture)
{
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		base_buffer_free(&picture->extras[i]);
	*picture = (struct ipc_picture){0};
}

static void picture_write_extras(struct ipc_writer *writer,
				 const struct ipc_picture *picture)
{
	for (unsigned i = 0; i < IPC_EXTRAS; i++) {
		const struct base_buffer *extra = &picture->extras[i];

		ipc_write_u32(writer, (uint32_t)extra->size);
		ipc_write_bytes(writer, extra->data, extra->size);
	}
}

static void picture_read_extra(struct ipc_reader *reader, uint32_t limit,
			       struct base_buffer *out)
{
	uint32_t size = ipc_read_u32(reader);
	uint8_t *room;

	base_buffer_init(out, limit);
	if (reader->err != LENS_OK || size == 0)
		return;
	if (size > reader->rest.size ||
	    base_buffer_extend(out, size, &room) != LENS_OK)
		reader->err = LENS_MALFORMED;
	else
		ipc_read_bytes(reader, room, size);
}

static void picture_write_fingerprint(struct ipc_writer *writer,
				      const struct fingerprint *print)
{
	ipc_write_bytes(writer, print->pdq, sizeof(print->pdq));
	ipc_write_u8(writer, print->pdq_quality);
	ipc_write_bytes(writer, print->iscc, sizeof(print->iscc));
	ipc_write_bytes(writer, print->phash, sizeof(print->phash));
	ipc_write_bytes(writer, print->dhash, sizeof(print->dhash));
}

static void picture_read_fingerprint(struct ipc_reader *reader,
				     struct fingerprint *out)
{
	ipc_read_bytes(reader, out->pdq, sizeof(out->pdq));
	out->pdq_quality = ipc_read_u8(reader);
	ipc_read_bytes(reader, out->iscc, sizeof(out->iscc));
	ipc_read_bytes(reader, out->phash, sizeof(out->phash));
	ipc_read_bytes(reader, out->dhash, sizeof(out->dhash));
	if (out->pdq_quality > 100)
		reader->err = LENS_MALFORMED;
}

static void picture_write_hidden(struct ipc_writer *writer,
				 const struct ipc_picture *picture)
{
	ipc_write_u64(writer, picture->unread_bytes);
	ipc_write_u64(writer, picture->end);
	ipc_write_u8(writer, picture->elsewhere);
	ipc_write_u32(writer, picture->hiddens);
	for (unsigned i = 0; i < picture->hiddens; i++) {
		ipc_write_u8(writer, (uint8_t)picture->hidden[i].kind);
		ipc_write_u64(writer, picture->hidden[i].bytes);
		ipc_write_u64(writer, picture->hidden[i].offset);
	}
}

enum lens_err ipc_picture_write(const struct ipc_picture *picture,
				struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)picture->status);
	ipc_write_u8(&writer, (uint8_t)picture->format);
	ipc_write_u8(&writer, picture->damaged);
	ipc_write_u8(&writer, picture->animated);
	ipc_write_u8(&writer, picture->orientation);
	ipc_write_u32(&writer, picture->width);
	ipc_write_u32(&writer, picture->height);
	ipc_write_u8(&writer, picture->hashed);
	ipc_write_bytes(&writer, picture->sha256, sizeof(picture->sha256));
	if (picture->status == IPC_PICTURE_OK) {
		picture_write_fingerprint(&writer, &picture->fingerprint);
		picture_write_extras(&writer, picture);
	}
	ipc_write_u32(&writer, picture->count);
	for (unsigned i = 0; i < picture->count; i++) {
		ipc_write_u8(&writer, (uint8_t)picture->findings[i].kind);
		ipc_write_text(&writer, picture->findings[i].detail);
	}
	picture_write_hidden(&writer, picture);
	return writer.err;
}

static void picture_read_head(struct ipc_reader *reader,
			      struct ipc_picture *out)
{
	/* What lies above is the core's to say, not a worker's. */
	out->status = ipc_read_below(reader, IPC_PICTURE_TOO_MUCH_CPU);
	out->format = ipc_read_below(reader, IPC_FORMATS);
	out->damaged = ipc_read_below(reader, 2);
	out->animated = ipc_read_below(reader, 2);
	out->orientation = ipc_read_below(reader, 9);
	out->width = ipc_read_u32(reader);
	out->height = ipc_read_u32(reader);
	out->hashed = ipc_read_below(reader, 2);
	ipc_read_bytes(reader, out->sha256, sizeof(out->sha256));
	if (out->status != IPC_PICTURE_OK)
		return;
	if (out->format == IPC_FORMAT_NONE || !out->hashed || out->width == 0 ||
	    out->height == 0 ||
	    (uint64_t)out->width * out->height > IPC_PICTURE_PIXELS_MAX)
		reader->err = LENS_MALFORMED;
	picture_read_fingerprint(reader, &out->fingerprint);
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		picture_read_extra(reader, picture_extra_limits[i],
				   &out->extras[i]);
}

static void picture_read_findings(struct ipc_reader *reader,
				  struct ipc_picture *out)
{
	uint32_t count = ipc_read_u32(reader);

	if (count > IPC_FINDINGS_MAX)
		reader->err = LENS_MALFORMED;
	for (uint32_t i = 0; i < count && reader->err == LENS_OK; i++) {
		out->findings[i].kind = ipc_read_below(reader, IPC_FINDINGS);
		ipc_read_text(reader, out->findings[i].detail);
		out->count++;
	}
}

/* No part is empty or lies beyond the largest file there can be. */
static void picture_read_hidden(struct ipc_reader *reader,
				struct ipc_picture *out)
{
	uint32_t count;

	out->unread_bytes = ipc_read_u64(reader);
	out->end = ipc_read_u64(reader);
	out->elsewhere = ipc_read_below(reader, IPC_HIDDEN_MAX + 1);
	count = ipc_read_u32(reader);
	if (count > IPC_HIDDEN_MAX || out->elsewhere > count ||
	    out->unread_bytes > IPC_PICTURE_BYTES_MAX ||
	    out->end > IPC_PICTURE_BYTES_MAX)
		reader->err = LENS_MALFORMED;
	for (uint32_t i = 0; i < count && reader->err == LENS_OK; i++) {
		struct ipc_hidden *part = &out->hidden[i];

		part->kind = ipc_read_below(reader, IPC_HIDDENS);
		part->bytes = ipc_read_u64(reader);
		part->offset = ipc_read_u64(reader);
		if (part->bytes == 0 || part->bytes > IPC_PICTURE_BYTES_MAX ||
		    part->offset > IPC_PICTURE_BYTES_MAX - part->bytes)
			reader->err = LENS_MALFORMED;
		out->hiddens++;
	}
}

enum lens_err ipc_picture_read(struct base_view body, struct ipc_picture *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	*out = (struct ipc_picture){0};
	picture_read_head(&reader, out);
	picture_read_findings(&reader, out);
	picture_read_hidden(&reader, out);
	err = ipc_read_end(&reader);
	if (err != LENS_OK) {
		ipc_picture_free(out);
		out->status = IPC_PICTURE_LIED;
	}
	return err;
}
