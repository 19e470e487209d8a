/* case_mail.c: a saved mail is taken in as a reply. */
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>

#include "case_note.h"

/* ---- Whose reply it is ---- */

struct mail_search {
	const char *text;
	int64_t id;	   /* the last that it names */
	unsigned count;	   /* of cases that text names */
	int64_t wanted;	   /* the one that was said */
	bool names_wanted; /* which is among them */
};

/* Some who answer write our reference in small letters. */
static bool mail_names(void *context, const struct ledger_case *row)
{
	struct mail_search *search = context;

	if (strcasestr(search->text, row->reference) != NULL) {
		search->id = row->id;
		search->count++;
		search->names_wanted |= row->id == search->wanted;
	}
	return true;
}

static enum lens_err mail_another(const struct mail_search *search,
				  struct ledger_fault *fault)
{
	return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
			   "The mail has the reference of case %lld, not of "
			   "case %lld; say the right one, or leave the case "
			   "out.",
			   (long long)search->id, (long long)search->wanted);
}

/* The case that the mail names, in the place that tells the most. */
static enum lens_err mail_match(struct casework *work,
				const struct ipc_mail *mail, int64_t *id,
				struct ledger_fault *fault)
{
	const char *const places[] = {mail->in_reply_to, mail->subject,
				      mail->about, mail->text};
	struct mail_search search = {.wanted = *id};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) &&
			   search.count == 0 && err == LENS_OK;
	     i++) {
		search.text = places[i] ? places[i] : "";
		err = ledger_case_each(work->ledger, 0, mail_names, &search,
				       fault);
	}
	if (err != LENS_OK)
		return err;
	if (*id != 0)
		return search.count == 0 || search.names_wanted
			   ? LENS_OK
			   : mail_another(&search, fault);
	*id = search.id;
	if (search.count == 1)
		return LENS_OK;
	(void)refusal_say(fault, LEDGER_FAULT_MISSING,
			  search.count == 0
			      ? "The mail names no case of yours; say which "
				"one it belongs to."
			      : "The mail names more than one case of yours; "
				"say which one it belongs to.");
	return LENS_NOT_FOUND;
}

/* ---- Once only ---- */

struct mail_known {
	const uint8_t *sha256;
	int64_t id; /* of the case that has it */
};

static bool mail_is_document(void *context,
			     const struct ledger_document *document)
{
	struct mail_known *known = context;

	if (memcmp(document->sha256, known->sha256, 32) == 0)
		known->id = document->case_id;
	return known->id == 0;
}

enum lens_err case_of_document(struct casework *work, const uint8_t sha256[32],
			       struct ledger_fault *fault, int64_t *out)
{
	struct mail_known known = {sha256, 0};
	enum lens_err err = ledger_document_each(
	    work->ledger, 0, mail_is_document, &known, fault);

	*out = known.id;
	return err;
}

/* The case that a mail is in already, as a file or by its own id; 0: none. */
static enum lens_err mail_known(struct casework *work,
				const struct ipc_mail *mail, int64_t id,
				const uint8_t sha256[32],
				struct ledger_fault *fault, int64_t *out)
{
	struct case_entries list;
	enum lens_err err = case_of_document(work, sha256, fault, out);

	if (err != LENS_OK || *out != 0 || mail->message_id[0] == '\0')
		return err;
	err = case_entries_read(work, id, fault, &list);
	for (size_t i = 0; i < list.count; i++)
		if (list.entries[i].event == CASE_EVENT_REPLY &&
		    !list.entries[i].withdrawn &&
		    strcmp(case_entry_text(&list.entries[i], "message"),
			   mail->message_id) == 0)
			*out = id;
	case_entries_free(&list);
	return err;
}

static enum lens_err mail_once(struct casework *work,
			       const struct ipc_mail *mail, int64_t id,
			       const uint8_t sha256[32],
			       struct ledger_fault *fault)
{
	int64_t has;
	enum lens_err err = mail_known(work, mail, id, sha256, fault, &has);

	if (err != LENS_OK || has == 0)
		return err;
	return refusal_say(
	    fault, LEDGER_FAULT_EXISTS,
	    "That mail is in case %lld already; it is one reply, "
	    "however often it is taken. If it was read wrongly: "
	    "lenscap cases correct %lld --kind KIND.",
	    (long long)has, (long long)has);
}

/* ---- Taking it in ---- */

static enum lens_err
mail_keep(struct casework *work, const struct ipc_mail *mail,
	  struct base_view bytes, const struct casework_happened *said,
	  struct ledger_fault *fault, const struct casework_imported *out)
{
	uint8_t sha256[32];
	char hex[65];
	struct ledger_document document = {
	    .name = "reply.eml", .type = "message/rfc822", .content = bytes};
	struct casework_happened what = {.id = out->id,
					 .day = out->day,
					 .today = said->today,
					 .reply = out->reply,
					 .until = out->until,
					 .note = mail->subject,
					 .sha256 = hex,
					 .message = mail->message_id,
					 .guessed =
					     said->reply >= CASEWORK_REPLIES};
	enum lens_err err;

	ledger_sha256(bytes, sha256);
	base_hex(hex, sha256, sizeof(sha256));
	err = mail_once(work, mail, out->id, sha256, fault);
	return err == LENS_OK ? case_note_all(work, &what, 1, case_judge_reply,
					      &document, fault)
			      : err;
}

static enum lens_err mail_import(struct casework *work,
				 const struct ipc_mail *mail, int fd,
				 const struct casework_happened *said,
				 struct ledger_fault *fault,
				 const struct casework_imported *out)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, IPC_MAIL_BYTES_MAX);
	err = lseek(fd, 0, SEEK_SET) == 0 ? base_read_all(fd, &bytes)
					  : LENS_SYSTEM;
	if (err != LENS_OK)
		(void)refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The mail could not be read a second time; "
				  "try again.");
	else
		err = mail_keep(work, mail, base_buffer_view(&bytes), said,
				fault, out);
	base_buffer_free(&bytes);
	return err;
}

/* What the mail says of itself, where the person said nothing else. */
static enum lens_err mail_describe(struct casework *work,
				   const struct ipc_mail *mail,
				   const struct casework_happened *what,
				   struct ledger_fault *fault,
				   struct casework_imported *out)
{
	const struct letter_set *letters;
	const struct law_set *laws;
	enum lens_err err = session_letters(work, fault, &letters);

	if (err == LENS_OK)
		err = casework_laws(work, fault, &laws);
	if (err != LENS_OK)
		return err;
	memcpy(out->from, mail->from, sizeof(out->from));
	memcpy(out->subject, mail->subject, sizeof(out->subject));
	out->language = casework_reply_language(mail->text ? mail->text : "");
	/* A year that no letter has is no day to be believed. */
	if (mail->date > 0 && mail->date / 86400 < what->today &&
	    out->day == LAW_NO_DAY)
		out->day = casework_day_of(mail->date * 1000);
	if (out->day == LAW_NO_DAY)
		out->day = what->today;
	out->reply = what->reply < CASEWORK_REPLIES ? what->reply
		     : mail->bounced[0] != '\0'
			 ? CASEWORK_REPLY_BOUNCED
			 : casework_reply_guess(letters, mail->text);
	memcpy(out->bounced, mail->bounced, sizeof(out->bounced));
	if (out->reply == CASEWORK_REPLIES)
		out->reply = CASEWORK_REPLY_RECEIPT;
	out->until = what->until > 0 ? what->until : LAW_NO_DAY;
	if (out->reply == CASEWORK_REPLY_EXTENSION && what->until <= 0)
		out->until =
		    casework_reply_until(letters, laws, mail->text, out->day);
	return LENS_OK;
}

enum lens_err casework_case_import(struct casework *work,
				   const struct casework_home *home, int fd,
				   const struct casework_happened *what,
				   struct ledger_fault *fault,
				   struct casework_imported *out)
{
	struct ipc_mail mail;
	enum ipc_document_status status = clients_read_mail(NULL, fd, &mail);
	enum lens_err err = LENS_OK;

	*out = (struct casework_imported){.id = what->id, .day = what->day};
	if (status != IPC_DOCUMENT_OK) {
		(void)refusal_say(
		    fault, LEDGER_FAULT_ARGUMENT, "%s",
		    ipc_call_words(ipc_document_sentence(status), mail.call));
		err = LENS_DENIED;
	}
	if (err == LENS_OK)
		err = mail_match(work, &mail, &out->id, fault);
	if (err == LENS_OK)
		err = mail_describe(work, &mail, what, fault, out);
	if (err == LENS_OK)
		err = mail_import(work, &mail, fd, what, fault, out);
	if (err == LENS_OK)
		case_bounced(work, home, out);
	ipc_mail_free(&mail);
	return err;
}
