/*
 * record.h: one change, sealed.  Pure: bytes in, bytes out.
 *
 *   nonce 24 | sealed head 32 + 16 | sealed body | tag 16
 *
 * A record is a multiple of RECORD_UNIT bytes.  The head holds sequence, time,
 * units and the body's true size, and is bound to its place in the file; the
 * body is bound to the head, the sequence and the tag before.  The tag of a
 * record is BLAKE2b-256(tag before || all bytes of the record).
 */
#ifndef LENSCAP_LEDGER_STORE_RECORD_H
#define LENSCAP_LEDGER_STORE_RECORD_H

#include "key.h"

#define RECORD_UNIT 256
#define RECORD_NONCE 24
#define RECORD_SEAL 16
#define RECORD_HEAD_PLAIN 32
#define RECORD_HEAD (RECORD_NONCE + RECORD_HEAD_PLAIN + RECORD_SEAL)
#define RECORD_UNITS_MAX (1u << 18) /* 64 MiB */
#define RECORD_BODY_MAX                                                        \
	((size_t)RECORD_UNITS_MAX * RECORD_UNIT - RECORD_HEAD - RECORD_SEAL)

/* Where the chain stands. */
struct record_chain {
	uint64_t sequence; /* of the last record */
	int64_t time;	   /* of the last record, ms since 1970 */
	uint8_t tag[LEDGER_TAG_SIZE];
};

struct record_head {
	uint64_t sequence;
	int64_t time;
	uint32_t units; /* of the whole record */
	uint32_t used;	/* bytes of the body that are not padding */
};

/*
 * Seal body as the next record of the chain, for the given offset in its
 * file, into an initialised buffer; *next is the chain with it.
 * LENS_TOO_BIG above RECORD_BODY_MAX.
 */
LENS_MUST enum lens_err record_seal(const uint8_t key[KEY_SIZE],
				    const struct record_chain *chain,
				    struct base_view body, uint64_t offset,
				    struct base_buffer *out,
				    struct record_chain *next);

/* Open the RECORD_HEAD bytes at an offset.  LENS_MALFORMED when they fail. */
LENS_MUST enum lens_err record_open_head(const uint8_t key[KEY_SIZE],
					 const uint8_t *bytes, uint64_t offset,
					 struct record_head *out);

/*
 * Open a whole record of head->units in place: *body points into it.
 * LENS_MALFORMED when it fails its seal or is not the next of the chain.
 */
LENS_MUST enum lens_err record_open(const uint8_t key[KEY_SIZE],
				    const struct record_chain *chain,
				    const struct record_head *head,
				    uint8_t *bytes, struct base_view *body,
				    struct record_chain *next);

#endif
