/* overview.c: how exposed somebody is, counted from the ledger. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_overview.h>
#include <lenscap/casework_recheck.h>

#include "over_time.h"

#define OVERVIEW_PIECE 500 /* photos read from the ledger at a time */

/* ---- Photos ---- */

static bool overview_says(const struct ledger_photo *photo,
			  const char *const *kinds)
{
	for (unsigned i = 0; i < photo->finding_count; i++)
		for (size_t k = 0; kinds[k] != NULL; k++)
			if (strcmp(photo->findings[i].kind, kinds[k]) == 0)
				return true;
	return false;
}

static enum lens_err overview_photos(struct ledger *ledger,
				     struct ledger_fault *fault,
				     struct casework_overview *out)
{
	static const char *const where[] = {"gps", "place", NULL};
	static const char *const who[] = {"person_name", NULL};
	struct ledger_query query = {.limit = OVERVIEW_PIECE};
	struct ledger_photos *photos;
	size_t count;

	do {
		enum lens_err err =
		    ledger_photo_list(ledger, &query, fault, &photos);

		if (err != LENS_OK)
			return err;
		out->photos = photos->total;
		count = photos->count;
		for (size_t i = 0; i < count; i++) {
			out->say_where +=
			    overview_says(&photos->photos[i], where);
			out->say_who += overview_says(&photos->photos[i], who);
		}
		query.offset += count;
		ledger_photos_free(photos);
	} while (count == OVERVIEW_PIECE);
	return LENS_OK;
}

/* ---- Places ---- */

/* One place, while they are counted. */
struct overview_place {
	char *host;
	int64_t photo;
	enum ledger_access access;
	bool gone;
	bool asked;	 /* somebody looked */
	int64_t learned; /* unknown now: when it was last open; 0: it was not */
};

struct overview_places {
	size_t count, capacity;
	struct overview_place *places;
	int64_t looked;
	struct ledger *ledger;
	struct ledger_fault *fault;
	enum lens_err err;
};

static bool overview_is_open(enum ledger_access access)
{
	return access == LEDGER_ACCESS_PUBLIC ||
	       access == LEDGER_ACCESS_BROWSERS;
}

/* The last look that learned something decides. */
static bool overview_look(void *context, const struct ledger_look *look)
{
	int64_t *learned = context;

	if (overview_is_open(look->access))
		*learned = look->last;
	else if (look->access != LEDGER_ACCESS_UNKNOWN)
		*learned = 0;
	return true;
}

static bool overview_place(void *context,
			   const struct ledger_sighting *sighting)
{
	struct overview_places *all = context;
	const char *page = sighting->page ? sighting->page : "";
	char host[BASE_HOST_MAX];
	int64_t last = casework_times(all->ledger, sighting).looked;
	bool asked = last != 0;

	if (sighting->access == LEDGER_ACCESS_NONE ||
	    !base_url_host(page[0] ? page : sighting->place, host))
		return true;
	all->places = base_grow(all->places, all->count, &all->capacity,
				sizeof(*all->places));
	all->places[all->count++] = (struct overview_place){
	    base_copy(host), sighting->photo, sighting->access,
	    sighting->gone,  asked,	      0};
	if (asked && (all->looked == 0 || last < all->looked))
		all->looked = last;
	if (asked && !sighting->gone &&
	    sighting->access == LEDGER_ACCESS_UNKNOWN)
		all->err = ledger_look_each(
		    all->ledger, sighting->id, overview_look,
		    &all->places[all->count - 1].learned, all->fault);
	return all->err == LENS_OK;
}

static int overview_by_photo(const void *one, const void *other)
{
	const struct overview_place *a = one, *b = other;

	return (a->photo > b->photo) - (a->photo < b->photo);
}

static int overview_by_host(const void *one, const void *other)
{
	const struct overview_place *a = one, *b = other;
	int order = strcmp(a->host, b->host);

	return order != 0 ? order : overview_by_photo(one, other);
}

static bool overview_is_public(const struct overview_place *place)
{
	return !place->gone && overview_is_open(place->access);
}

/* Photos with a public place; of the others those with an unknown one. */
static void overview_count_photos(const struct overview_places *all,
				  struct casework_overview *out)
{
	for (size_t i = 0; i < all->count;) {
		int64_t photo = all->places[i].photo;
		bool open = false, unknown = false, was_open = false;

		for (; i < all->count && all->places[i].photo == photo; i++) {
			const struct overview_place *place = &all->places[i];

			open |= overview_is_public(place);
			unknown |= !place->gone && place->asked &&
				   place->access == LEDGER_ACCESS_UNKNOWN;
			was_open |= place->learned > 0;
		}
		out->photos_public += open;
		out->photos_unknown += !open && unknown;
		out->unlearned.photos += was_open;
	}
}

static void overview_count_unlearned(const struct overview_place *place,
				     struct casework_past *out)
{
	if (place->learned == 0)
		return;
	out->places++;
	if (out->first == 0 || place->learned < out->first)
		out->first = place->learned;
	if (place->learned > out->last)
		out->last = place->learned;
}

static void overview_count_place(const struct overview_place *place,
				 size_t access[LEDGER_ACCESSES], size_t *gone,
				 size_t *not_asked)
{
	if (place->gone)
		++*gone;
	else if (!place->asked)
		++*not_asked;
	else
		access[place->access]++;
}

static size_t overview_public(const struct casework_site *site)
{
	return site->access[LEDGER_ACCESS_PUBLIC] +
	       site->access[LEDGER_ACCESS_BROWSERS];
}

static int overview_worst(const void *one, const void *other)
{
	const struct casework_site *a = one, *b = other;
	size_t mine = overview_public(a), theirs = overview_public(b);

	if (mine != theirs)
		return mine < theirs ? 1 : -1;
	return strcmp(a->host, b->host);
}

/* The places come by host, then by photo. */
static void overview_count_sites(const struct overview_places *all,
				 struct casework_overview *out)
{
	struct casework_site *site = NULL;
	int64_t photo = 0;

	out->sites = base_alloc(all->count + 1, sizeof(*out->sites));
	for (size_t i = 0; i < all->count; i++) {
		const struct overview_place *place = &all->places[i];

		if (site == NULL || strcmp(site->host, place->host) != 0) {
			site = &out->sites[out->site_count++];
			site->host = base_copy(place->host);
			photo = 0;
		}
		site->places++;
		overview_count_place(place, site->access, &site->gone,
				     &site->not_asked);
		if (!place->gone && place->photo != photo) {
			site->photos++;
			photo = place->photo;
		}
	}
	qsort(out->sites, out->site_count, sizeof(*out->sites), overview_worst);
}

static enum lens_err overview_places(struct ledger *ledger,
				     struct ledger_fault *fault,
				     struct casework_overview *out)
{
	struct overview_places all = {.ledger = ledger, .fault = fault};
	enum lens_err err =
	    ledger_sighting_each(ledger, 0, overview_place, &all, fault);

	if (err == LENS_OK)
		err = all.err;
	if (err == LENS_OK && all.count > 0) {
		out->places = all.count;
		out->looked = all.looked;
		for (size_t i = 0; i < all.count; i++) {
			overview_count_place(&all.places[i], out->access,
					     &out->gone, &out->not_asked);
			overview_count_unlearned(&all.places[i],
						 &out->unlearned);
		}
		qsort(all.places, all.count, sizeof(*all.places),
		      overview_by_photo);
		overview_count_photos(&all, out);
		qsort(all.places, all.count, sizeof(*all.places),
		      overview_by_host);
		overview_count_sites(&all, out);
	}
	for (size_t i = 0; i < all.count; i++)
		free(all.places[i].host);
	free(all.places);
	return err;
}

/* ---- Cases ---- */

static bool overview_case(void *context, const struct casework_case *the_case)
{
	struct casework_overview *out = context;

	out->stages[the_case->stage]++;
	out->asked += the_case->sent != LAW_NO_DAY;
	out->erased += the_case->sent != LAW_NO_DAY &&
		       the_case->reply == CASEWORK_REPLY_ERASED;
	out->due += the_case->due;
	return true;
}

enum lens_err casework_overview(struct casework *work, int32_t today,
				struct ledger_fault *fault,
				struct casework_overview *out)
{
	struct ledger *ledger = casework_ledger(work);
	enum lens_err err;

	*out = (struct casework_overview){.photos = 0};
	err = overview_photos(ledger, fault, out);
	if (err == LENS_OK)
		err = overview_places(ledger, fault, out);
	if (err == LENS_OK)
		err = over_time(ledger, fault, &out->history,
				&out->history_count);
	if (err == LENS_OK)
		err = casework_case_each(work, 0, today, LAW_EN, overview_case,
					 out, fault);
	if (err != LENS_OK)
		casework_overview_free(out);
	return err;
}

void casework_overview_free(struct casework_overview *overview)
{
	for (size_t i = 0; i < overview->site_count; i++)
		free(overview->sites[i].host);
	free(overview->sites);
	free(overview->history);
	*overview = (struct casework_overview){.photos = 0};
}
