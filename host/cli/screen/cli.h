/* cli.h: what the commands share. */
#ifndef LENSCAP_CLI_CLI_H
#define LENSCAP_CLI_CLI_H

#include <stdio.h>

#include <jansson.h>

#include <lenscap/view.h>

/* The exit codes of every command (design: 4. Command line). */
enum cli_exit {
	CLI_DONE = 0,
	CLI_SOME_FAILED = 1,
	CLI_USED_WRONGLY = 2,
	CLI_LOCKED = 3,
	CLI_INTERRUPTED = 130, /* as shells report SIGINT */
};

/* A sentence on stderr, and an end of line. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say what was wrong with how a command was used; CLI_USED_WRONGLY. */
int cli_wrong(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- Screen ---- */

enum cli_style { CLI_PLAIN, CLI_BOLD, CLI_DIM, CLI_RED, CLI_YELLOW, CLI_GREEN };

/*
 * The sequence that starts a style on a stream, "" when the stream is no
 * terminal or NO_COLOR is set (no-color.org).
 */
const char *cli_style(FILE *out, enum cli_style style);

/* Columns a printable UTF-8 text takes on a terminal. */
size_t cli_width(const char *text);

/* Text padded with spaces to width columns, and cut to them with an ellipsis if
 * cut says so; the caller frees it. */
char *cli_fit(const char *text, size_t width, bool cut);

/* Print text padded and cut so. */
void cli_column(FILE *out, const char *text, size_t width);

/* Print lines, those longer than width columns broken between their words. */
void cli_print_wrapped(FILE *out, const char *text, size_t width);

/* Columns of the screen that is printed to, or that COLUMNS says; 0 for a file
 * or a pipe, which has no width. */
size_t cli_screen_width(void);

/* Bytes for people ("3.1 MB"), in capacity bytes of out. */
void cli_bytes(char *out, size_t capacity, uint64_t bytes);

/* A path or other outside text, safe to print; the caller frees it. */
char *cli_printable(const char *text);

/*
 * A bar on stderr for work of more than a second; nothing when stderr is no
 * terminal.  Zero-initialise; done == total clears it.
 */
struct cli_progress {
	int64_t started, shown;
	bool visible;
};
void cli_progress(struct cli_progress *progress, const char *what, size_t done,
		  size_t total);
/* Take the bar off the screen, before other lines are printed. */
void cli_progress_clear(struct cli_progress *progress);

/* ---- Folders ---- */

/* Say how many other files folders of pictures had, after what stdout has;
 * nothing for none. */
void cli_passed_over(size_t count);

/* ---- Interruption ---- */

/* A descriptor that can be read once SIGINT or SIGTERM has come. */
int cli_interruption(void);

/* ---- JSON ---- */

/* Print one object as a line and release it. */
void cli_print_json(json_t *object);

/* CLI_SOME_FAILED, with a word on stderr, when stdout lost anything. */
int cli_finish(int code);

#endif
