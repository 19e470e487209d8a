/*
 * fingerprint_files.c: many files through the decoders, as many at once as
 * there are processors, and the results in the order of the input.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/clients_decoder.h>

#include "walk.h"

/* Files ahead of the first unfinished one; bounds what waits for its turn. */
#define FILES_AHEAD 64

struct files_slot {
	bool done;
	struct casework_file file;
};

struct files_run {
	const struct casework_files *asked;
	const struct casework_files_sink *sink;
	struct walk walk;
	struct clients_decoders *pool;
	struct files_slot *slots; /* FILES_AHEAD, by index modulo that */
	size_t next, first, read; /* to ask, to hand over, answered */
	struct ipc_picture answer;
};

static void files_answered(struct files_run *run, struct files_slot *slot)
{
	slot->done = true;
	run->read++;
	if (run->sink->progress != NULL)
		run->sink->progress(run->sink->context, run->read,
				    run->walk.count);
}

static enum lens_err files_ask(struct files_run *run)
{
	struct files_slot *slot = &run->slots[run->next % FILES_AHEAD];
	struct walk_file file;
	enum lens_err err = LENS_OK;

	if (run->asked->fds != NULL)
		walk_open_fd(run->asked->fds[run->next], &file);
	else
		err = walk_open(&run->walk, run->next, &file);

	if (err != LENS_OK)
		return err;
	slot->done = false;
	slot->file = (struct casework_file){run->walk.entries[run->next].path,
					    file.bytes,
					    {.status = file.status}};
	run->next++;
	if (file.status == IPC_PICTURE_OK)
		clients_decoders_ask(run->pool, file.fd, &run->asked->job,
				     slot);
	else
		files_answered(run, slot);
	return LENS_OK;
}

/* LENS_CANCELLED when the receiver wants no more. */
static enum lens_err files_hand_over(struct files_run *run)
{
	bool more = true;

	while (more && run->first < run->next &&
	       run->slots[run->first % FILES_AHEAD].done) {
		struct files_slot *slot = &run->slots[run->first % FILES_AHEAD];

		more = run->sink->row(run->sink->context, &slot->file);
		ipc_picture_free(&slot->file.picture);
		run->first++;
	}
	return more ? LENS_OK : LENS_CANCELLED;
}

static enum lens_err files_collect(struct files_run *run)
{
	void *tag;
	enum lens_err err = clients_decoders_wait(run->pool, run->asked->cancel,
						  &tag, &run->answer);

	if (err == LENS_OK) {
		struct files_slot *slot = tag;

		slot->file.picture = run->answer;
		files_answered(run, slot);
	}
	return err;
}

static enum lens_err files_run(struct files_run *run)
{
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && run->first < run->walk.count) {
		while (err == LENS_OK && run->next < run->walk.count &&
		       run->next - run->first < FILES_AHEAD &&
		       clients_decoders_idle(run->pool))
			err = files_ask(run);
		if (err == LENS_OK)
			err = files_hand_over(run);
		if (err == LENS_OK && run->first < run->next)
			err = files_collect(run);
		if (err == LENS_OK)
			err = files_hand_over(run);
	}
	return err;
}

static unsigned files_decoders(const struct casework_files *files, size_t count)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned decoders = processors > 0 ? (unsigned)processors : 1;

	if (files->decoders > 0)
		decoders = files->decoders;
	return decoders < count ? decoders : (unsigned)count;
}

enum lens_err casework_fingerprint_files(const struct casework_files *files,
					 const struct casework_files_sink *sink)
{
	struct files_run run = {.asked = files, .sink = sink};
	enum lens_err err = walk_list(files, &run.walk);

	run.pool = clients_decoders_open(&(struct clients_decoders_options){
	    .slots = files_decoders(files, run.walk.count)});
	run.slots = base_alloc(FILES_AHEAD, sizeof(*run.slots));
	if (err == LENS_OK)
		err = files_run(&run);
	clients_decoders_close(run.pool);
	for (size_t i = 0; i < FILES_AHEAD; i++)
		ipc_picture_free(&run.slots[i].file.picture);
	free(run.slots);
	walk_free(&run.walk);
	return err;
}
