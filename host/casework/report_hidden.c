/* report_hidden.c: what lies in a photo's file beside the photo, to be seen. */
#include <stdlib.h>
#include <string.h>

#include "report_hidden.h"

#define REPORT_HIDDEN_MAX 4 /* of one photo */

json_t *report_image(const struct base_buffer *jpeg)
{
	static const char lead[] = REPORT_IMAGE;
	char *text = base_alloc(sizeof(lead) + BASE_BASE64_SIZE(jpeg->size), 1);
	json_t *value;

	memcpy(text, lead, sizeof(lead) - 1);
	base_base64(text + sizeof(lead) - 1, jpeg->data, jpeg->size);
	value = json_string_nocheck(text);
	free(text);
	return value;
}

/* Reading a file again takes time: only where something was found in it. */
static bool hidden_is_told(const struct ledger_photo *photo)
{
	static const char *const kinds[] = {"thumbnail_differs",
					    "hidden_picture", "hidden_remains"};

	for (unsigned i = 0; i < photo->finding_count; i++)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
			if (strcmp(photo->findings[i].kind, kinds[k]) == 0)
				return true;
	return false;
}

json_t *report_hidden(struct casework *work, const struct ledger_photo *photo)
{
	enum lens_err err = LENS_OK;
	json_t *list;

	if (!hidden_is_told(photo))
		return NULL;
	list = json_array();
	for (unsigned i = 1; i <= REPORT_HIDDEN_MAX && err == LENS_OK; i++) {
		struct ledger_fault fault;
		struct base_buffer jpeg;

		base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
		err = casework_hidden(work, photo->id, i, &fault, &jpeg);
		if (err == LENS_OK)
			json_array_append_new(
			    list,
			    json_pack("{s:o}", "image", report_image(&jpeg)));
		base_buffer_free(&jpeg);
	}
	if (json_array_size(list) > 0)
		return list;
	json_decref(list);
	return NULL;
}
