/*
 * test_canary.c: known secrets go in, and are looked for wherever they could
 * come out: the files, the environment, the arguments, a core dump.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include "store/key.h"

#define CANARY_PHRASE "a canary sings in the passphrase"
#define CANARY_VALUE "canary value of a setting"
#define CANARY_PIXEL 0xc5
#define CANARY_LINE 512

static uint8_t canary_pixels[512];

struct canary {
	const char *what;
	const void *bytes;
	size_t size;
};

static void canary_fill(struct home *home)
{
	struct ledger_photo photo = home_photo(2);
	struct ledger_secret *phrase;
	struct ledger_added added;
	char backup[2 * HOME_PATH];

	memset(canary_pixels, CANARY_PIXEL, sizeof(canary_pixels));
	assert_int_equal(ledger_secret_passphrase(base_view_of(CANARY_PHRASE),
						  NULL, &phrase),
			 LENS_OK);
	assert_int_equal(ledger_slot_add(home->ledger, phrase, NULL, NULL),
			 LENS_OK);
	ledger_secret_free(phrase);
	photo.thumbnail =
	    (struct base_view){canary_pixels, sizeof(canary_pixels)};
	assert_int_equal(ledger_photo_add(home->ledger, &photo, NULL, &added),
			 LENS_OK);
	assert_int_equal(
	    ledger_setting_set(home->ledger, "name", CANARY_VALUE, NULL),
	    LENS_OK);
	assert_int_equal(ledger_compact(home->ledger, false, NULL), LENS_OK);
	assert_int_equal(
	    ledger_setting_set(home->ledger, "more", CANARY_VALUE, NULL),
	    LENS_OK);
	snprintf(backup, sizeof(backup), "%s/backup", home->top);
	assert_int_equal(ledger_backup(home->ledger, backup, false, NULL),
			 LENS_OK);
}

/* Everything that must be seen nowhere. */
static unsigned canary_list(const struct home *home, struct canary *out)
{
	static struct ledger_photo photo;
	static char hex[2 * KEY_SIZE + 1];
	const struct canary all[] = {
	    {"the passphrase", CANARY_PHRASE, strlen(CANARY_PHRASE)},
	    {"a setting", CANARY_VALUE, strlen(CANARY_VALUE)},
	    {"a file's name", "canary-name-2", strlen("canary-name-2")},
	    {"a finding", "canary-detail-2", strlen("canary-detail-2")},
	    {"a fingerprint", photo.fingerprint.pdq[0], 16},
	    {"a checksum", photo.sha256, 16},
	    {"pixels", canary_pixels, 32},
	    {"the key", home->key->bytes, KEY_SIZE},
	    {"half of the key", home->key->bytes, KEY_SIZE / 2},
	    {"the key in hex", hex, KEY_SIZE},
	    {"the database", "SQLite format 3", 15},
	};

	photo = home_photo(2);
	base_hex(hex, home->key->bytes, KEY_SIZE);
	memcpy(out, all, sizeof(all));
	return sizeof(all) / sizeof(all[0]);
}

static void canary_search(const struct home *home, const char *where,
			  const uint8_t *bytes, size_t size)
{
	struct canary canaries[16];
	unsigned count = canary_list(home, canaries);

	for (unsigned i = 0; i < count; i++)
		if (memmem(bytes, size, canaries[i].bytes, canaries[i].size))
			fail_msg("%s is in %s", canaries[i].what, where);
}

TEST(shows_no_plain_text_in_any_file)
{
	struct home home;
	struct dirent *entry;
	unsigned files = 0;
	uint8_t *bytes;
	size_t size;
	DIR *dir;

	(void)state;
	home_make(&home);
	canary_fill(&home);
	dir = opendir(home.dir);
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		bytes = home_read(&home, entry->d_name, &size);
		canary_search(&home, entry->d_name, bytes, size);
		free(bytes);
		files++;
	}
	closedir(dir);
	/* header, lock; two generations of two; thumbnails */
	assert_int_equal(files, 7);
	bytes = home_read(&home, "../backup", &size);
	canary_search(&home, "the backup", bytes, size);
	free(bytes);
	home_remove(&home);
}

TEST(keeps_its_files_to_their_owner)
{
	struct dirent *entry;
	struct stat about;
	struct home home;
	DIR *dir;

	(void)state;
	home_make(&home);
	canary_fill(&home);
	assert_int_equal(stat(home.dir, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	dir = opendir(home.dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		assert_int_equal(fstatat(dirfd(dir), entry->d_name, &about, 0),
				 0);
		assert_int_equal(about.st_mode & 0077, 0);
	}
	closedir(dir);
	home_remove(&home);
}

/* ---- The process ---- */

static void canary_search_proc(const struct home *home, const char *name)
{
	static uint8_t bytes[1 << 17];
	char path[64];
	ssize_t size;
	int fd;

	snprintf(path, sizeof(path), "/proc/self/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	size = read(fd, bytes, sizeof(bytes));
	assert_true(size > 0);
	close(fd);
	canary_search(home, path, bytes, (size_t)size);
}

TEST(shows_nothing_in_its_arguments_and_environment)
{
	struct home home;

	(void)state;
	home_make(&home);
	canary_fill(&home);
	canary_search_proc(&home, "environ");
	canary_search_proc(&home, "cmdline");
	home_remove(&home);
}

/* VmFlags of the mapping that holds an address (proc(5)). */
static void canary_flags(const void *address, char out[CANARY_LINE])
{
	FILE *maps = fopen("/proc/self/smaps", "re");
	bool inside = false;
	char line[CANARY_LINE];

	*out = '\0';
	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		char *end;
		unsigned long from = strtoul(line, &end, 16), to = 0;

		if (*end == '-')
			to = strtoul(end + 1, NULL, 16);
		if (to > 0)
			inside = (unsigned long)address >= from &&
				 (unsigned long)address < to;
		else if (inside && strncmp(line, "VmFlags:", 8) == 0)
			memcpy(out, line, sizeof(line));
	}
	fclose(maps);
}

TEST(keeps_the_key_in_memory_that_is_locked_and_not_dumped)
{
	char flags[CANARY_LINE];
	struct home home;

	(void)state;
	home_make(&home);
	canary_flags(home.key, flags);
	assert_non_null(strstr(flags, " dd"));
#ifndef LENSCAP_DEV /* AddressSanitizer makes mlock() do nothing */
	if (!ledger_noticed(home.ledger, LEDGER_NOTICE_UNLOCKED))
		assert_non_null(strstr(flags, " lo"));
#endif
	home_remove(&home);
}

/* True when a child that aborts leaves a core dump. */
static bool canary_dumps(const struct home *home, bool opened)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
	struct ledger *ledger;
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		if (chdir(home->top) != 0)
			_exit(1);
		if (opened && ledger_open(&home->place, home->key, NULL,
					  &ledger) != LENS_OK)
			_exit(2);
		/* Not even where somebody raises the limit again. */
		setrlimit(RLIMIT_CORE, &all);
		abort();
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	return WCOREDUMP(status);
}

TEST(leaves_no_core_dump)
{
	struct home home;

	(void)state;
#ifdef LENSCAP_DEV
	print_message("# builds for sanitizers can be traced, and dumped\n");
	skip();
#endif
	home_make(&home);
	canary_fill(&home);
	assert_false(canary_dumps(&home, true));
	home_remove(&home);
}

/* Before any key there was, so that the test above is known to bite. */
TEST(would_see_a_core_dump_if_there_was_one)
{
	struct home home = {.top = "/tmp/lenscap-core-XXXXXX"};
	char command[2 * HOME_PATH];
	bool dumps;

	(void)state;
	assert_non_null(mkdtemp(home.top));
	dumps = canary_dumps(&home, false);
	snprintf(command, sizeof(command), "rm -rf '%s'", home.top);
	assert_int_equal(system(command), 0);
	if (!dumps) {
		print_message("# this system writes no core dumps at all\n");
		skip();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(would_see_a_core_dump_if_there_was_one),
	    RUN(shows_no_plain_text_in_any_file),
	    RUN(keeps_its_files_to_their_owner),
	    RUN(shows_nothing_in_its_arguments_and_environment),
	    RUN(keeps_the_key_in_memory_that_is_locked_and_not_dumped),
	    RUN(leaves_no_core_dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
