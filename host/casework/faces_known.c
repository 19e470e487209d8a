/* faces_known.c: a file is looked at for faces once, however often it is met.
 */
#include <string.h>

#include <lenscap/base.h>
#include <lenscap/casework_faces.h>

#define FACES_KNOWN_MAX 100

struct casework_faces_known {
	size_t count; /* looked at so far; the newest are here */
	struct faces_known_file {
		uint8_t sha256[32];
		struct casework_faces faces;
	} files[FACES_KNOWN_MAX];
};

struct casework_faces_known *casework_faces_known_new(void)
{
	return base_alloc(1, sizeof(struct casework_faces_known));
}

bool casework_faces_recall(const struct casework_faces_known *known,
			   const uint8_t sha256[32], struct casework_faces *out)
{
	for (size_t i = 0; i < known->count && i < FACES_KNOWN_MAX; i++) {
		const struct faces_known_file *file = &known->files[i];

		if (memcmp(file->sha256, sha256, sizeof(file->sha256)) == 0) {
			*out = file->faces;
			return true;
		}
	}
	return false;
}

void casework_faces_look(struct casework_faces_known *known,
			 const uint8_t sha256[32], int fd, int cancel,
			 struct casework_faces *out)
{
	struct faces_known_file *file;

	casework_faces_find(fd, cancel, out);
	if (out->state != CASEWORK_FACES_LOOKED)
		return;
	file = &known->files[known->count++ % FACES_KNOWN_MAX];
	memcpy(file->sha256, sha256, sizeof(file->sha256));
	file->faces = *out;
}
