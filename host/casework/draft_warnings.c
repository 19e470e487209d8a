/* draft_warnings.c: what the person should know before a letter is sent. */
#include <string.h>

#include "draft.h"

static const struct registry_contact *
warns_email(const struct letter_context *letter)
{
	return registry_contact(letter->to, REGISTRY_EMAIL);
}

static bool warns_form(const struct letter_context *letter)
{
	return registry_contact(letter->to, REGISTRY_WEBFORM) != NULL ||
	       letter->to->opt_out.known;
}

static bool warns_no_contact(const struct letter_context *letter)
{
	return warns_email(letter) == NULL && letter->to->address[0] == '\0' &&
	       !warns_form(letter);
}

static bool warns_unverified(const struct letter_context *letter)
{
	const struct registry_contact *contact = warns_email(letter);

	return contact != NULL && contact->state == REGISTRY_UNVERIFIED;
}

static bool warns_no_email(const struct letter_context *letter)
{
	return warns_email(letter) == NULL && !warns_no_contact(letter);
}

static bool warns_unverified_post(const struct letter_context *letter)
{
	const struct registry_contact *post =
	    registry_contact(letter->to, REGISTRY_LETTER);

	return post != NULL && post->state == REGISTRY_UNVERIFIED;
}

/* Who searches by faces finds nobody by an e-mail address alone. */
static bool warns_no_photo(const struct letter_context *letter)
{
	return letter->to->kind == REGISTRY_FACE_SEARCH &&
	       letter->draft->photo_count == 0;
}

static bool warns_no_address(const struct letter_context *letter)
{
	bool has[CASEWORK_PHOTOS_MAX] = {false};

	for (size_t i = 0; i < letter->photo_rows; i++)
		has[letter->photos[i].of] |= letter->photos[i].image[0] != '\0';
	for (size_t i = 0; i < letter->draft->photo_count; i++)
		if (!has[i])
			return true;
	return false;
}

/* A year and a day: contacts and seats change. */
static bool warns_old_record(const struct letter_context *letter)
{
	int32_t checked;

	return law_day_parse(letter->to->provenance.date, &checked) ==
		   LENS_OK &&
	       letter->draft->today > checked + 366;
}

/* By what its record says that it finds people, and the letter has not. */
static bool warns_finds_by(const struct letter_context *letter)
{
	unsigned needed = draft_keys_needed(letter->to);

	return (needed & letter->tell) != needed;
}

static bool warns_code(const struct letter_context *letter)
{
	return letter->code[0] != '\0';
}

/* Everything of a network is the account, too. */
static bool warns_account(const struct letter_context *letter)
{
	return letter->to->kind == REGISTRY_SOCIAL_NETWORK &&
	       letter->draft->ask[LAW_ERASURE] && letter->draft->erase == 0;
}

/* Registered brokers, whom a request by the state's platform reaches at once;
 * who of them is registered is not in the records. */
static bool warns_drop(const struct letter_context *letter)
{
	return strcmp(letter->choice.law->id, "ccpa") == 0 &&
	       letter->draft->ask[LAW_ERASURE] &&
	       (letter->to->kind == REGISTRY_DATA_BROKER ||
		letter->to->kind == REGISTRY_PEOPLE_SEARCH);
}

/* That somebody was named is told by nothing but the wish for the letter. */
static bool warns_named(const struct letter_context *letter)
{
	return strcmp(letter->draft->kind, "notice") == 0;
}

/* Where the other person lives nobody was asked. */
static bool warns_home(const struct letter_context *letter)
{
	return casework_role_is_other(letter->draft->role);
}

/* The law's own letter states no grounds, so that none are handed over. */
static bool warns_situation(const struct letter_context *letter)
{
	const struct casework_draft *draft = letter->draft;

	return letter->choice.law->letters[0] != '\0' &&
	       (draft->situation_kind != NULL ||
		(draft->situation != NULL && draft->situation[0] != '\0'));
}

/* Where the person's own time to turn to the authority is over. */
static bool warns_late(const struct letter_context *letter)
{
	return letter->authority != NULL && letter->the_case != NULL &&
	       letter->the_case->recourse != LAW_NO_DAY &&
	       letter->draft->today > letter->the_case->recourse;
}

static bool warns_language(const struct letter_context *letter)
{
	return letter->in_english;
}

static bool warns_cut(const struct letter_context *letter)
{
	return letter->cut;
}

static bool warns_packed(const struct letter_context *letter)
{
	return letter->packed;
}

struct draft_warning {
	struct casework_warning warning;
	bool (*holds)(const struct letter_context *letter);
};

/* Whomever a letter goes to. */
#define WARNS_PACKED                                                           \
	{                                                                      \
		{"packed",                                                     \
		 "Words of this letter come from a pack, not from Lenscap; "   \
		 "'lenscap pack list' says which. Read it before you send."},  \
		    warns_packed                                               \
	}

/* Where the letter goes first, then what it lacks. */
static const struct draft_warning draft_warnings[CASEWORK_WARNINGS_MAX] = {
    {{"no_contact",
      "No contact of this controller is known; look for one in its privacy "
      "notice before you send."},
     warns_no_contact},
    {{"unverified",
      "The e-mail address was not verified; compare it with the controller's "
      "privacy notice before you send."},
     warns_unverified},
    {{"no_email", "No e-mail address is known; send it by post or by the "
		  "controller's web form."},
     warns_no_email},
    {{"unverified_post",
      "The postal address was not verified; compare it with the controller's "
      "privacy notice before you send anything there."},
     warns_unverified_post},
    {{"language", "There is no letter under this law in the language that you "
		  "chose; it is in English."},
     warns_language},
    WARNS_PACKED,
    {{"no_photo",
      "This controller searches by faces, and the letter names no photo; it "
      "can hardly find you by what the letter tells."},
     warns_no_photo},
    {{"no_address",
      "A photo has no address on the web that a letter can name (one on this "
      "machine or network is none); addresses are the strongest key: check the "
      "page where it stands first."},
     warns_no_address},
    {{"drop",
      "California's DROP (privacy.ca.gov/drop) takes one deletion request to "
      "all data brokers that are registered there; they have had to look at "
      "such requests every 45 days since 1 August 2026. It reaches more than "
      "this letter."},
     warns_drop},
    {{"account",
      "Erasing everything ends an account that you have there; --erase "
      "photos,templates,training asks for less."},
     warns_account},
    {{"finds_by",
      "This controller finds people by more than the letter tells of you; "
      "'lenscap controllers show' says by what: set it with 'lenscap me set' "
      "and choose it with --tell."},
     warns_finds_by},
    {{"code", "The letter says that a code stands on your page: put it there "
	      "before you send."},
     warns_code},
    {{"named",
      "The letter says that a company named this recipient to you; send it "
      "only where that is so."},
     warns_named},
    {{"their_home",
      "The letter takes the country and region that you set for yourself for "
      "those of the person you write for; if they live elsewhere, set that "
      "first."},
     warns_home},
    {{"situation_unused",
      "The letter under this law states no grounds of your own, and does not "
      "tell your situation."},
     warns_situation},
    {{"addresses_cut",
      "Parts of addresses that look like a session, a token, an e-mail address "
      "or an expiry are left out; --whole-addresses tells them."},
     warns_cut},
    {{"old_record",
      "This record was checked more than a year ago; compare it with the "
      "controller's privacy notice before you send."},
     warns_old_record},
};

/* Of a letter to an authority: the controller's contacts are not its own. */
static const struct draft_warning authority_warnings[] = {
    WARNS_PACKED,
    {{"late", "The time to turn to the authority is over; it may excuse that: "
	      "say why in your own words ('lenscap letter edit')."},
     warns_late},
};

static size_t warns_that_hold(const struct letter_context *letter,
			      const struct draft_warning *known, size_t count,
			      struct casework_warning *out)
{
	size_t held = 0;

	for (size_t i = 0; i < count; i++)
		if (known[i].holds != NULL && known[i].holds(letter))
			out[held++] = known[i].warning;
	return held;
}

size_t draft_warns(const struct letter_context *letter,
		   struct casework_warning out[CASEWORK_WARNINGS_MAX])
{
	return letter->authority != NULL
		   ? warns_that_hold(letter, authority_warnings,
				     sizeof(authority_warnings) /
					 sizeof(*authority_warnings),
				     out)
		   : warns_that_hold(
			 letter, draft_warnings,
			 sizeof(draft_warnings) / sizeof(*draft_warnings), out);
}
