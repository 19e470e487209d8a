/* photo.c: my photos: added, listed, shown, forgotten. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_photos.h>
#include <lenscap/view.h>

#include "operation.h"

#define PHOTO_PAGE 50
#define PHOTO_PIECE 200 /* photos that are read from the ledger at a time */

/* ---- photo.add ---- */

struct photo_adding {
	struct operation_call *call;
	const struct casework_files *files;
};

static void photo_added(void *context, const struct casework_add_row *row)
{
	struct photo_adding *adding = context;
	json_t *object = view_added(row);

	if (casework_files_skips(adding->files, row->file))
		json_object_set_new(object, "skipped", json_true());
	else
		adding->call->failed += row->outcome == CASEWORK_FAILED;
	(void)operation_row(adding->call, object);
}

static void photo_progress(void *context, size_t done, size_t total)
{
	struct photo_adding *adding = context;

	operation_progress(adding->call, done, total);
}

static void photo_add(struct operation_call *call)
{
	struct photo_adding adding = {.call = call};
	struct casework_add add = {
	    .files = {.recursive = true,
		      .decoders = (unsigned)operation_number(call, "jobs", 0),
		      .cancel = call->front->cancel(call)},
	    .keep_copies = operation_truth(call, "keep_copies"),
	    .row = photo_added,
	    .progress = photo_progress,
	    .context = &adding};
	struct ledger_fault fault = {0};
	char **paths;
	enum lens_err err;

	add.files.count = operation_paths(call, "files", &paths);
	add.files.paths = paths;
	adding.files = &add.files;
	err = casework_add_photos(call->work, &add, &fault);
	if (err == LENS_CANCELLED && fault.kind == LEDGER_FAULT_NONE)
		operation_fail_saying(call, OPERATION_CANCELLED,
				      "stopped; what was added stays.");
	else if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	free(paths);
}

/* ---- photo.list ---- */

static bool photo_count(void *context, const struct ledger_sighting *sighting)
{
	size_t *count = context;

	(void)sighting;
	++*count;
	return true;
}

/* One row; false when the front has no room for it. */
static bool photo_row(struct operation_call *call,
		      const struct ledger_photo *photo,
		      struct ledger_fault *fault, enum lens_err *err)
{
	size_t sightings = 0;

	*err = ledger_sighting_each(casework_ledger(call->work), photo->id,
				    photo_count, &sightings, fault);
	return *err == LENS_OK &&
	       operation_row(call, view_photo(photo, sightings));
}

/* Rows from query->offset on, a piece of the ledger at a time: how many, and
 * of how many. */
static enum lens_err photo_rows(struct operation_call *call,
				struct ledger_query *query, int64_t limit,
				int64_t *rows, int64_t *total,
				struct ledger_fault *fault)
{
	struct ledger_photos *photos;
	enum lens_err err;
	bool more = true;

	while (more) {
		int64_t left = limit - *rows;

		query->limit =
		    left < PHOTO_PIECE ? (unsigned)left : PHOTO_PIECE;
		err = ledger_photo_list(casework_ledger(call->work), query,
					fault, &photos);
		if (err != LENS_OK)
			return err;
		*total = (int64_t)photos->total;
		query->offset += photos->count;
		more = photos->count > 0;
		for (size_t i = 0; i < photos->count && more; i++) {
			more = photo_row(call, &photos->photos[i], fault, &err);
			*rows += more;
		}
		more = more && *rows < limit;
		ledger_photos_free(photos);
		if (err != LENS_OK)
			return err;
	}
	return LENS_OK;
}

static void photo_list(struct operation_call *call)
{
	const char *order = operation_text(call, "order");
	struct ledger_query query = {
	    .order = order ? (unsigned)value_index(value_order, order)
			   : LEDGER_BY_ADDED,
	    .descending = operation_truth(call, "descending"),
	    .source = operation_text(call, "source"),
	    .format = operation_text(call, "format"),
	    .finding = operation_text(call, "finding"),
	    .offset = (uint64_t)operation_number(call, "offset", 0)};
	int64_t rows = 0, total = 0;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    photo_rows(call, &query, operation_limit(call, PHOTO_PAGE), &rows,
		       &total, &fault);

	if (err == LENS_OK)
		operation_page(call, total, rows);
	else
		operation_fail_as(call, err, &fault);
}

/* ---- photo.show ---- */

struct photo_seen {
	struct ledger *ledger;
	json_t *rows;
};

static bool photo_seen(void *context, const struct ledger_sighting *sighting)
{
	struct photo_seen *seen = context;
	struct casework_times times = casework_times(seen->ledger, sighting);

	json_array_append_new(seen->rows, view_sighting(sighting, &times));
	return true;
}

static bool photo_look(void *context, const struct ledger_look *look)
{
	json_array_append_new(context, view_look(look));
	return true;
}

/* What came of each look at each of these. */
static enum lens_err photo_looks(struct ledger *ledger, json_t *seen,
				 struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	json_t *row;
	size_t i;

	json_array_foreach(seen, i, row)
	{
		json_t *looks = json_array();
		int64_t id = json_integer_value(json_object_get(row, "id"));

		err = ledger_look_each(ledger, id, photo_look, looks, fault);
		json_object_set_new(row, "looks", looks);
		if (err != LENS_OK)
			break;
	}
	return err;
}

/* The newest sightings first, as many as the front has room for. */
static json_t *photo_newest(const struct operation_call *call, json_t *seen)
{
	size_t room = call->front->room > 0 ? call->front->room / 2 : SIZE_MAX;
	json_t *list = json_array();

	for (size_t i = json_array_size(seen); i > 0; i--) {
		json_t *row = json_array_get(seen, i - 1);
		size_t size = json_dumpb(row, NULL, 0, JSON_COMPACT) + 1;

		if (size > room)
			break;
		room -= size;
		json_array_append(list, row);
	}
	return list;
}

static bool photo_letter(void *context, const struct ledger_letter *letter)
{
	json_array_append_new(context, view_letter(letter));
	return true;
}

static void photo_show(struct operation_call *call)
{
	struct ledger *ledger = casework_ledger(call->work);
	json_t *used = json_array();
	struct photo_seen seen = {ledger, json_array()};
	int64_t id = operation_number(call, "id", 0);
	struct ledger_fault fault = {0};
	struct ledger_photos *photos = NULL;
	enum lens_err err = ledger_photo_get(ledger, id, &fault, &photos);

	if (err == LENS_OK)
		err =
		    ledger_sighting_each(ledger, id, photo_seen, &seen, &fault);
	if (err == LENS_OK)
		err = photo_looks(ledger, seen.rows, &fault);
	if (err == LENS_OK)
		err = ledger_photo_letters(ledger, id, photo_letter, used,
					   &fault);
	if (err == LENS_OK)
		err = operation_letters(call, used, &fault);
	if (err == LENS_OK) {
		call->result = view_photo_whole(&photos->photos[0],
						json_array_size(seen.rows));
		json_object_set_new(call->result, "seen",
				    photo_newest(call, seen.rows));
		json_object_set(call->result, "used", used);
	} else {
		operation_fail_as(call, err, &fault);
	}
	ledger_photos_free(photos);
	json_decref(seen.rows);
	json_decref(used);
}

/* ---- photo.forget, photo.thumbnail ---- */

static void photo_forget(struct operation_call *call)
{
	operation_forget(call, "ids", ledger_photo_forget);
}

static json_t *photo_base64(const struct base_buffer *bytes)
{
	char *text = base_alloc(BASE_BASE64_SIZE(bytes->size), 1);
	json_t *value;

	base_base64(text, bytes->data, bytes->size);
	value = json_string(text);
	free(text);
	return value;
}

struct photo_pictures {
	json_t *here, *missing, *later;
	size_t room, all; /* bytes that are left, and of a whole answer */
};

static enum lens_err photo_picture(struct ledger *ledger, int64_t id,
				   struct ledger_fault *fault,
				   struct photo_pictures *out)
{
	struct base_buffer jpeg;
	enum lens_err err;
	size_t size;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	err = ledger_blob_get(ledger, id, LEDGER_BLOB_THUMBNAIL, fault, &jpeg);
	size = BASE_BASE64_SIZE(jpeg.size) + 100;
	if (err == LENS_NOT_FOUND || (err == LENS_OK && size > out->all)) {
		/* One that can never be sent is not there. */
		json_array_append_new(out->missing, json_integer(id));
		err = LENS_OK;
	} else if (err == LENS_OK && size > out->room) {
		json_array_append_new(out->later, json_integer(id));
	} else if (err == LENS_OK) {
		out->room -= size;
		json_array_append_new(
		    out->here,
		    json_pack("{s:I, s:s, s:o}", "id", (json_int_t)id, "type",
			      "image/jpeg", "data", photo_base64(&jpeg)));
	}
	base_buffer_free(&jpeg);
	return err;
}

static void photo_thumbnail(struct operation_call *call)
{
	size_t room = call->front->room;
	struct photo_pictures out = {json_array(), json_array(), json_array(),
				     room, room};
	struct ledger_fault fault = {0};
	int64_t *ids;
	size_t count = operation_ids(call, "ids", &ids);
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = photo_picture(casework_ledger(call->work), ids[i], &fault,
				    &out);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	call->result = json_pack("{s:o, s:o, s:o}", "thumbnails", out.here,
				 "missing", out.missing, "later", out.later);
	free(ids);
}

/* ---- photo.hidden ---- */

static void photo_hidden(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct base_buffer jpeg;
	enum lens_err err;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	err = casework_hidden(call->work, operation_number(call, "id", 0),
			      (unsigned)operation_number(call, "number", 1),
			      &fault, &jpeg);
	if (err == LENS_OK)
		call->result = json_pack("{s:s, s:o}", "type", "image/jpeg",
					 "data", photo_base64(&jpeg));
	else
		operation_fail_as(call, err, &fault);
	base_buffer_free(&jpeg);
}

/* ---- report.summary ---- */

static bool photo_case_due(void *context, const struct casework_case *the_case)
{
	int *due = context;

	*due += the_case->due;
	return true;
}

/* {"gps": 3}: how many photos there are of each of these words. */
struct photo_counts {
	operation_word *words;
	json_t *counts;
};

/* What a later version kept has no word here. */
static void photo_kind(void *context, const char *name, uint64_t count)
{
	const struct photo_counts *counts = context;

	if (value_index(counts->words, name) >= 0)
		json_object_set_new(counts->counts, name,
				    json_integer((json_int_t)count));
}

static void photo_summary(struct operation_call *call)
{
	struct ledger *ledger = casework_ledger(call->work);
	int due = 0;
	struct ledger_fault fault = {0};
	struct ledger_status status;
	json_t *findings = json_object(), *formats = json_object();
	struct photo_counts kinds = {value_finding, findings};
	struct photo_counts shapes = {value_picture_format, formats};
	enum lens_err err = ledger_status(ledger, &fault, &status);

	if (err == LENS_OK)
		err = ledger_photo_counts(ledger, false, photo_kind, &kinds,
					  &fault);
	if (err == LENS_OK)
		err = ledger_photo_counts(ledger, true, photo_kind, &shapes,
					  &fault);
	if (err == LENS_OK)
		err = casework_case_each(call->work, 0, casework_today(),
					 LAW_EN, photo_case_due, &due, &fault);
	if (err == LENS_OK)
		call->result =
		    json_pack("{s:I, s:I, s:O, s:O, s:I, s:i}", "photos",
			      (json_int_t)status.photos, "sightings",
			      (json_int_t)status.sightings, "findings",
			      findings, "formats", formats, "cases",
			      (json_int_t)status.cases, "cases_due", due);
	else
		operation_fail_as(call, err, &fault);
	json_decref(findings);
	json_decref(formats);
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param photo_add_params[] = {
	PARAM("files", FILES, 1, 1000000, REQUIRED | POSITIONAL | OPERATION_PATH,
	      "a photo, or a folder of photos with its subfolders", .metavar = "PATH"),
	PARAM("keep_copies", TRUTH, 0, 0, 0,
	      "add copies of photos you already have as separate photos; "
	      "otherwise only where they are is noted"),
	PARAM("jobs", NUMBER, 1, 64, 0,
	      "read this many pictures at once; otherwise one per processor", .metavar = "N"),
	PARAM_END,
};
static const struct operation_param photo_list_params[] = {
	PARAM("order", CHOICE, 0, 0, 0, "what comes first", .values = value_order,
	      .option = "sort", .metavar = "ORDER"),
	PARAM("descending", TRUTH, 0, 0, 0, "reverse the order", .option = "reverse"),
	PARAM("source", TEXT, 0, 1024, 0, "only photos whose source contains "
	      "this",
	      .metavar = "WORDS"),
	PARAM("format", CHOICE, 0, 0, 0, "only pictures of this format",
	      .values = value_picture_format, .metavar = "FORMAT"),
	PARAM("finding", CHOICE, 0, 0, 0, "only photos that give this away",
	      .values = value_finding, .metavar = "KIND"),
	PARAM_OFFSET("skip this many photos"),
	PARAM_LIMIT("list this many photos at most"),
	PARAM_END,
};
static const struct operation_param photo_show_params[] = {
	PARAM("id", NUMBER, 1, INT64_MAX, REQUIRED | POSITIONAL, "the number of the photo",
	      .metavar = "PHOTO"),
	PARAM("picture", TRUTH, 0, 0, COMMAND, "show the picture whatever the terminal says"),
	PARAM("thumbnail", FILE, 0, 0, COMMAND | OPERATION_PATH,
	      "write the small picture as a JPEG file", .metavar = "FILE"),
	PARAM("hidden", NUMBER, 1, 255, COMMAND,
	      "which of the pictures inside the photo's file that show "
	      "something else to write with -o", .metavar = "N"),
	PARAM("out", FILE, 0, 0, COMMAND | OPERATION_PATH,
	      "write that picture, made small, as a JPEG file", .letter = 'o',
	      .metavar = "FILE"),
	PARAM_END,
};
static const struct operation_param photo_hidden_params[] = {
	PARAM("id", NUMBER, 1, INT64_MAX, REQUIRED, "the number of the photo"),
	PARAM("number", NUMBER, 1, 255, REQUIRED,
	      "which of the pictures inside its file that show something else"),
	PARAM_END,
};
static const struct operation_param photo_forget_params[] = {
	PARAM("ids", IDS, 1, 1000, REQUIRED | POSITIONAL,
	      "the numbers of the photos; if one is unknown, none is "
	      "forgotten", .metavar = "PHOTO"),
	PARAM_YES,
	PARAM_END,
};
static const struct operation_param photo_thumbnail_params[] = {
	PARAM("ids", IDS, 1, 20, REQUIRED, "the photos"),
	PARAM_END,
};

const struct operation operation_photo_rows[] = {
	{
		.name = "photo.add", .command = "photos add",
		.group = OPERATION_PHOTOS, .first = true,
		.summary = "keep photos as yours",
		.description = "Keeps photos as yours: their fingerprints, what their metadata "
			       "gives away, and a small encrypted picture; never the photo "
			       "itself.  Folders are searched, with the "
			       "folders in them.  What it has reported as "
			       "added stays, even after Ctrl-C: run it again "
			       "and it continues where it stopped.\n\n"
			       "Exit status: 0 when every photo was added or "
			       "already there, 1 "
			       "when some could not be read, 3 when the ledger is locked or "
			       "damaged.",
		.examples = "lenscap photos add ~/Pictures\n"
			    "lenscap photos add portrait.jpg holiday/*.jpg\n",
		.params = photo_add_params, .needs = OPERATION_LEDGER,
		.answer = "added",
		.list = "photos", .run = photo_add,
	}, {
		.name = "photo.list", .command = "photos list",
		.group = OPERATION_PHOTOS, .first = true,
		.summary = "your photos",
		.description = "Lists your photos.",
		.examples = "lenscap photos list --sort findings --reverse\n"
			    "lenscap photos list --finding gps\n"
			    "lenscap photos list --json | jq -r .source\n",
		.params = photo_list_params, .needs = OPERATION_LEDGER,
		.answer = "photo",
		.queue = OPERATION_INTERACTIVE, .list = "photos", .run = photo_list,
	}, {
		.name = "photo.show", .command = "photos show",
		.group = OPERATION_PHOTOS,
		.summary = "all about one photo",
		.description = "Shows everything that is kept about a photo: "
			       "where it came from, its fingerprints, what it "
			       "gives away and where it was seen; on a "
			       "terminal with 256 colours or more, a small "
			       "picture of it too.",
		.examples = "lenscap photos show 12\n"
			    "lenscap photos show 12 --thumbnail twelve.jpg\n"
			    "lenscap photos show 12 --hidden 1 -o inside.jpg\n",
		.params = photo_show_params, .needs = OPERATION_LEDGER,
		.answer = "photo_whole",
		.queue = OPERATION_INTERACTIVE, .run = photo_show,
	}, {
		.name = "photo.forget", .command = "photos forget",
		.group = OPERATION_PHOTOS,
		.summary = "forget photos with all that hangs on them",
		.description = "Forgets photos: their fingerprints, findings, sightings and "
			       "small pictures are erased.  The photo files themselves are "
			       "not touched, and backups keep what was in them.",
		.examples = "lenscap photos forget 12\n"
			    "lenscap photos forget 3 4 5 --yes\n",
		.params = photo_forget_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = photo_forget,
	}, {
		.name = "photo.thumbnail",
		.summary = "the small pictures of photos",
		.params = photo_thumbnail_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = photo_thumbnail,
	}, {
		.name = "photo.hidden",
		.summary = "a picture inside a photo's file that shows something else, small",
		.params = photo_hidden_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = photo_hidden,
	}, {
		.name = "report.summary",
		.summary = "numbers for the overview",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = photo_summary,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
