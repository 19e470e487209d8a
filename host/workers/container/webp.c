/* webp.c: the order of a WebP's chunks. */
#include "webp.h"

#include <string.h>

/* Take it once: false the second time. */
static bool webp_once(bool *met, bool may)
{
	bool takes = may && !*met;

	*met |= takes;
	return takes;
}

bool webp_use_takes(struct webp_use *use, const uint8_t *name)
{
	if (memcmp(name, "VP8X", 4) == 0)
		return webp_once(&use->extended, !use->pixels);
	if (memcmp(name, "ICCP", 4) == 0)
		return webp_once(&use->profile, use->extended);
	if (memcmp(name, "ANIM", 4) == 0)
		return webp_once(&use->moving,
				 use->extended && !use->frame && !use->pixels);
	if (memcmp(name, "ANMF", 4) == 0)
		return use->moving;
	if (memcmp(name, "ALPH", 4) == 0)
		return webp_once(&use->alpha,
				 use->extended && !use->moving && !use->pixels);
	if (memcmp(name, "VP8 ", 4) == 0 || memcmp(name, "VP8L", 4) == 0)
		return webp_once(&use->pixels, !use->moving);
	return false;
}
