/*
 * policy.c: each worker's jail, one table each.  What is not named kills the
 * process.  Opening, connecting and executing are refused rather than killed,
 * so that every worker can try them first and prove that its jail is shut.
 */
#include <sys/syscall.h>

#include <lenscap/ipc_document.h>
#include <lenscap/ipc_fetch.h>
#include <lenscap/ipc_page.h>
#include <lenscap/ipc_picture.h>
#include <lenscap/ipc_unpack.h>
#include <lenscap/sandbox.h>

/* clang-format off */

/* What a worker tries at its start, and must be refused. */
#define POLICY_PROBES \
	{SYS_open, SANDBOX_REFUSE}, {SYS_openat, SANDBOX_REFUSE}, \
	{SYS_socket, SANDBOX_REFUSE}, {SYS_execve, SANDBOX_REFUSE}

/* Memory, the end, and one answer to send: all that decoding takes. */
#define POLICY_DECODING \
	{SYS_brk, SANDBOX_ALLOW}, \
	{SYS_mmap, SANDBOX_NO_EXEC}, \
	{SYS_mprotect, SANDBOX_NO_EXEC}, \
	{SYS_mremap, SANDBOX_ALLOW}, \
	{SYS_munmap, SANDBOX_ALLOW}, \
	{SYS_madvise, SANDBOX_ALLOW}, \
	{SYS_futex, SANDBOX_ALLOW}, \
	{SYS_clock_gettime, SANDBOX_ALLOW}, \
	{SYS_getrandom, SANDBOX_ALLOW}, \
	{SYS_sysinfo, SANDBOX_ALLOW}, /* qsort() asks how much memory */ \
	{SYS_close, SANDBOX_ALLOW}, \
	{SYS_poll, SANDBOX_ALLOW}, {SYS_sendmsg, SANDBOX_ALLOW}, \
	{SYS_rt_sigreturn, SANDBOX_ALLOW}, \
	{SYS_exit_group, SANDBOX_ALLOW}

/* libheif decodes in a thread even when told not to. */
#define POLICY_THREADS \
	{SYS_clone, SANDBOX_THREAD}, {SYS_clone3, SANDBOX_MISSING}, \
	{SYS_set_robust_list, SANDBOX_ALLOW}, {SYS_rseq, SANDBOX_ALLOW}, \
	{SYS_rt_sigprocmask, SANDBOX_ALLOW}, \
	{SYS_rt_sigaction, SANDBOX_ALLOW}, \
	{SYS_sched_getaffinity, SANDBOX_ALLOW}, \
	{SYS_sched_yield, SANDBOX_ALLOW}, \
	{SYS_prctl, SANDBOX_NAMING}, {SYS_exit, SANDBOX_ALLOW}

/* The sanitizers' own needs, in their builds only. */
#define POLICY_SANITIZERS \
	{SYS_write, SANDBOX_DEV}, {SYS_read, SANDBOX_DEV}, \
	{SYS_getpid, SANDBOX_DEV}, {SYS_gettid, SANDBOX_DEV}, \
	{SYS_ioctl, SANDBOX_DEV}, {SYS_readlink, SANDBOX_DEV}, \
	{SYS_sigaltstack, SANDBOX_DEV}, {SYS_prctl, SANDBOX_DEV}, \
	{SYS_rt_sigaction, SANDBOX_DEV}, {SYS_rt_sigprocmask, SANDBOX_DEV}, \
	{SYS_sched_yield, SANDBOX_DEV}, {SYS_tgkill, SANDBOX_DEV}, \
	{SYS_exit, SANDBOX_DEV}, {SYS_munlock, SANDBOX_DEV}

/*
 * libheif's libraries tell standard error of a damaged picture, which is no
 * attack.  A child's calls pass the zygote's filter too, so it is in both.
 */
#define POLICY_COMPLAINTS {SYS_write, SANDBOX_REFUSE}

/* A zygote takes jobs, forks a child for each, confines and reaps it. */
#define POLICY_ZYGOTE \
	{SYS_recvmsg, SANDBOX_ALLOW}, {SYS_clone, SANDBOX_FORK}, \
	{SYS_set_robust_list, SANDBOX_ALLOW}, {SYS_wait4, SANDBOX_ALLOW}, \
	{SYS_getppid, SANDBOX_ALLOW}, {SYS_gettid, SANDBOX_ALLOW}, \
	{SYS_prctl, SANDBOX_ALLOW}, {SYS_prlimit64, SANDBOX_ALLOW}, \
	{SYS_seccomp, SANDBOX_ALLOW}, {SYS_getsid, SANDBOX_PROOF}

static const struct sandbox_call policy_zygote[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

static const struct sandbox_call policy_zygote_heif[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_THREADS, POLICY_PROBES,
	POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* What its zygote may call, so that the refusal is the picture's jail's. */
#define POLICY_PICTURE \
	{SYS_getppid, SANDBOX_PROOF}

/* The child that reads one picture. */
static const struct sandbox_call policy_picture[] = {
	POLICY_PICTURE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

/* The child that reads one HEIC or AVIF picture. */
static const struct sandbox_call policy_picture_heif[] = {
	POLICY_PICTURE, POLICY_DECODING, POLICY_THREADS, POLICY_PROBES,
	POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The process that takes one page, reads it, answers and ends. */
static const struct sandbox_call policy_page[] = {
	{SYS_getsid, SANDBOX_PROOF},
	{SYS_recvmsg, SANDBOX_ALLOW},
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

/* The process that sets letters: fontconfig and FreeType read fonts as they
 * meet a script, Pango does so in a thread; Landlock says which files. */
static const struct sandbox_call policy_setting[] = {
	{SYS_getsid, SANDBOX_PROOF},
	{SYS_recvmsg, SANDBOX_ALLOW},
	{SYS_openat, SANDBOX_ALLOW}, {SYS_read, SANDBOX_ALLOW},
	{SYS_pread64, SANDBOX_ALLOW}, {SYS_lseek, SANDBOX_ALLOW},
	{SYS_fstat, SANDBOX_ALLOW}, {SYS_newfstatat, SANDBOX_ALLOW},
	{SYS_access, SANDBOX_ALLOW}, {SYS_readlink, SANDBOX_ALLOW},
	{SYS_getdents64, SANDBOX_ALLOW}, {SYS_fstatfs, SANDBOX_ALLOW},
	{SYS_statfs, SANDBOX_ALLOW}, {SYS_fcntl, SANDBOX_ALLOW},
	{SYS_getpid, SANDBOX_ALLOW}, {SYS_gettid, SANDBOX_ALLOW},
	{SYS_getuid, SANDBOX_ALLOW}, {SYS_geteuid, SANDBOX_ALLOW},
	/* To enter the tighter jail below. */
	{SYS_prctl, SANDBOX_ALLOW}, {SYS_prlimit64, SANDBOX_ALLOW},
	{SYS_seccomp, SANDBOX_ALLOW}, {SYS_getppid, SANDBOX_ALLOW},
	{SYS_landlock_create_ruleset, SANDBOX_ALLOW},
	{SYS_landlock_restrict_self, SANDBOX_ALLOW},
	{SYS_open, SANDBOX_REFUSE}, {SYS_socket, SANDBOX_REFUSE},
	{SYS_execve, SANDBOX_REFUSE},
	POLICY_DECODING, POLICY_THREADS, POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The same process, for a mail that came: it opens nothing any more. */
static const struct sandbox_call policy_mail[] = {
	{SYS_getppid, SANDBOX_PROOF},
	{SYS_fstat, SANDBOX_ALLOW}, {SYS_lseek, SANDBOX_ALLOW},
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/*
 * What libcurl, OpenSSL and the C library's resolver take to ask the web: the
 * resolver runs in threads and reads its few files.  No socket but of the
 * internet; which address it may connect to is checked where it is made.
 */
static const struct sandbox_call policy_fetch[] = {
	{SYS_getsid, SANDBOX_PROOF},
	{SYS_socket, SANDBOX_INET},
	{SYS_openat, SANDBOX_ALLOW}, {SYS_open, SANDBOX_ALLOW}, /* Landlock */
	{SYS_read, SANDBOX_ALLOW}, {SYS_pread64, SANDBOX_ALLOW},
	{SYS_write, SANDBOX_ALLOW}, {SYS_lseek, SANDBOX_ALLOW},
	{SYS_fstat, SANDBOX_ALLOW}, {SYS_newfstatat, SANDBOX_ALLOW},
	{SYS_stat, SANDBOX_ALLOW}, {SYS_access, SANDBOX_ALLOW},
	{SYS_readlink, SANDBOX_ALLOW}, {SYS_getdents64, SANDBOX_ALLOW},
	{SYS_connect, SANDBOX_ALLOW}, {SYS_bind, SANDBOX_REFUSE},
	{SYS_socketpair, SANDBOX_ALLOW}, {SYS_getsockname, SANDBOX_ALLOW},
	{SYS_getpeername, SANDBOX_ALLOW}, {SYS_getsockopt, SANDBOX_ALLOW},
	{SYS_setsockopt, SANDBOX_ALLOW}, {SYS_sendto, SANDBOX_ALLOW},
	{SYS_sendmmsg, SANDBOX_ALLOW}, {SYS_recvfrom, SANDBOX_ALLOW},
	{SYS_recvmsg, SANDBOX_ALLOW}, {SYS_fcntl, SANDBOX_ALLOW},
	{SYS_ioctl, SANDBOX_ALLOW}, {SYS_uname, SANDBOX_ALLOW},
	{SYS_getpid, SANDBOX_ALLOW}, {SYS_gettid, SANDBOX_ALLOW},
	{SYS_getuid, SANDBOX_ALLOW}, {SYS_geteuid, SANDBOX_ALLOW},
	{SYS_getgid, SANDBOX_ALLOW}, {SYS_getegid, SANDBOX_ALLOW},
	{SYS_clock_nanosleep, SANDBOX_ALLOW},
	{SYS_sched_getaffinity, SANDBOX_ALLOW},
	{SYS_clone, SANDBOX_THREAD}, {SYS_clone3, SANDBOX_MISSING},
	{SYS_set_robust_list, SANDBOX_ALLOW}, {SYS_rseq, SANDBOX_ALLOW},
	{SYS_rt_sigprocmask, SANDBOX_ALLOW},
	{SYS_rt_sigaction, SANDBOX_ALLOW},
	{SYS_exit, SANDBOX_ALLOW}, {SYS_execve, SANDBOX_REFUSE},
	POLICY_DECODING, POLICY_SANITIZERS,
};

/* What the resolver and TLS must know; never a key, never a home. */
static const char *const policy_fetch_files[] = {
	"/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf",
	"/etc/host.conf", "/etc/gai.conf", "/etc/services",
	"/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs",
	"/usr/share/ca-certificates", "/usr/local/share/ca-certificates",
	NULL,
};

/* clang-format on */

static const char *const policy_fonts[] = {
    "/usr/share/fonts",	     "/usr/local/share/fonts", "/etc/fonts",
    "/usr/share/fontconfig", "/var/cache/fontconfig",  NULL};

#define POLICY_CALLS(table)                                                    \
	.calls = table, .count = sizeof(table) / sizeof(*(table))

const struct sandbox_policy sandbox_zygote_policy = {
    .name = "decoder, between pictures",
    POLICY_CALLS(policy_zygote),
    .landlock = true,
    .files = 64,
};

const struct sandbox_policy sandbox_zygote_heif_policy = {
    .name = "decoder-heif, between pictures",
    POLICY_CALLS(policy_zygote_heif),
    .landlock = true,
    .files = 64,
};

const struct sandbox_policy sandbox_picture_policy = {
    .name = "decoder, reading a picture",
    POLICY_CALLS(policy_picture),
    .memory = IPC_PICTURE_MEMORY_MAX,
    .cpu = IPC_PICTURE_CPU_MAX,
    .files = 1, /* poll() of one descriptor counts as one */
};

const struct sandbox_policy sandbox_picture_heif_policy = {
    .name = "decoder-heif, reading a picture",
    POLICY_CALLS(policy_picture_heif),
    .memory = IPC_PICTURE_MEMORY_MAX,
    .cpu = IPC_PICTURE_CPU_MAX,
    .files = 1, /* poll() of one descriptor counts as one */
};

const struct sandbox_policy sandbox_page_policy = {
    .name = "pagereader, reading a page",
    POLICY_CALLS(policy_page),
    .landlock = true,
    .memory = IPC_PAGE_MEMORY_MAX,
    .cpu = IPC_PAGE_CPU_MAX,
    .files = 6, /* three standard ones, the channel, the page, the room */
};

const struct sandbox_policy sandbox_setting_policy = {
    .name = "typesetter, setting letters",
    POLICY_CALLS(policy_setting),
    .landlock = true,
    .readable = policy_fonts,
    .files = 64,
};

const struct sandbox_policy sandbox_mail_policy = {
    .name = "typesetter, reading a mail",
    POLICY_CALLS(policy_mail),
    .landlock = true,
    .memory = IPC_PAPER_MEMORY_MAX,
    .cpu = IPC_PAPER_CPU_MAX,
    .files = 8, /* poll() of one descriptor counts as one */
};

const struct sandbox_policy sandbox_fetch_policy = {
    .name = "fetcher, asking the web",
    POLICY_CALLS(policy_fetch),
    .landlock = true,
    .network = true,
    .readable = policy_fetch_files,
    .memory = IPC_FETCH_MEMORY_MAX,
    .cpu = 120,
    .files = 192, /* rooms, connections, resolvers */
};

/* It does what the pagereader does: two descriptors, an answer, an end. */
const struct sandbox_policy sandbox_unpack_policy = {
    .name = "unpack, reading a ZIP",
    POLICY_CALLS(policy_page),
    .landlock = true,
    .memory = IPC_UNPACK_MEMORY_MAX,
    .cpu = IPC_UNPACK_CPU_MAX,
    .files = 6, /* three standard ones, the channel, the ZIP, the room */
};

const struct sandbox_policy *const sandbox_policies[] = {
    &sandbox_zygote_policy,	 &sandbox_picture_policy,
    &sandbox_zygote_heif_policy, &sandbox_picture_heif_policy,
    &sandbox_page_policy,	 &sandbox_setting_policy,
    &sandbox_mail_policy,	 &sandbox_fetch_policy,
    &sandbox_unpack_policy,	 NULL,
};
