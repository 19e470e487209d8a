#!/bin/bash
# What `make mutants` plants is what it says; every folder has an area.
python3 "$TOP/tests/mutants/test_plant.py" >"$SCRATCH/out" 2>&1 || { cat "$SCRATCH/out"; exit 1; }
