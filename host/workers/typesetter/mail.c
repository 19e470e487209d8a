/*
 * mail.c: what a saved mail says.  It runs alone in a process that can open
 * nothing; GMime's parser sees the bytes, and what it makes of them is cut to
 * printable text.
 */
#include <gmime/gmime.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "plain_text.h"
#include "typesetter.h"

#define MAIL_DEPTH 8		/* parts within parts */
#define MAIL_REPORT (64u << 10) /* bytes of a report that are read */
#define MAIL_REPORTS (1u << 20) /* of all reports in a mail, roughly */
#define MAIL_BLOCKS 1000	/* of fields in them */

/* Charsets of mails; once open, their modules are there for good. */
static const char *const mail_charsets[] = {
    "iso-8859-1",   "iso-8859-2",   "iso-8859-7",   "iso-8859-9",
    "iso-8859-15",  "windows-1250", "windows-1251", "windows-1252",
    "windows-1253", "windows-1254", "utf-16",	    "utf-7",
    "koi8-r",	    "us-ascii",
};

void mail_ready(void)
{
	for (size_t i = 0; i < sizeof(mail_charsets) / sizeof(mail_charsets[0]);
	     i++)
		/* Kept open: that is the point. */
		(void)iconv_open("UTF-8", mail_charsets[i]);
}

/* ---- Heads ---- */

static void mail_line(const char *text, char out[IPC_TEXT_MAX])
{
	base_printable(out, IPC_TEXT_MAX, base_view_of(text ? text : ""));
}

static void mail_addresses(InternetAddressList *list, char out[IPC_TEXT_MAX])
{
	char *text =
	    list ? internet_address_list_to_string(list, NULL, FALSE) : NULL;

	mail_line(text, out);
	g_free(text);
}

static void mail_head(GMimeMessage *message, struct ipc_mail *out)
{
	GDateTime *date = g_mime_message_get_date(message);

	mail_addresses(g_mime_message_get_from(message), out->from);
	mail_addresses(g_mime_message_get_to(message), out->to);
	mail_line(g_mime_message_get_subject(message), out->subject);
	mail_line(g_mime_message_get_message_id(message), out->message_id);
	mail_line(
	    g_mime_object_get_header(GMIME_OBJECT(message), "In-Reply-To"),
	    out->in_reply_to);
	if (date != NULL)
		out->date = g_date_time_to_unix(date);
}

/* ---- Parts ---- */

/* All of each: programs part a text around the pictures in it. */
struct mail_texts {
	struct base_buffer plain, html; /* as plain text both */
	bool plain_cut, html_cut;
	unsigned blocks; /* of reports of delivery that are read yet */
	size_t reports;	 /* bytes of them */
};

static const char *mail_name(GMimeObject *part)
{
	const char *name =
	    g_mime_object_get_content_disposition_parameter(part, "filename");

	return name ? name
		    : g_mime_object_get_content_type_parameter(part, "name");
}

static ssize_t mail_size(GMimeObject *part, GMimeStream *nowhere)
{
	GMimeDataWrapper *content;
	GMimeMessage *message;

	if (GMIME_IS_PART(part)) {
		content = g_mime_part_get_content(GMIME_PART(part));
		return content ? g_mime_data_wrapper_write_to_stream(content,
								     nowhere)
			       : 0;
	}
	message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
	return message ? g_mime_object_write_to_stream(GMIME_OBJECT(message),
						       NULL, nowhere)
		       : 0;
}

/* A file, or a mail within the mail. */
static void mail_attachment(GMimeObject *part, struct ipc_mail *out)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	char *type_text = g_mime_content_type_get_mime_type(type);
	GMimeStream *nowhere = g_mime_stream_null_new();
	struct ipc_attachment *attachment;
	char text[IPC_TEXT_MAX];
	ssize_t size = 0;

	if (out->count < IPC_DOCUMENT_ATTACHMENTS_MAX) {
		attachment = &out->attachments[out->count++];
		mail_line(mail_name(part), text);
		attachment->name = base_copy(text);
		mail_line(type_text, text);
		attachment->type = base_copy(text);
		size = mail_size(part, nowhere);
		attachment->size = size > 0 ? (uint64_t)size : 0;
	}
	g_object_unref(nowhere);
	g_free(type_text);
}

/* ---- Reports of delivery (RFC 3464) ---- */

/* The first bytes of a part, none after too many of others; whoever asked
 * unrefs them. */
static GByteArray *mail_content(GMimePart *part, struct mail_texts *texts)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *memory = g_mime_stream_mem_new();
	GByteArray *bytes =
	    g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));

	if (content != NULL && texts->reports > 0)
		(void)g_mime_data_wrapper_write_to_stream(content, memory);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(memory), FALSE);
	g_object_unref(memory);
	if (bytes->len > MAIL_REPORT)
		g_byte_array_set_size(bytes, MAIL_REPORT);
	texts->reports -=
	    bytes->len < texts->reports ? bytes->len : texts->reports;
	return bytes;
}

/* A parser of some bytes; whoever asked unrefs it. */
static GMimeParser *mail_parser(struct base_view bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(
	    (const char *)bytes.data, bytes.size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);

	g_object_unref(stream);
	return parser;
}

/* How far the fields at the start go, with the blank lines behind them. */
static size_t mail_block(struct base_view text)
{
	bool blank = false;
	size_t at = 0;

	while (at < text.size) {
		const uint8_t *line = text.data + at;
		const uint8_t *end = memchr(line, '\n', text.size - at);
		bool empty =
		    line[0] == '\n' || (line[0] == '\r' && end == line + 1);

		if (blank && !empty)
			break;
		blank = empty;
		at = end ? (size_t)(end - text.data) + 1 : text.size;
	}
	return at;
}

/* "Final-Recipient: rfc822; dpo@example.org", where the action failed. */
static void mail_recipient(struct base_view block, struct ipc_mail *out)
{
	GMimeParser *parser = mail_parser(block);
	GMimeObject *fields = g_mime_parser_construct_part(parser, NULL);
	const char *action = NULL, *whom = NULL;

	if (fields != NULL) {
		action = g_mime_object_get_header(fields, "Action");
		whom = g_mime_object_get_header(fields, "Original-Recipient");
		if (whom == NULL)
			whom =
			    g_mime_object_get_header(fields, "Final-Recipient");
	}
	if (action != NULL && g_ascii_strcasecmp(action, "failed") == 0 &&
	    whom != NULL && strchr(whom, ';') != NULL) {
		char *address = g_strdup(strchr(whom, ';') + 1);

		mail_line(g_strstrip(address), out->bounced);
		g_free(address);
	}
	if (fields != NULL)
		g_object_unref(fields);
	g_object_unref(parser);
}

/* What is said of the mail, then of each recipient by itself (RFC 3464, 2):
 * whom it did not reach first. */
static void mail_delivery(GMimePart *part, struct mail_texts *texts,
			  struct ipc_mail *out)
{
	GByteArray *bytes = mail_content(part, texts);
	struct base_view rest = {bytes->data, bytes->len};

	while (rest.size > 0 && out->bounced[0] == '\0' && texts->blocks > 0) {
		size_t size = mail_block(rest);

		texts->blocks--;
		mail_recipient(base_view_part(rest, 0, size), out);
		rest = base_view_part(rest, size, rest.size - size);
	}
	g_byte_array_unref(bytes);
}

/* What came back, whole or its heads alone: its subject. */
static void mail_returned(GMimeObject *part, struct mail_texts *texts,
			  struct ipc_mail *out)
{
	GMimeMessage *message;
	GMimeParser *parser;
	GByteArray *bytes;

	if (GMIME_IS_MESSAGE_PART(part)) {
		message =
		    g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		if (message != NULL)
			mail_line(g_mime_message_get_subject(message),
				  out->about);
		return;
	}
	if (!GMIME_IS_PART(part))
		return;
	bytes = mail_content(GMIME_PART(part), texts);
	parser = mail_parser((struct base_view){bytes->data, bytes->len});
	message = g_mime_parser_construct_message(parser, NULL);
	if (message != NULL) {
		mail_line(g_mime_message_get_subject(message), out->about);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_byte_array_unref(bytes);
}

/* A part of a report that is no text for people; false for any other. */
static bool mail_report(GMimeObject *part, struct mail_texts *texts,
			struct ipc_mail *out)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);

	if (GMIME_IS_PART(part) &&
	    g_mime_content_type_is_type(type, "message", "delivery-status"))
		mail_delivery(GMIME_PART(part), texts, out);
	else if (g_mime_content_type_is_type(type, "message", "rfc822") ||
		 g_mime_content_type_is_type(type, "text", "rfc822-headers"))
		mail_returned(part, texts, out);
	else
		return false;
	return true;
}

static void mail_part(GMimeObject *part, unsigned depth,
		      struct mail_texts *texts, struct ipc_mail *out);

static void mail_parts(GMimeMultipart *parts, unsigned depth,
		       struct mail_texts *texts, struct ipc_mail *out)
{
	int count = g_mime_multipart_get_count(parts);

	bool report = g_mime_content_type_is_type(
	    g_mime_object_get_content_type(GMIME_OBJECT(parts)), "multipart",
	    "report");

	for (int i = 0; i < count && depth < MAIL_DEPTH; i++) {
		GMimeObject *part = g_mime_multipart_get_part(parts, i);

		if (!report || !mail_report(part, texts, out))
			mail_part(part, depth + 1, texts, out);
	}
}

static bool mail_is_attached(GMimeObject *part)
{
	const char *disposition = g_mime_object_get_disposition(part);

	return disposition != NULL &&
	       g_ascii_strcasecmp(disposition, "attachment") == 0;
}

static void mail_part(GMimeObject *part, unsigned depth,
		      struct mail_texts *texts, struct ipc_mail *out)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);

	if (GMIME_IS_MULTIPART(part)) {
		mail_parts(GMIME_MULTIPART(part), depth, texts, out);
	} else if (GMIME_IS_TEXT_PART(part) && !mail_is_attached(part)) {
		char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
		struct base_view words = base_view_of(text ? text : "");

		if (g_mime_content_type_is_type(type, "text", "html"))
			texts->html_cut |=
			    plain_text_of_html(words, &texts->html);
		else
			texts->plain_cut |= plain_text(words, &texts->plain);
		g_free(text);
	} else if (GMIME_IS_PART(part) || GMIME_IS_MESSAGE_PART(part)) {
		mail_attachment(part, out);
	}
}

static void mail_text(struct mail_texts *texts, struct ipc_mail *out)
{
	bool plain = texts->plain.size > 0;
	struct base_view words =
	    base_buffer_view(plain ? &texts->plain : &texts->html);

	out->cut = plain ? texts->plain_cut : texts->html_cut;
	out->text = base_alloc(words.size + 1, 1);
	if (words.size > 0)
		memcpy(out->text, words.data, words.size);
	base_buffer_free(&texts->plain);
	base_buffer_free(&texts->html);
}

/* ---- A mail ---- */

/* One without a sender, a subject and a date is some other file. */
static bool mail_is_one(const struct ipc_mail *mail)
{
	return mail->from[0] != '\0' || mail->message_id[0] != '\0' ||
	       (mail->subject[0] != '\0' && mail->date != 0);
}

void mail_read(struct base_view file, struct ipc_mail *out)
{
	GMimeParser *parser = mail_parser(file);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	struct mail_texts texts = {.blocks = MAIL_BLOCKS,
				   .reports = MAIL_REPORTS};

	base_buffer_init(&texts.plain, IPC_MAIL_TEXT_MAX - 1);
	base_buffer_init(&texts.html, IPC_MAIL_TEXT_MAX - 1);
	*out = (struct ipc_mail){.status = IPC_DOCUMENT_MALFORMED};
	if (message != NULL) {
		mail_head(message, out);
		if (g_mime_message_get_mime_part(message) != NULL)
			mail_part(g_mime_message_get_mime_part(message), 0,
				  &texts, out);
		mail_text(&texts, out);
		g_object_unref(message);
		if (mail_is_one(out))
			out->status = IPC_DOCUMENT_OK;
	}
	if (out->status != IPC_DOCUMENT_OK) {
		ipc_mail_free(out);
		out->status = IPC_DOCUMENT_MALFORMED;
	}
	g_object_unref(parser);
}
