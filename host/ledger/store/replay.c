/* replay.c: the records of a log, into memory. */
#include <inttypes.h>

#include "store.h"

/* So much of the log is applied at once. */
#define REPLAY_BATCH (4u << 20)

enum lens_err store_link(struct ledger *ledger, const struct record_chain *next,
			 struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LINK_ADD);

	database_bind_int(&binder, (int64_t)next->sequence);
	database_bind_int(&binder, next->time);
	database_bind_bytes(&binder,
			    (struct base_view){next->tag, LEDGER_TAG_SIZE});
	return database_run(&binder, fault);
}

static enum lens_err replay_misfit(struct ledger *ledger,
				   struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_RECORD,
			 "The changes up to %" PRIu64 " do not fit the ones "
			 "before them, although their seals hold: this is a "
			 "defect of Lenscap.",
			 ledger->chain.sequence);
}

static enum lens_err replay_broken(const struct ledger *ledger,
				   struct ledger_fault *fault)
{
	uint64_t sequence = ledger->chain.sequence + 1;
	enum lens_err err;

	err = fault_say(fault, LEDGER_FAULT_RECORD,
			"Change %" PRIu64 " fails its seal: it was altered, "
			"moved, or one was put in or taken out there. Run "
			"`lenscap verify`.",
			sequence);
	if (fault != NULL)
		fault->record = sequence;
	return err;
}

/* Take records until the batch is full or there is no good one: *stop. */
static enum lens_err replay_take(struct ledger *ledger,
				 struct base_buffer *buffer,
				 struct ledger_fault *fault,
				 enum lens_err *stop, enum log_tail *tail)
{
	uint64_t from = ledger->log.end;
	enum lens_err err = LENS_OK;

	*stop = LENS_OK;
	while (err == LENS_OK && ledger->log.end - from < REPLAY_BATCH) {
		struct record_chain next;
		struct base_view body;

		*stop = log_next(&ledger->log, &ledger->chain, buffer, &body,
				 &next, tail);
		if (*stop != LENS_OK)
			break;
		err = store_link(ledger, &next, fault);
		if (err == LENS_OK) {
			err = database_collect(&ledger->database, body);
			log_advance(&ledger->log, buffer);
			ledger->chain = next;
			if (err == LENS_SYSTEM)
				err = fault_memory(fault);
			else if (err != LENS_OK)
				err = replay_misfit(ledger, fault);
		}
	}
	return err;
}

static enum lens_err replay_apply(struct ledger *ledger,
				  struct ledger_fault *fault)
{
	enum lens_err err = database_apply(&ledger->database);

	if (err == LENS_SYSTEM)
		return fault_memory(fault);
	return err == LENS_OK ? LENS_OK : replay_misfit(ledger, fault);
}

/* All of a batch gets into memory, or nothing of it. */
static enum lens_err replay_batch(struct ledger *ledger,
				  struct base_buffer *buffer,
				  struct ledger_fault *fault,
				  enum lens_err *stop, enum log_tail *tail)
{
	struct record_chain chain = ledger->chain;
	uint64_t end = ledger->log.end;
	enum lens_err err =
	    database_query(&ledger->database, QUERY_BEGIN, fault);

	if (err != LENS_OK)
		return err;
	err = replay_take(ledger, buffer, fault, stop, tail);
	if (err == LENS_OK)
		err = replay_apply(ledger, fault);
	if (err == LENS_OK)
		err = database_query(&ledger->database, QUERY_COMMIT, fault);
	if (err == LENS_OK)
		return LENS_OK;
	database_drop(&ledger->database);
	if (!sqlite3_get_autocommit(ledger->database.db))
		(void)!database_query(&ledger->database, QUERY_ROLLBACK, NULL);
	ledger->chain = chain;
	ledger->log.end = end;
	return err;
}

/* The end of the log: a torn tail is moved out of the way. */
static void replay_tail(struct ledger *ledger, enum log_tail tail)
{
	ledger->torn = false;
	if (tail != LOG_TORN)
		return;
	ledger->notices[LEDGER_NOTICE_TORN] = true;
	ledger->torn = log_set_aside(&ledger->log, &ledger->chain) != LENS_OK;
}

enum lens_err store_replay(struct ledger *ledger, struct ledger_fault *fault)
{
	enum lens_err err, stop = LENS_OK;
	enum log_tail tail = LOG_WHOLE;
	struct base_buffer buffer;

	if (log_is_read(&ledger->log))
		return LENS_OK;
	base_buffer_init(&buffer, (size_t)RECORD_UNITS_MAX * RECORD_UNIT);
	do
		err = replay_batch(ledger, &buffer, fault, &stop, &tail);
	while (err == LENS_OK && stop == LENS_OK);
	base_buffer_free(&buffer);
	if (err != LENS_OK)
		return err;
	if (stop == LENS_MALFORMED)
		return replay_broken(ledger, fault);
	if (stop != LENS_END)
		return fault_system(fault, "read the log");
	replay_tail(ledger, tail);
	return LENS_OK;
}
