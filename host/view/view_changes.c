/* view_changes.c: what became of places between two days. */
#include <lenscap/casework_findings.h>
#include <lenscap/view_changes.h>

static json_t *view_moment(const struct casework_moment *moment)
{
	if (moment->at == 0)
		return json_null();
	return json_pack("{s:I, s:s, s:s, s:b}", "at", (json_int_t)moment->at,
			 "state", ledger_state_name(moment->state), "access",
			 ledger_access_name(moment->access), "gone",
			 moment->gone);
}

static json_t *view_kinds(bool known, uint64_t kinds)
{
	json_t *list;

	if (!known)
		return json_null();
	list = json_array();
	for (enum ipc_finding_kind i = 0; i < IPC_FINDINGS; i++)
		if (kinds >> i & 1)
			json_array_append_new(
			    list, view_finding(casework_finding(i)->kind, ""));
	return list;
}

static json_t *view_since(int64_t since)
{
	return since > 0 ? json_integer(since) : json_null();
}

json_t *view_change(const struct casework_changed *row)
{
	json_t *object =
	    json_pack("{s:I, s:I}", "photo", (json_int_t)row->photo, "sighting",
		      (json_int_t)row->sighting);

	view_put(object, "source", row->source);
	view_put(object, "place", row->place);
	view_put(object, "page", row->page ? row->page : "");
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:b, s:o, s:o, s:o, s:o, s:b, s:o, s:o}", "change",
		      casework_change_name(row->change), "same", row->same,
		      "since", view_since(row->since), "then",
		      view_moment(&row->then), "now", view_moment(&row->now),
		      "learned", view_moment(&row->learned), "known",
		      row->known, "less", view_kinds(row->known, row->less),
		      "more", view_kinds(row->known, row->more)));
	return object;
}

json_t *view_changes(const struct casework_changes *changes)
{
	json_t *object =
	    json_pack("{s:o, s:I}", "since", view_since(changes->since),
		      "compared", (json_int_t)changes->places);

	for (enum casework_change i = 0; i < CASEWORK_CHANGES; i++)
		json_object_set_new(
		    object, casework_change_name(i),
		    json_integer((json_int_t)changes->counts[i]));
	json_object_set_new(object, "less",
			    json_integer((json_int_t)changes->less));
	json_object_set_new(object, "more",
			    json_integer((json_int_t)changes->more));
	return object;
}
