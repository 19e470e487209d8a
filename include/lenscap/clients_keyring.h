/* clients_keyring.h: the near side of the desktop keyring. */
#ifndef LENSCAP_CLIENTS_KEYRING_H
#define LENSCAP_CLIENTS_KEYRING_H

#include <lenscap/clients.h>
#include <lenscap/ipc_keyring.h>

#define CLIENTS_KEYRING "lenscap-keyring"
#define CLIENTS_KEYRING_MS 3000

struct clients_keyring_options {
	const char *bus; /* DBUS_SESSION_BUS_ADDRESS; NULL: this user's own */
	const char *worker; /* its path; NULL: beside us, or as installed */
};

/*
 * Let the desktop keyring give, keep or drop the key of a ledger: key is read
 * for IPC_KEYRING_PUT, written for IPC_KEYRING_GET (zeros when there is none),
 * and may be NULL for IPC_KEYRING_DROP.  Answers within CLIENTS_KEYRING_MS,
 * ten times as long on a busy machine, whatever the keyring does, and asks
 * nobody for a password.
 */
enum ipc_keyring_status
clients_keyring(enum ipc_keyring_task task,
		const uint8_t ledger[IPC_KEYRING_ID],
		uint8_t key[IPC_KEYRING_KEY],
		const struct clients_keyring_options *options);

#endif
