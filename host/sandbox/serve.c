/* serve.c: the frame of a worker, which is the same for all. */
#include <stdio.h>
#include <sys/mman.h>

#include <lenscap/sandbox_worker.h>

#define SERVE_FOREVER INT64_MAX

enum lens_err sandbox_greet(const char *libraries, const char *refusal)
{
	struct ipc_hello hello = {.version = IPC_VERSION};

	snprintf(hello.refusal, sizeof(hello.refusal), "%s", refusal);
	snprintf(hello.libraries, sizeof(hello.libraries), "%s", libraries);
	return ipc_hello_send(SANDBOX_CHANNEL, &hello);
}

enum lens_err sandbox_next(struct ipc_message *job)
{
	return ipc_receive(SANDBOX_CHANNEL, SERVE_FOREVER, job);
}

enum lens_err sandbox_answer(uint32_t kind, struct base_buffer *body,
			     enum lens_err err)
{
	if (err == LENS_OK)
		err = ipc_send(SANDBOX_CHANNEL, kind, base_buffer_view(body),
			       NULL, 0, SERVE_FOREVER);
	base_buffer_free(body);
	return err;
}

bool sandbox_map(const struct ipc_message *job, uint64_t bytes, size_t capacity,
		 struct base_view *file, void **memory)
{
	void *data = NULL;

	/* All pages at once: what a picture or a page says is in all of it. */
	if (bytes > 0)
		data = mmap(NULL, (size_t)bytes, PROT_READ,
			    MAP_PRIVATE | MAP_POPULATE, job->fds[0], 0);
	*memory = mmap(NULL, capacity, PROT_READ | PROT_WRITE, MAP_SHARED,
		       job->fds[1], 0);
	*file = (struct base_view){data, (size_t)bytes};
	return data != MAP_FAILED && *memory != MAP_FAILED;
}

static enum lens_err serve_job(const struct sandbox_service *service)
{
	struct base_buffer body;
	struct ipc_message job;
	enum lens_err err;

	ipc_message_init(&job);
	base_buffer_init(&body, service->most);
	err = sandbox_next(&job);
	if (err == LENS_OK && (job.kind != service->job || job.fds[1] < 0))
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = service->serve(&job, &body);
	err = sandbox_answer(service->answer, &body, err);
	ipc_message_free(&job);
	return err;
}

int sandbox_serve(const struct sandbox_service *service)
{
	struct sandbox_jail *jail = NULL;
	char why[SANDBOX_WHY] = "";
	enum lens_err err;

	sandbox_worker_init();
	if (service->prepare != NULL)
		service->prepare();
	err = sandbox_prepare(service->policy, &jail, why);
	if (err == LENS_OK)
		err = sandbox_enter(jail, 0, why);
	if (sandbox_greet(service->libraries, why) != LENS_OK || err != LENS_OK)
		return 1;
	err = serve_job(service);
	sandbox_free(jail);
	return err == LENS_OK || err == LENS_END ? 0 : 1;
}
