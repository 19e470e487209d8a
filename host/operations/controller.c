/* controller.c: who can be written to: found, shown, brought, added. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_registry.h>
#include <lenscap/view_registry.h>

#include "operation.h"

#define CONTROLLER_PAGE 30 /* of an answer */
#define CONTROLLER_HITS 20 /* of a search on a terminal */

/*
 * The registry, with the person's own where the ledger is open.  NULL, the
 * call having failed, when it cannot be read; own is to be closed.
 */
static const struct registry *controller_registry(struct operation_call *call,
						  struct registry **own)
{
	struct registry_fault fault = {""};
	const struct registry *registry = NULL;

	*own = NULL;
	if (casework_registry_of(&call->place->home, call->work, &fault, own,
				 &registry) != LENS_OK)
		operation_fail_saying(call, OPERATION_INTERNAL, fault.sentence);
	return registry;
}

/* ---- Search and list ---- */

static int64_t controller_limit(const struct operation_call *call)
{
	if (call->front->page == 0 && !operation_truth(call, "all") &&
	    operation_text(call, "query") != NULL)
		return operation_number(call, "limit", CONTROLLER_HITS);
	return operation_limit(call, CONTROLLER_PAGE);
}

static void controller_search(struct operation_call *call)
{
	const char *kind = operation_text(call, "kind");
	const char *country = operation_text(call, "country");
	const char *words = operation_text(call, "query");
	int64_t offset = operation_number(call, "offset", 0);
	int64_t limit = controller_limit(call);
	struct registry_query query = {.words = words ? words : "",
				       .country = country ? country : ""};
	struct registry *own;
	const struct registry *registry = controller_registry(call, &own);
	struct registry_hit *hits;
	int64_t count;

	if (registry == NULL)
		return;
	query.of_kind = kind && registry_kind_named(kind, &query.kind);
	hits = base_alloc(registry_count(registry) + 1, sizeof(*hits));
	count = (int64_t)registry_search(registry, &query, hits,
					 registry_count(registry));
	for (int64_t i = offset; i < count && i - offset < limit; i++)
		if (!operation_row(call, view_hit(&hits[i])))
			break;
	operation_page(call, count, limit);
	free(hits);
	registry_close(own);
}

/* ---- Show ---- */

static json_t *controller_record(const struct registry *registry,
				 const char *slug)
{
	struct base_buffer text;
	json_t *record = NULL;

	base_buffer_init(&text, 4 * REGISTRY_RECORD_MAX);
	if (registry_record(registry, slug, true, &text) == LENS_OK)
		record =
		    json_loadb((const char *)text.data, text.size, 0, NULL);
	base_buffer_free(&text);
	return record;
}

static void controller_show(struct operation_call *call)
{
	struct registry *own;
	const struct registry *registry = controller_registry(call, &own);
	const struct registry_controller *to =
	    registry
		? registry_find_meant(registry, operation_text(call, "slug"))
		: NULL;
	char *sentence, *none;

	if (registry != NULL && to == NULL) {
		none =
		    registry_none_meant(registry, operation_text(call, "slug"));
		sentence = base_format(
		    "%s%s.", none,
		    call->work
			? ""
			: base_said(", and your own where the ledger is open"));
		free(none);
		operation_fail_saying(call, OPERATION_NOT_FOUND, sentence);
		free(sentence);
	} else if (to != NULL && operation_truth(call, "record")) {
		call->result = controller_record(registry, to->slug);
	} else if (to != NULL) {
		call->result = view_controller_whole(to);
	}
	registry_close(own);
}

/* ---- Import ---- */

static void controller_skipped(void *context, const char *path, const char *why)
{
	(void)operation_row(context, view_registry_skipped(path, why));
}

static void controller_import(struct operation_call *call)
{
	const char *set = operation_text(call, "set");
	const char *path =
	    call->front->path(call, operation_number(call, "path", 0));
	struct casework_import import = {.path = path,
					 .set = set ? set : "datenanfragen",
					 .skipped = controller_skipped,
					 .context = call};
	struct registry_imported counts = {0};
	struct registry_fault fault = {""};
	char *sentence;

	if (casework_import_registry(&call->place->home, call->work, &import,
				     &fault, &counts) == LENS_OK) {
		call->result = view_registry_imported(&counts);
		call->failed = counts.skipped;
		return;
	}
	sentence = base_format("%s: %s", path, base_said(fault.sentence));
	operation_fail_saying(call, OPERATION_DENIED, sentence);
	free(sentence);
}

/* ---- Add ---- */

/* "Some Company, Inc." as "some-company-inc". */
static void controller_slug(char out[CASEWORK_SLUG], const char *name)
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

/* A record from what was said; the person is its source. */
static char *controller_made(const struct operation_call *call)
{
	static const char *const members[] = {"email", "address", "webform",
					      "web"};
	const char *slug = operation_text(call, "slug");
	const char *kind = operation_text(call, "kind");
	const char *name = operation_text(call, "name");
	char made[CASEWORK_SLUG], today[LEDGER_DAY], *text;
	json_t *record;

	controller_slug(made, name);
	law_day_text(casework_today(), today);
	record = json_pack(
	    "{s:s, s:s, s:[s], s:s, s:{s:s, s:s}}", "slug", slug ? slug : made,
	    "name", name, "relevant-countries", "all", "quality", "verified",
	    "lenscap", "kind", kind ? kind : "other", "checked", today);
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *value = operation_text(call, members[i]);
		char *lines = value ? operation_lines(value) : NULL;

		if (lines != NULL)
			json_object_set_new(record, members[i],
					    json_string(lines));
		free(lines);
	}
	text = json_dumps(record, JSON_COMPACT);
	json_decref(record);
	return text;
}

/* The record of a file; NULL, the call having failed, if it cannot be read. */
static char *controller_file(struct operation_call *call)
{
	const char *name;
	int fd =
	    call->front->file(call, operation_number(call, "file", 0), &name);
	struct base_buffer bytes;
	char *text = NULL;

	if (fd < 0)
		return NULL;
	base_buffer_init(&bytes, REGISTRY_RECORD_MAX);
	if (base_read_all(fd, &bytes) == LENS_OK)
		text =
		    base_format("%.*s", (int)bytes.size,
				bytes.size > 0 ? (const char *)bytes.data : "");
	else
		operation_fail_saying(call, OPERATION_TOO_BIG,
				      "The record cannot be read; name a file "
				      "of at most 64 KB.");
	base_buffer_free(&bytes);
	base_close(&fd);
	return text;
}

static void controller_add(struct operation_call *call)
{
	json_t *given = json_object_get(call->params, "record");
	char slug[CASEWORK_SLUG] = "", *record;
	struct registry_fault fault = {""};

	if (given != NULL)
		record = json_dumps(given, JSON_COMPACT);
	else if (operation_text(call, "name") != NULL)
		record = controller_made(call);
	else
		record = controller_file(call);
	if (record == NULL)
		return;
	if (casework_add_controller(call->work, base_view_of(record), &fault,
				    slug) == LENS_OK) {
		call->result = json_pack("{s:s}", "slug", slug);
	} else {
		call->err = LENS_DENIED;
		operation_fail_saying(call, OPERATION_BAD_PARAMS,
				      fault.sentence);
	}
	free(record);
}

static void controller_forget(struct operation_call *call)
{
	const char *slug = operation_text(call, "slug");
	struct registry_fault fault = {""};

	if (casework_forget_controller(call->work, slug, &fault) == LENS_OK)
		call->result = json_pack("{s:i}", "forgotten", 1);
	else
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      fault.sentence);
}

static void controller_contact(struct operation_call *call)
{
	const char *what = operation_text(call, "what");
	struct registry_fault fault = {""};
	char *value = operation_lines(operation_text(call, "value"));
	bool link = strncasecmp(value, "mailto:", 7) == 0;
	/* A link to an address is copied from pages: the address is meant. */
	const struct casework_contact contact = {
	    .slug = operation_text(call, "slug"),
	    .value = value + (link ? 7 : 0),
	    .source = operation_text(call, "source"),
	    .bounced = strcmp(what, "bounced") == 0,
	    .forget = strcmp(what, "forget") == 0,
	};
	enum lens_err err = LENS_OK;

	if (link)
		value[strcspn(value, "?")] = '\0';
	if (strcmp(what, "add") == 0 && contact.source == NULL) {
		operation_refuse(call, "source",
				 "the address of the page where you read it");
		free(value);
		return;
	}
	err = casework_keep_contact(&call->place->home, call->work, &contact,
				    &fault);
	if (err == LENS_OK)
		call->result = json_pack("{s:s}", "slug", contact.slug);
	else
		operation_fail_saying(call,
				      err == LENS_NOT_FOUND
					  ? OPERATION_NOT_FOUND
					  : OPERATION_BAD_PARAMS,
				      fault.sentence);
	free(value);
}

/* ---- The table ---- */

/* clang-format off */
#define PARAM_KIND \
	PARAM("kind", CHOICE, 0, 0, 0, "only of this kind", \
	      .values = value_controller_kind, .metavar = "KIND")
#define PARAM_COUNTRY \
	PARAM("country", TEXT, 2, 2, 0, "only those relevant in this country, " \
	      "such as de", .metavar = "CC")
#define PARAM_SLUG \
	PARAM("slug", TEXT, 1, CASEWORK_SLUG - 1, REQUIRED | POSITIONAL, \
	      "its short name, as a search shows it", .metavar = "SLUG")
#define TEXT_MAX 2000

static const struct operation_param controller_search_params[] = {
	PARAM("query", TEXT, 0, 256, REQUIRED | POSITIONAL | SEVERAL,
	      "words of a name or brand, a domain, or the address of a page", .metavar = "WORDS"),
	PARAM_KIND,
	PARAM_COUNTRY,
	PARAM_OFFSET("skip this many controllers"),
	PARAM_LIMIT("list this many controllers at most"),
	PARAM("all", TRUTH, 0, 0, COMMAND, "all of them, not only the best 20"),
	PARAM_END,
};
static const struct operation_param controller_list_params[] = {
	PARAM_KIND,
	PARAM_COUNTRY,
	PARAM_OFFSET("skip this many controllers"),
	PARAM_LIMIT("list this many controllers at most"),
	PARAM_END,
};
static const struct operation_param controller_show_params[] = {
	PARAM_SLUG,
	PARAM("record", TRUTH, 0, 0, 0, "the record itself, as datenanfragen.de's schema has it"),
	PARAM_END,
};
static const struct operation_param controller_import_params[] = {
	PARAM("path", FILE, 0, 0, REQUIRED | POSITIONAL, "a folder or a ZIP file",
	      .metavar = "PATH"),
	PARAM("set", TEXT, 1, 40, 0, "what the set is called; otherwise datenanfragen",
	      .metavar = "NAME"),
	PARAM_END,
};
static const struct operation_param controller_add_params[] = {
	PARAM("record", OBJECT, 1, 100, HOST, "a record in datenanfragen.de's schema"),
	PARAM("file", FILE, 0, 0, COMMAND | POSITIONAL,
	      "a file with a record in datenanfragen.de's schema; '-' reads standard input",
	      .metavar = "FILE"),
	PARAM("name", TEXT, 1, 256, 0, "or, without a file, its name", .metavar = "NAME"),
	PARAM("email", TEXT, 1, TEXT_MAX, 0, "where requests go", .metavar = "ADDRESS"),
	PARAM("address", TEXT, 1, TEXT_MAX, OPERATION_READ, "for letters by post; \\n begins a new line",
	      .metavar = "LINES"),
	PARAM("webform", TEXT, 1, TEXT_MAX, 0, "the address of a form for "
	      "requests", .metavar = "URL"),
	PARAM("web", TEXT, 1, TEXT_MAX, 0, "its website", .metavar = "URL"),
	PARAM("kind", CHOICE, 0, 0, 0, "what it does", .values = value_controller_kind,
	      .metavar = "KIND"),
	PARAM("slug", TEXT, 1, CASEWORK_SLUG - 1, 0, "a short name for commands",
	      .metavar = "SLUG"),
	PARAM_END,
};
static const struct operation_rule controller_add_rules[] = {
	{OPERATION_ONE_OF, {"record", "file", "name"}},
	{OPERATION_NEEDS, {"email", "name"}},
	{OPERATION_NEEDS, {"address", "name"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param controller_contact_params[] = {
	PARAM("what", CHOICE, 0, 0, REQUIRED | POSITIONAL,
	      "add one, mark one whose mail came back, or forget one of your own",
	      .values = value_contact_act, .metavar = "add|bounced|forget"),
	PARAM_SLUG,
	PARAM("value", TEXT, 3, TEXT_MAX, REQUIRED | POSITIONAL,
	      "an e-mail address or the address of a form; to mark as "
	      "bounced, any contact",
	      .metavar = "CONTACT"),
	PARAM("source", TEXT, 8, 1000, 0, "the page where you read it", .metavar = "URL"),
	PARAM_END,
};
static const struct operation_param controller_forget_params[] = {
	PARAM_SLUG,
	PARAM_END,
};

const struct operation operation_controller_rows[] = {
	{
		.name = "controller.search", .command = "controllers search",
		.group = OPERATION_LETTERS, .first = true,
		.summary = "find companies to write to",
		.description = "Finds companies by name, brand, domain or the "
			       "address of a page; one letter may be wrong.",
		.examples = "lenscap controllers search clerview\n"
			    "lenscap controllers search pimeyes.com --json\n",
		.params = controller_search_params, .needs = OPERATION_QUIETLY,
		.queue = OPERATION_INTERACTIVE, .list = "controllers",
		.run = controller_search,
		.answer = "hit",
	}, {
		.name = "controller.list", .command = "controllers list",
		.group = OPERATION_LETTERS,
		.summary = "all the companies it knows",
		.description = "Lists the companies that Lenscap knows: its own records, those you "
			       "imported and, with the ledger unlocked, those you added.",
		.examples = "lenscap controllers list --kind face_search\n",
		.params = controller_list_params, .needs = OPERATION_QUIETLY,
		.queue = OPERATION_INTERACTIVE, .list = "controllers",
		.run = controller_search,
		.answer = "hit",
	}, {
		.name = "controller.show", .command = "controllers show",
		.group = OPERATION_LETTERS,
		.summary = "all about one, with sources",
		.description = "Shows everything that is known about a "
			       "company: how to reach it, what "
			       "it asks for, what authorities decided, each with its source "
			       "and date.",
		.examples = "lenscap controllers show clearview-ai\n",
		.params = controller_show_params, .needs = OPERATION_QUIETLY,
		.queue = OPERATION_INTERACTIVE, .run = controller_show,
		.answer = "controller_whole",
	}, {
		.name = "controller.import", .command = "controllers import",
		.group = OPERATION_LETTERS,
		.summary = "take datenanfragen.de's data set",
		.description = "Takes the whole data set of datenanfragen.de, as a folder or a "
			       "ZIP file (which a sandboxed program unpacks).  It replaces the "
			       "set imported before; where Lenscap has a "
			       "record of its own, it uses that one.\n\n"
			       "Exit status: 0 when every record was taken, 1 when some were "
			       "skipped or nothing was imported.",
		.examples = "lenscap controllers import ~/Downloads/data-master.zip\n"
			    "lenscap controllers import ~/data\n",
		.params = controller_import_params, .needs = OPERATION_ASKING,
		.run = controller_import,
	}, {
		.name = "controller.add", .command = "controllers add",
		.group = OPERATION_LETTERS,
		.summary = "add a company of your own",
		.description = "Keeps a company of your own in the ledger, sealed like your "
			       "photos.",
		.examples = "lenscap controllers add --name 'Face Finder' --email dpo@example.org\n"
			    "lenscap controllers add record.json\n",
		.params = controller_add_params, .rules = controller_add_rules,
		.needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = controller_add,
	}, {
		.name = "controller.contact", .command = "controllers contact",
		.group = OPERATION_LETTERS,
		.summary = "add a contact of your own, or mark a dead one",
		.description = "Adds a contact that you found to the record of a company, "
			       "with the page where you read it; letters then go there.  A "
			       "contact whose mail came back is no longer used, and the next "
			       "one takes its place.  It is kept in the ledger.",
		.examples = "lenscap controllers contact add facecheck-id dpo@example.org \\\n"
			    "    --source https://example.org/privacy\n"
			    "lenscap controllers contact bounced whitepages support@example.org\n",
		.params = controller_contact_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = controller_contact,
	}, {
		.name = "controller.forget", .command = "controllers forget",
		.group = OPERATION_LETTERS,
		.summary = "forget a company you added",
		.description = "Forgets a company you added.",
		.examples = "lenscap controllers forget face-finder\n",
		.params = controller_forget_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = controller_forget,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
