/*
 * bench_match.c: the exact search among 10^5 to 10^7 codes against a plain
 * loop that only reads them, and a search among 100,000 photos.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/match.h>

#define ROUNDS 9
#define PHOTOS 100000
#define SEARCHES 20

static uint64_t seed = 1;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static void need(enum lens_err err)
{
	if (!err)
		return;
	fprintf(stderr, "bench_match: %s\n", base_err_name(err));
	exit(1);
}

/*
 * The processor's time of one thread, which other programs disturb less; the
 * clock on the wall for two.
 */
static double now_ms(unsigned threads)
{
	struct timespec time;

	clock_gettime(threads > 1 ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID,
		      &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void count(void *context, uint32_t number, unsigned distance)
{
	(void)number;
	(void)distance;
	++*(size_t *)context;
}

static double search_ms(const struct match_codes *codes, const uint8_t *all,
			unsigned threads)
{
	double best = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		struct match_codes_ask ask = {all + 3200 * i, 31, threads};
		size_t hits = 0;
		double start = now_ms(threads);

		need(match_codes_search(codes, &ask, count, &hits));
		start = now_ms(threads) - start;
		best = start < best ? start : best;
	}
	return best;
}

static double read_ms(const uint64_t *all, size_t words)
{
	static volatile uint64_t sink;
	double best = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		uint64_t sum = 0;
		double start = now_ms(1);

		for (size_t k = 0; k < words; k++)
			sum += all[k];
		sink = sum;
		start = now_ms(1) - start;
		best = start < best ? start : best;
	}
	return best + (double)(sink & 0);
}

static void codes_line(size_t size)
{
	uint64_t *all = malloc(size * 32);
	struct match_codes *codes;
	double read, one, two;

	if (!all)
		exit(1);
	need(match_codes_new(&codes));
	for (size_t i = 0; i < size * 4; i++)
		all[i] = next();
	for (size_t i = 0; i < size; i++)
		need(match_codes_add(codes, (uint32_t)i,
				     (const uint8_t *)(all + 4 * i)));
	read = read_ms(all, size * 4);
	one = search_ms(codes, (const uint8_t *)all, 1);
	two = search_ms(codes, (const uint8_t *)all, 2);
	printf("match: %8zu codes, radius 31: %.3f ms, 2 threads %.3f; reading "
	       "all bytes %.3f ms, ratio %.2f; %.1f bytes a code (%s)\n",
	       size, one, two, read, one / read,
	       (double)match_codes_memory(codes) / (double)size,
	       match_kernel_name(0));
	match_codes_free(codes);
	free(all);
}

static struct fingerprint_local *locals;

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	*out = locals[photo];
	return LENS_OK;
}

static void sink_one(void *context, const struct match_answer *answer)
{
	*(uint64_t *)context = answer->photo;
}

/* Smooth noise at several sizes, as pictures are; some of it is not. */
static void scene(uint8_t *luma, int side, uint64_t number)
{
	static float at[512 * 512];

	seed = number * 0x9e3779b97f4a7c15u + 1;
	memset(at, 0, sizeof(at));
	for (int step = 128; step >= 4; step /= 2) {
		int n = side / step + 2;
		float knot[130 * 130];

		for (int i = 0; i < n * n; i++)
			knot[i] = (float)(next() % 256) - 128;
		for (int y = 0; y < side; y++)
			for (int x = 0; x < side; x++) {
				const float *k = knot + y / step * n + x / step;
				float u = (float)(x % step) / (float)step;
				float v = (float)(y % step) / (float)step;

				at[y * side + x] +=
				    ((k[0] * (1 - u) + k[1] * u) * (1 - v) +
				     (k[n] * (1 - u) + k[n + 1] * u) * v) *
				    (float)step / 160;
			}
	}
	for (int i = 0; i < side * side; i++) {
		float value = at[i] + 128;

		luma[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
	}
}

/*
 * A few hundred scenes and, of each, copies that are strangers: other places,
 * a third of the bits flipped, so that buckets fill as unevenly as they do.
 */
static void photos_fill(struct match_photos *photos, uint8_t *luma)
{
	struct fingerprint_plane plane = fingerprint_plane_of(luma, 512, 512);
	struct fingerprint print = {0};
	size_t real = 300;

	for (size_t i = 0; i < PHOTOS; i++) {
		struct fingerprint_local *local = &locals[i];

		if (i < real) {
			scene(luma, 512, i);
			need(fingerprint_local_extract(&plane, local));
			need(fingerprint_pdq(&plane, print.pdq,
					     &print.pdq_quality));
		} else {
			*local = locals[i % real];
			for (size_t k = 0; k < sizeof(print.pdq[0]); k++)
				print.pdq[0][k] = (uint8_t)next();
			for (size_t k = 0; k < local->count; k++) {
				struct fingerprint_point *p = &local->point[k];

				p->x = (uint16_t)next();
				p->y = (uint16_t)next();
				for (int f = 0; f < 42; f++) {
					unsigned bit = next() % 128;

					p->code[bit / 64] ^= (uint64_t)1
							     << bit % 64;
				}
			}
		}
		need(match_photos_add(photos, i, &print, local));
	}
}

static void photos_line(void)
{
	struct match_photos *photos;
	struct fingerprint_query *query = malloc(sizeof(*query));
	uint8_t *luma = malloc(512 * 512);
	double start, times[3] = {0}, take = 0;
	int found = 0;

	locals = calloc(PHOTOS, sizeof(*locals));
	if (!query || !luma || !locals)
		exit(1);
	need(match_photos_new(0, &photos));
	start = now_ms(1);
	photos_fill(photos, luma);
	start = now_ms(1) - start;
	for (uint64_t i = 0; i < SEARCHES; i++) {
		struct fingerprint print;
		struct fingerprint_plane plane =
		    fingerprint_plane_of(luma, 512, 512);

		scene(luma, 512, i);
		/* A crop of the left and upper parts. */
		plane.right = plane.width = 420;
		plane.bottom = plane.height = 400;
		need(fingerprint_extract(&plane, &print));
		start = now_ms(1);
		need(fingerprint_query_extract(&plane, query));
		take += now_ms(1) - start;
		for (unsigned threads = 1; threads <= 2; threads++) {
			uint64_t answer = UINT64_MAX;
			struct match_ask ask = {&print, query,	  threads,
						fetch,	sink_one, &answer};

			start = now_ms(threads);
			need(match_photos_search(photos, &ask));
			times[threads] += now_ms(threads) - start;
			found += answer == i;
		}
	}
	printf("match: find a picture among %d photos: %.1f ms, 2 threads %.1f "
	       "(after %.1f ms of extraction); %.0f MB; %d of %d crops found\n",
	       PHOTOS, times[1] / SEARCHES, times[2] / SEARCHES,
	       take / SEARCHES, (double)match_photos_memory(photos) / 1e6,
	       found, 2 * SEARCHES);
	match_photos_free(photos);
	free(locals);
	free(luma);
	free(query);
}

int main(void)
{
	codes_line(100000);
	codes_line(1000000);
	codes_line(10000000);
	photos_line();
	return 0;
}
