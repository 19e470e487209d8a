/* words_case.c: cases on a terminal. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/view.h>

#include "words.h"

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
			fault.sentence[0] ? base_said(fault.sentence)
					  : base_said("it cannot be read."));
	} else if (run->json) {
		cli_print_json(view_imported(&mail));
	} else {
		printf(base_said("%s: case %lld, %s%s%s\n"), shown,
		       (long long)mail.id,
		       base_said(casework_reply_words(mail.reply)),
		       mail.next[0] ? base_said("; next: ") : "",
		       base_said(mail.next));
	}
	free(shown);
}

static void case_take_folder(struct cli_run *run, const char *path)
{
	struct dirent **names = NULL;
	int count = scandir(path, &names, case_is_mail, alphasort);
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (count == 0)
		puts(base_said("There is no mail (.eml) in that folder."));
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

/* ---- Forgetting ---- */

static char *forget_question(size_t count)
{
	if (count == 1)
		return base_copy(
		    base_said("Forget this case for good? [y/N] "));
	return base_format(base_said("Forget these %zu cases for good? [y/N] "),
			   count);
}

static void case_forget_run(struct cli_run *run)
{
	cli_run_forget(run, "cases", forget_question, ledger_case_expect);
}

const struct cli_words words_case[] = {
    {.name = "case.reply", .run = case_reply_run},
    {.name = "case.evidence", .run = case_evidence_run},
    {.name = "case.forget", .run = case_forget_run},
    {.name = NULL},
};
