/* page_rules.c: what packs add to the rules for pages. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_pack.h>
#include <lenscap/registry_data.h>

#include "pack_rules.h"
#include "session.h"

void casework_page_rules_open(struct casework *work,
			      struct casework_page_rules *out)
{
	const struct registry *registry = session_registry(work);
	const struct law_set *laws;
	const char *last = "";
	struct registry_fault fault;
	struct base_buffer text;

	*out = (struct casework_page_rules){.packs = base_copy("")};
	base_buffer_init(&text, BASE_RULES_MAX);
	for (size_t i = 0; registry && i < registry_data_count(registry); i++) {
		const struct registry_data *file =
		    registry_data_at(registry, i);

		/* What of it does not fit keeps all of a pack out. */
		if (file->kind != REGISTRY_DATA_PAGES ||
		    casework_laws(work, NULL, &laws) != LENS_OK ||
		    session_unfit(work, file->pack)[0] != '\0' ||
		    pack_rules_lines(file, &fault, &text) != LENS_OK)
			continue;
		/* The files of a pack come one behind the other. */
		if (strcmp(last, file->pack) == 0)
			continue;
		last = file->pack;
		out->packs = base_join(out->packs, ", ", file->title);
	}
	if (text.size > 0 &&
	    base_rules_read(base_buffer_view(&text), &out->list) == LENS_OK)
		out->text = base_format("%.*s", (int)text.size,
					(const char *)text.data);
	else
		casework_page_rules_free(out);
	base_buffer_free(&text);
}

void casework_page_rules_free(struct casework_page_rules *rules)
{
	base_rules_free(&rules->list);
	free(rules->packs);
	free(rules->text);
	*rules = (struct casework_page_rules){NULL, NULL, {.count = 0}};
}
