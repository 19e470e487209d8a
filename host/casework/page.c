/*
 * page.c: a saved web page is a file that leads to pictures: inside it, or in
 * the folder the browser put beside it.  What lies on the web stays there.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_decoder.h>
#include <lenscap/clients_page.h>

#include "page.h"
#include "walk.h"

bool page_named(const char *path)
{
	static const char *const endings[] = {
	    ".html", ".htm",	    ".xhtml", ".mhtml", ".mht",	 ".eml",
	    ".php",  ".webarchive", ".maff",  ".htz",	".warc", ".warc.gz",
	    ".wacz", ".warc.zst",   ".har",   ".asp",	".aspx", ".jsp"};
	size_t length = strlen(path);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (length > ending &&
		    strcasecmp(path + length - ending, endings[i]) == 0)
			return true;
	}
	return false;
}

/* ---- From a picture of the page to its bytes ---- */

/* Beside the page: the page's folder, and the name below it. */
static int page_open_beside(const char *page, const char *name)
{
	const char *slash = strrchr(page, '/');
	int length = slash != NULL ? (int)(slash - page + 1) : 0;
	char *folder = base_format("%.*s", length, page);
	struct walk_file file;

	walk_open_beneath(folder, name, &file);
	free(folder);
	return file.fd;
}

/* A descriptor of the picture's bytes, -1 where there is none to be had. */
static int page_open(const char *path, const struct clients_page *page,
		     unsigned i)
{
	const struct ipc_page_picture *picture =
	    &clients_page_answer(page)->pictures[i];
	int fd = -1;

	if (picture->icon || picture->kind == IPC_PAGE_DOCUMENT)
		return -1;
	if (picture->place == IPC_PAGE_FILE && path != NULL)
		return page_open_beside(path, picture->path);
	if (picture->place == IPC_PAGE_INSIDE &&
	    clients_page_picture_fd(page, i, &fd) != LENS_OK)
		return -1;
	return fd;
}

/* ---- Reading them, several at once, and handing them over in order ---- */

/* Pictures ahead of the first unfinished one; bounds what waits. */
#define PAGE_AHEAD 32

struct page_slot {
	bool done;
	struct ipc_picture picture;
};

struct page_run {
	const char *path;
	const struct casework_files *files;
	const struct page_sink *sink;
	struct clients_page *page;
	struct clients_decoders *pool;
	struct page_slot *slots; /* PAGE_AHEAD, by index modulo that */
	unsigned next, first;	 /* to ask, to hand over */
	struct page_sum *sum;
};

static void page_ask(struct page_run *run)
{
	struct page_slot *slot = &run->slots[run->next % PAGE_AHEAD];
	int fd = page_open(run->path, run->page, run->next++);

	*slot = (struct page_slot){.done = fd < 0};
	slot->picture.status = IPC_PICTURE_MISSING;
	if (fd >= 0)
		clients_decoders_ask(run->pool, fd, &run->files->job, slot);
}

static enum lens_err page_hand_over(struct page_run *run)
{
	const struct ipc_page *answer = clients_page_answer(run->page);
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && run->first < run->next &&
	       run->slots[run->first % PAGE_AHEAD].done) {
		struct ipc_picture *picture =
		    &run->slots[run->first % PAGE_AHEAD].picture;
		const struct ipc_page_picture *asked =
		    &answer->pictures[run->first++];

		if (picture->status == IPC_PICTURE_OK) {
			run->sum->pictures++;
			err = run->sink->picture(run->sink->context, asked,
						 picture);
		} else {
			run->sum->elsewhere +=
			    !asked->icon && asked->kind != IPC_PAGE_DOCUMENT;
		}
		ipc_picture_free(picture);
	}
	return err;
}

static enum lens_err page_collect(struct page_run *run)
{
	struct ipc_picture picture;
	void *tag;
	enum lens_err err = clients_decoders_wait(run->pool, run->files->cancel,
						  &tag, &picture);

	if (err == LENS_OK) {
		struct page_slot *slot = tag;

		slot->picture = picture;
		slot->done = true;
	}
	return err;
}

static enum lens_err page_pictures(struct page_run *run)
{
	unsigned count = clients_page_answer(run->page)->count;
	enum lens_err err = LENS_OK;

	run->slots = base_alloc(PAGE_AHEAD, sizeof(*run->slots));
	while (err == LENS_OK && run->first < count) {
		while (run->next < count &&
		       run->next - run->first < PAGE_AHEAD &&
		       clients_decoders_idle(run->pool))
			page_ask(run);
		err = page_hand_over(run);
		if (err == LENS_OK && run->first < run->next)
			err = page_collect(run);
		if (err == LENS_OK)
			err = page_hand_over(run);
	}
	for (unsigned i = 0; i < PAGE_AHEAD; i++)
		ipc_picture_free(&run->slots[i].picture);
	free(run->slots);
	return err;
}

/* A page that cannot be read, in the words of a file that cannot. */
static enum ipc_picture_status page_status(enum ipc_page_status status)
{
	static const enum ipc_picture_status same[IPC_PAGE_STATUSES] = {
	    [IPC_PAGE_OK] = IPC_PICTURE_OK,
	    [IPC_PAGE_EMPTY] = IPC_PICTURE_EMPTY,
	    [IPC_PAGE_NOT_A_PAGE] = IPC_PICTURE_UNKNOWN_FORMAT,
	    [IPC_PAGE_MALFORMED] = IPC_PICTURE_MALFORMED,
	    [IPC_PAGE_TOO_MANY_BYTES] = IPC_PICTURE_TOO_MANY_BYTES,
	    [IPC_PAGE_TOO_MUCH_MEMORY] = IPC_PICTURE_TOO_MUCH_MEMORY,
	    [IPC_PAGE_PACKED] = IPC_PICTURE_PACKED,
	    [IPC_PAGE_TOO_MUCH_CPU] = IPC_PICTURE_TOO_MUCH_CPU,
	    [IPC_PAGE_TOO_SLOW] = IPC_PICTURE_TOO_SLOW,
	    [IPC_PAGE_CHANGED] = IPC_PICTURE_CHANGED,
	    [IPC_PAGE_CRASHED] = IPC_PICTURE_CRASHED,
	    [IPC_PAGE_CONTAINED] = IPC_PICTURE_CONTAINED,
	    [IPC_PAGE_LIED] = IPC_PICTURE_LIED,
	    [IPC_PAGE_NO_WORKER] = IPC_PICTURE_NO_WORKER,
	    [IPC_PAGE_NOT_A_FILE] = IPC_PICTURE_NOT_A_FILE,
	    [IPC_PAGE_STOPPED] = IPC_PICTURE_OK,
	};

	return same[status];
}

enum lens_err page_look(struct clients_page *page, const char *path,
			const struct casework_files *files,
			const struct page_sink *sink, struct page_sum *sum)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	struct page_run run = {.path = path,
			       .files = files,
			       .sink = sink,
			       .page = page,
			       .sum = sum};
	enum lens_err err;

	run.pool = clients_decoders_open(&(struct clients_decoders_options){
	    .slots = processors > 0 ? (unsigned)processors : 1});
	sum->cut = clients_page_answer(page)->cut ||
		   clients_page_answer(page)->left_out > 0;
	sum->url = base_copy(clients_page_answer(page)->url);
	err = page_pictures(&run);
	clients_decoders_close(run.pool);
	return err;
}

enum lens_err page_read(const char *path, const struct casework_files *files,
			const struct page_sink *sink,
			enum ipc_picture_status *status, struct page_sum *sum)
{
	struct clients_page_options options = {.wake = files->cancel};
	struct clients_page *page;
	enum lens_err err = LENS_OK;
	struct walk_file file;

	*sum = (struct page_sum){0};
	walk_open_path(path, &file);
	*status = file.status;
	if (*status != IPC_PICTURE_OK)
		return LENS_OK;
	page = clients_page_read(file.fd, NULL, &options);
	base_close(&file.fd);
	*status = page_status(clients_page_answer(page)->status);
	memcpy(sum->call, clients_page_answer(page)->call, sizeof(sum->call));
	if (clients_page_answer(page)->status == IPC_PAGE_STOPPED)
		err = LENS_CANCELLED;
	if (err == LENS_OK && *status == IPC_PICTURE_OK)
		err = page_look(page, path, files, sink, sum);
	clients_page_close(page);
	return err;
}
