/* pack_list.c: the packs that were taken, and what they change. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ledger_settings.h>

#include "pack.h"
#include "pack_data.h"
#include "session.h"

struct pack_telling {
	struct casework *work;
	const struct registry *registry;
	bool (*visit)(void *context, const struct casework_pack_kept *kept);
	void *context;
};

static void pack_tell_companies(const struct registry *registry,
				struct casework_pack_kept *kept)
{
	kept->companies = base_copy("");
	for (size_t i = 0; i < registry_count(registry); i++) {
		const struct registry_controller *one =
		    registry_at(registry, i);

		if (one->provenance.origin != REGISTRY_PACKED ||
		    strcmp(one->provenance.set, kept->name) != 0)
			continue;
		kept->companies = base_join(kept->companies, ", ", one->slug);
	}
}

static void pack_tell_changes(const struct pack_telling *telling,
			      struct casework_pack_kept *kept)
{
	const struct casework *work = telling->work;
	struct pack_files files = {.count = 0};

	pack_tell_companies(telling->registry, kept);
	pack_files_of(telling->registry, kept->name, &files);
	pack_data_changes(&files, work->laws, work->letters, &kept->changes);
	kept->unfit = session_unfit(work, kept->name);
	pack_files_free(&files);
}

static bool pack_tell(void *context, const char *name, const char *value)
{
	struct pack_telling *telling = context;
	struct casework_pack_kept kept;
	bool good;

	if (strncmp(name, PACK_SETTING, strlen(PACK_SETTING)) != 0 ||
	    !pack_kept_read(name, value, &kept))
		return true;
	for (size_t i = 0; i < registry_pack_count(telling->registry); i++) {
		const struct registry_pack *pack =
		    registry_pack_at(telling->registry, i);

		if (strcmp(pack->name, kept.name) == 0)
			kept.pack = pack;
	}
	pack_tell_changes(telling, &kept);
	good = telling->visit(telling->context, &kept);
	pack_changes_free(&kept.changes);
	free(kept.companies);
	return good;
}

enum lens_err casework_pack_each(
    struct casework *work, const struct registry *registry,
    bool (*visit)(void *context, const struct casework_pack_kept *kept),
    void *context, struct ledger_fault *fault)
{
	struct pack_telling telling = {work, registry, visit, context};
	const struct letter_set *letters;
	enum lens_err err = session_letters(work, fault, &letters);

	if (err != LENS_OK)
		return err;
	return ledger_setting_each(casework_ledger(work), pack_tell, &telling,
				   fault);
}
