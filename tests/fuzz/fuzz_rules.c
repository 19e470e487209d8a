/*
 * fuzz_rules.c: rules that a pack adds, and behind a NUL a page that is read by
 * them, too.  Whatever they are, the page comes through the wire.
 */
#include <lenscap/base_rules.h>

#include "one_page.h"
#include "workers/pagereader/charset.h"
#include "workers/pagereader/read.h"

static void fuzz_shapes(struct base_view text)
{
	struct base_rules rules;

	if (base_rules_read(text, &rules) != LENS_OK)
		return;
	for (size_t i = 0; i < rules.count; i++)
		if (!base_rules_fits(rules.items[i].list,
				     base_view_of(rules.items[i].entry)) ||
		    strlen(rules.items[i].entry) > BASE_RULES_TEXT)
			abort();
	base_rules_free(&rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size > 0 ? memchr(data, '\0', size) : NULL;
	size_t rules = end != NULL ? (size_t)(end - data) : size;
	struct base_view all = {data, size}, page;
	struct ipc_page_job job = {.url = "https://a.example/"};
	struct ipc_page answer = {0};
	uint8_t *room;

	charset_open();
	job.rules = base_view_part(all, 0, rules);
	fuzz_shapes(job.rules);
	if (end == NULL)
		return 0;
	page = base_view_part(all, rules + 1, size - rules - 1);
	job.bytes = page.size;
	room = malloc(ONE_PAGE_ROOM);
	page_read(page, &job, room, ONE_PAGE_ROOM, &answer);
	one_page_through(&answer);
	free(room);
	return 0;
}
