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

/* Of a document's blocks, what is taken at most when a section ends. */
#define PLAIN_UNTIL_TO_DO 600
#define PLAIN_UNTIL_AUDITS 1500
#define PLAIN_UNTIL_SITES 1900
#define PLAIN_UNTIL_CHANGES 2200
#define PLAIN_UNTIL_CASES 2700
#define PLAIN_UNTIL_PHOTOS (IPC_DOCUMENT_BLOCKS_MAX - 200)

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
    plain_change = {"rows",
		    NULL,
		    4,
		    {"report_where", "report_then", "report_now",
		     "report_file_changes"},
		    {"where", "then", "now", "file"}},
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
		plain_item(plain, "\342\200\242",
			   plain_pair(plain_word(plain, rows[i].word),
				      plain_colon(plain), value));
		free(value);
	}
	if (looked)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   plain_pair(plain_word(plain, "report_last"),
				      plain_colon(plain),
				      plain_string(numbers, "looked")));
}

/* With a box to be ticked. */
static void plain_to_do(struct plain *plain)
{
	const json_t *row;
	size_t i, before, left = 0;

	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, "report_to_do")));
	before = plain->count;
	json_array_foreach(json_object_get(plain->known, "to_do"), i, row)
	    plain_item(
		plain, "\342\226\241",
		base_format("%s (%s %lld, %s)%s%s", plain_string(row, "label"),
			    plain_string(row, "of"),
			    (long long)json_integer_value(
				json_object_get(row, "count")),
			    plain_string(row, "when"), plain_colon(plain),
			    plain_string(row, "text")));
	json_array_foreach(json_object_get(plain->known, "cases"), i, row)
	{
		const char *when = plain_string(row, "when");

		if (!json_is_true(json_object_get(row, "due")))
			continue;
		if (plain_fits(plain, 1))
			plain_item(plain, "\342\226\241",
				   base_format("%s%s%s%s%s%s",
					       plain_string(row, "name"),
					       plain_colon(plain),
					       plain_string(row, "stage_words"),
					       when[0] ? " (" : "", when,
					       when[0] ? ")" : ""));
		else
			left++;
	}
	plain_left(plain, left);
	if (plain->count == before)
		plain_text(
		    plain, IPC_BLOCK_PARAGRAPH,
		    base_copy(plain_word(plain, "report_nothing_to_do")));
}

/* "Serious: Your name stands beside it: Jo (could not be told).  What to do,
 * and where." */
static void plain_findings(struct plain *plain, const json_t *list,
			   const char *unsure)
{
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		bool sure = !json_is_false(json_object_get(row, "sure"));
		char *label =
		    plain_pair(plain_string(row, "label"), plain_colon(plain),
			       plain_string(row, "detail"));
		char *remedy = plain_pair(plain_string(row, "remedy"), " ",
					  plain_string(row, "where"));

		plain_item(plain, "\342\200\242",
			   base_format("%s%s%s%s%s%s%s%s",
				       plain_string(row, "severity_words"),
				       plain_colon(plain), label,
				       sure ? "" : " (", sure ? "" : unsure,
				       sure ? "" : ")", remedy[0] ? ". " : "",
				       remedy));
		free(remedy);
		free(label);
	}
}

/* Of a photo on a page: what a stranger gets of it, and what stays here. */
static void plain_served(struct plain *plain, const json_t *list)
{
	static const struct {
		const char *word, *member, *unit;
	} parts[] = {
	    {"report_yours", "own_size", "report_pixels"},
	    {"report_not_in", "removed", NULL},
	    {"report_strangers", "size", "report_pixels"},
	    {"report_larger", "larger", "report_pixels"},
	    {"report_still_in", "gives", NULL},
	    {NULL, "faces", NULL},
	};
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		char *photo = plain_value(row, "photo");
		char *all = base_format(
		    "%s %s", plain_word(plain, "report_photo"), photo);

		for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
			const char *word = parts[k].word, *unit = parts[k].unit;
			const char *text = plain_string(row, parts[k].member);
			char *part = base_format(
			    "%s%s%s%s%s", word ? plain_word(plain, word) : "",
			    word ? plain_colon(plain) : "", text,
			    unit ? " " : "",
			    unit ? plain_word(plain, unit) : "");

			if (text[0] != '\0')
				all = base_join(all, ". ", part);
			free(part);
		}
		plain_item(plain, "\342\200\242", all);
		free(photo);
	}
}

static void plain_audit(struct plain *plain, const json_t *row)
{
	const char *perhaps = plain_word(plain, "report_perhaps");
	const char *unlearned = plain_string(row, "unlearned");
	const char *since = plain_string(row, "since");
	char *grade = base_format("%s %s", plain_word(plain, "report_grade"),
				  plain_string(row, "grade"));

	plain_text(plain, IPC_BLOCK_HEADING,
		   plain_pair(grade, " \302\267 ", plain_string(row, "title")));
	free(grade);
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_format("%s (%s %s)", plain_string(row, "page"),
			       plain_word(plain, "report_checked"),
			       plain_string(row, "day")));
	if (since[0] != '\0')
		plain_text(plain, IPC_BLOCK_PARAGRAPH, base_copy(since));
	plain_findings(plain, json_object_get(row, "exposed"), perhaps);
	if (unlearned[0] != '\0')
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   plain_pair(plain_word(plain, "report_not_learned"),
				      plain_colon(plain), unlearned));
	plain_served(plain, json_object_get(row, "served"));
}

static size_t plain_rows(const json_t *object, const char *list)
{
	return json_array_size(json_object_get(object, list));
}

static void plain_audits(struct plain *plain)
{
	const json_t *list = json_object_get(plain->known, "audits"), *row;
	size_t i, left = 0;

	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, "report_grades")));
	if (json_array_size(list) == 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_no_grades")));
	json_array_foreach(
	    list, i, row) if (left == 0 &&
			      plain_fits(plain, plain_rows(row, "exposed") +
						    plain_rows(row, "served") +
						    4)) plain_audit(plain, row);
	else left++;
	plain_left(plain, left);
}

/* The day and what was there then, as one cell. */
static json_t *plain_moment(const struct plain *plain, const json_t *row,
			    const char *name)
{
	const json_t *moment = json_object_get(row, name);

	return json_sprintf("%s%s%s", plain_string(moment, "day"),
			    plain_colon(plain), plain_string(moment, "words"));
}

/* What the file there gives away no longer, or now. */
static char *plain_file(const struct plain *plain, const json_t *row)
{
	const char *less = plain_string(row, "less");
	const char *more = plain_string(row, "more");
	char *gone =
	    plain_pair(less[0] ? plain_word(plain, "report_no_longer") : "",
		       plain_colon(plain), less);
	char *come =
	    plain_pair(more[0] ? plain_word(plain, "report_newly") : "",
		       plain_colon(plain), more);
	char *file = plain_pair(gone, "; ", come);

	free(gone);
	free(come);
	return file;
}

static void plain_changes(struct plain *plain)
{
	const json_t *changes = json_object_get(plain->known, "changes"), *row;
	json_t *rows = json_array(), *flat = json_pack("{s:O}", "rows", rows);
	size_t i;

	if (changes != NULL) {
		char *compared = plain_value(changes, "compared");
		char *gone = plain_value(changes, "gone");

		plain_text(plain, IPC_BLOCK_HEADING,
			   base_copy(plain_word(plain, "report_changes")));
		plain_text(
		    plain, IPC_BLOCK_PARAGRAPH,
		    base_format("%s%s%s, %s%s%s.%s%s",
				plain_word(plain, "report_compared"),
				plain_colon(plain), compared,
				plain_word(plain, "report_of_them_gone"),
				plain_colon(plain), gone,
				plain_rows(changes, "rows") ? "" : " ",
				plain_rows(changes, "rows")
				    ? ""
				    : plain_word(plain, "report_no_changes")));
		free(compared);
		free(gone);
	}
	json_array_foreach(json_object_get(changes, "rows"), i, row)
	{
		char *photo = plain_value(row, "photo");
		char *where = plain_pair(plain_string(row, "page"), " ",
					 plain_string(row, "address"));
		char *file = plain_file(plain, row);

		json_array_append_new(
		    rows,
		    json_pack("{s:o, s:o, s:o, s:s}", "where",
			      json_sprintf("%s %s%s%s",
					   plain_word(plain, "report_photo"),
					   photo, plain_colon(plain), where),
			      "then", plain_moment(plain, row, "then"), "now",
			      plain_moment(plain, row, "now"), "file", file));
		free(photo);
		free(where);
		free(file);
	}
	plain_table(plain, flat, &plain_change);
	json_decref(rows);
	json_decref(flat);
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
	if (plain_rows(row, "findings") > 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_gives_away")));
	plain_findings(plain, json_object_get(row, "findings"), "");
	if (plain_rows(row, "places") == 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_not_seen")));
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
	if (json_array_size(list) == 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_no_photos")));
	json_array_foreach(
	    list, i, row) if (left == 0 &&
			      plain_fits(plain, plain_rows(row, "findings") +
						    6)) plain_photo(plain, row);
	else left++;
	plain_left(plain, left);
}

/* A table, or the word for none. */
static void plain_list(struct plain *plain, const struct plain_table *table,
		       const char *none)
{
	if (plain_rows(plain->known, table->list) > 0) {
		plain_table(plain, plain->known, table);
		return;
	}
	plain_text(plain, IPC_BLOCK_HEADING,
		   base_copy(plain_word(plain, table->title)));
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_copy(plain_word(plain, none)));
}

static void plain_head(struct plain *plain)
{
	bool redact = json_is_true(json_object_get(plain->known, "redact"));

	/* Where pictures are left out, the page has none, either. */
	plain_text(
	    plain, IPC_BLOCK_PARAGRAPH,
	    plain_pair(plain_word(plain, "report_paper"), " ",
		       redact ? "" : plain_word(plain, "report_paper_page")));
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_format("%s %s. %s", plain_word(plain, "report_made"),
			       plain_string(plain->known, "today"),
			       plain_word(plain, "report_asks_nobody")));
	if (redact)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_redacted")));
}

static void plain_fill(struct plain *plain)
{
	plain_head(plain);
	plain_numbers(plain);
	plain_until(plain, PLAIN_UNTIL_TO_DO);
	plain_to_do(plain);
	plain_until(plain, PLAIN_UNTIL_AUDITS);
	plain_audits(plain);
	plain_until(plain, PLAIN_UNTIL_SITES);
	plain_table(plain, plain->known, &plain_access);
	if (plain_rows(plain->known, plain_access.list) > 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_copy(plain_word(plain, "report_place_is")));
	plain_table(plain, plain->known, &plain_stages);
	plain_list(plain, &plain_sites, "report_no_places");
	plain_until(plain, PLAIN_UNTIL_CHANGES);
	plain_table(plain, plain->known, &plain_history);
	plain_changes(plain);
	plain_until(plain, PLAIN_UNTIL_CASES);
	plain_list(plain, &plain_cases, "report_no_letters");
	plain_until(plain, PLAIN_UNTIL_PHOTOS);
	plain_photos(plain);
	plain_text(plain, IPC_BLOCK_PARAGRAPH,
		   base_copy(plain_word(plain, "report_foot")));
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
