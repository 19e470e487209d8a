/* plane.c: planes of luma, and the distance between two fingerprints. */
#include <string.h>

#include "plane.h"

struct fingerprint_plane fingerprint_plane_of(const uint8_t *luma,
					      uint32_t width, uint32_t height)
{
	return (struct fingerprint_plane){
	    .luma = luma,
	    .columns = width,
	    .rows = height,
	    .stride = width,
	    .right = width,
	    .bottom = height,
	    .width = width,
	    .height = height,
	};
}

/* Every side is a float's integer and an int after a filter widened it. */
#define PLANE_SIDE_MAX (1u << 24)

/* Written so that a NaN, which compares false, is refused. */
bool plane_is_sound(const struct fingerprint_plane *plane)
{
	return plane->luma && plane->columns > 0 && plane->rows > 0 &&
	       plane->columns <= PLANE_SIDE_MAX &&
	       plane->rows <= PLANE_SIDE_MAX &&
	       plane->stride >= plane->columns && plane->width > 0 &&
	       plane->height > 0 && plane->left >= 0 && plane->top >= 0 &&
	       plane->left < plane->right && plane->top < plane->bottom &&
	       plane->right <= plane->columns && plane->bottom <= plane->rows;
}

bool plane_is_whole(const struct fingerprint_plane *plane)
{
	return plane->columns == plane->width && plane->rows == plane->height &&
	       plane->left <= 0 && plane->top <= 0 &&
	       plane->right >= plane->width && plane->bottom >= plane->height;
}

unsigned fingerprint_distance(const uint8_t *a, const uint8_t *b, size_t size)
{
	unsigned distance = 0;
	uint64_t x, y;

	for (; size >= sizeof(x); size -= sizeof(x)) {
		memcpy(&x, a, sizeof(x));
		memcpy(&y, b, sizeof(y));
		distance += (unsigned)__builtin_popcountll(x ^ y);
		a += sizeof(x);
		b += sizeof(y);
	}
	while (size-- > 0)
		distance += (unsigned)__builtin_popcount(*a++ ^ *b++);
	return distance;
}
