/* test_photos.c: what is put into a ledger comes out of it. */
#include "home.h"

TEST(gives_back_every_photo_it_was_given)
{
	struct home home;

	(void)state;
	home_make(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_int_equal(home_add(home.ledger, i), i + 1);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	home_reopen(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	assert_false(home_has(home.ledger, 50));
	assert_int_equal(ledger_compact(home.ledger, false, NULL), LENS_OK);
	home_reopen(&home);
	for (unsigned i = 0; i < 50; i++)
		assert_true(home_has(home.ledger, i));
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(gives_back_every_photo_it_was_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
