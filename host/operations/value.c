/* value.c: the words that can be chosen, from where they are defined. */
#include <string.h>

#include <lenscap/browsers.h>
#include <lenscap/casework_cases.h>
#include <lenscap/casework_clean.h>
#include <lenscap/casework_findings.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>
#include <lenscap/ipc_picture.h>
#include <lenscap/registry_record.h>

#include "operation.h"

const char *value_browser(size_t index)
{
	return browsers_families[index].name;
}

const char *value_language(size_t index)
{
	return index < LAW_LANGUAGES ? law_language_name(index) : NULL;
}

const char *value_reply(size_t index)
{
	return index < CASEWORK_REPLIES ? casework_reply_name(index) : NULL;
}

const char *value_stand(size_t index)
{
	static const char *const stands[] = {"accepted", "disputed"};

	return index < 2 ? stands[index] : NULL;
}

const char *value_way(size_t index)
{
	return casework_way_name(index);
}

const char *value_right(size_t index)
{
	return index < LAW_RIGHTS ? law_right_name(index) : NULL;
}

const char *value_letter_kind(size_t index)
{
	return casework_letter_kind(index);
}

const char *value_situation(size_t index)
{
	return casework_situation_name(index);
}

const char *value_tell(size_t index)
{
	return casework_tell_name(index);
}

const char *value_confirm(size_t index)
{
	return casework_confirm_name(index);
}

const char *value_erase(size_t index)
{
	return casework_erase_name(index);
}

const char *value_role(size_t index)
{
	return casework_role_name(index);
}

const char *value_disclose(size_t index)
{
	return casework_disclose_name(index);
}

const char *value_format(size_t index)
{
	return index < CASEWORK_FORMATS ? casework_format_name(index) : NULL;
}

/* The list ends with a NULL name. */
const char *value_me(size_t index)
{
	return casework_me_keys[index].name;
}

const char *value_contact_act(size_t index)
{
	static const char *const acts[] = {"add", "bounced", "forget"};

	return index < sizeof(acts) / sizeof(acts[0]) ? acts[index] : NULL;
}

const char *value_controller_kind(size_t index)
{
	return index < REGISTRY_KINDS ? registry_kind_name(index) : NULL;
}

const char *value_order(size_t index)
{
	return index < LEDGER_ORDERS ? ledger_order_name(index) : NULL;
}

const char *value_picture_format(size_t index)
{
	/* IPC_FORMAT_NONE has no word. */
	return index + 1 < IPC_FORMATS ? ipc_format_name(index + 1) : NULL;
}

const char *value_finding(size_t index)
{
	return index < IPC_FINDINGS ? casework_finding(index)->kind : NULL;
}

const char *value_kept_kind(size_t index)
{
	enum ipc_finding_kind kind;

	return casework_clean_kind(index, &kind) ? casework_finding(kind)->kind
						 : NULL;
}

int value_index(operation_word *words, const char *word)
{
	for (size_t i = 0; words(i) != NULL; i++)
		if (strcmp(words(i), word) == 0)
			return (int)i;
	return -1;
}
