#!/bin/bash
# How exposed pages are in other languages and scripts: whatever is planted is told, and nothing else.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
mkdir www
people() { PYTHONPATH=$TOP/tests/cli /usr/bin/python3 "$TOP/tests/cli/audit_people.py" "$@"; }
people make
people serve &
server=$!
trap 'kill $server' EXIT
for _ in {1..2400}; do [ -s port ] && break; sleep 0.05; done
site=http://127.0.0.1:$(cat port)
people people | while read -r who key value; do
	[ -d "$who" ] || { lenscap init --home "$who" --key-file key && lenscap photos add --home "$who" --key-file key original.jpg; } >/dev/null
	lenscap me set --home "$who" --key-file key "$key" "$(jq -r . <<<"$value")" >/dev/null
done
for who in zoe lea tom juergen maria taro maryam; do
	echo "-- $who"
	people pages "$who" | while read -r page; do
		lenscap check --home "$who" --key-file key --allow-local --json "$site/$page.html" >rows 2>/dev/null
		people judge "$page" rows
	done
done
