/*
 * ledger_session: one side of the power-cut trials, and what made the ledger
 * in tests/data/ledger-v1.
 *
 *   ledger_session make TOP           a ledger in TOP/home, its key in TOP/key
 *   ledger_session write TOP          add photos until killed; each number is
 *                                     printed when it is acknowledged
 *   ledger_session check TOP NUMBER   everything up to NUMBER must be there
 *   ledger_session fixture TOP        a ledger with something of everything
 */
#include "host/ledger/home.h"

#define SESSION_FOLD 12 /* photos from one compaction to the next */

struct session {
	char dir[HOME_PATH], witness[HOME_PATH], key_file[HOME_PATH];
	struct ledger_place place;
	struct ledger_fault fault;
};

static void session_at(struct session *session, const char *top)
{
	snprintf(session->dir, HOME_PATH, "%.100s/home", top);
	snprintf(session->witness, HOME_PATH, "%.100s/witness", top);
	snprintf(session->key_file, HOME_PATH, "%.100s/key", top);
	session->place = (struct ledger_place){session->dir, session->witness};
}

static int session_failed(const struct session *session)
{
	fprintf(stderr, "ledger_session: %s\n", session->fault.sentence);
	return 1;
}

static int session_make(struct session *session)
{
	struct ledger_secret *secret = NULL;
	struct ledger *ledger = NULL;
	enum lens_err err = ledger_secret_key_file_create(
	    session->key_file, &session->fault, &secret);

	if (err == LENS_OK)
		err = ledger_create(&session->place, &secret, 1,
				    &session->fault, NULL, &ledger);
	ledger_close(ledger);
	ledger_secret_free(secret);
	return err == LENS_OK ? 0 : session_failed(session);
}

static enum lens_err session_open(struct session *session, struct ledger **out)
{
	struct ledger_secret *secret = NULL;
	struct ledger_key *key = NULL;
	enum lens_err err =
	    ledger_secret_key_file(session->key_file, &session->fault, &secret);

	*out = NULL;
	if (err == LENS_OK)
		err = ledger_key_open(session->dir, secret, &session->fault,
				      &key);
	if (err == LENS_OK)
		err = ledger_open(&session->place, key, &session->fault, out);
	ledger_secret_free(secret);
	ledger_key_free(key);
	return err;
}

static int session_write(struct session *session)
{
	struct ledger_status status;
	struct ledger *ledger;
	unsigned number;

	if (session_open(session, &ledger) != LENS_OK ||
	    ledger_status(ledger, &session->fault, &status) != LENS_OK)
		return session_failed(session);
	for (number = (unsigned)status.photos;; number++) {
		home_add(ledger, number);
		printf("%u\n", number);
		fflush(stdout);
		if (number % SESSION_FOLD == 0 &&
		    ledger_compact(ledger, number % (2 * SESSION_FOLD) == 0,
				   &session->fault) != LENS_OK)
			return session_failed(session);
	}
}

/* Each of the newest, where a loss would be, and of the others every ninth. */
static int session_check(struct session *session, unsigned last)
{
	struct ledger *ledger;
	unsigned lost = 0;

	if (session_open(session, &ledger) != LENS_OK)
		return session_failed(session);
	for (unsigned i = 0; i <= last; i++)
		if (i + 50 > last || i % 9 == 0)
			lost += !home_has(ledger, i);
	if (lost > 0)
		fprintf(stderr, "ledger_session: %u photos up to %u lost\n",
			lost, last);
	printf("%s\n",
	       ledger_noticed(ledger, LEDGER_NOTICE_TORN) ? "torn" : "whole");
	if (ledger_noticed(ledger, LEDGER_NOTICE_ROLLED_BACK) ||
	    ledger_noticed(ledger, LEDGER_NOTICE_FORKED)) {
		fprintf(stderr, "ledger_session: the witness is ahead\n");
		lost++;
	}
	ledger_close(ledger);
	return lost > 0;
}

/* Photos 0 to 6 in a snapshot and a log, three ways to open it, a backup. */
static int session_fixture(struct session *session)
{
	static const struct ledger_sighting seen = {
	    .photo = 2,
	    .place = "https://example.org/a.jpg",
	    .page = "https://example.org/",
	    .how = "mirrored",
	    .seen = 1700000000000,
	    .distance = 12};
	struct ledger_secret *phrase = NULL, *recovery = NULL;
	char text[LEDGER_RECOVERY_TEXT], backup[HOME_PATH];
	struct ledger_fault *fault = &session->fault;
	struct ledger *ledger = NULL;
	enum lens_err err;

	if (session_make(session) != 0)
		return 1;
	snprintf(backup, sizeof(backup), "%.100s/../backup", session->dir);
	err = session_open(session, &ledger);
	if (err == LENS_OK)
		err = ledger_secret_passphrase(
		    base_view_of("a passphrase for tests"), fault, &phrase);
	if (err == LENS_OK)
		err = ledger_slot_add(ledger, phrase, fault, NULL);
	if (err == LENS_OK)
		err = ledger_secret_recovery_new(text, fault, &recovery);
	if (err == LENS_OK)
		err = ledger_slot_add(ledger, recovery, fault, NULL);
	for (unsigned i = 0; i < 7 && err == LENS_OK; i++) {
		home_add(ledger, i);
		if (i == 3)
			err = ledger_compact(ledger, true, fault);
	}
	if (err == LENS_OK)
		err = ledger_sighting_put(ledger, &seen, 1, fault);
	if (err == LENS_OK)
		err = ledger_setting_set(ledger, "name", "Zo\u00eb", fault);
	if (err == LENS_OK)
		err = ledger_backup(ledger, backup, false, fault);
	if (err != LENS_OK)
		return session_failed(session);
	printf("%s\n", text);
	ledger_close(ledger);
	ledger_secret_free(phrase);
	ledger_secret_free(recovery);
	return 0;
}

int main(int argc, char **argv)
{
	struct session session = {.place = {NULL, NULL}};

	if (argc >= 3)
		session_at(&session, argv[2]);
	if (argc == 3 && strcmp(argv[1], "make") == 0)
		return session_make(&session);
	if (argc == 3 && strcmp(argv[1], "fixture") == 0)
		return session_fixture(&session);
	if (argc == 3 && strcmp(argv[1], "write") == 0)
		return session_write(&session);
	if (argc == 4 && strcmp(argv[1], "check") == 0)
		return session_check(&session,
				     (unsigned)strtoul(argv[3], NULL, 10));
	fprintf(
	    stderr,
	    "usage: ledger_session make|write|check|fixture TOP [NUMBER]\n");
	return 2;
}
