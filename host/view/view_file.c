/* view_file.c: files that were read, added or compared. */
#include <string.h>

#include "prints.h"

static void file_member(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

json_t *view_unread(const struct ipc_picture *picture)
{
	return json_pack("{s:s, s:s}", "code",
			 ipc_picture_code(picture->status), "message",
			 ipc_picture_reason(picture));
}

static json_t *file_begin(const struct casework_file *file)
{
	bool ok = file->picture.status == IPC_PICTURE_OK;
	json_t *object = json_object();

	view_put(object, "file", file->path);
	file_member(object, "status", json_string(ok ? "ok" : "error"));
	if (!ok)
		file_member(object, "error", view_unread(&file->picture));
	return object;
}

json_t *view_failure(const struct casework_file *file)
{
	return file_begin(file);
}

/*
 * What stands beside the pixels, which may be told where they cannot be read.
 * A file that was not opened has no such members: nothing is known of it.
 */
static void file_gives_away(json_t *object, const struct ipc_picture *picture)
{
	json_t *hidden = json_array();

	for (unsigned i = 0; i < picture->hiddens; i++) {
		const struct ipc_hidden *part = &picture->hidden[i];

		json_array_append_new(
		    hidden, json_pack("{s:s, s:I, s:I}", "kind",
				      ipc_hidden_name(part->kind), "bytes",
				      (json_int_t)part->bytes, "offset",
				      (json_int_t)part->offset));
	}
	file_member(object, "findings", view_findings(picture));
	file_member(object, "unread_bytes",
		    json_integer((json_int_t)picture->unread_bytes));
	file_member(object, "hidden", hidden);
}

json_t *view_file(const struct casework_file *file)
{
	const struct ipc_picture *picture = &file->picture;
	json_t *object = file_begin(file);

	file_member(object, "bytes", json_integer((json_int_t)file->bytes));
	if (picture->format != IPC_FORMAT_NONE)
		file_member(object, "format",
			    json_string(ipc_format_name(picture->format)));
	if (picture->hashed)
		file_member(object, "sha256",
			    view_hex(picture->sha256, sizeof(picture->sha256)));
	if (picture->status != IPC_PICTURE_OK) {
		if (picture->format != IPC_FORMAT_NONE || picture->count > 0)
			file_gives_away(object, picture);
		return object;
	}
	file_member(object, "width", json_integer(picture->width));
	file_member(object, "height", json_integer(picture->height));
	/* A file that states none is upright. */
	file_member(
	    object, "orientation",
	    json_integer(picture->orientation ? picture->orientation : 1));
	file_member(object, "damaged", json_boolean(picture->damaged));
	file_member(object, "animated", json_boolean(picture->animated));
	view_prints(object, &picture->fingerprint, true);
	file_gives_away(object, picture);
	return object;
}

const char *view_added_word(enum casework_added outcome)
{
	static const char *const outcomes[] = {
	    [CASEWORK_ADDED] = "added",
	    [CASEWORK_KNOWN] = "known",
	    [CASEWORK_COPY] = "copy",
	    [CASEWORK_FAILED] = "failed",
	};

	return outcomes[outcome];
}

json_t *view_added(const struct casework_add_row *row)
{
	json_t *object = file_begin(row->file);

	file_member(object, "outcome",
		    json_string(view_added_word(row->outcome)));
	file_member(object, "photo",
		    row->photo > 0 ? json_integer(row->photo) : json_null());
	file_member(object, "findings", view_findings(&row->file->picture));
	return object;
}

/* Names that are no UTF-8 once more, as they are. */
static json_t *file_names_hex(const char *const names[2])
{
	json_t *list = json_array();

	for (size_t i = 0; i < 2; i++)
		json_array_append_new(list,
				      view_hex(names[i], strlen(names[i])));
	return list;
}

json_t *view_comparison(const struct casework_comparison *comparison,
			const char *a, const char *b)
{
	json_t *object = json_pack(
	    "{s:s, s:[o,o], s:s, s:s}", "status", "ok", "files", view_text(a),
	    view_text(b), "verdict", casework_verdict_name(comparison->verdict),
	    "sentence", casework_verdict_sentence(comparison->verdict));

	file_member(object, "copy",
		    comparison->copy ? json_integer(comparison->copy)
				     : json_null());
	json_object_update_new(object,
			       view_how(comparison->how, comparison->degrees));
	file_member(
	    object, "distances",
	    json_pack("{s:i, s:i, s:i, s:i, s:i}", "pdq", (int)comparison->pdq,
		      "iscc", (int)comparison->iscc, "iscc_64",
		      (int)comparison->iscc64, "phash", (int)comparison->phash,
		      "dhash", (int)comparison->dhash));
	if (!base_is_utf8(base_view_of(a)) || !base_is_utf8(base_view_of(b)))
		json_object_set_new(
		    object, "files_hex",
		    file_names_hex((const char *const[]){a, b}));
	return object;
}
