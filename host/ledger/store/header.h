/*
 * header.h: the file `ledger`: which generation counts, and the master key
 * wrapped once for each way to open it.  The only plain text on the disk.
 */
#ifndef LENSCAP_LEDGER_STORE_HEADER_H
#define LENSCAP_LEDGER_STORE_HEADER_H

#include "key.h"

#define HEADER_FILE "ledger"
#define HEADER_VERSION 1
#define HEADER_SALT 16
#define HEADER_NONCE 24
#define HEADER_WRAPPED 48
#define HEADER_SLOT 112
#define HEADER_FRONT 48
#define HEADER_SUM 32
#define HEADER_SIZE                                                            \
	(HEADER_FRONT + LEDGER_SLOTS_MAX * HEADER_SLOT + 2 * HEADER_SUM)

struct header_slot {
	uint32_t id; /* 0: an empty slot */
	uint32_t kind;
	uint64_t operations, memory; /* of Argon2id; 0 for other kinds */
	uint8_t salt[HEADER_SALT];
	uint8_t nonce[HEADER_NONCE];
	uint8_t wrapped[HEADER_WRAPPED]; /* the master key and its tag */
};

struct header {
	uint8_t id[LEDGER_ID_SIZE];
	uint64_t generation;
	uint64_t revision; /* grows with every writing of this file */
	unsigned count;	   /* the slots in use come first */
	struct header_slot slots[LEDGER_SLOTS_MAX];
	uint8_t front[HEADER_SIZE]; /* as read, for header_prove() */
};

/*
 * Parse HEADER_SIZE bytes.  LEDGER_FAULT_FOREIGN, _NEWER or _HEADER; every
 * field is in range afterwards, and no more is known: see header_prove().
 */
LENS_MUST enum lens_err header_parse(struct base_view bytes,
				     struct ledger_fault *fault,
				     struct header *out);

/* Read the file in a folder.  LEDGER_FAULT_MISSING when there is none. */
LENS_MUST enum lens_err header_read(int dir, struct ledger_fault *fault,
				    struct header *out);

/* The same by the folder's path; a missing folder is a missing ledger. */
LENS_MUST enum lens_err
header_read_in(const char *dir, struct ledger_fault *fault, struct header *out);

/* The header was written by someone who has the master key. */
LENS_MUST enum lens_err header_prove(const struct header *header,
				     const struct ledger_key *key,
				     struct ledger_fault *fault);

/* The header as bytes, sealed with the master key. */
void header_seal(struct header *header, const struct ledger_key *key,
		 uint8_t out[HEADER_SIZE]);

/* Write it in place of the old one, its revision counted up. */
LENS_MUST enum lens_err header_write(int dir, struct header *header,
				     const struct ledger_key *key,
				     struct ledger_fault *fault);

/* What of it concerns people. */
unsigned header_slots(const struct header *header,
		      struct ledger_slot out[LEDGER_SLOTS_MAX]);

/*
 * Wrap the master key with a secret into a slot (its id stays); open the
 * first slot that the secret fits.
 */
LENS_MUST enum lens_err slot_wrap(const struct header *header,
				  const struct ledger_secret *secret,
				  const struct ledger_key *key,
				  struct ledger_fault *fault,
				  struct header_slot *slot);
LENS_MUST enum lens_err slot_open(const struct header *header,
				  const struct ledger_secret *secret,
				  struct ledger_fault *fault,
				  struct ledger_key **out);

/* Argon2id within reason, whatever a header asks. */
bool header_slot_is_sane(const struct header_slot *slot);

/* A slot's first bytes on the disk, up to its nonce: what is authenticated. */
#define SLOT_FIELDS 40
void header_slot_fields(const struct header_slot *slot,
			uint8_t out[SLOT_FIELDS]);

#endif
