/* test_ledger.c: the ledger's state and this machine's as JSON. */
#include "expect.h"

#include <lenscap/view_ledger.h>

static const struct ledger_face face = {
    .slot_count = 2,
    .slots = {{1, LEDGER_SLOT_PASSPHRASE}, {4, LEDGER_SLOT_KEYRING}}};
#define FACE                                                                   \
	"'unlock':['passphrase', 'keyring'], 'keys':[{'id':1,"                 \
	" 'kind':'passphrase'}, {'id':4, 'kind':'keyring'}]"

TEST(counts_what_is_in_an_open_ledger)
{
	struct ledger_status status = {.schema = 3,
				       .sequence = 40,
				       .snapshot_bytes = 1000,
				       .log_bytes = 200,
				       .thumbnail_bytes = 30,
				       .index_bytes = 4,
				       .photos = 5,
				       .findings = 6,
				       .sightings = 7,
				       .cases = 8};

	(void)state;
	expect_view(view_status(VIEW_LEDGER_OPEN, &face, &status,
				json_pack("[s]", "A notice.")),
		    "{'state':'open', 'photos':5, 'findings':6,"
		    " 'sightings':7, 'cases':8, 'changes':40, 'schema':3,"
		    " 'bytes':1234, 'notices':['A notice.'], " FACE "}");
}

TEST(claims_no_counts_of_a_locked_or_damaged_ledger)
{
	static const enum view_ledger_state states[] = {VIEW_LEDGER_LOCKED,
							VIEW_LEDGER_DAMAGED};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *expected = base_format(
		    "{'state':'%s', 'photos':null, 'findings':null,"
		    " 'sightings':null, 'cases':null, 'changes':null,"
		    " 'schema':null, 'bytes':null, 'notices':[], " FACE "}",
		    i == 0 ? "locked" : "damaged");

		expect_view(view_status(states[i], &face, NULL, NULL),
			    expected);
		free(expected);
	}
}

TEST(counts_nothing_where_there_is_no_ledger)
{
	(void)state;
	expect_view(view_status(VIEW_LEDGER_NONE, NULL, NULL, NULL),
		    "{'state':'none', 'photos':0, 'findings':0,"
		    " 'sightings':0, 'cases':0, 'changes':0, 'schema':0,"
		    " 'bytes':0, 'notices':[], 'unlock':[], 'keys':[]}");
}

TEST(tells_what_was_checked)
{
	struct ledger_check check = {false, "record", "Record 3 is torn."};
	struct ledger_report report = {1, 2, 3, 4};
	struct casework_restored restored = {CASEWORK_MERGED, {1, 2, 3, 4}};

	(void)state;
	expect_view(view_check(&check), "{'what':'record', 'state':'damaged',"
					" 'sentence':'Record 3 is torn.'}");
	check.good = true;
	expect_view(view_check(&check), "{'what':'record', 'state':'ok',"
					" 'sentence':'Record 3 is torn.'}");
	expect_view(view_report(&report),
		    "{'files':1, 'records':2, 'thumbnails':3, 'damaged':4}");
	expect_view(view_restored(&restored),
		    "{'status':'merged', 'photos':1, 'cases':2,"
		    " 'sightings':3, 'settings':4}");
	restored.done = CASEWORK_RESTORED;
	expect_view(view_restored(&restored), "{'status':'restored'}");
	restored.done = CASEWORK_LEFT;
	assert_null(view_restored(&restored));
}

TEST(tells_when_a_ledger_locks)
{
	struct casework_autolock minutes = {CASEWORK_LOCK_MINUTES, 1};
	struct casework_autolock browser = {CASEWORK_LOCK_BROWSER, 0};

	(void)state;
	expect_view(view_autolock(&minutes),
		    "{'autolock':'minutes:1', 'words':'It locks 1 minute"
		    " after it was unlocked.'}");
	expect_view(view_autolock(&browser),
		    "{'autolock':'end_of_browser', 'words':'It locks when a"
		    " browser that used it ends, and 8 hours after it was"
		    " unlocked.'}");
}

TEST(tells_how_strong_a_passphrase_is)
{
	struct casework_judged judged = {CASEWORK_WEAK, 33, "Weak."};

	(void)state;
	expect_view(view_judged(&judged),
		    "{'strength':'weak', 'bits':33, 'sentence':'Weak.'}");
}

TEST(tells_what_was_examined)
{
	struct casework_check check = {"kernel",  "seccomp", CASEWORK_OPTIONAL,
				       "missing", "get it",  "read write"};

	(void)state;
	expect_view(view_examined(&check),
		    "{'group':'kernel', 'name':'seccomp', 'state':'optional',"
		    " 'detail':'missing', 'remedy':'get it',"
		    " 'calls':'read write'}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(counts_what_is_in_an_open_ledger),
	    RUN(claims_no_counts_of_a_locked_or_damaged_ledger),
	    RUN(counts_nothing_where_there_is_no_ledger),
	    RUN(tells_what_was_checked),
	    RUN(tells_when_a_ledger_locks),
	    RUN(tells_how_strong_a_passphrase_is),
	    RUN(tells_what_was_examined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
