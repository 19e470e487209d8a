/* read_page.c: the worker and the wire in one process, for tests. */
#include <string.h>

#include "test.h"

#include "read_page.h"
#include "workers/pagereader/charset.h"

#define READ_ROOM (1u << 20)

void read_page(const void *text, size_t size, const char *url,
	       struct read_page *out)
{
	read_page_by((struct base_view){NULL, 0}, text, size, url, out);
}

void read_page_by(struct base_view rules, const void *text, size_t size,
		  const char *url, struct read_page *out)
{
	struct ipc_page answer = {0};
	struct ipc_page_job job = {.bytes = size, .rules = rules};
	struct base_buffer body;
	/* Of the exact size, so that a sanitizer sees one byte too many. */
	uint8_t *copy = malloc(size ? size : 1);

	charset_open(); /* as main.c does */
	if (size > 0)
		memcpy(copy, text, size);
	out->room = calloc(1, READ_ROOM);
	snprintf(job.url, sizeof(job.url), "%s", url ? url : "");
	page_read((struct base_view){copy, size}, &job, out->room, READ_ROOM,
		  &answer);
	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	assert_int_equal(ipc_page_write(&answer, &body), LENS_OK);
	assert_int_equal(ipc_page_read(base_buffer_view(&body), &out->answer),
			 LENS_OK);
	base_buffer_free(&body);
	ipc_page_free(&answer);
	free(copy);
}

void read_page_free(struct read_page *page)
{
	ipc_page_free(&page->answer);
	free(page->room);
}

static void read_line(struct base_buffer *out,
		      const struct ipc_page_picture *picture)
{
	char line[IPC_ADDRESS_MAX + IPC_TEXT_MAX + 100];
	int used =
	    snprintf(line, sizeof(line), "%s %s",
		     ipc_page_kind_name(picture->kind), picture->address);

	if (picture->icon)
		used +=
		    snprintf(line + used, sizeof(line) - (size_t)used, " icon");
	if (picture->hidden)
		used += snprintf(line + used, sizeof(line) - (size_t)used,
				 " hidden");
	if (picture->width || picture->height)
		used += snprintf(line + used, sizeof(line) - (size_t)used,
				 " %ux%u", picture->width, picture->height);
	if (picture->alt[0])
		used += snprintf(line + used, sizeof(line) - (size_t)used,
				 " '%s'", picture->alt);
	if (picture->size)
		used += snprintf(line + used, sizeof(line) - (size_t)used,
				 " [%u]", (unsigned)picture->size);
	snprintf(line + used, sizeof(line) - (size_t)used, "\n");
	assert_int_equal(base_buffer_add_text(out, line), LENS_OK);
}

void read_page_expect(const char *html, const char *url, const char *expected)
{
	struct read_page page;
	struct base_buffer got;

	read_page(html, strlen(html), url, &page);
	base_buffer_init(&got, 1 << 20);
	for (unsigned i = 0; i < page.answer.count; i++)
		read_line(&got, &page.answer.pictures[i]);
	assert_int_equal(base_buffer_add(&got, "", 1), LENS_OK);
	if (strcmp((const char *)got.data, expected) != 0)
		print_message("# %s\n", html);
	assert_string_equal((const char *)got.data, expected);
	base_buffer_free(&got);
	read_page_free(&page);
}
