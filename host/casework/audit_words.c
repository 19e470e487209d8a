/* audit_words.c: whether words of a page are those of a person. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base.h>

#include "audit_words.h"

#define WORDS_MAX 512	    /* words of a text; what comes later is not read */
#define WORDS_NAME_MAX 12   /* words of a name */
#define WORDS_TEXT_MAX 4096 /* bytes of a text */
#define WORDS_DIGITS_MAX 64
#define WORDS_PHONE_LEAST 7 /* digits: fewer are no whole number */

/* A word in small letters, and whether a new matter begins with it. */
struct words_word {
	const char *text;
	size_t size;
	bool begins; /* behind the start, a comma, a bar: more than a space */
	bool joined; /* a hyphen, and nothing else, is before it */
};

struct audit_words {
	char *folded;
	size_t count;
	struct words_word *words; /* one more: the end */
};

/* Small letters, also of Latin with accents (U+00C0 to U+00DE). */
static void words_fold(char *out, size_t capacity, const char *text)
{
	size_t i = 0;

	for (; text[i] != '\0' && i + 1 < capacity; i++) {
		unsigned char c = (unsigned char)text[i];
		bool accent = i > 0 && (unsigned char)text[i - 1] == 0xc3 &&
			      c >= 0x80 && c <= 0x9e && c != 0x97;

		out[i] =
		    (char)((c >= 'A' && c <= 'Z') || accent ? c + 0x20 : c);
	}
	out[i] = '\0';
}

static bool words_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of a folded text. */
static bool words_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || words_is_digit(c) ||
	       (unsigned char)c >= 0x80;
}

/*
 * What stands between two words: its bytes, and whether a new matter begins
 * behind it.  Spaces, hyphens and what stands within names begin none.
 */
static size_t words_gap(const char *start, const char *at, bool *begins)
{
	unsigned char second = (unsigned char)at[0] == 0xe2 ? at[1] : 0;
	bool dash = at[0] == '-' && at > start && at[-1] == ' ';

	if (second == 0x80) {
		unsigned char third = (unsigned char)at[2];

		/* U+2000 to U+2011, U+2019: spaces, hyphens, an apostrophe. */
		*begins |= third > 0x91 && third != 0x99;
		return third != 0 ? 3 : 2;
	}
	if ((unsigned char)at[0] == 0xc2 && at[1] != '\0') {
		*begins |= (unsigned char)at[1] != 0xa0;
		return 2;
	}
	*begins |= dash || strchr(" \t\n.-_+'", at[0]) == NULL;
	return 1;
}

static bool words_is_gap(const char *at)
{
	return !words_is_letter(at[0]) || (unsigned char)at[0] == 0xc2 ||
	       ((unsigned char)at[0] == 0xe2 && (unsigned char)at[1] == 0x80);
}

/* "-", or one of U+2010 and U+2011. */
static bool words_is_hyphen(const char *from, const char *to)
{
	return (to - from == 1 && from[0] == '-') ||
	       (to - from == 3 && (memcmp(from, "\xe2\x80\x90", 3) == 0 ||
				   memcmp(from, "\xe2\x80\x91", 3) == 0));
}

struct audit_words *audit_words_of(const char *text)
{
	struct audit_words *out = base_alloc(1, sizeof(*out));
	size_t size = strnlen(text, WORDS_TEXT_MAX - 1);
	const char *at, *gap;
	bool begins = true;

	out->folded = base_alloc(size + 1, 1);
	out->words =
	    base_alloc((size / 2 < WORDS_MAX ? size / 2 + 1 : WORDS_MAX) + 1,
		       sizeof(*out->words));
	words_fold(out->folded, size + 1, text);
	at = gap = out->folded;
	while (*at != '\0' && out->count < WORDS_MAX) {
		size = 0;
		while (!words_is_gap(at + size))
			size++;
		if (size > 0) {
			out->words[out->count++] = (struct words_word){
			    at, size, begins, words_is_hyphen(gap, at)};
			begins = false;
			at += size;
			gap = at;
		} else {
			at += words_gap(out->folded, at, &begins);
		}
	}
	out->words[out->count] = (struct words_word){at, 0, true, false};
	return out;
}

void audit_words_free(struct audit_words *words)
{
	if (words == NULL)
		return;
	free(words->folded);
	free(words->words);
	free(words);
}

static bool words_equal(const struct words_word *a, const struct words_word *b)
{
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* ---- Names ---- */

struct words_name {
	struct audit_words *split; /* owned */
	size_t count;
	struct words_word words[WORDS_NAME_MAX];
};

/* A single letter stands for a name that is left out, and counts only where
 * there would be one word else. */
static struct words_name words_name(const char *name)
{
	struct words_name out = {.split = audit_words_of(name)};
	size_t whole = 0;

	for (size_t i = 0; i < out.split->count; i++)
		whole += out.split->words[i].size > 1;
	for (size_t i = 0; i < out.split->count && out.count < WORDS_NAME_MAX;
	     i++)
		if (out.split->words[i].size > 1 || whole < 2)
			out.words[out.count++] = out.split->words[i];
	return out;
}

/* Words that make another name of the one behind them ("Jane van Doe"), or
 * two of one ("Jane and Doe"). */
static const char *const words_others[] = {
    "van", "von", "vom", "de",	"del",	"della", "di",	"da",  "das",
    "den", "der", "des", "dei", "do",	"dos",	 "du",	"la",  "las",
    "le",  "los", "lo",	 "ten", "ter",	"zu",	 "zum", "zur", "af",
    "av",  "al",  "el",	 "bin", "bint", "ibn",	 "and", "und", "et",
    "ou",  "or",  "en",	 "of",	NULL};

static bool words_is_on(const struct words_word *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (word->size == strlen(*list) &&
		    memcmp(word->text, *list, word->size) == 0)
			return true;
	return false;
}

/* Where these words end that stand from a place on, with at most one between
 * two of them; 0 when they do not. */
static size_t words_follow(const struct audit_words *text, size_t at,
			   const struct words_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool skip = i > 0 && at + 1 < text->count &&
			    !words_equal(&text->words[at], &words[i]) &&
			    !text->words[at].begins &&
			    !words_is_on(&text->words[at], words_others);

		at += skip;
		if (at >= text->count ||
		    !words_equal(&text->words[at], &words[i]) ||
		    (i > 0 && text->words[at].begins))
			return 0;
		at++;
	}
	return at;
}

/* "Doe, Jane": by itself, or "John Doe, Jane Roe" would be Jane Doe. */
static bool words_turned(const struct audit_words *text, size_t at,
			 const struct words_name *name)
{
	size_t count = name->count, end;

	if (count < 2 || !text->words[at].begins ||
	    !words_equal(&text->words[at], &name->words[count - 1]))
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (at + 1 + i >= text->count ||
		    !words_equal(&text->words[at + 1 + i], &name->words[i]))
			return false;
	end = at + count;
	return text->words[end].begins;
}

/* "Mary-Jane Doe", "Jane Doe-Roe": of a longer name, and so another's.  In
 * "photo-of-jane-doe" hyphens stand for spaces. */
static bool words_is_part(const struct audit_words *text, size_t at, size_t end)
{
	bool inner = true;

	for (size_t i = at + 1; i < end; i++)
		inner &= text->words[i].joined;
	return !inner && (text->words[at].joined || text->words[end].joined);
}

static enum audit_whose words_find(const struct audit_words *text,
				   const struct words_name *name)
{
	enum audit_whose whose = AUDIT_OTHERS;

	for (size_t at = 0; at < text->count && name->count > 0; at++) {
		struct words_word ends[] = {name->words[0],
					    name->words[name->count - 1]};
		size_t end = words_follow(text, at, name->words, name->count);
		/* "Jane" by itself is she; in "Jane Roe" it is another. */
		bool alone = text->words[at].begins && end > 0 &&
			     text->words[end].begins;

		if (end > 0 && words_is_part(text, at, end))
			continue;
		if ((end > 0 && (name->count > 1 || alone)) ||
		    words_turned(text, at, name))
			return AUDIT_MINE;
		if (name->count > 2 && words_follow(text, at, ends, 2) > 0)
			whose = AUDIT_MAYBE;
	}
	return whose;
}

enum audit_whose audit_has_name(const struct audit_words *text,
				const char *name)
{
	struct words_name wanted = words_name(name);
	enum audit_whose whose = words_find(text, &wanted);

	audit_words_free(wanted.split);
	return whose;
}

bool audit_is_titled(const struct audit_words *text, const char *name)
{
	struct words_name wanted = words_name(name);
	size_t end = wanted.count > 0
			 ? words_follow(text, 0, wanted.words, wanted.count)
			 : 0;
	bool titled = (end > 0 && text->words[end].begins) ||
		      words_turned(text, 0, &wanted);

	audit_words_free(wanted.split);
	return titled;
}

/* "J" of "Jane", or all of it. */
static bool words_begins(const struct words_word *said,
			 const struct audit_words *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (words_equal(said, &name->words[i]) ||
		    (said->size == 1 &&
		     said->text[0] == name->words[i].text[0]))
			return true;
	return false;
}

enum audit_whose audit_is_name(const struct audit_words *said, const char *name)
{
	struct audit_words *wanted = audit_words_of(name);
	enum audit_whose whose = audit_has_name(said, name);
	bool all = true, whole = false;

	for (size_t i = 0; i < said->count; i++) {
		all &= words_begins(&said->words[i], wanted);
		whole |= said->words[i].size > 1;
	}
	if (whose == AUDIT_OTHERS && all && whole)
		whose = AUDIT_MAYBE;
	audit_words_free(wanted);
	return whose;
}

/* Whether those words stand there; how, as audit_has_words() tells. */
static enum audit_whose words_stand(const struct audit_words *text, size_t at,
				    const struct audit_words *wanted)
{
	size_t i = 0;

	while (i < wanted->count &&
	       words_equal(&text->words[at + i], &wanted->words[i]))
		i++;
	if (i < wanted->count)
		return AUDIT_OTHERS;
	return text->words[at].begins && text->words[at + i].begins
		   ? AUDIT_MINE
		   : AUDIT_MAYBE;
}

bool audit_begins_with(const struct audit_words *text, const char *words,
		       size_t *rest)
{
	struct audit_words *wanted = audit_words_of(words);
	size_t count = wanted->count;
	bool begins = count > 0 && count <= text->count &&
		      words_stand(text, 0, wanted) == AUDIT_MINE;

	if (begins)
		*rest = (size_t)(text->words[count].text - text->folded);
	audit_words_free(wanted);
	return begins;
}

enum audit_whose audit_has_words(const struct audit_words *text,
				 const char *words)
{
	struct audit_words *wanted = audit_words_of(words);
	enum audit_whose whose = AUDIT_OTHERS;

	for (size_t at = 0; at + wanted->count <= text->count &&
			    wanted->count > 0 && whose != AUDIT_MINE;
	     at++) {
		enum audit_whose here = words_stand(text, at, wanted);

		whose = here > whose ? here : whose;
	}
	audit_words_free(wanted);
	return whose;
}

/* ---- Addresses, numbers, user names ---- */

/* What an address or a user name goes on with. */
static bool words_goes_on(const char *at)
{
	return words_is_letter(at[0]) || at[0] == '_' ||
	       (at[0] != '\0' && strchr(".-+", at[0]) != NULL &&
		words_is_letter(at[1]));
}

static bool words_came_before(const char *text, const char *at)
{
	return at > text &&
	       (words_is_letter(at[-1]) || strchr("_.-+%", at[-1]) != NULL);
}

/* How people write "@" and "." where they hope that no machine reads it. */
static const char *const words_ats[] = {
    "at",	  "\xc3\xa4t", "ad",	       "arobase", "arroba",
    "chiocciola", "apestaart", "affenschwanz", NULL};
static const char *const words_dots[] = {"dot",	 "punkt", "point", "punto",
					 "punt", "ponto", NULL};

/* "jane (at) mail dot example". */
static bool words_written_round(const struct audit_words *text, size_t at,
				const struct audit_words *email, size_t host)
{
	for (size_t i = 0; i < email->count; i++) {
		bool round = i > 0 && at < text->count &&
			     words_is_on(&text->words[at],
					 i == host ? words_ats : words_dots);

		at += round;
		if ((i == host && !round) || at >= text->count ||
		    !words_equal(&text->words[at], &email->words[i]))
			return false;
		at++;
	}
	return true;
}

static bool words_has_round(const struct audit_words *text,
			    const struct audit_words *email)
{
	const char *sign = strchr(email->folded, '@');
	size_t host = 0;
	bool has = false;

	for (size_t i = 0; i < email->count && sign != NULL; i++)
		if (email->words[i].text < sign)
			host = i + 1;
	for (size_t at = 0; at < text->count && host > 0 && !has; at++)
		has = words_written_round(text, at, email, host);
	return has;
}

bool audit_has_email(const struct audit_words *text, const char *email)
{
	struct audit_words *wanted = audit_words_of(email);
	size_t size = strlen(wanted->folded);
	bool has = false;

	for (const char *at = text->folded;
	     size > 0 && !has && (at = strstr(at, wanted->folded)) != NULL;
	     at++)
		has = !words_came_before(text->folded, at) &&
		      !words_goes_on(at + size);
	has = has || (size > 0 && words_has_round(text, wanted));
	audit_words_free(wanted);
	return has;
}

/*
 * The digits of a number, without what stands for a country or "0": "(0)" is
 * what is dialled within the country alone.
 */
static const char *words_digits(char out[WORDS_DIGITS_MAX], const char *text,
				size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < size && count + 1 < WORDS_DIGITS_MAX; i++)
		if (size - i > 2 && memcmp(text + i, "(0)", 3) == 0)
			i += 2;
		else if (words_is_digit(text[i]))
			out[count++] = text[i];
	out[count] = '\0';
	while (out[0] == '0')
		out++;
	return out;
}

/* Whether one ends as the other does: one may have its country's digits. */
static bool words_same_number(const char *a, const char *b)
{
	size_t one = strlen(a), two = strlen(b);
	size_t less = one < two ? one : two, more = one < two ? two : one;

	return less >= WORDS_PHONE_LEAST && more - less <= 3 &&
	       strcmp(a + one - less, b + two - less) == 0;
}

bool audit_has_phone(const struct audit_words *words, const char *phone)
{
	static const char within[] = "0123456789 ()/.-\t";
	char mine[WORDS_DIGITS_MAX], found[WORDS_DIGITS_MAX];
	const char *wanted = words_digits(mine, phone, strlen(phone));
	const char *text = words->folded;

	while (text[0] != '\0') {
		size_t size = strspn(text, within);

		if (size > 0 &&
		    words_same_number(words_digits(found, text, size), wanted))
			return true;
		text += size + (text[size] != '\0');
	}
	return false;
}

/* Whether it stands as user names are marked: "@jane", "/jane/", by itself. */
static bool words_is_marked(const char *text, const char *at, size_t size)
{
	char before = at > text ? at[-1] : '/';

	return before == '@' ||
	       (before == '/' &&
		(at[size] == '\0' || strchr("/?#", at[size]) != NULL));
}

enum audit_whose audit_has_handle(const struct audit_words *text,
				  const char *handle)
{
	struct audit_words *wanted = audit_words_of(handle);
	const char *name = wanted->folded + (wanted->folded[0] == '@');
	enum audit_whose whose = AUDIT_OTHERS;
	size_t size = strlen(name);
	bool letters = true;

	for (size_t i = 0; i < size; i++)
		letters &= words_is_letter(name[i]) && !words_is_digit(name[i]);
	for (const char *at = text->folded;
	     size > 1 && whose != AUDIT_MINE && (at = strstr(at, name)) != NULL;
	     at++) {
		bool host =
		    at - text->folded > 1 && at[-1] == '/' && at[-2] == '/';
		bool own =
		    !words_came_before(text->folded, at) &&
		    (!words_goes_on(at + size) || (host && at[size] == '.'));

		if (own &&
		    (!letters || words_is_marked(text->folded, at, size)))
			whose = AUDIT_MINE;
		else if (own)
			whose = AUDIT_MAYBE;
	}
	audit_words_free(wanted);
	return whose;
}
