/* share.c: where the programs and the data are that are used at run time. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <lenscap/base.h>
#include <lenscap/base_io.h>

/* This program's own file; NULL when the kernel does not say where that is. */
static char *share_self(void)
{
	const char *started = (const char *)getauxval(AT_EXECFN);
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length > 0) {
		self[length] = '\0';
		return base_copy(self);
	}
	/* Without /proc: a relative path means nothing after a chdir(). */
	return started != NULL && started[0] == '/' ? realpath(started, NULL)
						    : NULL;
}

char *base_beside(const char *name)
{
	char *self = share_self();
	char *slash = self != NULL ? strrchr(self, '/') : NULL;
	char *path = NULL;

	if (slash != NULL)
		path = base_format("%.*s/%s", (int)(slash - self), self, name);
	free(self);
	return path;
}

char *base_share_path(const char *name)
{
	/* In a build tree; from PREFIX/bin; from LIBEXEC. */
	static const char *const ways[] = {"share", LENSCAP_SHARE,
					   LENSCAP_LIBEXEC_SHARE};
	char *path = NULL;

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char *inside = base_format("%s/%s", ways[i], name);
		char *found = base_beside(inside);

		free(inside);
		if (found == NULL)
			continue;
		free(path);
		path = found;
		if (access(path, R_OK) == 0)
			break;
	}
	return path != NULL ? path : base_copy(name);
}
