#!/usr/bin/python3
"""new_command.py NAME: a new command to start from, as `make new-command NAME=weather` makes it.

host/operations/NAME.c with two example options, its line in the table, and tests/cli/NAME.sh with what is seen.
It works at once; what is missing then is what it is for, and its sentences in other languages (`make po`).
"""
import pathlib
import re
import sys

SOURCE = '''/* @.c: an example: says a word as often as it is told. */
#include "operation.h"

static void @_run(struct operation_call *call)
{
	const char *word = operation_text(call, "word");

	call->result = json_pack("{s:s, s:I}", "word", word ? word : "hello",
				 "times",
				 (json_int_t)operation_number(call, "times", 1));
}

/* clang-format off */
static const struct operation_param @_params[] = {
	PARAM("word", TEXT, 1, 100, 0, "the word to say", .metavar = "WORD"),
	PARAM("times", NUMBER, 1, 99, 0, "how often to say it",
	      .metavar = "N"),
	PARAM_END,
};

const struct operation operation_@_rows[] = {
	{
		.name = "@.run", .command = "@",
		.group = OPERATION_MACHINE,
		.summary = "say a word as often as you like",
		.description = "This is an example to start from: it says its "
			       "word, and how often.  It needs no ledger.",
		.examples = "lenscap @ --word hello --times 3\\n",
		.params = @_params,
		.queue = OPERATION_NOT_HERE,
		.run = @_run,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
'''
TEST = '''#!/bin/bash
# What `lenscap @` says, and what it refuses.
lenscap @
lenscap @ --word hi --times 3
lenscap @ --word hi --times 3 --json
lenscap @ --times 0
echo "exit $?"
'''
SEEN = '''word       hello
times      1
word       hi
times      3
{"word":"hi","times":3}
lenscap @: --times takes a number from 1 to 99.
'lenscap @ --help' shows how it is used.
exit 2
'''


def main():
    name = " ".join(sys.argv[1:])
    source, test = pathlib.Path(f"host/operations/{name}.c"), pathlib.Path(f"tests/cli/{name}.sh")
    table = pathlib.Path("host/operations/table.c")
    if not re.fullmatch(r"[a-z]{2,20}", name):
        sys.exit("new-command: NAME is one word of small letters, such as NAME=weather")
    if source.exists() or test.exists():
        sys.exit(f"new-command: there is {source if source.exists() else test} already; choose another name, or add "
                 "a row to that file")
    if any(f'.command = "{name}"' in path.read_text() for path in source.parent.glob("*.c")):
        sys.exit(f"new-command: 'lenscap {name}' is a command already")
    families, count = re.subn(r"(#define TABLE_FAMILIES\(X\).*?)(\n\n)", rf"\1 \\\n\tX({name})\2", table.read_text(),
                              count=1, flags=re.S)
    if count != 1:
        sys.exit(f"new-command: the families of commands are not where they were in {table}")
    table.write_text(families)
    source.write_text(SOURCE.replace("@", name))
    test.write_text(TEST.replace("@", name))
    test.with_suffix(".out").write_text(SEEN.replace("@", name))
    print(f"{source}: what it does, and how it is asked for; it is in the table\n"
          f"{test} and .out: what a user types, and sees\n"
          f"Next: make && build/release/lenscap {name}; make test T=cli/{name}; then make po, for its sentences")


main()
