/*
 * lenscap-host: what a browser starts for the Lenscap extension.  Frames in on
 * standard input, frames out on what was standard output; standard output
 * itself goes nowhere, so that no library's word can end up between frames.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_faces.h>

#include "frame.h"
#include "holder.h"
#include "job.h"
#include "out.h"
#include "queue.h"
#include "upload.h"

#define MAIN_PIPE (1 << 20)	 /* bytes on their way, each way */
#define MAIN_OUT_MOST (2u << 20) /* queued, above which nothing is read */
#define MAIN_END 700		 /* ms for what was asked before the end */

/* ---- Memory ---- */

/* A member for which there is none would be missing without a word. */
static void *main_alloc(size_t size)
{
	return base_alloc(1, size);
}

/* Passphrases come as JSON: nothing of it stays in freed memory. */
static void main_free(void *memory)
{
	if (memory != NULL)
		explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

/* ---- Descriptors ---- */

/* A descriptor for frames; the numbers 1 and up belong to nobody. */
static int main_output(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

	if (out < 0 || null < 0 || dup2(null, STDOUT_FILENO) < 0)
		return -1;
	base_close(&null);
	/*
	 * What a browser left open is not for those we start, but stays open
	 * here: by the end of a pipe Firefox learns of ours, and where it ended
	 * before us it asks and asks, with a whole processor.
	 */
	(void)close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
	(void)fcntl(out, F_SETPIPE_SZ, MAIN_PIPE);
	(void)fcntl(STDIN_FILENO, F_SETPIPE_SZ, MAIN_PIPE);
	if (fcntl(out, F_SETFL, fcntl(out, F_GETFL) | O_NONBLOCK) != 0)
		return -1;
	return out;
}

/* A descriptor that tells of SIGTERM and the like; they do nothing else. */
static int main_signals(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* ---- The loop ---- */

struct main_loop {
	struct native host;
	struct frame_reader reader;
	int out, signals;
	int64_t watch; /* when to look at the ledger's key */
	bool ended;    /* there is no more to read */
	int code;
};

/* Answer what has come in whole. */
static void main_frames(struct main_loop *loop)
{
	struct base_view frame;
	enum lens_err err;

	while ((err = frame_reader_next(&loop->reader, &frame)) == LENS_OK) {
		native_take(&loop->host, frame);
		frame_reader_wipe(&loop->reader, frame);
		if (out_flush(loop->host.out) != LENS_OK)
			loop->ended = true;
	}
	if (err != LENS_TOO_BIG)
		return;
	native_refuse(&loop->host, OPERATION_TOO_BIG);
	loop->ended = true;
	loop->code = 1;
}

static void main_read(struct main_loop *loop)
{
	size_t room;
	uint8_t *to = frame_reader_room(&loop->reader, &room);
	ssize_t count = read(STDIN_FILENO, to, room);

	if (count < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (count <= 0) {
		loop->ended = true;
		loop->code = frame_reader_torn(&loop->reader);
		return;
	}
	frame_reader_filled(&loop->reader, (size_t)count);
	main_frames(loop);
}

/* Wait for something to do, at most so long, and do it. */
static void main_turn(struct main_loop *loop, int ms)
{
	size_t waiting = out_waiting(loop->host.out);
	struct pollfd polls[] = {
	    {.fd = out_wake(loop->host.out), .events = POLLIN},
	    {.fd = loop->signals, .events = POLLIN},
	    {.fd = waiting > 0 ? loop->out : -1, .events = POLLOUT},
	    {.fd = loop->ended ? -1 : STDIN_FILENO,
	     .events = waiting > MAIN_OUT_MOST ? 0 : POLLIN},
	};

	if (poll(polls, 4, ms) <= 0)
		return;
	if (polls[1].revents != 0)
		loop->ended = true;
	if ((polls[0].revents != 0 || polls[2].revents != 0) &&
	    out_flush(loop->host.out) != LENS_OK)
		loop->ended = true;
	if (polls[3].revents != 0 && !loop->ended)
		main_read(loop);
}

/* A handle that nothing asks for is closed when the ledger locks; in how many
 * ms to look again. */
static int main_watch(struct main_loop *loop)
{
	bool shut = false;
	int left = base_left_ms(loop->watch);

	if (left > 0)
		return left;
	left = holder_watch(loop->host.holder, &shut);
	loop->watch = base_now_ms() + left;
	for (unsigned i = 0; shut && i < OPERATION_QUEUES; i++)
		if (loop->host.queues[i] != NULL)
			queue_wake(loop->host.queues[i]);
	return left;
}

/* True when everything asked has been answered and written. */
static bool main_done(struct main_loop *loop)
{
	for (unsigned i = 0; i < OPERATION_QUEUES; i++)
		if (loop->host.queues[i] != NULL &&
		    !queue_idle(loop->host.queues[i]))
			return false;
	return out_waiting(loop->host.out) == 0;
}

/* What was asked before gets a moment, and then nothing is waited for.  Workers
 * die with us. */
static void main_end(struct main_loop *loop)
{
	int64_t deadline = base_now_ms() + MAIN_END;

	job_cancel_all(loop->host.jobs);
	for (unsigned i = 0; i < OPERATION_QUEUES; i++)
		if (loop->host.queues[i] != NULL)
			queue_stop(loop->host.queues[i]);
	while (!main_done(loop) && base_left_ms(deadline) > 0) {
		int left = base_left_ms(deadline);

		/* A queue that has become idle wakes nobody. */
		main_turn(loop, left < 5 ? left : 5);
		if (out_flush(loop->host.out) != LENS_OK)
			break;
	}
	out_end(loop->host.out);
	if (!main_done(loop) && base_left_ms(deadline) == 0) {
		holder_end(loop->host.holder);
		_exit(loop->code);
	}
}

static void main_release(struct main_loop *loop)
{
	for (unsigned i = 0; i < OPERATION_QUEUES; i++)
		queue_free(loop->host.queues[i]);
	job_list_free(loop->host.jobs);
	free(loop->host.faces);
	upload_set_free(loop->host.uploads);
	holder_end(loop->host.holder);
	holder_free(loop->host.holder);
	out_free(loop->host.out);
	frame_reader_free(&loop->reader);
	base_close(&loop->signals);
	base_close(&loop->out);
}

static int main_serve(enum browsers_kind browser, const char *home,
		      bool allow_local)
{
	struct main_loop loop = {.out = main_output(),
				 .signals = main_signals()};

	loop.host = (struct native){
	    .browser = browser,
	    .allow_local = allow_local,
	    .out = out_new(loop.out),
	    .holder = holder_new(home),
	    .uploads = upload_set_new(),
	    .jobs = job_list_new(),
	    .faces = casework_faces_known_new(),
	};
	if (loop.out < 0 || loop.signals < 0 || loop.host.holder == NULL)
		return 1;
	for (unsigned i = OPERATION_AT_ONCE + 1; i < OPERATION_QUEUES; i++)
		loop.host.queues[i] = queue_new(&loop.host, native_serve);
	frame_reader_init(&loop.reader);
	while (!loop.ended)
		main_turn(&loop, main_watch(&loop));
	main_end(&loop);
	main_release(&loop);
	return loop.code;
}

/* ---- The command line ---- */

static const char main_help[] =
    "Usage: lenscap-host [OPTION...] chrome-extension://ID/\n"
    "       lenscap-host [OPTION...] MANIFEST ADD-ON\n\n"
    "Browsers start this program for the Lenscap extension; 'lenscap install'\n"
    "tells them where it is.  It speaks JSON-RPC 2.0 in native-messaging "
    "frames.\n\n"
    "      --home DIR     where the ledger is\n"
    "      --allow-local  for trials: pages of this machine may be checked\n"
    "      --methods      the table of methods, as JSON\n"
    "      --version\n\n"
    "Methods:\n";

static int main_show_help(void)
{
	const struct operation *row;

	fputs(main_help, stdout);
	for (size_t i = 0; (row = operation_at(i)) != NULL; i++)
		if (row->queue != OPERATION_NOT_HERE)
			printf("  %-18s %s\n", row->name, row->summary);
	return fflush(stdout) == 0 ? 0 : 1;
}

static int main_show_methods(void)
{
	json_t *list = operation_table_json(false);
	int failed = json_dumpf(list, stdout, JSON_INDENT(1));

	json_decref(list);
	return failed == 0 && fputc('\n', stdout) != EOF && fflush(stdout) == 0
		   ? 0
		   : 1;
}

static int main_wrong(const char *sentence)
{
	fprintf(stderr, "lenscap-host: %s\n", sentence);
	return 2;
}

int main(int argc, char **argv)
{
	enum browsers_kind browser;
	const char *home = NULL;
	bool allow_local = false;
	int at = 1;

	if (!base_streams_open())
		return 1;
	json_set_alloc_funcs(main_alloc, main_free);
	for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
		if (strcmp(argv[at], "--help") == 0)
			return main_show_help();
		if (strcmp(argv[at], "--methods") == 0)
			return main_show_methods();
		if (strcmp(argv[at], "--version") == 0)
			return printf("lenscap-host %s\n", LENSCAP_VERSION) < 0;
		if (strcmp(argv[at], "--allow-local") == 0)
			allow_local = true;
		else if (strcmp(argv[at], "--home") == 0 && at + 1 < argc)
			home = argv[++at];
		else
			return main_wrong("that option is not known; --help "
					  "lists them.");
	}
	if (browsers_caller(argc - at, argv + at, &browser) != LENS_OK)
		return main_wrong("only a browser with the Lenscap extension "
				  "may start this; 'lenscap doctor' says "
				  "whether yours can.");
	return main_serve(browser, home, allow_local);
}
