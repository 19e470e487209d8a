/* view_pack.c: packs of records, and who published them. */
#include <lenscap/view_pack.h>

static json_t *pack_introduction(const struct registry_pack *pack)
{
	json_t *list = json_array();

	for (size_t i = 0; i < pack->introduction_count; i++)
		json_array_append_new(
		    list,
		    json_pack("{s:o, s:o}", "language",
			      view_text(pack->introductions[i].language),
			      "text", view_text(pack->introductions[i].text)));
	return list;
}

static json_t *pack_withdrawn(const struct registry_pack *pack)
{
	json_t *list = json_array();

	for (size_t i = 0; i < pack->withdrawal_count; i++) {
		const struct registry_withdrawal *one = &pack->withdrawals[i];

		json_array_append_new(
		    list, json_pack("{s:o, s:o, s:o, s:o}", "slug",
				    view_text(one->slug), "contact",
				    view_text(one->contact), "reason",
				    view_text(one->reason), "date",
				    view_text(one->date)));
	}
	return list;
}

/* What it says of laws, letters and sites' settings. */
static json_t *pack_changes(const struct casework_pack_changes *changes)
{
	json_t *list = json_array();

	for (size_t i = 0; i < changes->count; i++)
		json_array_append_new(
		    list,
		    json_pack("{s:s, s:o, s:b}", "kind", changes->items[i].kind,
			      "what", view_text(changes->items[i].what),
			      "corrects", (int)changes->items[i].corrects));
	return list;
}

static json_t *pack_names(const char *companies)
{
	return view_text(companies != NULL ? companies : "");
}

/* What it says of itself. */
static json_t *pack_said(const struct registry_pack *pack)
{
	return json_pack(
	    "{s:o, s:o, s:I, s:o, s:{s:o, s:o, s:o}, s:o, s:o, s:o}", "name",
	    view_text(pack->name), "title", view_text(pack->title), "version",
	    (json_int_t)pack->version, "made", view_text(pack->made), "helper",
	    "name", view_text(pack->helper_name), "email",
	    view_text(pack->helper_email), "web", view_text(pack->helper_web),
	    "introduction", pack_introduction(pack), "preset",
	    view_texts(pack->preset, pack->preset_count), "withdrawn",
	    pack_withdrawn(pack));
}

static void pack_signer(json_t *object, const struct signature_public *key)
{
	char text[SIGNATURE_KEY_TEXT], id[SIGNATURE_ID_TEXT];

	signature_public_text(key, text);
	signature_id_text(key->id, id);
	json_object_set_new(object, "signer", view_text(text));
	json_object_set_new(object, "signer_id", view_text(id));
}

json_t *view_pack(const struct casework_pack *pack)
{
	const struct registry_imported *counts = &pack->counts;
	json_t *object = pack_said(registry_import_pack(pack->taken));

	json_object_update_new(
	    object, json_pack("{s:o, s:o, s:I, s:I, s:I, s:I}", "names",
			      pack_names(pack->companies), "changes",
			      pack_changes(&pack->changes), "companies",
			      (json_int_t)counts->companies, "authorities",
			      (json_int_t)counts->authorities, "obsolete",
			      (json_int_t)counts->obsolete, "unreachable",
			      (json_int_t)counts->unreachable));
	if (pack->fits) {
		pack_signer(object, &pack->key);
		json_object_set_new(object, "comment",
				    view_text(pack->comment));
	}
	return object;
}

json_t *view_page_rules(const struct casework_page_rules *rules)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rules->list.count; i++)
		json_array_append_new(
		    list, json_pack("{s:s, s:s}", "list",
				    base_rules_name(rules->list.items[i].list),
				    "entry", rules->list.items[i].entry));
	return json_pack("{s:o, s:o}", "packs",
			 view_text(rules->packs ? rules->packs : ""), "rules",
			 list);
}

static void words_language(void *context, const char *code, const char *name,
			   const char *pack)
{
	json_array_append_new(
	    json_object_get(context, "languages"),
	    json_pack("{s:o, s:o, s:o}", "code", view_text(code), "name",
		      view_text(name), "pack", view_text(pack)));
}

static void words_word(void *context, const char *key, const char *text)
{
	json_object_set_new(json_object_get(context, "words"), key,
			    view_text(text));
}

json_t *view_pack_words(struct casework *work, const char *language)
{
	json_t *object = json_pack("{s:[], s:{}}", "languages", "words");
	const struct casework_words_sink sink = {words_language, words_word,
						 object, language};

	casework_pack_words(work, &sink);
	return object;
}

json_t *view_pack_kept(const struct casework_pack_kept *kept)
{
	json_t *object =
	    kept->pack != NULL
		? pack_said(kept->pack)
		: json_pack("{s:o, s:I}", "name", view_text(kept->name),
			    "version", (json_int_t)kept->version);

	if (kept->pack != NULL)
		json_object_update_new(
		    object, json_pack("{s:o, s:o, s:o}", "names",
				      pack_names(kept->companies), "changes",
				      pack_changes(&kept->changes), "unfit",
				      view_text(kept->unfit)));
	pack_signer(object, &kept->key);
	json_object_set_new(object, "here", json_boolean(kept->pack != NULL));
	return object;
}
