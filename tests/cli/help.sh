#!/bin/bash
# Every command explains itself, with examples, and misuse says what to do.
lenscap --version
lenscap --help
for command in fingerprint compare doctor; do
	lenscap $command --help | grep -A1 -E '^(Usage|Examples)'
done
lenscap
echo "exit $?"
lenscap frobnicate
echo "exit $?"
lenscap fingerprint
echo "exit $?"
lenscap fingerprint --jsn x.jpg
echo "exit $?"
lenscap fingerprint --jobs many x.jpg
echo "exit $?"
lenscap fingerprint --jobs 0 x.jpg
echo "exit $?"
lenscap help frob
echo "exit $?"
lenscap compare one.jpg
echo "exit $?"
exit 0
