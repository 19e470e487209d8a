/* mail.c: what a saved mail says, on its way out of the jail. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ipc_mail.h>

#include "long_text.h"

enum lens_err ipc_mail_job_write(uint64_t bytes, struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u64(&writer, bytes);
	return writer.err;
}

enum lens_err ipc_mail_job_read(struct base_view body, uint64_t *bytes)
{
	struct ipc_reader reader = {body, LENS_OK};

	*bytes = ipc_read_u64(&reader);
	return ipc_read_end(&reader);
}

enum lens_err ipc_mail_write(const struct ipc_mail *mail,
			     struct base_buffer *body)
{
	struct ipc_writer writer = {body, LENS_OK};

	ipc_write_u8(&writer, (uint8_t)mail->status);
	ipc_write_text(&writer, mail->from);
	ipc_write_text(&writer, mail->to);
	ipc_write_text(&writer, mail->subject);
	ipc_write_text(&writer, mail->message_id);
	ipc_write_text(&writer, mail->in_reply_to);
	ipc_write_text(&writer, mail->bounced);
	ipc_write_text(&writer, mail->about);
	ipc_write_u64(&writer, (uint64_t)mail->date);
	ipc_write_u8(&writer, mail->cut);
	long_text_write(&writer, mail->text);
	ipc_write_u32(&writer, mail->count);
	for (unsigned i = 0; i < mail->count; i++) {
		ipc_write_text(&writer, mail->attachments[i].name);
		ipc_write_text(&writer, mail->attachments[i].type);
		ipc_write_u64(&writer, mail->attachments[i].size);
	}
	return writer.err;
}

static char *mail_read_text(struct ipc_reader *reader)
{
	char text[IPC_TEXT_MAX];

	ipc_read_text(reader, text);
	return base_copy(reader->err == LENS_OK ? text : "");
}

static void mail_read_attachments(struct ipc_reader *reader,
				  struct ipc_mail *out)
{
	uint32_t count = ipc_read_u32(reader);

	if (count > IPC_DOCUMENT_ATTACHMENTS_MAX)
		reader->err = LENS_MALFORMED;
	while (reader->err == LENS_OK && out->count < count) {
		struct ipc_attachment *attachment =
		    &out->attachments[out->count++];

		attachment->name = mail_read_text(reader);
		attachment->type = mail_read_text(reader);
		attachment->size = ipc_read_u64(reader);
		if (attachment->size > IPC_MAIL_BYTES_MAX)
			reader->err = LENS_MALFORMED;
	}
}

enum lens_err ipc_mail_read(struct base_view body, struct ipc_mail *out)
{
	struct ipc_reader reader = {body, LENS_OK};
	uint8_t status = ipc_read_u8(&reader), cut;
	enum lens_err err;

	*out = (struct ipc_mail){.status = status};
	if (status >= IPC_DOCUMENT_CRASHED)
		reader.err = LENS_MALFORMED;
	ipc_read_text(&reader, out->from);
	ipc_read_text(&reader, out->to);
	ipc_read_text(&reader, out->subject);
	ipc_read_text(&reader, out->message_id);
	ipc_read_text(&reader, out->in_reply_to);
	ipc_read_text(&reader, out->bounced);
	ipc_read_text(&reader, out->about);
	out->date = (int64_t)ipc_read_u64(&reader);
	cut = ipc_read_u8(&reader);
	if (cut > 1)
		reader.err = LENS_MALFORMED;
	out->cut = cut;
	out->text = long_text_read(&reader, IPC_MAIL_TEXT_MAX);
	mail_read_attachments(&reader, out);
	err = ipc_read_end(&reader);
	if (err != LENS_OK) {
		ipc_mail_free(out);
		out->status = IPC_DOCUMENT_LIED;
	}
	return err;
}

void ipc_mail_free(struct ipc_mail *mail)
{
	free(mail->text);
	for (unsigned i = 0; i < mail->count; i++) {
		free((char *)mail->attachments[i].name);
		free((char *)mail->attachments[i].type);
	}
	*mail = (struct ipc_mail){.status = IPC_DOCUMENT_OK};
}
