/* lenscap: the command line.  A table of commands; usage is printed from it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#include "commands/words.h"

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

/* ---- Every command ---- */

static void main_usage(FILE *out)
{
	const struct operation *row;

	fputs(base_said("Usage: lenscap COMMAND ...\n"), out);
	for (unsigned group = 0; group < OPERATION_GROUPS; group++) {
		fprintf(out, base_said("\n%s:\n"),
			base_said(operation_group_words(group)));
		for (size_t i = 0; (row = operation_command_at(i)) != NULL; i++)
			if (row->group == group)
				cli_usage_command(out, row);
	}
	cli_print_wrapped(out, base_said(main_examples), cli_usage_width());
}

/* What somebody needs who is new here. */
static void main_first(FILE *out)
{
	const struct operation *row;

	fputs(base_said("Usage: lenscap COMMAND ...\n\nTo begin with:\n"), out);
	for (size_t i = 0; (row = operation_command_at(i)) != NULL; i++)
		if (row->first)
			cli_usage_command(out, row);
	cli_print_wrapped(
	    out,
	    base_said("\n'lenscap --help' lists all commands, 'lenscap COMMAND "
		      "--help' says everything\nabout one.\n"),
	    cli_usage_width());
}

/* The command that argv begins with; *words of argv are its name. */
static const struct operation *main_find(int argc, char **argv, int *words)
{
	char *two = base_format("%s %s", argv[0], argc > 1 ? argv[1] : "");
	const struct operation *row = operation_of_command(two);

	*words = row ? 2 : 1;
	free(two);
	return row ? row : operation_of_command(argv[0]);
}

/* ---- What is no command ---- */

static int main_unknown(const char *typed)
{
	char *word = cli_printable(typed);
	const char *near = operation_nearest_command(word);

	if (near != NULL)
		cli_say("there is no command '%s'; did you mean '%s'?", word,
			near);
	else
		cli_say("there is no command '%s'; 'lenscap --help' lists them "
			"all.",
			word);
	free(word);
	return CLI_USED_WRONGLY;
}

/* "photos" alone: which commands begin so; whether any does. */
static bool main_family(FILE *out, const char *word)
{
	size_t length = strlen(word);
	const struct operation *row;
	bool any = false;

	for (size_t i = 0; (row = operation_command_at(i)) != NULL; i++) {
		if (strncmp(row->command, word, length) != 0 ||
		    row->command[length] != ' ')
			continue;
		if (!any)
			fprintf(out,
				base_said("Usage: lenscap %s COMMAND ...\n\n"),
				word);
		any = true;
		cli_usage_command(out, row);
	}
	if (any) {
		char *more = base_format(
		    base_said("\n'lenscap %s COMMAND --help' has each one's "
			      "options and examples.\n"),
		    word);

		cli_print_wrapped(out, more, cli_usage_width());
		free(more);
	}
	return any;
}

static bool main_is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* "cases", "cases --help", "cases frob", or no command at all. */
static int main_no_command(int argc, char **argv)
{
	bool more = argc > 1 && argv[1][0] != '-';
	bool asked = argc > 1 && main_is_help(argv[1]);
	char *typed = base_format("%s%s%s", argv[0], more ? " " : "",
				  more ? argv[1] : "");
	int code = CLI_USED_WRONGLY;

	if (asked && main_family(stdout, argv[0]))
		code = CLI_DONE;
	else if (!more && main_family(stderr, argv[0]))
		code = CLI_USED_WRONGLY;
	else if (more && main_family(stderr, argv[0]))
		code = (fputc('\n', stderr), main_unknown(typed));
	else
		code = main_unknown(operation_nearest_command(typed) ? typed
								     : argv[0]);
	free(typed);
	return code;
}

/* Options of all commands, and nothing after them. */
static int main_options_alone(const char *last)
{
	int global = cli_global(last);

	if (global >= 0 && cli_global_at((size_t)global)->metavar != NULL &&
	    strchr(last, '=') == NULL)
		cli_say("%s needs a value.", last);
	else
		cli_say("no command follows the options; 'lenscap --help' "
			"lists them all.");
	return CLI_USED_WRONGLY;
}

/* ---- The command line ---- */

static int main_help(int argc, char **argv)
{
	const struct operation *row;
	int words;

	if (argc < 1)
		main_usage(stdout);
	else if ((row = main_find(argc, argv, &words)) != NULL)
		cli_operation_usage(stdout, row);
	else
		return main_family(stdout, argv[0]) ? CLI_DONE
						    : main_unknown(argv[0]);
	return CLI_DONE;
}

/* What follows a command, and the global options that stood before it. */
struct main_words {
	int before, argc;
	char **globals, **argv;
};

static int main_run(const struct operation *operation,
		    const struct main_words *words)
{
	size_t capacity = (size_t)(words->argc + words->before) + 1;
	char **all = base_alloc(capacity, sizeof(*all));
	int count = 0, code;

	for (int i = 0; i < words->before; i++)
		all[count++] = words->globals[i];
	for (int i = 0; i < words->argc; i++)
		all[count++] = words->argv[i];
	code = cli_operation(operation, cli_words_of(operation), count, all);
	free(all);
	return code;
}

/* Every code that an answer may fail with. */
static json_t *main_codes(void)
{
	json_t *list = json_array();

	for (unsigned code = OPERATION_OK + 1; code < OPERATION_CODES; code++)
		json_array_append_new(
		    list, json_pack("{s:s, s:i, s:s, s:s}", "code",
				    operation_code_word(code), "number",
				    operation_code_number(code), "message",
				    operation_code_sentence(code), "remedy",
				    operation_code_remedy(code)));
	return list;
}

static int main_manual(void)
{
	if (cli_manual(stdout))
		return CLI_DONE;
	cli_say("the words of the manual are missing; install Lenscap again.");
	return CLI_SOME_FAILED;
}

static int main_generate(const char *what)
{
	if (strcmp(what, "man") == 0)
		return main_manual();
	if (strcmp(what, "table") == 0)
		cli_print_json(json_pack("{s:o, s:o}", "operations",
					 operation_table_json(true), "codes",
					 main_codes()));
	else
		return main_unknown("--generate");
	return CLI_DONE;
}

/* What programs read is English: JSON, and what is made of the table. */
static bool main_is_for_programs(int argc, char **argv)
{
	bool json = false;

	for (int i = 0; i < argc; i++)
		json |= strcmp(argv[i], "--json") == 0;
	if (argc > 1 && strcmp(argv[0], "--generate") == 0)
		return json || strcmp(argv[1], "man") != 0;
	return json || (argc > 0 && strcmp(argv[0], "--complete") == 0);
}

static int main_command(int argc, char **argv)
{
	int before = cli_parse_globals(argc, argv), words;
	const struct operation *row;

	argc -= before;
	argv += before;
	if (argc < 1 && before > 0)
		return main_options_alone(argv[-1]);
	if (argc < 1) {
		main_first(stderr);
		return CLI_USED_WRONGLY;
	}
	if (main_is_help(argv[0]) || strcmp(argv[0], "help") == 0)
		return main_help(argc - 1, argv + 1);
	if (strcmp(argv[0], "--version") == 0 || strcmp(argv[0], "-V") == 0 ||
	    strcmp(argv[0], "version") == 0) {
		printf("lenscap %s\n", LENSCAP_VERSION);
		return CLI_DONE;
	}
	/* For the build and for shells; nobody types them. */
	if (strcmp(argv[0], "--generate") == 0)
		return main_generate(argc > 1 ? argv[1] : "");
	if (strcmp(argv[0], "--complete") == 0)
		return cli_complete(argc - 1, argv + 1);
	row = main_find(argc, argv, &words);
	if (row == NULL)
		return main_no_command(argc, argv);
	return main_run(row, &(struct main_words){before, argc - words,
						  argv - before, argv + words});
}

/* A member for which there is no memory would be missing without a word. */
static void *main_alloc(size_t size)
{
	void *memory = malloc(size);

	return memory != NULL ? memory : base_alloc(1, size);
}

int main(int argc, char **argv)
{
	if (!base_streams_open())
		return CLI_SOME_FAILED;
	json_set_alloc_funcs(main_alloc, free);
	/* A write that fails is told and undone; it ends nobody. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (!main_is_for_programs(argc - 1, argv + 1))
		base_language_choose();
	return cli_finish(main_command(argc - 1, argv + 1));
}
