/* work.c: a ledger in a folder of its own, for the tests of this folder. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "work.h"

struct casework *work_make(char *dir)
{
	struct ledger_fault fault = {0};
	struct ledger_secret *secret = NULL;
	struct ledger *ledger = NULL;
	struct casework *work = NULL;
	struct casework_keys keys = {0};
	char *home, *witness, *key;
	int fd;

	assert_non_null(mkdtemp(dir));
	home = base_format("%s/home", dir);
	witness = base_format("%s/witness", dir);
	key = base_format("%s/key", dir);
	fd = open(key, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_int_equal(
	    base_write_all(fd,
			   base_view_of("0123456789abcdef0123456789abcdef")),
	    LENS_OK);
	close(fd);
	keys.key_file = key;
	assert_int_equal(casework_secret(&keys, &fault, &secret), LENS_OK);
	assert_int_equal(
	    ledger_create(
		&(struct ledger_place){.dir = home, .witness = witness},
		&secret, 1, &fault, NULL, &ledger),
	    LENS_OK);
	ledger_close(ledger);
	ledger_secret_free(secret);
	assert_int_equal(casework_open(&(struct casework_home){home, witness},
				       &keys, &fault, &work),
			 LENS_OK);
	free(home);
	free(witness);
	free(key);
	return work;
}

void work_remove(struct casework *work, const char *dir)
{
	char *command = base_format("rm -rf '%s'", dir);

	casework_close(work);
	assert_int_equal(system(command), 0);
	free(command);
}

void work_beside(const char *name)
{
	char self[4096] = "", *path, *target = base_format("../../../%s", name);

	assert_true(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	*strrchr(self, '/') = '\0';
	path = base_format("%s/%s", self, name);
	(void)!symlink(target, path);
	assert_int_equal(access(path, R_OK), 0);
	free(path);
	free(target);
}
