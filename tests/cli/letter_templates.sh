#!/bin/bash
# The letter templates say the same in each language, and cite every norm.
python3 "$TOP/tests/host/letter/check_templates.py"
