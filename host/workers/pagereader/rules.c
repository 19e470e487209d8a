/*
 * rules.c: the lists of rules.tsv, with what packs add to them, and how their
 * patterns are read.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_page_rules.h>
#include <lenscap/base_rules.h>

#include "rules.h"

#define RULES_DIGITS 5 /* of a size in pixels, at most */

#define RULES_ENTRY(text) text,

static const char *const rules_lazy[] = {PAGE_RULES_LAZY(RULES_ENTRY) NULL};
static const char *const rules_lazy_set[] = {PAGE_RULES_LAZY_SET(RULES_ENTRY)
						 NULL};
static const char *const rules_lazy_style[] = {
    PAGE_RULES_LAZY_STYLE(RULES_ENTRY) NULL};
static const char *const rules_element[] = {PAGE_RULES_ELEMENT(RULES_ENTRY)
						NULL};
static const char *const rules_template[] = {PAGE_RULES_TEMPLATE(RULES_ENTRY)
						 NULL};
static const char *const rules_meta[] = {PAGE_RULES_META(RULES_ENTRY) NULL};
static const char *const rules_member[] = {PAGE_RULES_MEMBER(RULES_ENTRY) NULL};
static const char *const rules_state[] = {PAGE_RULES_STATE(RULES_ENTRY) NULL};
static const char *const rules_state_plain[] = {
    PAGE_RULES_STATE_PLAIN(RULES_ENTRY) NULL};
static const char *const rules_state_link[] = {
    PAGE_RULES_STATE_LINK(RULES_ENTRY) NULL};
static const char *const rules_state_sign[] = {
    PAGE_RULES_STATE_SIGN(RULES_ENTRY) NULL};
static const char *const rules_state_address[] = {
    PAGE_RULES_STATE_ADDRESS(RULES_ENTRY) NULL};
static const char *const rules_state_folder[] = {
    PAGE_RULES_STATE_FOLDER(RULES_ENTRY) NULL};
static const char *const rules_page_link[] = {PAGE_RULES_PAGE_LINK(RULES_ENTRY)
						  NULL};
static const char *const rules_pixel[] = {PAGE_RULES_PIXEL(RULES_ENTRY) NULL};
static const char *const rules_sign[] = {PAGE_RULES_SIGN(RULES_ENTRY) NULL};
static const char *const rules_person[] = {PAGE_RULES_PERSON(RULES_ENTRY) NULL};
static const char *const rules_drawing[] = {PAGE_RULES_DRAWING(RULES_ENTRY)
						NULL};
static const char *const rules_size[] = {PAGE_RULES_SIZE(RULES_ENTRY) NULL};
static const char *const rules_person_member[] = {
    PAGE_RULES_PERSON_MEMBER(RULES_ENTRY) NULL};
static const char *const rules_person_handed[] = {
    PAGE_RULES_PERSON_HANDED(RULES_ENTRY) NULL};
static const char *const rules_person_byline[] = {
    PAGE_RULES_PERSON_BYLINE(RULES_ENTRY) NULL};
static const char *const rules_card_root[] = {PAGE_RULES_CARD_ROOT(RULES_ENTRY)
						  NULL};
static const char *const rules_card_class[] = {
    PAGE_RULES_CARD_CLASS(RULES_ENTRY) NULL};
static const char *const rules_vocabulary[] = {
    PAGE_RULES_VOCABULARY(RULES_ENTRY) NULL};
static const char *const rules_inline[] = {PAGE_RULES_INLINE(RULES_ENTRY) NULL};
static const char *const rules_void[] = {PAGE_RULES_VOID(RULES_ENTRY) NULL};

static const char *const *const rules_lists[RULES_LISTS] = {
    [RULES_LAZY] = rules_lazy,
    [RULES_LAZY_SET] = rules_lazy_set,
    [RULES_LAZY_STYLE] = rules_lazy_style,
    [RULES_ELEMENT] = rules_element,
    [RULES_TEMPLATE] = rules_template,
    [RULES_META] = rules_meta,
    [RULES_MEMBER] = rules_member,
    [RULES_STATE] = rules_state,
    [RULES_STATE_PLAIN] = rules_state_plain,
    [RULES_STATE_LINK] = rules_state_link,
    [RULES_STATE_SIGN] = rules_state_sign,
    [RULES_STATE_ADDRESS] = rules_state_address,
    [RULES_STATE_FOLDER] = rules_state_folder,
    [RULES_SIZE] = rules_size,
    [RULES_PAGE_LINK] = rules_page_link,
    [RULES_PIXEL] = rules_pixel,
    [RULES_SIGN] = rules_sign,
    [RULES_PERSON] = rules_person,
    [RULES_PERSON_MEMBER] = rules_person_member,
    [RULES_PERSON_HANDED] = rules_person_handed,
    [RULES_PERSON_BYLINE] = rules_person_byline,
    [RULES_CARD_ROOT] = rules_card_root,
    [RULES_CARD_CLASS] = rules_card_class,
    [RULES_VOCABULARY] = rules_vocabulary,
    [RULES_INLINE] = rules_inline,
    [RULES_VOID] = rules_void,
};

/* ---- With those of packs ---- */

static const enum rules_list rules_growing[BASE_RULES_LISTS] = {
    [BASE_RULES_LAZY] = RULES_LAZY,
    [BASE_RULES_LAZY_SET] = RULES_LAZY_SET,
    [BASE_RULES_ELEMENT] = RULES_ELEMENT,
    [BASE_RULES_META] = RULES_META,
    [BASE_RULES_MEMBER] = RULES_MEMBER,
    [BASE_RULES_STATE] = RULES_STATE,
    [BASE_RULES_SIZE] = RULES_SIZE,
    /* The others are the core's and the fetcher's. */
    [BASE_RULES_LOGIN] = RULES_LISTS,
    [BASE_RULES_CHALLENGE] = RULES_LISTS,
    [BASE_RULES_TITLE_LOGIN] = RULES_LISTS,
    [BASE_RULES_TITLE_CHALLENGE] = RULES_LISTS,
    [BASE_RULES_TITLE_REFUSED] = RULES_LISTS,
    [BASE_RULES_TITLE_CONSENT] = RULES_LISTS,
};

static struct base_rules rules_more;
static const char **rules_grown[RULES_LISTS]; /* NULL: ours alone */

static const char *const *rules_of(enum rules_list list)
{
	return rules_grown[list] != NULL ? rules_grown[list]
					 : rules_lists[list];
}

/* Ours first, so that a pack's can find more and nothing else. */
static const char **rules_grow(enum base_rules_list from, enum rules_list list)
{
	size_t ours = 0, count = 0;
	const char **grown, *entry;

	while (rules_lists[list][ours] != NULL)
		ours++;
	grown = base_alloc(ours + rules_more.count + 1, sizeof(*grown));
	for (; count < ours; count++)
		grown[count] = rules_lists[list][count];
	while ((entry = base_rules_at(&rules_more, from, count - ours)) != NULL)
		grown[count++] = entry;
	return grown;
}

enum lens_err rules_add(struct base_view more)
{
	enum lens_err err;

	for (size_t i = 0; i < RULES_LISTS; i++) {
		free(rules_grown[i]);
		rules_grown[i] = NULL;
	}
	base_rules_free(&rules_more);
	err = base_rules_read(more, &rules_more);
	for (enum base_rules_list i = 0; i < BASE_RULES_LISTS; i++)
		if (rules_growing[i] != RULES_LISTS &&
		    base_rules_at(&rules_more, i, 0) != NULL)
			rules_grown[rules_growing[i]] =
			    rules_grow(i, rules_growing[i]);
	return err;
}

bool rules_has(enum rules_list list, struct base_view name)
{
	if (name.size == 0)
		return false;
	/* Nearly all differ in their first letter; it may be a large one. */
	for (const char *const *entry = rules_of(list); *entry; entry++)
		if ((((uint8_t) * *entry ^ name.data[0]) & ~0x20) == 0 &&
		    name.size == strlen(*entry) &&
		    strncasecmp((const char *)name.data, *entry, name.size) ==
			0)
			return true;
	return false;
}

bool rules_entry(enum rules_list list, size_t i, struct base_view *out)
{
	const char *entry = rules_of(list)[i];

	if (entry != NULL)
		*out = (struct base_view){(const uint8_t *)entry,
					  strcspn(entry, " ")};
	return entry != NULL;
}

const char *rules_meaning(enum rules_list list, struct base_view name)
{
	struct base_view word;

	for (size_t i = 0; rules_entry(list, i, &word); i++)
		if (word.size == name.size && word.data[0] == name.data[0] &&
		    memcmp(word.data, name.data, name.size) == 0)
			return rules_of(list)[i] + (word.data[word.size] == ' '
							? word.size + 1
							: 0);
	return NULL;
}

static uint8_t rules_small(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static bool rules_finds(struct base_view text, const char *word)
{
	size_t length = strlen(word);
	uint8_t first = rules_small((uint8_t)word[0]);

	for (size_t at = 0; at + length <= text.size; at++)
		if (rules_small(text.data[at]) == first &&
		    strncasecmp((const char *)text.data + at, word, length) ==
			0)
			return true;
	return false;
}

bool rules_within(enum rules_list list, struct base_view text)
{
	for (const char *const *entry = rules_of(list); *entry; entry++)
		if (rules_finds(text, *entry))
			return true;
	return false;
}

bool rules_is_drawing(struct base_view address)
{
	size_t end = 0;

	while (end < address.size && address.data[end] != '?' &&
	       address.data[end] != '#')
		end++;
	for (const char *const *entry = rules_drawing; *entry; entry++) {
		size_t length = strlen(*entry);

		if (end > length &&
		    strncasecmp((const char *)address.data + end - length,
				*entry, length) == 0)
			return true;
	}
	return false;
}

unsigned rules_icon_size(void)
{
	static const unsigned sizes[] = {PAGE_RULES_ICON_SIZE(RULES_ENTRY)};

	return sizes[0];
}

unsigned rules_icon_times(void)
{
	static const unsigned times[] = {PAGE_RULES_ICON_TIMES(RULES_ENTRY)};

	return times[0];
}

/* ---- Sizes ---- */

static bool rules_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* Where a number ends, and in *side the larger of it and *side. */
static size_t rules_number(struct base_view text, size_t at, uint32_t *side)
{
	size_t start = at;
	uint32_t number = 0;

	while (at < text.size && at - start < RULES_DIGITS &&
	       rules_is_digit(text.data[at]))
		number = number * 10 + (uint32_t)(text.data[at++] - '0');
	if (at < text.size && rules_is_digit(text.data[at]))
		return start; /* too long for a size */
	if (number > *side)
		*side = number;
	return at;
}

/* Where a pattern that begins here ends; 0 when it does not. */
static size_t rules_match(struct base_view text, size_t at, const char *pattern,
			  uint32_t *side)
{
	*side = 0;
	for (const char *c = pattern; *c != '\0'; c++) {
		if (*c == '#') {
			size_t end = rules_number(text, at, side);

			if (end == at)
				return 0;
			at = end;
		} else if (at >= text.size || text.data[at] != (uint8_t)*c) {
			return 0;
		} else {
			at++;
		}
	}
	/* "?s=84b" is no size; "=s84-c" is one. */
	if (pattern[strlen(pattern) - 1] == '#' && at < text.size &&
	    ((text.data[at] | 0x20) >= 'a' && (text.data[at] | 0x20) <= 'z'))
		return 0;
	return at;
}

/* The size written here: where it ends; 0 for none. */
static size_t rules_size_at(struct base_view address, size_t at, uint32_t *asks)
{
	for (const char *const *pattern = rules_of(RULES_SIZE); *pattern;
	     pattern++) {
		uint32_t side;
		size_t end = rules_match(address, at, *pattern, &side);

		if (end == 0)
			continue;
		if ((*pattern)[0] != '@' && side > *asks)
			*asks = side;
		/* What ends a name begins what is behind it. */
		return end - (strchr("./_", (*pattern)[strlen(*pattern) - 1]) !=
			      NULL);
	}
	return 0;
}

uint64_t rules_size_key(struct base_view address, uint32_t *asks)
{
	uint64_t key = 0xcbf29ce484222325u; /* FNV-1a */

	*asks = 0;
	for (size_t at = 0; at < address.size;) {
		uint8_t c = address.data[at];
		size_t end = strchr("-_/,=?&@", c) != NULL && c != '\0'
				 ? rules_size_at(address, at, asks)
				 : 0;

		if (end > at) {
			at = end;
			continue;
		}
		key = (key ^ c) * 0x100000001b3u;
		at++;
	}
	return key ? key : 1;
}
