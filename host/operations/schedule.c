/*
 * schedule.c: a letter's Schedule A against files: what somebody who is asked
 * holds of the pictures it names.  Needs no ledger, so that a controller's
 * clerk can run it on their own files.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_files.h>
#include <lenscap/casework_schedule.h>
#include <lenscap/fingerprint.h>
#include <lenscap/view.h>

#include "operation.h"

#define SCHEDULE_FILES_MAX 1000000
/* PDQ's own threshold: chance gives about 128 of 256 bits. */
#define SCHEDULE_PDQ_NEAR 31

struct schedule_run {
	struct operation_call *call;
	const struct casework_files *files;
	struct casework_schedule schedule;
	json_int_t read, matches;
	json_int_t unread;   /* not opened, or not to its end */
	json_int_t by_bytes; /* of read: no picture could be made of them */
};

/* ---- The schedule ---- */

static bool schedule_read(struct schedule_run *run)
{
	struct operation_call *call = run->call;
	struct ledger_fault fault = {0};
	const char *name;
	int fd = call->front->file(call, operation_number(call, "schedule", 0),
				   &name);
	enum lens_err err;

	if (fd < 0)
		return false;
	err = casework_schedule_read(fd, &run->schedule, &fault);
	base_close(&fd);
	if (err == LENS_TOO_BIG)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "This is larger than the schedule of any letter of "
		    "Lenscap; give the file schedule-a.json that came with "
		    "the letter.");
	else if (err == LENS_WORKER)
		operation_fail_as(call, err, &fault);
	else if (err != LENS_OK)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "This is no schedule of a letter; give the "
		    "file schedule-a.json that came with the "
		    "letter.");
	return err == LENS_OK;
}

/* ---- The files ---- */

/* Bits in which the nearest of the eight turned forms differs. */
static unsigned schedule_distance(const struct casework_scheduled *entry,
				  const struct ipc_picture *picture)
{
	unsigned least = FINGERPRINT_PDQ_SIZE * 8;

	for (size_t i = 0; i < FINGERPRINT_DIHEDRALS; i++) {
		unsigned bits = fingerprint_distance(
		    entry->pdq, picture->fingerprint.pdq[i],
		    FINGERPRINT_PDQ_SIZE);

		if (bits < least)
			least = bits;
	}
	return least;
}

static bool schedule_compare(struct schedule_run *run,
			     const struct casework_file *file,
			     const struct casework_scheduled *entry,
			     bool *matches)
{
	const struct ipc_picture *picture = &file->picture;
	bool same =
	    entry->has_sha256 && picture->hashed &&
	    memcmp(entry->sha256, picture->sha256, sizeof(entry->sha256)) == 0;
	unsigned bits = entry->has_pdq && picture->status == IPC_PICTURE_OK
			    ? schedule_distance(entry, picture)
			    : FINGERPRINT_PDQ_SIZE * 8;
	json_t *row;

	if (!same && bits > SCHEDULE_PDQ_NEAR)
		return true;
	*matches = true;
	row = json_pack("{s:o, s:I, s:s, s:s}", "file", view_text(file->path),
			"number", entry->number, "match",
			same ? "same_file" : "similar", "words",
			same ? "the very same file" : "a similar picture");
	if (bits <= SCHEDULE_PDQ_NEAR)
		json_object_set_new(row, "pdq_bits", json_integer(bits));
	return operation_row(run->call, row);
}

static bool schedule_row(void *context, struct casework_file *file)
{
	struct schedule_run *run = context;
	bool going = true, matches = false;

	if (casework_files_skips(run->files, file))
		return true;
	if (file->picture.status != IPC_PICTURE_OK && !file->picture.hashed) {
		run->unread++;
		run->call->failed++;
		return operation_row(run->call, view_failure(file));
	}
	run->read++;
	run->by_bytes += file->picture.status != IPC_PICTURE_OK;
	for (size_t i = 0; i < run->schedule.count && going; i++)
		going = schedule_compare(run, file, &run->schedule.rows[i],
					 &matches);
	/* One file can be several of the schedule's pictures. */
	run->matches += matches;
	return going;
}

static void schedule_progress(void *context, size_t done, size_t total)
{
	struct schedule_run *run = context;

	operation_progress(run->call, done, total);
}

static void schedule_match(struct operation_call *call)
{
	struct schedule_run *run = base_alloc(1, sizeof(*run));
	const struct casework_files_sink sink = {schedule_row,
						 schedule_progress, run};
	struct casework_files files = {.recursive = true};
	char **paths = NULL;
	enum lens_err err = LENS_OK;

	run->call = call;
	run->files = &files;
	if (schedule_read(run)) {
		files.count = operation_paths(call, "files", &paths);
		files.paths = paths;
		files.cancel = call->front->cancel(call);
		err = casework_fingerprint_files(&files, &sink);
		if (err != LENS_OK)
			operation_fail_as(call, err, NULL);
		else
			call->result = json_pack(
			    "{s:I, s:I, s:I, s:I, s:I, s:I}", "pictures",
			    (json_int_t)run->schedule.count, "bare",
			    (json_int_t)run->schedule.bare, "read", run->read,
			    "unread", run->unread, "by_bytes", run->by_bytes,
			    "matches", run->matches);
	}
	free(paths);
	free(run);
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param schedule_match_params[] = {
	PARAM("schedule", FILE, 0, 0, REQUIRED | COMMAND | POSITIONAL,
	      "the file schedule-a.json that came with a letter", .metavar = "FILE"),
	PARAM("files", FILES, 1, SCHEDULE_FILES_MAX,
	      REQUIRED | POSITIONAL | OPERATION_PATH,
	      "pictures, or folders with pictures", .metavar = "DIR"),
	PARAM_END,
};

const struct operation operation_schedule_rows[] = {
	{
		.name = "schedule.match", .command = "schedule match",
		.group = OPERATION_LETTERS,
		.summary = "which of these files a letter's schedule names",
		.description = "For whoever received a letter with schedule-a.json: "
			       "compares the files of a folder and its "
			       "subfolders with the checksums and fingerprints of the schedule. "
			       "It needs no ledger, and nothing leaves this machine. "
			       "A checksum finds the very same file; a PDQ "
			       "value also finds copies that were resized, "
			       "turned or mirrored.",
		.examples = "lenscap schedule match schedule-a.json /srv/pictures\n",
		.params = schedule_match_params,
		.queue = OPERATION_NOT_HERE, .list = "matches",
		.run = schedule_match,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
