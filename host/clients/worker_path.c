/* worker_path.c: where the workers are. */
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients.h>

/* Never from the environment: that would choose what reads the pictures. */
char *clients_worker_path(const char *name)
{
	char *path = base_beside(name);

	if (path != NULL && access(path, X_OK) == 0)
		return path;
	free(path);
	path = base_format("%s/%s", LENSCAP_LIBEXEC, name);
	if (access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}
