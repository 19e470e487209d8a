/* view_match.c: photos of mine that were found in a picture. */
#include <lenscap/view.h>

json_t *view_match(const struct casework_match *match)
{
	const struct match_answer *answer = match->answer;
	json_t *object = json_pack("{s:I}", "photo", (json_int_t)answer->photo);

	view_put(object, "source", match->source);
	json_object_update_new(
	    object,
	    json_pack("{s:i, s:s}", "distance", (int)answer->distance,
		      "confidence", match_confidence_name(answer->confidence)));
	json_object_update_new(object, view_how(answer->how, answer->degrees));
	if (answer->region.width > 0)
		json_object_set_new(
		    object, "region",
		    json_pack("{s:I, s:I, s:I, s:I}", "x",
			      (json_int_t)answer->region.x, "y",
			      (json_int_t)answer->region.y, "width",
			      (json_int_t)answer->region.width, "height",
			      (json_int_t)answer->region.height));
	if (match->at[0] != '\0')
		view_put(object, "picture", match->at);
	if (match->page != NULL && match->page[0] != '\0')
		view_put(object, "saved_from", match->page);
	return object;
}

json_t *view_matches(const struct casework_match *matches, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, view_match(&matches[i]));
	return list;
}

/* In the words of a page, which it is by its name or its bytes. */
static json_t *match_unread(const struct casework_found *found)
{
	return json_pack("{s:s, s:s}", "code", ipc_page_code(found->unread),
			 "message",
			 ipc_call_words(ipc_page_sentence(found->unread),
					found->file->picture.call));
}

json_t *view_found(const struct casework_found *found)
{
	json_t *object = view_failure(found->file), *matches;

	if (found->unread != IPC_PAGE_OK && found->page)
		json_object_set_new(object, "error", match_unread(found));
	matches = view_matches(found->matches, found->count);
	for (unsigned i = 0; found->links != NULL && i < found->count; i++)
		if (found->links[i][0] != '\0')
			view_put(json_array_get(matches, i), "link",
				 found->links[i]);
	json_object_set_new(object, "matches", matches);
	if (!found->page)
		return object;
	json_object_update_new(
	    object, json_pack("{s:I, s:I, s:b}", "read",
			      (json_int_t)found->read, "elsewhere",
			      (json_int_t)found->elsewhere, "cut", found->cut));
	if (found->canvases + found->scripts > 0)
		json_object_set_new(object, "left",
				    json_pack("{s:I, s:I}", "canvases",
					      (json_int_t)found->canvases,
					      "scripts",
					      (json_int_t)found->scripts));
	if (found->noted > 0)
		json_object_set_new(object, "noted",
				    json_integer(found->noted));
	if (found->url != NULL && found->url[0] != '\0')
		view_put(object, "saved_from", found->url);
	if (found->rules != NULL)
		view_put(object, "rules", found->rules);
	return object;
}
