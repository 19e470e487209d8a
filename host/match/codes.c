/* codes.c: exact search among many 256-bit codes. */
#include <stdlib.h>
#include <string.h>

#include "codes.h"
#include "kernel.h"
#include "parallel.h"

/* A jump of the memory's stream now and then costs nothing; copying does. */
struct codes_block {
	struct kernel_block codes;
	uint32_t number[KERNEL_BLOCK];
};

struct match_codes {
	struct codes_block **block;
	size_t count, blocks, capacity;
	kernel_scan *scan;
};

enum lens_err match_codes_new(struct match_codes **out)
{
	struct match_codes *codes = calloc(1, sizeof(*codes));
	const char *name;

	*out = codes;
	if (!codes)
		return LENS_SYSTEM;
	codes->scan = kernel_at(0, &name);
	return LENS_OK;
}

void match_codes_free(struct match_codes *codes)
{
	if (!codes)
		return;
	for (size_t i = 0; i < codes->blocks; i++)
		free(codes->block[i]);
	free(codes->block);
	free(codes);
}

void match_codes_use_kernel(struct match_codes *codes, size_t kernel)
{
	const char *name;
	kernel_scan *scan = kernel_at(kernel, &name);

	if (!scan)
		abort();
	codes->scan = scan;
}

size_t match_codes_count(const struct match_codes *codes)
{
	return codes->count;
}

size_t match_codes_memory(const struct match_codes *codes)
{
	return sizeof(*codes) + codes->capacity * sizeof(*codes->block) +
	       codes->blocks * sizeof(struct codes_block);
}

static enum lens_err codes_grow(struct match_codes *codes)
{
	struct codes_block *block;

	if (codes->blocks == codes->capacity) {
		size_t capacity = codes->capacity ? 2 * codes->capacity : 8;
		struct codes_block **more = realloc(
		    codes->block, capacity * sizeof(struct codes_block *));

		if (!more)
			return LENS_SYSTEM;
		codes->block = more;
		codes->capacity = capacity;
	}
	block = aligned_alloc(64, sizeof(*block));
	if (!block)
		return LENS_SYSTEM;
	codes->block[codes->blocks++] = block;
	return LENS_OK;
}

/* One word of a code. */
static uint32_t *codes_word(const struct match_codes *codes, size_t at,
			    size_t word)
{
	struct kernel_block *block = &codes->block[at / KERNEL_BLOCK]->codes;
	size_t tile = at % KERNEL_BLOCK / KERNEL_LANES;
	size_t lane = at % KERNEL_LANES;

	return word < KERNEL_FIRST
		   ? &block->first[tile][word][lane]
		   : &block->rest[tile][word - KERNEL_FIRST][lane];
}

static uint32_t *codes_number(const struct match_codes *codes, size_t at)
{
	return &codes->block[at / KERNEL_BLOCK]->number[at % KERNEL_BLOCK];
}

enum lens_err match_codes_add(struct match_codes *codes, uint32_t number,
			      const uint8_t code[FINGERPRINT_PDQ_SIZE])
{
	size_t at = codes->count;

	if (at == codes->blocks * KERNEL_BLOCK && codes_grow(codes))
		return LENS_SYSTEM;
	/* A new tile's other lanes are read by the scan, and passed over. */
	for (size_t w = 0; at % KERNEL_LANES == 0 && w < KERNEL_WORDS; w++)
		memset(codes_word(codes, at, w), 0,
		       KERNEL_LANES * sizeof(uint32_t));
	for (size_t w = 0; w < KERNEL_WORDS; w++)
		*codes_word(codes, at, w) = base_get_u32(code + 4 * w);
	*codes_number(codes, at) = number;
	codes->count++;
	return LENS_OK;
}

/* The last code takes the place of the one that goes. */
static void codes_drop(struct match_codes *codes, size_t at)
{
	size_t last = --codes->count;

	for (size_t w = 0; w < KERNEL_WORDS; w++)
		*codes_word(codes, at, w) = *codes_word(codes, last, w);
	*codes_number(codes, at) = *codes_number(codes, last);
	if (codes->count <= (codes->blocks - 1) * KERNEL_BLOCK)
		free(codes->block[--codes->blocks]);
}

size_t match_codes_remove(struct match_codes *codes, uint32_t number)
{
	size_t before = codes->count;

	for (size_t i = codes->count; i-- > 0;)
		if (*codes_number(codes, i) == number)
			codes_drop(codes, i);
	return before - codes->count;
}

size_t codes_blocks(const struct match_codes *codes)
{
	return codes->blocks;
}

void codes_hits_free(struct codes_hits *hits)
{
	free(hits->hit);
	*hits = (struct codes_hits){0};
}

static bool codes_hits_reserve(struct codes_hits *hits, size_t more)
{
	size_t capacity = hits->count + more;
	struct codes_hit *hit;

	if (capacity <= hits->capacity)
		return true;
	capacity += capacity / 2 + 64;
	hit = realloc(hits->hit, capacity * sizeof(*hit));
	hits->failed = hits->failed || !hit;
	if (!hit)
		return false;
	hits->hit = hit;
	hits->capacity = capacity;
	return true;
}

static struct kernel_ask codes_ask(const struct match_codes_ask *ask)
{
	struct kernel_ask out = {.radius =
				     ask->radius > 256 ? 256 : ask->radius};

	for (size_t w = 0; w < KERNEL_WORDS; w++)
		out.code[w] = base_get_u32(ask->code + 4 * w);
	return out;
}

static size_t codes_scan(const struct match_codes *codes, size_t block,
			 const struct kernel_ask *ask, struct kernel_hit *found)
{
	size_t count = codes->count - block * KERNEL_BLOCK;

	count = count > KERNEL_BLOCK ? KERNEL_BLOCK : count;
	return codes->scan(&codes->block[block]->codes, count, ask, found);
}

void codes_collect(const struct match_codes *codes,
		   const struct match_codes_ask *ask, size_t first, size_t end,
		   struct codes_hits *hits)
{
	struct kernel_ask query = codes_ask(ask);
	struct kernel_hit found[KERNEL_BLOCK];

	for (size_t b = first; b < end; b++) {
		size_t count = codes_scan(codes, b, &query, found);

		if (count > 0 && !codes_hits_reserve(hits, count))
			return;
		for (size_t i = 0; i < count; i++)
			hits->hit[hits->count++] = (struct codes_hit){
			    codes->block[b]->number[found[i].at],
			    found[i].distance};
	}
}

struct codes_search {
	const struct match_codes *codes;
	const struct match_codes_ask *ask;
	struct codes_hits hits[PARALLEL_MOST];
	size_t blocks; /* of a job */
};

static void codes_job(void *context, size_t job, unsigned worker)
{
	struct codes_search *search = context;
	size_t first = job * search->blocks, end = first + search->blocks;

	if (end > search->codes->blocks)
		end = search->codes->blocks;
	codes_collect(search->codes, search->ask, first, end,
		      &search->hits[worker]);
}

enum lens_err match_codes_search(const struct match_codes *codes,
				 const struct match_codes_ask *ask,
				 match_codes_visit *visit, void *context)
{
	struct codes_search search = {.codes = codes, .ask = ask, .blocks = 16};
	size_t jobs = (codes->blocks + search.blocks - 1) / search.blocks;
	enum lens_err err = LENS_OK;

	parallel_run(ask->threads, jobs, codes_job, &search);
	for (size_t w = 0; w < PARALLEL_MOST; w++) {
		struct codes_hits *hits = &search.hits[w];

		if (hits->failed)
			err = LENS_SYSTEM;
		for (size_t i = 0; i < hits->count; i++)
			visit(context, hits->hit[i].number,
			      hits->hit[i].distance);
		codes_hits_free(hits);
	}
	return err;
}
