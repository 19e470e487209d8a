/* draft_words.c: the words by which parts of a letter are chosen. */
#include <lenscap/casework_letters.h>

#define WORDS_AT(words, index)                                                 \
	((index) < sizeof(words) / sizeof(*(words)) ? (words)[index] : NULL)

const char *casework_letter_kind(size_t index)
{
	static const char *const kinds[] = {
	    "request",	   "no_answer",	  "partial_answer",  "photo_demanded",
	    "id_demanded", "use_form",	  "cannot_identify", "not_subject",
	    "too_often",   "public_data", "extension",	     "erased_but_back",
	    "notice",	   "complaint",
	};

	return WORDS_AT(kinds, index);
}

const char *casework_situation_name(size_t index)
{
	static const char *const kinds[] = {"safety", "work", "minor",
					    "private"};

	return WORDS_AT(kinds, index);
}

const char *casework_tell_name(size_t index)
{
	static const char *const tells[] = {"name", "email", "address",
					    "region"};

	return WORDS_AT(tells, index);
}

const char *casework_disclose_name(size_t index)
{
	static const char *const kinds[] = {"sha256", "pdq", "iscc"};

	return WORDS_AT(kinds, index);
}
