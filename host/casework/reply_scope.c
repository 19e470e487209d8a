/*
 * reply_scope.c: a phrase says what it says unless its clause denies it.  The
 * words are those of replies.json, in the language of the phrase and in that of
 * the text; where the text's is not known, in all.
 */
#include <string.h>
#include <strings.h>

#include "reply_scope.h"

/* Part of a text. */
struct scope {
	size_t from, end;
};

static bool scope_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* ---- Words ---- */

/* Bytes of the word at a place: whole, or only its beginning ("esit*"); 0 when
 * it is not there. */
static size_t scope_word_at(const char *text, size_t at, const char *word)
{
	size_t length = strlen(word);
	bool begins = word[length - 1] == '*';

	length -= begins;
	if (strncmp(text + at, word, length) != 0)
		return 0;
	if (scope_is_letter(word[0]) && at > 0 && scope_is_letter(text[at - 1]))
		return 0;
	if (!begins && scope_is_letter(word[length - 1]) &&
	    scope_is_letter(text[at + length]))
		return 0;
	return length;
}

static bool scope_speaks(const struct reply_found *found, enum law_language in)
{
	return in == found->language || found->text_language[0] == '\0' ||
	       strcmp(found->text_language, law_language_name(in)) == 0;
}

/* The same for the longest of the words of a list. */
static size_t scope_list_at(const struct reply_found *found, const char *text,
			    size_t at, const char *list)
{
	size_t longest = 0;
	const char *word;

	for (enum law_language in = 0; in < LAW_LANGUAGES; in++)
		for (size_t i = 0; scope_speaks(found, in) &&
				   (word = letter_reply_phrase(
					found->letters, in, list, i)) != NULL;
		     i++) {
			size_t length = scope_word_at(text, at, word);

			longest = length > longest ? length : longest;
		}
	return longest;
}

static bool scope_has(const struct reply_found *found, const char *text,
		      struct scope scope, const char *list)
{
	for (size_t at = scope.from; at < scope.end; at++)
		if (scope_list_at(found, text, at, list) > 0)
			return true;
	return false;
}

/* A negation that is none is passed over ("no later than"). */
static bool scope_denies(const struct reply_found *found, const char *text,
			 struct scope scope)
{
	size_t at = scope.from;

	while (at < scope.end) {
		size_t none = scope_list_at(found, text, at, "no_negation");

		if (none == 0 && scope_list_at(found, text, at, "negation") > 0)
			return true;
		at += none > 0 ? none : 1;
	}
	return false;
}

/* ---- Clauses ---- */

/* The name of a month, by the words of the laws where these are known. */
static bool scope_is_month(const struct reply_found *found, const char *at)
{
	for (enum law_language in = 0; in < LAW_LANGUAGES && found->laws; in++)
		for (int32_t day = 14; day < 365; day += 30) {
			char words[48], *name;
			size_t length;

			law_day_words(found->laws, day, in, words);
			name = words + strcspn(words, " ");
			name += strspn(name, " ");
			if (strncmp(name, "de ", 3) == 0)
				name += 3;
			length = strcspn(name, " ");
			if (length > 0 && strncasecmp(at, name, length) == 0 &&
			    !scope_is_letter(at[length]))
				return true;
		}
	return false;
}

/* A full stop before a number, within a word, or between a day and its month
 * ends nothing ("Art. 17", "5. März"). */
static bool scope_ends_sentence(const struct reply_found *found, size_t at)
{
	const char *text = found->text;
	char after = text[at + 1];

	if (text[at] == '.' && at > 0 && text[at - 1] >= '0' &&
	    text[at - 1] <= '9' && after == ' ' &&
	    scope_is_month(found, text + at + 2))
		return false;

	if (strchr(";!?", text[at]) != NULL)
		return true;
	return text[at] == '.' && (after == '\0' || strchr(" \r\t", after)) &&
	       !(after != '\0' && text[at + 2] >= '0' && text[at + 2] <= '9');
}

/* No farther than sentences go: a text without a full stop is read once. */
#define SCOPE_REACH 400 /* bytes */

static struct scope scope_sentence(const struct reply_found *found)
{
	struct scope scope = {found->last, found->end};

	while (scope.from > 0 && found->last - scope.from < SCOPE_REACH &&
	       !scope_ends_sentence(found, scope.from - 1))
		scope.from--;
	while (found->text[scope.end] != '\0' &&
	       scope.end - found->end < SCOPE_REACH &&
	       !scope_ends_sentence(found, scope.end))
		scope.end++;
	return scope;
}

/* Kinds before which "and" begins another clause: "none of the photos and data
 * has been deleted" is one, "we could not finish and extend" are two. */
static bool scope_divides(enum casework_reply kind)
{
	return kind == CASEWORK_REPLY_EXTENSION ||
	       kind == CASEWORK_REPLY_FORWARDED ||
	       kind == CASEWORK_REPLY_REFUSED || kind == CASEWORK_REPLY_FEE ||
	       kind == CASEWORK_REPLY_FORM;
}

/* Of the sentence, what goes with the phrase. */
static struct scope scope_clause(const struct reply_found *found,
				 struct scope sentence)
{
	struct scope clause = {sentence.from, found->end};

	for (size_t at = sentence.from; at < found->from; at++) {
		size_t begins = scope_list_at(found, found->text, at, "clause");

		if (begins == 0 && scope_divides(found->kind))
			begins =
			    scope_list_at(found, found->text, at, "clause_end");
		if (begins > 0 && at + begins <= found->from)
			clause.from = at + begins;
	}
	while (clause.end < sentence.end && found->text[clause.end] != ',' &&
	       scope_list_at(found, found->text, clause.end, "clause_end") == 0)
		clause.end++;
	return clause;
}

/* "If you do not send a photo" asks for one. */
static bool scope_is_condition(const struct reply_found *found,
			       struct scope clause)
{
	bool condition = false;

	if (found->kind != CASEWORK_REPLY_PHOTO &&
	    found->kind != CASEWORK_REPLY_ID &&
	    found->kind != CASEWORK_REPLY_FORM)
		return false;
	for (size_t at = clause.from; at < found->from; at++)
		if (found->text[at] == ',')
			condition = false;
		else if (scope_list_at(found, found->text, at, "condition") > 0)
			condition = true;
	return condition;
}

bool reply_is_denied(const struct reply_found *found)
{
	struct scope sentence = scope_sentence(found), clause;
	struct scope phrase = {0, strlen(found->phrase)};
	bool nothing = found->kind == CASEWORK_REPLY_NOTHING ||
		       found->kind == CASEWORK_REPLY_ERASED;

	if (nothing && scope_has(found, found->text, sentence, "exception"))
		return true;
	/* "Not more than twice a year", and mail that was "not delivered". */
	if (found->kind == CASEWORK_REPLY_TOO_OFTEN ||
	    found->kind == CASEWORK_REPLY_BOUNCED ||
	    scope_denies(found, found->phrase, phrase))
		return false;
	clause = scope_clause(found, sentence);
	return scope_denies(found, found->text, clause) &&
	       !scope_is_condition(found, clause);
}

bool reply_has_word(const struct reply_found *found, size_t from, size_t end,
		    const char *list)
{
	return scope_has(found, found->text, (struct scope){from, end}, list);
}

void reply_sentences(const struct reply_found *found, size_t *from, size_t *end)
{
	struct scope sentence = scope_sentence(found);
	struct reply_found next = *found;

	*from = sentence.from;
	*end = sentence.end;
	if (found->text[sentence.end] == '\0')
		return;
	next.last = next.end = sentence.end + 1;
	*end = scope_sentence(&next).end;
}

/* Where the clause of a place ends. */
static size_t scope_behind(const struct reply_found *found, size_t at,
			   size_t end)
{
	while (at < end &&
	       scope_list_at(found, found->text, at, "clause_end") == 0)
		at++;
	return at;
}

bool reply_day_is_theirs(const struct reply_found *found, size_t at)
{
	struct scope sentence = scope_sentence(found), clause;
	bool next = at >= sentence.end, answer = false, other = false;
	struct reply_found second = *found;

	if (next) {
		second.last = second.end = sentence.end + 1;
		sentence = scope_sentence(&second);
	}
	clause.from = next || at < found->end ? sentence.from : found->end;
	clause.end = scope_behind(found, at, sentence.end);
	if (scope_has(found, found->text, next ? sentence : clause, "asks"))
		return false;
	for (size_t i = clause.from; i < at; i++)
		if (scope_list_at(found, found->text, i, "answers") > 0) {
			answer = true;
			other = false;
		} else if (scope_list_at(found, found->text, i, "reason") > 0 ||
			   scope_list_at(found, found->text, i, "closed") > 0) {
			answer = false;
			other = true;
		}
	clause.from = at;
	if (other || scope_has(found, found->text, clause, "closed"))
		return false;
	return !next || answer ||
	       scope_has(found, found->text, clause, "answers");
}
