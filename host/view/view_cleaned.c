/* view_cleaned.c: clean copies of pictures. */
#include <string.h>

#include <lenscap/casework_findings.h>
#include <lenscap/view.h>

static bool cleaned_has(const struct ipc_picture *picture,
			const struct ipc_finding *finding)
{
	for (unsigned i = 0; i < picture->count; i++)
		if (picture->findings[i].kind == finding->kind &&
		    strcmp(picture->findings[i].detail, finding->detail) == 0)
			return true;
	return false;
}

static json_t *cleaned_removed(const struct ipc_picture *was,
			       const struct ipc_picture *is)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < was->count; i++) {
		const struct ipc_finding *finding = &was->findings[i];

		if (!cleaned_has(is, finding))
			json_array_append_new(
			    list,
			    view_finding(casework_finding(finding->kind)->kind,
					 finding->detail));
	}
	return list;
}

json_t *view_cleaned(const struct casework_cleaned *row)
{
	json_t *object = json_object();
	bool ok = row->out[0] != '\0';

	view_put(object, "file", row->path);
	json_object_set_new(object, "status", json_string(ok ? "ok" : "error"));
	if (!ok) {
		json_object_set_new(object, "error",
				    json_pack("{s:s, s:s}", "code", row->code,
					      "message", row->why));
		return object;
	}
	view_put(object, "copy", row->out);
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:I, s:I, s:s, s:o, s:o, s:I}", "format",
		      ipc_format_name(row->is->format), "bytes",
		      (json_int_t)row->bytes, "clean_bytes",
		      (json_int_t)row->clean_bytes, "pixels", "identical",
		      "removed", cleaned_removed(row->was, row->is), "stayed",
		      view_findings(row->is), "unread_bytes",
		      (json_int_t)row->is->unread_bytes));
	return object;
}
