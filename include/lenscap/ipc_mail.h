/* ipc_mail.h: the wire of the typesetter that reads a saved mail. */
#ifndef LENSCAP_IPC_MAIL_H
#define LENSCAP_IPC_MAIL_H

#include <lenscap/ipc_document.h>

#define IPC_MAIL_BYTES_MAX (32u << 20)
#define IPC_MAIL_TEXT_MAX (256u << 10)
#define IPC_MAIL_BODY_MAX (IPC_MAIL_TEXT_MAX + (64u << 10))

/* What a saved mail says.  Texts of IPC_TEXT_MAX are printable lines. */
struct ipc_mail {
	enum ipc_document_status status;
	char from[IPC_TEXT_MAX], to[IPC_TEXT_MAX], subject[IPC_TEXT_MAX];
	char message_id[IPC_TEXT_MAX], in_reply_to[IPC_TEXT_MAX];
	char bounced[IPC_TEXT_MAX]; /* of a report of delivery (RFC 3464): the
				       address that failed; "" */
	char about[IPC_TEXT_MAX];   /* and the subject of what came back; "" */
	int64_t date; /* seconds since 1970; 0 when it states none */
	bool cut;     /* the text was longer */
	char *text;   /* UTF-8 lines, owned; of HTML only its words */
	unsigned count;
	struct ipc_attachment attachments[IPC_DOCUMENT_ATTACHMENTS_MAX];
	char call[IPC_CALL_MAX]; /* not on the wire: what its jail stopped */
};
LENS_MUST enum lens_err ipc_mail_job_write(uint64_t bytes,
					   struct base_buffer *body);
LENS_MUST enum lens_err ipc_mail_job_read(struct base_view body,
					  uint64_t *bytes);
LENS_MUST enum lens_err ipc_mail_write(const struct ipc_mail *mail,
				       struct base_buffer *body);
/* Read an answer, believing nothing; ipc_mail_free() ends *out. */
LENS_MUST enum lens_err ipc_mail_read(struct base_view body,
				      struct ipc_mail *out);
void ipc_mail_free(struct ipc_mail *mail);

#endif
