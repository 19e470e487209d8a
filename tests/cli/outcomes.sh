#!/bin/bash
# A card has the company, days and the kind of answer, and not a byte of the person;
# the figures of many cards are their sum, and what is no card is not in them.
cd "$SCRATCH" || exit 1
options=(--home "$SCRATCH/ledger" --key-file "$SCRATCH/key")
day() { date -d "$1 days ago" +%F; }
lenscap init "${options[@]}" >/dev/null
lenscap outcomes card "${options[@]}" --out card.json 2>&1
echo "exit $?"
lenscap me set "${options[@]}" name 'Zoë Ångström' email zoe@example.org address 'Ringweg 5\n10115 Berlin' country de region berlin >/dev/null
lenscap controllers add "${options[@]}" --name 'My landlord' --email her@example.org --slug my-landlord >/dev/null
adopt() { lenscap cases adopt "${options[@]}" "$@" --ask access >/dev/null; }
adopt pimeyes --on "$(day 50)" --reference 'Zoe 7'
adopt clearview-ai --on "$(day 40)"
adopt clearview-ai --on "$(day 30)"
adopt clearview-ai --on "$(day 20)"
adopt my-landlord --on "$(day 9)"
lenscap letter draft "${options[@]}" --to openai --ask access >/dev/null
reply() { lenscap cases reply "${options[@]}" "$@" >/dev/null; }
reply 2 --kind extension --on "$(day 35)"
reply 2 --kind erased --on "$(day 12)" --note 'Dear Zoe'
reply 3 --kind nothing_held --on "$(day 29)"
reply 1 --kind receipt --on "$(day 49)"
lenscap outcomes card "${options[@]}" --out card.json
echo "exit $?"
# All of it: what a person can read is what is there.
sed -E 's/("card": ")[0-9a-f]{16}"/\1NUMBER"/' card.json
! grep -aiE 'zo|ngstr|example|ring|berlin|LC-|landlord|her@|20[0-9]{2}-|dear|gdpr' card.json || echo "of the person"
lenscap outcomes card "${options[@]}" --out card.json 2>&1
echo "exit $?"
# What changed since makes another card; a number of its own, too.
reply 4 --kind id_demanded --on "$(day 1)"
lenscap outcomes card "${options[@]}" --out later.json --json | head -1
cmp -s <(grep -o '"card": "[^"]*"' card.json) <(grep -o '"card": "[^"]*"' later.json) && echo "one number"
lenscap outcomes sum card.json later.json card.json
echo "exit $?"
lenscap outcomes sum card.json --json | tail -1
# More time, and a letter passed on, are no answers.
sed 's/"receipt"/"extension"/; s/"nothing_held"/"forwarded"/' later.json >waiting.json
lenscap outcomes sum waiting.json | tail -1
# What is no card.
echo '{"what": "lenscap-schedule"}' >other.json
sed 's/"version": 1/"version": 2/' card.json >newer.json
sed 's/"days": 50/"days": -1/' card.json >days.json
sed 's/"pimeyes"/"pim eyes"/' card.json >slug.json
sed 's/"receipt"/"delighted"/' card.json >answer.json
sed 's/"days": 50/"days": 50, "name": "Zoe"/' card.json >more.json
sed 's/"card": "[^"]*"/"card": "x"/' card.json >number.json
head -c 300 card.json >torn.json
head -c 70000 /dev/zero >large.json
for file in other newer days slug answer more number torn large; do
	lenscap outcomes sum $file.json >said 2>&1
	echo "exit $?: $(head -1 said)"
	grep -q '^0 cards: 0 cases' said || echo "counted"
done
lenscap outcomes sum card.json torn.json 2>/dev/null | tail -1
# A folder among the cards takes nothing from them.
mkdir folder
lenscap outcomes sum card.json folder later.json 2>&1
echo "exit $?"
lenscap outcomes sum nowhere.json 2>&1
echo "exit $?"
# The same answers of one company stand by their days.
for gap in 20 2 11; do
	row=$(lenscap cases adopt "${options[@]}" spokeo --on "$(day 50)" --ask access --json)
	reply "$(sed -E 's/.*"case": ?([0-9]+).*/\1/' <<<"$row")" --kind refused --on "$(day $((50 - gap)))"
done
lenscap outcomes card "${options[@]}" --out days-in-order.json >/dev/null
python3 -c '
import json
card = json.load(open("days-in-order.json"))
rows = next(part for part in card.values() if isinstance(part, list))
print([row["days"] for row in rows if row["controller"] == "spokeo"])'
