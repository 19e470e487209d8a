/*
 * families.c: where each family of browsers keeps things, as their documents
 * say and as strace of Chromium 156 and Firefox ESR 153 shows.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/browsers.h>

/* clang-format off */
const struct browsers_family browsers_families[] = {
	{"chromium", "Chromium", BROWSERS_CHROMIUM, "chromium",
		"/etc/chromium/native-messaging-hosts",
		"chromium chromium-browser", "/etc/chromium/policies/managed",
		"org.chromium.Chromium", "chromium"},
	{"google-chrome", "Google Chrome", BROWSERS_CHROMIUM, "google-chrome",
		"/etc/opt/chrome/native-messaging-hosts",
		"google-chrome google-chrome-stable",
		"/etc/opt/chrome/policies/managed",
		"com.google.Chrome", NULL},
	{"brave", "Brave", BROWSERS_CHROMIUM, "BraveSoftware/Brave-Browser",
		/* Brave looks where Chrome does. */
		"/etc/opt/chrome/native-messaging-hosts",
		"brave-browser brave-browser-stable brave",
		"/etc/brave/policies/managed",
		"com.brave.Browser", "brave"},
	{"edge", "Microsoft Edge", BROWSERS_CHROMIUM, "microsoft-edge",
		"/etc/opt/edge/native-messaging-hosts",
		"microsoft-edge microsoft-edge-stable",
		"/etc/opt/edge/policies/managed",
		"com.microsoft.Edge", NULL},
	{"vivaldi", "Vivaldi", BROWSERS_CHROMIUM, "vivaldi",
		"/etc/opt/vivaldi/native-messaging-hosts",
		"vivaldi vivaldi-stable", "/etc/opt/vivaldi/policies/managed",
		"com.vivaldi.Vivaldi", "vivaldi"},
	{"yandex", "Yandex Browser", BROWSERS_CHROMIUM, "yandex-browser",
		"/etc/opt/yandex-browser/native-messaging-hosts",
		"yandex-browser yandex-browser-stable",
		"/etc/opt/yandex-browser/policies/managed",
		"ru.yandex.Browser", NULL},
	{"iridium", "Iridium", BROWSERS_CHROMIUM, "iridium",
		"/etc/iridium-browser/native-messaging-hosts",
		"iridium-browser", "/etc/iridium-browser/policies/managed",
		NULL, NULL},
	/* Firefox looks in ~/.mozilla wherever its profiles are. */
	{"firefox", "Firefox", BROWSERS_FIREFOX, ".mozilla",
		"/usr/lib/mozilla/native-messaging-hosts",
		"firefox firefox-esr", "/etc/firefox/policies/policies.json",
		"org.mozilla.firefox", "firefox"},
	{"librewolf", "LibreWolf", BROWSERS_FIREFOX, ".librewolf",
		"/usr/lib/librewolf/native-messaging-hosts",
		"librewolf", "/etc/librewolf/policies/policies.json",
		"io.gitlab.librewolf-community", NULL},
	{"waterfox", "Waterfox", BROWSERS_FIREFOX, ".waterfox",
		"/usr/lib/waterfox/native-messaging-hosts",
		"waterfox", "/etc/waterfox/policies/policies.json",
		"net.waterfox.waterfox", NULL},
	{NULL, NULL, BROWSERS_CHROMIUM, NULL, NULL, NULL, NULL, NULL, NULL},
};

/* The names Chromium and Firefox give the folder in a profile. */
static const char *const families_folders[BROWSERS_KINDS] = {
	[BROWSERS_CHROMIUM] = "NativeMessagingHosts",
	[BROWSERS_FIREFOX] = "native-messaging-hosts",
};
static const char *const families_bins[] = {
	"/usr/bin", "/usr/local/bin", "/opt/bin", NULL,
};
/* clang-format on */

const struct browsers_family *browsers_family_named(const char *name)
{
	const struct browsers_family *family = browsers_families;

	while (family->name != NULL && strcmp(family->name, name) != 0)
		family++;
	return family->name != NULL ? family : NULL;
}

/* The folder a family keeps its profiles in; NULL when unknown. */
static char *families_profile(const struct browsers_roots *roots,
			      const struct browsers_family *family)
{
	const char *base =
	    family->kind == BROWSERS_CHROMIUM ? roots->config : roots->home;

	return base != NULL ? base_format("%s/%s", base, family->profile)
			    : NULL;
}

char *browsers_manifest_path(const struct browsers_roots *roots,
			     const struct browsers_family *family,
			     enum browsers_scope scope)
{
	char *profile, *path;

	if (scope == BROWSERS_SYSTEM)
		return base_format("%s%s/%s.json", roots->system,
				   family->system, BROWSERS_HOST);
	profile = families_profile(roots, family);
	if (profile == NULL)
		return NULL;
	path = base_format("%s/%s/%s.json", profile,
			   families_folders[family->kind], BROWSERS_HOST);
	free(profile);
	return path;
}

static bool families_program(const struct browsers_roots *roots,
			     const char *programs)
{
	bool found = false;

	while (*programs != '\0' && !found) {
		int length = (int)strcspn(programs, " ");

		for (unsigned i = 0; families_bins[i] != NULL && !found; i++) {
			char *path =
			    base_format("%s%s/%.*s", roots->system,
					families_bins[i], length, programs);

			found = access(path, X_OK) == 0;
			free(path);
		}
		programs += length;
		programs += strspn(programs, " ");
	}
	return found;
}

bool browsers_here(const struct browsers_roots *roots,
		   const struct browsers_family *family)
{
	char *profile;
	bool found = families_program(roots, family->programs);

	if (found)
		return true;
	profile = families_profile(roots, family);
	found = profile != NULL && access(profile, F_OK) == 0;
	free(profile);
	return found;
}
