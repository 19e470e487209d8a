/* ledger_cli.c: opening the ledger from the command line, and its words. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_persons.h>
#include <lenscap/casework_temporary.h>

#include "ledger_cli.h"

/* ---- The terminal ---- */

bool ledger_cli_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	bool there = fd >= 0 && isatty(STDIN_FILENO);

	base_close(&fd);
	return there;
}

/* The terminal that is silent, and how it was: for a signal, and one thread. */
static struct termios ledger_shown;
static volatile sig_atomic_t ledger_silent = -1;

/* A shell that gets a silent terminal back would hide what is typed next. */
static void ledger_cli_signal(int number)
{
	tcsetattr(ledger_silent, TCSAFLUSH, &ledger_shown);
	raise(number); /* as if nobody had caught it: SA_RESETHAND */
}

static const int ledger_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
#define LEDGER_SIGNALS (sizeof(ledger_signals) / sizeof(*ledger_signals))

/* Read a line that the terminal does not show. */
static enum lens_err ledger_cli_silent(int fd, const char *question,
				       struct ledger_fault *fault,
				       struct ledger_secret **out)
{
	const struct sigaction caught = {.sa_handler = ledger_cli_signal,
					 .sa_flags = (int)SA_RESETHAND};
	struct sigaction before[LEDGER_SIGNALS];
	struct termios hidden = ledger_shown;
	enum lens_err err;

	ledger_silent = fd;
	for (size_t i = 0; i < LEDGER_SIGNALS; i++)
		sigaction(ledger_signals[i], &caught, &before[i]);
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(fd, TCSAFLUSH, &hidden);
	(void)!base_write_all(fd, base_view_of(question));
	err = ledger_secret_read(fd, fault, out);
	tcsetattr(fd, TCSAFLUSH, &ledger_shown);
	for (size_t i = 0; i < LEDGER_SIGNALS; i++)
		sigaction(ledger_signals[i], &before[i], NULL);
	ledger_silent = -1;
	return err;
}

enum lens_err ledger_cli_ask(void *context, struct ledger_fault *fault,
			     struct ledger_secret **out)
{
	const char *question = base_said(context ? context : "Passphrase: ");
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	enum lens_err err;

	*out = NULL;
	if (fd < 0 || tcgetattr(fd, &ledger_shown) != 0) {
		base_close(&fd);
		return LENS_SYSTEM;
	}
	err = ledger_cli_silent(fd, question, fault, out);
	(void)!base_write_all(fd, base_view_of("\n"));
	base_close(&fd);
	return err;
}

/* Whether it is one of these words, small or large. */
static bool ledger_cli_is(const char *answer, const char *words)
{
	char *copy = base_copy(words), *at = copy, *word;
	bool is = false;

	while ((word = strsep(&at, " ")) != NULL)
		is |= strcasecmp(answer, word) == 0;
	free(copy);
	return is;
}

bool ledger_cli_confirm(const char *question)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	char answer[8] = "";
	ssize_t got = 0;

	if (fd >= 0 && base_write_all(fd, base_view_of(question)) == LENS_OK)
		got = read(fd, answer, sizeof(answer) - 1);
	base_close(&fd);
	/* The word and nothing else: what it allows is not undone. */
	if (got > 0 && answer[got - 1] == '\n')
		answer[got - 1] = '\0';
	return got > 0 && (ledger_cli_is(answer, N_("y yes")) ||
			   ledger_cli_is(answer, base_said("y yes")));
}

/* ---- Where it is ---- */

/* That of the temporary session in which this was begun, if it was in one and
 * no other is named: never the user's own instead. */
static enum lens_err ledger_cli_joined(struct ledger_cli *ledger,
				       struct ledger_fault *fault)
{
	struct casework_keys *keys = &ledger->keys;
	enum lens_err err = LENS_NOT_FOUND;

	if (ledger->home == NULL)
		err = casework_temporary_join(fault, &ledger->found,
					      &ledger->recovery);
	if (err == LENS_OK && ledger->person != NULL) {
		snprintf(fault->sentence, sizeof(fault->sentence), "%s",
			 base_said("there are no ledgers of other persons in a "
				   "temporary session; end it first "
				   "('exit')."));
		return LENS_DENIED;
	}
	if (err == LENS_OK && keys->key_file == NULL &&
	    keys->passphrase_file == NULL && keys->recovery_file == NULL)
		keys->recovery_file = ledger->recovery;
	return err;
}

bool ledger_cli_place(struct ledger_cli *ledger)
{
	struct ledger_fault fault = {0};
	enum lens_err err = ledger_cli_joined(ledger, &fault);
	bool denied = err == LENS_DENIED;

	if (err == LENS_NOT_FOUND)
		err = casework_person_find(ledger->home, ledger->person, &fault,
					   &ledger->found);
	if (err != LENS_OK) {
		cli_say("%s", denied || err == LENS_MALFORMED
				  ? fault.sentence
				  : base_said("there is no place for the "
					      "ledger; name a folder you may "
					      "write to with --home DIR."));
		return false;
	}
	ledger->place = ledger->found.home;
	ledger->dir = ledger->found.dir;
	ledger->witness = ledger->found.witness;
	ledger->keys.bus = ledger->found.bus;
	if (ledger_cli_terminal())
		ledger->keys.ask = ledger_cli_ask;
	return true;
}

int ledger_cli_end(struct ledger_cli *ledger, struct casework *work, int code)
{
	casework_close(work);
	casework_place_free(&ledger->found);
	free(ledger->recovery);
	ledger->recovery = NULL;
	ledger->dir = ledger->witness = NULL;
	return code;
}

/* ---- What is said ---- */

void ledger_cli_notices(const struct ledger *ledger)
{
	for (unsigned i = 0; i < LEDGER_NOTICES; i++)
		if (ledger_noticed(ledger, i))
			cli_say("%s", base_said(ledger_notice_sentence(i)));
}
