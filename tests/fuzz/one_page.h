/*
 * one_page.h: what a reader of pages or of answers made of hostile bytes, on
 * its way to the core.
 */
#ifndef LENSCAP_FUZZ_ONE_PAGE_H
#define LENSCAP_FUZZ_ONE_PAGE_H

#include <stdlib.h>
#include <string.h>

#include <lenscap/ipc_page.h>

#define ONE_PAGE_ROOM (1u << 20)

/* libFuzzer calls it; its headers are C++. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bytes lie one behind the other, and no file's name leads out. */
static inline void one_page_places(const struct ipc_page *page)
{
	uint64_t end = 0;

	for (unsigned i = 0; i < page->count; i++) {
		const struct ipc_page_picture *picture = &page->pictures[i];

		if ((picture->place == IPC_PAGE_INSIDE) !=
			(picture->size > 0) ||
		    (picture->place == IPC_PAGE_FILE) !=
			(picture->path != NULL))
			abort();
		if (picture->size > 0 && picture->offset != end)
			abort();
		end += picture->size;
		if (picture->path != NULL &&
		    (picture->path[0] == '/' || picture->path[0] == '\0' ||
		     strncmp(picture->path, "../", 3) == 0 ||
		     strstr(picture->path, "/../") != NULL))
			abort();
	}
	if (end > IPC_PAGE_INSIDE_MAX)
		abort();
}

/* An honest worker is believed; the page is freed. */
static inline void one_page_through(struct ipc_page *page)
{
	struct ipc_page through;
	struct base_buffer body;

	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	if (ipc_page_write(page, &body) != LENS_OK ||
	    ipc_page_read(base_buffer_view(&body), &through) != LENS_OK)
		abort();
	one_page_places(&through);
	ipc_page_free(&through);
	ipc_page_free(page);
	base_buffer_free(&body);
}

#endif
