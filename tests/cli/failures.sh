#!/bin/bash
# Each failure names its file, the reason and what to do, and costs one row.
cd "$SCRATCH" || exit 1
: >empty.jpg
echo "no picture" >words.txt
head -c 100 /usr/share/backgrounds/mate/nature/Storm.jpg >short.jpg
mkdir folder
mkfifo pipe
ln -s loop loop
printf 'GIF89a' >stub.gif
truncate -s 300M large.png
lenscap fingerprint empty.jpg words.txt short.jpg folder pipe loop stub.gif large.png missing.jpg
echo "exit $?"
lenscap fingerprint --json empty.jpg words.txt short.jpg folder pipe loop stub.gif large.png missing.jpg |
	sed -E 's/"message":"[^"]*"/"message":""/'
lenscap fingerprint "" - - "$(printf '%0300d' 0)" <words.txt
# An address is no file whose name is written wrongly.
lenscap fingerprint HTTPS://example.org/me.jpg
lenscap clean http://example.org/me.jpg -o copy.jpg
lenscap compare https://example.org/me.jpg short.jpg 2>&1 | head -1
# Nothing is said of a look, nor a key asked for, where there will be no look.
lenscap check short.jpg --home none
lenscap check folder --home none
lenscap check localhost/me.jpg me@example.org --home none
lenscap find words.txt https://example.org --home none
# Files in folders that are no pictures are passed over; named ones are not.
cp words.txt folder
mkfifo folder/pipe.jpg
ln -s nowhere folder/lost.jpg
ln -s ../short.jpg folder/found.jpg
ln -s folder link
lenscap fingerprint -r link
echo "exit $?"
lenscap fingerprint -r folder words.txt
echo "exit $?"
lenscap fingerprint -r --json folder | cut -d, -f1-2
lenscap compare --json empty.jpg missing.jpg | sed -E 's/"message":"[^"]*"/"message":""/'
echo "exit ${PIPESTATUS[0]}"

echo "== a folder that others may write to"
mkdir open
chmod 777 open
echo precious >precious
for name in ledger.tmp snapshot-1.tmp; do ln -s "$SCRATCH/precious" open/$name; done
head -c 32 /dev/urandom | base64 >open.key
lenscap init --home open --key-file open.key 2>&1 | sed "s|$SCRATCH|HERE|"
echo "exit ${PIPESTATUS[0]}"
lenscap status --home open --key-file open.key 2>&1 | sed "s|$SCRATCH|HERE|"
echo "exit ${PIPESTATUS[0]}"
cat precious
ls open
exit 0
