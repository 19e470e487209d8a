#!/bin/bash
export HOME=$SCRATCH/home
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME"
exec python3 "$TOP/tests/native/refusals.py"
