#!/bin/bash
# What files give away: made files of many kinds, with the right answer beside each.
exec /usr/bin/python3 "$TOP/tests/cli/kinds.py"
