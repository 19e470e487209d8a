/* check_cli.h: looking at public addresses, for the commands check and find. */
#ifndef LENSCAP_CLI_CHECK_CLI_H
#define LENSCAP_CLI_CHECK_CLI_H

#include "ledger_cli.h"

/* What the options of such a command say. */
struct check_cli {
	struct ledger_cli *ledger;
	bool json;
	bool find;  /* only which are mine; else also what they give away */
	bool all;   /* of find: those that are none of mine too */
	bool local; /* --allow-local */
	const char *proxy;
};

/* What help says of the options that both have. */
#define CHECK_CLI_HELP                                                         \
	"      --proxy socks5h://HOST:PORT  ask through this proxy (Tor: "     \
	"127.0.0.1:9050)\n"                                                    \
	"      --allow-local          reach this machine and network too; "    \
	"for "                                                                 \
	"trials\n"

/* True when a word of the command line is an address of the web. */
bool check_cli_is_address(const char *word);

/*
 * Look at argv[1] and what follows, as a stranger; the exit code.  work may be
 * NULL: then none is known as mine.
 */
int check_cli_run(const struct check_cli *options, struct casework *work,
		  int argc, char **argv);

#endif
