/*
 * access.c: six states, each with what it rests on.  Whatever is not in these
 * tables was not learned, and is unknown.
 */
#include "access.h"

static const struct {
	enum ledger_access access;
	bool again; /* a browser may get something else */
	bool away;  /* of the site's own will */
} access_answers[IPC_FETCH_STATUSES] = {
    [IPC_FETCH_OK] = {LEDGER_ACCESS_PUBLIC, false, false},
    [IPC_FETCH_UNCHANGED] = {LEDGER_ACCESS_PUBLIC, false, false},
    [IPC_FETCH_LOGIN] = {LEDGER_ACCESS_LOGIN, true, true},
    [IPC_FETCH_GONE] = {LEDGER_ACCESS_ABSENT, true, true},
    [IPC_FETCH_WITHHELD] = {LEDGER_ACCESS_ABSENT, false, true},
    [IPC_FETCH_REFUSED] = {LEDGER_ACCESS_UNKNOWN, true, true},
    [IPC_FETCH_ANSWER] = {LEDGER_ACCESS_UNKNOWN, true, false},
    [IPC_FETCH_REDIRECTS] = {LEDGER_ACCESS_UNKNOWN, true, true},
    [IPC_FETCH_CUT] = {LEDGER_ACCESS_UNKNOWN, true, false},
    [IPC_FETCH_ENCODED] = {LEDGER_ACCESS_UNKNOWN, true, false},
    [IPC_FETCH_MALFORMED] = {LEDGER_ACCESS_UNKNOWN, true, false},
};

static const struct access_state access_words[ACCESS_WORDS] = {
    [ACCESS_PUBLIC] = {LEDGER_ACCESS_PUBLIC, "ok",
		       "Anybody can get it, without signing in."},
    [ACCESS_MINE] = {LEDGER_ACCESS_PUBLIC, "ok",
		     "Anybody can get this photo of yours, without signing "
		     "in."},
    [ACCESS_BROWSERS] = {LEDGER_ACCESS_BROWSERS, "browsers",
			 "Anybody can get it with a browser, without signing "
			 "in; the site only turns away programs."},
    [ACCESS_FLAT] = {LEDGER_ACCESS_STAND_IN, "blank",
		     "A stranger gets an empty picture in its place; look at "
		     "it in a private window of your browser to be sure."},
    [ACCESS_UNLIKE] = {LEDGER_ACCESS_STAND_IN, "unlike",
		       "A stranger gets another picture than the page shows "
		       "you."},
    [ACCESS_SMALLER] = {LEDGER_ACCESS_STAND_IN, "smaller",
			"A stranger gets a far smaller picture, of another "
			"shape, than the page announces: it stands in for what "
			"is there."},
    [ACCESS_DAMAGED] = {LEDGER_ACCESS_UNKNOWN, "damaged",
			"What came is damaged or not whole, so it cannot be "
			"told what stands there; try again later."},
    [ACCESS_DRAWN] = {LEDGER_ACCESS_STAND_IN, "drawn",
		      "A stranger gets a drawing (SVG) in place of a photo."},
    [ACCESS_SAME] = {LEDGER_ACCESS_STAND_IN, "same",
		     "A stranger gets one and the same picture for several "
		     "addresses: it stands in for what is there."},
    [ACCESS_LOGIN_PAGE] = {LEDGER_ACCESS_LOGIN, "login_page",
			   "A stranger is sent to a login page."},
    [ACCESS_CHALLENGE] = {LEDGER_ACCESS_UNKNOWN, "challenge",
			  "The site first wants a sign that a person is "
			  "asking; open it in a private window of your "
			  "browser."},
    [ACCESS_SOFT_404] = {LEDGER_ACCESS_UNKNOWN, "soft_404",
			 "The site shows a page that says it is not there, "
			 "without saying so to programs; open it in a private "
			 "window of your browser."},
    [ACCESS_SAYS_NO] =
	{LEDGER_ACCESS_UNKNOWN, "says_no",
	 "The site shows a page that says it cannot be seen now, "
	 "or not by everybody; open it in a private window of "
	 "your browser."},
    [ACCESS_CONSENT] = {LEDGER_ACCESS_UNKNOWN, "consent",
			"The site first asks for leave to store something, or "
			"how old you are; open it in a private window of your "
			"browser."},
    [ACCESS_ASKS_NAME] = {LEDGER_ACCESS_UNKNOWN, "asks_name",
			  "The site first asks for a name, for a login or a "
			  "new account; open it in a private window of your "
			  "browser."},
    [ACCESS_WEB_PAGE] = {LEDGER_ACCESS_UNKNOWN, "web_page",
			 "A web page came instead of a picture; open it in a "
			 "private window of your browser."},
    [ACCESS_NEITHER] = {LEDGER_ACCESS_UNKNOWN, "neither",
			"What came is no web page and no picture that can be "
			"read here; open it in a private window of your "
			"browser."},
    [ACCESS_NOTHING] = {LEDGER_ACCESS_UNKNOWN, "empty",
			"The site sent nothing; open it in a private window of "
			"your browser."},
    [ACCESS_NETWORK] = {LEDGER_ACCESS_UNKNOWN, "network",
			"Your network wants you to sign in before it lets you "
			"out; do so in your browser, then try again."},
    [ACCESS_EXPIRED] = {LEDGER_ACCESS_UNKNOWN, "expired",
			"This address was made for a time that is over; the "
			"page may show it by another. Check the page again."},
    [ACCESS_SCRIPTED] = {LEDGER_ACCESS_UNKNOWN, "scripted",
			 "This page is made by scripts, and what it shows is "
			 "not in it; open it in your browser and check it "
			 "there with the extension."},
    [ACCESS_PAGE] = {LEDGER_ACCESS_PUBLIC, "ok",
		     "Anybody can read this page, without signing in."},
    [ACCESS_LEADS_ON] = {LEDGER_ACCESS_PUBLIC, "leads_on",
			 "Anybody can read this page, without signing in. It "
			 "leads on to another one by itself, which is looked "
			 "at too."},
    [ACCESS_PAGE_PART] = {LEDGER_ACCESS_PUBLIC, "cut",
			  "Anybody can read this page, without signing in. "
			  "Some of its pictures were not looked at."},
    [ACCESS_DRAWING] = {LEDGER_ACCESS_PUBLIC, "drawing",
			"Anybody can get this drawing (SVG), which is no "
			"photo and was not compared."},
};

struct access_state access_say(enum access_word word)
{
	return access_words[word];
}

static bool access_has(const struct ipc_fetch *fetch, unsigned mark)
{
	return (fetch->marks & mark) != 0;
}

struct access_state access_of_answer(const struct ipc_fetch *fetch)
{
	struct access_state state = {
	    access_answers[fetch->status].access,
	    ipc_fetch_code(fetch->status),
	    ipc_call_words(ipc_fetch_sentence(fetch->status), fetch->call),
	};

	/* RFC 6585, 6: what a gateway says, whose login it is. */
	if (fetch->answer == 511)
		return access_say(ACCESS_NETWORK);
	if (access_has(fetch, IPC_FETCH_MARK_LOGIN))
		return access_say(ACCESS_LOGIN_PAGE);
	/* Whoever wants a sign first says nothing of what is there. */
	if (fetch->status != IPC_FETCH_OK &&
	    access_has(fetch, IPC_FETCH_MARK_CHALLENGE))
		return access_say(ACCESS_CHALLENGE);
	/* Every page of a site may have a field for a password at its top: of
	 * one that says no, and is there for that field, it tells what is
	 * wanted; of a site out of order nothing. */
	if (fetch->status == IPC_FETCH_REFUSED &&
	    access_has(fetch, IPC_FETCH_MARK_ASKS))
		return access_say(ACCESS_LOGIN_PAGE);
	/* Whatever this build does not know is not known. */
	if (state.access == LEDGER_ACCESS_NONE)
		state.access = LEDGER_ACCESS_UNKNOWN;
	return state;
}

struct access_state access_of_no_picture(const struct ipc_fetch *fetch)
{
	static const struct {
		unsigned mark;
		enum access_word word;
	} pages[] = {
	    {IPC_FETCH_MARK_LOGIN, ACCESS_LOGIN_PAGE},
	    {IPC_FETCH_MARK_CHALLENGE, ACCESS_CHALLENGE},
	    {IPC_FETCH_MARK_ASKS, ACCESS_LOGIN_PAGE},
	    {IPC_FETCH_MARK_MISSING, ACCESS_SOFT_404},
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (access_has(fetch, pages[i].mark))
			return access_say(pages[i].word);
	return access_say(ACCESS_WEB_PAGE);
}

bool access_asks_again(const struct ipc_fetch *fetch)
{
	/* An empty answer, or a page, may be for programs only. */
	if (fetch->status == IPC_FETCH_OK)
		return fetch->bytes == 0 || fetch->marks != 0;
	return access_answers[fetch->status].again ||
	       (fetch->status == IPC_FETCH_BUSY &&
		access_has(fetch, IPC_FETCH_MARK_CHALLENGE));
}

bool access_turned_away(const struct ipc_fetch *fetch)
{
	return access_answers[fetch->status].away ||
	       (fetch->status == IPC_FETCH_OK && fetch->marks != 0);
}
