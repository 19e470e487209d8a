/* draft_check.c: what a letter cannot be, before anything of it is made. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>
#include <lenscap/base_said.h>

#include "draft.h"

#define CHECK_COOLDOWN 30    /* days between two requests to one controller */
#define CHECK_TEXT_MAX 2000  /* bytes of a sentence of one's own */
#define CHECK_LINES_MAX 8000 /* bytes of what an answer lacks */

/* ---- Texts ---- */

/* Text of several lines; anything else would act, or be no JSON. */
static bool check_is_text(const char *text, size_t maximum)
{
	for (const char *c = text; *c != '\0'; c++)
		if (((unsigned char)*c < 0x20 &&
		     strchr("\n\r\t", *c) == NULL) ||
		    *c == 0x7f)
			return false;
	return strlen(text) <= maximum && base_is_utf8(base_view_of(text));
}

static bool check_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

/* Given, and nothing but white space. */
static bool check_is_blank(const char *text)
{
	return check_given(text) && text[strspn(text, " \t\r\n")] == '\0';
}

static enum lens_err check_texts(const struct casework_draft *draft,
				 struct ledger_fault *fault)
{
	const struct {
		const char *text, *what;
		size_t maximum;
	} texts[] = {
	    {draft->purpose, "purpose", CHECK_TEXT_MAX},
	    {draft->situation, "situation", CHECK_TEXT_MAX},
	    {draft->rectify_what, "wrong datum", CHECK_TEXT_MAX},
	    {draft->rectify_to, "right datum", CHECK_TEXT_MAX},
	    {draft->quote, "quotation", CHECK_TEXT_MAX},
	    {draft->code_page, "address of the page", CHECK_TEXT_MAX},
	    {draft->for_name, "name of whom you write for", 200},
	    {draft->missing, "list of what is missing", CHECK_LINES_MAX},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (check_is_blank(texts[i].text))
			return refusal_say(
			    fault, LEDGER_FAULT_ARGUMENT,
			    "The %s has no words; write them, or leave it out.",
			    base_said(texts[i].what));
		else if (texts[i].text != NULL &&
			 !check_is_text(texts[i].text, texts[i].maximum))
			return refusal_say(
			    fault, LEDGER_FAULT_ARGUMENT,
			    "The %s is text of at most %zu bytes in UTF-8, "
			    "without control characters; write it again.",
			    base_said(texts[i].what), texts[i].maximum);
	return LENS_OK;
}

static bool check_is_web(const char *text)
{
	return base_address_is_web(text) && strchr(text, '/')[2] != '\0';
}

/* Words that choose one of a few things. */
static enum lens_err check_words(const struct casework_draft *draft,
				 struct ledger_fault *fault)
{
	bool known = draft->situation_kind == NULL;

	for (size_t i = 0; !known && casework_situation_name(i) != NULL; i++)
		known = strcmp(draft->situation_kind,
			       casework_situation_name(i)) == 0;
	if (!known)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The kind of a situation is safety, work, "
				   "minor or private; put any other in words "
				   "of your own.");
	if (casework_role_is_other(draft->role) != check_given(draft->for_name))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Who writes for a child, or with a mandate, "
				   "says for whom; who writes for themselves "
				   "does not.");
	if ((draft->confirm & CASEWORK_CONFIRM_ADULT) &&
	    casework_role_is_other(draft->role))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The letter speaks for the person it is "
				   "written for, and that you are an adult "
				   "says nothing of them; leave that out.");
	if (draft->erase != 0 && !draft->ask[LAW_ERASURE])
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "What alone is to be erased is said only "
				   "where erasure is asked for.");
	if (draft->code_page != NULL && !check_is_web(draft->code_page))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The page for the code is an address of "
				   "the web, like https://example.org/me.");
	return LENS_OK;
}

/* To nobody twice, by whatever name. */
static enum lens_err check_to(const struct casework_draft *draft,
			      const char *const *slugs,
			      struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < draft->to_count; i++)
		for (size_t j = 0; j < i && err == LENS_OK; j++)
			if (strcmp(draft->to[i], draft->to[j]) == 0)
				err = refusal_say(
				    fault, LEDGER_FAULT_ARGUMENT,
				    "'%.60s' is named twice; one letter is "
				    "enough.",
				    draft->to[i]);
			else if (strcmp(slugs[i], slugs[j]) == 0)
				err = refusal_say(
				    fault, LEDGER_FAULT_ARGUMENT,
				    "'%.60s' and '%.60s' are the same; one "
				    "letter is enough.",
				    draft->to[j], draft->to[i]);
	return err;
}

static enum lens_err check_photos(const struct casework_draft *draft,
				  struct ledger_fault *fault)
{
	for (size_t i = 0; i < draft->photo_count; i++)
		for (size_t j = 0; j < i; j++)
			if (draft->photos[i] == draft->photos[j])
				return refusal_say(
				    fault, LEDGER_FAULT_ARGUMENT,
				    "Photo %lld is named twice; once is "
				    "enough.",
				    (long long)draft->photos[i]);
	return LENS_OK;
}

/* ---- What is asked ---- */

static bool check_asks(const struct casework_draft *draft)
{
	for (unsigned right = 0; right < LAW_RIGHTS; right++)
		if (draft->ask[right])
			return true;
	return false;
}

/* What a first letter would not say must not be told for it. */
static enum lens_err check_belongs(const struct casework_draft *draft,
				   struct ledger_fault *fault)
{
	const bool *ask = draft->ask;
	const struct {
		bool given, belongs;
		const char *what, *to;
	} rows[] = {
	    {check_given(draft->situation) || draft->situation_kind != NULL,
	     ask[LAW_OBJECTION], "A situation", "an objection"},
	    {draft->research, ask[LAW_OBJECTION],
	     "What is said of research and statistics", "an objection"},
	    {draft->marketing, ask[LAW_OBJECTION],
	     "What is said of direct marketing", "an objection"},
	    {check_given(draft->rectify_what) || check_given(draft->rectify_to),
	     ask[LAW_RECTIFICATION], "What is wrong and what would be right",
	     "a rectification"},
	    {check_given(draft->quote), false, "What their answer says",
	     "a reply to that answer"},
	    {check_given(draft->missing), false, "What is missing",
	     "a reply to a partial answer"},
	};

	if (draft->case_id != 0 || strcmp(draft->kind, "request") != 0)
		return LENS_OK;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].given && !rows[i].belongs)
			return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
					   "%s belongs to %s, and this letter "
					   "is none; leave it out.",
					   base_said(rows[i].what),
					   base_said(rows[i].to));
	return LENS_OK;
}

static enum lens_err check_asked(const struct letter_context *letter,
				 struct ledger_fault *fault)
{
	const struct casework_draft *draft = letter->draft;
	const char *kind = draft->kind;

	if (letter->me.country[0] == '\0')
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say first where you live, for it decides "
				   "which law protects you: lenscap me set "
				   "country de");
	if (!letter_known(letter->letters, kind, LAW_EN))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "There is no letter of the kind '%.40s'; "
				   "'lenscap letter draft --help' names the "
				   "kinds.",
				   kind);
	if (draft->case_id == 0 && strcmp(kind, "request") != 0 &&
	    strcmp(kind, "notice") != 0)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A letter of that kind goes on with a "
				   "case; say which.");
	if (draft->case_id == 0 && strcmp(kind, "notice") != 0 &&
	    !check_asks(draft))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what to ask for: access, erasure, "
				   "objection, restriction, rectification or "
				   "withdrawal.");
	if (draft->case_id == 0 && strcmp(kind, "request") == 0 &&
	    draft->ask[LAW_NOTICE])
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A request for erasure, rectification or "
				   "restriction says that recipients are to be "
				   "told; ask for one of these. To a recipient "
				   "itself: --kind notice.");
	if (draft->case_id == 0 && draft->ask[LAW_RECTIFICATION] &&
	    (!check_given(draft->rectify_what) ||
	     !check_given(draft->rectify_to)))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "Say what is wrong and what would be "
				   "right, for a rectification.");
	if ((draft->tell & CASEWORK_TELL_EMAIL) == 0 &&
	    (draft->tell & CASEWORK_TELL_ADDRESS) == 0)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "An answer must reach you: tell an e-mail "
				   "address or a postal one.");
	return LENS_OK;
}

/* The person's own data that the letter is to tell must be there. */
static enum lens_err check_me(const struct letter_context *letter,
			      struct ledger_fault *fault)
{
	const struct casework_me *me = &letter->me;
	unsigned tell = letter->draft->tell;
	const char *missing = NULL;

	if ((tell & CASEWORK_TELL_NAME) && me->name[0] == '\0')
		missing = "name";
	if ((tell & CASEWORK_TELL_EMAIL) && me->email[0] == '\0')
		missing = "email";
	if ((tell & CASEWORK_TELL_ADDRESS) && me->address[0] == '\0')
		missing = "address";
	if (missing == NULL)
		return LENS_OK;
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "Your %s shall stand in the letter and is not set: "
			   "lenscap me set %s ...",
			   missing, missing);
}

/* ---- How often ---- */

struct check_cooling {
	const struct casework_draft *draft;
	const char *const *slugs; /* of draft->to, as they are now */
	struct ledger_fault *fault;
	enum lens_err err;
};

/* A letter that was not sent asks for nothing: it waits, or there is none. */
static void check_waits(struct check_cooling *cooling,
			const struct casework_case *the_case)
{
	cooling->err = refusal_say(
	    cooling->fault, LEDGER_FAULT_EXISTS,
	    "A letter to %.80s waits in case %lld and was not sent yet; send "
	    "that one, or say --again.",
	    the_case->name, (long long)the_case->id);
}

/*
 * Case C-526/24: requests that follow one another without a reason of their
 * own can be called excessive.
 */
static void check_soon(struct check_cooling *cooling,
		       const struct casework_case *the_case)
{
	char day[LEDGER_DAY];

	law_day_text(the_case->sent, day);
	cooling->err = refusal_say(
	    cooling->fault, LEDGER_FAULT_EXISTS,
	    "You wrote to %.80s on %s already (case %lld); a second request so "
	    "soon can be called excessive. Go on with that case, or say "
	    "--again.",
	    the_case->name, day, (long long)the_case->id);
}

bool draft_is_theirs(const struct casework_draft *draft, const char *facts)
{
	char *theirs = casework_case_for(facts);
	bool same = strcmp(theirs, draft->for_name ? draft->for_name : "") == 0;

	free(theirs);
	return same;
}

static bool check_cools(void *context, const struct casework_case *the_case)
{
	struct check_cooling *cooling = context;
	const struct casework_draft *draft = cooling->draft;
	bool sent = the_case->sent != LAW_NO_DAY;

	if (the_case->stage == CASEWORK_STAGE_CLOSED ||
	    (sent && draft->today - the_case->sent >= CHECK_COOLDOWN) ||
	    (!sent && the_case->draft[0] == '\0') ||
	    !draft_is_theirs(draft, the_case->facts))
		return true;
	for (size_t i = 0; i < draft->to_count; i++) {
		if (strcmp(the_case->controller, cooling->slugs[i]) != 0)
			continue;
		if (sent)
			check_soon(cooling, the_case);
		else
			check_waits(cooling, the_case);
		return false;
	}
	return true;
}

static enum lens_err check_cooldown(const struct letter_context *letter,
				    const char *const *slugs,
				    struct ledger_fault *fault)
{
	const struct casework_draft *draft = letter->draft;
	struct check_cooling cooling = {
	    .draft = draft, .slugs = slugs, .fault = fault};
	enum lens_err err;

	if (draft->force || draft->preview || draft->case_id != 0)
		return LENS_OK;
	err = casework_case_each(letter->work, 0, draft->today, LAW_EN,
				 check_cools, &cooling, fault);
	return err == LENS_OK ? cooling.err : err;
}

enum lens_err draft_check(const struct letter_context *letter,
			  struct ledger_fault *fault)
{
	const struct casework_draft *draft = letter->draft;
	/* Whom each name means, or the name where that is nobody. */
	const char **slugs = base_alloc(draft->to_count + 1, sizeof(*slugs));
	enum lens_err err = check_texts(draft, fault);

	for (size_t i = 0; i < draft->to_count; i++)
		slugs[i] = registry_slug_meant(letter->registry, draft->to[i]);
	if (err == LENS_OK)
		err = check_words(draft, fault);
	if (err == LENS_OK)
		err = check_to(draft, slugs, fault);
	if (err == LENS_OK)
		err = check_photos(draft, fault);
	if (err == LENS_OK)
		err = check_asked(letter, fault);
	if (err == LENS_OK)
		err = check_belongs(draft, fault);
	if (err == LENS_OK)
		err = check_me(letter, fault);
	if (err == LENS_OK)
		err = check_cooldown(letter, slugs, fault);
	free(slugs);
	return err;
}
