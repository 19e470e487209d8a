/* test_needs.c: nothing is opened, and nobody asked, for what needs nothing. */
#include <lenscap/operations_call.h>

#include "test.h"

static unsigned opened;

static bool needs_open(struct operation_call *call)
{
	(void)call;
	opened++;
	return false;
}

/* How often a ledger was opened for these parameters. */
static unsigned opens(const char *name, const char *params)
{
	static const struct operation_front front = {.open = needs_open};
	struct operation_call call = {.operation = operation_named(name),
				      .front = &front,
				      .params = json_loads(params, 0, NULL)};

	assert_non_null(call.operation);
	opened = 0;
	operation_run(&call);
	json_decref(call.params);
	json_decref(call.result);
	return opened;
}

TEST(a_rule_is_printed_without_a_ledger)
{
	(void)state;
	assert_int_equal(opens("exposure.check", "{\"rule\":true}"), 0);
	assert_int_equal(
	    opens("exposure.check", "{\"urls\":[\"https://a.example/\"]}"), 1);
	assert_int_equal(opens("exposure.check", "{\"rule\":false}"), 1);
	assert_int_equal(opens("exposure.find", "{\"places\":[1]}"), 1);
}

/* Who writes such a parameter: it is yes or no, and decides about opening. */
TEST(only_a_yes_or_no_can_do_without)
{
	unsigned count = 0;

	(void)state;
	for (size_t i = 0; operation_at(i) != NULL; i++) {
		const struct operation *row = operation_at(i);

		for (const struct operation_param *param = row->params;
		     param->name != NULL; param++) {
			if (!(param->flags & OPERATION_UNOPENED))
				continue;
			assert_int_equal(param->shape, OPERATION_TRUTH);
			assert_true(row->needs >= OPERATION_QUIETLY);
			count++;
		}
	}
	assert_true(count > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_rule_is_printed_without_a_ledger),
	    RUN(only_a_yes_or_no_can_do_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
