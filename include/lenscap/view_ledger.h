/* view_ledger.h: the ledger's state and this machine's, as JSON; under the
 * rules of view.h. */
#ifndef LENSCAP_VIEW_LEDGER_H
#define LENSCAP_VIEW_LEDGER_H

#include <lenscap/casework_autolock.h>
#include <lenscap/casework_doctor.h>
#include <lenscap/casework_passphrase.h>
#include <lenscap/ledger_safety.h>
#include <lenscap/view.h>

enum view_ledger_state {
	VIEW_LEDGER_NONE,
	VIEW_LEDGER_LOCKED,
	VIEW_LEDGER_OPEN,
	VIEW_LEDGER_DAMAGED,
	VIEW_LEDGER_STATES
};

/* "none", "locked", "open", "damaged". */
const char *view_ledger_state(enum view_ledger_state state);

/* {id, kind} of what opens it. */
json_t *view_key(const struct ledger_slot *slot);

/* What is no failure but must be said: a list of sentences. */
json_t *view_notices(const struct ledger *ledger);

/*
 * {state, photos, findings, sightings, cases, changes, schema, bytes, notices,
 * unlock [kind], keys [view_key()]}.  face, status and notices, which is
 * taken, may be NULL; without a status the counts are null, or 0 where there
 * is no ledger.
 */
json_t *view_status(enum view_ledger_state state,
		    const struct ledger_face *face,
		    const struct ledger_status *status, json_t *notices);

/* {what, state, sentence} of what was checked: ok or damaged. */
json_t *view_check(const struct ledger_check *check);

/* {files, records, thumbnails, damaged}: how many there were. */
json_t *view_report(const struct ledger_report *report);

/* {status: "merged", photos, cases, sightings, settings} that were new. */
json_t *view_merged(const struct ledger_merged *merged);

/* {autolock, words} of when it locks: "minutes:15", and a sentence. */
json_t *view_autolock(const struct casework_autolock *autolock);

/* {strength, bits, sentence} of a passphrase: hopeless, weak, fair, strong. */
json_t *view_judged(const struct casework_judged *judged);

/* {group, name, state, detail, remedy, calls}: works, optional or broken. */
json_t *view_examined(const struct casework_check *check);

#endif
