/* find_copies.c: which of my photos are in these files? */
#include <stdlib.h>

#include "enrolled.h"

#define FIND_MATCHES_MAX 256 /* of one picture */

struct find_run {
	const struct casework_find *find;
	struct enrolled enrolled;
	struct ledger_fault *fault;
	struct match_answer *answers; /* of the picture at hand */
	unsigned count;
	enum lens_err err;
};

static void find_answer(void *context, const struct match_answer *answer)
{
	struct find_run *run = context;

	if (run->count < FIND_MATCHES_MAX)
		run->answers[run->count++] = *answer;
}

/* Hand over the row, with where each photo was added from. */
static enum lens_err find_tell(struct find_run *run,
			       const struct casework_file *file)
{
	struct casework_match *matches =
	    base_alloc(run->count, sizeof(*matches));
	struct ledger_photos **photos = base_alloc(run->count, sizeof(*photos));
	struct casework_found found = {.file = file, .matches = matches};
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < run->count && err == LENS_OK; i++) {
		err = ledger_photo_get(run->enrolled.ledger,
				       (int64_t)run->answers[i].photo,
				       run->fault, &photos[i]);
		if (err == LENS_OK)
			matches[found.count++] = (struct casework_match){
			    &run->answers[i], photos[i]->photos[0].source};
		else if (err == LENS_EOF) /* forgotten meanwhile */
			err = LENS_OK;
	}
	if (err == LENS_OK)
		run->find->row(run->find->context, &found);
	for (unsigned i = 0; i < run->count; i++)
		ledger_photos_free(photos[i]);
	free(photos);
	free(matches);
	return err;
}

static enum lens_err find_look(struct find_run *run,
			       const struct casework_file *file)
{
	enum lens_err err = LENS_OK;

	run->count = 0;
	if (file->picture.status == IPC_PICTURE_OK)
		err = enrolled_search(&run->enrolled, &file->picture,
				      find_answer, run);
	if (err == LENS_MALFORMED) {
		/* The decoder's query made no sense: one result is lost. */
		struct casework_file lied = {
		    file->path, file->bytes, {.status = IPC_PICTURE_LIED}};

		run->count = 0;
		return find_tell(run, &lied);
	}
	return err == LENS_OK ? find_tell(run, file) : err;
}

static bool find_row(void *context, struct casework_file *file)
{
	struct find_run *run = context;

	run->err = find_look(run, file);
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
	files.job.wants[IPC_EXTRA_QUERY] = true;
	err = casework_fingerprint_files(&files, &sink);
	free(run.answers);
	enrolled_close(&run.enrolled);
	return run.err != LENS_OK ? run.err : err;
}
