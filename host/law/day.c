/* day.c: days as numbers; no clock and no time zone is ever asked. */
#include <stdio.h>
#include <string.h>

#include <lenscap/law.h>

#define DAY_FIRST_YEAR 2000
#define DAY_LAST_YEAR 2199

/* Eras of 400 years that begin in March (Hinnant, chrono-compatible low-level
 * date algorithms): a leap day is then the last of its year. */
int32_t law_day_from(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

void law_day_parts(int32_t day, int *year, int *month, int *of_month)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int rest = (int)(z - era * 146097);
	int of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
	int m = (5 * of_year + 2) / 153;

	*of_month = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(era * 400) + of_era + (*month <= 2);
}

static int day_last_of_month(int year, int month)
{
	int next = month == 12 ? law_day_from(year + 1, 1, 1)
			       : law_day_from(year, month + 1, 1);

	return next - law_day_from(year, month, 1);
}

static bool day_digits(const char *text, size_t count, int *out)
{
	*out = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

enum lens_err law_day_any(const char *text, int32_t *out)
{
	int year, month, day;

	*out = LAW_NO_DAY;
	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
	    !day_digits(text, 4, &year) || !day_digits(text + 5, 2, &month) ||
	    !day_digits(text + 8, 2, &day))
		return LENS_MALFORMED;
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > day_last_of_month(year, month))
		return LENS_MALFORMED;
	*out = law_day_from(year, month, day);
	return LENS_OK;
}

enum lens_err law_day_parse(const char *text, int32_t *out)
{
	enum lens_err err = law_day_any(text, out);

	if (err == LENS_OK && (*out < law_day_from(DAY_FIRST_YEAR, 1, 1) ||
			       *out > law_day_from(DAY_LAST_YEAR, 12, 31))) {
		*out = LAW_NO_DAY;
		err = LENS_TOO_BIG;
	}
	return err;
}

void law_day_text(int32_t day, char out[11])
{
	int year, month, of_month;
	char text[40];

	law_day_parts(day, &year, &month, &of_month);
	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, of_month);
	memcpy(out, text, 10);
	out[10] = '\0';
}

int law_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)day + 3) % 7 + 7) % 7) + 1;
}

int32_t law_add_months(int32_t day, int months)
{
	int year, month, of_month, last, total;

	law_day_parts(day, &year, &month, &of_month);
	total = year * 12 + month - 1 + months;
	year = total / 12;
	month = total % 12 + 1;
	last = day_last_of_month(year, month);
	return law_day_from(year, month, of_month < last ? of_month : last);
}

/* Meeus, Astronomical Algorithms, ch. 8: the Julian rule, then the 13 days
 * (14 from March 2100) between the calendars. */
static int32_t day_orthodox(int year)
{
	int d = (19 * (year % 19) + 15) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int f = d + e + 114;
	int between = year / 100 - year / 400 - 2;

	return law_day_from(year, f / 31, f % 31 + 1) + between;
}

/* Butcher's rule, Nature, 20 April 1876. */
int32_t law_easter(int year, bool orthodox)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int g = (8 * b + 13) / 25;
	int h = (19 * a + b - b / 4 - g + 15) % 30;
	int m = (a + 11 * h) / 319;
	int l = (2 * (b % 4) + 2 * (c / 4) - c % 4 - h + m + 32) % 7;
	int month = (h - m + l + 90) / 25;
	int day = (h - m + l + month + 19) % 32;

	return orthodox ? day_orthodox(year) : law_day_from(year, month, day);
}
