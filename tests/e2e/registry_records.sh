#!/bin/bash
# Every shipped record against its schema, by something that is not our reader.
exec python3 "$TOP/tests/e2e/registry_records.py" "$TOP/host/share"
