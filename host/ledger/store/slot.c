/* slot.c: the master key under each secret that opens it. */
#include <sodium.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "fault.h"
#include "header.h"

const char *ledger_slot_name(enum ledger_slot_kind kind)
{
	static const char *const names[] = {
	    [LEDGER_SLOT_PASSPHRASE] = N_("passphrase"),
	    [LEDGER_SLOT_KEY_FILE] = N_("key_file"),
	    [LEDGER_SLOT_KEYRING] = N_("keyring"),
	    [LEDGER_SLOT_RECOVERY] = N_("recovery"),
	};

	return kind >= LEDGER_SLOT_PASSPHRASE && kind <= LEDGER_SLOT_RECOVERY
		   ? names[kind]
		   : "unknown";
}

/* The ledger and the slot's fields: a slot fits where it was made only. */
static void slot_bind(const struct header *header,
		      const struct header_slot *slot,
		      uint8_t out[LEDGER_ID_SIZE + SLOT_FIELDS])
{
	memcpy(out, header->id, LEDGER_ID_SIZE);
	header_slot_fields(slot, out + LEDGER_ID_SIZE);
}

/* The key that wraps.  Only passphrases are weak enough to be stretched. */
static enum lens_err slot_stretch(const struct header_slot *slot,
				  const struct ledger_secret *secret,
				  struct ledger_fault *fault,
				  struct ledger_key *out)
{
	crypto_generichash_state state;

	if (slot->kind == LEDGER_SLOT_PASSPHRASE) {
		if (crypto_pwhash(out->bytes, KEY_SIZE,
				  (const char *)secret->bytes, secret->size,
				  slot->salt, slot->operations,
				  (size_t)slot->memory,
				  crypto_pwhash_ALG_ARGON2ID13) == 0)
			return LENS_OK;
		return fault_memory(fault);
	}
	crypto_generichash_init(&state, slot->salt, HEADER_SALT, KEY_SIZE);
	crypto_generichash_update(&state, secret->bytes, secret->size);
	crypto_generichash_final(&state, out->bytes, KEY_SIZE);
	sodium_memzero(&state, sizeof(state));
	return LENS_OK;
}

static enum lens_err slot_seal(const struct header *header,
			       const struct ledger_secret *secret,
			       const struct ledger_key *key,
			       struct ledger_fault *fault,
			       struct header_slot *slot)
{
	bool weak = secret->kind == LEDGER_SLOT_PASSPHRASE;
	uint8_t bound[LEDGER_ID_SIZE + SLOT_FIELDS];
	struct ledger_key *wrapping = NULL;
	enum lens_err err;

	slot->kind = secret->kind;
	slot->operations = weak ? crypto_pwhash_OPSLIMIT_MODERATE : 0;
	slot->memory = weak ? crypto_pwhash_MEMLIMIT_MODERATE : 0;
	randombytes_buf(slot->salt, sizeof(slot->salt));
	randombytes_buf(slot->nonce, sizeof(slot->nonce));
	slot_bind(header, slot, bound);
	err = key_new(fault, &wrapping);
	if (err == LENS_OK)
		err = slot_stretch(slot, secret, fault, wrapping);
	if (err == LENS_OK)
		crypto_aead_xchacha20poly1305_ietf_encrypt(
		    slot->wrapped, NULL, key->bytes, KEY_SIZE, bound,
		    sizeof(bound), NULL, slot->nonce, wrapping->bytes);
	ledger_key_free(wrapping);
	return err;
}

enum lens_err slot_wrap(const struct header *header,
			const struct ledger_secret *secret,
			const struct ledger_key *key,
			struct ledger_fault *fault, struct header_slot *slot)
{
	struct ledger_secret *composed;
	enum lens_err err = key_composed(secret, fault, &composed);

	if (err == LENS_OK)
		err = slot_seal(header, composed ? composed : secret, key,
				fault, slot);
	ledger_secret_free(composed);
	return err;
}

/* LENS_LOCKED when the secret does not fit this slot. */
static enum lens_err slot_try(const struct header *header,
			      const struct header_slot *slot,
			      const struct ledger_secret *secret,
			      struct ledger_fault *fault,
			      struct ledger_key *out)
{
	uint8_t bound[LEDGER_ID_SIZE + SLOT_FIELDS];
	struct ledger_key *wrapping = NULL;
	enum lens_err err = key_new(fault, &wrapping);

	slot_bind(header, slot, bound);
	if (err == LENS_OK)
		err = slot_stretch(slot, secret, fault, wrapping);
	if (err == LENS_OK &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt(
		out->bytes, NULL, NULL, slot->wrapped, sizeof(slot->wrapped),
		bound, sizeof(bound), slot->nonce, wrapping->bytes) != 0)
		err = LENS_LOCKED;
	ledger_key_free(wrapping);
	return err;
}

static enum lens_err slot_none_fits(const struct ledger_secret *secret,
				    bool tried, struct ledger_fault *fault)
{
	static const char *const words[] = {
	    [LEDGER_SLOT_PASSPHRASE] = N_("passphrase"),
	    [LEDGER_SLOT_KEY_FILE] = "key file",
	    [LEDGER_SLOT_KEYRING] = "key in the desktop keyring",
	    [LEDGER_SLOT_RECOVERY] = "recovery key",
	};

	if (tried)
		return fault_say(fault, LEDGER_FAULT_KEY,
				 "The %s does not fit this ledger.",
				 base_said(words[secret->kind]));
	return fault_say(fault, LEDGER_FAULT_KEY,
			 "This ledger does not open with a %s.",
			 base_said(words[secret->kind]));
}

static enum lens_err slot_try_all(const struct header *header,
				  const struct ledger_secret *secret,
				  struct ledger_fault *fault,
				  struct ledger_key *out, bool *tried)
{
	enum lens_err err = LENS_LOCKED;

	for (unsigned i = 0; i < header->count && err == LENS_LOCKED; i++) {
		if (header->slots[i].kind != (uint32_t)secret->kind)
			continue;
		*tried = true;
		err = slot_try(header, &header->slots[i], secret, fault, out);
	}
	return err;
}

enum lens_err slot_open(const struct header *header,
			const struct ledger_secret *secret,
			struct ledger_fault *fault, struct ledger_key **out)
{
	struct ledger_secret *composed = NULL;
	bool tried = false;
	enum lens_err err = key_new(fault, out);

	if (err == LENS_OK)
		err = key_composed(secret, fault, &composed);
	if (err == LENS_OK)
		err = LENS_LOCKED;
	if (composed != NULL)
		err = slot_try_all(header, composed, fault, *out, &tried);
	ledger_secret_free(composed);
	/* As typed: so were those made before composing. */
	if (err == LENS_LOCKED)
		err = slot_try_all(header, secret, fault, *out, &tried);
	if (err == LENS_LOCKED)
		err = slot_none_fits(secret, tried, fault);
	if (err == LENS_OK)
		err = header_prove(header, *out, fault);
	if (err != LENS_OK) {
		ledger_key_free(*out);
		*out = NULL;
	}
	return err;
}

enum lens_err ledger_key_open(const char *dir,
			      const struct ledger_secret *secret,
			      struct ledger_fault *fault,
			      struct ledger_key **out)
{
	struct header header;
	enum lens_err err;

	fault_clear(fault);
	*out = NULL;
	err = header_read_in(dir, fault, &header);
	return err == LENS_OK ? slot_open(&header, secret, fault, out) : err;
}
