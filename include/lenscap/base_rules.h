/*
 * base_rules.h: rules for pages beside those of share/pages/rules.tsv, as packs
 * add them: the same lists, of which only some may grow, and words alone, so
 * that looking for them costs what looking for ours costs.
 */
#ifndef LENSCAP_BASE_RULES_H
#define LENSCAP_BASE_RULES_H

#include <lenscap/base.h>

#define BASE_RULES_MOST 200	   /* rules of all packs together */
#define BASE_RULES_TEXT 60	   /* bytes of one at most */
#define BASE_RULES_MAX (16u << 10) /* bytes of all, with their lists' names */

/* Lists of rules.tsv that find more, or say of more that it is no open page. */
enum base_rules_list {
	BASE_RULES_LAZY,
	BASE_RULES_LAZY_SET,
	BASE_RULES_ELEMENT,
	BASE_RULES_META,
	BASE_RULES_MEMBER,
	BASE_RULES_STATE,
	BASE_RULES_SIZE,
	BASE_RULES_LOGIN,
	BASE_RULES_CHALLENGE,
	BASE_RULES_TITLE_LOGIN,
	BASE_RULES_TITLE_CHALLENGE,
	BASE_RULES_TITLE_REFUSED,
	BASE_RULES_TITLE_CONSENT,
	BASE_RULES_LISTS
};

/* The list's name in rules.tsv ("lazy-set"); of a name, BASE_RULES_LISTS where
 * it is none that may grow. */
const char *base_rules_name(enum base_rules_list list);
enum base_rules_list base_rules_list_of(struct base_view name);

/* Whether an entry has the list's shape. */
bool base_rules_fits(enum base_rules_list list, struct base_view entry);

struct base_rules {
	struct base_rule {
		enum base_rules_list list;
		char *entry;
	} * items;
	size_t count, capacity;
};

/*
 * Read lines of a list's name, a tab and an entry, as packs' rules cross walls:
 * LENS_MALFORMED, and none, when one of them is not such a line, or there are
 * too many.  The caller ends *out with base_rules_free().
 */
LENS_MUST enum lens_err base_rules_read(struct base_view text,
					struct base_rules *out);
void base_rules_free(struct base_rules *rules);

/* Entry i of the list, counted within it; NULL behind the last.  rules may be
 * NULL. */
const char *base_rules_at(const struct base_rules *rules,
			  enum base_rules_list list, size_t i);

#endif
