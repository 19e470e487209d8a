/*
 * test_kill.c: kill -9 at every call that changes the disk, before it and in
 * the middle of each writing, of everything that writes.  Whoever comes next
 * finishes it or undoes it: no file is left over, verify finds nothing, and
 * who reads all files with the key finds nothing of what was forgotten.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include <lenscap/ledger_index.h>

#include "store/io.h"
#include "store/snapshot.h"
#include "store/store.h"
#include "store/sweep.h"

#define KILL_FORGOTTEN 3 /* photo number; its id is one more */
#define KILL_REFERENCE "LC-1"

/* ---- Dying at the n-th call ---- */

static struct io_calls kill_real;
static struct {
	unsigned long count, at;
	bool half; /* in the middle of a writing, not before the call */
} kill_plan;

static bool kill_now(bool writes)
{
	if (kill_plan.half && !writes)
		return false;
	return ++kill_plan.count == kill_plan.at;
}

static void kill_die(void)
{
	raise(SIGKILL);
}

static int kill_open(int dir, const char *name, int flags, mode_t mode)
{
	if (flags & (O_CREAT | O_TRUNC) && kill_now(false))
		kill_die();
	return kill_real.open(dir, name, flags, mode);
}

static ssize_t kill_write(int fd, const void *data, size_t size, off_t offset)
{
	/* The kernel does not tear so small a write, nor does a kill. */
	bool small = size <= LEDGER_WITNESS_SIZE;

	if (!(small && kill_plan.half) && kill_now(true)) {
		if (kill_plan.half)
			(void)!kill_real.write(fd, data, size / 2, offset);
		kill_die();
	}
	return kill_real.write(fd, data, size, offset);
}

static int kill_sync(int fd)
{
	if (kill_now(false))
		kill_die();
	return kill_real.sync(fd);
}

static int kill_sync_all(int fd)
{
	if (kill_now(false))
		kill_die();
	return kill_real.sync_all(fd);
}

static int kill_truncate(int fd, off_t size)
{
	if (kill_now(false))
		kill_die();
	return kill_real.truncate(fd, size);
}

static int kill_rename(int dir, const char *from, const char *to)
{
	if (kill_now(false))
		kill_die();
	return kill_real.rename(dir, from, to);
}

static int kill_unlink(int dir, const char *name)
{
	if (kill_now(false))
		kill_die();
	return kill_real.unlink(dir, name);
}

static void kill_arm(unsigned long at, bool half)
{
	kill_real = io_calls;
	kill_plan.count = 0;
	kill_plan.at = at;
	kill_plan.half = half;
	io_calls.open = kill_open;
	io_calls.write = kill_write;
	io_calls.sync = kill_sync;
	io_calls.sync_all = kill_sync_all;
	io_calls.truncate = kill_truncate;
	io_calls.rename = kill_rename;
	io_calls.unlink = kill_unlink;
}

/* ---- What is done ---- */

struct kill_scene {
	struct home home; /* the copy that is worked on */
	char backup[2 * HOME_PATH];
	struct ledger *ledger; /* opened by the child; NULL where not wanted */
	struct ledger_fault fault;
};

static enum lens_err kill_create(struct kill_scene *scene)
{
	struct ledger *made = NULL;
	enum lens_err err =
	    ledger_create(&scene->home.place, &scene->home.secret, 1,
			  &scene->fault, NULL, &made);

	ledger_close(made);
	return err;
}

static enum lens_err kill_add(struct kill_scene *scene)
{
	home_add(scene->ledger, 8);
	return LENS_OK;
}

static enum lens_err kill_forget(struct kill_scene *scene)
{
	const int64_t id = KILL_FORGOTTEN + 1;

	return ledger_photo_forget(scene->ledger, &id, 1, &scene->fault);
}

static enum lens_err kill_forget_case(struct kill_scene *scene)
{
	const int64_t id = 1;

	return ledger_case_forget(scene->ledger, &id, 1, &scene->fault);
}

static enum lens_err kill_letter(struct kill_scene *scene)
{
	static const int64_t photo = 1;
	struct ledger_letter letter = {
	    .kind = "request",
	    .language = "en",
	    .subject = "canary-subject",
	    .content = base_view_of("Dear controller, canary-letter"),
	    .photo_count = 1,
	    .photos = &photo};
	struct ledger_event event = {
	    .kind = "drafted", .day = "2026-11-22", .detail = "{}"};
	struct ledger_entry entry = {
	    .the_case = {.reference = KILL_REFERENCE "-2",
			 .controller = "some-broker",
			 .name = "Some Broker",
			 .law = "gdpr"},
	    .event_count = 1,
	    .letter_count = 1,
	    .events = &event,
	    .letters = &letter};

	return ledger_case_write(scene->ledger, &entry, 1, &scene->fault);
}

static enum lens_err kill_sent(struct kill_scene *scene)
{
	struct ledger_event event = {
	    .kind = "sent", .day = "2026-11-23", .detail = "{}"};
	struct ledger_entry entry = {
	    .the_case = {.id = 1, .facts = "{\"sent\":1}"},
	    .update = true,
	    .event_count = 1,
	    .events = &event};

	return ledger_case_write(scene->ledger, &entry, 1, &scene->fault);
}

static enum lens_err kill_setting(struct kill_scene *scene)
{
	return ledger_setting_set(scene->ledger, "name", "Zoe", &scene->fault);
}

static enum lens_err kill_compact(struct kill_scene *scene)
{
	return ledger_compact(scene->ledger, false, &scene->fault);
}

static enum lens_err kill_compact_erase(struct kill_scene *scene)
{
	return ledger_compact(scene->ledger, true, &scene->fault);
}

static enum lens_err kill_backup(struct kill_scene *scene)
{
	return ledger_backup(scene->ledger, scene->backup, true, &scene->fault);
}

static enum lens_err kill_restore(struct kill_scene *scene)
{
	return ledger_restore(&scene->home.place, scene->backup,
			      scene->home.secret, true, NULL, &scene->fault);
}

static enum lens_err kill_merge(struct kill_scene *scene)
{
	struct ledger_merged merged;

	return ledger_merge(scene->ledger, scene->backup, scene->home.secret,
			    &scene->fault, &merged);
}

static enum lens_err kill_wipe(struct kill_scene *scene)
{
	return ledger_wipe(&scene->home.place, &scene->fault);
}

static enum lens_err kill_slots(struct kill_scene *scene)
{
	uint32_t id;
	enum lens_err err = ledger_slot_add(scene->ledger, scene->home.secret,
					    &scene->fault, &id);

	if (err == LENS_OK)
		err = ledger_slot_change(scene->ledger, id, scene->home.secret,
					 &scene->fault);
	if (err == LENS_OK)
		err = ledger_slot_remove(scene->ledger, id, &scene->fault);
	return err;
}

/* Once more, after a kill, there may be nothing left to do. */
static enum lens_err kill_salvage(struct kill_scene *scene)
{
	struct ledger_report report;
	enum lens_err err = ledger_salvage(&scene->home.place, scene->home.key,
					   &scene->fault, &report);

	return err == LENS_DENIED ? LENS_OK : err;
}

static enum lens_err kill_index_write(void *context, struct ledger_index *index)
{
	(void)context;
	return ledger_index_write(index, "canary-index", 12);
}

static enum lens_err kill_index(struct kill_scene *scene)
{
	struct ledger_index_made made = {.last = 2, .write = kill_index_write};
	enum lens_err err =
	    ledger_moment(scene->ledger, &scene->fault, &made.at);

	return err == LENS_OK
		   ? ledger_index_keep(scene->ledger, &made, &scene->fault)
		   : err;
}

enum kill_from {
	KILL_FROM_NOTHING, /* an empty folder */
	KILL_FROM_LEDGER,  /* one that has been used for a while */
	KILL_FROM_DAMAGED, /* the same, a byte of its snapshot changed */
};

static const struct kill_case {
	const char *name;
	enum kill_from from;
	bool opened; /* before the killing begins */
	enum lens_err (*run)(struct kill_scene *scene);
	bool forgets, may_vanish; /* afterwards there may be no ledger */
} kill_cases[] = {
    {"init", KILL_FROM_NOTHING, false, kill_create, false, true},
    {"photos add", KILL_FROM_LEDGER, true, kill_add, false, false},
    {"photos forget", KILL_FROM_LEDGER, true, kill_forget, true, false},
    {"cases forget", KILL_FROM_LEDGER, true, kill_forget_case, false, false},
    {"letter draft", KILL_FROM_LEDGER, true, kill_letter, false, false},
    {"cases sent", KILL_FROM_LEDGER, true, kill_sent, false, false},
    {"find, keeping its index", KILL_FROM_LEDGER, true, kill_index, false,
     false},
    {"me set", KILL_FROM_LEDGER, true, kill_setting, false, false},
    {"compact", KILL_FROM_LEDGER, true, kill_compact, false, false},
    {"compact, erasing", KILL_FROM_LEDGER, true, kill_compact_erase, false,
     false},
    {"backup", KILL_FROM_LEDGER, true, kill_backup, false, false},
    {"restore", KILL_FROM_NOTHING, false, kill_restore, false, true},
    {"restore, replacing", KILL_FROM_LEDGER, false, kill_restore, false, false},
    {"restore, adding", KILL_FROM_LEDGER, true, kill_merge, false, false},
    {"wipe", KILL_FROM_LEDGER, false, kill_wipe, false, true},
    {"salvage", KILL_FROM_DAMAGED, false, kill_salvage, false, false},
    {"keys add, change, remove", KILL_FROM_LEDGER, true, kill_slots, false,
     false},
};

/* ---- The ledger to begin with ---- */

static void kill_fill(struct home *home)
{
	struct ledger_event event = {
	    .kind = "opened", .day = "2026-11-21", .detail = "{}"};
	struct ledger_letter letter = {.kind = "request",
				       .language = "de",
				       .subject = "subject",
				       .content = base_view_of("canary-paper")};
	struct ledger_entry entry = {.the_case = {.reference = KILL_REFERENCE,
						  .controller = "broker",
						  .name = "Broker",
						  .law = "gdpr"},
				     .event_count = 1,
				     .letter_count = 1,
				     .events = &event,
				     .letters = &letter};
	const int64_t gone = 3;
	char backup[2 * HOME_PATH];

	for (unsigned i = 0; i < 4; i++)
		home_add(home->ledger, i);
	assert_int_equal(ledger_case_write(home->ledger, &entry, 1, NULL),
			 LENS_OK);
	snprintf(backup, sizeof(backup), "%s/backup", home->top);
	assert_int_equal(ledger_backup(home->ledger, backup, false, NULL),
			 LENS_OK);
	/* Something for a merge to bring back. */
	assert_int_equal(ledger_photo_forget(home->ledger, &gone, 1, NULL),
			 LENS_OK);
	/* What is to be forgotten lies in two generations. */
	assert_int_equal(ledger_compact(home->ledger, false, NULL), LENS_OK);
	for (unsigned i = 4; i < 6; i++)
		home_add(home->ledger, i);
	/* Whoever forgets has to destroy this, too. */
	assert_int_equal(
	    kill_index(&(struct kill_scene){.ledger = home->ledger}), LENS_OK);
	ledger_close(home->ledger);
	home->ledger = NULL;
}

/* The newest snapshot of a copy, with one byte turned. */
static void kill_damage(const struct home *base)
{
	char path[3 * HOME_PATH];
	unsigned generation = 64;
	uint8_t byte;
	int fd = -1;

	home_copy(base, "home", "damaged");
	while (fd < 0 && --generation > 0) {
		snprintf(path, sizeof(path), "%s/damaged/snapshot-%u",
			 base->top, generation);
		fd = open(path, O_RDWR | O_CLOEXEC);
	}
	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &byte, 1, 1000), 1);
	byte ^= 1;
	assert_int_equal(pwrite(fd, &byte, 1, 1000), 1);
	close(fd);
}

/* ---- A trial ---- */

/* Returns false when the child came to its end. */
static bool kill_trial(const struct kill_case *what, struct kill_scene *scene,
		       unsigned long at, bool half)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		if (what->opened &&
		    ledger_open(&scene->home.place, scene->home.key, NULL,
				&scene->ledger) != LENS_OK)
			_exit(3);
		kill_arm(at, half);
		_exit(what->run(scene) == LENS_OK ? 0 : 4);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return true;
	if (WEXITSTATUS(status) != 0)
		fail_msg("%s ends with %d", what->name, WEXITSTATUS(status));
	return false;
}

static void kill_told(void *context, const struct ledger_check *check)
{
	(void)context;
	if (!check->good)
		print_message("# %s: %s\n", check->what, check->sentence);
}

/* ---- What is left ---- */

struct kill_left {
	const struct home *home;
	const char *canary; /* looked for in all files */
	struct ledger *ledger;
	bool only_one; /* generation is to be there */
	bool found;    /* the canary, where it may be */
};

static void kill_search(struct kill_left *left, struct base_view bytes,
			const char *where)
{
	bool there = memmem(bytes.data, bytes.size, left->canary,
			    strlen(left->canary)) != NULL;

	if (there && left->only_one)
		fail_msg("%s is in %s", left->canary, where);
	left->found |= there;
}

static void kill_read_snapshot(struct kill_left *left, const char *name,
			       uint64_t generation)
{
	struct snapshot snapshot;
	struct base_view image;

	assert_int_equal(
	    snapshot_read(left->ledger, generation, NULL, &snapshot), LENS_OK);
	assert_int_equal(database_image(&snapshot.database, NULL, &image),
			 LENS_OK);
	kill_search(left, image, name);
	database_close(&snapshot.database);
}

static void kill_read_file(void *context, const char *name)
{
	struct kill_left *left = context;
	uint64_t now = left->ledger->header.generation;
	struct names_parts parts;
	enum names_what what = names_read(name, &parts);

	if (what == NAMES_MARKING || what == NAMES_TEMPORARY)
		fail_msg("%s is left over", name);
	if (what != NAMES_GENERATION)
		return;
	if (parts.number > now ||
	    (left->only_one ? parts.number < left->ledger->blobs
			    : parts.number + 1 < left->ledger->blobs))
		fail_msg("%s is left over", name);
	if (parts.kind == ENVELOPE_SNAPSHOT)
		kill_read_snapshot(left, name, parts.number);
	if (left->only_one && parts.kind != ENVELOPE_THUMBNAILS &&
	    parts.number != now)
		fail_msg("%s is left over", name);
	/* Nothing was changed since: there is no record to read. */
	if (left->only_one && parts.kind == ENVELOPE_LOG)
		assert_int_equal(left->ledger->log.end, ENVELOPE_SIZE);
}

static void kill_expect_ledger(const struct kill_case *what,
			       struct kill_scene *scene)
{
	struct home *home = &scene->home;
	struct kill_left left = {.home = home};
	struct ledger_report report;
	const struct ledger_checks checks = {kill_told, NULL};

	if (ledger_open(&home->place, home->key, &scene->fault,
			&home->ledger) != LENS_OK)
		fail_msg("%s: does not open: %s", what->name,
			 scene->fault.sentence);
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_ROLLED_BACK));
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_FORKED));
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_WITNESS));
	assert_false(ledger_noticed(home->ledger, LEDGER_NOTICE_NOT_ERASED));
	assert_true(home_has(home->ledger, 1));
	left.canary = "canary-name-3";
	left.only_one =
	    what->forgets && !home_has(home->ledger, KILL_FORGOTTEN);
	left.ledger = home->ledger;
	assert_int_equal(io_list(home->ledger->dir, kill_read_file, &left),
			 LENS_OK);
	/* Where the photo is, it is found: the search can see. */
	assert_int_equal(left.found, !left.only_one);
	ledger_close(home->ledger);
	home->ledger = NULL;
	assert_int_equal(
	    ledger_verify(&home->place, home->key, &checks, NULL, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 0);
}

static unsigned kill_files(const char *dir, const char *except)
{
	DIR *stream = opendir(dir);
	struct dirent *entry;
	unsigned count = 0;

	assert_non_null(stream);
	while ((entry = readdir(stream)) != NULL)
		count += entry->d_name[0] != '.' &&
			 strcmp(entry->d_name, except) != 0;
	closedir(stream);
	return count;
}

/* No ledger: then nothing of one, and a new one can be made there. */
static bool kill_expect_none(const struct kill_case *what,
			     struct kill_scene *scene)
{
	struct home *home = &scene->home;
	struct ledger_face face;
	struct ledger_report report;
	struct ledger_key *key = NULL;

	if (ledger_look(home->dir, &scene->fault, &face) == LENS_OK)
		return false;
	if (scene->fault.kind != LEDGER_FAULT_MISSING)
		fail_msg("%s: %s", what->name, scene->fault.sentence);
	if (kill_files(home->dir, "") != 0)
		fail_msg("%s: files are left without a ledger", what->name);
	assert_int_equal(ledger_create(&home->place, &home->secret, 1, NULL,
				       &key, &home->ledger),
			 LENS_OK);
	home_add(home->ledger, 0);
	ledger_close(home->ledger);
	home->ledger = NULL;
	assert_int_equal(ledger_verify(&home->place, key, NULL, NULL, &report),
			 LENS_OK);
	assert_int_equal(report.damaged, 0);
	ledger_key_free(key);
	return true;
}

/* The key of what is there: an init has made one of its own. */
static void kill_take_key(struct home *home)
{
	ledger_key_free(home->key);
	home->key = NULL;
	assert_int_equal(
	    ledger_key_open(home->dir, home->secret, NULL, &home->key),
	    LENS_OK);
}

static void kill_expect_backup(struct kill_scene *scene)
{
	struct home *home = &scene->home;

	home_reopen(home);
	assert_int_equal(
	    ledger_backup(home->ledger, scene->backup, true, &scene->fault),
	    LENS_OK);
	ledger_close(home->ledger);
	home->ledger = NULL;
}

static void kill_set(const struct kill_case *what, const struct home *base,
		     struct kill_scene *scene)
{
	static const char *const from[] = {[KILL_FROM_NOTHING] = "empty",
					   [KILL_FROM_LEDGER] = "home",
					   [KILL_FROM_DAMAGED] = "damaged"};
	char path[3 * HOME_PATH];

	home_copy(base, from[what->from], "work/home");
	snprintf(path, sizeof(path), "%s/work/witness", base->top);
	if (what->from != KILL_FROM_NOTHING)
		home_copy(base, "witness", "work/witness");
	else
		unlink(path);
	home_copy(base, "backup", "work/backup");
	scene->ledger = NULL;
}

static unsigned kill_all(const struct kill_case *what, const struct home *base,
			 struct kill_scene *scene, bool half)
{
	unsigned long at = 0;
	unsigned kills = 0, step = home_step(what->from ? 2 : 1);

	for (;;) {
		at += half ? 1 : step;
		kill_set(what, base, scene);
		if (!kill_trial(what, scene, at, half))
			break;
		kills++;
		if (what->may_vanish && kill_expect_none(what, scene))
			continue;
		if (what->from == KILL_FROM_NOTHING)
			kill_take_key(&scene->home);
		if (what->run == kill_create)
			continue; /* it opens, and has nothing in it */
		if (what->run == kill_salvage && kill_salvage(scene) != LENS_OK)
			fail_msg("salvage %lu: %s", at, scene->fault.sentence);
		kill_expect_ledger(what, scene);
		if (what->run == kill_backup)
			kill_expect_backup(scene);
	}
	return kills;
}

static void kill_scene_make(const struct home *base, struct kill_scene *scene)
{
	struct home *home = &scene->home;

	*scene = (struct kill_scene){.ledger = NULL};
	snprintf(home->top, sizeof(home->top), "%.90s/work", base->top);
	assert_int_equal(mkdir(home->top, 0700), 0);
	snprintf(scene->backup, sizeof(scene->backup), "%s/empty", base->top);
	assert_int_equal(mkdir(scene->backup, 0700), 0);
	snprintf(home->dir, HOME_PATH, "%.100s/home", home->top);
	snprintf(home->witness, HOME_PATH, "%.100s/witness", home->top);
	snprintf(scene->backup, sizeof(scene->backup), "%s/backup", home->top);
	home->place = (struct ledger_place){home->dir, home->witness};
	assert_int_equal(
	    ledger_secret_key_file(base->key_file, NULL, &home->secret),
	    LENS_OK);
}

TEST(finishes_or_undoes_what_was_killed_at_any_call)
{
	unsigned total = 0;
	struct kill_scene scene;
	struct home base;

	(void)state;
	home_make(&base);
	kill_fill(&base);
	kill_damage(&base);
	kill_scene_make(&base, &scene);
	for (size_t i = 0; i < sizeof(kill_cases) / sizeof(kill_cases[0]);
	     i++) {
		const struct kill_case *what = &kill_cases[i];
		unsigned before, within;

		ledger_key_free(scene.home.key);
		assert_int_equal(ledger_key_open(base.dir, scene.home.secret,
						 NULL, &scene.home.key),
				 LENS_OK);
		before = kill_all(what, &base, &scene, false);
		within = kill_all(what, &base, &scene, true);
		print_message("# %s: killed before %u calls and within %u "
			      "writings\n",
			      what->name, before, within);
		total += before + within;
	}
	print_message("# %u kills, 0 left anything, 0 called damaged\n", total);
	assert_true(total > 100);
	ledger_key_free(scene.home.key);
	ledger_secret_free(scene.home.secret);
	home_remove(&base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finishes_or_undoes_what_was_killed_at_any_call),
	};

	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
