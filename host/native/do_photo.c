/* do_photo.c: my photos: listed, shown, forgotten. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_findings.h>

#include "frame.h"
#include "native.h"
#include "track.h"

#define PHOTO_PAGE 50
#define PHOTO_ROOM (FRAME_OUT_MAX - 20000) /* bytes of rows in one answer */

/* ---- One photo ---- */

static bool photo_seen(void *context, const struct ledger_sighting *sighting)
{
	json_array_append_new(context, view_sighting(sighting));
	return true;
}

static bool photo_count(void *context, const struct ledger_sighting *sighting)
{
	size_t *count = context;

	(void)sighting;
	++*count;
	return true;
}

/* ---- photo.list ---- */

static enum ledger_order photo_order(const char *name)
{
	unsigned order = 0;

	while (name != NULL && order < LEDGER_ORDERS &&
	       strcmp(ledger_order_name(order), name) != 0)
		order++;
	return order;
}

/* Rows until the answer is full; how many there are in *list. */
static enum lens_err photo_rows(struct ledger *ledger,
				const struct ledger_photos *photos,
				struct ledger_fault *fault, json_t *list)
{
	enum lens_err err = LENS_OK;
	size_t room = PHOTO_ROOM;

	for (size_t i = 0; i < photos->count && err == LENS_OK; i++) {
		size_t sightings = 0;
		json_t *row;
		size_t size;

		err = ledger_sighting_each(ledger, photos->photos[i].id,
					   photo_count, &sightings, fault);
		row = view_photo(&photos->photos[i], sightings);
		size = native_json_size(row) + 1;
		if (size > room) {
			json_decref(row);
			break;
		}
		room -= size;
		json_array_append_new(list, row);
	}
	return err;
}

static void photo_page(struct native_call *call, json_t *list, uint64_t total,
		       uint64_t offset)
{
	uint64_t next = offset + json_array_size(list);

	call->op.result = json_pack("{s:I, s:o, s:o}", "total",
				    (json_int_t)total, "next_offset",
				    next < total && json_array_size(list) > 0
					? json_integer((json_int_t)next)
					: json_null(),
				    "photos", list);
}

void do_photo_list(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_photos *photos = NULL;
	struct casework *work;
	json_t *list = json_array();
	struct ledger_query query = {
	    .order = photo_order(native_text(call, "order")),
	    .descending = native_truth(call, "descending"),
	    .source = native_text(call, "source"),
	    .format = native_text(call, "format"),
	    .finding = native_text(call, "finding"),
	    .offset = (uint64_t)native_number(call, "offset", 0),
	    .limit = (unsigned)native_number(call, "limit", PHOTO_PAGE),
	};
	enum lens_err err;

	if (query.order == LEDGER_ORDERS) {
		native_fail_saying(call, OPERATION_BAD_PARAMS,
				   "Photos cannot be put into that order.");
	} else if (track_ledger(call, &work)) {
		err = ledger_photo_list(casework_ledger(work), &query, &fault,
					&photos);
		if (err == LENS_OK)
			err = photo_rows(casework_ledger(work), photos, &fault,
					 list);
		if (err == LENS_OK)
			photo_page(call, json_incref(list), photos->total,
				   query.offset);
		else
			native_fail_as(call, err, &fault);
		ledger_photos_free(photos);
	}
	json_decref(list);
}

/* ---- photo.show ---- */

/* The newest sightings, as many as fit. */
static json_t *photo_newest(json_t *seen)
{
	json_t *list = json_array();
	size_t room = PHOTO_ROOM / 2;

	for (size_t i = json_array_size(seen); i > 0; i--) {
		json_t *row = json_array_get(seen, i - 1);
		size_t size = native_json_size(row) + 1;

		if (size > room)
			break;
		room -= size;
		json_array_append(list, row);
	}
	return list;
}

static bool photo_letter(void *context, const struct ledger_letter *letter)
{
	json_array_append_new(context, view_letter(letter));
	return true;
}

/* The letters that name it. */
static enum lens_err photo_used(json_t *object, struct ledger *ledger,
				int64_t id, struct ledger_fault *fault)
{
	json_t *used = json_array();

	json_object_set_new(object, "used", used);
	return ledger_photo_letters(ledger, id, photo_letter, used, fault);
}

void do_photo_show(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_photos *photos = NULL;
	struct casework *work;
	json_t *seen = json_array();
	int64_t id = native_number(call, "id", 0);
	enum lens_err err;

	if (track_ledger(call, &work)) {
		err = ledger_photo_get(casework_ledger(work), id, &fault,
				       &photos);
		if (err == LENS_OK)
			err = ledger_sighting_each(casework_ledger(work), id,
						   photo_seen, seen, &fault);
		if (err == LENS_OK) {
			call->op.result = view_photo_whole(
			    &photos->photos[0], json_array_size(seen));
			json_object_set_new(call->op.result, "seen",
					    photo_newest(seen));
			err = photo_used(call->op.result, casework_ledger(work),
					 id, &fault);
		} else {
			native_fail_as(call, err, &fault);
		}
		ledger_photos_free(photos);
	}
	json_decref(seen);
}

/* ---- photo.forget, photo.thumbnail ---- */

void do_photo_forget(struct native_call *call)
{
	track_forget(call, "ids", ledger_photo_forget);
}

static json_t *photo_base64(const struct base_buffer *bytes)
{
	char *text = base_alloc(BASE_BASE64_SIZE(bytes->size), 1);
	json_t *value;

	base_base64(text, bytes->data, bytes->size);
	value = json_string(text);
	free(text);
	return value;
}

struct photo_pictures {
	json_t *here, *missing, *later;
	size_t room;
};

static enum lens_err photo_picture(struct ledger *ledger, int64_t id,
				   struct ledger_fault *fault,
				   struct photo_pictures *out)
{
	struct base_buffer jpeg;
	enum lens_err err;

	base_buffer_init(&jpeg, LEDGER_BLOB_MAX);
	err = ledger_blob_get(ledger, id, LEDGER_BLOB_THUMBNAIL, fault, &jpeg);
	if (err == LENS_EOF) {
		json_array_append_new(out->missing, json_integer(id));
		err = LENS_OK;
	} else if (err == LENS_OK &&
		   BASE_BASE64_SIZE(jpeg.size) + 100 > out->room) {
		/* One that can never be sent is not there. */
		json_array_append_new(BASE_BASE64_SIZE(jpeg.size) + 100 >
					      PHOTO_ROOM
					  ? out->missing
					  : out->later,
				      json_integer(id));
	} else if (err == LENS_OK) {
		out->room -= BASE_BASE64_SIZE(jpeg.size) + 100;
		json_array_append_new(
		    out->here,
		    json_pack("{s:I, s:s, s:o}", "id", (json_int_t)id, "type",
			      "image/jpeg", "data", photo_base64(&jpeg)));
	}
	base_buffer_free(&jpeg);
	return err;
}

void do_photo_thumbnail(struct native_call *call)
{
	const json_t *ids = json_object_get(call->op.params, "ids");
	struct photo_pictures out = {json_array(), json_array(), json_array(),
				     PHOTO_ROOM};
	struct ledger_fault fault = {0};
	struct casework *work;
	enum lens_err err = LENS_OK;

	if (track_ledger(call, &work)) {
		for (size_t i = 0; i < json_array_size(ids) && err == LENS_OK;
		     i++)
			err = photo_picture(
			    casework_ledger(work),
			    json_integer_value(json_array_get(ids, i)), &fault,
			    &out);
		if (err != LENS_OK)
			native_fail_as(call, err, &fault);
	}
	call->op.result = json_pack("{s:o, s:o, s:o}", "thumbnails", out.here,
				    "missing", out.missing, "later", out.later);
}

/* ---- report.summary ---- */

struct photo_due {
	int due;
	int32_t today;
};

static bool photo_case_due(void *context, const struct casework_case *matter)
{
	struct photo_due *due = context;

	due->due += casework_case_is_due(matter, due->today);
	return true;
}

static enum lens_err photo_finding_counts(struct ledger *ledger,
					  struct ledger_fault *fault,
					  json_t *counts)
{
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < IPC_FINDINGS && err == LENS_OK; i++) {
		const char *kind = casework_finding(i)->kind;
		struct ledger_query query = {.finding = kind, .limit = 1};
		struct ledger_photos *photos = NULL;

		err = ledger_photo_list(ledger, &query, fault, &photos);
		if (err == LENS_OK && photos->total > 0)
			json_object_set_new(
			    counts, kind,
			    json_integer((json_int_t)photos->total));
		ledger_photos_free(photos);
	}
	return err;
}

void do_report_summary(struct native_call *call)
{
	struct ledger_fault fault = {0};
	struct ledger_status status;
	struct photo_due due = {0, casework_today()};
	struct casework *work;
	json_t *counts = json_object();
	enum lens_err err;

	if (track_ledger(call, &work)) {
		err = ledger_status(casework_ledger(work), &fault, &status);
		if (err == LENS_OK)
			err = photo_finding_counts(casework_ledger(work),
						   &fault, counts);
		if (err == LENS_OK)
			err = casework_case_each(work, 0, due.today, LAW_EN,
						 photo_case_due, &due, &fault);
		if (err == LENS_OK)
			call->op.result =
			    json_pack("{s:I, s:I, s:O, s:I, s:i}", "photos",
				      (json_int_t)status.photos, "sightings",
				      (json_int_t)status.sightings, "findings",
				      counts, "cases", (json_int_t)status.cases,
				      "cases_due", due.due);
		else
			native_fail_as(call, err, &fault);
	}
	json_decref(counts);
}
