/* lenscap: the command line.  A table of commands; usage is printed from it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "cli.h"

#define MAIN_COMMAND(name, arguments, summary, id)                             \
	{                                                                      \
		name, arguments, summary, cmd_##id##_help, cmd_##id            \
	}

/* One function for commands that differ in a word. */
#define MAIN_FAMILY(name, arguments, summary, id, help)                        \
	{                                                                      \
		name, arguments, summary, cmd_##help##_help, cmd_##id          \
	}

#define MAIN_HEADING(words)                                                    \
	{                                                                      \
		"", "", words, NULL, NULL                                      \
	}

/* clang-format off */
/* A row that runs nothing is a heading; one without a name ends the table. */
static const struct cli_command main_commands[] = {
	MAIN_HEADING("Photos"),
	MAIN_COMMAND("init", "", "make the ledger", init),
	MAIN_COMMAND("photos add", "PATH...", "keep photos as mine", photos_add),
	MAIN_COMMAND("photos list", "", "my photos", photos_list),
	MAIN_COMMAND("photos show", "ID", "all about one", photos_show),
	MAIN_COMMAND("photos forget", "ID...", "forget photos", photos_forget),
	MAIN_HEADING("How exposed they are"),
	MAIN_COMMAND("check", "URL...", "what of me can a stranger get", check),
	MAIN_COMMAND("find", "PATH|URL...", "which of my photos are here", find),
	MAIN_COMMAND("fingerprint", "FILE...", "what identifies pictures and what they give away", fingerprint),
	MAIN_COMMAND("compare", "A B", "how alike two pictures are", compare),
	MAIN_HEADING("Letters"),
	MAIN_COMMAND("me", "show|set|unset", "who I am, for letters only", me),
	MAIN_COMMAND("controllers search", "WORDS", "find companies to write to", controllers_search),
	MAIN_COMMAND("controllers list", "", "all that are known", controllers_list),
	MAIN_COMMAND("controllers show", "SLUG", "all about one, with sources", controllers_show),
	MAIN_COMMAND("controllers import", "DIR|ZIP", "take datenanfragen.de's data set", controllers_import),
	MAIN_COMMAND("controllers add", "FILE", "keep one of your own", controllers_add),
	MAIN_COMMAND("controllers forget", "SLUG", "forget one of your own", controllers_forget),
	MAIN_FAMILY("letter draft", "", "write letters", letter, letter_draft),
	MAIN_FAMILY("letter list", "", "the letters that were written", letter, letter_list),
	MAIN_FAMILY("letter export", "ID", "one of them as files", letter, letter_export),
	MAIN_HEADING("What came of them"),
	MAIN_FAMILY("cases list", "", "what was asked of whom", cases, cases_list),
	MAIN_FAMILY("cases due", "", "where it is my turn", cases, cases_due),
	MAIN_FAMILY("cases next", "ID", "what to do, and why", cases, cases_next),
	MAIN_FAMILY("cases show", "ID", "where one stands, and what is next", cases, cases_show),
	MAIN_FAMILY("cases sent", "ID", "the letter went out", cases, cases_sent),
	MAIN_FAMILY("cases reply", "[ID]", "an answer came", cases, cases_reply),
	MAIN_FAMILY("cases close", "ID", "it is over", cases, cases_close),
	MAIN_FAMILY("cases forget", "ID", "forget a case and its letters", cases, cases_forget),
	MAIN_COMMAND("recheck", "", "is it gone?", recheck),
	MAIN_COMMAND("deadline", "", "until when an answer is due, and why", deadline),
	MAIN_COMMAND("evidence", "ID", "a case for an authority", evidence),
	MAIN_HEADING("The ledger"),
	MAIN_COMMAND("status", "", "is there a ledger, and what is in it", status),
	MAIN_COMMAND("unlock", "", "open the ledger for this session", unlock),
	MAIN_COMMAND("lock", "", "forget its key again", lock),
	MAIN_COMMAND("keys", "list|change|add|remove", "what opens the ledger", keys),
	MAIN_COMMAND("verify", "[DIR]", "check every seal of the ledger", verify),
	MAIN_COMMAND("backup", "FILE", "the ledger as one encrypted file", backup),
	MAIN_COMMAND("restore", "FILE", "bring a backup back", restore),
	MAIN_COMMAND("wipe", "", "destroy the ledger", wipe),
	MAIN_HEADING("This machine"),
	MAIN_COMMAND("install", "", "let browsers start Lenscap", install),
	MAIN_COMMAND("uninstall", "", "and no longer", uninstall),
	MAIN_COMMAND("doctor", "", "what works here and what does not", doctor),
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */

static const char main_examples[] =
    "\n"
    "Examples:\n"
    "  lenscap init && lenscap photos add ~/Pictures\n"
    "  lenscap check https://example.org/me      what can a stranger get?\n"
    "  lenscap find ~/Downloads                  are my photos in here?\n"
    "  lenscap letter draft --to clearview-ai --ask access --photos all\n"
    "  lenscap COMMAND --help                    everything about a command\n"
    "\n"
    "No picture leaves this machine: the programs that read pictures have no\n"
    "network, and the kernel sees to it.  'lenscap doctor' shows how.\n";

static void main_row(FILE *out, const struct cli_command *c)
{
	char *words = base_format("%s %s", c->name, c->arguments);

	if (c->run == NULL)
		fprintf(out, "\n%s:\n", c->summary);
	else
		fprintf(out, "  %-27s %s\n", words, c->summary);
	free(words);
}

static void main_usage(FILE *out)
{
	fputs("Usage: lenscap COMMAND ...\n", out);
	for (const struct cli_command *c = main_commands; c->name != NULL; c++)
		main_row(out, c);
	fputs(main_examples, out);
}

/* The command that argv begins with; *words of argv are its name. */
static const struct cli_command *main_command(int argc, char **argv, int *words)
{
	for (const struct cli_command *c = main_commands; c->name != NULL;
	     c++) {
		char *two =
		    base_format("%s %s", argv[0], argc > 1 ? argv[1] : "");
		bool fits = strcmp(c->name, two) == 0;

		free(two);
		*words = fits ? 2 : 1;
		if (c->run != NULL && (fits || strcmp(c->name, argv[0]) == 0))
			return c;
	}
	return NULL;
}

static int main_unknown(const char *name)
{
	char *word = cli_printable(name);

	fprintf(stderr,
		"lenscap: there is no command '%s'; 'lenscap --help' lists "
		"them all.\n",
		word);
	free(word);
	return CLI_USED_WRONGLY;
}

/* "photos" alone: which commands begin so; whether any does. */
static bool main_family(FILE *out, const char *word)
{
	size_t length = strlen(word);
	bool any = false;

	for (const struct cli_command *c = main_commands; c->name != NULL;
	     c++) {
		if (strncmp(c->name, word, length) != 0 ||
		    c->name[length] != ' ')
			continue;
		if (!any)
			fprintf(out, "Usage: lenscap %s COMMAND ...\n\n", word);
		any = true;
		main_row(out, c);
	}
	if (any)
		fprintf(out,
			"\n'lenscap %s COMMAND --help' has each one's options "
			"and examples.\n",
			word);
	return any;
}

static int main_help(int argc, char **argv)
{
	int words;
	const struct cli_command *command =
	    argc > 2 ? main_command(argc - 2, argv + 2, &words) : NULL;

	if (command == NULL && argc > 2)
		return main_family(stdout, argv[2]) ? cli_finish(CLI_DONE)
						    : main_unknown(argv[2]);
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
	int words;

	if (!base_streams_open())
		return CLI_SOME_FAILED;
	/* A write that fails is told and undone; it ends nobody. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
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
	command = main_command(argc - 1, argv + 1, &words);
	if (command == NULL) {
		bool asked = argc > 2 && main_is(argv[2], "--help", "-h");

		if (main_family(asked ? stdout : stderr, argv[1]))
			return asked ? cli_finish(CLI_DONE) : CLI_USED_WRONGLY;
		return main_unknown(argv[1]);
	}
	return cli_finish(command->run(command, argc - words, argv + words));
}
