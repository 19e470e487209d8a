/* view_ledger.h: the ledger's state and this machine's, as JSON; under the
 * rules of view.h. */
#ifndef LENSCAP_VIEW_LEDGER_H
#define LENSCAP_VIEW_LEDGER_H

#include <lenscap/casework_autolock.h>
#include <lenscap/casework_doctor.h>
#include <lenscap/casework_keys.h>
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

/* {id} of a new key, and recovery_key where it is one. */
json_t *view_new_key(uint32_t id, const char *recovery);

/*
 * {state, photos, findings, sightings, cases, changes, schema, bytes, notices,
 * unlock [kind], keys [view_key()]}.  face, status and notices, which is
 * taken, may be NULL; without a status the counts are null, or 0 where there
 * is no ledger.  An open one has older, which is ledger_older(); where there is
 * none the host's answer has offers, the kinds of keys a new one could have.
 */
json_t *view_status(enum view_ledger_state state,
		    const struct ledger_face *face,
		    const struct ledger_status *status, json_t *notices);

/* view_status() of an open ledger with its notices and whether it is older. */
json_t *view_status_open(const struct ledger_face *face,
			 const struct ledger_status *status,
			 const struct ledger *ledger);

/* {name, readable, chosen} of a person with a ledger here; chosen is whose
 * ledger is spoken of, NULL for the user's own. */
json_t *view_person(const char *name, bool readable, const char *chosen);

/* {what, state, sentence} of what was checked: ok or damaged. */
json_t *view_check(const struct ledger_check *check);

/* {files, records, thumbnails, damaged}: how many there were. */
json_t *view_report(const struct ledger_report *report);

/* {status: "restored"}, or {status: "merged", photos, cases, sightings,
 * settings} that were new; NULL where nothing was done. */
json_t *view_restored(const struct casework_restored *restored);

/* {destroyed}, in a sentence. */
json_t *view_wiped(void);

/* {autolock, words} of when it locks: "minutes:15", and a sentence. */
json_t *view_autolock(const struct casework_autolock *autolock);

/* {strength, bits, sentence} of a passphrase: hopeless, weak, fair, strong. */
json_t *view_judged(const struct casework_judged *judged);

/* {group, name, state, detail, remedy, calls}: works, optional or broken. */
json_t *view_examined(const struct casework_check *check);

#endif
