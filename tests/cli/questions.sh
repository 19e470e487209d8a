#!/bin/bash
# What would fail anyway is said before anybody is asked; what is refused leaves nothing behind.
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
cd "$SCRATCH" && exec python3 "$TOP/tests/cli/questions.py"
