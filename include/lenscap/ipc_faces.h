/* ipc_faces.h: the wire of the face finder: grey pixels go in, rectangles come
 * out.  Nothing of a face but where it is and how large has a place in it. */
#ifndef LENSCAP_IPC_FACES_H
#define LENSCAP_IPC_FACES_H

#include <lenscap/ipc_picture.h>

#define IPC_FACES_MAX 16 /* faces of one picture */
#define IPC_FACES_LEAST                                                        \
	52 /* pixels that a face is wide at least, to be found                 \
	    */
#define IPC_FACES_ENLARGE 1.4 /* of the pixels, before they are looked at */
#define IPC_FACES_BODY_MAX (4 + IPC_FACES_MAX * 16)
#define IPC_FACES_ROOM 4096 /* of a second descriptor, which nobody uses */
#define IPC_FACES_MEMORY_MAX (256u << 20)
#define IPC_FACES_CPU_MAX 10  /* seconds */
#define IPC_FACES_WALL_MAX 30 /* seconds */

struct ipc_face {
	uint32_t x, y, width, height;
};

/* columns * rows bytes of luma lie in the job's first descriptor. */
struct ipc_faces_job {
	uint32_t columns, rows;
};

struct ipc_faces {
	unsigned count;
	struct ipc_face faces[IPC_FACES_MAX];
};

/*
 * Both on the wire.  LENS_MALFORMED for an empty picture and for one of more
 * than IPC_GREY_PIXELS; of an answer, for a face that is empty or leaves the
 * picture of its job.
 */
LENS_MUST enum lens_err ipc_faces_job_write(const struct ipc_faces_job *job,
					    struct base_buffer *body);
LENS_MUST enum lens_err ipc_faces_job_read(struct base_view body,
					   struct ipc_faces_job *out);
LENS_MUST enum lens_err ipc_faces_write(const struct ipc_faces *faces,
					struct base_buffer *body);
LENS_MUST enum lens_err ipc_faces_read(struct base_view body,
				       const struct ipc_faces_job *job,
				       struct ipc_faces *out);

#endif
