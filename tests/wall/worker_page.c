/*
 * worker_page: a pagereader that was taken over.  The first byte of the "page"
 * says what it does: capital letters attack the jail, which is the real one,
 * small ones lie on the wire.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/ipc_page.h>
#include <lenscap/sandbox.h>

#define ROGUE_SOON (base_now_ms() + 5000)
#define ROGUE_BODY (IPC_PAGE_BODY_MAX + 4096)

static struct ipc_message rogue_job;
static struct ipc_page_picture rogue_pictures[IPC_PAGE_PICTURES_MAX + 1];

/* ---- The wire ---- */

static void rogue_raw(const void *data, size_t size)
{
	if (base_write_all(SANDBOX_CHANNEL, (struct base_view){data, size}) !=
	    LENS_OK)
		_exit(3);
}

/* What ipc_send() would refuse to send, with a call that the jail allows. */
static void rogue_frame(uint32_t kind, uint32_t length, struct base_view body)
{
	struct base_buffer whole;
	struct iovec part;
	struct msghdr envelope = {.msg_iov = &part, .msg_iovlen = 1};
	uint8_t *header;

	base_buffer_init(&whole, body.size + IPC_HEADER);
	if (base_buffer_extend(&whole, IPC_HEADER, &header) != LENS_OK)
		_exit(4);
	base_put_u32(header, kind);
	base_put_u32(header + 4, length);
	if (base_buffer_add(&whole, body.data, body.size) != LENS_OK)
		_exit(4);
	part = (struct iovec){whole.data, whole.size};
	if (sendmsg(SANDBOX_CHANNEL, &envelope, MSG_NOSIGNAL) !=
	    (ssize_t)whole.size)
		_exit(5);
	base_buffer_free(&whole);
}

static void rogue_write(const struct ipc_page *page, struct base_buffer *body)
{
	base_buffer_init(body, ROGUE_BODY);
	if (ipc_page_write(page, body) != LENS_OK)
		_exit(6);
}

static struct ipc_page rogue_page(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		rogue_pictures[i] = (struct ipc_page_picture){
		    .address = (char *)"a.jpg", .alt = "alt", .size = 1};
	return (struct ipc_page){.count = count, .pictures = rogue_pictures};
}

/* A page with one picture, after one byte was changed. */
static void rogue_answer(size_t at, uint8_t value)
{
	struct ipc_page page = rogue_page(1);
	struct base_buffer body;

	rogue_write(&page, &body);
	if (at < body.size)
		body.data[at] = value;
	rogue_frame(IPC_PAGE, (uint32_t)body.size, base_buffer_view(&body));
	base_buffer_free(&body);
}

static void rogue_send(const struct ipc_page *page)
{
	struct base_buffer body;

	rogue_write(page, &body);
	rogue_frame(IPC_PAGE, (uint32_t)body.size, base_buffer_view(&body));
	base_buffer_free(&body);
}

/* ---- Lies; offsets in the body are those of ipc_page_write() ---- */

#define ROGUE_TITLE (4 + 4 * 4)
#define ROGUE_COUNT (ROGUE_TITLE + 4 + 4)
#define ROGUE_PICTURE (ROGUE_COUNT + 4)
#define ROGUE_ADDRESS (ROGUE_PICTURE + 3 + 4 + 8)
#define ROGUE_ALT (ROGUE_ADDRESS + 4 + 5)
#define ROGUE_LINK (ROGUE_ALT + 4 + 3)
#define ROGUE_PAGE (ROGUE_LINK + 4)
#define ROGUE_SIZE (ROGUE_PAGE + 4)

static void rogue_good(void)
{
	rogue_answer(SIZE_MAX, 0);
}

/* By the second byte of the page: a place to change and what it becomes. */
static const struct {
	size_t at;
	uint8_t value;
} rogue_changes[] = {
    {0, IPC_PAGE_TOO_MUCH_CPU}, /* a status that is the core's to say */
    {0, 255},
    {0, IPC_PAGE_EMPTY}, /* pictures of a page that was not read */
    {1, 2},
    {2, 2},
    {3, 16},
    {ROGUE_TITLE, 200},	    /* a title longer than the body */
    {ROGUE_TITLE + 4, 1},   /* an address that eats the count */
    {ROGUE_TITLE + 7, 255}, /* an address of two gigabytes */
    {ROGUE_COUNT, 0},	    /* fewer pictures than there are */
    {ROGUE_COUNT, 2},	    /* more */
    {ROGUE_COUNT + 3, 255}, /* very many more */
    {ROGUE_PICTURE, IPC_PAGE_KINDS},
    {ROGUE_PICTURE + 1, 2},
    {ROGUE_PICTURE + 2, 2},
    {ROGUE_PICTURE + 3, 1}, /* the same as one that comes later */
    {ROGUE_LINK + 1, 255},
    {ROGUE_PAGE + 1, 255},
    {ROGUE_ADDRESS + 1, 255},
    {ROGUE_ADDRESS + 4, '\n'}, /* unprintable */
    {ROGUE_ADDRESS + 4, ' '},
    {ROGUE_ADDRESS + 4, 0x80},
    {ROGUE_ADDRESS + 4, 0},
    {ROGUE_ALT, 255},
    {ROGUE_ALT + 4, 0x1b},
    {ROGUE_ALT + 4, 0xff},
    {ROGUE_SIZE + 4, 1}, /* more bytes than there is room */
    {ROGUE_SIZE + 7, 255},
};

static void rogue_change(void)
{
	uint8_t which = 0;

	if (pread(rogue_job.fds[0], &which, 1, 1) != 1 || which < 'A' ||
	    which - 'A' >=
		(int)(sizeof(rogue_changes) / sizeof(rogue_changes[0])))
		_exit(7);
	which -= 'A';
	rogue_answer(rogue_changes[which].at, rogue_changes[which].value);
}

/* Each fits, but not all of them. */
static void rogue_sum(void)
{
	struct ipc_page page = rogue_page(2);

	rogue_pictures[0].size = rogue_pictures[1].size =
	    IPC_PAGE_INSIDE_MAX / 2 + 1;
	rogue_send(&page);
}

static void rogue_many(void)
{
	struct ipc_page page = rogue_page(IPC_PAGE_PICTURES_MAX + 1);

	rogue_send(&page);
}

static void rogue_inside(void)
{
	struct ipc_page page = rogue_page(1);
	struct base_buffer body;

	rogue_write(&page, &body);
	if (base_buffer_add(&body, "x", 1) != LENS_OK)
		_exit(8);
	rogue_frame(IPC_PAGE, (uint32_t)body.size, base_buffer_view(&body));
	base_buffer_free(&body);
}

static void rogue_trailing(void)
{
	rogue_good();
	rogue_raw("x", 1);
}

static void rogue_twice(void)
{
	rogue_good();
	rogue_good();
}

static void rogue_truncated(void)
{
	rogue_frame(IPC_PAGE, 4000, base_view_of("short"));
}

static void rogue_oversized(void)
{
	rogue_frame(IPC_PAGE, IPC_PAGE_BODY_MAX + 1, base_view_of("x"));
}

static void rogue_kind(void)
{
	rogue_frame(IPC_PICTURE, 1, base_view_of("x"));
}

static void rogue_descriptor(void)
{
	struct ipc_page page = rogue_page(1);
	struct base_buffer body;

	rogue_write(&page, &body);
	if (ipc_send(SANDBOX_CHANNEL, IPC_PAGE, base_buffer_view(&body),
		     (int[]){rogue_job.fds[1]}, 1, ROGUE_SOON) != LENS_OK)
		_exit(9);
	base_buffer_free(&body);
}

/* An answer, and a process that stays to change the bytes later. */
static void rogue_linger(void)
{
	rogue_good();
	for (;;)
		pause();
}

static void rogue_silence(void)
{
}

static void rogue_hang(void)
{
	for (;;)
		pause();
}

/* ---- The jail ---- */

/* What works answers with a picture, what is refused with none. */
static void rogue_result(long got)
{
	struct ipc_page page = rogue_page(got < 0 ? 0 : 1);

	rogue_send(&page);
}

static void rogue_open(void)
{
	rogue_result(open("/etc/passwd", O_RDONLY));
}

static void rogue_socket(void)
{
	rogue_result(socket(AF_INET, SOCK_STREAM, 0));
}

static void rogue_exec(void)
{
	char *const argv[] = {(char *)"/bin/true", NULL};

	rogue_result(execve(argv[0], argv, argv + 1));
}

static void rogue_fork(void)
{
	rogue_result(fork());
}

static void rogue_kill(void)
{
	rogue_result(syscall(SYS_kill, 1, 0));
}

static void rogue_trace(void)
{
	rogue_result(ptrace(PTRACE_ATTACH, 1, NULL, NULL));
}

static void rogue_code(void)
{
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	rogue_result(code == MAP_FAILED ? -1 : 0);
}

static void rogue_truncate(void)
{
	rogue_result(ftruncate(rogue_job.fds[1], 0));
}

static void rogue_scribble(void)
{
	rogue_result(pwrite(rogue_job.fds[0], "x", 1, 0));
}

static void rogue_crash(void)
{
	volatile uint8_t *nowhere = NULL;

	*nowhere = 1;
}

static void rogue_loop(void)
{
	for (volatile unsigned i = 0;; i++)
		;
}

static void rogue_memory(void)
{
	/* Or newer compilers leave it out. */
	void *volatile memory = malloc(IPC_PAGE_MEMORY_MAX);

	rogue_result(memory == NULL ? -1 : 0);
}

static const struct {
	char letter;
	void (*act)(void);
} rogue_acts[] = {
    {'g', rogue_good},	   {'c', rogue_change},	    {'s', rogue_sum},
    {'m', rogue_many},	   {'i', rogue_inside},	    {'t', rogue_trailing},
    {'w', rogue_twice},	   {'u', rogue_truncated},  {'o', rogue_oversized},
    {'k', rogue_kind},	   {'d', rogue_descriptor}, {'l', rogue_linger},
    {'n', rogue_silence},  {'h', rogue_hang},	    {'O', rogue_open},
    {'S', rogue_socket},   {'X', rogue_exec},	    {'F', rogue_fork},
    {'K', rogue_kill},	   {'T', rogue_trace},	    {'C', rogue_code},
    {'R', rogue_truncate}, {'W', rogue_scribble},   {'D', rogue_crash},
    {'L', rogue_loop},	   {'M', rogue_memory},
};

/* What a lie needs and an attack must not have. */
static void rogue_confine(char letter)
{
	static struct sandbox_policy impatient;
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY];

	if (letter < 'A' || letter > 'Z')
		return;
	/* The same jail with a shorter clock, so that tests are quick. */
	impatient = sandbox_page_policy;
	impatient.cpu = 1;
	impatient.files = 8; /* the job is here already */
	if (sandbox_prepare(&impatient, &jail, why) != LENS_OK ||
	    sandbox_enter(jail, 0, why) != LENS_OK)
		_exit(10);
}

static void rogue_hello(void)
{
	struct ipc_hello hello = {.version = IPC_VERSION};
	struct base_buffer body;

	base_buffer_init(&body, 4096);
	if (ipc_hello_write(&hello, &body) != LENS_OK ||
	    ipc_send(SANDBOX_CHANNEL, IPC_HELLO, base_buffer_view(&body), NULL,
		     0, ROGUE_SOON) != LENS_OK)
		_exit(11);
	base_buffer_free(&body);
}

int main(void)
{
	char letter = 0;

	sandbox_worker_init();
	rogue_hello();
	ipc_message_init(&rogue_job);
	if (ipc_receive(SANDBOX_CHANNEL, INT64_MAX, &rogue_job) != LENS_OK ||
	    pread(rogue_job.fds[0], &letter, 1, 0) != 1)
		return 12;
	rogue_confine(letter);
	for (size_t i = 0; i < sizeof(rogue_acts) / sizeof(rogue_acts[0]); i++)
		if (rogue_acts[i].letter == letter)
			rogue_acts[i].act();
	_exit(0);
}
