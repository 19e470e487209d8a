#!/bin/bash
export HOME=$SCRATCH
unset XDG_DATA_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
export PHOTO=/usr/share/backgrounds/mate/nature/Storm.jpg
exec python3 "$TOP/tests/native/cycles.py" "${CYCLES:-100}"
