/*
 * sandbox.h: the wall.  Starting a worker with nothing but what it needs, and
 * taking everything else from it before it reads its first byte.
 *
 * Four mechanisms, each named when it is missing: resource limits,
 * no_new_privs, Landlock (no file, no TCP port) and a seccomp allow-list that
 * kills (in builds for sanitizers: refuses).  A worker that may read some files
 * gets a namespace of mounts besides, where the system allows one.
 */
#ifndef LENSCAP_SANDBOX_H
#define LENSCAP_SANDBOX_H

#include <sys/types.h>

#include <lenscap/base.h>

#define SANDBOX_CHANNEL                                                        \
	3		/* the descriptor of a worker's end of its channel     \
			 */
#define SANDBOX_WHY 160 /* bytes of a sentence that says what is missing */

/* What a system call becomes in a jail. */
enum sandbox_rule {
	SANDBOX_ALLOW,
	SANDBOX_REFUSE,	  /* EPERM: what a worker tries to prove its jail */
	SANDBOX_NO_EXEC,  /* allowed unless it asks for executable memory */
	SANDBOX_MISSING,  /* ENOSYS, so that the C library takes another way */
	SANDBOX_THREAD,	  /* clone for a thread only */
	SANDBOX_FORK,	  /* clone for a process in the same namespaces only */
	SANDBOX_INET,	  /* socket() for TCP and UDP; EPERM for this machine */
	SANDBOX_NAMING,	  /* prctl to name a thread only */
	SANDBOX_ENTERING, /* prctl to enter a tighter jail and die with us */
	SANDBOX_SELF,	  /* for the process itself: its first argument is 0 */
	SANDBOX_OWN,	  /* the same, and refused for others */
	SANDBOX_SIGNALS,  /* rt_sigaction of any signal but SIGSYS */
	SANDBOX_FILTER,	  /* seccomp to add a filter */
	SANDBOX_ADVICE,	  /* madvise of memory of its own, harmlessly */
	SANDBOX_READING,  /* openat to read; refused otherwise */
	SANDBOX_FCNTL,	  /* flags and duplicates, no owner and no signal */
	SANDBOX_IOCTL,	  /* FIONBIO and FIONREAD; no terminal */
	SANDBOX_PROOF,	  /* an error of our own, which proves the filter */
	SANDBOX_DEV,	  /* allowed in builds for sanitizers only */
};

struct sandbox_call {
	const char *name; /* as libseccomp spells it, of any architecture */
	enum sandbox_rule rule;
};

/* One worker's jail, as a table. */
struct sandbox_policy {
	const char *name;
	const struct sandbox_call *calls;
	size_t count;
	bool landlock; /* shut the file system; else the parent did */
	bool network;  /* Landlock leaves TCP ports to seccomp */
	const char *const *readable; /* may be read all the same; or NULL */
	uint64_t memory; /* bytes of address space; 0: not limited here */
	unsigned cpu;	 /* seconds; 0: not limited here */
	unsigned files;	 /* open descriptors */
};

/* Every policy there is, for doctor; ends with NULL. */
extern const struct sandbox_policy *const sandbox_policies[];
extern const struct sandbox_policy sandbox_zygote_policy;
extern const struct sandbox_policy sandbox_picture_policy;
extern const struct sandbox_policy sandbox_zygote_heif_policy;
extern const struct sandbox_policy sandbox_picture_heif_policy;
extern const struct sandbox_policy sandbox_page_policy;
extern const struct sandbox_policy sandbox_fetch_policy;
extern const struct sandbox_policy sandbox_setting_policy;
extern const struct sandbox_policy sandbox_mail_policy;
extern const struct sandbox_policy sandbox_zygote_more_policy;
extern const struct sandbox_policy sandbox_picture_more_policy;
extern const struct sandbox_policy sandbox_unpack_policy;
extern const struct sandbox_policy sandbox_pdf_policy;
extern const struct sandbox_policy sandbox_cleaner_policy;
extern const struct sandbox_policy sandbox_faces_policy;

/* Its number; below 0 when this architecture does not have it. */
int sandbox_call_number(const struct sandbox_call *call);

/*
 * The name of a system call of this architecture ("mmap"); NULL when unknown.
 * Holds until the same thread asks for the next one.
 */
const char *sandbox_number_name(int number);

/*
 * The name of the i-th system call that sandbox_enter_desktop() refuses
 * altogether; NULL after the last.  Holds until the next name is asked for.
 */
const char *sandbox_desktop_refuses(size_t i);

/* A jail that was prepared and can be entered many times cheaply. */
struct sandbox_jail;

/*
 * Compile a policy.  LENS_DENIED when the kernel lacks a mechanism; why (of
 * SANDBOX_WHY bytes) then names it.  The caller frees *out.
 */
LENS_MUST enum lens_err sandbox_prepare(const struct sandbox_policy *policy,
					struct sandbox_jail **out, char *why);
void sandbox_free(struct sandbox_jail *jail);

/*
 * Enter the jail, for good, and prove it: its own filter must answer, and
 * opening a file, making a socket and executing a program must be refused.
 * Limits are the policy's, or this user's where those are lower.  extra_memory
 * is added to the policy's limit, for a mapping the caller already has.
 * LENS_DENIED when any part is missing or leaks; why names it, and the caller
 * must end.
 */
LENS_MUST enum lens_err sandbox_enter(const struct sandbox_jail *jail,
				      uint64_t extra_memory, char *why);

/*
 * In a jail whose policy has a network: from now on TCP leads to these ports
 * only, for this thread and those it starts, where Landlock knows of ports (ABI
 * 4, Linux 6.7); where it does not, nothing changes.  LENS_DENIED when it does,
 * and could not be had; the caller must end.
 */
LENS_MUST enum lens_err sandbox_keep_ports(const uint16_t *ports, size_t count);

/* What this kernel offers, for doctor. */
struct sandbox_kernel {
	bool seccomp;
	int landlock; /* ABI version, 0 when absent; why it is, as an errno: */
	int landlock_errno;
	bool no_new_privs;
	bool memfd_seals;
	bool hides; /* a worker can be kept from the names of files */
};
void sandbox_kernel(struct sandbox_kernel *out);

/* A worker process and the near end of its channel. */
struct sandbox_worker {
	pid_t pid; /* -1 when there is none */
	int channel;
	volatile uint32_t *word; /* what it was killed for; NULL: not known */
};

/* How a worker ended. */
struct sandbox_death {
	bool ended; /* by itself, in time */
	int signal; /* 0: it exited, with this code: */
	int code;
	int call; /* the system call its jail killed it for, -1 for none */
};

/*
 * Start path with argv {path, NULL}, no word of our environment, the null
 * device as standard input, output and error (a stranger's file shall not
 * write to our terminal), and its channel as descriptor 3.  Nothing else is
 * inherited.
 * LENS_SYSTEM when it cannot be started; *out is then empty.
 */
LENS_MUST enum lens_err sandbox_spawn(const char *path,
				      struct sandbox_worker *out);

/* Kill a worker and its children and reap it; safe on an empty one. */
void sandbox_kill(struct sandbox_worker *worker);

/* The same, but let it end by itself for wait_ms, and say how it did. */
void sandbox_reap(struct sandbox_worker *worker, int wait_ms,
		  struct sandbox_death *out);

/*
 * The system call for which a jail ended a worker, or a child of one, since
 * this was last asked; -1 when none is known.  It is the worker's word: for a
 * sentence, and for nothing else.
 */
int sandbox_last_call(struct sandbox_worker *worker);

/* The end of a worker as a part of a sentence ("was killed by signal 9"). */
void sandbox_death_words(const struct sandbox_death *death,
			 char why[SANDBOX_WHY]);

/*
 * The worker's first act: die with the parent, leave no core, and keep no
 * descriptor above the channel.
 */
void sandbox_worker_init(void);

/* The same for a forked child, whose parent was the given process. */
void sandbox_child_init(pid_t parent);

/*
 * Enter the jail of a worker that must speak to the desktop's session bus,
 * for good, and prove it: no file, no socket but of this machine, no program,
 * no process, no tracing.  Its libraries (GLib) start threads and make calls
 * that no list of ours could foresee, so here calls are refused by name where
 * the other jails allow by name.  LENS_DENIED as sandbox_enter().
 */
LENS_MUST enum lens_err sandbox_enter_desktop(char *why);

#endif
