/* law_day.h: days of the calendar, as laws count them. */
#ifndef LENSCAP_LAW_DAY_H
#define LENSCAP_LAW_DAY_H

#include <lenscap/base.h>

/*
 * A day is a number: days since 1970-01-01, proleptic Gregorian, of no time
 * zone.  Days from 2000-01-01 to 2199-12-31 are ones a letter can have.
 */
#define LAW_NO_DAY INT32_MIN

/* "2026-11-22" and nothing else; LENS_MALFORMED for no such day, and
 * LENS_TOO_BIG for one before 2000 or after 2199.  LAW_NO_DAY then. */
LENS_MUST enum lens_err law_day_parse(const char *text, int32_t *out);

/* The same for any day, as one of birth. */
LENS_MUST enum lens_err law_day_any(const char *text, int32_t *out);

/* The day as "2026-11-22", 11 bytes with the end. */
void law_day_text(int32_t day, char out[11]);

/* A day from its parts, and its parts; month and day from 1. */
int32_t law_day_from(int year, int month, int day);
void law_day_parts(int32_t day, int *year, int *month, int *of_month);

/* 1 Monday to 7 Sunday (ISO 8601). */
int law_weekday(int32_t day);

/* The day with the same number so many months on, else the last of that month
 * (Art. 3(2)(c) Reg. 1182/71). */
int32_t law_add_months(int32_t day, int months);

/* Easter Sunday: Western (Butcher's rule), or Orthodox in our calendar. */
int32_t law_easter(int year, bool orthodox);

#endif
