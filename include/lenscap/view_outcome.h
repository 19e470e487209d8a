/* view_outcome.h: what became of letters, without the person, as JSON; under
 * the rules of view.h.
 */
#ifndef LENSCAP_VIEW_OUTCOME_H
#define LENSCAP_VIEW_OUTCOME_H

#include <lenscap/casework_outcomes.h>
#include <lenscap/view.h>

/* {controller, answer, answer_words, days} of a case on a card. */
json_t *view_outcome(const struct casework_outcome *outcome);

/*
 * {controller, letters, answered, median, longest, answers} of one controller's
 * cases on many cards: letters is how many they are, median and longest are
 * days, or null where nobody was answered, answers how many had which answer.
 */
json_t *view_outcome_sum(const struct casework_sum *sum);

#endif
