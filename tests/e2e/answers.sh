#!/bin/bash
# What a stranger can get, as sites really answer: answering.py is the site.
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state SCRATCH
command -v djpeg >/dev/null || {
	echo "djpeg is not installed"
	exit 77
}
photos=/usr/share/backgrounds/mate/nature
[ -e $photos/Storm.jpg ] || {
	echo "no photos to show"
	exit 77
}
djpeg -scale 1/4 $photos/Storm.jpg | cjpeg -quality 90 >"$SCRATCH/me.jpg"
djpeg -scale 1/4 $photos/Storm.jpg | cjpeg -quality 70 >"$SCRATCH/copy.jpg"
djpeg -scale 1/4 $photos/Wood.jpg | cjpeg -quality 70 >"$SCRATCH/other.jpg"
# A clock that can be set forward: what is gone is so only a day later.
cat >"$SCRATCH/later.c" <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
static long later(void) { const char *days = getenv("DAYS"); return days ? atol(days) * 86400 : 0; }
int clock_gettime(clockid_t clock, struct timespec *now)
{
	int (*real)(clockid_t, struct timespec *) =
		(int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
	int code = real(clock, now);
	if (clock == CLOCK_REALTIME)
		now->tv_sec += later();
	return code;
}
time_t time(time_t *out)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}
C
# shellcheck disable=SC2086 # "ccache cc" is two words
${CC:-cc} -shared -fPIC -o "$SCRATCH/later.so" "$SCRATCH/later.c" -ldl || exit 1
/usr/bin/python3 "$TOP/tests/e2e/answers.py" "$SCRATCH" || exit 1
mkdir "$SCRATCH/later"
cp "$SCRATCH"/{me,copy,other}.jpg "$SCRATCH/later.so" "$SCRATCH/later"
export XDG_DATA_HOME=$SCRATCH/later/data XDG_STATE_HOME=$SCRATCH/later/state
exec /usr/bin/python3 "$TOP/tests/e2e/histories.py" "$SCRATCH/later"
