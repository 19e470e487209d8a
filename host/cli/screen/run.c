/* run.c: a command is an operation of the table: asked for, done, told. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_said.h>

#include "run.h"
#include "table.h"
#include "template.h"

/* ---- What an operation asks of this front ---- */

/* A sentence of this command on stderr. */
static void run_say(const struct cli_run *run, const char *sentence)
{
	fprintf(stderr, "lenscap %s: %s\n", run->call.operation->command,
		sentence);
}

/* Without a key much can still be said, unless one was named. */
static bool run_does_without(const struct cli_run *run, enum lens_err err)
{
	const struct casework_keys *keys = &run->ledger.keys;

	if (run->call.operation->needs != OPERATION_MAYBE)
		return false;
	if (err == LENS_LOCKED && keys->passphrase_file == NULL &&
	    keys->key_file == NULL && keys->recovery_file == NULL) {
		run_say(run, base_said("the ledger is locked, so no picture is "
				       "known as yours; 'lenscap unlock' opens "
				       "it."));
		return true;
	}
	return err == LENS_NOT_FOUND;
}

void cli_run_fail(struct cli_run *run, enum lens_err err,
		  const struct ledger_fault *fault)
{
	if (err == LENS_NOT_FOUND && run->ledger.person != NULL)
		operation_fail_saying(&run->call, OPERATION_NO_LEDGER,
				      "there is no ledger of that person; "
				      "'lenscap persons' lists those there "
				      "are, and 'lenscap --person NAME init' "
				      "makes one.");
	else
		operation_fail_as(&run->call, err, fault);
}

static bool run_open(struct operation_call *call)
{
	struct cli_run *run = call->context;
	struct ledger_fault fault = {0};
	enum operation_needs needs = call->operation->needs;
	enum lens_err err;

	if (needs == OPERATION_QUIETLY)
		run->ledger.keys.ask = NULL;
	err = casework_open(&run->ledger.place, &run->ledger.keys, &fault,
			    &call->work);
	if (needs == OPERATION_QUIETLY || needs == OPERATION_ASKING)
		return true;

	if (err == LENS_OK)
		ledger_cli_notices(casework_ledger(call->work));
	if (err == LENS_OK || run_does_without(run, err))
		return true;
	if (err == LENS_NOT_FOUND && run->ledger.person == NULL)
		operation_fail_saying(call, OPERATION_NO_LEDGER,
				      "there is no ledger yet; 'lenscap init' "
				      "makes one.");
	else
		cli_run_fail(run, err, &fault);
	return false;
}

/* ---- Answers ---- */

/* What every template of a command may name besides its own row. */
static json_t *run_common(struct cli_run *run)
{
	json_object_set(run->facts, "asked", run->call.params);
	json_object_set_new(run->facts, "printed",
			    json_integer((json_int_t)run->rows));
	if (run->ledger.person != NULL)
		json_object_set_new(run->facts, "person",
				    json_string(run->ledger.person));
	return run->facts;
}

void cli_run_fact(struct cli_run *run, const char *name, json_t *value)
{
	json_object_set_new(run->facts, name, value);
}

void cli_run_count(struct cli_run *run, const char *what, int64_t more)
{
	view_member_add(json_object_get(run->facts, "counted"), what, more);
}

int64_t cli_run_counted(const struct cli_run *run, const char *what)
{
	return view_member_number(json_object_get(run->facts, "counted"), what);
}

/* One of the templates of a part of an answer, or NULL; the caller frees it. */
static char *run_text(struct cli_run *run, FILE *out, const char *part,
		      const char *kind, const json_t *known)
{
	char *name = base_format("%s%s%s%s", run->call.operation->name,
				 part[0] ? " " : "", part, kind);
	char *text =
	    cli_template_text(out, name, (json_t *)known, run_common(run));

	free(name);
	return text;
}

bool cli_run_table(struct cli_run *run, const char *part, const json_t *known,
		   bool heads, bool row)
{
	char *text = run_text(run, stdout, part, " columns", known);
	bool said = text != NULL;

	if (said)
		cli_table(text, heads, row);
	free(text);
	return said;
}

bool cli_run_say(struct cli_run *run, const char *part, const json_t *known)
{
	bool is_row = part[0] == '\0';
	bool said =
	    cli_run_table(run, part, known, run->rows == is_row, is_row);
	char *text = run_text(run, stderr, part, " stderr", known);

	if (text != NULL && text[0] != '\0')
		fflush(stdout);
	if (text != NULL)
		said = fputs(text, stderr) >= 0;
	free(text);
	text = run_text(run, stdout, part, "", known);
	if (text != NULL)
		said = fputs(text, stdout) >= 0;
	free(text);
	return said;
}

/* One line for each member, as it is: for what has no words of its own. */
static void run_print_plain(const json_t *row)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)row, name, value)
	{
		char *text =
		    json_is_string(value)
			? cli_printable(json_string_value(value))
			: json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

		if (text[0] != '\0')
			printf("%-10s %s\n", name, text);
		free(text);
	}
}

static void run_print(struct cli_run *run, const json_t *row)
{
	cli_progress_clear(&run->progress);
	run->rows++;
	if (run->words != NULL && run->words->note != NULL)
		run->words->note(run, row);
	if (run->json) {
		cli_print_json(json_incref((json_t *)row));
		return;
	}
	if (run->words != NULL && run->words->row != NULL)
		run->words->row(run, row);
	else if (!cli_run_say(run, "", row))
		run_print_plain(row);
	fflush(stdout);
}

static bool run_row(struct operation_call *call, json_t *row)
{
	run_print(call->context, row);
	json_decref(row);
	return true;
}

static void run_progress(struct operation_call *call, size_t done, size_t total)
{
	struct cli_run *run = call->context;

	if (run->doing == NULL)
		run->doing = run_text(run, stderr, "doing", "", NULL);
	cli_progress(&run->progress,
		     run->doing ? run->doing : base_said("Working"), done,
		     total);
}

static int run_file(struct operation_call *call, int64_t number,
		    const char **name)
{
	struct cli_run *run = call->context;
	char *sentence, *shown;
	int fd;

	*name = run->files[number - 1];
	fd = strcmp(*name, "-") == 0
		 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
		 : open(*name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0)
		return fd;
	shown = cli_printable(*name);
	sentence = base_format(base_said("%s cannot be opened (%s); check its "
					 "name and that you may read it."),
			       shown, base_said(strerror(errno)));
	operation_fail_saying(call, OPERATION_NOT_FOUND, sentence);
	free(sentence);
	free(shown);
	return -1;
}

static const char *run_path(struct operation_call *call, int64_t number)
{
	const struct cli_run *run = call->context;

	return run->files[number - 1];
}

static int run_cancel(struct operation_call *call)
{
	(void)call;
	return cli_interruption();
}

static const struct operation_front run_front = {
    .without = OPERATION_HOST,
    .also = cli_global_name,
    .name = cli_param_name,
    .open = run_open,
    .row = run_row,
    .progress = run_progress,
    .file = run_file,
    .path = run_path,
    .cancel = run_cancel,
};

/* ---- A command ---- */

bool cli_run_allowed(struct cli_run *run, const char *question,
		     const char *nothing)
{
	char *sentence;

	if (operation_truth(&run->call, "yes") ||
	    ledger_cli_confirm(base_said(question)))
		return true;
	sentence = base_format(base_said("%s; --yes does it without asking."),
			       base_said(nothing));
	operation_fail_saying(&run->call, OPERATION_DENIED, sentence);
	free(sentence);
	return false;
}

void cli_run_forget(struct cli_run *run, const char *name,
		    char *(*question)(size_t count),
		    enum lens_err (*expect)(struct ledger *ledger, int64_t id,
					    struct ledger_fault *fault))
{
	struct ledger *ledger = casework_ledger(run->call.work);
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;
	int64_t *ids;
	size_t count = operation_ids(&run->call, name, &ids);
	char *asked = question(count);

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = expect(ledger, ids[i], &fault);
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else if (cli_run_allowed(run, asked, "Nothing was forgotten"))
		run->call.operation->run(&run->call);
	free(asked);
	free(ids);
}

const char *cli_run_path(const struct cli_run *run, const char *name)
{
	int64_t number = operation_number(&run->call, name, 0);

	return number > 0 ? run->files[number - 1] : NULL;
}

int cli_run_folder(struct cli_run *run, const char *path, bool *made)
{
	char *sentence;
	int fd = -1;

	*made = mkdir(path, 0700) == 0;
	if (*made || errno == EEXIST)
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	sentence = base_format(base_said("The folder of --out cannot be made "
					 "or opened (%s); name another."),
			       base_said(strerror(errno)));
	operation_fail_saying(&run->call, OPERATION_DENIED, sentence);
	free(sentence);
	return -1;
}

static int run_failed(struct cli_run *run)
{
	const struct operation_call *call = &run->call;

	if (call->code == OPERATION_CANCELLED) {
		const char *plain =
		    base_said(operation_code_sentence(call->code));

		run_say(run, strcmp(call->sentence, plain) == 0
				 ? base_said("stopped.")
				 : call->sentence);
		return CLI_INTERRUPTED;
	}
	/* What the operation itself found in its parameters. */
	if (call->code == OPERATION_BAD_PARAMS && call->err == LENS_OK)
		return cli_wrong(run->ledger.command, "%s", call->sentence);
	run_say(run, call->sentence);
	return call->err == LENS_LOCKED || call->err == LENS_MALFORMED
		   ? CLI_LOCKED
		   : CLI_SOME_FAILED;
}

static int run_ended(struct cli_run *run)
{
	struct operation_call *call = &run->call;

	cli_progress_clear(&run->progress);
	if (call->code == OPERATION_OK && call->result != NULL &&
	    (call->operation->list == NULL || call->answered))
		run_print(run, call->result);
	if (call->code == OPERATION_OK && !run->json) {
		if (run->words != NULL && run->words->end != NULL)
			run->words->end(run);
		else
			(void)cli_run_say(run, "end", call->result);
	}
	if (call->code != OPERATION_OK)
		return run_failed(run);
	return call->failed > 0 ? CLI_SOME_FAILED : run->code;
}

static int run_do(struct cli_run *run)
{
	enum operation_needs needs;

	if (!operation_check(&run->call))
		return cli_wrong(run->ledger.command, "%s", run->call.sentence);
	needs = operation_needs(&run->call);
	if (needs >= OPERATION_PLACE && !ledger_cli_place(&run->ledger))
		return CLI_SOME_FAILED;
	run->call.place = &run->ledger.found;
	if (run->words == NULL || run->words->run == NULL)
		operation_run(&run->call);
	else if (needs < OPERATION_QUIETLY || run_open(&run->call))
		run->words->run(run);
	return run_ended(run);
}

int cli_operation(const struct operation *operation,
		  const struct cli_words *words, int argc, char **argv)
{
	struct cli_run run = {
	    .call = {.operation = operation,
		     .front = &run_front,
		     .language = law_language_of(base_language())},
	    .words = words,
	    .ledger = {.command = operation->command},
	    .files = base_alloc((size_t)argc + 1, sizeof(char *)),
	    .code = CLI_DONE,
	    .facts = json_pack("{s:{}}", "counted"),
	};
	int code = CLI_USED_WRONGLY;

	run.call.context = &run;
	run.call.params = json_object();
	if (cli_parse(&run, argc, argv)) {
		if (run.help) {
			cli_operation_usage(stdout, operation);
			code = CLI_DONE;
		} else {
			code = run_do(&run);
		}
	}
	json_decref(run.call.params);
	json_decref(run.call.result);
	json_decref(run.facts);
	if (words != NULL && words->free != NULL)
		words->free(&run);
	code = ledger_cli_end(&run.ledger, run.call.work, code);
	free(run.doing);
	free(run.files);
	return code;
}
