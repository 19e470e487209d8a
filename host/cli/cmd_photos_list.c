/* cmd_photos_list.c: my photos, as a table or one object each. */
#include <stdlib.h>
#include <string.h>

#include "ledger_cli.h"

const char cmd_photos_list_help[] =
    "Lists your photos.\n"
    "\n" LEDGER_CLI_HELP
    "      --sort ORDER           added, source, pixels, bytes, findings or\n"
    "                             sightings\n"
    "      --reverse              the other way round\n"
    "      --source WORDS         only where the place it came from has these\n"
    "      --format FORMAT        only jpeg, png, webp, gif, heic or avif\n"
    "      --finding KIND         only those that give this away, like gps\n"
    "\n"
    "Examples:\n"
    "  lenscap photos list --sort findings --reverse\n"
    "  lenscap photos list --finding gps\n"
    "  lenscap photos list --json | jq -r .source\n";

#define LIST_SOURCE_WIDTH 44

static bool list_seen(void *context, const struct ledger_sighting *sighting)
{
	size_t *count = context;

	(void)sighting;
	++*count;
	return true;
}

static enum lens_err list_json(struct ledger *ledger,
			       const struct ledger_photo *photo,
			       struct ledger_fault *fault)
{
	size_t sightings = 0;
	enum lens_err err = ledger_sighting_each(ledger, photo->id, list_seen,
						 &sightings, fault);

	if (err == LENS_OK)
		cli_print_json(view_photo(photo, sightings));
	return err;
}

static enum lens_err list_row(struct ledger *ledger,
			      const struct ledger_photo *photo,
			      struct ledger_fault *fault)
{
	char *source = cli_printable(photo->source);
	char added[LEDGER_CLI_TIME], size[32];

	(void)ledger;
	(void)fault;
	ledger_cli_time(added, photo->added);
	cli_bytes(size, sizeof(size), photo->bytes);
	printf("%6lld  ", (long long)photo->id);
	cli_column(stdout, source, LIST_SOURCE_WIDTH);
	printf("  %-5s %5u×%-5u  %8s  %.10s  %u\n", photo->format, photo->width,
	       photo->height, size, added, photo->finding_count);
	free(source);
	return LENS_OK;
}

/* Page by page, so that a large ledger does not fill the memory. */
static enum lens_err list_pages(struct ledger *ledger,
				struct ledger_query *query, bool json,
				struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	uint64_t total = 1;

	if (!json)
		printf("%s%6s  %-*s  %-5s %11s  %8s  %-10s  %s%s\n",
		       cli_style(stdout, CLI_BOLD), "PHOTO", LIST_SOURCE_WIDTH,
		       "ADDED FROM", "KIND", "PIXELS", "SIZE", "ADDED",
		       "FINDINGS", cli_style(stdout, CLI_PLAIN));
	while (query->offset < total && err == LENS_OK) {
		struct ledger_photos *page = NULL;

		err = ledger_photo_list(ledger, query, fault, &page);
		if (err != LENS_OK)
			break;
		for (size_t i = 0; i < page->count && err == LENS_OK; i++)
			err = (json ? list_json : list_row)(
			    ledger, &page->photos[i], fault);
		total = page->count > 0 ? page->total : 0;
		query->offset += page->count;
		ledger_photos_free(page);
	}
	return err;
}

static bool list_order(const char *word, enum ledger_order *out)
{
	for (unsigned i = 0; i < LEDGER_ORDERS; i++)
		if (strcmp(word, ledger_order_name(i)) == 0) {
			*out = i;
			return true;
		}
	return false;
}

int cmd_photos_list(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct ledger_query query = {.order = LEDGER_BY_ADDED};
	struct ledger_fault fault = {0};
	const char *order = "added";
	struct casework *work;
	bool json = false;
	enum lens_err err;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"sort", 0, NULL, &order},
	    {"reverse", 0, &query.descending, NULL},
	    {"source", 0, NULL, &query.source},
	    {"format", 0, NULL, &query.format},
	    {"finding", 0, NULL, &query.finding},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (!list_order(order, &query.order))
		return cli_wrong(self, "--sort takes added, source, pixels, "
				       "bytes, findings or sightings.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL) {
		err = list_pages(casework_ledger(work), &query, json, &fault);
		code = ledger_cli_code(&ledger, err, &fault);
	}
	return ledger_cli_end(&ledger, work, code);
}
