/*
 * test_seals.c: whatever is done to the files is noticed: every byte flipped,
 * every length cut, records swapped, repeated, left out, brought from
 * elsewhere, and whole folders put back in time.  `make endurance` does to
 * every byte what `make test` does to every few of the large files.
 */
#include <dirent.h>
#include <unistd.h>

#include "host/ledger/home.h"

#include "store/log.h"

#define SEALS_LOG "log-2"

static unsigned count_files(const struct home *home, const char *part)
{
	DIR *stream = opendir(home->dir);
	struct dirent *entry;
	unsigned count = 0;

	assert_non_null(stream);
	while ((entry = readdir(stream)) != NULL)
		count += strstr(entry->d_name, part) != NULL;
	closedir(stream);
	return count;
}

/* Generation 2, with records both in its snapshot and in its log. */
static void seals_make(struct home *home)
{
	home_make(home);
	for (unsigned i = 0; i < 3; i++)
		home_add(home->ledger, i);
	assert_int_equal(ledger_compact(home->ledger, false, NULL), LENS_OK);
	for (unsigned i = 3; i < 7; i++)
		home_add(home->ledger, i);
	ledger_close(home->ledger);
	home->ledger = NULL;
}

static enum lens_err seals_open(struct home *home, struct ledger_fault *fault)
{
	ledger_close(home->ledger);
	return ledger_open(&home->place, home->key, fault, &home->ledger);
}

static bool seals_damaged(const struct home *home)
{
	struct ledger_report report;

	return ledger_verify(&home->place, home->key, NULL, NULL, &report) !=
		   LENS_OK ||
	       report.damaged > 0;
}

/* True when all seven photos are there, in full. */
static bool seals_whole(struct home *home)
{
	for (unsigned i = 0; i < 7; i++)
		if (!home_has(home->ledger, i))
			return false;
	return true;
}

/* ---- Bytes ---- */

/* Flip every byte of a file; what still opens must be found by verify. */
static void seals_flip(struct home *home, const char *name, unsigned step)
{
	size_t size;
	uint8_t *bytes = home_read(home, name, &size);
	unsigned refused = 0, told = 0;

	for (size_t i = 0; i < size; i += step) {
		struct ledger_fault fault;
		enum lens_err err;

		bytes[i] ^= (uint8_t)(1u << i % 8);
		home_write(home, name, bytes, size);
		err = seals_open(home, &fault);
		if (err != LENS_OK) {
			assert_null(home->ledger);
			assert_int_equal(
			    err == LENS_MALFORMED || err == LENS_DENIED, 1);
			assert_true(fault.sentence[0] != '\0');
			refused++;
		} else {
			if (!seals_damaged(home))
				fail_msg("%s: byte %zu changed in silence",
					 name, i);
			told++;
		}
		bytes[i] ^= (uint8_t)(1u << i % 8);
	}
	home_write(home, name, bytes, size);
	free(bytes);
	print_message("# %s: %zu bytes, %u refused, %u told by verify\n", name,
		      size, refused, told);
	assert_int_equal(seals_open(home, NULL), LENS_OK);
	assert_true(seals_whole(home));
	assert_false(seals_damaged(home));
}

TEST(notices_every_flipped_byte_of_the_header)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_flip(&home, "ledger", 1);
	home_remove(&home);
}

TEST(notices_every_flipped_byte_of_the_log)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_flip(&home, SEALS_LOG, home_step(3));
	home_remove(&home);
}

TEST(notices_every_flipped_byte_of_the_snapshot)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_flip(&home, "snapshot-2", home_step(13));
	home_remove(&home);
}

TEST(notices_every_flipped_byte_of_the_thumbnails)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_flip(&home, "thumbnails-1", home_step(4));
	home_remove(&home);
}

TEST(notices_flipped_bytes_of_what_is_kept_as_a_backup)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_flip(&home, "log-1", home_step(5));
	seals_flip(&home, "snapshot-1", home_step(97));
	home_remove(&home);
}

/* ---- Lengths ---- */

TEST(reports_every_length_the_log_can_be_cut_to)
{
	size_t size;
	uint8_t *bytes;
	unsigned clean = 0, torn = 0, refused = 0;
	struct home home;

	(void)state;
	seals_make(&home);
	bytes = home_read(&home, SEALS_LOG, &size);
	for (size_t cut = 0; cut < size; cut++) {
		enum lens_err err;

		/* About each boundary every length, between them some. */
		if ((cut + 1) % RECORD_UNIT > 2 && cut % home_step(5) != 0)
			continue;
		home_write(&home, SEALS_LOG, bytes, cut);
		err = seals_open(&home, NULL);
		if (cut < ENVELOPE_SIZE) {
			assert_int_equal(err, LENS_MALFORMED);
			refused++;
			continue;
		}
		/* A clean prefix opens, and the witness tells. */
		assert_int_equal(err, LENS_OK);
		assert_true(
		    ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
		assert_true(home_has(home.ledger, 2));
		if (ledger_noticed(home.ledger, LEDGER_NOTICE_TORN)) {
			assert_true(count_files(&home, "torn") > 0);
			torn++;
		} else {
			clean++;
		}
	}
	/* Before the first of four records, and after three of them. */
	assert_int_equal(clean, 4);
	print_message("# %zu lengths: %u refused, %u torn, %u clean\n", size,
		      refused, torn, clean);
	free(bytes);
	home_remove(&home);
}

static void seals_cut(struct home *home, const char *name, size_t step)
{
	size_t size;
	uint8_t *bytes = home_read(home, name, &size);

	for (size_t cut = 0; cut < size; cut += step) {
		home_write(home, name, bytes, cut);
		if (seals_open(home, NULL) == LENS_OK && !seals_damaged(home))
			fail_msg("%s cut to %zu in silence", name, cut);
	}
	home_write(home, name, bytes, size);
	free(bytes);
	assert_int_equal(seals_open(home, NULL), LENS_OK);
	assert_true(seals_whole(home));
}

TEST(refuses_every_length_the_other_files_can_be_cut_to)
{
	struct home home;

	(void)state;
	seals_make(&home);
	seals_cut(&home, "ledger", 1);
	seals_cut(&home, "snapshot-2", home_step(16));
	seals_cut(&home, "thumbnails-1", home_step(9));
	home_remove(&home);
}

TEST(refuses_bytes_after_the_end)
{
	static const char *const names[] = {"ledger", "snapshot-2", SEALS_LOG};
	struct home home;
	size_t size;

	(void)state;
	seals_make(&home);
	for (unsigned i = 0; i < 3; i++) {
		uint8_t *bytes = home_read(&home, names[i], &size);

		bytes = realloc(bytes, size + 256);
		assert_non_null(bytes);
		memset(bytes + size, 0x5a, 256);
		home_write(&home, names[i], bytes, size + 256);
		assert_int_equal(seals_open(&home, NULL), LENS_MALFORMED);
		home_write(&home, names[i], bytes, size);
		free(bytes);
	}
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	home_remove(&home);
}

/* ---- Records ---- */

/* The records of a log: where each begins, and one more for the end. */
static unsigned seals_records(const struct home *home, const char *name,
			      size_t starts[16])
{
	struct envelope envelope = {.kind = ENVELOPE_LOG};
	uint8_t key[KEY_SIZE];
	unsigned count = 0;
	size_t size, at = ENVELOPE_SIZE;
	uint8_t *bytes = home_read(home, name, &size);

	memcpy(envelope.id, bytes + 16, LEDGER_ID_SIZE);
	envelope.generation = base_get_u64(bytes + 32);
	assert_int_equal(envelope_open(&envelope, home->key, bytes, key),
			 LENS_OK);
	while (at < size) {
		struct record_head head;

		assert_int_equal(record_open_head(key, bytes + at, at, &head),
				 LENS_OK);
		starts[count++] = at;
		at += (size_t)head.units * RECORD_UNIT;
	}
	starts[count] = at;
	free(bytes);
	return count;
}

/* Put together a log of parts [from, to) and see it refused. */
static void seals_refuse(struct home *home, const uint8_t *bytes,
			 const size_t (*parts)[2], unsigned count)
{
	struct ledger_fault fault = {.kind = LEDGER_FAULT_NONE};
	static uint8_t forged[1 << 18];
	size_t size = 0;
	enum lens_err err;

	for (unsigned i = 0; i < count; i++) {
		size_t part = parts[i][1] - parts[i][0];

		assert_true(size + part <= sizeof(forged));
		memcpy(forged + size, bytes + parts[i][0], part);
		size += part;
	}
	home_write(home, SEALS_LOG, forged, size);
	err = seals_open(home, &fault);
	assert_int_equal(err, LENS_MALFORMED);
	assert_int_equal(fault.kind, LEDGER_FAULT_RECORD);
	assert_true(fault.record > 0);
}

TEST(refuses_records_out_of_their_place)
{
	size_t at[16], size;
	uint8_t *bytes;
	struct home home;

	(void)state;
	seals_make(&home);
	assert_int_equal(seals_records(&home, SEALS_LOG, at), 4);
	bytes = home_read(&home, SEALS_LOG, &size);
	/* swapped */
	seals_refuse(
	    &home, bytes,
	    (const size_t[][2]){
		{0, at[0]}, {at[1], at[2]}, {at[0], at[1]}, {at[2], size}},
	    4);
	/* the first left out; one in the middle left out */
	seals_refuse(&home, bytes,
		     (const size_t[][2]){{0, at[0]}, {at[1], size}}, 2);
	seals_refuse(&home, bytes,
		     (const size_t[][2]){{0, at[1]}, {at[2], size}}, 2);
	/* the last one twice; the first again at the end */
	seals_refuse(&home, bytes,
		     (const size_t[][2]){{0, size}, {at[3], size}}, 2);
	seals_refuse(&home, bytes,
		     (const size_t[][2]){{0, size}, {at[0], at[1]}}, 2);
	home_write(&home, SEALS_LOG, bytes, size);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_true(seals_whole(&home));
	free(bytes);
	home_remove(&home);
}

TEST(refuses_records_of_another_history)
{
	size_t mine_size, other_size, at[16], other_at[16];
	uint8_t *mine, *other, *forged;
	struct home home;

	(void)state;
	/* Two continuations of one ledger, record 6 of each of equal size. */
	seals_make(&home);
	home_copy(&home, "home", "before");
	mine = home_read(&home, SEALS_LOG, &mine_size);
	assert_int_equal(seals_records(&home, SEALS_LOG, at), 4);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	home_add(home.ledger, 10);
	home_add(home.ledger, 11);
	free(mine);
	mine = home_read(&home, SEALS_LOG, &mine_size);
	assert_int_equal(seals_records(&home, SEALS_LOG, at), 6);
	home_copy(&home, "before", "home");
	unlink(home.witness);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	home_add(home.ledger, 10);
	home_add(home.ledger, 11);
	other = home_read(&home, SEALS_LOG, &other_size);
	assert_int_equal(seals_records(&home, SEALS_LOG, other_at), 6);
	assert_int_equal(mine_size, other_size);
	assert_int_equal(at[5], other_at[5]);
	/* My record 5, their record 6, each in its place. */
	forged = malloc(mine_size);
	assert_non_null(forged);
	memcpy(forged, mine, at[5]);
	memcpy(forged + at[5], other + at[5], mine_size - at[5]);
	home_write(&home, SEALS_LOG, forged, mine_size);
	assert_int_equal(seals_open(&home, NULL), LENS_MALFORMED);
	free(mine);
	free(other);
	free(forged);
	home_remove(&home);
}

TEST(refuses_files_of_another_ledger_and_generation)
{
	static const char *const names[] = {"snapshot-2", "log-2"};
	struct home mine, other;
	size_t size, whole;

	(void)state;
	seals_make(&mine);
	seals_make(&other);
	for (unsigned i = 0; i < 2; i++) {
		uint8_t *right = home_read(&mine, names[i], &whole);
		uint8_t *wrong = home_read(&other, names[i], &size);

		home_write(&mine, names[i], wrong, size);
		assert_int_equal(seals_open(&mine, NULL), LENS_MALFORMED);
		free(wrong);
		wrong =
		    home_read(&mine, i == 0 ? "snapshot-1" : "log-1", &size);
		home_write(&mine, names[i], wrong, size);
		assert_int_equal(seals_open(&mine, NULL), LENS_MALFORMED);
		home_write(&mine, names[i], right, whole);
		free(wrong);
		free(right);
	}
	assert_int_equal(seals_open(&mine, NULL), LENS_OK);
	home_remove(&mine);
	home_remove(&other);
}

/* ---- Time ---- */

TEST(warns_of_an_older_copy_until_it_is_accepted)
{
	struct home home;

	(void)state;
	seals_make(&home);
	home_copy(&home, "home", "before");
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	home_add(home.ledger, 7);
	home_copy(&home, "before", "home");
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(seals_open(&home, NULL), LENS_OK);
		/* Going on does not make it go away. */
		assert_true(ledger_noticed(home.ledger,
					   i == 0 ? LEDGER_NOTICE_ROLLED_BACK
						  : LEDGER_NOTICE_FORKED));
		home_add(home.ledger, 20 + i);
	}
	assert_true(seals_damaged(&home));
	assert_int_equal(ledger_witness_accept(home.ledger, NULL), LENS_OK);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_FORKED));
	assert_false(seals_damaged(&home));
	/* What is accepted is the new truth: it is missed when it goes. */
	home_copy(&home, "home", "before");
	home_add(home.ledger, 30);
	home_copy(&home, "before", "home");
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	home_remove(&home);
}

TEST(warns_of_another_history_of_the_same_length)
{
	struct home home;

	(void)state;
	seals_make(&home);
	home_copy(&home, "home", "before");
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	home_add(home.ledger, 7);
	home_copy(&home, "before", "home");
	home.place.witness = NULL;
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	home_add(home.ledger, 8);
	home_add(home.ledger, 9);
	home.place.witness = home.witness;
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_FORKED));
	home_remove(&home);
}

/* A witness with one byte changed, cut, or of another ledger. */
TEST(believes_no_witness_but_its_own)
{
	uint8_t *own, *foreign;
	size_t size, other_size;
	struct home mine, other;

	(void)state;
	seals_make(&mine);
	seals_make(&other);
	own = home_read(&mine, "../witness", &size);
	foreign = home_read(&other, "../witness", &other_size);
	assert_int_equal(size, LEDGER_WITNESS_SIZE);
	for (size_t i = 0; i < size + 2; i++) {
		if (i < size)
			own[i] ^= 1;
		home_write(&mine, "../witness", i <= size ? own : foreign,
			   i == size ? size - 1 : size);
		assert_int_equal(seals_open(&mine, NULL), LENS_OK);
		assert_true(ledger_noticed(mine.ledger, LEDGER_NOTICE_WITNESS));
		assert_false(
		    ledger_noticed(mine.ledger, LEDGER_NOTICE_ROLLED_BACK));
		if (i < size)
			own[i] ^= 1;
	}
	home_write(&mine, "../witness", own, size);
	assert_int_equal(seals_open(&mine, NULL), LENS_OK);
	assert_false(ledger_noticed(mine.ledger, LEDGER_NOTICE_WITNESS));
	free(own);
	free(foreign);
	home_remove(&mine);
	home_remove(&other);
}

TEST(warns_when_an_old_passphrase_is_put_back)
{
	size_t size;
	uint8_t *header;
	struct home home;

	(void)state;
	seals_make(&home);
	header = home_read(&home, "ledger", &size);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_int_equal(ledger_slot_change(home.ledger, 1, home.secret, NULL),
			 LENS_OK);
	home_write(&home, "ledger", header, size);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_ROLLED_BACK));
	free(header);
	home_remove(&home);
}

/* ---- Torn tails ---- */

/* As a power cut leaves it: the size there, some of the content not. */
TEST(takes_a_hole_in_the_last_record_for_a_crash)
{
	size_t size, at[16];
	uint8_t *bytes;
	struct home home;

	(void)state;
	seals_make(&home);
	unlink(home.witness);
	assert_int_equal(seals_records(&home, SEALS_LOG, at), 4);
	bytes = home_read(&home, SEALS_LOG, &size);
	memset(bytes + at[3] + RECORD_UNIT, 0, RECORD_UNIT);
	home_write(&home, SEALS_LOG, bytes, size);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_true(ledger_noticed(home.ledger, LEDGER_NOTICE_TORN));
	assert_true(home_exists(&home, "log-2.7.torn"));
	assert_true(home_has(home.ledger, 5));
	assert_false(home_has(home.ledger, 6));
	/* And the ledger goes on from there. */
	home_add(home.ledger, 6);
	assert_int_equal(seals_open(&home, NULL), LENS_OK);
	assert_false(ledger_noticed(home.ledger, LEDGER_NOTICE_TORN));
	assert_true(home_has(home.ledger, 6));
	free(bytes);
	home_remove(&home);
}

TEST(takes_a_hole_in_the_middle_for_damage)
{
	size_t size, at[16];
	uint8_t *bytes;
	struct ledger_fault fault;
	struct home home;

	(void)state;
	seals_make(&home);
	assert_int_equal(seals_records(&home, SEALS_LOG, at), 4);
	bytes = home_read(&home, SEALS_LOG, &size);
	memset(bytes + at[1], 0, RECORD_UNIT);
	home_write(&home, SEALS_LOG, bytes, size);
	assert_int_equal(seals_open(&home, &fault), LENS_MALFORMED);
	assert_int_equal(fault.record, 5);
	assert_int_equal(count_files(&home, "torn"), 0);
	free(bytes);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(notices_every_flipped_byte_of_the_header),
	    RUN(notices_every_flipped_byte_of_the_log),
	    RUN(notices_every_flipped_byte_of_the_snapshot),
	    RUN(notices_every_flipped_byte_of_the_thumbnails),
	    RUN(notices_flipped_bytes_of_what_is_kept_as_a_backup),
	    RUN(reports_every_length_the_log_can_be_cut_to),
	    RUN(refuses_every_length_the_other_files_can_be_cut_to),
	    RUN(refuses_bytes_after_the_end),
	    RUN(refuses_records_out_of_their_place),
	    RUN(refuses_records_of_another_history),
	    RUN(refuses_files_of_another_ledger_and_generation),
	    RUN(warns_of_an_older_copy_until_it_is_accepted),
	    RUN(warns_of_another_history_of_the_same_length),
	    RUN(believes_no_witness_but_its_own),
	    RUN(warns_when_an_old_passphrase_is_put_back),
	    RUN(takes_a_hole_in_the_last_record_for_a_crash),
	    RUN(takes_a_hole_in_the_middle_for_damage),
	};

	/* A hundred thousand openings, and nothing here is about the disk. */
	setenv("LENSCAP_TEST_DIR", "/dev/shm", 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
