/*
 * policy.c: each worker's jail, one table each.  Calls are named, and one that
 * an architecture lacks is passed over.  Of two lines that name a call the
 * first that fits holds.  What is not named kills the process.  Opening,
 * connecting and executing are refused rather than killed, so that every worker
 * can try them first and prove that its jail is shut.
 */
#include <lenscap/ipc_clean.h>
#include <lenscap/ipc_document.h>
#include <lenscap/ipc_faces.h>
#include <lenscap/ipc_fetch.h>
#include <lenscap/ipc_page.h>
#include <lenscap/ipc_unpack.h>
#include <lenscap/sandbox.h>

/* clang-format off */

/* What a worker tries at its start, and must be refused. */
#define POLICY_PROBES \
	{"open", SANDBOX_REFUSE}, {"openat", SANDBOX_REFUSE}, \
	{"socket", SANDBOX_REFUSE}, {"execve", SANDBOX_REFUSE}

/*
 * What the C library may do of itself in any process, one release one way and
 * the next another: glibc 2.41 blocks signals in fork() and asks how many
 * processors there are for getrandom(), a process that was stopped (or slept
 * with the laptop) goes on with restart_syscall.  None of it reaches beyond
 * the process.
 */
#define POLICY_LIBRARY \
	{"restart_syscall", SANDBOX_ALLOW}, \
	{"rt_sigprocmask", SANDBOX_ALLOW}, \
	{"rt_sigreturn", SANDBOX_ALLOW}, \
	{"set_robust_list", SANDBOX_ALLOW}, {"sched_yield", SANDBOX_ALLOW}, \
	{"sched_getaffinity", SANDBOX_OWN}, {"getcpu", SANDBOX_ALLOW}, \
	{"getpid", SANDBOX_ALLOW}, {"gettid", SANDBOX_ALLOW}, \
	{"clock_gettime", SANDBOX_ALLOW}, {"clock_getres", SANDBOX_ALLOW}, \
	{"gettimeofday", SANDBOX_ALLOW}, {"time", SANDBOX_ALLOW}, \
	{"prctl", SANDBOX_NAMING}

/*
 * What a library tries and does without, on a kernel that has it not.  Calls
 * that are newer than any of these are answered the same way (seccomp.c).
 */
#define POLICY_NEWER \
	{"clone3", SANDBOX_MISSING}, {"rseq", SANDBOX_MISSING}, \
	{"statx", SANDBOX_MISSING}, {"openat2", SANDBOX_MISSING}, \
	{"faccessat2", SANDBOX_MISSING}, {"futex_waitv", SANDBOX_MISSING}, \
	{"membarrier", SANDBOX_MISSING}, {"close_range", SANDBOX_MISSING}, \
	{"io_uring_setup", SANDBOX_MISSING}, \
	{"io_uring_enter", SANDBOX_MISSING}, \
	{"io_uring_register", SANDBOX_MISSING}, \
	{"sched_getattr", SANDBOX_MISSING}, \
	{"get_mempolicy", SANDBOX_MISSING}, {"arch_prctl", SANDBOX_MISSING}, \
	{"pkey_alloc", SANDBOX_MISSING}, {"pkey_mprotect", SANDBOX_MISSING}, \
	{"epoll_pwait2", SANDBOX_MISSING}, {"preadv2", SANDBOX_MISSING}

/* Memory, the end, and one answer to send: all that decoding takes. */
#define POLICY_DECODING \
	{"brk", SANDBOX_ALLOW}, \
	{"mmap", SANDBOX_NO_EXEC}, {"mprotect", SANDBOX_NO_EXEC}, \
	{"mremap", SANDBOX_ALLOW}, {"munmap", SANDBOX_ALLOW}, \
	{"madvise", SANDBOX_ADVICE}, \
	{"futex", SANDBOX_ALLOW}, \
	{"getrandom", SANDBOX_ALLOW}, \
	{"sysinfo", SANDBOX_ALLOW}, /* qsort() asks how much memory */ \
	{"close", SANDBOX_ALLOW}, \
	{"poll", SANDBOX_ALLOW}, {"ppoll", SANDBOX_ALLOW}, \
	{"sendmsg", SANDBOX_ALLOW}, {"exit_group", SANDBOX_ALLOW}, \
	POLICY_LIBRARY, POLICY_NEWER

/* libheif decodes in a thread even when told not to. */
#define POLICY_THREADS \
	{"clone", SANDBOX_THREAD}, {"rseq", SANDBOX_ALLOW}, \
	{"rt_sigaction", SANDBOX_SIGNALS}, {"exit", SANDBOX_ALLOW}

/* The sanitizers' own needs, in their builds only. */
#define POLICY_SANITIZERS \
	{"write", SANDBOX_DEV}, {"read", SANDBOX_DEV}, \
	{"ioctl", SANDBOX_DEV}, {"readlink", SANDBOX_DEV}, \
	{"sigaltstack", SANDBOX_DEV}, {"prctl", SANDBOX_DEV}, \
	{"rt_sigaction", SANDBOX_DEV}, {"sched_getaffinity", SANDBOX_DEV}, \
	{"tgkill", SANDBOX_DEV}, {"madvise", SANDBOX_DEV}, \
	{"exit", SANDBOX_DEV}, {"munlock", SANDBOX_DEV}

/*
 * libheif's libraries tell standard error of a damaged picture, which is no
 * attack.  A child's calls pass the zygote's filter too, so it is in both.
 */
#define POLICY_COMPLAINTS \
	{"write", SANDBOX_REFUSE}, {"writev", SANDBOX_REFUSE}

/* What entering a tighter jail takes. */
#define POLICY_ENTERING \
	{"prctl", SANDBOX_ENTERING}, {"prlimit64", SANDBOX_SELF}, \
	{"seccomp", SANDBOX_FILTER}, {"getppid", SANDBOX_ALLOW}

/* A zygote takes jobs, forks a child for each, confines and reaps it. */
#define POLICY_ZYGOTE \
	{"recvmsg", SANDBOX_ALLOW}, {"clone", SANDBOX_FORK}, \
	{"wait4", SANDBOX_ALLOW}, {"getsid", SANDBOX_PROOF}, POLICY_ENTERING

static const struct sandbox_call policy_zygote[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

static const struct sandbox_call policy_zygote_heif[] = {
	POLICY_ZYGOTE, POLICY_THREADS, POLICY_DECODING, POLICY_PROBES,
	POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* What its zygote may call, so that the refusal is the picture's jail's. */
#define POLICY_PICTURE \
	{"getppid", SANDBOX_PROOF}

/* The child that reads one picture. */
static const struct sandbox_call policy_picture[] = {
	POLICY_PICTURE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

/* The child that reads one HEIC or AVIF picture. */
static const struct sandbox_call policy_picture_heif[] = {
	POLICY_PICTURE, POLICY_THREADS, POLICY_DECODING, POLICY_PROBES,
	POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The same for what complains as libheif does, and has no threads. */
static const struct sandbox_call policy_zygote_more[] = {
	POLICY_ZYGOTE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
	POLICY_COMPLAINTS,
};
static const struct sandbox_call policy_picture_more[] = {
	POLICY_PICTURE, POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
	POLICY_COMPLAINTS,
};

/* The process that takes one page, reads it, answers and ends. */
static const struct sandbox_call policy_page[] = {
	{"getsid", SANDBOX_PROOF},
	{"recvmsg", SANDBOX_ALLOW},
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS,
};

/* The same of a PDF: poppler complains of damaged ones, and takes no file. */
static const struct sandbox_call policy_pdf[] = {
	{"getsid", SANDBOX_PROOF},
	{"recvmsg", SANDBOX_ALLOW},
	{"fstat", SANDBOX_ALLOW}, {"lseek", SANDBOX_ALLOW},
	{"newfstatat", SANDBOX_REFUSE}, {"access", SANDBOX_REFUSE},
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The process that sets letters: fontconfig and FreeType read fonts as they
 * meet a script, Pango does so in a thread; Landlock says which files. */
static const struct sandbox_call policy_setting[] = {
	{"getsid", SANDBOX_PROOF},
	{"recvmsg", SANDBOX_ALLOW},
	{"openat", SANDBOX_READING}, {"read", SANDBOX_ALLOW},
	{"pread64", SANDBOX_ALLOW}, {"lseek", SANDBOX_ALLOW},
	{"fstat", SANDBOX_ALLOW}, {"newfstatat", SANDBOX_ALLOW},
	{"access", SANDBOX_ALLOW}, {"faccessat", SANDBOX_ALLOW},
	{"readlink", SANDBOX_ALLOW}, {"readlinkat", SANDBOX_ALLOW},
	{"getdents64", SANDBOX_ALLOW}, {"fstatfs", SANDBOX_ALLOW},
	{"statfs", SANDBOX_ALLOW}, {"fcntl", SANDBOX_FCNTL},
	{"ioctl", SANDBOX_IOCTL}, {"uname", SANDBOX_ALLOW},
	{"getuid", SANDBOX_ALLOW}, {"geteuid", SANDBOX_ALLOW},
	{"getgid", SANDBOX_ALLOW}, {"getegid", SANDBOX_ALLOW},
	/* fontconfig would renew its cache. */
	{"mkdir", SANDBOX_REFUSE}, {"chmod", SANDBOX_REFUSE},
	{"link", SANDBOX_REFUSE}, {"unlink", SANDBOX_REFUSE},
	{"rename", SANDBOX_REFUSE}, {"utimensat", SANDBOX_REFUSE},
	/* To enter the tighter jail below. */
	POLICY_ENTERING,
	{"landlock_create_ruleset", SANDBOX_ALLOW},
	{"landlock_restrict_self", SANDBOX_ALLOW},
	{"open", SANDBOX_REFUSE}, {"socket", SANDBOX_REFUSE},
	{"execve", SANDBOX_REFUSE},
	POLICY_THREADS, POLICY_DECODING, POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/* The same process, for a mail that came: it opens nothing any more. */
static const struct sandbox_call policy_mail[] = {
	{"getppid", SANDBOX_PROOF},
	{"fstat", SANDBOX_ALLOW}, {"lseek", SANDBOX_ALLOW},
	POLICY_DECODING, POLICY_PROBES, POLICY_SANITIZERS, POLICY_COMPLAINTS,
};

/*
 * What libcurl, OpenSSL and the C library's resolver take to ask the web: the
 * resolver runs in threads and reads its few files.  No socket but of the
 * internet; which address it may connect to is checked where it is made.
 */
static const struct sandbox_call policy_fetch[] = {
	{"getsid", SANDBOX_PROOF},
	{"socket", SANDBOX_INET},
	{"openat", SANDBOX_READING}, {"open", SANDBOX_REFUSE},
	{"read", SANDBOX_ALLOW}, {"pread64", SANDBOX_ALLOW},
	{"readv", SANDBOX_ALLOW}, {"writev", SANDBOX_ALLOW},
	{"write", SANDBOX_ALLOW}, {"lseek", SANDBOX_ALLOW},
	{"fstat", SANDBOX_ALLOW}, {"newfstatat", SANDBOX_ALLOW},
	{"stat", SANDBOX_ALLOW}, {"access", SANDBOX_ALLOW},
	{"faccessat", SANDBOX_ALLOW}, {"readlinkat", SANDBOX_ALLOW},
	{"readlink", SANDBOX_ALLOW}, {"getdents64", SANDBOX_ALLOW},
	{"connect", SANDBOX_ALLOW}, {"bind", SANDBOX_REFUSE},
	{"shutdown", SANDBOX_ALLOW},
	{"socketpair", SANDBOX_ALLOW}, {"getsockname", SANDBOX_ALLOW},
	{"eventfd2", SANDBOX_ALLOW}, /* libcurl 8 wakes itself by it */
	{"pipe2", SANDBOX_ALLOW},
	{"getpeername", SANDBOX_ALLOW}, {"getsockopt", SANDBOX_ALLOW},
	{"setsockopt", SANDBOX_ALLOW}, {"sendto", SANDBOX_ALLOW},
	{"sendmmsg", SANDBOX_ALLOW}, {"recvmmsg", SANDBOX_ALLOW},
	{"recvfrom", SANDBOX_ALLOW},
	{"recvmsg", SANDBOX_ALLOW}, {"fcntl", SANDBOX_FCNTL},
	{"ioctl", SANDBOX_IOCTL}, {"uname", SANDBOX_ALLOW},
	{"getuid", SANDBOX_ALLOW}, {"geteuid", SANDBOX_ALLOW},
	{"getgid", SANDBOX_ALLOW}, {"getegid", SANDBOX_ALLOW},
	{"clock_nanosleep", SANDBOX_ALLOW},
	{"tgkill", SANDBOX_REFUSE}, /* libcurl 8.17 cancels its resolver */
	/* To keep to the ports of its first job; they take rights, and give none. */
	{"landlock_create_ruleset", SANDBOX_ALLOW},
	{"landlock_add_rule", SANDBOX_ALLOW},
	{"landlock_restrict_self", SANDBOX_ALLOW},
	{"execve", SANDBOX_REFUSE},
	POLICY_THREADS, POLICY_DECODING, POLICY_SANITIZERS,
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

const struct sandbox_policy sandbox_zygote_more_policy = {
    .name = "decoder-jxl and -tiff, between pictures",
    POLICY_CALLS(policy_zygote_more),
    .landlock = true,
    .files = 64,
};

const struct sandbox_policy sandbox_picture_more_policy = {
    .name = "decoder-jxl and -tiff, reading a picture",
    POLICY_CALLS(policy_picture_more),
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
    .memory = IPC_DOCUMENT_MEMORY_MAX,
    .cpu = IPC_DOCUMENT_CPU_MAX,
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
    .name = "unpack, reading records",
    POLICY_CALLS(policy_page),
    .landlock = true,
    .memory = IPC_UNPACK_MEMORY_MAX,
    .cpu = IPC_UNPACK_CPU_MAX,
    .files = 6, /* three standard ones, the channel, records, the room */
};

const struct sandbox_policy sandbox_pdf_policy = {
    .name = "pdf, reading an answer",
    POLICY_CALLS(policy_pdf),
    .landlock = true,
    .memory = IPC_PAGE_MEMORY_MAX,
    .cpu = IPC_PAGE_CPU_MAX,
    .files = 8, /* poll() of one descriptor counts as one */
};

/* So does this one. */
const struct sandbox_policy sandbox_cleaner_policy = {
    .name = "cleaner, cleaning a picture",
    POLICY_CALLS(policy_page),
    .landlock = true,
    .memory = IPC_CLEAN_MEMORY_MAX,
    .cpu = IPC_CLEAN_CPU_MAX,
    .files = 6, /* three standard ones, the channel, the picture, the room */
};

/* And this one: pixels that were decoded before, and rectangles. */
const struct sandbox_policy sandbox_faces_policy = {
    .name = "faces, looking at grey pixels",
    POLICY_CALLS(policy_page),
    .landlock = true,
    .memory = IPC_FACES_MEMORY_MAX,
    .cpu = IPC_FACES_CPU_MAX,
    .files = 6, /* three standard ones, the channel, the pixels, the room */
};

const struct sandbox_policy *const sandbox_policies[] = {
    &sandbox_zygote_policy,
    &sandbox_picture_policy,
    &sandbox_zygote_heif_policy,
    &sandbox_picture_heif_policy,
    &sandbox_zygote_more_policy,
    &sandbox_picture_more_policy,
    &sandbox_page_policy,
    &sandbox_setting_policy,
    &sandbox_mail_policy,
    &sandbox_fetch_policy,
    &sandbox_unpack_policy,
    &sandbox_pdf_policy,
    &sandbox_cleaner_policy,
    &sandbox_faces_policy,
    NULL,
};
