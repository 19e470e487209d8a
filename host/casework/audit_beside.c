/*
 * audit_beside.c: what a page says of the person on its photo.  What is known
 * of the person decides whose words these are; where nothing is, it is said
 * that it could not be told.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>

#include "audit.h"
#include "audit_birth.h"
#include "audit_fields.h"
#include "audit_words.h"
#include "place.h"

#define BESIDE_RUNNING_MAX 3 /* lines of a page's text that are told of one */

struct beside {
	const struct audit *audit;
	const struct audit_seen *page;
	void (*tell)(void *context, const char *kind, const char *detail,
		     bool sure);
	void *context;
	/* Of the page as a whole, told once: its facts are many, and each asks.
	 */
	bool profile, mine, others, named;
	bool running;	/* what is read is text that speaks of others, too */
	char *labelled; /* my name, in parts under labels; NULL: it is not */
	struct audit_birth birth;
};

/* ---- Whose words ---- */

typedef enum audit_whose beside_holds(const struct audit_words *text,
				      const char *one);

/* The surest of several, ';' between them; OTHERS where none is known. */
static enum audit_whose beside_any(beside_holds *holds,
				   const struct audit_words *text,
				   const char *list)
{
	enum audit_whose whose = AUDIT_OTHERS;

	while (list != NULL && list[0] != '\0') {
		size_t size = strcspn(list, ";\n");
		char *one = base_format("%.*s", (int)size, list);
		enum audit_whose this = holds(text, one + strspn(one, " "));

		free(one);
		whose = this > whose ? this : whose;
		list += size + (list[size] != '\0');
	}
	return whose;
}

static enum audit_whose beside_has_email(const struct audit_words *text,
					 const char *one)
{
	return audit_has_email(text, one) ? AUDIT_MINE : AUDIT_OTHERS;
}

static enum audit_whose beside_has_phone(const struct audit_words *text,
					 const char *one)
{
	return audit_has_phone(text, one) ? AUDIT_MINE : AUDIT_OTHERS;
}

static bool beside_knows_name(const struct beside *beside)
{
	return beside->audit->me.name != NULL &&
	       beside->audit->me.name[0] != '\0';
}

/* By one of the person's names, of today or of earlier. */
static enum audit_whose beside_named(const struct beside *beside,
				     beside_holds *holds,
				     const struct audit_words *text)
{
	enum audit_whose now = beside_any(holds, text, beside->audit->me.name);
	enum audit_whose then =
	    beside_any(holds, text, beside->audit->me.former);

	return now > then ? now : then;
}

static bool beside_mails(const struct beside *beside,
			 const struct audit_words *text)
{
	const struct casework_me *me = &beside->audit->me;

	return beside_any(beside_has_email, text, me->email) == AUDIT_MINE ||
	       beside_any(beside_has_email, text, me->emails) == AUDIT_MINE;
}

/* Whether a text has a name of mine, as holds tells. */
static enum audit_whose beside_text_named(const struct beside *beside,
					  beside_holds *holds, const char *text)
{
	struct audit_words *words = audit_words_of(text);
	enum audit_whose whose = beside_named(beside, holds, words);

	audit_words_free(words);
	return whose;
}

static bool beside_text_mails(const struct beside *beside, const char *text)
{
	struct audit_words *words = audit_words_of(text);
	bool mails = beside_mails(beside, words);

	audit_words_free(words);
	return mails;
}

/* What the page says of somebody, or of itself; NULL: nothing. */
static const char *beside_said(const struct beside *beside,
			       enum ipc_page_fact_kind kind, uint32_t group,
			       const char *name)
{
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind == kind && fact->group == group &&
		    strcmp(fact->name, name) == 0)
			return fact->value;
	}
	return NULL;
}

/* Somebody whom a page describes, as it names them; NULL: it does not. */
struct beside_described {
	const char *name, *first, *last, *handle, *email;
};

static enum audit_whose beside_name_of(const struct beside *beside,
				       const struct beside_described *who)
{
	char *name = who->name != NULL
			 ? base_copy(who->name)
			 : base_format("%s %s", who->first ? who->first : "",
				       who->last ? who->last : "");
	enum audit_whose whose = beside_text_named(beside, audit_is_name, name);

	/* Who is called nothing, or of whom nothing is known, may be anybody.
	 */
	if (name[strspn(name, " ")] == '\0' || !beside_knows_name(beside))
		whose = AUDIT_MAYBE;
	free(name);
	return whose;
}

static bool beside_is_handle(const struct beside *beside, const char *text)
{
	struct audit_words *words = audit_words_of(text);
	enum audit_whose whose =
	    beside_any(audit_has_handle, words, beside->audit->me.handle);

	audit_words_free(words);
	return whose == AUDIT_MINE;
}

/* Whether that is me, as far as the page's words can tell. */
static enum audit_whose beside_whose(const struct beside *beside,
				     const struct beside_described *who)
{
	enum audit_whose name = beside_name_of(beside, who);
	const char *handle = who->handle ? who->handle : "";

	if (who->email != NULL && beside_text_mails(beside, who->email))
		return AUDIT_MINE;
	/* Many sites have nothing but user names to call somebody by. */
	if (who->name != NULL && beside_is_handle(beside, who->name))
		return AUDIT_MINE;
	if (!beside_is_handle(beside, handle) &&
	    beside_text_named(beside, audit_is_name, handle) != AUDIT_MINE)
		return name;
	/* Another name with it: a pseudonym, or whoever took the same one. */
	return name == AUDIT_OTHERS ? AUDIT_MAYBE : AUDIT_MINE;
}

/* ---- Persons that the page describes ---- */

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

static enum audit_whose beside_person_whose(const struct beside *beside,
					    enum ipc_page_fact_kind kind,
					    uint32_t group)
{
	struct beside_described who = {
	    .name = beside_said(beside, kind, group, "name"),
	    .first = beside_said(beside, kind, group, "givenName"),
	    .last = beside_said(beside, kind, group, "familyName"),
	    .handle = beside_said(beside, kind, group, "alternateName"),
	    .email = beside_said(beside, kind, group, "email")};
	enum audit_whose whose = beside_whose(beside, &who);

	/* Whoever wrote a page is seldom who is shown on it. */
	return kind == IPC_PAGE_BYLINE && whose == AUDIT_MAYBE ? AUDIT_OTHERS
							       : whose;
}

/* The page's own site; the caller frees it. */
static char *beside_site(const struct beside *beside)
{
	const char *page = beside->page->url, *host = strstr(page, "://");

	host = host != NULL ? host + 3 : page;
	return base_format("%.*s", (int)strcspn(host, "/?#"), host);
}

/* As what a member counts; NULL: it says nothing of anybody. */
static const char *beside_member(const struct beside *beside,
				 const struct ipc_page_fact *fact)
{
	char *site;
	bool own;

	if (strcmp(fact->name, "name") == 0 &&
	    beside_is_handle(beside, fact->value))
		return "handle_beside";
	for (size_t i = 0; i < sizeof(beside_members) / sizeof(*beside_members);
	     i++)
		if (strcmp(beside_members[i].member, fact->name) == 0)
			return beside_members[i].kind;
	if (strcmp(fact->name, "url") != 0)
		return NULL;
	/* Somebody's page on the same site is this one, or leads to it. */
	site = beside_site(beside);
	own = place_is_at(fact->value, site);
	free(site);
	return own ? NULL : "profiles_beside";
}

static void beside_person(const struct beside *beside,
			  const struct ipc_page_fact *fact)
{
	enum audit_whose whose =
	    beside_person_whose(beside, fact->kind, fact->group);

	const char *kind = beside_member(beside, fact);

	if (whose != AUDIT_OTHERS && kind != NULL)
		beside->tell(beside->context, kind, fact->value,
			     whose == AUDIT_MINE);
}

/* "profile:first_name" of Open Graph: of whoever a profile is of.  OTHERS also
 * where the page names nobody so. */
static enum audit_whose beside_profile_whose(const struct beside *beside)
{
	static const enum ipc_page_fact_kind says = IPC_PAGE_SAYS;
	struct beside_described who = {
	    .first = beside_said(beside, says, 0, "profile:first_name"),
	    .last = beside_said(beside, says, 0, "profile:last_name"),
	    .handle = beside_said(beside, says, 0, "profile:username")};

	return who.first || who.last || who.handle ? beside_whose(beside, &who)
						   : AUDIT_OTHERS;
}

/* ---- Whose page ---- */

static bool beside_is_profile(const struct beside *beside)
{
	const char *type = beside_said(beside, IPC_PAGE_SAYS, 0, "og:type");

	return beside_said(beside, IPC_PAGE_TYPE, 0, "type") != NULL ||
	       (type != NULL && strcmp(type, "profile") == 0);
}

/* The page's only address to write to is mine. */
static bool beside_reaches_me(const struct beside *beside)
{
	unsigned mine = 0;

	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind != IPC_PAGE_REACH ||
		    strcmp(fact->name, "email") != 0)
			continue;
		if (!beside_text_mails(beside, fact->value))
			return false;
		mine++;
	}
	return mine > 0;
}

/* Whether whoever it is of is named on a page that is somebody's. */
static bool beside_is_titled(const struct beside *beside, const char *text)
{
	struct audit_words *words = audit_words_of(text ? text : "");
	bool titled = beside_knows_name(beside) &&
		      audit_is_titled(words, beside->audit->me.name);

	audit_words_free(words);
	return titled;
}

/*
 * Whether the page is of mine: named by me, written by me, or reaching nobody
 * else.  An article that is about somebody is not theirs.
 */
static bool beside_is_my_page(const struct beside *beside)
{
	const char *type = beside_said(beside, IPC_PAGE_SAYS, 0, "og:type");
	const char *author = beside_said(beside, IPC_PAGE_SAYS, 0, "author");

	if (beside->audit->work == NULL ||
	    (type != NULL && strcmp(type, "article") == 0))
		return false;
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind == IPC_PAGE_PERSON && beside->profile &&
		    beside_person_whose(beside, fact->kind, fact->group) ==
			AUDIT_MINE)
			return true;
		if (fact->kind == IPC_PAGE_HEADING &&
		    strcmp(fact->name, "h1") == 0 &&
		    beside_is_titled(beside, fact->value))
			return true;
	}
	return beside_is_titled(beside, beside->page->title) ||
	       beside_reaches_me(beside) ||
	       (author != NULL &&
		beside_text_named(beside, audit_is_name, author) == AUDIT_MINE);
}

/* Whether those that the page describes are all others. */
static bool beside_is_others(const struct beside *beside)
{
	static const enum ipc_page_fact_kind says = IPC_PAGE_SAYS;
	bool described =
	    beside_said(beside, says, 0, "profile:first_name") != NULL ||
	    beside_said(beside, says, 0, "profile:last_name") != NULL;

	if (beside_profile_whose(beside) != AUDIT_OTHERS)
		return false;
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind != IPC_PAGE_PERSON)
			continue;
		described = true;
		if (beside_person_whose(beside, fact->kind, fact->group) !=
		    AUDIT_OTHERS)
			return false;
	}
	return described;
}

/* ---- Other words ---- */

static void beside_tell(const struct beside *beside, const char *kind,
			const char *text, enum audit_whose whose)
{
	if (whose != AUDIT_OTHERS)
		beside->tell(beside->context, kind, text, whose == AUDIT_MINE);
}

/* Whether a text speaks of me: it names me, or stands on a page of mine. */
static bool beside_is_of_me(const struct beside *beside,
			    const struct audit_words *text)
{
	return beside_named(beside, audit_has_name, text) == AUDIT_MINE ||
	       beside->mine;
}

/* ---- Where I live ---- */

static bool beside_has_digit(const char *word, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return true;
	return false;
}

/* "AB" of "1012 AB Amsterdam", "IL" of "Springfield, IL 62704". */
static bool beside_is_letters(const char *word, size_t size)
{
	return size == 2 && word[0] >= 'A' && word[0] <= 'Z' &&
	       word[1] >= 'A' && word[1] <= 'Z';
}

/* Whether a code of the post ends a line: "London SW1A 1AA", "Montreal H2Y
 * 1C6", "IL 62704"; a street ends in the number of a house. */
static bool beside_is_code(const char *word, size_t size)
{
	bool letters = false;

	for (size_t i = 0; i < size; i++)
		letters |= word[i] >= 'A' && word[i] <= 'Z';
	return beside_has_digit(word, size) &&
	       ((letters && size == 3) || size >= 5);
}

/* Whether a line that a number begins is a street: "12 rue de la Paix", "1600
 * Pennsylvania Avenue"; a code of the post has more digits, and names a town.
 */
static bool beside_is_street(const char *line)
{
	static const char *const kinds[] = {
	    "street", "st",   "avenue", "ave",	     "road",	"rd",
	    "drive",  "dr",   "lane",	"ln",	     "court",	"ct",
	    "place",  "blvd", "way",	"boulevard", "broadway"};
	size_t digits = strspn(line, "0123456789"), words = 0;
	struct audit_words *split = audit_words_of(line);
	bool street = false;

	for (const char *at = line; (at = strchr(at, ' ')) != NULL; at++)
		words++;
	if (line[digits] == ' ' && digits < 4)
		digits += strspn(line + digits + 1, "0123456789");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		street |= audit_has_words(split, kinds[i]) != AUDIT_OTHERS;
	audit_words_free(split);
	/* Iceland's codes have three digits. */
	return digits > 0 &&
	       (street || digits < 3 || (digits == 3 && words > 1));
}

/*
 * The town of a line of an address, without its code: "10115 Berlin", "411 22
 * Göteborg", "London SW1A 1AA".  NULL: it is a street.  The caller frees it.
 */
static char *beside_town(const char *line)
{
	size_t size = strlen(line), word;
	const char *town = line;
	bool code = false;

	if (beside_is_street(line))
		return NULL;
	while (beside_has_digit(town, word = strcspn(town, " ")) ||
	       (town != line && beside_is_letters(town, word)))
		town += word + strspn(town + word, " ");
	size -= (size_t)(town - line);
	while (size > 0) {
		word = size;
		while (word > 0 && town[word - 1] != ' ')
			word--;
		code |= beside_is_code(town + word, size - word);
		if (!code || !(beside_has_digit(town + word, size - word) ||
			       beside_is_letters(town + word, size - word)))
			break;
		size = word;
		while (size > 0 && strchr(" ,", town[size - 1]) != NULL)
			size--;
	}
	/* Digits that are no code are a house's. */
	return beside_has_digit(town, size)
		   ? NULL
		   : base_format("%.*s", (int)size, town);
}

/*
 * One line of my address.  Its street and number say where I live wherever
 * they stand.  A town is also where others are and things happen: it is mine
 * where it stands by itself, and what stands there is of me.
 */
static void beside_town_stands(const struct beside *beside,
			       const struct audit_words *text, const char *town)
{
	enum audit_whose whose = audit_has_words(text, town);
	bool alone = whose == AUDIT_MINE;

	if (alone && !beside_is_of_me(beside, text))
		whose = AUDIT_MAYBE;
	if (whose == AUDIT_MAYBE &&
	    (beside->others ||
	     (beside->running && !(alone && beside->named) &&
	      beside_named(beside, audit_has_name, text) != AUDIT_MINE)))
		return;
	beside_tell(beside, "place_beside", town, whose);
}

static void beside_line(const struct beside *beside,
			const struct audit_words *text, const char *line)
{
	char *town = beside_town(line);

	if (town == NULL && audit_has_words(text, line) != AUDIT_OTHERS)
		beside_tell(beside, "place_beside", line, AUDIT_MINE);
	else if (town != NULL && strlen(town) > 3)
		beside_town_stands(beside, text, town);
	free(town);
}

static void beside_places(const struct beside *beside,
			  const struct audit_words *text)
{
	const char *line = beside->audit->me.address;

	while (line != NULL && line[0] != '\0') {
		size_t size = strcspn(line, "\n");
		char *one = base_format("%.*s", (int)size, line);

		beside_line(beside, text, one);
		free(one);
		line += size + (line[size] != '\0');
	}
}

/* What an address of a page, too, can say of somebody. */
static void beside_identity(const struct beside *beside, const char *text,
			    const struct audit_words *words)
{
	const struct casework_me *me = &beside->audit->me;

	beside_tell(beside, "name_beside", text,
		    beside_named(beside, audit_has_name, words));
	beside_tell(beside, "handle_beside", text,
		    beside_any(audit_has_handle, words, me->handle));
	if (beside_mails(beside, words))
		beside_tell(beside, "contact_beside", text, AUDIT_MINE);
}

/* Where an address that has an ending has it. */
static size_t beside_ending(const char *address)
{
	size_t at = base_address_head(base_view_of(address)).size;

	while (at > 0 && address[at - 1] != '.')
		at--;
	return at > 0 ? at - 1 : 0;
}

static void beside_address(const struct beside *beside, const char *address)
{
	struct audit_words *words;
	char *read;

	if (beside->audit->work == NULL || address == NULL)
		return;
	read = base_address_words(address);
	/* What its file is called ends before the kind of the file. */
	if (base_address_has_ending(base_view_of(read)))
		read[beside_ending(read)] = '|';
	words = audit_words_of(read);
	beside_identity(beside, address, words);
	audit_words_free(words);
	free(read);
}

static void beside_text(const struct beside *beside, const char *text)
{
	const struct casework_me *me = &beside->audit->me;
	struct audit_words *words;

	if (beside->audit->work == NULL || text == NULL || text[0] == '\0')
		return;
	words = audit_words_of(text);
	beside_identity(beside, text, words);
	beside_tell(beside, "contact_beside", text,
		    beside_any(beside_has_phone, words, me->phone));
	/* The day is others' too, who seldom stand where I am named. */
	if (audit_has_birth(words, &beside->birth))
		beside_tell(beside, "birth_beside", text,
			    beside->named || beside_is_of_me(beside, words)
				? AUDIT_MINE
				: AUDIT_MAYBE);
	beside_places(beside, words);
	audit_words_free(words);
}

/* ---- What a page has to be read ---- */

/* A line names me, or tells of nothing that only may be of me. */
struct beside_running {
	const struct beside *beside;
	bool named;
	unsigned count;
	struct {
		const char *kind;
		unsigned told;
	} kinds[8];
};

static void beside_tell_running(void *context, const char *kind,
				const char *detail, bool sure)
{
	struct beside_running *running = context;
	size_t most = sizeof(running->kinds) / sizeof(running->kinds[0]);
	unsigned i = 0;

	if (!sure && !running->named && strcmp(kind, "place_beside") != 0)
		return;
	while (i < running->count && strcmp(running->kinds[i].kind, kind) != 0)
		i++;
	if (i == most)
		return;
	if (i == running->count)
		running->kinds[running->count++].kind = kind;
	if (running->kinds[i].told++ < BESIDE_RUNNING_MAX)
		running->beside->tell(running->beside->context, kind, detail,
				      sure);
}

/* A link to another site with a user name of mine in it: my profile there; or
 * one that calls me.  What is shared is not where it is shared to. */
static void beside_link(const struct beside *beside, const char *address)
{
	const struct casework_me *me = &beside->audit->me;
	char *site = beside_site(beside);
	char *path = base_format("%.*s", (int)strcspn(address, "?#"), address);
	struct audit_words *words = audit_words_of(address);

	if (!place_is_at(address, site) && beside_is_handle(beside, path))
		beside_tell(beside, "profiles_beside", address, AUDIT_MINE);
	beside_tell(beside, "contact_beside", address,
		    beside_any(beside_has_phone, words, me->phone));
	audit_words_free(words);
	free(path);
	free(site);
}

/* Running text says much of others: what only may be of me is left out, but
 * where it names me. */
static void beside_text_running(const struct beside *beside)
{
	struct beside_running running = {.beside = beside};
	struct beside within = *beside;

	within.tell = beside_tell_running;
	within.context = &running;
	within.running = true;
	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];

		if (fact->kind != IPC_PAGE_LINE)
			continue;
		running.named = beside_text_named(beside, audit_has_name,
						  fact->value) == AUDIT_MINE;
		if (strcmp(fact->name, "link") == 0)
			beside_link(&within, fact->value);
		else
			beside_text(&within, fact->value);
	}
}

/* What a photo's own address says: "/jane-doe.jpg". */
static void beside_files(const struct beside *beside)
{
	const struct audit *audit = beside->audit;
	struct beside_running running = {.beside = beside};
	struct beside within = *beside;

	within.tell = beside_tell_running;
	within.context = &running;
	for (size_t i = 0; i < audit->count; i++)
		if (audit->seen[i].mine_count > 0 &&
		    strcmp(audit->seen[i].page, beside->page->url) == 0)
			beside_address(&within, audit->seen[i].url);
}

/* ---- Other facts ---- */

/* Where a page places itself: on a profile perhaps where its person is. */
static void beside_geo(const struct beside *beside,
		       const struct ipc_page_fact *fact)
{
	static const char *const names[] = {"geo.placename", "geo.position",
					    "icbm"};

	if (beside->others || (!beside->profile && !beside->mine))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], fact->name) == 0)
			beside_tell(beside, "place_beside", fact->value,
				    AUDIT_MAYBE);
}

/* rel=me: the profiles of whoever the page is of. */
static void beside_rel(const struct beside *beside,
		       const struct ipc_page_fact *fact)
{
	enum audit_whose whose = AUDIT_MAYBE;

	if (strcmp(fact->name, "me") != 0)
		return;
	if (beside->mine || beside_is_handle(beside, fact->value))
		whose = AUDIT_MINE;
	else if (beside->others)
		whose = AUDIT_OTHERS;
	beside_tell(beside, "profiles_beside", fact->value, whose);
}

static void beside_reach(const struct beside *beside,
			 const struct ipc_page_fact *fact)
{
	const struct casework_me *me = &beside->audit->me;

	beside_text(beside, fact->value);
	/* On a page of one person it is perhaps that person's. */
	if ((me->email == NULL || me->email[0] == '\0') && beside->profile &&
	    !beside->others)
		beside_tell(beside, "contact_beside", fact->value, AUDIT_MAYBE);
}

static void beside_fact(const struct beside *beside,
			const struct ipc_page_fact *fact)
{
	switch (fact->kind) {
	case IPC_PAGE_PERSON:
	case IPC_PAGE_BYLINE:
		beside_person(beside, fact);
		break;
	case IPC_PAGE_HEADING:
		beside_text(beside, fact->value);
		break;
	case IPC_PAGE_SAYS:
		if (strncmp(fact->name, "profile:", 8) == 0) {
			beside_tell(beside,
				    strcmp(fact->name + 8, "username") == 0
					? "handle_beside"
					: "name_beside",
				    fact->value, beside_profile_whose(beside));
			break;
		}
		beside_text(beside, fact->value);
		beside_geo(beside, fact);
		break;
	case IPC_PAGE_REACH:
		beside_reach(beside, fact);
		break;
	case IPC_PAGE_REL:
		beside_rel(beside, fact);
		break;
	default:
		break;
	}
}

/* My name where its parts stand under labels; NULL: they do not. */
static char *beside_labelled(const struct beside *beside)
{
	struct audit_fields fields = {.age = 0};

	for (unsigned i = 0; i < beside->page->fact_count; i++) {
		const struct ipc_page_fact *fact = &beside->page->facts[i];
		struct audit_words *words;
		char *name;

		if (fact->kind != IPC_PAGE_LINE ||
		    strcmp(fact->name, "text") != 0)
			continue;
		words = audit_words_of(fact->value);
		name = audit_fields_line(&fields, fact->value, words);
		audit_words_free(words);
		if (name != NULL && beside_text_named(beside, audit_has_name,
						      name) == AUDIT_MINE)
			return name;
		free(name);
	}
	return NULL;
}

/* Whether the page names me anywhere. */
static bool beside_names_me(const struct beside *beside)
{
	const struct audit_seen *page = beside->page;

	if (page->title != NULL && beside_text_named(beside, audit_has_name,
						     page->title) == AUDIT_MINE)
		return true;
	for (unsigned i = 0; i < page->fact_count; i++)
		if ((page->facts[i].kind == IPC_PAGE_HEADING ||
		     page->facts[i].kind == IPC_PAGE_LINE) &&
		    beside_text_named(beside, audit_has_name,
				      page->facts[i].value) == AUDIT_MINE)
			return true;
	return false;
}

static const struct law_set *beside_laws(const struct audit *audit)
{
	const struct law_set *laws = NULL;

	/* Without them a day is known by its numbers alone. */
	if (audit->work != NULL &&
	    casework_laws(audit->work, audit->fault, &laws) != LENS_OK)
		return NULL;
	return laws;
}

/* ---- A page with its frames ---- */

static bool beside_is_within(const struct audit_seen *page,
			     const struct audit_seen *seen)
{
	return seen != page && seen->read && strcmp(seen->page, page->url) == 0;
}

/* What another document says: its persons are others than those so far, and
 * what it is, the page around it is not. */
static void beside_add(struct audit_seen *whole, const struct audit_seen *seen,
		       uint32_t groups)
{
	static char line[] = "text";

	for (unsigned i = 0; i < seen->fact_count; i++) {
		struct ipc_page_fact fact = seen->facts[i];

		if (fact.kind == IPC_PAGE_SAYS || fact.kind == IPC_PAGE_TYPE)
			continue;
		if (fact.kind == IPC_PAGE_HEADING) {
			fact.kind = IPC_PAGE_LINE;
			fact.name = line;
		}
		fact.group += fact.group > 0 ? groups : 0;
		whole->facts[whole->fact_count++] = fact;
	}
	whole->facts[whole->fact_count++] =
	    (struct ipc_page_fact){IPC_PAGE_LINE, 0, line, seen->title};
}

static uint32_t beside_groups(const struct audit_seen *seen)
{
	uint32_t most = 0;

	for (unsigned i = 0; i < seen->fact_count; i++)
		most =
		    seen->facts[i].group > most ? seen->facts[i].group : most;
	return most;
}

/*
 * What is read on a page, that of its frames with it; a frame's title is one
 * more line.  Only the list of facts is whole's own.
 */
static struct audit_seen beside_whole(const struct audit *audit,
				      const struct audit_seen *page)
{
	struct audit_seen whole = *page;
	uint32_t groups = beside_groups(page);
	size_t count = page->fact_count;

	for (size_t i = 0; i < audit->count; i++)
		if (beside_is_within(page, &audit->seen[i]))
			count += audit->seen[i].fact_count + 1;
	whole.facts = base_alloc(count, sizeof(*whole.facts));
	for (unsigned i = 0; i < page->fact_count; i++)
		whole.facts[i] = page->facts[i];
	for (size_t i = 0; i < audit->count; i++) {
		const struct audit_seen *seen = &audit->seen[i];

		if (!beside_is_within(page, seen))
			continue;
		beside_add(&whole, seen, groups);
		groups += beside_groups(seen);
	}
	return whole;
}

/* The title and what the address ends in: user names stand there. */
static void beside_page(struct beside *beside)
{
	const struct audit *audit = beside->audit;
	const struct audit_seen *page = beside->page;
	bool words = page->title != NULL && page->title[0] != '\0';

	beside->profile = beside_is_profile(beside);
	beside->mine = beside_is_my_page(beside);
	beside->others = beside_is_others(beside);
	if (audit->work != NULL)
		beside->labelled = beside_labelled(beside);
	beside->named = beside->labelled != NULL || beside_names_me(beside);
	beside_text(beside, page->title);
	beside_address(beside, page->url);
	for (unsigned i = 0; i < page->fact_count; i++) {
		words |= page->facts[i].kind == IPC_PAGE_HEADING;
		beside_fact(beside, &page->facts[i]);
	}
	beside_files(beside);
	beside_text_running(beside);
	if (beside->labelled != NULL)
		beside_tell(beside, "name_beside", beside->labelled,
			    AUDIT_MINE);
	if (words && !beside_knows_name(beside))
		beside_tell(beside, "name_beside", page->title, AUDIT_MAYBE);
}

void audit_beside(const struct audit *audit, const struct audit_seen *page,
		  void (*tell)(void *context, const char *kind,
			       const char *detail, bool sure),
		  void *context)
{
	struct audit_seen whole = beside_whole(audit, page);
	struct beside beside = {
	    .audit = audit, .page = &whole, .tell = tell, .context = context};

	audit_birth_init(&beside.birth, beside_laws(audit),
			 audit->me.birth ? audit->me.birth : "");
	beside_page(&beside);
	free(beside.labelled);
	free(whole.facts);
}
