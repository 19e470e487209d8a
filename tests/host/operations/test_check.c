/* test_check.c: the table itself, and parameters that are held to it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/operations_call.h>

#include "test.h"

/* ---- A front that writes names as <name> ---- */

static void front_name(const struct operation_param *param,
		       char out[OPERATION_NAME])
{
	snprintf(out, OPERATION_NAME, "<%s>", param->name);
}

static const struct operation_front check_host = {.without = OPERATION_COMMAND,
						  .name = front_name};
static const struct operation_front check_command = {.without = OPERATION_HOST,
						     .name = front_name};

/* What operation_check() says of params; "" where it takes them. */
static const char *check(const struct operation_front *front, const char *name,
			 const char *params)
{
	static char said[LEDGER_SENTENCE];
	struct operation_call call = {.operation = operation_named(name),
				      .front = front,
				      .params = json_loads(params, 0, NULL)};
	bool fits;

	assert_non_null(call.operation);
	assert_non_null(call.params);
	fits = operation_check(&call);
	assert_int_equal(fits, call.code == OPERATION_OK);
	if (!fits)
		assert_int_equal(call.code, OPERATION_BAD_PARAMS);
	snprintf(said, sizeof(said), "%s", call.sentence);
	json_decref(call.params);
	return said;
}

/* ---- The table ---- */

static void holds_param(const struct operation *row,
			const struct operation_param *param)
{
	bool chosen = param->shape == OPERATION_CHOICE ||
		      param->shape == OPERATION_CHOICES;

	assert_ptr_equal(operation_param(row, param->name), param);
	assert_true(param->least <= param->most);
	assert_true(param->help != NULL && strlen(param->help) > 3);
	/* A sentence is made of it. */
	assert_int_not_equal(param->help[strlen(param->help) - 1], '.');
	/* An object's are the names of its members. */
	if (param->shape != OPERATION_OBJECT)
		assert_int_equal(chosen, param->values != NULL);
	if (param->shape == OPERATION_TEXT || param->shape == OPERATION_IDS)
		assert_true(param->most > 0);
	if (param->flags & OPERATION_POSITIONAL &&
	    (param->flags & OPERATION_HOST) == 0 && row->command != NULL)
		assert_non_null(param->metavar);
}

TEST(has_rows_that_can_be_used)
{
	const struct operation *row;

	(void)state;
	for (size_t i = 0; (row = operation_at(i)) != NULL; i++) {
		assert_ptr_equal(operation_named(row->name), row);
		assert_true(row->command != NULL ||
			    row->queue != OPERATION_NOT_HERE);
		assert_non_null(row->summary);
		if (row->command != NULL) {
			assert_ptr_equal(operation_of_command(row->command),
					 row);
			assert_non_null(row->description);
		}
		for (const struct operation_param *param = row->params;
		     param->name != NULL; param++)
			holds_param(row, param);
		for (const struct operation_rule *rule = row->rules;
		     rule != NULL && rule->kind != OPERATION_NO_RULE; rule++)
			for (size_t n = 0;
			     n < OPERATION_RULE_NAMES && rule->names[n]; n++)
				assert_non_null(
				    operation_param(row, rule->names[n]));
	}
	assert_null(operation_named("case"));
	assert_null(operation_of_command("cases"));
}

/* ---- Holding to it ---- */

/* One of each file: a family that the table lacks is no operation at all. */
TEST(has_every_family)
{
	static const char *const names[] = {
	    "browser.install", "case.list",	      "controller.search",
	    "deadline.count",  "exposure.check",      "ledger.create",
	    "letter.draft",    "machine.examine",     "me.get",
	    "photo.add",       "picture.fingerprint", "report.overview",
	    "ledger.autolock", "session.hello"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (operation_named(names[i]) == NULL)
			fail_msg("there is no %s", names[i]);
}

TEST(takes_what_fits)
{
	static const char *const good[][2] = {
	    {"case.list", "{}"},
	    {"case.list", "{\"due\": true, \"language\": \"de\"}"},
	    {"case.sent", "{\"case\": 3, \"on\": \"2026-11-22\"}"},
	    {"case.sent", "{\"case\": [3, 4], \"how\": \"post\"}"},
	    {"case.reply", "{\"case\": 3, \"kind\": \"erased\"}"},
	    {"case.reply", "{\"upload\": 1}"},
	    {"case.close", "{\"case\": 3, \"outcome\": \"\"}"},
	    {"case.forget", "{\"cases\": [1]}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_string_equal(check(&check_host, good[i][0], good[i][1]),
				    "");
}

TEST(refuses_each_in_its_sentence)
{
	static const char *const bad[][3] = {
	    {"case.sent", "{}", "<case> is needed: the number of the case."},
	    {"case.sent", "{\"case\": 0}",
	     "<case> takes a number, 1 or higher."},
	    {"case.sent", "{\"case\": \"3\"}",
	     "<case> takes a number, 1 or higher."},
	    {"case.sent", "{\"case\": []}",
	     "<case> takes a number, 1 or higher."},
	    {"case.sent", "{\"case\": [3, 0]}",
	     "<case> takes a number, 1 or higher."},
	    {"case.show", "{\"case\": [3]}",
	     "<case> takes a number, 1 or higher."},
	    {"case.sent", "{\"case\": 3, \"on\": \"2026-02-30\"}",
	     "<on> takes a day like 2026-11-22, from 2000 to 2199."},
	    {"case.sent", "{\"case\": 3, \"how\": \"pigeon\"}",
	     "<how> takes email, post, form or fax."},
	    {"case.sent", "{\"case\": 3, \"how\": null}",
	     "<how> takes email, post, form or fax."},
	    {"case.list", "{\"due\": 1}", "<due> takes true or false."},
	    {"case.list", "{\"deu\": true}",
	     "There is no <deu> here; perhaps <due> is meant."},
	    {"case.list", "{\"shoe size\": 43}",
	     "There is no <shoe size> here."},
	    {"case.forget", "{\"cases\": []}",
	     "<cases> takes a list of 1 to 1000 numbers."},
	    {"case.forget", "{\"cases\": [-1]}",
	     "<cases> takes a list of 1 to 1000 numbers."},
	    {"case.forget", "{\"cases\": 1}",
	     "<cases> takes a list of 1 to 1000 numbers."},
	    {"case.close", "{\"case\": 3}",
	     "<outcome> is needed: what came of it."},
	    {"case.close", "{\"case\": 3, \"outcome\": 7}",
	     "<outcome> takes a text of at most 1000 bytes."},
	    {"case.reply", "{\"case\": 3}", "Give <kind> or <upload>."},
	    {"case.reply", "{\"kind\": \"erased\"}",
	     "Give <case> or <upload>."},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_string_equal(check(&check_host, bad[i][0], bad[i][1]),
				    bad[i][2]);
}

/* A name of a file means nothing to a browser. */
TEST(keeps_each_front_to_its_own)
{
	(void)state;
	assert_string_equal(check(&check_host, "case.list", "{\"ics\": 1}"),
			    "There is no <ics> here.");
	assert_string_equal(check(&check_command, "case.list", "{\"ics\": 1}"),
			    "");
}

static const char *check_words(size_t index)
{
	static const char *const words[] = {"--how", "--note", "--lang", NULL};

	return words[index];
}

TEST(knows_what_was_meant)
{
	(void)state;
	assert_int_equal(operation_nearest("--hwo", check_words), 0);
	assert_int_equal(operation_nearest("--nota", check_words), 1);
	assert_int_equal(operation_nearest("--language", check_words), 2);
	assert_int_equal(operation_nearest("--however", check_words), -1);
	assert_int_equal(operation_nearest("--colour", check_words), -1);
	assert_int_equal(operation_nearest("", check_words), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_rows_that_can_be_used),
	    cmocka_unit_test(has_every_family),
	    cmocka_unit_test(takes_what_fits),
	    cmocka_unit_test(refuses_each_in_its_sentence),
	    cmocka_unit_test(keeps_each_front_to_its_own),
	    cmocka_unit_test(knows_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
