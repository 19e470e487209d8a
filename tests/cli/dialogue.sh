#!/bin/bash
# What `lenscap init` asks on a terminal: typed answers, slips and Ctrl-C.
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
unset DBUS_SESSION_BUS_ADDRESS
exec python3 "$TOP/tests/cli/dialogue.py"
