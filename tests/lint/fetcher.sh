#!/bin/bash
# The fetcher cannot send anything: it uses the options of libcurl that are
# named here, and none of them gives a request a body, a cookie or a name. (The
# proxy's user is the site's own name, for a SOCKS proxy alone: see transfer.c.)
set -u
failed=0
allowed='ACCEPT_ENCODING|AUTOREFERER|CONNECTTIMEOUT_MS|DISALLOW_USERNAME_IN_URL|FOLLOWLOCATION|HEADERDATA|HEADERFUNCTION|HTTP09_ALLOWED|HTTPAUTH|HTTPHEADER|HTTP_VERSION|LOW_SPEED_LIMIT|LOW_SPEED_TIME|MAXFILESIZE_LARGE|NETRC|NOBODY|NOPROXY|NOSIGNAL|OPENSOCKETDATA|OPENSOCKETFUNCTION|PRIVATE|PROTOCOLS_STR|PROXY|PROXYPASSWORD|PROXYUSERNAME|REDIR_PROTOCOLS_STR|SSLVERSION|TIMEOUT_MS|UNRESTRICTED_AUTH|URL|WRITEDATA|WRITEFUNCTION'
found=$(grep -rhoE 'CURLOPT_[A-Z0-9_]+' host/workers/fetcher | sort -u)
[ -n "$found" ] || { echo "fetcher: no option of libcurl found; this check is blind"; exit 1; }
if echo "$found" | grep -vE "^CURLOPT_($allowed)$"; then
	echo "fetcher: these options of libcurl are not allowed; tests/lint/fetcher.sh says which are"
	failed=1
fi
if grep -rnE 'curl_(mime|form|easy_send|ws_|easy_recv|easy_setopt *\( *[^,]*, *[^C])' host/workers/fetcher | grep -v 'define\|transfer->easy, option'; then
	echo "fetcher: a way to send"
	failed=1
fi
exit $failed
