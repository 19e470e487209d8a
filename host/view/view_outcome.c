/* view_outcome.c: what became of letters, without the person. */
#include <lenscap/view_outcome.h>

json_t *view_outcome(const struct casework_outcome *outcome)
{
	return json_pack("{s:s, s:s, s:s, s:i}", "controller",
			 outcome->controller, "answer",
			 casework_outcome_word(outcome->answer), "answer_words",
			 outcome->answer == CASEWORK_REPLIES
			     ? "nothing came"
			     : casework_reply_words(outcome->answer),
			 "days", (int)outcome->days);
}

/* Null where nobody was answered. */
static json_t *view_outcome_days(int32_t days)
{
	return days < 0 ? json_null() : json_integer(days);
}

json_t *view_outcome_sum(const struct casework_sum *sum)
{
	json_t *answers = json_object();

	for (unsigned i = 0; i <= CASEWORK_REPLIES; i++)
		if (sum->answers[i] > 0)
			json_object_set_new(
			    answers,
			    casework_outcome_word((enum casework_reply)i),
			    json_integer((json_int_t)sum->answers[i]));
	return json_pack("{s:s, s:I, s:I, s:o, s:o, s:o}", "controller",
			 sum->controller, "letters", (json_int_t)sum->letters,
			 "answered", (json_int_t)sum->answered, "median",
			 view_outcome_days(sum->median), "longest",
			 view_outcome_days(sum->longest), "answers", answers);
}
