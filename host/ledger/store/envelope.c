/* envelope.c: the beginning of a sealed file. */
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "envelope.h"

#define ENVELOPE_VERSION 1
#define ENVELOPE_MAGIC 8
#define ENVELOPE_AT_ID 16
#define ENVELOPE_AT_GENERATION 32
#define ENVELOPE_AT_SALT 40
#define ENVELOPE_SEAL 32
#define ENVELOPE_AT_SEAL (ENVELOPE_SIZE - ENVELOPE_SEAL)

static const struct {
	const char *magic, *name;
} envelope_kinds[ENVELOPES] = {
    [ENVELOPE_SNAPSHOT] = {"LENSSNAP", "snapshot"},
    [ENVELOPE_LOG] = {"LENSLOG\n", "log"},
    [ENVELOPE_THUMBNAILS] = {"LENSTHUM", "thumbnails"},
    [ENVELOPE_INDEX] = {"LENSINDX", "index"},
    [ENVELOPE_BACKUP] = {"LENSBACK", "backup"},
};

void envelope_name(enum envelope_kind kind, uint64_t generation,
		   char out[ENVELOPE_NAME])
{
	snprintf(out, ENVELOPE_NAME, "%s-%" PRIu64, envelope_kinds[kind].name,
		 generation);
}

static void envelope_front(const struct envelope *envelope,
			   const uint8_t salt[ENVELOPE_SALT],
			   uint8_t out[ENVELOPE_SIZE])
{
	memset(out, 0, ENVELOPE_SIZE);
	memcpy(out, envelope_kinds[envelope->kind].magic, ENVELOPE_MAGIC);
	base_put_u32(out + ENVELOPE_MAGIC, ENVELOPE_VERSION);
	memcpy(out + ENVELOPE_AT_ID, envelope->id, LEDGER_ID_SIZE);
	base_put_u64(out + ENVELOPE_AT_GENERATION, envelope->generation);
	memcpy(out + ENVELOPE_AT_SALT, salt, ENVELOPE_SALT);
}

/* Key and seal both hang on every byte of the front. */
static void envelope_keys(const uint8_t front[ENVELOPE_SIZE],
			  const struct ledger_key *master,
			  uint8_t key[KEY_SIZE], uint8_t seal[ENVELOPE_SEAL])
{
	struct base_view whole = {front, ENVELOPE_AT_SEAL};

	key_derive(master->bytes, "file", whole, key);
	key_derive(master->bytes, "envelope", whole, seal);
}

void envelope_seal(const struct envelope *envelope,
		   const struct ledger_key *master, uint8_t out[ENVELOPE_SIZE],
		   uint8_t key[KEY_SIZE])
{
	uint8_t salt[ENVELOPE_SALT];

	randombytes_buf(salt, sizeof(salt));
	envelope_front(envelope, salt, out);
	envelope_keys(out, master, key, out + ENVELOPE_AT_SEAL);
}

enum lens_err envelope_open(const struct envelope *expected,
			    const struct ledger_key *master,
			    const uint8_t bytes[ENVELOPE_SIZE],
			    uint8_t key[KEY_SIZE])
{
	uint8_t wanted[ENVELOPE_SIZE], seal[ENVELOPE_SEAL];

	envelope_front(expected, bytes + ENVELOPE_AT_SALT, wanted);
	envelope_keys(bytes, master, key, seal);
	if (memcmp(wanted, bytes, ENVELOPE_AT_SEAL) == 0 &&
	    sodium_memcmp(seal, bytes + ENVELOPE_AT_SEAL, sizeof(seal)) == 0)
		return LENS_OK;
	sodium_memzero(key, KEY_SIZE);
	return LENS_MALFORMED;
}
