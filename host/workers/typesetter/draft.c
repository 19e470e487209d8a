/* draft.c: a mail to be opened and sent by the person's own program. */
#include <gmime/gmime.h>
#include <string.h>

#include "typesetter.h"

/* Nothing of it is chosen at random, so that the same draft is the same file.
 * RFC 2046, 5.1.1: no line of the parts begins with it; base64 has no '='
 * before its end, and text is encoded where it has this. */
#define DRAFT_BOUNDARY "=_next-part_="

static void draft_addresses(GMimeMessage *message, GMimeAddressType type,
			    const char *addresses)
{
	InternetAddressList *list =
	    internet_address_list_parse(NULL, addresses);

	if (list == NULL)
		return;
	internet_address_list_append(
	    g_mime_message_get_addresses(message, type), list);
	g_object_unref(list);
}

static GMimeObject *draft_text(const char *body)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, body);
	g_mime_part_set_content_encoding(
	    GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return GMIME_OBJECT(part);
}

static GMimeObject *draft_part(const struct ipc_attachment *attachment,
			       struct base_view bytes)
{
	GMimeContentType *type =
	    g_mime_content_type_parse(NULL, attachment->type);
	GMimePart *part = g_mime_part_new_with_type(
	    g_mime_content_type_get_media_type(type),
	    g_mime_content_type_get_media_subtype(type));
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(
	    (const char *)bytes.data, bytes.size);
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
	    stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content(part, content);
	g_mime_part_set_filename(part, attachment->name);
	g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(type);
	return GMIME_OBJECT(part);
}

/* The text alone, or the text and what is attached. */
static GMimeObject *draft_content(const struct ipc_draft *draft,
				  struct base_view attachments)
{
	GMimeObject *text = draft_text(draft->body);
	GMimeMultipart *parts;
	size_t at = 0;

	if (draft->count == 0)
		return text;
	parts = g_mime_multipart_new_with_subtype("mixed");
	g_mime_multipart_set_boundary(parts, DRAFT_BOUNDARY);
	g_mime_multipart_add(parts, text);
	g_object_unref(text);
	for (unsigned i = 0; i < draft->count; i++) {
		size_t size = (size_t)draft->attachments[i].size;
		GMimeObject *part =
		    draft_part(&draft->attachments[i],
			       base_view_part(attachments, at, size));

		g_mime_multipart_add(parts, part);
		g_object_unref(part);
		at += size;
	}
	return GMIME_OBJECT(parts);
}

static GMimeMessage *draft_message(const struct ipc_draft *draft,
				   struct base_view attachments)
{
	GMimeMessage *message = g_mime_message_new(TRUE);
	GDateTime *date = g_date_time_new_from_unix_utc(draft->date);
	GMimeObject *content = draft_content(draft, attachments);

	draft_addresses(message, GMIME_ADDRESS_TYPE_FROM, draft->from);
	draft_addresses(message, GMIME_ADDRESS_TYPE_TO, draft->to);
	draft_addresses(message, GMIME_ADDRESS_TYPE_CC, draft->cc);
	g_mime_message_set_subject(message, draft->subject, "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, draft->message_id);
	/* Outlook and others then open it to be sent, not as received. */
	g_mime_object_set_header(GMIME_OBJECT(message), "X-Unsent", "1",
				 "utf-8");
	g_mime_message_set_mime_part(message, content);
	g_object_unref(content);
	g_date_time_unref(date);
	return message;
}

enum ipc_document_status draft_write(const struct ipc_draft *draft,
				     struct base_view attachments,
				     struct typesetter_room *room)
{
	GMimeFormatOptions *format = g_mime_format_options_new();
	GMimeMessage *message = draft_message(draft, attachments);
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;
	enum ipc_document_status status = IPC_DOCUMENT_TOO_LARGE;

	/* RFC 5322 lines end with CRLF, also in a file. */
	g_mime_format_options_set_newline_format(format,
						 GMIME_NEWLINE_FORMAT_DOS);
	if (g_mime_object_write_to_stream(GMIME_OBJECT(message), format,
					  stream) >= 0) {
		bytes =
		    g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
		typesetter_add(room, bytes->data, bytes->len);
		status = room->full ? IPC_DOCUMENT_TOO_LARGE : IPC_DOCUMENT_OK;
	}
	g_object_unref(stream);
	g_object_unref(message);
	g_mime_format_options_free(format);
	return status;
}
