/* watch.c: the pages to look at again. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/view_watch.h>

#include "network.h"
#include "operation.h"

/* ---- watch.list, watch.add, watch.remove ---- */

static void watch_row(void *context, const struct casework_watched *watched)
{
	(void)operation_row(context, view_watched(watched));
}

static void watch_list(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_watch_each(call->work, watch_row, call, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/*
 * An address that a look can ask for, as it is kept: the caller's.  NULL, and
 * refused, for what it cannot; what is on the list can be taken off it.
 */
static char *watch_address(struct operation_call *call, const char *word)
{
	char *page = network_address(call, word), *takes = NULL;
	char host[BASE_HOST_MAX];

	if (page == NULL || call->operation->which == 0)
		return page;
	if (strlen(page) >= IPC_ADDRESS_MAX)
		takes = base_format(base_said("addresses of at most %d bytes"),
				    IPC_ADDRESS_MAX - 1);
	else if (!network_is_address(page) || !base_url_host(page, host))
		takes = base_copy("addresses of the web: https:// or http:// "
				  "and the name of a site");
	if (takes == NULL)
		return page;
	operation_refuse(call, "urls", takes);
	free(takes);
	free(page);
	return NULL;
}

static bool watch_expect(struct operation_call *call)
{
	const json_t *list = operation_list(call, "urls"), *word;
	size_t i;

	json_array_foreach(list, i, word)
	{
		char *page = watch_address(call, json_string_value(word));

		if (page == NULL)
			return false;
		free(page);
	}
	return true;
}

static void watch_set(struct operation_call *call)
{
	const json_t *list = operation_list(call, "urls"), *word;
	bool on = call->operation->which != 0, changed = false;
	size_t i;

	json_array_foreach(list, i, word)
	{
		char *page = watch_address(call, json_string_value(word));
		struct ledger_fault fault = {0};
		enum lens_err err = page != NULL ? LENS_OK : LENS_MALFORMED;

		if (err == LENS_OK)
			err = casework_watch_set(call->work, page, on, &fault,
						 &changed);
		if (err != LENS_OK)
			operation_fail_as(call, err, &fault);
		else
			(void)operation_row(call,
					    json_pack("{s:o, s:b}", "page",
						      view_text(page),
						      "changed", changed));
		free(page);
		if (err != LENS_OK)
			return;
	}
}

/* ---- watch.run ---- */

static void watch_told(void *context, const struct casework_watch_row *row)
{
	struct operation_call *call = context;
	bool news = row->access == LEDGER_ACCESS_UNKNOWN ||
		    row->unlearned > 0 || row->cut;

	for (size_t i = 0; i < row->count; i++)
		news |= row->photos[i].added || row->photos[i].back ||
			row->photos[i].state == LEDGER_UNKNOWN;
	call->failed += news;
	(void)operation_row(call, view_watch(row));
}

static void watch_run(struct operation_call *call)
{
	const struct casework_watch watch = {.today = casework_today(),
					     .all =
						 operation_truth(call, "all"),
					     .network = network_of(call),
					     .row = watch_told,
					     .progress = operation_progress,
					     .context = call};
	struct ledger_fault fault = {0};
	size_t rested;
	enum lens_err err = casework_watch_run(call->work, &call->place->home,
					       &watch, &fault, &rested);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	else
		call->result = json_pack("{s:I}", "rested", (json_int_t)rested);
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param watch_set_params[] = {
	PARAM("urls", TEXTS, 1, CASEWORK_WATCH_MAX, REQUIRED | POSITIONAL,
	      "the address of a page", .metavar = "URL"),
	PARAM_END,
};
static const struct operation_param watch_run_params[] = {
	PARAM("all", TRUTH, 0, 0, 0,
	      "also pages that were looked at within the last 20 hours"),
	PARAMS_NETWORK,
	PARAM_END,
};

const struct operation operation_watch_rows[] = {
	{
		.name = "watch.list", .command = "watch list",
		.group = OPERATION_EXPOSURE,
		.summary = "the pages to look at again",
		.description = "Lists the pages that 'lenscap watch run' looks at, and "
			       "when each was last looked at.",
		.examples = "lenscap watch list\n",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "pages",
		.answer = "watched",
		.run = watch_list,
	}, {
		.name = "watch.add", .command = "watch add",
		.group = OPERATION_EXPOSURE,
		.summary = "put pages on the list to look at again",
		.description = "Notes pages to be looked at again, whether a photo "
			       "of yours is there yet or not.  Nothing is "
			       "fetched until 'lenscap watch run', which a "
			       "timer can do each day: 'systemctl --user enable "
			       "--now lenscap-watch.timer' where Lenscap is "
			       "installed and the desktop's keyring opens the "
			       "ledger.",
		.examples = "lenscap watch add https://example.org/people/me\n",
		.params = watch_set_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "pages",
		.expect = watch_expect, .run = watch_set, .which = 1,
	}, {
		.name = "watch.remove", .command = "watch remove",
		.group = OPERATION_EXPOSURE,
		.summary = "take pages off that list",
		.description = "Takes pages off the list.  What was seen on them stays.",
		.examples = "lenscap watch remove https://example.org/people/me\n",
		.params = watch_set_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "pages",
		.expect = watch_expect, .run = watch_set, .which = 0,
	}, {
		.name = "watch.run", .command = "watch run",
		.group = OPERATION_EXPOSURE,
		.summary = "look at the pages of that list again",
		.description = "Looks at each page of the list as a stranger would, unless "
			       "it was looked at within the last 20 hours: "
			       "which photos of yours are there, which are new "
			       "there, back, no longer there or gone.  It asks as "
			       "'lenscap check' and 'lenscap recheck' do, and notes "
			       "what they note.  The exit status is 1 when a photo "
			       "is new or back, or something could not be "
			       "learned.",
		.examples = "lenscap watch run\n"
			    "lenscap watch run --all --json\n",
		.params = watch_run_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_CHECKS, .list = "pages",
		.answer = "watch",
		.run = watch_run,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
