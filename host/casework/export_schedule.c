/* export_schedule.c: Schedule A of a letter, for a program. */
#include <stdlib.h>

#include <lenscap/base.h>

#include "export_schedule.h"

/* What the schedule tells of a picture, and no more. */
static json_t *schedule_picture(const json_t *photo)
{
	static const char *const members[] = {"page", "image", "sha256", "pdq",
					      "iscc"};
	json_t *picture = json_object();

	json_object_set(picture, "number", json_object_get(photo, "number"));
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		json_t *text = json_object_get(photo, members[i]);

		if (json_string_length(text) > 0)
			json_object_set(picture, members[i], text);
	}
	return picture;
}

char *schedule_text(const json_t *known, size_t flags)
{
	const json_t *photos = json_object_get(known, "photos"), *photo;
	json_t *list = json_array(), *schedule;
	char *dumped, *text;
	size_t i;

	json_array_foreach(photos, i, photo)
	    json_array_append_new(list, schedule_picture(photo));
	schedule =
	    json_pack("{s:s, s:i, s:O?, s:o}", "what", CASEWORK_SCHEDULE_NAME,
		      "version", 1, "reference",
		      json_object_get(known, "reference"), "pictures", list);
	dumped = json_array_size(list) > 0
		     ? json_dumps(schedule, flags | JSON_SORT_KEYS)
		     : NULL;
	text = dumped != NULL ? base_format("%s\n", dumped) : NULL;
	free(dumped);
	json_decref(schedule);
	return text;
}
