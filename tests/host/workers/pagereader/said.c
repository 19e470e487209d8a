/* said.c: what a page says besides its pictures, as lines. */
#include <string.h>

#include "test.h"

#include "said.h"

#define HERE "https://a.example/dir/page.html"

static const char *const said_kinds[IPC_PAGE_FACT_KINDS] = {
    [IPC_PAGE_HEADING] = "heading", [IPC_PAGE_SAYS] = "says",
    [IPC_PAGE_REL] = "rel",	    [IPC_PAGE_REACH] = "reach",
    [IPC_PAGE_TYPE] = "type",	    [IPC_PAGE_PERSON] = "person",
    [IPC_PAGE_BYLINE] = "byline",   [IPC_PAGE_AGENT] = "agent",
    [IPC_PAGE_ALLOW] = "allow",	    [IPC_PAGE_DISALLOW] = "disallow",
    [IPC_PAGE_SIGNAL] = "signal",   [IPC_PAGE_RESERVED] = "reserved",
    [IPC_PAGE_LINE] = "line",
};

static void said_compare(const char *text, enum ipc_page_reads reads, bool all,
			 const char *expected)
{
	struct ipc_page answer = {0}, got;
	struct ipc_page_job job = {.reads = reads, .url = HERE};
	struct base_buffer body, lines;
	static uint8_t room[1 << 16];

	page_read(base_view_of(text), &job, room, sizeof(room), &answer);
	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	base_buffer_init(&lines, 1 << 20);
	assert_int_equal(ipc_page_write(&answer, &body), LENS_OK);
	assert_int_equal(ipc_page_read(base_buffer_view(&body), &got), LENS_OK);
	for (unsigned i = 0; i < got.fact_count; i++) {
		const struct ipc_page_fact *fact = &got.facts[i];
		char *line;

		if (!all && fact->kind == IPC_PAGE_LINE)
			continue;
		line = base_format("%s %u %s: %s\n", said_kinds[fact->kind],
				   fact->group, fact->name, fact->value);

		assert_int_equal(base_buffer_add_text(&lines, line), LENS_OK);
		free(line);
	}
	assert_int_equal(base_buffer_add(&lines, "", 1), LENS_OK);
	assert_string_equal((const char *)lines.data, expected);
	base_buffer_free(&lines);
	base_buffer_free(&body);
	ipc_page_free(&answer);
	ipc_page_free(&got);
}

void said_expect(const char *text, enum ipc_page_reads reads,
		 const char *expected)
{
	said_compare(text, reads, true, expected);
}

void said_of_page(const char *html, const char *expected)
{
	said_compare(html, IPC_PAGE_READS_PAGE, false, expected);
}
