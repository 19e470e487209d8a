/* kernel.c: which of the walls' mechanisms this kernel has. */
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/sandbox.h>

#include "jail.h"

static bool kernel_has_seals(void)
{
	int fd = memfd_create("seals", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	bool sealed = fd >= 0 && fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) == 0;

	base_close(&fd);
	return sealed;
}

static bool kernel_has_seccomp(void)
{
	uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

void sandbox_kernel(struct sandbox_kernel *out)
{
	int landlock = jail_landlock_version();
	int landlock_errno = landlock > 0 ? 0 : errno;

	*out = (struct sandbox_kernel){
	    .seccomp = kernel_has_seccomp(),
	    .landlock = landlock,
	    .landlock_errno = landlock_errno,
	    .no_new_privs = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0,
	    .memfd_seals = kernel_has_seals(),
	    .hides = jail_can_hide(),
	};
}
