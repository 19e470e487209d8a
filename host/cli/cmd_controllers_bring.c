/* cmd_controllers_bring.c: import a set, add and forget one's own. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_registry.h>
#include <lenscap/view_registry.h>

#include "ledger_cli.h"

/* ---- Import ---- */

struct bringing {
	bool json;
};

static void bring_skipped(void *context, const char *path, const char *why)
{
	const struct bringing *bringing = context;
	char *name = cli_printable(path), *reason = cli_printable(why);

	if (bringing->json)
		cli_print_json(view_registry_skipped(path, why));
	else
		fprintf(stderr, "skipped %s: %s\n", name, reason);
	free(name);
	free(reason);
}

static void bring_sum(const struct registry_imported *counts, bool json)
{
	if (json)
		cli_print_json(view_registry_imported(counts));
	else
		printf("%zu companies, %zu authorities and %zu obsolete "
		       "records imported; %zu skipped.\n",
		       counts->companies, counts->authorities, counts->obsolete,
		       counts->skipped);
}

const char cmd_controllers_import_help[] =
    "Takes the whole data set of datenanfragen.de, as a folder or a ZIP file\n"
    "(which a jailed program unpacks).  It replaces the set imported before;\n"
    "where Lenscap has a record of its own, that one counts.\n"
    "\n"
    "      --set NAME             what the set is called (datenanfragen)\n"
    "      --home DIR             where the ledger is\n"
    "      --json                 for programs\n"
    "\n"
    "Examples:\n"
    "  lenscap controllers import ~/Downloads/data-master.zip\n"
    "  lenscap controllers import ~/data\n"
    "\n"
    "Exit status: 0 when every record was taken, 1 when some were skipped or\n"
    "nothing was imported.\n";

int cmd_controllers_import(const struct cli_command *self, int argc,
			   char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct bringing bringing = {false};
	struct casework_import import = {.set = "datenanfragen",
					 .skipped = bring_skipped,
					 .context = &bringing};
	struct registry_imported counts = {0};
	struct registry_fault fault = {""};
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"set", 0, NULL, &import.set},
	    {"json", 0, &bringing.json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	struct ledger_fault why = {0};
	struct casework *work = NULL;
	int code = CLI_SOME_FAILED;
	int given = cli_options(self, options, &argc, argv);
	enum lens_err err;

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2)
		return cli_wrong(self, "name one folder or ZIP file.");
	if (import.set[0] == '\0' || strlen(import.set) > 40 ||
	    import.set[strspn(
		import.set, "abcdefghijklmnopqrstuvwxyz0123456789-.")] != '\0')
		return cli_wrong(self, "--set takes small letters, digits, "
				       "hyphens and dots.");
	import.path = argv[1];
	if (ledger_cli_place(&ledger)) {
		/* Where none opens, casework says whether one is needed. */
		(void)!casework_open(&ledger.place, &ledger.keys, &why, &work);
		err = casework_import_registry(&ledger.place, work, &import,
					       &fault, &counts);
		if (err == LENS_OK) {
			bring_sum(&counts, bringing.json);
			code = counts.skipped > 0 ? CLI_SOME_FAILED : CLI_DONE;
		} else {
			char *name = cli_printable(argv[1]);

			fprintf(stderr, "lenscap controllers import: %s: %s\n",
				name, fault.sentence);
			free(name);
		}
	}
	return ledger_cli_end(&ledger, work, code);
}

/* ---- Add ---- */

struct bring_own {
	const char *name, *email, *address, *webform, *web, *kind, *slug;
};

/* "Some Company, Inc." as "some-company-inc". */
static void bring_slug(char out[CASEWORK_SLUG], const char *name)
{
	size_t length = 0;

	for (; *name != '\0' && length < 60; name++) {
		char c = *name;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[length++] = c;
		else if (length > 0 && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length > 0 && out[length - 1] == '-')
		length--;
	out[length] = '\0';
}

/* "\n" as people type it on a command line. */
static char *bring_lines(const char *text)
{
	char *lines = base_copy(text), *to = lines;

	for (const char *at = text; *at != '\0'; at++) {
		bool end = at[0] == '\\' && at[1] == 'n';

		*to++ = end ? '\n' : *at;
		at += end;
	}
	*to = '\0';
	return lines;
}

static void bring_member(json_t *record, const char *name, const char *value)
{
	char *lines;

	if (value == NULL)
		return;
	lines = bring_lines(value);
	json_object_set_new(record, name, view_text(lines));
	free(lines);
}

/* A record from what was said; the person is its source. */
static char *bring_record(const struct bring_own *own)
{
	char slug[CASEWORK_SLUG], today[LEDGER_CLI_TIME], *text;
	json_t *record;

	bring_slug(slug, own->name);
	ledger_cli_time(today, (int64_t)time(NULL) * 1000);
	today[10] = '\0';
	record = json_pack(
	    "{s:s, s:o, s:[s], s:s, s:{s:s, s:s}}", "slug",
	    own->slug != NULL ? own->slug : slug, "name", view_text(own->name),
	    "relevant-countries", "all", "quality", "verified", "lenscap",
	    "kind", own->kind != NULL ? own->kind : "other", "checked", today);
	bring_member(record, "email", own->email);
	bring_member(record, "address", own->address);
	bring_member(record, "webform", own->webform);
	bring_member(record, "web", own->web);
	text = json_dumps(record, JSON_COMPACT);
	json_decref(record);
	return text;
}

/* The record from a file, "-" for standard input; NULL with a word. */
static char *bring_file(const struct cli_command *self, const char *path)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
					: open(path, O_RDONLY | O_CLOEXEC);
	struct base_buffer bytes;
	char *text = NULL;

	base_buffer_init(&bytes, REGISTRY_RECORD_MAX);
	if (fd >= 0 && base_read_all(fd, &bytes) == LENS_OK)
		text =
		    base_format("%.*s", (int)bytes.size,
				bytes.size > 0 ? (const char *)bytes.data : "");
	else
		fprintf(stderr,
			"lenscap %s: the record cannot be read; name a file "
			"of at most 64 KB.\n",
			self->name);
	base_buffer_free(&bytes);
	base_close(&fd);
	return text;
}

static int bring_add(struct ledger_cli *ledger, const char *record, bool json)
{
	struct registry_fault fault = {""};
	char slug[CASEWORK_SLUG] = "";
	struct casework *work;
	int code = CLI_DONE;

	work = ledger_cli_open(ledger, &code);
	if (work != NULL && casework_add_controller(work, base_view_of(record),
						    &fault, slug) != LENS_OK) {
		fprintf(stderr, "lenscap %s: %s\n", ledger->command->name,
			fault.sentence);
		code = CLI_SOME_FAILED;
	} else if (work != NULL && json) {
		cli_print_json(
		    json_pack("{s:s, s:s}", "slug", slug, "status", "ok"));
	} else if (work != NULL) {
		printf("Kept as %s.\n", slug);
	}
	casework_close(work);
	return code;
}

const char cmd_controllers_add_help[] =
    "Keeps a company of your own in the ledger, sealed like your photos.\n"
    "Either a FILE with a record in datenanfragen.de's schema (\"-\" reads\n"
    "standard input), or:\n"
    "\n"
    "      --name NAME            what it is called\n"
    "      --email ADDRESS        where requests go\n"
    "      --address LINES        for letters, lines split by \\n\n"
    "      --webform URL          a form for requests\n"
    "      --web URL              its site\n"
    "      --kind KIND            face_search, people_search, ...\n"
    "      --slug SLUG            a short name for commands\n" LEDGER_CLI_HELP
    "\n"
    "Examples:\n"
    "  lenscap controllers add --name 'Face Finder' --email dpo@example.org\n"
    "  lenscap controllers add record.json\n";

int cmd_controllers_add(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct bring_own own = {0};
	bool json = false;
	char *record;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {"name", 0, NULL, &own.name},
	    {"email", 0, NULL, &own.email},
	    {"address", 0, NULL, &own.address},
	    {"webform", 0, NULL, &own.webform},
	    {"web", 0, NULL, &own.web},
	    {"kind", 0, NULL, &own.kind},
	    {"slug", 0, NULL, &own.slug},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if ((argc == 2) == (own.name != NULL) || argc > 2)
		return cli_wrong(self, "give either a file or --name.");
	record =
	    own.name != NULL ? bring_record(&own) : bring_file(self, argv[1]);
	if (record == NULL)
		return CLI_SOME_FAILED;
	code = bring_add(&ledger, record, json);
	free(record);
	return ledger_cli_end(&ledger, NULL, code);
}

/* ---- Forget ---- */

const char cmd_controllers_forget_help[] =
    "Forgets a company of your own.\n"
    "\n" LEDGER_CLI_HELP "\n"
    "Example:\n"
    "  lenscap controllers forget face-finder\n";

int cmd_controllers_forget(const struct cli_command *self, int argc,
			   char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct registry_fault fault = {""};
	struct casework *work;
	bool json = false;
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int code = CLI_DONE, given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc != 2)
		return cli_wrong(self, "name one record by its slug.");
	work = ledger_cli_open(&ledger, &code);
	if (work != NULL &&
	    casework_forget_controller(work, argv[1], &fault) != LENS_OK) {
		fprintf(stderr, "lenscap controllers forget: %s\n",
			fault.sentence);
		code = CLI_SOME_FAILED;
	} else if (work != NULL && json) {
		cli_print_json(json_pack("{s:s}", "status", "ok"));
	} else if (work != NULL) {
		puts("Forgotten.");
	}
	return ledger_cli_end(&ledger, work, code);
}
