/* worker_path.c: where the workers are. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/clients.h>

#define WORKER_PATH_MAX 4096

/* Never from the environment: that would choose what reads the pictures. */
static char *worker_beside_us(const char *name)
{
	char self[WORKER_PATH_MAX];
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

char *clients_worker_path(const char *name)
{
	char *path = worker_beside_us(name);

	if (path != NULL && access(path, X_OK) == 0)
		return path;
	free(path);
	path = base_format("%s/%s", LENSCAP_LIBEXEC, name);
	if (access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}
