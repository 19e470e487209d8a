/*
 * lenscap-typesetter: letters to PDF, mails to be sent, calendars; and, in a
 * tighter jail and once in its life, a mail that came.  It loads its fonts
 * and charsets, shuts the jail, says so, and takes jobs until there are none.
 */
#include <glib.h>
#include <gmime/gmime.h>
#include <libical/ical.h>
#include <pango/pango.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include <lenscap/sandbox_worker.h>

#include "typesetter.h"

struct main_jails {
	struct sandbox_jail *setting, *reading;
};

static enum lens_err main_greet(const char *refusal)
{
	char libraries[IPC_TEXT_MAX];

	snprintf(libraries, sizeof(libraries),
		 "pango %s, gmime %u.%u.%u, libical %s", pango_version_string(),
		 gmime_major_version, gmime_minor_version, gmime_micro_version,
		 ICAL_VERSION);
	return sandbox_greet(libraries, refusal);
}

/* ---- Setting ---- */

/* Map a descriptor of so many bytes; NULL for none or on failure. */
static void *main_map(int fd, size_t size, int protection)
{
	void *data = MAP_FAILED;

	if (fd >= 0 && size > 0)
		data = mmap(NULL, size, protection, MAP_SHARED, fd, 0);
	return data == MAP_FAILED ? NULL : data;
}

static enum ipc_document_status main_draft(const struct ipc_document_job *job,
					   int fd, struct typesetter_room *room)
{
	size_t size = 0;
	struct base_view bytes;
	enum ipc_document_status status;

	for (unsigned i = 0; i < job->draft.count; i++)
		size += (size_t)job->draft.attachments[i].size;
	bytes = (struct base_view){main_map(fd, size, PROT_READ), size};
	if (size > 0 && bytes.data == NULL)
		return IPC_DOCUMENT_TOO_MUCH_MEMORY;
	status = draft_write(&job->draft, bytes, room);
	if (bytes.data != NULL)
		munmap((void *)bytes.data, size);
	return status;
}

static enum ipc_document_status main_set(const struct ipc_message *message,
					 const struct ipc_document_job *job,
					 struct typesetter_room *room)
{
	switch (job->task) {
	case IPC_DOCUMENT_PDF:
		return pdf_ready() ? pdf_write(&job->document, room)
				   : IPC_DOCUMENT_NO_FONT;
	case IPC_DOCUMENT_DRAFT:
		return main_draft(job, message->fds[1], room);
	default:
		return calendar_write(&job->calendar, room);
	}
}

static enum lens_err main_document(struct ipc_message *message)
{
	struct ipc_document_answer answer = {IPC_DOCUMENT_TOO_MUCH_MEMORY, 0};
	struct typesetter_room room = {.size = IPC_DOCUMENT_BYTES_MAX};
	struct ipc_document_job job;
	struct base_buffer body;
	enum lens_err err =
	    ipc_document_job_read(base_buffer_view(&message->body), &job);

	if (err != LENS_OK)
		return err;
	room.data =
	    main_map(message->fds[0], room.size, PROT_READ | PROT_WRITE);
	if (room.data != NULL) {
		answer.status = main_set(message, &job, &room);
		munmap(room.data, room.size);
	}
	if (answer.status == IPC_DOCUMENT_OK)
		answer.size = room.used;
	ipc_document_job_free(&job);
	base_buffer_init(&body, 64);
	return sandbox_answer(IPC_DOCUMENT, &body,
			      ipc_document_answer_write(&answer, &body));
}

/* ---- Reading ---- */

/* The last act: from here on this process can open nothing and map little. */
static enum lens_err main_mail(struct ipc_message *message,
			       const struct main_jails *jails)
{
	char why[SANDBOX_WHY];
	struct base_view file = {NULL, 0};
	struct ipc_mail mail;
	struct base_buffer body;
	uint64_t bytes;
	enum lens_err err =
	    ipc_mail_job_read(base_buffer_view(&message->body), &bytes);

	if (err == LENS_OK && bytes > IPC_MAIL_BYTES_MAX)
		err = LENS_MALFORMED;
	if (err == LENS_OK)
		err = sandbox_enter(jails->reading, 0, why);
	if (err != LENS_OK)
		return err;
	file = (struct base_view){
	    main_map(message->fds[0], (size_t)bytes, PROT_READ), (size_t)bytes};
	if (file.data == NULL)
		file.size = 0;
	mail_read(file, &mail);
	base_buffer_init(&body, IPC_MAIL_BODY_MAX);
	err = sandbox_answer(IPC_MAIL, &body, ipc_mail_write(&mail, &body));
	ipc_mail_free(&mail);
	return err == LENS_OK ? LENS_END : err;
}

static enum lens_err main_serve(const struct main_jails *jails)
{
	struct ipc_message message;
	enum lens_err err;

	do {
		ipc_message_init(&message);
		err = sandbox_next(&message);
		if (err == LENS_OK && message.kind == IPC_DOCUMENT_JOB)
			err = main_document(&message);
		else if (err == LENS_OK && message.kind == IPC_MAIL_JOB)
			err = main_mail(&message, jails);
		else if (err == LENS_OK)
			err = LENS_MALFORMED;
		ipc_message_free(&message);
	} while (err == LENS_OK);
	return err;
}

int main(void)
{
	struct main_jails jails = {NULL, NULL};
	char why[SANDBOX_WHY] = "";
	enum lens_err err;

	sandbox_worker_init();
	g_mime_init();
	mail_ready();
	(void)pdf_ready();
	err = sandbox_prepare(&sandbox_setting_policy, &jails.setting, why);
	if (err == LENS_OK)
		err =
		    sandbox_prepare(&sandbox_mail_policy, &jails.reading, why);
	if (err == LENS_OK)
		err = sandbox_enter(jails.setting, 0, why);
	if (main_greet(why) != LENS_OK || err != LENS_OK)
		return 1;
	err = main_serve(&jails);
	sandbox_free(jails.setting);
	sandbox_free(jails.reading);
	return err == LENS_END ? 0 : 1;
}
