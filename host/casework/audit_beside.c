/*
 * audit_beside.c: what a page says of the person on its photo.  What is known
 * of the person decides whose words these are; where nothing is, it is said
 * that it could not be told.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit.h"

#define BESIDE_TEXT_MAX 1024

struct beside {
	const struct audit *audit;
	const struct audit_seen *page;
	void (*tell)(void *context, const char *kind, const char *detail,
		     bool sure);
	void *context;
};

/* ---- Words ---- */

/* Small letters, also of Latin with accents (U+00C0 to U+00DE). */
static void beside_fold(char out[BESIDE_TEXT_MAX], const char *text)
{
	size_t i = 0;

	for (; text[i] != '\0' && i + 1 < BESIDE_TEXT_MAX; i++) {
		unsigned char c = (unsigned char)text[i];
		bool accent = i > 0 && (unsigned char)text[i - 1] == 0xc3 &&
			      c >= 0x80 && c <= 0x9e && c != 0x97;

		out[i] =
		    (char)((c >= 'A' && c <= 'Z') || accent ? c + 0x20 : c);
	}
	out[i] = '\0';
}

static bool beside_is_letter(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u >= 0x80 ||
	       u == '_';
}

/* Whether a word stands in a text, both folded, by itself. */
static bool beside_has_word(const char *text, const char *word, size_t size)
{
	for (const char *at = text; *at != '\0'; at++)
		if (strncmp(at, word, size) == 0 &&
		    (at == text || !beside_is_letter(at[-1])) &&
		    !beside_is_letter(at[size]))
			return true;
	return false;
}

bool audit_has_words(const char *text, const char *words)
{
	char folded[BESIDE_TEXT_MAX], wanted[BESIDE_TEXT_MAX];
	unsigned found = 0;

	beside_fold(folded, text);
	beside_fold(wanted, words);
	for (const char *at = wanted; *at != '\0';) {
		size_t size = strcspn(at, " ,;.\t\n");

		/* A single letter stands for a name that is left out. */
		if (size > 1) {
			if (!beside_has_word(folded, at, size))
				return false;
			found++;
		}
		at += size;
		at += strspn(at, " ,;.\t\n");
	}
	return found > 0;
}

/* Whether one of several, ';' between them, stands in a text. */
static bool beside_has_one(const char *text, const char *list)
{
	while (list[0] != '\0') {
		size_t size = strcspn(list, ";\n");
		char *one = base_format("%.*s", (int)size, list);
		bool has = audit_has_words(text, one);

		free(one);
		if (has)
			return true;
		list += size + (list[size] != '\0');
	}
	return false;
}

/* ---- Whose words ---- */

static bool beside_knows_name(const struct beside *beside)
{
	return beside->audit->me.name != NULL &&
	       beside->audit->me.name[0] != '\0';
}

static bool beside_is_me(const struct beside *beside, const char *text)
{
	const struct casework_me *me = &beside->audit->me;

	return beside_knows_name(beside) && (audit_has_words(text, me->name) ||
					     beside_has_one(text, me->former));
}

static const char *beside_person_says(const struct beside *beside,
				      uint32_t group, const char *name)
{
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if ((fact->kind == IPC_PAGE_PERSON ||
		     fact->kind == IPC_PAGE_BYLINE) &&
		    fact->group == group && strcmp(fact->name, name) == 0)
			return fact->value;
	}
	return NULL;
}

/* Whether somebody described on the page is me: as far as can be told. */
enum beside_who { BESIDE_OTHER, BESIDE_MAYBE, BESIDE_ME };

static enum beside_who beside_who(const struct beside *beside, uint32_t group,
				  bool byline)
{
	static const char *const names[] = {"name", "alternateName", "email"};
	const struct casework_me *me = &beside->audit->me;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *said = beside_person_says(beside, group, names[i]);

		if (said != NULL && beside->audit->work != NULL &&
		    (beside_is_me(beside, said) ||
		     beside_has_one(said, me->handle) ||
		     (me->email[0] != '\0' && strcasestr(said, me->email)) ||
		     beside_has_one(said, me->emails)))
			return BESIDE_ME;
	}
	/* Whoever wrote a page is seldom who is shown on it. */
	if (byline || beside_knows_name(beside))
		return BESIDE_OTHER;
	return BESIDE_MAYBE;
}

/* ---- Persons of JSON-LD ---- */

static const struct {
	const char *member, *kind;
} beside_members[] = {
    {"name", "name_beside"},	       {"givenName", "name_beside"},
    {"familyName", "name_beside"},     {"alternateName", "handle_beside"},
    {"jobTitle", "work_beside"},       {"worksFor", "work_beside"},
    {"affiliation", "work_beside"},    {"memberOf", "work_beside"},
    {"alumniOf", "work_beside"},       {"homeLocation", "place_beside"},
    {"workLocation", "place_beside"},  {"address", "place_beside"},
    {"streetAddress", "place_beside"}, {"addressLocality", "place_beside"},
    {"email", "contact_beside"},       {"telephone", "contact_beside"},
    {"birthDate", "birth_beside"},     {"birthPlace", "birth_beside"},
    {"sameAs", "profiles_beside"},
};

/* How many persons the page is about. */
static unsigned beside_persons(const struct beside *beside)
{
	unsigned persons = 0;
	uint32_t last = 0;

	for (unsigned i = 0; i < beside->page->fact_count; i++)
		if (beside->page->facts[i].kind == IPC_PAGE_PERSON &&
		    beside->page->facts[i].group != last) {
			last = beside->page->facts[i].group;
			persons++;
		}
	return persons;
}

static void beside_person(const struct beside *beside,
			  const struct ipc_page_fact *fact)
{
	bool byline = fact->kind == IPC_PAGE_BYLINE;
	enum beside_who who = beside_who(beside, fact->group, byline);
	/* Of the only one that it is about, the page says so itself. */
	bool sure = who == BESIDE_ME || beside_persons(beside) == 1;

	if (who == BESIDE_OTHER)
		return;
	for (size_t i = 0; i < sizeof(beside_members) / sizeof(*beside_members);
	     i++)
		if (strcmp(beside_members[i].member, fact->name) == 0)
			beside->tell(beside->context, beside_members[i].kind,
				     fact->value, sure);
}

/* ---- Other words ---- */

/* The last line of an address with a number in it, without the number. */
static void beside_places(const struct beside *beside, const char *text)
{
	const char *line = beside->audit->me.address;

	while (line != NULL && line[0] != '\0') {
		size_t size = strcspn(line, "\n");
		char *place = base_format("%.*s", (int)size, line), *at = place;

		/* "10115 Berlin": a town comes behind its code. */
		at += strcspn(at, "0123456789");
		at += strspn(at, "0123456789-");
		at += strspn(at, " ");
		if (strlen(at) > 3 && audit_has_words(text, at))
			beside->tell(beside->context, "place_beside", at, true);
		free(place);
		line += size + (line[size] != '\0');
	}
}

static void beside_text(const struct beside *beside, const char *text)
{
	const struct casework_me *me = &beside->audit->me;
	const char *ways[] = {me->email, me->emails, me->phone};

	if (beside->audit->work == NULL || text == NULL || text[0] == '\0')
		return;
	if (beside_is_me(beside, text))
		beside->tell(beside->context, "name_beside", text, true);
	if (beside_has_one(text, me->handle))
		beside->tell(beside->context, "handle_beside", text, true);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (beside_has_one(text, ways[i]))
			beside->tell(beside->context, "contact_beside", text,
				     true);
	if (me->birth[0] != '\0' && strstr(text, me->birth) != NULL)
		beside->tell(beside->context, "birth_beside", text, true);
	beside_places(beside, text);
}

static void beside_geo(const struct beside *beside,
		       const struct ipc_page_fact *fact)
{
	static const char *const names[] = {"geo.placename", "geo.position",
					    "icbm"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], fact->name) == 0)
			beside->tell(beside->context, "place_beside",
				     fact->value, true);
}

static bool beside_is_profile(const struct beside *beside)
{
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind == IPC_PAGE_TYPE ||
		    (fact->kind == IPC_PAGE_SAYS &&
		     strcmp(fact->name, "og:type") == 0 &&
		     strcmp(fact->value, "profile") == 0))
			return true;
	}
	return false;
}

/* "profile:first_name" of Open Graph: of whoever a profile is of. */
static void beside_profile(const struct beside *beside,
			   const struct ipc_page_fact *fact)
{
	if (strncmp(fact->name, "profile:", 8) != 0 ||
	    (beside_knows_name(beside) &&
	     !audit_has_words(beside->audit->me.name, fact->value)))
		return;
	beside->tell(beside->context,
		     strcmp(fact->name, "profile:username") == 0
			 ? "handle_beside"
			 : "name_beside",
		     fact->value, true);
}

static void beside_fact(const struct beside *beside,
			const struct ipc_page_fact *fact)
{
	const struct casework_me *me = &beside->audit->me;

	switch (fact->kind) {
	case IPC_PAGE_PERSON:
	case IPC_PAGE_BYLINE:
		beside_person(beside, fact);
		break;
	case IPC_PAGE_HEADING:
		beside_text(beside, fact->value);
		break;
	case IPC_PAGE_SAYS:
		beside_text(beside, fact->value);
		beside_geo(beside, fact);
		beside_profile(beside, fact);
		break;
	case IPC_PAGE_REACH:
		beside_text(beside, fact->value);
		/* On a page of one person it is that person's. */
		if (beside_is_profile(beside) &&
		    (me->email == NULL || me->email[0] == '\0'))
			beside->tell(beside->context, "contact_beside",
				     fact->value, false);
		break;
	case IPC_PAGE_REL:
		if (strcmp(fact->name, "me") == 0)
			beside->tell(beside->context, "profiles_beside",
				     fact->value, true);
		break;
	default:
		break;
	}
}

/* The title and what the address ends in: user names stand there. */
void audit_beside(const struct audit *audit, const struct audit_seen *page,
		  void (*tell)(void *context, const char *kind,
			       const char *detail, bool sure),
		  void *context)
{
	struct beside beside = {audit, page, tell, context};
	bool words = page->title != NULL && page->title[0] != '\0';

	beside_text(&beside, page->title);
	beside_text(&beside, page->url);
	for (unsigned i = 0; i < page->fact_count; i++) {
		words |= page->facts[i].kind == IPC_PAGE_HEADING;
		beside_fact(&beside, &page->facts[i]);
	}
	if (words && !beside_knows_name(&beside))
		tell(context, "name_beside", page->title, false);
}
