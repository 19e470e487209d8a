/* parse.c: the words of a command line, as parameters of the table. */
#include <stdlib.h>
#include <string.h>

#include "run.h"

/* ---- Options that every command has ---- */

static const struct cli_global parse_globals[] = {
    {"--home", "DIR", "where the ledger is", true},
    {"--person", "NAME", "the ledger of somebody you help, beside yours", true},
    {"--passphrase-file", "FILE", "its passphrase is the first line of FILE",
     true},
    {"--key-file", "FILE", "or FILE is its key", true},
    {"--recovery-file", "FILE", "or FILE holds its recovery key", true},
    {"--json", NULL, "print JSON, for programs", false},
    {"--help", NULL, "show this help", false},
};

#define PARSE_GLOBALS (sizeof(parse_globals) / sizeof(*parse_globals))

const char *cli_global_name(size_t index)
{
	return index < PARSE_GLOBALS ? parse_globals[index].name : NULL;
}

const struct cli_global *cli_global_at(size_t index)
{
	return index < PARSE_GLOBALS ? &parse_globals[index] : NULL;
}

int cli_global(const char *word)
{
	size_t length = strcspn(word, "=");

	if (strcmp(word, "-h") == 0)
		word = "--help", length = 6;
	for (size_t i = 0; i < PARSE_GLOBALS; i++)
		if (strlen(parse_globals[i].name) == length &&
		    strncmp(parse_globals[i].name, word, length) == 0)
			return (int)i;
	return -1;
}

int cli_parse_globals(int argc, char **argv)
{
	int at = 0, global;

	while (at < argc && (global = cli_global(argv[at])) >= 0 &&
	       strcmp(parse_globals[global].name, "--help") != 0)
		at += parse_globals[global].metavar != NULL &&
			      strchr(argv[at], '=') == NULL
			  ? 2
			  : 1;
	return at < argc ? at : argc;
}

/* ---- Names ---- */

/* "code_page" as an option: code-page. */
static void parse_option_name(const struct operation_param *param, char *out,
			      size_t capacity)
{
	snprintf(out, capacity, "%s",
		 param->option ? param->option : param->name);
	for (; *out != '\0'; out++)
		if (*out == '_')
			*out = '-';
}

void cli_param_name(const struct operation_param *param,
		    char out[OPERATION_NAME])
{
	char option[OPERATION_NAME - 2];

	parse_option_name(param, option, sizeof(option));
	/* What is not known stands as it was written. */
	if (param->name[0] == '-')
		base_printable(out, OPERATION_NAME, base_view_of(param->name));
	else if (param->flags & OPERATION_POSITIONAL)
		snprintf(out, OPERATION_NAME, "%s", param->metavar);
	else
		snprintf(out, OPERATION_NAME, "--%s", option);
}

/* ---- Values ---- */

bool cli_param_is_list(const struct operation_param *param)
{
	switch (param->shape) {
	case OPERATION_CHOICES:
	case OPERATION_IDS:
	case OPERATION_WORDS:
	case OPERATION_TEXTS:
	case OPERATION_LIST:
	case OPERATION_FILES:
		return true;
	default:
		return false;
	}
}

/* Texts that are not UTF-8 are null, which no parameter may be. */
static json_t *parse_text(const char *text)
{
	json_t *value = json_string(text);

	return value ? value : json_null();
}

/* A number, or the text that is none. */
static json_t *parse_number(const char *text)
{
	uint64_t number;

	return base_parse_number(text, INT64_MAX, &number) == LENS_OK
		   ? json_integer((json_int_t)number)
		   : parse_text(text);
}

static json_t *parse_file(struct cli_run *run, char *text)
{
	run->files[run->file_count++] = text;
	return json_integer((json_int_t)run->file_count);
}

static json_t *parse_one(struct cli_run *run,
			 const struct operation_param *param, char *text)
{
	switch (param->shape) {
	case OPERATION_NUMBER:
	case OPERATION_IDS:
	case OPERATION_LIST:
		return parse_number(text);
	case OPERATION_FILE:
		/* Without a name there is none; of several, each is told.  A
		 * file that is made has no other name either: it is read again
		 * before it counts, or put in the place of an older one. */
		return text[0] == '\0' || (param->flags & OPERATION_PATH &&
					   strcmp(text, "-") == 0)
			   ? parse_text(text)
			   : parse_file(run, text);
	case OPERATION_FILES:
		return parse_file(run, text);
	default:
		return parse_text(text);
	}
}

/* The entries of "a,b,c" into list; "none" is no entry. */
static void parse_entries(struct cli_run *run,
			  const struct operation_param *param, char *text,
			  json_t *list)
{
	char split = param->flags & OPERATION_LINES ? ';' : ',';
	char *copy = base_copy(text), *at = copy, *comma;

	if (param->shape == OPERATION_FILES ||
	    param->shape == OPERATION_TEXTS) {
		json_array_append_new(list, parse_one(run, param, text));
		at = copy + strlen(copy);
	}
	while (*at != '\0') {
		comma = strchrnul(at, split);
		if (*comma == split)
			*comma++ = '\0';
		at += strspn(at, " ");
		if (*at != '\0' && (param->shape != OPERATION_CHOICES ||
				    strcmp(at, "none") != 0))
			json_array_append_new(list, parse_one(run, param, at));
		at = comma;
	}
	free(copy);
}

/* A second value of SEVERAL makes a list of them. */
static void parse_several(struct cli_run *run,
			  const struct operation_param *param, char *text)
{
	json_t *before = json_object_get(run->call.params, param->name);
	json_t *list =
	    json_is_array(before) ? json_incref(before) : json_array();

	if (before != NULL && !json_is_array(before))
		json_array_append(list, before);
	json_array_append_new(list, parse_number(text));
	json_object_set_new(run->call.params, param->name, list);
}

/* "two words" of a TEXT that takes all that follow. */
static void parse_join(struct cli_run *run, const struct operation_param *param,
		       const char *text)
{
	const char *before = operation_text(&run->call, param->name);
	char *joined = base_format("%s%s%s", before ? before : "",
				   before ? " " : "", text);

	json_object_set_new(run->call.params, param->name, parse_text(joined));
	free(joined);
}

static void parse_put(struct cli_run *run, const struct operation_param *param,
		      char *text)
{
	json_t *params = run->call.params;
	json_t *before = json_object_get(params, param->name);

	if (cli_param_is_list(param)) {
		if (before == NULL)
			json_object_set_new(params, param->name, json_array());
		parse_entries(run, param, text,
			      json_object_get(params, param->name));
	} else if (param->flags & OPERATION_SEVERAL &&
		   param->shape == OPERATION_TEXT) {
		parse_join(run, param, text);
	} else if (param->flags & OPERATION_SEVERAL && before != NULL) {
		parse_several(run, param, text);
	} else {
		json_object_set_new(params, param->name,
				    parse_one(run, param, text));
	}
}

/* ---- Words ---- */

struct parse_words {
	int argc, at;
	char **argv;
	bool open;	 /* no "--" has come */
	const char *key; /* of an OBJECT, whose value comes next */
};

/* The value of an option: after "=", or the next word that is no option; NULL,
 * and a word on stderr, when there is none. */
static char *parse_value(struct cli_run *run, struct parse_words *words)
{
	char *word = words->argv[words->at], *equals = strchr(word, '=');

	if (word[1] == '-' && equals != NULL)
		return equals + 1;
	if (words->at + 1 == words->argc)
		cli_wrong(run->ledger.command, "%s needs a value.", word);
	else if (strncmp(words->argv[words->at + 1], "--", 2) == 0)
		cli_wrong(run->ledger.command,
			  "%s needs a value; one that begins with '--' is "
			  "written behind a '='.",
			  word);
	else
		return words->argv[++words->at];
	return NULL;
}

static bool parse_take_global(struct cli_run *run, int global,
			      struct parse_words *words)
{
	const char **const values[PARSE_GLOBALS] = {
	    &run->ledger.home, &run->ledger.person,
	    &run->ledger.keys.passphrase_file, &run->ledger.keys.key_file,
	    &run->ledger.keys.recovery_file};
	bool *const flags[PARSE_GLOBALS] = {[PARSE_GLOBALS - 2] = &run->json,
					    [PARSE_GLOBALS - 1] = &run->help};

	if (values[global] == NULL) {
		if (strchr(words->argv[words->at], '=') != NULL) {
			cli_wrong(run->ledger.command, "%s takes no value.",
				  parse_globals[global].name);
			return false;
		}
		*flags[global] = true;
		return true;
	}
	*values[global] = parse_value(run, words);
	return *values[global] != NULL;
}

const struct operation_param *
cli_param_option(const struct operation *operation, const char *word)
{
	const struct operation_param *param = operation->params;
	char name[OPERATION_NAME];
	size_t length = strcspn(word, "=");

	for (; param->name != NULL; param++) {
		if (param->flags & (OPERATION_HOST | OPERATION_POSITIONAL))
			continue;
		cli_param_name(param, name);
		if (strlen(name) == length && strncmp(name, word, length) == 0)
			return param;
		if (param->letter != 0 && word[1] == param->letter &&
		    word[2] == '\0')
			return param;
	}
	return NULL;
}

/* A text that is all of standard input; of LINES each line is an entry. */
static bool parse_read(struct cli_run *run, const struct operation_param *param)
{
	char name[OPERATION_NAME], *text;

	cli_param_name(param, name);
	text = cli_read_text(name);
	if (text == NULL) {
		cli_wrong(run->ledger.command,
			  "standard input has no text for %s; only one '-' can "
			  "be read from it.",
			  name);
		return false;
	}
	for (char *at = text; param->flags & OPERATION_LINES && *at; at++)
		if (*at == '\n')
			*at = ';';
	parse_put(run, param, text);
	free(text);
	return true;
}

static bool parse_take_option(struct cli_run *run, struct parse_words *words)
{
	char *word = words->argv[words->at], *value, name[OPERATION_NAME];
	const struct operation_param *param =
	    cli_param_option(run->call.operation, word);
	bool attached = strchr(word, '=') != NULL;

	if (param == NULL) {
		/* The table's check says so, and what may be meant. */
		value = base_format("%.*s", (int)strcspn(word, "="), word);
		json_object_set_new(run->call.params, value, json_true());
		run->unknown = true;
		free(value);
	} else if (param->shape == OPERATION_TRUTH) {
		if (attached) {
			cli_param_name(param, name);
			cli_wrong(run->ledger.command, "%s takes no value.",
				  name);
			return false;
		}
		json_object_set_new(run->call.params, param->name, json_true());
	} else {
		value = parse_value(run, words);
		if (value == NULL)
			return false;
		if (param->flags & OPERATION_READ && strcmp(value, "-") == 0)
			return parse_read(run, param);
		parse_put(run, param, value);
	}
	return true;
}

/* The parameter of the next word that is no option: each takes one, the last
 * takes all if it can. */
static const struct operation_param *parse_place(const struct cli_run *run)
{
	const struct operation_param *param = run->call.operation->params;

	for (; param->name != NULL; param++) {
		bool many = cli_param_is_list(param) ||
			    param->shape == OPERATION_OBJECT ||
			    param->flags & OPERATION_SEVERAL;

		if (param->flags & OPERATION_HOST ||
		    (param->flags & OPERATION_POSITIONAL) == 0)
			continue;
		if (many ||
		    json_object_get(run->call.params, param->name) == NULL)
			return param;
	}
	return NULL;
}

/* The value of a member of an OBJECT; "-" is asked for, or read. */
static bool parse_pair(struct cli_run *run, const struct operation_param *param,
		       struct parse_words *words, const char *value)
{
	bool ask = param->flags & OPERATION_READ && strcmp(value, "-") == 0;
	char *line = ask ? cli_read_line(words->key) : NULL;
	json_t *object = json_object_get(run->call.params, param->name);

	if (ask && line == NULL) {
		cli_wrong(run->ledger.command,
			  "standard input has no line for %.20s; write one "
			  "line for each '-'.",
			  words->key);
		return false;
	}
	if (json_object_get(object, words->key) != NULL)
		cli_say("%.20s is given twice; the last one counts.",
			words->key);
	if (object == NULL) {
		object = json_object();
		json_object_set_new(run->call.params, param->name, object);
	}
	json_object_set_new(object, words->key, parse_text(ask ? line : value));
	words->key = NULL;
	free(line);
	return true;
}

static bool parse_take_word(struct cli_run *run, struct parse_words *words)
{
	const struct operation_param *param = parse_place(run);
	char *word = words->argv[words->at], *shown;

	if (param != NULL && param->shape == OPERATION_OBJECT) {
		if (words->key != NULL)
			return parse_pair(run, param, words, word);
		words->key = word;
		return true;
	}
	if (param != NULL) {
		parse_put(run, param, word);
		return true;
	}
	/* It may be the value of an option that is not known: that is said. */
	if (run->unknown)
		return true;
	shown = cli_printable(word);
	cli_wrong(run->ledger.command, "'%s' is not expected here.", shown);
	free(shown);
	return false;
}

bool cli_parse(struct cli_run *run, int argc, char **argv)
{
	struct parse_words words = {argc, 0, argv, true, NULL};
	bool good = true;

	for (; words.at < argc && good && !run->help; words.at++) {
		char *word = argv[words.at];
		int global = words.open ? cli_global(word) : -1;

		if (words.open && strcmp(word, "--") == 0)
			words.open = false;
		else if (global >= 0)
			good = parse_take_global(run, global, &words);
		else if (words.open && word[0] == '-' && word[1] != '\0')
			good = parse_take_option(run, &words);
		else
			good = parse_take_word(run, &words);
	}
	if (good && words.key != NULL && !run->help) {
		cli_wrong(run->ledger.command, "%s needs a value.", words.key);
		return false;
	}
	return good;
}
