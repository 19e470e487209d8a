/* prints.h: fingerprints, of a file and of a photo alike. */
#ifndef LENSCAP_VIEW_PRINTS_H
#define LENSCAP_VIEW_PRINTS_H

#include <lenscap/view.h>

/* Put {pdq, pdq_quality} into object, or (whole) every fingerprint. */
void view_prints(json_t *object, const struct fingerprint *print, bool whole);

#endif
