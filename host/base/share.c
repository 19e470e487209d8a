/* share.c: where the programs and the data are that are used at run time. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base.h>
#include <lenscap/base_io.h>

#define SHARE_PATH_MAX 4096

char *base_beside(const char *name)
{
	char self[SHARE_PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (length <= 0)
		return NULL;
	self[length] = '\0';
	slash = strrchr(self, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return base_format("%s/%s", self, name);
}

char *base_share_path(const char *name)
{
	char *inside = base_format("share/%s", name);
	char *path = base_beside(inside);

	free(inside);
	if (path != NULL && access(path, R_OK) == 0)
		return path;
	free(path);
	return base_format("%s/%s", LENSCAP_SHARE, name);
}
