/*
 * template_data.c: what is known of a letter, as the templates name it
 * (host/share/letters/README.md).  What the person did not choose to tell is
 * not in it, so that no template can.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "came_back.h"
#include "case_exhibits.h"
#include "draft.h"

#define DATA_DECISIONS 3 /* that the short form names */

/* What one letter's knowledge is made for. */
struct template_source {
	const struct letter_context *letter;
	const struct casework_draft *draft;
	enum law_language language;
	const struct letter_set *letters;
};

static const char *data_word(const struct template_source *source,
			     const char *name)
{
	return letter_word(source->letters, source->language, name);
}

static const char *data_country(const struct template_source *source,
				const char *code)
{
	return code[0] ? letter_country(source->letters, source->language, code)
		       : "";
}

/* Days in words; "" for none. */
static json_t *data_day(const struct template_source *source, int32_t day)
{
	char words[48] = "";

	if (day != LAW_NO_DAY)
		law_day_words(source->letter->laws, day, source->language,
			      words);
	return json_string(words);
}

/* A text of the person's; its lines become one. */
static json_t *data_text(const char *text)
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

static void data_set(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

/* "...%1..." with a text put in. */
static json_t *data_filled(const char *words, const char *text)
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

/* An address on one line. */
static json_t *data_address(const char *address)
{
	char *line = base_copy(""), *more;
	json_t *value;

	for (const char *from = address; *from != '\0';) {
		size_t size = strcspn(from, "\n");

		more = base_format("%s%s%.*s", line, line[0] ? ", " : "",
				   (int)size, from);
		free(line);
		line = more;
		from += from[size] ? size + 1 : size;
	}
	value = json_string(line);
	free(line);
	return value;
}

static json_t *data_me(const struct template_source *source)
{
	const struct casework_me *me = &source->letter->me;
	unsigned tell = source->letter->tell;
	bool named = (tell & CASEWORK_TELL_NAME) && me->name[0];
	/* Who writes for another is not who is looked for. */
	bool other = casework_role_is_other(source->letter->draft->role);

	json_t *object = json_pack(
	    "{s:s, s:s, s:s, s:s, s:s, s:o}", "name", named ? me->name : "",
	    "email", tell & CASEWORK_TELL_EMAIL ? me->email : "",
	    "country_name", data_country(source, me->country), "region_name",
	    tell & CASEWORK_TELL_REGION
		? letter_region(source->letters, source->language, me->region)
		: "",
	    "address", tell & CASEWORK_TELL_ADDRESS ? me->address : "",
	    "address_line",
	    data_address(tell & CASEWORK_TELL_ADDRESS ? me->address : ""));

	for (const struct draft_key *key = draft_keys; key->word != NULL; key++)
		if (json_object_get(object, key->word) == NULL)
			data_set(object, key->word,
				 json_string(!other && (tell & key->tell)
						 ? draft_key_value(me, key)
						 : ""));
	return object;
}

/* ---- The controller ---- */

/* The one that was named under the law that the person leans on. */
static const struct registry_representative *
data_representative(const struct template_source *source)
{
	const struct registry_controller *to = source->letter->to;

	for (size_t i = 0; i < to->representative_count; i++)
		if (to->representatives[i].named &&
		    strcmp(source->letter->choice.law->territory,
			   to->representatives[i].territory) == 0)
			return &to->representatives[i];
	return NULL;
}

static json_t *data_to(const struct template_source *source)
{
	const struct registry_controller *to = source->letter->to;
	const char *country =
	    place_country(source->letter->letters, to->address);
	const struct registry_representative *named =
	    data_representative(source);
	json_t *object =
	    json_pack("{s:s, s:s, s:b, s:s, s:s, s:s}", "name", to->name,
		      "slug", to->slug, "address_known", to->address[0] != '\0',
		      "country_name", data_country(source, country),
		      "representative", named ? named->name : "", "milder_key",
		      to->milder_key.known ? to->milder_key.text : "");

	for (unsigned kind = 0; kind < REGISTRY_KINDS; kind++)
		data_set(object, registry_kind_name(kind),
			 json_boolean(to->kind == kind));
	return object;
}

/* A word of words.json with its %1 and %2 put in, in the order of each
 * language; the caller's. */
static char *data_filled_twice(const char *words, const char *first,
			       const char *second)
{
	char *out = base_copy(""), *more;

	while (*words != '\0') {
		size_t size = strcspn(words, "%");
		bool one = strncmp(words + size, "%1", 2) == 0;
		bool two = strncmp(words + size, "%2", 2) == 0;

		more = base_format("%s%.*s%s", out, (int)size, words,
				   one		 ? first
				   : two	 ? second
				   : words[size] ? "%"
						 : "");
		free(out);
		out = more;
		words += size + (one || two ? 2 : words[size] != '\0');
	}
	return out;
}

/* "EUR 20,000,000" as a language writes sums. */
static char *data_amount(const struct template_source *source,
			 const char *amount)
{
	const char *gap = data_word(source, "thousands");
	size_t unit = strcspn(amount, " ");
	char *currency = base_format("%.*s", (int)unit, amount);
	char *digits = base_copy(""), *more;

	for (const char *from = amount + unit + (amount[unit] == ' ');
	     *from != '\0';) {
		size_t size = strcspn(from, ",");

		more = base_format("%s%.*s%s", digits, (int)size, from,
				   from[size] ? gap : "");
		free(digits);
		digits = more;
		from += from[size] ? size + 1 : size;
	}
	more = digits[0] ? data_filled_twice(data_word(source, "amount"),
					     currency, digits)
			 : base_copy(amount);
	free(currency);
	free(digits);
	return more;
}

/* The day of a decision in words; as it is written where it is no day. */
static json_t *data_decided(const struct template_source *source,
			    const struct registry_decision *decision)
{
	int32_t day;

	return law_day_parse(decision->date, &day) == LENS_OK
		   ? data_day(source, day)
		   : json_string(decision->date);
}

/* What it was: "a fine of EUR 20,000,000"; "" for a kind that is no act. */
static json_t *data_what(const struct template_source *source,
			 const struct registry_decision *decision)
{
	char name[64];
	char *amount = data_amount(source, decision->amount), *words;
	json_t *what;

	snprintf(name, sizeof(name), "decision_%.40s", decision->kind);
	words = data_filled_twice(data_word(source, name), amount, "");
	what = json_string(words);
	free(words);
	free(amount);
	return what;
}

/* An authority as the letter's language calls it. */
static const char *data_by(const struct template_source *source,
			   const struct registry_decision *decision)
{
	char name[64];
	const char *word;

	snprintf(name, sizeof(name), "authority_%.40s", decision->authority);
	word = decision->authority[0] ? data_word(source, name) : "";
	return word[0] ? word : decision->by;
}

/* What courts and authorities did with a decision later, in words. */
static json_t *data_later(const struct template_source *source,
			  const struct registry_decision *about)
{
	const struct registry_controller *to = source->letter->to;
	json_t *later = json_array();

	for (size_t i = 0; i < to->decision_count; i++) {
		const struct registry_decision *decision = &to->decisions[i];
		json_t *day;
		char name[64], *words;

		if (strcmp(decision->about, about->date) != 0 ||
		    !decision->source.verified)
			continue;
		snprintf(name, sizeof(name), "later_%.40s", decision->kind);
		day = data_decided(source, decision);
		words = data_filled_twice(data_word(source, name),
					  json_string_value(day), decision->by);
		json_array_append_new(later, json_pack("{s:s}", "text", words));
		free(words);
		json_decref(day);
	}
	return later;
}

static json_t *data_decision(const struct template_source *source,
			     const struct registry_decision *decision)
{
	return json_pack(
	    "{s:s, s:s, s:o, s:o, s:o}", "by", data_by(source, decision),
	    "reference", decision->reference, "what",
	    data_what(source, decision), "date", data_decided(source, decision),
	    "later", data_later(source, decision));
}

/* An act of an authority that still stands, in part at least: no intention, no
 * complaint of others, nothing that was annulled. */
static bool data_stands(const struct registry_controller *to,
			const struct registry_decision *decision)
{
	static const char *const acts[] = {"order", "fine", "penalty", "notice",
					   "finding"};
	bool act = false;

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		act |= strcmp(decision->kind, acts[i]) == 0;
	for (size_t i = 0; i < to->decision_count; i++)
		act &= strcmp(to->decisions[i].about, decision->date) != 0 ||
		       strcmp(to->decisions[i].kind, "annulled") != 0;
	return act && decision->source.verified && decision->about[0] == '\0';
}

/* Where the authorities apply the law that the person leans on: an
 * authority's name begins with its country's. */
static bool data_speaks(const struct template_source *source,
			const char *authority)
{
	char country[3] = {authority[0], authority[0] ? authority[1] : '\0'};

	return law_of_country(source->letter->laws, country) ==
	       source->letter->choice.law;
}

/* That of the person's own authority first.  An authority is told nothing of
 * itself. */
static void data_decisions(const struct template_source *source, json_t *known)
{
	const struct letter_context *letter = source->letter;
	const struct registry_controller *to = letter->to;
	const char *own = letter->choice.authority;
	json_t *all = json_array();

	for (size_t i = 0; i < to->decision_count; i++) {
		const struct registry_decision *decision = &to->decisions[i];
		bool mine = strcmp(decision->authority, own) == 0;

		if (!data_stands(to, decision) ||
		    !data_speaks(source, decision->authority) ||
		    (mine && letter->authority != NULL))
			continue;
		if (mine)
			json_array_insert_new(all, 0,
					      data_decision(source, decision));
		else
			json_array_append_new(all,
					      data_decision(source, decision));
	}
	/* A page has no room for more, and needs no more. */
	while (letter->authority == NULL && !letter->draft->long_form &&
	       json_array_size(all) > DATA_DECISIONS)
		json_array_remove(all, json_array_size(all) - 1);
	for (size_t i = 0; i < json_array_size(all); i++)
		data_set(json_array_get(all, i), "more",
			 json_boolean(i + 1 < json_array_size(all)));
	data_set(known, "decisions_any",
		 json_boolean(json_array_size(all) > 0));
	data_set(known, "decisions", all);
}

/* ---- What is asked for ---- */

/* Whether the letter that waits for its answer asks for a right: the first asks
 * for all of them. */
static bool data_is_asked(const struct template_source *source,
			  enum law_right right)
{
	const struct case_letter *asked =
	    source->letter->the_case != NULL
		? case_state_asked(&source->letter->state, UINT_MAX)
		: NULL;

	return asked == NULL || case_letter_asks(asked, right);
}

/* "access, erasure and objection" of the rights in list. */
static json_t *data_subject(const struct template_source *source,
			    const json_t *list)
{
	char *all = base_copy(""), *more;
	size_t count = json_array_size(list);
	json_t *subject;

	for (size_t i = 0; i < count; i++) {
		const char *word = json_string_value(
		    json_object_get(json_array_get(list, i), "subject"));
		const char *gap = i == 0	  ? ""
				  : i + 1 < count ? ", "
						  : data_word(source, "and");

		more = base_format("%s%s%s", all, gap, word);
		free(all);
		all = more;
	}
	subject = json_string(all);
	free(all);
	return subject;
}

static json_t *data_ask(const struct template_source *source)
{
	const bool *ask = source->draft->ask;
	json_t *object = json_object(), *list = json_array();
	json_t *before = json_array();

	for (unsigned right = 0; right < LAW_RIGHTS; right++) {
		const char *name = law_right_name(right);
		char text[48], subject[48];

		data_set(object, name, json_boolean(ask[right]));
		snprintf(text, sizeof(text), "right_%s", name);
		snprintf(subject, sizeof(subject), "subject_%s", name);
		if (!ask[right])
			continue;
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "text",
				    data_word(source, text), "subject",
				    data_word(source, subject), name, 1));
		if (data_is_asked(source, right))
			json_array_append(
			    before,
			    json_array_get(list, json_array_size(list) - 1));
	}
	for (size_t i = 0; i < json_array_size(list); i++)
		data_set(json_array_get(list, i), "more",
			 json_boolean(i + 1 < json_array_size(list)));
	data_set(object, "several", json_boolean(json_array_size(list) > 1));
	/* What a time to answer runs for; an opt-out takes effect at once. */
	data_set(object, "timed", json_boolean(source->letter->timed));
	data_set(object, "access_and_erasure",
		 json_boolean(ask[LAW_ACCESS] && ask[LAW_ERASURE]));
	data_set(object, "subject", data_subject(source, before));
	json_decref(before);
	data_set(object, "list", list);
	return object;
}

struct data_found {
	const struct template_source *source;
	json_t *list, *ids; /* the sightings', for their looks */
	bool back;	    /* one of them had been gone */
};

/* The page and the file on it, or what can be told of the two: an address of
 * this machine is told to nobody, and is left out. */
static json_t *data_found_at(struct data_found *found, const char *page,
			     const char *image, int64_t checked)
{
	bool paged = page[0] != '\0';

	return json_pack("{s:s, s:s, s:o}", "page", paged ? page : image,
			 "image", paged ? image : "", "date",
			 data_day(found->source, casework_day_of(checked)));
}

static bool data_sighting(void *context, const struct ledger_sighting *seen)
{
	struct data_found *found = context;
	const struct letter_context *letter = found->source->letter;
	bool whole = letter->draft->whole_addresses, cut = false;
	char *page, *image;

	if (seen->gone || seen->state != LEDGER_THERE ||
	    !place_is_at(seen->place, letter->to->web))
		return true;
	json_array_append_new(found->ids, json_integer(seen->id));
	page = draft_address(seen->page, whole, &cut);
	image = draft_address(seen->place, whole, &cut);
	if (page[0] != '\0' || image[0] != '\0')
		json_array_append_new(
		    found->list,
		    data_found_at(found, page, image, seen->checked));
	free(page);
	free(image);
	return true;
}

/* Where photos of the case were seen on the controller's own site. */
static json_t *data_found_again(const struct template_source *source,
				bool *back)
{
	struct data_found found = {source, json_array(), json_array(), false};
	struct ledger *ledger = casework_ledger(source->letter->work);
	const struct casework_draft *draft = source->draft;
	enum lens_err err = LENS_OK;
	int64_t when = 0;

	for (size_t i = 0; i < draft->photo_count && err == LENS_OK; i++)
		err = ledger_sighting_each(ledger, draft->photos[i],
					   data_sighting, &found, NULL);
	for (size_t i = 0; i < json_array_size(found.ids) && err == LENS_OK;
	     i++) {
		err = came_back(
		    ledger, json_integer_value(json_array_get(found.ids, i)),
		    NULL, &when);
		found.back |= when > 0;
	}
	json_decref(found.ids);
	if (back != NULL)
		*back = found.back;
	return found.list;
}

/*
 * One of four openings, chosen by who writes to whom, so that hundreds of
 * letters do not begin alike and the same one does not change.
 */
static unsigned data_opening(const struct letter_context *letter)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (const char *c = letter->to->slug; *c != '\0'; c++)
		hash = (hash ^ (uint8_t)*c) * 16777619u;
	for (const char *c = letter->me.name; *c != '\0'; c++)
		hash = (hash ^ (uint8_t)*c) * 16777619u;
	return hash >> 16 & 3;
}

/* What is to be erased, where it is not all: "the pictures of me, ...". */
static json_t *data_erased(const struct template_source *source)
{
	static const struct {
		unsigned what;
		const char *word;
	} parts[] = {
	    {CASEWORK_ERASE_PHOTOS, "erase_photos"},
	    {CASEWORK_ERASE_TEMPLATES, "erase_templates"},
	    {CASEWORK_ERASE_TRAINING, "erase_training"},
	};
	char *all = base_copy("");
	json_t *list;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (source->draft->erase & parts[i].what)
			all = base_join(all, ", ",
					data_word(source, parts[i].word));
	list = json_string(all);
	free(all);
	return list;
}

/* The first place on the controller's own site where a photo was seen. */
static void data_set_found(const struct template_source *source, json_t *facts)
{
	json_t *found = data_found_again(source, NULL);
	const json_t *first = json_array_get(found, 0);
	const char *page = json_string_value(json_object_get(first, "page"));
	const char *image = json_string_value(json_object_get(first, "image"));

	data_set(facts, "found", json_boolean(first != NULL));
	data_set(facts, "found_where",
		 data_text(page != NULL && page[0] ? page : image));
	json_decref(found);
}

/* Nothing but an objection to advertising, which needs no reasons: the form
 * that it has is a few sentences. */
static bool data_advertising(const struct casework_draft *draft, bool grounds)
{
	bool others = grounds || draft->research || draft->long_form ||
		      draft->photo_count > 0 || draft->all_photos ||
		      draft->code_page != NULL;

	for (size_t i = 0; i < LAW_RIGHTS; i++)
		others |= draft->ask[i] && i != LAW_OBJECTION;
	return draft->marketing && !others;
}

static json_t *data_facts(const struct template_source *source)
{
	static const char *const situations[] = {"safety", "work", "minor",
						 "private"};
	const struct casework_draft *draft = source->draft;
	unsigned opening = data_opening(source->letter);
	/* Only letters under Art. 21(1) GDPR and its kin state grounds. */
	bool used = source->letter->choice.law->letters[0] == '\0';
	const char *kind = used ? draft->situation_kind : NULL;
	json_t *object = json_pack(
	    "{s:o, s:o, s:o, s:o, s:b}", "purpose", data_text(draft->purpose),
	    "situation", data_text(used ? draft->situation : NULL),
	    "rectify_what", data_text(draft->rectify_what), "rectify_to",
	    data_text(draft->rectify_to), "marketing", draft->marketing,
	    "found", 0);
	bool grounds = kind != NULL || (used && draft->situation != NULL &&
					draft->situation[0]);

	for (size_t i = 0; i < sizeof(situations) / sizeof(situations[0]);
	     i++) {
		char name[32];

		snprintf(name, sizeof(name), "situation_%s", situations[i]);
		data_set(object, name,
			 json_boolean(kind != NULL &&
				      strcmp(kind, situations[i]) == 0));
	}
	data_set(object, "marketing_only",
		 json_boolean(draft->marketing && !grounds));
	data_set(object, "advertising",
		 json_boolean(data_advertising(draft, grounds)));
	/* What stops the processing until it is decided upon (Art. 18(1)(d)
	 * GDPR): advertising stops at once. */
	data_set(object, "objects",
		 json_boolean(draft->ask[LAW_OBJECTION] &&
			      !(draft->marketing && !grounds)));
	data_set(object, "erase_list", data_erased(source));
	data_set_found(source, object);
	for (unsigned i = 0; i < 4; i++) {
		char name[16];

		snprintf(name, sizeof(name), "opening%u", i + 1);
		data_set(object, name, json_boolean(i == opening));
	}
	return object;
}

static void data_photos(const struct template_source *source, json_t *known)
{
	json_t *list = json_array();
	bool addresses = false, sha256 = false, pdq = false, iscc = false;
	bool named = false;

	for (size_t i = 0; i < source->letter->photo_rows; i++) {
		const struct draft_photo *photo = &source->letter->photos[i];
		bool found = photo->page[0] || photo->image[0];

		addresses |= found;
		named |= found && photo->seen == LAW_NO_DAY;
		sha256 |= photo->sha256[0] != '\0';
		pdq |= photo->pdq[0] != '\0';
		iscc |= photo->iscc[0] != '\0';
		json_array_append_new(
		    list,
		    json_pack(
			"{s:i, s:s, s:s, s:o, s:s, s:s, s:s, s:s}", "number",
			(int)i + 1, "page", photo->page, "image", photo->image,
			"first_seen",
			data_day(source, found ? photo->seen : LAW_NO_DAY),
			"dimensions", photo->dimensions, "sha256",
			photo->sha256, "pdq", photo->pdq, "iscc", photo->iscc));
	}
	data_set(known, "photos_any",
		 json_boolean(source->draft->photo_count > 0));
	data_set(known, "addresses_any", json_boolean(addresses));
	data_set(known, "named_any", json_boolean(named));
	data_set(known, "hashes_any", json_boolean(sha256 || pdq || iscc));
	data_set(known, "sha256_any", json_boolean(sha256));
	data_set(known, "iscc_any", json_boolean(iscc));
	data_set(known, "pdq_any", json_boolean(pdq));
	data_set(known, "photos", list);
	data_set(known, "values", template_values(source->letter));
}

/* ---- What was before ---- */

struct data_past {
	const struct template_source *source;
	json_t *history;
};

/* What the bundle has in it, by its numbers; the complaint is none of it. */
static enum lens_err data_exhibits(const struct template_source *source,
				   json_t *known)
{
	const struct letter_context *letter = source->letter;
	struct case_exhibits *all = base_alloc(1, sizeof(*all));
	json_t *list = json_array();
	enum lens_err err = case_exhibits_gather(
	    letter->work, letter->the_case->id, &letter->state, NULL, all);

	for (size_t i = 0; i < all->count && err == LENS_OK; i++) {
		const struct case_exhibit *exhibit = &all->list[i];
		json_t *day = data_day(source, exhibit->written);

		if (exhibit->number > 0)
			json_array_append_new(
			    list,
			    json_pack(
				"{s:i, s:o}", "number", (int)exhibit->number,
				"text",
				data_filled(
				    data_word(source, exhibit->reply
							  ? "exhibit_reply"
							  : "exhibit_letter"),
				    json_string_value(day))));
		json_decref(day);
	}
	data_set(known, "exhibits_any",
		 json_boolean(json_array_size(list) > 0));
	data_set(known, "exhibits", list);
	free(all);
	return err;
}

static json_t *data_event_reply(const struct template_source *source,
				const struct case_entry *entry)
{
	const char *kind = case_entry_text(entry, "kind");
	int32_t due = source->letter->the_case->deadline;
	char reply[64];
	/* More time that is announced too late is none. */
	bool late = casework_reply_of(kind) == CASEWORK_REPLY_EXTENSION &&
		    (source->letter->deadline.extension_late ||
		     (due != LAW_NO_DAY && entry->day > due));

	snprintf(reply, sizeof(reply), "reply_%.40s%s", kind,
		 late ? "_late" : "");
	return data_filled(data_word(source, "event_reply"),
			   data_word(source, reply));
}

/* Which letter it was, by the day that the one bears that it goes on with. */
static json_t *data_event_sent(const struct template_source *source,
			       const struct case_entry *entry)
{
	const struct case_state *state = &source->letter->state;
	const struct case_letter *went = case_state_went(state, entry->number);
	const struct case_letter *asked =
	    case_state_asked(state, entry->number);
	static const struct {
		const char *kind, *word;
	} words[] = {
	    {"request", "kind_request"},
	    {"notice", "kind_notice"},
	    {"no_answer", "kind_reminder"},
	};
	/* Whatever it was, nothing went before the first. */
	bool first =
	    went != NULL && went == &state->letters[state->went[0].letter];
	const char *word = first ? "kind_request" : "kind_follow_up";
	json_t *day, *which, *text;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (went != NULL && strcmp(went->kind, words[i].kind) == 0)
			word = words[i].word;
	/* What asks anew goes on with what was asked before it. */
	if (strcmp(word, "kind_follow_up") == 0 && went == asked)
		asked = case_state_asked(state, went ? went->number : 0);
	day = data_day(source, asked ? asked->written : state->first);
	which = data_filled(data_word(source, word), json_string_value(day));
	text = data_filled(data_word(source, "event_sent"),
			   json_string_value(which));
	json_decref(which);
	json_decref(day);
	return text;
}

/* What an authority is told of the history: as it stands corrected. */
static void data_event(struct data_past *past, const struct case_entry *entry)
{
	const struct template_source *source = past->source;
	json_t *text;

	if (entry->withdrawn)
		return;
	switch (entry->event) {
	case CASE_EVENT_SENT:
	case CASE_EVENT_ADOPTED:
		text = data_event_sent(source, entry);
		break;
	case CASE_EVENT_REPLY:
		text = data_event_reply(source, entry);
		break;
	case CASE_EVENT_COMPLAINT:
		text = json_string(data_word(
		    source, strcmp(source->letter->choice.law->id, "fadp") == 0
				? "event_report"
				: "event_complaint"));
		break;
	case CASE_EVENT_CHECKED:
		text = json_string(data_word(source, "event_checked"));
		break;
	default:
		return;
	}
	json_array_append_new(past->history,
			      json_pack("{s:o, s:o}", "date",
					data_day(source, entry->day), "text",
					text));
}

/* A line of what is missing: one of the words that 'cases answer' proposes
 * ("source") stands in the letter's language. */
static json_t *data_lacking(const struct template_source *source,
			    const char *text, size_t size)
{
	char name[64];
	const char *word;

	snprintf(name, sizeof(name), "missing_%.*s", size < 40 ? (int)size : 0,
		 text);
	word = data_word(source, name);
	return word[0] ? json_pack("{s:s}", "text", word)
		       : json_pack("{s:s%}", "text", text, size);
}

/* The lines of what is missing as {text}. */
static json_t *data_missing(const struct template_source *source)
{
	const char *text = source->draft->missing;
	json_t *list = json_array();

	while (text != NULL && *text != '\0') {
		size_t size = strcspn(text, "\n");

		if (size > 0)
			json_array_append_new(list,
					      data_lacking(source, text, size));
		text += text[size] ? size + 1 : size;
	}
	return list;
}

static enum lens_err data_previous(const struct template_source *source,
				   json_t *known)
{
	const struct letter_context *letter = source->letter;
	const struct case_state *state = &letter->state;
	const struct case_letter *first = case_state_asked(state, UINT_MAX);
	struct data_past past = {source, json_array()};
	struct case_entries list;
	char how[32];
	bool back = false;
	/* The reply that the letter answers, which need not be their last. */
	int32_t replied = draft_said_on(state, source->draft->kind);
	enum lens_err err;

	/* A letter that came back was answered by nobody. */
	if (letter->the_case->reply == CASEWORK_REPLY_BOUNCED)
		replied = LAW_NO_DAY;
	else if (replied == LAW_NO_DAY)
		replied = state->replied;
	snprintf(how, sizeof(how), "how_%.16s", first ? first->how : "");
	err =
	    case_entries_read(letter->work, letter->the_case->id, NULL, &list);
	for (size_t i = 0; i < list.count; i++)
		data_event(&past, &list.entries[i]);
	case_entries_free(&list);
	/* A letter bears the day it was written; it went on another. */
	data_set(
	    known, "previous",
	    json_pack("{s:o, s:o, s:o, s:s, s:s}", "date",
		      data_day(source, state->first), "received",
		      data_day(source, letter->the_case->received), "written",
		      data_day(source, first ? first->written : state->first),
		      "reference",
		      first != NULL && first->foreign
			  ? ""
			  : letter->the_case->reference,
		      "sent_how", data_word(source, how)));
	data_set(known, "reply",
		 json_pack("{s:o, s:o}", "date", data_day(source, replied),
			   "quote", data_text(source->draft->quote)));
	/* The letter says it of when it was sent. */
	if (state->first != LAW_NO_DAY &&
	    source->draft->today > state->first + 1)
		data_set(known, "days_since",
			 json_integer(source->draft->today - state->first));
	data_set(known, "found_again", data_found_again(source, &back));
	data_set(json_object_get(known, "facts"), "seen_again",
		 json_boolean(json_array_size(
				  json_object_get(known, "found_again")) > 0));
	data_set(json_object_get(known, "facts"), "found_back",
		 json_boolean(back));
	data_set(known, "history", past.history);
	return err == LENS_OK ? data_exhibits(source, known) : err;
}

/* ---- The head of the letter ---- */

/* When it is due if it arrives today; counted, if by rules that are checked
 * (an unchecked sum is for the person alone) and not set by the letter. */
static json_t *data_deadline(const struct template_source *source)
{
	const struct letter_context *letter = source->letter;
	const struct law_deadline *deadline = &letter->deadline;
	char weekday[16] = "";

	if (deadline->due != LAW_NO_DAY)
		snprintf(weekday, sizeof(weekday), "weekday_%d",
			 law_weekday(deadline->due));
	return json_pack(
	    "{s:o, s:s, s:b}", "date", data_day(source, deadline->due),
	    "weekday", weekday[0] ? data_word(source, weekday) : "", "counted",
	    !letter->sets_own_deadline && deadline->verified);
}

/* Where what an authority's name means in English stands, as registries add
 * it: "Datatilsynet (Norwegian Data Protection Authority)"; NULL: it is not
 * there. */
static const char *data_gloss(const char *name)
{
	static const char *const signs[] = {
	    "Authority",   "Agency",	   "Office",	"Commission",
	    "Supervisory", "Inspectorate", "Protection"};
	const char *gloss = strstr(name, " (");

	for (size_t i = 0; gloss != NULL && i < sizeof(signs) / sizeof(*signs);
	     i++)
		if (strstr(gloss, signs[i]) != NULL)
			return gloss;
	return NULL;
}

/* A name as its country has it: the English helps no reader of German or
 * French. */
static json_t *data_authority_name(const struct template_source *source,
				   const char *name)
{
	const char *gloss =
	    source->language == LAW_EN ? NULL : data_gloss(name);

	return gloss == NULL ? json_string(name)
			     : json_stringn(name, (size_t)(gloss - name));
}

/* The same for a place in brackets, which hold no others. */
static json_t *data_authority_aside(const struct template_source *source,
				    const char *name)
{
	json_t *full = data_authority_name(source, name), *aside;
	char *text = base_copy(""), *more;

	for (const char *from = json_string_value(full); *from != '\0';) {
		size_t size = strcspn(from, "()");
		bool opens = from[size] == '(' && size > 0;
		bool closes = from[size] == ')' && from[size + 1] != '\0';

		more =
		    base_format("%s%.*s%s", text, (int)(size - (opens ? 1 : 0)),
				from, opens ? ", " : (closes ? "," : ""));
		free(text);
		text = more;
		from += size + (from[size] != '\0');
	}
	aside = json_string(text);
	free(text);
	json_decref(full);
	return aside;
}

static void data_head(const struct template_source *source, json_t *known)
{
	const struct letter_context *letter = source->letter;
	const struct registry_controller *to = letter->to;
	const struct registry_authority *authority = letter->authority;
	const struct registry_contact *email =
	    registry_contact(to, REGISTRY_EMAIL);
	const json_t *me = json_object_get(known, "me");
	const char *name = json_string_value(json_object_get(me, "name"));
	const char *address = json_string_value(json_object_get(me, "address"));
	const char *own = json_string_value(json_object_get(me, "email"));
	/* Both say who writes; what is sworn is signed by hand. */
	bool named = name[0] != '\0';
	bool signs = named && !(authority && letter->choice.law->sworn);

	data_set(
	    known, "head",
	    json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s}", "name",
		name, "address", address, "email", own, "country",
		letter->me.country, "letterhead",
		named ? letter->me.letterhead : "", "signature",
		signs ? letter->me.signature : "", "to_name",
		authority ? data_authority_name(source, authority->name)
			  : json_string(to->name),
		"to_address", authority ? authority->address : to->address,
		"to_email",
		authority ? authority->email : (email ? email->value : ""),
		"to_country",
		place_country(letter->letters,
			      authority ? authority->address : to->address)));
}

static void data_law(const struct template_source *source, json_t *known)
{
	const struct letter_context *letter = source->letter;
	const struct law *law = letter->choice.law;
	const struct registry_authority *authority =
	    registry_authority(letter->registry, letter->choice.authority);
	json_t *object =
	    json_pack("{s:s}", "name", law->name[source->language]);

	for (size_t i = 0; i < law_count(letter->laws); i++)
		data_set(object, law_at(letter->laws, i)->id,
			 json_boolean(law_at(letter->laws, i) == law));
	data_set(object, "regional",
		 json_boolean(law_is_regional(letter->laws, law)));
	data_set(object, "overseas", json_boolean(law->letters[0] != '\0'));
	data_set(known, "law", object);
	data_set(
	    known, "authority",
	    json_pack(
		"{s:o, s:o, s:s}", "name",
		data_authority_name(source, authority ? authority->name : ""),
		"aside",
		data_authority_aside(source, authority ? authority->name : ""),
		"country_name", data_country(source, letter->country)));
	data_set(known, "deadline", data_deadline(source));
}

json_t *template_data(const struct letter_context *letter,
		      enum law_language language)
{
	const struct casework_draft *draft = letter->draft;
	const struct template_source source = {letter, draft, language,
					       letter->letters};
	json_t *known = json_object();
	char day[LEDGER_DAY];

	law_day_text(draft->today, day);
	data_set(known, "day", json_string(day));
	/* A law that governs what came to them from a day on leaves what came
	 * before to the old one. */
	if (letter->the_case != NULL && !case_letter_is_fresh(draft->kind) &&
	    letter->the_case->received != LAW_NO_DAY) {
		law_day_text(letter->the_case->received, day);
		data_set(known, "received", json_string(day));
	}
	data_set(known, "me", data_me(&source));
	data_set(known, "to", data_to(&source));
	data_decisions(&source, known);
	data_set(known, "ask", data_ask(&source));
	data_set(known, "facts", data_facts(&source));
	data_photos(&source, known);
	if (letter->code[0] != '\0')
		data_set(known, "code",
			 json_pack("{s:s, s:s, s:o}", "text", letter->code,
				   "url", draft->code_page, "until",
				   data_day(&source, draft->today + 60)));
	data_set(known, "reference", json_string(letter->reference));
	data_set(known, "date", data_day(&source, draft->today));
	data_law(&source, known);
	data_set(known, "missing", data_missing(&source));
	data_head(&source, known);
	if (letter->the_case != NULL &&
	    data_previous(&source, known) != LENS_OK) {
		json_decref(known);
		return NULL;
	}
	template_facts(letter, language, known);
	return known;
}
