# What may follow is the program's own knowledge: it is asked, and never old.
_lenscap() {
	local line word=${COMP_WORDS[COMP_CWORD]}
	COMPREPLY=()
	while IFS= read -r line; do
		if [ "$line" = :files ]; then
			compopt -o filenames
			[ "$word" != = ] || word=
			while IFS= read -r line; do
				COMPREPLY+=("$line")
			done < <(compgen -f -- "$word")
		else
			COMPREPLY+=("${line%%$'\t'*}")
		fi
	done < <("$1" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _lenscap lenscap
