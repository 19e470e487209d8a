#!/bin/bash
# A session may be of a person beside the user, or of nobody who stays: each has a
# ledger of its own, and what is to go is gone.
export HOME=$SCRATCH/home XDG_STATE_HOME=$SCRATCH/state XDG_DATA_HOME=$SCRATCH/data XDG_RUNTIME_DIR=$SCRATCH/run
unset XDG_CONFIG_HOME DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME" && mkdir -m 700 "$XDG_RUNTIME_DIR"
exec python3 "$TOP/tests/native/persons.py"
