/*
 * draft_keys.c: by what a controller finds a person.  What its record says it
 * wants is proposed, as far as the person has set it; nothing else is told of
 * them unless they choose it.
 */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "draft.h"

const struct draft_key draft_keys[] = {
    {CASEWORK_TELL_NAME, "name", offsetof(struct casework_me, name)},
    {CASEWORK_TELL_FORMER, "former", offsetof(struct casework_me, former)},
    {CASEWORK_TELL_BIRTH, "birth", offsetof(struct casework_me, birth)},
    {CASEWORK_TELL_ADDRESS, "address", offsetof(struct casework_me, address)},
    {CASEWORK_TELL_EMAIL, "email", offsetof(struct casework_me, email)},
    {CASEWORK_TELL_EMAILS, "emails", offsetof(struct casework_me, emails)},
    {CASEWORK_TELL_PHONE, "phone", offsetof(struct casework_me, phone)},
    {CASEWORK_TELL_HANDLE, "handle", offsetof(struct casework_me, handle)},
    {CASEWORK_TELL_CUSTOMER, "customer",
     offsetof(struct casework_me, customer)},
    {0, NULL, 0},
};

const char *draft_key_value(const struct casework_me *me,
			    const struct draft_key *key)
{
	return *(char *const *)((const char *)me + key->field);
}

/* ---- What a record asks for ---- */

/* An element of the record as what may be told; 0 for what is not known. */
static unsigned keys_of_element(const struct registry_element *element)
{
	static const struct {
		const char *type, *words; /* any of, in the description */
		unsigned tell;
	} elements[] = {
	    {"name", NULL, CASEWORK_TELL_NAME},
	    {"email", NULL, CASEWORK_TELL_EMAIL},
	    {"address", NULL, CASEWORK_TELL_ADDRESS},
	    {"birthdate", NULL, CASEWORK_TELL_BIRTH},
	    {NULL, "birth", CASEWORK_TELL_BIRTH},
	    {NULL, "geburt", CASEWORK_TELL_BIRTH},
	    {NULL, "phone", CASEWORK_TELL_PHONE},
	    {NULL, "telefon", CASEWORK_TELL_PHONE},
	    {NULL, "mobil", CASEWORK_TELL_PHONE},
	    {NULL, "user", CASEWORK_TELL_HANDLE},
	    {NULL, "benutzer", CASEWORK_TELL_HANDLE},
	    {NULL, "nutzername", CASEWORK_TELL_HANDLE},
	    {NULL, "nickname", CASEWORK_TELL_HANDLE},
	    {NULL, "handle", CASEWORK_TELL_HANDLE},
	    {NULL, "kunden", CASEWORK_TELL_CUSTOMER},
	    {NULL, "customer", CASEWORK_TELL_CUSTOMER},
	    {NULL, "client", CASEWORK_TELL_CUSTOMER},
	    {NULL, "mail", CASEWORK_TELL_EMAIL},
	};

	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (elements[i].type != NULL
			? strcmp(element->type, elements[i].type) == 0
			: strcasestr(element->description, elements[i].words) !=
			      NULL)
			return elements[i].tell;
	return 0;
}

static bool keys_in(const struct registry_controller *to, const char *category)
{
	for (size_t i = 0; i < to->category_count; i++)
		if (strcmp(to->categories[i], category) == 0)
			return true;
	return false;
}

unsigned draft_keys_asked(const struct registry_controller *to)
{
	unsigned asked = 0;

	for (size_t i = 0; i < to->element_count; i++)
		if (!to->elements[i].optional)
			asked |= keys_of_element(&to->elements[i]);
	return asked;
}

/* What its kind of trade files people under, where its record is silent. */
static unsigned keys_of_kind(const struct registry_controller *to)
{
	if (keys_in(to, "credit agency"))
		return CASEWORK_TELL_NAME | CASEWORK_TELL_ADDRESS |
		       CASEWORK_TELL_BIRTH;
	if (keys_in(to, "telecommunication"))
		return CASEWORK_TELL_PHONE |
		       (to->kind == REGISTRY_PEOPLE_SEARCH ? CASEWORK_TELL_NAME
							   : 0);
	if (keys_in(to, "addresses") && to->kind == REGISTRY_DATA_BROKER)
		return CASEWORK_TELL_NAME | CASEWORK_TELL_ADDRESS;
	if (to->kind == REGISTRY_PEOPLE_SEARCH)
		return CASEWORK_TELL_NAME;
	return to->kind == REGISTRY_SOCIAL_NETWORK ? CASEWORK_TELL_HANDLE : 0;
}

unsigned draft_keys_needed(const struct registry_controller *to)
{
	return to->element_count > 0 ? draft_keys_asked(to) : keys_of_kind(to);
}

/* ---- What a letter tells ---- */

static unsigned keys_set(const struct casework_me *me, unsigned wanted)
{
	unsigned set = 0;

	for (const struct draft_key *key = draft_keys; key->word != NULL; key++)
		if ((wanted & key->tell) && draft_key_value(me, key)[0] != '\0')
			set |= key->tell;
	return set;
}

unsigned draft_keys_told(const struct letter_context *letter)
{
	const struct casework_draft *draft = letter->draft;
	unsigned told = draft->tell;

	if (draft->tell_proposed)
		told |= keys_set(&letter->me, draft_keys_needed(letter->to));
	/* Nobody can act on a complaint of no one, and a representative says
	 * who that is. */
	if (draft->tell_given)
		return told;
	if (strcmp(draft->kind, "complaint") == 0)
		told |= keys_set(&letter->me, CASEWORK_TELL_NAME |
						  CASEWORK_TELL_EMAIL |
						  CASEWORK_TELL_ADDRESS);
	if (casework_role_is_other(draft->role))
		told |= keys_set(&letter->me, CASEWORK_TELL_NAME);
	return told;
}
