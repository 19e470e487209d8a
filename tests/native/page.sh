#!/bin/bash
export HOME=$SCRATCH
unset XDG_DATA_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS
exec python3 "$TOP/tests/native/page.py"
