#!/bin/bash
# bash, zsh and fish complete what the table knows: a person's keys on a
# terminal, and what the command then gets.
export HOME=$SCRATCH/home
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
mkdir -p "$HOME" "$SCRATCH/bin"
exec python3 "$TOP/tests/cli/completions.py"
