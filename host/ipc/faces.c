/* faces.c: a grey picture on its way into the jail, rectangles on their way
 * out. */
#include <lenscap/ipc_faces.h>

enum lens_err ipc_faces_job_write(const struct ipc_faces_job *job,
				  struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, job->columns);
	ipc_write_u32(&writer, job->rows);
	return writer.err;
}

enum lens_err ipc_faces_job_read(struct base_view body,
				 struct ipc_faces_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	out->columns = ipc_read_u32(&reader);
	out->rows = ipc_read_u32(&reader);
	err = ipc_read_end(&reader);
	if (err == LENS_OK &&
	    (out->columns == 0 || out->rows == 0 ||
	     (uint64_t)out->columns * out->rows > IPC_GREY_PIXELS))
		err = LENS_MALFORMED;
	return err;
}

enum lens_err ipc_faces_write(const struct ipc_faces *faces,
			      struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u32(&writer, faces->count);
	for (unsigned i = 0; i < faces->count; i++) {
		ipc_write_u32(&writer, faces->faces[i].x);
		ipc_write_u32(&writer, faces->faces[i].y);
		ipc_write_u32(&writer, faces->faces[i].width);
		ipc_write_u32(&writer, faces->faces[i].height);
	}
	return writer.err;
}

static bool faces_within(uint32_t from, uint32_t size, uint32_t most)
{
	return size > 0 && from < most && size <= most - from;
}

enum lens_err ipc_faces_read(struct base_view body,
			     const struct ipc_faces_job *job,
			     struct ipc_faces *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint32_t count = ipc_read_u32(&reader);
	enum lens_err err;

	*out = (struct ipc_faces){0};
	if (count > IPC_FACES_MAX)
		reader.err = LENS_MALFORMED;
	for (uint32_t i = 0; i < count && reader.err == LENS_OK; i++) {
		struct ipc_face *face = &out->faces[out->count++];

		face->x = ipc_read_u32(&reader);
		face->y = ipc_read_u32(&reader);
		face->width = ipc_read_u32(&reader);
		face->height = ipc_read_u32(&reader);
		if (!faces_within(face->x, face->width, job->columns) ||
		    !faces_within(face->y, face->height, job->rows))
			reader.err = LENS_MALFORMED;
	}
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		*out = (struct ipc_faces){0};
	return err;
}
