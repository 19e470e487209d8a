/* deadline.h: a sum as it is done, for its words. */
#ifndef LENSCAP_LAW_SUM_H
#define LENSCAP_LAW_SUM_H

#include <lenscap/law_deadline.h>

#include "set.h"

/* What a sum cites, as it was in force when the request came. */
enum deadline_norms {
	DEADLINE_RESPONSE,
	DEADLINE_EXTENSION,
	DEADLINE_COUNTING,
	DEADLINE_PAUSE,
	DEADLINE_BEGINS,
	DEADLINE_NORMS
};

struct deadline {
	const struct law_set *set;
	const struct law_question *question;
	const struct law *law;
	struct law own; /* it, where it sets no time for what was asked for */
	const struct set_country *country;
	const struct set_country *there; /* the other side's, too; or NULL */
	int32_t start;			 /* the day from which it is counted */
	bool fee;	  /* which is so many days after a fee was named */
	int32_t counted;  /* before pauses */
	int32_t stopped;  /* so many days the clock stood */
	int32_t named;	  /* the day they named, rolled; LAW_NO_DAY */
	bool named_holds; /* and it is the last one */
	struct law_norms norms[DEADLINE_NORMS];
};

/* The sum in words; the caller frees it. */
char *explain_deadline(const struct deadline *sum,
		       const struct law_deadline *result,
		       enum law_language language);

#endif
