/* named.c: where the links around photos lead. */
#include <stdlib.h>

#include "named.h"
#include "place.h"

enum lens_err named_note(struct ledger *ledger,
			 const struct match_answer *answer, const char *link,
			 struct ledger_fault *fault, bool *noted)
{
	char *place = answer->confidence == MATCH_POSSIBLE
			  ? NULL
			  : place_of_link(link),
	     *anchor;
	struct ledger_sighting sighting = {.photo = (int64_t)answer->photo,
					   .place = place,
					   .page = place,
					   .source = "find",
					   .access = LEDGER_ACCESS_UNKNOWN,
					   .state = LEDGER_UNKNOWN,
					   .why = "not_asked",
					   .distance = answer->distance};
	enum lens_err err;

	*noted = false;
	if (place == NULL)
		return LENS_OK;
	anchor = place_anchor(place);
	sighting.anchor = anchor;
	err = ledger_sighting_put(ledger, &sighting, 1, fault);
	*noted = err == LENS_OK;
	free(anchor);
	free(place);
	/* A photo that was forgotten meanwhile is nobody's. */
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

char *named_elsewhere(const char *link, const char *page)
{
	char *place = place_of_link(link);

	if (place != NULL && page[0] != '\0' && !place_is_at(place, page) &&
	    !place_is_at(page, place))
		return place;
	free(place);
	return NULL;
}
