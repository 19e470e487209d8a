/* audit_facts.c: what pages and sites say, kept for the verdict. */
#include <stdlib.h>

#include "audit.h"

static struct ipc_page_fact *audit_copy_facts(const struct ipc_page *page)
{
	struct ipc_page_fact *facts =
	    base_alloc(page->fact_count, sizeof(*facts));

	for (unsigned i = 0; i < page->fact_count; i++) {
		facts[i] = page->facts[i];
		facts[i].name = base_copy(page->facts[i].name);
		facts[i].value = base_copy(page->facts[i].value);
	}
	return facts;
}

void audit_take_facts(const struct ipc_page *page, struct ipc_page_fact **facts,
		      unsigned *count)
{
	*facts = audit_copy_facts(page);
	*count = page->fact_count;
}

void audit_free_facts(struct ipc_page_fact *facts, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		free(facts[i].name);
		free(facts[i].value);
	}
	free(facts);
}
