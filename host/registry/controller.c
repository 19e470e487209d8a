/* controller.c: the table of a controller's members, and what follows. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "record.h"

/* ---- Members ---- */

#define AT(type, member) offsetof(struct type, member)
#define END                                                                    \
	{                                                                      \
		.name = NULL                                                   \
	}
#define TEXT(name, shape, type, member)                                        \
	{                                                                      \
		name, shape, .offset = AT(type, member)                        \
	}
#define MUST(name, shape, type, member)                                        \
	{                                                                      \
		name, shape, .required = true, .offset = AT(type, member)      \
	}
#define LIST(name, shape, type, member, number)                                \
	{                                                                      \
		name, RECORD_LIST, .offset = AT(type, member),                 \
				   .count = AT(type, number), .of = shape      \
	}
#define OBJECTS(name, with, type, member, number)                              \
	{                                                                      \
		name, RECORD_OBJECTS, .offset = AT(type, member),              \
				      .count = AT(type, number),               \
				      .table = &with                           \
	}
#define SOURCE(type, source_of)                                                \
	MUST("source", RECORD_URL, type, source_of.url),                       \
	    MUST("date", RECORD_DATE, type, source_of.date),                   \
	    TEXT("source-date", RECORD_DATE, type, source_of.of),              \
	{                                                                      \
		"verified", RECORD_BOOL,                                       \
		    .required = true, .offset = AT(type, source_of.verified)   \
	}
#define WORD(name, words, type, member)                                        \
	{                                                                      \
		name, RECORD_WORD, .required = true,                           \
				   .offset = AT(type, member), .word = words   \
	}

static const char *controller_medium(unsigned i)
{
	return i < REGISTRY_MEDIA ? registry_medium_name(i) : NULL;
}

static const char *controller_state(unsigned i)
{
	return i < REGISTRY_STATES ? registry_state_name(i) : NULL;
}

static const char *controller_kind(unsigned i)
{
	return i < REGISTRY_KINDS ? registry_kind_name(i) : NULL;
}

static const struct record_field contact_fields[] = {
    WORD("type", controller_medium, registry_contact, medium),
    WORD("state", controller_state, registry_contact, state),
    MUST("value", RECORD_LINES, registry_contact, value),
    TEXT("note", RECORD_LINE, registry_contact, note),
    SOURCE(registry_contact, source),
    END,
};
static const struct record_table contact_table = {
    sizeof(struct registry_contact), contact_fields};

static const struct record_field representative_fields[] = {
    MUST("territory", RECORD_COUNTRY, registry_representative, territory),
    {"named", RECORD_BOOL, .required = true,
     .offset = AT(registry_representative, named)},
    TEXT("name", RECORD_LINE, registry_representative, name),
    TEXT("address", RECORD_LINES, registry_representative, address),
    TEXT("email", RECORD_EMAIL, registry_representative, email),
    SOURCE(registry_representative, source),
    END,
};
static const struct record_table representative_table = {
    sizeof(struct registry_representative), representative_fields};

static const struct record_field claim_fields[] = {
    {"holds", RECORD_BOOL, .offset = AT(registry_claim, holds)},
    MUST("text", RECORD_LINE, registry_claim, text),
    SOURCE(registry_claim, source),
    END,
};
static const struct record_table claim_table = {sizeof(struct registry_claim),
						claim_fields};

static const struct record_field decision_fields[] = {
    TEXT("authority", RECORD_SLUG, registry_decision, authority),
    MUST("by", RECORD_LINE, registry_decision, by),
    MUST("decided", RECORD_DATE, registry_decision, date),
    TEXT("reference", RECORD_LINE, registry_decision, reference),
    TEXT("amount", RECORD_LINE, registry_decision, amount),
    TEXT("kind", RECORD_SLUG, registry_decision, kind),
    TEXT("about", RECORD_DATE, registry_decision, about),
    MUST("outcome", RECORD_LINE, registry_decision, outcome),
    LIST("articles", RECORD_LINE, registry_decision, articles, article_count),
    SOURCE(registry_decision, source),
    END,
};
static const struct record_table decision_table = {
    sizeof(struct registry_decision), decision_fields};

static const struct record_field element_fields[] = {
    MUST("desc", RECORD_LINE, registry_element, description),
    MUST("type", RECORD_LINE, registry_element, type),
    {"optional", RECORD_BOOL, .offset = AT(registry_element, optional)},
    END,
};
static const struct record_table element_table = {
    sizeof(struct registry_element), element_fields};

#define CLAIM(name, member)                                                    \
	{                                                                      \
		name, RECORD_OBJECT,                                           \
		    .offset = AT(registry_controller, member),                 \
		    .count = AT(registry_controller, member.known),            \
		    .table = &claim_table                                      \
	}

/* What Datenanfragen's schema lacks. */
static const struct record_field controller_overlay_fields[] = {
    WORD("kind", controller_kind, registry_controller, kind),
    MUST("checked", RECORD_DATE, registry_controller, provenance.date),
    TEXT("region", RECORD_SLUG, registry_controller, region),
    OBJECTS("contacts", contact_table, registry_controller, contacts,
	    contact_count),
    OBJECTS("representatives", representative_table, registry_controller,
	    representatives, representative_count),
    OBJECTS("decisions", decision_table, registry_controller, decisions,
	    decision_count),
    CLAIM("asks-for-photo", asks_for_photo),
    CLAIM("asks-for-id", asks_for_id),
    CLAIM("says-it-needs", says_it_needs),
    CLAIM("milder-key", milder_key),
    CLAIM("opt-out", opt_out),
    END,
};
static const struct record_table controller_overlay_table = {
    0, controller_overlay_fields};

#define OURS(name, shape, member) TEXT(name, shape, registry_controller, member)
static const struct record_field controller_fields[] = {
    MUST("slug", RECORD_SLUG, registry_controller, slug),
    MUST("name", RECORD_LINE, registry_controller, name),
    LIST("runs", RECORD_LINE, registry_controller, runs, runs_count),
    LIST("categories", RECORD_LINE, registry_controller, categories,
	 category_count),
    LIST("relevant-countries", RECORD_COUNTRY, registry_controller, countries,
	 country_count),
    OURS("address", RECORD_LINES, address),
    OURS("email", RECORD_EMAIL, email),
    OURS("webform", RECORD_URL, webform),
    OURS("phone", RECORD_LINE, phone),
    OURS("fax", RECORD_LINE, fax),
    OURS("web", RECORD_URL, web),
    OURS("pgp-fingerprint", RECORD_LINE, pgp_fingerprint),
    OURS("pgp-url", RECORD_URL, pgp_url),
    OURS("request-language", RECORD_LANGUAGE, language),
    OURS("suggested-transport-medium", RECORD_LINE, medium),
    {"needs-id-document", RECORD_BOOL,
     .offset = AT(registry_controller, needs_id_document)},
    OURS("custom-access-template", RECORD_LINE, access_template),
    OURS("custom-erasure-template", RECORD_LINE, erasure_template),
    OURS("custom-rectification-template", RECORD_LINE, rectification_template),
    OURS("custom-objection-template", RECORD_LINE, objection_template),
    OBJECTS("required-elements", element_table, registry_controller, elements,
	    element_count),
    LIST("sources", RECORD_URL, registry_controller, sources, source_count),
    LIST("comments", RECORD_LINES, registry_controller, comments,
	 comment_count),
    MUST("quality", RECORD_LINE, registry_controller, quality),
    OURS("reason", RECORD_LINE, reason),
    OURS("redirect-to", RECORD_SLUG, redirect),
    {.name = "facet-group", .shape = RECORD_IGNORED},
    {.name = "nsfw", .shape = RECORD_IGNORED},
    {"lenscap", RECORD_OBJECT, .table = &controller_overlay_table},
    END,
};
static const struct record_table controller_table = {
    sizeof(struct registry_controller), controller_fields};

/* ---- What follows from them ---- */

static bool controller_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static enum lens_err controller_check(const struct registry_controller *c,
				      enum record_mind mind,
				      struct registry_fault *fault)
{
	static const char *const qualities[] = {N_("tested"),	N_("verified"),
						"imported",	N_("scraped"),
						N_("obsolete"), NULL};
	static const char *const media[] = {"",	       "email", "letter",
					    "webform", "fax",	NULL};
	bool obsolete = strcmp(c->quality, "obsolete") == 0;
	const char *what = NULL;

	if (!controller_one_of(c->quality, qualities))
		what = "\"quality\" is none of tested, verified, imported, "
		       "scraped and obsolete";
	else if (!controller_one_of(c->medium, media))
		what = "\"suggested-transport-medium\" is none of email, "
		       "letter, webform and fax";
	else if (mind != RECORD_OWN && c->source_count == 0)
		what = "no source is named";
	else if (!obsolete && c->country_count == 0)
		what = "no country is named";
	else if (obsolete && c->reason[0] == '\0')
		what = "the reason is missing why it is obsolete";
	if (what == NULL)
		return LENS_OK;
	return registry_say(fault, LENS_MALFORMED, "In %s, %s.", c->slug,
			    base_said(what));
}

/* The record's plain member for a medium: "email", "address", ... */
static const char **controller_plain(struct registry_controller *c,
				     enum registry_medium medium)
{
	const char **const plain[] = {
	    [REGISTRY_EMAIL] = &c->email,     [REGISTRY_LETTER] = &c->address,
	    [REGISTRY_WEBFORM] = &c->webform, [REGISTRY_FAX] = &c->fax,
	    [REGISTRY_PHONE] = &c->phone,
	};

	return plain[medium];
}

static enum lens_err
controller_check_contacts(const struct registry_controller *c,
			  struct registry_fault *fault)
{
	for (size_t i = 0; i < c->contact_count; i++) {
		const struct registry_contact *at = &c->contacts[i];
		bool email = strchr(at->value, '@') != NULL &&
			     strpbrk(at->value, " \n,;<>\"") == NULL;
		bool form = strncmp(at->value, "https://", 8) == 0 ||
			    strncmp(at->value, "http://", 7) == 0;

		if ((at->medium == REGISTRY_EMAIL && !email) ||
		    (at->medium == REGISTRY_WEBFORM && !form))
			return registry_say(fault, LENS_MALFORMED,
					    "In %s, a contact is not of its "
					    "type.",
					    c->slug);
	}
	return LENS_OK;
}

static bool controller_listed(const struct registry_controller *c,
			      enum registry_medium medium, const char *value)
{
	for (size_t i = 0; i < c->contact_count; i++)
		if (c->contacts[i].medium == medium &&
		    strcmp(c->contacts[i].value, value) == 0)
			return true;
	return false;
}

/*
 * The plain members are contacts too, unless the overlay says more of them;
 * their source is the record's, and a machine's record is not verified.
 */
static void controller_add_plain(struct registry_controller *c)
{
	bool verified = strcmp(c->quality, "verified") == 0 ||
			strcmp(c->quality, "tested") == 0;
	struct registry_contact *all =
	    base_alloc(c->contact_count + REGISTRY_MEDIA, sizeof(*all));
	size_t count = 0;

	for (unsigned m = 0; m < REGISTRY_MEDIA; m++) {
		const char *value = *controller_plain(c, m);

		if (value[0] == '\0' || controller_listed(c, m, value))
			continue;
		all[count++] = (struct registry_contact){
		    .medium = m,
		    .state = verified ? REGISTRY_CURRENT : REGISTRY_UNVERIFIED,
		    .value = value,
		    .note = "",
		    .source = {c->source_count > 0 ? c->sources[0] : "",
			       c->provenance.date, verified, ""},
		};
	}
	if (c->contact_count > 0)
		memcpy(all + count, c->contacts,
		       c->contact_count * sizeof(*all));
	free(c->contacts);
	c->contacts = all;
	c->contact_count += count;
}

/* Current ones first, e-mail before letters before forms. */
static unsigned controller_rank(const struct registry_contact *contact)
{
	return contact->state * REGISTRY_MEDIA + contact->medium;
}

/* Stable: the record's own order among contacts of one rank. */
static void controller_best_first(struct registry_controller *c)
{
	for (size_t i = 1; i < c->contact_count; i++) {
		struct registry_contact moving = c->contacts[i];
		size_t to = i;

		for (; to > 0 && controller_rank(&c->contacts[to - 1]) >
				     controller_rank(&moving);
		     to--)
			c->contacts[to] = c->contacts[to - 1];
		c->contacts[to] = moving;
	}
}

/* The plain members are what may be used; the contacts know the rest. */
static void controller_settle(struct registry_controller *c)
{
	c->contact_unknown = true;
	for (unsigned m = 0; m < REGISTRY_MEDIA; m++) {
		const struct registry_contact *use = registry_contact(c, m);

		*controller_plain(c, m) = use != NULL ? use->value : "";
		if (use != NULL && m != REGISTRY_PHONE)
			c->contact_unknown = false;
	}
}

/* What the categories of a foreign record say of its kind. */
static void controller_guess_kind(struct record_controller *made)
{
	static const struct {
		const char *category;
		enum registry_kind kind;
	} kinds[] = {
	    {"social media", REGISTRY_SOCIAL_NETWORK},
	    {"addresses", REGISTRY_DATA_BROKER},
	    {"credit agency", REGISTRY_DATA_BROKER},
	};
	struct registry_controller *c = &made->public;

	if (json_object_get(made->json, "lenscap") != NULL)
		return;
	for (size_t k = sizeof(kinds) / sizeof(*kinds); k > 0; k--)
		for (size_t i = 0; i < c->category_count; i++)
			if (strcmp(c->categories[i], kinds[k - 1].category) ==
			    0)
				c->kind = kinds[k - 1].kind;
}

/* ---- Reading ---- */

enum lens_err controller_read(struct base_view text, enum record_mind mind,
			      struct registry_fault *fault,
			      struct record_controller **out)
{
	struct record_controller *made = base_alloc(1, sizeof(*made));
	enum lens_err err = record_parse(text, fault, &made->json);

	*out = NULL;
	made->public.provenance.set = made->public.provenance.date = "";
	if (err == LENS_OK)
		err = record_read(made->json, &controller_table, mind,
				  &made->public, fault);
	if (err == LENS_OK)
		err = controller_check(&made->public, mind, fault);
	if (err == LENS_OK)
		err = controller_check_contacts(&made->public, fault);
	if (err != LENS_OK) {
		controller_free(made);
		return err;
	}
	controller_guess_kind(made);
	controller_add_plain(&made->public);
	controller_best_first(&made->public);
	controller_settle(&made->public);
	*out = made;
	return LENS_OK;
}

void controller_withdraw(struct record_controller *controller,
			 const char *value, const char *reason,
			 const char *date)
{
	struct registry_controller *c = &controller->public;

	for (size_t i = 0; i < c->contact_count; i++) {
		struct registry_contact *contact = &c->contacts[i];

		if (strcmp(contact->value, value) != 0)
			continue;
		contact->state = REGISTRY_BOUNCED;
		contact->note = reason;
		contact->source.date = date;
	}
	controller_best_first(c);
	controller_settle(c);
}

void controller_free(struct record_controller *controller)
{
	if (controller == NULL)
		return;
	record_release(&controller_table, &controller->public);
	json_decref(controller->json);
	free(controller);
}
