/* roots.c: this user's folders, from the environment. */
#include <stdlib.h>

#include <lenscap/browsers.h>

void browsers_roots_find(const char *system, struct browsers_roots *out)
{
	const char *home = getenv("HOME");
	const char *config = getenv("XDG_CONFIG_HOME");

	*out = (struct browsers_roots){
	    .system = base_copy(system != NULL ? system : "")};
	if (home != NULL && home[0] == '/')
		out->home = base_copy(home);
	/* The specification ignores relative paths. */
	if (config != NULL && config[0] == '/')
		out->config = base_copy(config);
	else if (out->home != NULL)
		out->config = base_format("%s/.config", out->home);
}

void browsers_roots_free(struct browsers_roots *roots)
{
	free(roots->home);
	free(roots->config);
	free(roots->system);
	*roots = (struct browsers_roots){.home = NULL};
}
