/* har.c: what the tools of browsers save of a page's traffic (HAR 1.2). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "archive.h"
#include "bytes.h"
#include "html.h"

#define HAR_LOOKED_AT 4096

bool archive_is_har(struct base_view file)
{
	size_t at = 0, size;

	if (base_view_starts(file, "\xef\xbb\xbf", 3))
		at = 3;
	while (at < file.size && html_is_space(file.data[at]))
		at++;
	if (at >= file.size || file.data[at] != '{')
		return false;
	while (++at < file.size && html_is_space(file.data[at]))
		;
	file = base_view_part(file, at, file.size - at);
	size = file.size < HAR_LOOKED_AT ? file.size : HAR_LOOKED_AT;
	return size > 0 && memmem(file.data, size, "\"log\"", 5) != NULL;
}

static struct base_view har_text(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return (struct base_view){(const uint8_t *)json_string_value(value),
				  json_string_length(value)};
}

/* A copy that lives as long as the archive. */
static struct base_view har_keep(struct mhtml *mhtml, struct base_view text)
{
	uint8_t *copy = base_alloc(text.size + 1, 1);

	if (text.size > 0)
		memcpy(copy, text.data, text.size);
	mhtml_keep(mhtml, copy);
	mhtml->kept += text.size;
	return (struct base_view){copy, text.size};
}

/* What says that the page is elsewhere, or nowhere, is not the page. */
static bool har_is_other_page(const json_t *response, const json_t *content)
{
	json_int_t status =
	    json_integer_value(json_object_get(response, "status"));
	const char *type =
	    json_string_value(json_object_get(content, "mimeType"));

	/* What is kept as it was (304) comes with the page that was kept. */
	return type != NULL && strncasecmp(type, "text/html", 9) == 0 &&
	       status >= 300 && status != 304;
}

static void har_entry(struct mhtml *mhtml, const json_t *entry)
{
	const json_t *response = json_object_get(entry, "response");
	const json_t *content = json_object_get(response, "content");
	struct base_view text = har_text(content, "text"), body;
	struct base_view coding = har_text(content, "encoding");
	struct base_buffer bytes;

	if (text.size == 0 || har_is_other_page(response, content) ||
	    mhtml->count >= MHTML_PARTS_MAX - 1 ||
	    mhtml->kept + text.size > ARCHIVE_MADE_MAX)
		return;
	base_buffer_init(&bytes, text.size);
	if (coding.size == 6 && memcmp(coding.data, "base64", 6) == 0) {
		if (bytes_base64(text, &bytes) != LENS_OK) {
			base_buffer_free(&bytes);
			return;
		}
		mhtml_keep(mhtml, bytes.data);
		mhtml->kept += bytes.size;
		body = base_buffer_view(&bytes);
	} else {
		body = har_keep(mhtml, text);
	}
	mhtml_add(mhtml, har_text(json_object_get(entry, "request"), "url"),
		  har_keep(mhtml, har_text(content, "mimeType")), body);
}

enum lens_err archive_har(struct base_view file, struct mhtml **out)
{
	struct mhtml *mhtml = mhtml_new();
	json_t *root, *entry;
	size_t i;

	if (base_view_starts(file, "\xef\xbb\xbf", 3))
		file = base_view_part(file, 3, file.size - 3);
	root = json_loadb((const char *)file.data, file.size, JSON_ALLOW_NUL,
			  NULL);
	json_array_foreach(
	    json_object_get(json_object_get(root, "log"), "entries"), i, entry)
	    har_entry(mhtml, entry);
	json_decref(root);
	return mhtml_end(mhtml, out);
}
