/* key.c: keys and secrets in locked memory. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <uninorm.h>
#include <unistd.h>
#include <unistr.h>

#include <lenscap/base_utf8.h>

#include "fault.h"
#include "io.h"
#include "key.h"

void key_ready(void)
{
	if (sodium_init() < 0)
		abort();
}

/* The database is plain text in memory: no core dump may carry it out. */
static void key_guard_process(void)
{
	struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
#ifndef LENSCAP_DEV
	/* Not in builds for sanitizers, whose leak check traces itself. */
	(void)prctl(PR_SET_DUMPABLE, 0);
#endif
}

static enum lens_err key_allocate(size_t size, struct ledger_fault *fault,
				  void **out)
{
	key_ready();
	key_guard_process();
	*out = io_calls.allocate_locked(size);
	if (*out == NULL)
		return fault_memory(fault);
	memset(*out, 0, size);
	return LENS_OK;
}

enum lens_err key_new(struct ledger_fault *fault, struct ledger_key **out)
{
	void *room = NULL;
	enum lens_err err = key_allocate(sizeof(**out), fault, &room);

	*out = room;
	/* sodium_malloc() goes on without the lock: ask again, to know. */
	if (err == LENS_OK)
		(*out)->locked = sodium_mlock(room, sizeof(**out)) == 0;
	return err;
}

enum lens_err key_random(struct ledger_fault *fault, struct ledger_key **out)
{
	enum lens_err err = key_new(fault, out);

	if (err == LENS_OK)
		randombytes_buf((*out)->bytes, KEY_SIZE);
	return err;
}

enum lens_err key_copy(const struct ledger_key *key, struct ledger_fault *fault,
		       struct ledger_key **out)
{
	enum lens_err err = key_new(fault, out);

	if (err == LENS_OK)
		memcpy((*out)->bytes, key->bytes, KEY_SIZE);
	return err;
}

void ledger_key_free(struct ledger_key *key)
{
	sodium_free(key);
}

enum lens_err key_secret_new(enum ledger_slot_kind kind,
			     struct ledger_fault *fault,
			     struct ledger_secret **out)
{
	void *room = NULL;
	enum lens_err err = key_allocate(sizeof(**out), fault, &room);

	*out = room;
	if (err == LENS_OK)
		(*out)->kind = kind;
	return err;
}

void ledger_secret_free(struct ledger_secret *secret)
{
	sodium_free(secret);
}

void key_derive(const uint8_t key[KEY_SIZE], const char *purpose,
		struct base_view salt, uint8_t out[KEY_SIZE])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key, KEY_SIZE, KEY_SIZE);
	/* With its terminator, so that no purpose is the start of another. */
	crypto_generichash_update(&state, (const uint8_t *)purpose,
				  strlen(purpose) + 1);
	crypto_generichash_update(&state, salt.data, salt.size);
	crypto_generichash_final(&state, out, KEY_SIZE);
	sodium_memzero(&state, sizeof(state));
}

/* ---- Passphrases ---- */

enum lens_err ledger_secret_passphrase(struct base_view text,
				       struct ledger_fault *fault,
				       struct ledger_secret **out)
{
	enum lens_err err;

	*out = NULL;
	if (text.size == 0 || text.size > LEDGER_PASSPHRASE_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "A passphrase has at least 1 byte and at "
				 "most %d; choose another.",
				 LEDGER_PASSPHRASE_MAX);
	err = key_secret_new(LEDGER_SLOT_PASSPHRASE, fault, out);
	if (err != LENS_OK)
		return err;
	memcpy((*out)->bytes, text.data, text.size);
	(*out)->size = text.size;
	return LENS_OK;
}

struct base_view ledger_secret_text(const struct ledger_secret *secret)
{
	if (secret->kind != LEDGER_SLOT_PASSPHRASE)
		return (struct base_view){NULL, 0};
	return (struct base_view){secret->bytes, secret->size};
}

bool ledger_secret_same(const struct ledger_secret *a,
			const struct ledger_secret *b)
{
	return a->kind == b->kind && a->size == b->size &&
	       sodium_memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

enum lens_err key_composed(const struct ledger_secret *secret,
			   struct ledger_fault *fault,
			   struct ledger_secret **out)
{
	enum lens_err err;
	uint8_t *text;
	size_t size;

	*out = NULL;
	if (secret->kind != LEDGER_SLOT_PASSPHRASE ||
	    base_is_ascii((struct base_view){secret->bytes, secret->size}) ||
	    u8_check(secret->bytes, secret->size) != NULL)
		return LENS_OK;
	err = key_secret_new(LEDGER_SLOT_PASSPHRASE, fault, out);
	if (err != LENS_OK)
		return err;
	size = sizeof((*out)->bytes);
	text = u8_normalize(UNINORM_NFC, secret->bytes, secret->size,
			    (*out)->bytes, &size);
	/* What has become too long was put elsewhere: it stays as typed. */
	if (text != NULL && text != (*out)->bytes) {
		sodium_memzero(text, size);
		free(text);
	}
	(*out)->size = size;
	if (text != (*out)->bytes ||
	    (size == secret->size &&
	     sodium_memcmp(text, secret->bytes, size) == 0)) {
		ledger_secret_free(*out);
		*out = NULL;
	}
	return LENS_OK;
}

/* The first line, byte by byte: what follows it belongs to somebody else. */
static enum lens_err key_read_line(int fd, struct ledger_secret *secret,
				   struct ledger_fault *fault)
{
	for (;;) {
		uint8_t byte;
		ssize_t got = read(fd, &byte, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_system(fault, "read the passphrase");
		if (got == 0 || byte == '\n')
			break;
		if (secret->size == LEDGER_PASSPHRASE_MAX)
			return fault_say(fault, LEDGER_FAULT_ARGUMENT,
					 "A passphrase has at most %d bytes; "
					 "choose a shorter one.",
					 LEDGER_PASSPHRASE_MAX);
		secret->bytes[secret->size++] = byte;
	}
	if (secret->size > 0 && secret->bytes[secret->size - 1] == '\r')
		secret->bytes[--secret->size] = 0;
	if (secret->size == 0)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "The passphrase is empty; give one.");
	return LENS_OK;
}

enum lens_err ledger_secret_read(int fd, struct ledger_fault *fault,
				 struct ledger_secret **out)
{
	enum lens_err err = key_secret_new(LEDGER_SLOT_PASSPHRASE, fault, out);

	if (err == LENS_OK)
		err = key_read_line(fd, *out, fault);
	if (err != LENS_OK) {
		ledger_secret_free(*out);
		*out = NULL;
	}
	return err;
}

/* ---- The desktop keyring's bytes ---- */

enum lens_err ledger_secret_keyring(const uint8_t bytes[LEDGER_KEYRING_SIZE],
				    struct ledger_fault *fault,
				    struct ledger_secret **out)
{
	enum lens_err err = key_secret_new(LEDGER_SLOT_KEYRING, fault, out);

	if (err != LENS_OK)
		return err;
	memcpy((*out)->bytes, bytes, LEDGER_KEYRING_SIZE);
	(*out)->size = LEDGER_KEYRING_SIZE;
	return LENS_OK;
}

enum lens_err ledger_secret_keyring_new(uint8_t bytes[LEDGER_KEYRING_SIZE],
					struct ledger_fault *fault,
					struct ledger_secret **out)
{
	key_ready();
	randombytes_buf(bytes, LEDGER_KEYRING_SIZE);
	return ledger_secret_keyring(bytes, fault, out);
}
