#!/bin/bash
# A session may be of a person beside the user, or of nobody who stays: each has a
# ledger of its own, and what is to go is gone.
export HOME=$SCRATCH/home XDG_STATE_HOME=$SCRATCH/state XDG_DATA_HOME=$SCRATCH/data
# As a login has it: in memory.
XDG_RUNTIME_DIR=$(mktemp -d -p /dev/shm) || exit
trap 'rm -r "$XDG_RUNTIME_DIR"' EXIT
export XDG_RUNTIME_DIR
unset XDG_CONFIG_HOME DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME"
python3 "$TOP/tests/native/persons.py"
