/* temporary_session.c: a shell, or a command, with a temporary ledger. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/sandbox_beside.h>

#include "home.h"
#include "refusal.h"
#include "temporary.h"

enum lens_err casework_temporary_join(struct ledger_fault *fault,
				      struct casework_place *out,
				      char **recovery)
{
	const char *scratch = home_temporary();
	const char *name = scratch ? strrchr(scratch, '/') : NULL;

	*out = (struct casework_place){.dir = NULL};
	*recovery = NULL;
	if (scratch == NULL)
		return LENS_NOT_FOUND;
	if (name == NULL || scratch[0] != '/' ||
	    strncmp(name + 1, TEMPORARY_NAME, strlen(TEMPORARY_NAME)) != 0 ||
	    !temporary_is(scratch, S_IFDIR))
		return refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT,
		    "The temporary session that this shell belongs to has "
		    "ended; leave it ('exit'), or name a ledger with --home.");
	out->scratch = base_copy(scratch);
	temporary_name(out);
	*recovery = base_format("%s/" TEMPORARY_KEY, scratch);
	return LENS_OK;
}

/* In the ledger that was made for it. */
static void temporary_run(const struct casework_place *place, char **argv,
			  const struct sandbox_beside *held,
			  struct casework_temporary_session *session)
{
	char *shell[] = {home_shell(), NULL};
	char **environment = home_environment(place->scratch);

	session->failed =
	    sandbox_beside_run(held, argv[0] != NULL ? argv : shell,
			       environment, &session->status);
	free(environment[0]);
	free(environment);
	free(shell[0]);
}

enum lens_err
casework_temporary_session(char **argv,
			   struct casework_temporary_session *session,
			   struct ledger_fault *fault)
{
	struct casework_place place;
	struct sandbox_beside held;
	struct ledger_key *key;
	char *scratch;
	enum lens_err err;

	if (home_temporary() != NULL)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "This is a temporary session already; "
				   "'exit' ends it.");
	sandbox_beside_hold(&held);
	err = temporary_make(true, fault, &place, &key);
	if (err != LENS_OK)
		return err;
	ledger_key_free(key);
	session->begun(session->context);
	temporary_run(&place, argv, &held, session);
	scratch = base_copy(place.scratch);
	casework_temporary_end(&place);
	session->left = access(scratch, F_OK) == 0;
	free(scratch);
	return LENS_OK;
}
