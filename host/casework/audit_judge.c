/* audit_judge.c: what is exposed on one page, and its grade by the rule. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "draft.h"
#include "place.h"
#include "session.h"

#define JUDGE_EXPOSED_MAX 64
#define JUDGE_BESIDE_MAX 64
#define JUDGE_ELSEWHERE_MAX 5 /* pages that are named */

struct judge {
	struct audit *audit;
	const struct audit_seen *page; /* or a picture by itself */
	struct casework_audit *out;
};

static bool judge_open(const struct audit_seen *seen)
{
	return seen->access == LEDGER_ACCESS_PUBLIC ||
	       seen->access == LEDGER_ACCESS_BROWSERS;
}

/* A page that was turned away from, or a picture of which nothing is known. */
static bool judge_unseen(const struct judge *judge)
{
	return judge->page->access == LEDGER_ACCESS_UNKNOWN ||
	       (judge->out->page && !judge_open(judge->page));
}

/* ---- What is exposed ---- */

/* Where that was read, and by whom where it was not us. */
static char *judge_source(const json_t *site)
{
	const char *pack = json_string_value(json_object_get(site, "pack"));
	char *ours =
	    base_format("%s, read on %s",
			json_string_value(json_object_get(site, "source")),
			json_string_value(json_object_get(site, "date")));
	char *theirs;

	if (pack == NULL)
		return ours;
	theirs = base_format("%s, from the pack %s", ours, pack);
	free(ours);
	return theirs;
}

/* The setting of a site for a kind of exposure; NULL: none is known. */
static const char *judge_setting(const json_t *site, const char *kind)
{
	const json_t *entry, *name;
	size_t k, n;

	json_array_foreach(json_object_get(site, "settings"), k, entry)
	{
		json_array_foreach(json_object_get(entry, "for"), n, name)
		{
			if (strcmp(json_string_value(name), kind) == 0)
				return json_string_value(
				    json_object_get(entry, "where"));
		}
	}
	return NULL;
}

/* Where the setting is, of a site that is known. */
static void judge_where(const struct judge *judge, const char *kind,
			struct casework_exposed *exposed)
{
	const json_t *site;
	size_t i;

	json_array_foreach(judge->audit->sites, i, site)
	{
		const char *host =
		    json_string_value(json_object_get(site, "site"));
		const char *where =
		    host != NULL && place_is_at(judge->page->url, host)
			? judge_setting(site, kind)
			: NULL;

		if (where == NULL)
			continue;
		exposed->where = base_copy(where);
		exposed->where_source = judge_source(site);
		return;
	}
}

static void judge_tell(struct judge *judge, const char *kind,
		       const char *subject, const char *detail, bool sure)
{
	struct casework_audit *out = judge->out;
	int at = audit_kind(&judge->audit->rule, kind);
	struct casework_exposed *exposed;

	if (at < 0)
		return;
	for (unsigned i = 0; i < out->exposed_count; i++) {
		exposed = &out->exposed[i];
		if (strcmp(exposed->kind->kind, kind) == 0 &&
		    strcmp(exposed->subject, subject) == 0 &&
		    strcmp(exposed->detail, detail) == 0) {
			exposed->sure |= sure;
			return;
		}
	}
	if (out->exposed_count == JUDGE_EXPOSED_MAX)
		return;
	exposed = &out->exposed[out->exposed_count++];
	*exposed =
	    (struct casework_exposed){.kind = &judge->audit->rule.kinds[at],
				      .subject = base_copy(subject),
				      .detail = base_copy(detail),
				      .sure = sure};
	judge_where(judge, kind, exposed);
}

static void judge_beside(void *context, const char *kind, const char *detail,
			 bool sure)
{
	struct judge *judge = context;

	judge_tell(judge, kind, judge->page->url, detail, sure);
}

/* ---- Files ---- */

static const struct {
	const char *kind;
	enum ipc_finding_kind finding;
} judge_files[] = {
    {"file_says_where", IPC_FINDING_GPS},
    {"file_says_where", IPC_FINDING_PLACE},
    {"file_hides", IPC_FINDING_THUMBNAIL_DIFFERS},
    {"file_hides", IPC_FINDING_HIDDEN_PICTURE},
    {"file_hides", IPC_FINDING_HIDDEN_REMAINS},
    {"file_hides", IPC_FINDING_HIDDEN_VIDEO},
    {"file_hides", IPC_FINDING_HIDDEN_FILE},
    {"file_links", IPC_FINDING_FILE_NAMES},
    {"file_links", IPC_FINDING_CAPTURE_TIME},
    {"file_links", IPC_FINDING_EDIT_HISTORY},
    {"file_links", IPC_FINDING_UNIQUE_ID},
    {"file_links", IPC_FINDING_SHUTTER_COUNT},
};

/* Under which kind of the rule a finding in a file comes; NULL: none. */
static const char *judge_file_kind(enum ipc_finding_kind finding)
{
	for (size_t i = 0; i < sizeof(judge_files) / sizeof(judge_files[0]);
	     i++)
		if (judge_files[i].finding == finding)
			return judge_files[i].kind;
	switch (casework_finding(finding)->severity) {
	case CASEWORK_HIGH:
		return "file_says_who";
	case CASEWORK_MEDIUM:
		return "file_tells";
	default:
		return NULL;
	}
}

static void judge_file(struct judge *judge, const struct audit_seen *seen,
		       bool sure)
{
	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const char *kind =
		    seen->gives >> i & 1 ? judge_file_kind(i) : NULL;

		if (kind != NULL)
			judge_tell(judge, kind, seen->url,
				   casework_finding(i)->label, sure);
	}
}

/* ---- Photos of mine ---- */

static uint64_t judge_original(const struct ledger_photo *photo)
{
	uint64_t gives = 0;

	for (unsigned i = 0; i < photo->finding_count; i++)
		for (unsigned k = 0; k < IPC_FINDINGS; k++)
			if (strcmp(casework_finding(k)->kind,
				   photo->findings[i].kind) == 0)
				gives |= UINT64_C(1) << k;
	return gives;
}

static enum lens_err judge_served(struct judge *judge,
				  const struct audit_seen *seen)
{
	struct audit *audit = judge->audit;
	struct ledger_photos *photos = NULL;
	enum lens_err err = ledger_photo_get(
	    casework_ledger(audit->work), seen->mine[0], audit->fault, &photos);
	struct casework_served *served;
	char *detail;

	if (err != LENS_OK)
		return err == LENS_NOT_FOUND ? LENS_OK : err;
	served = &judge->out->served[judge->out->served_count++];
	*served = (struct casework_served){
	    .url = base_copy(seen->url),
	    .number = seen->number,
	    .photo = seen->mine[0],
	    .width = seen->width,
	    .height = seen->height,
	    .own_width = photos->photos[0].width,
	    .own_height = photos->photos[0].height,
	    .gives = seen->gives,
	    .small = base_buffer_view(&seen->small),
	    .faces = seen->faces,
	    .removed = judge_original(&photos->photos[0]) & ~seen->gives};
	ledger_photos_free(photos);
	for (size_t i = 0; i < audit->larger_count; i++) {
		const struct audit_larger *larger = &audit->larger[i];

		if (strcmp(larger->url, seen->url) != 0 ||
		    served->larger != NULL)
			continue;
		served->larger = base_copy(larger->larger);
		served->larger_width = larger->width;
		served->larger_height = larger->height;
		detail = base_format("%u x %u: %s", larger->width,
				     larger->height, larger->larger);
		judge_tell(judge, "larger_version", seen->url, detail, true);
		free(detail);
	}
	return LENS_OK;
}

/* ---- The same photo elsewhere ---- */

struct judge_elsewhere {
	struct judge *judge;
	const struct audit_seen *seen;
	unsigned told;
};

static bool judge_other_page(void *context,
			     const struct ledger_sighting *sighting)
{
	struct judge_elsewhere *elsewhere = context;
	struct judge *judge = elsewhere->judge;
	const char *page = sighting->page ? sighting->page : "";

	if (sighting->gone || page[0] == '\0' ||
	    /* One upload, whichever pages show it. */
	    strcmp(sighting->place, elsewhere->seen->url) == 0 ||
	    (sighting->access != LEDGER_ACCESS_PUBLIC &&
	     sighting->access != LEDGER_ACCESS_BROWSERS) ||
	    strcmp(page, judge->page->url) == 0 ||
	    /* A picture that was checked by its address is where it is shown.
	     */
	    strcmp(sighting->place, judge->page->url) == 0 ||
	    elsewhere->told == JUDGE_ELSEWHERE_MAX)
		return true;
	elsewhere->told++;
	judge_tell(judge, "photo_elsewhere", elsewhere->seen->url, page, true);
	return true;
}

static enum lens_err judge_elsewhere(struct judge *judge,
				     const struct audit_seen *seen)
{
	struct judge_elsewhere elsewhere = {judge, seen, 0};
	const struct audit_seen *before = judge->audit->seen;

	/* One photo at several addresses of a page is told of once. */
	for (; before < seen; before++)
		if (before->mine_count > 0 &&
		    before->mine[0] == seen->mine[0] &&
		    strcmp(before->page, seen->page) == 0)
			return LENS_OK;
	return ledger_sighting_each(casework_ledger(judge->audit->work),
				    seen->mine[0], judge_other_page, &elsewhere,
				    judge->audit->fault);
}

static enum lens_err judge_mine(struct judge *judge,
				const struct audit_seen *seen)
{
	char *anchor = place_anchor(seen->url), *detail;
	bool expires = strcmp(anchor, seen->url) != 0;
	enum lens_err err;

	free(anchor);
	judge->out->photos++;
	detail = base_format("photo %lld, %u x %u", (long long)seen->mine[0],
			     seen->width, seen->height);
	judge_tell(judge, "photo_public", seen->url, detail, true);
	free(detail);
	judge_file(judge, seen, true);
	if (expires)
		judge_tell(judge, "address_expires", seen->url, "", true);
	err = judge_served(judge, seen);
	return err == LENS_OK ? judge_elsewhere(judge, seen) : err;
}

/* ---- What could not be learned ---- */

/* More pictures than were looked at may hold one of mine. */
static void judge_unlearned(struct judge *judge, const struct audit_seen *seen)
{
	/* Of a page behind a login nothing was read. */
	bool unknown = seen->access == LEDGER_ACCESS_UNKNOWN ||
		       (seen == judge->page && judge_unseen(judge));

	if (unknown || ((seen->part || seen->facts_cut) && judge_open(seen)))
		judge->out->unlearned[judge->out->unlearned_count++] =
		    (struct casework_unlearned){
			base_copy(seen->url),
			base_copy(unknown ? seen->why : "cut")};
}

static enum lens_err judge_picture(struct judge *judge,
				   const struct audit_seen *seen)
{
	if (seen->mine_count > 0)
		return judge_mine(judge, seen);
	judge_unlearned(judge, seen);
	/* Whose it is cannot be told where nothing is enrolled. */
	if (seen->seen == CASEWORK_NEW && judge_open(seen) && !seen->icon &&
	    !judge->audit->compared) {
		judge_tell(judge, "photo_public", seen->url, "", false);
		judge_file(judge, seen, false);
	}
	return LENS_OK;
}

/* ---- Machines ---- */

static void judge_machines(struct judge *judge, const struct audit_seen *seen)
{
	static const char *const kinds[CASEWORK_CRAWLERS] = {
	    "search_allowed", "archive_allowed", "ai_allowed"};
	char *copy, *address;
	bool cut = false;

	for (enum casework_crawlers i = 0; i < CASEWORK_CRAWLERS; i++) {
		struct casework_audit *out = judge->out;

		out->told[i] =
		    audit_told(judge->audit, seen, i, &out->told_by[i]);
		if (out->told[i] == CASEWORK_TOLD_ALLOWED ||
		    out->told[i] == CASEWORK_TOLD_PARTLY)
			judge_tell(judge, kinds[i], seen->url, "", true);
	}
	/* What the address says of the person is not the archive's business;
	 * of this machine and those beside it there is none, nor a copy. */
	address = draft_address(seen->url, false, &cut);
	copy = base_format("https://web.archive.org/web/*/%s", address);
	if (address[0] != '\0')
		judge_tell(judge, "archive_copy", seen->url, copy, true);
	free(copy);
	free(address);
}

/* What of my photos on the page is told otherwise than of the page. */
static void judge_machines_of(struct judge *judge,
			      const struct audit_seen *seen)
{
	for (enum casework_crawlers i = 0; i < CASEWORK_CRAWLERS; i++) {
		struct casework_audit *out = judge->out;
		char *by;
		enum casework_told told =
		    audit_told(judge->audit, seen, i, &by);

		if (told != out->told[i] && told == CASEWORK_TOLD_FORBIDDEN &&
		    out->told[i] == CASEWORK_TOLD_ALLOWED) {
			free(out->told_by[i]);
			out->told_by[i] = base_format("pictures: %s", by);
			out->told[i] = CASEWORK_TOLD_PARTLY;
		}
		free(by);
	}
}

/* ---- The grade ---- */

static void judge_free_exposed(struct casework_audit *out)
{
	for (unsigned i = 0; i < out->exposed_count; i++) {
		free(out->exposed[i].subject);
		free(out->exposed[i].detail);
		free(out->exposed[i].where);
		free(out->exposed[i].where_source);
	}
}

static void judge_points(struct judge *judge)
{
	const struct casework_rule *rule = &judge->audit->rule;
	struct casework_audit *out = judge->out;
	bool sure[JUDGE_EXPOSED_MAX] = {false}, maybe[JUDGE_EXPOSED_MAX] = {0};

	for (unsigned i = 0; i < out->exposed_count; i++) {
		size_t at = (size_t)(out->exposed[i].kind - rule->kinds);

		if (at >= JUDGE_EXPOSED_MAX)
			continue;
		if (out->exposed[i].sure && out->photos > 0)
			sure[at] = true;
		maybe[at] = true;
	}
	for (unsigned i = 0; i < rule->unknown_count; i++)
		if (out->unlearned_count > 0)
			maybe[rule->unknown[i]] = true;
	/* Of a page that was not seen anything may be. */
	for (unsigned i = 0; i < rule->count && i < JUDGE_EXPOSED_MAX; i++)
		maybe[i] |= judge_unseen(judge);
	/* Beside no photo of mine stands nothing. */
	if (out->photos == 0 &&
	    !maybe[(unsigned)audit_kind(rule, "photo_public")])
		memset(maybe, 0, sizeof(maybe));
	for (unsigned i = 0; i < rule->count && i < JUDGE_EXPOSED_MAX; i++) {
		out->points += sure[i] ? rule->kinds[i].points : 0;
		out->points_most +=
		    sure[i] || maybe[i] ? rule->kinds[i].points : 0;
	}
	out->grade = audit_grade(rule, out->points);
	out->grade_most = audit_grade(rule, out->points_most);
}

/* Without a photo of mine nothing stands beside one: it only may be so. */
static void judge_doubt(struct casework_audit *out)
{
	bool may_be = strcmp(out->grade, out->grade_most) != 0;

	if (out->photos > 0)
		return;
	for (unsigned i = 0; i < out->exposed_count; i++)
		out->exposed[i].sure = false;
	if (!may_be) {
		judge_free_exposed(out);
		out->exposed_count = 0;
	}
}

static int judge_graver(const void *one, const void *other)
{
	const struct casework_exposed *a = one, *b = other;

	if (a->kind->severity != b->kind->severity)
		return a->kind->severity < b->kind->severity ? 1 : -1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->subject, b->subject);
}

/* ---- One page ---- */

static void judge_words(struct judge *judge)
{
	static const char *const names[IPC_PAGE_FACT_KINDS] = {
	    [IPC_PAGE_HEADING] = "heading", [IPC_PAGE_SAYS] = "meta",
	    [IPC_PAGE_REL] = "link",	    [IPC_PAGE_REACH] = "reach",
	    [IPC_PAGE_PERSON] = "person",   [IPC_PAGE_BYLINE] = "byline"};
	const struct audit_seen *page = judge->page;
	struct casework_audit *out = judge->out;

	for (unsigned i = 0;
	     i < page->fact_count && out->beside_count < JUDGE_BESIDE_MAX; i++)
		if (names[page->facts[i].kind] != NULL)
			out->beside[out->beside_count++] =
			    (struct casework_beside){
				names[page->facts[i].kind],
				base_format("%s: %s", page->facts[i].name,
					    page->facts[i].value)};
}

static enum lens_err judge_page(struct judge *judge)
{
	struct audit *audit = judge->audit;
	enum lens_err err = LENS_OK;

	judge_unlearned(judge, judge->page);
	if (!judge_open(judge->page))
		return LENS_OK;
	for (size_t i = 0; i < audit->count && err == LENS_OK; i++)
		if (strcmp(audit->seen[i].page, judge->page->url) == 0)
			err = judge_picture(judge, &audit->seen[i]);
	audit_beside(audit, judge->page, judge_beside, judge);
	judge_words(judge);
	judge_machines(judge, judge->page);
	for (size_t i = 0; i < audit->count; i++)
		if (audit->seen[i].mine_count > 0 &&
		    strcmp(audit->seen[i].page, judge->page->url) == 0)
			judge_machines_of(judge, &audit->seen[i]);
	return err;
}

/* The largest face first; else as they stand on the page. */
static int judge_searchable(const void *a, const void *b)
{
	const struct casework_served *one = a, *other = b;
	uint32_t own = one->faces.count > 0 ? one->faces.faces[0].width : 0;
	uint32_t others =
	    other->faces.count > 0 ? other->faces.faces[0].width : 0;

	if (own != others)
		return own < others ? 1 : -1;
	return (one->number > other->number) - (one->number < other->number);
}

enum lens_err audit_judge(struct audit *audit, size_t i,
			  struct casework_audit *out)
{
	const struct audit_seen *page = &audit->seen[i];
	struct judge judge = {.audit = audit, .page = page, .out = out};
	enum lens_err err;

	*out = (struct casework_audit){
	    .number = page->number,
	    .url = base_copy(page->url),
	    .access = page->access,
	    .why = base_copy(page->why),
	    .page = page->seen != CASEWORK_MINE && page->seen != CASEWORK_NEW,
	    .title = base_copy(page->title ? page->title : ""),
	    .compared = audit->compared};
	out->exposed = base_alloc(JUDGE_EXPOSED_MAX, sizeof(*out->exposed));
	out->beside = base_alloc(JUDGE_BESIDE_MAX, sizeof(*out->beside));
	out->unlearned = base_alloc(audit->count + 2, sizeof(*out->unlearned));
	out->served = base_alloc(audit->count + 1, sizeof(*out->served));
	for (enum casework_crawlers k = 0; k < CASEWORK_CRAWLERS; k++)
		out->told[k] = CASEWORK_TOLD_UNKNOWN;
	if (out->page) {
		err = judge_page(&judge);
	} else {
		err = judge_picture(&judge, page);
		if (judge_open(page))
			judge_machines(&judge, page);
	}
	judge_points(&judge);
	judge_doubt(out);
	qsort(out->exposed, out->exposed_count, sizeof(*out->exposed),
	      judge_graver);
	qsort(out->served, out->served_count, sizeof(*out->served),
	      judge_searchable);
	return err;
}

void audit_judge_free(struct casework_audit *out)
{
	judge_free_exposed(out);
	for (unsigned i = 0; i < out->unlearned_count; i++) {
		free(out->unlearned[i].url);
		free(out->unlearned[i].why);
	}
	for (unsigned i = 0; i < out->served_count; i++) {
		free(out->served[i].url);
		free(out->served[i].larger);
	}
	for (unsigned i = 0; i < out->beside_count; i++)
		free(out->beside[i].text);
	for (enum casework_crawlers k = 0; k < CASEWORK_CRAWLERS; k++)
		free(out->told_by[k]);
	free(out->exposed);
	free(out->beside);
	free(out->unlearned);
	free(out->served);
	free(out->url);
	free(out->why);
	free(out->title);
}
