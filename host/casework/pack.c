/*
 * pack.c: packs that were taken.  A pack's records lie open beside the ledger
 * as "registry/pack-NAME", like an imported set, and the ledger keeps their sum
 * (ledger_sum_keep()); under "pack.NAME" it keeps which key signed them and
 * their version, so that nobody else's, and no older one, takes their place.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/ledger_safety.h>
#include <lenscap/ledger_settings.h>

#include "pack.h"
#include "session.h"

#define PACK_FILE "registry/pack-%s"

/* ---- What the ledger keeps of one ---- */

bool pack_kept_read(const char *setting, const char *value,
		    struct casework_pack_kept *out)
{
	const char *space = strchr(value, ' ');
	uint64_t version;
	char *number;
	bool good;

	*out = (struct casework_pack_kept){0};
	if (space == NULL ||
	    strlen(setting) >= sizeof(PACK_SETTING) - 1 + sizeof(out->name))
		return false;
	snprintf(out->name, sizeof(out->name), "%s",
		 setting + strlen(PACK_SETTING));
	number = base_format("%.*s", (int)(space - value), value);
	good = base_parse_number(number, UINT32_MAX, &version) == LENS_OK &&
	       signature_public_read(base_view_of(space + 1), &out->key) ==
		   LENS_OK;
	free(number);
	out->version = (uint32_t)version;
	return good;
}

/* LENS_NOT_FOUND: none of that name was taken. */
static enum lens_err pack_kept(struct casework *work, const char *name,
			       struct registry_fault *fault,
			       struct casework_pack_kept *out)
{
	char *setting = base_format(PACK_SETTING "%s", name);
	struct ledger_fault why = {0};
	struct base_buffer value;
	enum lens_err err;

	base_buffer_init(&value, LEDGER_TEXT_MAX + 1);
	err = ledger_setting_get(casework_ledger(work), setting, &why, &value);
	if (err == LENS_OK && base_buffer_add(&value, "", 1) != LENS_OK)
		err = LENS_SYSTEM;
	if (err == LENS_OK &&
	    !pack_kept_read(setting, (const char *)value.data, out))
		err = LENS_MALFORMED;
	if (err != LENS_OK && err != LENS_NOT_FOUND)
		(void)!registry_say(
		    fault, err, "%s",
		    why.sentence[0] != '\0'
			? why.sentence
			: "What the ledger keeps of the pack cannot "
			  "be read; 'lenscap verify' says more.");
	base_buffer_free(&value);
	free(setting);
	return err;
}

static enum lens_err pack_keep(struct casework *work,
			       const struct registry_pack *pack,
			       const struct signature_public *key,
			       struct registry_fault *fault)
{
	char *setting = base_format(PACK_SETTING "%s", pack->name);
	char *file = base_format(PACK_FILE, pack->name);
	char text[SIGNATURE_KEY_TEXT], *value;
	struct ledger_fault why = {0};
	enum lens_err err;

	signature_public_text(key, text);
	value = base_format("%" PRIu32 " %s", pack->version, text);
	err = ledger_sum_keep(casework_ledger(work), file, &why);
	if (err == LENS_OK)
		err = ledger_setting_set(casework_ledger(work), setting, value,
					 &why);
	if (err != LENS_OK)
		(void)!registry_say(fault, err, "%s", why.sentence);
	free(value);
	free(file);
	free(setting);
	return err;
}

/* ---- Taking one ---- */

/* Whether it may take the place of what is there. */
static enum lens_err pack_expect(const struct casework_pack_taking *taking,
				 const struct casework_pack_kept *kept,
				 const struct registry_pack *pack,
				 struct registry_fault *fault)
{
	if (taking->name != NULL && strcmp(pack->name, taking->name) != 0)
		return registry_say(
		    fault, LENS_DENIED,
		    "It is a pack of another name; 'lenscap pack "
		    "import' takes it.");
	if (kept == NULL)
		return LENS_OK;
	if (!signature_same_key(&kept->key, taking->key))
		return registry_say(
		    fault, LENS_DENIED,
		    "The pack of this name that you have is signed with "
		    "another key.  If its publisher says that they have a new "
		    "one, 'lenscap pack forget' makes room for it.");
	if (pack->version < kept->version)
		return registry_say(
		    fault, LENS_DENIED,
		    "It is older than the one you have: somebody "
		    "may want you to use contacts that were "
		    "withdrawn since.  Get the newest.");
	return LENS_OK;
}

static enum lens_err pack_save(const struct casework_home *home,
			       struct registry_import *taken,
			       struct registry_fault *fault)
{
	char *folder = base_format("%s/registry", home->dir);
	char *path = base_format("%s/" PACK_FILE, home->dir,
				 registry_import_pack(taken)->name);
	enum lens_err err;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		err = registry_say(
		    fault, LENS_SYSTEM,
		    "There is no place for the pack: the folder of "
		    "the ledger cannot be written.");
	else
		err = registry_import_save(taken, path, fault);
	free(folder);
	free(path);
	return err;
}

/* The key it must be signed with is said by the pack of its name that is there,
 * and what a pack is called stands in it: so each kept key is tried. */
struct pack_search {
	struct base_view file, signature;
	struct signature_public key;
	bool found;
};

static bool pack_try(void *context, const char *name, const char *value)
{
	struct pack_search *search = context;
	char comment[SIGNATURE_COMMENT];
	struct casework_pack_kept kept;
	uint8_t id[8];

	if (strncmp(name, PACK_SETTING, strlen(PACK_SETTING)) != 0 ||
	    !pack_kept_read(name, value, &kept))
		return true;
	/* Also one that was changed since is this key's. */
	if (signature_check(search->file, search->signature, &kept.key, id,
			    comment) == LENS_NOT_FOUND)
		return true;
	search->key = kept.key;
	search->found = true;
	return false;
}

static enum lens_err pack_known_key(struct casework *work,
				    const struct casework_pack_taking *taking,
				    struct registry_fault *fault,
				    struct signature_public *out)
{
	struct pack_search search = {
	    taking->file, taking->signature, {{0}, {0}}, false};
	struct ledger_fault why = {0};
	enum lens_err err =
	    ledger_setting_each(casework_ledger(work), pack_try, &search, &why);

	if (err != LENS_OK)
		return registry_say(fault, err, "%s", why.sentence);
	if (!search.found)
		return registry_say(
		    fault, LENS_DENIED,
		    "You have no pack of whoever signed this one.  Ask them "
		    "for their key, but not where this file came from (on "
		    "paper, say), and give it with --signer.");
	*out = search.key;
	return LENS_OK;
}

enum lens_err casework_pack_import(const struct casework_home *home,
				   struct casework *work,
				   const struct casework_pack_taking *taking,
				   struct registry_fault *fault,
				   struct casework_pack *out)
{
	struct casework_pack_taking known = *taking;
	const struct registry_pack *pack = NULL;
	struct casework_pack_kept kept;
	struct signature_public key;
	enum lens_err err = LENS_OK;

	*out = (struct casework_pack){0};
	if (known.key == NULL) {
		err = pack_known_key(work, taking, fault, &key);
		known.key = &key;
	}
	if (err == LENS_OK)
		err = casework_pack_verify(known.file, known.signature,
					   known.key, fault, out);
	if (err == LENS_OK) {
		pack = registry_import_pack(out->taken);
		err = pack_kept(work, pack->name, fault, &kept);
		if (err == LENS_OK || err == LENS_NOT_FOUND)
			err = pack_expect(&known, err == LENS_OK ? &kept : NULL,
					  pack, fault);
	}
	if (err != LENS_OK || taking->look)
		return err;
	err = pack_save(home, out->taken, fault);
	if (err == LENS_OK)
		err = pack_keep(work, pack, known.key, fault);
	session_drop_registry(work);
	return err;
}

/* ---- What was taken ---- */

struct pack_adding {
	const struct casework_home *home;
	struct casework *work;
	struct registry *registry;
	struct registry_fault *fault;
	char **names;
	size_t count;
};

static bool pack_name(void *context, const char *name, const char *value)
{
	struct pack_adding *adding = context;
	char **more;

	(void)value;
	if (strncmp(name, PACK_SETTING, strlen(PACK_SETTING)) != 0)
		return true;
	more = base_alloc(adding->count + 1, sizeof(*more));
	if (adding->count > 0)
		memcpy(more, adding->names, adding->count * sizeof(*more));
	free(adding->names);
	adding->names = more;
	adding->names[adding->count++] = base_copy(name + strlen(PACK_SETTING));
	return true;
}

static enum lens_err pack_add(const struct pack_adding *adding,
			      const char *name)
{
	char *file = base_format(PACK_FILE, name);
	char *path = base_format("%s/%s", adding->home->dir, file);
	struct ledger_fault why = {0};
	enum lens_err err =
	    ledger_sum_check(casework_ledger(adding->work), file, &why);

	if (err == LENS_OK)
		err = registry_add_pack(adding->registry, path, adding->fault);
	else if (err != LENS_NOT_FOUND)
		(void)!registry_say(adding->fault, err, "%s", why.sentence);
	free(path);
	free(file);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

enum lens_err pack_add_all(const struct casework_home *home,
			   struct casework *work, struct registry *registry,
			   struct registry_fault *fault)
{
	struct pack_adding adding = {home, work, registry, fault, NULL, 0};
	struct ledger_fault why = {0};
	enum lens_err err = ledger_setting_each(casework_ledger(work),
						pack_name, &adding, &why);

	if (err != LENS_OK)
		(void)!registry_say(fault, err, "%s", why.sentence);
	for (size_t i = 0; i < adding.count; i++) {
		if (err == LENS_OK)
			err = pack_add(&adding, adding.names[i]);
		free(adding.names[i]);
	}
	free(adding.names);
	return err;
}

enum lens_err casework_pack_none(struct registry_fault *fault)
{
	return registry_say(fault, LENS_NOT_FOUND,
			    "There is no pack of that name; 'lenscap pack "
			    "list' has them.");
}

enum lens_err casework_pack_forget(const struct casework_home *home,
				   struct casework *work, const char *name,
				   struct registry_fault *fault)
{
	char *setting = base_format(PACK_SETTING "%s", name);
	char *file = base_format(PACK_FILE, name);
	char *path = base_format("%s/%s", home->dir, file);
	struct casework_pack_kept kept;
	struct ledger_fault why = {0};
	enum lens_err err = pack_kept(work, name, fault, &kept);

	if (err == LENS_NOT_FOUND)
		(void)!casework_pack_none(fault);
	if (err == LENS_OK && unlink(path) != 0 && errno != ENOENT)
		err = registry_say(fault, LENS_SYSTEM,
				   "The pack's records cannot be removed; "
				   "see that you may write to the ledger's "
				   "folder.");
	if (err == LENS_OK) {
		err = ledger_sum_keep(casework_ledger(work), file, &why);
		if (err == LENS_OK)
			err = ledger_setting_set(casework_ledger(work), setting,
						 NULL, &why);
		if (err != LENS_OK)
			(void)!registry_say(fault, err, "%s", why.sentence);
	}
	session_drop_registry(work);
	free(path);
	free(file);
	free(setting);
	return err;
}
