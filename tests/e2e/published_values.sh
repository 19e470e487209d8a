#!/bin/bash
# From files, through the walls: the fingerprints stay within their tolerance
# of what the references give.
data=../shared/data
if [ ! -e $data/pdq/expected.json ]; then
	echo "$data is not there"
	exit 77
fi
exec tests/e2e/published_values.py $data
