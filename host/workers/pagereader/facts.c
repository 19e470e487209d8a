/* facts.c: what a page says of a person, to readers and to machines. */
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>

#include "facts.h"
#include "html.h"
#include "loose.h"
#include "marked.h"
#include "rules.h"

#define FACTS_VEILED_MAX 256 /* bytes of an address that is veiled */

static bool facts_is(struct base_view text, const char *word)
{
	return text.size == strlen(word) &&
	       strncasecmp((const char *)text.data, word, text.size) == 0;
}

/* ---- <meta> ---- */

/* Others say nothing of a person, or of who may do what with the page. */
static const char *const facts_metas[] = {
    "robots",
    "googlebot",
    "googlebot-image",
    "googlebot-news",
    "bingbot",
    "gptbot",
    "ccbot",
    "google-extended",
    "tdm-reservation",
    "tdm-policy",
    "author",
    "description",
    "keywords",
    "geo.placename",
    "geo.position",
    "icbm",
    "og:title",
    "og:description",
    "og:type",
    "og:url",
    "og:site_name",
    "profile:first_name",
    "profile:last_name",
    "profile:username",
    "twitter:title",
    "twitter:description",
    "twitter:creator",
    "og:image:alt",
    "twitter:image:alt",
    "og:email",
    "og:phone_number",
    "og:street-address",
    "og:locality",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
};

void facts_meta(struct page *page, struct base_view key,
		struct base_view content)
{
	for (size_t i = 0; i < sizeof(facts_metas) / sizeof(facts_metas[0]);
	     i++)
		if (facts_is(key, facts_metas[i]))
			page_tell(page, IPC_PAGE_SAYS, 0,
				  base_view_of(facts_metas[i]), content);
}

/* ---- Links ---- */

void facts_reach(struct page *page, struct base_view href)
{
	static const struct {
		const char *scheme, *name;
	} ways[] = {{"mailto:", "email"}, {"tel:", "phone"}};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t lead = strlen(ways[i].scheme), end = lead;

		if (!base_address_has_scheme(href, ways[i].scheme))
			continue;
		while (end < href.size && href.data[end] != '?')
			end++;
		page_tell(page, IPC_PAGE_REACH, 0, base_view_of(ways[i].name),
			  base_view_part(href, lead, end - lead));
	}
}

/* Cloudflare's: two digits a letter, each changed by the first. */
void facts_veiled(struct page *page, struct base_view hex)
{
	char digits[2 * FACTS_VEILED_MAX + 1] = "";
	uint8_t bytes[FACTS_VEILED_MAX];
	size_t count = hex.size / 2;

	if (hex.size % 2 != 0 || count < 2 || count > FACTS_VEILED_MAX)
		return;
	memcpy(digits, hex.data, hex.size);
	if (base_unhex(bytes, count, digits) != LENS_OK)
		return;
	for (size_t i = 1; i < count; i++)
		bytes[i] ^= bytes[0];
	if (memchr(bytes + 1, '@', count - 1) != NULL)
		page_tell(page, IPC_PAGE_REACH, 0, base_view_of("email"),
			  (struct base_view){bytes + 1, count - 1});
}

/* ---- JSON-LD ---- */

/* "@type": "Person", or a list that has it; with or without schema.org. */
static bool facts_typed(const json_t *object, const char *type)
{
	const json_t *said = json_object_get(object, "@type"), *one = said;
	size_t count = json_is_array(said) ? json_array_size(said) : 1;

	for (size_t i = 0; i < count; i++) {
		const char *text;
		struct base_view name;

		if (json_is_array(said))
			one = json_array_get(said, i);
		text = json_string_value(one);
		name = marked_plain(base_view_of(text ? text : ""));
		if (name.size == strlen(type) &&
		    memcmp(name.data, type, name.size) == 0)
			return true;
	}
	return false;
}

struct facts_person {
	struct page *page;
	enum ipc_page_fact_kind kind;
	uint32_t group;
};

/* A value: a text, an object's own name or address, or a list of them. */
static void facts_say(const struct facts_person *person, const char *name,
		      const json_t *value, unsigned depth)
{
	static const char *const parts[] = {"streetAddress",   "postalCode",
					    "addressLocality", "addressRegion",
					    "addressCountry",  "address"};
	const json_t *entry, *own = json_object_get(value, "name");
	size_t i;

	if (depth > LOOSE_DEEPEST)
		return;
	if (json_is_string(value))
		page_tell(person->page, person->kind, person->group,
			  base_view_of(name),
			  base_view_of(json_string_value(value)));
	json_array_foreach(value, i, entry)
	    facts_say(person, name, entry, depth + 1);
	if (!json_is_object(value))
		return;
	/* An employer's address is not the person's. */
	if (own != NULL)
		facts_say(person, name, own, depth + 1);
	for (i = 0; own == NULL && i < sizeof(parts) / sizeof(parts[0]); i++)
		facts_say(person, name, json_object_get(value, parts[i]),
			  depth + 1);
}

static void facts_person(struct page *page, const json_t *object, bool byline)
{
	struct facts_person person = {
	    page, byline ? IPC_PAGE_BYLINE : IPC_PAGE_PERSON, ++page->groups};

	const char *key;
	const json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		const char *member = rules_meaning(
		    RULES_PERSON_MEMBER, marked_plain(base_view_of(key)));

		if (member != NULL)
			facts_say(&person, member, value, 0);
	}
}

static void facts_walk(struct page *page, const json_t *value, bool byline,
		       unsigned depth)
{
	const json_t *entry;
	const char *key;
	size_t i;

	if (depth > LOOSE_DEEPEST)
		return;
	json_array_foreach(value, i, entry)
	    facts_walk(page, entry, byline, depth + 1);
	if (!json_is_object(value))
		return;
	if (facts_typed(value, "ProfilePage"))
		page_tell(page, IPC_PAGE_TYPE, 0, base_view_of("type"),
			  base_view_of("ProfilePage"));
	if (facts_typed(value, "Person"))
		facts_person(page, value, byline);
	json_object_foreach((json_t *)value, key, entry)
	    facts_walk(page, entry,
		       byline || rules_has(RULES_PERSON_BYLINE,
					   marked_plain(base_view_of(key))),
		       depth + 1);
}

void facts_linked_data(struct page *page, struct base_view text)
{
	json_t *data = loose_json(text);

	/* It may have said something of somebody. */
	if (data == NULL && text.size > 0 &&
	    (text.size > LOOSE_MAX ||
	     memmem(text.data, text.size, "Person", 6) != NULL))
		page->answer->facts_cut = true;
	facts_walk(page, data, false, 0);
	json_decref(data);
}
