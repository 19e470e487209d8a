/*
 * home.c: where a user's ledger and its witness are (XDG Base Directory
 * Specification): the one is data, the other state.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger_cli.h"

/* A folder of ours below an XDG folder, or below its default in HOME. */
static char *home_below(const char *variable, const char *otherwise)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");

	/* The specification ignores relative paths. */
	if (base != NULL && base[0] == '/')
		return base_format("%s/lenscap", base);
	if (home != NULL && home[0] == '/')
		return base_format("%s/%s/lenscap", home, otherwise);
	return NULL;
}

/* Make a folder and those above it, for its owner alone. */
static bool home_make(const char *path)
{
	char *copy = base_copy(path);
	bool made = true;

	for (char *slash = strchr(copy + 1, '/'); slash != NULL && made;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = mkdir(copy, 0700) == 0 || errno == EEXIST;
		*slash = '/';
	}
	if (made)
		made = mkdir(copy, 0700) == 0 || errno == EEXIST;
	free(copy);
	return made;
}

/*
 * A witness for each folder a ledger may be in: FNV-1a of the folder's path
 * tells them apart, and need do no more.
 */
static char *home_witness(const char *dir)
{
	char *state = home_below("XDG_STATE_HOME", ".local/state");
	char *whole = realpath(dir, NULL);
	const char *named = whole != NULL ? whole : dir;
	uint64_t hash = 14695981039346656037u;
	char *path = NULL;

	for (; *named != '\0'; named++)
		hash = (hash ^ (uint8_t)*named) * 1099511628211u;
	if (state != NULL && home_make(state))
		path = base_format("%s/witness-%016llx", state,
				   (unsigned long long)hash);
	free(whole);
	free(state);
	return path;
}

bool ledger_cli_place(struct ledger_cli *ledger)
{
	ledger->dir = ledger->home
			  ? base_copy(ledger->home)
			  : home_below("XDG_DATA_HOME", ".local/share");
	if (ledger->dir == NULL || !home_make(ledger->dir)) {
		fputs("lenscap: there is no place for the ledger; name a "
		      "folder you may write to with --home DIR.\n",
		      stderr);
		return false;
	}
	ledger->witness = home_witness(ledger->dir);
	ledger->place = (struct casework_home){ledger->dir, ledger->witness};
	ledger->keys.bus = getenv("DBUS_SESSION_BUS_ADDRESS");
	if (ledger_cli_terminal())
		ledger->keys.ask = ledger_cli_ask;
	return true;
}

void ledger_cli_free(struct ledger_cli *ledger)
{
	free(ledger->dir);
	free(ledger->witness);
	ledger->dir = ledger->witness = NULL;
}
