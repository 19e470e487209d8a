/* cmd_install.c: tell browsers where lenscap-host is, and untell them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/browsers.h>
#include <lenscap/casework_doctor.h>

#include "cli.h"

const char cmd_install_help[] =
    "Lets the browsers of this machine start lenscap-host for the Lenscap\n"
    "extension: a small file (a native-messaging manifest) for each that is\n"
    "found.  Nothing else is changed, and 'lenscap uninstall' takes it back.\n"
    "Then it says how the extension is loaded.\n"
    "\n"
    "      --browser A,B  only these, found or not: chromium, google-chrome,\n"
    "                     brave, edge, vivaldi, yandex, iridium, firefox,\n"
    "                     librewolf, waterfox\n"
    "      --system       for all users of this machine (as root)\n"
    "      --root DIR     with --system: write below DIR, for packages\n"
    "      --host FILE    start FILE instead, for trials\n"
    "      --json         for programs\n"
    "\n"
    "Examples:\n"
    "  lenscap install\n"
    "  lenscap install --browser firefox,chromium\n"
    "  sudo lenscap install --system\n"
    "\n"
    "Exit status: 0 when all could be written, 1 when not or no browser was\n"
    "found, 2 for wrong use.\n";

const char cmd_uninstall_help[] =
    "Removes what 'lenscap install' wrote, and nothing else.  Your ledger "
    "stays;\n'lenscap wipe' destroys it.\n"
    "\n"
    "      --browser A,B  only from these\n"
    "      --system       what was written for all users (as root)\n"
    "      --root DIR     with --system: below DIR\n"
    "      --json         for programs\n"
    "\n"
    "Examples:\n"
    "  lenscap uninstall\n"
    "  lenscap uninstall --browser firefox\n"
    "\n"
    "Exit status: 0 when nothing of Lenscap is left there, 1 when a file "
    "could\nnot be removed, 2 for wrong use.\n";

struct install {
	const struct cli_command *self;
	const char *browsers, *root, *host;
	bool json, system, remove;
	struct browsers_roots roots;
	unsigned done, failed;
	bool kinds[BROWSERS_KINDS]; /* that know the host now */
};

#define INSTALL_NAME_WIDTH 18

/* ---- What is told ---- */

static const char *install_word(const struct install *install,
				enum lens_err err)
{
	if (err == LENS_OK)
		return install->remove ? "removed" : "installed";
	return "failed";
}

static const char *install_reason(enum lens_err err)
{
	if (err == LENS_DENIED)
		return "a file is in the way that Lenscap did not write, or "
		       "the folder is another user's; move the file away, or "
		       "become that user";
	if (err == LENS_MALFORMED)
		return "lenscap-host is in a folder whose name is no UTF-8; "
		       "install Lenscap elsewhere";
	return strerror(errno);
}

static void install_tell(struct install *install,
			 const struct browsers_family *family, const char *path,
			 enum lens_err err)
{
	const char *reason = err == LENS_OK ? "" : install_reason(err);

	install->done += err == LENS_OK;
	install->failed += err != LENS_OK;
	install->kinds[family->kind] |= err == LENS_OK;
	if (install->json) {
		cli_print_json(json_pack(
		    "{s:s, s:s, s:s, s:o, s:s}", "browser", family->name,
		    "scope", install->system ? "system" : "user", "outcome",
		    install_word(install, err), "manifest", view_text(path),
		    "reason", reason));
	} else if (err == LENS_OK) {
		cli_column(stdout, family->label, INSTALL_NAME_WIDTH);
		printf("  %s\n", install_word(install, err));
	} else {
		fprintf(stderr, "lenscap %s: %s: %s.\n", install->self->name,
			family->label, reason);
	}
}

/* ---- What is done ---- */

static void install_family(struct install *install,
			   const struct browsers_family *family)
{
	char *path = browsers_manifest_path(&install->roots, family,
					    install->system ? BROWSERS_SYSTEM
							    : BROWSERS_USER);
	enum lens_err err;

	errno = ENOENT;
	if (path == NULL)
		err = LENS_SYSTEM;
	else if (install->remove)
		err = browsers_manifest_remove(path);
	else
		err =
		    browsers_manifest_write(path, family->kind, install->host);
	/* Nothing to remove is nothing to tell. */
	if (err != LENS_EOF)
		install_tell(install, family, path ? path : "", err);
	free(path);
}

/* Those that were named: all of them known, or nothing is done. */
static bool install_named(struct install *install, bool act)
{
	char *words = base_copy(install->browsers), *rest = words, *word;
	bool known = true;

	while (known && (word = strsep(&rest, ",")) != NULL) {
		const struct browsers_family *family =
		    browsers_family_named(word);

		known = family != NULL;
		if (known && act)
			install_family(install, family);
	}
	free(words);
	return known;
}

/* Those that are here; when removing, all, for a browser may have gone. */
static void install_found(struct install *install)
{
	for (const struct browsers_family *family = browsers_families;
	     family->name != NULL; family++)
		if (install->remove || browsers_here(&install->roots, family))
			install_family(install, family);
}

/* Where the extension is: as installed, or in the tree that was built. */
static char *install_extension(void)
{
	char *path = base_share_path("extension");
	char *built = base_beside("../../extension");
	char *found = path ? realpath(path, NULL) : NULL;

	if (found == NULL && built != NULL)
		found = realpath(built, NULL);
	free(path);
	free(built);
	return found;
}

static void install_print_next(const struct install *install)
{
	static const struct {
		const char *how, *file;
	} steps[BROWSERS_KINDS] = {
	    [BROWSERS_CHROMIUM] = {"Chromium and its kin: chrome://extensions, "
				   "'Developer mode', 'Load unpacked'",
				   ""},
	    [BROWSERS_FIREFOX] = {"Firefox and its kin: about:debugging, 'This "
				  "Firefox', 'Load Temporary Add-on'",
				  "/manifest.json"}};
	char *path = install_extension();
	char *shown = path ? cli_printable(path) : NULL;

	if (shown != NULL)
		puts("Next, load the extension where it is not yet:");
	for (unsigned kind = 0; kind < BROWSERS_KINDS && shown; kind++)
		if (install->kinds[kind])
			printf("  %s,\n    %s%s\n", steps[kind].how, shown,
			       steps[kind].file);
	free(shown);
	free(path);
}

static int install_end(const struct install *install)
{
	if (install->done > 0 && !install->remove && !install->json &&
	    install->root == NULL)
		install_print_next(install);
	if (install->failed > 0)
		return CLI_SOME_FAILED;
	if (install->done == 0 && install->remove && !install->json)
		puts("There was nothing to remove.");
	if (install->done > 0 || install->remove)
		return CLI_DONE;
	fprintf(stderr,
		"lenscap %s: no browser was found; name one with --browser "
		"NAME.\n",
		install->self->name);
	return CLI_SOME_FAILED;
}

static int install_run(struct install *install)
{
	bool known = true;

	browsers_roots_find(install->root, &install->roots);
	if (install->browsers != NULL)
		known = install_named(install, false) &&
			install_named(install, true);
	else
		install_found(install);
	browsers_roots_free(&install->roots);
	if (!known)
		return cli_wrong(install->self,
				 "--browser takes names from the list in "
				 "--help.");
	return install_end(install);
}

static int install_start(struct install *install)
{
	char *beside = NULL;
	int code;

	if (install->root != NULL && !install->system)
		return cli_wrong(install->self, "--root goes with --system.");
	if (install->host != NULL && install->host[0] != '/')
		return cli_wrong(install->self,
				 "--host takes a path from the root.");
	if (install->host == NULL && !install->remove)
		install->host = beside = casework_host_path();
	if (install->host == NULL && !install->remove) {
		fputs("lenscap install: lenscap-host is not installed; install "
		      "Lenscap again.\n",
		      stderr);
		return CLI_SOME_FAILED;
	}
	code = install_run(install);
	free(beside);
	return code;
}

int cmd_install(const struct cli_command *self, int argc, char **argv)
{
	struct install install = {.self = self};
	const struct cli_option options[] = {
	    {"browser", 0, NULL, &install.browsers},
	    {"system", 0, &install.system, NULL},
	    {"root", 0, NULL, &install.root},
	    {"host", 0, NULL, &install.host},
	    {"json", 0, &install.json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return cli_wrong(self, "it takes no file.");
	return install_start(&install);
}

int cmd_uninstall(const struct cli_command *self, int argc, char **argv)
{
	struct install install = {.self = self, .remove = true};
	const struct cli_option options[] = {
	    {"browser", 0, NULL, &install.browsers},
	    {"system", 0, &install.system, NULL},
	    {"root", 0, NULL, &install.root},
	    {"json", 0, &install.json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (argc > 1)
		return cli_wrong(self, "it takes no file.");
	return install_start(&install);
}
