/*
 * bench_ledger.c: a ledger of 100,000 photos: opening, memory, commits beside
 * the disk's own fdatasync.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/ledger.h>

#define BENCH_PHOTOS 100000
#define BENCH_PAGE 1000
#define BENCH_COMMITS 2000
#define BENCH_EXTRA 512
#define BENCH_PATH 128

static double bench_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static double bench_ms(void)
{
	return bench_clock(CLOCK_MONOTONIC);
}

/* Processor time: what the same takes when nobody else runs. */
static double bench_cpu(void)
{
	return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static void bench_must(enum lens_err err, const struct ledger_fault *fault)
{
	if (err == LENS_OK)
		return;
	fprintf(stderr, "bench_ledger: %s\n", fault->sentence);
	exit(1);
}

/* One line of /proc/self/status, in megabytes. */
static double bench_memory(const char *name)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[128];
	double kilobytes = 0;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			kilobytes = strtod(line + strlen(name), NULL);
	if (file != NULL)
		fclose(file);
	return kilobytes / 1024;
}

/* ---- Photos ---- */

static struct ledger_photo bench_photos[BENCH_PAGE];
static char bench_sources[BENCH_PAGE][80];
static uint8_t bench_extra[BENCH_PAGE][BENCH_EXTRA];

static void bench_noise(void *out, size_t size, uint64_t seed)
{
	uint8_t *bytes = out;

	for (size_t i = 0; i < size; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		bytes[i] = (uint8_t)(seed >> 33);
	}
}

/* As a telephone's pictures are: three findings, a path of 50 characters. */
static void bench_fill(unsigned i, uint64_t number)
{
	static const struct ledger_finding findings[] = {
	    {"gps", "48.137154, 11.576124 (Munich, Germany)"},
	    {"capture_time", "2024-07-14 18:22:07 +02:00"},
	    {"device", "Google Pixel 8 Pro"},
	};
	struct ledger_photo *photo = &bench_photos[i];

	*photo = (struct ledger_photo){.format = "jpeg",
				       .bytes = 3000000 + number,
				       .width = 4032,
				       .height = 3024,
				       .orientation = 1,
				       .source = bench_sources[i],
				       .findings = findings,
				       .finding_count = 3,
				       .extra = {bench_extra[i], BENCH_EXTRA}};
	bench_noise(photo->sha256, 32, number * 4 + 1);
	bench_noise(&photo->fingerprint, sizeof(photo->fingerprint),
		    number * 4 + 2);
	photo->fingerprint.pdq_quality = 100;
	bench_noise(bench_extra[i], BENCH_EXTRA, number * 4 + 3);
	snprintf(bench_sources[i], sizeof(bench_sources[i]),
		 "/home/someone/Pictures/2024/07/IMG_%08llu.jpg",
		 (unsigned long long)number);
}

static void bench_add_all(struct ledger *ledger)
{
	static struct ledger_added added[BENCH_PAGE];
	struct ledger_fault fault;
	double start = bench_ms();

	for (uint64_t page = 0; page < BENCH_PHOTOS / BENCH_PAGE; page++) {
		for (unsigned i = 0; i < BENCH_PAGE; i++)
			bench_fill(i, page * BENCH_PAGE + i);
		bench_must(ledger_photo_add_many(ledger, bench_photos,
						 BENCH_PAGE, &fault, added),
			   &fault);
	}
	printf("  %-52s %9.1f s\n", "adding them, 1,000 in a change",
	       (bench_ms() - start) / 1000);
}

/* ---- Commits ---- */

static int bench_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double bench_print(const char *what, double *times, unsigned count)
{
	qsort(times, count, sizeof(*times), bench_order);
	printf("  %-52s %6.2f %6.2f ms\n", what, times[count / 2],
	       times[count * 99 / 100]);
	return times[count * 99 / 100];
}

/* What the disk takes by itself for as many bytes. */
static double bench_disk(const char *top)
{
	static double times[BENCH_COMMITS];
	uint8_t bytes[1536];
	char path[BENCH_PATH];
	int fd;

	snprintf(path, sizeof(path), "%s/plain", top);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bench_noise(bytes, sizeof(bytes), 1);
	for (unsigned i = 0; i < BENCH_COMMITS; i++) {
		double start = bench_ms();

		if (write(fd, bytes, sizeof(bytes)) != sizeof(bytes) ||
		    fdatasync(fd) != 0)
			exit(1);
		times[i] = bench_ms() - start;
	}
	close(fd);
	return bench_print("the disk's write and fdatasync, p50 and p99", times,
			   BENCH_COMMITS);
}

static double bench_commits(struct ledger *ledger)
{
	static double times[BENCH_COMMITS];
	struct ledger_fault fault;
	struct ledger_added added;

	for (unsigned i = 0; i < BENCH_COMMITS; i++) {
		double start;

		bench_fill(0, BENCH_PHOTOS + i);
		start = bench_ms();
		bench_must(
		    ledger_photo_add(ledger, bench_photos, &fault, &added),
		    &fault);
		times[i] = bench_ms() - start;
	}
	return bench_print("a commit of one photo, p50 and p99", times,
			   BENCH_COMMITS);
}

/* ---- Opening ---- */

static bool bench_visit(void *context, const struct ledger_print *print)
{
	*(uint64_t *)context += print->pdq[0];
	return true;
}

/* In a process of its own, so that its memory is what opening takes. */
static void bench_open(const struct ledger_place *place,
		       const struct ledger_key *key, const char *what)
{
	struct ledger_query query = {.order = LEDGER_BY_SOURCE, .limit = 50};
	struct ledger_photos *list;
	struct ledger_fault fault;
	struct ledger *ledger;
	uint64_t sum = 0;
	double start, cpu;

	fflush(stdout);
	if (fork() != 0) {
		wait(NULL);
		return;
	}
	start = bench_ms();
	cpu = bench_cpu();
	bench_must(ledger_open(place, key, &fault, &ledger), &fault);
	printf("  opening, %-43s %9.1f ms (%.1f of the processor's)\n", what,
	       bench_ms() - start, bench_cpu() - cpu);
	start = bench_ms();
	bench_must(ledger_print_each(ledger, 0, bench_visit, &sum, &fault),
		   &fault);
	printf("  %-52s %9.1f ms\n", "reading every fingerprint",
	       bench_ms() - start);
	start = bench_ms();
	bench_must(ledger_photo_list(ledger, &query, &fault, &list), &fault);
	printf("  %-52s %9.1f ms\n", "a page of 50, sorted by source",
	       bench_ms() - start);
	printf("  %-52s %9.1f MB (%.1f at most)\n", "resident memory",
	       bench_memory("VmRSS:"), bench_memory("VmHWM:"));
	ledger_photos_free(list);
	ledger_close(ledger);
	exit(0);
}

int main(void)
{
	char top[] = "bench-ledger-XXXXXX", dir[BENCH_PATH], path[BENCH_PATH];
	struct ledger_place place = {dir, NULL};
	struct ledger_secret *secret;
	struct ledger_fault fault;
	struct ledger_key *key;
	struct ledger *ledger;
	double disk, ours;

	if (mkdtemp(top) == NULL)
		return 1;
	snprintf(dir, sizeof(dir), "%s/home", top);
	snprintf(path, sizeof(path), "%s/key", top);
	bench_must(ledger_secret_key_file_create(path, &fault, &secret),
		   &fault);
	bench_must(ledger_create(&place, &secret, 1, &fault, &key, &ledger),
		   &fault);
	printf("\nThe ledger: %d photos, each with 3 findings and %d bytes of "
	       "further fingerprints\n",
	       BENCH_PHOTOS, BENCH_EXTRA);
	bench_add_all(ledger);
	disk = bench_disk(top);
	ours = bench_commits(ledger);
	printf("  %-52s %9.2f ms\n", "p99 above the disk's own p99",
	       ours - disk);
	ledger_close(ledger);
	bench_open(&place, key, "with a log");
	bench_must(ledger_open(&place, key, &fault, &ledger), &fault);
	bench_must(ledger_compact(ledger, false, &fault), &fault);
	ledger_close(ledger);
	bench_open(&place, key, "just compacted");
	bench_must(ledger_wipe(&place, &fault), &fault);
	ledger_key_free(key);
	ledger_secret_free(secret);
	snprintf(path, sizeof(path), "rm -rf '%s'", top);
	return system(path) == 0 ? 0 : 1;
}
