/* case_exhibits.c: the papers of a case, numbered once for all who cite them.
 */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "case_exhibits.h"

#define EXHIBITS_ROWS 400
#define EXHIBITS_NEAR 5000 /* milliseconds between a mail and its entry */

/* What the ledger keeps of the case. */
struct exhibits_rows {
	int64_t letters[EXHIBITS_ROWS];
	size_t letter_count;
	struct exhibits_document {
		int64_t id, kept;
		char sha256[65];
		const char *ending;
		bool taken;
	} documents[EXHIBITS_ROWS];
	size_t document_count;
	bool more; /* than have room */
};

static bool exhibits_letter(void *context, const struct ledger_letter *letter)
{
	struct exhibits_rows *rows = context;

	if (rows->letter_count == EXHIBITS_ROWS) {
		rows->more = true;
		return false;
	}
	rows->letters[rows->letter_count++] = letter->id;
	return true;
}

static bool exhibits_document(void *context,
			      const struct ledger_document *document)
{
	struct exhibits_rows *rows = context;
	struct exhibits_document *row = &rows->documents[rows->document_count];

	if (rows->document_count == EXHIBITS_ROWS) {
		rows->more = true;
		return false;
	}
	rows->document_count++;
	*row =
	    (struct exhibits_document){.id = document->id,
				       .kept = document->kept,
				       .ending = answer_ending(document->type)};
	base_hex(row->sha256, document->sha256, sizeof(document->sha256));
	return true;
}

/* The document of a sum; of an older reply, which names none, the one that was
 * kept when it was noted. */
static struct exhibits_document *
exhibits_find(struct exhibits_rows *rows, const char *sha256, int64_t noted)
{
	for (size_t i = 0; i < rows->document_count; i++) {
		struct exhibits_document *row = &rows->documents[i];
		bool same = sha256[0] != '\0'
				? strcmp(row->sha256, sha256) == 0
				: noted != 0 &&
				      llabs(row->kept - noted) < EXHIBITS_NEAR;

		if (!row->taken && same) {
			row->taken = true;
			return row;
		}
	}
	return NULL;
}

static void exhibits_add_letter(struct case_exhibits *out,
				struct exhibits_rows *rows,
				const struct case_letter *letter)
{
	struct case_exhibit exhibit = {.entry = letter->number,
				       .day = letter->sent,
				       .written = letter->written,
				       .kind = letter->kind};
	const struct exhibits_document *document = NULL;

	if (letter->sent == LAW_NO_DAY || letter->discarded)
		return;
	if (letter->index >= 0 && (size_t)letter->index < rows->letter_count)
		exhibit.letter = rows->letters[letter->index];
	else if (letter->sha256[0] != '\0')
		document = exhibits_find(rows, letter->sha256, 0);
	if (document != NULL) {
		exhibit.document = document->id;
		exhibit.ending = document->ending;
	}
	if (exhibit.letter != 0 || exhibit.document != 0)
		out->list[out->count++] = exhibit;
}

static void exhibits_add_reply(struct case_exhibits *out,
			       struct exhibits_rows *rows,
			       const struct case_reply *reply)
{
	const struct exhibits_document *document =
	    exhibits_find(rows, reply->sha256, reply->noted);

	if (document == NULL)
		return;
	out->list[out->count++] =
	    (struct case_exhibit){.entry = reply->number,
				  .day = reply->day,
				  .written = reply->day,
				  .kind = "reply",
				  .reply = true,
				  .document = document->id,
				  .ending = document->ending};
}

static int exhibits_order(const void *a, const void *b)
{
	const struct case_exhibit *x = a, *y = b;
	int late = (strcmp(x->kind, "complaint") == 0) -
		   (strcmp(y->kind, "complaint") == 0);

	if (late != 0)
		return late;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

enum lens_err case_exhibits_gather(struct casework *work, int64_t id,
				   const struct case_state *state,
				   struct ledger_fault *fault,
				   struct case_exhibits *out)
{
	struct exhibits_rows *rows = base_alloc(1, sizeof(*rows));
	enum lens_err err =
	    ledger_letter_each(work->ledger, id, exhibits_letter, rows, fault);

	*out = (struct case_exhibits){.count = 0};
	if (err == LENS_OK)
		err = ledger_document_each(work->ledger, id, exhibits_document,
					   rows, fault);
	if (err == LENS_OK &&
	    (rows->more || state->letter_count == CASE_STATE_PAPERS ||
	     state->reply_count == CASE_STATE_PAPERS))
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The case has more letters and replies than "
				  "one folder of evidence holds; export its "
				  "letters one by one.");
	for (size_t i = 0; i < state->letter_count && err == LENS_OK; i++)
		exhibits_add_letter(out, rows, &state->letters[i]);
	for (size_t i = 0; i < state->reply_count && err == LENS_OK; i++)
		exhibits_add_reply(out, rows, &state->replies[i]);
	free(rows);
	qsort(out->list, out->count, sizeof(out->list[0]), exhibits_order);
	for (size_t i = 0; i < out->count; i++)
		out->list[i].number =
		    strcmp(out->list[i].kind, "complaint") == 0
			? 0
			: (unsigned)i + 1;
	return err;
}
