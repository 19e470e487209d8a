/* profile.h: how long a colour profile says that it is. */
#ifndef LENSCAP_CONTAINER_PROFILE_H
#define LENSCAP_CONTAINER_PROFILE_H

#include <lenscap/base.h>

/*
 * How many of so many bytes are a colour profile (ICC.1, 7.2), of which begin
 * has the first ones.  0: they are none, for none is shorter than its head, or
 * longer than what there is.
 */
size_t profile_size(struct base_view begin, size_t all);

#endif
