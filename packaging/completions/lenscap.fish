# What may follow is the program's own knowledge: it is asked, and never old.
function __lenscap_complete
	set -l words (commandline -opc) (commandline -ct)
	for line in (command $words[1] --complete $words[2..-1] 2>/dev/null)
		if test $line = :files
			__fish_complete_path (commandline -ct)
		else
			echo $line
		end
	end
end
complete -c lenscap -f -a '(__lenscap_complete)'
