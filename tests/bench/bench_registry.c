/*
 * bench_registry.c [SET]: opening and searching ours, and, with the file of an
 * imported set, all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <lenscap/registry.h>

#define ROUNDS 9

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double search_ms(const struct registry *registry, const char *words)
{
	struct registry_query query = {.words = words};
	struct registry_hit hits[20];
	double best = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		double start = now_ms();

		registry_search(registry, &query, hits, 20);
		start = now_ms() - start;
		best = start < best ? start : best;
	}
	return best;
}

int main(int argc, char **argv)
{
	static const char *const words[] = {
	    "clerview", "deutche bank", "Claerview AI, Inc.",
	    "MDM Munzhandelsgesellschaft mbH & Co. KG Deutsche Munze"};
	struct registry_hit hits[4];
	struct registry *registry;
	double start = now_ms();

	if (registry_open("host/share", argc > 1 ? argv[1] : NULL, NULL,
			  &registry) != LENS_OK) {
		fputs("bench_registry: it does not open\n", stderr);
		return 1;
	}
	printf("registry: %zu controllers opened in %.1f ms",
	       registry_count(registry), now_ms() - start);
	start = now_ms();
	registry_search(registry, &(struct registry_query){.words = "x"}, hits,
			4);
	printf(", first search %.1f ms\n", now_ms() - start);
	for (size_t i = 0; i < 4; i++)
		printf("registry: \"%s\" in %.2f ms\n", words[i],
		       search_ms(registry, words[i]));
	registry_close(registry);
	return 0;
}
