#!/bin/bash
# Ctrl-C while adding: what was said to be added stays, and starting again
# goes on where it was.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
key=--key-file=key
lenscap init "$key" >/dev/null
mkdir many
/usr/bin/python3 - <<'P'
import random
from PIL import Image
random.seed(1)
for i in range(150):
    small = Image.new('RGB', (12, 9))
    small.putdata([tuple(random.randrange(256) for _ in range(3)) for _ in range(108)])
    small.resize((1200, 900), Image.BICUBIC).save('many/%03d.jpg' % i)
P
: >first
setsid lenscap photos add "$key" --json many >first 2>said &
until [ "$(grep -c '"added"' first)" -ge 20 ]; do sleep 0.05; done
kill -INT $!
wait $!
echo "exit $?"
cat said
lenscap photos list "$key" --json >kept
added=$(grep -c '"added"' first)
[ "$added" -gt 0 ] && [ "$added" -lt 150 ] && echo "stopped in the middle"
[ "$(wc -l <kept)" -eq "$added" ] && echo "what was said is what is kept"
lenscap photos add "$key" --json many >second
[ "$(grep -c '"known"' second)" -eq "$added" ] && echo "nothing is added twice"
[ "$(grep -c '"added"' second)" -eq $((150 - added)) ] && echo "the rest is added"
exit 0
