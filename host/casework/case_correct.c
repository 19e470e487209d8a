/*
 * case_correct.c: an entry of a history was wrong.  It stays as it was written;
 * another one says what is right, and both can be seen.
 */
#include <string.h>

#include <lenscap/base_said.h>

#include "case_note.h"

static bool correct_is_letter(enum case_event event)
{
	return event == CASE_EVENT_SENT || event == CASE_EVENT_ADOPTED ||
	       event == CASE_EVENT_COMPLAINT;
}

/* The day a letter arrived, by an entry that says so; LAW_NO_DAY. */
static int32_t correct_arrived(const struct case_entry *entry)
{
	return entry->event == CASE_EVENT_RECEIVED
		   ? entry->day
		   : case_entry_day(entry, "received");
}

/* A proof is of a day of arrival, of which nothing is said. */
static bool correct_only_proves(const struct casework_happened *what)
{
	return what->proven && what->received <= 0;
}

/* Entries that can be corrected, and by what. */
static bool correct_fits(const struct case_entry *entry,
			 const struct casework_happened *what)
{
	enum case_event event = entry->event;
	bool reply = event == CASE_EVENT_REPLY;
	bool sent = correct_is_letter(event);

	if (correct_only_proves(what) && correct_arrived(entry) == LAW_NO_DAY)
		return false;
	if (what->reply < CASEWORK_REPLIES || what->until > 0)
		return reply;
	if (what->how != NULL || what->tracking != NULL || what->received > 0)
		return sent;
	if (what->outcome != NULL)
		return event == CASE_EVENT_CLOSED;
	return reply || sent || event == CASE_EVENT_CLOSED ||
	       event == CASE_EVENT_RECEIVED;
}

/* Entries that can be taken back altogether. */
static bool correct_is_taken_back(const struct case_entry *entry,
				  const struct casework_happened *what)
{
	enum case_event event = entry->event;

	(void)what;
	return event != CASE_EVENT_DRAFTED && event != CASE_EVENT_CORRECTED &&
	       event != CASE_EVENT_WITHDRAWN && event != CASE_EVENT_CHECKED &&
	       event != CASE_EVENT_CLOSED && event != CASE_EVENT_REOPENED;
}

static enum lens_err correct_none(const struct casework_happened *what,
				  bool found, struct ledger_fault *fault)
{
	long long id = (long long)what->id;

	if (correct_only_proves(what))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A receipt proves the day that a letter "
				   "arrived, and none is noted there; say it, "
				   "too: --received DAY.");
	if (what->entry == 0)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "No entry of case %lld could be that; "
				   "'lenscap cases show' has them.",
				   id);
	return refusal_say(
	    fault, LEDGER_FAULT_ARGUMENT,
	    found ? "Entry %u of case %lld cannot be that; 'lenscap "
		    "cases show' numbers them."
		  : "There is no entry %u in case %lld that could be "
		    "that; 'lenscap cases show' numbers them.",
	    what->entry, id);
}

/* The entry that is meant: that of its number, else the last that fits; its
 * details are the caller's to end. */
static enum lens_err correct_find(
    const struct case_note *note, const struct casework_happened *what,
    bool (*fits)(const struct case_entry *, const struct casework_happened *),
    struct ledger_fault *fault, struct case_entry *out)
{
	struct case_entries list;
	enum lens_err err =
	    case_entries_read(note->work, what->id, fault, &list);
	bool found = false;

	for (size_t i = list.count; i > 0 && !found; i--) {
		*out = list.entries[i - 1];
		found = what->entry == 0 ? !out->withdrawn && fits(out, what)
					 : out->number == what->entry;
	}
	if (err == LENS_OK && (!found || out->withdrawn || !fits(out, what)))
		err = correct_none(what, found, fault);
	out->detail = err == LENS_OK ? json_incref(out->detail) : NULL;
	case_entries_free(&list);
	return err;
}

/* A day that was proven is so no more where another one is said; nothing of an
 * arrival is left as it is. */
static const char *correct_proof(const struct casework_happened *what,
				 const struct case_entry *entry)
{
	int32_t arrived =
	    entry->event == CASE_EVENT_RECEIVED ? what->day : what->received;

	if (what->proven)
		return "proven";
	return arrived > 0 && arrived != correct_arrived(entry) &&
		       strcmp(case_entry_text(entry, "proof"), "proven") == 0
		   ? "told"
		   : NULL;
}

static json_t *correct_changes(const struct casework_happened *what,
			       const struct case_entry *entry)
{
	json_t *changes = json_object();

	case_put_day(changes, N_("day"), what->day);
	if (what->reply < CASEWORK_REPLIES) {
		case_put_text(changes, N_("kind"),
			      casework_reply_name(what->reply));
		json_object_set_new(changes, "guessed", json_false());
	}
	case_put_text(changes, N_("how"), what->how);
	case_put_text(changes, N_("tracking"), what->tracking);
	case_put_day(changes, N_("received"), what->received);
	case_put_text(changes, N_("proof"), correct_proof(what, entry));
	case_put_day(changes, N_("until"), what->until);
	case_put_text(changes, N_("outcome"), what->outcome);
	case_put_text(changes, N_("note"), what->note);
	return changes;
}

/* No letter went before it was written, and none was answered before it
 * went. */
static int32_t correct_earliest(const struct case_state *state,
				const struct case_entry *entry)
{
	const struct case_letter *letter =
	    case_state_went(state, entry->number);

	if (entry->event == CASE_EVENT_REPLY)
		return state->opened;
	if (entry->event == CASE_EVENT_RECEIVED) {
		letter = case_state_asked(state, entry->number);
		return letter != NULL ? letter->sent : LAW_NO_DAY;
	}
	if ((entry->event == CASE_EVENT_SENT ||
	     entry->event == CASE_EVENT_COMPLAINT) &&
	    letter != NULL)
		return letter->written;
	return LAW_NO_DAY;
}

/* What came after a letter, and says that it had gone by then. */
static const char *const correct_after[CASE_EVENT_EVENTS] = {
    [CASE_EVENT_SENT] = "The next letter of the case went",
    [CASE_EVENT_RECEIVED] = "It arrived",
    [CASE_EVENT_REPLY] = "They answered",
    [CASE_EVENT_COMPLAINT] = "The complaint went",
};

/* Whether a later entry says that the letter of an entry had gone.  A day that
 * is earlier as it stands was noted late, and is of an earlier letter. */
static bool correct_follows(const struct case_state *state,
			    const struct case_entry *entry,
			    const struct case_entry *later)
{
	if (later->number <= entry->number || later->withdrawn ||
	    correct_after[later->event] == NULL || later->day < entry->day)
		return false;
	return later->event != CASE_EVENT_RECEIVED ||
	       case_state_asked(state, later->number) ==
		   case_state_went(state, entry->number);
}

/* The last day that a letter can have gone on, and what says so; its own
 * arrival is nothing to go by where that is corrected, too. */
static int32_t correct_latest(const struct case_state *state,
			      const struct case_entries *list,
			      const struct case_entry *entry, bool arrival,
			      const char **says)
{
	int32_t latest = LAW_NO_DAY;

	for (size_t i = 0; i < list->count; i++) {
		const struct case_entry *later = &list->entries[i];
		bool same = later->number == entry->number;
		int32_t day =
		    same ? case_entry_day(later, "received") : later->day;

		if (!(same ? arrival : correct_follows(state, entry, later)) ||
		    day == LAW_NO_DAY ||
		    (latest != LAW_NO_DAY && day >= latest))
			continue;
		latest = day;
		*says =
		    correct_after[same ? CASE_EVENT_RECEIVED : later->event];
	}
	return latest;
}

/* No letter went after it had come, was answered, or another one followed. */
static enum lens_err correct_order(const struct case_note *note,
				   const struct casework_happened *what,
				   const struct case_entry *entry,
				   struct ledger_fault *fault)
{
	struct case_entries list;
	const char *says = NULL;
	char day[LEDGER_DAY];
	int32_t latest;
	enum lens_err err;

	if (what->day <= 0 || !correct_is_letter(entry->event))
		return LENS_OK;
	err = case_entries_read(note->work, what->id, fault, &list);
	if (err != LENS_OK)
		return err;
	latest = correct_latest(&note->one.state, &list, entry,
				what->received <= 0, &says);
	case_entries_free(&list);
	if (latest == LAW_NO_DAY || what->day <= latest)
		return LENS_OK;
	law_day_text(latest, day);
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "%s on %s, so this letter went before that; say the "
			   "right day, or correct the other one first.",
			   base_said(says), day);
}

/* A day moves neither a reply before the letter nor a letter after its
 * reply. */
static enum lens_err correct_day(const struct case_note *note,
				 const struct casework_happened *what,
				 const struct case_entry *entry,
				 struct ledger_fault *fault)
{
	int32_t earliest = correct_earliest(&note->one.state, entry);
	enum lens_err err =
	    what->day > 0
		? case_possible(what, earliest, fault)
		: case_possible(
		      &(struct casework_happened){.note = what->note,
						  .how = what->how,
						  .tracking = what->tracking,
						  .received = what->received,
						  .outcome = what->outcome,
						  .today = what->today},
		      LAW_NO_DAY, fault);
	int32_t sent = what->day > 0 ? what->day : entry->day;

	if (err == LENS_OK && what->received > 0 && what->received < sent)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "A letter cannot have arrived before it was "
				  "sent; give both days as they were.");
	return err == LENS_OK ? correct_order(note, what, entry, fault) : err;
}

static enum lens_err correct_says(const struct casework_happened *what,
				  struct ledger_fault *fault)
{
	const struct case_entry any = {.event = CASE_EVENT_SENT};
	json_t *changes = correct_changes(what, &any);
	bool says = json_object_size(changes) > 0;

	json_decref(changes);
	if (says)
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Say what is right: the day, what it was, "
			   "how it went, or a note.");
}

enum lens_err case_judge_correct(struct case_note *note,
				 const struct casework_happened *what,
				 struct ledger_fault *fault)
{
	struct case_entry entry = {.detail = NULL};
	json_t *changes = NULL;
	enum lens_err err = correct_says(what, fault);

	if (err == LENS_OK)
		err = correct_find(note, what, correct_fits, fault, &entry);
	if (err == LENS_OK)
		err = correct_day(note, what, &entry, fault);
	note->kind = CASE_EVENT_CORRECTED;
	if (err == LENS_OK) {
		changes = correct_changes(what, &entry);
		note->detail = json_pack("{s:i, s:o}", "entry",
					 (int)entry.number, "changes", changes);
	}
	json_decref(entry.detail);
	/* The correction itself is of today. */
	law_day_text(what->today, note->day);
	return err;
}

enum lens_err case_judge_withdraw(struct case_note *note,
				  const struct casework_happened *what,
				  struct ledger_fault *fault)
{
	struct case_entry entry = {.detail = NULL};
	enum lens_err err = case_possible(what, LAW_NO_DAY, fault);

	if (err == LENS_OK)
		err = correct_find(note, what, correct_is_taken_back, fault,
				   &entry);
	note->kind = CASE_EVENT_WITHDRAWN;
	if (err == LENS_OK)
		note->detail =
		    json_pack("{s:i, s:s, s:s}", "entry", (int)entry.number,
			      "kind", case_event_name(entry.event), "note",
			      what->note ? what->note : "");
	json_decref(entry.detail);
	law_day_text(what->today, note->day);
	return err;
}
