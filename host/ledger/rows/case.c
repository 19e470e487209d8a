/* case.c: write cases, their history and their documents; forget them. */
#include <sodium.h>
#include <string.h>

#include "case.h"
#include "store/blob.h"

/* ---- What may be written ---- */

static bool case_text(const char *text, size_t maximum)
{
	return text != NULL && strlen(text) <= maximum &&
	       strpbrk(text, "\n\t\r") == NULL;
}

static bool case_fits(const struct ledger_case *the_case)
{
	return (the_case->id != 0 ||
		(case_text(the_case->reference, LEDGER_TEXT_MAX) &&
		 case_text(the_case->controller, LEDGER_TEXT_MAX) &&
		 case_text(the_case->name, LEDGER_TEXT_MAX) &&
		 case_text(the_case->law, LEDGER_TEXT_MAX))) &&
	       (the_case->facts == NULL ||
		strlen(the_case->facts) <= LEDGER_DETAIL_MAX);
}

static bool case_documents_fit(const struct ledger_entry *entry)
{
	bool fits = true;

	for (unsigned i = 0; fits && i < entry->event_count; i++)
		fits = case_text(entry->events[i].kind, LEDGER_TEXT_MAX) &&
		       case_text(entry->events[i].day, LEDGER_DAY - 1) &&
		       case_text(entry->events[i].detail, LEDGER_DETAIL_MAX);
	for (unsigned i = 0; fits && i < entry->letter_count; i++)
		fits = entry->letters[i].content.size <= LEDGER_LETTER_MAX;
	for (unsigned i = 0; fits && i < entry->document_count; i++)
		fits = entry->documents[i].content.size <= LEDGER_DOCUMENT_MAX;
	return fits;
}

static enum lens_err case_check(const struct ledger_entry *entry,
				struct ledger_fault *fault)
{
	if (case_fits(&entry->the_case) && case_documents_fit(entry))
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_ARGUMENT,
			 "What is to be kept of this case is too long, or "
			 "has a line break where none may be; shorten it, "
			 "and write it in one line.");
}

/* ---- Rows ---- */

/* Run an insertion that returns the id of the row; LENS_NOT_FOUND for no row.
 */
static enum lens_err case_insert(struct database_binder *binder,
				 struct ledger_fault *fault, int64_t *id)
{
	enum lens_err err = database_step(binder, fault);

	if (err != LENS_OK) {
		database_reset(binder);
		return err;
	}
	*id = database_int(binder, 0);
	return database_run(binder, fault);
}

static int64_t case_moment(int64_t given)
{
	return given != 0 ? given : base_wall_ms();
}

enum lens_err case_add(struct ledger *ledger,
		       const struct ledger_case *the_case,
		       struct ledger_fault *fault, int64_t *id)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_CASE_ADD);

	database_bind_text(&binder, the_case->reference);
	database_bind_text(&binder, the_case->controller);
	database_bind_text(&binder, the_case->name);
	database_bind_text(&binder, the_case->law);
	database_bind_text(&binder, the_case->facts ? the_case->facts : "{}");
	database_bind_int(&binder, case_moment(the_case->opened));
	database_bind_int(&binder, the_case->closed);
	return case_insert(&binder, fault, id);
}

enum lens_err case_event_add(struct ledger *ledger,
			     const struct ledger_event *event,
			     struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_EVENT_ADD);

	database_bind_int(&binder, event->case_id);
	database_bind_int(&binder, event->number);
	database_bind_text(&binder, event->kind);
	database_bind_text(&binder, event->day);
	database_bind_int(&binder, event->noted);
	database_bind_text(&binder, event->detail);
	database_bind_bytes(&binder,
			    (struct base_view){event->tag, sizeof(event->tag)});
	return database_run(&binder, fault);
}

enum lens_err case_letter_add(struct ledger *ledger,
			      const struct ledger_letter *letter,
			      struct ledger_fault *fault, int64_t *id)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LETTER_ADD);

	database_bind_int(&binder, letter->case_id);
	database_bind_text(&binder, letter->kind);
	database_bind_text(&binder, letter->language);
	database_bind_text(&binder, letter->subject);
	database_bind_int(&binder, case_moment(letter->made));
	return case_insert(&binder, fault, id);
}

enum lens_err case_name_photo(struct ledger *ledger, int64_t photo,
			      int64_t letter, struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_NAMED_ADD);

	database_bind_int(&binder, photo);
	database_bind_int(&binder, letter);
	return database_run(&binder, fault);
}

enum lens_err case_document_add(struct ledger *ledger,
				const struct ledger_document *document,
				struct ledger_fault *fault, int64_t *id)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_DOCUMENT_ADD);

	database_bind_int(&binder, document->case_id);
	database_bind_text(&binder, document->name);
	database_bind_text(&binder, document->type);
	database_bind_int(&binder, case_moment(document->kept));
	database_bind_bytes(&binder, (struct base_view){document->sha256, 32});
	database_bind_int(&binder, (int64_t)document->bytes);
	return case_insert(&binder, fault, id);
}

static enum lens_err case_missing(int64_t id, struct ledger_fault *fault)
{
	return fault_say(
	    fault, LEDGER_FAULT_MISSING,
	    "There is no case %lld; 'lenscap cases list' names them.",
	    (long long)id);
}

static bool case_is_there(void *context, const struct ledger_case *the_case)
{
	bool *there = context;

	(void)the_case;
	*there = true;
	return false;
}

enum lens_err ledger_case_expect(struct ledger *ledger, int64_t id,
				 struct ledger_fault *fault)
{
	bool there = false;
	enum lens_err err =
	    ledger_case_each(ledger, id, case_is_there, &there, fault);

	return err != LENS_OK || there ? err : case_missing(id, fault);
}

/* ---- The history's chain ---- */

/* Where the history of a case stands: its last event, or its reference. */
struct case_head {
	unsigned number;
	uint8_t tag[32];
	bool first;
	struct base_buffer reference;
};

static enum lens_err case_head_reference(struct ledger *ledger, int64_t id,
					 struct ledger_fault *fault,
					 struct case_head *head)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_CASE_EACH);
	struct ledger_case the_case;
	enum lens_err err;

	database_bind_int(&binder, id);
	err = database_step(&binder, fault);
	if (err == LENS_OK)
		err = case_row(&binder, &the_case);
	if (err == LENS_OK)
		err = base_buffer_add(&head->reference, the_case.reference,
				      strlen(the_case.reference) + 1);
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return case_missing(id, fault);
	return err == LENS_OK ? LENS_OK : fault_memory(fault);
}

static enum lens_err case_head_read(struct ledger *ledger, int64_t id,
				    struct ledger_fault *fault,
				    struct case_head *head)
{
	struct database_binder binder;
	struct base_view tag;
	enum lens_err err = case_head_reference(ledger, id, fault, head);

	if (err != LENS_OK)
		return err;
	binder = database_bind(&ledger->database, QUERY_EVENT_LAST);
	database_bind_int(&binder, id);
	err = database_step(&binder, fault);
	head->first = err == LENS_NOT_FOUND;
	if (err == LENS_OK) {
		head->number = (unsigned)database_int(&binder, 0);
		err = database_bytes(&binder, 1, sizeof(head->tag), &tag);
		if (err == LENS_OK)
			memcpy(head->tag, tag.data, sizeof(head->tag));
		else
			err = fault_memory(fault);
	}
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static enum lens_err case_chain(struct case_head *head,
				struct ledger_event *event)
{
	enum lens_err err;

	event->number = ++head->number;
	event->noted = case_moment(event->noted);
	err = ledger_event_tag(head->first ? NULL : head->tag,
			       (const char *)head->reference.data, event,
			       event->tag);
	memcpy(head->tag, event->tag, sizeof(head->tag));
	head->first = false;
	return err;
}

static enum lens_err case_write_events(struct ledger *ledger,
				       struct ledger_entry *entry,
				       struct ledger_fault *fault)
{
	struct case_head head = {.first = true};
	enum lens_err err;

	base_buffer_init(&head.reference, LEDGER_TEXT_MAX + 1);
	err = case_head_read(ledger, entry->the_case.id, fault, &head);
	for (unsigned i = 0; i < entry->event_count && err == LENS_OK; i++) {
		struct ledger_event *event = &entry->events[i];

		event->case_id = entry->the_case.id;
		if (case_chain(&head, event) != LENS_OK)
			err = fault_memory(fault);
		else
			err = case_event_add(ledger, event, fault);
	}
	base_buffer_free(&head.reference);
	return err;
}

/* ---- Papers ---- */

static enum lens_err case_photo_there(struct ledger *ledger, int64_t photo,
				      struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_PHOTO_GET);
	enum lens_err err;

	database_bind_int(&binder, photo);
	err = database_step(&binder, fault);
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "A photo that the letter names was forgotten "
				 "meanwhile; choose the photos anew.");
	return err;
}

static enum lens_err case_write_letter(struct ledger *ledger,
				       struct ledger_letter *letter,
				       struct ledger_fault *fault)
{
	enum lens_err err = case_letter_add(ledger, letter, fault, &letter->id);

	for (unsigned i = 0; i < letter->photo_count && err == LENS_OK; i++) {
		err = case_photo_there(ledger, letter->photos[i], fault);
		if (err == LENS_OK)
			err = case_name_photo(ledger, letter->photos[i],
					      letter->id, fault);
	}
	if (err == LENS_OK)
		err = blob_append(ledger, CASE_LETTER_OWNER(letter->id),
				  LEDGER_BLOB_PAPER, letter->content, fault);
	return err;
}

/* A document lies there in parts, for it may be larger than a picture. */
static enum lens_err case_write_document(struct ledger *ledger,
					 struct ledger_document *document,
					 struct ledger_fault *fault)
{
	uint64_t at = 0;
	uint8_t part = LEDGER_BLOB_PAPER;
	enum lens_err err;

	document->bytes = document->content.size;
	crypto_hash_sha256(document->sha256, document->content.data,
			   document->content.size);
	err = case_document_add(ledger, document, fault, &document->id);
	while (at < document->bytes && err == LENS_OK) {
		uint64_t left = document->bytes - at;
		struct base_view view = {document->content.data + at,
					 left < CASE_PART_MAX ? left
							      : CASE_PART_MAX};

		err = blob_append(ledger, CASE_DOCUMENT_OWNER(document->id),
				  part++, view, fault);
		at += view.size;
	}
	return err;
}

static enum lens_err case_write_documents(struct ledger *ledger,
					  struct ledger_entry *entry,
					  struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < entry->letter_count && err == LENS_OK; i++) {
		entry->letters[i].case_id = entry->the_case.id;
		err = case_write_letter(ledger, &entry->letters[i], fault);
	}
	for (unsigned i = 0; i < entry->document_count && err == LENS_OK; i++) {
		entry->documents[i].case_id = entry->the_case.id;
		err = case_write_document(ledger, &entry->documents[i], fault);
	}
	return err;
}

/* ---- Entries ---- */

static enum lens_err case_begin(struct ledger *ledger,
				struct ledger_case *the_case, bool update,
				struct ledger_fault *fault)
{
	struct database_binder binder;
	enum lens_err err;
	int64_t id;

	if (the_case->id == 0) {
		err = case_add(ledger, the_case, fault, &the_case->id);
		return err != LENS_NOT_FOUND
			   ? err
			   : fault_say(fault, LEDGER_FAULT_EXISTS,
				       "There is a case with that reference.");
	}
	if (!update)
		return LENS_OK; /* its history says whether it is there */
	binder = database_bind(&ledger->database, QUERY_CASE_UPDATE);
	database_bind_int(&binder, the_case->id);
	database_bind_text(&binder, the_case->facts);
	database_bind_int(&binder, the_case->closed);
	err = case_insert(&binder, fault, &id);
	return err != LENS_NOT_FOUND ? err : case_missing(the_case->id, fault);
}

static enum lens_err case_write(struct ledger *ledger,
				struct ledger_entry *entry,
				struct ledger_fault *fault)
{
	enum lens_err err =
	    case_begin(ledger, &entry->the_case, entry->update, fault);

	if (err == LENS_OK)
		err = case_write_events(ledger, entry, fault);
	if (err == LENS_OK)
		err = case_write_documents(ledger, entry, fault);
	return err;
}

enum lens_err ledger_case_write(struct ledger *ledger,
				struct ledger_entry *entries, size_t count,
				struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;
	bool documents = false;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = case_check(&entries[i], fault);
	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		err = case_write(ledger, &entries[i], fault);
		documents |= entries[i].letter_count > 0 ||
			     entries[i].document_count > 0;
	}
	/* Before the rows that name them. */
	if (err == LENS_OK && documents)
		err = blob_sync(ledger, fault);
	return store_end(ledger, err, fault);
}

/* ---- Forgetting ---- */

static enum lens_err case_drop(struct ledger *ledger, int64_t id,
			       struct ledger_fault *fault)
{
	/* What names others before what is named. */
	static const enum query hanging[] = {
	    QUERY_EVENT_DROP,  QUERY_NAMED_DROP,	 QUERY_LETTER_BLOB_DROP,
	    QUERY_LETTER_DROP, QUERY_DOCUMENT_BLOB_DROP, QUERY_DOCUMENT_DROP};
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_CASE_DROP);
	enum lens_err err;

	database_bind_int(&binder, id);
	err = case_insert(&binder, fault, &id);
	if (err == LENS_NOT_FOUND)
		return case_missing(id, fault);
	for (size_t i = 0;
	     i < sizeof(hanging) / sizeof(hanging[0]) && err == LENS_OK; i++) {
		binder = database_bind(&ledger->database, hanging[i]);
		database_bind_int(&binder, id);
		err = database_run(&binder, fault);
	}
	return err;
}

enum lens_err ledger_case_forget(struct ledger *ledger, const int64_t *ids,
				 size_t count, struct ledger_fault *fault)
{
	enum lens_err err = store_begin(ledger, fault);

	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = case_drop(ledger, ids[i], fault);
	return store_end_erase(ledger, err, fault);
}
