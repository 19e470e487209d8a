/*
 * audit_birth.c: days are compared as words one after another, whatever stands
 * between them: "17.05.1990", "17/5/1990" and "1990-05-17" are of three.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/law_day.h>

#include "audit_birth.h"
#include "audit_words.h"

static void birth_form(struct audit_birth *birth, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void birth_form(struct audit_birth *birth, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(birth->forms[birth->count++], AUDIT_BIRTH_MAX, format,
		  values);
	va_end(values);
}

static int birth_number(const char *digits, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count && digits[i] >= '0' && digits[i] <= '9';
	     i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

void audit_birth_init(struct audit_birth *birth, const struct law_set *laws,
		      const char *day)
{
	int year, month, number;

	*birth = (struct audit_birth){.count = 0};
	if (strlen(day) != 10) /* "1990-05-17", as it is kept */
		return;
	year = birth_number(day, 4);
	month = birth_number(day + 5, 2);
	number = birth_number(day + 8, 2);
	memcpy(birth->year, day, 4);
	birth_form(birth, "%d %02d %02d", year, month, number);
	birth_form(birth, "%d %d %d", year, month, number);
	birth_form(birth, "%02d %02d %d", number, month, year);
	birth_form(birth, "%d %d %d", number, month, year);
	birth_form(birth, "%02d %02d %d", month, number, year);
	birth_form(birth, "%d %d %d", month, number, year);
	for (enum law_language i = 0; i < LAW_LANGUAGES && laws; i++) {
		char words[48];
		int size;

		law_day_words(laws, law_day_from(year, month, number), i,
			      words);
		birth_form(birth, "%s", words);
		/* "17 May 1990": "May 17, 1990" as well. */
		size = (int)strcspn(words, " ");
		if (i == LAW_EN && words[size] != '\0')
			birth_form(birth, "%.*s %d %d",
				   (int)strcspn(words + size + 1, " "),
				   words + size + 1, number, year);
	}
}

bool audit_has_birth(const char *text, const struct audit_birth *birth)
{
	if (birth->count == 0 || strstr(text, birth->year) == NULL)
		return false;
	for (unsigned i = 0; i < birth->count; i++)
		if (audit_has_words(text, birth->forms[i]) != AUDIT_OTHERS)
			return true;
	return false;
}
