/*
 * marked.c: no tree is built.  From where an item begins to where it ends the
 * open elements are on a stack, each with what its text will say.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "charset.h"
#include "marked.h"
#include "rules.h"
#include <lenscap/base_address.h>

#define MARKED_DEEPEST 200   /* elements in an item; deeper ones say nothing */
#define MARKED_ITEMS_MAX 16  /* items within each other */
#define MARKED_MEMBERS_MAX 4 /* things that one element says */
#define MARKED_VALUE_MAX 4096
#define MARKED_REFERRED_MAX 64	    /* elements that items name by their ids */
#define MARKED_REFERRED_TOKENS 4096 /* what such a one may be long */
#define MARKED_REFERRED_ROUNDS 3    /* they may name others in turn */

/* Somebody, a part of what is said of somebody, or something else. */
struct marked_item {
	bool told;	    /* it, or what it is a part of, is a person */
	bool card;	    /* of microformats */
	bool said;	    /* something was told of it */
	const char *member; /* of a part: what it is to the person */
	enum ipc_page_fact_kind kind;
	uint32_t group;
};

struct marked_element {
	char name[HTML_NAME_MAX];
	bool item; /* it begins items[..] */
	unsigned count;
	const char *members[MARKED_MEMBERS_MAX]; /* what its text says */
	size_t size;
	char text[IPC_TEXT_MAX];
};

/* An element elsewhere that speaks of an item, too. */
struct marked_reference {
	struct base_view id; /* as written, in the document */
	struct marked_item item;
	struct marked *reads; /* the element, from where it begins */
	unsigned tokens;
	bool met;
};

struct marked {
	struct page *page;
	unsigned depth, beyond;
	struct marked_element elements[MARKED_DEEPEST];
	unsigned items;
	struct marked_item item[MARKED_ITEMS_MAX];
	bool gap; /* what comes next is another line */
	struct base_buffer value;
	bool elsewhere; /* persons in it are told where they stand */
	unsigned references, reading;
	struct marked_reference reference[MARKED_REFERRED_MAX];
};

struct marked *marked_new(struct page *page)
{
	struct marked *marked = base_alloc(1, sizeof(*marked));

	marked->page = page;
	base_buffer_init(&marked->value, (size_t)4 * MARKED_VALUE_MAX);
	return marked;
}

/* ---- Words ---- */

/* The next word of a list at *at; false behind the last. */
static bool marked_word(struct base_view list, size_t *at,
			struct base_view *word)
{
	size_t start;

	while (*at < list.size && html_is_space(list.data[*at]))
		++*at;
	start = *at;
	while (*at < list.size && !html_is_space(list.data[*at]))
		++*at;
	*word = base_view_part(list, start, *at - start);
	return word->size > 0;
}

static struct base_view marked_raw(const struct html_token *token,
				   const char *name)
{
	const struct html_attribute *attribute = html_attribute(token, name);

	return attribute != NULL && attribute->value.size <= MARKED_VALUE_MAX
		   ? attribute->value
		   : (struct base_view){NULL, 0};
}

struct base_view marked_plain(struct base_view name)
{
	size_t start = 0, colon = name.size;
	bool address = memmem(name.data, name.size, "//", 2) != NULL;

	for (size_t i = 0; i < name.size; i++) {
		uint8_t c = name.data[i];

		if (address && (c == '/' || c == '#'))
			start = i + 1;
		else if (c == ':' && colon == name.size)
			colon = i;
	}
	if (address || colon == name.size)
		return base_view_part(name, start, name.size - start);
	if (!rules_has(RULES_VOCABULARY, base_view_part(name, 0, colon)))
		return (struct base_view){name.data, 0};
	return base_view_part(name, colon + 1, name.size - colon - 1);
}

static bool marked_is(struct base_view word, const char *text)
{
	return word.size == strlen(text) &&
	       memcmp(word.data, text, word.size) == 0;
}

/* ---- What an element says ---- */

struct marked_said {
	bool root;   /* it begins an item */
	bool person; /* ... which is somebody */
	bool card;   /* ... by its class */
	bool byline;
	unsigned count;
	const char *members[MARKED_MEMBERS_MAX];
};

static void marked_add(struct marked_said *said, const char *member)
{
	for (unsigned i = 0; i < said->count; i++)
		if (strcmp(said->members[i], member) == 0)
			return;
	if (said->count < MARKED_MEMBERS_MAX)
		said->members[said->count++] = member;
}

static void marked_types(struct marked *marked, struct marked_said *said,
			 struct base_view list)
{
	struct base_view word;

	for (size_t at = 0; marked_word(list, &at, &word);) {
		struct base_view type = marked_plain(word);

		said->person |= marked_is(type, "Person");
		if (marked_is(type, "ProfilePage"))
			page_tell(marked->page, IPC_PAGE_TYPE, 0,
				  base_view_of("type"),
				  base_view_of("ProfilePage"));
	}
}

static void marked_names(struct marked_said *said, struct base_view list)
{
	struct base_view word;

	for (size_t at = 0; marked_word(list, &at, &word);) {
		struct base_view name = marked_plain(word);
		const char *member = rules_meaning(RULES_PERSON_MEMBER, name);

		if (member != NULL)
			marked_add(said, member);
		said->byline |= rules_has(RULES_PERSON_BYLINE, name);
	}
}

static void marked_classes(const struct marked *marked,
			   struct marked_said *said, struct base_view list)
{
	struct base_view word;

	for (size_t at = 0; marked_word(list, &at, &word);) {
		const char *root = rules_meaning(RULES_CARD_ROOT, word);
		const char *member =
		    marked->items > 0 && marked->item[marked->items - 1].card
			? rules_meaning(RULES_CARD_CLASS, word)
			: NULL;

		if (member != NULL)
			marked_add(said, member);
		said->byline |= rules_has(RULES_PERSON_BYLINE, word);
		said->root |= root != NULL;
		said->card |= root != NULL;
		said->person |= root != NULL && strcmp(root, "Person") == 0;
	}
}

/* What the attributes of a tag make of it. */
static void marked_look(struct marked *marked, const struct html_token *token,
			struct marked_said *said)
{
	*said = (struct marked_said){.root = false};
	for (unsigned i = 0; i < token->count; i++) {
		const char *name = token->attributes[i].name;

		said->root |= strcmp(name, "itemscope") == 0 ||
			      strcmp(name, "typeof") == 0;
		if (strcmp(name, "itemtype") == 0 ||
		    strcmp(name, "typeof") == 0)
			marked_types(marked, said, marked_raw(token, name));
		else if (strcmp(name, "itemprop") == 0 ||
			 strcmp(name, "property") == 0)
			marked_names(said, marked_raw(token, name));
		else if (strcmp(name, "class") == 0)
			marked_classes(marked, said, marked_raw(token, name));
	}
}

/* ---- Telling ---- */

static bool marked_is_on(const char *member, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(member, *list) == 0)
			return true;
	return false;
}

static bool marked_leads(const char *member)
{
	static const char *const list[] = {"sameAs", "url", NULL};

	return marked_is_on(member, list);
}

/* As what a member of the item at hand counts; NULL: it says nothing. */
static const char *marked_counts_as(const struct marked_item *item,
				    const char *member)
{
	static const char *const places[] = {"homeLocation", "workLocation",
					     "address", "birthPlace", NULL};
	static const char *const parts[] = {"streetAddress",
					    "postalCode",
					    "addressLocality",
					    "addressRegion",
					    "addressCountry",
					    "address",
					    NULL};

	if (!item->told)
		return NULL;
	if (item->member == NULL)
		return member;
	/* An employer's address is not the person's. */
	return strcmp(member, "name") == 0 ||
		       (marked_is_on(item->member, places) &&
			marked_is_on(member, parts))
		   ? item->member
		   : NULL;
}

static void marked_tell(struct marked *marked, const char *member,
			struct base_view value)
{
	struct marked_item *item = &marked->item[marked->items - 1];
	const char *as = marked_counts_as(item, member);

	item->said = true;
	if (as == NULL || value.size == 0)
		return;
	if (marked_leads(as))
		page_tell_address(marked->page, item->kind, item->group, as,
				  value);
	else
		page_tell(marked->page, item->kind, item->group,
			  base_view_of(as), value);
}

/* ---- Values that stand in attributes ---- */

static struct base_view marked_decoded(struct marked *marked,
				       struct base_view raw)
{
	marked->value.size = 0;
	if (charset_decode(raw, marked->page->set, true, &marked->value) !=
	    LENS_OK)
		marked->value.size = 0;
	return base_buffer_view(&marked->value);
}

/* "mailto:j@a.example?subject=x": what is reached. */
static struct base_view marked_reaches(struct base_view href)
{
	static const char *const schemes[] = {"mailto:", "tel:"};

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t lead = strlen(schemes[i]), end = lead;

		if (!base_address_has_scheme(href, schemes[i]))
			continue;
		while (end < href.size && href.data[end] != '?')
			end++;
		return base_view_part(href, lead, end - lead);
	}
	return (struct base_view){NULL, 0};
}

/* What the tag itself says of a member; empty where its text does. */
static struct base_view marked_attribute(struct marked *marked,
					 const struct html_token *token,
					 const char *member)
{
	static const char *const leads[] = {"href", "src", "resource", NULL};
	static const char *const says[] = {"content", "datetime", "alt", NULL};
	const char *const *names = marked_leads(member) ? leads : says;
	struct base_view value = marked_raw(token, "content");

	for (; value.size == 0 && *names != NULL; names++)
		value = marked_raw(token, *names);
	if (value.size == 0 && strcmp(token->name, "abbr") == 0)
		value = marked_raw(token, "title");
	if (value.size == 0 && strcmp(token->name, "data") == 0)
		value = marked_raw(token, "value");
	if (value.size > 0)
		return marked_decoded(marked, value);
	return strcmp(member, "email") == 0 || strcmp(member, "telephone") == 0
		   ? marked_reaches(
			 marked_decoded(marked, marked_raw(token, "href")))
		   : value;
}

/* ---- Elements and items ---- */

static struct marked_element *marked_push(struct marked *marked,
					  const char *name)
{
	struct marked_element *element;

	if (marked->depth == MARKED_DEEPEST) {
		marked->beyond++;
		return NULL;
	}
	element = &marked->elements[marked->depth++];
	memcpy(element->name, name, sizeof(element->name));
	element->item = false;
	element->count = 0;
	element->size = 0;
	return element;
}

/* An item that begins: of its own, or a part of the one around. */
static bool marked_begin(struct marked *marked, const struct marked_said *said)
{
	const struct marked_item *around =
	    marked->items > 0 ? &marked->item[marked->items - 1] : NULL;
	struct marked_item item = {.card = said->card};
	const char *part = around != NULL && said->count > 0
			       ? marked_counts_as(around, said->members[0])
			       : NULL;

	if (marked->items == MARKED_ITEMS_MAX)
		return false;
	item.kind =
	    said->byline || (around != NULL && around->kind == IPC_PAGE_BYLINE)
		? IPC_PAGE_BYLINE
		: IPC_PAGE_PERSON;
	/* A card in a card is what its class says: "p-org h-card". */
	if (part != NULL && (said->card || !said->person)) {
		item.told = true;
		item.member = part;
		item.kind = around->kind;
		item.group = around->group;
	} else if (said->person && !marked->elsewhere) {
		item.told = true;
		item.group = ++marked->page->groups;
	}
	marked->item[marked->items++] = item;
	return true;
}

/* The ids of what speaks of the item that has just begun. */
static void marked_refer(struct marked *marked, struct base_view ids)
{
	const struct marked_item *item = &marked->item[marked->items - 1];
	struct base_view id;

	for (size_t at = 0; item->told && marked_word(ids, &at, &id);) {
		if (marked->references == MARKED_REFERRED_MAX) {
			marked->page->answer->facts_cut = true;
			return;
		}
		marked->reference[marked->references++] =
		    (struct marked_reference){.id = id, .item = *item};
	}
}

static void marked_end_element(struct marked *marked)
{
	struct marked_element *element = &marked->elements[--marked->depth];
	struct base_view text = html_trim(
	    (struct base_view){(const uint8_t *)element->text, element->size});

	for (unsigned i = 0; i < element->count && marked->items > 0; i++)
		if (!marked_leads(element->members[i]))
			marked_tell(marked, element->members[i], text);
	if (!element->item)
		return;
	/* A card of nothing but its text is named by it. */
	if (marked->item[marked->items - 1].card &&
	    !marked->item[marked->items - 1].said)
		marked_tell(marked, "name", text);
	marked->items--;
}

/* Elements that end where their like begins, as pages seldom close them. */
static void marked_imply(struct marked *marked, const char *name)
{
	static const struct {
		const char *open, *next;
	} kinds[] = {{"li", "li"}, {"dt", "dd"}, {"dd", "dt"}, {"dt", "dt"},
		     {"dd", "dd"}, {"td", "td"}, {"th", "th"}, {"td", "th"},
		     {"th", "td"}, {"tr", "tr"}, {"p", "p"},   {"p", "div"},
		     {"p", "ul"},  {"p", "h2"},	 {"p", "h3"}};
	const char *open;

	if (marked->depth == 0)
		return;
	open = marked->elements[marked->depth - 1].name;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].open, open) == 0 &&
		    strcmp(kinds[i].next, name) == 0) {
			marked_end_element(marked);
			return;
		}
}

/* What the tag says by itself is told; the rest is its text's to say. */
static void marked_say(struct marked *marked, const struct html_token *token,
		       struct marked_said *said)
{
	unsigned left = 0;

	for (unsigned i = 0; i < said->count; i++) {
		struct base_view value =
		    marked_attribute(marked, token, said->members[i]);

		if (value.size > 0)
			marked_tell(marked, said->members[i], value);
		else
			said->members[left++] = said->members[i];
	}
	said->count = left;
}

/* "<li itemprop=url><a href=...>": the link within says it. */
static void marked_lead(struct marked *marked, const struct html_token *token)
{
	struct base_view raw = marked_raw(token, "href");

	if (raw.size == 0)
		return;
	for (unsigned i = marked->depth; i > 0 && !marked->elements[i - 1].item;
	     i--) {
		struct marked_element *element = &marked->elements[i - 1];
		unsigned left = 0;

		for (unsigned k = 0; k < element->count; k++)
			if (marked_leads(element->members[k]))
				marked_tell(marked, element->members[k],
					    marked_decoded(marked, raw));
			else
				element->members[left++] = element->members[k];
		element->count = left;
	}
}

void marked_open(struct marked *marked, const struct html_token *token)
{
	struct marked_element *element = NULL;
	struct marked_said said;
	bool holds;

	if (marked->items == 0 && token->count == 0)
		return;
	if (marked->items > 0)
		marked_imply(marked, token->name);
	marked_look(marked, token, &said);
	/* Outside of all items nothing is said. */
	if (marked->items == 0 && !said.root)
		return;
	if (!rules_has(RULES_INLINE, base_view_of(token->name)))
		marked->gap = true;
	holds = !rules_has(RULES_VOID, base_view_of(token->name));
	if (!said.root)
		marked_say(marked, token, &said);
	if (token->name[0] == 'a' && token->name[1] == '\0')
		marked_lead(marked, token);
	if (holds)
		element = marked_push(marked, token->name);
	if (element == NULL)
		return;
	if (said.root)
		element->item = marked_begin(marked, &said);
	if (element->item)
		marked_refer(marked, marked_raw(token, "itemref"));
	for (unsigned i = 0; i < said.count && !said.root; i++)
		element->members[element->count++] = said.members[i];
}

void marked_close(struct marked *marked, const char *name)
{
	unsigned at = marked->depth;

	if (at == 0)
		return;
	if (!rules_has(RULES_INLINE, base_view_of(name)))
		marked->gap = true;
	if (marked->beyond > 0) {
		marked->beyond--;
		return;
	}
	while (at > 0 && strcmp(marked->elements[at - 1].name, name) != 0)
		at--;
	while (at > 0 && marked->depth >= at)
		marked_end_element(marked);
}

/* A card's own text is kept, too: it may be all that it has. */
static void marked_add_text(struct marked_element *element,
			    struct base_view text, bool gap)
{
	size_t room = sizeof(element->text) - element->size;

	if (gap && room > 0) {
		element->text[element->size++] = ' ';
		room--;
	}
	if (text.size > room)
		text.size = room;
	if (text.size > 0)
		memcpy(element->text + element->size, text.data, text.size);
	element->size += text.size;
}

void marked_text(struct marked *marked, struct base_view raw)
{
	struct base_view text;

	if (marked->items == 0)
		return;
	if (raw.size > MARKED_VALUE_MAX)
		raw.size = MARKED_VALUE_MAX;
	text = marked_decoded(marked, raw);
	for (unsigned i = 0; i < marked->depth; i++)
		if (marked->elements[i].count > 0 || marked->elements[i].item)
			marked_add_text(&marked->elements[i], text,
					marked->gap);
	marked->gap = false;
}

void marked_free(struct marked *marked)
{
	while (marked->depth > 0)
		marked_end_element(marked);
	base_buffer_free(&marked->value);
	free(marked);
}

/* ---- What is said of an item elsewhere ---- */

/* The first element that has the id; later ones are not meant. */
static void marked_meet(struct marked *marked, const struct html_token *token)
{
	const struct html_attribute *id = html_attribute(token, "id");

	for (unsigned i = 0; id != NULL && i < marked->references; i++) {
		struct marked_reference *one = &marked->reference[i];

		if (one->met || one->id.size != id->value.size ||
		    memcmp(one->id.data, id->value.data, one->id.size) != 0)
			continue;
		one->met = true;
		marked->reading++;
		one->reads = marked_new(marked->page);
		one->reads->elsewhere = true;
		one->reads->item[0] = one->item;
		one->reads->items = 1;
	}
}

/* What items in it name in turn is looked for in the next reading. */
static void marked_met(struct marked *marked, struct marked_reference *one)
{
	struct marked *reads = one->reads;

	for (unsigned i = 0; i < reads->references; i++)
		if (marked->references < MARKED_REFERRED_MAX)
			marked->reference[marked->references++] =
			    reads->reference[i];
		else
			marked->page->answer->facts_cut = true;
	marked_free(reads);
	one->reads = NULL;
	marked->reading--;
}

static void marked_read_on(struct marked *marked,
			   const struct html_token *token)
{
	unsigned known = marked->references;

	for (unsigned i = 0; i < known && marked->reading > 0; i++) {
		struct marked_reference *one = &marked->reference[i];

		if (one->reads == NULL)
			continue;
		if (token->kind == HTML_OPEN)
			marked_open(one->reads, token);
		else if (token->kind == HTML_CLOSE)
			marked_close(one->reads, token->name);
		else if (token->kind == HTML_TEXT)
			marked_text(one->reads, token->text);
		if (++one->tokens == MARKED_REFERRED_TOKENS)
			marked->page->answer->facts_cut = true;
		if (one->reads->depth == 0 ||
		    one->tokens == MARKED_REFERRED_TOKENS)
			marked_met(marked, one);
	}
}

/* <template> and <noscript> show nobody anything, as in the first reading. */
static void marked_read_again(struct marked *marked, struct base_view page)
{
	struct html *html = base_alloc(1, sizeof(*html));
	const struct html_token *token;
	unsigned unseen = 0;

	html_init(html, page);
	while ((token = html_next(html))->kind != HTML_END) {
		bool hides = strcmp(token->name, "template") == 0 ||
			     strcmp(token->name, "noscript") == 0;

		if (token->kind == HTML_OPEN && hides)
			unseen++;
		if (token->kind == HTML_OPEN && unseen == 0)
			marked_meet(marked, token);
		if (unseen == 0)
			marked_read_on(marked, token);
		if (token->kind == HTML_CLOSE && hides && unseen > 0)
			unseen--;
	}
	for (unsigned i = 0; i < marked->references; i++)
		if (marked->reference[i].reads != NULL)
			marked_met(marked, &marked->reference[i]);
	free(html);
}

void marked_referred(struct marked *marked, struct base_view html)
{
	for (unsigned before = 0, round = 0;
	     before < marked->references && round < MARKED_REFERRED_ROUNDS;
	     round++) {
		before = marked->references;
		marked_read_again(marked, html);
	}
}
