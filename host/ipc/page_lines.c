/* page_lines.c: a text as lines of a page's answer. */
#include <string.h>

#include <lenscap/ipc_page.h>

#define LINES_PIECE (IPC_TEXT_MAX - 1) /* bytes of a text in one line */

static bool lines_is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The bytes of a mark without width at the beginning, which readers do not see
 * and sites put around names (directions, U+200B to U+200F and the like); 0. */
static size_t lines_unseen(struct base_view text)
{
	static const struct {
		uint8_t first[2], from, to;
		size_t size;
	} marks[] = {{{0xd8, 0}, 0x9c, 0x9c, 2},
		     {{0xe2, 0x80}, 0x8b, 0x8f, 3},
		     {{0xe2, 0x80}, 0xaa, 0xae, 3},
		     {{0xe2, 0x81}, 0xa0, 0xaf, 3},
		     {{0xef, 0xbb}, 0xbf, 0xbf, 3}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t before = marks[i].size - 1;

		if (base_view_starts(text, marks[i].first, before) &&
		    text.size > before && text.data[before] >= marks[i].from &&
		    text.data[before] <= marks[i].to)
			return marks[i].size;
	}
	return 0;
}

void ipc_page_line(char out[IPC_TEXT_MAX], struct base_view text)
{
	uint8_t line[4 * IPC_TEXT_MAX];
	size_t used = 0;

	for (size_t i = 0; i < text.size && used < sizeof(line); i++) {
		bool space = lines_is_space(text.data[i]);
		size_t unseen =
		    lines_unseen(base_view_part(text, i, text.size - i));

		if (unseen > 0) {
			i += unseen - 1;
			continue;
		}
		if (space && (used == 0 || line[used - 1] == ' '))
			continue;
		line[used++] = space ? ' ' : text.data[i];
	}
	if (used > 0 && line[used - 1] == ' ')
		used--;
	base_printable(out, IPC_TEXT_MAX, (struct base_view){line, used});
}

/* The last of some bytes before the end of a piece, 0 for none. */
static size_t lines_last(struct base_view text, const char *marks)
{
	for (size_t at = LINES_PIECE; at > 0; at--)
		if (memchr(marks, text.data[at], strlen(marks)) != NULL)
			return at;
	return 0;
}

/*
 * So much of a text as one line can be: to its end, to a space, or to what ends
 * an address and stays in the line; else up to a whole character.
 */
static size_t lines_piece(struct base_view text)
{
	size_t most = text.size < LINES_PIECE ? text.size : LINES_PIECE;
	const uint8_t *end = memchr(text.data, '\n', most);
	size_t size;

	if (end != NULL)
		return (size_t)(end - text.data);
	if (text.size <= LINES_PIECE)
		return text.size;
	size = lines_last(text, " \n");
	if (size == 0)
		size = lines_last(text, ",;\"<>");
	if (size > 0)
		return size;
	size = LINES_PIECE;
	while (size > LINES_PIECE - 4 && (text.data[size] & 0xc0) == 0x80)
		size--;
	return size;
}

bool ipc_page_is_told(const struct ipc_page *page)
{
	return page->facts_cut && page->fact_count == IPC_PAGE_FACTS_MAX;
}

static void lines_tell(struct ipc_page *page, const char *name,
		       struct base_view line)
{
	char said[IPC_TEXT_MAX];

	ipc_page_line(said, line);
	if (said[0] == '\0')
		return;
	if (page->fact_count == IPC_PAGE_FACTS_MAX) {
		page->facts_cut = true;
		return;
	}
	page->facts[page->fact_count++] = (struct ipc_page_fact){
	    IPC_PAGE_LINE, 0, base_copy(name), base_copy(said)};
}

void ipc_page_tell_lines(struct ipc_page *page, const char *name,
			 struct base_view text)
{
	while (text.size > 0 && !ipc_page_is_told(page)) {
		size_t size = lines_piece(text);

		lines_tell(page, name, base_view_part(text, 0, size));
		size += size < text.size &&
			(text.data[size] == '\n' || text.data[size] == ' ');
		text = base_view_part(text, size, text.size - size);
	}
}
