/*
 * policy.c: what an administrator forbids.  Chromium: NativeMessagingBlocklist,
 * NativeMessagingAllowlist, NativeMessagingUserLevelHosts, ExtensionInstall
 * Blocklist and Allowlist.  Firefox: ExtensionSettings; it has none for native
 * messaging.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <lenscap/browsers.h>

static bool policy_lists(const json_t *list, const char *word)
{
	size_t i;
	json_t *entry;

	json_array_foreach(list, i, entry) if (json_is_string(entry) &&
					       strcmp(json_string_value(entry),
						      word) == 0) return true;
	return false;
}

static void policy_merge(json_t *all, const char *path)
{
	json_t *value = json_load_file(path, 0, NULL);

	if (json_is_object(value))
		(void)!json_object_update(all, value);
	json_decref(value);
}

/* All policies of a folder, as Chromium puts them together. */
static json_t *policy_folder(const char *path)
{
	json_t *all = json_object();
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		const char *dot = strrchr(entries[i]->d_name, '.');

		if (dot != NULL && strcmp(dot, ".json") == 0) {
			char *file =
			    base_format("%s/%s", path, entries[i]->d_name);

			policy_merge(all, file);
			free(file);
		}
		free(entries[i]);
	}
	free(entries);
	return all;
}

/* Blocked by name or by "*", and not allowed by name. */
static bool policy_blocks(const json_t *all, const char *block,
			  const char *allow, const char *name)
{
	const json_t *blocked = json_object_get(all, block);

	return (policy_lists(blocked, "*") || policy_lists(blocked, name)) &&
	       !policy_lists(json_object_get(all, allow), name);
}

static void policy_chromium(const char *path, struct browsers_policy *out)
{
	json_t *all = policy_folder(path);
	char *id = base_format("%.*s", (int)strcspn(LENSCAP_CHROMIUM_IDS, " "),
			       LENSCAP_CHROMIUM_IDS);

	out->no_user_hosts = json_is_false(
	    json_object_get(all, "NativeMessagingUserLevelHosts"));
	out->no_host = policy_blocks(all, "NativeMessagingBlocklist",
				     "NativeMessagingAllowlist", BROWSERS_HOST);
	out->no_extension = policy_blocks(all, "ExtensionInstallBlocklist",
					  "ExtensionInstallAllowlist", id);
	free(id);
	json_decref(all);
}

static const char *policy_mode(const json_t *settings, const char *id)
{
	const char *mode = json_string_value(json_object_get(
	    json_object_get(settings, id), "installation_mode"));

	return mode != NULL ? mode : "";
}

static void policy_firefox(const char *path, struct browsers_policy *out)
{
	json_t *file = json_load_file(path, 0, NULL);
	const json_t *settings = json_object_get(
	    json_object_get(file, "policies"), "ExtensionSettings");
	const char *own = policy_mode(settings, LENSCAP_GECKO_IDS);

	out->no_extension =
	    strcmp(own, "blocked") == 0 ||
	    (own[0] == '\0' &&
	     strcmp(policy_mode(settings, "*"), "blocked") == 0);
	json_decref(file);
}

void browsers_policy_read(const struct browsers_roots *roots,
			  const struct browsers_family *family,
			  struct browsers_policy *out)
{
	char *path = base_format("%s%s", roots->system, family->policies);

	*out = (struct browsers_policy){.no_host = false};
	if (family->kind == BROWSERS_CHROMIUM)
		policy_chromium(path, out);
	else
		policy_firefox(path, out);
	free(path);
}
