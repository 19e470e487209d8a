/* view_outcome.h: what became of letters, without the person, as JSON; under
 * the rules of view.h.
 */
#ifndef LENSCAP_VIEW_OUTCOME_H
#define LENSCAP_VIEW_OUTCOME_H

#include <lenscap/casework_outcomes.h>
#include <lenscap/view.h>

/* {controller, answer, answer_words, days} of a letter on a card. */
json_t *view_outcome(const struct casework_outcome *outcome);

/*
 * {controller, letters, answered, median, longest, answers} of letters to one
 * controller on many cards: median and longest are days, or null where nobody
 * was answered, answers how many letters had which answer.
 */
json_t *view_outcome_sum(const struct casework_sum *sum);

#endif
