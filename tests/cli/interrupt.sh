#!/bin/bash
# Ctrl-C ends at once, says so, and leaves no process and no file behind.
cd "$SCRATCH" || exit 1
for i in $(seq 1 40); do
	ln -s /usr/share/backgrounds/mate/abstract/Elephants_5640x3172.jpg "$i.jpg"
done
# A session of its own, so that its processes can be told from others.
setsid lenscap fingerprint --json --full ./*.jpg >rows 2>said &
session=$!
sleep 1
pgrep -s $session >/dev/null && echo "at work"
kill -INT $session
wait $session
echo "exit $?"
cat said
sleep 0.3
# What init has not yet collected is dead all the same.
[ -z "$(ps -s $session -o stat= | sed /Z/d)" ] && echo "no process is left"
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
	sleep 0.5
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
