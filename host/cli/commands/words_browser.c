/* words_browser.c: browsers that learnt of Lenscap, on a terminal. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/browsers.h>

#include "words.h"

#define BROWSER_NAME_WIDTH 18

/* How a kind's extension is loaded, until it comes from a store. */
static const struct {
	const char *how, *file;
} browser_steps[BROWSERS_KINDS] = {
    [BROWSERS_CHROMIUM] = {"Chromium and its kin: chrome://extensions, "
			   "'Developer mode', 'Load unpacked'",
			   ""},
    [BROWSERS_FIREFOX] = {"Firefox and its kin: about:debugging, 'This "
			  "Firefox', 'Load Temporary Add-on'",
			  "/manifest.json"}};

/* Of each kind, whether a browser of it knows the host now. */
static void browser_learnt(struct cli_run *run, const char *kind)
{
	bool *kinds = run->context;

	if (kinds == NULL)
		run->context = kinds =
		    base_alloc(BROWSERS_KINDS, sizeof(*kinds));
	for (unsigned i = 0; i < BROWSERS_KINDS; i++)
		kinds[i] |= strcmp(browsers_kind_name(i), kind) == 0;
}

static void browser_print_row(struct cli_run *run, const json_t *row)
{
	const char *label = cli_member(row, "label");
	const char *outcome = cli_member(row, "outcome");

	if (strcmp(outcome, "failed") == 0) {
		fflush(stdout);
		fprintf(stderr, "lenscap %s: %s: %s.\n",
			run->call.operation->command, label,
			cli_member(row, "reason"));
		return;
	}
	browser_learnt(run, cli_member(row, "kind"));
	cli_column(stdout, label, BROWSER_NAME_WIDTH);
	printf("  %s\n", outcome);
}

static void browser_install_end(struct cli_run *run)
{
	const bool *kinds = run->context;
	const char *extension = cli_member(run->call.result, "extension");
	char *shown;

	/* Packages do not load it. */
	if (kinds == NULL || extension[0] == '\0' ||
	    operation_text(&run->call, "root") != NULL)
		return;
	shown = cli_printable(extension);
	puts("Next, load the extension where it is not yet:");
	for (unsigned kind = 0; kind < BROWSERS_KINDS; kind++)
		if (kinds[kind])
			printf("  %s,\n    %s%s\n", browser_steps[kind].how,
			       shown, browser_steps[kind].file);
	free(shown);
}

static void browser_uninstall_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("There was nothing to remove.");
}

static void browser_free(struct cli_run *run)
{
	free(run->context);
}

const struct cli_words words_browser[] = {
    {.name = "browser.install",
     .row = browser_print_row,
     .end = browser_install_end,
     .free = browser_free},
    {.name = "browser.uninstall",
     .row = browser_print_row,
     .end = browser_uninstall_end,
     .free = browser_free},
    {.name = NULL},
};
