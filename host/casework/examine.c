/*
 * examine.c: what works on this machine, by trying it: the kernel's walls, the
 * workers, the formats they read, and what each of them may do.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_said.h>
#include <lenscap/browsers.h>
#include <lenscap/casework_doctor.h>
#include <lenscap/clients_clean.h>
#include <lenscap/clients_faces.h>
#include <lenscap/clients_fetcher.h>
#include <lenscap/clients_keyring.h>
#include <lenscap/clients_typesetter.h>
#include <lenscap/clients_unpack.h>
#include <lenscap/sandbox.h>

struct examine {
	void (*check)(void *context, const struct casework_check *check);
	void *context;
	bool broken;
};

static void examine_say(struct examine *examine, struct casework_check check)
{
	if (check.state == CASEWORK_WORKS)
		check.remedy = "";
	if (check.calls == NULL)
		check.calls = "";
	examine->broken |= check.state == CASEWORK_BROKEN;
	examine->check(examine->context, &check);
}

/* ---- Kernel ---- */

/* Why there is no Landlock says what to do about it. */
static const char *examine_landlock(int number)
{
	switch (number) {
	case EOPNOTSUPP:
		return "Start the kernel with 'landlock' in its lsm= list: it "
		       "was built with Landlock, and told to leave it out.";
	case EPERM:
	case EACCES:
		return "This container forbids Landlock: let its seccomp "
		       "profile allow landlock_create_ruleset, "
		       "landlock_add_rule and landlock_restrict_self (Docker "
		       "20.10.10 and later do so).";
	default:
		return "Start a kernel of version 5.13 or later with "
		       "'landlock' in its lsm= list (Debian's has it); in a "
		       "container, use a newer runtime, whose profile lets "
		       "Landlock's calls through.";
	}
}

/* What is not said of a version is in it; the filters do not rest on it. */
static const char *examine_landlock_lacks(int version)
{
	static const struct {
		int before;
		const char *words;
	} lacks[] = {
	    {3, ", which knows nothing of emptying files, ports and signals: "
		"the filters refuse the first and the last, and the fetcher "
		"alone holds itself to its ports"},
	    {4, ", which knows nothing of ports and signals: the filters "
		"refuse signals, and the fetcher alone holds itself to its "
		"ports"},
	    {6, ", which knows nothing of signals: the filters refuse them"},
	};

	for (size_t i = 0; i < sizeof(lacks) / sizeof(*lacks); i++)
		if (version < lacks[i].before)
			return lacks[i].words;
	return "";
}

static void examine_kernel(struct examine *examine)
{
	struct sandbox_kernel kernel;
	char *version;

	sandbox_kernel(&kernel);
	version = kernel.landlock
		      ? base_format(
			    base_said("version %d of its interface%s"),
			    kernel.landlock,
			    base_said(examine_landlock_lacks(kernel.landlock)))
		      : base_copy(N_("missing"));
	const struct {
		const char *name;
		bool there;
		const char *detail, *remedy;
	} features[] = {
	    {"seccomp filters", kernel.seccomp, "kills what is not listed",
	     "Start a kernel with CONFIG_SECCOMP_FILTER (Debian's has it); in "
	     "a container, let its profile allow seccomp()."},
	    {"Landlock", kernel.landlock > 0, version,
	     examine_landlock(kernel.landlock_errno)},
	    {"no_new_privs", kernel.no_new_privs, "nothing gains rights",
	     "Start a kernel of version 3.5 or later."},
	    {"sealed memory files", kernel.memfd_seals,
	     "what was handed over stays as it was",
	     "Start a kernel of version 3.17 or later."},
	    {"/proc", access("/proc/self/exe", F_OK) == 0,
	     "programs find their own folder",
	     "Mount it (mount -t proc proc /proc): without it programs that "
	     "lie beside this one may not be found."},
	};

	for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++)
		examine_say(
		    examine,
		    (struct casework_check){
			N_("kernel"), features[i].name,
			features[i].there ? CASEWORK_WORKS : CASEWORK_BROKEN,
			features[i].there ? features[i].detail : "missing",
			features[i].remedy, NULL});
	free(version);
}

/* ---- Pictures ---- */

static const struct {
	const char *name, *formats, *without;
	enum casework_state missing;
	const char *remedy; /* where it is not installed */
} examine_workers[] = {
    {CLIENTS_DECODER, "JPEG, PNG, WebP, GIF, BMP, ICO, camera raw",
     "no picture can be read", CASEWORK_BROKEN, "Install Lenscap again"},
    {CLIENTS_DECODER_HEIF, "HEIC, AVIF", "save such pictures as JPEG",
     CASEWORK_OPTIONAL,
     "Install libheif (Debian: libheif1) and lenscap-decoder-heif"},
    {CLIENTS_DECODER_JXL, "JPEG XL", "save such pictures as JPEG",
     CASEWORK_OPTIONAL,
     "Install libjxl (Debian: libjxl0.7) and lenscap-decoder-jxl"},
    {CLIENTS_DECODER_TIFF, "TIFF", "save such pictures as JPEG",
     CASEWORK_OPTIONAL,
     "Install libtiff (Debian: libtiff6) and lenscap-decoder-tiff"},
    {CLIENTS_CLEANER, "clean copies of pictures", "no picture can be cleaned",
     CASEWORK_BROKEN, "Install Lenscap again"},
    {CLIENTS_PAGEREADER, "HTML, MHTML", "no saved page can be read",
     CASEWORK_BROKEN, "Install Lenscap again"},
    {CLIENTS_PDF, "answers that came as PDF", "read such answers yourself",
     CASEWORK_OPTIONAL,
     "Install poppler (Debian: libpoppler-glib8) and lenscap-pdf"},
    {CLIENTS_FACES, "faces in photos that anybody can fetch",
     "no faces are looked for", CASEWORK_OPTIONAL, "Install lenscap-faces"},
    {CLIENTS_FETCHER, "http:, https:", "nothing public can be checked",
     CASEWORK_BROKEN, "Install Lenscap again"},
    {CLIENTS_TYPESETTER, "PDF, mail, calendar", "letters are plain text only",
     CASEWORK_BROKEN, "Install Lenscap again"},
    {CLIENTS_UNPACK, "records of others, and ZIP files of them",
     "no records can be imported or added", CASEWORK_BROKEN,
     "Install Lenscap again"},
    {CLIENTS_KEYRING, "the desktop's keyring",
     "the passphrase opens the ledger", CASEWORK_OPTIONAL,
     "Install lenscap-keyring (Debian: libsecret-1-0) to open the ledger with "
     "the desktop's keyring"},
};

/* Each reason has a remedy of its own: to install again mends one of them. */
static char *examine_remedy(size_t i, const char *path, enum lens_err err,
			    const char *why)
{
	const char *without = base_said(examine_workers[i].without);

	if (path == NULL && access("/proc/self/exe", F_OK) != 0)
		return base_format(
		    base_said("Mount /proc (see above), so that it can be "
			      "found; without it: %s."),
		    without);
	if (path == NULL)
		return base_format(base_said("%s; without it: %s."),
				   base_said(examine_workers[i].remedy),
				   without);
	if (err == LENS_OK)
		return base_format(
		    base_said("Mend what is missing (see 'kernel' above); "
			      "until then: %s."),
		    without);
	if (strstr(why, "system call") != NULL)
		return base_format(
		    base_said("A library on this machine is newer than "
			      "this Lenscap knows: update Lenscap, or "
			      "report this line; until then: %s."),
		    without);
	return base_format(
	    base_said("Run '%s' to see what it lacks, and report this "
		      "line; until then: %s."),
	    path, without);
}

static void examine_worker(struct examine *examine, size_t i)
{
	struct ipc_hello hello;
	char *path = clients_worker_path(examine_workers[i].name);
	enum lens_err err =
	    clients_decoder_hello(examine_workers[i].name, &hello);
	bool works = err == LENS_OK && hello.refusal[0] == '\0';
	const char *state = works	       ? hello.libraries
			    : path == NULL     ? "not found"
			    : hello.refusal[0] ? hello.refusal
					       : "cannot be started";
	char *detail =
	    base_format("%s%s%s", base_said(examine_workers[i].formats),
			state[0] ? base_said(": ") : "", base_said(state));
	char *remedy = examine_remedy(i, path, err, hello.refusal);

	examine_say(examine,
		    (struct casework_check){
			N_("pictures"), examine_workers[i].name,
			works ? CASEWORK_WORKS : examine_workers[i].missing,
			detail, remedy, NULL});
	free(remedy);
	free(detail);
	free(path);
}

/* ---- Jails ---- */

static bool examine_may(enum sandbox_rule rule)
{
	return rule != SANDBOX_REFUSE && rule != SANDBOX_MISSING &&
	       rule != SANDBOX_PROOF && rule != SANDBOX_DEV;
}

/* True when an earlier line of the table names the call already. */
static bool examine_named(const struct sandbox_policy *policy, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(policy->calls[j].name, policy->calls[i].name) == 0 &&
		    examine_may(policy->calls[j].rule))
			return true;
	return false;
}

static void examine_calls(const struct sandbox_policy *policy,
			  struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < policy->count && err == LENS_OK; i++) {
		const char *name = policy->calls[i].name;

		if (sandbox_call_number(&policy->calls[i]) < 0 ||
		    !examine_may(policy->calls[i].rule) ||
		    examine_named(policy, i))
			continue;
		if (out->size > 0)
			err = base_buffer_add_text(out, " ");
		if (err == LENS_OK)
			err = base_buffer_add_text(out, name);
	}
	if (err == LENS_OK)
		err = base_buffer_add(out, "", 1);
	if (err != LENS_OK)
		abort(); /* the tables are ours and short */
}

/* Of what may read some files: what it learns of the others. */
static char *examine_reads(const struct sandbox_policy *policy)
{
	struct sandbox_kernel kernel;
	const char *others;

	sandbox_kernel(&kernel);
	others = base_said(
	    kernel.hides ? "others do not exist for it"
			 : "names, sizes and times of others can be seen: "
			   "this system allows no namespaces of mounts");
	if (!policy->network)
		return base_format(
		    base_said("no file but fonts (%s), no network, no "
			      "process"),
		    others);
	return base_format(
	    base_said("no file but TLS roots and resolver's (%s), no process; "
		      "ports 53, "
		      "80, 443, 8080, 8443 or its proxy's%s; GET and HEAD "
		      "alone; %u MB, "
		      "%u s"),
	    others,
	    kernel.landlock >= 4 ? "" : base_said(", as it holds itself to"),
	    (unsigned)(policy->memory >> 20), policy->cpu);
}

static char *examine_limits(const struct sandbox_policy *policy)
{
	if (policy->readable != NULL)
		return examine_reads(policy);
	if (policy->memory == 0)
		return base_copy("no file, no network");
	return base_format(
	    base_said("no file, no network, no process; %u MB, %u s"),
	    (unsigned)(policy->memory >> 20), policy->cpu);
}

static void examine_jail(struct examine *examine,
			 const struct sandbox_policy *policy)
{
	char *limits = examine_limits(policy);
	struct base_buffer calls;

	base_buffer_init(&calls, 4096);
	examine_calls(policy, &calls);
	examine_say(examine, (struct casework_check){N_("jails"), policy->name,
						     CASEWORK_WORKS, limits, "",
						     (const char *)calls.data});
	base_buffer_free(&calls);
	free(limits);
}

/* The one jail that has no policy: calls are refused by name in it. */
static void examine_desktop(struct examine *examine)
{
	struct base_buffer calls;
	const char *name;
	enum lens_err err;

	base_buffer_init(&calls, 4096);
	err =
	    base_buffer_add_text(&calls, "all but, and no executable memory:");
	for (size_t i = 0; (name = sandbox_desktop_refuses(i)) != NULL; i++) {
		if (err == LENS_OK)
			err = base_buffer_add_text(&calls, " ");
		if (err == LENS_OK)
			err = base_buffer_add_text(&calls, name);
	}
	if (err != LENS_OK || base_buffer_add(&calls, "", 1) != LENS_OK)
		abort(); /* the table is ours and short */
	examine_say(examine,
		    (struct casework_check){
			N_("jails"), "keyring, asking the desktop",
			CASEWORK_WORKS,
			"asks the session bus, which can do what you can; "
			"opens no file (names, sizes and times can be seen), "
			"no network, no program; calls that "
			"lead out are refused by name, others are not killed",
			"", (const char *)calls.data});
	base_buffer_free(&calls);
}

/* ---- Browsers ---- */

char *casework_host_path(void)
{
	return clients_worker_path("lenscap-host");
}

static void examine_browser(void *context,
			    const struct browsers_finding *finding)
{
	static const enum casework_state states[] = {
	    [BROWSERS_WORKS] = CASEWORK_WORKS,
	    [BROWSERS_IDLE] = CASEWORK_OPTIONAL,
	    [BROWSERS_BROKEN] = CASEWORK_BROKEN,
	};

	examine_say(context,
		    (struct casework_check){
			N_("browsers"), finding->label, states[finding->health],
			finding->detail, finding->remedy, NULL});
}

static void examine_browsers(struct examine *examine)
{
	struct browsers_roots roots;
	char *host = casework_host_path();

	if (host == NULL)
		examine_say(examine,
			    (struct casework_check){
				N_("browsers"), "lenscap-host", CASEWORK_BROKEN,
				"not found",
				access("/proc/self/exe", F_OK) == 0
				    ? "Install Lenscap again: without it the "
				      "browser extension cannot work."
				    : "Mount /proc (see above), so that it can "
				      "be found.",
				NULL});
	browsers_roots_find(NULL, &roots);
	if (host != NULL)
		browsers_examine(&roots, host, examine_browser, examine);
	browsers_roots_free(&roots);
	free(host);
}

bool casework_examine(void (*check)(void *context,
				    const struct casework_check *check),
		      void *context)
{
	struct examine examine = {.check = check, .context = context};

	examine_kernel(&examine);
	for (size_t i = 0;
	     i < sizeof(examine_workers) / sizeof(examine_workers[0]); i++)
		examine_worker(&examine, i);
	for (size_t i = 0; sandbox_policies[i] != NULL; i++)
		examine_jail(&examine, sandbox_policies[i]);
	examine_desktop(&examine);
	examine_browsers(&examine);
	return !examine.broken;
}
