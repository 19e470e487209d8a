/* view_controller.c: who can be written to, and who watches over them. */
#include <lenscap/view_registry.h>

static void controller_member(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

static bool controller_claims(const struct registry_claim *claim)
{
	return claim->known && claim->holds;
}

/* Whether the best way to reach them is one that nobody verified. */
static bool controller_unverified(const struct registry_controller *to)
{
	static const enum registry_medium best[] = {
	    REGISTRY_EMAIL, REGISTRY_WEBFORM, REGISTRY_LETTER, REGISTRY_FAX};

	for (size_t m = 0; m < sizeof(best) / sizeof(*best); m++) {
		const struct registry_contact *contact =
		    registry_contact(to, best[m]);

		if (contact != NULL)
			return contact->state == REGISTRY_UNVERIFIED;
	}
	return false;
}

json_t *view_controller(const struct registry_controller *to)
{
	json_t *object = json_pack("{s:s}", "slug", to->slug);

	view_put(object, "name", to->name);
	json_object_update_new(
	    object,
	    json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:b,"
		      " s:b, s:b, s:o, s:s, s:b, s:o}",
		      "kind", registry_kind_name(to->kind), "kind_words",
		      registry_kind_words(to->kind), "countries",
		      view_texts(to->countries, to->country_count), "language",
		      view_text(to->language), "email", view_text(to->email),
		      "webform", view_text(to->webform), "web",
		      view_text(to->web), "address_known",
		      to->address[0] != '\0', "contact_unknown",
		      to->contact_unknown, "contact_unverified",
		      controller_unverified(to), "asks_for_photo",
		      controller_claims(&to->asks_for_photo), "asks_for_id",
		      controller_claims(&to->asks_for_id), "needs_id_document",
		      to->needs_id_document, "quality", view_text(to->quality),
		      "origin", registry_origin_name(to->provenance.origin),
		      "unchecked", to->provenance.unchecked, "gone",
		      view_text(to->reason)));
	return object;
}

static json_t *controller_claim(const struct registry_claim *claim)
{
	if (!claim->known)
		return json_null();
	return json_pack(
	    "{s:b, s:o, s:o, s:o, s:o, s:b}", "holds", claim->holds, "text",
	    view_text(claim->text), "source", view_text(claim->source.url),
	    "date", view_text(claim->source.date), "source_date",
	    view_text(claim->source.of), "verified", claim->source.verified);
}

static json_t *controller_all_claims(const struct registry_controller *to)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "asks_for_photo",
			 controller_claim(&to->asks_for_photo), "asks_for_id",
			 controller_claim(&to->asks_for_id), "says_it_needs",
			 controller_claim(&to->says_it_needs), "milder_key",
			 controller_claim(&to->milder_key), "opt_out",
			 controller_claim(&to->opt_out));
}

static json_t *controller_contacts(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->contact_count; i++) {
		const struct registry_contact *contact = &to->contacts[i];

		json_array_append_new(
		    list,
		    json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:b}",
			      "medium", registry_medium_name(contact->medium),
			      "state", registry_state_name(contact->state),
			      "value", view_text(contact->value), "note",
			      view_text(contact->note), "source",
			      view_text(contact->source.url), "date",
			      view_text(contact->source.date), "source_date",
			      view_text(contact->source.of), "verified",
			      contact->source.verified));
	}
	return list;
}

static json_t *controller_decisions(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->decision_count; i++) {
		const struct registry_decision *decision = &to->decisions[i];

		json_array_append_new(
		    list,
		    json_pack(
			"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, "
			"s:o,"
			" s:o, s:o}",
			"kind", view_text(decision->kind), "about",
			view_text(decision->about), "authority",
			view_text(decision->authority), "by",
			view_text(decision->by), "date",
			view_text(decision->date), "reference",
			view_text(decision->reference), "amount",
			view_text(decision->amount), "outcome",
			view_text(decision->outcome), "articles",
			view_texts(decision->articles, decision->article_count),
			"verified", decision->source.verified, "source",
			view_text(decision->source.url), "read",
			view_text(decision->source.date), "source_date",
			view_text(decision->source.of)));
	}
	return list;
}

static json_t *controller_representatives(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->representative_count; i++) {
		const struct registry_representative *at =
		    &to->representatives[i];

		json_array_append_new(
		    list,
		    json_pack("{s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:b}",
			      "territory", view_text(at->territory), "named",
			      at->named, "name", view_text(at->name), "address",
			      view_text(at->address), "email",
			      view_text(at->email), "source",
			      view_text(at->source.url), "date",
			      view_text(at->source.date), "source_date",
			      view_text(at->source.of), "verified",
			      at->source.verified));
	}
	return list;
}

/* What it wants to find somebody by, as its record has it. */
static json_t *controller_elements(const struct registry_controller *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < to->element_count; i++)
		json_array_append_new(
		    list, json_pack("{s:o, s:o, s:b}", "words",
				    view_text(to->elements[i].description),
				    "type", view_text(to->elements[i].type),
				    "optional", to->elements[i].optional));
	return list;
}

json_t *view_controller_whole(const struct registry_controller *to)
{
	json_t *object = view_controller(to);

	json_object_update_new(
	    object,
	    json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
		      " s:o, s:o}",
		      "finds_by", controller_elements(to), "address",
		      view_text(to->address), "runs",
		      view_texts(to->runs, to->runs_count), "contacts",
		      controller_contacts(to), "representatives",
		      controller_representatives(to), "decisions",
		      controller_decisions(to), "milder_key",
		      view_text(to->milder_key.text), "says_it_needs",
		      view_text(to->says_it_needs.text), "claims",
		      controller_all_claims(to), "comments",
		      view_texts(to->comments, to->comment_count), "sources",
		      view_texts(to->sources, to->source_count), "set",
		      view_text(to->provenance.set), "date",
		      view_text(to->provenance.date)));
	return object;
}

json_t *view_hit(const struct registry_hit *hit)
{
	json_t *object = view_controller(hit->controller);

	controller_member(object, "score",
			  json_integer((json_int_t)hit->score));
	return object;
}

json_t *view_registry_imported(const struct registry_imported *counts)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I}", "companies",
			 (json_int_t)counts->companies, "authorities",
			 (json_int_t)counts->authorities, "obsolete",
			 (json_int_t)counts->obsolete, "skipped",
			 (json_int_t)counts->skipped, "other",
			 (json_int_t)counts->other);
}

json_t *view_registry_skipped(const char *path, const char *why)
{
	json_t *object = json_object();

	view_put(object, "skipped", path);
	json_object_update_new(object,
			       json_pack("{s:s, s:o}", "status", "error",
					 "reason", view_text(why)));
	return object;
}
