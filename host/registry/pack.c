/* pack.c: the table of what a pack says of itself. */
#include <stdlib.h>
#include <string.h>

#include "pack.h"

#define AT(type, member) offsetof(struct type, member)
#define TEXT(type, name, shape, member)                                        \
	{                                                                      \
		name, shape, .offset = AT(type, member)                        \
	}
#define MUST(type, name, shape, member)                                        \
	{                                                                      \
		name, shape, .required = true, .offset = AT(type, member)      \
	}
#define OBJECTS(name, member, number, entries)                                 \
	{                                                                      \
		name, RECORD_OBJECTS, .offset = AT(registry_pack, member),     \
				      .count = AT(registry_pack, number),      \
				      .table = &(entries)                      \
	}
#define END                                                                    \
	{                                                                      \
		.name = NULL                                                   \
	}

static const struct record_field introduction_fields[] = {
    MUST(registry_introduction, "language", RECORD_LANGUAGE, language),
    MUST(registry_introduction, "text", RECORD_LINES, text),
    END,
};
static const struct record_table introduction_table = {
    sizeof(struct registry_introduction), introduction_fields};

static const struct record_field withdrawal_fields[] = {
    MUST(registry_withdrawal, "slug", RECORD_SLUG, slug),
    MUST(registry_withdrawal, "contact", RECORD_LINES, contact),
    MUST(registry_withdrawal, "reason", RECORD_LINE, reason),
    MUST(registry_withdrawal, "date", RECORD_DATE, date),
    END,
};
static const struct record_table withdrawal_table = {
    sizeof(struct registry_withdrawal), withdrawal_fields};

static const struct record_field helper_fields[] = {
    MUST(registry_pack, "name", RECORD_LINE, helper_name),
    TEXT(registry_pack, "email", RECORD_EMAIL, helper_email),
    TEXT(registry_pack, "web", RECORD_URL, helper_web),
    END,
};
static const struct record_table helper_table = {0, helper_fields};

static const struct record_field pack_fields[] = {
    MUST(registry_pack, "name", RECORD_SLUG, name),
    MUST(registry_pack, "title", RECORD_LINE, title),
    MUST(registry_pack, "made", RECORD_DATE, made),
    {"version", RECORD_NUMBER, .required = true,
     .offset = AT(registry_pack, version)},
    {"helper", RECORD_OBJECT, .table = &helper_table},
    OBJECTS("introduction", introductions, introduction_count,
	    introduction_table),
    {"preset", RECORD_LIST, .offset = AT(registry_pack, preset),
     .count = AT(registry_pack, preset_count), .of = RECORD_SLUG},
    OBJECTS("withdraw", withdrawals, withdrawal_count, withdrawal_table),
    END,
};
static const struct record_table pack_table = {sizeof(struct registry_pack),
					       pack_fields};

enum lens_err pack_read(struct base_view text, struct registry_fault *fault,
			struct pack **out)
{
	struct pack *made = base_alloc(1, sizeof(*made));
	enum lens_err err = record_parse(text, fault, &made->json);

	*out = NULL;
	if (err == LENS_OK)
		err = record_read(made->json, &pack_table, RECORD_STRICT,
				  &made->public, fault);
	if (err == LENS_OK && strlen(made->public.made) != strlen("2026-11-29"))
		err = registry_say(fault, LENS_MALFORMED,
				   "In the pack, \"made\" is no whole day like "
				   "2026-11-29.");
	if (err == LENS_OK && strlen(made->public.name) >= REGISTRY_PACK_NAME)
		err = registry_say(fault, LENS_MALFORMED,
				   "The name of a pack has at most %d letters.",
				   REGISTRY_PACK_NAME - 1);
	if (err != LENS_OK) {
		pack_free(made);
		return err;
	}
	*out = made;
	return LENS_OK;
}

void pack_free(struct pack *pack)
{
	if (pack == NULL)
		return;
	record_release(&pack_table, &pack->public);
	json_decref(pack->json);
	free(pack);
}
