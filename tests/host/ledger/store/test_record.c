/*
 * test_record.c: the numbers in a record's head, sealed as they are, size
 * memory only as far as a record goes.  And what slots are called.
 */
#include <string.h>

#include <sodium.h>

#include "test.h"

#include <lenscap/ledger_keys.h>

#include "store/record.h"

#define ROOM (RECORD_UNIT - RECORD_HEAD - RECORD_SEAL) /* of one unit */

static const uint8_t key[KEY_SIZE] = {7};

/* A head that somebody with the key wrote for an offset. */
static enum lens_err head_of(uint32_t units, uint32_t used, uint64_t offset,
			     uint64_t asked, struct record_head *out)
{
	uint8_t plain[RECORD_HEAD_PLAIN] = {0}, place[8];
	uint8_t bytes[RECORD_HEAD] = {0};

	base_put_u64(place, offset);
	base_put_u64(plain, 41);
	base_put_u64(plain + 8, 42);
	base_put_u32(plain + 16, units);
	base_put_u32(plain + 20, used);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    bytes + RECORD_NONCE, NULL, plain, sizeof(plain), place,
	    sizeof(place), NULL, bytes, key);
	return record_open_head(key, bytes, asked, out);
}

static void holds(uint32_t units, uint32_t used)
{
	struct record_head head;

	assert_int_equal(head_of(units, used, 256, 256, &head), LENS_OK);
	assert_int_equal(head.sequence, 41);
	assert_int_equal(head.time, 42);
	assert_int_equal(head.units, units);
	assert_int_equal(head.used, used);
}

static void refuses(uint32_t units, uint32_t used)
{
	struct record_head head;

	if (head_of(units, used, 256, 256, &head) != LENS_MALFORMED)
		fail_msg("%u units, %u bytes", units, used);
}

TEST(a_body_is_no_longer_than_its_units)
{
	(void)state;
	holds(1, 0);
	holds(1, ROOM);
	refuses(1, ROOM + 1);
	holds(2, RECORD_UNIT + ROOM);
	refuses(2, RECORD_UNIT + ROOM + 1);
	/* These would be small again once more was added to them. */
	refuses(1, UINT32_MAX);
	refuses(1, UINT32_MAX - RECORD_HEAD - RECORD_SEAL + 1);
}

TEST(a_record_has_one_unit_and_at_most_64_mib)
{
	(void)state;
	refuses(0, 0);
	holds(RECORD_UNITS_MAX, (uint32_t)RECORD_BODY_MAX);
	refuses(RECORD_UNITS_MAX, (uint32_t)RECORD_BODY_MAX + 1);
	refuses(RECORD_UNITS_MAX + 1, 0);
}

TEST(a_head_is_of_its_place)
{
	struct record_head head;

	(void)state;
	assert_int_equal(head_of(1, 0, 256, 512, &head), LENS_MALFORMED);
	assert_int_equal(head.units, 0);
}

TEST(slots_have_names_and_others_have_none)
{
	(void)state;
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_PASSPHRASE),
			    "passphrase");
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_KEY_FILE), "key_file");
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_KEYRING), "keyring");
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_RECOVERY), "recovery");
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_PASSPHRASE - 1),
			    "unknown");
	assert_string_equal(ledger_slot_name(LEDGER_SLOT_RECOVERY + 1),
			    "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_body_is_no_longer_than_its_units),
	    RUN(a_record_has_one_unit_and_at_most_64_mib),
	    RUN(a_head_is_of_its_place),
	    RUN(slots_have_names_and_others_have_none),
	};

	return sodium_init() < 0 || cmocka_run_group_tests(tests, NULL, NULL);
}
