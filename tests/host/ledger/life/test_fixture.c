/* test_fixture.c: a ledger that an earlier version made opens in this one. */
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/home.h"

#define FIXTURE_PHOTOS 7

/* What an older version left: tests/data/NAME/README.md. */
struct fixture {
	const char *dir;
	unsigned sightings, cases, changes;
};

static const struct fixture fixtures[] = {
    {"tests/data/ledger-v1", 1, 0, FIXTURE_PHOTOS + 2},
    {"tests/data/ledger-v2", 3, 1, FIXTURE_PHOTOS + 11},
};
#define FIXTURES (sizeof(fixtures) / sizeof(fixtures[0]))

static char *fixture_file(const struct fixture *fixture, const char *name)
{
	static char path[HOME_PATH];

	snprintf(path, sizeof(path), "%s/%s", fixture->dir, name);
	return path;
}

/* A copy, since opening an old ledger may bring it up to date. */
static void fixture_copy(const struct fixture *fixture, struct home *home)
{
	char command[4 * HOME_PATH];

	*home = (struct home){.place = {0}};
	snprintf(home->top, sizeof(home->top), "/tmp/lenscap-fixture-XXXXXX");
	assert_non_null(mkdtemp(home->top));
	snprintf(home->dir, HOME_PATH, "%.100s/home", home->top);
	snprintf(home->witness, HOME_PATH, "%.100s/witness", home->top);
	snprintf(home->key_file, HOME_PATH, "%.100s/key", home->top);
	home->place = (struct ledger_place){home->dir, home->witness};
	snprintf(command, sizeof(command),
		 "cp -r %s/. '%s' && chmod -R u+w '%s'", fixture->dir,
		 home->top, home->top);
	assert_int_equal(system(command), 0);
}

static const struct ledger_sighting fixture_seen[] = {
    {.photo = 2,
     .place = "https://example.org/a.jpg",
     .page = "https://example.org/",
     .how = "mirrored",
     .distance = 12,
     .access = LEDGER_ACCESS_PUBLIC},
    /* One look does not make it gone: nobody knows what that look met. */
    {.photo = 3,
     .place = "https://example.net/b.jpg?Expires=9",
     .page = "https://example.net/p",
     .how = "",
     .distance = 3,
     .access = LEDGER_ACCESS_UNKNOWN,
     .state = LEDGER_UNKNOWN},
    {.photo = 3, .place = "/home/ada/b.jpg", .page = "", .how = ""},
};

static bool fixture_sighting(void *context, const struct ledger_sighting *seen)
{
	const struct ledger_sighting *want =
	    &fixture_seen[(*(unsigned *)context)++];

	assert_int_equal(seen->photo, want->photo);
	assert_string_equal(seen->place, want->place);
	assert_string_equal(seen->anchor, want->place);
	assert_string_equal(seen->page, want->page);
	assert_string_equal(seen->how, want->how);
	assert_int_equal(seen->distance, want->distance);
	assert_int_equal(seen->access, want->access);
	assert_int_equal(seen->state, want->state);
	assert_false(seen->gone);
	assert_int_equal(seen->seen, 1700000000000);
	assert_int_equal(seen->there, seen->seen);
	assert_int_equal(seen->own.bytes, 0);
	return true;
}

static bool fixture_look(void *context, const struct ledger_look *look)
{
	unsigned number = (*(unsigned *)context)++;

	assert_int_equal(look->first, number ? 1700009000000 : 1700000000000);
	assert_int_equal(look->state, number ? LEDGER_UNKNOWN : LEDGER_THERE);
	assert_string_equal(look->why, number ? "looked_once" : "");
	return true;
}

static void fixture_check(const struct fixture *fixture, struct ledger *ledger)
{
	struct ledger_status status;
	struct base_buffer name;
	unsigned sightings = 0, looks = 0;

	for (unsigned i = 0; i < FIXTURE_PHOTOS; i++)
		assert_true(home_has(ledger, i));
	assert_int_equal(
	    ledger_sighting_each(ledger, 0, fixture_sighting, &sightings, NULL),
	    LENS_OK);
	assert_int_equal(sightings, fixture->sightings);
	assert_int_equal(
	    ledger_look_each(ledger, 2, fixture_look, &looks, NULL), LENS_OK);
	assert_int_equal(looks, fixture->sightings > 1 ? 2 : 0);
	base_buffer_init(&name, LEDGER_TEXT_MAX);
	assert_int_equal(ledger_setting_get(ledger, "name", NULL, &name),
			 LENS_OK);
	assert_int_equal(name.size, strlen("Zo\u00eb"));
	base_buffer_free(&name);
	assert_int_equal(ledger_status(ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.sequence, fixture->changes);
	assert_int_equal(status.cases, fixture->cases);
	/* And it goes on from there. */
	home_add(ledger, FIXTURE_PHOTOS);
	assert_true(home_has(ledger, FIXTURE_PHOTOS));
}

static void fixture_opens(const struct fixture *fixture,
			  struct ledger_secret *secret)
{
	struct ledger_fault fault;
	struct ledger_report report;
	struct home home;

	fixture_copy(fixture, &home);
	home.secret = secret;
	if (ledger_key_open(home.dir, secret, &fault, &home.key) != LENS_OK)
		fail_msg("%s", fault.sentence);
	/* Before anything brings it up to date. */
	assert_int_equal(
	    ledger_verify(&home.place, home.key, NULL, &fault, &report),
	    LENS_OK);
	assert_int_equal(report.damaged, 0);
	home_reopen(&home);
	fixture_check(fixture, home.ledger);
	home_reopen(&home);
	assert_true(home_has(home.ledger, FIXTURE_PHOTOS));
	home_remove(&home);
}

TEST(opens_older_versions_with_their_key_file)
{
	struct ledger_secret *secret;

	(void)state;
	for (size_t i = 0; i < FIXTURES; i++) {
		assert_int_equal(
		    ledger_secret_key_file(fixture_file(&fixtures[i], "key"),
					   NULL, &secret),
		    LENS_OK);
		fixture_opens(&fixtures[i], secret);
	}
}

TEST(opens_older_versions_with_their_passphrase)
{
	struct ledger_secret *secret;

	(void)state;
	for (size_t i = 0; i < FIXTURES; i++) {
		assert_int_equal(
		    ledger_secret_passphrase(
			base_view_of("a passphrase for tests"), NULL, &secret),
		    LENS_OK);
		fixture_opens(&fixtures[i], secret);
	}
}

TEST(opens_older_versions_with_their_recovery_key)
{
	struct ledger_secret *secret;
	char text[LEDGER_RECOVERY_TEXT] = "";

	(void)state;
	for (size_t i = 0; i < FIXTURES; i++) {
		FILE *file =
		    fopen(fixture_file(&fixtures[i], "recovery-key"), "re");

		assert_non_null(file);
		assert_non_null(fgets(text, sizeof(text), file));
		fclose(file);
		assert_int_equal(
		    ledger_secret_recovery(base_view_of(text), NULL, &secret),
		    LENS_OK);
		fixture_opens(&fixtures[i], secret);
	}
}

static void fixture_restores(const struct fixture *fixture)
{
	struct ledger_secret *secret;
	struct home home;

	assert_int_equal(
	    ledger_secret_key_file(fixture_file(fixture, "key"), NULL, &secret),
	    LENS_OK);
	fixture_copy(fixture, &home);
	home.secret = secret;
	assert_int_equal(ledger_restore(&home.place,
					fixture_file(fixture, "backup"), secret,
					true, NULL, NULL),
			 LENS_OK);
	assert_int_equal(ledger_key_open(home.dir, secret, NULL, &home.key),
			 LENS_OK);
	home_reopen(&home);
	fixture_check(fixture, home.ledger);
	home_remove(&home);
}

TEST(restores_backups_of_older_versions)
{
	(void)state;
	for (size_t i = 0; i < FIXTURES; i++)
		fixture_restores(&fixtures[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(opens_older_versions_with_their_key_file),
	    RUN(opens_older_versions_with_their_passphrase),
	    RUN(opens_older_versions_with_their_recovery_key),
	    RUN(restores_backups_of_older_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
