/* words_exposure.c: what strangers get and what was found, on a terminal. */
#include <stdio.h>
#include <string.h>

#include <lenscap/base_address.h>
#include <lenscap/view_gathered.h>

#include "words.h"
#include "words_exposure.h"

void exposure_free(struct cli_run *run)
{
	json_decref(run->context);
}

static bool exposure_is(const json_t *row, const char *member, const char *word)
{
	return strcmp(view_member(row, member), word) == 0;
}

/* ---- Rows in the order of their pages ---- */

/* Rows come as they are learned; they are shown in order, each photo once. */
static void exposure_hold(struct cli_run *run, const char *list,
			  const json_t *row)
{
	json_t *rows;

	if (run->context == NULL)
		run->context = json_object();
	rows = json_object_get(run->context, list);
	if (rows == NULL) {
		rows = json_array();
		json_object_set_new(run->context, list, rows);
	}
	json_array_append(rows, (json_t *)row);
}

/* Whether its words say more than its state does. */
static bool exposure_explains(const json_t *row)
{
	return json_object_get(row, "error") != NULL ||
	       exposure_is(row, "access", "public_to_browsers") ||
	       (exposure_is(row, "status", "page") &&
		!exposure_is(row, "why", "ok"));
}

/* A row of check, or of find among addresses, which shows mine alone. */
static void exposure_print_picture(struct cli_run *run, const json_t *row)
{
	const char *status = view_member(row, "stands_for");
	bool all = strcmp(run->call.operation->name, "exposure.find") != 0 ||
		   operation_truth(&run->call, "all");

	cli_run_count(run, status, 1);
	cli_run_fact(run, "explains", json_boolean(exposure_explains(row)));
	if (all || (strcmp(status, "new") != 0 && strcmp(status, "icon") != 0))
		(void)cli_run_say(run, "picture", row);
}

static void exposure_print_held(struct cli_run *run)
{
	json_t *pictures = view_pictures(json_object_get(run->context, "rows"));
	const json_t *audits = json_object_get(run->context, "audits"), *row;
	size_t i;

	json_array_foreach(pictures, i, row) exposure_print_picture(run, row);
	json_decref(pictures);
	json_array_foreach(audits, i, row)
	{
		cli_run_fact(
		    run, "exposed_kinds",
		    view_exposed_kinds(json_object_get(row, "exposed")));
		(void)cli_run_say(run, "audit", row);
	}
	if (json_array_size(audits) > 0)
		puts("");
}

/* ---- What was not looked at ---- */

/* Of all that was not looked at, why: so that nobody takes it for nothing. */
static void exposure_count_left(struct cli_run *run, const json_t *row)
{
	const char *why = view_member(row, "why"), *name;
	json_t *count;

	if (strcmp(why, "budget") == 0 || strcmp(why, "not_asked") == 0)
		cli_run_count(run, why, 1);
	json_object_foreach(json_object_get(row, "left"), name, count)
	    cli_run_count(run, name, json_integer_value(count));
}

static void exposure_check_row(struct cli_run *run, const json_t *row)
{
	if (json_object_get(row, "grades") != NULL) {
		cli_run_count(run, "rule", 1);
		(void)cli_run_say(run, "rule", row);
		return;
	}
	/* Of what several pages show it was counted with the first. */
	if (view_member_number(row, "same") == 0)
		exposure_count_left(run, row);
	exposure_hold(
	    run, exposure_is(row, "status", "audit") ? "audits" : "rows", row);
}

/* ---- Before the first look ---- */

/* The setting of a ledger whose person was told. */
#define EXPOSURE_TOLD "looks.told"

static bool exposure_was_told(const struct cli_run *run)
{
	struct ledger *ledger;
	struct base_buffer value;
	bool told;

	if (run->call.work == NULL)
		return false;
	ledger = casework_ledger(run->call.work);
	base_buffer_init(&value, LEDGER_TEXT_MAX);
	told =
	    ledger_setting_get(ledger, EXPOSURE_TOLD, NULL, &value) == LENS_OK;
	base_buffer_free(&value);
	return told;
}

/* What a look tells the site is said before the first one. */
void exposure_look(struct cli_run *run)
{
	bool tells = !run->json && !operation_truth(&run->call, "rule") &&
		     operation_text(&run->call, "proxy") == NULL &&
		     !exposure_was_told(run);

	if (tells)
		(void)cli_run_say(run, "look", NULL);
	run->call.operation->run(&run->call);
	/* Where nothing was looked at, the first look is yet to come; not
	 * noted, it is said once more, which does no harm. */
	if (tells && run->rows > 0 && run->call.work != NULL)
		(void)!ledger_setting_set(casework_ledger(run->call.work),
					  EXPOSURE_TOLD, "1", NULL);
	/* What was learned until it was stopped is shown, too. */
	cli_progress_clear(&run->progress);
	exposure_print_held(run);
}

static void exposure_look_if_web(struct cli_run *run)
{
	const char *first = run->file_count > 0 ? run->files[0] : "";

	if (base_address_is_web(first))
		exposure_look(run);
	else
		run->call.operation->run(&run->call);
}

/* ---- What was found ---- */

static void exposure_find_file(struct cli_run *run, const json_t *row)
{
	bool page = json_object_get(row, "read") != NULL;
	size_t matches = json_array_size(json_object_get(row, "matches"));

	cli_run_count(run, "pages", page);
	if (json_object_get(row, "error") != NULL) {
		(void)cli_run_say(run, "unread", row);
		return;
	}
	cli_run_count(run, "read", 1);
	if (matches > 0 || page || operation_truth(&run->call, "all"))
		(void)cli_run_say(run, "file", row);
}

static void exposure_find_row(struct cli_run *run, const json_t *row)
{
	if (json_object_get(row, "skipped") != NULL) {
		cli_run_count(run, "skipped", 1);
		return;
	}
	if (json_array_size(json_object_get(row, "matches")) > 0)
		cli_run_count(run, "with", 1);
	cli_run_count(run, "noted", view_member_number(row, "noted"));
	if (json_object_get(row, "url") == NULL) {
		exposure_find_file(run, row);
		return;
	}
	exposure_check_row(run, row);
	cli_run_count(run, "addresses", 1);
}

static void exposure_find_end(struct cli_run *run)
{
	(void)cli_run_say(run, "end", NULL);
	if (cli_run_counted(run, "addresses") > 0)
		return;
	cli_passed_over((size_t)cli_run_counted(run, "skipped"));
	(void)cli_run_say(run, "noted", NULL);
}

/* ---- What can still be got ---- */

/* Whether a row said the same of the address, as one that several pages show is
 * looked for once for each; *other: or another row said something else of it.
 */
static bool exposure_was_told_of(struct cli_run *run, const json_t *row,
				 const char *now, bool *other)
{
	char *place =
	    base_format("%lld %s", (long long)view_member_number(row, "photo"),
			view_member(row, "place"));
	json_t *told;
	bool same;

	if (run->context == NULL)
		run->context = json_object();
	told = json_object_get(run->context, place);
	*other = told != NULL;
	if (told == NULL) {
		told = json_object();
		json_object_set_new(run->context, place, told);
	}
	free(place);
	same = json_object_get(told, now) != NULL;
	json_object_set_new(told, now, json_true());
	return same;
}

static void exposure_recheck_row(struct cli_run *run, const json_t *row)
{
	bool other, gone = json_is_true(json_object_get(row, "gone"));
	bool back = json_is_true(json_object_get(row, "back"));
	const char *now = view_member(row, "now");
	bool before, again;
	char *said;

	/* What is neither found nor missed today is no more than it says. */
	if (gone && (strcmp(now, "absent") == 0 || strcmp(now, "changed") == 0))
		now = "gone";
	before = back || (gone && strcmp(now, "gone") != 0);
	said = base_format("%s %d %d", now, back, before);
	again = exposure_was_told_of(run, row, said, &other);
	free(said);
	cli_run_count(run, "merged", again);
	if (again)
		return;
	cli_run_fact(run, "on_page", json_boolean(other));
	cli_run_count(run, now, 1);
	cli_run_count(run, "back", back);
	cli_run_fact(run, "came", json_string(now));
	cli_run_fact(run, "before", json_boolean(before));
	(void)cli_run_say(run, "", row);
}

const struct cli_words words_exposure[] = {
    {.name = "exposure.check",
     .run = exposure_look,
     .row = exposure_check_row,
     .free = exposure_free},
    {.name = "exposure.find",
     .run = exposure_look_if_web,
     .row = exposure_find_row,
     .end = exposure_find_end,
     .free = exposure_free},
    {.name = "exposure.recheck",
     .run = exposure_look,
     .row = exposure_recheck_row,
     .free = exposure_free},
    {.name = NULL},
};
