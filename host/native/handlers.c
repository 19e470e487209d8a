/* handlers.c: the operations that only the host has its way of doing. */
#include <string.h>

#include "native.h"

static const struct {
	const char *name;
	void (*run)(struct native_call *call);
} handlers[] = {
    {"session.hello", do_session_hello},
    {"photo.begin", do_photo_begin},
    {"photo.chunk", do_photo_chunk},
    {"photo.end", do_photo_end},
    {"photo.keep", do_photo_keep},
    {"page.check", do_page_check},
    {"page.find", do_page_find},
    {"job.cancel", do_job_cancel},
    {"ledger.status", do_ledger_status},
    {"ledger.create", do_ledger_create},
    {"ledger.unlock", do_ledger_unlock},
    {"ledger.lock", do_ledger_lock},
    {"ledger.restore", do_ledger_restore},
    {"ledger.wipe", do_ledger_wipe},
    {"key.add", do_key_put},
    {"key.change", do_key_put},
};

void native_handle(struct native_call *call)
{
	size_t i = 0;

	/* The table has no other operation without a way of its own. */
	while (strcmp(handlers[i].name, call->op.operation->name) != 0)
		i++;
	handlers[i].run(call);
}
