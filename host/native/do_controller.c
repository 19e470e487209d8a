/* do_controller.c: who can be written to. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_registry.h>
#include <lenscap/view_registry.h>

#include "native.h"
#include "track.h"

#define CONTROLLER_PAGE 30

/*
 * The registry takes a tenth of a second to read: the desk, which alone asks
 * it, keeps it until something in it or the ledger's lock changes.
 */
static const struct registry *controller_registry(struct native_call *call)
{
	struct registry_fault fault = {""};
	struct casework *work = NULL;

	if (call->host->registry != NULL)
		return call->host->registry;
	if (!track_ledger(call, &work))
		return NULL;
	if (casework_registry(&door_place(call->host->door)->home, work, &fault,
			      &call->host->registry) != LENS_OK)
		native_fail_saying(call, OPERATION_INTERNAL, fault.sentence);
	return call->host->registry;
}

void native_registry_drop(struct native *host)
{
	registry_close(host->registry);
	host->registry = NULL;
}

/* ---- controller.search ---- */

void do_controller_search(struct native_call *call)
{
	const struct registry *registry = controller_registry(call);
	const char *kind = native_text(call, "kind");
	const char *country = native_text(call, "country");
	size_t offset = (size_t)native_number(call, "offset", 0);
	size_t limit = (size_t)native_number(call, "limit", CONTROLLER_PAGE);
	struct registry_query query = {.words = native_text(call, "query"),
				       .country = country ? country : ""};
	struct registry_hit *hits;
	json_t *list;
	size_t count;

	if (registry == NULL)
		return;
	if (kind != NULL && kind[0] != '\0') {
		query.of_kind = registry_kind_named(kind, &query.kind);
		if (!query.of_kind) {
			native_fail_saying(call, OPERATION_BAD_PARAMS,
					   "There is no such kind of "
					   "controller.");
			return;
		}
	}
	hits = base_alloc(registry_count(registry) + 1, sizeof(*hits));
	count =
	    registry_search(registry, &query, hits, registry_count(registry));
	list = json_array();
	for (size_t i = offset; i < count && i - offset < limit; i++)
		json_array_append_new(list, view_hit(&hits[i]));
	call->op.result = json_pack(
	    "{s:I, s:o, s:o}", "total", (json_int_t)count, "next_offset",
	    offset + limit < count ? json_integer((json_int_t)(offset + limit))
				   : json_null(),
	    "controllers", list);
	free(hits);
}

/* ---- controller.show ---- */

void do_controller_show(struct native_call *call)
{
	const struct registry *registry = controller_registry(call);
	const struct registry_controller *to;

	if (registry == NULL)
		return;
	to = registry_find(registry, native_text(call, "slug"));
	if (to == NULL) {
		native_fail_saying(call, OPERATION_NOT_FOUND,
				   "There is no such controller.");
		return;
	}
	call->op.result = view_controller_whole(to);
}

/* ---- controller.add ---- */

void do_controller_add(struct native_call *call)
{
	char slug[CASEWORK_SLUG];
	struct registry_fault fault = {""};
	struct casework *work;
	char *record;

	if (!track_ledger(call, &work))
		return;
	record = json_dumps(json_object_get(call->op.params, "record"),
			    JSON_COMPACT);
	if (casework_add_controller(work, base_view_of(record), &fault, slug) ==
	    LENS_OK)
		call->op.result = json_pack("{s:s}", "slug", slug);
	else
		native_fail_saying(call, OPERATION_BAD_PARAMS, fault.sentence);
	free(record);
	native_registry_drop(call->host);
}
