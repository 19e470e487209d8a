/* cmd_cases.c: what was asked of whom, what came of it, and what is next. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "case_calendar.h"
#include "case_history.h"
#include "ledger_cli.h"

#define CASES_OPTIONS                                                          \
	LEDGER_CLI_HELP                                                        \
	"      --lang LANG            explanations in en, de or fr\n"

const char cmd_cases_list_help[] =
    "Lists your cases: one controller, one matter each.\n"
    "\n" CASES_OPTIONS
    "      --ics FILE             write the running deadlines as a calendar\n"
    "\n"
    "Examples:\n"
    "  lenscap cases list\n"
    "  lenscap cases list --ics deadlines.ics\n";

const char cmd_cases_show_help[] =
    "Shows one case: where it stands, how its deadline was counted, and what\n"
    "to do next.\n"
    "\n" CASES_OPTIONS "\n"
    "Examples:\n"
    "  lenscap cases show 3\n"
    "  lenscap cases show 3 --lang de\n";

const char cmd_cases_next_help[] =
    "Says what to do next in one case, and why.\n"
    "\n" LEDGER_CLI_HELP "\n"
    "Examples:\n"
    "  lenscap cases next 3\n";

const char cmd_cases_due_help[] =
    "Lists the cases in which it is your turn now.\n"
    "\n" CASES_OPTIONS "\n"
    "Examples:\n"
    "  lenscap cases due\n"
    "  lenscap cases due --json | jq -r .step.letter\n";

const char cmd_cases_sent_help[] =
    "Notes that the last letter of a case was sent; the deadline runs from\n"
    "the day they have it.\n"
    "\n" LEDGER_CLI_HELP
    "      --on DAY               when, like 2026-11-22; else today\n"
    "      --how WAY              email (else), post, form or fax\n"
    "      --note TEXT            a note for yourself\n"
    "\n"
    "Examples:\n"
    "  lenscap cases sent 3\n"
    "  lenscap cases sent 3 --on 2026-11-20 --how post\n";

const char cmd_cases_reply_help[] =
    "Notes that a reply came.  A mail that was saved (.eml) is kept, sealed,\n"
    "and its case is found by the reference in it.\n"
    "\n" LEDGER_CLI_HELP
    "      --kind KIND            receipt, answer, nothing_held, erased,\n"
    "                             partial, photo_demanded, id_demanded,\n"
    "                             use_form, cannot_identify, not_subject,\n"
    "                             too_often, public_data, extension, refused\n"
    "                             or bounced\n"
    "      --on DAY               when, like 2026-12-01; else today\n"
    "      --note TEXT            a note for yourself\n"
    "      --mail FILE            a saved mail; what it says is proposed\n"
    "\n"
    "Examples:\n"
    "  lenscap cases reply 3 --kind photo_demanded --on 2026-12-01\n"
    "  lenscap cases reply --mail answer.eml\n";

const char cmd_cases_close_help[] =
    "Closes a case: nothing more is to be done.\n"
    "\n" LEDGER_CLI_HELP "      --on DAY               when; else today\n"
    "      --outcome TEXT         what came of it\n"
    "\n"
    "Examples:\n"
    "  lenscap cases close 3 --outcome 'erased, and confirmed'\n";

const char cmd_cases_forget_help[] =
    "Forgets cases with their letters, replies and history.\n"
    "\n" LEDGER_CLI_HELP "      --yes                  do not ask\n"
    "\n"
    "Examples:\n"
    "  lenscap cases forget 3\n";

/* What the options of these commands say. */
struct cases_options {
	bool json, yes;
	const char *language, *ics, *on, *how, *note, *kind, *mail, *outcome;
};

struct cases_run {
	const struct cli_command *self;
	struct casework *work;
	const struct cases_options *options;
	enum law_language language;
	int64_t id;
	int32_t today, day;
	bool due; /* only where it is the person's turn */
	size_t shown;
};

/* ---- Printing ---- */

static bool cases_row(void *context, const struct casework_case *matter)
{
	struct cases_run *run = context;
	char day[LEDGER_DAY] = "-";
	char *name;

	if (run->due && !casework_case_is_due(matter, run->today))
		return true;
	run->shown++;
	if (run->options->json) {
		cli_print_json(view_case(matter));
		return true;
	}
	if (matter->deadline != LAW_NO_DAY)
		law_day_text(matter->deadline, day);
	name = cli_printable(matter->name);
	printf("%5lld  ", (long long)matter->id);
	cli_column(stdout, name, 30);
	printf("  %-12s  %-10s  %s\n", matter->reference, day,
	       casework_stage_words(matter->stage));
	if (run->due)
		printf("%7s%s\n", "", matter->step.reason);
	free(name);
	return true;
}

static void cases_print_step(const struct casework_case *matter)
{
	char day[LEDGER_DAY];

	printf("%-10s %s\n", "next", matter->step.reason);
	if (matter->step.day != LAW_NO_DAY) {
		law_day_text(matter->step.day, day);
		printf("%-10s %s %s\n", "",
		       strcmp(matter->step.action, "wait") == 0 ? "until"
								: "from",
		       day);
	}
	if (matter->step.letter[0] != '\0')
		printf("%-10s lenscap letter draft --case %lld --kind %s --out "
		       "DIR\n",
		       "", (long long)matter->id, matter->step.letter);
	else if (strcmp(matter->step.action, "send") == 0)
		printf("%-10s lenscap cases sent %lld\n", "",
		       (long long)matter->id);
}

static bool cases_whole(void *context, const struct casework_case *matter)
{
	struct cases_run *run = context;
	char *name = cli_printable(matter->name);

	if (run->options->json) {
		cli_print_json(view_case(matter));
	} else {
		printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), name,
		       cli_style(stdout, CLI_PLAIN));
		printf("reference  %s\n", matter->reference);
		printf("stage      %s\n", casework_stage_words(matter->stage));
		if (matter->reply < CASEWORK_REPLIES)
			printf("reply      %s\n",
			       casework_reply_words(matter->reply));
		if (matter->explained[0] != '\0')
			printf("deadline   %s%s\n", matter->explained,
			       matter->verified ? ""
						: " (A rule behind this was "
						  "not checked.)");
		cases_print_step(matter);
	}
	free(name);
	return true;
}

static bool cases_step(void *context, const struct casework_case *matter)
{
	const struct cases_run *run = context;

	if (run->options->json)
		cli_print_json(view_case(matter));
	else
		cases_print_step(matter);
	return true;
}

static bool cases_history(void *context, const struct ledger_event *event)
{
	const struct cases_run *run = context;

	if (run->options->json)
		cli_print_json(view_event(event));
	else
		case_history_print(event);
	return true;
}

/* ---- Tasks ---- */

static enum lens_err cases_list(struct cases_run *run,
				struct ledger_fault *fault)
{
	enum lens_err err;

	if (run->options->ics != NULL)
		return case_calendar_write(run->work, run->today,
					   run->options->ics, fault);
	err = casework_case_each(run->work, 0, run->today, run->language,
				 cases_row, run, fault);
	if (err == LENS_OK && run->shown == 0 && !run->options->json)
		puts(run->due ? "Nothing is due."
			      : "There are no cases; 'lenscap letter draft' "
				"begins one.");
	return err;
}

static enum lens_err cases_due(struct cases_run *run,
			       struct ledger_fault *fault)
{
	run->due = true;
	return cases_list(run, fault);
}

static enum lens_err cases_show(struct cases_run *run,
				struct ledger_fault *fault)
{
	enum lens_err err =
	    casework_case_each(run->work, run->id, run->today, run->language,
			       cases_whole, run, fault);

	if (err == LENS_OK)
		err = ledger_event_each(casework_ledger(run->work), run->id,
					cases_history, run, fault);
	return err;
}

static enum lens_err cases_next(struct cases_run *run,
				struct ledger_fault *fault)
{
	return casework_case_each(run->work, run->id, run->today, run->language,
				  cases_step, run, fault);
}

static struct casework_happened cases_happened(const struct cases_run *run)
{
	const struct cases_options *options = run->options;

	return (struct casework_happened){
	    .id = run->id,
	    .day = run->day,
	    .today = run->today,
	    .reply = options->kind ? casework_reply_of(options->kind)
				   : CASEWORK_REPLIES,
	    .how = options->how ? options->how : "email",
	    .note = options->note ? options->note : ""};
}

static enum lens_err cases_sent(struct cases_run *run,
				struct ledger_fault *fault)
{
	struct casework_happened what = cases_happened(run);
	enum lens_err err = casework_case_sent(run->work, &what, fault);

	return err == LENS_OK ? cases_show(run, fault) : err;
}

static enum lens_err cases_mail(struct cases_run *run,
				struct ledger_fault *fault)
{
	struct casework_happened what = cases_happened(run);
	struct casework_imported mail;
	int fd = open(run->options->mail, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum lens_err err;

	if (fd < 0) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The mail cannot be opened; check its name and that "
			 "you may read it.");
		return LENS_SYSTEM;
	}
	if (run->options->on == NULL)
		what.day = LAW_NO_DAY;
	err = casework_case_import(run->work, fd, &what, fault, &mail);
	base_close(&fd);
	if (err != LENS_OK)
		return err;
	run->id = mail.id;
	if (!run->options->json)
		printf("From %s: %s.\nTaken as: %s. If that is wrong: lenscap "
		       "cases reply %lld --kind KIND\n\n",
		       mail.from, mail.subject,
		       casework_reply_words(mail.reply), (long long)mail.id);
	return cases_show(run, fault);
}

static enum lens_err cases_reply(struct cases_run *run,
				 struct ledger_fault *fault)
{
	struct casework_happened what = cases_happened(run);
	enum lens_err err;

	if (run->options->mail != NULL)
		return cases_mail(run, fault);
	err = casework_case_reply(run->work, &what, fault);
	return err == LENS_OK ? cases_show(run, fault) : err;
}

static enum lens_err cases_close(struct cases_run *run,
				 struct ledger_fault *fault)
{
	struct casework_happened what = cases_happened(run);

	enum lens_err err;

	what.how = run->options->outcome ? run->options->outcome : "";
	err = casework_case_close(run->work, &what, fault);
	return err == LENS_OK ? cases_show(run, fault) : err;
}

static enum lens_err cases_forget(struct cases_run *run,
				  struct ledger_fault *fault)
{
	if (!run->options->yes &&
	    !ledger_cli_confirm("Forget this case for good? [y/N] ")) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "Nothing was forgotten; --yes does it without "
			 "asking.");
		return LENS_DENIED;
	}
	return ledger_case_forget(casework_ledger(run->work), &run->id, 1,
				  fault);
}

/* ---- Commands ---- */

static const struct {
	const char *name;
	bool one; /* it takes the number of a case */
	enum lens_err (*run)(struct cases_run *run, struct ledger_fault *fault);
} cases_tasks[] = {
    {"cases list", false, cases_list},	{"cases due", false, cases_due},
    {"cases next", true, cases_next},	{"cases show", true, cases_show},
    {"cases sent", true, cases_sent},	{"cases reply", true, cases_reply},
    {"cases close", true, cases_close}, {"cases forget", true, cases_forget},
};

static int cases_task(struct ledger_cli *ledger, struct cases_run *run,
		      size_t task)
{
	struct ledger_fault fault = {0};
	enum lens_err err;
	int code;

	run->work = ledger_cli_open(ledger, &code);
	if (run->work == NULL)
		return code;
	err = cases_tasks[task].run(run, &fault);
	code = ledger_cli_code(ledger, err, &fault);
	casework_close(run->work);
	return code;
}

/* The number of a case, unless a mail will name it. */
static bool cases_number(struct cases_run *run, int argc, char **argv)
{
	uint64_t id = 0;

	if (argc == 1 && run->options->mail != NULL)
		return true;
	if (argc != 2 ||
	    base_parse_number(argv[1], INT64_MAX, &id) != LENS_OK || id == 0)
		return false;
	run->id = (int64_t)id;
	return true;
}

static const char *cases_wrong(struct cases_run *run, size_t task, int argc,
			       char **argv)
{
	const struct cases_options *options = run->options;

	if (cases_tasks[task].one && !cases_number(run, argc, argv))
		return "name one case by its number.";
	if (!cases_tasks[task].one && argc != 1)
		return "no case is to be named here.";
	if (options->on != NULL &&
	    law_day_parse(options->on, &run->day) != LENS_OK)
		return "--on takes a day like 2026-11-22.";
	if (options->language != NULL) {
		run->language = law_language_of(options->language);
		if (run->language == LAW_LANGUAGES)
			return "--lang takes en, de or fr.";
	}
	if (options->kind != NULL &&
	    casework_reply_of(options->kind) == CASEWORK_REPLIES)
		return "there is no such --kind of reply.";
	if (cases_tasks[task].run == cases_reply && options->kind == NULL &&
	    options->mail == NULL)
		return "say what --kind of reply it was, or give the --mail.";
	return NULL;
}

int cmd_cases(const struct cli_command *self, int argc, char **argv)
{
	struct ledger_cli ledger = {.command = self};
	struct cases_options values = {.json = false};
	struct cases_run run = {.self = self,
				.options = &values,
				.today = casework_today(),
				.language = LAW_EN};
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&ledger),
	    {"json", 0, &values.json, NULL},
	    {"yes", 0, &values.yes, NULL},
	    {"lang", 0, NULL, &values.language},
	    {"ics", 0, NULL, &values.ics},
	    {"on", 0, NULL, &values.on},
	    {"how", 0, NULL, &values.how},
	    {"note", 0, NULL, &values.note},
	    {"kind", 0, NULL, &values.kind},
	    {"mail", 0, NULL, &values.mail},
	    {"outcome", 0, NULL, &values.outcome},
	    {NULL, 0, NULL, NULL},
	};
	int code, given = cli_options(self, options, &argc, argv);
	const char *wrong;
	size_t task = 0;

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	while (strcmp(cases_tasks[task].name, self->name) != 0)
		task++;
	run.day = run.today;
	wrong = cases_wrong(&run, task, argc, argv);
	if (wrong != NULL)
		return cli_wrong(self, "%s", wrong);
	code = cases_task(&ledger, &run, task);
	return ledger_cli_end(&ledger, NULL, code);
}
