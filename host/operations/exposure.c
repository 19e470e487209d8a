/* exposure.c: what a stranger can get, and which of it is mine. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_address.h>
#include <lenscap/view_audit.h>

#include "exposure_kept.h"
#include "network.h"
#include "operation.h"

#define EXPOSURE_FILES_MAX 1000000 /* words of one command line */
#define EXPOSURE_SLOTS_MAX 64	   /* pictures that are read at once */

/* ---- exposure.check ---- */

static void exposure_row(void *context, struct casework_exposure *row)
{
	struct operation_call *call = context;

	call->failed += row->access == LEDGER_ACCESS_UNKNOWN ||
			(row->left != NULL && row->left->beyond > 0);
	(void)operation_row(call, view_exposure(row, true));
}

static void exposure_audited(void *context, const struct casework_audit *audit)
{
	struct operation_call *call = context;
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;

	/* Of a page without a photo of mine nothing is kept. */
	if (call->work != NULL && audit->photos > 0) {
		char *content = exposure_kept(audit);

		err = casework_audit_keep(call->work, audit, content, &fault);
		free(content);
	}
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	(void)operation_row(call, view_audit(audit));
}

/* Ask for each of these addresses as a stranger would; audit: and say how
 * exposed the pages are. */
static void exposure_look(struct operation_call *call, char *const *urls,
			  size_t count, bool audit)
{
	struct casework_target *targets = base_alloc(count, sizeof(*targets));
	struct casework_check_page check = {.targets = targets,
					    .count = count,
					    .pages = true,
					    .record = call->work != NULL,
					    .network = network_of(call),
					    .row = exposure_row,
					    .progress = operation_progress,
					    .context = call};
	struct ledger_fault fault = {0};
	enum lens_err err;

	for (size_t i = 0; i < count; i++)
		targets[i] = (struct casework_target){.url = urls[i], .fd = -1};
	err = audit ? casework_audit(call->work, &check, LAW_EN,
				     exposure_audited, &fault)
		    : casework_check_page(call->work, &check, &fault);
	free(targets);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* Its rows were told to whoever asks for the verdict alone. */
static void exposure_pass_over(void *context, struct casework_exposure *row)
{
	(void)context;
	(void)row;
}

/* How exposed one page is, and nothing of what the way there was. */
static void exposure_audit(struct operation_call *call)
{
	struct casework_target target = {.fd = -1};
	struct casework_check_page check = {.targets = &target,
					    .count = 1,
					    .pages = true,
					    .record = true,
					    .network = network_of(call),
					    .row = exposure_pass_over,
					    .context = call};
	struct ledger_fault fault = {0};
	char *url = network_address(call, operation_text(call, "url"));
	enum lens_err err;

	target.url = url;
	err = casework_audit(call->work, &check, operation_language_kept(call),
			     exposure_audited, &fault);
	free(url);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

static bool exposure_is_among(char *const *urls, size_t count, const char *url)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(urls[i], url) == 0)
			return true;
	return false;
}

/* The same of addresses as they were typed, which are some: expected. */
static void exposure_ask(struct operation_call *call, const char *const *words,
			 size_t count, bool audit)
{
	char **urls = base_alloc(count + 1, sizeof(*urls));
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		urls[known] = network_address(call, words[i]);
		/* Given twice, it is one address all the same. */
		if (exposure_is_among(urls, known, urls[known]))
			free(urls[known]);
		else
			known++;
	}
	exposure_look(call, urls, known, audit);
	for (size_t i = 0; i < known; i++)
		free(urls[i]);
	free(urls);
}

/* Whether it is an address; what is none is refused. */
static bool exposure_expect(struct operation_call *call, const char *word)
{
	char *url = network_address(call, word);
	bool is = url != NULL;

	free(url);
	return is;
}

static bool exposure_audit_expect(struct operation_call *call)
{
	return exposure_expect(call, operation_text(call, "url"));
}

static bool exposure_check_expect(struct operation_call *call)
{
	const json_t *list = operation_list(call, "urls"), *url;
	size_t i;

	json_array_foreach(list, i, url)
	{
		if (!exposure_expect(call, json_string_value(url)))
			return false;
	}
	return true;
}

/* By what pages are graded, for whoever wants to argue with it. */
static void exposure_rule(struct operation_call *call)
{
	struct ledger_fault fault = {0};
	struct casework_rule rule;
	enum lens_err err = casework_rule(LAW_EN, &fault, &rule);

	if (err != LENS_OK) {
		operation_fail_as(call, err, &fault);
		return;
	}
	call->result = view_rule(&rule);
	call->answered = true;
	casework_rule_free(&rule);
}

static void exposure_check(struct operation_call *call)
{
	const json_t *list = operation_list(call, "urls"), *url;
	const char **words =
	    base_alloc(json_array_size(list) + 1, sizeof(*words));
	size_t i;

	if (operation_truth(call, "rule")) {
		free(words);
		exposure_rule(call);
		return;
	}
	json_array_foreach(list, i, url) words[i] = json_string_value(url);
	exposure_ask(call, words, json_array_size(list), true);
	free(words);
}

/* ---- exposure.find ---- */

struct exposure_finding {
	struct operation_call *call;
	const struct casework_files *files;
};

static void exposure_found(void *context, const struct casework_found *found)
{
	struct exposure_finding *finding = context;
	json_t *row = view_found(found);

	if (casework_files_skips(finding->files, found->file))
		json_object_set_new(row, "skipped", json_true());
	else if (found->file->picture.status != IPC_PICTURE_OK || found->cut)
		finding->call->failed++;
	(void)operation_row(finding->call, row);
}

static void exposure_finding_progress(void *context, size_t done, size_t total)
{
	struct exposure_finding *finding = context;

	operation_progress(finding->call, done, total);
}

static void exposure_search(struct operation_call *call, char **paths,
			    size_t count)
{
	struct casework_find find = {
	    .files = {.paths = paths,
		      .count = count,
		      .recursive = true,
		      .decoders = (unsigned)operation_number(call, "jobs", 0),
		      .cancel = call->front->cancel(call)},
	    .row = exposure_found,
	    .progress = exposure_finding_progress};
	struct exposure_finding finding = {call, &find.files};
	struct ledger_fault fault = {0};
	enum lens_err err;

	find.context = &finding;
	err = casework_find_copies(call->work, &find, &fault);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* Files, or addresses, and not too many. */
static bool exposure_find_expect(struct operation_call *call)
{
	char **words;
	size_t count = operation_paths(call, "places", &words), addresses = 0;
	const char *wrong = NULL;

	for (size_t i = 0; i < count; i++)
		addresses += network_is_address(words[i]);
	free(words);
	if (addresses % count != 0)
		wrong = "name either files or addresses on the web, not both "
			"at once.";
	else if (addresses > CASEWORK_CHECK_MAX)
		wrong = "too many addresses at once; name fewer.";
	if (wrong != NULL)
		operation_fail_saying(call, OPERATION_BAD_PARAMS, wrong);
	return wrong == NULL;
}

static void exposure_find(struct operation_call *call)
{
	char **words;
	size_t count = operation_paths(call, "places", &words);

	if (network_is_address(words[0]))
		exposure_ask(call, (const char *const *)words, count, false);
	else
		exposure_search(call, words, count);
	free(words);
}

/* ---- exposure.recheck ---- */

static void exposure_again(void *context,
			   const struct casework_place_seen *seen)
{
	struct operation_call *call = context;

	/* A login and a stand-in keep it from strangers; it may be there. */
	call->failed +=
	    seen->state == LEDGER_THERE || seen->state == LEDGER_LOGIN ||
	    seen->state == LEDGER_STAND_IN || seen->state == LEDGER_UNKNOWN;
	(void)operation_row(call, view_place_seen(seen));
}

static void exposure_recheck(struct operation_call *call)
{
	int64_t *photos = NULL;
	size_t count = operation_ids(call, "photos", &photos);
	struct casework_recheck recheck = {.today = casework_today(),
					   .photos = count > 0 ? photos : NULL,
					   .photo_count = count,
					   .network = network_of(call),
					   .row = exposure_again,
					   .progress = operation_progress,
					   .context = call};
	struct ledger_fault fault = {0};
	enum lens_err err =
	    casework_recheck(call->work, &call->place->home, &recheck, &fault);

	free(photos);
	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
}

/* ---- The table ---- */

/* clang-format off */
static const struct operation_param exposure_check_params[] = {
	PARAM("urls", TEXTS, 1, CASEWORK_CHECK_MAX, POSITIONAL,
	      "the address of a page or a picture", .metavar = "URL"),
	PARAM("rule", TRUTH, 0, 0, COMMAND | OPERATION_UNOPENED,
	      "print the rule by which pages are graded, and fetch nothing"),
	PARAMS_NETWORK,
	PARAM_END,
};
static const struct operation_rule exposure_check_rules[] = {
	{OPERATION_ONE_OF, {"urls", "rule"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param exposure_audit_params[] = {
	PARAM("url", TEXT, 1, LEDGER_TEXT_MAX, REQUIRED, "the address of a page"),
	PARAM_LANGUAGE,
	PARAMS_NETWORK,
	PARAM_END,
};
static const struct operation_param exposure_find_params[] = {
	PARAM("places", FILES, 1, EXPOSURE_FILES_MAX,
	      REQUIRED | POSITIONAL | OPERATION_PATH,
	      "pictures, folders and saved pages, or addresses on the web",
	      .metavar = "PATH|URL"),
	PARAM("all", TRUTH, 0, 0, COMMAND, "also list pictures that show no "
	      "photo of yours"),
	PARAM("jobs", NUMBER, 1, EXPOSURE_SLOTS_MAX, 0,
	      "read this many pictures at once; otherwise one per processor",
	      .metavar = "N"),
	PARAMS_NETWORK,
	PARAM_END,
};
static const struct operation_param exposure_recheck_params[] = {
	PARAM("photos", IDS, 1, 1000, POSITIONAL,
	      "only these photos", .metavar = "PHOTO"),
	PARAMS_NETWORK,
	PARAM_END,
};

const struct operation operation_exposure_rows[] = {
	{
		.name = "exposure.check", .command = "check",
		.group = OPERATION_EXPOSURE, .first = true,
		.summary = "what a stranger can get, and which of it is yours",
		.description = "Fetches public pages and pictures as a "
			       "stranger would: without signing in, without "
			       "cookies, and under the name of a common "
			       "browser.  Says which pictures anyone can get, "
			       "which of them are yours, and what "
			       "their files give away; what could not be learned "
			       "is called unknown, with the reason.  What is "
			       "refused or missing is asked for once more as "
			       "a browser would, naming the page that shows "
			       "it.  For each page it says how exposed you "
			       "are on it, from A to F "
			       "(--rule prints how that is worked out), why, and "
			       "what to do.  It asks only for these "
			       "addresses, "
			       "the pictures, style sheets and frames of these "
			       "pages (frames of other sites are not), where they "
			       "lead on to by themselves, larger versions of yours "
			       "on the same hosts, and what their sites tell "
			       "machines (robots.txt, tdmrep.json); the sites learn "
			       "your network address and the time (--proxy hides "
			       "the first).  What was not looked at is counted, and "
			       "one photo in several sizes is shown once.  "
			       "Where photos of yours were seen is noted in the "
			       "ledger, if there is one.  The exit status is 1 "
			       "when something could not be learned.",
		.examples = "lenscap check https://example.org/people/me\n"
			    "lenscap check https://example.org/me.jpg --json\n"
			    "lenscap check --proxy socks5h://127.0.0.1:9050 https://example.org/\n",
		.params = exposure_check_params, .rules = exposure_check_rules,
		.needs = OPERATION_MAYBE,
		.queue = OPERATION_NOT_HERE, .list = "pictures",
		.answer = "exposure",
		.expect = exposure_check_expect,
		.run = exposure_check,
	}, {
		.name = "exposure.audit",
		.summary = "how exposed the person is on one page",
		.params = exposure_audit_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_CHECKS, .list = "audits",
		.answer = "audit",
		.expect = exposure_audit_expect,
		.run = exposure_audit,
	}, {
		.name = "exposure.find", .command = "find",
		.group = OPERATION_EXPOSURE, .first = true,
		.summary = "which of your photos are in these files or pages",
		.description = "Looks for your photos in pictures, folders and saved "
			       "web pages, also when they were mirrored, turned, "
			       "cropped, framed, captioned, recompressed or are part "
			       "of a screenshot.  Files are read on this machine "
			       "alone; where a photo of yours in a saved page "
			       "is a link, the page it leads to is noted as a "
			       "place, as in results of a search for pictures "
			       "or faces.  Addresses on the web are fetched "
			       "as a stranger would, and noted where photos "
			       "of yours are found.  How "
			       "sure: certain (it is the photo), likely (look at "
			       "both), possible (it may be).  Other files in "
			       "folders are counted; they are not failures.",
		.examples = "lenscap find ~/Downloads\n"
			    "lenscap find saved-page.html --json\n"
			    "lenscap find https://example.org/people/me\n",
		.params = exposure_find_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_NOT_HERE, .list = "files",
		.answer = "found",
		.expect = exposure_find_expect,
		.run = exposure_find,
	}, {
		.name = "exposure.recheck", .command = "recheck",
		.group = OPERATION_CASES,
		.summary = "can strangers still get your photos where they were seen",
		.description = "Looks once more at every place on the web where a photo "
			       "of yours was seen, as a stranger would: at its page "
			       "first, then at its address.  A photo is called gone "
			       "when it was not found twice, a day or more apart, "
			       "and by two ways of looking.  Cases with a controller "
			       "that has one of these places get a note of what is "
			       "there and what is gone.  The exit status is 1 "
			       "when one can still be fetched, is behind a "
			       "login or a stand-in, or could not be looked "
			       "for.",
		.examples = "lenscap recheck\n"
			    "lenscap recheck --json | jq -r 'select(.now==\"there\").place'\n",
		.params = exposure_recheck_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_CHECKS, .list = "places",
		.answer = "place_seen",
		.run = exposure_recheck,
	}, {
		.name = NULL,
	},
};
/* clang-format on */
