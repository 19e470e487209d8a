/* srcset.h: the largest of the candidates of a srcset. */
#ifndef LENSCAP_PAGEREADER_SRCSET_H
#define LENSCAP_PAGEREADER_SRCSET_H

#include <lenscap/base.h>

/*
 * The address of the largest candidate by width or density (HTML standard,
 * 4.8.4.3.11); the first of equals.  Empty when there is none.  *width is its
 * width in pixels, 0 when it states none.
 */
struct base_view srcset_largest(struct base_view srcset, uint32_t *width);

#endif
