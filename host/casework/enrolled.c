/* enrolled.c: from the ledger's rows to an index in memory. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/ledger_index.h>
#include <lenscap/match_kept.h>

#include "enrolled.h"

/* ---- Taking in ---- */

/* Rows are read so many at a time, and then what hangs on them. */
#define ENROLLED_BATCH 256

struct enrolled_batch {
	unsigned count;
	int64_t photos[ENROLLED_BATCH];
	struct fingerprint prints[ENROLLED_BATCH];
	struct base_buffer bytes; /* local features, one after the other */
	size_t ends[ENROLLED_BATCH];
	struct fingerprint_local local;
	struct match_photos *into;
	enum lens_err err;
};

/* Sealed by us, but made by a decoder: not believed.  LENS_NOT_FOUND: none. */
static enum lens_err enrolled_read(struct base_view bytes,
				   struct fingerprint_local *out)
{
	memset(out, 0, sizeof(*out));
	return bytes.size > 0 && fingerprint_local_read(bytes, out) == LENS_OK
		   ? LENS_OK
		   : LENS_NOT_FOUND;
}

/* A photo's local features, or none: LENS_NOT_FOUND.  bytes is for scratch. */
static enum lens_err enrolled_local(struct ledger *ledger, int64_t photo,
				    struct base_buffer *bytes,
				    struct ledger_fault *fault,
				    struct fingerprint_local *out)
{
	enum lens_err err =
	    ledger_blob_get(ledger, photo, LEDGER_BLOB_FEATURES, fault, bytes);

	return err == LENS_OK ? enrolled_read(base_buffer_view(bytes), out)
			      : err;
}

static bool enrolled_take(void *context, const struct ledger_print *print)
{
	struct enrolled_batch *batch = context;
	struct fingerprint *out = &batch->prints[batch->count];

	memcpy(out->pdq, print->pdq, sizeof(out->pdq));
	out->pdq_quality = print->pdq_quality;
	memcpy(out->iscc, print->iscc, sizeof(out->iscc));
	memcpy(out->phash, print->phash, sizeof(out->phash));
	memcpy(out->dhash, print->dhash, sizeof(out->dhash));
	batch->photos[batch->count++] = print->photo;
	return batch->count < ENROLLED_BATCH;
}

/* One that is larger than any can be is damaged, as below. */
static enum lens_err enrolled_keep(void *context, size_t i,
				   struct base_view bytes)
{
	struct enrolled_batch *batch = context;

	if (bytes.size > 0 && bytes.size <= FINGERPRINT_LOCAL_SIZE_MAX)
		(void)!base_buffer_add(&batch->bytes, bytes.data, bytes.size);
	batch->ends[i] = batch->bytes.size;
	return LENS_OK;
}

/* A damaged record leaves the photo without points; its bits still serve. */
static void *enrolled_add(void *context)
{
	struct enrolled_batch *batch = context;
	size_t at = 0;

	for (unsigned i = 0; i < batch->count && batch->err == LENS_OK; i++) {
		size_t end = batch->ends[i];

		(void)!enrolled_read(
		    base_view_part(base_buffer_view(&batch->bytes), at,
				   end - at),
		    &batch->local);
		batch->err =
		    match_photos_add(batch->into, (uint64_t)batch->photos[i],
				     &batch->prints[i], &batch->local);
		at = end;
	}
	return NULL;
}

/* A thread that gets no signals: they are for the one that waits. */
static bool enrolled_start(struct enrolled_batch *batch, pthread_t *thread)
{
	sigset_t all, before;
	bool started;

	if (batch->count < ENROLLED_BATCH)
		return false; /* the last one: nothing is read meanwhile */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(thread, NULL, enrolled_add, batch) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

static enum lens_err enrolled_next(struct enrolled *enrolled,
				   struct enrolled_batch *batch,
				   struct ledger_fault *fault)
{
	enum lens_err err;

	batch->count = 0;
	batch->bytes.size = 0;
	err = ledger_print_each(enrolled->ledger, enrolled->last, enrolled_take,
				batch, fault);
	if (err == LENS_OK)
		err = ledger_blob_each(enrolled->ledger, batch->photos,
				       batch->count, LEDGER_BLOB_FEATURES,
				       enrolled_keep, batch, fault);
	if (err == LENS_OK && batch->count > 0)
		enrolled->last = batch->photos[batch->count - 1];
	return err;
}

/* One batch is read and opened while the one before goes into the index. */
static enum lens_err enrolled_fill(struct enrolled *enrolled,
				   struct ledger_fault *fault)
{
	struct enrolled_batch *both = base_alloc(2, sizeof(*both));
	struct enrolled_batch *batch = &both[0];
	enum lens_err err = LENS_OK;
	pthread_t thread;
	bool running = false;

	for (unsigned i = 0; i < 2; i++) {
		both[i].into = enrolled->photos;
		base_buffer_init(&both[i].bytes,
				 ENROLLED_BATCH * FINGERPRINT_LOCAL_SIZE_MAX);
	}
	do {
		batch = &both[batch == &both[0]];
		err = enrolled_next(enrolled, batch, fault);
		if (running)
			pthread_join(thread, NULL);
		running = err == LENS_OK && enrolled_start(batch, &thread);
		if (err == LENS_OK && !running)
			enrolled_add(batch);
		if (err == LENS_OK)
			err = both[batch == &both[0]].err;
	} while (err == LENS_OK && batch->count == ENROLLED_BATCH);
	if (running)
		pthread_join(thread, NULL);
	if (err == LENS_OK)
		err = batch->err;
	for (unsigned i = 0; i < 2; i++)
		base_buffer_free(&both[i].bytes);
	free(both);
	return err;
}

/* How many photos there are, 0 where that cannot be told. */
static size_t enrolled_count(struct ledger *ledger)
{
	const struct ledger_query query = {.order = LEDGER_BY_ADDED,
					   .limit = 1};
	struct ledger_photos *photos;
	size_t count = 0;

	if (ledger_photo_list(ledger, &query, NULL, &photos) == LENS_OK) {
		count = (size_t)photos->total;
		ledger_photos_free(photos);
	}
	return count;
}

/* ---- The index, kept for the next time ---- */

#define ENROLLED_KEEP 4096   /* photos: fewer are as soon taken in anew */
#define ENROLLED_KEEP_PART 8 /* of all, that came since the last time */

static enum lens_err enrolled_get(void *context, void *bytes, size_t size)
{
	return ledger_index_read(context, bytes, size);
}

static enum lens_err enrolled_put(void *context, const void *bytes, size_t size)
{
	return ledger_index_write(context, bytes, size);
}

/* Whatever is wrong with it, it is made anew. */
static bool enrolled_had(struct enrolled *enrolled)
{
	struct ledger_index *index;
	int64_t last;
	enum lens_err err =
	    ledger_index_open(enrolled->ledger, NULL, &last, &index);

	if (err != LENS_OK)
		return false;
	err = match_photos_read(enrolled_get, index, &enrolled->photos);
	if (err == LENS_OK && ledger_index_end(index) != LENS_OK) {
		match_photos_free(enrolled->photos);
		err = LENS_MALFORMED;
	}
	ledger_index_close(index);
	if (err == LENS_OK)
		enrolled->last = last;
	return err == LENS_OK;
}

static enum lens_err enrolled_write(void *context, struct ledger_index *index)
{
	return match_photos_write(context, enrolled_put, index);
}

/* Where it cannot be kept, the next time takes as long. */
static void enrolled_keep_index(const struct enrolled *enrolled,
				struct ledger_moment at, size_t had)
{
	size_t count = match_photos_count(enrolled->photos);
	const struct ledger_index_made made = {
	    at, enrolled->last, enrolled_write, enrolled->photos};

	if (count - had >= ENROLLED_KEEP &&
	    count - had >= count / ENROLLED_KEEP_PART)
		(void)!ledger_index_keep(enrolled->ledger, &made, NULL);
}

enum lens_err enrolled_open(struct ledger *ledger, struct ledger_fault *fault,
			    struct enrolled *out)
{
	struct ledger_moment at;
	enum lens_err err;
	size_t had = 0;

	*out = (struct enrolled){.ledger = ledger};
	err = ledger_moment(ledger, fault, &at);
	if (err == LENS_OK && enrolled_had(out))
		had = match_photos_count(out->photos);
	else if (err == LENS_OK)
		err = match_photos_new(enrolled_count(ledger), &out->photos);
	if (err == LENS_OK)
		err = enrolled_fill(out, fault);
	if (err == LENS_OK)
		enrolled_keep_index(out, at, had);
	else
		enrolled_close(out);
	return err;
}

void enrolled_close(struct enrolled *enrolled)
{
	match_photos_free(enrolled->photos);
	*enrolled = (struct enrolled){0};
}

/* ---- Searching ---- */

struct enrolled_asking {
	struct enrolled *enrolled;
	struct base_buffer bytes;
	uint64_t same; /* the photo that is the very file, or 0 */
	match_sink *sink;
	void *context;
};

static enum lens_err enrolled_fetch(void *context, uint64_t photo,
				    struct fingerprint_local *out)
{
	struct enrolled_asking *asking = context;

	return enrolled_local(asking->enrolled->ledger, (int64_t)photo,
			      &asking->bytes, NULL, out);
}

static void enrolled_answer(void *context, const struct match_answer *answer)
{
	struct enrolled_asking *asking = context;

	if (answer->photo != asking->same)
		asking->sink(asking->context, answer);
}

/* Before any likeness: the file itself, which no plain surface hides. */
static enum lens_err enrolled_same(struct enrolled_asking *asking,
				   const struct ipc_picture *picture)
{
	struct ledger_photos *photos;
	enum lens_err err;

	if (!picture->hashed)
		return LENS_OK;
	err = ledger_photo_by_sha256(asking->enrolled->ledger, picture->sha256,
				     NULL, &photos);
	if (err == LENS_OK) {
		asking->same = (uint64_t)photos->photos[0].id;
		asking->sink(
		    asking->context,
		    &(struct match_answer){.photo = asking->same,
					   .confidence = MATCH_CERTAIN,
					   .how = MATCH_SAME_FILE,
					   .place = {.m = 1, .aspect = 1},
					   .photo_seen = 1,
					   .picture_part = 1});
		ledger_photos_free(photos);
	}
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static unsigned enrolled_threads(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors > 1 ? (unsigned)processors : 1;
}

enum lens_err enrolled_search(struct enrolled *enrolled,
			      const struct ipc_picture *picture,
			      match_sink *sink, void *context)
{
	struct fingerprint_query *query = base_alloc(1, sizeof(*query));
	struct enrolled_asking asking = {
	    .enrolled = enrolled, .sink = sink, .context = context};
	const struct match_ask ask = {.print = &picture->fingerprint,
				      .query = query,
				      .threads = enrolled_threads(),
				      .fetch = enrolled_fetch,
				      .sink = enrolled_answer,
				      .context = &asking};
	enum lens_err err = fingerprint_query_read(
	    base_buffer_view(&picture->extras[IPC_EXTRA_QUERY]), query);

	base_buffer_init(&asking.bytes, LEDGER_BLOB_MAX);
	if (err == LENS_OK)
		err = enrolled_same(&asking, picture);
	if (err == LENS_OK)
		err = match_photos_look(
		    enrolled->photos, &ask,
		    (struct match_more){
			base_buffer_view(&picture->extras[IPC_EXTRA_REGIONS]),
			base_buffer_view(&picture->extras[IPC_EXTRA_TURNED])});
	base_buffer_free(&asking.bytes);
	free(query);
	return err;
}
