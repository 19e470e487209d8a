/* set.h: what was read, as the folder's files share it. */
#ifndef LENSCAP_LAW_SET_H
#define LENSCAP_LAW_SET_H

#include <jansson.h>

#include <lenscap/law.h>

#include "words.h"

/* ---- Holidays ---- */

enum set_rule_kind {
	SET_FIXED,    /* month, day */
	SET_ONCE,     /* year, month, day */
	SET_EASTER,   /* offset */
	SET_ORTHODOX, /* offset */
	SET_WEEKDAY   /* the first such weekday from month, day on */
};

struct set_rule {
	enum set_rule_kind kind;
	int year, month, day, offset, weekday;
	int from, to, skip;	/* years; 0 for none */
	int only;		/* only when it is this weekday; 0 for any */
	int but_month, but_day; /* never on this day; 0 for none */
	bool substitute;	/* off a weekend, to the next working day */
	const char *name[LAW_LANGUAGES];
};

struct set_place {
	const char *code;
	struct set_rule *rules;
	size_t count;
};

#define SET_RULES_MAX 64

struct set_country {
	struct set_place whole;
	const char *name[LAW_LANGUAGES];
	const char *covers;
	bool verified;
	const char *pack; /* as of a norm */
	bool corrects;
	struct set_place *regions;
	size_t region_count;
};

/* The country's holidays, NULL for none. */
const struct set_country *set_country(const struct law_set *set,
				      const char *code);

/* The holiday on a day, NULL for none; whether there is one in any part. */
const struct set_rule *set_holiday(const struct set_country *country,
				   const char *region, int32_t day);
bool set_part_rests(const struct set_country *country, int32_t day);

/* ---- Authorities ---- */

struct set_seat {
	const char *country, *region; /* region "": the whole country */
	const char *law;
	const char *authority, *public_authority;
	bool churches; /* they have authorities of their own there */
	const char *catholic_authority; /* where one is known */
	bool verified;
	const char *pack; /* as of a norm */
	bool corrects;
};

/* ---- What a law is called at the end of a citation ---- */

struct set_short {
	const char *law;  /* "gdpr", as its norms' ids begin */
	const char *pack; /* as of a norm */
	const char *name[LAW_LANGUAGES];
};

/* ---- The set ---- */

struct law_set {
	json_t *files, *norm_at; /* own every string; norms by id */
	struct set_words words[LAW_LANGUAGES];
	struct law_norm *norms;
	size_t norm_count;
	struct set_short *shorts;
	size_t short_count;
	struct law *laws;
	size_t law_count;
	struct set_country *countries;
	size_t country_count;
	struct set_seat *seats;
	size_t seat_count;
	const char *pack; /* the title of the one that is read; or NULL */
};

/* Write a sentence into *fault, which may be NULL; gives LENS_DENIED. */
enum lens_err set_denied(struct law_fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Cites of norms, by commas; the caller frees it. */
char *set_cites(const struct law_set *set, struct law_norms norms,
		enum law_language language);

/* ---- Norms gathered for a result ---- */

/* Add what is not there yet; the array is the result's. */
void set_gather(struct law_norms *all, struct law_norms more);

/* The title of the pack that the law or one of the norms comes from; or NULL.
 */
const char *set_pack_of(const struct law_set *set, const struct law *law,
			struct law_norms norms);

/* True when every norm is there and has been checked; those that were not, to
 * be ended with free(). */
bool set_verified(const struct law_set *set, struct law_norms norms);
struct law_norms set_unverified(const struct law_set *set,
				struct law_norms norms);

/* Add a template with {0} to {9} filled; nothing for one that is NULL.  One
 * alone is the caller's. */
void set_say(struct base_buffer *out, const char *text,
	     const char *const *values, size_t count);
char *set_said(const char *text, const char *const *values, size_t count);

#endif
