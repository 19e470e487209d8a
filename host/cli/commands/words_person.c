/* words_person.c: a temporary session, which on a terminal is a shell. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_temporary.h>

#include "words.h"

static void person_begun(void *run)
{
	(void)cli_run_say(run, "begun", NULL);
}

/* The words of the command; the caller frees the list. */
static char **person_argv(const struct cli_run *run)
{
	const json_t *words = operation_list(&run->call, "command");
	char **argv = base_alloc(json_array_size(words) + 1, sizeof(*argv));

	for (size_t i = 0; i < json_array_size(words); i++)
		argv[i] = (char *)json_string_value(json_array_get(words, i));
	return argv;
}

static void person_run(struct cli_run *run)
{
	struct casework_temporary_session session = {.begun = person_begun,
						     .context = run};
	struct ledger_fault fault = {0};
	char **argv = person_argv(run), *sentence;
	enum lens_err err = casework_temporary_session(argv, &session, &fault);

	run->code = session.status;
	if (err != LENS_OK) {
		operation_fail_as(&run->call, err, &fault);
	} else {
		cli_run_fact(run, "left", json_boolean(session.left));
		(void)cli_run_say(run, "ended", NULL);
	}
	if (session.failed != 0) {
		sentence = base_format(
		    base_said("What was to run in it cannot be begun (%s)."),
		    base_said(strerror(session.failed)));
		operation_fail_saying(&run->call, OPERATION_NOT_FOUND,
				      sentence);
		free(sentence);
	}
	free(argv);
}

const struct cli_words words_person[] = {
    {.name = "person.temporary", .run = person_run},
    {.name = NULL},
};
