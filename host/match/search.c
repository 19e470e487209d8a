/*
 * search.c: which of the enrolled photos are in a picture?
 *
 * First what is cheap for all photos: PDQ in eight turns, and votes of the
 * local features in eight turns.  Then, for the photos that stand out, what
 * was kept of them on disk: where do the points agree, do the pixels there?
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parallel.h"
#include "photos.h"
#include "search.h"

#define SEARCH_TURNS 8
#define SEARCH_VOTED 24	       /* photos that turns 0 and 1 put forward */
#define SEARCH_VOTED_TURNED 10 /* and each other turn */
#define SEARCH_FEW 80	       /* points that are tried in the quarter turns */
#define SEARCH_SCORE 10	       /* of the points, for a look at the pixels */
#define SEARCH_BATCH 16	       /* photos whose pixels are looked at together */
#define SEARCH_PDQ_WIDEST 76   /* where points say the same */
#define SEARCH_CERTAIN 2       /* times what is just enough */
#define SEARCH_STRETCH 0.025f  /* less is how exactly a place is known */

struct search_candidate {
	uint32_t slot;
	uint32_t votes;
	uint8_t turns;	   /* bit i: turn i put it forward */
	bool gone, worth;  /* worth a walk over the pixels */
	uint16_t distance; /* of PDQ, in dihedral */
	uint8_t dihedral;
	struct fingerprint_local *local;
	struct alignment alignment; /* what the points found */
	struct alignment whole;	    /* what PDQ says: the whole of each */
	float value;
};

struct search {
	const struct match_photos *photos;
	const struct match_ask *ask;
	const struct search_pass *pass;
	unsigned threads;
	struct align_sums sums; /* own, or a pass's */
	int32_t *own;		/* of them, to be freed */
	struct align_points turned[SEARCH_TURNS];
	struct buckets_tally *tally[PARALLEL_MOST];
	struct codes_hits hits[SEARCH_TURNS];
	struct buckets_vote voted[SEARCH_TURNS][SEARCH_VOTED];
	size_t voted_count[SEARCH_TURNS];
	struct search_candidate *candidate;
	size_t candidates;
	struct fingerprint_local *local; /* of each candidate */
	uint32_t *order; /* candidates whose pixels matter; the must first */
	size_t must, first;
};

/* ---- For all photos. */

static void search_votes(struct search *search, unsigned turn, unsigned worker)
{
	struct align_points *turned = &search->turned[turn];

	if (!(search->pass->turns >> turn & 1))
		return;
	align_points_of_query(search->ask->query, turn,
			      turn < 2 ? FINGERPRINT_QUERY_POINTS : SEARCH_FEW,
			      turned);
	search->voted_count[turn] =
	    buckets_ask(search->photos->buckets,
			&(struct buckets_ask){search->ask->query, turned, turn,
					      search->photos->count},
			search->tally[worker], search->voted[turn],
			turn < 2 ? search->pass->voted : SEARCH_VOTED_TURNED);
}

static void search_pdq(struct search *search, unsigned dihedral)
{
	struct match_codes_ask ask = {
	    .code = search->ask->print->pdq[dihedral],
	    .radius = SEARCH_PDQ_WIDEST,
	};

	if (search->pass->bent)
		return;
	codes_collect(search->photos->codes, &ask, 0,
		      codes_blocks(search->photos->codes),
		      &search->hits[dihedral]);
}

/* The longest jobs, the votes of turns 0 and 1, come first. */
static void search_wide(void *context, size_t job, unsigned worker)
{
	if (job < SEARCH_TURNS)
		search_votes(context, (unsigned)job, worker);
	else
		search_pdq(context, (unsigned)job - SEARCH_TURNS);
}

static enum lens_err search_all(struct search *search)
{
	size_t slots = search->photos->slots;

	for (unsigned i = 0; i < search->threads; i++) {
		struct buckets_tally *tally = calloc(1, sizeof(*tally));

		search->tally[i] = tally;
		if (!tally)
			return LENS_SYSTEM;
		tally->count = calloc(slots + 1, sizeof(*tally->count));
		tally->touched = malloc((slots + 1) * sizeof(*tally->touched));
		if (!tally->count || !tally->touched)
			return LENS_SYSTEM;
	}
	parallel_run(search->threads, 2 * (size_t)SEARCH_TURNS, search_wide,
		     search);
	for (unsigned i = 0; i < SEARCH_TURNS; i++)
		if (search->hits[i].failed)
			return LENS_SYSTEM;
	return LENS_OK;
}

/* ---- The photos that stand out. */

struct search_claim {
	uint32_t slot, votes;
	uint16_t distance;
	uint8_t dihedral, turn; /* turn SEARCH_TURNS: PDQ claims it */
};

static int search_by_slot(const void *left, const void *right)
{
	const struct search_claim *a = left, *b = right;

	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	return (int)a->dihedral - (int)b->dihedral;
}

/* Nearest by PDQ, then most votes; the slot makes the order total. */
static int search_by_promise(const void *left, const void *right)
{
	const struct search_candidate *a = left, *b = right;

	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->votes != b->votes)
		return a->votes > b->votes ? -1 : 1;
	return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static struct search_claim *search_claims(const struct search *search,
					  size_t *count)
{
	struct search_claim *claim;
	size_t capacity = 1, n = 0;

	for (unsigned i = 0; i < SEARCH_TURNS; i++)
		capacity += search->voted_count[i] + search->hits[i].count;
	claim = calloc(capacity, sizeof(*claim));
	if (!claim)
		return NULL;
	for (unsigned i = 0; i < SEARCH_TURNS; i++) {
		for (size_t k = 0; k < search->voted_count[i]; k++)
			claim[n++] = (struct search_claim){
			    .slot = search->voted[i][k].slot,
			    .votes = search->voted[i][k].votes,
			    .turn = (uint8_t)i,
			};
		for (size_t k = 0; k < search->hits[i].count; k++)
			claim[n++] = (struct search_claim){
			    .slot = search->hits[i].hit[k].number,
			    .distance = search->hits[i].hit[k].distance,
			    .dihedral = (uint8_t)i,
			    .turn = SEARCH_TURNS,
			};
	}
	qsort(claim, n, sizeof(*claim), search_by_slot);
	*count = n;
	return claim;
}

/* One candidate for all claims to a slot. */
static enum lens_err search_gather(struct search *search)
{
	struct search_candidate *candidate = NULL;
	size_t count, n = 0;
	struct search_claim *claim = search_claims(search, &count);

	if (!claim)
		return LENS_SYSTEM;
	search->candidate = calloc(count + 1, sizeof(*search->candidate));
	search->order = calloc(count + 1, sizeof(*search->order));
	if (!search->candidate || !search->order) {
		free(claim);
		return LENS_SYSTEM;
	}
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || claim[i].slot != claim[i - 1].slot) {
			candidate = &search->candidate[n++];
			candidate->slot = claim[i].slot;
			candidate->distance = UINT16_MAX;
		}
		if (claim[i].turn < SEARCH_TURNS) {
			candidate->turns |= (uint8_t)(1u << claim[i].turn);
			if (claim[i].votes > candidate->votes)
				candidate->votes = claim[i].votes;
		} else if (claim[i].distance < candidate->distance) {
			candidate->distance = claim[i].distance;
			candidate->dihedral = claim[i].dihedral;
		}
	}
	free(claim);
	qsort(search->candidate, n, sizeof(*search->candidate),
	      search_by_promise);
	search->candidates = n < MATCH_FETCH_MOST ? n : MATCH_FETCH_MOST;
	search->local = calloc(search->candidates + 1, sizeof(*search->local));
	return search->local ? LENS_OK : LENS_SYSTEM;
}

static enum lens_err search_fetch(struct search *search)
{
	for (size_t i = 0; i < search->candidates; i++) {
		struct search_candidate *candidate = &search->candidate[i];
		uint64_t photo = search->photos->slot[candidate->slot].photo;
		enum lens_err err;

		candidate->local = &search->local[i];
		err = search->ask->fetch(search->ask->context, photo,
					 candidate->local);
		candidate->gone = err == LENS_NOT_FOUND;
		if (err && err != LENS_NOT_FOUND)
			return err;
	}
	return LENS_OK;
}

/* ---- For each of them. */

static void search_points(void *context, size_t job, unsigned worker)
{
	struct search *search = context;
	struct search_candidate *candidate = &search->candidate[job];
	struct align_points photo;

	(void)worker;
	if (candidate->gone)
		return;
	align_points_of_photo(candidate->local, &photo);
	if (candidate->distance <= SEARCH_PDQ_WIDEST)
		candidate->turns |=
		    (uint8_t)(1u << align_turn_of(candidate->dihedral));
	for (unsigned turn = 0; turn < SEARCH_TURNS; turn++) {
		struct alignment alignment;

		if (!(candidate->turns >> turn & 1))
			continue;
		align_match(&search->turned[turn], &photo, turn, &alignment);
		if (alignment.score > candidate->alignment.score)
			candidate->alignment = alignment;
	}
	if (search->pass->bent && candidate->alignment.score > 0)
		search_unbend(search->ask->query, search->pass,
			      &candidate->alignment.place);
	/* What PDQ is near to may need less, and the pixels' word for it. */
	if (candidate->alignment.score < SEARCH_SCORE ||
	    (candidate->distance > SEARCH_PDQ_WIDEST &&
	     !align_can(candidate->local, candidate->alignment.score)))
		return;
	candidate->worth =
	    candidate->alignment.score >= ALIGN_OVERLAID_SCORE ||
	    align_probe(&search->sums, candidate->local,
			&candidate->alignment) ||
	    align_value(candidate->local, &candidate->alignment) >= 1;
}

/*
 * What the pixels make of it, after a walk to where most of them agree; where
 * much lies over the photo such a walk may go astray, so that the place that
 * the points found is not forgotten.
 */
static void search_walk(const struct search *search,
			struct search_candidate *candidate)
{
	const struct fingerprint_local *local = candidate->local;
	struct alignment found = candidate->alignment;
	float value;

	align_refine(&search->sums, local, &candidate->alignment);
	candidate->value = align_value(local, &candidate->alignment);
	if (found.score < ALIGN_OVERLAID_SCORE ||
	    candidate->value >= SEARCH_CERTAIN)
		return;
	align_overlaid(&search->sums, local, &candidate->alignment);
	candidate->value = align_value(local, &candidate->alignment);
	(void)align_probe(&search->sums, local, &found);
	align_overlaid(&search->sums, local, &found);
	value = align_value(local, &found);
	if (value <= candidate->value)
		return;
	candidate->alignment = found;
	candidate->value = value;
}

static void search_pixels(void *context, size_t job, unsigned worker)
{
	struct search *search = context;
	struct search_candidate *candidate =
	    &search->candidate[search->order[search->first + job]];

	(void)worker;
	if (candidate->worth)
		search_walk(search, candidate);
	if (candidate->distance > SEARCH_PDQ_WIDEST)
		return;
	candidate->whole.place =
	    align_whole(&search->sums, candidate->local,
			align_turn_of(candidate->dihedral));
	if (align_probe(&search->sums, candidate->local, &candidate->whole))
		align_refine(&search->sums, candidate->local,
			     &candidate->whole);
}

/*
 * Those worth a look at their pixels: what PDQ claims, then the best score
 * first.
 */
static size_t search_rank(struct search *search)
{
	size_t count = 0;

	for (size_t i = 0; i < search->candidates; i++) {
		const struct search_candidate *new = &search->candidate[i];
		size_t at;

		if (new->gone)
			continue;
		/* They are in this order already. */
		if (new->distance <= SEARCH_PDQ_WIDEST) {
			search->order[count++] = (uint32_t)i;
			search->must = count;
			continue;
		}
		if (!new->worth)
			continue;
		for (at = count++; at > search->must; at--) {
			const struct search_candidate *before =
			    &search->candidate[search->order[at - 1]];

			if (before->alignment.score >= new->alignment.score)
				break;
			search->order[at] = search->order[at - 1];
		}
		search->order[at] = (uint32_t)i;
	}
	return count;
}

/*
 * How near PDQ must be, given how much of it can be trusted and how far the
 * pixels agree.  The nearest strangers among photographs are 72 bits away at
 * qualities of 50, 68 at 30, 50 below; patterns and pages of text are nearer,
 * but their pixels do not agree.
 */
static float search_pdq_reach(unsigned quality, float likeness, bool points)
{
	if (quality < 30)
		return likeness >= 0.9f ? 40 : 0;
	if (quality < 50)
		return likeness >= 0.9f ? 60 : likeness >= 0.7f ? 40 : 0;
	if (likeness >= 0.95f && points)
		return SEARCH_PDQ_WIDEST;
	return likeness >= 0.9f ? 70 : likeness >= 0.7f ? 60 : 31;
}

/* What PDQ makes of it: 1 is enough. */
static float search_pdq_value(const struct search *search,
			      const struct search_candidate *candidate)
{
	unsigned here = search->ask->print->pdq_quality;
	unsigned there = search->photos->slot[candidate->slot].quality;
	unsigned quality = here < there ? here : there;
	bool points = candidate->alignment.score >= SEARCH_SCORE;
	float likeness = candidate->whole.likeness, value, reach;

	if (points && candidate->alignment.likeness > likeness)
		likeness = candidate->alignment.likeness;
	reach = search_pdq_reach(quality, likeness, points);
	if (candidate->distance > reach)
		return 0;
	value = candidate->distance <= 31
		    ? 2
		    : 1 + (reach - candidate->distance) / (reach - 31);
	/* A flat picture is near to other flat pictures. */
	return quality >= 50 ? value : value > 1.25f ? 1.25f : value;
}

static unsigned search_distance(const struct search *search, uint32_t slot)
{
	unsigned best = 256;

	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		unsigned distance = fingerprint_distance(
		    search->ask->print->pdq[i], search->photos->slot[slot].pdq,
		    FINGERPRINT_PDQ_SIZE);

		best = distance < best ? distance : best;
	}
	return best;
}

/*
 * The place of a copy that was stretched as a whole: points fit a part of it
 * nearly as well, for the walk looks for places that are hardly stretched.
 */
static struct alignment search_stretched(const struct search *search,
					 const struct fingerprint_local *local,
					 const struct alignment *found)
{
	struct alignment whole = *found;

	whole.place = align_whole(&search->sums, local, found->place.turn);
	if (fabsf(whole.place.aspect - 1) < SEARCH_STRETCH ||
	    search->pass->bent)
		return *found;
	(void)align_probe(&search->sums, local, &whole);
	return whole.likeness >= found->likeness &&
		       whole.likeness >= found->among
		   ? whole
		   : *found;
}

/* False when too little speaks for it. */
static bool search_answer(const struct search *search,
			  const struct search_candidate *candidate,
			  struct match_answer *out)
{
	float pdq = search_pdq_value(search, candidate);
	const struct alignment *found =
	    candidate->value >= 1 ||
		    (candidate->alignment.score > 0 &&
		     candidate->alignment.likeness > candidate->whole.likeness)
		? &candidate->alignment
		: &candidate->whole;
	struct alignment alignment =
	    search_stretched(search, candidate->local, found);

	*out = (struct match_answer){
	    .photo = search->photos->slot[candidate->slot].photo,
	    .distance = search_distance(search, candidate->slot),
	    .value = candidate->value > pdq ? candidate->value : pdq,
	    .score = candidate->alignment.score,
	    .likeness = alignment.among > alignment.likeness
			    ? alignment.among
			    : alignment.likeness,
	    .place = alignment.place,
	};
	if (out->value < 1)
		return false;
	out->confidence = out->value >= SEARCH_CERTAIN ? MATCH_CERTAIN
			  : out->value >= 1.3f	       ? MATCH_LIKELY
						       : MATCH_POSSIBLE;
	align_explain(&search->sums, candidate->local, &alignment, out);
	return true;
}

static int search_surest(const void *left, const void *right)
{
	const struct match_answer *a = left, *b = right;

	if (a->value != b->value)
		return a->value > b->value ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	return a->photo < b->photo ? -1 : a->photo > b->photo;
}

/*
 * After what PDQ claims, batches in the order of the points' score, until one
 * has nothing to say: of a series of like photos none is forgotten, strangers
 * cost one batch.
 */
static enum lens_err search_answers(struct search *search)
{
	size_t count = search_rank(search), answers = 0, before;
	struct match_answer *answer = calloc(count + 1, sizeof(*answer));

	if (!answer)
		return LENS_SYSTEM;
	do {
		size_t batch = count - search->first;

		before = answers;
		batch = batch > SEARCH_BATCH ? SEARCH_BATCH : batch;
		parallel_run(search->threads, batch, search_pixels, search);
		for (size_t i = 0; i < batch; i++)
			answers += search_answer(
			    search,
			    &search
				 ->candidate[search->order[search->first + i]],
			    &answer[answers]);
		search->first += batch;
	} while (search->first < count &&
		 (answers > before || search->first < search->must));
	qsort(answer, answers, sizeof(*answer), search_surest);
	for (size_t i = 0; i < answers; i++)
		search->ask->sink(search->ask->context, &answer[i]);
	free(answer);
	return LENS_OK;
}

static void search_free(struct search *search)
{
	for (unsigned i = 0; i < PARALLEL_MOST; i++) {
		if (!search->tally[i])
			continue;
		free(search->tally[i]->count);
		free(search->tally[i]->touched);
		free(search->tally[i]);
	}
	for (unsigned i = 0; i < SEARCH_TURNS; i++)
		codes_hits_free(&search->hits[i]);
	free(search->own);
	free(search->candidate);
	free(search->local);
	free(search->order);
	free(search);
}

/* Of a picture that is only turned they have been summed already. */
static enum lens_err search_pixels_of(struct search *search)
{
	enum lens_err err;

	if (search->pass->bent) {
		search->sums = *search->pass->upright;
		return LENS_OK;
	}
	err = align_sums_init(&search->sums, search->ask->query);
	search->own = search->sums.at;
	return err;
}

enum lens_err search_run(const struct match_photos *photos,
			 const struct match_ask *ask,
			 const struct search_pass *pass)
{
	struct search *search = calloc(1, sizeof(*search));
	enum lens_err err;

	if (!search)
		return LENS_SYSTEM;
	search->photos = photos;
	search->ask = ask;
	search->pass = pass;
	search->threads = ask->threads < 1		 ? 1
			  : ask->threads > PARALLEL_MOST ? PARALLEL_MOST
							 : ask->threads;
	err = search_pixels_of(search);
	if (!err)
		err = search_all(search);
	if (!err)
		err = search_gather(search);
	if (!err)
		err = search_fetch(search);
	if (!err)
		parallel_run(search->threads, search->candidates, search_points,
			     search);
	if (!err)
		err = search_answers(search);
	search_free(search);
	return err;
}

enum lens_err match_photos_search(struct match_photos *photos,
				  const struct match_ask *ask)
{
	return search_run(
	    photos, ask,
	    &(struct search_pass){.turns = 0xff, .voted = SEARCH_VOTED});
}
