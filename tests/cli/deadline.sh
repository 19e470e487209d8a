#!/bin/bash
# Until when an answer is due, with the sum; and what is refused.
lenscap deadline --country de --received 2026-03-05
lenscap deadline --country de --received 2026-03-05 --lang de
lenscap deadline --country fr --received 2026-03-05 --lang fr --extended-on 2026-03-20
lenscap deadline --law uk --country gb --region gb-sct --received 2026-11-02 \
	--paused 2026-11-04..2026-11-11
lenscap deadline --law uk --country gb --received 2026-03-05 --paused 2026-03-10..2026-04-20:scope
lenscap deadline --law uk --country gb --received 2026-01-20 --paused 2026-01-25..2026-03-01
lenscap deadline --law uk --country gb --received 2026-03-05
lenscap deadline --law uk --country UK --region Scotland --received 2026-03-05
lenscap deadline --country Deutschland --region Bayern --received 2026-12-05
lenscap deadline --law fadp --country ch --received 2026-03-05 --paused 2026-03-09..2026-03-20:fee
lenscap deadline --law fadp --country ch --region ch-zh --received 2026-12-05 \
	--extended-on 2026-12-20 --extended-to 2027-02-28
lenscap deadline --country de --received 2026-12-01 --extended-on 2026-12-20 --extended-to 2027-02-07
lenscap deadline --law fadp --country ch --region ch-zh --received 2026-03-05
lenscap deadline --country de --region de-be --received 2026-02-08 --json |
	python3 -c '
import json, sys
row = json.loads(sys.stdin.read())
print(row["law"], row["nominal"], row["due"], row["tell_by"], row["confirm_by"])
languages = json.load(open("host/share/languages.json"))["languages"]
print(row["verified"], row["holidays"], set(row["sentence"]) == {one["code"] for one in languages if "law" in one["has"]})
print([norm["id"] for norm in row["norms"]])'
for wrong in '--country de' '--country xx --received 2026-03-05' \
	'--country deu --received 2026-03-05' \
	'--country de --received 2026-02-30' '--country de --received 1999-01-01' \
	'--country de --received 2018-05-24' '--country de --received 05.03.2026' \
	'--country de --received 2026-03-05 --extended-on 2026-03-01' \
	'--country de --received 2026-03-05 --paused 2026-03-09' \
	'--country de --received 2026-03-05 --paused 2026-03-09..2026-03-12x' \
	'--country de --received 2026-03-05 --paused 2026-03-09--2026-03-12' \
	'--country de --received 2026-03-05 --paused 2026-03-09..2026-03-1' \
	'--country de --received 2026-03-05 --paused 2026-03-09..2026-03-12:hunger' \
	'--law fadp --country ch --received 2026-03-05 --extended-on 2026-03-09' \
	'--country de --received 2026-03-05 --lang xx'; do
	# shellcheck disable=SC2086 # words
	lenscap deadline $wrong
	echo "exit $?"
done 2>&1 | sed -E 's/(--lang takes) ([a-z]{2}, )+[a-z]{2} or [a-z]{2}\.$/\1 LANGUAGES./'
exit 0
