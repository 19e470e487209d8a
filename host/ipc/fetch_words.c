/* fetch_words.c: the names and sentences that go with a fetch's numbers. */
#include <lenscap/ipc_fetch.h>

#include "status.h"

const char *ipc_fetch_header_name(enum ipc_fetch_header header)
{
	static const char *const names[IPC_FETCH_KEPT] = {
	    [IPC_FETCH_TYPE] = "content-type",
	    [IPC_FETCH_MODIFIED] = "last-modified",
	    [IPC_FETCH_ETAG] = "etag",
	    [IPC_FETCH_ROBOTS] = "x-robots-tag",
	    [IPC_FETCH_TDM] = "tdm-reservation",
	    [IPC_FETCH_TDM_POLICY] = "tdm-policy",
	    [IPC_FETCH_REFRESH] = "refresh",
	    [IPC_FETCH_CACHE] = "cache-control",
	};

	return header < IPC_FETCH_KEPT ? names[header] : "";
}

static const struct status_words fetch_words[IPC_FETCH_STATUSES] = {
    [IPC_FETCH_OK] = {"ok", "Anybody can get it, without signing in."},
    [IPC_FETCH_UNCHANGED] = {"unchanged",
			     "It is still there, as it was the last time."},
    [IPC_FETCH_LOGIN] = {"login", "The site asks for a login there; those who "
				  "are signed in may see it."},
    [IPC_FETCH_REFUSED] = {"refused",
			   "The site turned this request away, "
			   "which does not say what others get; open "
			   "it in a private window of your browser."},
    [IPC_FETCH_GONE] = {"gone", "The site says that it is not there."},
    [IPC_FETCH_WITHHELD] = {"withheld", "The site says that the law forbids "
					"it to give this out here; elsewhere "
					"it may be there."},
    [IPC_FETCH_BUSY] = {"busy", "The site says that it is asked too often "
				"or cannot answer now; try again later."},
    [IPC_FETCH_NOT_ASKED] =
	{"not_asked",
	 "It was not asked for, because its site said just before that it is "
	 "asked too often or cannot answer; try again later."},
    [IPC_FETCH_BUDGET] = {"budget", "It was not looked at: this check has "
				    "taken as many bytes as it may; check "
				    "fewer at once, or allow more with "
				    "--budget."},
    [IPC_FETCH_ANSWER] = {"answer", "The site did not give it out but answered "
				    "with an error; try again later."},
    [IPC_FETCH_ADDRESS] =
	{"address", "This is no address of the web; give one that begins with "
		    "https://."},
    [IPC_FETCH_SCHEME] = {"scheme", "It leads away from the web (to something "
				    "other than http: or https:) and was not "
				    "followed."},
    [IPC_FETCH_NAMED] = {"credentials",
			 "The address holds a name or password and was not "
			 "used; a stranger has none. Give it without them."},
    [IPC_FETCH_PORT] = {"port", "The address names a port that web sites do "
				"not use, and was not contacted."},
    [IPC_FETCH_PRIVATE] = {"private",
			   "It leads to this machine or a private "
			   "network, where strangers do not get, and "
			   "was not contacted."},
    [IPC_FETCH_REDIRECTS] =
	{"redirects", "The site sent us on more than twenty times, or in a "
		      "circle; that was not followed. Open it in your "
		      "browser, and check it there."},
    [IPC_FETCH_NO_HOST] = {"no_host", "There is no site of this name, or the "
				      "network is down; check both."},
    [IPC_FETCH_NO_CONNECT] = {"no_connection",
			      "The site does not answer, or the network is "
			      "down; try again later."},
    [IPC_FETCH_PROXY] = {"proxy", "The proxy does not answer or refuses; check "
				  "that it runs (Tor: port 9050)."},
    [IPC_FETCH_TLS] = {"tls",
		       "The site's certificate or encryption is not in order, "
		       "and it was not trusted; look whether this computer's "
		       "date is right, or try again later."},
    [IPC_FETCH_SLOW] = {"slow", "The site took too long, and was given up; try "
				"again later."},
    [IPC_FETCH_TOO_BIG] =
	{"too_big", "It is larger than 32 MB, and was not fetched to its end; "
		    "open it in your browser, and check it there."},
    [IPC_FETCH_HEADERS] =
	{"headers", "The site's answer has headers beyond measure, and was "
		    "given up; open it in your browser, and check it there."},
    [IPC_FETCH_ENCODED] = {"encoded", "The site sent it compressed in a way "
				      "that could not be undone; try again "
				      "later."},
    [IPC_FETCH_MALFORMED] = {"malformed",
			     "The site's answer is not proper HTTP, and was "
			     "not believed; try again later."},
    [IPC_FETCH_CUT] = {"cut", "The connection ended before all had come; "
			      "try again."},
    [IPC_FETCH_CRASHED] =
	{"crashed",
	 "The site's answer made the fetcher end; nothing else was harmed. Try "
	 "again, or open it in your browser and check it there."},
    [IPC_FETCH_LIED] =
	{"lied",
	 "The fetcher's answer made no sense and was thrown away; try again."},
    [IPC_FETCH_NO_WORKER] = {"no_worker", "The fetcher could not be started; "
					  "'lenscap doctor' says why."},
};

const char *ipc_fetch_code(enum ipc_fetch_status status)
{
	return status_code(fetch_words, IPC_FETCH_STATUSES, status);
}

const char *ipc_fetch_sentence(enum ipc_fetch_status status)
{
	return status_sentence(fetch_words, IPC_FETCH_STATUSES, status);
}
