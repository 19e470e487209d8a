/* deadline.h: a sum as it is done, for its words. */
#ifndef LENSCAP_LAW_SUM_H
#define LENSCAP_LAW_SUM_H

#include <lenscap/law_deadline.h>

#include "set.h"

struct deadline {
	const struct law_set *set;
	const struct law_question *question;
	const struct law *law;
	const struct set_country *country;
	int32_t counted; /* before pauses */
	int32_t stopped; /* so many days the clock stood */
};

/* The sum in words; the caller frees it. */
char *explain_deadline(const struct deadline *sum,
		       const struct law_deadline *result,
		       enum law_language language);

#endif
