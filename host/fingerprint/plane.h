/* plane.h: what this folder asks of a plane before it reads one. */
#ifndef FINGERPRINT_PLANE_H
#define FINGERPRINT_PLANE_H

#include <lenscap/fingerprint.h>

/* True when the rectangle lies in the plane and covers something. */
bool plane_is_sound(const struct fingerprint_plane *plane);

/* True when each sample of the plane is one pixel of the picture. */
bool plane_is_whole(const struct fingerprint_plane *plane);

#endif
