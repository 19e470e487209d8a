/* log.c: the log file of one generation. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#include "fault.h"
#include "io.h"
#include "log.h"

#define LOG_STEP 65536

/* A log of which nothing is open yet, and its name. */
static void log_begin(int dir, const struct envelope *envelope, struct log *out,
		      char name[ENVELOPE_NAME])
{
	*out = (struct log){.fd = -1,
			    .dir = dir,
			    .generation = envelope->generation,
			    .end = ENVELOPE_SIZE};
	envelope_name(ENVELOPE_LOG, envelope->generation, name);
}

enum lens_err log_create(int dir, const struct envelope *envelope,
			 const struct ledger_key *master,
			 struct ledger_fault *fault, struct log *out)
{
	uint8_t front[ENVELOPE_SIZE];
	char name[ENVELOPE_NAME];
	enum lens_err err;

	log_begin(dir, envelope, out, name);
	envelope_seal(envelope, master, front, out->key);
	err = io_create(dir, name, &out->fd);
	if (err == LENS_OK)
		err = io_write(out->fd,
			       (struct base_view){front, sizeof(front)}, 0);
	if (err == LENS_OK)
		err = io_sync(out->fd);
	if (err == LENS_OK)
		return LENS_OK;
	log_close(out);
	return fault_system(fault, "write a new log");
}

static enum lens_err log_damaged(struct ledger_fault *fault,
				 uint64_t generation)
{
	return fault_say(fault, LEDGER_FAULT_RECORD,
			 "The beginning of log-%" PRIu64 " is missing or "
			 "fails its seal.%s",
			 generation, base_said(" Run `lenscap verify`."));
}

enum lens_err log_open(int dir, const struct envelope *envelope,
		       const struct ledger_key *master,
		       struct ledger_fault *fault, struct log *out)
{
	uint8_t front[ENVELOPE_SIZE];
	char name[ENVELOPE_NAME];
	enum lens_err err;

	log_begin(dir, envelope, out, name);
	err = io_open(dir, name, O_RDWR, &out->fd);
	if (err == LENS_SYSTEM && (errno == EACCES || errno == EROFS)) {
		out->read_only = true;
		err = io_open(dir, name, O_RDONLY, &out->fd);
	}
	if (err == LENS_OK)
		err = io_read(out->fd, front, sizeof(front), 0);
	if (err == LENS_OK &&
	    envelope_open(envelope, master, front, out->key) != LENS_OK)
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		return LENS_OK;
	log_close(out);
	if (err == LENS_MALFORMED || err == LENS_END || err == LENS_NOT_FOUND)
		return log_damaged(fault, envelope->generation);
	return fault_system(fault, "read the log");
}

void log_close(struct log *log)
{
	base_close(&log->fd);
	sodium_memzero(log->key, sizeof(log->key));
}

/* ---- Reading ---- */

/*
 * True when a unit of the bytes is all zeros: a file whose size reached the
 * disk before its content.  Sealed bytes never look like that.
 */
static bool log_has_hole(const uint8_t *bytes, size_t size)
{
	for (; size >= RECORD_UNIT; bytes += RECORD_UNIT, size -= RECORD_UNIT)
		if (sodium_is_zero(bytes, RECORD_UNIT))
			return true;
	return false;
}

/* Look through the rest of the file: for a later record, and for holes. */
static enum lens_err log_survey(const struct log *log, uint64_t from,
				uint64_t size, bool *followed, bool *hole)
{
	uint8_t step[LOG_STEP];
	struct record_head head;

	*followed = *hole = false;
	for (uint64_t at = from; at < size; at += sizeof(step)) {
		size_t part =
		    size - at < sizeof(step) ? (size_t)(size - at) : LOG_STEP;
		enum lens_err err = io_read(log->fd, step, part, at);

		if (err != LENS_OK)
			return err;
		*hole |= log_has_hole(step, part);
		for (size_t i = 0; i + RECORD_HEAD <= part; i += RECORD_UNIT)
			if (at + i > from &&
			    record_open_head(log->key, step + i, at + i,
					     &head) == LENS_OK)
				*followed = true;
	}
	return LENS_OK;
}

/*
 * A record that does not open is torn when a crash explains it: it is the
 * last one, and the file ends too early or has a hole.  Else somebody changed
 * it.
 */
static enum lens_err log_judge(const struct log *log, uint64_t size, bool cut,
			       enum log_tail *tail)
{
	bool followed, hole;
	enum lens_err err = log_survey(log, log->end, size, &followed, &hole);

	if (err != LENS_OK)
		return LENS_SYSTEM;
	cut |= size % RECORD_UNIT != 0;
	*tail = !followed && (cut || hole) ? LOG_TORN : LOG_TAMPERED;
	return *tail == LOG_TORN ? LENS_END : LENS_MALFORMED;
}

/* Read the record's bytes: the head first, as it says how many there are. */
static enum lens_err log_fetch(const struct log *log, uint64_t size,
			       struct base_buffer *buffer,
			       struct record_head *head, bool *cut)
{
	uint8_t front[RECORD_HEAD], *bytes;
	enum lens_err err;

	*cut = size - log->end < sizeof(front);
	if (*cut)
		return LENS_MALFORMED;
	err = io_read(log->fd, front, sizeof(front), log->end);
	if (err != LENS_OK)
		return LENS_SYSTEM;
	err = record_open_head(log->key, front, log->end, head);
	if (err != LENS_OK)
		return err;
	*cut = head->units > (size - log->end) / RECORD_UNIT;
	if (*cut)
		return LENS_MALFORMED;
	err = base_buffer_extend(buffer, (size_t)head->units * RECORD_UNIT,
				 &bytes);
	if (err == LENS_OK)
		err = io_read(log->fd, bytes, buffer->size, log->end);
	return err == LENS_OK ? LENS_OK : LENS_SYSTEM;
}

enum lens_err log_next(const struct log *log, const struct record_chain *chain,
		       struct base_buffer *buffer, struct base_view *body,
		       struct record_chain *next, enum log_tail *tail)
{
	struct record_head head;
	uint64_t size;
	bool cut;
	enum lens_err err = io_size(log->fd, &size);

	base_buffer_free(buffer);
	*body = (struct base_view){NULL, 0};
	*tail = LOG_WHOLE;
	if (err != LENS_OK)
		return err;
	if (size == log->end)
		return LENS_END;
	if (size < log->end) {
		/* Cut short while we had it open: acknowledged changes. */
		*tail = LOG_TAMPERED;
		return LENS_MALFORMED;
	}
	err = log_fetch(log, size, buffer, &head, &cut);
	if (err == LENS_OK)
		err = record_open(log->key, chain, &head, buffer->data, body,
				  next);
	return err == LENS_MALFORMED ? log_judge(log, size, cut, tail) : err;
}

bool log_is_read(const struct log *log)
{
	uint64_t size;

	return io_size(log->fd, &size) == LENS_OK && size == log->end;
}

void log_advance(struct log *log, const struct base_buffer *buffer)
{
	log->end += buffer->size;
}

/* ---- Writing ---- */

enum lens_err log_append(struct log *log, const struct record_chain *chain,
			 struct base_view body, struct ledger_fault *fault,
			 struct record_chain *next)
{
	struct base_buffer bytes;
	enum lens_err err;
	int reason;

	base_buffer_init(&bytes, (size_t)RECORD_UNITS_MAX * RECORD_UNIT);
	err = record_seal(log->key, chain, body, log->end, &bytes, next);
	if (err == LENS_OK) {
		err = io_write(log->fd, base_buffer_view(&bytes), log->end);
		if (err == LENS_OK)
			err = io_sync(log->fd);
		reason = errno;
		/* What the cut leaves, the next reader judges. */
		if (err != LENS_OK && io_truncate(log->fd, log->end) == LENS_OK)
			(void)!io_sync(log->fd);
		errno = reason;
	}
	if (err == LENS_OK)
		log->end += bytes.size;
	base_buffer_free(&bytes);
	if (err == LENS_TOO_BIG)
		return fault_say(fault, LEDGER_FAULT_ARGUMENT,
				 "That is more than the ledger takes at once "
				 "(64 MiB); do it in smaller parts.");
	return err == LENS_OK ? LENS_OK : fault_system(fault, "write the log");
}

static enum lens_err log_copy_tail(const struct log *log, uint64_t size, int to)
{
	uint8_t step[LOG_STEP];

	for (uint64_t at = log->end; at < size; at += sizeof(step)) {
		size_t part =
		    size - at < sizeof(step) ? (size_t)(size - at) : LOG_STEP;
		enum lens_err err = io_read(log->fd, step, part, at);

		if (err == LENS_OK)
			err = io_write(to, (struct base_view){step, part},
				       at - log->end);
		if (err != LENS_OK)
			return LENS_SYSTEM;
	}
	return LENS_OK;
}

enum lens_err log_set_aside(struct log *log, const struct record_chain *chain)
{
	char name[IO_NAME];
	uint64_t size;
	enum lens_err err = io_size(log->fd, &size);
	int to = -1;

	snprintf(name, sizeof(name), "log-%" PRIu64 ".%" PRIu64 ".torn",
		 log->generation, chain->sequence + 1);
	if (err == LENS_OK)
		err = io_create(log->dir, name, &to);
	if (err == LENS_OK)
		err = log_copy_tail(log, size, to);
	if (err == LENS_OK)
		err = io_sync(to);
	if (err == LENS_OK)
		err = io_sync_dir(log->dir);
	base_close(&to);
	if (err == LENS_OK)
		err = io_truncate(log->fd, log->end);
	if (err == LENS_OK)
		err = io_sync(log->fd);
	return err == LENS_OK ? LENS_OK : LENS_SYSTEM;
}
