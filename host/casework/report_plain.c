/* report_plain.c: what is known as PDF, plain and without pictures. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>
#include <lenscap/letter.h>

#include "plain.h"
#include "refusal.h"
#include "report.h"
#include "session.h"

/* What follows the photos has room in any case. */
#define PLAIN_PHOTOS_UNTIL (IPC_DOCUMENT_BLOCKS_MAX - 1000)
#define PLAIN_BYTES_UNTIL (IPC_DOCUMENT_BODY_MAX / 2)

static const struct plain_table
    plain_access = {"accesses",
		    "report_places_by_access",
		    2,
		    {"report_access", "report_number"},
		    {"words", "count"}},
    plain_stages = {"stages",
		    "report_letters_by_state",
		    2,
		    {"report_state", "report_number"},
		    {"words", "count"}},
    plain_sites = {"sites",
		   "report_sites",
		   5,
		   {"report_site", "report_photos", "report_public_places",
		    "report_unknown", "report_gone"},
		   {"host", "photos", "public", "unknown", "gone"}},
    plain_history = {"history",
		     "report_over_time",
		     5,
		     {"report_day", "report_public_places", "report_unknown",
		      "report_gone", "report_other"},
		     {"day", "public", "unknown", "gone", "other"}},
    plain_cases = {"cases",
		   "report_letters",
		   5,
		   {"report_company", "report_state", "report_sent",
		    "report_deadline", "report_reply"},
		   {"name", "stage_words", "sent", "deadline", "reply"}},
    plain_places = {"places",
		    NULL,
		    5,
		    {"report_access", "report_where", "report_where",
		     "report_first", "report_last"},
		    {"access_words", "page", "address", "first", "last"}};

/* As the page says them: of looks only where somebody looked. */
static void plain_numbers(struct plain *plain)
{
	static const struct {
		const char *member, *word;
		bool looked, cases;
	} rows[] = {
	    {"photos", "report_photos", false, false},
	    {"public", "report_public", true, false},
	    {"unknown", "report_unknown", true, false},
	    {"gone", "report_gone", true, false},
	    {"say_where", "report_say_where", false, false},
	    {"say_who", "report_say_who", false, false},
	    {"asked", "report_asked", false, true},
	    {"overdue", "report_overdue", false, true},
	    {"erased", "report_erased", false, true},
	};
	const json_t *numbers = json_object_get(plain->known, "numbers");
	bool looked = plain_string(numbers, "looked")[0] != '\0';
	bool cases = json_is_true(json_object_get(plain->known, "has_cases"));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *value;

		if ((rows[i].looked && !looked) || (rows[i].cases && !cases))
			continue;
		value = plain_value(numbers, rows[i].member);
		plain_item(
		    plain, "\342\200\242",
		    plain_pair(plain_word(plain, rows[i].word), ": ", value));
		free(value);
	}
	if (looked)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   plain_pair(plain_word(plain, "report_last"), ": ",
				      plain_string(numbers, "looked")));
}

/* With a box to be ticked. */
static void plain_to_do(struct plain *plain)
{
	const json_t *row;
	size_t i, before;

	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, "report_to_do")));
	before = plain->count;
	json_array_foreach(json_object_get(plain->known, "to_do"), i, row)
	    plain_item(
		plain, "\342\226\241",
		base_format("%s (%s %lld): %s", plain_string(row, "label"),
			    plain_word(plain, json_object_get(row, "pages")
						  ? "report_of_pages"
						  : "report_of_photos"),
			    (long long)json_integer_value(
				json_object_get(row, "count")),
			    plain_string(row, "text")));
	json_array_foreach(json_object_get(plain->known, "cases"), i,
			   row) if (json_is_true(json_object_get(row, "due")))
	    plain_item(plain, "\342\226\241",
		       plain_pair(plain_string(row, "name"), ": ",
				  plain_string(row, "stage_words")));
	if (plain->count == before)
		plain_text(
		    plain, IPC_BLOCK_PARAGRAPH,
		    base_copy(plain_word(plain, "report_nothing_to_do")));
}

static void plain_findings(struct plain *plain, const json_t *list,
			   const char *unsure)
{
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		bool sure = !json_is_false(json_object_get(row, "sure"));
		char *label = plain_pair(plain_string(row, "label"), ": ",
					 plain_string(row, "detail"));

		plain_item(plain, "\342\200\242",
			   base_format("%s: %s%s%s%s",
				       plain_string(row, "severity_words"),
				       label, sure ? "" : " (",
				       sure ? "" : unsure, sure ? "" : ")"));
		free(label);
	}
}

/* Of a photo on a page: how large a stranger gets it, and its faces. */
static void plain_served(struct plain *plain, const json_t *list)
{
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		char *photo = plain_value(row, "photo");
		char *size = base_format("%s %s: %s %s",
					 plain_word(plain, "report_photo"),
					 photo, plain_string(row, "size"),
					 plain_word(plain, "report_pixels"));

		plain_item(plain, "\342\200\242",
			   plain_pair(size, ". ", plain_string(row, "faces")));
		free(size);
		free(photo);
	}
}

static void plain_audits(struct plain *plain)
{
	const json_t *list = json_object_get(plain->known, "audits"), *row;
	const char *perhaps = plain_word(plain, "report_perhaps");
	size_t i;

	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, "report_grades")));
	if (json_array_size(list) == 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_no_grades")));
	json_array_foreach(list, i, row)
	{
		char *grade =
		    base_format("%s %s", plain_word(plain, "report_grade"),
				plain_string(row, "grade"));

		plain_text(plain, IPC_BLOCK_HEADING,
			   plain_pair(grade, " \302\267 ",
				      plain_string(row, "title")));
		free(grade);
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_format("%s (%s %s)", plain_string(row, "page"),
				       plain_word(plain, "report_checked"),
				       plain_string(row, "day")));
		plain_findings(plain, json_object_get(row, "exposed"), perhaps);
		plain_served(plain, json_object_get(row, "served"));
	}
}

static void plain_photo(struct plain *plain, const json_t *row)
{
	char *number = plain_value(row, "number");
	char *name =
	    base_format("%s %s", plain_word(plain, "report_photo"), number);
	bool open = json_is_true(json_object_get(row, "open"));

	plain_text(plain, IPC_BLOCK_HEADING,
		   plain_pair(name, " \302\267 ",
			      open ? plain_word(plain, "report_anybody") : ""));
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_copy(plain_string(row, "source")));
	plain_findings(plain, json_object_get(row, "findings"), "");
	plain_table(plain, row, &plain_places);
	free(name);
	free(number);
}

/* As many as a document takes; how many are left is said. */
static void plain_photos(struct plain *plain)
{
	const json_t *list = json_object_get(plain->known, "photos"), *row;
	size_t i, left = 0;

	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, "report_photos")));
	json_array_foreach(list, i, row)
	{
		size_t need =
		    json_array_size(json_object_get(row, "findings")) +
		    json_array_size(json_object_get(row, "places")) + 3;

		if (left > 0 || plain->count + need > PLAIN_PHOTOS_UNTIL ||
		    plain->bytes > PLAIN_BYTES_UNTIL)
			left++;
		else
			plain_photo(plain, row);
	}
	if (left > 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_format("%s: %zu",
				       plain_word(plain, "report_paper_left"),
				       left));
}

static void plain_fill(struct plain *plain)
{
	bool redact = json_is_true(json_object_get(plain->known, "redact"));

	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_copy(plain_word(plain, "report_paper")));
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_copy(plain_word(plain, "report_asks_nobody")));
	if (redact)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_redacted")));
	plain_numbers(plain);
	plain_to_do(plain);
	plain_audits(plain);
	plain_table(plain, plain->known, &plain_access);
	plain_table(plain, plain->known, &plain_stages);
	plain_table(plain, plain->known, &plain_sites);
	plain_table(plain, plain->known, &plain_history);
	plain_table(plain, plain->known, &plain_cases);
	plain_photos(plain);
}

/* ---- The document ---- */

static enum lens_err plain_read(int fd, struct base_buffer *out)
{
	enum lens_err err =
	    lseek(fd, 0, SEEK_SET) == 0 ? base_read_all(fd, out) : LENS_SYSTEM;

	base_close(&fd);
	return err;
}

static enum lens_err plain_set(const struct report *report,
			       const struct plain *plain, const char *page,
			       struct base_buffer *out)
{
	const struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_PDF,
	    .document = {.layout = IPC_LAYOUT_REPORT,
			 .language = law_language_name(report->asked->language),
			 .sender = "",
			 .recipient = "",
			 .facts = "",
			 .date = plain_string(plain->known, "today"),
			 .subject = plain_word(plain, "report_title"),
			 .page_words = page,
			 .made = time(NULL),
			 .count = (unsigned)plain->count,
			 .blocks = plain->blocks}};
	struct clients_typesetter *setter = clients_typesetter_new(NULL);
	int fd = -1;
	enum ipc_document_status status =
	    clients_typeset(setter, &job, -1, &fd);

	clients_typesetter_free(setter);
	if (status != IPC_DOCUMENT_OK)
		return refusal_say(report->fault, LEDGER_FAULT_ARGUMENT, "%s",
				   ipc_document_sentence(status));
	return plain_read(fd, out);
}

enum lens_err report_plain(const struct report *report, const json_t *known,
			   struct base_buffer *out)
{
	struct plain plain = {.known = known};
	const struct letter_set *letters;
	enum lens_err err =
	    session_letters(report->work, report->fault, &letters);

	if (err == LENS_OK) {
		plain_fill(&plain);
		err = plain_set(
		    report, &plain,
		    letter_word(letters, report->asked->language, "page"), out);
	}
	plain_free(&plain);
	return err;
}
