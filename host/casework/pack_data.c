/*
 * pack_data.c: laws, letters, sites' settings and rules of packs, beside ours.
 * What they say is looked at as a whole before any of it is taken, and again
 * whenever it is read, by what reads ours.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/law_pack.h>

#include "pack_data.h"
#include "pack_rules.h"
#include "pack_words.h"
#include "place.h"
#include "words.h"

void pack_files_add(struct pack_files *files, const struct registry_data *file)
{
	files->items = base_grow(files->items, files->count, &files->capacity,
				 sizeof(*files->items));
	files->items[files->count++] = file;
}

void pack_files_of(const struct registry *registry, const char *pack,
		   struct pack_files *files)
{
	for (size_t i = 0; i < registry_data_count(registry); i++) {
		const struct registry_data *file =
		    registry_data_at(registry, i);

		if (strcmp(file->pack, pack) == 0)
			pack_files_add(files, file);
	}
}

void pack_files_free(struct pack_files *files)
{
	free(files->items);
	*files = (struct pack_files){.count = 0};
}

/* ---- Together with ours ---- */

static enum lens_err pack_laws(const struct pack_files *files, int32_t latest,
			       struct registry_fault *fault,
			       struct law_set **out)
{
	char *folder = base_share_path("laws");
	struct law_fault why = {""};
	enum lens_err err = law_open(folder, &why, out);

	free(folder);
	if (err != LENS_OK)
		return registry_say(fault, err, "%s", why.sentence);
	for (size_t i = 0; i < files->count && err == LENS_OK; i++) {
		const struct registry_data *file = files->items[i];

		if (file->kind != REGISTRY_DATA_LAW)
			continue;
		err = law_add(*out, base_view_of(file->text), file->title,
			      latest, &why);
		if (err != LENS_OK)
			err = registry_say(fault, LENS_MALFORMED, "laws/%s: %s",
					   file->file, why.sentence);
	}
	if (err == LENS_OK && law_check(*out, &why) != LENS_OK)
		err = registry_say(fault, LENS_MALFORMED, "laws: %s",
				   why.sentence);
	return err;
}

static char *pack_letter_text(const struct registry_data *file)
{
	struct base_buffer text;
	char *made;

	base_buffer_init(&text, REGISTRY_RECORD_MAX);
	for (size_t i = 0; i < file->line_count; i++)
		if (base_buffer_add_text(&text, file->lines[i]) != LENS_OK ||
		    base_buffer_add_text(&text, "\n") != LENS_OK)
			break;
	made = base_format("%.*s", (int)text.size,
			   text.size > 0 ? (const char *)text.data : "");
	base_buffer_free(&text);
	return made;
}

static enum lens_err pack_letters(const struct pack_files *files,
				  const struct law_set *laws,
				  struct registry_fault *fault,
				  struct letter_set **out)
{
	struct letter_extra *extras =
	    base_alloc(files->count + 1, sizeof(*extras));
	char *folder = base_share_path("letters");
	struct letter_fault why = {""};
	enum lens_err err = LENS_OK;
	size_t count = 0;

	for (size_t i = 0; i < files->count && err == LENS_OK; i++) {
		const struct registry_data *file = files->items[i];

		if (file->kind != REGISTRY_DATA_LETTER)
			continue;
		extras[count] = (struct letter_extra){
		    law_language_of(file->language), file->name,
		    pack_letter_text(file), file->title};
		if (extras[count++].language == LAW_LANGUAGES)
			err = registry_say(fault, LENS_MALFORMED,
					   "There are no letters in the "
					   "language \"%s\".",
					   file->language);
	}
	if (err == LENS_OK) {
		err = letter_open_with(folder, laws, extras, count, &why, out);
		if (err != LENS_OK)
			err = registry_say(fault, err, "letters: %s",
					   why.sentence);
	}
	for (size_t i = 0; i < count; i++)
		free((char *)extras[i].text);
	free(extras);
	free(folder);
	return err;
}

/* A law that no letter knows would be a law under which nothing is asked. */
static enum lens_err pack_law_letters(const struct law_set *laws,
				      const struct letter_set *letters,
				      struct registry_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < law_count(laws) && err == LENS_OK; i++) {
		const struct law *law = law_at(laws, i);
		char *kind, *name, *part;

		if (law->pack == NULL ||
		    (law->corrects && law->letters[0] == '\0'))
			continue;
		kind = base_format("request.%s", law->letters);
		name = base_format("law.%s", law->id);
		/* Its own part, as laws that share letters have them. */
		part = base_format("law.%s", law->letters);
		if (!letter_known(letters, kind, LAW_EN) ||
		    (!letter_names(letters, kind, LAW_EN, law->id, name) &&
		     !letter_names(letters, kind, LAW_EN, law->id, part)))
			err = registry_say(
			    fault, LENS_MALFORMED,
			    "No letter is written under the law %s: it needs "
			    "\"letters\", and an English letter request with "
			    "that ending in which law.%s asks for something.",
			    law->id, law->id);
		free(part);
		free(name);
		free(kind);
	}
	return err;
}

enum lens_err pack_data_open(const struct pack_files *files, int32_t latest,
			     struct law_set **laws, struct letter_set **letters,
			     struct registry_fault *fault)
{
	enum lens_err err;

	*laws = NULL;
	*letters = NULL;
	err = pack_rules_check(files->items, files->count, fault);
	if (err == LENS_OK)
		err = pack_laws(files, latest, fault, laws);
	if (err == LENS_OK)
		err = pack_letters(files, *laws, fault, letters);
	if (err == LENS_OK)
		err = pack_law_letters(*laws, *letters, fault);
	if (err != LENS_OK) {
		letter_close(*letters);
		law_close(*laws);
		*letters = NULL;
		*laws = NULL;
	}
	return err;
}

/* ---- Before they are taken ---- */

/* What a pack's files are held against. */
struct pack_held {
	struct registry *registry; /* ours */
	json_t *rule, *shipped;	   /* remedies/rule.json, sites.json */
	const struct pack_beside *beside;
	struct registry_fault *fault;
};

static bool pack_kind_known(const struct pack_held *held, const char *name)
{
	const json_t *kind;
	size_t i;

	json_array_foreach(json_object_get(held->rule, "kinds"), i, kind)
	{
		if (strcmp(json_string_value(json_object_get(kind, "kind")),
			   name) == 0)
			return true;
	}
	return false;
}

static bool pack_site_shipped(const json_t *shipped, const char *host)
{
	const json_t *site;
	size_t i;

	json_array_foreach(json_object_get(shipped, "sites"), i, site)
	{
		if (strcmp(json_string_value(json_object_get(site, "site")),
			   host) == 0)
			return true;
	}
	return false;
}

/* One that we or the pack have as a company, or whose settings we know. */
static bool pack_site_known(const struct pack_held *held, const char *host)
{
	const char *web;
	json_t *value;

	if (pack_site_shipped(held->shipped, host))
		return true;
	for (size_t i = 0; i < registry_count(held->registry); i++)
		if (place_is_at(registry_at(held->registry, i)->web, host))
			return true;
	json_object_foreach(held->beside->sites, web, value)
	{
		if (place_is_at(web, host))
			return true;
	}
	return false;
}

static enum lens_err pack_remedy(const struct pack_held *held,
				 const struct registry_data *file)
{
	if (strspn(file->site, "abcdefghijklmnopqrstuvwxyz0123456789-.") !=
		strlen(file->site) ||
	    strchr(file->site, '.') == NULL ||
	    !pack_site_known(held, file->site))
		return registry_say(held->fault, LENS_MALFORMED,
				    "remedies/%s: %s is no site that is known: "
				    "of a company of ours or of the pack.",
				    file->file, file->site);
	for (size_t i = 0; i < file->setting_count; i++)
		for (size_t k = 0; k < file->settings[i].kind_count; k++)
			if (!pack_kind_known(held, file->settings[i].kinds[k]))
				return registry_say(
				    held->fault, LENS_MALFORMED,
				    "remedies/%s: \"%.40s\" is no kind of "
				    "exposure.",
				    file->file, file->settings[i].kinds[k]);
	return LENS_OK;
}

/* Whoever a complaint goes to is known. */
static enum lens_err pack_seats(const struct pack_held *held,
				const struct registry_data *file)
{
	static const char *const names[] = {"authority", "public_authority",
					    "catholic_authority"};
	json_t *json = json_loads(file->text, 0, NULL);
	enum lens_err err = LENS_OK;
	const json_t *seat;
	size_t i;

	json_array_foreach(json_object_get(json, "authorities"), i, seat)
	{
		for (size_t n = 0; n < 3 && err == LENS_OK; n++) {
			const char *slug =
			    json_string_value(json_object_get(seat, names[n]));

			if (slug != NULL &&
			    registry_authority(held->registry, slug) == NULL &&
			    json_object_get(held->beside->authorities, slug) ==
				NULL)
				err = registry_say(
				    held->fault, LENS_MALFORMED,
				    "laws/%s: the authority %.60s is neither "
				    "in the pack nor among Lenscap's own.",
				    file->file, slug);
		}
	}
	json_decref(json);
	return err;
}

static enum lens_err pack_held_to(const struct pack_held *held,
				  const struct pack_files *files)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < files->count && err == LENS_OK; i++) {
		if (files->items[i]->kind == REGISTRY_DATA_REMEDY)
			err = pack_remedy(held, files->items[i]);
		if (files->items[i]->kind == REGISTRY_DATA_LAW)
			err = pack_seats(held, files->items[i]);
	}
	return err;
}

/* The same law, letter or site once: which of two holds, nobody could say. */
static enum lens_err pack_once(const struct casework_pack_changes *changes,
			       struct registry_fault *fault)
{
	for (size_t i = 0; i < changes->count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(changes->items[i].kind,
				   changes->items[k].kind) == 0 &&
			    strcmp(changes->items[i].what,
				   changes->items[k].what) == 0)
				return registry_say(fault, LENS_MALFORMED,
						    "%s: There are two of it.",
						    changes->items[i].what);
	return LENS_OK;
}

enum lens_err pack_data_check(const struct pack_files *files,
			      const struct pack_beside *beside, int32_t latest,
			      struct registry_fault *fault,
			      struct casework_pack_changes *out)
{
	struct pack_held held = {NULL, words_json("remedies/rule.json"),
				 words_json("remedies/sites.json"), beside,
				 fault};
	char *share = base_share_path(".");
	struct letter_set *letters = NULL;
	struct law_set *laws = NULL;
	enum lens_err err = LENS_OK;

	*out = (struct casework_pack_changes){.count = 0};
	if (files->count > 0)
		err = registry_open(share, NULL, fault, &held.registry);
	if (err == LENS_OK)
		err = pack_held_to(&held, files);
	if (err == LENS_OK)
		err =
		    pack_words_check(files->items, files->count, latest, fault);
	if (err == LENS_OK && files->count > 0)
		err = pack_data_open(files, latest, &laws, &letters, fault);
	if (err == LENS_OK)
		pack_data_changes(files, laws, letters, out);
	if (err == LENS_OK)
		err = pack_once(out, fault);
	letter_close(letters);
	law_close(laws);
	registry_close(held.registry);
	json_decref(held.rule);
	json_decref(held.shipped);
	free(share);
	return err;
}

/* ---- In use ---- */

void pack_remedy_add(const struct registry_data *file, json_t *sites)
{
	json_t *settings = json_array();

	for (size_t i = 0; i < file->setting_count; i++) {
		const struct registry_setting *setting = &file->settings[i];
		json_t *kinds = json_array();

		for (size_t k = 0; k < setting->kind_count; k++)
			json_array_append_new(kinds,
					      json_string(setting->kinds[k]));
		json_array_append_new(settings,
				      json_pack("{s:o, s:s}", "for", kinds,
						"where", setting->where));
	}
	if (file->kind == REGISTRY_DATA_REMEDY)
		json_array_append_new(
		    sites,
		    json_pack("{s:s, s:s, s:s, s:s, s:o}", "site", file->site,
			      "source", file->source, "date", file->date,
			      "pack", file->title, "settings", settings));
	else
		json_decref(settings);
}

/* ---- What they change ---- */

static void pack_change(struct casework_pack_changes *changes, const char *kind,
			char *what, bool corrects)
{
	changes->items = base_grow(changes->items, changes->count,
				   &changes->capacity, sizeof(*changes->items));
	changes->items[changes->count++] =
	    (struct casework_pack_change){kind, what, corrects};
}

void pack_changes_free(struct casework_pack_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->items[i].what);
	free(changes->items);
	*changes = (struct casework_pack_changes){.count = 0};
}

static const char *pack_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? text : "";
}

static bool pack_corrects_law(const struct law_set *laws, const json_t *law)
{
	const struct law *found = law_named(laws, pack_text(law, "id"));

	return found != NULL && found->corrects;
}

static bool pack_corrects_norm(const struct law_set *laws, const json_t *norm)
{
	const struct law_norm *found = law_norm(laws, pack_text(norm, "id"));

	return found != NULL && found->corrects;
}

static bool pack_corrects_seat(const struct law_set *laws, const json_t *seat)
{
	return law_seat_corrected(laws, pack_text(seat, "country"),
				  pack_text(seat, "region"));
}

/* The lists of a file of laws, and what one of each is called. */
static const struct {
	const char *list, *kind, *what, *more;
	bool (*corrects)(const struct law_set *laws, const json_t *one);
} pack_lists[] = {
    {"laws", "law", "id", "", pack_corrects_law},
    {"norms", "norm", "id", "", pack_corrects_norm},
    {"authorities", "seat", "country", "region", pack_corrects_seat},
};

static void pack_law_changes(const struct registry_data *file,
			     const struct law_set *laws,
			     struct casework_pack_changes *out)
{
	json_t *json = json_loads(file->text, 0, NULL);
	const char *country;
	json_t *one;
	size_t i;

	for (size_t l = 0; l < sizeof(pack_lists) / sizeof(pack_lists[0]); l++)
		json_array_foreach(json_object_get(json, pack_lists[l].list), i,
				   one)
		{
			const char *more = pack_text(one, pack_lists[l].more);

			pack_change(
			    out, pack_lists[l].kind,
			    base_format("%s%s%s",
					pack_text(one, pack_lists[l].what),
					more[0] != '\0' ? "-" : "", more),
			    laws != NULL && pack_lists[l].corrects(laws, one));
		}
	json_object_foreach(json_object_get(json, "holidays"), country, one)
	{
		pack_change(out, "holidays", base_copy(country),
			    laws != NULL &&
				law_holidays_corrected(laws, country));
	}
	json_decref(json);
}

/* They add to ours, and never take their place. */
static void pack_rule_changes(const struct registry_data *file,
			      struct casework_pack_changes *out)
{
	for (size_t i = 0; i < file->rule_count; i++)
		for (size_t k = 0; k < file->rules[i].entry_count; k++)
			pack_change(out, "rule",
				    base_format("%s %s", file->rules[i].list,
						file->rules[i].entries[k]),
				    false);
}

static void pack_word_changes(const struct pack_files *files, size_t i,
			      struct casework_pack_changes *out)
{
	char *told = pack_words_told(files->items, files->count, i);

	if (told != NULL)
		pack_change(out, "words", told, false);
}

void pack_data_changes(const struct pack_files *files,
		       const struct law_set *laws,
		       const struct letter_set *letters,
		       struct casework_pack_changes *out)
{
	json_t *shipped = words_json("remedies/sites.json");

	*out = (struct casework_pack_changes){.count = 0};
	for (size_t i = 0; i < files->count; i++) {
		const struct registry_data *file = files->items[i];
		enum law_language language = law_language_of(file->language);

		if (file->kind == REGISTRY_DATA_LAW)
			pack_law_changes(file, laws, out);
		else if (file->kind == REGISTRY_DATA_LETTER)
			pack_change(
			    out, "letter",
			    base_format("%s/%s", file->language, file->name),
			    letters != NULL &&
				letter_is_ours(letters, file->name, language));
		else if (file->kind == REGISTRY_DATA_REMEDY)
			pack_change(out, "remedy", base_copy(file->site),
				    pack_site_shipped(shipped, file->site));
		else if (file->kind == REGISTRY_DATA_PAGES)
			pack_rule_changes(file, out);
		else
			pack_word_changes(files, i, out);
	}
	json_decref(shipped);
}
