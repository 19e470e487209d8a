/* test_cases.c: cases, their history, letters and documents. */
#include <sodium.h>

#include "host/ledger/home.h"

static const char cases_content[] = "{\"paragraphs\":[\"Sir or Madam\"]}";

/* A case with two events, a letter that names a photo, and a document. */
static enum lens_err cases_write(struct ledger *ledger, const char *reference,
				 int64_t photo, struct ledger_fault *fault,
				 int64_t *id)
{
	static uint8_t mail[3 << 20];
	struct ledger_event events[] = {
	    {.kind = "drafted", .day = "2026-11-22", .detail = "{\"a\":1}"},
	    {.kind = "sent", .day = "2026-11-23", .detail = "{}"}};
	struct ledger_letter letter = {.kind = "request",
				       .language = "de",
				       .subject = "Auskunft nach Art. 15 DSGVO",
				       .content = base_view_of(cases_content),
				       .photo_count = 1,
				       .photos = &photo};
	struct ledger_document document = {.name = "reply.eml",
					   .type = "message/rfc822",
					   .content = {mail, sizeof(mail)}};
	struct ledger_entry entry = {.the_case = {.reference = reference,
						  .controller = "clearview-ai",
						  .name = "Clearview AI, Inc.",
						  .law = "gdpr"},
				     .event_count = 2,
				     .letter_count = 1,
				     .document_count = 1,
				     .events = events,
				     .letters = &letter,
				     .documents = &document};
	enum lens_err err;

	for (size_t i = 0; i < sizeof(mail); i++)
		mail[i] = (uint8_t)(i * 31 >> 3);
	err = ledger_case_write(ledger, &entry, 1, fault);
	*id = entry.the_case.id;
	return err;
}

/* ---- Checking ---- */

struct cases_seen {
	unsigned cases, events, letters, documents;
	int64_t letter, document;
	char reference[64];
	uint8_t tag[32];
};

static bool cases_see(void *context, const struct ledger_case *the_case)
{
	struct cases_seen *seen = context;

	seen->cases++;
	snprintf(seen->reference, sizeof(seen->reference), "%s",
		 the_case->reference);
	assert_string_equal(the_case->controller, "clearview-ai");
	assert_string_equal(the_case->law, "gdpr");
	return true;
}

/* The chain by hand, as a person with sha256sum would. */
static bool cases_see_event(void *context, const struct ledger_event *event)
{
	struct cases_seen *seen = context;
	char text[1024], hex[65], line[512] = "";
	struct base_buffer buffer;
	uint8_t tag[32];

	if (seen->events++ == 0)
		crypto_hash_sha256(seen->tag, (uint8_t *)seen->reference,
				   strlen(seen->reference));
	base_buffer_init(&buffer, sizeof(line) - 1);
	assert_int_equal(ledger_event_line(event, &buffer), LENS_OK);
	memcpy(line, buffer.data, buffer.size);
	base_buffer_free(&buffer);
	base_hex(hex, seen->tag, 32);
	snprintf(text, sizeof(text), "%s\n%s", hex, line);
	crypto_hash_sha256(tag, (uint8_t *)text, strlen(text));
	assert_memory_equal(tag, event->tag, sizeof(tag));
	memcpy(seen->tag, tag, sizeof(tag));
	assert_int_equal(event->number, seen->events);
	return true;
}

static bool cases_see_letter(void *context, const struct ledger_letter *letter)
{
	struct cases_seen *seen = context;

	seen->letters++;
	seen->letter = letter->id;
	assert_string_equal(letter->language, "de");
	return true;
}

static bool cases_see_document(void *context,
			       const struct ledger_document *document)
{
	struct cases_seen *seen = context;

	seen->documents++;
	seen->document = document->id;
	assert_string_equal(document->type, "message/rfc822");
	assert_int_equal(document->bytes, 3 << 20);
	return true;
}

static void cases_documents(struct ledger *ledger,
			    const struct cases_seen *seen)
{
	struct base_buffer content;

	base_buffer_init(&content, LEDGER_DOCUMENT_MAX);
	assert_int_equal(
	    ledger_letter_content(ledger, seen->letter, NULL, &content),
	    LENS_OK);
	assert_int_equal(content.size, strlen(cases_content));
	assert_memory_equal(content.data, cases_content, content.size);
	assert_int_equal(
	    ledger_document_content(ledger, seen->document, NULL, &content),
	    LENS_OK);
	assert_int_equal(content.size, 3 << 20);
	for (size_t i = 0; i < content.size; i++)
		assert_int_equal(content.data[i], (uint8_t)(i * 31 >> 3));
	base_buffer_free(&content);
}

/* Everything of the one case that is there. */
static void cases_check(struct ledger *ledger, int64_t photo, unsigned naming)
{
	struct cases_seen seen = {0}, named = {0};

	assert_int_equal(ledger_case_each(ledger, 0, cases_see, &seen, NULL),
			 LENS_OK);
	assert_int_equal(seen.cases, 1);
	assert_int_equal(
	    ledger_event_each(ledger, 0, cases_see_event, &seen, NULL),
	    LENS_OK);
	assert_int_equal(seen.events, 2);
	assert_int_equal(
	    ledger_letter_each(ledger, 0, cases_see_letter, &seen, NULL),
	    LENS_OK);
	assert_int_equal(
	    ledger_document_each(ledger, 0, cases_see_document, &seen, NULL),
	    LENS_OK);
	assert_int_equal(seen.letters, 1);
	assert_int_equal(seen.documents, 1);
	cases_documents(ledger, &seen);
	assert_int_equal(
	    ledger_photo_letters(ledger, photo, cases_see_letter, &named, NULL),
	    LENS_OK);
	assert_int_equal(named.letters, naming);
}

/* ---- Tests ---- */

TEST(keeps_a_case_with_its_documents)
{
	struct ledger_status status;
	struct home home;
	int64_t photo, id;

	(void)state;
	home_make(&home);
	photo = home_add(home.ledger, 1);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, NULL, &id),
			 LENS_OK);
	cases_check(home.ledger, photo, 1);
	home_reopen(&home);
	cases_check(home.ledger, photo, 1);
	assert_int_equal(ledger_compact(home.ledger, true, NULL), LENS_OK);
	home_reopen(&home);
	cases_check(home.ledger, photo, 1);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.cases, 1);
	home_remove(&home);
}

TEST(goes_on_with_a_case)
{
	struct ledger_event reply = {
	    .kind = "reply", .day = "2026-12-01", .detail = "{}"};
	struct ledger_entry entry = {
	    .update = true, .event_count = 1, .events = &reply};
	struct cases_seen seen = {0};
	struct home home;

	(void)state;
	home_make(&home);
	assert_int_equal(cases_write(home.ledger, "LC-1",
				     home_add(home.ledger, 1), NULL,
				     &entry.the_case.id),
			 LENS_OK);
	entry.the_case.facts = "{\"ask\":\"access\"}";
	entry.the_case.closed = true;
	assert_int_equal(ledger_case_write(home.ledger, &entry, 1, NULL),
			 LENS_OK);
	assert_int_equal(reply.number, 3);
	home_reopen(&home);
	assert_int_equal(
	    ledger_case_each(home.ledger, 0, cases_see, &seen, NULL), LENS_OK);
	assert_int_equal(ledger_event_each(home.ledger, entry.the_case.id,
					   cases_see_event, &seen, NULL),
			 LENS_OK);
	assert_int_equal(seen.events, 3);
	assert_memory_equal(seen.tag, reply.tag, 32);
	home_remove(&home);
}

TEST(says_a_moment_to_the_thousandth)
{
	static const struct {
		int64_t noted;
		const char *line;
	} all[] = {
	    {1795345200123, "7\t2026-11-22\t2026-11-22T11:00:00.123Z\tsent\t"},
	    {0, "7\t2026-11-22\t1970-01-01T00:00:00.000Z\tsent\t"},
	    {INT64_MAX, "7\t2026-11-22\t292278994-08-17T07:12:55.807Z\tsent\t"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct ledger_event event = {.number = 7,
					     .day = "2026-11-22",
					     .noted = all[i].noted,
					     .kind = "sent",
					     .detail = ""};
		struct base_buffer line;

		base_buffer_init(&line, 200);
		assert_int_equal(ledger_event_line(&event, &line), LENS_OK);
		assert_int_equal(line.size, strlen(all[i].line));
		assert_memory_equal(line.data, all[i].line, line.size);
		base_buffer_free(&line);
	}
}

TEST(writes_nothing_of_what_it_refuses)
{
	struct ledger_status status;
	struct ledger_fault fault;
	struct home home;
	int64_t photo, id;

	(void)state;
	home_make(&home);
	photo = home_add(home.ledger, 1);
	assert_int_equal(cases_write(home.ledger, "LC-1", 77, &fault, &id),
			 LENS_NOT_FOUND);
	assert_int_equal(fault.kind, LEDGER_FAULT_MISSING);
	assert_int_equal(cases_write(home.ledger, "LC\n1", photo, &fault, &id),
			 LENS_TOO_BIG);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, NULL, &id),
			 LENS_OK);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, &fault, &id),
			 LENS_DENIED);
	assert_int_equal(fault.kind, LEDGER_FAULT_EXISTS);
	assert_int_equal(ledger_status(home.ledger, NULL, &status), LENS_OK);
	assert_int_equal(status.cases, 1);
	cases_check(home.ledger, photo, 1);
	home_remove(&home);
}

TEST(forgets_a_case_and_all_that_hangs_on_it)
{
	struct cases_seen seen = {0};
	struct base_buffer content;
	struct home home;
	int64_t photo, id;

	(void)state;
	home_make(&home);
	photo = home_add(home.ledger, 1);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, NULL, &id),
			 LENS_OK);
	assert_int_equal(
	    ledger_letter_each(home.ledger, 0, cases_see_letter, &seen, NULL),
	    LENS_OK);
	assert_int_equal(ledger_case_forget(home.ledger, &id, 1, NULL),
			 LENS_OK);
	assert_int_equal(ledger_case_forget(home.ledger, &id, 1, NULL),
			 LENS_NOT_FOUND);
	assert_int_equal(
	    ledger_event_each(home.ledger, 0, cases_see_event, &seen, NULL),
	    LENS_OK);
	assert_int_equal(seen.events, 0);
	base_buffer_init(&content, LEDGER_LETTER_MAX);
	assert_int_equal(
	    ledger_letter_content(home.ledger, seen.letter, NULL, &content),
	    LENS_NOT_FOUND);
	base_buffer_free(&content);
	assert_true(home_has(home.ledger, 1));
	home_remove(&home);
}

/* A letter goes on without the photo that it names. */
TEST(keeps_a_letter_whose_photo_is_forgotten)
{
	struct home home;
	int64_t photo, id;

	(void)state;
	home_make(&home);
	photo = home_add(home.ledger, 1);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, NULL, &id),
			 LENS_OK);
	assert_int_equal(ledger_photo_forget(home.ledger, &photo, 1, NULL),
			 LENS_OK);
	cases_check(home.ledger, photo, 0);
	home_remove(&home);
}

TEST(merges_a_backup_with_cases)
{
	struct ledger_merged merged;
	char path[2 * HOME_PATH];
	struct home home, other;
	int64_t photo, id;

	(void)state;
	home_make(&home);
	home_make(&other);
	snprintf(path, sizeof(path), "%s/backup", home.top);
	photo = home_add(home.ledger, 1);
	assert_int_equal(cases_write(home.ledger, "LC-1", photo, NULL, &id),
			 LENS_OK);
	assert_int_equal(ledger_backup(home.ledger, path, false, NULL),
			 LENS_OK);
	/* Other ids there: what is merged must be numbered anew. */
	for (unsigned i = 10; i < 14; i++)
		home_add(other.ledger, i);
	assert_int_equal(
	    ledger_merge(other.ledger, path, home.secret, NULL, &merged),
	    LENS_OK);
	assert_int_equal(merged.cases, 1);
	home_reopen(&other);
	cases_check(other.ledger, photo + 4, 1);
	assert_int_equal(
	    ledger_merge(other.ledger, path, home.secret, NULL, &merged),
	    LENS_OK);
	assert_int_equal(merged.cases, 0);
	cases_check(other.ledger, photo + 4, 1);
	home_remove(&other);
	home_remove(&home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(keeps_a_case_with_its_documents),
	    RUN(goes_on_with_a_case),
	    RUN(says_a_moment_to_the_thousandth),
	    RUN(writes_nothing_of_what_it_refuses),
	    RUN(forgets_a_case_and_all_that_hangs_on_it),
	    RUN(keeps_a_letter_whose_photo_is_forgotten),
	    RUN(merges_a_backup_with_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
