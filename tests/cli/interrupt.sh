#!/bin/bash
# Ctrl-C ends at once, says so, and leaves no process and no file behind.
cd "$SCRATCH" || exit 1
for i in $(seq 1 40); do
	ln -s /usr/share/backgrounds/mate/abstract/Elephants_5640x3172.jpg "$i.jpg"
done
# Wait until a command is true; give up after two minutes.
within() { for _ in {1..2400}; do "$@" && return; sleep 0.05; done; return 1; }
# shellcheck disable=SC2317 # within calls it
# A process that catches an interrupt knows what to do with one.
listens() { [ $((0x$(awk '/^SigCgt/ {print $2}' "/proc/$1/status") & 2)) -ne 0 ]; }
# shellcheck disable=SC2317 # within calls it
# What init has not yet collected is dead all the same.
ended() { [ -z "$(ps -s "$1" -o stat= | sed /Z/d)" ]; }

# A session of its own, so that its processes can be told from others.
setsid lenscap fingerprint --json --full ./*.jpg >rows 2>said &
session=$!
within [ -s rows ] && echo "at work"
kill -INT $session
wait $session
echo "exit $?"
cat said
within ended $session && echo "no process is left"
find . -type f | sort
python3 -c '
import json
for line in open("rows"):
    json.loads(line)
print("every row is whole")'

# Also while standard input has not come to its end, and in a wide tree.
interrupted() { # interrupted INPUT WORD...: start it, interrupt it, and report
	input=$1
	shift
	setsid lenscap fingerprint "$@" <"$input" >rows 2>said &
	session=$!
	within listens $session
	kill -INT $session
	wait $session
	echo "exit $?"
	cat said
}
mkfifo slow
sleep 60 >slow &
sleeper=$!
interrupted slow -
kill $sleeper
wait $sleeper 2>/dev/null
# The walk itself takes seconds: it is made a hundred times.
mapfile -t wide < <(yes /usr/share | head -100)
interrupted /dev/null -r "${wide[@]}"
exit 0
