/* view_overview.c: how exposed somebody is, in numbers. */
#include <lenscap/view_overview.h>

static json_t *view_access_counts(const size_t access[LEDGER_ACCESSES])
{
	json_t *object = json_object();

	/* What is on no web has no state. */
	for (unsigned i = LEDGER_ACCESS_NONE + 1; i < LEDGER_ACCESSES; i++)
		json_object_set_new(object, ledger_access_name(i),
				    json_integer((json_int_t)access[i]));
	return object;
}

static json_t *view_site(const struct casework_site *site)
{
	return json_pack(
	    "{s:s, s:I, s:I, s:o, s:I, s:I}", "host", site->host, "photos",
	    (json_int_t)site->photos, "places", (json_int_t)site->places,
	    "access", view_access_counts(site->access), "gone",
	    (json_int_t)site->gone, "not_asked", (json_int_t)site->not_asked);
}

static json_t *view_letters(const struct casework_overview *overview)
{
	json_t *object =
	    json_pack("{s:I, s:I}", "asked", (json_int_t)overview->asked,
		      "erased", (json_int_t)overview->erased);

	for (unsigned i = 0; i < CASEWORK_STAGES; i++)
		json_object_set_new(
		    object, casework_stage_name(i),
		    json_integer((json_int_t)overview->stages[i]));
	return object;
}

/* Null where nothing was open that the last look did not learn. */
static json_t *view_unlearned(const struct casework_past *unlearned)
{
	if (unlearned->places == 0)
		return json_null();
	return json_pack(
	    "{s:I, s:I, s:I, s:I}", "photos", (json_int_t)unlearned->photos,
	    "places", (json_int_t)unlearned->places, "first",
	    (json_int_t)unlearned->first, "last", (json_int_t)unlearned->last);
}

static json_t *view_then(const struct casework_then *then)
{
	return json_pack("{s:o, s:I, s:I, s:I, s:I}", "day",
			 view_day(then->day), "open",
			 (json_int_t)then->places[CASEWORK_NOW_OPEN], "unknown",
			 (json_int_t)then->places[CASEWORK_NOW_UNKNOWN], "gone",
			 (json_int_t)then->places[CASEWORK_NOW_GONE], "other",
			 (json_int_t)then->places[CASEWORK_NOW_OTHER]);
}

json_t *view_overview(const struct casework_overview *overview)
{
	json_t *sites = json_array(), *history = json_array();
	json_t *object = json_pack(
	    "{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:I, s:o, s:o, s:o, s:o, "
	    "s:o, s:I}",
	    "photos", (json_int_t)overview->photos, "say_where",
	    (json_int_t)overview->say_where, "say_who",
	    (json_int_t)overview->say_who, "photos_public",
	    (json_int_t)overview->photos_public, "photos_unknown",
	    (json_int_t)overview->photos_unknown, "places",
	    (json_int_t)overview->places, "access",
	    view_access_counts(overview->access), "gone",
	    (json_int_t)overview->gone, "not_asked",
	    (json_int_t)overview->not_asked, "looked",
	    overview->looked > 0 ? json_integer(overview->looked) : json_null(),
	    "unlearned", view_unlearned(&overview->unlearned), "sites", sites,
	    "history", history, "letters", view_letters(overview), "due",
	    (json_int_t)overview->due);

	for (size_t i = 0; i < overview->site_count; i++)
		json_array_append_new(sites, view_site(&overview->sites[i]));
	for (size_t i = 0; i < overview->history_count; i++)
		json_array_append_new(history,
				      view_then(&overview->history[i]));
	return object;
}

json_t *view_page(const char *path, size_t bytes)
{
	json_t *object = json_object();

	view_put(object, "file", path);
	json_object_set_new(object, "bytes", json_integer((json_int_t)bytes));
	return object;
}

json_t *view_sheet(const char *path, size_t bytes, size_t places)
{
	json_t *object = view_page(path, bytes);

	json_object_set_new(object, "places", json_integer((json_int_t)places));
	return object;
}
