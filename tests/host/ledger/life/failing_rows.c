/* failing_rows.c: see the header.  What is read must be what was written. */
#include "failing_rows.h"

#define ROWS_PAGE "https://example.org/page"

static enum lens_err rows_write_case(struct ledger *ledger,
				     const char *reference,
				     struct ledger_fault *fault)
{
	const int64_t photo = 1;
	struct ledger_event event = {
	    .kind = "opened", .day = "2026-11-21", .detail = "{}"};
	struct ledger_letter letter = {.kind = "request",
				       .language = "de",
				       .subject = "subject",
				       .content = base_view_of("letter"),
				       .photo_count = 1,
				       .photos = &photo};
	struct ledger_document document = {.name = "reply.eml",
					   .type = "message/rfc822",
					   .content = base_view_of("reply")};
	struct ledger_entry entry = {.the_case = {.reference = reference,
						  .controller = "broker",
						  .name = "Broker",
						  .law = "gdpr"},
				     .event_count = 1,
				     .letter_count = 1,
				     .document_count = 1,
				     .events = &event,
				     .letters = &letter,
				     .documents = &document};

	return ledger_case_write(ledger, &entry, 1, fault);
}

static enum lens_err rows_write_place(struct ledger *ledger, const char *why,
				      struct ledger_fault *fault)
{
	const struct ledger_sighting seen = {
	    .photo = 1,
	    .place = "https://example.org/photo.jpg?token=1",
	    .anchor = "https://example.org/photo.jpg",
	    .page = ROWS_PAGE,
	    .source = "check",
	    .access = LEDGER_ACCESS_PUBLIC,
	    .why = why,
	    .own = {.bytes = 7, .width = 3, .height = 2, .format = "jpeg"},
	    .headers = "etag: \"x\""};

	return ledger_sighting_put(ledger, &seen, 1, fault);
}

enum lens_err rows_write(struct ledger *ledger, const char *reference,
			 struct ledger_fault *fault)
{
	const struct ledger_audit audit = {.page = ROWS_PAGE,
					   .grade = "exposed",
					   .photos = " 1 ",
					   .content = "{}"};
	enum lens_err err = rows_write_case(ledger, reference, fault);

	if (err == LENS_OK)
		err = rows_write_place(ledger, "", fault);
	if (err == LENS_OK)
		err = ledger_audit_put(ledger, &audit, fault);
	return err;
}

/* ---- Cases ---- */

enum lens_err rows_case(struct ledger *ledger, struct ledger_fault *fault)
{
	return rows_write_case(ledger, "LC-2", fault);
}

enum lens_err rows_close(struct ledger *ledger, struct ledger_fault *fault)
{
	struct ledger_entry entry = {
	    .the_case = {.id = 1, .facts = "{\"outcome\":1}", .closed = true},
	    .update = true};

	return ledger_case_write(ledger, &entry, 1, fault);
}

enum lens_err rows_forget(struct ledger *ledger, struct ledger_fault *fault)
{
	const int64_t one = 1;

	return ledger_case_forget(ledger, &one, 1, fault);
}

static bool rows_take_case(void *context, const struct ledger_case *the_case)
{
	assert_string_equal(the_case->reference, "LC-1");
	*(unsigned *)context += 1;
	return true;
}

static bool rows_take_event(void *context, const struct ledger_event *event)
{
	assert_string_equal(event->day, "2026-11-21");
	*(unsigned *)context += 1;
	return true;
}

static bool rows_take_letter(void *context, const struct ledger_letter *letter)
{
	assert_string_equal(letter->subject, "subject");
	*(unsigned *)context += 1;
	return true;
}

static bool rows_take_document(void *context,
			       const struct ledger_document *document)
{
	assert_string_equal(document->name, "reply.eml");
	*(unsigned *)context += 1;
	return true;
}

enum lens_err rows_cases(struct ledger *ledger, struct ledger_fault *fault)
{
	unsigned rows = 0;
	enum lens_err err =
	    ledger_case_each(ledger, 0, rows_take_case, &rows, fault);

	if (err == LENS_OK)
		err =
		    ledger_event_each(ledger, 1, rows_take_event, &rows, fault);
	if (err == LENS_OK)
		err = ledger_letter_each(ledger, 0, rows_take_letter, &rows,
					 fault);
	if (err == LENS_OK)
		err = ledger_document_each(ledger, 1, rows_take_document, &rows,
					   fault);
	if (err == LENS_OK)
		err = ledger_letter_one(ledger, 1, rows_take_letter, &rows,
					fault);
	if (err == LENS_OK)
		err = ledger_photo_letters(ledger, 1, rows_take_letter, &rows,
					   fault);
	if (err == LENS_OK)
		err = ledger_case_expect(ledger, 1, fault);
	if (err == LENS_OK)
		assert_int_equal(rows, 6);
	return err;
}

enum lens_err rows_papers(struct ledger *ledger, struct ledger_fault *fault)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, 100);
	err = ledger_letter_content(ledger, 1, fault, &bytes);
	if (err == LENS_OK) {
		assert_int_equal(bytes.size, 6);
		assert_memory_equal(bytes.data, "letter", 6);
		err = ledger_document_content(ledger, 1, fault, &bytes);
	}
	if (err == LENS_OK) {
		assert_int_equal(bytes.size, 5);
		assert_memory_equal(bytes.data, "reply", 5);
	}
	base_buffer_free(&bytes);
	return err;
}

/* ---- Places ---- */

/* Another page, and another look at the page that there was. */
enum lens_err rows_look(struct ledger *ledger, struct ledger_fault *fault)
{
	const struct ledger_look look = {.sighting = 1,
					 .state = LEDGER_THERE,
					 .access = LEDGER_ACCESS_PUBLIC,
					 .answer = 200,
					 .address =
					     "https://example.org/moved.jpg",
					 .own = {.bytes = 8, .format = "jpeg"}};
	enum lens_err err = rows_write_place(ledger, "again", fault);

	return err == LENS_OK ? ledger_look_put(ledger, &look, 1, fault) : err;
}

static bool rows_take_place(void *context, const struct ledger_sighting *seen)
{
	assert_string_equal(seen->page, ROWS_PAGE);
	*(unsigned *)context += 1;
	return true;
}

static bool rows_take_look(void *context, const struct ledger_look *look)
{
	assert_int_equal(look->own.bytes, 7);
	*(unsigned *)context += 1;
	return true;
}

static bool rows_take_audit(void *context, const struct ledger_audit *audit)
{
	assert_string_equal(audit->grade, "exposed");
	*(unsigned *)context += 1;
	return true;
}

enum lens_err rows_places(struct ledger *ledger, struct ledger_fault *fault)
{
	unsigned rows = 0;
	enum lens_err err =
	    ledger_sighting_each(ledger, 1, rows_take_place, &rows, fault);

	if (err == LENS_OK)
		err = ledger_look_each(ledger, 1, rows_take_look, &rows, fault);
	if (err == LENS_OK)
		err = ledger_audit_each(ledger, rows_take_audit, &rows, fault);
	if (err == LENS_OK)
		assert_int_equal(rows, 3);
	return err;
}

/* ---- Photos ---- */

enum lens_err rows_blob(struct ledger *ledger, struct ledger_fault *fault)
{
	return ledger_blob_put(ledger, 1, LEDGER_BLOB_FEATURES,
			       base_view_of("features"), fault);
}

static bool rows_take_print(void *context, const struct ledger_print *print)
{
	*(unsigned *)context += print->photo > 0;
	return true;
}

static enum lens_err rows_take_blob(void *context, size_t i,
				    struct base_view bytes)
{
	assert_int_equal(i == 0, bytes.size > 0);
	*(unsigned *)context += 1;
	return LENS_OK;
}

enum lens_err rows_prints(struct ledger *ledger, struct ledger_fault *fault)
{
	const int64_t photos[] = {1, 1000};
	struct base_buffer bytes;
	unsigned rows = 0;
	enum lens_err err =
	    ledger_print_each(ledger, 0, rows_take_print, &rows, fault);

	if (err == LENS_OK)
		err = ledger_blob_each(ledger, photos, 2, LEDGER_BLOB_THUMBNAIL,
				       rows_take_blob, &rows, fault);
	base_buffer_init(&bytes, 1u << 20);
	if (err == LENS_OK)
		err = ledger_blob_get(ledger, 1, LEDGER_BLOB_THUMBNAIL, fault,
				      &bytes);
	if (err == LENS_OK)
		assert_int_equal(rows, 7);
	base_buffer_free(&bytes);
	return err;
}
