/* screen.c: what a terminal shows: styles, columns, a progress bar. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include <lenscap/base_said.h>

#include "cli.h"

#define SCREEN_BAR 30
#define SCREEN_PATIENCE 1000 /* ms of work before a bar appears */
#define SCREEN_REFRESH 100
#define SCREEN_CLEAR "\r\033[K"

const char *cli_style(FILE *out, enum cli_style style)
{
	static const char *const sequences[] = {
	    [CLI_PLAIN] = "\033[0m",   [CLI_BOLD] = "\033[1m",
	    [CLI_DIM] = "\033[2m",     [CLI_RED] = "\033[31m",
	    [CLI_YELLOW] = "\033[33m", [CLI_GREEN] = "\033[32m",
	};
	const char *refused = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if ((refused != NULL && refused[0] != '\0') || !isatty(fileno(out)) ||
	    (terminal != NULL && strcmp(terminal, "dumb") == 0))
		return "";
	return sequences[style];
}

/* Length in bytes and columns of the character at text. */
static size_t screen_character(const char *text, size_t *columns)
{
	static const struct {
		uint32_t from, to;
	} wide[] = {
	    {0x1100, 0x115f}, {0x2e80, 0xa4cf},	  {0xac00, 0xd7a3},
	    {0xf900, 0xfaff}, {0xfe30, 0xfe6f},	  {0xff00, 0xff60},
	    {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd},
	};
	uint8_t first = (uint8_t)text[0];
	size_t length = first < 0x80   ? 1
			: first < 0xe0 ? 2
			: first < 0xf0 ? 3
				       : 4;
	uint32_t c = length == 1 ? first : first & (0x7fu >> length);

	for (size_t i = 1; i < length; i++)
		c = c << 6 | ((uint8_t)text[i] & 0x3f);
	*columns = c >= 0x300 && c <= 0x36f ? 0 : 1; /* combining marks */
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (c >= wide[i].from && c <= wide[i].to)
			*columns = 2;
	return length;
}

static size_t screen_columns(const char *text, size_t length)
{
	size_t width = 0, columns;

	for (size_t at = 0; at < length; width += columns)
		at += screen_character(text + at, &columns);
	return width;
}

size_t cli_width(const char *text)
{
	return screen_columns(text, strlen(text));
}

char *cli_fit(const char *text, size_t width, bool cut)
{
	size_t length = 0, used = 0, columns, size;
	bool over = cli_width(text) > width;

	while (text[length] != '\0') {
		size = screen_character(text + length, &columns);
		if (cut && used + columns > width - over)
			break;
		length += size;
		used += columns;
	}
	cut &= over;
	used += cut;
	return base_format("%.*s%s%*s", (int)length, text, cut ? "…" : "",
			   used < width ? (int)(width - used) : 0, "");
}

void cli_column(FILE *out, const char *text, size_t width)
{
	char *fit = cli_fit(text, width, true);

	fputs(fit, out);
	free(fit);
}

/* A line that is too long, its rest as far in as its text: behind "1.  ". */
static void screen_line(FILE *out, const char *line, size_t length,
			size_t width)
{
	size_t indent = strspn(line, " "), at = 0;
	size_t number = strspn(line + indent, "0123456789");

	if (number > 0 && strncmp(line + indent + number, ". ", 2) == 0)
		indent += number + 1 + strspn(line + indent + number + 1, " ");
	for (size_t i = 0; i < length;) {
		size_t word = i + strspn(line + i, " ");
		size_t end = word + strcspn(line + word, " \n");
		size_t columns = screen_columns(line + i, end - i);

		if (at > indent && at + columns > width) {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
			columns -= word - i;
			i = word;
		}
		fwrite(line + i, 1, end - i, out);
		at += columns;
		i = end;
	}
	fputc('\n', out);
}

void cli_print_wrapped(FILE *out, const char *text, size_t width)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		screen_line(out, text, length, width);
		text += length + (text[length] != '\0');
	}
}

size_t cli_screen_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	uint64_t width;

	if (columns != NULL &&
	    base_parse_number(columns, 10000, &width) == LENS_OK)
		return (size_t)width;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void cli_bytes(char *out, size_t capacity, uint64_t bytes)
{
	static const char *const units[] = {N_("kB"), N_("MB"), N_("GB"),
					    N_("TB")};
	double value = (double)bytes / 1000;
	size_t unit = 0;

	if (bytes < 1000) {
		snprintf(out, capacity, base_said("%u bytes"), (unsigned)bytes);
		return;
	}
	for (; value >= 999.5 && unit < 3; unit++)
		value /= 1000;
	snprintf(out, capacity, value < 9.95 ? "%.1f %s" : "%.0f %s", value,
		 base_said(units[unit]));
}

char *cli_printable(const char *text)
{
	size_t room = strlen(text) + 1; /* no character becomes longer */
	char *out = base_alloc(1, room);

	base_printable(out, room, base_view_of(text));
	return out;
}

void cli_progress_clear(struct cli_progress *progress)
{
	if (progress->visible)
		fputs(SCREEN_CLEAR, stderr);
	progress->visible = false;
}

void cli_progress(struct cli_progress *progress, const char *what, size_t done,
		  size_t total)
{
	int64_t now = base_now_ms();
	size_t filled = total ? SCREEN_BAR * done / total : 0;

	if (progress->started == 0)
		progress->started = now;
	if (done >= total) {
		cli_progress_clear(progress);
		return;
	}
	if (now - progress->started < SCREEN_PATIENCE ||
	    now - progress->shown < SCREEN_REFRESH || !isatty(STDERR_FILENO))
		return;
	progress->shown = now;
	progress->visible = true;
	fprintf(stderr, SCREEN_CLEAR "%s [", what);
	for (size_t i = 0; i < SCREEN_BAR; i++)
		fputs(i < filled ? "█" : " ", stderr);
	fprintf(stderr, base_said("] %zu of %zu"), done, total);
	if (done > 0)
		fprintf(stderr, base_said(", about %lld s left"),
			(long long)((now - progress->started) *
				    (int64_t)(total - done) / (int64_t)done /
				    1000));
	fflush(stderr);
}
