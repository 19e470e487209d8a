/* named.c: where the links around photos lead. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_recheck.h>

#include "named.h"
#include "place.h"

struct named {
	struct ledger *ledger;
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
	named->looked_at |= casework_times(named->ledger, sighting).looked != 0;
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
	struct named named = {.ledger = ledger, .place = place};
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

/* A saved page named it, or its site was left alone: nobody looked. */
static bool named_not_asked(const char *why)
{
	return why != NULL && strcmp(why, "not_asked") == 0;
}

static bool named_look(void *context, const struct ledger_look *look)
{
	struct casework_times *times = context;

	if (named_not_asked(look->why))
		return true;
	if (look->state == LEDGER_THERE) {
		times->first = times->first ? times->first : look->first;
		times->there = look->last;
	}
	times->looked = look->last;
	return true;
}

struct casework_times casework_times(struct ledger *ledger,
				     const struct ledger_sighting *sighting)
{
	bool named =
	    strcmp(sighting->source ? sighting->source : "", "find") == 0;
	struct casework_times times = {.first = 0};

	/* Whatever else learned of a place saw the photo there. */
	if ((named || named_not_asked(sighting->why)) &&
	    ledger_look_each(ledger, sighting->id, named_look, &times, NULL) !=
		LENS_OK)
		times = (struct casework_times){.first = 0};
	if (!named) {
		times.first = sighting->seen;
		times.there = sighting->there;
	}
	if (!named && !named_not_asked(sighting->why))
		times.looked =
		    sighting->checked ? sighting->checked : sighting->seen;
	return times;
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
