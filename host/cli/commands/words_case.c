/* words_case.c: cases on a terminal. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/view.h>

#include "case_calendar.h"
#include "screen/table.h"
#include "words.h"

/* ---- Lists ---- */

static const struct cli_table_column case_columns[] = {
    {"CASE", 5, CLI_TABLE_RIGHT},      {"TO", 30, CLI_TABLE_WIDE},
    {"REFERENCE", 12, CLI_TABLE_LEFT}, {"DEADLINE", 10, CLI_TABLE_LEFT},
    {"STAGE", 0, CLI_TABLE_LEFT},      {NULL, 0, CLI_TABLE_LEFT},
};

/* ---- As a table for a spreadsheet ---- */

static void case_csv_write(struct cli_run *run, const char *path)
{
	struct ledger_fault fault = {0};
	struct base_buffer bytes;
	char *sentence;
	enum lens_err err;

	base_buffer_init(&bytes, CASEWORK_TABLE_MAX);
	err = casework_case_table(run->call.work, casework_today(),
				  operation_truth(&run->call, "due"), &fault,
				  &bytes);
	if (err != LENS_OK)
		operation_fail_as(&run->call, err, &fault);
	else if (case_file_new(path, base_buffer_view(&bytes)) != LENS_OK) {
		sentence = base_format("The table could not be written (%s); "
				       "say a file that is not there yet.",
				       strerror(errno));
		operation_fail_saying(&run->call, OPERATION_BAD_PARAMS,
				      sentence);
		free(sentence);
	}
	base_buffer_free(&bytes);
}

static void case_print_row(struct cli_run *run, const json_t *row)
{
	char number[24];
	const char *deadline = cli_member(row, "deadline");

	snprintf(number, sizeof(number), "%lld",
		 (long long)cli_member_number(row, "case"));
	if (run->rows == 1)
		cli_table_heads(case_columns);
	cli_table_row(case_columns, number, cli_member(row, "name"),
		      cli_member(row, "reference"),
		      deadline[0] ? deadline : "-",
		      cli_member(row, "stage_words"));
}

static void case_print_due(struct cli_run *run, const json_t *row)
{
	case_print_row(run, row);
	printf("%7s%s\n", "",
	       cli_member(json_object_get(row, "step"), "reason"));
}

static void case_list_end(struct cli_run *run)
{
	if (run->rows > 0 || cli_run_path(run, "ics") != NULL ||
	    cli_run_path(run, "csv") != NULL)
		return;
	puts(operation_truth(&run->call, "due")
		 ? "Nothing is due."
		 : "There are no cases; 'lenscap letter draft' begins one.");
}

static void case_due_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("Nothing is due.");
}

static void case_list_run(struct cli_run *run)
{
	struct operation_call *call = &run->call;
	const char *path = cli_run_path(run, "ics");
	struct ledger_fault fault = {0};
	enum lens_err err;

	if (cli_run_path(run, "csv") != NULL) {
		case_csv_write(run, cli_run_path(run, "csv"));
		return;
	}
	if (path == NULL) {
		call->operation->run(call);
		return;
	}
	err = case_calendar_write(call->work, casework_today(), path, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* ---- One case ---- */

static void case_print_step(struct cli_run *run, const json_t *row)
{
	const json_t *step = json_object_get(row, "step");
	long long id = (long long)cli_member_number(row, "case");
	const char *action = cli_member(step, "action");
	const char *letter = cli_member(step, "letter");
	const char *day = cli_member(step, "day");

	(void)run;
	cli_print_member("next", cli_member(step, "reason"));
	if (day[0] != '\0')
		printf("%-10s %s %s\n", "",
		       strcmp(action, "wait") == 0 ? "until" : "from", day);
	if (letter[0] != '\0')
		printf("%-10s lenscap letter draft --case %lld --kind %s --out "
		       "DIR\n",
		       "", id, letter);
	else if (strcmp(action, "send") == 0)
		printf("%-10s lenscap cases sent %lld\n", "", id);
	else if (strcmp(action, "tell") == 0)
		printf("%-10s lenscap cases stand %lld --stand "
		       "disputed|accepted --given DAY\n",
		       "", id);
}

static void case_print_history(const json_t *list)
{
	const json_t *event;
	size_t i;

	json_array_foreach(list, i, event)
	{
		char *words = cli_printable(cli_member(event, "words"));

		printf("%9lld. %s  %s\n",
		       (long long)cli_member_number(event, "number"),
		       cli_member(event, "day"), words);
		free(words);
	}
}

/* What a mail was taken for, which may be wrong. */
static void case_print_imported(const json_t *mail)
{
	char *from = cli_printable(cli_member(mail, "from"));
	char *subject = cli_printable(cli_member(mail, "subject"));
	char *bounced = cli_printable(cli_member(mail, "bounced"));
	char *next = cli_printable(cli_member(mail, "next"));

	printf("From %s: %s.\nTaken as: %s. If that is wrong: lenscap cases "
	       "correct %lld --kind KIND\n\n",
	       from, subject, cli_member(mail, "kind_words"),
	       (long long)cli_member_number(mail, "case"));
	if (bounced[0] != '\0')
		printf("What you sent to %s came back. %s%s\n\n", bounced,
		       next[0] ? "Send it to: " : "No other contact is known.",
		       next);
	free(bounced);
	free(next);
	free(from);
	free(subject);
}

/* When they got it, and the days that are not the law's. */
static void case_print_clock(const json_t *clock)
{
	const char *received = cli_member(clock, "received");
	const char *claimed = cli_member(clock, "claimed");
	const char *set = cli_member(clock, "set");
	const char *tracking = cli_member(clock, "tracking");

	if (received[0] != '\0')
		printf("%-10s %s, %s\n", "received", received,
		       cli_member(clock, "received_words"));
	if (tracking[0] != '\0')
		cli_print_member("number", tracking);
	if (claimed[0] != '\0')
		printf("%-10s %s by their count, for what they ask for; not "
		       "accepted\n",
		       "claimed", claimed);
	if (set[0] != '\0')
		printf("%-10s %s in your last letter\n", "set", set);
}

static void case_print_whole(struct cli_run *run, const json_t *row)
{
	const json_t *mail = json_object_get(row, "imported");
	const char *explained = cli_member(row, "explained");
	char *name = cli_printable(cli_member(row, "name"));

	if (mail != NULL)
		case_print_imported(mail);
	printf("%s%s%s\n", cli_style(stdout, CLI_BOLD), name,
	       cli_style(stdout, CLI_PLAIN));
	cli_print_member("reference", cli_member(row, "reference"));
	cli_print_member("stage", cli_member(row, "stage_words"));
	cli_print_member("reply", cli_member(row, "reply_words"));
	if (explained[0] != '\0')
		printf("deadline   %s\n", explained);
	case_print_clock(json_object_get(row, "clock"));
	case_print_step(run, row);
	case_print_history(json_object_get(row, "history"));
	free(name);
}

/* ---- A folder of mails ---- */

static int case_is_mail(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > 4 &&
	       strcasecmp(entry->d_name + length - 4, ".eml") == 0;
}

/* One mail; what cannot be taken is said, and takes no other with it. */
static void case_take_mail(struct cli_run *run, int dir, const char *name)
{
	struct operation_call *call = &run->call;
	struct casework_happened what = {.day = LAW_NO_DAY,
					 .today = casework_today(),
					 .reply = CASEWORK_REPLIES};
	struct ledger_fault fault = {0};
	struct casework_imported mail;
	char *shown = cli_printable(name);
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum lens_err err = LENS_SYSTEM;

	if (fd >= 0)
		err = casework_case_import(call->work, &call->place->home, fd,
					   &what, &fault, &mail);
	base_close(&fd);
	if (err != LENS_OK) {
		call->failed++;
		fprintf(stderr, "%s: %s\n", shown,
			fault.sentence[0] ? fault.sentence
					  : "it cannot be read.");
	} else if (run->json) {
		cli_print_json(view_imported(&mail));
	} else {
		printf("%s: case %lld, %s%s%s\n", shown, (long long)mail.id,
		       casework_reply_words(mail.reply),
		       mail.next[0] ? "; next: " : "", mail.next);
	}
	free(shown);
}

static void case_take_folder(struct cli_run *run, const char *path)
{
	struct dirent **names = NULL;
	int count = scandir(path, &names, case_is_mail, alphasort);
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (count == 0)
		puts("There is no mail (.eml) in that folder.");
	for (int i = 0; i < count; i++) {
		case_take_mail(run, dir, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	base_close(&dir);
}

static void case_reply_run(struct cli_run *run)
{
	struct operation_call *call = &run->call;
	int64_t mail = operation_number(call, "upload", 0);
	const char *path = mail != 0 ? call->front->path(call, mail) : NULL;
	struct stat about;

	if (path == NULL || stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
		call->operation->run(call);
	else if (operation_number(call, "case", 0) != 0 ||
		 operation_text(call, "kind") != NULL ||
		 operation_text(call, "on") != NULL)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "Of a folder each mail says its own case, "
		    "kind and day; leave them out, or take one "
		    "mail.");
	else
		case_take_folder(run, path);
}

/* ---- For an authority ---- */

static void case_wrote(void *context, const struct casework_exhibit *exhibit)
{
	struct cli_run *run = context;

	(void)run->call.front->row(&run->call, view_exhibit(exhibit));
}

static void case_evidence_run(struct cli_run *run)
{
	struct operation_call *call = &run->call;
	const char *path = cli_run_path(run, "out");
	struct ledger_fault fault = {0};
	bool made;
	int dir = cli_run_folder(run, path, &made);
	enum lens_err err;

	if (dir < 0)
		return;
	err = casework_evidence(call->work, operation_number(call, "case", 0),
				dir, operation_truth(call, "zip"), case_wrote,
				run, &fault);
	base_close(&dir);
	if (err == LENS_OK)
		return;
	operation_fail_as(call, err, &fault);
	/* One that was made for nothing goes again. */
	if (made)
		(void)rmdir(path);
}

static void case_print_exhibit(struct cli_run *run, const json_t *row)
{
	(void)run;
	printf("  %-40s %s\n", cli_member(row, "file"),
	       cli_member(row, "what"));
}

/* ---- Forgetting ---- */

static void case_forget_run(struct cli_run *run)
{
	size_t count = json_array_size(operation_list(&run->call, "cases"));
	char *question =
	    count == 1
		? base_copy("Forget this case for good? [y/N] ")
		: base_format("Forget these %zu cases for good? [y/N] ", count);

	cli_run_confirmed(run, question);
	free(question);
}

static void case_forgotten(struct cli_run *run, const json_t *row)
{
	long long count = (long long)cli_member_number(row, "forgotten");

	(void)run;
	printf("%lld case%s forgotten.\n", count, cli_s(count));
}

const struct cli_words words_case[] = {
    {.name = "case.list",
     .row = case_print_row,
     .end = case_list_end,
     .run = case_list_run},
    {.name = "case.due", .row = case_print_due, .end = case_due_end},
    {.name = "case.next", .row = case_print_step},
    {.name = "case.show", .row = case_print_whole},
    {.name = "case.sent", .row = case_print_whole},
    {.name = "case.reply", .row = case_print_whole, .run = case_reply_run},
    {.name = "case.close", .row = case_print_whole},
    {.name = "case.adopt", .row = case_print_whole},
    {.name = "case.reopen", .row = case_print_whole},
    {.name = "case.withdraw", .row = case_print_whole},
    {.name = "case.correct", .row = case_print_whole},
    {.name = "case.stand", .row = case_print_whole},
    {.name = "case.received", .row = case_print_whole},
    {.name = "case.evidence",
     .row = case_print_exhibit,
     .run = case_evidence_run},
    {.name = "case.forget", .row = case_forgotten, .run = case_forget_run},
    {.name = NULL},
};
