/*
 * policy.c: each worker's jail, one table each.  What is not named kills the
 * process.  Opening, connecting and executing are refused rather than killed,
 * so that every worker can try them first and prove that its jail is shut.
 */
#include <sys/syscall.h>

#include <lenscap/ipc.h>
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
	{SYS_seccomp, SANDBOX_ALLOW}

static const struct sandbox_call policy_zygote[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

static const struct sandbox_call policy_zygote_heif[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_THREADS, POLICY_PROBES,
	POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The child that reads one picture. */
static const struct sandbox_call policy_picture[] = {
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

/* The child that reads one HEIC or AVIF picture. */
static const struct sandbox_call policy_picture_heif[] = {
	POLICY_DECODING, POLICY_THREADS, POLICY_PROBES, POLICY_SANITIZERS,
	POLICY_COMPLAINTS,
};

/* clang-format on */

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

const struct sandbox_policy *const sandbox_policies[] = {
    &sandbox_zygote_policy,
    &sandbox_picture_policy,
    &sandbox_zygote_heif_policy,
    &sandbox_picture_heif_policy,
    NULL,
};
