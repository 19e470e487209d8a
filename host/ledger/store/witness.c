/*
 * witness.c: what was last seen of a ledger, kept elsewhere.  Seals cannot tell
 * an older copy of the whole folder from the newest; a witness can.
 */
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "io.h"
#include "store.h"
#include "witness.h"

#define WITNESS_NONCE 24
#define WITNESS_PLAIN (LEDGER_WITNESS_SIZE - WITNESS_NONCE - 16)

struct witness {
	uint8_t id[LEDGER_ID_SIZE];
	uint64_t generation, revision, sequence;
	uint8_t tag[LEDGER_TAG_SIZE];
};

static void witness_seal(const struct ledger *ledger,
			 uint8_t out[LEDGER_WITNESS_SIZE])
{
	uint8_t plain[WITNESS_PLAIN] = {0}, key[KEY_SIZE];

	memcpy(plain, ledger->header.id, LEDGER_ID_SIZE);
	base_put_u64(plain + 16, ledger->header.generation);
	base_put_u64(plain + 24, ledger->header.revision);
	base_put_u64(plain + 32, ledger->chain.sequence);
	memcpy(plain + 40, ledger->chain.tag, LEDGER_TAG_SIZE);
	randombytes_buf(out, WITNESS_NONCE);
	key_derive(ledger->key->bytes, "witness", (struct base_view){NULL, 0},
		   key);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + WITNESS_NONCE, NULL,
						   plain, sizeof(plain), NULL,
						   0, NULL, out, key);
	sodium_memzero(key, sizeof(key));
}

static enum lens_err witness_open(const struct ledger *ledger,
				  struct base_view sealed, struct witness *out)
{
	uint8_t plain[WITNESS_PLAIN], key[KEY_SIZE];
	int failed;

	if (sealed.size != LEDGER_WITNESS_SIZE)
		return LENS_MALFORMED;
	key_derive(ledger->key->bytes, "witness", (struct base_view){NULL, 0},
		   key);
	failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
	    plain, NULL, NULL, sealed.data + WITNESS_NONCE,
	    LEDGER_WITNESS_SIZE - WITNESS_NONCE, NULL, 0, sealed.data, key);
	sodium_memzero(key, sizeof(key));
	if (failed)
		return LENS_MALFORMED;
	memcpy(out->id, plain, LEDGER_ID_SIZE);
	out->generation = base_get_u64(plain + 16);
	out->revision = base_get_u64(plain + 24);
	out->sequence = base_get_u64(plain + 32);
	memcpy(out->tag, plain + 40, LEDGER_TAG_SIZE);
	return memcmp(out->id, ledger->header.id, LEDGER_ID_SIZE) == 0
		   ? LENS_OK
		   : LENS_MALFORMED;
}

/* The ledger's tag when it stood at the witness's sequence is the witness's. */
static enum lens_err witness_agrees(struct ledger *ledger,
				    const struct witness *witness,
				    struct ledger_fault *fault, bool *agrees)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LINK_GET);
	struct base_view tag;
	enum lens_err err;

	*agrees = witness->sequence == 0;
	if (*agrees)
		return LENS_OK;
	database_bind_int(&binder, (int64_t)witness->sequence);
	err = database_step(&binder, fault);
	if (err == LENS_OK &&
	    database_bytes(&binder, 0, LEDGER_TAG_SIZE, &tag) == LENS_OK)
		*agrees = memcmp(tag.data, witness->tag, LEDGER_TAG_SIZE) == 0;
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static enum lens_err witness_compare(struct ledger *ledger,
				     const struct witness *witness,
				     struct ledger_fault *fault)
{
	bool agrees;
	enum lens_err err;

	if (witness->sequence > ledger->chain.sequence ||
	    witness->generation > ledger->header.generation ||
	    witness->revision > ledger->header.revision) {
		ledger->notices[LEDGER_NOTICE_ROLLED_BACK] = true;
		return LENS_OK;
	}
	err = witness_agrees(ledger, witness, fault, &agrees);
	if (err == LENS_OK && !agrees)
		ledger->notices[LEDGER_NOTICE_FORKED] = true;
	return err;
}

static bool witness_warns(const struct ledger *ledger)
{
	return ledger->notices[LEDGER_NOTICE_ROLLED_BACK] ||
	       ledger->notices[LEDGER_NOTICE_FORKED];
}

void witness_drop(const struct ledger *ledger)
{
	if (ledger->witness != NULL)
		(void)!io_remove(AT_FDCWD, ledger->witness);
}

/*
 * Written in place and not synced: one that lags behind is no harm, since the
 * ledger then holds what it names.  A warning stands until it is accepted.
 */
void witness_write(struct ledger *ledger)
{
	uint8_t sealed[LEDGER_WITNESS_SIZE];
	enum lens_err err;
	int fd;

	if (ledger->witness == NULL || witness_warns(ledger))
		return;
	witness_seal(ledger, sealed);
	err = io_open(AT_FDCWD, ledger->witness,
		      O_WRONLY | O_CREAT | O_NOFOLLOW, &fd);
	if (err == LENS_OK)
		err =
		    io_write(fd, (struct base_view){sealed, sizeof(sealed)}, 0);
	base_close(&fd);
	if (err != LENS_OK)
		ledger->notices[LEDGER_NOTICE_WITNESS] = true;
}

/* Somebody was stopped between making the file and writing it. */
static bool witness_is_empty(int fd)
{
	uint64_t size;

	return io_size(fd, &size) == LENS_OK && size == 0;
}

void witness_look(struct ledger *ledger)
{
	uint8_t sealed[LEDGER_WITNESS_SIZE];
	struct witness witness;
	enum lens_err err;
	bool first;
	int fd;

	if (ledger->witness == NULL)
		return;
	err = io_open(AT_FDCWD, ledger->witness, O_RDONLY | O_NOFOLLOW, &fd);
	if (err == LENS_OK)
		err = io_read(fd, sealed, sizeof(sealed), 0);
	first =
	    err == LENS_NOT_FOUND || (err == LENS_END && witness_is_empty(fd));
	base_close(&fd);
	if (first) {
		witness_write(ledger);
		return;
	}
	if (err == LENS_OK)
		err = witness_open(ledger,
				   (struct base_view){sealed, sizeof(sealed)},
				   &witness);
	if (err == LENS_OK)
		err = witness_compare(ledger, &witness, NULL);
	if (err != LENS_OK)
		ledger->notices[LEDGER_NOTICE_WITNESS] = true;
}

const char *ledger_witness_sentence(void)
{
	return "The ledger is taken as it is: you know why it is older than, "
	       "or other than, what was last seen here, because you put a "
	       "copy back. What was noted since that copy was made is not in "
	       "it. From now on Lenscap warns again when it changes behind "
	       "your back.";
}

bool ledger_older(const struct ledger *ledger)
{
	return witness_warns(ledger) || ledger->notices[LEDGER_NOTICE_WITNESS];
}

enum lens_err ledger_witness_accept(struct ledger *ledger,
				    struct ledger_fault *fault)
{
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	if (err == LENS_OK) {
		ledger->notices[LEDGER_NOTICE_ROLLED_BACK] = false;
		ledger->notices[LEDGER_NOTICE_FORKED] = false;
		ledger->notices[LEDGER_NOTICE_WITNESS] = false;
		witness_write(ledger);
		if (ledger->notices[LEDGER_NOTICE_WITNESS])
			err = fault_system(fault, "write the witness");
	}
	store_unlock(ledger);
	return err;
}
