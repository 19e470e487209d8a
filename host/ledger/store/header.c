/* header.c: the plain header on the disk, summed for accidents, sealed for
 * attacks. */
#include <fcntl.h>
#include <sodium.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "fault.h"
#include "header.h"
#include "io.h"
#include "place.h"

#define HEADER_MAGIC "LENSCAP\n"
#define HEADER_AT_VERSION 8
#define HEADER_AT_COUNT 12
#define HEADER_AT_ID 16
#define HEADER_AT_GENERATION 32
#define HEADER_AT_REVISION 40
#define HEADER_AT_SUM (HEADER_SIZE - 2 * HEADER_SUM)
#define HEADER_AT_SEAL (HEADER_SIZE - HEADER_SUM)

/*
 * libsodium's MODERATE for new slots.  A header may ask for more, as far as a
 * machine of people can give it: above that, it is an attack on the machine.
 */
#define SLOT_OPERATIONS_MAX 16
#define SLOT_MEMORY_MAX (1u << 30)
/*
 * All slots are tried before a wrong passphrase is called wrong: the sum of
 * passes times bytes is what that costs, some ten seconds at most.
 */
#define SLOT_WORK_MAX (16ull << 30)

bool header_slot_is_sane(const struct header_slot *slot)
{
	if (slot->kind != LEDGER_SLOT_PASSPHRASE)
		return slot->operations == 0 && slot->memory == 0;
	return slot->operations >= crypto_pwhash_OPSLIMIT_MIN &&
	       slot->operations <= SLOT_OPERATIONS_MAX &&
	       slot->memory >= crypto_pwhash_MEMLIMIT_MIN &&
	       slot->memory <= SLOT_MEMORY_MAX;
}

void header_slot_fields(const struct header_slot *slot,
			uint8_t out[SLOT_FIELDS])
{
	base_put_u32(out, slot->id);
	base_put_u32(out + 4, slot->kind);
	base_put_u64(out + 8, slot->operations);
	base_put_u64(out + 16, slot->memory);
	memcpy(out + 24, slot->salt, HEADER_SALT);
}

static void header_put_slot(const struct header_slot *slot, uint8_t *out)
{
	header_slot_fields(slot, out);
	memcpy(out + SLOT_FIELDS, slot->nonce, HEADER_NONCE);
	memcpy(out + SLOT_FIELDS + HEADER_NONCE, slot->wrapped, HEADER_WRAPPED);
}

static void header_get_slot(const uint8_t *in, struct header_slot *slot)
{
	slot->id = base_get_u32(in);
	slot->kind = base_get_u32(in + 4);
	slot->operations = base_get_u64(in + 8);
	slot->memory = base_get_u64(in + 16);
	memcpy(slot->salt, in + 24, HEADER_SALT);
	memcpy(slot->nonce, in + SLOT_FIELDS, HEADER_NONCE);
	memcpy(slot->wrapped, in + SLOT_FIELDS + HEADER_NONCE, HEADER_WRAPPED);
}

static enum lens_err header_damaged(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_HEADER,
			 "The header of the ledger is damaged. Restore a "
			 "backup.");
}

static enum lens_err header_slots_parse(struct header *out,
					struct ledger_fault *fault)
{
	static const struct header_slot empty = {0};
	uint64_t work = 0;

	for (unsigned i = 0; i < LEDGER_SLOTS_MAX; i++) {
		struct header_slot *slot = &out->slots[i];

		header_get_slot(out->front + HEADER_FRONT + i * HEADER_SLOT,
				slot);
		if (i >= out->count) {
			if (memcmp(slot, &empty, sizeof(empty)) != 0)
				return header_damaged(fault);
			continue;
		}
		if (slot->id == 0 || slot->kind < LEDGER_SLOT_PASSPHRASE ||
		    slot->kind > LEDGER_SLOT_RECOVERY)
			return header_damaged(fault);
		/* Each is far below what would overflow the sum. */
		if (header_slot_is_sane(slot))
			work += slot->operations * slot->memory;
		if (!header_slot_is_sane(slot) || work > SLOT_WORK_MAX)
			return fault_say(fault, LEDGER_FAULT_ARGUMENT,
					 "The header asks for more work or "
					 "memory than any Lenscap does.");
	}
	return LENS_OK;
}

enum lens_err header_parse(struct base_view bytes, struct ledger_fault *fault,
			   struct header *out)
{
	uint8_t sum[HEADER_SUM];

	*out = (struct header){0};
	if (!base_view_starts(bytes, HEADER_MAGIC, HEADER_AT_VERSION))
		return fault_say(fault, LEDGER_FAULT_FOREIGN,
				 "The file `ledger` is not one of Lenscap's, "
				 "or its beginning is damaged.");
	if (bytes.size != HEADER_SIZE)
		return header_damaged(fault);
	memcpy(out->front, bytes.data, HEADER_SIZE);
	crypto_generichash(sum, sizeof(sum), out->front, HEADER_AT_SUM, NULL,
			   0);
	if (memcmp(sum, out->front + HEADER_AT_SUM, sizeof(sum)) != 0)
		return header_damaged(fault);
	if (base_get_u32(out->front + HEADER_AT_VERSION) != HEADER_VERSION)
		return fault_say(fault, LEDGER_FAULT_NEWER,
				 "The ledger was made by a newer Lenscap; "
				 "install that.");
	out->count = base_get_u32(out->front + HEADER_AT_COUNT);
	memcpy(out->id, out->front + HEADER_AT_ID, LEDGER_ID_SIZE);
	out->generation = base_get_u64(out->front + HEADER_AT_GENERATION);
	out->revision = base_get_u64(out->front + HEADER_AT_REVISION);
	if (out->count == 0 || out->count > LEDGER_SLOTS_MAX)
		return header_damaged(fault);
	return header_slots_parse(out, fault);
}

static enum lens_err header_missing(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "There is no ledger here. Make one with `lenscap "
			 "init`.");
}

enum lens_err header_read(int dir, struct ledger_fault *fault,
			  struct header *out)
{
	/* One byte more, to see that nothing follows. */
	uint8_t bytes[HEADER_SIZE + 1];
	uint64_t size = 0;
	enum lens_err err;
	int fd;

	*out = (struct header){0};
	err = io_open(dir, HEADER_FILE, O_RDONLY, &fd);
	if (err == LENS_NOT_FOUND)
		return header_missing(fault);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	if (size > sizeof(bytes))
		size = sizeof(bytes);
	if (err == LENS_OK)
		err = io_read(fd, bytes, size, 0);
	base_close(&fd);
	if (err != LENS_OK)
		return fault_system(fault, "read the ledger's header");
	return header_parse((struct base_view){bytes, size}, fault, out);
}

enum lens_err header_read_in(const char *dir, struct ledger_fault *fault,
			     struct header *out)
{
	enum lens_err err;
	int fd;

	err = place_open(dir, false, fault, &fd);
	if (err == LENS_NOT_FOUND)
		return header_missing(fault);
	if (err != LENS_OK)
		return err;
	err = header_read(fd, fault, out);
	base_close(&fd);
	return err;
}

static void header_mac(const uint8_t *front, const struct ledger_key *key,
		       uint8_t out[HEADER_SUM])
{
	uint8_t sealing[KEY_SIZE];

	key_derive(key->bytes, "header", (struct base_view){NULL, 0}, sealing);
	crypto_generichash(out, HEADER_SUM, front, HEADER_AT_SEAL, sealing,
			   sizeof(sealing));
	sodium_memzero(sealing, sizeof(sealing));
}

enum lens_err header_prove(const struct header *header,
			   const struct ledger_key *key,
			   struct ledger_fault *fault)
{
	uint8_t seal[HEADER_SUM];

	header_mac(header->front, key, seal);
	if (sodium_memcmp(seal, header->front + HEADER_AT_SEAL, sizeof(seal)) ==
	    0)
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_HEADER,
			 "The header of the ledger was changed by somebody "
			 "without its key, or the key is another ledger's.");
}

void header_seal(struct header *header, const struct ledger_key *key,
		 uint8_t out[HEADER_SIZE])
{
	memset(out, 0, HEADER_SIZE);
	memcpy(out, HEADER_MAGIC, HEADER_AT_VERSION);
	base_put_u32(out + HEADER_AT_VERSION, HEADER_VERSION);
	base_put_u32(out + HEADER_AT_COUNT, header->count);
	memcpy(out + HEADER_AT_ID, header->id, LEDGER_ID_SIZE);
	base_put_u64(out + HEADER_AT_GENERATION, header->generation);
	base_put_u64(out + HEADER_AT_REVISION, header->revision);
	for (unsigned i = 0; i < header->count; i++)
		header_put_slot(&header->slots[i],
				out + HEADER_FRONT + i * HEADER_SLOT);
	crypto_generichash(out + HEADER_AT_SUM, HEADER_SUM, out, HEADER_AT_SUM,
			   NULL, 0);
	header_mac(out, key, out + HEADER_AT_SEAL);
	memcpy(header->front, out, HEADER_SIZE);
}

enum lens_err header_write(int dir, struct header *header,
			   const struct ledger_key *key,
			   struct ledger_fault *fault)
{
	uint8_t bytes[HEADER_SIZE];

	header->revision++;
	header_seal(header, key, bytes);
	if (io_replace(dir, HEADER_FILE,
		       (struct base_view){bytes, sizeof(bytes)}) != LENS_OK)
		return fault_system(fault, "write the ledger's header");
	return LENS_OK;
}

unsigned header_slots(const struct header *header,
		      struct ledger_slot out[LEDGER_SLOTS_MAX])
{
	for (unsigned i = 0; i < header->count; i++)
		out[i] = (struct ledger_slot){
		    .id = header->slots[i].id,
		    .kind = (enum ledger_slot_kind)header->slots[i].kind};
	return header->count;
}
