/* browser.c: the browsers of this machine learn of lenscap-host, and forget. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/browsers.h>
#include <lenscap/casework_doctor.h>
#include <lenscap/view.h>

#include "operation.h"

#define BROWSER_LIST_MAX 32
#define BROWSER_PATH_MAX 4096 /* bytes */

struct browser_task {
	struct operation_call *call;
	struct browsers_roots roots;
	const char *host; /* what browsers shall start; NULL: to be removed */
	enum browsers_scope scope;
	size_t done;
};

#define BROWSER_HOMELESS "HOME does not name your home folder; set it"

/* path: of the manifest; NULL where its folder is not known. */
static const char *browser_reason(const char *path, enum lens_err err)
{
	if (err == LENS_OK)
		return "";
	if (path == NULL)
		return BROWSER_HOMELESS;
	if (err == LENS_DENIED)
		return "a file is in the way that Lenscap did not write, or "
		       "the folder is another user's; move the file away, or "
		       "become that user";
	if (err == LENS_MALFORMED)
		return "lenscap-host is in a folder whose name is not UTF-8; "
		       "install Lenscap elsewhere";
	if (errno == EACCES)
		return "it may not be written; for all users of this machine, "
		       "say it with sudo";
	return base_said(strerror(errno));
}

static json_t *browser_row(const struct browser_task *task,
			   const struct browsers_family *family,
			   const char *path, enum lens_err err)
{
	const char *reason = browser_reason(path, err);
	json_t *row = json_pack(
	    "{s:s, s:s, s:s, s:s, s:s, s:s}", "browser", family->name, "label",
	    family->label, "kind", browsers_kind_name(family->kind), "scope",
	    task->scope == BROWSERS_SYSTEM ? "system" : "user", "outcome",
	    err != LENS_OK ? "failed"
	    : task->host   ? N_("installed")
			   : N_("removed"),
	    "reason", reason);

	view_put(row, "manifest", path ? path : "");
	return row;
}

static void browser_act(struct browser_task *task,
			const struct browsers_family *family)
{
	char *path = browsers_manifest_path(&task->roots, family, task->scope);
	enum lens_err err;

	if (path == NULL)
		err = LENS_SYSTEM;
	else if (task->host == NULL)
		err = browsers_manifest_remove(path);
	else
		err = browsers_manifest_write(path, family->kind, task->host);
	/* Nothing to remove is nothing to tell. */
	if (err != LENS_NOT_FOUND) {
		task->done++;
		task->call->failed += err != LENS_OK;
		(void)operation_row(task->call,
				    browser_row(task, family, path, err));
	}
	free(path);
}

/* Those that were named; else those that are here.  When removing, all: a
 * browser may have gone. */
static void browser_each(struct browser_task *task)
{
	const json_t *named = operation_list(task->call, "browser"), *name;
	size_t i;

	json_array_foreach(named, i, name)
	    browser_act(task, browsers_family_named(json_string_value(name)));
	for (const struct browsers_family *family = browsers_families;
	     named == NULL && family->name != NULL; family++)
		if (task->host == NULL || browsers_here(&task->roots, family))
			browser_act(task, family);
}

/* Where the extension is: as installed, or in the tree that was built. */
static json_t *browser_extension(void)
{
	char *path = base_share_path("extension");
	char *built = base_beside("../../extension");
	char *found = path ? realpath(path, NULL) : NULL;
	json_t *value;

	if (found == NULL && built != NULL)
		found = realpath(built, NULL);
	value = found ? view_text(found) : json_null();
	free(found);
	free(path);
	free(built);
	return value;
}

static void browser_run(struct operation_call *call, const char *host)
{
	struct browser_task task = {.call = call,
				    .host = host,
				    .scope = operation_truth(call, "system")
						 ? BROWSERS_SYSTEM
						 : BROWSERS_USER};

	browsers_roots_find(operation_text(call, "root"), &task.roots);
	if (task.scope == BROWSERS_USER && task.roots.home == NULL &&
	    task.roots.config == NULL)
		operation_fail_saying(call, OPERATION_DENIED,
				      BROWSER_HOMELESS ".");
	else
		browser_each(&task);
	browsers_roots_free(&task.roots);
	if (call->code != OPERATION_OK)
		return;
	call->result = json_pack("{s:o}", "extension", browser_extension());
	if (task.done == 0 && host != NULL)
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      "no browser was found; name one with "
				      "--browser NAME.");
}

static void browser_install(struct operation_call *call)
{
	const char *host = operation_text(call, "host");
	char *beside = host == NULL ? casework_host_path() : NULL;

	if (host != NULL && host[0] != '/')
		operation_fail_saying(call, OPERATION_BAD_PARAMS,
				      "--host takes a path from the root.");
	else if (host == NULL && beside == NULL)
		operation_fail_saying(call, OPERATION_NOT_FOUND,
				      "lenscap-host is not installed; install "
				      "Lenscap again.");
	else
		browser_run(call, host ? host : beside);
	free(beside);
}

static void browser_uninstall(struct operation_call *call)
{
	browser_run(call, NULL);
}

/* ---- The table ---- */

/* clang-format off */
#define PARAM_BROWSER(words) \
	PARAM("browser", CHOICES, 1, BROWSER_LIST_MAX, 0, words, \
	      .values = value_browser, .metavar = "A,B")
#define PARAM_ROOT \
	PARAM("root", TEXT, 1, BROWSER_PATH_MAX, 0, \
	      "with --system: below DIR, for packagers", .metavar = "DIR")

static const struct operation_param browser_install_params[] = {
	PARAM_BROWSER("only these, whether found or not"),
	PARAM("system", TRUTH, 0, 0, 0, "for all users of this machine (as root)"),
	PARAM_ROOT,
	PARAM("host", TEXT, 1, BROWSER_PATH_MAX, 0,
	      "start FILE instead, for trials", .metavar = "FILE"),
	PARAM_END,
};
static const struct operation_param browser_uninstall_params[] = {
	PARAM_BROWSER("only from these"),
	PARAM("system", TRUTH, 0, 0, 0, "what was written for all users (as root)"),
	PARAM_ROOT,
	PARAM_END,
};
static const struct operation_rule browser_rules[] = {
	{OPERATION_NEEDS, {"root", "system"}},
	{OPERATION_NO_RULE, {NULL}},
};

const struct operation operation_browser_rows[] = {
	{
		.name = "browser.install", .command = "install",
		.group = OPERATION_MACHINE, .first = true,
		.summary = "let your browsers start Lenscap",
		.description = "Lets the browsers of this machine start lenscap-host "
			       "for the Lenscap extension: a small file (a native "
			       "messaging manifest) for each that is found.  Nothing "
			       "else is changed, and 'lenscap uninstall' takes it "
			       "back.  Then it says how to load the "
			       "extension.",
		.examples = "lenscap install\n"
			    "lenscap install --browser firefox,chromium\n"
			    "sudo lenscap install --system\n",
		.params = browser_install_params, .rules = browser_rules,
		.queue = OPERATION_NOT_HERE, .list = "browsers",
		.run = browser_install,
	}, {
		.name = "browser.uninstall", .command = "uninstall",
		.group = OPERATION_MACHINE,
		.summary = "take back what 'lenscap install' wrote",
		.description = "Removes what 'lenscap install' wrote, and nothing "
			       "else.  Your ledger stays; 'lenscap wipe' destroys it.",
		.examples = "lenscap uninstall\n"
			    "lenscap uninstall --browser firefox\n",
		.params = browser_uninstall_params, .rules = browser_rules,
		.queue = OPERATION_NOT_HERE, .list = "browsers",
		.run = browser_uninstall,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
