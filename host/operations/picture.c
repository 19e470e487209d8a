/* picture.c: what identifies pictures, and how alike two of them are. */
#include <stdlib.h>

#include <lenscap/base_io.h>
#include <lenscap/view.h>

#include "operation.h"

#define PICTURE_FILES_MAX 1000000 /* words of one command line */
#define PICTURE_SLOTS_MAX 64	  /* pictures that are read at once */
#define PICTURE_TWO 2
#define PICTURE_NAME_MAX 200 /* bytes of a picture's name */

/* What the parameters say of the files; the caller frees files->paths. */
static void picture_files(struct operation_call *call,
			  struct casework_files *files)
{
	char **paths;
	size_t count = operation_paths(call, "files", &paths);

	*files = (struct casework_files){
	    .paths = paths,
	    .count = count,
	    .recursive = operation_truth(call, "recursive"),
	    .job.full = operation_truth(call, "full"),
	    .decoders = (unsigned)operation_number(call, "jobs", 0),
	    .cancel = call->front->cancel(call),
	};
}

/* ---- picture.fingerprint ---- */

struct picture_reading {
	struct operation_call *call;
	const struct casework_files *files;
};

static bool picture_row(void *context, struct casework_file *file)
{
	struct picture_reading *reading = context;
	bool skipped = casework_files_skips(reading->files, file);
	const char *kind = casework_files_unread_kind(file);
	json_t *row = view_file(file);

	if (kind != NULL)
		json_object_set_new(row, "kind", json_string(kind));
	if (skipped)
		json_object_set_new(row, "skipped", json_true());
	else if (file->picture.status != IPC_PICTURE_OK)
		reading->call->failed++;
	return operation_row(reading->call, row);
}

static void picture_reading_progress(void *context, size_t done, size_t total)
{
	struct picture_reading *reading = context;

	operation_progress(reading->call, done, total);
}

static void picture_fingerprint(struct operation_call *call)
{
	struct casework_files files;
	struct picture_reading reading = {call, &files};
	const struct casework_files_sink sink = {
	    picture_row, picture_reading_progress, &reading};
	enum lens_err err;

	picture_files(call, &files);
	err = casework_fingerprint_files(&files, &sink);
	if (err != LENS_OK)
		operation_fail_as(call, err, NULL);
	free((void *)files.paths);
}

/* ---- picture.compare ---- */

struct picture_comparing {
	struct operation_call *call;
	struct ipc_picture pictures[PICTURE_TWO];
	size_t count;
};

static bool picture_take(void *context, struct casework_file *file)
{
	struct picture_comparing *comparing = context;

	if (file->picture.status != IPC_PICTURE_OK) {
		comparing->call->failed++;
		return operation_row(comparing->call, view_failure(file));
	}
	comparing->pictures[comparing->count++] = file->picture;
	file->picture = (struct ipc_picture){.status = IPC_PICTURE_OK};
	return true;
}

static void picture_compare(struct operation_call *call)
{
	struct picture_comparing *comparing = base_alloc(1, sizeof(*comparing));
	const struct casework_files_sink sink = {picture_take, NULL, comparing};
	struct casework_comparison comparison;
	struct casework_files files;
	enum lens_err err;

	comparing->call = call;
	picture_files(call, &files);
	files.job.wants[IPC_EXTRA_LOCAL] = true;
	files.job.wants[IPC_EXTRA_QUERY] = true;
	files.job.wants[IPC_EXTRA_REGIONS] = true;
	files.job.wants[IPC_EXTRA_TURNED] = true;
	err = casework_fingerprint_files(&files, &sink);
	if (err == LENS_OK && comparing->count == PICTURE_TWO) {
		err = casework_compare(&comparing->pictures[0],
				       &comparing->pictures[1], &comparison);
		if (err == LENS_OK)
			call->result = view_comparison(
			    &comparison, files.paths[0], files.paths[1]);
	}
	if (err != LENS_OK)
		operation_fail_as(call, err, NULL);
	for (size_t i = 0; i < comparing->count; i++)
		ipc_picture_free(&comparing->pictures[i]);
	free((void *)files.paths);
	free(comparing);
}

/* ---- picture.clean ---- */

static bool picture_cleaned(void *context, const struct casework_cleaned *row)
{
	struct operation_call *call = context;

	if (row->out[0] == '\0')
		call->failed++;
	return operation_row(call, view_cleaned(row));
}

static uint64_t picture_kept(const struct operation_call *call)
{
	const json_t *list = operation_list(call, "keep"), *word;
	uint64_t kept = 0;
	size_t i;

	json_array_foreach(list, i, word)
	{
		enum ipc_finding_kind kind;
		int index =
		    value_index(value_kept_kind, json_string_value(word));

		if (casework_clean_kind((size_t)index, &kind))
			kept |= IPC_CLEAN_KIND(kind);
	}
	return kept;
}

/* A front without names has a picture's descriptor; it is named apart. */
static bool picture_handed_over(struct operation_call *call,
				struct casework_files *files, int *fd)
{
	const json_t *list = operation_list(call, "files");
	const char *name = operation_text(call, "name"), *none;
	char **paths = base_alloc(1, sizeof(*paths));

	*fd = call->front->file(
	    call, json_integer_value(json_array_get(list, 0)), &none);
	paths[0] = (char *)(name ? name : "picture");
	*files = (struct casework_files){.paths = paths,
					 .fds = fd,
					 .count = 1,
					 .cancel = call->front->cancel(call)};
	return *fd >= 0;
}

static void picture_clean(struct operation_call *call)
{
	struct casework_clean clean = {.keep = picture_kept(call),
				       .row = picture_cleaned,
				       .progress = operation_progress,
				       .context = call};
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;
	int fd = -1;

	if (call->front->path == NULL &&
	    json_array_size(operation_list(call, "files")) != 1) {
		operation_refuse(call, "files", "one picture at a time");
		return;
	}
	if (call->front->path != NULL) {
		picture_files(call, &clean.files);
		clean.out =
		    call->front->path(call, operation_number(call, "out", 0));
	} else if (!picture_handed_over(call, &clean.files, &fd)) {
		err = LENS_CANCELLED;
	}
	if (err == LENS_OK)
		err = casework_clean(&clean, &fault);
	if (err != LENS_OK && call->code == OPERATION_OK)
		operation_fail_as(call, err, &fault);
	base_close(&fd);
	free((void *)clean.files.paths);
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param picture_fingerprint_params[] = {
	PARAM("files", FILES, 1, PICTURE_FILES_MAX,
	      REQUIRED | POSITIONAL | OPERATION_PATH,
	      "a picture, a folder with -r, or - for standard input",
	      .metavar = "FILE"),
	PARAM("recursive", TRUTH, 0, 0, 0,
	      "read the pictures in folders and their subfolders", .letter = 'r'),
	PARAM("hashes", TRUTH, 0, 0, COMMAND,
	      "print every file with its fingerprints in full"),
	PARAM("full", TRUTH, 0, 0, 0,
	      "decode every pixel: slower; PDQ is then at most 4 of 256 bits "
	      "from its reference, otherwise nearly always 10"),
	PARAM("jobs", NUMBER, 1, PICTURE_SLOTS_MAX, 0,
	      "read this many pictures at once; otherwise one per processor",
	      .metavar = "N"),
	PARAM_END,
};
static const struct operation_param picture_compare_params[] = {
	PARAM("files", FILES, PICTURE_TWO, PICTURE_TWO,
	      REQUIRED | POSITIONAL | OPERATION_PATH,
	      "a picture, or - for standard input", .metavar = "FILE"),
	PARAM("full", TRUTH, 0, 0, 0, "decode every pixel"),
	PARAM_END,
};
static const struct operation_param picture_clean_params[] = {
	PARAM("files", FILES, 1, PICTURE_FILES_MAX,
	      REQUIRED | POSITIONAL | OPERATION_PATH,
	      "a picture, or - for standard input", .metavar = "FILE"),
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the copy; for several pictures, the folder for all of them",
	      .letter = 'o', .metavar = "COPY|DIR"),
	PARAM("keep", CHOICES, 0, IPC_FINDINGS, 0,
	      "keep this, as far as Exif states it",
	      .values = value_kept_kind, .metavar = "KIND"),
	PARAM("name", TEXT, 1, PICTURE_NAME_MAX, HOST, "the picture's name"),
	PARAM_END,
};

const struct operation operation_picture_rows[] = {
	{
		.name = "picture.fingerprint", .command = "fingerprint",
		.group = OPERATION_EXPOSURE, .first = true,
		.summary = "what identifies pictures and what their files give away",
		.description = "Reads pictures in a sandbox, on this machine, "
			       "and prints "
			       "what identifies them (SHA-256, PDQ, ISCC, pHash, "
			       "dHash) and what their metadata gives away.  JPEG, "
			       "PNG, WebP, GIF, BMP, ICO, and what cameras store "
			       "(DNG, NEF, CR2, ARW and the like, by the preview "
			       "in it); SVG by the largest picture in it; HEIC, AVIF, "
			       "JPEG XL and TIFF with optional decoders.  Links that are found in folders are not "
			       "followed; those you name are.  Other files in "
			       "folders are counted; they are not failures.",
		.examples = "lenscap fingerprint holiday.jpg\n"
			    "lenscap fingerprint -r ~/Pictures\n"
			    "lenscap fingerprint --json *.jpg | jq -r '.file + \" \" + .pdq'\n"
			    "curl -s https://example.org/me.jpg | lenscap fingerprint -\n",
		.params = picture_fingerprint_params,
		.queue = OPERATION_NOT_HERE, .list = "files",
		.answer = "file",
		.run = picture_fingerprint,
	}, {
		.name = "picture.compare", .command = "compare",
		.group = OPERATION_EXPOSURE,
		.summary = "how alike two pictures are",
		.description = "Says whether two pictures show the same "
			       "thing, as 'lenscap find' would: "
			       "each is looked for in the other, turned, mirrored, "
			       "cropped or in a screenshot.  Below that it "
			       "says in how many bits each fingerprint "
			       "differs: fewer means more alike, and chance "
			       "gives half.  Only PDQ also looks at the "
			       "turned and mirrored forms of the second; the other "
			       "measures take both as they are.",
		.examples = "lenscap compare mine.jpg downloaded.jpg\n"
			    "lenscap compare --json a.png b.webp\n",
		.params = picture_compare_params,
		.queue = OPERATION_NOT_HERE, .answer = "comparison",
		.run = picture_compare,
	}, {
		.name = "picture.clean", .command = "clean",
		.group = OPERATION_EXPOSURE,
		.summary = "a copy of a picture without what its file gives away",
		.description = "Writes a copy with the same pixels, encoded "
			       "as they were, the same way up and with the "
			       "same colour profile, and leaves out "
			       "everything else: position, names, "
			       "times, previews, videos, and whatever lies behind the "
			       "picture's end.  It reads the copy as it would read a "
			       "stranger's picture, compares every pixel with the "
			       "original's (of an animation, the first frame's), and "
			       "says what stayed.  A damaged picture is not "
			       "copied, and no file is overwritten.  JPEG, PNG, WebP, "
			       "GIF and TIFF; HEIC, AVIF and JPEG XL with their "
			       "optional decoders.",
		.examples = "lenscap clean holiday.jpg -o to-publish.jpg\n"
			    "lenscap clean *.jpg -o clean/\n"
			    "lenscap clean holiday.jpg --keep copyright -o to-publish.jpg\n",
		.params = picture_clean_params,
		.queue = OPERATION_UPLOADS, .list = "files", .answer = "cleaned",
		.run = picture_clean,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
