/* draft_words.c: the words by which parts of a letter are chosen. */
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_letters.h>

#define WORDS_AT(words, index)                                                 \
	((index) < sizeof(words) / sizeof(*(words)) ? (words)[index] : NULL)

const char *casework_letter_kind(size_t index)
{
	static const char *const kinds[] = {
	    N_("request"),	   N_("no_answer"),   N_("partial_answer"),
	    N_("photo_demanded"),  N_("id_demanded"), N_("use_form"),
	    N_("cannot_identify"), N_("not_subject"), N_("too_often"),
	    N_("public_data"),	   N_("extension"),   N_("erased_but_back"),
	    N_("notice"),	   N_("complaint"),
	};

	return WORDS_AT(kinds, index);
}

const char *casework_situation_name(size_t index)
{
	static const char *const kinds[] = {"safety", "work", "minor",
					    "private"};

	return WORDS_AT(kinds, index);
}

const char *casework_tell_name(size_t index)
{
	static const char *const tells[] = {
	    "name",  "email",  "address", "region", "birth",
	    "phone", "handle", "former",  "emails", "customer"};

	return WORDS_AT(tells, index);
}

const char *casework_confirm_name(size_t index)
{
	static const char *const words[] = {"adult", "not_informed"};

	return WORDS_AT(words, index);
}

const char *casework_erase_name(size_t index)
{
	static const char *const parts[] = {"photos", "templates", "training"};

	return WORDS_AT(parts, index);
}

const char *casework_role_name(size_t index)
{
	static const char *const roles[] = {"self", "child", "mandated"};

	return WORDS_AT(roles, index);
}

bool casework_role_is_other(const char *role)
{
	return role != NULL && strcmp(role, casework_role_name(0)) != 0;
}

const char *casework_disclose_name(size_t index)
{
	static const char *const kinds[] = {"sha256", "pdq", "iscc"};

	return WORDS_AT(kinds, index);
}
