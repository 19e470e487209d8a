/* view_watch.c: the pages to look at again. */
#include <lenscap/view_watch.h>

json_t *view_watched(const struct casework_watched *watched)
{
	json_t *object = json_object();

	view_put(object, "page", watched->page);
	json_object_set_new(object, "added", json_integer(watched->added));
	json_object_set_new(object, "looked",
			    watched->looked > 0 ? json_integer(watched->looked)
						: json_null());
	return object;
}

json_t *view_watch(const struct casework_watch_row *row)
{
	json_t *photos = json_array(), *object = json_object();

	for (size_t i = 0; i < row->count; i++) {
		const struct casework_watch_photo *photo = &row->photos[i];

		json_array_append_new(
		    photos,
		    json_pack("{s:I, s:o, s:b, s:b, s:s, s:b, s:b}", "photo",
			      (json_int_t)photo->photo, "source",
			      view_text(photo->source), "found", photo->found,
			      "added", photo->added, "now",
			      ledger_state_name(photo->state), "gone",
			      photo->gone, "back", photo->back));
	}
	view_put(object, "page", row->page);
	json_object_update_new(
	    object, json_pack("{s:s, s:s, s:o, s:I, s:b, s:o}", "access",
			      ledger_access_name(row->access), "why", row->why,
			      "words", view_text(row->words), "unlearned",
			      (json_int_t)row->unlearned, "cut", row->cut,
			      "photos", photos));
	return object;
}
