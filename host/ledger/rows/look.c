/* look.c: what came of each look at a place. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ledger_cases.h>

#include "each.h"
#include "own.h"
#include "photo.h"
#include "sighting.h"

static enum lens_err look_check(const struct ledger_look *look,
				struct ledger_fault *fault)
{
	const char *const texts[] = {
	    look->why,	      look->address,  look->anchor,
	    look->how,	      look->own.etag, look->own.modified,
	    look->own.format, look->headers,  look->gives};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strlen(own_text(texts[i])) > LEDGER_TEXT_MAX)
			return fault_say(fault, LEDGER_FAULT_ARGUMENT,
					 "An address is longer than the %d "
					 "bytes that the ledger can keep; "
					 "give a shorter one.",
					 LEDGER_TEXT_MAX);
	return LENS_OK;
}

/* ---- Rows ---- */

enum lens_err look_row(struct database_binder *binder, struct ledger_look *out)
{
	const char *state, *access;
	struct base_view tag;

	*out = (struct ledger_look){
	    .sighting = database_int(binder, 0),
	    .number = (unsigned)database_int(binder, 1),
	    .first = database_int(binder, 2),
	    .last = database_int(binder, 3),
	    .times = (unsigned)database_int(binder, 4),
	    .ways = (unsigned)database_int(binder, 8),
	    .answer = (unsigned)database_int(binder, 9),
	    .distance = (unsigned)database_int(binder, 12),
	};
	if (database_text(binder, 5, &state) != LENS_OK ||
	    database_text(binder, 6, &access) != LENS_OK ||
	    database_text(binder, 7, &out->why) != LENS_OK ||
	    database_text(binder, 10, &out->address) != LENS_OK ||
	    database_text(binder, 11, &out->how) != LENS_OK ||
	    own_row(binder, 13, &out->own) != LENS_OK ||
	    database_text(binder, 20, &out->headers) != LENS_OK ||
	    database_bytes(binder, 21, 0, &tag) != LENS_OK ||
	    database_text(binder, 22, &out->gives) != LENS_OK)
		return LENS_SYSTEM;
	out->tagged = tag.size == sizeof(out->tag);
	if (out->tagged)
		memcpy(out->tag, tag.data, tag.size);
	out->state = ledger_state_of(state);
	out->access = ledger_access_of(access);
	return LENS_OK;
}

static bool look_same(const struct ledger_look *a, const struct ledger_look *b)
{
	return a->state == b->state && a->access == b->access &&
	       a->ways == b->ways && a->answer == b->answer &&
	       a->distance == b->distance && a->own.bytes == b->own.bytes &&
	       memcmp(a->own.sha256, b->own.sha256, sizeof(a->own.sha256)) ==
		   0 &&
	       strcmp(own_text(a->why), own_text(b->why)) == 0 &&
	       strcmp(own_text(a->address), own_text(b->address)) == 0 &&
	       strcmp(own_text(a->how), own_text(b->how)) == 0 &&
	       strcmp(own_text(a->gives), own_text(b->gives)) == 0;
}

/* ---- The chain ---- */

enum lens_err ledger_look_line(const struct ledger_look *look,
			       struct base_buffer *out)
{
	const char *gives = own_text(look->gives);
	char moment[BASE_MOMENT], sum[65] = "", *line;
	char *headers;
	enum lens_err err;

	/* A merged backup's moment may be of no year. */
	if (!base_moment(moment, look->first))
		return LENS_MALFORMED;
	headers = base_copy(own_text(look->headers));
	if (look->own.bytes > 0)
		base_hex(sum, look->own.sha256, sizeof(look->own.sha256));
	/* A header's own tab or newline would be a column or a line. */
	for (char *c = headers; *c != '\0'; c++)
		if (*c == '\t' || *c == '\n' || *c == '\r')
			*c = ' ';
	line = base_format(
	    "%u\t%s\t%s\t%s\t%u\t%s\t%llu\t%s\t%s %ux%u\t%s%s%s", look->number,
	    moment, ledger_state_name(look->state),
	    ledger_access_name(look->access), look->answer,
	    own_text(look->address), (unsigned long long)look->own.bytes, sum,
	    own_text(look->own.format), look->own.width, look->own.height,
	    headers, gives[0] ? "\t" : "", gives);
	err = base_buffer_add_text(out, line);
	free(line);
	free(headers);
	return err;
}

static enum lens_err look_tag(const struct ledger_look *before,
			      struct ledger_look *look)
{
	static const uint8_t none[32] = {0};
	struct base_buffer text;
	char hex[65];
	enum lens_err err;

	base_hex(hex, before->tagged ? before->tag : none, sizeof(none));
	base_buffer_init(&text, 16 * LEDGER_TEXT_MAX);
	err = base_buffer_add_text(&text, hex);
	if (err == LENS_OK)
		err = base_buffer_add_text(&text, "\n");
	if (err == LENS_OK)
		err = ledger_look_line(look, &text);
	if (err == LENS_OK)
		ledger_sha256(base_buffer_view(&text), look->tag);
	base_buffer_free(&text);
	return err;
}

/* ---- Adding ---- */

/* The number and tag of the last look (number 0: there is none), and whether
 * it is alike. */
static enum lens_err look_last(struct ledger *ledger,
			       const struct ledger_look *look,
			       struct ledger_fault *fault,
			       struct ledger_look *before, bool *same)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_LOOK_LAST);
	struct ledger_look last;
	enum lens_err err;

	*before = (struct ledger_look){.number = 0};
	*same = false;
	database_bind_int(&binder, look->sighting);
	err = database_step(&binder, fault);
	if (err == LENS_OK && look_row(&binder, &last) != LENS_OK)
		err = fault_memory(fault);
	if (err == LENS_OK) {
		*same = look_same(&last, look);
		before->number = last.number;
		before->tagged = last.tagged;
		memcpy(before->tag, last.tag, sizeof(last.tag));
	}
	database_reset(&binder);
	return err == LENS_NOT_FOUND ? LENS_OK : err;
}

static enum lens_err look_insert(struct ledger *ledger,
				 const struct ledger_look *said,
				 const struct ledger_look *before,
				 struct ledger_fault *fault)
{
	struct ledger_look look = *said;
	struct database_binder binder;

	look.number = before->number + 1;
	look.first = said->first ? said->first : base_wall_ms();
	if (look_tag(before, &look) != LENS_OK)
		return fault_memory(fault);
	binder = database_bind(&ledger->database, QUERY_LOOK_ADD);
	database_bind_int(&binder, look.sighting);
	database_bind_int(&binder, look.number);
	database_bind_int(&binder, look.first);
	database_bind_int(&binder,
			  look.last > look.first ? look.last : look.first);
	database_bind_int(&binder, look.times ? look.times : 1);
	database_bind_text(&binder, ledger_state_name(look.state));
	database_bind_text(&binder, ledger_access_name(look.access));
	database_bind_text(&binder, own_text(look.why));
	database_bind_int(&binder, look.ways);
	database_bind_int(&binder, look.answer);
	database_bind_text(&binder, own_text(look.address));
	database_bind_text(&binder, own_text(look.how));
	database_bind_int(&binder, look.distance);
	own_bind(&binder, &look.own);
	database_bind_text(&binder, own_text(look.gives));
	database_bind_text(&binder, own_text(look.headers));
	database_bind_bytes(&binder,
			    (struct base_view){look.tag, sizeof(look.tag)});
	return database_run(&binder, fault);
}

enum lens_err look_add(struct ledger *ledger, const struct ledger_look *look,
		       struct ledger_fault *fault)
{
	struct database_binder binder;
	struct ledger_look before;
	bool same;
	enum lens_err err = look_last(ledger, look, fault, &before, &same);

	if (err != LENS_OK)
		return err;
	if (!same)
		return look_insert(ledger, look, &before, fault);
	binder = database_bind(&ledger->database, QUERY_LOOK_EXTEND);
	database_bind_int(&binder, look->sighting);
	database_bind_int(&binder, before.number);
	database_bind_int(&binder, look->first ? look->first : base_wall_ms());
	return database_run(&binder, fault);
}

/* ---- Noting ---- */

/* The place's address is now another, unless another sighting has that. */
static enum lens_err look_move(struct ledger *ledger,
			       const struct ledger_look *look,
			       struct ledger_fault *fault)
{
	struct database_binder binder;

	if (look->state != LEDGER_THERE || own_text(look->address)[0] == '\0')
		return LENS_OK;
	binder = database_bind(&ledger->database, QUERY_SIGHTING_MOVE);
	database_bind_int(&binder, look->sighting);
	database_bind_text(&binder, look->address);
	database_bind_text(&binder,
			   look->anchor ? look->anchor : look->address);
	return database_run(&binder, fault);
}

static enum lens_err look_put(struct ledger *ledger,
			      const struct ledger_look *look,
			      struct ledger_fault *fault)
{
	struct database_binder binder =
	    database_bind(&ledger->database, QUERY_SIGHTING_LOOK);
	enum lens_err err;

	database_bind_int(&binder, look->sighting);
	database_bind_int(&binder, look->first ? look->first : base_wall_ms());
	database_bind_text(&binder, ledger_access_name(look->access));
	database_bind_text(&binder, ledger_state_name(look->state));
	database_bind_text(&binder, own_text(look->why));
	database_bind_int(&binder, look->missing);
	database_bind_int(&binder, look->missing_ways);
	database_bind_int(&binder, look->gone);
	database_bind_text(&binder, own_text(look->how));
	database_bind_int(&binder, look->distance);
	own_bind(&binder, &look->own);
	err = database_step(&binder, fault);
	database_reset(&binder);
	if (err == LENS_NOT_FOUND)
		return fault_say(fault, LEDGER_FAULT_MISSING,
				 "There is no such place.");
	if (err == LENS_OK)
		err = look_move(ledger, look, fault);
	return err == LENS_OK ? look_add(ledger, look, fault) : err;
}

enum lens_err ledger_look_put(struct ledger *ledger,
			      const struct ledger_look *looks, size_t count,
			      struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = look_check(&looks[i], fault);
	if (err == LENS_OK)
		err = store_begin(ledger, fault);
	if (err != LENS_OK)
		return err;
	for (size_t i = 0; i < count && err == LENS_OK; i++)
		err = look_put(ledger, &looks[i], fault);
	return store_end(ledger, err, fault);
}

ROWS_EACH(look_each, ledger_look, look_row)

enum lens_err ledger_look_each(struct ledger *ledger, int64_t sighting,
			       bool (*visit)(void *context,
					     const struct ledger_look *look),
			       void *context, struct ledger_fault *fault)
{
	return look_each(ledger, store_read_within(ledger, fault),
			 QUERY_LOOK_EACH, &sighting, visit, context, fault);
}
