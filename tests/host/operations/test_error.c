/* test_error.c: whatever failed, the call has failed, and says so. */
#include <string.h>

#include <lenscap/operations_call.h>

#include "test.h"

/* ---- */

TEST(every_fault_of_the_ledger_fails)
{
	(void)state;
	for (int kind = 0; kind < LEDGER_FAULTS; kind++)
		for (int err = LENS_OK; err <= LENS_SYSTEM; err++) {
			struct ledger_fault fault = {.kind = kind};
			struct operation_call call = {.code = OPERATION_OK};

			operation_fail_as(&call, err, &fault);
			assert_int_not_equal(call.code, OPERATION_OK);
			assert_true(call.sentence[0] != '\0');
			strcpy(fault.sentence, "It failed.");
			call.code = OPERATION_OK;
			operation_fail_as(&call, err, &fault);
			assert_int_not_equal(call.code, OPERATION_OK);
			assert_string_equal(call.sentence, "It failed.");
		}
}

TEST(what_an_outsider_can_mend_is_no_fault_of_ours)
{
	static const struct {
		enum ledger_fault_kind kind;
		enum operation_code code;
	} cases[] = {
	    {LEDGER_FAULT_MISSING, OPERATION_NOT_FOUND},
	    {LEDGER_FAULT_EXISTS, OPERATION_EXISTS},
	    {LEDGER_FAULT_FOREIGN, OPERATION_DAMAGED},
	    {LEDGER_FAULT_NEWER, OPERATION_VERSION},
	    {LEDGER_FAULT_KEY, OPERATION_WRONG_KEY},
	    {LEDGER_FAULT_TYPED, OPERATION_WRONG_KEY},
	    {LEDGER_FAULT_HEADER, OPERATION_DAMAGED},
	    {LEDGER_FAULT_SNAPSHOT, OPERATION_DAMAGED},
	    {LEDGER_FAULT_RECORD, OPERATION_DAMAGED},
	    {LEDGER_FAULT_THUMBNAIL, OPERATION_DAMAGED},
	    {LEDGER_FAULT_BUSY, OPERATION_BUSY},
	    {LEDGER_FAULT_ARGUMENT, OPERATION_BAD_PARAMS},
	    {LEDGER_FAULT_OPEN, OPERATION_DENIED},
	    {LEDGER_FAULT_SESSION, OPERATION_DENIED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ledger_fault fault = {cases[i].kind, 0, "It failed."};
		struct operation_call call = {.code = OPERATION_OK};

		operation_fail_as(&call, LENS_LOCKED, &fault);
		if (cases[i].kind != LEDGER_FAULT_KEY)
			assert_int_equal(call.code, cases[i].code);
		operation_fail_as(&call, LENS_DENIED, &fault);
		if (cases[i].kind != LEDGER_FAULT_KEY)
			assert_int_equal(call.code, cases[i].code);
	}
}

TEST(each_code_has_a_word_a_number_and_a_sentence)
{
	(void)state;
	for (int code = OPERATION_OK + 1; code < OPERATION_CODES; code++) {
		assert_non_null(operation_code_word(code));
		assert_int_not_equal(operation_code_number(code), 0);
		assert_non_null(operation_code_sentence(code));
		assert_non_null(operation_code_remedy(code));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(every_fault_of_the_ledger_fails),
	    RUN(what_an_outsider_can_mend_is_no_fault_of_ours),
	    RUN(each_code_has_a_word_a_number_and_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
