/*
 * fuzz_mail.c: hostile mails and hostile answers.  The first byte chooses: a
 * mail, whose reading must come through the wire; an answer as the core reads
 * it; a job of a document; an answer about one.
 */
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

#include "workers/typesetter/typesetter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_same(struct base_view body, enum lens_err err,
		      const struct base_buffer *again)
{
	if (err != LENS_OK || again->size != body.size ||
	    (body.size > 0 && memcmp(again->data, body.data, body.size) != 0))
		abort();
}

static void fuzz_mail(struct base_view file)
{
	struct ipc_mail mail, through;
	struct base_buffer body;

	mail_read(file, &mail);
	base_buffer_init(&body, IPC_MAIL_BODY_MAX);
	if (ipc_mail_write(&mail, &body) != LENS_OK ||
	    ipc_mail_read(base_buffer_view(&body), &through) != LENS_OK)
		abort(); /* an honest worker is believed */
	ipc_mail_free(&through);
	ipc_mail_free(&mail);
	base_buffer_free(&body);
}

static void fuzz_answer(struct base_view body)
{
	struct ipc_mail mail;
	struct base_buffer again;

	base_buffer_init(&again, IPC_MAIL_BODY_MAX);
	if (ipc_mail_read(body, &mail) == LENS_OK)
		fuzz_same(body, ipc_mail_write(&mail, &again), &again);
	ipc_mail_free(&mail);
	base_buffer_free(&again);
}

static void fuzz_job(struct base_view body)
{
	struct ipc_document_job job;
	struct base_buffer again;

	base_buffer_init(&again, IPC_DOCUMENT_BODY_MAX);
	if (ipc_document_job_read(body, &job) == LENS_OK) {
		fuzz_same(body, ipc_document_job_write(&job, &again), &again);
		ipc_document_job_free(&job);
	}
	base_buffer_free(&again);
}

static void fuzz_document(struct base_view body)
{
	struct ipc_document_answer answer;
	struct base_buffer again;

	base_buffer_init(&again, 64);
	if (ipc_document_answer_read(body, &answer) == LENS_OK)
		fuzz_same(body, ipc_document_answer_write(&answer, &again),
			  &again);
	base_buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(struct base_view) = {
	    fuzz_mail, fuzz_answer, fuzz_job, fuzz_document};
	static bool ready;

	if (!ready) {
		g_mime_init();
		ready = true;
	}
	if (size == 0 || data[0] < '0' || data[0] > '3')
		return 0;
	readers[data[0] - '0']((struct base_view){data + 1, size - 1});
	return 0;
}
