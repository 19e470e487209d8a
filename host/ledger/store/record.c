/* record.c: seal a change and open it again. */
#include <sodium.h>
#include <string.h>

#include "record.h"

#define RECORD_BOUND (8 + LEDGER_TAG_SIZE + RECORD_HEAD)

/* The second nonce of a record differs from the first in its last bit. */
static void record_body_nonce(const uint8_t *bytes, uint8_t nonce[RECORD_NONCE])
{
	memcpy(nonce, bytes, RECORD_NONCE);
	nonce[RECORD_NONCE - 1] ^= 1;
}

/* What a body hangs on: its number, the tag before, its head. */
static void record_bind(const struct record_chain *chain, uint64_t sequence,
			const uint8_t *head, uint8_t out[RECORD_BOUND])
{
	base_put_u64(out, sequence);
	memcpy(out + 8, chain->tag, LEDGER_TAG_SIZE);
	memcpy(out + 8 + LEDGER_TAG_SIZE, head, RECORD_HEAD);
}

static void record_tag(const struct record_chain *chain, struct base_view whole,
		       uint8_t out[LEDGER_TAG_SIZE])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, LEDGER_TAG_SIZE);
	crypto_generichash_update(&state, chain->tag, LEDGER_TAG_SIZE);
	crypto_generichash_update(&state, whole.data, whole.size);
	crypto_generichash_final(&state, out, LEDGER_TAG_SIZE);
}

/* Never before the record before, whatever the clock says. */
static int64_t record_now(const struct record_chain *chain)
{
	int64_t ms = base_wall_ms();

	return ms > chain->time ? ms : chain->time;
}

static void record_seal_head(const uint8_t key[KEY_SIZE],
			     const struct record_head *head, uint64_t offset,
			     uint8_t *out)
{
	uint8_t plain[RECORD_HEAD_PLAIN] = {0}, place[8];

	base_put_u64(plain, head->sequence);
	base_put_u64(plain + 8, (uint64_t)head->time);
	base_put_u32(plain + 16, head->units);
	base_put_u32(plain + 20, head->used);
	base_put_u64(place, offset);
	randombytes_buf(out, RECORD_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    out + RECORD_NONCE, NULL, plain, sizeof(plain), place,
	    sizeof(place), NULL, out, key);
}

enum lens_err record_seal(const uint8_t key[KEY_SIZE],
			  const struct record_chain *chain,
			  struct base_view body, uint64_t offset,
			  struct base_buffer *out, struct record_chain *next)
{
	uint8_t bound[RECORD_BOUND], nonce[RECORD_NONCE], *bytes;
	struct record_head head = {.sequence = chain->sequence + 1,
				   .time = record_now(chain),
				   .used = (uint32_t)body.size};
	size_t inner;
	enum lens_err err;

	if (body.size > RECORD_BODY_MAX)
		return LENS_TOO_BIG;
	head.units = (uint32_t)((RECORD_HEAD + body.size + RECORD_SEAL +
				 RECORD_UNIT - 1) /
				RECORD_UNIT);
	inner = (size_t)head.units * RECORD_UNIT - RECORD_HEAD - RECORD_SEAL;
	err = base_buffer_extend(out, (size_t)head.units * RECORD_UNIT, &bytes);
	if (err != LENS_OK)
		return err;
	record_seal_head(key, &head, offset, bytes);
	record_bind(chain, head.sequence, bytes, bound);
	record_body_nonce(bytes, nonce);
	if (body.size > 0)
		memcpy(bytes + RECORD_HEAD, body.data, body.size);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    bytes + RECORD_HEAD, NULL, bytes + RECORD_HEAD, inner, bound,
	    sizeof(bound), NULL, nonce, key);
	*next =
	    (struct record_chain){.sequence = head.sequence, .time = head.time};
	record_tag(chain,
		   (struct base_view){bytes, (size_t)head.units * RECORD_UNIT},
		   next->tag);
	return LENS_OK;
}

enum lens_err record_open_head(const uint8_t key[KEY_SIZE],
			       const uint8_t *bytes, uint64_t offset,
			       struct record_head *out)
{
	uint8_t plain[RECORD_HEAD_PLAIN], place[8];

	*out = (struct record_head){0};
	base_put_u64(place, offset);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		plain, NULL, NULL, bytes + RECORD_NONCE,
		RECORD_HEAD - RECORD_NONCE, place, sizeof(place), bytes,
		key) != 0)
		return LENS_MALFORMED;
	out->sequence = base_get_u64(plain);
	out->time = (int64_t)base_get_u64(plain + 8);
	out->units = base_get_u32(plain + 16);
	out->used = base_get_u32(plain + 20);
	/* Sealed, and yet: a number that sizes memory is checked. */
	if (out->units == 0 || out->units > RECORD_UNITS_MAX ||
	    out->used > RECORD_BODY_MAX ||
	    out->used + RECORD_HEAD + RECORD_SEAL > out->units * RECORD_UNIT)
		return LENS_MALFORMED;
	return LENS_OK;
}

enum lens_err record_open(const uint8_t key[KEY_SIZE],
			  const struct record_chain *chain,
			  const struct record_head *head, uint8_t *bytes,
			  struct base_view *body, struct record_chain *next)
{
	size_t size = (size_t)head->units * RECORD_UNIT;
	uint8_t bound[RECORD_BOUND], nonce[RECORD_NONCE];

	*body = (struct base_view){NULL, 0};
	*next = (struct record_chain){.sequence = head->sequence,
				      .time = head->time};
	if (head->sequence != chain->sequence + 1)
		return LENS_MALFORMED;
	record_tag(chain, (struct base_view){bytes, size}, next->tag);
	record_bind(chain, head->sequence, bytes, bound);
	record_body_nonce(bytes, nonce);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		bytes + RECORD_HEAD, NULL, NULL, bytes + RECORD_HEAD,
		size - RECORD_HEAD, bound, sizeof(bound), nonce, key) != 0)
		return LENS_MALFORMED;
	*body = (struct base_view){bytes + RECORD_HEAD, head->used};
	return LENS_OK;
}
