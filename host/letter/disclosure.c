/* disclosure.c: what a letter hands over about the person. */
#include <string.h>

#include <jansson.h>

#include <lenscap/letter.h>

/*
 * What is known, as the members that give it away.  A place with ".*" counts
 * the entries of a list that have the member.
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
     "facts.situation",
     {"situation", LETTER_NEW, 1, "your particular situation",
      "An objection needs reasons of your own; say no more than they "
      "need."}},
    {NULL,
     "code.text",
     {"code", LETTER_NEW, 1, "a code on a page of yours",
      "It proves that the page is yours without a document; take it down "
      "afterwards."}},
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

static bool disclosure_is(const json_t *value)
{
	return json_is_string(value) && json_string_length(value) > 0;
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
    const char *known,
    void (*visit)(void *context, const struct letter_disclosure *disclosure),
    void *context)
{
	json_t *object = json_loads(known, 0, NULL);

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
		if (about.count > 0)
			visit(context, &about);
	}
	json_decref(object);
	return LENS_OK;
}
