/* casework_faces.h: has a picture a face that a face search can use? */
#ifndef LENSCAP_CASEWORK_FACES_H
#define LENSCAP_CASEWORK_FACES_H

#include <lenscap/ipc_faces.h>

/* Whether anybody looked: only then no face means that there is none. */
enum casework_faces_state {
	CASEWORK_FACES_NOT_ASKED,
	CASEWORK_FACES_LOOKED,
	CASEWORK_FACES_MISSING, /* the part that looks is not installed */
	CASEWORK_FACES_FAILED,
	CASEWORK_FACES_STATES
};

/* The stable word: "looked". */
const char *casework_faces_state_name(enum casework_faces_state state);

/* Where faces are, the largest first, in pixels of the upright picture. */
struct casework_faces {
	enum casework_faces_state state;
	uint32_t least; /* width of the smallest face that was looked for */
	unsigned count;
	struct ipc_face faces[IPC_FACES_MAX];
};

/*
 * Look for faces in a picture: fd is a regular file or memfd and stays the
 * caller's.  When cancel (-1: never) can be read, looking ends at once, and the
 * state is NOT_ASKED.
 * Nothing of the picture is kept anywhere.
 */
void casework_faces_find(int fd, int cancel, struct casework_faces *out);

/*
 * What was found in the newest hundred files, by SHA-256, so that one is looked
 * at once, however often it is met; of one thread.  free() it.
 */
struct casework_faces_known *casework_faces_known_new(void);

/* Whether the file with this SHA-256 was looked at; *out is what was found. */
bool casework_faces_recall(const struct casework_faces_known *known,
			   const uint8_t sha256[32],
			   struct casework_faces *out);

/* casework_faces_find() in that file; remembered where it was looked at. */
void casework_faces_look(struct casework_faces_known *known,
			 const uint8_t sha256[32], int fd, int cancel,
			 struct casework_faces *out);

/* One sentence of what came of it; the caller frees it. */
char *casework_faces_words(const struct casework_faces *faces);

#endif
