/* audit.c: a check, and then how exposed each of its pages is. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/ipc_page.h>

#include "audit.h"
#include "check_run.h"
#include "session.h"
#include "turned.h"
#include "words.h"

#define AUDIT_ICON 48 /* pixels a side, at most: no photo of anybody */

/* ---- What the check tells, kept ---- */

static struct audit_seen *audit_more(struct audit *audit)
{
	audit->seen = base_grow(audit->seen, audit->count, &audit->capacity,
				sizeof(*audit->seen));
	audit->seen[audit->count] = (struct audit_seen){.seen = 0};
	return &audit->seen[audit->count++];
}

static void audit_keep_page(struct audit_seen *seen,
			    const struct casework_exposure *row)
{
	seen->title = base_copy(row->read ? row->read->title : "");
	if (row->read == NULL)
		return;
	seen->read = row->read->status == IPC_PAGE_OK;
	seen->facts_cut = row->read->facts_cut;
	audit_take_facts(row->read, &seen->facts, &seen->fact_count);
}

/* The same file, at whatever addresses, is looked at once. */
static void audit_keep_faces(const struct audit *audit, struct audit_seen *seen,
			     int fd)
{
	for (size_t i = 0; i + 1 < audit->count; i++)
		if (audit->seen[i].faces.state != CASEWORK_FACES_NOT_ASKED &&
		    memcmp(audit->seen[i].sha256, seen->sha256,
			   sizeof(seen->sha256)) == 0) {
			seen->faces = audit->seen[i].faces;
			return;
		}
	casework_faces_find(fd, audit->check->network.cancel, &seen->faces);
}

static void audit_keep_picture(struct audit_seen *seen,
			       const struct casework_exposure *row)
{
	const struct ipc_picture *picture = row->picture;
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);

	memcpy(seen->sha256, picture->sha256, sizeof(seen->sha256));
	seen->width = sides.width;
	seen->height = sides.height;
	seen->icon = seen->width <= AUDIT_ICON && seen->height <= AUDIT_ICON;
	seen->gives = check_kinds(picture);
	base_buffer_init(&seen->small, LEDGER_BLOB_MAX);
	if (row->count > 0)
		(void)!base_buffer_add(
		    &seen->small, picture->extras[IPC_EXTRA_THUMBNAIL].data,
		    picture->extras[IPC_EXTRA_THUMBNAIL].size);
	for (unsigned i = 0; i < row->count && i < 8; i++)
		seen->mine[seen->mine_count++] =
		    (int64_t)row->matches[i].answer->photo;
}

static void audit_row(void *context, struct casework_exposure *row)
{
	struct audit *audit = context;
	struct audit_seen *seen = audit_more(audit);

	*seen = (struct audit_seen){.url = base_copy(row->url),
				    .page = base_copy(row->page),
				    .number = row->number,
				    .seen = row->seen,
				    .access = row->access,
				    .why = base_copy(row->why),
				    .http = row->fetch != NULL,
				    .part = row->left != NULL &&
					    row->left->beyond > 0};
	seen->robots =
	    base_copy(row->fetch ? row->fetch->headers[IPC_FETCH_ROBOTS] : "");
	seen->reserved =
	    base_copy(row->fetch ? row->fetch->headers[IPC_FETCH_TDM] : "");
	audit_keep_page(seen, row);
	if (row->seen == CASEWORK_MINE || row->seen == CASEWORK_NEW)
		audit_keep_picture(seen, row);
	if (seen->mine_count > 0)
		audit_keep_faces(audit, seen, row->fd);
	audit->check->row(audit->check->context, row);
}

static enum lens_err audit_look(struct audit *audit)
{
	struct casework_check_page check = *audit->check;

	check.row = audit_row;
	check.context = audit;
	check.progress = NULL;
	check.small = audit->work != NULL;
	return casework_check_page(audit->work, &check, audit->fault);
}

/* ---- The run ---- */

static enum lens_err audit_open(struct audit *audit, enum law_language language)
{
	struct ledger_query query = {.limit = 1};
	struct ledger_photos *photos = NULL;
	json_t *shipped;
	enum lens_err err = casework_rule(language, audit->fault, &audit->rule);

	audit->crawlers = words_json("remedies/crawlers.json");
	/* What a pack says of a site stands before what we say. */
	shipped = words_json("remedies/sites.json");
	audit->sites = session_sites(audit->work);
	json_array_extend(audit->sites, json_object_get(shipped, "sites"));
	json_decref(shipped);
	if (err != LENS_OK || audit->work == NULL)
		return err;
	err = casework_me_read(audit->work, audit->fault, &audit->me);
	if (err == LENS_OK)
		err = ledger_photo_list(casework_ledger(audit->work), &query,
					audit->fault, &photos);
	audit->compared = err == LENS_OK && photos->total > 0;
	ledger_photos_free(photos);
	return err;
}

static void audit_close(struct audit *audit)
{
	for (size_t i = 0; i < audit->count; i++) {
		struct audit_seen *seen = &audit->seen[i];

		audit_free_facts(seen->facts, seen->fact_count);
		free(seen->url);
		free(seen->page);
		free(seen->why);
		free(seen->robots);
		free(seen->reserved);
		free(seen->title);
		base_buffer_free(&seen->small);
	}
	free(audit->seen);
	for (unsigned i = 0; i < audit->origin_count; i++) {
		struct audit_origin *origin = &audit->origins[i];

		audit_free_facts(origin->robots, origin->robots_count);
		audit_free_facts(origin->reserved, origin->reserved_count);
		free(origin->origin);
	}
	for (size_t i = 0; i < audit->larger_count; i++) {
		free(audit->larger[i].url);
		free(audit->larger[i].larger);
	}
	free(audit->larger);
	json_decref(audit->crawlers);
	json_decref(audit->sites);
	casework_rule_free(&audit->rule);
	casework_me_free(&audit->me);
}

enum lens_err casework_audit(
    struct casework *work, const struct casework_check_page *check,
    enum law_language language,
    void (*audited)(void *context, const struct casework_audit *audit),
    struct ledger_fault *fault)
{
	struct audit *audit = base_alloc(1, sizeof(*audit));
	enum lens_err err;

	*audit = (struct audit){.work = work, .check = check, .fault = fault};
	err = audit_open(audit, language);
	if (err == LENS_OK)
		err = audit_look(audit);
	if (err == LENS_OK)
		err = audit_ask_larger(audit);
	if (err == LENS_OK)
		audit_ask_sites(audit);
	for (size_t i = 0; i < audit->count && err == LENS_OK; i++) {
		struct casework_audit out;

		if (audit->seen[i].page[0] != '\0' ||
		    (!audit->seen[i].read &&
		     audit->seen[i].seen != CASEWORK_MINE))
			continue;
		err = audit_judge(audit, i, &out);
		if (err == LENS_OK)
			audited(check->context, &out);
		audit_judge_free(&out);
	}
	audit_close(audit);
	free(audit);
	return err;
}
