/*
 * worker_rogue: a decoder that has been taken over.  It serves in the real
 * jail; the first byte of the "picture" says what it then tries.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "picture/picture.h"

/* Refused calls are reported as unsupported; what works answers OK. */
static enum ipc_picture_status rogue_result(long got)
{
	return got < 0 ? IPC_PICTURE_UNSUPPORTED : IPC_PICTURE_OK;
}

static enum ipc_picture_status rogue_good(struct picture_raster *raster)
{
	enum ipc_picture_status status = picture_raster_open(raster, 64, 64);

	raster->width = raster->height = 64;
	for (unsigned i = 0; i < 64 * 64; i++)
		raster->luma[i] = (uint8_t)(i * 7 ^ i >> 5);
	return status;
}

static enum ipc_picture_status rogue_open(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(open("/etc/passwd", O_RDONLY));
}

static enum ipc_picture_status rogue_socket(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(socket(AF_INET, SOCK_STREAM, 0));
}

static enum ipc_picture_status rogue_exec(struct picture_raster *raster)
{
	char *const argv[] = {(char *)"/bin/true", NULL};

	(void)raster;
	return rogue_result(execve(argv[0], argv, argv + 1));
}

static enum ipc_picture_status rogue_fork(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(fork());
}

static enum ipc_picture_status rogue_kill(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(syscall(SYS_kill, 1, 0));
}

static enum ipc_picture_status rogue_trace(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(ptrace(PTRACE_ATTACH, 1, NULL, NULL));
}

static enum ipc_picture_status rogue_code(struct picture_raster *raster)
{
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)raster;
	return rogue_result(code == MAP_FAILED ? -1 : 0);
}

static enum ipc_picture_status rogue_write(struct picture_raster *raster)
{
	(void)raster;
	return rogue_result(syscall(SYS_write, 1, "hello\n", 6));
}

static enum ipc_picture_status rogue_loop(struct picture_raster *raster)
{
	volatile unsigned turn = 1;

	(void)raster;
	while (turn != 0)
		turn |= 1;
	return IPC_PICTURE_OK;
}

static enum ipc_picture_status rogue_hang(struct picture_raster *raster)
{
	(void)raster;
	poll(NULL, 0, -1);
	return IPC_PICTURE_OK;
}

static enum ipc_picture_status rogue_memory(struct picture_raster *raster)
{
	uint8_t *memory = malloc(2048ul << 20);

	(void)raster;
	if (memory == NULL)
		return IPC_PICTURE_TOO_MUCH_MEMORY;
	memset(memory, 1, 2048ul << 20);
	return memory[12345] ? IPC_PICTURE_OK : IPC_PICTURE_EMPTY;
}

static enum ipc_picture_status rogue_crash(struct picture_raster *raster)
{
	volatile uint8_t *nowhere = NULL;

	(void)raster;
	return *nowhere ? IPC_PICTURE_OK : IPC_PICTURE_EMPTY;
}

static enum ipc_picture_status rogue_leave(struct picture_raster *raster)
{
	(void)raster;
	_exit(0);
}

static const struct {
	char letter;
	enum ipc_picture_status (*act)(struct picture_raster *raster);
} rogue_acts[] = {
    {'g', rogue_good},	{'o', rogue_open},  {'s', rogue_socket},
    {'x', rogue_exec},	{'f', rogue_fork},  {'k', rogue_kill},
    {'t', rogue_trace}, {'c', rogue_code},  {'w', rogue_write},
    {'l', rogue_loop},	{'h', rogue_hang},  {'m', rogue_memory},
    {'d', rogue_crash}, {'e', rogue_leave},
};

static bool rogue_begins(struct base_view file)
{
	(void)file;
	return true;
}

static enum ipc_picture_status rogue_read(struct base_view file, bool full,
					  struct picture_raster *raster)
{
	(void)full;
	for (size_t i = 0; i < sizeof(rogue_acts) / sizeof(rogue_acts[0]); i++)
		if (rogue_acts[i].letter == file.data[0])
			return rogue_acts[i].act(raster);
	return IPC_PICTURE_MALFORMED;
}

static void rogue_libraries(char *out)
{
	snprintf(out, IPC_TEXT_MAX, "none");
}

int main(void)
{
	static const struct picture_format formats[] = {
	    {IPC_FORMAT_PNG, rogue_begins, rogue_read},
	};
	static struct sandbox_policy impatient;
	static struct picture_decoder decoder = {
	    .formats = formats,
	    .count = 1,
	    .zygote = &sandbox_zygote_policy,
	    .picture = &impatient,
	    .libraries = rogue_libraries,
	};

	/* The same jail with a shorter clock, so that tests are quick. */
	impatient = sandbox_picture_policy;
	impatient.cpu = 1;
	return picture_serve(&decoder);
}
