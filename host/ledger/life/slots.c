/* slots.c: add, remove and change the ways to open a ledger. */
#include <string.h>

#include <lenscap/ledger_keys.h>

#include "store/io.h"
#include "store/store.h"
#include "store/witness.h"

/* Write the changed header and go on with it. */
static enum lens_err slots_settle(struct ledger *ledger, struct header *header,
				  struct ledger_fault *fault)
{
	enum lens_err err =
	    header_write(ledger->dir, header, ledger->key, fault);

	if (err != LENS_OK) {
		ledger->stale = true;
		return err;
	}
	ledger->header = *header;
	witness_write(ledger);
	return LENS_OK;
}

static int slots_find(const struct header *header, uint32_t id)
{
	for (unsigned i = 0; i < header->count; i++)
		if (header->slots[i].id == id)
			return (int)i;
	return -1;
}

static enum lens_err slots_missing(uint32_t id, struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MISSING,
			 "The ledger has no key %lu; 'lenscap keys list' shows "
			 "those it has.",
			 (unsigned long)id);
}

/* What shall be done to the slots, and to which. */
struct slots_wish {
	enum lens_err (*edit)(struct header *header, struct slots_wish *wish,
			      const struct ledger_key *key,
			      struct ledger_fault *fault);
	const struct ledger_secret *secret;
	uint32_t id; /* of the slot; one that is added gets its own */
};

static enum lens_err slots_add(struct header *header, struct slots_wish *wish,
			       const struct ledger_key *key,
			       struct ledger_fault *fault)
{
	struct header_slot *slot = &header->slots[header->count];
	enum lens_err err;

	if (header->count == LEDGER_SLOTS_MAX)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "A ledger opens in at most %d ways; remove "
				 "one first.",
				 LEDGER_SLOTS_MAX);
	slot->id = 1;
	while (slots_find(header, slot->id) >= 0)
		slot->id++;
	wish->id = slot->id;
	err = slot_wrap(header, wish->secret, key, fault, slot);
	if (err == LENS_OK)
		header->count++;
	return err;
}

/* Whether one can be removed. */
static enum lens_err slots_expect(const struct header *header, uint32_t id,
				  struct ledger_fault *fault)
{
	if (slots_find(header, id) < 0)
		return slots_missing(id, fault);
	if (header->count == 1)
		return fault_say(fault, LEDGER_FAULT_EXISTS,
				 "This is the last way to open the ledger; "
				 "add another first.");
	return LENS_OK;
}

static enum lens_err slots_remove(struct header *header,
				  struct slots_wish *wish,
				  const struct ledger_key *key,
				  struct ledger_fault *fault)
{
	enum lens_err err = slots_expect(header, wish->id, fault);
	int at = slots_find(header, wish->id);

	(void)key;
	if (err != LENS_OK)
		return err;
	header->count--;
	memmove(&header->slots[at], &header->slots[at + 1],
		(header->count - (unsigned)at) * sizeof(header->slots[0]));
	memset(&header->slots[header->count], 0, sizeof(header->slots[0]));
	return LENS_OK;
}

static enum lens_err slots_change(struct header *header,
				  struct slots_wish *wish,
				  const struct ledger_key *key,
				  struct ledger_fault *fault)
{
	int at = slots_find(header, wish->id);

	return at < 0 ? slots_missing(wish->id, fault)
		      : slot_wrap(header, wish->secret, key, fault,
				  &header->slots[at]);
}

/* In a header of our own, which counts when it is written. */
static enum lens_err slots_do(struct ledger *ledger, struct slots_wish *wish,
			      struct ledger_fault *fault)
{
	struct header header;
	enum lens_err err;

	fault_clear(fault);
	err = store_lock(ledger, fault);
	if (err != LENS_OK)
		return err;
	err = store_catch_up(ledger, fault);
	header = ledger->header;
	if (err == LENS_OK)
		err = wish->edit(&header, wish, ledger->key, fault);
	if (err == LENS_OK)
		err = slots_settle(ledger, &header, fault);
	store_unlock(ledger);
	return err;
}

enum lens_err ledger_slot_add(struct ledger *ledger,
			      const struct ledger_secret *secret,
			      struct ledger_fault *fault, uint32_t *id)
{
	struct slots_wish wish = {.edit = slots_add, .secret = secret};
	enum lens_err err = slots_do(ledger, &wish, fault);

	if (err == LENS_OK && id != NULL)
		*id = wish.id;
	return err;
}

enum lens_err ledger_slot_remove(struct ledger *ledger, uint32_t id,
				 struct ledger_fault *fault)
{
	struct slots_wish wish = {.edit = slots_remove, .id = id};

	return slots_do(ledger, &wish, fault);
}

enum lens_err ledger_slot_expect(const struct ledger *ledger, uint32_t id,
				 struct ledger_fault *fault)
{
	fault_clear(fault);
	return slots_expect(&ledger->header, id, fault);
}

enum lens_err ledger_slot_change(struct ledger *ledger, uint32_t id,
				 const struct ledger_secret *secret,
				 struct ledger_fault *fault)
{
	struct slots_wish wish = {
	    .edit = slots_change, .secret = secret, .id = id};

	return slots_do(ledger, &wish, fault);
}
