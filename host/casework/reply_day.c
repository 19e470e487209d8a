/*
 * reply_day.c: the day until which a reply takes more time.  Each day of the
 * year to come is looked for as languages write it, so that what they write is
 * read by the words by which letters name it.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/ledger.h>

#include "reply_scope.h"

#define DAY_YEAR 366	/* days ahead: nobody takes more */
#define DAY_BETWEEN 40	/* bytes between "until" and the day */
#define DAY_WRITTEN 64	/* bytes of a day as it is written */
#define DAY_FORMS_MAX 9 /* ways to write it in one language */

/* A day as one language writes it, in the ways that it does. */
struct day_forms {
	char written[DAY_FORMS_MAX][DAY_WRITTEN];
	size_t count;
};

static void day_form(struct day_forms *forms, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void day_form(struct day_forms *forms, const char *format, ...)
{
	char *out = forms->written[forms->count++];
	va_list values;

	va_start(values, format);
	vsnprintf(out, DAY_WRITTEN, format, values);
	va_end(values);
	for (; *out != '\0'; out++)
		if (*out >= 'A' && *out <= 'Z')
			*out = (char)(*out + 'a' - 'A');
}

/* "15 March 2027", "15 March"; in English also "March 15, 2027". */
static void day_in_words(const struct law_set *laws, int32_t day,
			 enum law_language language, struct day_forms *forms)
{
	char words[48];
	int size, number, month;

	law_day_words(laws, day, language, words);
	size = (int)strlen(words) - 5; /* without the year */
	number = (int)strcspn(words, " ");
	month = size - number - 1;
	forms->count = 0;
	if (month <= 0)
		return;
	day_form(forms, "%s", words);
	if (language == LAW_EN) {
		const char *name = words + number + 1, *year = words + size;

		day_form(forms, "%.*s %.*s,%s", month, name, number, words,
			 year);
		day_form(forms, "%.*s %.*s%s", month, name, number, words,
			 year);
		day_form(forms, "%.*s %.*s", month, name, number, words);
	}
	if (strncmp(words + size - 3, " de", 3) == 0)
		size -= 3;
	day_form(forms, "%.*s", size, words);
}

/* English has the month first in one half of its countries: a day that can be
 * read in two ways is none. */
static void day_in_numbers(int32_t day, bool english, struct day_forms *forms)
{
	char text[LEDGER_DAY], *month = text + 5, *number = text + 8;
	bool clear;

	law_day_text(day, text); /* "2027-03-15" */
	month[2] = '\0';
	clear = strcmp(number, "12") > 0;
	forms->count = 0;
	day_form(forms, "%.4s-%s-%s", text, month, number);
	for (int i = 0; i < 2; i++) {
		day_form(forms, "%s.%s.%.4s", number, month, text);
		if (!english || clear || strcmp(number, month) == 0) {
			day_form(forms, "%s/%s/%.4s", number, month, text);
			day_form(forms, "%s-%s-%.4s", number, month, text);
		}
		if (english && clear)
			day_form(forms, "%s/%s/%.4s", month, number, text);
		/* And once more as "5.3.2027". */
		number += number[0] == '0';
		month += month[0] == '0';
	}
}

/* No part of a longer number or word, and not of another year. */
static bool day_is_whole(const char *text, size_t at, size_t length)
{
	const char *after = text + at + length;

	if (at > 0 && isalnum((unsigned char)text[at - 1]))
		return false;
	if (isalnum((unsigned char)*after))
		return false;
	after += strspn(after, " ,.");
	if (strncmp(after, "de ", 3) == 0)
		after += 3;
	return !isdigit((unsigned char)*after);
}

/* "Until", "bis zum", close before a place of the text. */
static bool day_is_last(const struct reply_found *found, size_t from, size_t at)
{
	size_t near = at - from > DAY_BETWEEN ? at - DAY_BETWEEN : from;

	for (size_t i = at; i > near; i--)
		if (found->text[i - 1] == ';' ||
		    isdigit((unsigned char)found->text[i - 1]))
			near = i;
	return reply_has_word(found, near, at, "until");
}

static bool day_stands(const struct reply_found *found, size_t from, size_t end,
		       const struct day_forms *forms)
{
	for (size_t i = 0; i < forms->count; i++) {
		size_t length = strlen(forms->written[i]);
		const char *at = found->text + from;

		while ((at = strstr(at, forms->written[i])) != NULL &&
		       (size_t)(at - found->text) + length <= end) {
			size_t place = (size_t)(at - found->text);

			if (day_is_whole(found->text, place, length) &&
			    day_is_last(found, from, place) &&
			    reply_day_is_theirs(found, place))
				return true;
			at++;
		}
	}
	return false;
}

int32_t reply_day(const struct reply_found *found, const struct law_set *laws,
		  int32_t after)
{
	bool english = found->text_language[0] == '\0' ||
		       strcmp(found->text_language, "en") == 0;
	int32_t named = LAW_NO_DAY;
	struct day_forms forms;
	size_t from, end;

	reply_sentences(found, &from, &end);
	for (int32_t day = after + 1; day <= after + DAY_YEAR; day++) {
		bool stands;

		day_in_numbers(day, english, &forms);
		stands = day_stands(found, from, end, &forms);
		for (enum law_language in = 0; in < LAW_LANGUAGES && !stands;
		     in++) {
			day_in_words(laws, day, in, &forms);
			stands = day_stands(found, from, end, &forms);
		}
		if (stands && named != LAW_NO_DAY)
			return LAW_NO_DAY;
		if (stands)
			named = day;
	}
	return named;
}
