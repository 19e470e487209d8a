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

void audit_birth_init(struct audit_birth *birth, const struct law_set *laws,
		      const char *day)
{
	int year, month, number;
	int32_t born;

	*birth = (struct audit_birth){.count = 0};
	if (law_day_any(day, &born) != LENS_OK) /* "1990-05-17", as kept */
		return;
	law_day_parts(born, &year, &month, &number);
	memcpy(birth->year, day, 4);
	birth_form(birth, "%d %02d %02d", year, month, number);
	birth_form(birth, "%d %d %d", year, month, number);
	birth_form(birth, "%02d %02d %d", number, month, year);
	birth_form(birth, "%d %d %d", number, month, year);
	birth_form(birth, "%02d %02d %d", month, number, year);
	birth_form(birth, "%d %d %d", month, number, year);
	birth_form(birth, "%d\u5e74%d\u6708%d\u65e5", year, month, number);
	birth_form(birth, "%d\ub144 %d\uc6d4 %d\uc77c", year, month, number);
	for (enum law_language i = 0; i < LAW_LANGUAGES && laws; i++) {
		char words[48];
		int size;

		law_day_words(laws, born, i, words);
		birth_form(birth, "%s", words);
		/* "17 May 1990": "May 17, 1990" as well. */
		size = (int)strcspn(words, " ");
		if (i == LAW_EN && words[size] != '\0')
			birth_form(birth, "%.*s %d %d",
				   (int)strcspn(words + size + 1, " "),
				   words + size + 1, number, year);
	}
}

bool audit_has_birth(const struct audit_words *text,
		     const struct audit_birth *birth)
{
	if (birth->count == 0 ||
	    audit_has_words(text, birth->year) == AUDIT_OTHERS)
		return false;
	for (unsigned i = 0; i < birth->count; i++)
		if (audit_has_words(text, birth->forms[i]) != AUDIT_OTHERS)
			return true;
	return false;
}
