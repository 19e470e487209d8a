/* schedule.c: a letter's Schedule A, read by who was asked. */
#include <string.h>

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_schedule.h>
#include <lenscap/clients_unpack.h>

#include "refusal.h"

static bool schedule_hex(const json_t *row, const char *name, uint8_t *out,
			 size_t size)
{
	const char *text = json_string_value(json_object_get(row, name));

	return text != NULL && base_unhex(out, size, text) == LENS_OK;
}

static enum lens_err schedule_rows(const json_t *schedule,
				   struct casework_schedule *out)
{
	const json_t *list = json_object_get(schedule, "pictures"), *row;
	const char *what = json_string_value(json_object_get(schedule, "what"));
	size_t i;

	if (what == NULL || strcmp(what, CASEWORK_SCHEDULE_NAME) != 0 ||
	    json_array_size(list) == 0)
		return LENS_MALFORMED;
	if (json_array_size(list) > CASEWORK_SCHEDULE_ROWS)
		return LENS_TOO_BIG;
	json_array_foreach(list, i, row)
	{
		struct casework_scheduled *one = &out->rows[out->count++];

		one->number =
		    json_integer_value(json_object_get(row, "number"));
		one->has_sha256 = schedule_hex(row, "sha256", one->sha256,
					       sizeof(one->sha256));
		one->has_pdq =
		    schedule_hex(row, "pdq", one->pdq, sizeof(one->pdq));
		out->bare += !one->has_sha256 && !one->has_pdq;
	}
	return LENS_OK;
}

static enum lens_err schedule_file(void *context, const char *name,
				   struct base_view json, const char *why)
{
	json_t *schedule = why == NULL ? json_loadb((const char *)json.data,
						    json.size, 0, NULL)
				       : NULL;
	enum lens_err err = schedule_rows(schedule, context);

	(void)name;
	json_decref(schedule);
	return err;
}

enum lens_err casework_schedule_read(int fd, struct casework_schedule *out,
				     struct ledger_fault *fault)
{
	char why[CLIENTS_SENTENCE] = "";
	struct base_buffer bytes;
	enum lens_err err;

	*out = (struct casework_schedule){.count = 0};
	base_buffer_init(&bytes, IPC_UNPACK_ONE_MAX);
	err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		err = clients_unpack_one(base_buffer_view(&bytes),
					 schedule_file, out, why);
	base_buffer_free(&bytes);
	if (err == LENS_WORKER)
		(void)!refusal_say(fault, LEDGER_FAULT_NONE, "%s", why);
	return err;
}
