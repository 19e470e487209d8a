/*
 * bench_casework.c: 5,000 photos, 500 places on 25 sites and 200 cases: how
 * long the overview, what changed, and the report take.  bench_casework FILE
 * keeps the report there, for report.mjs; with HOME and PASSPHRASE-FILE the
 * ledger, too, for overview.mjs.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework.h>
#include <lenscap/casework_changes.h>
#include <lenscap/casework_overview.h>
#include <lenscap/casework_report.h>

#define BENCH_PHOTOS 5000u
#define BENCH_PLACES 500u
#define BENCH_SITES 25u
#define BENCH_CASES 200u
#define BENCH_THUMBNAIL 6000u /* bytes, as of a photo of 256 px */
#define BENCH_DAY INT64_C(86400000)
#define BENCH_BEGIN (INT64_C(1790000000) * 1000)
#define BENCH_TODAY 20800 /* days since 1970, after all that */

static void bench_must(enum lens_err err, const struct ledger_fault *fault)
{
	if (err == LENS_OK)
		return;
	fprintf(stderr, "bench_casework: %s\n", fault->sentence);
	exit(1);
}

static double bench_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* Lay what is shipped beside this program, where it is looked for. */
static void bench_share(void)
{
	char self[4096] = "", *path;

	if (readlink("/proc/self/exe", self, sizeof(self) - 1) <= 0)
		return;
	*strrchr(self, '/') = '\0';
	path = base_format("%s/share", self);
	(void)!symlink("../../share", path);
	free(path);
}

/* ---- The ledger ---- */

static struct casework *bench_make(const char *home, const char *witness,
				   const struct casework_keys *keys)
{
	struct ledger_fault fault = {0};
	struct ledger_secret *secret = NULL;
	struct ledger *ledger = NULL;
	struct casework *work = NULL;

	bench_must(casework_secret(keys, &fault, &secret), &fault);
	bench_must(ledger_create(&(struct ledger_place){home, witness}, &secret,
				 1, &fault, NULL, &ledger),
		   &fault);
	ledger_close(ledger);
	ledger_secret_free(secret);
	bench_must(casework_open(&(struct casework_home){home, witness}, keys,
				 &fault, &work),
		   &fault);
	return work;
}

/* In dir, or where the person said. */
static struct casework *bench_open(const char *dir, char **said)
{
	static const char bytes[] = "0123456789abcdef0123456789abcdef";
	char *home = base_format("%s/home", dir);
	char *witness = base_format("%s/witness", dir);
	char *path = base_format("%s/key", dir);
	struct casework_keys keys = {.key_file = path};
	struct ledger_fault fault = {0};
	struct casework *work;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	bench_must(base_write_all(fd, base_view_of(bytes)), &fault);
	base_close(&fd);
	if (said != NULL)
		keys = (struct casework_keys){.passphrase_file = said[1]};
	work = bench_make(said != NULL ? said[0] : home, witness, &keys);
	free(home);
	free(witness);
	free(path);
	return work;
}

static void bench_photos(struct ledger *ledger)
{
	static const struct ledger_finding findings[] = {
	    {"gps", "48.137154, 11.576124 (Munich, Germany)"},
	    {"capture_time", "2024-07-14 18:22:07 +02:00"},
	    {"device", "Google Pixel 8 Pro"},
	};
	static uint8_t small[BENCH_THUMBNAIL];
	struct ledger_fault fault = {0};

	for (unsigned i = 0; i < BENCH_PHOTOS; i++) {
		struct ledger_photo photo = {
		    .format = "jpeg",
		    .bytes = 3000000 + i,
		    .width = 4032,
		    .height = 3024,
		    .source = "/home/someone/Pictures/2024/07/IMG.jpg",
		    .findings = findings,
		    .finding_count = 3,
		    .thumbnail = {small, sizeof(small)}};
		struct ledger_added added;

		memcpy(photo.sha256, &i, sizeof(i));
		memcpy(photo.fingerprint.pdq[0], &i, sizeof(i));
		bench_must(ledger_photo_add(ledger, &photo, &fault, &added),
			   &fault);
	}
}

static void bench_look(struct ledger *ledger, unsigned place, unsigned day,
		       bool there)
{
	const struct ledger_look look = {
	    .sighting = (int64_t)place + 1,
	    .first = BENCH_BEGIN + day * BENCH_DAY,
	    .state = there ? LEDGER_THERE : LEDGER_ABSENT,
	    .access = there ? LEDGER_ACCESS_PUBLIC : LEDGER_ACCESS_ABSENT,
	    .ways = LEDGER_WAY_ADDRESS,
	    .answer = there ? 200 : 404,
	    .address = "https://www.example/picture.jpg"};
	struct ledger_fault fault = {0};

	bench_must(ledger_look_put(ledger, &look, 1, &fault), &fault);
}

static void bench_places(struct ledger *ledger)
{
	struct ledger_fault fault = {0};

	for (unsigned i = 0; i < BENCH_PLACES; i++) {
		char place[64], page[64];
		const struct ledger_sighting sighting = {
		    .photo = (int64_t)i + 1,
		    .place = place,
		    .page = page,
		    .source = "check",
		    .access = LEDGER_ACCESS_PUBLIC,
		    .seen = BENCH_BEGIN};

		snprintf(place, sizeof(place), "https://s%u.example/%u.jpg",
			 i % BENCH_SITES, i);
		snprintf(page, sizeof(page), "https://s%u.example/me",
			 i % BENCH_SITES);
		bench_must(ledger_sighting_put(ledger, &sighting, 1, &fault),
			   &fault);
		for (unsigned day = 2; day < 10; day += 2)
			bench_look(ledger, i, day, (i + day) % 3 > 0);
	}
}

static void bench_cases(struct ledger *ledger)
{
	struct ledger_fault fault = {0};

	for (unsigned i = 0; i < BENCH_CASES; i++) {
		char reference[24];
		struct ledger_event events[] = {
		    {.kind = "drafted",
		     .day = "2026-09-22",
		     .detail = "{\"kind\":\"request\",\"ask\":[\"access\"]}"},
		    {.kind = "sent",
		     .day = "2026-09-23",
		     .detail = "{\"kind\":\"request\",\"how\":\"email\"}"},
		};
		struct ledger_entry entry = {
		    .the_case = {.reference = reference,
				 .controller = "clearview-ai",
				 .name = "Clearview AI, Inc.",
				 .law = "gdpr",
				 .facts = "{\"country\":\"de\"}"},
		    .events = events,
		    .event_count = 2};

		snprintf(reference, sizeof(reference), "LC-%04u-BNCH", i);
		bench_must(ledger_case_write(ledger, &entry, 1, &fault),
			   &fault);
	}
}

/* ---- What is asked ---- */

static const char *bench_keep; /* where the report is kept, or NULL */

static void bench_overview(struct casework *work)
{
	struct ledger_fault fault = {0};
	struct casework_overview overview;

	bench_must(casework_overview(work, BENCH_TODAY, &fault, &overview),
		   &fault);
	casework_overview_free(&overview);
}

static void bench_changes(struct casework *work)
{
	const struct casework_changes_asked asked = {.since = LAW_NO_DAY};
	struct ledger_fault fault = {0};
	struct casework_changes changes;

	bench_must(casework_changes(work, &asked, &fault, &changes), &fault);
}

static void bench_report(struct casework *work)
{
	const struct casework_report report = {.today = BENCH_TODAY,
					       .language = LAW_EN};
	struct ledger_fault fault = {0};
	struct base_buffer page;

	base_buffer_init(&page, CASEWORK_REPORT_MAX);
	bench_must(casework_report(work, &report, &fault, &page), &fault);
	if (bench_keep != NULL &&
	    base_write_new(AT_FDCWD, bench_keep, base_buffer_view(&page)) !=
		LENS_OK)
		fprintf(stderr, "bench_casework: %s cannot be written\n",
			bench_keep);
	base_buffer_free(&page);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(struct casework *work);
	} rows[] = {{"the overview", bench_overview},
		    {"what changed", bench_changes},
		    {"the report", bench_report}};
	char dir[] = "/tmp/lenscap-bench-XXXXXX", *command;
	struct casework *work;

	bench_keep = argc > 1 ? argv[1] : NULL;
	bench_share();
	if (mkdtemp(dir) == NULL)
		return 1;
	printf("5,000 photos, 500 places on 25 sites, 200 cases  "
	       "(wall, processor)\n");
	work = bench_open(dir, argc > 3 ? argv + 2 : NULL);
	bench_photos(casework_ledger(work));
	bench_places(casework_ledger(work));
	bench_cases(casework_ledger(work));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double wall = bench_clock(CLOCK_MONOTONIC);
		double cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);

		rows[i].run(work);
		printf("  %-42s %7.0f ms %7.0f ms\n", rows[i].name,
		       bench_clock(CLOCK_MONOTONIC) - wall,
		       bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu);
	}
	casework_close(work);
	command = base_format("rm -rf '%s'", dir);
	if (system(command) != 0)
		fprintf(stderr, "bench_casework: %s is left\n", dir);
	free(command);
	return 0;
}
