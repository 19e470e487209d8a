/*
 * draft_known.c: what is known of a letter, as the templates name it
 * (host/share/letters/README.md).  What the person did not choose to tell is
 * not in it, so that no template can.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"

/* What one letter's knowledge is made for. */
struct knowing {
	const struct drafting *drafting;
	const struct casework_draft *draft;
	enum law_language language;
	const struct letter_set *letters;
};

static const char *known_word(const struct knowing *knowing, const char *name)
{
	return letter_word(knowing->letters, knowing->language, name);
}

static const char *known_country(const struct knowing *knowing,
				 const char *code)
{
	return code[0]
		   ? letter_country(knowing->letters, knowing->language, code)
		   : "";
}

/* Days in words; "" for none. */
static json_t *known_day(const struct knowing *knowing, int32_t day)
{
	char words[48] = "";

	if (day != LAW_NO_DAY)
		law_day_words(day, knowing->language, words);
	return json_string(words);
}

/* A text of the person's; its lines become one. */
static json_t *known_text(const char *text)
{
	char *line = base_copy(text ? text : "");
	json_t *value;

	for (char *c = line; *c != '\0'; c++)
		if (strchr("\n\r\t", *c) != NULL)
			*c = ' ';
	value = json_string(line);
	free(line);
	return value;
}

static void known_set(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

/* "...%1..." with a text put in. */
static json_t *known_filled(const char *words, const char *text)
{
	const char *place = strstr(words, "%1");
	char *filled = place ? base_format("%.*s%s%s", (int)(place - words),
					   words, text, place + 2)
			     : base_copy(words);
	json_t *value = json_string(filled);

	free(filled);
	return value;
}

/* ---- The person ---- */

static json_t *known_me(const struct knowing *knowing)
{
	const struct casework_me *me = &knowing->drafting->me;
	unsigned tell = knowing->draft->tell;
	bool named = (tell & CASEWORK_TELL_NAME) && me->name[0];

	return json_pack(
	    "{s:s, s:b, s:s, s:s, s:s, s:s, s:b}", "name",
	    named ? me->name : "", "alias", !named, "email",
	    tell & CASEWORK_TELL_EMAIL ? me->email : "", "country_name",
	    known_country(knowing, me->country), "region_name",
	    tell & CASEWORK_TELL_REGION ? me->region : "", "address",
	    tell & CASEWORK_TELL_ADDRESS ? me->address : "", "adult", 1);
}

/* ---- The controller ---- */

/* Where the representative that a law asks for must be. */
static const struct {
	const char *law, *territory;
} known_territories[] = {{"gdpr", "eu"}, {"uk", "gb"}, {"fadp", "ch"}};

static bool known_is_here(const struct knowing *knowing, const char *territory)
{
	const char *law = knowing->drafting->choice.law->id;

	for (size_t i = 0;
	     i < sizeof(known_territories) / sizeof(known_territories[0]); i++)
		if (strcmp(known_territories[i].law, law) == 0)
			return strcmp(known_territories[i].territory,
				      territory) == 0;
	return false;
}

/* The one under the law that the person leans on, or that there is none. */
static const struct registry_representative *
known_representative(const struct knowing *knowing, bool named)
{
	const struct registry_controller *to = knowing->drafting->to;

	for (size_t i = 0; i < to->representative_count; i++)
		if (to->representatives[i].named == named &&
		    known_is_here(knowing, to->representatives[i].territory))
			return &to->representatives[i];
	return NULL;
}

/* Countries whose law the person's own is, or is one of (GDPR in the EEA). */
static bool known_is_abroad(const char *country)
{
	static const char near[] = "at be bg ch cy cz de dk ee es fi fr gb gr "
				   "hr hu ie is it li lt lu lv mt nl no pl pt "
				   "ro se si sk";

	return country[0] != '\0' && strstr(near, country) == NULL;
}

static json_t *known_to(const struct knowing *knowing)
{
	const struct registry_controller *to = knowing->drafting->to;
	const char *country =
	    place_country(knowing->drafting->letters, to->address);
	const struct registry_representative *named =
	    known_representative(knowing, true);
	json_t *object = json_pack(
	    "{s:s, s:s, s:b, s:s, s:b, s:s, s:b, s:b, s:b, s:s}", "name",
	    to->name, "slug", to->slug, "address_known", to->address[0] != '\0',
	    "country_name", known_country(knowing, country), "abroad",
	    known_is_abroad(country), "representative",
	    named ? named->name : "", "no_representative",
	    known_representative(knowing, false) != NULL, "asks_for_photo",
	    to->asks_for_photo.known && to->asks_for_photo.holds, "asks_for_id",
	    to->needs_id_document ||
		(to->asks_for_id.known && to->asks_for_id.holds),
	    "milder_key", to->milder_key.known ? to->milder_key.text : "");

	for (unsigned kind = 0; kind < REGISTRY_KINDS; kind++)
		known_set(object, registry_kind_name(kind),
			  json_boolean(to->kind == kind));
	return object;
}

static json_t *known_decision(const struct knowing *knowing,
			      const struct registry_decision *decision)
{
	struct base_buffer articles;
	json_t *object;
	int32_t day;
	enum lens_err err = LENS_OK;

	base_buffer_init(&articles, 4096);
	for (size_t i = 0; i < decision->article_count && err == LENS_OK; i++) {
		if (i > 0)
			err = base_buffer_add_text(&articles, ", ");
		if (err == LENS_OK)
			err = base_buffer_add_text(&articles,
						   decision->articles[i]);
	}
	object =
	    json_pack("{s:s, s:s, s:o, s:s, s:s}", "by", decision->by,
		      "reference", decision->reference, "articles",
		      json_stringn(articles.size ? (char *)articles.data : "",
				   articles.size),
		      "amount", decision->amount, "outcome", decision->outcome);
	if (law_day_parse(decision->date, &day) == LENS_OK)
		known_set(object, "date", known_day(knowing, day));
	else
		known_set(object, "date", json_string(decision->date));
	base_buffer_free(&articles);
	return object;
}

/* Where the authorities apply the law that the person leans on. */
static bool known_speaks(const struct knowing *knowing, const char *authority)
{
	static const struct {
		const char *law, *countries;
	} laws[] = {
	    {"gdpr", "at be bg cy cz de dk ee es fi fr gr hr hu ie is it li lt "
		     "lu lv mt nl no pl pt ro se si sk"},
	    {"uk", "gb"},
	    {"fadp", "ch"},
	};
	char country[3] = {authority[0], authority[0] ? authority[1] : '\0'};

	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++)
		if (strcmp(laws[i].law, knowing->drafting->choice.law->id) == 0)
			return country[0] != '\0' &&
			       strstr(laws[i].countries, country) != NULL;
	return false;
}

/* The decision of the person's own authority first; only verified ones, and
 * of supervisory authorities under the same law. */
static void known_decisions(const struct knowing *knowing, json_t *known)
{
	const struct registry_controller *to = knowing->drafting->to;
	const char *own = knowing->drafting->choice.authority;
	json_t *others = json_array();

	for (size_t i = 0; i < to->decision_count; i++) {
		const struct registry_decision *decision = &to->decisions[i];
		json_t *object;

		if (!decision->source.verified ||
		    !known_speaks(knowing, decision->authority))
			continue;
		object = known_decision(knowing, decision);
		if (strcmp(decision->authority, own) == 0 &&
		    json_object_get(known, "decision") == NULL)
			known_set(known, "decision", object);
		else
			json_array_append_new(others, object);
	}
	for (size_t i = 0; i < json_array_size(others); i++)
		known_set(json_array_get(others, i), "more",
			  json_boolean(i + 1 < json_array_size(others)));
	known_set(known, "decisions_any",
		  json_boolean(json_array_size(others) > 0));
	known_set(known, "decisions", others);
}

/* ---- What is asked for ---- */

static json_t *known_ask(const struct knowing *knowing)
{
	const bool *ask = knowing->draft->ask;
	json_t *object = json_object(), *list = json_array();
	unsigned count = 0;

	for (unsigned right = 0; right < LAW_RIGHTS; right++) {
		char word[48];

		known_set(object, law_right_name(right),
			  json_boolean(ask[right]));
		snprintf(word, sizeof(word), "right_%s", law_right_name(right));
		if (!ask[right])
			continue;
		count++;
		json_array_append_new(
		    list,
		    json_pack("{s:s}", "text", known_word(knowing, word)));
	}
	known_set(object, "several", json_boolean(count > 1));
	known_set(object, "access_and_erasure",
		  json_boolean(ask[LAW_ACCESS] && ask[LAW_ERASURE]));
	known_set(object, "list", list);
	return object;
}

struct known_found {
	const struct knowing *knowing;
	json_t *list;
};

static bool known_sighting(void *context, const struct ledger_sighting *seen)
{
	struct known_found *found = context;
	const struct registry_controller *to = found->knowing->drafting->to;

	if (seen->gone || !place_is_at(seen->place, to->web))
		return true;
	json_array_append_new(
	    found->list, json_pack("{s:s, s:s, s:o}", "page", seen->page,
				   "image", seen->place, "date",
				   known_day(found->knowing,
					     casework_day_of(seen->checked))));
	return true;
}

/* Where photos of the case were seen on the controller's own site. */
static json_t *known_found_again(const struct knowing *knowing)
{
	struct known_found found = {knowing, json_array()};
	const struct casework_draft *draft = knowing->draft;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < draft->photo_count && err == LENS_OK; i++)
		err = ledger_sighting_each(
		    casework_ledger(knowing->drafting->work), draft->photos[i],
		    known_sighting, &found, NULL);
	return found.list;
}

/*
 * One of four openings, chosen by who writes to whom, so that hundreds of
 * letters do not begin alike and the same one does not change.
 */
static unsigned known_opening(const struct drafting *drafting)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (const char *c = drafting->to->slug; *c != '\0'; c++)
		hash = (hash ^ (uint8_t)*c) * 16777619u;
	for (const char *c = drafting->me.name; *c != '\0'; c++)
		hash = (hash ^ (uint8_t)*c) * 16777619u;
	return hash >> 16 & 3;
}

/* The first place on the controller's own site where a photo was seen. */
static void known_set_found(const struct knowing *knowing, json_t *facts)
{
	json_t *found = known_found_again(knowing);
	const json_t *first = json_array_get(found, 0);
	const char *page = json_string_value(json_object_get(first, "page"));
	const char *image = json_string_value(json_object_get(first, "image"));

	known_set(facts, "found", json_boolean(first != NULL));
	known_set(facts, "found_where",
		  known_text(page != NULL && page[0] ? page : image));
	json_decref(found);
}

static json_t *known_facts(const struct knowing *knowing)
{
	static const char *const situations[] = {"safety", "work", "minor",
						 "private"};
	const struct casework_draft *draft = knowing->draft;
	unsigned opening = known_opening(knowing->drafting);
	json_t *object = json_pack("{s:o, s:o, s:o, s:o, s:b}", "purpose",
				   known_text(draft->purpose), "situation",
				   known_text(draft->situation), "rectify_what",
				   known_text(draft->rectify_what),
				   "rectify_to", known_text(draft->rectify_to),
				   "marketing", draft->marketing, "found", 0);
	bool grounds = draft->situation_kind != NULL ||
		       (draft->situation != NULL && draft->situation[0]);

	for (size_t i = 0; i < sizeof(situations) / sizeof(situations[0]);
	     i++) {
		char name[32];

		snprintf(name, sizeof(name), "situation_%s", situations[i]);
		known_set(object, name,
			  json_boolean(draft->situation_kind != NULL &&
				       strcmp(draft->situation_kind,
					      situations[i]) == 0));
	}
	known_set(object, "marketing_only",
		  json_boolean(draft->marketing && !grounds));
	known_set_found(knowing, object);
	for (unsigned i = 0; i < 4; i++) {
		char name[16];

		snprintf(name, sizeof(name), "opening%u", i + 1);
		known_set(object, name, json_boolean(i == opening));
	}
	return object;
}

static void known_photos(const struct knowing *knowing, json_t *known)
{
	json_t *list = json_array();
	bool addresses = false, sha256 = false, pdq = false, iscc = false;

	for (size_t i = 0; i < knowing->draft->photo_count; i++) {
		const struct draft_photo *photo = &knowing->drafting->photos[i];
		bool found = photo->page[0] || photo->image[0];

		addresses |= found;
		sha256 |= photo->sha256[0] != '\0';
		pdq |= photo->pdq[0] != '\0';
		iscc |= photo->iscc[0] != '\0';
		json_array_append_new(
		    list,
		    json_pack(
			"{s:i, s:s, s:s, s:o, s:s, s:s, s:s, s:s}", "number",
			(int)i + 1, "page", photo->page, "image", photo->image,
			"first_seen",
			known_day(knowing, found ? photo->seen : LAW_NO_DAY),
			"dimensions", photo->dimensions, "sha256",
			photo->sha256, "pdq", photo->pdq, "iscc", photo->iscc));
	}
	known_set(known, "photos_any",
		  json_boolean(knowing->draft->photo_count > 0));
	known_set(known, "addresses_any", json_boolean(addresses));
	known_set(known, "hashes_any", json_boolean(sha256 || pdq || iscc));
	known_set(known, "sha256_any", json_boolean(sha256));
	known_set(known, "iscc_any", json_boolean(iscc));
	known_set(known, "pdq_any", json_boolean(pdq));
	known_set(known, "photos", list);
}

/* ---- What was before ---- */

struct known_past {
	const struct knowing *knowing;
	json_t *history, *exhibits;
	unsigned exhibit;
};

static void known_exhibit(struct known_past *past, const char *words,
			  json_t *day)
{
	json_t *text = known_filled(known_word(past->knowing, words),
				    json_string_value(day));

	json_array_append_new(past->exhibits,
			      json_pack("{s:i, s:o}", "number",
					(int)++past->exhibit, "text", text));
}

static json_t *known_event_text(struct known_past *past, const char *kind,
				const json_t *detail)
{
	const struct knowing *knowing = past->knowing;
	char word[64];

	snprintf(word, sizeof(word), "event_%.40s", kind);
	if (strcmp(kind, "reply") == 0) {
		char reply[64];

		snprintf(
		    reply, sizeof(reply), "reply_%.40s",
		    json_string_value(json_object_get(detail, "kind"))
			? json_string_value(json_object_get(detail, "kind"))
			: "");
		return known_filled(known_word(knowing, word),
				    known_word(knowing, reply));
	}
	return known_filled(known_word(knowing, word),
			    known_word(knowing, past->exhibit == 0
						    ? "kind_request"
						    : "kind_follow_up"));
}

static bool known_event(void *context, const struct ledger_event *event)
{
	struct known_past *past = context;
	json_t *detail, *date, *text;
	int32_t day;

	if (strcmp(event->kind, "drafted") == 0 ||
	    law_day_parse(event->day, &day) != LENS_OK)
		return true;
	detail = json_loads(event->detail, 0, NULL);
	date = known_day(past->knowing, day);
	text = known_event_text(past, event->kind, detail);
	if (strcmp(event->kind, "sent") == 0)
		known_exhibit(past, "exhibit_letter", date);
	if (strcmp(event->kind, "reply") == 0)
		known_exhibit(past, "exhibit_reply", date);
	json_array_append_new(
	    past->history, json_pack("{s:o, s:o}", "date", date, "text", text));
	json_decref(detail);
	return true;
}

/* The lines of a text as {text}. */
static json_t *known_lines(const char *text)
{
	json_t *list = json_array();

	while (text != NULL && *text != '\0') {
		size_t size = strcspn(text, "\n");

		if (size > 0)
			json_array_append_new(
			    list, json_pack("{s:s%}", "text", text, size));
		text += text[size] ? size + 1 : size;
	}
	return list;
}

static enum lens_err known_previous(const struct knowing *knowing,
				    json_t *known)
{
	const struct drafting *drafting = knowing->drafting;
	const struct story *story = &drafting->story;
	struct known_past past = {knowing, json_array(), json_array(), 0};
	char how[32];
	enum lens_err err;

	snprintf(how, sizeof(how), "how_%.16s", story->how);
	err = ledger_event_each(casework_ledger(drafting->work),
				drafting->matter->id, known_event, &past, NULL);
	known_set(known, "previous",
		  json_pack("{s:o, s:s, s:s, s:s}", "date",
			    known_day(knowing, story->first), "kind_words",
			    known_word(knowing, "kind_request"), "reference",
			    drafting->matter->reference, "sent_how",
			    known_word(knowing, how)));
	known_set(known, "reply",
		  json_pack("{s:o, s:o}", "date",
			    known_day(knowing, story->replied), "quote",
			    known_text(knowing->draft->quote)));
	if (story->first != LAW_NO_DAY &&
	    knowing->draft->today > story->first + 1)
		known_set(known, "days_since",
			  json_integer(knowing->draft->today - story->first));
	known_set(known, "found_again", known_found_again(knowing));
	known_set(known, "history", past.history);
	known_set(known, "exhibits", past.exhibits);
	return err;
}

/* ---- The head of the letter ---- */

/* When it is due if it arrives today; counted, if by rules that are checked
 * (an unchecked sum is for the person alone) and not set by the letter. */
static json_t *known_deadline(const struct knowing *knowing)
{
	const struct drafting *drafting = knowing->drafting;
	const struct law_deadline *deadline = &drafting->deadline;
	char weekday[16] = "";

	if (deadline->due != LAW_NO_DAY)
		snprintf(weekday, sizeof(weekday), "weekday_%d",
			 law_weekday(deadline->due));
	return json_pack(
	    "{s:o, s:s, s:b}", "date", known_day(knowing, deadline->due),
	    "weekday", weekday[0] ? known_word(knowing, weekday) : "",
	    "counted", !drafting->short_time && deadline->verified);
}

static void known_head(const struct knowing *knowing, json_t *known)
{
	const struct drafting *drafting = knowing->drafting;
	const struct registry_controller *to = drafting->to;
	const struct registry_authority *authority = drafting->authority;
	const struct registry_contact *email =
	    registry_contact(to, REGISTRY_EMAIL);
	const json_t *me = json_object_get(known, "me");
	const char *name = json_string_value(json_object_get(me, "name"));
	const char *address = json_string_value(json_object_get(me, "address"));
	const char *own = json_string_value(json_object_get(me, "email"));

	known_set(
	    known, "head",
	    json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", name, "address",
		address, "email", own, "to_name",
		authority ? authority->name : to->name, "to_address",
		authority ? authority->address : to->address, "to_email",
		authority ? authority->email : (email ? email->value : ""),
		"to_country",
		place_country(drafting->letters,
			      authority ? authority->address : to->address)));
}

/* A name as its country has it: registries add what it means in English,
 * which helps no reader of German or French. */
static json_t *known_authority_name(const struct knowing *knowing,
				    const char *name)
{
	const char *gloss = strrchr(name, '(');

	if (knowing->language == LAW_EN || gloss == NULL || gloss == name ||
	    gloss[-1] != ' ' || strchr(gloss, ' ') == NULL)
		return json_string(name);
	return json_stringn(name, (size_t)(gloss - name) - 1);
}

static void known_law(const struct knowing *knowing, json_t *known)
{
	const struct drafting *drafting = knowing->drafting;
	const struct law *law = drafting->choice.law;
	const struct registry_authority *authority =
	    registry_authority(drafting->registry, drafting->choice.authority);
	json_t *object =
	    json_pack("{s:s}", "name", law->name[knowing->language]);

	for (size_t i = 0; i < law_count(drafting->laws); i++)
		known_set(object, law_at(drafting->laws, i)->id,
			  json_boolean(law_at(drafting->laws, i) == law));
	known_set(known, "law", object);
	known_set(
	    known, "authority",
	    json_pack(
		"{s:o, s:s}", "name",
		known_authority_name(knowing, authority ? authority->name : ""),
		"country_name", known_country(knowing, drafting->me.country)));
	known_set(known, "deadline", known_deadline(knowing));
}

json_t *draft_known(const struct drafting *drafting, enum law_language language)
{
	const struct casework_draft *draft = drafting->draft;
	const struct knowing knowing = {drafting, draft, language,
					drafting->letters};
	json_t *known = json_object();

	known_set(known, "me", known_me(&knowing));
	known_set(known, "to", known_to(&knowing));
	known_decisions(&knowing, known);
	known_set(known, "ask", known_ask(&knowing));
	known_set(known, "facts", known_facts(&knowing));
	known_photos(&knowing, known);
	if (drafting->code[0] != '\0')
		known_set(known, "code",
			  json_pack("{s:s, s:s, s:o}", "text", drafting->code,
				    "url", draft->code_page, "until",
				    known_day(&knowing, draft->today + 60)));
	known_set(known, "reference", json_string(drafting->reference));
	known_set(known, "date", known_day(&knowing, draft->today));
	known_law(&knowing, known);
	known_set(known, "missing", known_lines(draft->missing));
	known_head(&knowing, known);
	if (drafting->matter != NULL &&
	    known_previous(&knowing, known) != LENS_OK) {
		json_decref(known);
		return NULL;
	}
	return known;
}
