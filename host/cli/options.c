/* options.c: options of commands, from one table per command. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void cli_usage(FILE *out, const struct cli_command *command)
{
	fprintf(out, "Usage: lenscap %s%s%s\n\n%s", command->name,
		command->arguments[0] ? " [OPTION...] " : "",
		command->arguments, command->help);
}

int cli_wrong(const struct cli_command *command, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "lenscap %s: ", command->name);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n'lenscap %s --help' shows how it is used.\n",
		command->name);
	return CLI_USED_WRONGLY;
}

static const struct cli_option *options_long(const struct cli_option *options,
					     const char *word)
{
	size_t length = strcspn(word, "=");

	for (; options->name != NULL; options++)
		if (strlen(options->name) == length &&
		    strncmp(options->name, word, length) == 0)
			return options;
	return NULL;
}

static const struct cli_option *options_short(const struct cli_option *options,
					      char letter)
{
	for (; options->name != NULL; options++)
		if (options->letter != 0 && options->letter == letter)
			return options;
	return NULL;
}

/* Where a value comes from: after "=", or the next word. */
struct options_words {
	int argc, at;
	char **argv;
};

static int options_take(const struct cli_command *command,
			const struct cli_option *option, const char *attached,
			struct options_words *words)
{
	if (option->set != NULL)
		*option->set = true;
	if (option->value == NULL) {
		if (attached == NULL)
			return 0;
		cli_wrong(command, "--%s takes no value.", option->name);
		return -1;
	}
	if (attached == NULL && words->at + 1 < words->argc)
		attached = words->argv[++words->at];
	*option->value = attached;
	if (attached != NULL)
		return 0;
	cli_wrong(command, "--%s needs a value.", option->name);
	return -1;
}

static int options_unknown(const struct cli_command *command, const char *word)
{
	char *shown = cli_printable(word);

	cli_wrong(command, "there is no option '%s'.", shown);
	free(shown);
	return -1;
}

static int options_word(const struct cli_command *command,
			const struct cli_option *options,
			struct options_words *words)
{
	const char *word = words->argv[words->at];
	const struct cli_option *option;
	int failed = 0;

	if (word[1] == '-') {
		const char *equals = strchr(word, '=');

		option = options_long(options, word + 2);
		if (option == NULL)
			return options_unknown(command, word);
		return options_take(command, option, equals ? equals + 1 : NULL,
				    words);
	}
	for (const char *letter = word + 1; *letter && !failed; letter++) {
		option = options_short(options, *letter);
		failed = option ? options_take(command, option, NULL, words)
				: options_unknown(command, word);
	}
	return failed;
}

int cli_options(const struct cli_command *command,
		const struct cli_option *options, int *argc, char **argv)
{
	struct options_words words = {.argc = *argc, .at = 1, .argv = argv};
	int kept = 1;
	bool open = true;

	for (; words.at < words.argc; words.at++) {
		char *word = argv[words.at];

		if (open && strcmp(word, "--") == 0) {
			open = false;
		} else if (open && (strcmp(word, "--help") == 0 ||
				    strcmp(word, "-h") == 0)) {
			cli_usage(stdout, command);
			return 1;
		} else if (open && word[0] == '-' && word[1] != '\0') {
			if (options_word(command, options, &words) != 0)
				return -1;
		} else {
			argv[kept++] = word;
		}
	}
	*argc = kept;
	argv[kept] = NULL; /* as main() got it */
	return 0;
}
