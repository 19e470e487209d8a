#!/bin/bash
# A ledger that the command line opens is open in the host, and the other way
# round for a lock: neither remembers a key that the other has taken away.
export HOME=$SCRATCH/home XDG_STATE_HOME=$SCRATCH/state
unset XDG_CONFIG_HOME XDG_DATA_HOME DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME"
exec python3 "$TOP/tests/native/door.py"
