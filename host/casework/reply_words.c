/* reply_words.c: kinds of answers, and how one is recognised in a text. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_reply.h>

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

/*
 * Phrases as such answers have them, in small letters.  A phrase with '|' needs
 * all its parts, in this order, within one sentence or two.
 */
static const struct {
	const char *phrase;
	enum casework_reply reply;
} reply_phrases[] = {
    {"delivery has failed", CASEWORK_REPLY_BOUNCED},
    {"undeliverable", CASEWORK_REPLY_BOUNCED},
    {"address not found", CASEWORK_REPLY_BOUNCED},
    {"unzustellbar", CASEWORK_REPLY_BOUNCED},
    {"could not be delivered", CASEWORK_REPLY_BOUNCED},
    {"n'a pas pu être remis", CASEWORK_REPLY_BOUNCED},

    {"upload|photo", CASEWORK_REPLY_PHOTO},
    {"provide|headshot", CASEWORK_REPLY_PHOTO},
    {"send|photo of you", CASEWORK_REPLY_PHOTO},
    {"submit|photo", CASEWORK_REPLY_PHOTO},
    {"provide|photo", CASEWORK_REPLY_PHOTO},
    {"need|photo", CASEWORK_REPLY_PHOTO},
    {"require|image of your face", CASEWORK_REPLY_PHOTO},
    {"selfie", CASEWORK_REPLY_PHOTO},
    {"foto|senden", CASEWORK_REPLY_PHOTO},
    {"senden sie|foto", CASEWORK_REPLY_PHOTO},
    {"lichtbild", CASEWORK_REPLY_PHOTO},
    {"benötigen|foto", CASEWORK_REPLY_PHOTO},
    {"envoyer|photo", CASEWORK_REPLY_PHOTO},
    {"fournir|photo", CASEWORK_REPLY_PHOTO},

    {"copy of your|passport", CASEWORK_REPLY_ID},
    {"government-issued", CASEWORK_REPLY_ID},
    {"government issued", CASEWORK_REPLY_ID},
    {"driver's licen", CASEWORK_REPLY_ID},
    {"proof of identity", CASEWORK_REPLY_ID},
    {"identity document", CASEWORK_REPLY_ID},
    {"copy of your id", CASEWORK_REPLY_ID},
    {"verify your identity", CASEWORK_REPLY_ID},
    {"ausweiskopie", CASEWORK_REPLY_ID},
    {"kopie|ausweis", CASEWORK_REPLY_ID},
    {"personalausweis", CASEWORK_REPLY_ID},
    {"identitätsnachweis", CASEWORK_REPLY_ID},
    {"pièce d'identité", CASEWORK_REPLY_ID},
    {"carte d'identité", CASEWORK_REPLY_ID},
    {"justificatif d'identité", CASEWORK_REPLY_ID},

    {"not established in the", CASEWORK_REPLY_NOT_SUBJECT},
    {"not subject to", CASEWORK_REPLY_NOT_SUBJECT},
    {"gdpr does not apply", CASEWORK_REPLY_NOT_SUBJECT},
    {"unterliegen nicht", CASEWORK_REPLY_NOT_SUBJECT},
    {"unterliegt nicht", CASEWORK_REPLY_NOT_SUBJECT},
    {"dsgvo|nicht anwendbar", CASEWORK_REPLY_NOT_SUBJECT},
    {"n'est pas soumis", CASEWORK_REPLY_NOT_SUBJECT},
    {"ne s'applique pas", CASEWORK_REPLY_NOT_SUBJECT},

    {"twice a year", CASEWORK_REPLY_TOO_OFTEN},
    {"two requests|month", CASEWORK_REPLY_TOO_OFTEN},
    {"twice|12 months", CASEWORK_REPLY_TOO_OFTEN},
    {"zweimal|jahr", CASEWORK_REPLY_TOO_OFTEN},
    {"deux fois par an", CASEWORK_REPLY_TOO_OFTEN},

    {"not able to identify you", CASEWORK_REPLY_UNIDENTIFIED},
    {"unable to identify you", CASEWORK_REPLY_UNIDENTIFIED},
    {"cannot identify you", CASEWORK_REPLY_UNIDENTIFIED},
    {"nicht identifizieren", CASEWORK_REPLY_UNIDENTIFIED},
    {"pas en mesure de vous identifier", CASEWORK_REPLY_UNIDENTIFIED},
    {"ne pouvons pas vous identifier", CASEWORK_REPLY_UNIDENTIFIED},

    {"extend|period", CASEWORK_REPLY_EXTENSION},
    {"extend|two months", CASEWORK_REPLY_EXTENSION},
    {"additional time", CASEWORK_REPLY_EXTENSION},
    {"frist|verlänger", CASEWORK_REPLY_EXTENSION},
    {"verlänger|frist", CASEWORK_REPLY_EXTENSION},
    {"prolong|délai", CASEWORK_REPLY_EXTENSION},
    {"délai|prolong", CASEWORK_REPLY_EXTENSION},

    {"publicly available", CASEWORK_REPLY_PUBLIC},
    {"öffentlich zugänglich", CASEWORK_REPLY_PUBLIC},
    {"accessibles publiquement", CASEWORK_REPLY_PUBLIC},
    {"accessible au public", CASEWORK_REPLY_PUBLIC},

    {"use our|form", CASEWORK_REPLY_FORM},
    {"through our|portal", CASEWORK_REPLY_FORM},
    {"fill|form", CASEWORK_REPLY_FORM},
    {"log in to your account", CASEWORK_REPLY_FORM},
    {"unser|formular", CASEWORK_REPLY_FORM},
    {"notre formulaire", CASEWORK_REPLY_FORM},

    {"has been deleted", CASEWORK_REPLY_ERASED},
    {"have been deleted", CASEWORK_REPLY_ERASED},
    {"have deleted", CASEWORK_REPLY_ERASED},
    {"has been erased", CASEWORK_REPLY_ERASED},
    {"have erased", CASEWORK_REPLY_ERASED},
    {"we deleted", CASEWORK_REPLY_ERASED},
    {"we erased", CASEWORK_REPLY_ERASED},
    {"gelöscht", CASEWORK_REPLY_ERASED},
    {"supprimé", CASEWORK_REPLY_ERASED},
    {"effacé", CASEWORK_REPLY_ERASED},

    {"no personal data", CASEWORK_REPLY_NOTHING},
    {"not hold any", CASEWORK_REPLY_NOTHING},
    {"did not find any", CASEWORK_REPLY_NOTHING},
    {"keine personenbezogenen daten", CASEWORK_REPLY_NOTHING},
    {"keine daten", CASEWORK_REPLY_NOTHING},
    {"aucune donnée", CASEWORK_REPLY_NOTHING},

    {"unable to comply", CASEWORK_REPLY_REFUSED},
    {"decline", CASEWORK_REPLY_REFUSED},
    {"lehnen|ab", CASEWORK_REPLY_REFUSED},
    {"refusons", CASEWORK_REPLY_REFUSED},

    {"received your request", CASEWORK_REPLY_RECEIPT},
    {"acknowledge receipt", CASEWORK_REPLY_RECEIPT},
    {"eingang|bestätigen", CASEWORK_REPLY_RECEIPT},
    {"accusons réception", CASEWORK_REPLY_RECEIPT},
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

enum casework_reply casework_reply_guess(const char *text)
{
	char *plain = reply_plain(text);
	enum casework_reply reply = CASEWORK_REPLIES;

	for (size_t i = 0; i < sizeof(reply_phrases) / sizeof(reply_phrases[0]);
	     i++)
		if (reply_has(plain, reply_phrases[i].phrase)) {
			reply = reply_phrases[i].reply;
			break;
		}
	free(plain);
	return reply;
}
