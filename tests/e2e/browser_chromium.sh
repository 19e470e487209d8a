#!/bin/bash
exec "$TOP/tests/e2e/browser/run.sh" chromium
