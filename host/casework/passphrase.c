/*
 * passphrase.c: how many guesses a passphrase takes: the text is cut into
 * pieces, each of the cheapest kind that explains it, so that the sum of their
 * bits is the least.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_passphrase.h>

#include "passphrase.h"

#define PASSPHRASE_LENGTH 128 /* characters that are looked at */
#define PASSPHRASE_WORDS 4096
#define PASSPHRASE_LIST (64u << 10) /* bytes of a list */
#define PASSPHRASE_SHORTEST 3	    /* of a pattern */
#define PASSPHRASE_LONGEST 14	    /* of a word */

/* ---- Lists ---- */

struct passphrase_list {
	struct base_buffer text;
	const char *words[PASSPHRASE_WORDS];
	size_t count;
};

/* The words of its text, which has an end; comments are none. */
static void passphrase_list_split(struct passphrase_list *list)
{
	char *rest = (char *)list->text.data, *word;

	list->count = 0;
	while (rest != NULL && list->count < PASSPHRASE_WORDS &&
	       (word = strsep(&rest, "\n")) != NULL)
		if (*word != '#' && *word != '\0')
			list->words[list->count++] = word;
}

/* What is known of the person; of nobody, nothing. */
static void passphrase_list_own(struct passphrase_list *list,
				const struct casework_me *me)
{
	char *own = me != NULL ? passphrase_own(me) : base_copy("");

	base_buffer_init(&list->text, PASSPHRASE_LIST);
	if (base_buffer_add(&list->text, own, strlen(own) + 1) != LENS_OK)
		base_buffer_free(&list->text);
	explicit_bzero(own, strlen(own));
	free(own);
	passphrase_list_split(list);
}

/* The words of a file of share/words; a list that is missing is empty. */
static void passphrase_list_read(struct passphrase_list *list, const char *name)
{
	char *path = base_share_path(name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	base_buffer_init(&list->text, PASSPHRASE_LIST);
	if (fd < 0 || base_read_all(fd, &list->text) != LENS_OK ||
	    base_buffer_add(&list->text, "", 1) != LENS_OK)
		base_buffer_free(&list->text);
	base_close(&fd);
	free(path);
	passphrase_list_split(list);
}

/* ---- The text ---- */

struct passphrase_text {
	uint32_t typed[PASSPHRASE_LENGTH];
	uint32_t plain[PASSPHRASE_LENGTH]; /* l33t undone, small */
	size_t length;
};

/* One character of UTF-8; a byte that begins none counts for itself. */
static size_t passphrase_decode(struct base_view text, uint32_t *out)
{
	static const uint8_t masks[] = {0x7f, 0x1f, 0x0f, 0x07};
	uint8_t first = text.data[0];
	size_t more = first < 0xc0   ? 0
		      : first < 0xe0 ? 1
		      : first < 0xf0 ? 2
				     : 3;

	if (more >= text.size)
		more = 0;
	*out = more > 0 ? first & masks[more] : first;
	for (size_t i = 1; i <= more; i++)
		*out = *out << 6 | (text.data[i] & 0x3f);
	return more + 1;
}

/* Capitals of Latin (Latin-1) and Cyrillic made small. */
static uint32_t passphrase_small(uint32_t typed)
{
	if ((typed >= 'A' && typed <= 'Z') ||
	    (typed >= 0xc0 && typed <= 0xde && typed != 0xd7) ||
	    (typed >= 0x410 && typed <= 0x42f))
		return typed + 0x20;
	return typed;
}

static uint32_t passphrase_plain(uint32_t typed)
{
	static const char digits[] = "@4301!5$7+", letters[] = "aaeoiisstt";
	const char *found =
	    typed > 0 && typed < 128 ? strchr(digits, (int)typed) : NULL;

	return found != NULL ? (uint32_t)letters[found - digits]
			     : passphrase_small(typed);
}

static void passphrase_take(struct base_view view, struct passphrase_text *out)
{
	out->length = 0;
	while (view.size > 0 && out->length < PASSPHRASE_LENGTH) {
		uint32_t typed;
		size_t used = passphrase_decode(view, &typed);

		out->typed[out->length] = typed;
		out->plain[out->length++] = passphrase_plain(typed);
		view.data += used;
		view.size -= used;
	}
}

/* ---- What a piece costs, in bits ---- */

#define PASSPHRASE_NEVER 1e9

/* Letter by letter: people do not choose them evenly. */
static double passphrase_letter(uint32_t typed)
{
	if (typed >= '0' && typed <= '9')
		return 3.3;
	if (typed >= 'a' && typed <= 'z')
		return 4.0;
	if (typed >= 'A' && typed <= 'Z')
		return 4.7;
	if (typed < 128)
		return 5.0;
	return typed < 0x2e80 ? 4.7 : 8.0; /* alphabets; Han and the like */
}

/* The same again and again, one up or one down each, or a keyboard's row. */
static bool passphrase_steps(const struct passphrase_text *text, size_t from,
			     size_t to, int64_t step)
{
	for (size_t i = from + 1; i < to; i++)
		if ((int64_t)text->typed[i] - text->typed[i - 1] != step)
			return false;
	return true;
}

static double passphrase_run(const struct passphrase_text *text, size_t from,
			     size_t to)
{
	double length = log2((double)(to - from));

	if (passphrase_steps(text, from, to, 0))
		return passphrase_letter(text->typed[from]) + length;
	if (passphrase_steps(text, from, to, 1) ||
	    passphrase_steps(text, from, to, -1))
		return 3 + length;
	return PASSPHRASE_NEVER;
}

static size_t passphrase_key(const uint32_t *row, uint32_t typed)
{
	size_t at = 0;

	if (typed >= 'A' && typed <= 'Z')
		typed += 'a' - 'A';
	while (row[at] != 0 && row[at] != typed)
		at++;
	return row[at] != 0 ? at : SIZE_MAX;
}

static double passphrase_walk(const struct passphrase_text *text, size_t from,
			      size_t to)
{
	static const uint32_t *const rows[] = {U"qwertyuiop",
					       U"asdfghjkl",
					       U"zxcvbnm",
					       U"qwertzuiopü",
					       U"asdfghjklöä",
					       U"yxcvbnm",
					       U"azertyuiop",
					       U"qsdfghjklm",
					       U"wxcvbn",
					       U"йцукенгшщзхъ",
					       U"фывапролджэ",
					       U"ячсмитьбю",
					       U"1234567890",
					       U"qazwsxedcrfvtgbyhnujm",
					       U"1q2w3e4r5t6z7u8i9o0p",
					       U"1q2w3e4r5t6y7u8i9o0p",
					       U"1qaz2wsx3edc4rfv5tgb6yhn7ujm"};

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		size_t before = passphrase_key(rows[r], text->typed[from]);
		bool up = before != SIZE_MAX, down = up;

		for (size_t i = from + 1; i < to && (up || down); i++) {
			size_t at = passphrase_key(rows[r], text->typed[i]);

			up &= at != SIZE_MAX && at == before + 1;
			down &= at != SIZE_MAX && at + 1 == before;
			before = at;
		}
		if (up || down)
			return 5 + log2((double)(to - from));
	}
	return PASSPHRASE_NEVER;
}

/* 1900 to 2039. */
static double passphrase_year(const struct passphrase_text *text, size_t from,
			      size_t to)
{
	uint32_t year = 0;

	if (to - from != 4)
		return PASSPHRASE_NEVER;
	for (size_t i = from; i < to; i++) {
		if (text->typed[i] < '0' || text->typed[i] > '9')
			return PASSPHRASE_NEVER;
		year = year * 10 + text->typed[i] - '0';
	}
	return year >= 1900 && year < 2040 ? 7 : PASSPHRASE_NEVER;
}

/* What stands right before, once more. */
static double passphrase_again(const struct passphrase_text *text, size_t from,
			       size_t to)
{
	size_t length = to - from;

	if (length > from ||
	    memcmp(&text->typed[from], &text->typed[from - length],
		   length * sizeof(text->typed[0])) != 0)
		return PASSPHRASE_NEVER;
	return 2;
}

/* How a word was typed; a capital at the beginning is what most people do. */
enum passphrase_typing {
	PASSPHRASE_OTHER, /* it is another word */
	PASSPHRASE_AS_IS,
	PASSPHRASE_CAPITAL,
	PASSPHRASE_CHANGED,
};

static enum passphrase_typing
passphrase_is_word(const struct passphrase_text *text, size_t from, size_t to,
		   const char *word)
{
	enum passphrase_typing typing = PASSPHRASE_AS_IS;
	struct base_view rest = base_view_of(word);

	for (size_t i = from; i < to; i++) {
		uint32_t wanted, small, typed = text->typed[i];
		size_t used;

		if (rest.size == 0)
			return PASSPHRASE_OTHER;
		used = passphrase_decode(rest, &wanted);
		rest.data += used;
		rest.size -= used;
		small = passphrase_small(wanted);
		if (typed == wanted || typed == small)
			continue;
		if (i == from && passphrase_small(typed) == small)
			typing = PASSPHRASE_CAPITAL;
		else if (text->plain[i] == small)
			typing = PASSPHRASE_CHANGED;
		else
			return PASSPHRASE_OTHER;
	}
	return rest.size == 0 ? typing : PASSPHRASE_OTHER;
}

/* A word costs its place in the list, and a bit or two for how it is typed. */
static double passphrase_word(const struct passphrase_text *text,
			      const struct passphrase_list *list, bool ranked,
			      size_t from, size_t to)
{
	static const double bits[] = {[PASSPHRASE_AS_IS] = 0,
				      [PASSPHRASE_CAPITAL] = 1,
				      [PASSPHRASE_CHANGED] = 2};

	for (size_t i = 0; i < list->count; i++) {
		enum passphrase_typing typing =
		    passphrase_is_word(text, from, to, list->words[i]);

		if (typing != PASSPHRASE_OTHER)
			return log2(
				   (double)(ranked ? i + 2 : list->count + 1)) +
			       bits[typing];
	}
	return PASSPHRASE_NEVER;
}

/* The sign that closes what must have one: mostly one of three. */
static double passphrase_sign(const struct passphrase_text *text, size_t at)
{
	uint32_t typed = text->typed[at];

	if (at == 0 || at + 1 < text->length || typed >= 128 ||
	    !ispunct((int)typed))
		return passphrase_letter(typed);
	return typed == '!' || typed == '.' || typed == '?' ? 2 : 3;
}

struct passphrase_lists {
	struct passphrase_list common, times, words, own;
};

static double passphrase_piece(const struct passphrase_text *text,
			       const struct passphrase_lists *lists,
			       size_t from, size_t to)
{
	double least, other;

	if (to - from == 1)
		return passphrase_sign(text, from);
	least = passphrase_again(text, from, to);
	if (to - from < PASSPHRASE_SHORTEST)
		return least;
	least = fmin(least, passphrase_run(text, from, to));
	least = fmin(least, passphrase_walk(text, from, to));
	least = fmin(least, passphrase_year(text, from, to));
	if (to - from > PASSPHRASE_LONGEST)
		return least;
	other = passphrase_word(text, &lists->common, true, from, to);
	least = fmin(least, other);
	other = passphrase_word(text, &lists->times, false, from, to);
	least = fmin(least, other);
	other = passphrase_word(text, &lists->words, false, from, to);
	least = fmin(least, other);
	other = passphrase_word(text, &lists->own, false, from, to);
	return fmin(least, other);
}

static double passphrase_bits(const struct passphrase_text *text,
			      const struct passphrase_lists *lists)
{
	double best[PASSPHRASE_LENGTH + 1] = {0};

	for (size_t to = 1; to <= text->length; to++) {
		best[to] = PASSPHRASE_NEVER;
		for (size_t from = 0; from < to; from++)
			best[to] = fmin(
			    best[to], best[from] + passphrase_piece(text, lists,
								    from, to));
	}
	return best[text->length];
}

/* ---- What it means ---- */

static const struct {
	const char *name;
	unsigned below; /* bits */
	const char *sentence;
} passphrase_levels[CASEWORK_STRENGTHS] = {
    [CASEWORK_HOPELESS] = {"hopeless", 20,
			   "This passphrase is among the first that anybody "
			   "would try. Take several words that have nothing "
			   "to do with each other."},
    [CASEWORK_WEAK] = {"weak", 40,
		       "Somebody who has your computer could guess this "
		       "passphrase in days or weeks. More words make it "
		       "stronger."},
    [CASEWORK_FAIR] = {"fair", 60,
		       "It would take years to guess this passphrase. One "
		       "more word makes it last."},
    [CASEWORK_STRONG] = {"strong", ~0u,
			 "Guessing this passphrase would take very "
			 "long."},
};

const char *casework_strength_name(enum casework_strength strength)
{
	return (size_t)strength < CASEWORK_STRENGTHS
		   ? passphrase_levels[strength].name
		   : "unknown";
}

/* Of what is hopeless for whoever knows the person, and for nobody else. */
static const char passphrase_own_sentence[] =
    "This passphrase is made of what your ledger knows of you, such as a name "
    "or a date: whoever knows you would try it. Take several words that have "
    "nothing to do with each other, nor with you.";

static unsigned passphrase_level(unsigned bits)
{
	unsigned level = CASEWORK_HOPELESS;

	while (bits >= passphrase_levels[level].below)
		level++;
	return level;
}

void casework_judge(struct base_view passphrase, const struct casework_me *me,
		    struct casework_judged *out)
{
	struct passphrase_lists *lists = base_alloc(1, sizeof(*lists));
	struct passphrase_text text;
	unsigned others; /* bits for whoever does not know the person */

	passphrase_list_read(&lists->common, "words/common.txt");
	passphrase_list_read(&lists->times, "words/times.txt");
	passphrase_list_read(&lists->words, "words/passphrase-en.txt");
	passphrase_list_own(&lists->own, NULL);
	passphrase_take(passphrase, &text);
	out->bits = others = (unsigned)passphrase_bits(&text, lists);
	if (me != NULL) {
		base_buffer_free(&lists->own.text);
		passphrase_list_own(&lists->own, me);
		out->bits = (unsigned)passphrase_bits(&text, lists);
	}
	explicit_bzero(&text, sizeof(text));
	base_buffer_free(&lists->common.text);
	base_buffer_free(&lists->times.text);
	base_buffer_free(&lists->words.text);
	if (lists->own.text.size > 0)
		explicit_bzero(lists->own.text.data, lists->own.text.size);
	base_buffer_free(&lists->own.text);
	free(lists);
	out->strength = passphrase_level(out->bits);
	out->sentence = out->strength == CASEWORK_HOPELESS &&
				passphrase_level(others) != CASEWORK_HOPELESS
			    ? passphrase_own_sentence
			    : passphrase_levels[out->strength].sentence;
}

enum lens_err casework_expect_strength(const struct ledger_secret *secret,
				       const struct casework_me *me,
				       struct ledger_fault *fault)
{
	struct base_view text = ledger_secret_text(secret);
	struct casework_judged judged;

	if (text.size == 0)
		return LENS_OK;
	casework_judge(text, me, &judged);
	if (judged.strength != CASEWORK_HOPELESS)
		return LENS_OK;
	if (fault != NULL) {
		*fault = (struct ledger_fault){.kind = LEDGER_FAULT_ARGUMENT};
		snprintf(fault->sentence, sizeof(fault->sentence), "%s",
			 judged.sentence);
	}
	return LENS_DENIED;
}

/* ---- New ones ---- */

/* An even choice below count: what would favour some is thrown again. */
static enum lens_err passphrase_choose(size_t count, size_t *out)
{
	uint32_t thrown, limit = UINT32_MAX - UINT32_MAX % (uint32_t)count;

	do {
		if (getrandom(&thrown, sizeof(thrown), 0) != sizeof(thrown))
			return LENS_SYSTEM;
	} while (thrown >= limit);
	*out = thrown % count;
	return LENS_OK;
}

enum lens_err casework_phrase(unsigned words, char out[CASEWORK_PHRASE])
{
	struct passphrase_list *list = base_alloc(1, sizeof(*list));
	enum lens_err err;
	size_t end = 0;

	passphrase_list_read(list, "words/passphrase-en.txt");
	out[0] = '\0';
	/* A list that was cut short would make weak ones. */
	err = list->count >= 2048 ? LENS_OK : LENS_SYSTEM;
	for (unsigned i = 0; i < words && err == LENS_OK; i++) {
		size_t chosen;

		err = passphrase_choose(list->count, &chosen);
		if (err == LENS_OK &&
		    end + strlen(list->words[chosen]) + 2 > CASEWORK_PHRASE)
			err = LENS_TOO_BIG;
		if (err == LENS_OK)
			end += (size_t)snprintf(
			    out + end, CASEWORK_PHRASE - end, "%s%s",
			    i > 0 ? "-" : "", list->words[chosen]);
	}
	if (err != LENS_OK)
		explicit_bzero(out, CASEWORK_PHRASE);
	base_buffer_free(&list->text);
	free(list);
	return err;
}
