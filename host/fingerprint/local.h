/*
 * local.h: the parts of local features: planes of floats, the points that are
 * found in them, and the code of a point.
 */
#ifndef FINGERPRINT_LOCAL_H
#define FINGERPRINT_LOCAL_H

#include <lenscap/fingerprint_local.h>

/* Rows start at multiples of this; vectors may read past a row's end. */
#define LOCAL_PAD 16

struct local_plane {
	int width, height, stride;
	float *at;
};

/* Everything one extraction allocates; released together. */
#define LOCAL_POOL_MAX 128
struct local_pool {
	void *block[LOCAL_POOL_MAX];
	int count;
};

/* Memory set to zero, NULL when there is none; the pool owns it. */
void *local_pool_take(struct local_pool *pool, size_t count, size_t size);
void local_pool_free(struct local_pool *pool);

/* A plane of the pool's; at is NULL when memory is short. */
struct local_plane local_plane_new(struct local_pool *pool, int width,
				   int height);

/*
 * Area average of the picture's rectangle at columns * rows; a sample larger
 * than its result is interpolated.  The second takes a plane of floats.
 */
LENS_MUST enum lens_err local_shrink(struct local_pool *pool,
				     const struct fingerprint_plane *in,
				     struct local_plane *out);
LENS_MUST enum lens_err local_shrink_plane(struct local_pool *pool,
					   const struct local_plane *in,
					   struct local_plane *out);

/* out = in, blurred by a Gaussian; the edge repeats beyond the edge. */
#define LOCAL_BLUR_MARGIN 16
void local_blur(const struct local_plane *in, const struct local_plane *out,
		float *line, float sigma);

/* Three sizes per doubling, as in Lowe's document, and what borders on them. */
#define LOCAL_INTERVALS 3
#define LOCAL_LEVELS (LOCAL_INTERVALS + 3)
#define LOCAL_OCTAVES 12
#define LOCAL_SIGMA 1.6

/* A blob: where it is in the picture and where in its level. */
struct local_keypoint {
	float x, y, sigma, rank; /* samples of the first octave */
	float level_x, level_y, level_sigma;
	int octave, level;
};

/* The scale space of a plane, as far as it is still needed. */
struct local_pyramid {
	/* Levels 1 to LOCAL_INTERVALS of each octave, at [1] to [3]. */
	struct local_plane level[LOCAL_OCTAVES][LOCAL_INTERVALS + 1];
	int octaves;
	struct local_keypoint *keypoint;
	int count;
};

/* Build the scale space of base, which is used up, and find its keypoints. */
LENS_MUST enum lens_err local_pyramid_build(struct local_pool *pool,
					    struct local_plane base, float have,
					    struct local_pyramid *out);

/* Append the keypoints of an octave's levels to the pyramid's. */
LENS_MUST enum lens_err
local_keypoints_find(struct local_pool *pool,
		     const struct local_plane level[LOCAL_LEVELS], int octave,
		     struct local_pyramid *pyramid);

/*
 * Choose up to keep of the pyramid's keypoints, the strongest first and spread
 * over the picture; *count says how many.
 */
LENS_MUST enum lens_err
local_keypoints_choose(struct local_pool *pool,
		       const struct local_pyramid *pyramid, int keep,
		       float spread, struct local_keypoint *out, int *count);

/* The code of a keypoint in its level and, unless NULL, the margin of each bit.
 */
void local_code(const struct local_plane *level,
		const struct local_keypoint *keypoint, uint64_t code[2],
		uint8_t margin[FINGERPRINT_POINT_BITS / 2]);

/* The same, had the picture been turned clockwise by so many degrees. */
void local_code_turned(const struct local_plane *level,
		       const struct local_keypoint *keypoint, int degrees,
		       uint64_t code[2],
		       uint8_t margin[FINGERPRINT_POINT_BITS / 2]);

#endif
