/* outcomes.h: what became of letters, from within. */
#ifndef LENSCAP_CASEWORK_OUTCOMES_WITHIN_H
#define LENSCAP_CASEWORK_OUTCOMES_WITHIN_H

#include <lenscap/casework_outcomes.h>

#define OUTCOMES_VERSION 1

/* The answer of a card's word; false when that is none. */
bool outcomes_answer(const char *word, enum casework_reply *out);

/* A letter more, controller copied; and all in their order. */
void outcomes_add(struct casework_outcomes *outcomes, const char *controller,
		  enum casework_reply answer, int32_t days);
void outcomes_sort(struct casework_outcomes *outcomes);

#endif
