/*
 * session.c: the key, kept by the kernel for this user until it is revoked or
 * its time is up (keyrings(7), user-keyring(7)).  It lies in kernel memory,
 * which is never swapped and never in a core dump.
 */
#include <errno.h>
#include <linux/keyctl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_said.h>

#include "fault.h"
#include "header.h"

#define SESSION_NAME (16 + 2 * LEDGER_ID_SIZE + 1)
#define SESSION_SECONDS_MAX (7u * 24 * 3600)

/*
 * Whoever holds the keyring, and this user's processes that do not (a browser
 * started by the desktop has another session keyring): view, read, search,
 * and set attributes to revoke.
 */
#define SESSION_RIGHTS 0x2b2b0000u
#define SESSION_WRITE 0x04040000u

/* Named after the ledger, so that it fits no other. */
static enum lens_err session_name(const char *dir, struct ledger_fault *fault,
				  char out[SESSION_NAME])
{
	char id[2 * LEDGER_ID_SIZE + 1];
	struct header header;
	enum lens_err err = header_read_in(dir, fault, &header);

	if (err != LENS_OK)
		return err;
	base_hex(id, header.id, LEDGER_ID_SIZE);
	snprintf(out, SESSION_NAME, "lenscap:%s", id);
	return LENS_OK;
}

static long session_find(const char *name)
{
	return syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user",
		       name, 0);
}

static bool session_is_gone(int reason)
{
	return reason == ENOKEY || reason == EKEYEXPIRED ||
	       reason == EKEYREVOKED;
}

static enum lens_err session_refused(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_SESSION,
			 "The kernel keeps no keys here (%s), so that Lenscap "
			 "asks each time. Containers often forbid it.",
			 base_said(strerror(errno)));
}

enum lens_err ledger_key_keep(const char *dir, const struct ledger_key *key,
			      unsigned seconds, struct ledger_fault *fault)
{
	char name[SESSION_NAME];
	enum lens_err err;
	long serial;

	fault_clear(fault);
	err = session_name(dir, fault, name);
	if (err != LENS_OK)
		return err;
	if (seconds == 0 || seconds > SESSION_SECONDS_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "The kernel keeps a key for 1 second to a "
				 "week.");
	serial = syscall(SYS_add_key, "user", name, key->bytes, KEY_SIZE,
			 KEY_SPEC_USER_KEYRING);
	if (serial < 0)
		return session_refused(fault);
	/* The time first: a key that stays must not be left behind. */
	if (syscall(SYS_keyctl, KEYCTL_SET_TIMEOUT, serial, seconds) == 0 &&
	    syscall(SYS_keyctl, KEYCTL_SETPERM, serial,
		    SESSION_RIGHTS | SESSION_WRITE) == 0)
		return LENS_OK;
	err = session_refused(fault);
	syscall(SYS_keyctl, KEYCTL_REVOKE, serial);
	return err;
}

/* One byte of room more than a key has, to see a payload that is too long. */
static enum lens_err session_read(long serial, struct ledger_fault *fault,
				  struct ledger_key *out)
{
	uint8_t payload[KEY_SIZE + 1];
	long size =
	    syscall(SYS_keyctl, KEYCTL_READ, serial, payload, sizeof(payload));

	if (size == KEY_SIZE)
		memcpy(out->bytes, payload, KEY_SIZE);
	sodium_memzero(payload, sizeof(payload));
	if (size < 0 && !session_is_gone(errno))
		return session_refused(fault);
	return size == KEY_SIZE ? LENS_OK : LENS_LOCKED;
}

static enum lens_err session_locked(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_KEY,
			 "The ledger is locked. Unlock it with `lenscap "
			 "unlock`.");
}

/* What another program put under our name is no key of this ledger. */
static enum lens_err session_prove(const char *dir,
				   const struct ledger_key *key)
{
	struct header header;
	enum lens_err err = header_read_in(dir, NULL, &header);

	return err == LENS_OK ? header_prove(&header, key, NULL) : err;
}

enum lens_err ledger_key_recall(const char *dir, struct ledger_fault *fault,
				struct ledger_key **out)
{
	char name[SESSION_NAME];
	enum lens_err err;
	long serial;

	fault_clear(fault);
	*out = NULL;
	err = session_name(dir, fault, name);
	if (err != LENS_OK)
		return err;
	serial = session_find(name);
	if (serial < 0)
		return session_is_gone(errno) ? session_locked(fault)
					      : session_refused(fault);
	err = key_new(fault, out);
	if (err == LENS_OK)
		err = session_read(serial, fault, *out);
	if (err == LENS_OK && session_prove(dir, *out) != LENS_OK)
		err = LENS_LOCKED;
	if (err == LENS_LOCKED)
		err = session_locked(fault);
	if (err != LENS_OK) {
		ledger_key_free(*out);
		*out = NULL;
	}
	return err;
}

enum lens_err ledger_key_forget(const char *dir, struct ledger_fault *fault)
{
	char name[SESSION_NAME];
	enum lens_err err;
	long serial;

	fault_clear(fault);
	err = session_name(dir, fault, name);
	if (err != LENS_OK)
		return err;
	serial = session_find(name);
	if (serial < 0)
		return session_is_gone(errno) ? LENS_OK
					      : session_refused(fault);
	/* Revoked, it cannot be read by who has already found it. */
	if (syscall(SYS_keyctl, KEYCTL_REVOKE, serial) != 0)
		return session_refused(fault);
	syscall(SYS_keyctl, KEYCTL_UNLINK, serial, KEY_SPEC_USER_KEYRING);
	return LENS_OK;
}
