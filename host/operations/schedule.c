/*
 * schedule.c: a letter's Schedule A against files: what somebody who is asked
 * holds of the pictures it names.  Needs no ledger, so that a controller's
 * clerk can run it on their own files.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_files.h>
#include <lenscap/casework_letters.h>
#include <lenscap/fingerprint.h>
#include <lenscap/view.h>

#include "operation.h"

#define SCHEDULE_BYTES_MAX (1u << 20)
#define SCHEDULE_FILES_MAX 1000000
/* PDQ's own threshold: chance gives about 128 of 256 bits. */
#define SCHEDULE_PDQ_NEAR 31

/* A picture that the schedule names. */
struct schedule_entry {
	json_int_t number;
	bool has_sha256, has_pdq;
	uint8_t sha256[32], pdq[FINGERPRINT_PDQ_SIZE];
};

struct schedule_run {
	struct operation_call *call;
	const struct casework_files *files;
	struct schedule_entry entries[CASEWORK_PHOTOS_MAX];
	size_t count;
	json_int_t bare; /* of the entries: an address alone */
	json_int_t read, matches;
};

/* ---- The schedule ---- */

static bool schedule_hex(const json_t *entry, const char *name, uint8_t *out,
			 size_t size)
{
	const char *text = json_string_value(json_object_get(entry, name));

	return text != NULL && base_unhex(out, size, text) == LENS_OK;
}

static bool schedule_entries(struct schedule_run *run, const json_t *schedule)
{
	const json_t *list = json_object_get(schedule, "pictures"), *entry;
	size_t i;

	const char *what = json_string_value(json_object_get(schedule, "what"));

	if (what == NULL || strcmp(what, CASEWORK_SCHEDULE_NAME) != 0 ||
	    json_array_size(list) == 0 ||
	    json_array_size(list) > CASEWORK_PHOTOS_MAX)
		return false;
	json_array_foreach(list, i, entry)
	{
		struct schedule_entry *one = &run->entries[run->count++];

		one->number =
		    json_integer_value(json_object_get(entry, "number"));
		one->has_sha256 = schedule_hex(entry, "sha256", one->sha256,
					       sizeof(one->sha256));
		one->has_pdq =
		    schedule_hex(entry, "pdq", one->pdq, sizeof(one->pdq));
		run->bare += !one->has_sha256 && !one->has_pdq;
	}
	return true;
}

static bool schedule_read(struct schedule_run *run)
{
	struct operation_call *call = run->call;
	const char *name;
	int fd = call->front->file(call, operation_number(call, "schedule", 0),
				   &name);
	struct base_buffer bytes;
	json_t *schedule = NULL;
	bool good = false;

	if (fd < 0)
		return false;
	base_buffer_init(&bytes, SCHEDULE_BYTES_MAX);
	if (base_read_all(fd, &bytes) == LENS_OK)
		schedule = json_loadb((const char *)bytes.data, bytes.size,
				      JSON_REJECT_DUPLICATES, NULL);
	good = json_is_object(schedule) && schedule_entries(run, schedule);
	if (!good)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "This is no schedule of a letter; give the "
		    "file schedule-a.json that came with the "
		    "letter.");
	json_decref(schedule);
	base_buffer_free(&bytes);
	base_close(&fd);
	return good;
}

/* ---- The files ---- */

/* Bits in which the nearest of the eight turned forms differs. */
static unsigned schedule_distance(const struct schedule_entry *entry,
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
			     const struct schedule_entry *entry, bool *matches)
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
	run->read++;
	if (file->picture.status != IPC_PICTURE_OK && !file->picture.hashed) {
		run->call->failed++;
		return operation_row(run->call, view_failure(file));
	}
	for (size_t i = 0; i < run->count && going; i++)
		going = schedule_compare(run, file, &run->entries[i], &matches);
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
			    "{s:I, s:I, s:I, s:I}", "pictures",
			    (json_int_t)run->count, "bare", run->bare, "read",
			    run->read, "matches", run->matches);
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
