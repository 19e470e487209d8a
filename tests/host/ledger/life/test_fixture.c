/* test_fixture.c: a ledger that an earlier version made opens in this one. */
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/home.h"

#define FIXTURE "tests/data/ledger-v1"
#define FIXTURE_PHOTOS 7

/* A copy, since opening an old ledger may bring it up to date. */
static void fixture_copy(struct home *home)
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
		 "cp -r %s/. '%s' && chmod -R u+w '%s'", FIXTURE, home->top,
		 home->top);
	assert_int_equal(system(command), 0);
}

static bool fixture_sighting(void *context, const struct ledger_sighting *seen)
{
	++*(unsigned *)context;
	assert_int_equal(seen->photo, 2);
	assert_string_equal(seen->place, "https://example.org/a.jpg");
	assert_string_equal(seen->how, "mirrored");
	assert_int_equal(seen->distance, 12);
	return true;
}

static void fixture_check(struct ledger *ledger)
{
	struct ledger_status status;
	struct base_buffer name;
	unsigned sightings = 0;

	for (unsigned i = 0; i < FIXTURE_PHOTOS; i++)
		assert_true(home_has(ledger, i));
	assert_int_equal(
	    ledger_sighting_each(ledger, 0, fixture_sighting, &sightings, NULL),
	    LENS_OK);
	assert_int_equal(sightings, 1);
	base_buffer_init(&name, LEDGER_TEXT_MAX);
	assert_int_equal(ledger_setting_get(ledger, "name", NULL, &name),
			 LENS_OK);
	assert_int_equal(name.size, strlen("Zo\u00eb"));
	base_buffer_free(&name);
	assert_int_equal(ledger_status(ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.sequence, FIXTURE_PHOTOS + 2);
	/* And it goes on from there. */
	home_add(ledger, FIXTURE_PHOTOS);
	assert_true(home_has(ledger, FIXTURE_PHOTOS));
}

static void fixture_opens(struct ledger_secret *secret)
{
	struct ledger_fault fault;
	struct home home;

	fixture_copy(&home);
	home.secret = secret;
	if (ledger_key_open(home.dir, secret, &fault, &home.key) != LENS_OK)
		fail_msg("%s", fault.sentence);
	home_reopen(&home);
	fixture_check(home.ledger);
	home_reopen(&home);
	assert_true(home_has(home.ledger, FIXTURE_PHOTOS));
	home_remove(&home);
}

TEST(opens_version_1_with_its_key_file)
{
	struct ledger_secret *secret;

	(void)state;
	assert_int_equal(ledger_secret_key_file(FIXTURE "/key", NULL, &secret),
			 LENS_OK);
	fixture_opens(secret);
}

TEST(opens_version_1_with_its_passphrase)
{
	struct ledger_secret *secret;

	(void)state;
	assert_int_equal(
	    ledger_secret_passphrase(base_view_of("a passphrase for tests"),
				     NULL, &secret),
	    LENS_OK);
	fixture_opens(secret);
}

TEST(opens_version_1_with_its_recovery_key)
{
	struct ledger_secret *secret;
	char text[LEDGER_RECOVERY_TEXT] = "";
	FILE *file = fopen(FIXTURE "/recovery-key", "re");

	(void)state;
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof(text), file));
	fclose(file);
	assert_int_equal(
	    ledger_secret_recovery(base_view_of(text), NULL, &secret), LENS_OK);
	fixture_opens(secret);
}

TEST(restores_a_backup_of_version_1)
{
	struct ledger_secret *secret;
	struct home home;

	(void)state;
	assert_int_equal(ledger_secret_key_file(FIXTURE "/key", NULL, &secret),
			 LENS_OK);
	fixture_copy(&home);
	home.secret = secret;
	assert_int_equal(
	    ledger_restore(&home.place, FIXTURE "/backup", secret, true, NULL),
	    LENS_OK);
	assert_int_equal(ledger_key_open(home.dir, secret, NULL, &home.key),
			 LENS_OK);
	home_reopen(&home);
	fixture_check(home.ledger);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(opens_version_1_with_its_key_file),
	    RUN(opens_version_1_with_its_passphrase),
	    RUN(opens_version_1_with_its_recovery_key),
	    RUN(restores_a_backup_of_version_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
