# make_rules.awk: rules.tsv as a table for C (as=c) or for the extension (as=js).
BEGIN {
	FS = "\t"
	# What only the host asks of answers and addresses.
	host = "^(signed|expires|login|password|challenge|missing|target|title-.*|person-.+|card-.*|vocabulary|inline|void)$"
	if (as == "c")
		print "/* base_page_rules.h: made of host/share/pages/rules.tsv. */"
	else {
		print "// rules.js: made of host/share/pages/rules.tsv by `make rules`.  Injected first."
		print "\"use strict\";"
		print "globalThis.lenscapRules = {"
	}
}

function end() {
	if (last != "")
		print as == "c" ? "" : "\t],"
}

/^#/ || NF < 2 || (as == "js" && $1 ~ host) { next }

$1 != last {
	end()
	last = name = $1
	if (as == "c") {
		gsub("-", "_", name)
		printf "#define PAGE_RULES_%s(X)", toupper(name)
	} else {
		while (match(name, /-[a-z]/))
			name = substr(name, 1, RSTART - 1) toupper(substr(name, RSTART + 1, 1)) substr(name, RSTART + 2)
		print "\t" name ": ["
	}
}

{
	gsub(/[\\"]/, "\\\\&", $2)
	if (as == "c")
		printf $2 ~ /^[0-9]+$/ ? " X(%s)" : " X(\"%s\")", $2
	else
		print $2 ~ /^[0-9]+$/ ? "\t\t" $2 "," : "\t\t\"" $2 "\","
}

END {
	end()
	if (as != "c")
		print "};"
}
