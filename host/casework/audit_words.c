/* audit_words.c: whether words of a page are those of a person. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/base_letters.h>
#include <lenscap/base_utf8.h>

#include "audit_words.h"

#define WORDS_MAX 512	    /* words of a text; what comes later is not read */
#define WORDS_NAME_MAX 24   /* words of a name, where each sign may be one */
#define WORDS_TEXT_MAX 4096 /* bytes of a text */
#define WORDS_DIGITS_MAX 64
#define WORDS_PHONE_LEAST 7 /* digits: fewer are no whole number */
#define WORDS_PHONE_LONG 11 /* digits of a country's one, and ten */
#define WORDS_ACCENT '\1'   /* behind a letter that has one */

/* A word in small letters, and how it stands. */
struct words_word {
	const char *text;
	size_t size;
	size_t from; /* where it begins in what was read */
	bool begins; /* behind the start, a comma, a bar: more than a space */
	bool joined; /* a hyphen, and nothing else, is before it */
	bool run;    /* nothing at all is */
	bool sign;   /* of a script that has no spaces */
};

struct audit_words {
	char *folded; /* accents apart, and ASCII between words */
	size_t count;
	struct words_word *words; /* one more: the end */
};

static bool words_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of a folded text. */
static bool words_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || words_is_digit(c) ||
	       c == WORDS_ACCENT || (unsigned char)c >= 0x80;
}

/* A text while it is split. */
struct words_split {
	struct audit_words *out;
	size_t used;	   /* of folded */
	const char *gap;   /* what came behind the last word */
	bool begins, open; /* open: the last word may go on */
};

/*
 * What stands between words begins a new matter, but for spaces, hyphens and
 * what stands within names.
 */
static void words_between(struct words_split *split, uint32_t letter)
{
	char *to = split->out->folded + split->used++, before = ' ';
	bool dash;

	if (to > split->out->folded)
		before = to[-1];
	*to = letter > 0 && letter < 0x80 ? (char)letter : '|';
	/* "1990\u20131995", a number's parts. */
	if (letter == 0x2013 && words_is_digit(before))
		*to = '-';
	dash = *to == '-' && before == ' ';
	split->begins |= dash || strchr(" \t\n.-_+'", *to) == NULL;
	split->open = false;
}

static void words_letter(struct words_split *split,
			 const struct base_letter *letter, size_t from)
{
	struct audit_words *out = split->out;
	char *to = out->folded + split->used;
	bool sign = letter->kind == BASE_IDEOGRAPH;
	struct words_word *last =
	    out->count > 0 ? &out->words[out->count - 1] : NULL;
	size_t size = base_utf8_write(to, letter->letter);

	if (letter->second != '\0')
		to[size++] = letter->second;
	if (letter->accent)
		to[size++] = WORDS_ACCENT;
	split->used += size;
	if (split->open && !sign && last != NULL && !last->sign) {
		last->size += size;
	} else if (out->count < WORDS_MAX) {
		out->words[out->count++] = (struct words_word){
		    .text = to,
		    .size = size,
		    .from = from,
		    .begins = split->begins,
		    .joined = to - split->gap == 1 && split->gap[0] == '-',
		    .run = to == split->gap && last != NULL,
		    .sign = sign};
		split->begins = false;
	}
	split->gap = to + size;
	split->open = out->count < WORDS_MAX;
}

static void words_accent(struct words_split *split)
{
	char *to = split->out->folded + split->used;

	if (!split->open || to[-1] == WORDS_ACCENT)
		return;
	*to = WORDS_ACCENT;
	split->used++;
	split->out->words[split->out->count - 1].size++;
	split->gap = to + 1;
}

struct audit_words *audit_words_of(const char *text)
{
	struct audit_words *out = base_alloc(1, sizeof(*out));
	size_t size = strnlen(text, WORDS_TEXT_MAX - 1);
	struct words_split split = {.out = out, .begins = true};
	const char *at = text;

	/* No letter and its accent are longer than twice what was read. */
	out->folded = base_alloc(2 * size + 2, 1);
	out->words = base_alloc((size < WORDS_MAX ? size : WORDS_MAX) + 1,
				sizeof(*out->words));
	split.gap = out->folded;
	while ((size_t)(at - text) < size) {
		size_t from = (size_t)(at - text);
		struct base_letter letter = base_letter_next(&at);

		if (letter.kind == BASE_LETTER || letter.kind == BASE_IDEOGRAPH)
			words_letter(&split, &letter, from);
		else if (letter.kind == BASE_BETWEEN)
			words_between(&split, letter.letter);
		else if (letter.kind == BASE_ACCENT)
			words_accent(&split);
	}
	out->words[out->count] = (struct words_word){
	    .text = out->folded + split.used, .from = size, .begins = true};
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

/*
 * Whether a text has what is wanted: also without its accents, and as who has
 * no such letters writes them ("Juergen", "Aase").
 */
static bool words_same(struct base_view text, struct base_view wanted)
{
	size_t at = 0;

	for (size_t i = 0; i < wanted.size; i++) {
		char next = at < text.size ? (char)text.data[at] : '\0';
		char before = i > 0 ? (char)wanted.data[i - 1] : '\0';

		if (next == (char)wanted.data[i]) {
			at++;
			continue;
		}
		if (wanted.data[i] != WORDS_ACCENT)
			return false;
		if (((next == 'e' && strchr("aou", before) != NULL) ||
		     (next == 'a' && before == 'a')) &&
		    words_same(
			base_view_part(text, at + 1, text.size - at - 1),
			base_view_part(wanted, i + 1, wanted.size - i - 1)))
			return true;
	}
	return at == text.size;
}

static struct base_view words_view(const struct words_word *word)
{
	return (struct base_view){(const uint8_t *)word->text, word->size};
}

static bool words_equal(const struct words_word *text,
			const struct words_word *wanted)
{
	return words_same(words_view(text), words_view(wanted));
}

/* ---- Names ---- */

struct words_name {
	struct audit_words *split; /* owned */
	bool loose; /* the text may have accents that the name lacks */
	size_t count;
	struct words_word words[WORDS_NAME_MAX];
};

/* A single letter: it stands for a name that is left out. */
static bool words_is_initial(const struct words_word *word)
{
	size_t size = 1;

	while (size < word->size &&
	       ((unsigned char)word->text[size] & 0xc0) == 0x80)
		size++;
	size += size < word->size && word->text[size] == WORDS_ACCENT;
	return size == word->size && !word->sign;
}

/* Initials count only where there would be one word else. */
static struct words_name words_name(const char *name)
{
	struct words_name out = {.split = audit_words_of(name)};
	size_t whole = 0;

	for (size_t i = 0; i < out.split->count; i++)
		whole += !words_is_initial(&out.split->words[i]);
	for (size_t i = 0; i < out.split->count && out.count < WORDS_NAME_MAX;
	     i++)
		if (!words_is_initial(&out.split->words[i]) || whole < 2)
			out.words[out.count++] = out.split->words[i];
	return out;
}

/* Words that make another name of the one behind them ("Jane van Doe"), or
 * two of one ("Jane and Doe"). */
static const char *const words_others[] = {
    "van", "von", "vom", "de",	"del",	"della",    "di",  "da",  "das",
    "den", "der", "des", "dei", "do",	"dos",	    "du",  "la",  "las",
    "le",  "los", "lo",	 "ten", "ter",	"zu",	    "zum", "zur", "af",
    "av",  "al",  "el",	 "bin", "bint", "ibn",	    "and", "und", "et",
    "ou",  "or",  "en",	 "of",	"ben",	"\xd0\xb8", NULL};

static bool words_is_on(const struct words_word *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (word->size == strlen(*list) &&
		    memcmp(word->text, *list, word->size) == 0)
			return true;
	return false;
}

static bool words_is_named(const struct words_word *text,
			   const struct words_word *wanted, bool loose)
{
	return words_equal(text, wanted) ||
	       (loose && words_equal(wanted, text));
}

/* Where a name's words end that stand from a place on, with at most one
 * between two of them; 0 when they do not. ends: its first and last alone. */
static size_t words_follow(const struct audit_words *text, size_t at,
			   const struct words_name *name, bool ends)
{
	size_t step = ends ? name->count - 1 : 1;

	for (size_t i = 0; i < name->count; i += step) {
		const struct words_word *word = &name->words[i];
		bool skip =
		    i > 0 && at + 1 < text->count &&
		    !words_is_named(&text->words[at], word, name->loose) &&
		    !text->words[at].begins && !text->words[at].sign &&
		    !words_is_on(&text->words[at], words_others);

		at += skip;
		if (at >= text->count ||
		    !words_is_named(&text->words[at], word, name->loose) ||
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

	if (count < 2 || !text->words[at].begins || text->words[at].sign ||
	    !words_is_named(&text->words[at], &name->words[count - 1],
			    name->loose))
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (at + 1 + i >= text->count ||
		    !words_is_named(&text->words[at + 1 + i], &name->words[i],
				    name->loose))
			return false;
	end = at + count;
	return text->words[end].begins;
}

/* What stands behind a name of signs, and is none of its: particles and
 * titles of Japanese, Chinese and Korean. */
static const char *const words_behind[] = {
    "\u306e", "\u306f", "\u304c", "\u3092", "\u306b", "\u3068",
    "\u3082", "\u3055", "\u69d8", "\u6c0f", "\u541b", "\u7684",
    "\ub2d8", "\uc528", "\uc740", "\ub294", "\uc774", "\uac00",
    "\uc758", "\uc744", "\ub97c", NULL};

/* Whether signs before or behind may make a longer name of those. */
static bool words_runs_on(const struct audit_words *text, size_t at, size_t end)
{
	const struct words_word *words = text->words;
	bool before =
	    at > 0 && words[at].run && words[at].sign && words[at - 1].sign;
	bool behind = words[end].run && words[end].sign &&
		      words[end - 1].sign &&
		      !words_is_on(&words[end], words_behind);

	return before || behind;
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
		size_t end = words_follow(text, at, name, false);
		/* "Jane" by itself is she; in "Jane Roe" it is another. */
		bool alone = text->words[at].begins && end > 0 &&
			     text->words[end].begins;
		bool counts = end > 0 && (name->count > 1 || alone);

		if (end > 0 && words_is_part(text, at, end))
			continue;
		if ((counts && !words_runs_on(text, at, end)) ||
		    words_turned(text, at, name))
			return AUDIT_MINE;
		if (counts || (name->count > 2 && !name->words[0].sign &&
			       words_follow(text, at, name, true) > 0))
			whose = AUDIT_MAYBE;
	}
	return whose;
}

enum audit_whose audit_has_name(const struct audit_words *text,
				const char *name)
{
	struct words_name wanted = words_name(name);
	enum audit_whose whose = words_find(text, &wanted);

	/* Who types it without accents may be whom the page calls so. */
	wanted.loose = true;
	if (whose == AUDIT_OTHERS && words_find(text, &wanted) != whose)
		whose = AUDIT_MAYBE;
	audit_words_free(wanted.split);
	return whose;
}

bool audit_is_titled(const struct audit_words *text, const char *name)
{
	struct words_name wanted = words_name(name);
	size_t end =
	    wanted.count > 0 ? words_follow(text, 0, &wanted, false) : 0;
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
		    (words_is_initial(said) &&
		     said->size <= name->words[i].size &&
		     memcmp(said->text, name->words[i].text, said->size) == 0))
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
		whole |= !words_is_initial(&said->words[i]);
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
		*rest = text->words[count].from;
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
    "at",	  "a\1t",      "ad",	       "arobase", "arroba",
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

/* Whether one ends as the other does: one may have its country's digits, or
 * others than "0" for calls within it ("8 495 ..." is "+7 495 ..."). */
static bool words_same_number(const char *a, const char *b)
{
	size_t one = strlen(a), two = strlen(b);
	size_t less = one < two ? one : two, more = one < two ? two : one;

	if (one == WORDS_PHONE_LONG && two == WORDS_PHONE_LONG)
		return strcmp(a + 1, b + 1) == 0 &&
		       (a[0] == b[0] || a[0] == '8' || b[0] == '8');
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
