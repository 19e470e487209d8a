/* input.c: what stands as "-" in a command is read from standard input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_said.h>

#include "run.h"

#define INPUT_MOST (1u << 16) /* bytes: no text may have as many */

char *cli_read_line(const char *what)
{
	char *line = NULL, *shown;
	size_t capacity = 0;

	if (isatty(STDIN_FILENO)) {
		shown = cli_printable(what);
		fprintf(stderr, "%s: ", shown);
		free(shown);
	}
	if (getline(&line, &capacity, stdin) < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\n")] = '\0';
	return line;
}

char *cli_read_text(const char *what)
{
	char *text = base_alloc(INPUT_MOST + 1, 1);
	size_t size;

	if (isatty(STDIN_FILENO))
		fprintf(
		    stderr,
		    base_said("%s (Ctrl-D on a line of its own ends it):\n"),
		    what);
	size = fread(text, 1, INPUT_MOST, stdin);
	while (size > 0 && text[size - 1] == '\n')
		size--;
	text[size] = '\0';
	if (size > 0 && strlen(text) == size)
		return text;
	free(text);
	return NULL;
}
