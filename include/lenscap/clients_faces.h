/* clients_faces.h: the near side of the face finder. */
#ifndef LENSCAP_CLIENTS_FACES_H
#define LENSCAP_CLIENTS_FACES_H

#include <lenscap/clients.h>
#include <lenscap/ipc_faces.h>

#define CLIENTS_FACES "lenscap-faces"

/*
 * Where columns * rows bytes of luma have faces, found in a jail; worker is its
 * path, NULL for our own, and wake a descriptor that ends the waiting when
 * readable, or -1.  LENS_NOT_FOUND where it is not installed, LENS_CANCELLED
 * when wake woke us, LENS_WORKER when it does not work or lies, LENS_SYSTEM
 * without memory.
 */
LENS_MUST enum lens_err clients_faces(const uint8_t *luma,
				      const struct ipc_faces_job *job,
				      const char *worker, int wake,
				      struct ipc_faces *out);

#endif
