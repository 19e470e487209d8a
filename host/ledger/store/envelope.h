/*
 * envelope.h: the first 256 bytes of every sealed file: what it is, of which
 * ledger and generation, the salt its key is made with, and a seal over that.
 */
#ifndef LENSCAP_LEDGER_STORE_ENVELOPE_H
#define LENSCAP_LEDGER_STORE_ENVELOPE_H

#include "key.h"

#define ENVELOPE_SIZE 256
#define ENVELOPE_SALT 32

enum envelope_kind {
	ENVELOPE_SNAPSHOT,
	ENVELOPE_LOG,
	ENVELOPE_THUMBNAILS,
	ENVELOPE_INDEX,
	ENVELOPE_BACKUP,
	ENVELOPES
};

struct envelope {
	enum envelope_kind kind;
	uint8_t id[LEDGER_ID_SIZE];
	uint64_t generation;
};

/*
 * Write an envelope with a fresh salt; key is what seals the rest of the file.
 */
void envelope_seal(const struct envelope *envelope,
		   const struct ledger_key *master, uint8_t out[ENVELOPE_SIZE],
		   uint8_t key[KEY_SIZE]);

/*
 * Check that bytes are this very envelope, and make the key of the file.
 * LENS_MALFORMED when they are not.
 */
LENS_MUST enum lens_err envelope_open(const struct envelope *expected,
				      const struct ledger_key *master,
				      const uint8_t bytes[ENVELOPE_SIZE],
				      uint8_t key[KEY_SIZE]);

/* The file's name: "snapshot-7". */
#define ENVELOPE_NAME 48
void envelope_name(enum envelope_kind kind, uint64_t generation,
		   char out[ENVELOPE_NAME]);

#endif
