/* lenscap: the command line.  A table of commands; usage is printed from it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

const struct cli_command cli_commands[] = {
    {"fingerprint", "FILE...",
     "what identifies pictures and what they give away", cmd_fingerprint_help,
     cmd_fingerprint},
    {"compare", "A B", "how alike two pictures are", cmd_compare_help,
     cmd_compare},
    {"doctor", "", "what works here and what does not", cmd_doctor_help,
     cmd_doctor},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char main_examples[] =
    "\n"
    "Examples:\n"
    "  lenscap fingerprint holiday.jpg     one picture\n"
    "  lenscap fingerprint -r ~/Pictures   a folder and all in it\n"
    "  lenscap compare mine.jpg theirs.jpg\n"
    "  lenscap COMMAND --help              everything about a command\n"
    "\n"
    "No picture leaves this machine: the programs that read pictures have no\n"
    "network, and the kernel sees to it.  'lenscap doctor' shows how.\n";

static void main_usage(FILE *out)
{
	fputs("Usage: lenscap COMMAND ...\n\nCommands:\n", out);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		char *words = base_format("%s %s", c->name, c->arguments);

		fprintf(out, "  %-22s %s\n", words, c->summary);
		free(words);
	}
	fputs(main_examples, out);
}

static const struct cli_command *main_command(const char *name)
{
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static int main_help(int argc, char **argv)
{
	const struct cli_command *command =
	    argc > 2 ? main_command(argv[2]) : NULL;

	if (command != NULL)
		cli_usage(stdout, command);
	else
		main_usage(stdout);
	return cli_finish(CLI_DONE);
}

static bool main_is(const char *word, const char *a, const char *b)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

int main(int argc, char **argv)
{
	const struct cli_command *command;

	/* A reader that ends early shows as a failed write, not as a death. */
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		main_usage(stderr);
		return CLI_USED_WRONGLY;
	}
	if (main_is(argv[1], "--help", "-h") || strcmp(argv[1], "help") == 0)
		return main_help(argc, argv);
	if (main_is(argv[1], "--version", "-V")) {
		printf("lenscap %s\n", LENSCAP_VERSION);
		return cli_finish(CLI_DONE);
	}
	command = main_command(argv[1]);
	if (command == NULL) {
		char *word = cli_printable(argv[1]);

		fprintf(stderr,
			"lenscap: there is no command '%s'; 'lenscap --help' "
			"lists them all.\n",
			word);
		free(word);
		return CLI_USED_WRONGLY;
	}
	return cli_finish(command->run(command, argc - 1, argv + 1));
}
