/* test_memory.c: each request for memory refused in turn, and nothing lost. */
#include <errno.h>
#include <stdlib.h>

#include "test.h"

#include <lenscap/match.h>

#ifdef __SANITIZE_ADDRESS__
TEST(a_photo_is_added_whole_or_not_at_all)
{
	(void)state;
	print_message("# AddressSanitizer has its own allocator\n");
	skip();
}
#else
#define GRID FINGERPRINT_LOCAL_GRID

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static unsigned long memory_asked, memory_refused; /* 0: none is */

static bool memory_hit(void)
{
	if (memory_refused == 0 || ++memory_asked != memory_refused)
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return memory_hit() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return memory_hit() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return memory_hit() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memory_hit() ? NULL : __libc_memalign(alignment, size);
}

static struct fingerprint print;
static struct fingerprint_local local;
static struct fingerprint_query query;

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	(void)photo;
	*out = local;
	return LENS_OK;
}

static void count(void *context, const struct match_answer *answer)
{
	unsigned *photos = context;

	assert_int_equal(answer->confidence, MATCH_CERTAIN);
	*photos |= 1u << answer->photo;
}

static void make_world(void)
{
	uint32_t random = 3;

	memset(print.pdq, 0x5a, sizeof(print.pdq));
	print.pdq_quality = 100;
	local.width = local.height = query.width = query.height = 320;
	query.columns = query.rows = GRID;
	for (int i = 0; i < GRID * GRID; i++) {
		random = random * 1664525 + 1013904223;
		local.grid[i / GRID][i % GRID] = query.luma[i] =
		    (uint8_t)(random >> 24);
	}
	local.count = 1;
	local.point[0].code[0] = 0x8130f00714c2a96b;
}

/* The photos that a search finds, as bits; refused: it said so itself. */
static unsigned found(struct match_photos *photos, bool *refused)
{
	unsigned bits = 0;
	const struct match_ask ask = {&print, &query, 1, fetch, count, &bits};
	enum lens_err err =
	    match_photos_look(photos, &ask, (struct match_more){0});

	assert_true(err == LENS_OK || (refused && err == LENS_SYSTEM));
	if (refused)
		*refused = err != LENS_OK;
	return bits;
}

/* Whether the n-th request was reached. */
static bool without(unsigned long n)
{
	struct match_photos *photos = NULL;
	unsigned added = 0, seen = 0;
	bool refused = true;

	memory_asked = 0;
	memory_refused = n;
	if (match_photos_new(0, &photos) == LENS_OK) {
		for (uint64_t i = 1; i <= 3; i++)
			if (match_photos_add(photos, i, &print, &local) ==
			    LENS_OK)
				added |= 1u << i;
		seen = found(photos, &refused);
	}
	memory_refused = 0;
	if (photos == NULL)
		return memory_asked >= n;
	assert_int_equal(seen, refused ? 0 : added);
	/* What was refused can be done now, and what was done stands. */
	for (uint64_t i = 1; i <= 3; i++)
		if (!(added >> i & 1))
			assert_int_equal(
			    match_photos_add(photos, i, &print, &local),
			    LENS_OK);
	assert_int_equal(found(photos, NULL), 0xe);
	match_photos_free(photos);
	return memory_asked >= n;
}

TEST(a_photo_is_added_whole_or_not_at_all)
{
	unsigned long n = 1;

	(void)state;
	make_world();
	while (without(n))
		n++;
	assert_true(n > 15);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_photo_is_added_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
