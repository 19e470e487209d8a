/* view_exposure.c: what a stranger can get, and what can still be got. */
#include <lenscap/view.h>

#define EXPOSURE_ICON 48 /* pixels a side, at most: no photo of anybody */

static const char *exposure_status(const struct casework_exposure *row)
{
	if (row->seen == CASEWORK_NEW && row->picture->width <= EXPOSURE_ICON &&
	    row->picture->height <= EXPOSURE_ICON)
		return "icon";
	return casework_seen_name(row->seen);
}

static json_t *exposure_headers(const struct ipc_fetch *fetch)
{
	json_t *headers = json_object();

	for (unsigned i = 0; i < IPC_FETCH_KEPT; i++)
		if (fetch->headers[i][0] != '\0')
			json_object_set_new(headers, ipc_fetch_header_name(i),
					    view_text(fetch->headers[i]));
	return headers;
}

static json_t *exposure_public(const struct casework_exposure *row)
{
	const struct ipc_fetch *fetch = row->fetch;
	json_t *hops = json_array();

	for (unsigned i = 0; i < fetch->hop_count; i++)
		json_array_append_new(hops, view_text(fetch->hops[i].url));
	return json_pack(
	    "{s:i, s:o, s:I, s:o, s:o, s:o, s:I}", "status", (int)fetch->answer,
	    "final_url", view_text(fetch->url), "bytes", (json_int_t)row->bytes,
	    "why", view_text(row->why), "redirects", hops, "headers",
	    exposure_headers(fetch), "retry_after", (json_int_t)fetch->retry);
}

json_t *view_exposure(const struct casework_exposure *row, bool findings)
{
	const struct ipc_picture *picture = row->picture;
	json_t *object = json_object();

	view_put(object, "url", row->url);
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:s, s:o, s:o}", "status", exposure_status(row),
		      "code", row->code, "why", view_text(row->why), "matches",
		      view_matches(row->matches, row->count)));
	if (row->page[0] != '\0')
		view_put(object, "page", row->page);
	if (row->fetch != NULL)
		json_object_set_new(object, "public", exposure_public(row));
	if (row->seen == CASEWORK_PAGE)
		return object;
	if (row->seen != CASEWORK_MINE && row->seen != CASEWORK_NEW) {
		json_object_set_new(object, "error",
				    json_pack("{s:s, s:o}", "code", row->code,
					      "message", view_text(row->why)));
		return object;
	}
	json_object_update_new(object,
			       json_pack("{s:I, s:I, s:s}", "width",
					 (json_int_t)picture->width, "height",
					 (json_int_t)picture->height, "format",
					 ipc_format_name(picture->format)));
	if (findings)
		json_object_set_new(object, "findings", view_findings(picture));
	return object;
}

json_t *view_place_seen(const struct casework_place_seen *seen)
{
	json_t *object = json_pack("{s:I}", "photo", (json_int_t)seen->photo);

	view_put(object, "place", seen->place);
	view_put(object, "page", seen->page);
	json_object_update_new(
	    object, json_pack("{s:s, s:b, s:s}", "now",
			      casework_recheck_result_name(seen->result),
			      "back", seen->back, "why", seen->why));
	return object;
}
