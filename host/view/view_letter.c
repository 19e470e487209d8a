/* view_letter.c: letters, what they hand over, and the files of them. */
#include <lenscap/view.h>

json_t *view_disclosure(const struct letter_disclosure *disclosure)
{
	static const struct {
		const char *name, *words;
	} states[] = {
	    [LETTER_NEW] = {"new", "new to them"},
	    [LETTER_HELD] = {"held", "nothing new, if they have it already"},
	    [LETTER_NOT_NEEDED] = {"not_needed", "not needed"},
	};

	return json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "what",
			 disclosure->what, "state",
			 states[disclosure->state].name, "state_words",
			 states[disclosure->state].words, "count",
			 (json_int_t)disclosure->count, "words",
			 disclosure->words, "why", disclosure->why);
}

static void letter_disclosed(void *context,
			     const struct letter_disclosure *disclosure)
{
	json_array_append_new(context, view_disclosure(disclosure));
}

json_t *view_disclosures(const struct casework_drafted *drafted)
{
	json_t *list = json_array();

	if (letter_disclosures(drafted->known, drafted->letter->kind,
			       letter_disclosed, list) != LENS_OK)
		json_array_clear(list);
	return list;
}

static json_t *letter_paragraphs(const struct letter *letter)
{
	struct base_buffer text;
	json_t *value = NULL;

	base_buffer_init(&text, LETTER_TEXT_MAX);
	if (letter_text(letter, 0, &text) == LENS_OK)
		value = json_stringn((const char *)text.data, text.size);
	base_buffer_free(&text);
	return value ? value : json_string("");
}

/* The words of all that hold; the first one's also as members of their own. */
static void letter_warnings(json_t *object,
			    const struct casework_drafted *drafted)
{
	static const struct casework_warning none = {"", ""};
	const struct casework_warning *first =
	    drafted->warning_count > 0 ? drafted->warnings : &none;
	json_t *list = json_array();

	for (size_t i = 0; i < drafted->warning_count; i++)
		json_array_append_new(
		    list,
		    json_pack("{s:s, s:s}", "warns", drafted->warnings[i].word,
			      "words", drafted->warnings[i].sentence));
	json_object_update_new(
	    object, json_pack("{s:s, s:s, s:o}", "warning", first->sentence,
			      "warns", first->word, "warnings", list));
}

json_t *view_drafted(const struct casework_drafted *drafted, bool text)
{
	const struct letter *letter = drafted->letter;
	json_t *object = json_pack(
	    "{s:I, s:I, s:s, s:s, s:s}", "letter",
	    (json_int_t)drafted->letter_id, "case",
	    (json_int_t)drafted->case_id, "kind", letter->kind, "reference",
	    drafted->reference, "controller", drafted->controller);

	view_put(object, "name", drafted->name);
	json_object_update_new(
	    object, json_pack("{s:o, s:s, s:s, s:s, s:o, s:o}", "subject",
			      view_text(letter->subject), "language",
			      law_language_name(letter->language), "law",
			      drafted->law, "authority", drafted->authority,
			      "reason", view_text(drafted->reason), "discloses",
			      view_disclosures(drafted)));
	letter_warnings(object, drafted);
	if (text)
		json_object_set_new(object, "text", letter_paragraphs(letter));
	return object;
}

json_t *view_letter(const struct ledger_letter *letter)
{
	return json_pack(
	    "{s:I, s:I, s:s, s:s, s:o, s:I}", "letter", (json_int_t)letter->id,
	    "case", (json_int_t)letter->case_id, "kind", letter->kind,
	    "language", letter->language, "subject", view_text(letter->subject),
	    "made", (json_int_t)letter->made);
}

json_t *view_letter_file(int64_t letter, const char *format, const char *file)
{
	json_t *object = json_pack("{s:I, s:s*}", "letter", (json_int_t)letter,
				   "format", format);

	view_put(object, "file", file);
	return object;
}

json_t *view_exhibit(const struct casework_exhibit *exhibit)
{
	json_t *object = json_object();

	view_put(object, "file", exhibit->file);
	json_object_update_new(object, json_pack("{s:o, s:b}", "what",
						 view_text(exhibit->what),
						 "good", exhibit->good));
	return object;
}
