#!/bin/bash
# One call of the system fails, here and there: what is answered then is the same as
# ever, or the command says that it failed.  (Every place: make endurance T=place.)
tests/endurance/trials.py "$BUILD" places 40
