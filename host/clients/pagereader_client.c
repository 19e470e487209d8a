/*
 * pagereader_client.c: one question to a pagereader.  Each page has a fresh
 * process, which costs two milliseconds and leaves nothing behind for the next
 * page.  The answer stands when it was the only one, the channel has ended and
 * the worker is dead, so that nobody can change the bytes it left.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_page.h>
#include <lenscap/sandbox.h>

#define PAGEREADER_JOB (IPC_ADDRESS_MAX + 64)
#define PAGEREADER_STEP 1 /* ms between two looks at a dying worker */

struct clients_page {
	struct ipc_page answer;
	int inside; /* the bytes of the pictures in the page */
};

/* One question while it is asked. */
struct pagereader {
	struct sandbox_worker worker;
	bool greeted;
	int wake;
	int64_t deadline;
	struct ipc_incoming in;
};

/* ---- The room for bytes ---- */

/*
 * All of it at once and of a fixed size: the worker maps it and writes without
 * a system call, and no copy of ours can run past an end that it moved.
 */
static int pagereader_room(void)
{
	int fd = memfd_create("page", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 &&
	    (ftruncate(fd, IPC_PAGE_INSIDE_MAX) != 0 ||
	     fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0))
		base_close(&fd);
	return fd;
}

static enum lens_err pagereader_copy(int from, uint64_t offset, uint64_t size,
				     int to)
{
	uint8_t step[65536];

	while (size > 0) {
		size_t wanted = size < sizeof(step) ? size : sizeof(step);
		ssize_t got = pread(from, step, wanted, (off_t)offset);
		enum lens_err err;

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return LENS_SYSTEM;
		err = base_write_all(to, (struct base_view){step, (size_t)got});
		if (err != LENS_OK)
			return err;
		offset += (uint64_t)got;
		size -= (uint64_t)got;
	}
	return LENS_OK;
}

enum lens_err clients_page_picture_fd(const struct clients_page *page,
				      unsigned i, int *out)
{
	const struct ipc_page_picture *picture;
	int fd;

	*out = -1;
	if (i >= page->answer.count ||
	    page->answer.pictures[i].place != IPC_PAGE_INSIDE)
		return LENS_DENIED;
	picture = &page->answer.pictures[i];
	fd = memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return LENS_SYSTEM;
	if (pagereader_copy(page->inside, picture->offset, picture->size, fd) !=
		LENS_OK ||
	    lseek(fd, 0, SEEK_SET) != 0 ||
	    fcntl(fd, F_ADD_SEALS,
		  F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_WRITE | F_SEAL_SEAL) !=
		0) {
		base_close(&fd);
		return LENS_SYSTEM;
	}
	*out = fd;
	return LENS_OK;
}

/* ---- Waiting ---- */

/* LENS_OK when fd has something, LENS_EOF when wake woke us. */
static enum lens_err pagereader_wait(const struct pagereader *reader, int fd)
{
	struct pollfd waits[] = {{.fd = fd, .events = POLLIN},
				 {.fd = reader->wake, .events = POLLIN}};
	int ready;

	do
		ready = poll(waits, 2, base_left_ms(reader->deadline));
	while (ready < 0 && errno == EINTR);
	if (ready <= 0)
		return LENS_WORKER;
	return waits[1].revents != 0 ? LENS_EOF : LENS_OK;
}

/*
 * What killed the worker; 0 for none.  A worker that ended its channel and
 * lives on is ended by its caller.
 */
static int pagereader_signal(const struct pagereader *reader)
{
	siginfo_t about = {0};

	while (base_left_ms(reader->deadline) > 0) {
		if (waitid(P_PID, (id_t)reader->worker.pid, &about,
			   WEXITED | WNOHANG | WNOWAIT) != 0)
			return 0;
		if (about.si_pid != 0)
			return about.si_code == CLD_EXITED ? 0
							   : about.si_status;
		poll(NULL, 0, PAGEREADER_STEP);
	}
	return 0;
}

/* The worker has ended without an answer: how it died tells why. */
static enum ipc_page_status pagereader_death(const struct pagereader *reader)
{
	if (!reader->greeted)
		return IPC_PAGE_NO_WORKER;
	switch (pagereader_signal(reader)) {
	case SIGKILL: /* the hard limit, or the kernel short of memory */
		return IPC_PAGE_TOO_MUCH_MEMORY;
	case SIGXCPU:
		return IPC_PAGE_TOO_MUCH_CPU;
	case SIGSYS:
		return IPC_PAGE_CONTAINED;
	case SIGBUS:
		return IPC_PAGE_CHANGED;
	default:
		return IPC_PAGE_CRASHED;
	}
}

/* The next message into reader->in, or why there is none. */
static enum ipc_page_status pagereader_next(struct pagereader *reader)
{
	bool complete = false;

	ipc_incoming_free(&reader->in);
	ipc_incoming_init(&reader->in);
	while (!complete) {
		enum lens_err err =
		    pagereader_wait(reader, reader->worker.channel);

		if (err == LENS_EOF)
			return IPC_PAGE_STOPPED;
		if (err != LENS_OK)
			return reader->greeted ? IPC_PAGE_TOO_SLOW
					       : IPC_PAGE_NO_WORKER;
		err = ipc_incoming_read(reader->worker.channel, &reader->in,
					&complete);
		if (err == LENS_EOF)
			return pagereader_death(reader);
		if (err != LENS_OK)
			return IPC_PAGE_LIED;
	}
	return reader->in.message.fds[0] < 0 ? IPC_PAGE_OK : IPC_PAGE_LIED;
}

/* ---- Asking ---- */

static enum ipc_page_status pagereader_greet(struct pagereader *reader)
{
	enum ipc_page_status status = pagereader_next(reader);
	struct ipc_hello hello;

	if (status != IPC_PAGE_OK)
		return status;
	if (reader->in.message.kind != IPC_HELLO)
		return IPC_PAGE_LIED;
	if (ipc_hello_read(base_buffer_view(&reader->in.message.body),
			   &hello) != LENS_OK ||
	    hello.version != IPC_VERSION || hello.refusal[0] != '\0')
		return IPC_PAGE_NO_WORKER;
	reader->greeted = true;
	return IPC_PAGE_OK;
}

static enum ipc_page_status pagereader_send(struct pagereader *reader, int page,
					    int inside,
					    const struct ipc_page_job *job)
{
	struct base_buffer body;
	enum lens_err err;

	base_buffer_init(&body, PAGEREADER_JOB);
	err = ipc_page_job_write(job, &body);
	if (err == LENS_OK)
		err = ipc_send(reader->worker.channel, IPC_PAGE_JOB,
			       base_buffer_view(&body), (int[]){page, inside},
			       2, reader->deadline);
	base_buffer_free(&body);
	return err == LENS_OK ? IPC_PAGE_OK : IPC_PAGE_NO_WORKER;
}

/* The answer, and then the end: what comes after it is a lie. */
static enum ipc_page_status pagereader_answer(struct pagereader *reader,
					      struct ipc_page *out)
{
	enum ipc_page_status status = pagereader_next(reader);
	uint8_t byte;

	if (status != IPC_PAGE_OK)
		return status;
	if (reader->in.message.kind != IPC_PAGE ||
	    ipc_page_read(base_buffer_view(&reader->in.message.body), out) !=
		LENS_OK)
		return IPC_PAGE_LIED;
	switch (pagereader_wait(reader, reader->worker.channel)) {
	case LENS_OK:
		break;
	case LENS_EOF:
		return IPC_PAGE_STOPPED;
	default:
		return IPC_PAGE_TOO_SLOW;
	}
	if (recv(reader->worker.channel, &byte, 1, MSG_DONTWAIT) > 0)
		return IPC_PAGE_LIED;
	return out->status;
}

static enum ipc_page_status pagereader_ask(struct pagereader *reader,
					   const char *path, int fd,
					   const struct ipc_page_job *job,
					   struct clients_page *page)
{
	enum ipc_page_status status;

	page->inside = pagereader_room();
	if (path == NULL || page->inside < 0 ||
	    sandbox_spawn(path, &reader->worker) != LENS_OK)
		return IPC_PAGE_NO_WORKER;
	status = pagereader_greet(reader);
	if (status == IPC_PAGE_OK)
		status = pagereader_send(reader, fd, page->inside, job);
	if (status == IPC_PAGE_OK)
		status = pagereader_answer(reader, &page->answer);
	sandbox_kill(&reader->worker);
	/* Nobody else has it any more, and nobody is to write it again. */
	if (status == IPC_PAGE_OK &&
	    fcntl(page->inside, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) != 0)
		status = IPC_PAGE_LIED;
	return status;
}

/*
 * A pipe could block us, a device could be endless; and an URL that is too
 * long or holds more than a URL may is as good as none.
 */
static enum ipc_page_status pagereader_job(int fd, const char *url,
					   struct ipc_page_job *job)
{
	struct stat about;

	if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return IPC_PAGE_NOT_A_FILE;
	if (about.st_size > IPC_PAGE_BYTES_MAX)
		return IPC_PAGE_TOO_MANY_BYTES;
	*job = (struct ipc_page_job){.bytes = (uint64_t)about.st_size};
	if (url == NULL || strlen(url) >= sizeof(job->url))
		return IPC_PAGE_OK;
	for (const char *c = url; *c != '\0'; c++)
		if (*c < 0x21 || *c > 0x7e)
			return IPC_PAGE_OK;
	memcpy(job->url, url, strlen(url) + 1);
	return IPC_PAGE_OK;
}

struct clients_page *
clients_page_read(int fd, const char *url,
		  const struct clients_page_options *options)
{
	static const struct clients_page_options none = {.wake = -1};
	struct clients_page *page = base_alloc(1, sizeof(*page));
	struct pagereader reader = {.worker = {.pid = -1, .channel = -1}};
	struct ipc_page_job job;
	enum ipc_page_status status = pagereader_job(fd, url, &job);
	char *path;

	page->inside = -1;
	if (options == NULL)
		options = &none;
	path = options->worker ? base_copy(options->worker)
			       : clients_worker_path(CLIENTS_PAGEREADER);
	reader.wake = options->wake;
	reader.deadline =
	    base_now_ms() +
	    (options->wall_ms ? options->wall_ms : IPC_PAGE_WALL_MAX * 1000);
	ipc_incoming_init(&reader.in);
	if (status == IPC_PAGE_OK)
		status = pagereader_ask(&reader, path, fd, &job, page);
	ipc_incoming_free(&reader.in);
	if (status != IPC_PAGE_OK) {
		ipc_page_free(&page->answer);
		base_close(&page->inside);
	}
	page->answer.status = status;
	free(path);
	return page;
}

const struct ipc_page *clients_page_answer(const struct clients_page *page)
{
	return &page->answer;
}

void clients_page_close(struct clients_page *page)
{
	if (page == NULL)
		return;
	ipc_page_free(&page->answer);
	base_close(&page->inside);
	free(page);
}
