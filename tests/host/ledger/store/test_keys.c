/* test_keys.c: who may open a ledger, and who may not. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include "store/header.h"

/*
 * Who may open a ledger is the same at any cost: what is asked for is looked
 * at, and paid by a test of each, new and kept.  To pay it everywhere is most
 * of what all these take.
 */
static bool whole_cost;

int crypto_pwhash(unsigned char *out, unsigned long long out_size,
		  const char *secret, unsigned long long secret_size,
		  const unsigned char *salt, unsigned long long operations,
		  size_t memory, int algorithm)
{
	assert_int_equal(operations, crypto_pwhash_OPSLIMIT_MODERATE);
	assert_int_equal(memory, crypto_pwhash_MEMLIMIT_MODERATE);
	return crypto_pwhash_argon2id(
	    out, out_size, secret, secret_size, salt,
	    whole_cost ? operations : crypto_pwhash_OPSLIMIT_MIN,
	    whole_cost ? memory : crypto_pwhash_MEMLIMIT_MIN, algorithm);
}

static struct ledger_secret *phrase(const char *text)
{
	struct ledger_secret *secret;

	assert_int_equal(
	    ledger_secret_passphrase(base_view_of(text), NULL, &secret),
	    LENS_OK);
	return secret;
}

static enum lens_err try_key(const struct home *home,
			     const struct ledger_secret *secret,
			     struct ledger_fault *fault)
{
	struct ledger_key *key;
	struct ledger *ledger = NULL;
	enum lens_err err = ledger_key_open(home->dir, secret, fault, &key);

	if (err == LENS_OK)
		err = ledger_open(&home->place, key, fault, &ledger);
	else
		assert_null(key);
	ledger_close(ledger);
	ledger_key_free(key);
	return err;
}

TEST(opens_with_the_passphrase_and_no_other)
{
	struct ledger_secret *right = phrase("correct horse battery staple");
	struct ledger_secret *wrong = phrase("correct horse battery stapl");
	struct ledger_fault fault;
	struct home home;
	uint32_t id;

	(void)state;
	whole_cost = true;
	home_make(&home);
	assert_int_equal(try_key(&home, right, &fault), LENS_LOCKED);
	assert_int_equal(fault.kind, LEDGER_FAULT_KEY);
	assert_int_equal(ledger_slot_add(home.ledger, right, NULL, &id),
			 LENS_OK);
	assert_int_equal(id, 2);
	assert_int_equal(try_key(&home, right, &fault), LENS_OK);
	assert_int_equal(try_key(&home, wrong, &fault), LENS_LOCKED);
	assert_null(strstr(fault.sentence, "stapl"));
	whole_cost = false;
	ledger_secret_free(right);
	ledger_secret_free(wrong);
	home_remove(&home);
}

/* "correct", its e with an acute accent: as one character, and as two. */
#define COMPOSED                                                               \
	"corr\xc3\xa9"                                                         \
	"ct horse battery staple"
#define DECOMPOSED                                                             \
	"corre\xcc\x81"                                                        \
	"ct horse battery staple"

TEST(opens_however_the_keyboard_makes_an_accent)
{
	static const char *const texts[] = {COMPOSED, DECOMPOSED};
	struct ledger_secret *plain = phrase("correct horse battery staple");

	(void)state;
	for (size_t made = 0; made < 2; made++) {
		struct ledger_secret *slot = phrase(texts[made]);
		struct ledger_secret *other = phrase(texts[1 - made]);
		struct home home;

		home_make(&home);
		assert_int_equal(ledger_slot_add(home.ledger, slot, NULL, NULL),
				 LENS_OK);
		assert_int_equal(try_key(&home, slot, NULL), LENS_OK);
		assert_int_equal(try_key(&home, other, NULL), LENS_OK);
		assert_int_equal(try_key(&home, plain, NULL), LENS_LOCKED);
		home_remove(&home);
		ledger_secret_free(slot);
		ledger_secret_free(other);
	}
	ledger_secret_free(plain);
}

/* tests/data/ledger-typed is a header from before: its slot is DECOMPOSED. */
TEST(opens_what_was_made_with_a_passphrase_as_typed)
{
	struct ledger_secret *typed = phrase(DECOMPOSED);
	struct ledger_secret *composed = phrase(COMPOSED);
	struct ledger_key *key;

	(void)state;
	whole_cost = true;
	assert_int_equal(
	    ledger_key_open("tests/data/ledger-typed", typed, NULL, &key),
	    LENS_OK);
	ledger_key_free(key);
	assert_int_equal(
	    ledger_key_open("tests/data/ledger-typed", composed, NULL, &key),
	    LENS_LOCKED);
	whole_cost = false;
	ledger_secret_free(typed);
	ledger_secret_free(composed);
}

TEST(takes_bytes_that_are_no_text_as_they_are)
{
	struct ledger_secret *bytes = phrase("\xff\xfe e\xcc");
	struct ledger_secret *composed;

	(void)state;
	assert_int_equal(key_composed(bytes, NULL, &composed), LENS_OK);
	assert_null(composed);
	ledger_secret_free(bytes);
	bytes = phrase("e\xcc\x81");
	assert_int_equal(key_composed(bytes, NULL, &composed), LENS_OK);
	assert_int_equal(composed->size, 2);
	assert_memory_equal(composed->bytes, "\xc3\xa9\0", 3);
	ledger_secret_free(composed);
	ledger_secret_free(bytes);
}

TEST(changes_the_passphrase_without_sealing_anew)
{
	struct ledger_secret *old = phrase("old"), *new = phrase("new");
	uint8_t *before, *after;
	size_t before_size, after_size;
	struct home home;
	uint32_t id;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 1);
	assert_int_equal(ledger_slot_add(home.ledger, old, NULL, &id), LENS_OK);
	before = home_read(&home, "log-1", &before_size);
	assert_int_equal(ledger_slot_change(home.ledger, id, new, NULL),
			 LENS_OK);
	after = home_read(&home, "log-1", &after_size);
	assert_int_equal(before_size, after_size);
	assert_memory_equal(before, after, after_size);
	assert_int_equal(try_key(&home, old, NULL), LENS_LOCKED);
	assert_int_equal(try_key(&home, new, NULL), LENS_OK);
	/* Another handle follows. */
	home_add(home.ledger, 2);
	free(before);
	free(after);
	ledger_secret_free(old);
	ledger_secret_free(new);
	home_remove(&home);
}

TEST(never_removes_the_last_slot)
{
	struct ledger_fault fault;
	struct ledger_face face;
	struct home home;
	uint32_t id;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_slot_remove(home.ledger, 1, &fault),
			 LENS_DENIED);
	assert_int_equal(ledger_slot_remove(home.ledger, 9, &fault),
			 LENS_NOT_FOUND);
	for (unsigned i = 1; i < LEDGER_SLOTS_MAX; i++)
		assert_int_equal(
		    ledger_slot_add(home.ledger, home.secret, NULL, &id),
		    LENS_OK);
	assert_int_equal(ledger_slot_add(home.ledger, home.secret, NULL, &id),
			 LENS_TOO_BIG);
	assert_int_equal(ledger_slot_remove(home.ledger, 1, NULL), LENS_OK);
	assert_int_equal(ledger_look(home.dir, NULL, &face), LENS_OK);
	assert_int_equal(face.slot_count, LEDGER_SLOTS_MAX - 1);
	assert_int_equal(face.slots[0].id, 2);
	assert_int_equal(face.slots[0].kind, LEDGER_SLOT_KEY_FILE);
	assert_int_equal(try_key(&home, home.secret, NULL), LENS_OK);
	home_remove(&home);
}

TEST(makes_a_key_file_for_its_owner_only)
{
	struct ledger_secret *again;
	struct stat about;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(stat(home.key_file, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(
	    ledger_secret_key_file_create(home.key_file, NULL, &again),
	    LENS_DENIED);
	assert_null(again);
	assert_int_equal(ledger_secret_key_file(home.key_file, NULL, &again),
			 LENS_OK);
	assert_int_equal(try_key(&home, again, NULL), LENS_OK);
	ledger_secret_free(again);
	home_remove(&home);
}

TEST(refuses_a_key_file_that_is_none)
{
	struct ledger_secret *secret;
	struct ledger_fault fault;
	struct home home;
	char path[2 * HOME_PATH];

	(void)state;
	home_make(&home);
	home_write(&home, "short", "only thirty-one bytes of a key.", 31);
	snprintf(path, sizeof(path), "%s/short", home.dir);
	assert_int_equal(ledger_secret_key_file(path, &fault, &secret),
			 LENS_TOO_BIG);
	assert_null(secret);
	assert_int_equal(ledger_secret_key_file("/dev/zero", &fault, &secret),
			 LENS_TOO_BIG);
	assert_int_equal(ledger_secret_key_file("/nowhere", &fault, &secret),
			 LENS_NOT_FOUND);
	assert_int_equal(ledger_secret_key_file(home.dir, &fault, &secret),
			 LENS_SYSTEM);
	home_remove(&home);
}

TEST(reads_a_passphrase_up_to_the_end_of_its_line)
{
	struct ledger_secret *typed, *same = phrase("from a file");
	struct home home;
	int fds[2];

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_slot_add(home.ledger, same, NULL, NULL),
			 LENS_OK);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "from a file\r\nrest", 17), 17);
	close(fds[1]);
	assert_int_equal(ledger_secret_read(fds[0], NULL, &typed), LENS_OK);
	assert_int_equal(try_key(&home, typed, NULL), LENS_OK);
	ledger_secret_free(typed);
	assert_int_equal(ledger_secret_read(fds[0], NULL, &typed), LENS_OK);
	ledger_secret_free(typed);
	assert_int_equal(ledger_secret_read(fds[0], NULL, &typed),
			 LENS_TOO_BIG);
	assert_null(typed);
	close(fds[0]);
	ledger_secret_free(same);
	home_remove(&home);
}

/* ---- Recovery ---- */

static enum lens_err type_recovery(const struct home *home, const char *text)
{
	struct ledger_secret *secret;
	enum lens_err err =
	    ledger_secret_recovery(base_view_of(text), NULL, &secret);

	if (err == LENS_OK)
		err = try_key(home, secret, NULL);
	ledger_secret_free(secret);
	return err;
}

TEST(opens_with_the_recovery_key_however_it_is_typed)
{
	char text[LEDGER_RECOVERY_TEXT], loose[2 * LEDGER_RECOVERY_TEXT];
	struct ledger_secret *secret;
	struct home home;
	size_t end = 0;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_secret_recovery_new(text, NULL, &secret),
			 LENS_OK);
	assert_int_equal(strlen(text), 44);
	assert_int_equal(ledger_slot_add(home.ledger, secret, NULL, NULL),
			 LENS_OK);
	assert_int_equal(type_recovery(&home, text), LENS_OK);
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '-')
			loose[end++] = ' ';
		else if (*c == '0')
			loose[end++] = 'o';
		else if (*c == '1')
			loose[end++] = 'L';
		else
			loose[end++] = (char)tolower(*c);
	}
	loose[end++] = '\n';
	loose[end] = '\0';
	assert_int_equal(type_recovery(&home, loose), LENS_OK);
	ledger_secret_free(secret);
	home_remove(&home);
}

TEST(notices_every_mistyped_character_of_a_recovery_key)
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char text[LEDGER_RECOVERY_TEXT];
	struct ledger_secret *secret;
	unsigned missed = 0;

	(void)state;
	assert_int_equal(ledger_secret_recovery_new(text, NULL, &secret),
			 LENS_OK);
	ledger_secret_free(secret);
	for (size_t i = 0; text[i] != '\0'; i++) {
		char right = text[i];

		for (const char *d = digits; *d != '\0' && right != '-'; d++) {
			text[i] = *d;
			if (*d != right &&
			    ledger_secret_recovery(base_view_of(text), NULL,
						   &secret) == LENS_OK) {
				ledger_secret_free(secret);
				missed++;
			}
		}
		text[i] = right;
	}
	/* One in a million passes a check of 20 bits; of 1,116 hardly one. */
	assert_true(missed <= 1);
}

TEST(says_where_a_recovery_key_is_wrong)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
	    {"", "here are 0"},
	    {"ABCD-EFGH-JKMN", "here are 12"},
	    {"ABCD-EFGU-JKMN-PQRS-TVWX-YZ01-2345-6789-ABCD", "group 2"},
	    {"ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789-ABCD-E", "here are 37"},
	    {"ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789-ABCD", "own check"},
	};
	struct ledger_secret *secret;
	struct ledger_fault fault;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(
		    ledger_secret_recovery(base_view_of(cases[i].text), &fault,
					   &secret),
		    LENS_MALFORMED);
		assert_null(secret);
		assert_non_null(strstr(fault.sentence, cases[i].says));
	}
}

TEST(opens_with_what_the_desktop_keyring_keeps)
{
	uint8_t bytes[LEDGER_KEYRING_SIZE];
	struct ledger_secret *secret, *again;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_secret_keyring_new(bytes, NULL, &secret),
			 LENS_OK);
	assert_int_equal(ledger_slot_add(home.ledger, secret, NULL, NULL),
			 LENS_OK);
	assert_int_equal(ledger_secret_keyring(bytes, NULL, &again), LENS_OK);
	assert_int_equal(try_key(&home, again, NULL), LENS_OK);
	ledger_secret_free(again);
	bytes[0] ^= 1;
	assert_int_equal(ledger_secret_keyring(bytes, NULL, &again), LENS_OK);
	assert_int_equal(try_key(&home, again, NULL), LENS_LOCKED);
	ledger_secret_free(again);
	ledger_secret_free(secret);
	home_remove(&home);
}

/* ---- Hostile headers ---- */

TEST(refuses_a_header_that_asks_for_the_moon)
{
	struct ledger_secret *secret = phrase("anything");
	uint8_t bytes[HEADER_SIZE];
	struct ledger_fault fault;
	struct header header;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_slot_add(home.ledger, secret, NULL, NULL),
			 LENS_OK);
	assert_int_equal(header_read_in(home.dir, NULL, &header), LENS_OK);
	header.slots[1].memory = 1ull << 40;
	header_seal(&header, home.key, bytes);
	home_write(&home, "ledger", bytes, sizeof(bytes));
	assert_int_equal(try_key(&home, secret, &fault), LENS_TOO_BIG);
	header.slots[1].memory = 1 << 28;
	header.slots[1].operations = UINT64_MAX;
	header_seal(&header, home.key, bytes);
	home_write(&home, "ledger", bytes, sizeof(bytes));
	assert_int_equal(try_key(&home, secret, &fault), LENS_TOO_BIG);
	ledger_secret_free(secret);
	home_remove(&home);
}

/* Each slot is allowed for itself: what counts is all that is tried. */
TEST(refuses_a_header_whose_slots_cost_too_much_together)
{
	struct ledger_secret *secret = phrase("anything");
	uint8_t bytes[HEADER_SIZE];
	struct ledger_fault fault;
	struct header header, again;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_slot_add(home.ledger, secret, NULL, NULL),
			 LENS_OK);
	assert_int_equal(header_read_in(home.dir, NULL, &header), LENS_OK);
	/* Eight as Lenscap makes them are fine. */
	for (unsigned i = 0; i < LEDGER_SLOTS_MAX; i++) {
		header.slots[i] = header.slots[1];
		header.slots[i].id = i + 1;
	}
	header.count = LEDGER_SLOTS_MAX;
	header_seal(&header, home.key, bytes);
	home_write(&home, "ledger", bytes, sizeof(bytes));
	assert_int_equal(header_read_in(home.dir, NULL, &again), LENS_OK);
	/* Two of a GiB and 16 passes each are not. */
	for (unsigned i = 0; i < 2; i++) {
		header.slots[i].memory = 1u << 30;
		header.slots[i].operations = 16;
	}
	header_seal(&header, home.key, bytes);
	home_write(&home, "ledger", bytes, sizeof(bytes));
	assert_int_equal(try_key(&home, secret, &fault), LENS_TOO_BIG);
	ledger_secret_free(secret);
	home_remove(&home);
}

TEST(refuses_the_key_of_another_ledger)
{
	struct ledger *ledger;
	struct ledger_fault fault;
	struct home mine, other;

	(void)state;
	home_make(&mine);
	home_make(&other);
	assert_int_equal(ledger_open(&mine.place, other.key, &fault, &ledger),
			 LENS_MALFORMED);
	assert_null(ledger);
	assert_int_equal(fault.kind, LEDGER_FAULT_HEADER);
	assert_int_equal(try_key(&mine, other.secret, &fault), LENS_LOCKED);
	home_remove(&mine);
	home_remove(&other);
}

TEST(makes_no_second_ledger_over_the_first)
{
	struct ledger *ledger;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	home_make(&home);
	home_add(home.ledger, 1);
	assert_int_equal(
	    ledger_create(&home.place, &home.secret, 1, &fault, NULL, &ledger),
	    LENS_DENIED);
	assert_null(ledger);
	assert_int_equal(fault.kind, LEDGER_FAULT_EXISTS);
	assert_true(home_has(home.ledger, 1));
	home_remove(&home);
}

/* ---- The kernel's keyring ---- */

TEST(keeps_the_key_for_the_session_until_it_is_locked)
{
	struct ledger_key *key;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(ledger_key_recall(home.dir, &fault, &key),
			 LENS_LOCKED);
	if (ledger_key_keep(home.dir, home.key, 60, &fault) == LENS_DENIED) {
		home_remove(&home);
		print_message("# %s\n", fault.sentence);
		skip();
	}
	assert_int_equal(ledger_key_recall(home.dir, &fault, &key), LENS_OK);
	ledger_close(home.ledger);
	ledger_key_free(home.key);
	home.key = key;
	home.ledger = NULL;
	home_reopen(&home);
	assert_int_equal(ledger_key_forget(home.dir, &fault), LENS_OK);
	assert_int_equal(ledger_key_recall(home.dir, &fault, &key),
			 LENS_LOCKED);
	assert_null(key);
	/* To forget what is forgotten is no failure. */
	assert_int_equal(ledger_key_forget(home.dir, &fault), LENS_OK);
	home_remove(&home);
}

TEST(forgets_the_key_when_its_time_is_up)
{
	struct ledger_key *key;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	home_make(&home);
	if (ledger_key_keep(home.dir, home.key, 1, &fault) == LENS_DENIED) {
		home_remove(&home);
		skip();
	}
	usleep(1500000);
	assert_int_equal(ledger_key_recall(home.dir, &fault, &key),
			 LENS_LOCKED);
	assert_int_equal(ledger_key_keep(home.dir, home.key, 0, &fault),
			 LENS_TOO_BIG);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(opens_with_the_passphrase_and_no_other),
	    RUN(opens_however_the_keyboard_makes_an_accent),
	    RUN(opens_what_was_made_with_a_passphrase_as_typed),
	    RUN(takes_bytes_that_are_no_text_as_they_are),
	    RUN(changes_the_passphrase_without_sealing_anew),
	    RUN(never_removes_the_last_slot),
	    RUN(makes_a_key_file_for_its_owner_only),
	    RUN(refuses_a_key_file_that_is_none),
	    RUN(reads_a_passphrase_up_to_the_end_of_its_line),
	    RUN(opens_with_the_recovery_key_however_it_is_typed),
	    RUN(notices_every_mistyped_character_of_a_recovery_key),
	    RUN(says_where_a_recovery_key_is_wrong),
	    RUN(opens_with_what_the_desktop_keyring_keeps),
	    RUN(refuses_a_header_that_asks_for_the_moon),
	    RUN(refuses_a_header_whose_slots_cost_too_much_together),
	    RUN(refuses_the_key_of_another_ledger),
	    RUN(makes_no_second_ledger_over_the_first),
	    RUN(keeps_the_key_for_the_session_until_it_is_locked),
	    RUN(forgets_the_key_when_its_time_is_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
