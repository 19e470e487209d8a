/* words.c: a day as a language writes it. */
#include <stdio.h>
#include <string.h>

#include "set.h"

void law_day_words(const struct law_set *set, int32_t day,
		   enum law_language language, char out[48])
{
	const struct set_words *words = &set->words[language];
	int year, month, of_month;
	char number[12], of[12];
	struct base_buffer text;

	if (words->day == NULL) {
		law_day_text(day, out);
		return;
	}
	law_day_parts(day, &year, &month, &of_month);
	snprintf(number, sizeof(number), "%d", of_month);
	snprintf(of, sizeof(of), "%d", year);
	base_buffer_init(&text, 47);
	set_say(&text, words->day,
		(const char *[3]){of_month == 1 ? words->first : number,
				  words->months[month - 1], of},
		3);
	memcpy(out, text.data, text.size);
	out[text.size] = '\0';
	base_buffer_free(&text);
}
