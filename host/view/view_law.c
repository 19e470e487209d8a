/* view_law.c: until when an answer is due, and how that was counted. */
#include <lenscap/view_registry.h>

static json_t *law_norms_view(const struct law_set *set, struct law_norms norms)
{
	json_t *list = json_array();

	for (size_t i = 0; i < norms.count; i++) {
		const struct law_norm *norm = law_norm(set, norms.ids[i]);

		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "id", norm->id, "cite",
				    norm->cite[LAW_EN], "verified",
				    (int)norm->verified));
	}
	return list;
}

json_t *view_deadline(const struct law_set *set,
		      const struct law_question *question,
		      const struct law_deadline *deadline)
{
	json_t *sentences = json_object();

	for (enum law_language i = 0; i < LAW_LANGUAGES; i++)
		json_object_set_new(sentences, law_language_name(i),
				    json_string(deadline->sentence[i]));
	return json_pack(
	    "{s:s, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:b, s:s, s:o, s:o}",
	    "law", question->law, "start", view_day(deadline->start), "nominal",
	    view_day(deadline->nominal), "due", view_day(deadline->due),
	    "extended", (int)deadline->extended, "told_late",
	    (int)deadline->extension_late, "tell_by",
	    view_day(deadline->announce_by), "confirm_by",
	    view_day(deadline->confirm_by), "verified", (int)deadline->verified,
	    "holidays", law_holidays_covered(set, question->country),
	    "sentence", sentences, "norms",
	    law_norms_view(set, deadline->norms));
}
