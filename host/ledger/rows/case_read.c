/* case_read.c: read cases, their history and their documents. */
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "case.h"
#include "each.h"

/* Several text columns; *out in the order of the columns from first on. */
static enum lens_err case_texts(struct database_binder *binder, int first,
				int count, const char **out[])
{
	enum lens_err err = LENS_OK;

	for (int i = 0; i < count && err == LENS_OK; i++)
		err = database_text(binder, first + i, out[i]);
	return err;
}

enum lens_err case_row(struct database_binder *binder, struct ledger_case *out)
{
	const char **texts[] = {&out->reference, &out->controller, &out->name,
				&out->law, &out->facts};

	*out = (struct ledger_case){
	    .id = database_int(binder, 0),
	    .opened = database_int(binder, 6),
	    .closed = database_int(binder, 7) != 0,
	};
	return case_texts(binder, 1, 5, texts);
}

enum lens_err case_event_row(struct database_binder *binder,
			     struct ledger_event *out)
{
	const char **texts[] = {&out->kind, &out->day};
	struct base_view tag;
	enum lens_err err;

	*out = (struct ledger_event){
	    .case_id = database_int(binder, 0),
	    .number = (unsigned)database_int(binder, 1),
	    .noted = database_int(binder, 4),
	};
	err = case_texts(binder, 2, 2, texts);
	if (err == LENS_OK)
		err = database_text(binder, 5, &out->detail);
	if (err == LENS_OK)
		err = database_bytes(binder, 6, sizeof(out->tag), &tag);
	if (err == LENS_OK)
		memcpy(out->tag, tag.data, sizeof(out->tag));
	return err;
}

enum lens_err case_letter_row(struct database_binder *binder,
			      struct ledger_letter *out)
{
	const char **texts[] = {&out->kind, &out->language, &out->subject};

	*out = (struct ledger_letter){
	    .id = database_int(binder, 0),
	    .case_id = database_int(binder, 1),
	    .made = database_int(binder, 5),
	};
	return case_texts(binder, 2, 3, texts);
}

enum lens_err case_document_row(struct database_binder *binder,
				struct ledger_document *out)
{
	const char **texts[] = {&out->name, &out->type};
	struct base_view hash;
	enum lens_err err;

	*out = (struct ledger_document){
	    .id = database_int(binder, 0),
	    .case_id = database_int(binder, 1),
	    .kept = database_int(binder, 4),
	    .bytes = (uint64_t)database_int(binder, 6),
	};
	err = case_texts(binder, 2, 2, texts);
	if (err == LENS_OK)
		err = database_bytes(binder, 5, sizeof(out->sha256), &hash);
	if (err == LENS_OK)
		memcpy(out->sha256, hash.data, sizeof(out->sha256));
	return err;
}

/* ---- Visits ---- */

ROWS_EACH(case_each, ledger_case, case_row)
ROWS_EACH(case_each_event, ledger_event, case_event_row)
ROWS_EACH(case_each_letter, ledger_letter, case_letter_row)
ROWS_EACH(case_each_document, ledger_document, case_document_row)

enum lens_err ledger_case_each(
    struct ledger *ledger, int64_t id,
    bool (*visit)(void *context, const struct ledger_case *the_case),
    void *context, struct ledger_fault *fault)
{
	return case_each(ledger, store_read(ledger, fault), QUERY_CASE_EACH,
			 &id, visit, context, fault);
}

enum lens_err ledger_event_each(struct ledger *ledger, int64_t case_id,
				bool (*visit)(void *context,
					      const struct ledger_event *event),
				void *context, struct ledger_fault *fault)
{
	return case_each_event(ledger, store_read(ledger, fault),
			       QUERY_EVENT_EACH, &case_id, visit, context,
			       fault);
}

enum lens_err ledger_letter_each(
    struct ledger *ledger, int64_t case_id,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault)
{
	return case_each_letter(ledger, store_read(ledger, fault),
				QUERY_LETTER_EACH, &case_id, visit, context,
				fault);
}

enum lens_err ledger_letter_one(
    struct ledger *ledger, int64_t id,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault)
{
	return case_each_letter(ledger, store_read(ledger, fault),
				QUERY_LETTER_ONE, &id, visit, context, fault);
}

enum lens_err ledger_photo_letters(
    struct ledger *ledger, int64_t photo,
    bool (*visit)(void *context, const struct ledger_letter *letter),
    void *context, struct ledger_fault *fault)
{
	return case_each_letter(ledger, store_read(ledger, fault),
				QUERY_LETTER_NAMING, &photo, visit, context,
				fault);
}

enum lens_err ledger_document_each(
    struct ledger *ledger, int64_t case_id,
    bool (*visit)(void *context, const struct ledger_document *document),
    void *context, struct ledger_fault *fault)
{
	return case_each_document(ledger, store_read(ledger, fault),
				  QUERY_DOCUMENT_EACH, &case_id, visit, context,
				  fault);
}

/* ---- Papers ---- */

enum lens_err ledger_letter_content(struct ledger *ledger, int64_t id,
				    struct ledger_fault *fault,
				    struct base_buffer *out)
{
	return ledger_blob_get(ledger, CASE_LETTER_OWNER(id), LEDGER_BLOB_PAPER,
			       fault, out);
}

static enum lens_err case_document_size(struct ledger *ledger, int64_t id,
					struct ledger_fault *fault,
					uint64_t *size)
{
	struct database_binder binder;
	enum lens_err err = store_read(ledger, fault);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_DOCUMENT_GET);
	database_bind_int(&binder, id);
	err = database_step(&binder, fault);
	*size = err == LENS_OK ? (uint64_t)database_int(&binder, 0) : 0;
	database_reset(&binder);
	return err != LENS_NOT_FOUND ? err
				     : fault_say(fault, LEDGER_FAULT_MISSING,
						 "There is no such document.");
}

enum lens_err ledger_document_content(struct ledger *ledger, int64_t id,
				      struct ledger_fault *fault,
				      struct base_buffer *out)
{
	struct base_buffer part;
	uint8_t kind = LEDGER_BLOB_PAPER;
	uint64_t size;
	enum lens_err err = case_document_size(ledger, id, fault, &size);

	base_buffer_free(out);
	base_buffer_init(&part, CASE_PART_MAX);
	while (err == LENS_OK && out->size < size) {
		err = ledger_blob_get(ledger, CASE_DOCUMENT_OWNER(id), kind++,
				      fault, &part);
		if (err == LENS_OK &&
		    base_buffer_add(out, part.data, part.size) != LENS_OK)
			err = fault_memory(fault);
	}
	base_buffer_free(&part);
	return err;
}

/* ---- The log ---- */

/* "2026-11-22T10:15:30.123Z"; false for a moment of no year. */
static bool case_moment_text(int64_t moment, char out[BASE_MOMENT])
{
	size_t end;

	if (!base_moment(out, moment))
		return false;
	end = strlen(out) - 1;
	snprintf(out + end, BASE_MOMENT - end, ".%03dZ", (int)(moment % 1000));
	return true;
}

enum lens_err ledger_event_line(const struct ledger_event *event,
				struct base_buffer *out)
{
	char noted[BASE_MOMENT], number[12];
	const char *const columns[] = {number, event->day, noted, event->kind,
				       event->detail};
	enum lens_err err = LENS_OK;

	snprintf(number, sizeof(number), "%u", event->number);
	if (!case_moment_text(event->noted, noted))
		return LENS_MALFORMED;
	for (size_t i = 0;
	     i < sizeof(columns) / sizeof(columns[0]) && err == LENS_OK; i++) {
		if (i > 0)
			err = base_buffer_add_text(out, "\t");
		if (err == LENS_OK)
			err = base_buffer_add_text(out, columns[i]);
	}
	return err;
}

enum lens_err ledger_event_tag(const uint8_t before[32], const char *reference,
			       const struct ledger_event *event,
			       uint8_t out[32])
{
	uint8_t first[32];
	char hex[2 * sizeof(first) + 1];
	struct base_buffer text;
	enum lens_err err;

	if (before == NULL) {
		crypto_hash_sha256(first, (const uint8_t *)reference,
				   strlen(reference));
		before = first;
	}
	base_hex(hex, before, sizeof(first));
	base_buffer_init(&text, LEDGER_DETAIL_MAX + LEDGER_TEXT_MAX + 1024);
	err = base_buffer_add_text(&text, hex);
	if (err == LENS_OK)
		err = base_buffer_add_text(&text, "\n");
	if (err == LENS_OK)
		err = ledger_event_line(event, &text);
	if (err == LENS_OK)
		crypto_hash_sha256(out, text.data, text.size);
	base_buffer_free(&text);
	return err;
}

void ledger_sha256(struct base_view bytes, uint8_t out[32])
{
	crypto_hash_sha256(out, bytes.data, bytes.size);
}
