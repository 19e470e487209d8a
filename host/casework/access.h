/* access.h: what one look, or two, say of what a stranger gets. */
#ifndef LENSCAP_CASEWORK_ACCESS_H
#define LENSCAP_CASEWORK_ACCESS_H

#include <lenscap/ipc_fetch.h>
#include <lenscap/ledger_sightings.h>

/* A state, why it is one, as a stable word, and a sentence with what to do. */
struct access_state {
	enum ledger_access access;
	const char *why, *words;
};

/*
 * What an answer says by itself, before its bytes were read as anything.  Its
 * words hold until the same thread asks for the next one.
 */
struct access_state access_of_answer(const struct ipc_fetch *fetch);

/* The same where a picture was wanted and something else was given. */
struct access_state access_of_no_picture(const struct ipc_fetch *fetch);

/*
 * Whether asking once more, as a browser asks, may come to something else: not
 * where nobody could be reached, nor where the answer is final.
 */
bool access_asks_again(const struct ipc_fetch *fetch);

/* Whether the answer turned us away, or was none of the site's making. */
bool access_turned_away(const struct ipc_fetch *fetch);

/* Words of our own, beside those of fetches. */
enum access_word {
	ACCESS_PUBLIC,
	ACCESS_MINE,	 /* public, and a photo of mine */
	ACCESS_DAMAGED,	 /* what came is not whole, and none of mine in it */
	ACCESS_DRAWN,	 /* a drawing came by the name of a photo */
	ACCESS_BROWSERS, /* only as a browser asks */
	ACCESS_FLAT,	 /* a stand-in: it shows nothing */
	ACCESS_UNLIKE,	 /* a stand-in: not the shape that the page shows */
	ACCESS_SMALLER,	 /* the same, and far smaller than announced */
	ACCESS_SAME,	 /* a stand-in: others are answered by the same */
	ACCESS_LOGIN_PAGE,
	ACCESS_CHALLENGE,
	ACCESS_SOFT_404,
	ACCESS_SAYS_NO,
	ACCESS_CONSENT,	  /* a page that first wants leave for its cookies */
	ACCESS_ASKS_NAME, /* a page that hardly says more: a login or not */
	ACCESS_WEB_PAGE,
	ACCESS_NEITHER,	 /* no page came, and no picture that is read */
	ACCESS_NOTHING,	 /* an answer without a byte */
	ACCESS_NETWORK,	 /* the answer is our own network's, not the site's */
	ACCESS_EXPIRED,	 /* the address was signed, for a time that is over */
	ACCESS_SCRIPTED, /* a page without pictures that scripts make */
	ACCESS_PAGE,
	ACCESS_LEADS_ON,  /* a page that sends its readers to another */
	ACCESS_PAGE_PART, /* not all of its pictures were looked at */
	ACCESS_DRAWING,	  /* SVG: no photo of anybody */
	ACCESS_WORDS
};
struct access_state access_say(enum access_word word);

#endif
