/* draft_to.c: to whom letters go, by name or by kind, and which photos. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_registry.h>

#include "draft.h"
#include "refusal.h"

#define TO_KIND_MAX 100 /* a set that was imported can have thousands */

/* A draft on its way to have slugs and photos in it. */
struct draft_to {
	struct casework *work;
	struct casework_draft draft; /* with the lists below */
	char **slugs;
	size_t count;
	int64_t photos[CASEWORK_PHOTOS_MAX + 1];
	unsigned disclose[CASEWORK_PHOTOS_MAX + 1];
};

/* ---- All of a kind ---- */

struct to_search {
	const char *slug;
	const struct casework_draft *draft;
	bool open; /* there is a case with slug for them that is not closed */
};

static bool to_is_open(void *context, const struct ledger_case *row)
{
	struct to_search *search = context;

	search->open =
	    search->open ||
	    (!row->closed && strcmp(row->controller, search->slug) == 0 &&
	     draft_is_theirs(search->draft, row->facts));
	return !search->open;
}

/* One more, unless it is there or has been written to. */
static enum lens_err to_add(struct draft_to *to,
			    const struct registry_controller *controller,
			    struct ledger_fault *fault)
{
	struct to_search search = {.slug = controller->slug,
				   .draft = &to->draft};
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->slugs[i], controller->slug) == 0)
			return LENS_OK;
	if (!to->draft.force)
		err = ledger_case_each(casework_ledger(to->work), 0, to_is_open,
				       &search, fault);
	if (search.open && to->draft.left_out != NULL)
		to->draft.left_out(to->draft.left_out_to, controller->name);
	else if (err == LENS_OK && !search.open)
		to->slugs[to->count++] = base_copy(controller->slug);
	return err;
}

/* Neither mail nor post nor a page of theirs is known. */
static bool to_is_nowhere(const struct registry_controller *controller)
{
	return controller->contact_unknown && !controller->opt_out.known;
}

static enum lens_err to_add_kind(struct draft_to *to,
				 const struct registry *registry,
				 enum registry_kind kind,
				 struct ledger_fault *fault)
{
	const struct registry_query query = {
	    .words = "", .country = "", .of_kind = true, .kind = kind};
	struct registry_hit *hits = base_alloc(TO_KIND_MAX + 1, sizeof(*hits));
	size_t count = registry_search(registry, &query, hits, TO_KIND_MAX + 1);
	enum lens_err err = LENS_OK;

	if (count > TO_KIND_MAX)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "There are more than %d controllers of the "
				  "kind %s; name those whom you mean.",
				  TO_KIND_MAX, registry_kind_name(kind));
	for (size_t i = 0;
	     i < count && to->count < CASEWORK_TO_MAX && err == LENS_OK; i++)
		/* Nobody is written to whom no letter can reach. */
		if (to_is_nowhere(hits[i].controller) &&
		    to->draft.no_contact != NULL)
			to->draft.no_contact(to->draft.left_out_to,
					     hits[i].controller->name);
		else
			err = to_add(to, hits[i].controller, fault);
	free(hits);
	return err;
}

static bool to_has_kinds(const struct casework_draft *draft)
{
	enum registry_kind kind;
	bool has = false;

	for (size_t i = 0; i < draft->to_count; i++)
		has |= registry_kind_named(draft->to[i], &kind);
	return has;
}

/* Who is named comes first, and is not named again by a kind; without a
 * registry, as they are named. */
static void to_add_named(struct draft_to *to, const struct registry *registry,
			 const struct casework_draft *draft)
{
	enum registry_kind kind;

	for (size_t i = 0; i < draft->to_count; i++)
		if (!registry_kind_named(draft->to[i], &kind))
			to->slugs[to->count++] = base_copy(
			    registry
				? registry_slug_meant(registry, draft->to[i])
				: draft->to[i]);
}

static enum lens_err to_find(struct draft_to *to,
			     const struct casework_home *home,
			     const struct casework_draft *draft,
			     struct ledger_fault *fault)
{
	struct registry *registry = NULL;
	struct registry_fault why = {""};
	enum registry_kind kind;
	enum lens_err err = LENS_OK;

	if (!to_has_kinds(draft)) {
		to_add_named(to, NULL, draft);
		return LENS_OK;
	}
	if (casework_registry(home, to->work, &why, &registry) != LENS_OK)
		return refusal_say(fault, LEDGER_FAULT_MISSING, "%s",
				   why.sentence);
	to_add_named(to, registry, draft);
	for (size_t i = 0; i < draft->to_count && err == LENS_OK; i++)
		if (registry_kind_named(draft->to[i], &kind))
			err = to_add_kind(to, registry, kind, fault);
	if (err == LENS_OK && to->count == 0)
		err = refusal_say(fault, LEDGER_FAULT_EXISTS,
				  "There is nobody to write to who has no "
				  "letter yet; 'lenscap cases list' has them, "
				  "and --again writes once more.");
	registry_close(registry);
	return err;
}

/* ---- Photos ---- */

/* One more than a letter may name, so that too many are not cut in silence. */
static enum lens_err to_photos(struct draft_to *to,
			       const struct casework_draft *draft,
			       struct ledger_fault *fault)
{
	struct ledger_query query = {.limit = CASEWORK_PHOTOS_MAX + 1};
	struct ledger_photos *found = NULL;
	enum lens_err err =
	    ledger_photo_list(casework_ledger(to->work), &query, fault, &found);

	for (size_t i = 0; err == LENS_OK && i < found->count; i++) {
		to->photos[i] = found->photos[i].id;
		to->disclose[i] = draft->all_disclose;
	}
	to->draft.photos = to->photos;
	to->draft.disclose = to->disclose;
	to->draft.photo_count = err == LENS_OK ? found->count : 0;
	ledger_photos_free(found);
	if (err == LENS_OK && to->draft.photo_count == 0)
		err = refusal_say(fault, LEDGER_FAULT_MISSING,
				  "You have no photos yet that a letter could "
				  "name; keep some, or write without photos.");
	return err;
}

enum lens_err casework_draft(
    struct casework *work, const struct casework_home *home,
    const struct casework_draft *draft,
    void (*row)(void *context, const struct casework_drafted *drafted),
    void *context, struct ledger_fault *fault)
{
	struct draft_to *to = base_alloc(1, sizeof(*to));
	enum lens_err err = LENS_OK;

	to->work = work;
	to->draft = *draft;
	to->slugs = base_alloc(CASEWORK_TO_MAX + draft->to_count + 1,
			       sizeof(*to->slugs));
	if (draft->all_photos)
		err = to_photos(to, draft, fault);
	if (err == LENS_OK)
		err = to_find(to, home, draft, fault);
	to->draft.to = (const char *const *)to->slugs;
	to->draft.to_count = to->count;
	if (err == LENS_OK)
		err = draft_write(work, home, &to->draft, row, context, fault);
	for (size_t i = 0; i < to->count; i++)
		free(to->slugs[i]);
	free(to->slugs);
	free(to);
	return err;
}
