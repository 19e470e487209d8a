/*
 * contact.c: ways to reach a controller that the person found, or found to be
 * dead.  They lie in the ledger, and are laid over the record whenever it is
 * read, so that what a newer record says is not lost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <lenscap/base_said.h>
#include <lenscap/law_day.h>

#include "contact.h"
#include "json_line.h"
#include "session.h"

static enum lens_err contact_fail(struct registry_fault *fault,
				  enum lens_err err, const char *sentence)
{
	snprintf(fault->sentence, sizeof(fault->sentence), "%s",
		 base_said(sentence));
	return err;
}

static enum registry_medium contact_medium(const char *value)
{
	if (strncmp(value, "http://", 7) == 0 ||
	    strncmp(value, "https://", 8) == 0)
		return REGISTRY_WEBFORM;
	return strchr(value, '@') != NULL && strchr(value, '\n') == NULL
		   ? REGISTRY_EMAIL
		   : REGISTRY_LETTER;
}

/* Where the record has it from; NULL: it has none such. */
static const char *contact_source(const struct registry_controller *to,
				  const char *value)
{
	for (size_t i = 0; i < to->contact_count; i++)
		if (strcmp(to->contacts[i].value, value) == 0 &&
		    to->contacts[i].source.url[0] != '\0')
			return to->contacts[i].source.url;
	return NULL;
}

/* The contact as the record keeps it, the caller's. */
static json_t *contact_json(const struct casework_contact *contact,
			    const char *source)
{
	char today[LEDGER_DAY];

	law_day_text(casework_today(), today);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "type",
			 registry_medium_name(contact_medium(contact->value)),
			 "value", contact->value, "state",
			 registry_state_name(contact->bounced
						 ? REGISTRY_BOUNCED
						 : REGISTRY_CURRENT),
			 "note",
			 contact->bounced ? "What you sent there came back."
					  : "You added it.",
			 "source", source, "date", today, "verified", 1);
}

/* What the setting has, without the value at hand; whether that was there. */
static json_t *contact_others(struct casework *work, const char *name,
			      const char *value, bool *found)
{
	struct ledger_fault why = {0};
	struct base_buffer text;
	json_t *list = NULL;

	*found = false;
	base_buffer_init(&text, LEDGER_TEXT_MAX);
	if (ledger_setting_get(casework_ledger(work), name, &why, &text) ==
	    LENS_OK)
		list = json_loadb((char *)text.data, text.size,
				  JSON_DISABLE_EOF_CHECK, NULL);
	base_buffer_free(&text);
	if (!json_is_array(list)) {
		json_decref(list);
		list = json_array();
	}
	for (size_t i = json_array_size(list); i-- > 0;) {
		const char *old = json_string_value(
		    json_object_get(json_array_get(list, i), "value"));

		if (old != NULL && strcmp(old, value) == 0) {
			json_array_remove(list, i);
			*found = true;
		}
	}
	return list;
}

/* Whether the record can have it, and the setting can keep it. */
static enum lens_err contact_keep(struct casework *work, const char *slug,
				  json_t *list, struct registry *registry,
				  struct registry_fault *fault)
{
	char *name = base_format("%s%s", CONTACT_SETTING, slug);
	char *text = json_array_size(list) > 0
			 ? json_line_take(json_incref(list))
			 : NULL;
	struct ledger_fault why = {0};
	enum lens_err err = LENS_OK;

	if (text != NULL)
		err = registry_add_contacts(registry, slug, base_view_of(text),
					    fault);
	if (err == LENS_OK && text != NULL && strlen(text) >= LEDGER_TEXT_MAX)
		err = contact_fail(fault, LENS_TOO_BIG,
				   "These are more contacts than can be kept "
				   "of one controller; forget some.");
	if (err == LENS_OK) {
		err =
		    ledger_setting_set(casework_ledger(work), name, text, &why);
		if (err != LENS_OK)
			err = contact_fail(fault, err, why.sentence);
	}
	free(text);
	free(name);
	return err;
}

enum lens_err casework_keep_contact(const struct casework_home *home,
				    struct casework *work,
				    const struct casework_contact *contact,
				    struct registry_fault *fault)
{
	struct registry *registry = NULL;
	const struct registry_controller *to;
	const char *source = contact->source;
	char *name = NULL;
	bool found;
	json_t *list = NULL;
	enum lens_err err = casework_registry(home, work, fault, &registry);

	if (err != LENS_OK)
		return err;
	to = registry_find(registry, contact->slug);
	if (to == NULL) {
		err = contact_fail(fault, LENS_NOT_FOUND,
				   "There is no such controller; 'lenscap "
				   "controllers search' finds them.");
		goto out;
	}
	if (contact->bounced && source == NULL)
		source = contact_source(to, contact->value);
	name = base_format("%s%s", CONTACT_SETTING, to->slug);
	list = contact_others(work, name, contact->value, &found);
	/* The letter takes a postal address for the seat, which this is not. */
	if (!contact->forget && !contact->bounced &&
	    contact_medium(contact->value) == REGISTRY_LETTER)
		err = contact_fail(fault, LENS_MALFORMED,
				   "A contact is an e-mail address or the "
				   "address of a form; for another postal "
				   "address keep a record of your own: lenscap "
				   "controllers add.");
	else if (contact->forget ? !found : source == NULL)
		err = contact_fail(
		    fault, LENS_NOT_FOUND,
		    contact->forget ? "You added no such contact."
		    : contact->bounced
			? "That is none of its contacts; 'lenscap controllers "
			  "show' has them."
			: "Say on which page you read it.");
	if (err == LENS_OK && !contact->forget)
		json_array_insert_new(list, 0, contact_json(contact, source));
	if (err == LENS_OK)
		err = contact_keep(work, to->slug, list, registry, fault);
	/* What was read is no longer so. */
	registry_close(work->registry);
	work->registry = NULL;
out:
	json_decref(list);
	free(name);
	registry_close(registry);
	return err;
}
