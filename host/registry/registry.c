/* registry.c: all records together, by slug. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data.h"
#include "pack.h"
#include "search.h"
#include "set.h"

/* Pointers that grow; the registry frees what they point at. */
struct registry_list {
	void **items;
	size_t count, capacity;
};

struct registry {
	struct registry_list controllers; /* by slug, one each */
	struct registry_list hidden;	  /* by another of their slug */
	struct registry_list authorities;
	struct registry_list packs;
	struct data_list data;	/* of them */
	struct set_face face;	/* of the imported set */
	struct search **search; /* built when first asked for */
};

/* ---- Lists ---- */

static void registry_push(struct registry_list *list, void *item)
{
	list->items = base_grow(list->items, list->count, &list->capacity,
				sizeof(*list->items));
	list->items[list->count++] = item;
}

/* Both kinds of record begin with their slug. */
static const char *registry_slug(const void *record)
{
	return *(const char *const *)record;
}

/* Own, packs, ours, imported: the first of a slug is the one that is. */
static int registry_rank(const struct registry_provenance *provenance)
{
	static const int ranks[] = {[REGISTRY_OWN] = 0,
				    [REGISTRY_PACKED] = 1,
				    [REGISTRY_OURS] = 2,
				    [REGISTRY_IMPORTED] = 3};

	return ranks[provenance->origin];
}

static int registry_order(const void *left, const void *right)
{
	const struct record_controller *a = *(void *const *)left;
	const struct record_controller *b = *(void *const *)right;
	int slugs = strcmp(a->public.slug, b->public.slug);

	return slugs != 0 ? slugs
			  : registry_rank(&a->public.provenance) -
				registry_rank(&b->public.provenance);
}

static int registry_order_authorities(const void *left, const void *right)
{
	const struct record_authority *a = *(void *const *)left;
	const struct record_authority *b = *(void *const *)right;
	int slugs = strcmp(a->public.slug, b->public.slug);

	return slugs != 0 ? slugs
			  : registry_rank(&a->public.provenance) -
				registry_rank(&b->public.provenance);
}

/* Sort, and move all but the first of each slug to hidden. */
static void registry_settle(struct registry_list *list,
			    int (*order)(const void *, const void *),
			    struct registry_list *hidden)
{
	size_t kept = 0;

	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), order);
	for (size_t i = 0; i < list->count; i++) {
		void *item = list->items[i];

		if (kept > 0 && strcmp(registry_slug(list->items[kept - 1]),
				       registry_slug(item)) == 0)
			registry_push(hidden, item);
		else
			list->items[kept++] = item;
	}
	list->count = kept;
}

/* After records were added; the search is built anew when it is asked for. */
static void registry_settle_all(struct registry *registry)
{
	struct registry_list hidden = {NULL, 0, 0};

	registry_settle(&registry->controllers, registry_order,
			&registry->hidden);
	/* Hidden authorities are not asked for again. */
	registry_settle(&registry->authorities, registry_order_authorities,
			&hidden);
	for (size_t i = 0; i < hidden.count; i++)
		authority_free(hidden.items[i]);
	free(hidden.items);
	search_free(*registry->search);
	*registry->search = NULL;
}

static void *registry_lookup(const struct registry_list *list, const char *slug)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(registry_slug(list->items[middle]), slug);

		if (order == 0)
			return list->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* ---- Shipped records ---- */

static enum lens_err registry_take_controller(struct registry *registry,
					      struct base_view text,
					      struct registry_fault *fault)
{
	struct record_controller *made;
	enum lens_err err = controller_read(text, RECORD_STRICT, fault, &made);

	if (err != LENS_OK)
		return err;
	made->public.provenance.origin = REGISTRY_OURS;
	registry_push(&registry->controllers, made);
	return LENS_OK;
}

static enum lens_err registry_take_authority(struct registry *registry,
					     struct base_view text,
					     struct registry_fault *fault)
{
	struct record_authority *made;
	enum lens_err err = authority_read(text, RECORD_STRICT, fault, &made);

	if (err != LENS_OK)
		return err;
	made->public.provenance.origin = REGISTRY_OURS;
	registry_push(&registry->authorities, made);
	return LENS_OK;
}

typedef enum lens_err registry_take(struct registry *registry,
				    struct base_view text,
				    struct registry_fault *fault);

static enum lens_err registry_file(struct registry *registry, int folder,
				   const char *name, registry_take *take,
				   struct registry_fault *fault)
{
	struct registry_fault why = {""};
	struct base_buffer text;
	enum lens_err err;

	base_buffer_init(&text, REGISTRY_RECORD_MAX);
	err = set_read_file(folder, name, &text);
	if (err == LENS_OK)
		err = take(registry, base_buffer_view(&text), &why);
	else
		(void)!registry_say(&why, err, "It cannot be read.");
	base_buffer_free(&text);
	return err == LENS_OK
		   ? err
		   : registry_say(fault,
				  err == LENS_NOT_FOUND ? LENS_SYSTEM : err,
				  "The shipped record %s is "
				  "damaged; install Lenscap again. "
				  "%s",
				  name, why.sentence);
}

static bool registry_is_json(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 5 &&
	       strcmp(name + length - 5, ".json") == 0;
}

static enum lens_err registry_folder(struct registry *registry,
				     const char *share, const char *name,
				     registry_take *take,
				     struct registry_fault *fault)
{
	char *path = base_format("%s/%s", share, name);
	DIR *folder = opendir(path);
	enum lens_err err = LENS_OK;
	struct dirent *entry;

	free(path);
	if (folder == NULL)
		return registry_say(fault, LENS_SYSTEM,
				    "The shipped records are not there; "
				    "install Lenscap again.");
	while (err == LENS_OK && (entry = readdir(folder)) != NULL)
		if (registry_is_json(entry->d_name))
			err = registry_file(registry, dirfd(folder),
					    entry->d_name, take, fault);
	closedir(folder);
	return err;
}

/* ---- Imported records, and those of packs ---- */

/* Where rows go, as what, and how strictly they are read. */
struct registry_taking {
	struct registry *registry;
	struct registry_provenance provenance;
	enum record_mind mind;
	struct pack *pack; /* whose first row was read */
};

static enum lens_err registry_take_manifest(struct registry_taking *taking,
					    struct base_view manifest,
					    struct registry_fault *fault)
{
	enum lens_err err =
	    taking->pack == NULL && taking->mind == RECORD_STRICT
		? pack_read(manifest, fault, &taking->pack)
		: LENS_MALFORMED;

	if (err == LENS_OK) {
		taking->provenance.set = taking->pack->public.name;
		taking->provenance.date = taking->pack->public.made;
	}
	return err;
}

/* What else a pack has. */
static enum lens_err registry_take_data(const struct registry_taking *taking,
					enum registry_data_kind kind,
					struct base_view record,
					struct registry_fault *fault)
{
	struct data *made;
	enum lens_err err = data_read(kind, "", record, fault, &made);

	if (err != LENS_OK)
		return err;
	made->public.pack = taking->pack->public.name;
	made->public.title = taking->pack->public.title;
	data_push(&taking->registry->data, made);
	return LENS_OK;
}

static enum lens_err registry_take_row(void *context, const char *what,
				       struct base_view record,
				       struct registry_fault *fault)
{
	struct registry_taking *taking = context;
	struct registry *registry = taking->registry;
	enum registry_data_kind kind = data_kind(what);
	struct record_controller *controller;
	struct record_authority *authority;
	enum lens_err err;

	if (strcmp(what, "pack") == 0)
		return registry_take_manifest(taking, record, fault);
	if (taking->mind == RECORD_STRICT && taking->pack == NULL)
		return LENS_MALFORMED;
	if (strcmp(what, "company") == 0 || strcmp(what, "obsolete") == 0) {
		err = controller_read(record, taking->mind, fault, &controller);
		if (err != LENS_OK)
			return err;
		controller->public.provenance = taking->provenance;
		registry_push(&registry->controllers, controller);
	} else if (strcmp(what, "authority") == 0) {
		err = authority_read(record, taking->mind, fault, &authority);
		if (err != LENS_OK)
			return err;
		authority->public.provenance = taking->provenance;
		registry_push(&registry->authorities, authority);
	} else {
		return kind < REGISTRY_DATA_KINDS && taking->pack != NULL
			   ? registry_take_data(taking, kind, record, fault)
			   : LENS_MALFORMED;
	}
	return LENS_OK;
}

/* ---- Opening ---- */

enum lens_err registry_open(const char *share, const char *imported,
			    struct registry_fault *fault, struct registry **out)
{
	struct registry *registry = base_alloc(1, sizeof(*registry));
	struct registry_taking taking = {registry,
					 {REGISTRY_IMPORTED,
					  registry->face.name,
					  registry->face.date, false},
					 RECORD_LENIENT,
					 NULL};
	enum lens_err err;

	*out = NULL;
	registry->search = base_alloc(1, sizeof(*registry->search));
	err = registry_folder(registry, share, "controllers",
			      registry_take_controller, fault);
	if (err == LENS_OK)
		err = registry_folder(registry, share, "authorities",
				      registry_take_authority, fault);
	if (err == LENS_OK && imported != NULL)
		err = set_read(imported, &registry->face, registry_take_row,
			       &taking, fault);
	if (err != LENS_OK && err != LENS_NOT_FOUND) {
		registry_close(registry);
		return err;
	}
	registry_settle_all(registry);
	*out = registry;
	return LENS_OK;
}

/* ---- Packs ---- */

/* The contacts that a pack withdraws; its own records, and the person's, say
 * themselves what holds. */
static void registry_withdraw(struct registry *registry,
			      const struct registry_pack *pack)
{
	for (size_t i = 0; i < pack->withdrawal_count; i++) {
		const struct registry_withdrawal *one = &pack->withdrawals[i];
		struct record_controller *found =
		    registry_lookup(&registry->controllers, one->slug);

		if (found != NULL &&
		    (found->public.provenance.origin == REGISTRY_OURS ||
		     found->public.provenance.origin == REGISTRY_IMPORTED))
			controller_withdraw(found, one->contact, one->reason,
					    one->date);
	}
}

enum lens_err registry_add_pack(struct registry *registry, const char *path,
				struct registry_fault *fault)
{
	struct registry_taking taking = {
	    registry, {REGISTRY_PACKED, "", "", false}, RECORD_STRICT, NULL};
	struct set_face face;
	enum lens_err err =
	    set_read(path, &face, registry_take_row, &taking, fault);

	if (taking.pack != NULL)
		registry_push(&registry->packs, taking.pack);
	registry_settle_all(registry);
	if (err == LENS_OK && taking.pack == NULL)
		err = registry_say(fault, LENS_MALFORMED,
				   "The pack says nothing of itself; import it "
				   "again.");
	if (err == LENS_OK)
		registry_withdraw(registry, &taking.pack->public);
	return err;
}

size_t registry_pack_count(const struct registry *registry)
{
	return registry->packs.count;
}

size_t registry_data_count(const struct registry *registry)
{
	return registry->data.count;
}

const struct registry_data *registry_data_at(const struct registry *registry,
					     size_t i)
{
	return &registry->data.items[i]->public;
}

const struct registry_pack *registry_pack_at(const struct registry *registry,
					     size_t i)
{
	const struct pack *at = registry->packs.items[i];

	return &at->public;
}

void registry_doubt(struct registry *registry)
{
	for (size_t i = 0; i < registry->controllers.count; i++) {
		struct record_controller *at = registry->controllers.items[i];

		at->public.provenance.unchecked =
		    at->public.provenance.origin == REGISTRY_IMPORTED;
	}
	for (size_t i = 0; i < registry->authorities.count; i++) {
		struct record_authority *at = registry->authorities.items[i];

		at->public.provenance.unchecked =
		    at->public.provenance.origin == REGISTRY_IMPORTED;
	}
}

void registry_close(struct registry *registry)
{
	if (registry == NULL)
		return;
	for (size_t i = 0; i < registry->controllers.count; i++)
		controller_free(registry->controllers.items[i]);
	for (size_t i = 0; i < registry->hidden.count; i++)
		controller_free(registry->hidden.items[i]);
	for (size_t i = 0; i < registry->authorities.count; i++)
		authority_free(registry->authorities.items[i]);
	for (size_t i = 0; i < registry->packs.count; i++)
		pack_free(registry->packs.items[i]);
	free(registry->packs.items);
	data_list_free(&registry->data);
	free(registry->controllers.items);
	free(registry->hidden.items);
	free(registry->authorities.items);
	search_free(*registry->search);
	free(registry->search);
	free(registry);
}

/* A second record of a slug takes the place of the first. */
static void registry_put(struct registry *registry,
			 struct record_controller *made)
{
	for (size_t i = 0; i < registry->controllers.count; i++) {
		struct record_controller *old = registry->controllers.items[i];

		if (strcmp(old->public.slug, made->public.slug) != 0)
			continue;
		registry_push(&registry->hidden, old);
		registry->controllers.items[i] = made;
		made = NULL;
		break;
	}
	if (made != NULL)
		registry_push(&registry->controllers, made);
	registry_settle_all(registry);
}

enum lens_err registry_add(struct registry *registry, struct base_view record,
			   struct registry_fault *fault)
{
	struct record_controller *made;
	enum lens_err err = controller_read(record, RECORD_OWN, fault, &made);

	if (err != LENS_OK)
		return err;
	made->public.provenance.origin = REGISTRY_OWN;
	registry_put(registry, made);
	return LENS_OK;
}

static bool registry_is(const json_t *object, const char *name,
			const char *text)
{
	const char *value = json_string_value(json_object_get(object, name));

	return value != NULL && text != NULL && strcmp(value, text) == 0;
}

/* The list with one of its members in the place of those that are the same.
 * One that is good takes the place of the record's own, too. */
static void registry_put_contact(json_t *json, json_t *list, json_t *contact)
{
	const char *type = json_string_value(json_object_get(contact, "type"));
	const char *value =
	    json_string_value(json_object_get(contact, "value"));

	for (size_t i = json_array_size(list); i-- > 0;)
		if (registry_is(json_array_get(list, i), "type", type) &&
		    registry_is(json_array_get(list, i), "value", value))
			json_array_remove(list, i);
	json_array_insert(list, 0, contact);
	if (type != NULL &&
	    registry_is(contact, "state",
			registry_state_name(REGISTRY_CURRENT)) &&
	    json_object_get(json, type) != NULL)
		json_object_set(json, type, json_object_get(contact, "value"));
}

/* What a pack withdrew stays withdrawn, unless the person says otherwise. */
static void registry_keep_withdrawn(const struct registry_controller *to,
				    json_t *json, json_t *list)
{
	for (size_t i = 0; i < to->contact_count; i++) {
		const struct registry_contact *old = &to->contacts[i];
		const char *type = registry_medium_name(old->medium);
		const char *plain =
		    old->medium == REGISTRY_LETTER ? "address" : type;
		const char *value =
		    json_string_value(json_object_get(json, plain));
		json_t *contact;
		size_t at;

		if (old->state < REGISTRY_BOUNCED)
			continue;
		if (value != NULL && strcmp(value, old->value) == 0)
			json_object_del(json, plain);
		json_array_foreach(list, at, contact)
		{
			if (registry_is(contact, "type", type) &&
			    registry_is(contact, "value", old->value))
				json_object_set_new(
				    contact, "state",
				    json_string(
					registry_state_name(old->state)));
		}
	}
}

/* A record with those contacts, the caller's; NULL: they are no list. */
static char *registry_with(const struct record_controller *record,
			   struct base_view contacts)
{
	json_t *own =
	    json_loadb((const char *)contacts.data, contacts.size, 0, NULL);
	json_t *json = json_deep_copy(record->json), *lenscap, *list, *contact;
	char *text = NULL;
	size_t i;

	lenscap = json_object_get(json, "lenscap");
	if (lenscap == NULL)
		json_object_set_new(
		    json, "lenscap",
		    lenscap = json_pack(
			"{s:s, s:O?}", "kind",
			registry_kind_name(record->public.kind), "checked",
			json_object_get(json_array_get(own, 0), "date")));
	list = json_object_get(lenscap, "contacts");
	if (list == NULL)
		json_object_set_new(lenscap, "contacts", list = json_array());
	registry_keep_withdrawn(&record->public, json, list);
	json_array_foreach(own, i, contact)
	    registry_put_contact(json, list, contact);
	if (json_is_array(own))
		text = json_dumps(json, 0);
	json_decref(json);
	json_decref(own);
	return text;
}

enum lens_err registry_add_contacts(struct registry *registry, const char *slug,
				    struct base_view contacts,
				    struct registry_fault *fault)
{
	struct record_controller *old =
	    registry_lookup(&registry->controllers, slug);
	struct record_controller *made = NULL;
	enum lens_err err = LENS_NOT_FOUND;
	char *text;

	if (old == NULL)
		return registry_say(fault, err, "There is no controller '%s'.",
				    slug);
	text = registry_with(old, contacts);
	err = text == NULL ? LENS_MALFORMED
			   : controller_read(base_view_of(text), RECORD_OWN,
					     fault, &made);
	free(text);
	if (err != LENS_OK)
		return err;
	/* The record stays whose it is: its texts live as long as the old. */
	made->public.provenance = old->public.provenance;
	registry_put(registry, made);
	return LENS_OK;
}

/* ---- Asking ---- */

size_t registry_count(const struct registry *registry)
{
	return registry->controllers.count;
}

const struct registry_controller *registry_at(const struct registry *registry,
					      size_t i)
{
	const struct record_controller *at = registry->controllers.items[i];

	return &at->public;
}

#define REGISTRY_REDIRECTS_MAX 4

const struct registry_controller *registry_find(const struct registry *registry,
						const char *slug)
{
	const struct record_controller *found = NULL;

	for (int i = 0; i < REGISTRY_REDIRECTS_MAX; i++) {
		const struct record_controller *next =
		    registry_lookup(&registry->controllers, slug);

		if (next == NULL)
			break;
		found = next;
		if (found->public.redirect[0] == '\0')
			break;
		slug = found->public.redirect;
	}
	return found != NULL ? &found->public : NULL;
}

enum lens_err registry_record(const struct registry *registry, const char *slug,
			      bool foreign, struct base_buffer *out)
{
	const struct record_controller *found =
	    registry_lookup(&registry->controllers, slug);
	enum lens_err err;
	json_t *json;
	char *text;

	if (found == NULL)
		return LENS_NOT_FOUND;
	json = json_copy(found->json);
	if (foreign)
		json_object_del(json, "lenscap");
	text = json_dumps(json, JSON_INDENT(4));
	json_decref(json);
	if (text == NULL)
		return LENS_SYSTEM;
	err = base_buffer_add_text(out, text);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, "\n");
	free(text);
	return err;
}

size_t registry_search(const struct registry *registry,
		       const struct registry_query *query,
		       struct registry_hit *hits, size_t capacity)
{
	if (*registry->search == NULL)
		*registry->search =
		    search_new((struct record_controller *const *)
				   registry->controllers.items,
			       registry->controllers.count);
	return search_find(*registry->search, query, hits, capacity);
}

/* ---- Authorities ---- */

const struct registry_authority *
registry_authority_at(const struct registry *registry, size_t i)
{
	const struct record_authority *at = registry->authorities.items[i];

	return &at->public;
}

const struct registry_authority *
registry_authority(const struct registry *registry, const char *slug)
{
	const struct record_authority *found =
	    registry_lookup(&registry->authorities, slug);

	return found != NULL ? &found->public : NULL;
}

/* Churches, broadcasters and public bodies have authorities of their own. */
static bool registry_for_companies(const struct registry_authority *authority)
{
	return authority->scope[0] == '\0' ||
	       strcmp(authority->scope, "private") == 0;
}

const struct registry_authority *
registry_authority_for(const struct registry *registry, const char *country,
		       const char *region)
{
	const char *half = strchr(region, '-');

	region = half != NULL ? half + 1 : region;
	for (size_t i = 0; i < registry->authorities.count; i++) {
		const struct registry_authority *at =
		    registry_authority_at(registry, i);

		/* An imported record does not say for whom it is there. */
		if (at->provenance.origin == REGISTRY_IMPORTED ||
		    !registry_for_companies(at) ||
		    strcasecmp(at->countries[0], country) != 0)
			continue;
		if (at->region[0] == '\0' ||
		    strcasecmp(at->region, region) == 0)
			return at;
	}
	return NULL;
}

const char *registry_language_of(const struct registry *registry,
				 const char *country)
{
	for (size_t i = 0; i < registry->authorities.count; i++) {
		const struct registry_authority *at =
		    registry_authority_at(registry, i);

		if (at->country_count > 0 && at->language_count > 0 &&
		    strcasecmp(at->countries[0], country) == 0)
			return at->languages[0];
	}
	return "";
}
