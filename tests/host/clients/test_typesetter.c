/*
 * test_typesetter.c: letters, mails and calendars through the real jail.
 * With LENSCAP_PAPERS they stay in that folder, for tests/e2e/papers.sh.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/clients_typesetter.h>

#define DOCUMENT_MADE 1795345200 /* 2026-11-22, in the afternoon */

static char documents_long_hash[] =
    "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

static struct ipc_block documents_blocks[] = {
    {IPC_BLOCK_PARAGRAPH, 1, {"Sehr geehrte Damen und Herren,"}},
    {IPC_BLOCK_HEADING, 1, {"Auskunft (Art. 15 DSGVO)"}},
    {IPC_BLOCK_PARAGRAPH,
     1,
     {"Größe, Übermaß: Zoë d’Été 'quoted' \"twice\" {{no}} & <b>. Ελληνικά και "
      "κυριλλικά: Проверка кириллицы. العربية من اليمين إلى اليسار."}},
    {IPC_BLOCK_ITEM, 2, {"1.", "every image you hold of me"}},
    {IPC_BLOCK_ITEM, 2, {"2.", "the template computed from it"}},
    {IPC_BLOCK_PAGE, 0, {NULL}},
    {IPC_BLOCK_HEADING, 1, {"Schedule A"}},
    {IPC_BLOCK_HEAD, 3, {"Address", "First seen", "SHA-256"}},
    {IPC_BLOCK_ROW,
     3,
     {"https://example.org/people/zoe/portrait.jpg", "2024-03-05",
      documents_long_hash}},
    {IPC_BLOCK_SIGN, 1, {"Zoë Ångström"}},
};

#define DOCUMENT_BLOCKS (sizeof(documents_blocks) / sizeof(documents_blocks[0]))

static struct ipc_document_job documents_letter(enum ipc_layout layout)
{
	return (struct ipc_document_job){
	    .task = IPC_DOCUMENT_PDF,
	    .document = {.layout = layout,
			 .language = "de",
			 .sender = "Zoë Ångström\nHauptstraße 5\n10115 Berlin",
			 .recipient = "Clearview AI, Inc.\n418 Broadway STE N\n"
				      "Albany, NY 12207\nUSA",
			 .facts = "Mein Zeichen: LC-7F3K-92QA",
			 .date = "Berlin, 22. November 2026",
			 .subject = "Antrag nach Art. 15, 17 und 21 DSGVO",
			 .page_words = "Seite %1 von %2",
			 .made = DOCUMENT_MADE,
			 .count = DOCUMENT_BLOCKS,
			 .blocks = documents_blocks}};
}

/* The worker lies three folders above this test. */
static const char *documents_worker(void)
{
	static char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 64);

	assert_true(length > 0);
	path[length] = '\0';
	for (unsigned i = 0; i < 4; i++)
		*strrchr(path, '/') = '\0';
	strcat(path, "/" CLIENTS_TYPESETTER);
	return path;
}

/* The bytes of a document; kept when somebody wants to look at it. */
static size_t documents_take(int fd, const char *name, uint8_t **out)
{
	const char *folder = getenv("LENSCAP_PAPERS");
	struct base_buffer bytes;
	struct stat about;

	assert_int_equal(fstat(fd, &about), 0);
	assert_true(fcntl(fd, F_GET_SEALS) & F_SEAL_WRITE);
	base_buffer_init(&bytes, IPC_DOCUMENT_BYTES_MAX);
	assert_int_equal(base_read_all(fd, &bytes), LENS_OK);
	assert_int_equal(bytes.size, about.st_size);
	if (folder != NULL) {
		char *path = base_format("%s/%s", folder, name);
		int kept = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		assert_int_equal(base_write_all(kept, base_buffer_view(&bytes)),
				 LENS_OK);
		close(kept);
		free(path);
	}
	*out = bytes.data;
	close(fd);
	return bytes.size;
}

static void documents_set(struct clients_typesetter *setter,
			  const struct ipc_document_job *job, int attached,
			  const char *name, const char *start,
			  const char *within)
{
	uint8_t *bytes;
	size_t size;
	int fd;

	assert_int_equal(clients_typeset(setter, job, attached, &fd),
			 IPC_DOCUMENT_OK);
	size = documents_take(fd, name, &bytes);
	assert_memory_equal(bytes, start, strlen(start));
	/* From cairo 1.18 on the list of pages is in a compressed stream. */
	if (strcmp(within, "/Count ") == 0 &&
	    memmem(bytes, size, within, strlen(within)) == NULL)
		within = "/ObjStm";
	assert_non_null(memmem(bytes, size, within, strlen(within)));
	free(bytes);
}

TEST(sets_a_letter_in_every_layout)
{
	static const char *const names[IPC_LAYOUTS] = {
	    "din5008.pdf", "uk.pdf",	"us.pdf",
	    "french.pdf",  "swiss.pdf", "report.pdf"};
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());

	(void)state;
	for (unsigned i = 0; i < IPC_LAYOUTS; i++) {
		struct ipc_document_job job = documents_letter(i);

		documents_set(setter, &job, -1, names[i], "%PDF-1.",
			      "/FontFile");
	}
	clients_typesetter_free(setter);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static size_t documents_bytes(struct clients_typesetter *setter,
			      const struct ipc_document_job *job, uint8_t **out)
{
	int fd;

	assert_int_equal(clients_typeset(setter, job, -1, &fd),
			 IPC_DOCUMENT_OK);
	return documents_take(fd, "again.pdf", out);
}

/* A moment that no calendar has is no date, and none is put in its place. */
TEST(dates_a_letter_by_what_it_is_told)
{
	static const struct {
		int64_t made;
		const char *date;
	} all[] = {
	    {DOCUMENT_MADE, "20261122110000"},
	    {0, "19700101000000"},
	    {INT64_MAX, NULL},
	    {253402300799, "99991231235959"},
	    {253402300800, NULL},
	    {INT64_MIN, NULL},
	};
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const char *date = all[i].date;
		struct ipc_document_job job =
		    documents_letter(IPC_LAYOUT_DIN5008);
		uint8_t *bytes;
		size_t size;

		job.document.made = all[i].made;
		size = documents_bytes(setter, &job, &bytes);
		/* From cairo 1.18 on it can be in a compressed stream. */
		if (memmem(bytes, size, "/ObjStm", 7) == NULL && date != NULL)
			assert_non_null(
			    memmem(bytes, size, date, strlen(date)));
		if (date == NULL)
			assert_null(memmem(bytes, size, "/CreationDate", 13));
		free(bytes);
	}
	clients_typesetter_free(setter);
}

/* Texts are kept from letter to letter: none shows in another. */
TEST(sets_a_letter_the_same_whatever_was_set_before)
{
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_DIN5008);
	struct ipc_document_job other = documents_letter(IPC_LAYOUT_US);
	uint8_t *first, *again;
	size_t size = documents_bytes(setter, &job, &first);

	(void)state;
	other.document.language = "en";
	for (unsigned i = 0; i < 2; i++) {
		free(first);
		size = documents_bytes(setter, &job, &first);
		assert_true(documents_bytes(setter, &other, &again) > 0);
		free(again);
		assert_int_equal(documents_bytes(setter, &job, &again), size);
		assert_memory_equal(first, again, size);
		free(again);
	}
	clients_typesetter_free(setter);
	setter = clients_typesetter_new(documents_worker());
	assert_int_equal(documents_bytes(setter, &job, &again), size);
	assert_memory_equal(first, again, size);
	free(again);
	free(first);
	clients_typesetter_free(setter);
}

/* The same with a letterhead and a signature, which is black all over:
 * tests/e2e/papers.py says where they stand, and that nothing else moved. */
TEST(signs_a_letter_in_every_layout)
{
	enum { COLUMNS = 300, ROWS = 100 };
	static const char *const names[IPC_LAYOUT_REPORT] = {
	    "signed-din5008.pdf", "signed-uk.pdf", "signed-us.pdf",
	    "signed-french.pdf", "signed-swiss.pdf"};
	static uint8_t ink[COLUMNS * ROWS];
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());

	(void)state;
	memset(ink, 255, sizeof(ink));
	for (unsigned i = 0; i < IPC_LAYOUT_REPORT; i++) {
		struct ipc_document_job job = documents_letter(i);

		job.document.letterhead = "Verein Häher e. V.\nAbteilung B";
		job.document.signature =
		    (struct ipc_signature){COLUMNS, ROWS, ink};
		documents_set(setter, &job, -1, names[i], "%PDF-1.",
			      "/FontFile");
	}
	clients_typesetter_free(setter);
}

/* In the United States the window is below the sender: a long one is set
 * smaller before it reaches that. */
TEST(keeps_a_long_sender_above_the_window)
{
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_US);

	(void)state;
	job.document.letterhead = "H1\nH2\nH3";
	job.document.sender = "S1\nS2\nS3\nS4\nS5\nS6\nS7\nS8";
	documents_set(setter, &job, -1, "tall.pdf", "%PDF-1.", "/FontFile");
	clients_typesetter_free(setter);
}

TEST(sets_a_name_written_from_the_right_before_its_street)
{
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_DIN5008);

	(void)state;
	job.document.sender = "דוד כהן\n5 Park\n10115 Berlin";
	documents_set(setter, &job, -1, "hebrew.pdf", "%PDF-1.", "/FontFile");
	clients_typesetter_free(setter);
}

/* What has no place to break is broken 5 mm before the address. */
TEST(keeps_clear_of_the_address_beside_it)
{
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_SWISS);
	char line[200], facts[200];

	(void)state;
	memset(line, 'l', sizeof(line) - 1);
	memset(facts, 'i', sizeof(facts) - 1);
	line[sizeof(line) - 1] = facts[sizeof(facts) - 1] = '\0';
	job.document.sender = line;
	job.document.facts = facts;
	documents_set(setter, &job, -1, "narrow.pdf", "%PDF-1.", "/FontFile");
	clients_typesetter_free(setter);
}

/*
 * Letters of one line more each, so that the end of a page falls on each of
 * their parts in turn: tests/e2e/papers.py says which part must go where.
 */
TEST(breaks_its_pages_between_parts)
{
	enum { FIRST = 16, LAST = 42 };
	static struct ipc_block blocks[] = {
	    {IPC_BLOCK_PARAGRAPH, 1, {NULL}},
	    {IPC_BLOCK_HEADING, 1, {"Heading"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"P1\nP2\nP3\nP4\nP5"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"Announced:"}},
	    {IPC_BLOCK_ITEM, 2, {"1.", "I1\nI2"}},
	    {IPC_BLOCK_ITEM, 2, {"2.", "I3"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"L1\nL2"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"Closing"}},
	    {IPC_BLOCK_SIGN, 1, {"Signed"}},
	};
	struct clients_typesetter *setter;
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_DIN5008);
	char filler[4 * LAST + 1] = "", name[32];

	(void)state;
	if (getenv("LENSCAP_PAPERS") == NULL)
		skip();
	setter = clients_typesetter_new(documents_worker());
	job.document.blocks = blocks;
	job.document.count = sizeof(blocks) / sizeof(blocks[0]);
	for (unsigned i = 1; i <= LAST; i++) {
		strcat(filler, i == 1 ? "F" : "\nF");
		blocks[0].cells[0] = filler;
		snprintf(name, sizeof(name), "break%u.pdf", i);
		if (i >= FIRST)
			documents_set(setter, &job, -1, name, "%PDF-1.",
				      "/FontFile");
	}
	clients_typesetter_free(setter);
}

/* A heading above what no page's end may part: it goes there with it. */
TEST(keeps_a_heading_with_what_is_kept_together)
{
	enum { FIRST = 18, LAST = 42 };
	static struct ipc_block blocks[] = {
	    {IPC_BLOCK_PARAGRAPH, 1, {NULL}},
	    {IPC_BLOCK_HEADING, 1, {"Heading"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"M1\nM2"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"L1\nL2\nL3\nL4"}},
	    {IPC_BLOCK_PARAGRAPH, 1, {"Closing"}},
	    {IPC_BLOCK_SIGN, 1, {"Signed"}},
	};
	struct clients_typesetter *setter;
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_DIN5008);
	char filler[4 * LAST + 1] = "", name[32];

	(void)state;
	if (getenv("LENSCAP_PAPERS") == NULL)
		skip();
	setter = clients_typesetter_new(documents_worker());
	job.document.count = sizeof(blocks) / sizeof(blocks[0]);
	job.document.blocks = blocks;
	blocks[0].cells[0] = filler;
	for (unsigned i = 1; i <= LAST; i++) {
		strcat(filler, i == 1 ? "F" : "\nF");
		snprintf(name, sizeof(name), "heading%u.pdf", i);
		if (i >= FIRST)
			documents_set(setter, &job, -1, name, "%PDF-1.",
				      "/FontFile");
	}
	clients_typesetter_free(setter);
}

/* A long paragraph begins where three of its lines have room, and no more. */
TEST(begins_a_paragraph_where_three_lines_fit)
{
	enum { FIRST = 34, LAST = 36 };
	static struct ipc_block blocks[] = {
	    {IPC_BLOCK_PARAGRAPH, 1, {NULL}},
	    /* So long that no smaller size makes it one page. */
	    {IPC_BLOCK_PARAGRAPH,
	     1,
	     {"Q1\nQ2\nQ3\nQ4\nQ5\nQ6\nQ7\nQ8\nQ9\nQ10\nQ11\nQ12\n"
	      "Q13\nQ14\nQ15\nQ16\nQ17\nQ18\nQ19\nQ20\nQ21\nQ22\nQ23\nQ24\n"
	      "Q25\nQ26\nQ27\nQ28\nQ29\nQ30\nQ31\nQ32\nQ33\nQ34\nQ35\nQ36"}},
	};
	struct clients_typesetter *setter;
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_DIN5008);
	char filler[4 * LAST + 1] = "F", name[32];

	(void)state;
	if (getenv("LENSCAP_PAPERS") == NULL)
		skip();
	setter = clients_typesetter_new(documents_worker());
	job.document.blocks = blocks;
	job.document.count = sizeof(blocks) / sizeof(blocks[0]);
	blocks[0].cells[0] = filler;
	for (unsigned i = 2; i <= LAST; i++) {
		strcat(filler, "\nF");
		snprintf(name, sizeof(name), "three%u.pdf", i);
		if (i >= FIRST)
			documents_set(setter, &job, -1, name, "%PDF-1.",
				      "/FontFile");
	}
	clients_typesetter_free(setter);
}

/* Addresses and numbers with hyphens, in lines that end at each of them:
 * tests/e2e/papers.py reads them as they are. */
TEST(ends_no_line_with_a_hyphen_of_an_address)
{
	enum { ROWS = 60 };
	static struct ipc_block blocks[ROWS];
	static char lines[ROWS][400], filler[ROWS + 1];
	struct clients_typesetter *setter;
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_UK);

	(void)state;
	if (getenv("LENSCAP_PAPERS") == NULL)
		skip();
	setter = clients_typesetter_new(documents_worker());
	memset(filler, 'x', ROWS);
	for (int i = 0; i < ROWS; i++) {
		snprintf(lines[i], sizeof(lines[i]),
			 "%.*s https://example.org/%d/ab-cd-ef-gh-ij-kl-mn-op-"
			 "qr-st-uv-wx-yz-ab-cd-ef-gh-ij-kl-mn-op-qr-st-uv-wx-"
			 "yz.jpg?a-b=c-d a-b-c-%d@d-e-f-g.h-i-j.example.org "
			 "K-%d-12-34-56-78-90 so\xc2\xa0%d "
			 "(Art. %d Abs. 1 lit. b), art. 1, point c), § %d",
			 i, filler, i, i, i, i, i, i);
		blocks[i] =
		    (struct ipc_block){IPC_BLOCK_PARAGRAPH, 1, {lines[i]}};
	}
	job.document.blocks = blocks;
	job.document.count = ROWS;
	documents_set(setter, &job, -1, "hyphens.pdf", "%PDF-1.", "/FontFile");
	clients_typesetter_free(setter);
}

/* A table of more rows than a page holds, and a paragraph longer than one. */
TEST(goes_on_over_pages)
{
	enum { ROWS = 120 };
	static struct ipc_block blocks[ROWS + 3];
	static char endless[60000], code[IPC_DOCUMENT_CODE_MAX + 2];
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	struct ipc_document_job job = documents_letter(IPC_LAYOUT_UK);
	int none;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(endless); i++)
		endless[i] = i % 9 == 8 ? ' ' : 'x';
	blocks[0] = documents_blocks[7];
	for (unsigned i = 1; i <= ROWS; i++)
		blocks[i] = documents_blocks[8];
	blocks[ROWS + 1] =
	    (struct ipc_block){IPC_BLOCK_ITEM, 2, {"9.", endless}};
	/* As much as a code holds. */
	for (size_t i = 0; i < IPC_DOCUMENT_CODE_MAX; i++)
		code[i] = "{\"A\": 1}, "[i % 10];
	blocks[ROWS + 2] =
	    (struct ipc_block){IPC_BLOCK_CODE, 2, {code, "For a computer:"}};
	job.document.blocks = blocks;
	job.document.count = ROWS + 3;
	documents_set(setter, &job, -1, "long.pdf", "%PDF-1.", "/Count ");
	code[IPC_DOCUMENT_CODE_MAX] = '+';
	assert_int_not_equal(clients_typeset(setter, &job, -1, &none),
			     IPC_DOCUMENT_OK);
	clients_typesetter_free(setter);
}

/* What was drafted reads the same when it comes back. */
static void documents_read_back(struct clients_typesetter *setter,
				const struct ipc_document_job *job,
				int attached)
{
	struct ipc_mail mail;
	int fd;

	assert_int_equal(clients_typeset(setter, job, attached, &fd),
			 IPC_DOCUMENT_OK);
	assert_int_equal(clients_read_mail(documents_worker(), fd, &mail),
			 IPC_DOCUMENT_OK);
	assert_string_equal(mail.subject, job->draft.subject);
	assert_string_equal(mail.from, job->draft.from);
	assert_string_equal(mail.text, job->draft.body);
	assert_string_equal(mail.message_id, job->draft.message_id);
	assert_int_equal(mail.count, job->draft.count);
	assert_string_equal(mail.attachments[0].name,
			    job->draft.attachments[0].name);
	assert_int_equal(mail.attachments[1].size,
			 job->draft.attachments[1].size);
	ipc_mail_free(&mail);
	close(fd);
}

TEST(drafts_a_mail_with_its_letter)
{
	static struct ipc_attachment attachments[] = {
	    {"Anträge \"2026\".pdf", "application/pdf", 4},
	    {"exhibit.bin", "application/octet-stream", 256}};
	struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_DRAFT,
	    .draft = {.from = "Zoë Ångström <zoe@example.org>",
		      .to = "legal-requests@clearview.ai",
		      .cc = "",
		      .subject = "Antrag nach Art. 15 DSGVO – größer als ein "
				 "Zeilenende, und noch länger als dieses",
		      .body = "Sehr geehrte Damen und Herren,\n\nFrom here: a "
			      "line.\n.\nΕλληνικά, العربية.\n",
		      .message_id = "LC-7F3K-92QA.1@lenscap.invalid",
		      .date = DOCUMENT_MADE,
		      .count = 2,
		      .attachments = attachments}};
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());
	int fd = memfd_create("attached", MFD_CLOEXEC);
	uint8_t bytes[260] = "%PDF";

	(void)state;
	for (unsigned i = 0; i < 256; i++)
		bytes[4 + i] = (uint8_t)i;
	assert_int_equal(
	    base_write_all(fd, (struct base_view){bytes, sizeof(bytes)}),
	    LENS_OK);
	documents_set(setter, &job, fd, "draft.eml", "", "X-Unsent: 1\r\n");
	documents_read_back(setter, &job, fd);
	job.draft.count = 0;
	documents_set(setter, &job, -1, "plain.eml", "",
		      "MIME-Version: 1.0\r\n");
	close(fd);
	clients_typesetter_free(setter);
}

TEST(writes_a_calendar)
{
	static struct ipc_event events[] = {
	    {"LC-7F3K-92QA-deadline@lenscap.invalid",
	     "2026-12-22",
	     "Frist: Clearview AI, Inc.; Antwort fällig",
	     "Art. 12 Abs. 3 DSGVO:\nein Monat, \\ und; mehr, als eine Zeile "
	     "fassen kann, damit gefaltet werden muss",
	     2,
	     {3, 0}},
	    {"LC-2@lenscap.invalid", "2027-02-28", "Zwei", "", 0, {0}}};
	struct ipc_document_job job = {.task = IPC_DOCUMENT_CALENDAR,
				       .calendar = {.name = "Lenscap",
						    .made = DOCUMENT_MADE,
						    .count = 2,
						    .events = events}};
	struct clients_typesetter *setter =
	    clients_typesetter_new(documents_worker());

	(void)state;
	documents_set(setter, &job, -1, "due.ics", "BEGIN:VCALENDAR\r\n",
		      "DTSTART;VALUE=DATE:20261222\r\n");
	clients_typesetter_free(setter);
}

/* ---- Mails that came ---- */

static int documents_file(const char *text)
{
	int fd = memfd_create("mail", MFD_CLOEXEC);

	assert_int_equal(base_write_all(fd, base_view_of(text)), LENS_OK);
	return fd;
}

TEST(reads_a_mail_in_a_jail)
{
	static const char text[] =
	    "From: =?iso-8859-1?Q?Datenschutz_M=FCller?= <dpo@example.com>\r\n"
	    "To: zoe@example.org\r\n"
	    "Subject: =?UTF-8?B?UmU6IExDLTdGM0stOTJRQQ==?=\r\n"
	    "Date: Tue, 01 Dec 2026 10:00:00 +0100\r\n"
	    "Message-ID: <abc@example.com>\r\n"
	    "In-Reply-To: <LC-7F3K-92QA.1@lenscap.invalid>\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
	    "--b\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n"
	    "<html><style>p{}</style><p>Bitte senden Sie ein Foto &amp; "
	    "Ausweis \x80.</p><script>alert(1)</script>\x1b[31m</html>\r\n"
	    "--b\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\n"
	    "Content-Disposition: attachment; filename=\"a.pdf\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n";
	struct ipc_mail mail;
	int fd = documents_file(text);

	(void)state;
	assert_int_equal(clients_read_mail(documents_worker(), fd, &mail),
			 IPC_DOCUMENT_OK);
	assert_string_equal(mail.from, "Datenschutz Müller <dpo@example.com>");
	assert_string_equal(mail.subject, "Re: LC-7F3K-92QA");
	assert_string_equal(mail.in_reply_to,
			    "<LC-7F3K-92QA.1@lenscap.invalid>");
	assert_int_equal(mail.date, 1796115600);
	assert_non_null(
	    strstr(mail.text, "Bitte senden Sie ein Foto & Ausweis €."));
	assert_null(strstr(mail.text, "alert"));
	assert_null(strchr(mail.text, '\x1b'));
	assert_int_equal(mail.count, 1);
	assert_string_equal(mail.attachments[0].name, "a.pdf");
	assert_int_equal(mail.attachments[0].size, 4);
	ipc_mail_free(&mail);
	close(fd);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* The words a person would see in it, and nothing that is only markup. */
TEST(reads_html_as_it_is_shown)
{
	static const struct {
		const char *html, *text;
	} known[] = {
	    {"A &amp; B", "A & B"},
	    {"a&nbsp;b &lt;i&gt; &quot;c&quot; &#39;d&#39;",
	     "a b <i> \"c\" 'd'"},
	    {"&auml;&ouml;&uuml;&Auml;&Ouml;&Uuml;&szlig;", "äöüÄÖÜß"},
	    {"&eacute;&egrave;&agrave;&ccedil;", "éèàç"},
	    {"AT&T &copy; &", "AT&T &copy; &"},
	    {"one<br>two", "one\ntwo"},
	    {"a<!-- no > word -->b<style>p{}</style>c", "abc"},
	    {"a<!--[if mso]><b>x</b><![endif]-->b<!-->c<!--->d", "abcd"},
	    {"a<STYLE>p{}</STYLE>b<Script>x<b></sCRIPT>c", "abc"},
	    {"a<styled>b</styled>c", "abc"},
	    {"a<!-- and no end", "a"},
	};
	struct ipc_mail mail;

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char *text = base_format(
		    "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
		    "Content-Type: text/html; charset=utf-8\r\n\r\n"
		    "<p>%s</p>\r\n",
		    known[i].html);
		size_t size;

		assert_int_equal(clients_read_mail(documents_worker(),
						   documents_file(text), &mail),
				 IPC_DOCUMENT_OK);
		size = strlen(mail.text);
		while (size > 0 && strchr(" \n", mail.text[size - 1]))
			mail.text[--size] = '\0';
		assert_string_equal(mail.text + strspn(mail.text, "\n"),
				    known[i].text);
		ipc_mail_free(&mail);
		free(text);
	}
}

TEST(refuses_what_is_no_mail)
{
	static const char *const texts[] = {"%PDF-1.5 nothing", "\x89PNG\r\n",
					    "hello\n\nworld\n", "x"};
	struct ipc_mail mail;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int fd = documents_file(texts[i]);

		assert_int_equal(
		    clients_read_mail(documents_worker(), fd, &mail),
		    IPC_DOCUMENT_MALFORMED);
		ipc_mail_free(&mail);
		close(fd);
	}
	assert_int_equal(
	    clients_read_mail("/nowhere", documents_file("a"), &mail),
	    IPC_DOCUMENT_NO_WORKER);
	ipc_mail_free(&mail);
}

/* A hundred thousand parts within parts: cut, not crashed. */
TEST(reads_parts_within_parts_no_deeper_than_it_should)
{
	struct base_buffer text;
	struct ipc_mail mail;
	int fd = memfd_create("mail", MFD_CLOEXEC);
	char line[96];

	(void)state;
	base_buffer_init(&text, 64 << 20);
	assert_int_equal(
	    base_buffer_add_text(&text, "From: a@example.org\nSubject: s\n"),
	    LENS_OK);
	for (unsigned i = 0; i < 100000; i++) {
		snprintf(line, sizeof(line),
			 "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u"
			 "\n",
			 i, i);
		assert_int_equal(base_buffer_add_text(&text, line), LENS_OK);
	}
	assert_int_equal(base_write_all(fd, base_buffer_view(&text)), LENS_OK);
	base_buffer_free(&text);
	/* Whatever it is called, there is an answer, in time. */
	print_message("# %s\n", ipc_document_code(clients_read_mail(
				    documents_worker(), fd, &mail)));
	ipc_mail_free(&mail);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(sets_a_letter_in_every_layout),
	    RUN(dates_a_letter_by_what_it_is_told),
	    RUN(sets_a_letter_the_same_whatever_was_set_before),
	    RUN(signs_a_letter_in_every_layout),
	    RUN(keeps_a_long_sender_above_the_window),
	    RUN(sets_a_name_written_from_the_right_before_its_street),
	    RUN(keeps_clear_of_the_address_beside_it),
	    RUN(breaks_its_pages_between_parts),
	    RUN(keeps_a_heading_with_what_is_kept_together),
	    RUN(begins_a_paragraph_where_three_lines_fit),
	    RUN(ends_no_line_with_a_hyphen_of_an_address),
	    RUN(goes_on_over_pages),
	    RUN(drafts_a_mail_with_its_letter),
	    RUN(writes_a_calendar),
	    RUN(reads_a_mail_in_a_jail),
	    RUN(reads_html_as_it_is_shown),
	    RUN(refuses_what_is_no_mail),
	    RUN(reads_parts_within_parts_no_deeper_than_it_should),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
