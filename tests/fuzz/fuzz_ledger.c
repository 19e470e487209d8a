/*
 * fuzz_ledger.c: what the ledger reads from a disk that somebody else wrote.
 * The first byte chooses: a header, a record's head, a log of good records of
 * which one byte was changed, a log of anything, a recovery key, and, behind a
 * seal that holds, a snapshot.
 *
 * Not here: a change behind a seal that holds.  SQLite 3.40's session reader
 * does not end on some bytes; nothing but the seal keeps them from it.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <lenscap/ledger_keys.h>

#include "store/snapshot.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t fuzz_key[KEY_SIZE] = {1, 2, 3};

/* ---- Headers ---- */

/* With its sum put right, so that the fields behind it are reached. */
static void fuzz_header(struct base_view input)
{
	uint8_t bytes[HEADER_SIZE] = {0}, again[HEADER_SIZE];
	struct ledger_slot slots[LEDGER_SLOTS_MAX];
	struct ledger_key key = {.locked = true};
	struct header header;

	if (header_parse(input, NULL, &header) == LENS_OK)
		abort(); /* 256 bits of sum by chance */
	if (input.size > sizeof(bytes))
		return;
	memcpy(bytes, "LENSCAP\n\1", 9);
	if (input.size > 12)
		memcpy(bytes + 12, input.data + 12, input.size - 12);
	crypto_generichash(bytes + HEADER_SIZE - 2 * HEADER_SUM, HEADER_SUM,
			   bytes, HEADER_SIZE - 2 * HEADER_SUM, NULL, 0);
	if (header_parse((struct base_view){bytes, sizeof(bytes)}, NULL,
			 &header) != LENS_OK)
		return;
	if (header_slots(&header, slots) == 0 ||
	    header_prove(&header, &key, NULL) == LENS_OK)
		abort();
	header_seal(&header, &key, again);
	if (memcmp(bytes, again, HEADER_SIZE - HEADER_SUM) != 0 ||
	    header_prove(&header, &key, NULL) != LENS_OK)
		abort();
}

/* ---- Records ---- */

/* A head of any numbers, sealed: whoever has the key may be mistaken. */
static void fuzz_head(struct base_view input)
{
	uint8_t bytes[RECORD_HEAD] = {0}, plain[RECORD_HEAD_PLAIN] = {0};
	uint8_t place[8] = {0};
	struct record_head head;

	memcpy(plain, input.data,
	       input.size < sizeof(plain) ? input.size : sizeof(plain));
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    bytes + RECORD_NONCE, NULL, plain, sizeof(plain), place,
	    sizeof(place), NULL, bytes, fuzz_key);
	if (record_open_head(fuzz_key, bytes, 0, &head) != LENS_OK)
		return;
	if (head.units == 0 || head.units > RECORD_UNITS_MAX ||
	    head.used >
		(size_t)head.units * RECORD_UNIT - RECORD_HEAD - RECORD_SEAL)
		abort();
}

static struct log fuzz_log(struct base_view content)
{
	struct log log = {.fd = memfd_create("log", MFD_CLOEXEC),
			  .dir = -1,
			  .end = ENVELOPE_SIZE};

	memcpy(log.key, fuzz_key, sizeof(fuzz_key));
	if (log.fd < 0 || ftruncate(log.fd, ENVELOPE_SIZE) != 0 ||
	    pwrite(log.fd, content.data, content.size, ENVELOPE_SIZE) !=
		(ssize_t)content.size)
		abort();
	return log;
}

/* How many records come out whole. */
static unsigned fuzz_read(struct base_view content, enum log_tail *tail)
{
	struct record_chain chain = {.sequence = 0}, next;
	struct log log = fuzz_log(content);
	struct base_buffer buffer;
	struct base_view body;
	unsigned count = 0;

	base_buffer_init(&buffer, 1 << 22);
	while (log_next(&log, &chain, &buffer, &body, &next, tail) == LENS_OK) {
		/* Each body is the number of its record, many times. */
		for (size_t i = 0; i < body.size; i++)
			if (body.data[i] != (uint8_t)count)
				abort();
		log_advance(&log, &buffer);
		chain = next;
		count++;
	}
	base_buffer_free(&buffer);
	close(log.fd);
	return count;
}

/* Bodies of the sizes in the input; then one byte changed, or the end cut. */
static void fuzz_spoilt(struct base_view input)
{
	struct record_chain chain = {.sequence = 0}, next;
	uint64_t starts[17] = {0};
	struct base_buffer content;
	enum log_tail tail;
	unsigned count = 0, spoilt = 0;
	size_t at;

	if (input.size < 5)
		return;
	base_buffer_init(&content, 1 << 22);
	for (; count < 16 && count + 4 < input.size; count++) {
		uint8_t bytes[255];

		memset(bytes, (int)count, sizeof(bytes));
		if (record_seal(
			fuzz_key, &chain,
			(struct base_view){bytes, input.data[4 + count]},
			ENVELOPE_SIZE + content.size, &content,
			&next) != LENS_OK)
			abort();
		chain = next;
		starts[count + 1] = content.size;
	}
	if (fuzz_read(base_buffer_view(&content), &tail) != count ||
	    tail != LOG_WHOLE)
		abort();
	at = base_get_u16(input.data) % content.size;
	while (starts[spoilt + 1] <= at)
		spoilt++;
	if (input.data[2] != 0)
		content.data[at] ^= input.data[2];
	else
		content.size = at;
	if (fuzz_read(base_buffer_view(&content), &tail) != spoilt)
		abort();
	if (input.data[2] != 0 ? tail != LOG_TAMPERED
			       : (tail == LOG_WHOLE) != (starts[spoilt] == at))
		abort();
	base_buffer_free(&content);
}

static void fuzz_anything(struct base_view input)
{
	enum log_tail tail = LOG_WHOLE;

	if (fuzz_read(input, &tail) != 0)
		abort();
	if ((input.size == 0) != (tail == LOG_WHOLE))
		abort();
}

/* ---- Recovery keys ---- */

static void fuzz_recovery(struct base_view input)
{
	struct ledger_secret *secret;

	if (ledger_secret_recovery(input, NULL, &secret) != LENS_OK &&
	    secret != NULL)
		abort();
	ledger_secret_free(secret);
}

/* ---- Behind a seal ---- */

static void fuzz_snapshot(struct base_view input)
{
	static struct stream stream;
	struct snapshot snapshot = {.bytes = 0};
	int fd = memfd_create("snapshot", MFD_CLOEXEC);

	if (stream_write_start(&stream, fd, 0, fuzz_key) != LENS_OK ||
	    stream_write(&stream, input) != LENS_OK ||
	    stream_write_end(&stream) != LENS_OK ||
	    stream_read_start(&stream, fd, 0, fuzz_key) != LENS_OK)
		abort();
	if (snapshot_get(&stream, NULL, &snapshot) == LENS_OK) {
		(void)!stream_read_end(&stream);
		(void)!database_migrate(&snapshot.database, NULL);
		database_close(&snapshot.database);
	}
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const targets[])(struct base_view) = {
	    fuzz_header,   fuzz_head,	  fuzz_spoilt,
	    fuzz_anything, fuzz_recovery, fuzz_snapshot,
	};

	key_ready();
	if (size > 0)
		targets[data[0] % (sizeof(targets) / sizeof(targets[0]))](
		    (struct base_view){data + 1, size - 1});
	return 0;
}
