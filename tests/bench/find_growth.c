/*
 * find_growth.c: how long `lenscap find` takes, from the start of the process
 * to its end, of one picture among 100 to 100,000 photos of 80 points each.
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/fingerprint_local.h>
#include <lenscap/ledger.h>

#define FIND_MOST 100000
#define FIND_PAGE 100 /* photos in a change */
#define FIND_ROUNDS 5
#define FIND_SIDE 640
#define FIND_PATH 256
#define FIND_BAR 30.0 /* ms of the processor for a sign of the plot */

static uint64_t seed = 1;

static uint32_t next(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 32);
}

static void need(enum lens_err err, const struct ledger_fault *fault)
{
	if (err == LENS_OK)
		return;
	fprintf(stderr, "find_growth: %s\n", fault->sentence);
	exit(1);
}

/* ---- Photos: bits at random ---- */

static void noise(void *out, size_t size)
{
	uint8_t *bytes = out;

	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)next();
}

static size_t features(uint8_t out[FINGERPRINT_LOCAL_SIZE_MAX])
{
	struct fingerprint_local local = {
	    .width = 4032, .height = 3024, .count = FINGERPRINT_LOCAL_POINTS};

	for (unsigned i = 0; i < FINGERPRINT_LOCAL_POINTS; i++)
		local.point[i] = (struct fingerprint_point){
		    .code = {(uint64_t)next() << 32 | next(),
			     (uint64_t)next() << 32 | next()},
		    .x = (uint16_t)next(),
		    .y = (uint16_t)next(),
		    .size = (uint8_t)(next() % 100)};
	return fingerprint_local_write(&local, out);
}

static void add(struct ledger *ledger, unsigned count)
{
	static struct ledger_photo photos[FIND_PAGE];
	static struct ledger_added added[FIND_PAGE];
	static uint8_t bytes[FIND_PAGE][FINGERPRINT_LOCAL_SIZE_MAX];
	struct ledger_fault fault;

	for (unsigned i = 0; i < count; i++) {
		struct ledger_photo *photo = &photos[i];

		*photo = (struct ledger_photo){.format = "jpeg",
					       .bytes = 3000000,
					       .width = 4032,
					       .height = 3024,
					       .orientation = 1,
					       .source = "/photos/a.jpg"};
		noise(photo->sha256, sizeof(photo->sha256));
		noise(&photo->fingerprint, sizeof(photo->fingerprint));
		photo->fingerprint.pdq_quality = 100;
		photo->features =
		    (struct base_view){bytes[i], features(bytes[i])};
	}
	need(ledger_photo_add_many(ledger, photos, count, &fault, added),
	     &fault);
}

/* ---- The picture that is looked for: a BMP of spots ---- */

static void put_little(uint8_t *out, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> 8 * i);
}

static void picture(const char *path)
{
	static uint8_t bytes[54 + FIND_SIDE * FIND_SIDE * 3] = "BM";
	FILE *file = fopen(path, "wb");

	put_little(bytes + 2, sizeof(bytes));
	put_little(bytes + 10, 54);
	put_little(bytes + 14, 40);
	put_little(bytes + 18, FIND_SIDE);
	put_little(bytes + 22, FIND_SIDE);
	put_little(bytes + 26, 1 | 24 << 16);
	memset(bytes + 54, 128, sizeof(bytes) - 54);
	for (unsigned i = 0; i < 2000; i++) {
		unsigned size = 6 + next() % 40;
		unsigned x = next() % (FIND_SIDE - size);
		unsigned y = next() % (FIND_SIDE - size);

		for (unsigned row = 0; row < size; row++)
			memset(bytes + 54 + ((y + row) * FIND_SIDE + x) * 3,
			       (int)(i * 37 % 256), size * (size_t)3);
	}
	if (file == NULL || fwrite(bytes, sizeof(bytes), 1, file) != 1 ||
	    fclose(file) != 0)
		exit(1);
}

/* ---- One look ---- */

/* Every path that is used. */
struct paths {
	char key[FIND_PATH], home[FIND_PATH], picture[FIND_PATH];
	char lenscap[FIND_PATH];
};

static double ms(struct timeval time)
{
	return (double)time.tv_sec * 1000 + (double)time.tv_usec / 1000;
}

static void run(const struct paths *paths)
{
	if (freopen("/dev/null", "w", stdout) != NULL)
		execl(paths->lenscap, "lenscap", "find", paths->picture,
		      "--all", "--json", "--home", paths->home, "--key-file",
		      paths->key, (char *)NULL);
	_exit(127);
}

/* Of the clock and of the processor, in ms; the least of some rounds. */
static void look(const struct paths *paths, double *clock, double *cpu)
{
	*clock = *cpu = 1e9;
	for (unsigned i = 0; i < FIND_ROUNDS; i++) {
		struct timespec from, to;
		struct rusage usage;
		double took;
		int status;
		pid_t child;

		fflush(stdout);
		clock_gettime(CLOCK_MONOTONIC, &from);
		child = fork();
		if (child == 0)
			run(paths);
		if (wait4(child, &status, 0, &usage) != child || status != 0)
			exit(1);
		clock_gettime(CLOCK_MONOTONIC, &to);
		took = (double)(to.tv_sec - from.tv_sec) * 1000 +
		       (double)(to.tv_nsec - from.tv_nsec) / 1e6;
		*clock = took < *clock ? took : *clock;
		took = ms(usage.ru_utime) + ms(usage.ru_stime);
		*cpu = took < *cpu ? took : *cpu;
	}
}

static void grow(const struct paths *paths, struct ledger *ledger)
{
	struct ledger_fault fault;
	unsigned count = 0;

	for (unsigned most = 100; most <= FIND_MOST; most *= 10) {
		double clock, cpu;

		for (; count < most; count += FIND_PAGE)
			add(ledger, FIND_PAGE);
		need(ledger_compact(ledger, false, &fault), &fault);
		look(paths, &clock, &cpu);
		printf("  %7u photos %6.0f ms, %6.0f of the processor's ", most,
		       clock, cpu);
		for (double bar = 0; bar < cpu; bar += FIND_BAR)
			putchar('#');
		putchar('\n');
	}
}

int main(int argc, char **argv)
{
	char top[] = "find-growth-XXXXXX", command[FIND_PATH];
	struct paths paths;
	struct ledger_place place = {paths.home, NULL};
	struct ledger_secret *secret;
	struct ledger_fault fault;
	struct ledger_key *key;
	struct ledger *ledger;

	if (mkdtemp(top) == NULL)
		return 1;
	snprintf(paths.key, FIND_PATH, "%s/key", top);
	snprintf(paths.home, FIND_PATH, "%s/home", top);
	snprintf(paths.picture, FIND_PATH, "%s/a.bmp", top);
	snprintf(paths.lenscap, FIND_PATH, "%s/../../lenscap",
		 dirname(argv[0]));
	picture(paths.picture);
	need(ledger_secret_key_file_create(paths.key, &fault, &secret), &fault);
	need(ledger_create(&place, &secret, 1, &fault, &key, &ledger), &fault);
	printf("\nlenscap find, from the start of the process:\n");
	grow(&paths, ledger);
	ledger_close(ledger);
	ledger_key_free(key);
	ledger_secret_free(secret);
	if (argc > 1) /* whoever wants to look further */
		return 0;
	snprintf(command, sizeof(command), "rm -rf '%s'", top);
	return system(command) == 0 ? 0 : 1;
}
