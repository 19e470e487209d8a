/* reply_words.c: kinds of answers, and how one is recognised in a text. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "reply_scope.h"

static const struct {
	const char *name, *words;
} reply_words[CASEWORK_REPLIES] = {
    [CASEWORK_REPLY_RECEIPT] = {"receipt", N_("it has come, and no more")},
    [CASEWORK_REPLY_ANSWER] = {"answer", N_("everything I asked for")},
    [CASEWORK_REPLY_NOTHING] = {"nothing_held",
				N_("they hold nothing about me")},
    [CASEWORK_REPLY_ERASED] = {"erased", N_("they say that it is erased")},
    [CASEWORK_REPLY_PARTIAL] = {"partial",
				N_("only a part of what I asked for")},
    [CASEWORK_REPLY_PHOTO] = {"photo_demanded", N_("they want a photo of me")},
    [CASEWORK_REPLY_ID] = {"id_demanded", N_("they want an identity document")},
    [CASEWORK_REPLY_FORM] = {"use_form",
			     N_("I should use their form or account")},
    [CASEWORK_REPLY_UNIDENTIFIED] = {"cannot_identify",
				     N_("they say they cannot identify me")},
    [CASEWORK_REPLY_NOT_SUBJECT] = {"not_subject",
				    N_("they say this law does not bind them")},
    [CASEWORK_REPLY_TOO_OFTEN] =
	{"too_often", N_("they allow this only so many times a year")},
    [CASEWORK_REPLY_PUBLIC] = {"public_data",
			       N_("they say that the photos are public")},
    [CASEWORK_REPLY_EXTENSION] = {"extension", N_("they take more time")},
    [CASEWORK_REPLY_FEE] = {"fee_demanded", N_("they want money for it")},
    [CASEWORK_REPLY_SCOPE] = {"scope_asked",
			      N_("they ask what exactly I want to know")},
    [CASEWORK_REPLY_FORWARDED] = {"forwarded",
				  N_("they passed it on to somebody else")},
    [CASEWORK_REPLY_REFUSED] = {"refused", N_("they refuse")},
    [CASEWORK_REPLY_BOUNCED] = {"bounced", N_("the letter came back")},
};

const char *casework_reply_name(enum casework_reply reply)
{
	return (size_t)reply < CASEWORK_REPLIES ? reply_words[reply].name
						: "none";
}

const char *casework_reply_words(enum casework_reply reply)
{
	return (size_t)reply < CASEWORK_REPLIES ? reply_words[reply].words : "";
}

enum casework_reply casework_reply_of(const char *name)
{
	enum casework_reply reply = 0;

	while (reply < CASEWORK_REPLIES &&
	       strcmp(reply_words[reply].name, name) != 0)
		reply++;
	return reply;
}

/* ---- Recognising ---- */

/* What is looked for first tells the most: who asks for a photo says "we have
 * received your request" too. */
static const enum casework_reply reply_order[] = {
    CASEWORK_REPLY_BOUNCED,   CASEWORK_REPLY_PHOTO,
    CASEWORK_REPLY_ID,	      CASEWORK_REPLY_NOT_SUBJECT,
    CASEWORK_REPLY_TOO_OFTEN, CASEWORK_REPLY_FEE,
    CASEWORK_REPLY_SCOPE,     CASEWORK_REPLY_UNIDENTIFIED,
    CASEWORK_REPLY_EXTENSION, CASEWORK_REPLY_PUBLIC,
    CASEWORK_REPLY_FORM,      CASEWORK_REPLY_ERASED,
    CASEWORK_REPLY_NOTHING,   CASEWORK_REPLY_FORWARDED,
    CASEWORK_REPLY_REFUSED,   CASEWORK_REPLY_RECEIPT,
};

#define REPLY_WITHIN 160     /* bytes between two parts of a phrase */
#define REPLY_DENIED_MAX 100 /* so often denied, a text says nothing else */

/* Where the last part of a phrase begins behind its first; NULL: it does not.
 */
static const char *reply_last(const char *after, const char *bar)
{
	return bar == NULL ? NULL
			   : memmem(after, strnlen(after, REPLY_WITHIN),
				    bar + 1, strlen(bar + 1));
}

/* True when all parts of the phrase stand in the text, near each other, in a
 * sentence that does not say the contrary. */
static bool reply_has(struct reply_found *found)
{
	const char *text = found->text, *bar = strchr(found->phrase, '|');
	char first[64];
	size_t length =
	    bar ? (size_t)(bar - found->phrase) : strlen(found->phrase);

	if (length >= sizeof(first))
		return false;
	memcpy(first, found->phrase, length);
	first[length] = '\0';
	for (const char *at = strstr(text, first); at != NULL;
	     at = strstr(at + 1, first)) {
		const char *last = reply_last(at + length, bar);

		if (bar != NULL && last == NULL)
			continue;
		found->from = (size_t)(at - text);
		found->last = bar ? (size_t)(last - text) : found->from;
		found->end = found->last + (bar ? strlen(bar + 1) : length);
		if (found->denied >= REPLY_DENIED_MAX)
			return false;
		if (!reply_is_denied(found))
			return true;
		found->denied++;
	}
	return false;
}

/* Small letters, typographic apostrophes as typed ones, lines as spaces, an
 * empty line as the end of a sentence; the letter that is quoted below is not
 * theirs. */
static char *reply_plain(const char *text)
{
	char *out = base_alloc(strlen(text) + 1, 1), *to = out;
	bool line = true, quoted = false;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (line)
			quoted = *c == '>';
		line = *c == '\n';
		if (quoted)
			continue;
		if (line && (c[1] == '\n' || (c[1] == '\r' && c[2] == '\n')))
			*to++ = ';';
		else if (c[0] == 0xe2 && c[1] == 0x80 && c[2] == 0x99) {
			*to++ = '\'';
			c += 2;
		} else if (*c >= 'A' && *c <= 'Z') {
			*to++ = (char)(*c + 'a' - 'A');
		} else {
			*to++ = *c == '\n' ? ' ' : (char)*c;
		}
	}
	*to = '\0';
	return out;
}

/* Kinds of which the phrases of the letters' languages do not tell. */
static const struct {
	enum casework_reply kind;
	enum law_language language;
	const char *phrase;
} reply_more[] = {
    {CASEWORK_REPLY_FEE, LAW_EN, "fee of"},
    {CASEWORK_REPLY_FEE, LAW_EN, "pay a fee"},
    {CASEWORK_REPLY_FEE, LAW_DE, "bearbeitungsgebühr"},
    {CASEWORK_REPLY_FEE, LAW_DE, "kostenbeteiligung"},
    {CASEWORK_REPLY_FEE, LAW_FR, "frais de dossier"},
    {CASEWORK_REPLY_FEE, LAW_FR, "participation aux frais"},
    {CASEWORK_REPLY_SCOPE, LAW_EN, "clarify|request"},
    {CASEWORK_REPLY_SCOPE, LAW_EN, "specify|which data"},
    {CASEWORK_REPLY_SCOPE, LAW_DE, "präzisieren"},
    {CASEWORK_REPLY_SCOPE, LAW_FR, "préciser|demande"},
    {CASEWORK_REPLY_FORWARDED, LAW_EN, "forwarded your request"},
    {CASEWORK_REPLY_FORWARDED, LAW_EN, "passed your request"},
    {CASEWORK_REPLY_FORWARDED, LAW_DE, "weitergeleitet"},
    {CASEWORK_REPLY_FORWARDED, LAW_FR, "transmis|demande"},
    {CASEWORK_REPLY_FORWARDED, LAW_FR, "transmis à"},
    {CASEWORK_REPLY_NOTHING, LAW_FR, "pas trouvé de données"},
    {CASEWORK_REPLY_NOTHING, LAW_FR, "pas de données"},
};

/* True when the text has a phrase of the kind, in any language. */
static bool reply_is(struct reply_found *found)
{
	const char *name = casework_reply_name(found->kind);

	for (enum law_language in = 0; in < LAW_LANGUAGES; in++) {
		found->language = in;
		for (size_t i = 0; (found->phrase = letter_reply_phrase(
					found->letters, in, name, i)) != NULL;
		     i++)
			if (reply_has(found))
				return true;
	}
	for (size_t i = 0; i < sizeof(reply_more) / sizeof(reply_more[0]);
	     i++) {
		found->language = reply_more[i].language;
		found->phrase = reply_more[i].phrase;
		if (reply_more[i].kind == found->kind && reply_has(found))
			return true;
	}
	return false;
}

/* Words that are in nearly every sentence of a language, and in few others. */
static const struct {
	const char *language, *words[9];
} reply_languages[] = {
    {"en",
     {" the ", " your ", " we ", " you ", " have ", " is ", " with ", " and ",
      " our "}},
    {"de",
     {" die ", " und ", " wir ", " sie ", " ihre ", " nicht ", " mit ",
      " ihrer ", " der "}},
    {"fr",
     {" vous ", " nous ", " votre ", " les ", " vos ", " des ", " une ",
      " pas ", " et "}},
    {"es",
     {" los ", " sus ", " su ", " el ", " usted ", " hemos ", " que ", " y ",
      " datos "}},
    {"it",
     {" il ", " di ", " che ", " non ", " suoi ", " dati ", " abbiamo ",
      " sua ", " della "}},
    {"nl",
     {" het ", " een ", " wij ", " uw ", " van ", " niet ", " hebben ",
      " gegevens ", " en "}},
};

const char *casework_reply_language(const char *text)
{
	char *plain = reply_plain(text);
	unsigned most = 2, tie = 0;
	const char *best = "";

	/* Marks end words as spaces do. */
	for (char *c = plain; *c != '\0'; c++)
		if (strchr(".,;:!?()\r\t", *c) != NULL)
			*c = ' ';
	for (size_t l = 0;
	     l < sizeof(reply_languages) / sizeof(reply_languages[0]); l++) {
		unsigned count = 0;

		for (size_t i = 0; i < 9; i++)
			for (const char *at = plain;
			     (at = strstr(at, reply_languages[l].words[i])) !=
			     NULL;
			     at++)
				count++;
		tie = count == most ? 1 : count > most ? 0 : tie;
		if (count > most) {
			most = count;
			best = reply_languages[l].language;
		}
	}
	free(plain);
	return tie ? "" : best;
}

enum casework_reply casework_reply_guess(const struct letter_set *letters,
					 const char *text)
{
	const size_t count = sizeof(reply_order) / sizeof(reply_order[0]);
	char *plain = reply_plain(text);
	struct reply_found found = {.letters = letters,
				    .text = plain,
				    .text_language =
					casework_reply_language(text)};
	size_t i = 0;

	while (i < count) {
		found.kind = reply_order[i];
		if (reply_is(&found))
			break;
		i++;
	}
	free(plain);
	return i < count ? reply_order[i] : CASEWORK_REPLIES;
}

/* "March 15th" is "march 15". */
static void reply_cut_ordinals(char *text)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};
	char *to = text;

	for (const char *c = text; *c != '\0'; c++) {
		*to++ = *c;
		for (size_t i = 0;
		     *c >= '0' && *c <= '9' && i < sizeof(ends) / sizeof(*ends);
		     i++)
			if (strncmp(c + 1, ends[i], 2) == 0 &&
			    !(c[3] >= 'a' && c[3] <= 'z')) {
				c += 2;
				break;
			}
	}
	*to = '\0';
}

int32_t casework_reply_until(const struct letter_set *letters,
			     const struct law_set *laws, const char *text,
			     int32_t day)
{
	char *plain = reply_plain(text);
	struct reply_found found = {.letters = letters,
				    .laws = laws,
				    .text = plain,
				    .text_language =
					casework_reply_language(text),
				    .kind = CASEWORK_REPLY_EXTENSION};
	int32_t until = LAW_NO_DAY;

	reply_cut_ordinals(plain);
	if (reply_is(&found))
		until = reply_day(&found, laws, day);
	free(plain);
	return until;
}
