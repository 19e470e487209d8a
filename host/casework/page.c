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

/* The endings of saved pages; those of archives say that it is one. */
static const struct page_ending {
	const char *ending;
	bool archive;
} page_endings[] = {
    {".html", false}, {".htm", false},	     {".xhtml", false},
    {".php", false},  {".asp", false},	     {".aspx", false},
    {".jsp", false},  {".eml", false},	     {".mhtml", true},
    {".mht", true},   {".maff", true},	     {".htz", true},
    {".warc", true},  {".wacz", true},	     {".warc.zst", true},
    {".har", true},   {".webarchive", true},
};

/* What a name says; NULL for none of these. */
static const struct page_ending *page_ending_of(const char *path)
{
	size_t length = strlen(path);

	/* Any of them may be packed once more. */
	if (length > 3 && strcasecmp(path + length - 3, ".gz") == 0)
		length -= 3;
	for (size_t i = 0; i < sizeof(page_endings) / sizeof(page_endings[0]);
	     i++) {
		size_t ending = strlen(page_endings[i].ending);

		if (length > ending &&
		    strncasecmp(path + length - ending, page_endings[i].ending,
				ending) == 0)
			return &page_endings[i];
	}
	return NULL;
}

bool page_named(const char *path)
{
	return page_ending_of(path) != NULL;
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

/* What is called an archive, and is not even a page, is a damaged one. */
static enum ipc_page_status page_status(const struct ipc_page *answer,
					const char *path)
{
	const struct page_ending *named = page_ending_of(path);

	return named != NULL && named->archive &&
		       answer->status == IPC_PAGE_NOT_A_PAGE
		   ? IPC_PAGE_MALFORMED
		   : answer->status;
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
	sum->canvases = clients_page_answer(page)->canvases;
	sum->scripts = clients_page_answer(page)->unread;
	sum->url = base_copy(clients_page_answer(page)->url);
	err = page_pictures(&run);
	clients_decoders_close(run.pool);
	return err;
}

enum lens_err page_read(const char *path, const struct casework_files *files,
			const struct page_sink *sink,
			enum ipc_picture_status *status, struct page_sum *sum)
{
	struct clients_page_options options = {.wake = files->cancel,
					       .rules = files->rules};
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
	sum->status = page_status(clients_page_answer(page), path);
	memcpy(sum->call, clients_page_answer(page)->call, sizeof(sum->call));
	if (sum->status == IPC_PAGE_STOPPED)
		err = LENS_CANCELLED;
	else if (sum->status == IPC_PAGE_OK)
		err = page_look(page, path, files, sink, sum);
	else
		*status = IPC_PICTURE_UNKNOWN_FORMAT;
	clients_page_close(page);
	return err;
}
