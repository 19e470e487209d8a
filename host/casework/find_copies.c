/* find_copies.c: which of my photos are in these files? */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_find.h>
#include <lenscap/casework_pack.h>

#include "enrolled.h"
#include "named.h"
#include "page.h"

#define FIND_MATCHES_MAX 256 /* of one picture */

struct find_run {
	const struct casework_find *find;
	struct enrolled enrolled;
	struct casework_page_rules rules; /* of packs */
	struct ledger_fault *fault;
	struct match_answer *answers; /* of the file at hand */
	/* Of a page: in which of its pictures, and where those lead. */
	char *at[FIND_MATCHES_MAX], *link[FIND_MATCHES_MAX];
	char *page[FIND_MATCHES_MAX];	     /* of several, or NULL */
	const struct ipc_page_picture *said; /* of the picture at hand */
	unsigned count;
	enum lens_err err;
};

static void find_answer(void *context, const struct match_answer *answer)
{
	struct find_run *run = context;

	if (run->count == FIND_MATCHES_MAX)
		return;
	run->at[run->count] = base_copy(run->said ? run->said->address : "");
	run->link[run->count] =
	    base_copy(run->said && run->said->link ? run->said->link : "");
	run->page[run->count] =
	    run->said && run->said->page ? base_copy(run->said->page) : NULL;
	run->answers[run->count++] = *answer;
}

/* Hand over the row, with where each photo was added from. */
static enum lens_err find_tell(struct find_run *run, struct casework_found row)
{
	struct casework_match *matches =
	    base_alloc(run->count, sizeof(*matches));
	struct ledger_photos **photos = base_alloc(run->count, sizeof(*photos));
	char **links = base_alloc(run->count, sizeof(*links));
	enum lens_err err = LENS_OK;

	row.matches = matches;
	row.links = links;
	for (unsigned i = 0; i < run->count && err == LENS_OK; i++) {
		links[row.count] = run->link[i];
		err = ledger_photo_get(run->enrolled.ledger,
				       (int64_t)run->answers[i].photo,
				       run->fault, &photos[i]);
		if (err == LENS_OK)
			matches[row.count++] = (struct casework_match){
			    &run->answers[i], photos[i]->photos[0].source,
			    run->at[i],
			    run->page[i] != NULL ? run->page[i] : row.url};
		else if (err == LENS_NOT_FOUND) /* forgotten meanwhile */
			err = LENS_OK;
	}
	if (err == LENS_OK)
		run->find->row(run->find->context, &row);
	for (unsigned i = 0; i < run->count; i++)
		ledger_photos_free(photos[i]);
	free(photos);
	free(links);
	free(matches);
	return err;
}

static void find_clear(struct find_run *run)
{
	for (unsigned i = 0; i < run->count; i++) {
		free(run->at[i]);
		free(run->link[i]);
		free(run->page[i]);
	}
	run->count = 0;
}

static enum lens_err find_picture(void *context,
				  const struct ipc_page_picture *said,
				  const struct ipc_picture *picture)
{
	struct find_run *run = context;
	enum lens_err err;

	run->said = said;
	err = enrolled_search(&run->enrolled, picture, find_answer, run);
	/* The decoder's query made no sense: one result is lost. */
	return err == LENS_MALFORMED ? LENS_OK : err;
}

/* ---- Where the pages say that photos are ---- */

static enum lens_err find_note(struct find_run *run, unsigned *noted)
{
	enum lens_err err = LENS_OK;

	*noted = 0;
	for (unsigned i = 0; i < run->count && err == LENS_OK; i++) {
		bool one;

		err = named_note(run->enrolled.ledger, &run->answers[i],
				 run->link[i], run->fault, &one);
		*noted += one;
	}
	return err;
}

static enum lens_err find_page(struct find_run *run, struct casework_file *file)
{
	const struct page_sink sink = {find_picture, run};
	struct casework_files files = run->find->files;
	struct casework_found row = {.file = file, .page = true};
	struct page_sum sum;
	enum lens_err err;

	files.job.wants[IPC_EXTRA_QUERY] = true;
	files.job.wants[IPC_EXTRA_REGIONS] = true;
	files.job.wants[IPC_EXTRA_TURNED] = true;
	files.rules = run->rules.text;
	err = page_read(file->path, &files, &sink, &file->picture.status, &sum);
	memcpy(file->picture.call, sum.call, sizeof(sum.call));
	row.read = sum.pictures;
	row.elsewhere = sum.elsewhere;
	row.canvases = sum.canvases;
	row.scripts = sum.scripts;
	row.cut = sum.cut;
	row.rules = run->rules.packs;
	row.url = sum.url != NULL ? sum.url : "";
	row.unread = sum.status;
	row.page =
	    file->picture.status == IPC_PICTURE_OK ||
	    (sum.status != IPC_PAGE_OK && sum.status != IPC_PAGE_NOT_A_PAGE) ||
	    page_named(file->path);
	if (err == LENS_OK)
		err = find_note(run, &row.noted);
	if (err == LENS_OK)
		err = find_tell(run, row);
	free(sum.url);
	return err;
}

static enum lens_err find_look(struct find_run *run, struct casework_file *file)
{
	enum lens_err err = LENS_OK;

	/* The name of a descriptor is no path: it is never opened. */
	if (file->picture.status == IPC_PICTURE_UNKNOWN_FORMAT &&
	    run->find->files.fds == NULL &&
	    (page_named(file->path) ||
	     !casework_files_skips(&run->find->files, file)))
		return find_page(run, file);
	run->said = NULL;
	if (file->picture.status == IPC_PICTURE_OK)
		err = enrolled_search(&run->enrolled, &file->picture,
				      find_answer, run);
	if (err == LENS_MALFORMED) {
		/* The decoder's query made no sense: one result is lost. */
		ipc_picture_free(&file->picture);
		file->picture.status = IPC_PICTURE_LIED;
		err = LENS_OK;
	}
	if (err == LENS_OK)
		err = find_tell(run, (struct casework_found){.file = file});
	return err;
}

static bool find_row(void *context, struct casework_file *file)
{
	struct find_run *run = context;

	run->err = find_look(run, file);
	find_clear(run);
	return run->err == LENS_OK;
}

static void find_progress(void *context, size_t done, size_t total)
{
	struct find_run *run = context;

	if (run->find->progress != NULL)
		run->find->progress(run->find->context, done, total);
}

enum lens_err casework_find_copies(struct casework *work,
				   const struct casework_find *find,
				   struct ledger_fault *fault)
{
	struct find_run run = {.find = find, .fault = fault};
	struct casework_files_sink sink = {find_row, find_progress, &run};
	struct casework_files files = find->files;
	enum lens_err err =
	    enrolled_open(casework_ledger(work), fault, &run.enrolled);

	if (err != LENS_OK)
		return err;
	run.answers = base_alloc(FIND_MATCHES_MAX, sizeof(*run.answers));
	casework_page_rules_open(work, &run.rules);
	files.job.wants[IPC_EXTRA_QUERY] = true;
	files.job.wants[IPC_EXTRA_REGIONS] = true;
	files.job.wants[IPC_EXTRA_TURNED] = true;
	err = casework_fingerprint_files(&files, &sink);
	free(run.answers);
	casework_page_rules_free(&run.rules);
	enrolled_close(&run.enrolled);
	return run.err != LENS_OK ? run.err : err;
}
