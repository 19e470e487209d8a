/* key_file.c: a file as a key: whatever it holds, hashed. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "fault.h"
#include "io.h"
#include "key.h"

#define KEY_FILE_LEAST 32
#define KEY_FILE_MOST (1u << 20)
#define KEY_FILE_STEP 4096

/* Hash the whole file in steps, so that no copy of it stays in memory. */
static enum lens_err key_file_hash(int fd, struct ledger_secret *secret,
				   struct ledger_fault *fault)
{
	crypto_generichash_state state;
	uint8_t step[KEY_FILE_STEP];
	size_t size = 0;
	ssize_t got = 1;

	crypto_generichash_init(&state, NULL, 0, KEY_SIZE);
	while (got > 0 && size <= KEY_FILE_MOST) {
		got = read(fd, step, sizeof(step));
		if (got < 0 && errno == EINTR) {
			got = 1;
			continue;
		}
		if (got <= 0)
			break;
		crypto_generichash_update(&state, step, (size_t)got);
		size += (size_t)got;
	}
	crypto_generichash_final(&state, secret->bytes, KEY_SIZE);
	secret->size = KEY_SIZE;
	sodium_memzero(&state, sizeof(state));
	sodium_memzero(step, sizeof(step));
	if (got < 0)
		return fault_system(fault, "read the key file");
	if (size < KEY_FILE_LEAST || size > KEY_FILE_MOST)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "A key file has between %d bytes and 1 MiB, "
				 "and this one has not; choose the file that "
				 "the ledger was made with.",
				 KEY_FILE_LEAST);
	return LENS_OK;
}

enum lens_err ledger_secret_key_file(const char *path,
				     struct ledger_fault *fault,
				     struct ledger_secret **out)
{
	enum lens_err err;
	int fd;

	*out = NULL;
	err = io_open(AT_FDCWD, path, O_RDONLY, &fd);
	if (err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "There is no key file at that place; check "
				 "its name, and whether its disk is "
				 "connected.");
	if (err != LENS_OK)
		return fault_system(fault, "open the key file");
	err = key_secret_new(LEDGER_SLOT_KEY_FILE, fault, out);
	if (err == LENS_OK)
		err = key_file_hash(fd, *out, fault);
	base_close(&fd);
	if (err != LENS_OK) {
		ledger_secret_free(*out);
		*out = NULL;
	}
	return err;
}

/* Hex in a line, so that it survives being printed and typed. */
static enum lens_err key_file_write(int fd)
{
	uint8_t bytes[KEY_SIZE];
	char text[2 * KEY_SIZE + 2];
	enum lens_err err;

	key_ready();
	randombytes_buf(bytes, sizeof(bytes));
	base_hex(text, bytes, sizeof(bytes));
	text[2 * KEY_SIZE] = '\n';
	err = io_write(
	    fd, (struct base_view){(uint8_t *)text, 2 * KEY_SIZE + 1}, 0);
	if (err == LENS_OK)
		err = io_sync(fd);
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(text, sizeof(text));
	return err;
}

enum lens_err ledger_secret_key_file_create(const char *path,
					    struct ledger_fault *fault,
					    struct ledger_secret **out)
{
	enum lens_err err;
	int fd;

	*out = NULL;
	err = io_open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL, &fd);
	if (err != LENS_OK && errno == EEXIST)
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "There is a file of the key file's name "
				 "already; choose another name.");
	if (err == LENS_OK)
		err = key_file_write(fd);
	base_close(&fd);
	if (err != LENS_OK)
		return fault_system(fault, "write the key file");
	return ledger_secret_key_file(path, fault, out);
}
