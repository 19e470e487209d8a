/* look.c: in the whole picture, then in each picture inside it. */
#include <stdlib.h>

#include "search.h"

#define LOOK_NEGATIVE_POINTS 120
#define LOOK_VOTED 6 /* photos that a further look puts forward */

struct look {
	const struct match_ask *ask;
	struct match_answer *answer;
	size_t count, capacity;
	const struct fingerprint_rectangle *at; /* NULL: the whole picture */
	float part;				/* of the picture */
	unsigned how;				/* what the look itself undid */
	enum lens_err err;
};

static enum lens_err look_fetch(void *context, uint64_t photo,
				struct fingerprint_local *out)
{
	const struct look *look = context;

	return look->ask->fetch(look->ask->context, photo, out);
}

/*
 * A part of a photo that its own plain surface cut off is no picture inside a
 * picture: what the whole picture is, is told of the whole.
 */
static bool look_is_better(const struct match_answer *now,
			   const struct match_answer *was)
{
	bool inside = was->how & (MATCH_PART | MATCH_FRAMED);

	return now->confidence != was->confidence
		   ? now->confidence > was->confidence
		   : inside && now->value * 1.5f > was->value;
}

/* A photo is told once: where it is surest. */
static struct match_answer *look_place(struct look *look,
				       const struct match_answer *answer)
{
	for (size_t i = 0; i < look->count; i++)
		if (look->answer[i].photo == answer->photo)
			return look_is_better(answer, &look->answer[i])
				   ? &look->answer[i]
				   : NULL;
	if (look->count == look->capacity) {
		size_t capacity = look->capacity * 2 + 16;
		struct match_answer *more =
		    realloc(look->answer, capacity * sizeof(*more));

		if (!more) {
			look->err = LENS_SYSTEM;
			return NULL;
		}
		look->answer = more;
		look->capacity = capacity;
	}
	return &look->answer[look->count++];
}

static void look_answer(void *context, const struct match_answer *answer)
{
	struct look *look = context;
	struct match_answer *at = look_place(look, answer);

	if (!at)
		return;
	*at = *answer;
	at->how |= look->how;
	if (!look->at)
		return;
	at->how = (at->how | MATCH_PART) & ~(unsigned)MATCH_FRAMED;
	at->picture_part *= look->part;
	if (at->region.width == 0)
		at->region = *look->at;
	else {
		at->region.x += look->at->x;
		at->region.y += look->at->y;
	}
}

static int look_surest(const void *left, const void *right)
{
	const struct match_answer *a = left, *b = right;

	if (a->value != b->value)
		return a->value > b->value ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	return a->photo < b->photo ? -1 : a->photo > b->photo;
}

static enum lens_err look_regions(struct match_photos *photos,
				  struct match_ask ask, struct base_view rest,
				  struct look *look)
{
	struct fingerprint_region *region = malloc(sizeof(*region));
	double all = (double)ask.query->width * ask.query->height;
	uint32_t width = ask.query->width, height = ask.query->height;
	enum lens_err err = region ? LENS_OK : LENS_SYSTEM;

	while (err == LENS_OK &&
	       (err = fingerprint_region_read(&rest, region)) == LENS_OK) {
		if (region->at.x >= width || region->at.y >= height ||
		    region->at.width > width - region->at.x ||
		    region->at.height > height - region->at.y) {
			err = LENS_MALFORMED;
			break;
		}
		look->at = &region->at;
		look->part =
		    (float)((double)region->at.width * region->at.height / all);
		ask.print = &region->print;
		ask.query = &region->query;
		err = match_photos_search(photos, &ask);
	}
	free(region);
	return err == LENS_END ? LENS_OK : err;
}

static bool look_is_certain(const struct look *look)
{
	for (size_t i = 0; i < look->count; i++)
		if (look->answer[i].confidence == MATCH_CERTAIN)
			return true;
	return false;
}

static enum lens_err look_negative(const struct match_photos *photos,
				   struct match_ask ask, struct look *look)
{
	struct fingerprint_query *query = malloc(sizeof(*query));
	struct fingerprint print;
	enum lens_err err;

	if (!query)
		return LENS_SYSTEM;
	search_negate(ask.print, ask.query, LOOK_NEGATIVE_POINTS, &print,
		      query);
	ask.print = &print;
	ask.query = query;
	look->at = NULL;
	look->how = MATCH_NEGATIVE;
	err =
	    search_run(photos, &ask,
		       &(struct search_pass){.turns = 3, .voted = LOOK_VOTED});
	look->how = 0;
	free(query);
	return err;
}

static enum lens_err look_turned(const struct match_photos *photos,
				 struct match_ask ask, struct base_view bytes,
				 struct look *look)
{
	struct fingerprint_turned *turned = malloc(sizeof(*turned));
	struct fingerprint_query *query = malloc(sizeof(*query));
	struct align_sums sums = {0};
	struct search_pass pass = {
	    .turns = 3, .voted = LOOK_VOTED, .bent = true, .upright = &sums};
	enum lens_err err = turned && query
				? fingerprint_turned_read(bytes, turned)
				: LENS_SYSTEM;

	if (err == LENS_OK)
		err = align_sums_init(&sums, ask.query);

	look->at = NULL;
	ask.query = query;
	for (unsigned k = 0;
	     k < FINGERPRINT_TURNS && err == LENS_OK && !look_is_certain(look);
	     k++) {
		search_bend(sums.query, turned, k, query);
		pass.degrees = fingerprint_turn_degrees(k);
		err = search_run(photos, &ask, &pass);
	}
	free(sums.at);
	free(query);
	free(turned);
	return err;
}

enum lens_err match_photos_look(struct match_photos *photos,
				const struct match_ask *ask,
				struct match_more more)
{
	struct look look = {.ask = ask, .err = LENS_OK};
	struct match_ask one = *ask;
	enum lens_err err;

	one.sink = look_answer;
	one.context = &look;
	one.fetch = look_fetch;
	err = match_photos_search(photos, &one);
	if (err == LENS_OK)
		err = look_regions(photos, one, more.regions, &look);
	if (err == LENS_OK && !look_is_certain(&look))
		err = look_negative(photos, one, &look);
	if (err == LENS_OK && !look_is_certain(&look) && more.turned.size > 0)
		err = look_turned(photos, one, more.turned, &look);
	if (err == LENS_OK)
		err = look.err;
	if (err == LENS_OK && look.count > 0)
		qsort(look.answer, look.count, sizeof(*look.answer),
		      look_surest);
	for (size_t i = 0; err == LENS_OK && i < look.count; i++)
		ask->sink(ask->context, &look.answer[i]);
	free(look.answer);
	return err;
}
