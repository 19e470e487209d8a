#!/bin/bash
# prototypes.sh: every header, public or shared within a folder, opens with
# what the thing is; every prototype and variable in it, whatever it returns,
# has a comment above it or above the group it stands in; and none returns an
# enum lens_err that may be dropped.
set -u
failed=0
# These only hand on the code they were told, with a sentence for it.
sayers='fault_say|fault_system|fault_memory|database_failed|refusal_say|record_fault|set_denied|set_malformed'
headers=$(find include/lenscap host -name '*.h' | sort)
[ "$(echo "$headers" | wc -l)" -gt 40 ] || { echo "prototypes: headers are missing" >&2; exit 1; }
for header in $headers; do
	head -2 "$header" | grep -q "$(basename "$header"): " ||
		{ echo "prototypes: $header does not open with what it is" >&2; failed=1; }
	awk -v header="$header" -v sayers=" ($sayers)[(]" '
		function say(what) { print header ": " what ": " statement }
		# A whole statement at the top level.
		function judge() {
			type = statement ~ /^(struct|enum|union) [a-z_0-9]*( ?\{|;)/
			if (!type && !documented)
				say("no comment for")
			if (statement ~ /^((extern|static|inline) )*enum lens_err [a-z]/ && statement !~ sayers)
				say("an error that may be dropped (LENS_MUST)")
			statement = ""
		}
		macro || /^#/ { macro = /\\$/; next }
		comment || /^[ \t]*\/\*/ {
			if (statement == "") documented = 1
			comment = !/\*\//
			next
		}
		/^$/ { if (statement == "") documented = 0; next }
		{
			line = $0
			while (match(line, /\/\*/)) {
				after = substr(line, RSTART)
				line = substr(line, 1, RSTART - 1)
				if (comment = !match(after, /\*\//))
					break
				line = line substr(after, RSTART + 2)
			}
			sub(/[ \t]+$/, "", line)
			sub(/^[ \t]+/, "", line)
			statement = statement (statement == "" ? "" : " ") line
			depth += gsub(/[{(]/, "&", line) - gsub(/[})]/, "&", line)
			# An inline function ends with its brace, all else with ";".
			if (depth == 0 && (line ~ /;$/ || (statement ~ /^static inline/ && line ~ /}$/)))
				judge()
		}
		END { if (statement != "") say("cannot be read") }' "$header"
done | cut -c1-160 | grep . >&2 && failed=1
exit $failed
