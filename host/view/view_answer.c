/* view_answer.c: what is in an answer, as JSON. */
#include <lenscap/view_answer.h>

static json_t *answer_pictures(const struct casework_answer *answer)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < answer->count; i++) {
		const struct casework_answer_picture *picture =
		    &answer->pictures[i];
		json_t *mine = json_array();

		for (unsigned k = 0; k < picture->mine_count; k++)
			json_array_append_new(
			    mine, json_integer((json_int_t)picture->mine[k]));
		json_array_append_new(
		    list, json_pack("{s:o, s:I, s:I, s:o}", "at",
				    view_text(picture->at), "width",
				    (json_int_t)picture->width, "height",
				    (json_int_t)picture->height, "mine", mine));
	}
	return list;
}

/* Each with its members of these names, in the order of the struct; NULL: it
 * has none. */
static json_t *answer_list(const struct casework_answer_list *from,
			   const char *const names[4])
{
	json_t *list = json_array();

	for (unsigned i = 0; i < from->count; i++) {
		const struct casework_answer_found *found = &from->found[i];
		const char *const texts[4] = {found->what, found->label,
					      found->line, found->file};
		json_t *row = json_object();

		for (int k = 0; k < 4; k++)
			if (names[k] != NULL)
				json_object_set_new(row, names[k],
						    view_text(texts[k]));
		json_array_append_new(list, row);
	}
	return list;
}

static json_t *answer_next(const struct casework_answer *answer)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < answer->next_count; i++)
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s}", "letter",
				    answer->next[i].letter, "words",
				    answer->next[i].words, "command",
				    answer->next[i].command));
	return list;
}

json_t *view_answer(const struct casework_answer *answer)
{
	static const char *const places[4] = {"url", NULL, NULL, "file"};
	static const char *const kinds[4] = {"category", "words", "line",
					     "file"};
	static const char *const files[4] = {"file", "words", "why", NULL};

	return json_pack(
	    "{s:I, s:b, s:s, s:s, s:o, s:o, s:s, s:I, s:I, s:I, s:I, s:I, s:b, "
	    "s:o, s:o, s:o, s:o, s:o}",
	    "case", (json_int_t)answer->id, "kept", answer->kept, "kind",
	    casework_reply_name(answer->reply), "kind_words",
	    casework_reply_words(answer->reply), "day", view_day(answer->day),
	    "until", view_day(answer->until), "language",
	    answer->language ? answer->language : "", "picture_count",
	    (json_int_t)answer->count, "mine", (json_int_t)answer->mine,
	    "unknown", (json_int_t)(answer->count - answer->mine), "unread",
	    (json_int_t)answer->unread, "wordless",
	    (json_int_t)answer->wordless, "cut", answer->cut, "pictures",
	    answer_pictures(answer), "places",
	    answer_list(&answer->places, places), "categories",
	    answer_list(&answer->categories, kinds), "files",
	    answer_list(&answer->files, files), "next", answer_next(answer));
}
