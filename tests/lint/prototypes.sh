#!/bin/bash
# prototypes.sh: every header opens with what the thing is, and every public
# prototype has a comment above it or above the group it stands in.
set -u
failed=0
for header in include/lenscap/*.h; do
	head -2 "$header" | grep -q "$(basename "$header"): " ||
		{ echo "prototypes: $header does not open with what it is" >&2; failed=1; }
	awk -v header="$header" '
		/^(\/\*| \*)/ { documented = 1; next }
		/^$/ { documented = 0; inside = 0; next }
		/^(struct|enum|union) .*\{$/ { skipping = 1 }
		/^static inline/ { if (!documented) print header ": " $0; skipping = 1 }
		/^\}/ { skipping = 0; next }
		skipping { next }
		/^(LENS_MUST|const|void|bool|char|int|uint|unsigned|size_t|struct|enum|pid_t|extern)/ &&
			!/^(struct|enum|union) [a-z_]*;$/ {
			if (!documented)
				print header ": no comment for: " $0
		}' "$header"
done | grep . >&2 && failed=1
exit $failed
