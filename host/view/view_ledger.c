/* view_ledger.c: the ledger's state, its keys, and what was found in it. */
#include <string.h>

#include <lenscap/view_ledger.h>

const char *view_ledger_state(enum view_ledger_state state)
{
	static const char *const states[VIEW_LEDGER_STATES] = {
	    [VIEW_LEDGER_NONE] = "none",
	    [VIEW_LEDGER_LOCKED] = "locked",
	    [VIEW_LEDGER_OPEN] = "open",
	    [VIEW_LEDGER_DAMAGED] = "damaged",
	};

	return states[state];
}

json_t *view_key(const struct ledger_slot *slot)
{
	return json_pack("{s:I, s:s}", "id", (json_int_t)slot->id, "kind",
			 ledger_slot_name(slot->kind));
}

json_t *view_new_key(uint32_t id, const char *recovery)
{
	json_t *object = json_pack("{s:i}", "id", (int)id);

	if (recovery[0] != '\0')
		view_put(object, "recovery_key", recovery);
	return object;
}

json_t *view_person(const char *name, bool readable, const char *chosen)
{
	return json_pack("{s:o, s:b, s:b}", "name", view_text(name), "readable",
			 readable, "chosen",
			 chosen != NULL && strcmp(chosen, name) == 0);
}

static json_t *ledger_keys(const struct ledger_face *face)
{
	json_t *list = json_array();

	for (unsigned i = 0; face != NULL && i < face->slot_count; i++)
		json_array_append_new(list, view_key(&face->slots[i]));
	return list;
}

static json_t *ledger_ways(const struct ledger_face *face)
{
	json_t *list = json_array();

	for (unsigned i = 0; face != NULL && i < face->slot_count; i++)
		json_array_append_new(
		    list, json_string(ledger_slot_name(face->slots[i].kind)));
	return list;
}

static json_t *ledger_notices(const struct ledger *ledger)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < LEDGER_NOTICES; i++)
		if (ledger_noticed(ledger, i))
			json_array_append_new(
			    list, json_string(ledger_notice_sentence(i)));
	return list;
}

/* Of what lies in a ledger that does not open, nobody can know how much. */
static void ledger_counts(json_t *object, bool known,
			  const struct ledger_status *at)
{
	const struct {
		const char *name;
		uint64_t count;
	} counts[] = {
	    {"photos", at->photos},
	    {"findings", at->findings},
	    {"sightings", at->sightings},
	    {"cases", at->cases},
	    {"changes", at->sequence},
	    {"schema", at->schema},
	    {"bytes", at->snapshot_bytes + at->log_bytes + at->thumbnail_bytes +
			  at->index_bytes},
	};

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		json_object_set_new(
		    object, counts[i].name,
		    known ? json_integer((json_int_t)counts[i].count)
			  : json_null());
}

json_t *view_status(enum view_ledger_state state,
		    const struct ledger_face *face,
		    const struct ledger_status *status, json_t *notices)
{
	static const struct ledger_status none;
	json_t *object = json_pack("{s:s}", "state", view_ledger_state(state));

	ledger_counts(object, status != NULL || state == VIEW_LEDGER_NONE,
		      status ? status : &none);
	json_object_update_new(
	    object, json_pack("{s:o, s:o, s:o}", "notices",
			      notices ? notices : json_array(), "unlock",
			      ledger_ways(face), "keys", ledger_keys(face)));
	return object;
}

json_t *view_status_open(const struct ledger_face *face,
			 const struct ledger_status *status,
			 const struct ledger *ledger)
{
	json_t *object =
	    view_status(VIEW_LEDGER_OPEN, face, status, ledger_notices(ledger));

	json_object_set_new(object, "older",
			    json_boolean(ledger_older(ledger)));
	return object;
}

json_t *view_check(const struct ledger_check *check)
{
	return json_pack("{s:s, s:s, s:o}", "what", check->what, "state",
			 check->good ? "ok" : "damaged", "sentence",
			 view_text(check->sentence));
}

json_t *view_report(const struct ledger_report *report)
{
	return json_pack("{s:I, s:I, s:I, s:I}", "files",
			 (json_int_t)report->files, "records",
			 (json_int_t)report->records, "thumbnails",
			 (json_int_t)report->thumbnails, "damaged",
			 (json_int_t)report->damaged);
}

json_t *view_restored(const struct casework_restored *restored)
{
	const struct ledger_merged *merged = &restored->merged;

	if (restored->done == CASEWORK_LEFT)
		return NULL;
	if (restored->done == CASEWORK_RESTORED)
		return json_pack("{s:s}", "status", "restored");
	return json_pack("{s:s, s:I, s:I, s:I, s:I}", "status", "merged",
			 "photos", (json_int_t)merged->photos, "cases",
			 (json_int_t)merged->cases, "sightings",
			 (json_int_t)merged->sightings, "settings",
			 (json_int_t)merged->settings);
}

json_t *view_wiped(void)
{
	return json_pack("{s:s}", "destroyed", ledger_wipe_sentence());
}

json_t *view_autolock(const struct casework_autolock *autolock)
{
	char text[CASEWORK_AUTOLOCK], words[CASEWORK_AUTOLOCK_WORDS];

	casework_autolock_text(autolock, text);
	casework_autolock_words(autolock, words);
	return json_pack("{s:s, s:s}", "autolock", text, "words", words);
}

json_t *view_judged(const struct casework_judged *judged)
{
	return json_pack("{s:s, s:i, s:s}", "strength",
			 casework_strength_name(judged->strength), "bits",
			 (int)judged->bits, "sentence", judged->sentence);
}

json_t *view_examined(const struct casework_check *check)
{
	static const char *const states[CASEWORK_STATES] = {
	    [CASEWORK_WORKS] = "works",
	    [CASEWORK_OPTIONAL] = "optional",
	    [CASEWORK_BROKEN] = "broken",
	};

	return json_pack("{s:s, s:s, s:s, s:o, s:s, s:s}", "group",
			 check->group, "name", check->name, "state",
			 states[check->state], "detail",
			 view_text(check->detail), "remedy", check->remedy,
			 "calls", check->calls);
}
