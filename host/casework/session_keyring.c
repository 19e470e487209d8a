/* session_keyring.c: the key that the desktop keyring keeps. */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_keys.h>
#include <lenscap/clients_keyring.h>

#include "refusal.h"
#include "session.h"

static void session_say(struct ledger_fault *fault,
			enum ipc_keyring_status status)
{
	*fault = (struct ledger_fault){.kind = LEDGER_FAULT_KEY};
	snprintf(fault->sentence, sizeof(fault->sentence), "%s",
		 base_said(ipc_keyring_sentence(status)));
}

enum lens_err session_keyring(const struct casework_home *home, const char *bus,
			      const struct ledger_face *face,
			      struct ledger_key **out)
{
	const struct clients_keyring_options options = {.bus = bus};
	uint8_t bytes[LEDGER_KEYRING_SIZE];
	struct ledger_secret *secret = NULL;
	enum lens_err err = LENS_LOCKED;
	bool slot = false;

	*out = NULL;
	for (unsigned i = 0; i < face->slot_count; i++)
		slot |= face->slots[i].kind == LEDGER_SLOT_KEYRING;
	if (slot && clients_keyring(IPC_KEYRING_GET, face->id, bytes,
				    &options) == IPC_KEYRING_OK)
		err = ledger_secret_keyring(bytes, NULL, &secret);
	explicit_bzero(bytes, sizeof(bytes));
	if (err == LENS_OK)
		err = ledger_key_open(home->dir, secret, NULL, out);
	ledger_secret_free(secret);
	return err;
}

enum lens_err casework_keyring(const struct casework_home *home,
			       const char *bus, struct ledger_key **out)
{
	struct ledger_face face;
	enum lens_err err = ledger_look(home->dir, NULL, &face);

	*out = NULL;
	return err == LENS_OK ? session_keyring(home, bus, &face, out) : err;
}

enum lens_err casework_keyring_there(const char *bus,
				     struct ledger_fault *fault)
{
	const struct clients_keyring_options options = {.bus = bus};
	uint8_t none[IPC_KEYRING_ID] = {0}, bytes[LEDGER_KEYRING_SIZE];
	enum ipc_keyring_status status =
	    clients_keyring(IPC_KEYRING_GET, none, bytes, &options);

	explicit_bzero(bytes, sizeof(bytes));
	if (status == IPC_KEYRING_OK || status == IPC_KEYRING_EMPTY)
		return LENS_OK;
	session_say(fault, status);
	return LENS_DENIED;
}

enum lens_err casework_add_keyring(struct ledger *ledger, const char *dir,
				   const char *bus, struct ledger_fault *fault,
				   uint32_t *id)
{
	const struct clients_keyring_options options = {.bus = bus};
	uint8_t bytes[LEDGER_KEYRING_SIZE];
	struct ledger_secret *secret = NULL;
	struct ledger_face face;
	enum ipc_keyring_status status;
	enum lens_err err = ledger_look(dir, fault, &face);

	if (err == LENS_OK)
		err = ledger_secret_keyring_new(bytes, fault, &secret);
	if (err != LENS_OK)
		return err;
	/* First there, then in the header: a slot nobody has is no use. */
	status = clients_keyring(IPC_KEYRING_PUT, face.id, bytes, &options);
	explicit_bzero(bytes, sizeof(bytes));
	if (status == IPC_KEYRING_OK) {
		err = ledger_slot_add(ledger, secret, fault, id);
	} else {
		session_say(fault, status);
		err = LENS_DENIED;
	}
	ledger_secret_free(secret);
	return err;
}
