/* named.c: where the links around photos lead. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_overview.h>

#include "named.h"
#include "place.h"

struct named {
	const char *place;
	bool known, looked_at; /* as a place of the photo, or as its page */
};

static bool named_is_known(void *context,
			   const struct ledger_sighting *sighting)
{
	struct named *named = context;

	if (strcmp(sighting->place, named->place) != 0 &&
	    strcmp(sighting->page ? sighting->page : "", named->place) != 0)
		return true;
	named->known = true;
	named->looked_at |= casework_looked_at(sighting);
	return true;
}

static enum lens_err named_put(struct ledger *ledger,
			       const struct match_answer *answer,
			       const char *place, struct ledger_fault *fault)
{
	char *anchor = place_anchor(place);
	const struct ledger_sighting sighting = {
	    .photo = (int64_t)answer->photo,
	    .place = place,
	    .anchor = anchor,
	    .page = place,
	    .source = "find",
	    .access = LEDGER_ACCESS_UNKNOWN,
	    .state = LEDGER_UNKNOWN,
	    .why = "not_asked",
	    .distance = answer->distance};
	enum lens_err err = ledger_sighting_put(ledger, &sighting, 1, fault);

	free(anchor);
	return err;
}

enum lens_err named_note(struct ledger *ledger,
			 const struct match_answer *answer, const char *link,
			 struct ledger_fault *fault, bool *noted)
{
	char *place =
	    answer->confidence == MATCH_POSSIBLE ? NULL : place_of_link(link);
	struct named named = {.place = place};
	enum lens_err err = LENS_OK;

	*noted = false;
	if (place != NULL)
		err = ledger_sighting_each(ledger, (int64_t)answer->photo,
					   named_is_known, &named, fault);
	/* What a look has learned there is not forgotten for a link. */
	if (err == LENS_OK && place != NULL && !named.known)
		err = named_put(ledger, answer, place, fault);
	*noted = err == LENS_OK && place != NULL && !named.looked_at;
	free(place);
	/* A photo that was forgotten meanwhile is nobody's. */
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static bool named_take_first(void *context, const struct ledger_look *look)
{
	int64_t *first = context;

	*first = look->state == LEDGER_THERE ? look->first : 0;
	return *first == 0;
}

int64_t named_first_seen(struct ledger *ledger,
			 const struct ledger_sighting *sighting)
{
	int64_t first = 0;

	if (strcmp(sighting->source ? sighting->source : "", "find") != 0)
		return sighting->seen;
	return ledger_look_each(ledger, sighting->id, named_take_first, &first,
				NULL) == LENS_OK
		   ? first
		   : 0;
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
