/*
 * complete.c: what a shell may offer for the word that is being typed.  Names
 * and words come from the table; numbers and slugs from the ledger, if its key
 * is at hand: a shell that completes asks nobody.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_registry.h>

#include "screen/run.h"

/* A command line up to the word that is being typed. */
struct completion {
	const struct operation *operation;
	struct casework_keys keys;
	const char *home, *person;
	const char *before; /* of a list: what is typed up to its last comma */
	size_t before_size;
	const char *typed; /* what a candidate must begin with */
};

/* ---- Candidates ---- */

/* A control character in it would be a second candidate. */
static void complete_words(const char *text)
{
	char *shown = cli_printable(text);

	fputs(shown, stdout);
	free(shown);
}

static void complete_offer(const struct completion *at, const char *word,
			   const char *help)
{
	if (strncmp(word, at->typed, strlen(at->typed)) != 0)
		return;
	printf("%.*s", (int)at->before_size, at->before);
	complete_words(word);
	if (help != NULL && help[0] != '\0') {
		putchar('\t');
		complete_words(help);
	}
	putchar('\n');
}

static void complete_number(const struct completion *at, int64_t number,
			    const char *help)
{
	char *word = base_format("%lld", (long long)number);

	complete_offer(at, word, help);
	free(word);
}

/* ---- From the ledger ---- */

/* NULL unless it opens at once: by the session's key, or a file that was
 * named. */
static struct casework *complete_open(const struct completion *at,
				      const struct casework_home *home)
{
	struct ledger_fault fault;
	struct ledger_key *key = NULL;
	struct casework *work = NULL;

	if (at->keys.key_file != NULL)
		return casework_open(home, &at->keys, &fault, &work) == LENS_OK
			   ? work
			   : NULL;
	if (ledger_key_recall(home->dir, NULL, &key) == LENS_OK &&
	    casework_open_with(home, key, &fault, &work) != LENS_OK)
		work = NULL;
	ledger_key_free(key);
	return work;
}

static bool complete_case(void *context, const struct casework_case *the_case)
{
	complete_number(context, the_case->id, the_case->name);
	return true;
}

static void complete_cases(struct completion *at, struct casework *work,
			   const struct casework_home *home)
{
	(void)home;
	if (work != NULL)
		(void)!casework_case_each(work, 0, casework_today(), LAW_EN,
					  complete_case, at, NULL);
}

static bool complete_letter(void *context, const struct ledger_letter *letter)
{
	complete_number(context, letter->id, letter->subject);
	return true;
}

static void complete_letters(struct completion *at, struct casework *work,
			     const struct casework_home *home)
{
	(void)home;
	if (work != NULL)
		(void)!ledger_letter_each(casework_ledger(work), 0,
					  complete_letter, at, NULL);
}

static void complete_photos(struct completion *at, struct casework *work,
			    const struct casework_home *home)
{
	struct ledger_query query = {.limit = 1000};
	struct ledger_photos *photos = NULL;

	(void)home;
	if (work == NULL || ledger_photo_list(casework_ledger(work), &query,
					      NULL, &photos) != LENS_OK)
		return;
	for (size_t i = 0; i < photos->count; i++)
		complete_number(at, photos->photos[i].id,
				photos->photos[i].source);
	ledger_photos_free(photos);
}

static void complete_slugs(struct completion *at, struct casework *work,
			   const struct casework_home *home)
{
	const struct registry_query query = {.words = ""};
	struct registry *registry = NULL;
	struct registry_fault fault;
	struct registry_hit *hits;
	size_t count;

	if (casework_registry(home, work, &fault, &registry) != LENS_OK)
		return;
	count = registry_count(registry);
	hits = base_alloc(count + 1, sizeof(*hits));
	count = registry_search(registry, &query, hits, count);
	for (size_t i = 0; i < count; i++)
		complete_offer(at, hits[i].controller->slug,
			       hits[i].controller->name);
	free(hits);
	registry_close(registry);
}

/* What a value is, by the word that stands for it in the help. */
static const struct {
	const char *metavar;
	void (*offer)(struct completion *at, struct casework *work,
		      const struct casework_home *home);
} complete_sources[] = {
    {"CASE", complete_cases},	{"LETTER", complete_letters},
    {"PHOTO", complete_photos}, {"SLUG", complete_slugs},
    {"WHO", complete_slugs},
};

static bool complete_source(struct completion *at, const char *metavar)
{
	struct casework_place place;
	struct casework *work;
	size_t i = 0,
	       count = sizeof(complete_sources) / sizeof(*complete_sources);

	/* "ID[,ID]" stands for a list of them. */
	while (i < count &&
	       (strlen(complete_sources[i].metavar) != strcspn(metavar, "[") ||
		strncmp(complete_sources[i].metavar, metavar,
			strcspn(metavar, "[")) != 0))
		i++;
	if (i == count)
		return false;
	if (casework_place_find(at->home, at->person, &place) != LENS_OK)
		return true;
	work = complete_open(at, &place.home);
	complete_sources[i].offer(at, work, &place.home);
	casework_close(work);
	casework_place_free(&place);
	return true;
}

/* ---- A value ---- */

/* Whether commas part what is typed: a text, or a name of a file, may have one.
 */
static bool complete_has_commas(const struct operation_param *param)
{
	return cli_param_is_list(param) && param->shape != OPERATION_TEXTS &&
	       param->shape != OPERATION_FILES;
}

/* Of "a,b" the part after the comma is typed. */
static void complete_last(struct completion *at)
{
	const char *comma = strrchr(at->typed, ',');

	if (comma == NULL)
		return;
	at->before_size += (size_t)(comma + 1 - at->typed);
	at->typed = comma + 1;
}

/* Whether a shell's own files may be meant, by the shape or by the name. */
static bool complete_is_path(const struct operation_param *param)
{
	const char *metavar = param->metavar ? param->metavar : "";

	return param->shape == OPERATION_FILE ||
	       param->shape == OPERATION_FILES ||
	       strncmp(metavar, "PATH", 4) == 0 ||
	       strcmp(metavar, "FILE") == 0 || strcmp(metavar, "DIR") == 0;
}

static void complete_value(struct completion *at,
			   const struct operation_param *param)
{
	if (complete_has_commas(param))
		complete_last(at);
	if (param->values != NULL) {
		for (size_t i = 0; param->values(i) != NULL; i++)
			complete_offer(at, param->values(i), NULL);
		return;
	}
	if (param->metavar != NULL && complete_source(at, param->metavar))
		return;
	if (complete_is_path(param))
		puts(":files");
}

/* ---- Options ---- */

/* Those that every command has; without a command, of all. */
static void complete_globals(const struct completion *at)
{
	const struct cli_global *global;

	for (size_t i = 0; (global = cli_global_at(i)) != NULL; i++)
		if (!global->ledger || at->operation == NULL ||
		    at->operation->needs != OPERATION_NOTHING)
			complete_offer(at, global->name, global->help);
}

static void complete_options(const struct completion *at)
{
	const struct operation_param *param = at->operation->params;
	char name[OPERATION_NAME];

	for (; param->name != NULL; param++) {
		if (param->flags & (OPERATION_HOST | OPERATION_POSITIONAL))
			continue;
		cli_param_name(param, name);
		complete_offer(at, name, param->help);
	}
	complete_globals(at);
}

/* Which of the words that are no options comes after so many of them. */
static const struct operation_param *complete_place(const struct completion *at,
						    size_t count)
{
	const struct operation_param *param = at->operation->params;
	const struct operation_param *last = NULL;

	for (; param->name != NULL; param++)
		if (param->flags & OPERATION_POSITIONAL) {
			last = param;
			if (count-- == 0)
				return param;
		}
	return last != NULL && (cli_param_is_list(last) ||
				last->flags & OPERATION_SEVERAL)
		   ? last
		   : NULL;
}

/* ---- The command line ---- */

/* Whether an option that every command has takes a value. */
static bool complete_global_takes(const char *option)
{
	int global = cli_global(option);

	return global >= 0 && cli_global_at((size_t)global)->metavar != NULL;
}

/* What it takes says where the ledger is and what opens it. */
static void complete_take_global(struct completion *at, const char *option,
				 const char *value)
{
	if (strcmp(option, "--home") == 0)
		at->home = value;
	else if (strcmp(option, "--person") == 0)
		at->person = value;
	else if (strcmp(option, "--key-file") == 0)
		at->keys.key_file = value;
}

/* Whether a command before this one begins with the same word. */
static bool complete_was_offered(size_t before, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < before; i++) {
		const char *command = operation_at(i)->command;

		if (command != NULL && strncmp(command, word, length) == 0 &&
		    strchr(" ", command[length]) != NULL)
			return true;
	}
	return false;
}

/* The first words of commands, or the second ones after the first. */
static void complete_commands(const struct completion *at, const char *first)
{
	size_t skip = first ? strlen(first) + 1 : 0;
	const struct operation *row;

	for (size_t i = 0; (row = operation_at(i)) != NULL; i++) {
		char *word;
		size_t length;

		if (row->command == NULL ||
		    (first != NULL &&
		     (strncmp(row->command, first, skip - 1) != 0 ||
		      row->command[skip - 1] != ' ')))
			continue;
		length = strcspn(row->command + skip, " ");
		word = base_format("%.*s", (int)length, row->command + skip);
		/* Of "cases list" and "cases due" the first word comes once. */
		if (first != NULL || !complete_was_offered(i, word))
			complete_offer(at, word,
				       row->command[skip + length] == '\0'
					   ? row->summary
					   : operation_group_words(row->group));
		free(word);
	}
}

/* The operation that the words begin with; *words of them are its name. */
static const struct operation *complete_command(int argc, char **argv,
						int *words)
{
	const struct operation *found = NULL;

	for (*words = 2; *words > 0 && found == NULL; --*words) {
		char *name =
		    base_format("%s%s%s", argv[0], *words > 1 ? " " : "",
				*words > 1 && argc > 1 ? argv[1] : "");

		/* The last word is still being typed. */
		if (argc > *words)
			found = operation_of_command(name);
		free(name);
		if (found != NULL)
			break;
	}
	return found;
}

/* What the words before the last one come to. */
struct complete_state {
	const struct operation_param *param; /* whose value is typed, or NULL */
	bool file;			     /* a file of all commands' is */
	bool open;			     /* no "--" has come */
	size_t places;			     /* words that are no options */
};

/* One word; how many it is with its value. */
static int complete_past(struct completion *at, struct complete_state *state,
			 const char *word, const char *value, bool last)
{
	const struct operation_param *param;

	if (!state->open || word[0] != '-' || word[1] == '\0') {
		state->places++;
		return 1;
	}
	if (strcmp(word, "--") == 0) {
		state->open = false;
		return 1;
	}
	param = cli_param_option(at->operation, word);
	if (param != NULL ? param->shape == OPERATION_TRUTH
			  : !complete_global_takes(word))
		return 1;
	if (last) {
		state->param = param;
		state->file = param == NULL;
	} else if (param == NULL) {
		complete_take_global(at, word, value);
	}
	return 2;
}

static void complete_word(struct completion *at, int argc, char **argv)
{
	struct complete_state state = {.open = true};

	for (int i = 0; i < argc - 1;)
		i += complete_past(at, &state, argv[i], argv[i + 1],
				   i + 1 == argc - 1);
	if (state.file)
		puts(":files");
	else if (state.param != NULL)
		complete_value(at, state.param);
	else if (state.open && at->typed[0] == '-')
		complete_options(at);
	else if ((state.param = complete_place(at, state.places)) != NULL)
		complete_value(at, state.param);
}

/*
 * "--on=2026" is two words here; of the last one, what comes before the value
 * is offered with it.  Bash has split it already, and made "=" a word.
 */
static int complete_split(struct completion *at, int argc, char **argv,
			  char **out)
{
	int count = 0;

	for (int i = 0; i < argc; i++) {
		char *equals = strchr(argv[i], '=');
		bool last = i == argc - 1;

		if (strcmp(argv[i], "=") == 0) {
			if (last)
				out[count++] = base_copy("");
		} else if (strncmp(argv[i], "--", 2) == 0 && equals != NULL) {
			out[count++] = base_format(
			    "%.*s", (int)(equals - argv[i]), argv[i]);
			out[count++] = base_copy(equals + 1);
			if (last) {
				at->before = argv[i];
				at->before_size =
				    (size_t)(equals + 1 - argv[i]);
			}
		} else {
			out[count++] = base_copy(argv[i]);
		}
	}
	return count;
}

static void complete_line(struct completion *at, int argc, char **argv)
{
	int begin = cli_parse_globals(argc, argv), words;

	at->typed = argv[argc - 1];
	if (at->before == NULL)
		at->before = at->typed;
	/* What is typed is the value of an option before the command. */
	if (begin >= argc) {
		if (argc > 1 && complete_global_takes(argv[argc - 2]))
			puts(":files");
		return;
	}
	for (int i = 0; i + 1 < begin; i++)
		complete_take_global(at, argv[i], argv[i + 1]);
	argc -= begin;
	argv += begin;
	at->operation = complete_command(argc, argv, &words);
	if (at->operation != NULL)
		complete_word(at, argc - words, argv + words);
	else if (at->typed[0] == '-')
		complete_globals(at);
	else if (argc <= 2)
		complete_commands(at, argc == 2 ? argv[0] : NULL);
}

int cli_complete(int argc, char **argv)
{
	char **words = base_alloc(2 * (size_t)argc + 1, sizeof(*words));
	struct completion at = {.operation = NULL};
	int count = complete_split(&at, argc, argv, words);

	if (count > 0)
		complete_line(&at, count, words);
	for (int i = 0; i < count; i++)
		free(words[i]);
	free(words);
	return CLI_DONE;
}
