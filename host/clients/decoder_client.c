/* decoder_client.c: a pool of decoder slots behind one poll(). */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include <lenscap/clients_decoder.h>

#include "call.h"
#include "decoder_slot.h"

#define DECODER_HELLO_MS 10000
#define DECODER_DEATH_MS 2000 /* from the end of its channel to its own */
#define DECODER_LAST_LOOKS 4  /* hello, answer, its end, the child's end */

struct clients_decoders {
	char *paths[SLOT_WORKERS];
	unsigned count;
	struct slot *slots;
	struct pollfd *waits; /* SLOT_SOURCES a slot, then the wake */
};

struct clients_decoders *
clients_decoders_open(const struct clients_decoders_options *options)
{
	struct clients_decoders *pool = base_alloc(1, sizeof(*pool));
	int wall_ms =
	    options->wall_ms ? options->wall_ms : IPC_PICTURE_WALL_MAX * 1000;

	const struct {
		const char *path, *name;
	} workers[SLOT_WORKERS] = {
	    [SLOT_MAIN] = {options->main, CLIENTS_DECODER},
	    [SLOT_HEIF] = {options->heif, CLIENTS_DECODER_HEIF},
	    [SLOT_JXL] = {options->jxl, CLIENTS_DECODER_JXL},
	    [SLOT_TIFF] = {options->tiff, CLIENTS_DECODER_TIFF},
	};

	for (unsigned i = 0; i < SLOT_WORKERS; i++)
		pool->paths[i] = workers[i].path
				     ? base_copy(workers[i].path)
				     : clients_worker_path(workers[i].name);
	pool->count = options->slots ? options->slots : 1;
	pool->slots = base_alloc(pool->count, sizeof(*pool->slots));
	pool->waits =
	    base_alloc(pool->count * SLOT_SOURCES + 1, sizeof(*pool->waits));
	for (unsigned i = 0; i < pool->count; i++)
		slot_init(&pool->slots[i], (const char *const *)pool->paths,
			  wall_ms);
	return pool;
}

void clients_decoders_close(struct clients_decoders *pool)
{
	if (pool == NULL)
		return;
	for (unsigned i = 0; i < pool->count; i++)
		slot_free(&pool->slots[i]);
	free(pool->slots);
	free(pool->waits);
	for (unsigned i = 0; i < SLOT_WORKERS; i++)
		free(pool->paths[i]);
	free(pool);
}

static struct slot *decoder_idle(const struct clients_decoders *pool)
{
	for (unsigned i = 0; i < pool->count; i++)
		if (!pool->slots[i].busy)
			return &pool->slots[i];
	return NULL;
}

bool clients_decoders_idle(const struct clients_decoders *pool)
{
	return decoder_idle(pool) != NULL;
}

void clients_decoders_ask(struct clients_decoders *pool, int fd,
			  const struct ipc_picture_job *job, void *tag)
{
	struct slot *slot = decoder_idle(pool);

	if (slot == NULL)
		abort(); /* the caller did not look */
	slot_ask(slot, fd, job, tag);
}

/*
 * A slot is late only once it was looked at several times past its deadline:
 * we may have been held up ourselves, and its answer waits to be read.  Few
 * looks, so that a trickle of bytes buys no time.
 */
static void decoder_expire(struct clients_decoders *pool)
{
	int64_t now = base_now_ms();

	for (unsigned i = 0; i < pool->count; i++) {
		struct slot *slot = &pool->slots[i];

		if (slot->busy && !slot->done && now > slot->deadline &&
		    ++slot->late > DECODER_LAST_LOOKS)
			slot_expire(slot);
	}
}

/* The slot whose answer stands, or NULL; *deadline is the first to come. */
static struct slot *decoder_done(struct clients_decoders *pool, bool *busy,
				 int64_t *deadline)
{
	*busy = false;
	*deadline = INT64_MAX;
	for (unsigned i = 0; i < pool->count; i++) {
		struct slot *slot = &pool->slots[i];

		if (slot->done)
			return slot;
		*busy |= slot->busy;
		if (slot->busy && slot->deadline < *deadline)
			*deadline = slot->deadline;
	}
	return NULL;
}

/* Wait until something has come, and take it.  True when wake woke us. */
static bool decoder_poll(struct clients_decoders *pool, int wake,
			 int64_t deadline)
{
	unsigned count = 0;

	for (unsigned i = 0; i < pool->count; i++)
		for (unsigned s = 0; s < SLOT_SOURCES; s++)
			pool->waits[count++] = (struct pollfd){
			    .fd = slot_descriptor(&pool->slots[i], s),
			    .events = POLLIN};
	pool->waits[count] = (struct pollfd){.fd = wake, .events = POLLIN};
	if (poll(pool->waits, count + 1, base_left_ms(deadline) + 1) <= 0)
		return false;
	for (unsigned i = 0; i < count; i++)
		if (pool->waits[i].revents != 0)
			slot_receive(&pool->slots[i / SLOT_SOURCES],
				     i % SLOT_SOURCES);
	return pool->waits[count].revents != 0;
}

enum lens_err clients_decoders_wait(struct clients_decoders *pool, int wake,
				    void **tag, struct ipc_picture *out)
{
	struct slot *slot;
	int64_t deadline;
	bool busy;

	*tag = NULL;
	while ((slot = decoder_done(pool, &busy, &deadline)) == NULL) {
		if (!busy || decoder_poll(pool, wake, deadline))
			return LENS_CANCELLED;
		decoder_expire(pool);
	}
	*tag = slot->tag;
	*out = slot->result;
	slot->result = (struct ipc_picture){0}; /* moved */
	slot_reset(slot);
	return LENS_OK;
}

int clients_decoder_part(int fd, const struct ipc_hidden *part)
{
	return call_part(fd, part->offset, part->bytes);
}

enum lens_err clients_decoder_hello(const char *name, struct ipc_hello *out)
{
	char *path = clients_worker_path(name);
	struct sandbox_worker worker = {.pid = -1, .channel = -1};
	struct sandbox_death death;
	struct ipc_message message;
	enum lens_err err = LENS_WORKER;

	*out = (struct ipc_hello){0};
	ipc_message_init(&message);
	if (path != NULL)
		err = sandbox_spawn(path, &worker);
	if (err == LENS_OK)
		err = ipc_receive(worker.channel,
				  base_now_ms() + DECODER_HELLO_MS, &message);
	if (err == LENS_OK)
		err = call_hello(&message, out);
	/* What it says that it lacks is for doctor to tell. */
	if (err == LENS_DENIED && out->version == IPC_VERSION)
		err = LENS_OK;
	ipc_message_free(&message);
	sandbox_reap(&worker, err == LENS_END ? DECODER_DEATH_MS : 0, &death);
	if (err != LENS_OK && path != NULL)
		sandbox_death_words(&death, out->refusal);
	free(path);
	return err == LENS_OK ? LENS_OK : LENS_WORKER;
}
