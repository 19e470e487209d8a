/* pack_rules.c: rules for pages, as a pack has them. */
#include <stdlib.h>

#include <lenscap/base_rules.h>
#include <lenscap/base_said.h>

#include "pack_rules.h"

static const char pack_rules_attribute[] =
    N_("the name of an attribute with a hyphen in it, in small letters");
static const char pack_rules_name[] = N_("a name of 3 to 40 small letters");
static const char pack_rules_title[] =
    N_("6 to 60 bytes of a title, in small letters");

/* What each takes, in words; base_rules_fits() is the rule. */
static const char *const pack_rules_takes[BASE_RULES_LISTS] = {
    [BASE_RULES_LAZY] = pack_rules_attribute,
    [BASE_RULES_LAZY_SET] = pack_rules_attribute,
    [BASE_RULES_ELEMENT] = pack_rules_name,
    [BASE_RULES_META] =
	N_("a name of 3 to 40 small letters, digits and : . _ -"),
    [BASE_RULES_MEMBER] = N_("a name of 3 to 40 letters"),
    [BASE_RULES_STATE] = pack_rules_name,
    [BASE_RULES_SIZE] = N_("a piece of an address with two numbers, each "
			   "written as \"#\""),
    [BASE_RULES_LOGIN] =
	N_("a part of an address of 4 to 40 small letters, digits and _ -"),
    [BASE_RULES_CHALLENGE] =
	N_("8 to 60 bytes of a page's text, in small letters"),
    [BASE_RULES_TITLE_LOGIN] = pack_rules_title,
    [BASE_RULES_TITLE_CHALLENGE] = pack_rules_title,
    [BASE_RULES_TITLE_REFUSED] = pack_rules_title,
    [BASE_RULES_TITLE_CONSENT] = pack_rules_title,
};

enum lens_err pack_rules_lines(const struct registry_data *file,
			       struct registry_fault *fault,
			       struct base_buffer *text)
{
	for (size_t i = 0; i < file->rule_count; i++) {
		const struct registry_rules *rules = &file->rules[i];
		enum base_rules_list list =
		    base_rules_list_of(base_view_of(rules->list));

		if (list == BASE_RULES_LISTS)
			return registry_say(fault, LENS_MALFORMED,
					    "pages/%s: \"%.40s\" is no list "
					    "that a pack may add to.",
					    file->file, rules->list);
		for (size_t k = 0; k < rules->entry_count; k++) {
			const char *entry = rules->entries[k];
			char *line =
			    base_format("%s\t%s\n", rules->list, entry);
			bool added =
			    base_rules_fits(list, base_view_of(entry)) &&
			    base_buffer_add_text(text, line) == LENS_OK;

			free(line);
			if (!added)
				return registry_say(
				    fault, LENS_MALFORMED,
				    "pages/%s: \"%.60s\" is none for %s, "
				    "which takes %s.",
				    file->file, entry, rules->list,
				    base_said(pack_rules_takes[list]));
		}
	}
	return LENS_OK;
}

enum lens_err pack_rules_check(const struct registry_data *const *files,
			       size_t count, struct registry_fault *fault)
{
	struct base_rules list;
	struct base_buffer text;
	enum lens_err err = LENS_OK;

	base_buffer_init(&text, 8 * BASE_RULES_MAX);
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = pack_rules_lines(files[i], fault, &text);
	if (err == LENS_OK &&
	    base_rules_read(base_buffer_view(&text), &list) != LENS_OK)
		err = registry_say(fault, LENS_MALFORMED,
				   "There are more than %d rules for pages, or "
				   "more than %d KB of them.",
				   BASE_RULES_MOST, BASE_RULES_MAX >> 10);
	else if (err == LENS_OK)
		base_rules_free(&list);
	base_buffer_free(&text);
	return err;
}
