/* page.c: the pagereader's job and its answer, on the wire. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_rules.h>
#include <lenscap/ipc_page.h>

/* ---- Places ---- */

/* The length of a scheme with its colon (RFC 3986, 3.1), 0 for none. */
static size_t page_scheme(const char *address)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length = strspn(address, letters);

	if (length == 0)
		return 0;
	while (address[length] != '\0' &&
	       (strchr(letters, address[length]) != NULL ||
		strchr("0123456789+-.", address[length]) != NULL))
		length++;
	return address[length] == ':' ? length + 1 : 0;
}

/*
 * Percent-decode the path of a relative address.  NULL for a control
 * character: none is in a name that a browser saved, and one would act on a
 * terminal.
 */
static char *page_decode(const char *address)
{
	size_t length = strcspn(address, "?#");
	char *out = base_alloc(length + 1, 1);
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		char pair[3] = {0};
		uint8_t byte = (uint8_t)address[i];

		if (byte == '%' && length - i > 2) {
			memcpy(pair, address + i + 1, 2);
			if (base_unhex(&byte, 1, pair) == LENS_OK)
				i += 2;
			else
				byte = '%';
		}
		if (byte < 0x20 || byte == 0x7f) {
			free(out);
			return NULL;
		}
		out[used++] = (char)byte;
	}
	return out;
}

/* True when the name stays below its folder and names something in it. */
static bool page_stays_below(const char *path)
{
	const char *segment = path;
	bool names = false;

	if (*path == '/')
		return false;
	while (segment != NULL) {
		size_t length = strcspn(segment, "/");

		if (length == 2 && memcmp(segment, "..", 2) == 0)
			return false;
		names = length > 0 && !(length == 1 && *segment == '.');
		segment = segment[length] ? segment + length + 1 : NULL;
	}
	return names;
}

enum ipc_page_place ipc_page_locate(const char *address, char **path)
{
	size_t scheme = page_scheme(address);

	*path = NULL;
	if (scheme > 0) {
		bool web = (scheme == 5 && !strncasecmp(address, "http:", 5)) ||
			   (scheme == 6 && !strncasecmp(address, "https:", 6));

		return web ? IPC_PAGE_URL : IPC_PAGE_ELSEWHERE;
	}
	*path = page_decode(address);
	if (*path != NULL && page_stays_below(*path))
		return IPC_PAGE_FILE;
	free(*path);
	*path = NULL;
	return IPC_PAGE_ELSEWHERE;
}

/* ---- Job ---- */

enum lens_err ipc_page_job_write(const struct ipc_page_job *job,
				 struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u64(&writer, job->bytes);
	ipc_write_u8(&writer, (uint8_t)job->reads);
	ipc_write_address(&writer, job->url);
	ipc_write_text(&writer, job->type);
	ipc_write_text(&writer, job->refresh);
	ipc_write_u32(&writer, (uint32_t)job->rules.size);
	ipc_write_bytes(&writer, job->rules.data, job->rules.size);
	return writer.err;
}

/* Whether they are rules, whoever uses them sees. */
static struct base_view page_job_rules(struct ipc_reader *reader)
{
	size_t size = ipc_read_u32(reader);
	struct base_view rules = {reader->rest.data, size};

	if (size > BASE_RULES_MAX || size > reader->rest.size)
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return (struct base_view){NULL, 0};
	reader->rest =
	    base_view_part(reader->rest, size, reader->rest.size - size);
	return rules;
}

enum lens_err ipc_page_job_read(struct base_view body, struct ipc_page_job *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;

	*out = (struct ipc_page_job){.bytes = ipc_read_u64(&reader)};
	out->reads = ipc_read_below(&reader, IPC_PAGE_READS);
	ipc_read_address(&reader, out->url);
	ipc_read_text(&reader, out->type);
	ipc_read_text(&reader, out->refresh);
	out->rules = page_job_rules(&reader);
	err = ipc_read_end(&reader);
	if (err != LENS_OK)
		*out = (struct ipc_page_job){0};
	return err;
}

/* ---- Answer ---- */

void ipc_page_free(struct ipc_page *page)
{
	for (unsigned i = 0; i < page->count; i++) {
		free(page->pictures[i].address);
		free(page->pictures[i].path);
		free(page->pictures[i].link);
		free(page->pictures[i].page);
	}
	free(page->pictures);
	for (unsigned i = 0; i < page->link_count; i++)
		free(page->links[i].address);
	free(page->links);
	for (unsigned i = 0; i < page->fact_count; i++) {
		free(page->facts[i].name);
		free(page->facts[i].value);
	}
	free(page->facts);
	*page = (struct ipc_page){0};
}

/* A browser shows it to whoever comes, and not as a sign of something. */
static bool page_shows(const struct ipc_page_picture *picture)
{
	return !picture->icon && !picture->hidden &&
	       picture->kind != IPC_PAGE_META &&
	       picture->kind != IPC_PAGE_LINK &&
	       picture->kind != IPC_PAGE_JSON_LD;
}

bool ipc_page_is_empty(const struct ipc_page *page)
{
	for (unsigned i = 0; i < page->count; i++)
		if (page->pictures[i].kind != IPC_PAGE_STATE)
			return false;
	return true;
}

bool ipc_page_is_scripted(const struct ipc_page *page)
{
	for (unsigned i = 0; i < page->count; i++)
		if (!page->shell && page_shows(&page->pictures[i]))
			return false;
	return page->status == IPC_PAGE_OK && page->scripts > 0;
}

/* A letter ends there: of ASCII, or of any other script, also as "%C3%A1". */
static bool page_ends_letter(const char *from, const char *at)
{
	if (at - from >= 3 && at[-3] == '%')
		return at[-2] >= '8';
	return at > from &&
	       (isalpha((unsigned char)at[-1]) || (at[-1] & 0x80) != 0);
}

/* The file's name says so: no longer word ("dialogo.jpg"), and no query. */
static bool page_is_logo(const struct ipc_page_picture *picture)
{
	const char *name = picture->address;
	const char *end = name + strcspn(name, "?#");
	const char *slash = memrchr(name, '/', (size_t)(end - name));

	if (slash != NULL)
		name = slash + 1;
	for (const char *at = strcasestr(name, "logo"); at != NULL && at < end;
	     at = strcasestr(at + 1, "logo"))
		if (!page_ends_letter(name, at))
			return true;
	return false;
}

bool ipc_page_is_bare(const struct ipc_page *page)
{
	for (unsigned i = 0; i < page->count; i++)
		if (page_shows(&page->pictures[i]) &&
		    !page_is_logo(&page->pictures[i]))
			return false;
	return page->status == IPC_PAGE_OK && page->bare && !page->cut;
}

static void page_write_picture(struct ipc_writer *writer,
			       const struct ipc_page_picture *picture)
{
	ipc_write_u8(writer, (uint8_t)picture->kind);
	ipc_write_u8(writer, picture->icon);
	ipc_write_u8(writer, picture->hidden);
	ipc_write_u32(writer, picture->same);
	ipc_write_u32(writer, picture->width);
	ipc_write_u32(writer, picture->height);
	ipc_write_address(writer, picture->address);
	ipc_write_text(writer, picture->alt);
	ipc_write_address(writer, picture->link ? picture->link : "");
	ipc_write_address(writer, picture->page ? picture->page : "");
	ipc_write_u64(writer, picture->size);
}

enum lens_err ipc_page_write(const struct ipc_page *page,
			     struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)page->status);
	ipc_write_u8(&writer, page->archive);
	ipc_write_u8(&writer, page->cut);
	ipc_write_u8(&writer, (uint8_t)(page->password | page->shell << 1 |
					page->bare << 2 | page->named << 3));
	ipc_write_u32(&writer, page->left_out);
	ipc_write_u32(&writer, page->scripts);
	ipc_write_u32(&writer, page->canvases);
	ipc_write_u32(&writer, page->unread);
	ipc_write_text(&writer, page->title);
	ipc_write_address(&writer, page->url);
	ipc_write_u32(&writer, page->count);
	for (unsigned i = 0; i < page->count; i++)
		page_write_picture(&writer, &page->pictures[i]);
	ipc_write_u32(&writer, page->link_count);
	for (unsigned i = 0; i < page->link_count; i++) {
		ipc_write_u8(&writer, (uint8_t)page->links[i].kind);
		ipc_write_address(&writer, page->links[i].address);
	}
	ipc_write_u8(&writer, page->facts_cut);
	ipc_write_u32(&writer, page->fact_count);
	for (unsigned i = 0; i < page->fact_count; i++) {
		ipc_write_u8(&writer, (uint8_t)page->facts[i].kind);
		ipc_write_u32(&writer, page->facts[i].group);
		ipc_write_text(&writer, page->facts[i].name);
		ipc_write_text(&writer, page->facts[i].value);
	}
	return writer.err;
}

/* An address that may be missing, owned; NULL: it is. */
static char *page_read_some(struct ipc_reader *reader)
{
	char address[IPC_ADDRESS_MAX];

	ipc_read_address(reader, address);
	return address[0] != '\0' ? base_copy(address) : NULL;
}

static void page_read_picture(struct ipc_reader *reader, unsigned index,
			      uint64_t *used, struct ipc_page_picture *out)
{
	char address[IPC_ADDRESS_MAX];

	out->kind = ipc_read_below(reader, IPC_PAGE_KINDS);
	out->icon = ipc_read_below(reader, 2);
	out->hidden = ipc_read_below(reader, 2);
	out->same = ipc_read_u32(reader);
	if (out->same > index)
		reader->err = LENS_MALFORMED;
	out->width = ipc_read_u32(reader);
	out->height = ipc_read_u32(reader);
	ipc_read_address(reader, address);
	out->address = base_copy(address);
	ipc_read_text(reader, out->alt);
	out->link = page_read_some(reader);
	out->page = page_read_some(reader);
	out->size = ipc_read_u64(reader);
	/* Subtract, so that a hostile size cannot overflow the sum. */
	if (out->size > IPC_PAGE_INSIDE_MAX - *used) {
		reader->err = LENS_MALFORMED;
		out->size = 0;
	}
	if (out->size == 0) {
		out->place = ipc_page_locate(address, &out->path);
		return;
	}
	out->place = IPC_PAGE_INSIDE;
	out->offset = *used;
	*used += out->size;
}

static void page_read_pictures(struct ipc_reader *reader, struct ipc_page *out)
{
	uint32_t count = ipc_read_u32(reader);
	uint64_t used = 0;

	if (count > IPC_PAGE_PICTURES_MAX ||
	    (count > 0 && out->status != IPC_PAGE_OK))
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return;
	out->pictures = base_alloc(count, sizeof(*out->pictures));
	while (out->count < count && reader->err == LENS_OK) {
		unsigned i = out->count++;

		page_read_picture(reader, i, &used, &out->pictures[i]);
	}
}

static void page_read_links(struct ipc_reader *reader, struct ipc_page *out)
{
	uint32_t count = ipc_read_u32(reader);
	char address[IPC_ADDRESS_MAX];

	if (count > IPC_PAGE_LINKS_MAX ||
	    (count > 0 && out->status != IPC_PAGE_OK))
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return;
	out->links = base_alloc(count, sizeof(*out->links));
	while (out->link_count < count && reader->err == LENS_OK) {
		struct ipc_page_link *link = &out->links[out->link_count++];

		link->kind = ipc_read_below(reader, IPC_PAGE_LINK_KINDS);
		ipc_read_address(reader, address);
		link->address = base_copy(address);
	}
}

static void page_read_facts(struct ipc_reader *reader, struct ipc_page *out)
{
	uint32_t count;
	char text[IPC_TEXT_MAX];

	out->facts_cut = ipc_read_below(reader, 2);
	count = ipc_read_u32(reader);
	if (count > IPC_PAGE_FACTS_MAX ||
	    (count > 0 && out->status != IPC_PAGE_OK))
		reader->err = LENS_MALFORMED;
	if (reader->err != LENS_OK)
		return;
	out->facts = base_alloc(count, sizeof(*out->facts));
	while (out->fact_count < count && reader->err == LENS_OK) {
		struct ipc_page_fact *fact = &out->facts[out->fact_count++];

		fact->kind = ipc_read_below(reader, IPC_PAGE_FACT_KINDS);
		fact->group = ipc_read_u32(reader);
		ipc_read_text(reader, text);
		fact->name = base_copy(text);
		ipc_read_text(reader, text);
		fact->value = base_copy(text);
	}
}

enum lens_err ipc_page_read(struct base_view body, struct ipc_page *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	enum lens_err err;
	unsigned asks;

	*out = (struct ipc_page){0};
	/* What lies above is the core's to say, not a worker's. */
	out->status = ipc_read_below(&reader, IPC_PAGE_TOO_MUCH_CPU);
	out->archive = ipc_read_below(&reader, 2);
	out->cut = ipc_read_below(&reader, 2);
	asks = ipc_read_below(&reader, 16);
	out->password = asks & 1;
	out->shell = asks >> 1 & 1;
	out->bare = asks >> 2 & 1;
	out->named = asks >> 3;
	out->left_out = ipc_read_u32(&reader);
	out->scripts = ipc_read_u32(&reader);
	out->canvases = ipc_read_u32(&reader);
	out->unread = ipc_read_u32(&reader);
	ipc_read_text(&reader, out->title);
	ipc_read_address(&reader, out->url);
	page_read_pictures(&reader, out);
	page_read_links(&reader, out);
	page_read_facts(&reader, out);
	err = ipc_read_end(&reader);
	if (err != LENS_OK) {
		ipc_page_free(out);
		out->status = IPC_PAGE_LIED;
	}
	return err;
}
