/* read.c: a whole file: a document, or an archive of several. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "answer.h"
#include "archive.h"
#include "bytes.h"
#include "collect.h"
#include "facts.h"
#include "html.h"
#include "read.h"
#include "rules.h"
#include <lenscap/base_address.h>

#define READ_LOOKED_AT 1024   /* bytes that tell a text from other files */
#define READ_PACKED_DEEPEST 2 /* by gzip, and once more */

static void read_html(struct page *page, struct base_view html)
{
	struct base_buffer room;
	enum lens_err err;

	base_buffer_init(&room, html.size * 3 + 4);
	err = charset_unmark(&html, &page->set, &room);
	if (err == LENS_OK)
		err = charset_unshift(&html, &page->set, &room);
	page_note(page, err);
	if (err == LENS_OK)
		collect_html(page, html);
	base_buffer_free(&room);
}

/* The part's own address, as far as it is one that others can refer to. */
static void read_base_of(struct page *page, const struct mhtml_part *part)
{
	if (part->location != NULL &&
	    !base_address_has_scheme(base_view_of(part->location), "cid:"))
		page_set_base(page, base_view_of(part->location));
}

/*
 * A style sheet of an archive.  Chromium keeps those of <style> as parts with
 * a cid:; their addresses are relative to the document that came before.
 */
static void read_sheet(struct page *page, const struct mhtml_part *part,
		       struct base_view sheet)
{
	struct base_buffer document = page->base;

	base_buffer_init(&page->base, 0);
	page_set_base(page, base_buffer_view(&document));
	read_base_of(page, part);
	collect_css(page, sheet);
	base_buffer_free(&page->base);
	page->base = document;
}

static void read_set_url(struct page *page, struct base_view written)
{
	struct base_buffer clean;

	base_buffer_init(&clean, sizeof(page->url) - 1);
	if (base_address_clean(written, &clean) != LENS_OK)
		clean.size = 0;
	if (clean.size > 0)
		memcpy(page->url, clean.data, clean.size);
	page->url[clean.size] = '\0';
	base_buffer_free(&clean);
}

/*
 * Where a part was saved from: as the archive says of all of it or of its
 * folder; else a document is its own page, and of which a style sheet is
 * nobody says.
 */
static void read_url_of(struct page *page, const struct mhtml_part *part)
{
	struct base_view own =
			     base_view_of(part->location ? part->location : ""),
			 url = page->archive->url;

	if (url.size == 0)
		url = mhtml_page_of(page->archive, part);
	if (url.size == 0 && !mhtml_is(part, "text/css") &&
	    (base_address_has_scheme(own, "http:") ||
	     base_address_has_scheme(own, "https:")))
		url = own;
	read_set_url(page, url);
}

/* A document of an archive has its own address and encoding. */
static void read_part(struct page *page, const struct mhtml_part *part)
{
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, IPC_PAGE_BYTES_MAX);
	err = mhtml_decode(part, &text);
	page_note(page, err);
	read_url_of(page, part);
	if (err == LENS_OK && mhtml_is(part, "text/css")) {
		read_sheet(page, part, base_buffer_view(&text));
	} else if (err == LENS_OK) {
		base_buffer_free(&page->base);
		page->based = false;
		page->set = charset_of(charset_in(part->type));
		read_base_of(page, part);
		read_html(page, base_buffer_view(&text));
		page_end_document(page);
	}
	base_buffer_free(&text);
}

static bool read_is_document(const struct mhtml_part *part)
{
	return mhtml_is(part, "text/html") || mhtml_is(part, "text/css") ||
	       mhtml_is(part, "application/xhtml+xml");
}

/* Pictures that nothing refers to, or in a way that is not understood. */
static void read_rest(struct page *page)
{
	page->url[0] = '\0';
	for (unsigned i = 0; i < page->archive->count && !page->full; i++)
		page_add_part(page, &page->archive->parts[i]);
}

static void read_archive(struct page *page, const struct archive_kind *kind,
			 struct base_view file)
{
	struct ipc_page *answer = page->answer;
	enum lens_err err = kind->parse(file, &page->archive);

	if (err != LENS_OK) {
		/* A ZIP or a list of anything else is no damaged page. */
		answer->status = err == LENS_DENIED ? IPC_PAGE_PACKED
				 : kind->sure	    ? IPC_PAGE_MALFORMED
						    : IPC_PAGE_NOT_A_PAGE;
		return;
	}
	answer->archive = true;
	answer->cut |= page->archive->cut;
	/* Its word counts also where no document is in it. */
	read_set_url(page, page->archive->url);
	memcpy(answer->url, page->url, sizeof(page->url));
	for (unsigned i = 0; i < page->archive->count && !page->full; i++)
		if (read_is_document(&page->archive->parts[i]))
			read_part(page, &page->archive->parts[i]);
	read_rest(page);
	mhtml_free(page->archive);
}

/* A style sheet by itself, as a server sends it. */
static bool read_is_sheet(const char *type)
{
	return strncasecmp(type, "text/css", 8) == 0 &&
	       strchr(" ;\t", type[8]) != NULL;
}

static void read_single_sheet(struct page *page, struct base_view sheet)
{
	struct base_buffer room, text;
	enum lens_err err;

	base_buffer_init(&room, sheet.size * 2 + 4);
	err = charset_unmark(&sheet, &page->set, &room);
	base_buffer_init(&text, sheet.size * 3 + 4);
	if (err == LENS_OK)
		err = charset_decode(sheet, page->set, false, &text);
	page_note(page, err);
	if (err == LENS_OK)
		collect_css(page, base_buffer_view(&text));
	base_buffer_free(&text);
	base_buffer_free(&room);
}

static void read_single(struct page *page, struct base_view html)
{
	read_html(page, html);
	page_end_document(page);
}

/* A property list in XML, such as a .webarchive that was converted. */
static bool read_is_list(struct base_view file)
{
	static const char mark[] = "<!DOCTYPE plist";
	size_t size = file.size < 512 ? file.size : 512;

	return base_view_starts(file, "<?xml", 5) &&
	       memmem(file.data, size, mark, sizeof(mark) - 1) != NULL;
}

/*
 * What is packed by gzip as a whole, and archives in UTF-16, as some tools of
 * Windows write them.  The bytes are those of *box, which is made where it is
 * needed.
 */
static struct base_view read_unpack(struct page *page, struct base_view file,
				    struct mhtml **box)
{
	struct base_buffer room;
	enum charset set = page->set;
	struct base_view text;

	*box = mhtml_new();
	for (unsigned i = 0;
	     i < READ_PACKED_DEEPEST && base_view_starts(file, "\x1f\x8b", 2);
	     i++)
		file = archive_inflate(*box, file, false);
	page->answer->cut |= (*box)->cut;
	text = file;
	base_buffer_init(&room, file.size * 2 + 4);
	if (charset_unmark(&text, &set, &room) == LENS_OK && room.size > 0 &&
	    archive_kind_of(text) != NULL)
		file = text;
	mhtml_keep(*box, room.data);
	return file;
}

/* What is before the first element of a document. */
static struct base_view read_root(struct base_view text)
{
	size_t at = base_view_starts(text, "\xef\xbb\xbf", 3) ? 3 : 0;

	for (;;) {
		const uint8_t *end;

		while (at < text.size && html_is_space(text.data[at]))
			at++;
		text = base_view_part(text, at, text.size - at);
		if (!base_view_starts(text, "<?", 2) &&
		    !base_view_starts(text, "<!", 2))
			return text;
		end = base_view_starts(text, "<!--", 4)
			  ? memmem(text.data, text.size, "-->", 3)
			  : memchr(text.data, '>', text.size);
		if (end == NULL)
			return (struct base_view){NULL, 0};
		at = (size_t)(end - text.data) + (*end == '>' ? 1 : 3);
	}
}

/* Data, which no browser shows as a page: feeds, lists of addresses, JSON. */
static bool read_is_data(struct base_view text, const char *type)
{
	static const char *const roots[] = {"<rss",    "<feed", "<rdf:rdf",
					    "<urlset", "<opml", "<sitemapindex",
					    "<channel"};
	struct base_view root = read_root(text);
	bool xml =
	    strcasestr(type, "xml") != NULL && strcasestr(type, "html") == NULL;

	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		size_t size = strlen(roots[i]);

		if (root.size > size &&
		    strncasecmp((const char *)root.data, roots[i], size) == 0 &&
		    (root.data[size] == '>' || html_is_space(root.data[size])))
			return true;
	}
	return strcasestr(type, "json") != NULL ||
	       (xml && root.size > 5 &&
		strncasecmp((const char *)root.data, "<html", 5) != 0);
}

/* As HTML, a style sheet, or an archive of either. */
static void read_saved(struct page *page, struct base_view file,
		       const char *type)
{
	bool sheet = read_is_sheet(type);
	const struct archive_kind *kind;
	struct mhtml *box;

	file = read_unpack(page, file, &box);
	kind = archive_kind_of(file);
	if (kind != NULL)
		read_archive(page, kind, file);
	else if (!bytes_is_text(file, READ_LOOKED_AT) || read_is_list(file) ||
		 mhtml_is_cut(file) || read_is_data(file, type))
		page->answer->status = IPC_PAGE_NOT_A_PAGE;
	else if (sheet)
		read_single_sheet(page, file);
	else
		read_single(page, file);
	mhtml_free(box);
}

/* What a server says is in UTF-16, with the mark that it lacks. */
static struct base_view read_mark(struct base_view file, const char *type,
				  struct base_buffer *room)
{
	struct base_view label = charset_in(base_view_of(type));
	bool wide = label.size >= 6 &&
		    strncasecmp((const char *)label.data, "utf-16", 6) == 0;
	bool big = wide && label.size == 8 && (label.data[6] | 0x20) == 'b';

	base_buffer_init(room, file.size + 2);
	/* "<" begins a page, and has one zero beside it. */
	if (!wide || file.size < 2 ||
	    (file.data[0] == 0) == (file.data[1] == 0))
		return file;
	if (base_buffer_add(room, big ? "\xfe\xff" : "\xff\xfe", 2) !=
		LENS_OK ||
	    base_buffer_add(room, file.data, file.size) != LENS_OK)
		return file;
	return base_buffer_view(room);
}

void page_read(struct base_view file, const struct ipc_page_job *job,
	       uint8_t *room, size_t room_size, struct ipc_page *answer)
{
	struct page *page = base_alloc(1, sizeof(*page));
	bool sheet = read_is_sheet(job->type);
	struct base_buffer marked;

	file = read_mark(file, job->type, &marked);
	page->answer = answer;
	page->element = PAGE_NONE;
	page->set = charset_of(charset_in(base_view_of(job->type)));
	/* It is the core's memory and never grows. */
	page->inside = (struct base_buffer){
	    .data = room, .capacity = room_size, .maximum = room_size};
	answer->pictures =
	    base_alloc(IPC_PAGE_PICTURES_MAX, sizeof(*answer->pictures));
	answer->links = base_alloc(IPC_PAGE_LINKS_MAX, sizeof(*answer->links));
	answer->facts = base_alloc(IPC_PAGE_FACTS_MAX, sizeof(*answer->facts));
	page_set_base(page, base_view_of(job->url));
	page->facts_most = job->reads == IPC_PAGE_READS_PAGE
			       ? IPC_PAGE_SAID_MAX
			       : IPC_PAGE_FACTS_MAX;
	/* The core held them to the same. */
	(void)!rules_add(job->rules);
	collect_refresh(page, base_view_of(job->refresh));
	if (job->reads == IPC_PAGE_READS_ROBOTS ||
	    job->reads == IPC_PAGE_READS_TDM)
		facts_read_rules(page, job->reads, file);
	else if (file.size == 0)
		answer->status = IPC_PAGE_EMPTY;
	else if (job->reads == IPC_PAGE_READS_ANSWER)
		answer_read(page, file);
	else
		read_saved(page, file, job->type);
	page_finish(page);
	if (answer->status == IPC_PAGE_OK && page->short_of_memory)
		answer->status = IPC_PAGE_TOO_MUCH_MEMORY;
	else if (answer->status == IPC_PAGE_OK && page->tags == 0 &&
		 answer->link_count == 0 && !answer->archive && !sheet &&
		 job->reads == IPC_PAGE_READS_PAGE)
		answer->status = IPC_PAGE_NOT_A_PAGE;
	if (answer->status != IPC_PAGE_OK) {
		enum ipc_page_status status = answer->status;

		ipc_page_free(answer);
		answer->status = status;
	}
	base_buffer_free(&marked);
	base_buffer_free(&page->base);
	base_buffer_free(&page->clean);
	base_buffer_free(&page->whole);
	free(page->link);
	free(page);
}
