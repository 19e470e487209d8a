/* document.c: letters, mails and calendars on their way to the typesetter. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ipc_document.h>

#include "long_text.h"
#include "status.h"

static const struct status_words document_words[IPC_DOCUMENT_STATUSES] = {
    [IPC_DOCUMENT_OK] = {"ok", "It is done."},
    [IPC_DOCUMENT_MALFORMED] =
	{"malformed", "This is not a mail as mail programs save it. Save the "
		      "message itself as .eml, with its head."},
    [IPC_DOCUMENT_TOO_LARGE] =
	{"too_large", "It is larger than Lenscap sets or reads at once. Take "
		      "fewer photos or a smaller file."},
    [IPC_DOCUMENT_NO_FONT] =
	{"no_font", "The letter has signs for which no font was found here. "
		    "Install the packages fonts-liberation and "
		    "fonts-dejavu-core, and one for its script, like "
		    "fonts-noto-cjk; as text it is whole."},
    [IPC_DOCUMENT_TOO_MUCH_MEMORY] =
	{"too_much_memory", "It took more memory than one paper may. Take "
			    "fewer photos or a smaller file."},
    [IPC_DOCUMENT_CRASHED] =
	{"crashed", "The part of Lenscap that sets letters and reads mails "
		    "failed on this one and was ended. A letter can be had "
		    "as text all the same."},
    [IPC_DOCUMENT_TOO_SLOW] =
	{"too_slow", "It took too long and was ended. Try again when the "
		     "machine is less busy."},
    [IPC_DOCUMENT_LIED] =
	{"lied", "The part of Lenscap that sets letters and reads mails gave "
		 "an answer that cannot be; it was thrown away."},
    [IPC_DOCUMENT_NO_WORKER] =
	{"no_worker", "The part of Lenscap that sets letters and reads mails "
		      "does not start here: see `lenscap doctor`."},
};

const char *ipc_document_code(enum ipc_document_status status)
{
	return status_code(document_words, IPC_DOCUMENT_STATUSES, status);
}

const char *ipc_document_sentence(enum ipc_document_status status)
{
	return status_sentence(document_words, IPC_DOCUMENT_STATUSES, status);
}

/* ---- The fields of each ---- */

#define DOCUMENT_FIELD(type, name) offsetof(struct type, name)

/* Texts in the order of the wire, as places in their structs. */
static const size_t document_texts[] = {
    DOCUMENT_FIELD(ipc_document, language),
    DOCUMENT_FIELD(ipc_document, sender),
    DOCUMENT_FIELD(ipc_document, recipient),
    DOCUMENT_FIELD(ipc_document, facts),
    DOCUMENT_FIELD(ipc_document, date),
    DOCUMENT_FIELD(ipc_document, subject),
    DOCUMENT_FIELD(ipc_document, page_words),
    DOCUMENT_FIELD(ipc_document, letterhead)};
static const size_t draft_texts[] = {
    DOCUMENT_FIELD(ipc_draft, from), DOCUMENT_FIELD(ipc_draft, to),
    DOCUMENT_FIELD(ipc_draft, cc),   DOCUMENT_FIELD(ipc_draft, subject),
    DOCUMENT_FIELD(ipc_draft, body), DOCUMENT_FIELD(ipc_draft, message_id)};
static const size_t event_texts[] = {
    DOCUMENT_FIELD(ipc_event, uid), DOCUMENT_FIELD(ipc_event, day),
    DOCUMENT_FIELD(ipc_event, summary), DOCUMENT_FIELD(ipc_event, description)};

#define DOCUMENT_COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char **document_text(const void *of, size_t place)
{
	return (const char **)((char *)of + place);
}

static void document_write_texts(struct ipc_writer *writer, const void *of,
				 const size_t *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		long_text_write(writer, *document_text(of, places[i]));
}

static void document_read_texts(struct ipc_reader *reader, void *of,
				const size_t *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*document_text(of, places[i]) =
		    long_text_read(reader, IPC_DOCUMENT_TEXT_MAX);
}

static void document_free_texts(void *of, const size_t *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((char *)*document_text(of, places[i]));
}

/* A count within its limit, or a failure. */
static unsigned document_read_count(struct ipc_reader *reader, unsigned maximum)
{
	uint32_t count = ipc_read_u32(reader);

	if (count > maximum)
		reader->err = LENS_MALFORMED;
	return reader->err == LENS_OK ? count : 0;
}

/* ---- Letters ---- */

static void document_write_signature(struct ipc_writer *writer,
				     const struct ipc_signature *signature)
{
	ipc_write_u32(writer, signature->columns);
	ipc_write_u32(writer, signature->rows);
	ipc_write_bytes(writer, signature->ink,
			(size_t)signature->columns * signature->rows);
}

static void document_read_signature(struct ipc_reader *reader,
				    struct ipc_signature *out)
{
	unsigned columns =
	    document_read_count(reader, IPC_SIGNATURE_COLUMNS_MAX);
	unsigned rows = document_read_count(reader, IPC_SIGNATURE_ROWS_MAX);
	size_t size = (size_t)columns * rows;
	uint8_t *ink;

	if ((columns == 0) != (rows == 0))
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK || size == 0)
		return;
	ink = base_alloc(size, 1);
	ipc_read_bytes(reader, ink, size);
	*out = (struct ipc_signature){columns, rows, ink};
}

static void document_write(struct ipc_writer *writer,
			   const struct ipc_document *document)
{
	ipc_write_u8(writer, (uint8_t)document->layout);
	document_write_texts(writer, document, document_texts,
			     DOCUMENT_COUNT(document_texts));
	document_write_signature(writer, &document->signature);
	ipc_write_u64(writer, (uint64_t)document->made);
	ipc_write_u32(writer, document->count);
	for (unsigned i = 0; i < document->count; i++) {
		const struct ipc_block *block = &document->blocks[i];

		ipc_write_u8(writer, (uint8_t)block->kind);
		ipc_write_u8(writer, (uint8_t)block->count);
		for (unsigned cell = 0; cell < block->count; cell++)
			long_text_write(writer, block->cells[cell]);
	}
}

/* How many cells a kind has: from, to. */
static const struct {
	uint8_t least, most;
} document_cells[IPC_BLOCKS] = {
    [IPC_BLOCK_PARAGRAPH] = {1, 1},
    [IPC_BLOCK_HEADING] = {1, 1},
    [IPC_BLOCK_ITEM] = {2, 2},
    [IPC_BLOCK_HEAD] = {1, IPC_DOCUMENT_CELLS_MAX},
    [IPC_BLOCK_ROW] = {1, IPC_DOCUMENT_CELLS_MAX},
    [IPC_BLOCK_PAGE] = {0, 0},
    [IPC_BLOCK_SIGN] = {1, 1},
    [IPC_BLOCK_CODE] = {2, 2},
};

static void document_read_block(struct ipc_reader *reader,
				struct ipc_block *out)
{
	uint8_t kind = ipc_read_u8(reader), count = ipc_read_u8(reader);

	if (kind >= IPC_BLOCKS || count < document_cells[kind].least ||
	    count > document_cells[kind].most)
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return;
	out->kind = kind;
	for (; out->count < count; out->count++)
		out->cells[out->count] = long_text_read(
		    reader, kind == IPC_BLOCK_CODE ? IPC_DOCUMENT_CODE_MAX
						   : IPC_DOCUMENT_TEXT_MAX);
}

static void document_read(struct ipc_reader *reader, struct ipc_document *out)
{
	uint8_t layout = ipc_read_u8(reader);
	unsigned count;

	if (layout >= IPC_LAYOUTS)
		reader->err = LENS_MALFORMED;
	out->layout = layout;
	document_read_texts(reader, out, document_texts,
			    DOCUMENT_COUNT(document_texts));
	document_read_signature(reader, &out->signature);
	out->made = (int64_t)ipc_read_u64(reader);
	count = document_read_count(reader, IPC_DOCUMENT_BLOCKS_MAX);
	out->blocks = base_alloc(count + 1, sizeof(*out->blocks));
	while (out->count < count && reader->err == LENS_OK)
		document_read_block(reader, &out->blocks[out->count++]);
}

static void document_free(struct ipc_document *document)
{
	document_free_texts(document, document_texts,
			    DOCUMENT_COUNT(document_texts));
	for (unsigned i = 0; i < document->count; i++)
		for (unsigned cell = 0; cell < document->blocks[i].count;
		     cell++)
			free((char *)document->blocks[i].cells[cell]);
	free(document->blocks);
	free((uint8_t *)document->signature.ink);
}

/* ---- Drafts of mails ---- */

static void document_write_draft(struct ipc_writer *writer,
				 const struct ipc_draft *draft)
{
	document_write_texts(writer, draft, draft_texts,
			     DOCUMENT_COUNT(draft_texts));
	ipc_write_u64(writer, (uint64_t)draft->date);
	ipc_write_u32(writer, draft->count);
	for (unsigned i = 0; i < draft->count; i++) {
		long_text_write(writer, draft->attachments[i].name);
		long_text_write(writer, draft->attachments[i].type);
		ipc_write_u64(writer, draft->attachments[i].size);
	}
}

static void document_read_draft(struct ipc_reader *reader,
				struct ipc_draft *out)
{
	uint64_t left = IPC_DOCUMENT_BYTES_MAX;
	unsigned count;

	document_read_texts(reader, out, draft_texts,
			    DOCUMENT_COUNT(draft_texts));
	out->date = (int64_t)ipc_read_u64(reader);
	count = document_read_count(reader, IPC_DOCUMENT_ATTACHMENTS_MAX);
	out->attachments = base_alloc(count + 1, sizeof(*out->attachments));
	while (out->count < count && reader->err == LENS_OK) {
		struct ipc_attachment *attachment =
		    &out->attachments[out->count++];

		attachment->name = long_text_read(reader, IPC_TEXT_MAX);
		attachment->type = long_text_read(reader, IPC_TEXT_MAX);
		attachment->size = ipc_read_u64(reader);
		if (attachment->size > left)
			reader->err = LENS_MALFORMED;
		else
			left -= attachment->size;
	}
}

static void document_free_draft(struct ipc_draft *draft)
{
	document_free_texts(draft, draft_texts, DOCUMENT_COUNT(draft_texts));
	for (unsigned i = 0; i < draft->count; i++) {
		free((char *)draft->attachments[i].name);
		free((char *)draft->attachments[i].type);
	}
	free(draft->attachments);
}

/* ---- Calendars ---- */

static void document_write_calendar(struct ipc_writer *writer,
				    const struct ipc_calendar *calendar)
{
	long_text_write(writer, calendar->name);
	ipc_write_u64(writer, (uint64_t)calendar->made);
	ipc_write_u32(writer, calendar->count);
	for (unsigned i = 0; i < calendar->count; i++) {
		const struct ipc_event *event = &calendar->events[i];

		document_write_texts(writer, event, event_texts,
				     DOCUMENT_COUNT(event_texts));
		ipc_write_u8(writer, (uint8_t)event->alarms);
		for (unsigned alarm = 0; alarm < event->alarms; alarm++)
			ipc_write_u32(writer, event->before[alarm]);
	}
}

static void document_read_event(struct ipc_reader *reader,
				struct ipc_event *out)
{
	uint8_t alarms;

	document_read_texts(reader, out, event_texts,
			    DOCUMENT_COUNT(event_texts));
	alarms = ipc_read_u8(reader);
	if (alarms > IPC_DOCUMENT_ALARMS_MAX) {
		reader->err = LENS_MALFORMED;
		return;
	}
	for (out->alarms = 0; out->alarms < alarms; out->alarms++) {
		uint32_t before = ipc_read_u32(reader);

		if (before > 365)
			reader->err = LENS_MALFORMED;
		out->before[out->alarms] = (uint16_t)before;
	}
}

static void document_read_calendar(struct ipc_reader *reader,
				   struct ipc_calendar *out)
{
	unsigned count;

	out->name = long_text_read(reader, IPC_DOCUMENT_TEXT_MAX);
	out->made = (int64_t)ipc_read_u64(reader);
	count = document_read_count(reader, IPC_DOCUMENT_EVENTS_MAX);
	out->events = base_alloc(count + 1, sizeof(*out->events));
	while (out->count < count && reader->err == LENS_OK)
		document_read_event(reader, &out->events[out->count++]);
}

static void document_free_calendar(struct ipc_calendar *calendar)
{
	free((char *)calendar->name);
	for (unsigned i = 0; i < calendar->count; i++)
		document_free_texts(&calendar->events[i], event_texts,
				    DOCUMENT_COUNT(event_texts));
	free(calendar->events);
}

/* ---- Jobs ---- */

enum lens_err ipc_document_job_write(const struct ipc_document_job *job,
				     struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)job->task);
	if (job->task == IPC_DOCUMENT_PDF)
		document_write(&writer, &job->document);
	else if (job->task == IPC_DOCUMENT_DRAFT)
		document_write_draft(&writer, &job->draft);
	else
		document_write_calendar(&writer, &job->calendar);
	return writer.err;
}

enum lens_err ipc_document_job_read(struct base_view body,
				    struct ipc_document_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t task = ipc_read_u8(&reader);
	enum lens_err err;

	*out = (struct ipc_document_job){.task = task};
	if (task == IPC_DOCUMENT_PDF)
		document_read(&reader, &out->document);
	else if (task == IPC_DOCUMENT_DRAFT)
		document_read_draft(&reader, &out->draft);
	else if (task == IPC_DOCUMENT_CALENDAR)
		document_read_calendar(&reader, &out->calendar);
	else
		reader.err = LENS_MALFORMED;
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		ipc_document_job_free(out);
	return err;
}

void ipc_document_job_free(struct ipc_document_job *job)
{
	document_free(&job->document);
	document_free_draft(&job->draft);
	document_free_calendar(&job->calendar);
	*job = (struct ipc_document_job){.task = IPC_DOCUMENT_PDF};
}

/* ---- Answers ---- */

enum lens_err
ipc_document_answer_write(const struct ipc_document_answer *answer,
			  struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)answer->status);
	ipc_write_u64(&writer, answer->size);
	return writer.err;
}

enum lens_err ipc_document_answer_read(struct base_view body,
				       struct ipc_document_answer *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t status = ipc_read_u8(&reader);
	enum lens_err err;

	out->size = ipc_read_u64(&reader);
	out->status = status;
	/* What lies above is the core's to say, not a worker's. */
	if (status >= IPC_DOCUMENT_CRASHED ||
	    out->size > IPC_DOCUMENT_BYTES_MAX ||
	    (status == IPC_DOCUMENT_OK) != (out->size > 0))
		reader.err = LENS_MALFORMED;
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		*out = (struct ipc_document_answer){IPC_DOCUMENT_LIED, 0};
	return err;
}
