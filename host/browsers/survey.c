/* survey.c: how it is with each browser, and how to mend it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/browsers.h>

struct survey {
	const struct browsers_roots *roots;
	const char *host;
	void (*find)(void *context, const struct browsers_finding *finding);
	void *context;
};

static void survey_say(const struct survey *survey, const char *label,
		       enum browsers_health health, const char *detail,
		       const char *remedy)
{
	const struct browsers_finding finding = {label, health, detail, remedy};

	survey->find(survey->context, &finding);
}

/* What a state means, the manifest being one that the browser reads. */
static const struct {
	enum browsers_health health;
	const char *detail, *remedy;
} survey_states[BROWSERS_STATES + 1] = {
    [BROWSERS_MISSING] = {BROWSERS_IDLE, "does not know Lenscap yet",
			  "'lenscap install' tells it where Lenscap is."},
    [BROWSERS_INSTALLED] = {BROWSERS_WORKS, "can start lenscap-host", ""},
    [BROWSERS_STALE] = {BROWSERS_BROKEN,
			"looks for lenscap-host where it is not, or for "
			"another extension",
			"'lenscap install' writes its manifest anew."},
    [BROWSERS_FOREIGN] = {BROWSERS_BROKEN,
			  "has a manifest that Lenscap did not write",
			  "Move that file away, then 'lenscap install'."},
    [BROWSERS_STATES] = {BROWSERS_IDLE,
			 "could not be looked at: HOME does not name your home "
			 "folder",
			 "Set HOME, then 'lenscap doctor'."},
};

/* BROWSERS_STATES: it is not known where that would be. */

static enum browsers_state survey_state(const struct survey *survey,
					const struct browsers_family *family,
					enum browsers_scope scope)
{
	char *path = browsers_manifest_path(survey->roots, family, scope);
	enum browsers_state state = BROWSERS_STATES;

	if (path != NULL)
		state =
		    browsers_manifest_look(path, family->kind, survey->host);
	free(path);
	return state;
}

static void survey_family(const struct survey *survey,
			  const struct browsers_family *family)
{
	enum browsers_state user = survey_state(survey, family, BROWSERS_USER);
	enum browsers_state system =
	    survey_state(survey, family, BROWSERS_SYSTEM);
	struct browsers_policy policy;
	enum browsers_state state;

	browsers_policy_read(survey->roots, family, &policy);
	/* A user's manifest comes before the system's. */
	state =
	    user == BROWSERS_MISSING || policy.no_user_hosts ? system : user;
	if (policy.no_host)
		survey_say(survey, family->label, BROWSERS_BROKEN,
			   "is forbidden to start lenscap-host by a policy",
			   "Ask whoever looks after this machine to put "
			   "org.lenscap.host on NativeMessagingAllowlist.");
	else if (policy.no_extension)
		survey_say(survey, family->label, BROWSERS_BROKEN,
			   "is forbidden to have the extension by a policy",
			   "Ask whoever looks after this machine to allow the "
			   "extension of Lenscap.");
	else if (policy.no_user_hosts && system == BROWSERS_MISSING)
		survey_say(survey, family->label, BROWSERS_BROKEN,
			   "passes over what users install "
			   "(NativeMessagingUserLevelHosts)",
			   "As root: 'lenscap install --system'.");
	else
		survey_say(survey, family->label, survey_states[state].health,
			   survey_states[state].detail,
			   survey_states[state].remedy);
}

/* A browser in a box cannot start what is outside. */
static void survey_boxed(const struct survey *survey,
			 const struct browsers_family *family, const char *box,
			 const char *below, const char *name)
{
	char *path, *label;

	if (survey->roots->home == NULL || name == NULL)
		return;
	path = base_format("%s/%s/%s", survey->roots->home, below, name);
	if (access(path, F_OK) == 0) {
		label = base_format("%s (%s)", family->label, box);
		survey_say(survey, label, BROWSERS_IDLE,
			   "cannot start programs of this machine",
			   "Use the browser from your distribution's packages, "
			   "not from Flatpak or Snap.");
		free(label);
	}
	free(path);
}

void browsers_examine(const struct browsers_roots *roots, const char *host,
		      void (*find)(void *context,
				   const struct browsers_finding *finding),
		      void *context)
{
	const struct survey survey = {roots, host, find, context};

	for (const struct browsers_family *family = browsers_families;
	     family->name != NULL; family++) {
		if (browsers_here(roots, family))
			survey_family(&survey, family);
		survey_boxed(&survey, family, "Flatpak", ".var/app",
			     family->flatpak);
		survey_boxed(&survey, family, "Snap", "snap", family->snap);
	}
}
