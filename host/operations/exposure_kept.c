/* exposure_kept.c: what is kept of an audit, for the report. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/view_audit.h>

#include "exposure_kept.h"

#define KEPT_MAX (LEDGER_AUDIT_MAX - 64) /* the rest is for what was left */

static size_t kept_size(const json_t *object)
{
	return json_dumpb(object, NULL, 0, JSON_COMPACT);
}

/* Addresses that the report does not show; and photos with the smallest faces,
 * by their number, where there is no room for all.  Returns the size. */
static size_t kept_shorten(json_t *whole)
{
	json_t *served = json_object_get(whole, "served"), *one;
	size_t i, size, left = 0;

	json_object_del(whole, "beside");
	json_array_foreach(served, i, one)
	{
		json_object_del(one, "url");
		json_object_del(json_object_get(one, "larger"), "url");
	}
	json_array_foreach(json_object_get(whole, "unlearned"), i,
			   one) if (i >= CASEWORK_UNLEARNED_SHOWN)
	    json_object_del(one, "url");
	for (size = kept_size(whole);
	     size > KEPT_MAX && json_array_size(served) > 0; left++) {
		i = json_array_size(served) - 1;
		size -= kept_size(json_array_get(served, i)) + 1;
		json_array_remove(served, i);
	}
	json_object_set_new(whole, "served_left",
			    json_integer((json_int_t)left));
	return size;
}

char *exposure_kept(const struct casework_audit *audit)
{
	bool before = base_said_english(true);
	json_t *whole = view_audit(audit);
	json_t *list = json_object_get(whole, "served"), *served;
	size_t i, size;
	char *content;

	(void)base_said_english(before);
	json_array_foreach(list, i, served)
	{
		json_object_del(served, "faces");
		json_object_del(served, "faces_words");
	}
	size = kept_size(whole);
	if (size > KEPT_MAX)
		size = kept_shorten(whole);
	json_array_foreach(list, i, served)
	{
		struct base_view small = audit->served[i].small;
		size_t more =
		    strlen(",\"small\":\"\"") + BASE_BASE64_SIZE(small.size);
		char *text;

		if (small.size == 0 || size + more > KEPT_MAX)
			continue;
		size += more;
		text = base_alloc(BASE_BASE64_SIZE(small.size) + 1, 1);
		base_base64(text, small.data, small.size);
		json_object_set_new(served, "small", json_string(text));
		free(text);
	}
	content = json_dumps(whole, JSON_COMPACT);
	json_decref(whole);
	return content;
}
