/*
 * case_bounced.c: a mail came back.  The address that failed is marked in the
 * record of whom the case is with, so that no later letter goes there, and the
 * next way to reach them is named.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lenscap/casework_registry.h>

#include "case_note.h"

static bool bounced_whose(void *context, const struct ledger_case *row)
{
	char **slug = context;

	free(*slug);
	*slug = base_copy(row->controller);
	return false;
}

/* The contact as the record writes it: a report may differ in capitals. */
static const char *bounced_value(const struct registry_controller *to,
				 const char *address)
{
	for (size_t i = 0; i < to->contact_count; i++)
		if (strcasecmp(to->contacts[i].value, address) == 0)
			return to->contacts[i].value;
	return NULL;
}

/* A value of several lines as one. */
static void bounced_line(const char *value, char out[IPC_TEXT_MAX])
{
	char *line = base_copy("");

	while (*value != '\0') {
		size_t size = strcspn(value, "\n");
		char *more = base_format("%.*s", (int)size, value);

		line = base_join(line, ", ", more);
		free(more);
		value += size + (value[size] != '\0');
	}
	base_printable(out, IPC_TEXT_MAX, base_view_of(line));
	free(line);
}

/* Another address, a form, or a letter. */
static void bounced_next(const struct registry_controller *to,
			 char next[IPC_TEXT_MAX])
{
	static const enum registry_medium media[] = {
	    REGISTRY_EMAIL, REGISTRY_WEBFORM, REGISTRY_LETTER};
	const struct registry_contact *contact = NULL;

	for (size_t i = 0;
	     i < sizeof(media) / sizeof(media[0]) && contact == NULL; i++)
		contact = registry_contact(to, media[i]);
	if (contact != NULL)
		bounced_line(contact->value, next);
	else if (to->opt_out.known)
		bounced_line(to->opt_out.text, next);
	else if (to->address[0] != '\0')
		bounced_line(to->address, next);
}

void case_bounced(struct casework *work, const struct casework_home *home,
		  struct casework_imported *mail)
{
	struct registry *registry = NULL;
	struct registry_fault why = {""};
	struct ledger_fault fault = {0};
	const struct registry_controller *to = NULL;
	const char *value;
	char *slug = NULL;

	if (mail->bounced[0] == '\0' ||
	    ledger_case_each(work->ledger, mail->id, bounced_whose, &slug,
			     &fault) != LENS_OK ||
	    slug == NULL ||
	    casework_registry(home, work, &why, &registry) != LENS_OK)
		goto out;
	to = registry_find(registry, slug);
	value = to ? bounced_value(to, mail->bounced) : NULL;
	if (value != NULL) {
		const struct casework_contact contact = {
		    .slug = slug, .value = value, .bounced = true};

		/* What cannot be marked is told all the same. */
		if (casework_keep_contact(home, work, &contact, &why) ==
		    LENS_OK) {
			registry_close(registry);
			registry = NULL;
			to = casework_registry(home, work, &why, &registry) ==
				     LENS_OK
				 ? registry_find(registry, slug)
				 : NULL;
		}
	}
	if (to != NULL)
		bounced_next(to, mail->next);
	if (strcasecmp(mail->next, mail->bounced) == 0)
		mail->next[0] = '\0';
out:
	registry_close(registry);
	free(slug);
}
