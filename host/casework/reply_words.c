/* reply_words.c: kinds of answers, and how one is recognised in a text. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_reply.h>
#include <lenscap/letter.h>

static const struct {
	const char *name, *words;
} reply_words[CASEWORK_REPLIES] = {
    [CASEWORK_REPLY_RECEIPT] = {"receipt", "it has come, and no more"},
    [CASEWORK_REPLY_ANSWER] = {"answer", "everything I asked for"},
    [CASEWORK_REPLY_NOTHING] = {"nothing_held", "they hold nothing about me"},
    [CASEWORK_REPLY_ERASED] = {"erased", "they say that it is erased"},
    [CASEWORK_REPLY_PARTIAL] = {"partial", "only a part of what I asked for"},
    [CASEWORK_REPLY_PHOTO] = {"photo_demanded", "they want a photo of me"},
    [CASEWORK_REPLY_ID] = {"id_demanded", "they want an identity document"},
    [CASEWORK_REPLY_FORM] = {"use_form", "I should use their form or account"},
    [CASEWORK_REPLY_UNIDENTIFIED] = {"cannot_identify",
				     "they say they cannot identify me"},
    [CASEWORK_REPLY_NOT_SUBJECT] = {"not_subject",
				    "they say this law does not bind them"},
    [CASEWORK_REPLY_TOO_OFTEN] = {"too_often",
				  "they allow this only so many times a year"},
    [CASEWORK_REPLY_PUBLIC] = {"public_data",
			       "they say that the photos are public"},
    [CASEWORK_REPLY_EXTENSION] = {"extension", "they take more time"},
    [CASEWORK_REPLY_FEE] = {"fee_demanded", "they want money for it"},
    [CASEWORK_REPLY_SCOPE] = {"scope_asked",
			      "they ask what exactly I want to know"},
    [CASEWORK_REPLY_FORWARDED] = {"forwarded",
				  "they passed it on to somebody else"},
    [CASEWORK_REPLY_REFUSED] = {"refused", "they refuse"},
    [CASEWORK_REPLY_BOUNCED] = {"bounced", "the letter came back"},
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

#define REPLY_WITHIN 160 /* bytes between two parts of a phrase */

/* True when all parts of the phrase stand in the text, near each other. */
static bool reply_has(const char *text, const char *phrase)
{
	const char *bar = strchr(phrase, '|');
	char first[64];
	size_t length = bar ? (size_t)(bar - phrase) : strlen(phrase);

	if (length >= sizeof(first))
		return false;
	memcpy(first, phrase, length);
	first[length] = '\0';
	for (const char *at = strstr(text, first); at != NULL;
	     at = strstr(at + 1, first)) {
		const char *after = at + length;

		if (bar == NULL || memmem(after, strnlen(after, REPLY_WITHIN),
					  bar + 1, strlen(bar + 1)) != NULL)
			return true;
	}
	return false;
}

/* Small letters, typographic apostrophes as typed ones, lines as spaces; the
 * letter that is quoted below is not theirs. */
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
		if (c[0] == 0xe2 && c[1] == 0x80 && c[2] == 0x99) {
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
	const char *phrase;
} reply_more[] = {
    {CASEWORK_REPLY_FEE, "fee of"},
    {CASEWORK_REPLY_FEE, "pay a fee"},
    {CASEWORK_REPLY_FEE, "bearbeitungsgebühr"},
    {CASEWORK_REPLY_FEE, "kostenbeteiligung"},
    {CASEWORK_REPLY_FEE, "frais de dossier"},
    {CASEWORK_REPLY_FEE, "participation aux frais"},
    {CASEWORK_REPLY_SCOPE, "clarify|request"},
    {CASEWORK_REPLY_SCOPE, "specify|which data"},
    {CASEWORK_REPLY_SCOPE, "präzisieren"},
    {CASEWORK_REPLY_SCOPE, "préciser|demande"},
    {CASEWORK_REPLY_FORWARDED, "forwarded your request"},
    {CASEWORK_REPLY_FORWARDED, "passed your request"},
    {CASEWORK_REPLY_FORWARDED, "weitergeleitet"},
    {CASEWORK_REPLY_FORWARDED, "transmis|demande"},
    {CASEWORK_REPLY_FORWARDED, "transmis à"},
    {CASEWORK_REPLY_NOTHING, "pas trouvé de données"},
    {CASEWORK_REPLY_NOTHING, "pas de données"},
};

/* True when the text has a phrase of the kind, in any language. */
static bool reply_is(const struct letter_set *letters, const char *text,
		     enum casework_reply kind)
{
	const char *name = casework_reply_name(kind), *phrase;

	for (enum law_language in = 0; in < LAW_LANGUAGES; in++)
		for (size_t i = 0;
		     (phrase = letter_reply_phrase(letters, in, name, i)) !=
		     NULL;
		     i++)
			if (reply_has(text, phrase))
				return true;
	for (size_t i = 0; i < sizeof(reply_more) / sizeof(reply_more[0]); i++)
		if (reply_more[i].kind == kind &&
		    reply_has(text, reply_more[i].phrase))
			return true;
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
	size_t i = 0;

	while (i < count && !reply_is(letters, plain, reply_order[i]))
		i++;
	free(plain);
	return i < count ? reply_order[i] : CASEWORK_REPLIES;
}
