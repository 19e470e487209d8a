#!/bin/bash
# Pictures inside a photo's file, to be looked at: made, kept, taken out, compared.
exec /usr/bin/python3 "$TOP/tests/cli/hidden.py"
