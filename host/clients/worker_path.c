/* worker_path.c: where the workers are. */
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients.h>

/* Never from the environment: that would choose what reads the pictures. */
char *clients_worker_path(const char *name)
{
	/* In a build tree or in LIBEXEC; from PREFIX/bin. */
	static const char *const ways[] = {".", LENSCAP_LIBEXEC};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char *inside = base_format("%s/%s", ways[i], name);
		char *path = base_beside(inside);
		/* Without dots: browsers are told it, and people read it. */
		char *real = path != NULL ? realpath(path, NULL) : NULL;

		free(inside);
		free(path);
		if (real != NULL && access(real, X_OK) == 0)
			return real;
		free(real);
	}
	return NULL;
}
