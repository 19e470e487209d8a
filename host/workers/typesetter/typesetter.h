/*
 * typesetter.h: the parts of lenscap-typesetter.  Letters become PDF by Pango
 * and Cairo, mails by GMime, calendars by libical: each writes into an area
 * that the core gave, so that no file is needed.
 */
#ifndef LENSCAP_TYPESETTER_H
#define LENSCAP_TYPESETTER_H

#include <lenscap/ipc_mail.h>

/* Memory for what is made, and how much of it is used. */
struct typesetter_room {
	uint8_t *data;
	size_t size, used;
	bool full; /* something did not fit; what is there is no good */
};

/* Append, or note that it does not fit. */
void typesetter_add(struct typesetter_room *room, const void *data,
		    size_t size);

/* Look at the fonts once, so that each letter is quick; false for none. */
bool pdf_ready(void);

/* A letter as PDF/1.7 with embedded fonts. */
enum ipc_document_status pdf_write(const struct ipc_document *document,
				   struct typesetter_room *room);

/*
 * A mail to be sent by the person (RFC 5322, X-Unsent: 1); attachments holds
 * their bytes, one after the other.
 */
enum ipc_document_status draft_write(const struct ipc_draft *draft,
				     struct base_view attachments,
				     struct typesetter_room *room);

/* Days to be reminded of, as iCalendar (RFC 5545). */
enum ipc_document_status calendar_write(const struct ipc_calendar *calendar,
					struct typesetter_room *room);

/* Load what reading any mail needs, while files can still be opened. */
void mail_ready(void);

/* Read a saved mail; ipc_mail_free() ends *out. */
void mail_read(struct base_view file, struct ipc_mail *out);

#endif
