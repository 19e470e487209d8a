/* export.c: a letter that was kept, in the formats in which it is sent. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>

#include "draft.h"
#include "export_schedule.h"
#include "refusal.h"

#define EXPORT_WIDTH 72

static const struct {
	const char *name, *ending;
} export_formats[CASEWORK_FORMATS] = {
    [CASEWORK_TEXT] = {"txt", ".txt"},
    [CASEWORK_TRANSLATION] = {"twin", "-translation.txt"},
    [CASEWORK_MAIL] = {"eml", ".eml"},
    [CASEWORK_PDF] = {"pdf", ".pdf"},
    [CASEWORK_MAILTO] = {"mailto", ".url.txt"},
    [CASEWORK_FIELDS] = {"fields", ".json"},
    [CASEWORK_SCHEDULE] = {"schedule", "-schedule-a.json"},
};

const char *casework_format_name(enum casework_format format)
{
	return (size_t)format < CASEWORK_FORMATS ? export_formats[format].name
						 : "";
}

const char *casework_format_ending(enum casework_format format)
{
	return (size_t)format < CASEWORK_FORMATS ? export_formats[format].ending
						 : "";
}

/* A letter that was read again. */
struct export_run {
	struct casework *work;
	const struct letter_set *letters;
	struct clients_typesetter *setter;
	struct ledger_fault *fault;
	json_t *content;
	const json_t *known;
	enum law_language language;
	struct letter letter;
	int64_t id;
	int64_t made; /* seconds since 1970 */
};

static const char *export_head(const struct export_run *run, const char *name)
{
	const char *text = json_string_value(
	    json_object_get(json_object_get(run->known, "head"), name));

	return text ? text : "";
}

static const char *export_known(const struct export_run *run, const char *name)
{
	const char *text = json_string_value(json_object_get(run->known, name));

	return text ? text : "";
}

static enum lens_err export_memfd(struct base_view bytes, int *out)
{
	int fd = memfd_create("letter", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	enum lens_err err = fd < 0 ? LENS_SYSTEM : base_write_all(fd, bytes);

	if (err == LENS_OK && lseek(fd, 0, SEEK_SET) != 0)
		err = LENS_SYSTEM;
	if (err != LENS_OK)
		base_close(&fd);
	*out = fd;
	return err;
}

/* ---- Text ---- */

static enum lens_err export_lines(struct base_buffer *out, const char *text)
{
	enum lens_err err = LENS_OK;

	if (text[0] != '\0')
		err = base_buffer_add_text(out, text);
	if (err == LENS_OK && text[0] != '\0')
		err = base_buffer_add_text(out, "\n");
	return err;
}

/* "My reference: LC-...", with the colon of the language, or "" without one;
 * the caller's. */
static char *export_reference(const struct export_run *run)
{
	if (export_known(run, "reference")[0] == '\0')
		return base_copy("");
	return base_format(
	    "%s%s%s", letter_word(run->letters, run->language, "reference"),
	    letter_word(run->letters, run->language, "colon"),
	    export_known(run, "reference"));
}

/* As a letter on paper begins; a mail says this in its own head. */
static enum lens_err export_text_head(const struct export_run *run,
				      struct base_buffer *out)
{
	char *reference = export_reference(run);
	const char *const lines[] = {export_head(run, "name"),
				     export_head(run, "address"),
				     export_head(run, "email"),
				     "\n",
				     export_head(run, "to_name"),
				     export_head(run, "to_address"),
				     export_head(run, "to_email"),
				     "\n",
				     export_known(run, "date"),
				     reference,
				     "\n",
				     run->letter.subject,
				     "\n"};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (err != LENS_OK)
			break;
		err = lines[i][0] == '\n' ? base_buffer_add_text(out, "\n")
					  : export_lines(out, lines[i]);
	}
	free(reference);
	return err;
}

static enum lens_err export_text(struct export_run *run, int *out)
{
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, LETTER_TEXT_MAX);
	err = export_text_head(run, &text);
	if (err == LENS_OK)
		err = letter_text(&run->letter, EXPORT_WIDTH, &text);
	if (err == LENS_OK)
		err = export_memfd(base_buffer_view(&text), out);
	base_buffer_free(&text);
	return err;
}

/* The same letter in the person's own language, for the person only. */
static enum lens_err export_translation(struct export_run *run, int *out)
{
	const json_t *translation = json_object_get(run->content, "twin");

	if (translation == NULL) {
		(void)refusal_say(run->fault, LEDGER_FAULT_MISSING,
				  "There is no translation of this letter: it "
				  "is in your language, or you had not said "
				  "yet which that is (lenscap me set language "
				  "de).");
		return LENS_DENIED;
	}
	return export_text(run, out);
}

static enum lens_err export_fields(struct export_run *run, int *out)
{
	struct base_buffer body;
	char *text;
	enum lens_err err;

	base_buffer_init(&body, LETTER_TEXT_MAX);
	err = letter_text(&run->letter, 0, &body);
	if (err == LENS_OK) {
		text = json_line_take(json_pack("{s:s, s:s, s:s%}", "to",
						export_head(run, "to_email"),
						"subject", run->letter.subject,
						"body", body.data, body.size));
		err = export_memfd(base_view_of(text), out);
		free(text);
	}
	base_buffer_free(&body);
	return err;
}

/* No mail program takes a link of any length: then it opens a mail to the right
 * address with the right subject, and the text is to be put in. */
static enum lens_err export_mailto(struct export_run *run, int *out)
{
	struct letter brief = {.subject = run->letter.subject};
	struct base_buffer link;
	enum lens_err err;

	base_buffer_init(&link, LETTER_MAILTO_MAX);
	err = letter_mailto(&run->letter, export_head(run, "to_email"), &link);
	if (err == LENS_TOO_BIG)
		err =
		    letter_mailto(&brief, export_head(run, "to_email"), &link);
	if (err == LENS_OK)
		err = export_memfd(base_buffer_view(&link), out);
	base_buffer_free(&link);
	return err;
}

/* ---- Schedule A for a program ---- */

static enum lens_err export_schedule(struct export_run *run, int *out)
{
	char *text = schedule_text(run->known, JSON_INDENT(1));
	enum lens_err err;

	if (text == NULL)
		return refusal_say(run->fault, LEDGER_FAULT_ARGUMENT,
				   "This letter names no pictures, and has no "
				   "schedule of them.");
	err = export_memfd(base_view_of(text), out);
	free(text);
	return err;
}

/* ---- Papers ---- */

static enum lens_err export_set(struct export_run *run,
				const struct ipc_document_job *job,
				int attached, int *out)
{
	struct clients_typesetter *own =
	    run->setter ? NULL : clients_typesetter_new(NULL);
	enum ipc_document_status status = clients_typeset(
	    run->setter ? run->setter : own, job, attached, out);

	clients_typesetter_free(own);
	if (status == IPC_DOCUMENT_OK)
		return LENS_OK;
	return refusal_say(run->fault, LEDGER_FAULT_ARGUMENT, "%s",
			   ipc_document_sentence(status));
}

/* By the sender's paper and envelopes: whoever prints it has those.  A letter
 * of old does not say where that is, and goes by its reader's. */
static enum ipc_layout export_layout(const struct export_run *run)
{
	static const struct {
		const char *country;
		enum ipc_layout layout;
	} layouts[] = {
	    {"us", IPC_LAYOUT_US},     {"ca", IPC_LAYOUT_US},
	    {"gb", IPC_LAYOUT_UK},     {"ie", IPC_LAYOUT_UK},
	    {"fr", IPC_LAYOUT_FRENCH}, {"ch", IPC_LAYOUT_SWISS},
	    {"li", IPC_LAYOUT_SWISS},
	};
	const char *country = export_head(run, "country");

	if (country[0] == '\0')
		country = export_head(run, "to_country");
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (strcmp(layouts[i].country, country) == 0)
			return layouts[i].layout;
	return IPC_LAYOUT_DIN5008;
}

/* A checksum in groups of eight, to be compared by eye. */
static char *export_grouped(const char *text)
{
	char *out = base_alloc(2 * strlen(text) + 1, 1), *to = out;

	while (*text != '\0') {
		size_t size = strspn(text, "0123456789abcdef");
		bool sum = size == 64;

		for (size_t i = 0; i < (size > 0 ? size : 1); i++) {
			if (sum && i > 0 && i % 8 == 0)
				*to++ = ' ';
			*to++ = text[i];
		}
		text += size > 0 ? size : 1;
	}
	*to = '\0';
	return out;
}

static const enum ipc_block_kind export_kinds[LETTER_BLOCKS] = {
    [LETTER_PARAGRAPH] = IPC_BLOCK_PARAGRAPH,
    [LETTER_HEADING] = IPC_BLOCK_HEADING,
    [LETTER_ITEM] = IPC_BLOCK_ITEM,
    [LETTER_HEAD] = IPC_BLOCK_HEAD,
    [LETTER_ROW] = IPC_BLOCK_ROW,
    [LETTER_PAGE] = IPC_BLOCK_PAGE,
    [LETTER_SIGN] = IPC_BLOCK_SIGN,
};

/* Schedule A once more, for a telephone held over the paper: the same data as
 * schedule-a.json.  More pictures than a code holds have the file alone. */
static unsigned export_code(const struct export_run *run,
			    struct ipc_block *block)
{
	char *text = schedule_text(run->known, JSON_COMPACT);

	if (text == NULL || strlen(text) > IPC_DOCUMENT_CODE_MAX) {
		free(text);
		return 0;
	}
	*block = (struct ipc_block){
	    .kind = IPC_BLOCK_CODE,
	    .count = 2,
	    .cells = {text, base_copy(letter_word(run->letters, run->language,
						  "code"))}};
	return 1;
}

/* The blocks, and how many; the cells' texts are the caller's:
 * export_blocks_free(). */
static struct ipc_block *export_blocks(const struct export_run *run,
				       unsigned *count)
{
	const struct letter *letter = &run->letter;
	struct ipc_block *blocks =
	    base_alloc(letter->count + 1, sizeof(*blocks));

	for (size_t i = 0; i < letter->count; i++) {
		blocks[i].kind = export_kinds[letter->blocks[i].kind];
		blocks[i].count = letter->blocks[i].count;
		for (unsigned c = 0; c < blocks[i].count; c++)
			blocks[i].cells[c] =
			    export_grouped(letter->blocks[i].cells[c]);
	}
	*count = (unsigned)letter->count;
	*count += export_code(run, &blocks[letter->count]);
	return blocks;
}

static void export_blocks_free(struct ipc_block *blocks, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		for (unsigned c = 0; c < blocks[i].count; c++)
			free((char *)blocks[i].cells[c]);
	free(blocks);
}

static char *export_join(const char *first, const char *second)
{
	return base_format("%s%s%s", first, first[0] && second[0] ? "\n" : "",
			   second);
}

static enum lens_err export_pdf(struct export_run *run, int *out)
{
	char *sender =
	    export_join(export_head(run, "name"), export_head(run, "address"));
	char *whole = export_join(sender, export_head(run, "email"));
	char *recipient = export_join(export_head(run, "to_name"),
				      export_head(run, "to_address"));
	char *facts = export_reference(run);
	unsigned count;
	struct ipc_block *blocks = export_blocks(run, &count);
	struct casework_signature signature;
	enum lens_err err = casework_signature(
	    run->work, export_head(run, "signature"), run->fault, &signature);
	struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_PDF,
	    .document = {
		.layout = export_layout(run),
		.language = law_language_name(run->language),
		.sender = whole,
		.recipient = recipient,
		.facts = facts,
		.date = export_known(run, "date"),
		.subject = run->letter.subject,
		.page_words = letter_word(run->letters, run->language, "page"),
		.letterhead = export_head(run, "letterhead"),
		.signature = {signature.columns, signature.rows, signature.ink},
		.made = run->made,
		.count = count,
		.blocks = blocks}};

	if (err == LENS_OK)
		err = export_set(run, &job, -1, out);
	casework_signature_free(&signature);
	export_blocks_free(blocks, count);
	free(facts);
	free(recipient);
	free(whole);
	free(sender);
	return err;
}

/* "Zoë <zoe@example.org>", the name quoted (RFC 5322, 3.2.4). */
static char *export_from(const struct export_run *run)
{
	const char *name = export_head(run, "name");
	const char *email = export_head(run, "email");
	char *quoted, *to, *from;

	if (email[0] == '\0' || name[0] == '\0')
		return base_copy(email);
	quoted = to = base_alloc(2 * strlen(name) + 1, 1);
	for (const char *c = name; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\')
			*to++ = '\\';
		*to++ = *c;
	}
	from = base_format("\"%s\" <%s>", quoted, email);
	free(quoted);
	return from;
}

/* What is attached lies one behind the other, in a file of its own. */
static enum lens_err export_behind(int *file, const char *text)
{
	struct base_buffer bytes;
	int both = -1;
	enum lens_err err;

	base_buffer_init(&bytes, IPC_DOCUMENT_BYTES_MAX);
	err = lseek(*file, 0, SEEK_SET) == 0 ? base_read_all(*file, &bytes)
					     : LENS_SYSTEM;
	if (err == LENS_OK)
		err = base_buffer_add_text(&bytes, text);
	if (err == LENS_OK)
		err = export_memfd(base_buffer_view(&bytes), &both);
	base_buffer_free(&bytes);
	base_close(file);
	*file = both;
	return err;
}

/* In the domain of the sender, which is ASCII there (RFC 5322, 3.6.4). */
static char *export_message_id(const struct export_run *run)
{
	const char *at = strchr(export_head(run, "email"), '@');
	char host[BASE_HOST_MAX];

	if (at == NULL || !base_url_host(at + 1, host))
		snprintf(host, sizeof(host), "localhost.invalid");
	return base_format("%s.%lld@%s", export_known(run, "reference"),
			   (long long)run->id, host);
}

static enum lens_err export_mail(struct export_run *run, int *out)
{
	char *from = export_from(run);
	char *id = export_message_id(run);
	struct ipc_attachment attachments[2] = {
	    {.type = "application/pdf"},
	    {.type = "application/json", .name = "schedule-a.json"}};
	char *schedule = schedule_text(run->known, JSON_INDENT(1));
	struct ipc_document_job job = {.task = IPC_DOCUMENT_DRAFT};
	struct base_buffer body;
	struct stat about;
	char *name = base_format("%s.pdf", export_known(run, "reference"));
	int pdf = -1;
	enum lens_err err;

	base_buffer_init(&body, LETTER_TEXT_MAX);
	err = letter_text(&run->letter, EXPORT_WIDTH, &body);
	if (err == LENS_OK)
		err = base_buffer_add(&body, "", 1);
	if (err == LENS_OK)
		err = export_pdf(run, &pdf);
	if (err == LENS_OK && fstat(pdf, &about) == 0)
		attachments[0].size = (uint64_t)about.st_size;
	attachments[0].name = name;
	if (err == LENS_OK && schedule != NULL) {
		attachments[1].size = strlen(schedule);
		err = export_behind(&pdf, schedule);
	}
	job.draft = (struct ipc_draft){.from = from,
				       .to = export_head(run, "to_email"),
				       .cc = export_head(run, "cc"),
				       .subject = run->letter.subject,
				       .body = (char *)body.data,
				       .message_id = id,
				       .date = time(NULL),
				       .count = schedule ? 2 : 1,
				       .attachments = attachments};
	if (err == LENS_OK)
		err = export_set(run, &job, pdf, out);
	base_close(&pdf);
	base_buffer_free(&body);
	free(schedule);
	free(name);
	free(id);
	free(from);
	return err;
}

/* ---- Exporting ---- */

static enum lens_err (*const export_makers[CASEWORK_FORMATS])(
    struct export_run *, int *) = {
    [CASEWORK_TEXT] = export_text,
    [CASEWORK_TRANSLATION] = export_translation,
    [CASEWORK_MAIL] = export_mail,
    [CASEWORK_PDF] = export_pdf,
    [CASEWORK_MAILTO] = export_mailto,
    [CASEWORK_FIELDS] = export_fields,
    [CASEWORK_SCHEDULE] = export_schedule,
};

/* A paper is of the moment the letter was kept: made again it is the same. */
static bool export_made(void *context, const struct ledger_letter *letter)
{
	struct export_run *run = context;

	run->made = letter->made / 1000;
	return false;
}

static enum lens_err export_fetch(struct export_run *run)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, LEDGER_LETTER_MAX);
	err = ledger_letter_one(run->work->ledger, run->id, export_made, run,
				run->fault);
	if (err == LENS_OK)
		err = ledger_letter_content(run->work->ledger, run->id,
					    run->fault, &bytes);
	if (err == LENS_OK)
		run->content =
		    json_loadb((char *)bytes.data, bytes.size, 0, NULL);
	base_buffer_free(&bytes);
	if (err == LENS_NOT_FOUND)
		(void)refusal_say(run->fault, LEDGER_FAULT_MISSING,
				  "There is no letter %lld; 'lenscap letter "
				  "list' names them.",
				  (long long)run->id);
	return err;
}

/* The letter of run->content. */
static enum lens_err export_open(struct export_run *run,
				 enum casework_format format)
{
	const json_t *from = json_object_get(run->content, "twin");
	struct letter_fault why = {""};
	const char *kind, *source;
	char *known;
	enum lens_err err =
	    session_letters(run->work, run->fault, &run->letters);

	if (err != LENS_OK)
		return err;
	if (format != CASEWORK_TRANSLATION || from == NULL)
		from = run->content;
	run->known = json_object_get(from, "known");
	run->language = law_language_of(
	    json_string_value(json_object_get(from, "language")));
	kind = json_string_value(json_object_get(run->content, "kind"));
	if (kind == NULL || run->language == LAW_LANGUAGES)
		return refusal_say(run->fault, LEDGER_FAULT_ARGUMENT,
				   "This letter was written by a Lenscap that "
				   "this one does not understand; update it.");
	source = json_string_value(json_object_get(from, "source"));
	known = json_line_take(json_deep_copy(run->known));
	/* Letters of old have none, and are composed again. */
	err = source != NULL ? letter_reread(run->letters, kind, run->language,
					     source, &why, &run->letter)
			     : letter_compose(run->letters, kind, run->language,
					      known, &why, &run->letter);
	free(known);
	return err == LENS_OK ? LENS_OK
			      : refusal_say(run->fault, LEDGER_FAULT_ARGUMENT,
					    "%s", why.sentence);
}

/* "LC-7F3K-92QA-clearview-ai-no_answer-en.pdf" */
static void export_name(const struct export_run *run,
			enum casework_format format,
			char out[CASEWORK_FILE_NAME])
{
	const char *slug = json_string_value(
	    json_object_get(json_object_get(run->known, "to"), "slug"));
	bool first = strcmp(run->letter.kind, "request") == 0;

	snprintf(out, CASEWORK_FILE_NAME, "%s-%.40s%s%.20s-%s%s",
		 export_known(run, "reference"), slug ? slug : "letter",
		 first ? "" : "-", first ? "" : run->letter.kind,
		 law_language_name(run->language),
		 export_formats[format].ending);
}

/* Whether a file has the name that a letter of that kind gets in the case of
 * that reference: the draft chooses its language. */
static bool export_is(const char *name, const char *reference, const char *kind,
		      enum casework_format format)
{
	const char *ending = export_formats[format].ending;
	char *middle = base_format("-%s-", kind);
	size_t head = strlen(reference), part = strlen(middle);
	size_t tail = part + 2 + strlen(ending), length = strlen(name);
	bool is = length > head + tail && strncmp(name, reference, head) == 0 &&
		  name[head] == '-';

	if (is) {
		const char *at = name + length - tail;
		const char *language = at + part;

		is = strncmp(at, middle, part) == 0 && language[0] >= 'a' &&
		     language[0] <= 'z' && language[1] >= 'a' &&
		     language[1] <= 'z' && strcmp(language + 2, ending) == 0;
	}
	free(middle);
	return is;
}

/* Its name, owned; NULL: there is none. */
static char *export_there(int folder, const char *reference, const char *kind,
			  const bool formats[CASEWORK_FORMATS])
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;
	char *name = NULL;

	while (dir != NULL && name == NULL && (entry = readdir(dir)) != NULL)
		for (unsigned f = 0; f < CASEWORK_FORMATS && name == NULL; f++)
			if (formats[f] &&
			    export_is(entry->d_name, reference, kind, f))
				name = base_copy(entry->d_name);
	if (dir != NULL)
		closedir(dir);
	else
		base_close(&fd);
	return name;
}

static bool export_case_reference(void *context,
				  const struct ledger_case *the_case)
{
	char **reference = context;

	*reference = base_copy(the_case->reference);
	return false;
}

enum lens_err casework_expect_new_files(struct casework *work, int64_t id,
					const char *kind, int dir,
					const bool formats[CASEWORK_FORMATS],
					struct ledger_fault *fault)
{
	char *reference = NULL, *name = NULL;
	enum lens_err err = LENS_OK;

	if (ledger_case_each(casework_ledger(work), id, export_case_reference,
			     &reference, NULL) == LENS_OK &&
	    reference != NULL)
		name = export_there(dir, reference, kind, formats);
	if (name != NULL)
		err = refusal_say(fault, LEDGER_FAULT_NONE,
				  "The folder has such a letter of this case "
				  "already (%.80s); nothing was kept. Name "
				  "another folder, or move that file.",
				  name);
	free(reference);
	free(name);
	return err;
}

static enum lens_err export_make(struct export_run *run,
				 enum casework_format format, enum lens_err err,
				 char name[CASEWORK_FILE_NAME], int *out)
{
	*out = -1;
	if (err == LENS_OK)
		err = export_open(run, format);
	if (err == LENS_OK) {
		export_name(run, format, name);
		err = export_makers[format](run, out);
	}
	if (err != LENS_OK && run->fault != NULL &&
	    run->fault->sentence[0] == '\0')
		(void)refusal_say(run->fault, LEDGER_FAULT_DISK,
				  "The letter could not be made: there is no "
				  "room for it in memory; close something and "
				  "try again.");
	letter_free(&run->letter);
	json_decref(run->content);
	return err;
}

enum lens_err casework_export(struct casework *work, int64_t letter,
			      enum casework_format format,
			      struct clients_typesetter *setter,
			      struct ledger_fault *fault,
			      char name[CASEWORK_FILE_NAME], int *out)
{
	struct export_run run = {
	    .work = work, .setter = setter, .fault = fault, .id = letter};

	return export_make(&run, format, export_fetch(&run), name, out);
}

enum lens_err export_unkept(struct casework *work, json_t *content,
			    enum casework_format format,
			    struct ledger_fault *fault, int *out)
{
	struct export_run run = {.work = work,
				 .fault = fault,
				 .content = content,
				 .made = (int64_t)time(NULL)};
	char name[CASEWORK_FILE_NAME];

	return export_make(&run, format, LENS_OK, name, out);
}
