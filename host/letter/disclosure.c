/* disclosure.c: what a letter hands over about the person. */
#include <string.h>

#include <jansson.h>

#include <lenscap/letter.h>

/*
 * What is known, as the members that give it away: of an object ("me.name"),
 * or of every entry of a list, which are then counted.  Members that are not
 * here tell nothing about the person; check_templates.py holds them to that.
 */
static const struct {
	const char *list, *member;
	struct letter_disclosure about;
} disclosure_rows[] = {
    {NULL,
     "me.name",
     {"name", LETTER_NEW, 1, "your name",
      "Photos are often stored without names; an alias does, as long as the "
      "answer reaches you."}},
    {NULL,
     "me.address",
     {"address", LETTER_NEW, 1, "your postal address",
      "It is needed for answers on paper only; the country is enough for the "
      "law."}},
    {NULL,
     "me.email",
     {"email", LETTER_NEW, 1, "an e-mail address",
      "The answer has to reach you; an alias made for this tells least."}},
    {NULL,
     "me.country_name",
     {"country", LETTER_NEW, 1, "the country you live in",
      "It decides which law protects you and which authority helps."}},
    {NULL,
     "me.region_name",
     {"region", LETTER_NOT_NEEDED, 1, "the region you live in",
      "It names the authority; you may leave it to your complaint."}},
    {NULL,
     "me.region_name",
     {"region_law", LETTER_NEW, 1, "the region you live in",
      "The law that you rely on is that region's own."}},
    {NULL,
     "facts.adult",
     {"adult", LETTER_NEW, 1, "that you are an adult",
      "It shows that nobody has to sign for you; for a minor, a parent "
      "writes."}},
    {NULL,
     "facts.not_informed",
     {"not_informed", LETTER_NEW, 1, "that they did not inform you",
      "It is a breach that the authority can examine."}},
    {NULL,
     "facts.for_name",
     {"for_name", LETTER_NEW, 1, "for whom you write",
      "They must know whose data these are."}},
    {NULL,
     "me.birth",
     {"birth", LETTER_NEW, 1, "your date of birth",
      "Credit bureaus tell people of one name apart by it; nobody else needs "
      "it."}},
    {NULL,
     "me.phone",
     {"phone", LETTER_NEW, 1, "a telephone number of yours",
      "Tell it only to who files people under numbers."}},
    {NULL,
     "me.handle",
     {"handle", LETTER_NEW, 1, "a user name of yours",
      "It leads to the account; others learn that it is yours."}},
    {NULL,
     "me.former",
     {"former", LETTER_NEW, 1, "a former name of yours",
      "It finds what is filed under it, and ties both names."}},
    {NULL,
     "me.emails",
     {"emails", LETTER_NEW, 1, "further e-mail addresses",
      "They find what is filed under them, and tie them to you."}},
    {NULL,
     "me.customer",
     {"customer", LETTER_HELD, 1, "a customer number",
      "They gave it to you, and find the file by it."}},
    {NULL,
     "head.letterhead",
     {"letterhead", LETTER_NEW, 1, "your letterhead, on paper",
      "It says as whom you write; a letter needs none."}},
    {NULL,
     "head.signature",
     {"signature", LETTER_NEW, 1, "a picture of your signature, on paper",
      "Whoever has it can copy it; without one there is room to sign by "
      "hand."}},
    {NULL,
     "facts.purpose",
     {"purpose", LETTER_NOT_NEEDED, 1, "why you ask, in your words",
      "Access needs no reasons; say only what they may know."}},
    {NULL,
     "facts.situation_safety",
     {"situation_kind", LETTER_NEW, 1, "that your safety is at risk",
      "An objection needs a reason that is yours; this one says no more."}},
    {NULL,
     "facts.situation_work",
     {"situation_kind", LETTER_NEW, 1, "that your work forbids recognition",
      "An objection needs a reason that is yours; this one says no more."}},
    {NULL,
     "facts.situation_minor",
     {"situation_kind", LETTER_NEW, 1, "that photos show you as a minor",
      "An objection needs a reason that is yours; this one says no more."}},
    {NULL,
     "facts.situation_private",
     {"situation_kind", LETTER_NEW, 1, "that you are no public figure",
      "An objection needs a reason that is yours; this one says no more."}},
    {NULL,
     "facts.situation",
     {"situation", LETTER_NEW, 1, "your particular situation",
      "An objection needs reasons of your own; say no more than they "
      "need."}},
    {NULL,
     "facts.rectify_what",
     {"rectify_what", LETTER_HELD, 1, "what is wrong in their records",
      "They cannot mend what they are not told."}},
    {NULL,
     "facts.rectify_to",
     {"rectify_to", LETTER_NEW, 1, "what would be right",
      "It replaces what is wrong; it stays in their records."}},
    {NULL,
     "facts.found_where",
     {"found_where", LETTER_HELD, 1, "where on their site you are",
      "It is a page of theirs, and shows that the data are there."}},
    {NULL,
     "code.text",
     {"code", LETTER_NEW, 1, "a code on a page of yours",
      "It proves that the page is yours without a document; take it down "
      "afterwards."}},
    {NULL,
     "code.url",
     {"code_page", LETTER_NEW, 1, "the address of that page",
      "It ties this letter to the page; choose one they have photos from."}},
    {"photos",
     "image",
     {"photo_addresses", LETTER_HELD, 0, "addresses of your photos",
      "They are the keys that a collector files photos under; one good one "
      "is enough."}},
    {"photos",
     "page",
     {"page_addresses", LETTER_HELD, 0, "addresses of the pages they stand on",
      "A collector keeps the page with the photo; it can lead to your "
      "profile."}},
    {"photos",
     "first_seen",
     {"first_seen", LETTER_NEW, 0, "when you first saw your photos there",
      "It helps to find them; it tells when you looked."}},
    {"photos",
     "dimensions",
     {"dimensions", LETTER_HELD, 0, "width and height of your photos",
      "It tells copies of a photo apart, and nothing about you."}},
    {"photos",
     "sha256",
     {"sha256", LETTER_HELD, 0, "SHA-256 of the files",
      "It finds the very same file and tells nothing of the picture."}},
    {"photos",
     "pdq",
     {"pdq", LETTER_NEW, 0, "PDQ fingerprints",
      "A rough shape of the picture can be guessed from one; leave it out "
      "where addresses are enough."}},
    {"photos",
     "iscc",
     {"iscc", LETTER_NEW, 0, "ISCC fingerprints",
      "Like a PDQ, it is made from the picture; leave it out where addresses "
      "are enough."}},
};

/* What only those hold who copy the web: they file photos under it. */
static const char *const disclosure_collected[] = {
    "photo_addresses", "page_addresses", "dimensions", "sha256"};

static bool disclosure_is_collected(const char *what)
{
	for (size_t i = 0;
	     i < sizeof(disclosure_collected) / sizeof(disclosure_collected[0]);
	     i++)
		if (strcmp(disclosure_collected[i], what) == 0)
			return true;
	return false;
}

static bool disclosure_is(const json_t *value)
{
	return json_is_true(value) ||
	       (json_is_string(value) && json_string_length(value) > 0);
}

static bool disclosure_is_collector(const json_t *known)
{
	static const char *const collectors[] = {"face_search", "image_search",
						 "ai_training"};
	const json_t *to = json_object_get(known, "to");

	for (size_t i = 0; i < sizeof(collectors) / sizeof(collectors[0]); i++)
		if (json_is_true(json_object_get(to, collectors[i])))
			return true;
	return false;
}

/* Of the two rows of the region one is told: which, is for the law to say. */
static bool disclosure_fits(const json_t *known, const char *what)
{
	const json_t *law = json_object_get(known, "law");
	bool own = json_is_true(json_object_get(law, "regional"));

	if (strncmp(what, "region", strlen("region")) != 0)
		return true;
	return own == (strcmp(what, "region_law") == 0);
}

static size_t disclosure_listed(json_t *known, const char *list,
				const char *member)
{
	json_t *entries = json_object_get(known, list), *entry;
	size_t i, count = 0;

	json_array_foreach(entries, i, entry) count +=
	    disclosure_is(json_object_get(entry, member));
	return count;
}

/* "me.name" */
static size_t disclosure_member(json_t *known, const char *path)
{
	char first[32] = "";
	const char *dot = strchr(path, '.');

	memcpy(first, path, (size_t)(dot - path));
	return disclosure_is(
	    json_object_get(json_object_get(known, first), dot + 1));
}

enum lens_err letter_disclosures(
    const char *known, const char *kind,
    void (*visit)(void *context, const struct letter_disclosure *disclosure),
    void *context)
{
	json_t *object = json_loads(known, 0, NULL);
	/* What whoever was asked has, the authority has not. */
	bool authority = strcmp(kind, "complaint") == 0;
	bool collector = disclosure_is_collector(object);

	if (!json_is_object(object)) {
		json_decref(object);
		return LENS_MALFORMED;
	}
	for (size_t i = 0;
	     i < sizeof(disclosure_rows) / sizeof(disclosure_rows[0]); i++) {
		struct letter_disclosure about = disclosure_rows[i].about;

		about.count =
		    disclosure_rows[i].list
			? disclosure_listed(object, disclosure_rows[i].list,
					    disclosure_rows[i].member)
			: disclosure_member(object, disclosure_rows[i].member);
		if (about.state == LETTER_HELD &&
		    (authority ||
		     (!collector && disclosure_is_collected(about.what))))
			about.state = LETTER_NEW;
		if (about.count > 0 && disclosure_fits(object, about.what))
			visit(context, &about);
	}
	json_decref(object);
	return LENS_OK;
}
