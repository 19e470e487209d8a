#!/bin/bash
# Every number, text and list of every method at its bounds, and just beyond.
export HOME=$SCRATCH/home
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME"
exec python3 "$TOP/tests/native/bounds.py"
