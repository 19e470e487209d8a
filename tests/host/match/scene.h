/* scene.h: photographs, and what is done to them. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include <lenscap/fingerprint.h>

struct scene {
	uint8_t *luma;
	uint32_t width, height;
};

/* Decode a JPEG's luma, or cmocka's skip() where there is none. */
struct scene scene_read(const char *path);
void scene_free(struct scene *scene);

/* A part, in parts of the whole. */
struct scene_part {
	double left, top, width, height;
};
struct scene scene_cut(const struct scene *in, struct scene_part part);

/* Bit 0 mirrors, bit 1 turns top to bottom, then bit 2 swaps the axes. */
struct scene scene_turn(const struct scene *in, unsigned turn);

/* On a page with something like text around it. */
struct scene scene_shown(const struct scene *in, uint32_t width,
			 uint32_t height);

struct fingerprint_plane scene_plane(const struct scene *scene);

#endif
