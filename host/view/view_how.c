/* view_how.c: what was done to a photo. */
#include <lenscap/view.h>

json_t *view_how(unsigned how, int degrees)
{
	json_t *words = json_array(), *says = json_array(), *object;
	char text[MATCH_HOW_TEXT];

	for (unsigned i = 0; i < MATCH_HOW_COUNT; i++)
		if (how & 1u << i) {
			json_array_append_new(words,
					      json_string(match_how_word(i)));
			json_array_append_new(
			    says, json_string(match_how_say(i, degrees, text)));
		}
	object = json_pack("{s:o, s:o}", "how", words, "words", says);
	if (how & MATCH_TURNED)
		json_object_set_new(object, "degrees", json_integer(degrees));
	return object;
}
