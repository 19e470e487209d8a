/* test_life.c: verified, salvaged, backed up, restored, merged, wiped. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include "store/io.h"

static void life_path(const struct home *home, const char *name,
		      char out[2 * HOME_PATH])
{
	snprintf(out, 2 * HOME_PATH, "%s/%s", home->top, name);
}

static void life_close(struct home *home)
{
	ledger_close(home->ledger);
	home->ledger = NULL;
}

/* ---- Verify ---- */

static void life_tell(void *context, const struct ledger_check *check)
{
	char *words = context;
	size_t end = strlen(words);

	snprintf(words + end, 1024 - end, "%s %s\n", check->good ? "+" : "-",
		 check->what);
}

TEST(verifies_every_file_in_words)
{
	char words[1024] = "";
	const struct ledger_checks checks = {life_tell, words};
	struct ledger_report report;
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 5; i++)
		home_add(home.ledger, i);
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	home_add(home.ledger, 5);
	life_close(&home);
	assert_int_equal(
	    ledger_verify(&home.place, home.key, &checks, NULL, &report),
	    LENS_OK);
	assert_string_equal(words, "+ header\n"
				   "+ snapshot\n+ log\n+ snapshot\n+ log\n"
				   "+ thumbnails\n+ witness\n");
	assert_int_equal(report.records, 6);
	assert_int_equal(report.thumbnails, 6);
	assert_int_equal(report.damaged, 0);
	home_remove(&home);
}

/* ---- Salvage ---- */

static void life_spoil(const struct home *home, const char *name, size_t at)
{
	size_t size;
	uint8_t *bytes = home_read(home, name, &size);

	bytes[at < size ? at : size - 1] ^= 0x80;
	home_write(home, name, bytes, size);
	free(bytes);
}

static void life_two_generations(struct home *home)
{
	home_make(home);
	for (unsigned i = 0; i < 4; i++)
		home_add(home->ledger, i);
	assert_int_equal(ledger_compact(home->ledger, false, NULL), LENS_OK);
	for (unsigned i = 4; i < 8; i++)
		home_add(home->ledger, i);
	life_close(home);
}

static void life_expect_whole(struct home *home)
{
	struct ledger_report report;

	assert_int_equal(
	    ledger_verify(&home->place, home->key, NULL, NULL, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 0);
}

static void life_say(void *context, const struct ledger_check *check)
{
	char *words = context;
	size_t end = strlen(words);

	snprintf(words + end, 4096 - end, "%s\n", check->sentence);
}

TEST(brings_everything_back_when_a_snapshot_is_broken)
{
	struct ledger_report report;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	life_two_generations(&home);
	life_spoil(&home, "snapshot-2", 5000);
	assert_int_equal(
	    ledger_open(&home.place, home.key, &fault, &home.ledger),
	    LENS_MALFORMED);
	assert_int_equal(fault.kind, LEDGER_FAULT_SNAPSHOT);
	if (ledger_salvage(&home.place, home.key, &fault, &report) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_int_equal(report.records, 8);
	assert_int_equal(report.damaged, 1);
	home_reopen(&home);
	for (unsigned i = 0; i < 8; i++)
		assert_true(home_has(home.ledger, i));
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	assert_true(home_exists(&home, "snapshot-2.damaged"));
	life_close(&home);
	life_expect_whole(&home);
	home_remove(&home);
}

TEST(brings_back_what_stands_before_a_broken_record)
{
	char words[4096] = "";
	const struct ledger_checks checks = {life_say, words};
	struct ledger_report report;
	struct home home;
	size_t size;

	(void)state;
	life_two_generations(&home);
	free(home_read(&home, "log-2", &size));
	life_spoil(&home, "log-2", size - 2000);
	assert_int_equal(ledger_salvage(&home.place, home.key, NULL, &report),
			 LENS_OK);
	home_reopen(&home);
	for (unsigned i = 0; i < 4; i++)
		assert_true(home_has(home.ledger, i));
	assert_false(home_has(home.ledger, 7));
	/* And what is missing is told. */
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	assert_true(home_exists(&home, "log-2.damaged"));
	home_add(home.ledger, 9);
	home_reopen(&home);
	assert_true(home_has(home.ledger, 9));
	life_close(&home);
	/* That is the one thing that is wrong, and no salvage would help. */
	assert_int_equal(
	    ledger_verify(&home.place, home.key, &checks, NULL, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 1);
	assert_non_null(strstr(words, "older"));
	assert_null(strstr(words, "--salvage"));
	home_remove(&home);
}

static void life_cut(const struct home *home, const char *name, size_t less)
{
	char path[2 * HOME_PATH];
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", home->dir, name);
	free(home_read(home, name, &size));
	assert_int_equal(truncate(path, (off_t)(size - less)), 0);
}

static void life_unlink(const struct home *home, const char *name, size_t none)
{
	char path[2 * HOME_PATH];

	(void)none;
	snprintf(path, sizeof(path), "%s/%s", home->dir, name);
	assert_int_equal(unlink(path), 0);
}

/* As after a salvage that was stopped at its end. */
TEST(puts_away_what_is_damaged_of_the_generation_before)
{
	static const struct {
		void (*damage)(const struct home *home, const char *name,
			       size_t at);
		const char *name;
		size_t at;
		const char *away; /* the file that is put away */
		unsigned damaged;
	} kept[] = {
	    {life_spoil, "snapshot-1", 5000, "snapshot-1.damaged", 1},
	    {life_spoil, "log-1", 600, "log-1.damaged", 1},
	    {life_spoil, "log-1", 10, "log-1.damaged", 1},
	    {life_cut, "snapshot-1", 1000, "snapshot-1.damaged", 1},
	    {life_unlink, "log-1", 0, "snapshot-1.damaged", 1},
	};
	struct ledger_report report;
	struct home home;

	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		char words[4096] = "";
		const struct ledger_checks checks = {life_say, words};

		life_two_generations(&home);
		kept[i].damage(&home, kept[i].name, kept[i].at);
		assert_int_equal(ledger_verify(&home.place, home.key, &checks,
					       NULL, &report),
				 LENS_OK);
		assert_int_equal(report.damaged, kept[i].damaged);
		assert_non_null(strstr(
		    words, "It is kept from before, and nothing of the ledger "
			   "is lost with it: `lenscap verify --salvage` puts "
			   "it away."));
		assert_int_equal(
		    ledger_salvage(&home.place, home.key, NULL, &report),
		    LENS_OK);
		assert_int_equal(report.damaged, kept[i].damaged);
		assert_int_equal(report.records, 4);
		assert_true(home_exists(&home, kept[i].away));
		life_expect_whole(&home);
		assert_int_equal(
		    ledger_salvage(&home.place, home.key, NULL, &report),
		    LENS_DENIED);
		home_reopen(&home);
		for (unsigned photo = 0; photo < 8; photo++)
			assert_true(home_has(home.ledger, photo));
		home_remove(&home);
	}
}

TEST(salvages_nothing_that_is_whole)
{
	struct ledger_report report;
	struct ledger_fault fault;
	struct home home, other;

	(void)state;
	life_two_generations(&home);
	assert_int_equal(ledger_salvage(&home.place, home.key, NULL, &report),
			 LENS_DENIED);
	/* To another's key all of it looks broken, and is not. */
	home_make(&other);
	assert_int_equal(
	    ledger_salvage(&home.place, other.key, &fault, &report),
	    LENS_MALFORMED);
	assert_int_equal(fault.kind, LEDGER_FAULT_HEADER);
	home_remove(&other);
	life_expect_whole(&home);
	home_reopen(&home);
	assert_true(home_has(home.ledger, 7));
	home_remove(&home);
}

/* ---- Backup and restore ---- */

TEST(restores_a_backup_where_there_was_nothing)
{
	char backup[2 * HOME_PATH];
	struct ledger_place place;
	char dir[2 * HOME_PATH];
	struct ledger *ledger;
	struct home home;

	(void)state;
	life_two_generations(&home);
	home_reopen(&home);
	life_path(&home, "backup", backup);
	life_path(&home, "new-home", dir);
	place = (struct ledger_place){dir, NULL};
	assert_int_equal(ledger_backup(home.ledger, backup, false, NULL),
			 LENS_OK);
	assert_int_equal(ledger_backup(home.ledger, backup, false, NULL),
			 LENS_DENIED);
	assert_int_equal(ledger_backup(home.ledger, backup, true, NULL),
			 LENS_OK);
	assert_int_equal(
	    ledger_restore(&place, backup, home.secret, false, NULL, NULL),
	    LENS_OK);
	assert_int_equal(ledger_open(&place, home.key, NULL, &ledger), LENS_OK);
	for (unsigned i = 0; i < 8; i++)
		assert_true(home_has(ledger, i));
	home_add(ledger, 8);
	ledger_close(ledger);
	home_remove(&home);
}

TEST(destroys_no_ledger_unless_told_to_replace_it)
{
	char backup[2 * HOME_PATH];
	struct ledger_fault fault;
	struct home old, home;

	(void)state;
	life_two_generations(&old);
	home_reopen(&old);
	life_path(&old, "backup", backup);
	assert_int_equal(ledger_backup(old.ledger, backup, false, NULL),
			 LENS_OK);
	home_make(&home);
	home_add(home.ledger, 20);
	assert_int_equal(ledger_restore(&home.place, backup, old.secret, false,
					NULL, &fault),
			 LENS_DENIED);
	assert_int_equal(fault.kind, LEDGER_FAULT_EXISTS);
	assert_true(home_has(home.ledger, 20));
	assert_int_equal(ledger_restore(&home.place, backup, home.secret, true,
					NULL, &fault),
			 LENS_LOCKED);
	assert_true(home_has(home.ledger, 20));
	assert_int_equal(
	    ledger_restore(&home.place, backup, old.secret, true, NULL, &fault),
	    LENS_OK);
	ledger_close(home.ledger);
	assert_int_equal(
	    ledger_open(&home.place, old.key, &fault, &home.ledger), LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_WITNESS));
	assert_true(home_has(home.ledger, 0));
	assert_false(home_has(home.ledger, 20));
	home_remove(&home);
	home_remove(&old);
}

struct life_asked {
	const struct home *home;
	unsigned count;
	bool answer;
};

/* Meanwhile somebody puts another file in the backup's place. */
static bool life_consent(void *context)
{
	struct life_asked *asked = context;
	char other[2 * HOME_PATH], backup[2 * HOME_PATH];

	asked->count++;
	home_write(asked->home, "../other", "no backup", 9);
	life_path(asked->home, "other", other);
	life_path(asked->home, "backup", backup);
	assert_int_equal(rename(other, backup), 0);
	return asked->answer;
}

TEST(replaces_by_the_backup_that_was_asked_about)
{
	char backup[2 * HOME_PATH];
	struct ledger_fault fault;
	struct home home;
	struct life_asked asked = {&home, 0, false};
	const struct ledger_consent consent = {life_consent, &asked};

	(void)state;
	life_two_generations(&home);
	home_reopen(&home);
	life_path(&home, "backup", backup);
	for (unsigned i = 0; i < 2; i++) {
		asked.answer = i > 0;
		assert_int_equal(ledger_backup(home.ledger, backup, true, NULL),
				 LENS_OK);
		home_add(home.ledger, 20 + i);
		assert_int_equal(ledger_restore(&home.place, backup,
						home.secret, true, &consent,
						&fault),
				 i > 0 ? LENS_OK : LENS_CANCELLED);
		assert_int_equal(home_has(home.ledger, 20 + i), i == 0);
	}
	/* What cannot take its place is not asked about. */
	assert_int_equal(ledger_restore(&home.place, backup, home.secret, true,
					&consent, &fault),
			 LENS_MALFORMED);
	assert_int_equal(asked.count, 2);
	home_remove(&home);
}

TEST(goes_back_in_time_without_a_warning_when_asked_to)
{
	char backup[2 * HOME_PATH];
	struct home home;

	(void)state;
	life_two_generations(&home);
	home_reopen(&home);
	life_path(&home, "backup", backup);
	assert_int_equal(ledger_backup(home.ledger, backup, false, NULL),
			 LENS_OK);
	home_add(home.ledger, 8);
	assert_int_equal(
	    ledger_restore(&home.place, backup, home.secret, true, NULL, NULL),
	    LENS_OK);
	/* A handle that was open follows; so does a new one. */
	for (unsigned i = 0; i < 2; i++) {
		assert_true(home_has(home.ledger, 7));
		assert_false(home_has(home.ledger, 8));
		assert_false(
		    ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
		home_reopen(&home);
	}
	home_remove(&home);
}

TEST(writes_a_backup_over_nothing_else)
{
	static const char *const names[] = {"backup", "log-9", "ledger"};
	char path[2 * HOME_PATH];
	struct ledger_fault fault;
	struct home home;
	uint8_t *bytes;
	size_t size;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 1);
	/* Not in the ledger's folder, whatever is there. */
	for (unsigned i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/../%s/%s", home.dir,
			 strrchr(home.dir, '/') + 1, names[i]);
		assert_int_equal(ledger_backup(home.ledger, path, true, &fault),
				 LENS_TOO_BIG);
		assert_int_equal(fault.kind, LEDGER_FAULT_ARGUMENT);
		assert_int_equal(home_exists(&home, names[i]), i == 2);
	}
	/* Nor over what somebody else calls temporary. */
	home_write(&home, "../backup.tmp", "mine", 4);
	life_path(&home, "backup", path);
	assert_int_equal(ledger_backup(home.ledger, path, false, NULL),
			 LENS_OK);
	bytes = home_read(&home, "../backup.tmp", &size);
	assert_int_equal(size, 4);
	assert_memory_equal(bytes, "mine", 4);
	free(bytes);
	home_reopen(&home);
	assert_true(home_has(home.ledger, 1));
	home_remove(&home);
}

TEST(refuses_a_backup_with_any_byte_changed_or_cut)
{
	char path[2 * HOME_PATH];
	struct ledger_fault fault;
	struct home home, none;
	size_t size;
	uint8_t *bytes;

	(void)state;
	life_two_generations(&home);
	home_reopen(&home);
	life_path(&home, "backup", path);
	assert_int_equal(ledger_backup(home.ledger, path, false, NULL),
			 LENS_OK);
	bytes = home_read(&home, "../backup", &size);
	none = home;
	snprintf(none.dir, HOME_PATH, "%.100s/none", home.top);
	none.place = (struct ledger_place){none.dir, NULL};
	for (size_t i = 0; i < size; i += home_step(41)) {
		bytes[i] ^= 0x10;
		home_write(&home, "../backup", bytes, size);
		bytes[i] ^= 0x10;
		assert_int_not_equal(ledger_restore(&none.place, path,
						    home.secret, true, NULL,
						    &fault),
				     LENS_OK);
		assert_false(home_exists(&none, "ledger"));
		home_write(&home, "../backup", bytes, i);
		assert_int_not_equal(ledger_restore(&none.place, path,
						    home.secret, true, NULL,
						    &fault),
				     LENS_OK);
		assert_false(home_exists(&none, "ledger"));
	}
	home_write(&home, "../backup", bytes, size);
	assert_int_equal(
	    ledger_restore(&none.place, path, home.secret, false, NULL, &fault),
	    LENS_OK);
	free(bytes);
	home_remove(&home);
}

/* ---- Merge ---- */

TEST(merges_what_is_missing_and_takes_nothing_away)
{
	struct ledger_sighting seen[] = {{.photo = 1, .place = "https://a/"},
					 {.photo = 6, .place = "https://b/"}};
	struct ledger_merged merged;
	struct ledger_status status;
	char backup[2 * HOME_PATH];
	struct home home, other;

	(void)state;
	life_two_generations(&other); /* photos 0 to 7 */
	home_reopen(&other);
	assert_int_equal(ledger_sighting_put(other.ledger, seen, 2, NULL),
			 LENS_OK);
	assert_int_equal(
	    ledger_setting_set(other.ledger, "name", "theirs", NULL), LENS_OK);
	assert_int_equal(ledger_setting_set(other.ledger, "mail", "a@b", NULL),
			 LENS_OK);
	life_path(&other, "backup", backup);
	assert_int_equal(ledger_backup(other.ledger, backup, false, NULL),
			 LENS_OK);
	home_make(&home);
	home_add(home.ledger, 30);
	home_add(home.ledger, 5);
	home_add(home.ledger, 0);
	assert_int_equal(ledger_setting_set(home.ledger, "name", "mine", NULL),
			 LENS_OK);
	for (unsigned pass = 0; pass < 2; pass++) {
		assert_int_equal(ledger_merge(home.ledger, backup, other.secret,
					      NULL, &merged),
				 LENS_OK);
		assert_int_equal(merged.photos, pass ? 0 : 6);
		assert_int_equal(merged.sightings, pass ? 0 : 2);
		assert_int_equal(merged.settings, pass ? 0 : 1);
		for (unsigned i = 0; i < 8; i++)
			assert_true(home_has(home.ledger, i));
		assert_true(home_has(home.ledger, 30));
		assert_int_equal(ledger_status(home.ledger, NULL, &status),
				 LENS_OK);
		assert_int_equal(status.photos, 9);
		assert_int_equal(status.sightings, 2);
		home_reopen(&home);
	}
	home_remove(&home);
	home_remove(&other);
}

/* ---- Erased ---- */

TEST(proves_that_nothing_forgotten_is_left)
{
	char words[1024] = "";
	const struct ledger_checks checks = {life_tell, words};
	const int64_t id = 2;
	struct ledger_report report;
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 4; i++)
		home_add(home.ledger, i);
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	home_add(home.ledger, 5);
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	assert_int_equal(
	    ledger_erased(&home.place, home.key, &checks, NULL, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 0);
	assert_non_null(strstr(words, "+ kept\n"));
	assert_non_null(strstr(words, "+ current\n"));
	home_remove(&home);
}

/* As an older Lenscap left it that was killed: the generation before stays. */
TEST(finds_what_was_forgotten_and_is_left)
{
	char words[1024] = "";
	const struct ledger_checks checks = {life_tell, words};
	const int64_t id = 2;
	struct ledger_report report;
	struct home home;
	uint8_t *snapshot, *log;
	size_t size, log_size;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 4; i++)
		home_add(home.ledger, i);
	snapshot = home_read(&home, "snapshot-1", &size);
	log = home_read(&home, "log-1", &log_size);
	assert_int_equal(ledger_photo_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	/* In the place of what is kept, which would be generation 2. */
	home_write(&home, "snapshot-1", snapshot, size);
	home_write(&home, "log-1", log, log_size);
	home_write(&home, "log-3.9.torn", "torn", 4);
	assert_int_equal(
	    ledger_erased(&home.place, home.key, &checks, NULL, &report),
	    LENS_OK);
	/* The older one goes at the opening: it is of no use to anybody. */
	assert_false(home_exists(&home, "snapshot-1"));
	assert_non_null(strstr(words, "- aside\n"));
	assert_int_equal(report.damaged, 1);
	free(snapshot);
	free(log);
	home_remove(&home);
}

/* ---- Wipe ---- */

TEST(wipes_every_file_it_has_and_no_other)
{
	struct ledger_face face;
	struct home home;

	(void)state;
	life_two_generations(&home);
	home_write(&home, "holiday.txt", "mine", 4);
	assert_int_equal(ledger_wipe(&home.place, NULL), LENS_OK);
	assert_false(home_exists(&home, "ledger"));
	assert_false(home_exists(&home, "snapshot-2"));
	assert_false(home_exists(&home, "log-1"));
	assert_false(home_exists(&home, "thumbnails-1"));
	assert_false(home_exists(&home, "lock"));
	assert_true(home_exists(&home, "holiday.txt"));
	assert_int_not_equal(access(home.witness, F_OK), 0);
	assert_int_equal(ledger_look(home.dir, NULL, &face), LENS_NOT_FOUND);
	assert_int_equal(ledger_wipe(&home.place, NULL), LENS_NOT_FOUND);
	assert_false(home_exists(&home, "lock"));
	/* One that was stopped at its end: whoever looks next removes it. */
	home_write(&home, "lock", "", 0);
	assert_int_equal(ledger_wipe_expect(home.dir, NULL), LENS_NOT_FOUND);
	assert_false(home_exists(&home, "lock"));
	home_write(&home, "lock", "", 0);
	assert_int_equal(ledger_look(home.dir, NULL, &face), LENS_NOT_FOUND);
	assert_false(home_exists(&home, "lock"));
	assert_true(home_exists(&home, "holiday.txt"));
	home_remove(&home);
}

static ssize_t life_no_room(int fd, const void *data, size_t size, off_t offset)
{
	(void)fd, (void)data, (void)size, (void)offset;
	errno = ENOSPC;
	return -1;
}

TEST(wipes_what_is_left_without_a_header)
{
	const struct io_calls real = io_calls;
	struct ledger_fault fault;
	struct ledger *made;
	struct home home;
	char path[2 * HOME_PATH];

	(void)state;
	life_two_generations(&home);
	snprintf(path, sizeof(path), "%s/ledger", home.dir);
	assert_int_equal(unlink(path), 0);
	/* Somebody may have the header yet: nothing is made over it. */
	assert_int_equal(
	    ledger_create(&home.place, &home.secret, 1, &fault, NULL, &made),
	    LENS_DENIED);
	assert_int_equal(fault.kind, LEDGER_FAULT_EXISTS);
	assert_true(home_exists(&home, "snapshot-2"));
	assert_int_equal(ledger_wipe(&home.place, &fault), LENS_OK);
	assert_false(home_exists(&home, "snapshot-2"));
	/* On a full disk none is made, and nothing is left behind. */
	io_calls.write = life_no_room;
	assert_int_equal(
	    ledger_create(&home.place, &home.secret, 1, &fault, NULL, &made),
	    LENS_SYSTEM);
	io_calls = real;
	assert_int_equal(fault.kind, LEDGER_FAULT_SPACE);
	assert_false(home_exists(&home, "lock"));
	assert_false(home_exists(&home, "unfinished"));
	assert_int_equal(
	    ledger_create(&home.place, &home.secret, 1, &fault, NULL, &made),
	    LENS_OK);
	ledger_close(made);
	home_remove(&home);
}

/* ---- Others ---- */

TEST(refuses_a_folder_that_others_may_write)
{
	static const struct {
		mode_t top, dir;
		bool refused;
	} modes[] = {
	    {0700, 0777, true},	  {0700, 0770, true},  {0700, 01777, true},
	    {0777, 0700, true},	  {0700, 0700, false}, {0755, 0755, false},
	    {01777, 0700, false},
	};
	struct ledger_fault fault;
	struct ledger_face face;
	struct home home;

	(void)state;
	home_make(&home);
	/* A group that is nobody's own. */
	assert_int_equal(chown(home.dir, (uid_t)-1, geteuid() ? getegid() : 1),
			 0);
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		bool own_group = geteuid() != 0 && modes[i].dir == 0770;
		enum lens_err err;

		assert_int_equal(chmod(home.top, modes[i].top), 0);
		assert_int_equal(chmod(home.dir, modes[i].dir), 0);
		err = ledger_look(home.dir, &fault, &face);
		if (own_group)
			continue;
		assert_int_equal(err, modes[i].refused ? LENS_DENIED : LENS_OK);
		if (modes[i].refused)
			assert_int_equal(fault.kind, LEDGER_FAULT_OPEN);
	}
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(verifies_every_file_in_words),
	    RUN(brings_everything_back_when_a_snapshot_is_broken),
	    RUN(brings_back_what_stands_before_a_broken_record),
	    RUN(puts_away_what_is_damaged_of_the_generation_before),
	    RUN(salvages_nothing_that_is_whole),
	    RUN(restores_a_backup_where_there_was_nothing),
	    RUN(destroys_no_ledger_unless_told_to_replace_it),
	    RUN(replaces_by_the_backup_that_was_asked_about),
	    RUN(goes_back_in_time_without_a_warning_when_asked_to),
	    RUN(writes_a_backup_over_nothing_else),
	    RUN(refuses_a_backup_with_any_byte_changed_or_cut),
	    RUN(merges_what_is_missing_and_takes_nothing_away),
	    RUN(proves_that_nothing_forgotten_is_left),
	    RUN(finds_what_was_forgotten_and_is_left),
	    RUN(wipes_every_file_it_has_and_no_other),
	    RUN(wipes_what_is_left_without_a_header),
	    RUN(refuses_a_folder_that_others_may_write),
	};

	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
