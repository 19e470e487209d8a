/*
 * rules.c: what packs may add to the rules for pages.  A shape is letters and
 * lengths; there is nothing in it that could run.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_rules.h>

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define LARGE "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* "data-photo": an attribute of the page's own, none of HTML. */
static bool rules_is_own(struct base_view entry)
{
	return entry.data[0] != '-' && memchr(entry.data, '-', entry.size);
}

/* "?size=#x#": one number alone may be the photo's, and two photos be one. */
static bool rules_is_size(struct base_view entry)
{
	size_t numbers = 0;

	for (size_t i = 0; i < entry.size; i++) {
		if (entry.data[i] != '#')
			continue;
		if (i > 0 && entry.data[i - 1] == '#')
			return false;
		numbers++;
	}
	return numbers == 2 && strchr("-_/,=?&@", entry.data[0]) != NULL;
}

/* Part of a sentence in small letters, with one of any language's in it. */
static bool rules_is_words(struct base_view entry)
{
	size_t letters = 0;

	for (size_t i = 0; i < entry.size; i++) {
		if (entry.data[i] >= 'A' && entry.data[i] <= 'Z')
			return false;
		letters += entry.data[i] >= 0x80 ||
			   (entry.data[i] >= 'a' && entry.data[i] <= 'z');
	}
	return letters >= 4 && base_is_printable(entry) &&
	       entry.data[0] != ' ' && entry.data[entry.size - 1] != ' ';
}

static const struct {
	const char *name;
	size_t least, most;
	const char *of; /* its characters; NULL: any */
	bool (*is)(struct base_view entry);
} rules_shapes[BASE_RULES_LISTS] = {
    [BASE_RULES_LAZY] = {"lazy", 5, 40, SMALL DIGITS "-_", rules_is_own},
    [BASE_RULES_LAZY_SET] = {"lazy-set", 5, 40, SMALL DIGITS "-_",
			     rules_is_own},
    [BASE_RULES_ELEMENT] = {"element", 3, 40, SMALL, NULL},
    [BASE_RULES_META] = {"meta", 3, 40, SMALL DIGITS ":._-", NULL},
    [BASE_RULES_MEMBER] = {"member", 3, 40, SMALL LARGE, NULL},
    [BASE_RULES_STATE] = {"state", 3, 40, SMALL, NULL},
    [BASE_RULES_SIZE] = {"size", 4, 24,
			 SMALL LARGE DIGITS "#-_/,=?&@.:", rules_is_size},
    [BASE_RULES_LOGIN] = {"login", 4, 40, SMALL DIGITS "-_", NULL},
    [BASE_RULES_CHALLENGE] = {"challenge", 8, 60, NULL, rules_is_words},
    [BASE_RULES_TITLE_LOGIN] = {"title-login", 6, 60, NULL, rules_is_words},
    [BASE_RULES_TITLE_CHALLENGE] = {"title-challenge", 6, 60, NULL,
				    rules_is_words},
    [BASE_RULES_TITLE_REFUSED] = {"title-refused", 6, 60, NULL, rules_is_words},
    [BASE_RULES_TITLE_CONSENT] = {"title-consent", 6, 60, NULL, rules_is_words},
};

const char *base_rules_name(enum base_rules_list list)
{
	return rules_shapes[list].name;
}

enum base_rules_list base_rules_list_of(struct base_view name)
{
	enum base_rules_list list = 0;

	while (list < BASE_RULES_LISTS &&
	       (strlen(rules_shapes[list].name) != name.size ||
		memcmp(rules_shapes[list].name, name.data, name.size) != 0))
		list++;
	return list;
}

bool base_rules_fits(enum base_rules_list list, struct base_view entry)
{
	const char *of = rules_shapes[list].of;

	if (entry.size < rules_shapes[list].least ||
	    entry.size > rules_shapes[list].most)
		return false;
	for (size_t i = 0; i < entry.size; i++)
		if (entry.data[i] == '\0' ||
		    (of != NULL && strchr(of, entry.data[i]) == NULL))
			return false;
	return rules_shapes[list].is == NULL || rules_shapes[list].is(entry);
}

static bool rules_take(struct base_rules *rules, struct base_view line)
{
	const uint8_t *tab =
	    line.size > 0 ? memchr(line.data, '\t', line.size) : NULL;
	enum base_rules_list list;
	struct base_view entry;
	size_t length;

	if (tab == NULL || rules->count == BASE_RULES_MOST)
		return false;
	length = (size_t)(tab - line.data);
	list = base_rules_list_of(base_view_part(line, 0, length));
	entry = base_view_part(line, length + 1, line.size - length - 1);
	if (list == BASE_RULES_LISTS || !base_rules_fits(list, entry))
		return false;
	rules->items = base_grow(rules->items, rules->count, &rules->capacity,
				 sizeof(*rules->items));
	rules->items[rules->count++] =
	    (struct base_rule){list, base_format("%.*s", (int)entry.size,
						 (const char *)entry.data)};
	return true;
}

enum lens_err base_rules_read(struct base_view text, struct base_rules *out)
{
	*out = (struct base_rules){.count = 0};
	if (text.size > BASE_RULES_MAX)
		return LENS_MALFORMED;
	while (text.size > 0) {
		const uint8_t *end = memchr(text.data, '\n', text.size);
		size_t length = end != NULL ? (size_t)(end - text.data) : 0;

		if (end == NULL ||
		    !rules_take(out, base_view_part(text, 0, length))) {
			base_rules_free(out);
			return LENS_MALFORMED;
		}
		text = base_view_part(text, length + 1, text.size - length - 1);
	}
	return LENS_OK;
}

void base_rules_free(struct base_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		free(rules->items[i].entry);
	free(rules->items);
	*rules = (struct base_rules){.count = 0};
}

const char *base_rules_at(const struct base_rules *rules,
			  enum base_rules_list list, size_t i)
{
	for (size_t at = 0; rules != NULL && at < rules->count; at++)
		if (rules->items[at].list == list && i-- == 0)
			return rules->items[at].entry;
	return NULL;
}
