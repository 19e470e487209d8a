/* view_exposure.c: what a stranger can get, and what can still be got. */
#include <string.h>

#include <lenscap/view.h>

#define EXPOSURE_ICON 48 /* pixels a side, at most: no photo of anybody */

static const char *exposure_status(const struct casework_exposure *row)
{
	if (row->seen == CASEWORK_NEW && row->picture->width <= EXPOSURE_ICON &&
	    row->picture->height <= EXPOSURE_ICON)
		return "icon";
	return row->seen == CASEWORK_NOTHING ? ledger_access_name(row->access)
					     : casework_seen_name(row->seen);
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
	return json_pack("{s:i, s:o, s:I, s:o, s:o, s:I, s:b}", "status",
			 (int)fetch->answer, "final_url", view_text(fetch->url),
			 "bytes", (json_int_t)row->bytes, "redirects", hops,
			 "headers", exposure_headers(fetch), "retry_after",
			 (json_int_t)fetch->retry, "as_browser", row->browser);
}

static json_t *exposure_left(const struct casework_left *left)
{
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "frames",
			 (int)left->frames, "canvases", (int)left->canvases,
			 "scripts", (int)left->scripts, "hidden",
			 (int)left->hidden, "signs", (int)left->signs, "beyond",
			 (int)left->beyond, "documents", (int)left->documents);
}

/* Where a row belongs among the others. */
static void exposure_place(json_t *object, const struct casework_exposure *row)
{
	if (row->page[0] != '\0')
		view_put(object, "page", row->page);
	if (row->leads != NULL)
		view_put(object, "leads", row->leads);
	if (row->via != CASEWORK_VIA_NONE)
		view_put(object, "via", casework_via_name(row->via));
	if (row->same > 0)
		json_object_set_new(object, "same",
				    json_integer((json_int_t)row->same));
	if (row->rules != NULL)
		view_put(object, "rules", row->rules);
	if (row->left != NULL)
		json_object_set_new(object, "left", exposure_left(row->left));
}

json_t *view_exposure(const struct casework_exposure *row, bool findings)
{
	const struct ipc_picture *picture = row->picture;
	const char *access = ledger_access_name(row->access);
	json_t *object = json_pack("{s:I}", "number", (json_int_t)row->number);

	view_put(object, "url", row->url);
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:s?, s:s, s:o, s:o}", "status",
		      exposure_status(row), "access", access[0] ? access : NULL,
		      "why", row->why, "words", view_text(row->words),
		      "matches", view_matches(row->matches, row->count)));
	exposure_place(object, row);
	if (row->fetch != NULL)
		json_object_set_new(object, "public", exposure_public(row));
	if (row->seen == CASEWORK_PAGE || row->seen == CASEWORK_DRAWING)
		return object;
	if (row->seen != CASEWORK_MINE && row->seen != CASEWORK_NEW) {
		json_object_set_new(object, "error",
				    json_pack("{s:s, s:o}", "code", row->why,
					      "message",
					      view_text(row->words)));
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
	json_t *object =
	    json_pack("{s:I, s:I}", "photo", (json_int_t)seen->photo,
		      "sighting", (json_int_t)seen->sighting);
	json_t *missing =
	    seen->missing ? json_integer(seen->missing) : json_null();

	view_put(object, "source", seen->source);
	view_put(object, "place", seen->place);
	view_put(object, "page", seen->page);
	if (strcmp(seen->address, seen->place) != 0)
		view_put(object, "address", seen->address);
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:s, s:b, s:b, s:o, s:s, s:o}", "now",
		      ledger_state_name(seen->state), "access",
		      ledger_access_name(seen->access), "gone", seen->gone,
		      "back", seen->back, "missing", missing, "why", seen->why,
		      "words", view_text(seen->words)));
	return object;
}

json_t *view_look(const struct ledger_look *look)
{
	json_t *object = json_pack(
	    "{s:I, s:I, s:i, s:s, s:s, s:s}", "first", (json_int_t)look->first,
	    "last", (json_int_t)look->last, "times", (int)look->times, "now",
	    ledger_state_name(look->state), "access",
	    ledger_access_name(look->access), "why", look->why);

	view_put(object, "address", look->address);
	return object;
}
