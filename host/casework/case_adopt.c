/* case_adopt.c: a letter that was sent earlier, or without Lenscap, becomes a
 * case: its text, its mail, or just its day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_me.h>
#include <lenscap/casework_registry.h>

#include "case_note.h"
#include "place.h"

#define ADOPT_BYTES_MAX LEDGER_DOCUMENT_MAX

struct adopting {
	struct casework *work;
	const struct casework_adopted *adopted;
	struct ledger_fault *fault;
	const struct law_set *laws;
	const struct letter_set *letters;
	struct registry *registry;
	const struct registry_controller *to;
	struct casework_me me;
	char *country, *region; /* where the person lived then */
	struct law_choice choice;
	struct base_buffer text;
	char reference[CASEWORK_REFERENCE];
};

static enum lens_err adopt_open(struct adopting *adopting,
				const struct casework_home *home)
{
	struct registry_fault why = {""};
	struct ledger_fault *fault = adopting->fault;
	char *none;
	enum lens_err err =
	    session_letters(adopting->work, fault, &adopting->letters);

	if (err == LENS_OK)
		err = casework_laws(adopting->work, fault, &adopting->laws);
	if (err == LENS_OK)
		err = casework_me_read(adopting->work, fault, &adopting->me);
	if (err == LENS_OK && casework_registry(home, adopting->work, &why,
						&adopting->registry) != LENS_OK)
		err = refusal_say(fault, LEDGER_FAULT_MISSING, "%s",
				  why.sentence);
	if (err != LENS_OK)
		return err;
	adopting->to =
	    registry_find_meant(adopting->registry, adopting->adopted->to);
	if (adopting->to == NULL) {
		none = registry_none_meant(adopting->registry,
					   adopting->adopted->to);
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "%s, 'controllers add' takes a new one.",
				  none);
		free(none);
		return LENS_NOT_FOUND;
	}
	return LENS_OK;
}

/* Where the person lived when the letter went: the law is that of then. */
static enum lens_err adopt_home(struct adopting *adopting)
{
	const struct casework_adopted *adopted = adopting->adopted;
	struct casework *work = adopting->work;
	struct ledger_fault *fault = adopting->fault;
	const char *country = adopted->country, *region = adopted->region;
	char *part = NULL;
	enum lens_err err = LENS_OK;

	if (country == NULL && region == NULL) {
		adopting->country = base_copy(adopting->me.country);
		adopting->region = base_copy(adopting->me.region);
		return LENS_OK;
	}
	if (country == NULL)
		country = adopting->me.country;
	if (region != NULL)
		part = casework_me_part(work, country, region);
	if (part != NULL)
		region = part;
	err = casework_me_check(work, "country", country, fault);
	if (err == LENS_OK && region != NULL)
		err = casework_me_check(work, "region", region, fault);
	if (err == LENS_OK && region != NULL)
		err = casework_me_fits(work, country, region, fault);
	adopting->country =
	    casework_place_code(adopting->letters, country, false);
	adopting->region =
	    casework_place_code(adopting->letters, region ? region : "", true);
	free(part);
	return err;
}

static enum lens_err adopt_check(const struct adopting *adopting)
{
	const struct casework_happened *sent = &adopting->adopted->sent;
	const char *reference = adopting->adopted->reference;
	bool asks = false, way = sent->how == NULL;

	for (unsigned right = 0; right < LAW_RIGHTS; right++)
		asks |= adopting->adopted->ask[right];
	for (size_t i = 0; casework_way_name(i) != NULL; i++)
		way |= sent->how != NULL &&
		       strcmp(sent->how, casework_way_name(i)) == 0;
	if (adopting->country[0] == '\0')
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "Say first where you live, for it decides "
				   "which law protects you: lenscap me set "
				   "country de");
	if (!asks)
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "Say what the letter asked for, like --ask "
				   "access,erasure.");
	if (!way)
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "A letter goes by email, post, form or "
				   "fax; say how this one went.");
	if (reference != NULL &&
	    (strlen(reference) >= CASEWORK_REFERENCE || strlen(reference) < 4 ||
	     !base_is_printable(base_view_of(reference))))
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "A reference is 4 to %d bytes of one line, "
				   "as it stands in the letter.",
				   CASEWORK_REFERENCE - 1);
	if (sent->received > 0 && sent->received < sent->day)
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "A letter cannot have arrived before it was "
				   "sent; give both days as they were.");
	return case_possible(sent, LAW_NO_DAY, adopting->fault);
}

static enum lens_err adopt_none_holds(const struct adopting *adopting,
				      const char *why)
{
	return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
			   "%s Where you lived when it was sent is said with "
			   "--country and --region.",
			   why);
}

/* The law that the letter leaned on, which must be able to hold; else the one
 * that does. */
static enum lens_err adopt_law(struct adopting *adopting)
{
	struct law_fault why = {""};
	const char *law = adopting->adopted->law;
	const struct law_situation situation = {
	    .residence = adopting->country,
	    .region = adopting->region,
	    .controller =
		place_country(adopting->letters, adopting->to->address),
	    .representative = "",
	    .wanted = law};

	if (law != NULL && law_named(adopting->laws, law) == NULL)
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "There is no law '%.20s' here; 'lenscap "
				   "letter draft' names those there are.",
				   law);
	if (law_choose(adopting->laws, &situation, &why, &adopting->choice) !=
		LENS_OK ||
	    law_held_on(adopting->choice.law, adopting->adopted->sent.day,
			&why) != LENS_OK)
		return adopt_none_holds(adopting, why.sentence);
	return LENS_OK;
}

/* A mail begins with its header. */
static bool adopt_is_mail(const struct adopting *adopting)
{
	static const char *const heads[] = {
	    "From:",	 "To:",		 "Date:",	 "Subject:",
	    "Message-I", "Received:",	 "Return-Path:", "MIME-Version:",
	    "X-",	 "Delivered-To:"};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (adopting->text.size > strlen(heads[i]) &&
		    strncasecmp((const char *)adopting->text.data, heads[i],
				strlen(heads[i])) == 0)
			return true;
	return false;
}

/* Lines of UTF-8, as an editor writes them. */
static bool adopt_is_text(const struct adopting *adopting)
{
	struct base_view text = base_buffer_view(&adopting->text);

	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] < ' ' &&
		    memchr("\t\n\f\r", text.data[i], 4) == NULL)
			return false;
	return base_is_utf8(text);
}

static enum lens_err adopt_read(struct adopting *adopting)
{
	int fd = adopting->adopted->document;

	if (fd < 0)
		return LENS_OK;
	if (lseek(fd, 0, SEEK_SET) == 0 &&
	    base_read_all(fd, &adopting->text) == LENS_OK &&
	    adopting->text.size > 0) {
		if (adopt_is_mail(adopting) || adopt_is_text(adopting))
			return LENS_OK;
		return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
				   "That file is neither a mail (.eml) nor "
				   "text in UTF-8; give the letter's words, or "
				   "leave its file out.");
	}
	return refusal_say(adopting->fault, LEDGER_FAULT_ARGUMENT,
			   "The letter's file could not be read, is empty or "
			   "has more than %u bytes.",
			   (unsigned)ADOPT_BYTES_MAX);
}

static char *adopt_facts(const struct adopting *adopting)
{
	json_t *ask = json_array();

	for (unsigned right = 0; right < LAW_RIGHTS; right++)
		if (adopting->adopted->ask[right])
			json_array_append_new(
			    ask, json_string(law_right_name(right)));
	return json_line_take(json_pack(
	    "{s:s, s:s, s:s, s:s, s:o, s:[], s:[], s:i, s:b}", "country",
	    adopting->country, "region", adopting->region, "to_country",
	    place_country(adopting->letters, adopting->to->address),
	    "authority", adopting->choice.authority, "ask", ask, "photos",
	    "disclose", "tell", (int)CASEWORK_TELL_EMAIL, "marketing", 0));
}

static char *adopt_detail(const struct adopting *adopting)
{
	const struct casework_happened *sent = &adopting->adopted->sent;
	json_t *detail = json_pack("{s:s, s:s}", "letter", "request", "note",
				   sent->note ? sent->note : "");
	uint8_t sha256[32];
	char hex[65];

	/* Without it, the letter bears none that its reader could look up. */
	case_put_text(detail, "reference", adopting->adopted->reference);
	case_put_text(detail, "how", sent->how);
	case_put_text(detail, "tracking", sent->tracking);
	case_put_day(detail, "received", sent->received);
	if (sent->received > 0 && sent->proven)
		case_put_text(detail, "proof", "proven");
	if (adopting->text.size > 0) {
		ledger_sha256(base_buffer_view(&adopting->text), sha256);
		base_hex(hex, sha256, sizeof(sha256));
		case_put_text(detail, "sha256", hex);
	}
	return json_line_take(detail);
}

static enum lens_err adopt_write(const struct adopting *adopting, int64_t *id)
{
	char day[LEDGER_DAY], *facts = adopt_facts(adopting);
	char *detail = adopt_detail(adopting);
	bool mail = adopt_is_mail(adopting);
	struct ledger_document document = {
	    .name = mail ? "letter.eml" : "letter.txt",
	    .type = mail ? "message/rfc822" : "text/plain",
	    .content = base_buffer_view(&adopting->text)};
	struct ledger_event event = {.kind =
					 case_event_name(CASE_EVENT_ADOPTED),
				     .day = day,
				     .detail = detail};
	struct ledger_entry entry = {
	    .the_case = {.reference = adopting->reference,
			 .controller = adopting->to->slug,
			 .name = adopting->to->name,
			 .law = adopting->choice.law->id,
			 .facts = facts},
	    .event_count = 1,
	    .events = &event,
	    .document_count = adopting->text.size > 0 ? 1 : 0,
	    .documents = &document};
	enum lens_err err;

	law_day_text(adopting->adopted->sent.day, day);
	err = ledger_case_write(adopting->work->ledger, &entry, 1,
				adopting->fault);
	*id = entry.the_case.id;
	free(facts);
	free(detail);
	return err;
}

enum lens_err casework_case_adopt(struct casework *work,
				  const struct casework_home *home,
				  const struct casework_adopted *adopted,
				  struct ledger_fault *fault, int64_t *id)
{
	struct adopting adopting = {
	    .work = work, .adopted = adopted, .fault = fault};
	enum lens_err err;

	*id = 0;
	base_buffer_init(&adopting.text, ADOPT_BYTES_MAX);
	err = adopt_open(&adopting, home);
	if (err == LENS_OK)
		err = adopt_home(&adopting);
	if (err == LENS_OK)
		err = adopt_check(&adopting);
	if (err == LENS_OK)
		err = adopt_law(&adopting);
	if (err == LENS_OK)
		err = adopt_read(&adopting);
	if (err == LENS_OK && adopted->reference != NULL)
		snprintf(adopting.reference, sizeof(adopting.reference), "%s",
			 adopted->reference);
	else if (err == LENS_OK)
		err = casework_reference(adopting.reference);
	if (err == LENS_OK)
		err = adopt_write(&adopting, id);
	law_choice_free(&adopting.choice);
	free(adopting.country);
	free(adopting.region);
	base_buffer_free(&adopting.text);
	registry_close(adopting.registry);
	if (adopting.me.name != NULL)
		casework_me_free(&adopting.me);
	return err;
}
