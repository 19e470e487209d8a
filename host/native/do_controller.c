/* do_controller.c: who can be written to. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_registry.h>

#include "native.h"
#include "track.h"

#define CONTROLLER_PAGE 30

/*
 * The registry takes a tenth of a second to read: the desk, which alone asks
 * it, keeps it until something in it or the ledger's lock changes.
 */
static const struct registry *controller_registry(struct native_call *call)
{
	struct registry_fault fault = {""};
	struct casework *work = NULL;

	if (call->host->registry != NULL)
		return call->host->registry;
	if (!track_ledger(call, &work))
		return NULL;
	if (casework_registry(&door_place(call->host->door)->home, work, &fault,
			      &call->host->registry) != LENS_OK)
		native_fail_saying(call, NATIVE_INTERNAL, fault.sentence);
	return call->host->registry;
}

void native_registry_drop(struct native *host)
{
	registry_close(host->registry);
	host->registry = NULL;
}

static json_t *controller_list(const char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, view_text(texts[i]));
	return list;
}

static bool controller_claims(const struct registry_claim *claim)
{
	return claim->known && claim->holds;
}

static json_t *controller_json(const struct registry_controller *to)
{
	return json_pack(
	    "{s:s, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:b, s:b}",
	    "slug", to->slug, "name", view_text(to->name), "kind",
	    registry_kind_name(to->kind), "kind_words",
	    registry_kind_words(to->kind), "countries",
	    controller_list(to->countries, to->country_count), "language",
	    view_text(to->language), "email", view_text(to->email), "webform",
	    view_text(to->webform), "address_known", to->address[0] != '\0',
	    "contact_unknown", to->contact_unknown, "asks_for_photo",
	    controller_claims(&to->asks_for_photo), "asks_for_id",
	    controller_claims(&to->asks_for_id), "needs_id_document",
	    to->needs_id_document);
}

/* ---- controller.search ---- */

void do_controller_search(struct native_call *call)
{
	const struct registry *registry = controller_registry(call);
	const char *kind = native_text(call, "kind");
	const char *country = native_text(call, "country");
	size_t offset = (size_t)native_number(call, "offset", 0);
	size_t limit = (size_t)native_number(call, "limit", CONTROLLER_PAGE);
	struct registry_query query = {.words = native_text(call, "query"),
				       .country = country ? country : ""};
	struct registry_hit *hits;
	json_t *list;
	size_t count;

	if (registry == NULL)
		return;
	if (kind != NULL && kind[0] != '\0') {
		query.of_kind = registry_kind_named(kind, &query.kind);
		if (!query.of_kind) {
			native_fail_saying(call, NATIVE_BAD_PARAMS,
					   "There is no such kind of "
					   "controller.");
			return;
		}
	}
	hits = base_alloc(registry_count(registry) + 1, sizeof(*hits));
	count =
	    registry_search(registry, &query, hits, registry_count(registry));
	list = json_array();
	for (size_t i = offset; i < count && i - offset < limit; i++) {
		json_t *row = controller_json(hits[i].controller);

		json_object_set_new(row, "score",
				    json_integer((json_int_t)hits[i].score));
		json_array_append_new(list, row);
	}
	call->result = json_pack(
	    "{s:I, s:o, s:o}", "total", (json_int_t)count, "next_offset",
	    offset + limit < count ? json_integer((json_int_t)(offset + limit))
				   : json_null(),
	    "controllers", list);
	free(hits);
}

/* ---- controller.show ---- */

static json_t *controller_contacts(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->contact_count; i++) {
		const struct registry_contact *contact = &to->contacts[i];

		json_array_append_new(
		    list,
		    json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "medium",
			      registry_medium_name(contact->medium), "state",
			      registry_state_name(contact->state), "value",
			      view_text(contact->value), "note",
			      view_text(contact->note), "source",
			      view_text(contact->source.url), "date",
			      view_text(contact->source.date)));
	}
	return list;
}

static json_t *controller_decisions(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->decision_count; i++) {
		const struct registry_decision *decision = &to->decisions[i];

		json_array_append_new(
		    list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o}",
				    "by", view_text(decision->by), "date",
				    view_text(decision->date), "reference",
				    view_text(decision->reference), "amount",
				    view_text(decision->amount), "outcome",
				    view_text(decision->outcome), "articles",
				    controller_list(decision->articles,
						    decision->article_count),
				    "verified", decision->source.verified,
				    "source", view_text(decision->source.url)));
	}
	return list;
}

void do_controller_show(struct native_call *call)
{
	const struct registry *registry = controller_registry(call);
	const struct registry_controller *to;

	if (registry == NULL)
		return;
	to = registry_find(registry, native_text(call, "slug"));
	if (to == NULL) {
		native_fail_saying(call, NATIVE_NOT_FOUND,
				   "There is no such controller.");
		return;
	}
	call->result = controller_json(to);
	json_object_update_new(
	    call->result,
	    json_pack(
		"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s}", "address",
		view_text(to->address), "web", view_text(to->web), "runs",
		controller_list(to->runs, to->runs_count), "contacts",
		controller_contacts(to), "decisions", controller_decisions(to),
		"milder_key", view_text(to->milder_key.text), "says_it_needs",
		view_text(to->says_it_needs.text), "sources",
		controller_list(to->sources, to->source_count), "quality",
		to->quality, "origin",
		registry_origin_name(to->provenance.origin)));
}

/* ---- controller.add ---- */

void do_controller_add(struct native_call *call)
{
	char slug[CASEWORK_SLUG];
	struct registry_fault fault = {""};
	struct casework *work;
	char *record;

	if (!track_ledger(call, &work))
		return;
	record =
	    json_dumps(json_object_get(call->params, "record"), JSON_COMPACT);
	if (casework_add_controller(work, base_view_of(record), &fault, slug) ==
	    LENS_OK)
		call->result = json_pack("{s:s}", "slug", slug);
	else
		native_fail_saying(call, NATIVE_BAD_PARAMS, fault.sentence);
	free(record);
	native_registry_drop(call->host);
}
