/* words.h: the words of a language, as sums and choices are put into them. */
#ifndef LENSCAP_LAW_WORDS_H
#define LENSCAP_LAW_WORDS_H

#include <jansson.h>

#include <lenscap/law.h>

/* The pieces of a deadline's sum, in words; see host/share/laws/en.json. */
enum words_deadline {
	WORDS_START,
	WORDS_PERIOD,
	WORDS_EXTENDED,
	WORDS_END,
	WORDS_ENDS,
	WORDS_PAUSE,
	WORDS_FREE,
	WORDS_HOLIDAY,
	WORDS_SAME,
	WORDS_DUE,
	WORDS_LATE,
	WORDS_ANEW,    /* the time begins anew with an answer */
	WORDS_FEE,     /* it begins some days after a fee was named */
	WORDS_NAMED,   /* the day that they named for themselves */
	WORDS_BEYOND,  /* which is later than the law gives */
	WORDS_SHORTER, /* which is before the first last day */
	WORDS_IGNORED, /* pauses of a rule that did not hold yet */
	WORDS_PARTS,   /* the last day is a holiday in parts of the country, */
	WORDS_LATEST,  /* and the latest of any part was taken, */
	WORDS_THEIRS,  /* of a country that is not the person's */
	WORDS_UNSURE,  /* {0}: what has not been checked */
	WORDS_CALENDAR,
	WORDS_ROLL,
	WORDS_PACK, /* whose, where it is not ours */
	WORDS_DEADLINE
};

/* Why a law and an authority were chosen: {0} the person's country, {1} the
 * law, {2} the controller's country or its representative's, {3} norms. */
enum words_choice {
	WORDS_CHOICE_HOME,
	WORDS_CHOICE_SAME,
	WORDS_CHOICE_INSIDE,
	WORDS_CHOICE_REPRESENTED,
	WORDS_CHOICE_ABROAD,
	WORDS_CHOICE_UNKNOWN,
	WORDS_CHOICE_ESTABLISHED,
	WORDS_CHOICE_SEAT_AUTHORITY,
	WORDS_CHOICE_AUTHORITY,
	WORDS_CHOICE_UNSURE,
	WORDS_CHOICE_PACK, /* {0}: whose, where it is not ours */
	WORDS_CHOICE
};

struct set_words { /* all NULL until the language's file was read */
	const char *months[12], *weekdays[7];
	const char *day;       /* {0} day, {1} month, {2} year */
	const char *first;     /* the first of a month: "1er" */
	const char *last;      /* before a citation's last paragraph: " et " */
	const json_t *several; /* "points" by "point", where they are */
	const char *units[3][2]; /* by law_unit: one, and {0} of them */
	const char *deadline[WORDS_DEADLINE];
	const char *choice[WORDS_CHOICE];
	/* What the files of laws do not say in it, by the English; or NULL. */
	const json_t *texts;
	bool begun; /* what is not there yet stands in English */
};

#endif
