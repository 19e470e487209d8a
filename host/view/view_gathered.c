/* view_gathered.c: what many pictures give away together. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_findings.h>
#include <lenscap/casework_taken.h>
#include <lenscap/view_gathered.h>
#include <lenscap/view_member.h>

static json_t *gathered_findings(const json_t *row)
{
	return json_object_get(row, "findings");
}

/* ---- What there is of each kind ---- */

/* In how many files a kind is, each file counted once. */
static void gathered_count(json_t *gathered, json_t *kinds, const json_t *row)
{
	json_t *seen = json_object(), *finding, *none;
	const char *kind;
	size_t i;

	json_array_foreach(gathered_findings(row), i, finding)
	    json_object_set_new(seen, view_member(finding, "kind"),
				json_true());
	json_object_foreach(seen, kind, none) view_member_add(kinds, kind, 1);
	view_member_add(gathered, "files", 1);
	view_member_add(gathered,
			json_object_size(seen) == 0 ? "silent"
			: json_is_true(json_object_get(row, "damaged"))
			    ? "damaged"
			    : "whole",
			1);
	json_decref(seen);
}

static json_t *gathered_remedies(const json_t *kinds)
{
	json_t *remedies = json_array();

	for (unsigned i = 0; i < IPC_FINDINGS; i++) {
		const struct casework_finding *about = casework_finding(i);

		if (json_object_get(kinds, about->kind) != NULL)
			json_array_append_new(remedies,
					      json_pack("{s:s, s:s}", "label",
							about->label, "remedy",
							about->remedy));
	}
	return remedies;
}

/* The first finding of a kind; "" for none. */
static const char *gathered_detail(const json_t *row, const char *kind)
{
	const json_t *finding;
	size_t i;

	json_array_foreach(gathered_findings(row), i, finding)
	{
		const char *detail = view_member(finding, "detail");

		if (strcmp(view_member(finding, "kind"), kind) == 0 &&
		    detail[0] != '\0')
			return detail;
	}
	return "";
}

static void gathered_together(json_t *gathered, const json_t *rows)
{
	size_t count = json_array_size(rows), got = 0, i;
	struct casework_taken *taken = base_alloc(count + 1, sizeof(*taken));
	struct casework_cluster cluster;
	const json_t *row;

	json_array_foreach(rows, i, row) got += casework_taken_read(
	    gathered_detail(row, "gps"), gathered_detail(row, "capture_time"),
	    &taken[got]);
	casework_cluster(taken, got, &cluster);
	free(taken);
	json_object_set_new(gathered, "together",
			    json_integer((json_int_t)cluster.count));
	json_object_set_new(
	    gathered, "where",
	    json_sprintf("%.4f, %.4f", cluster.latitude, cluster.longitude));
	json_object_set_new(gathered, "at_night", json_boolean(cluster.night));
}

/* ---- What several have ---- */

bool view_is_more(const json_t *finding)
{
	return strcmp(view_member(finding, "detail"), IPC_FINDING_MORE) == 0;
}

static char *gathered_key(const json_t *finding)
{
	return base_format("%s\n%s", view_member(finding, "kind"),
			   view_member(finding, "detail"));
}

/* Findings by kind and detail; of each, in how many files it is. */
static json_t *gathered_shared(const json_t *rows)
{
	json_t *shared = json_object(), *row, *finding;
	size_t i, j;

	json_array_foreach(rows, i, row)
	    json_array_foreach(gathered_findings(row), j, finding)
	{
		char *key = gathered_key(finding);

		/* That there is more is no fact that they share. */
		if (!view_is_more(finding)) {
			if (json_object_get(shared, key) == NULL)
				json_object_set_new(shared, key,
						    json_copy(finding));
			view_member_add(json_object_get(shared, key), "files",
					1);
		}
		free(key);
	}
	return shared;
}

/* The members or entries that follow a sorted order, the first of them. */
static json_t *gathered_sorted(const json_t *all, size_t most,
			       int (*compare)(const void *, const void *))
{
	json_t *list = json_array(), *item;
	size_t count = json_array_size(all), i;
	json_t **sorted = base_alloc(count + 1, sizeof(json_t *));

	json_array_foreach(all, i, item) sorted[i] = item;
	if (compare != NULL)
		qsort(sorted, count, sizeof(*sorted), compare);
	for (i = 0; i < count && i < most; i++)
		json_array_append(list, sorted[i]);
	free(sorted);
	return list;
}

static int gathered_compare_files(const void *a, const void *b)
{
	int64_t one = view_member_number(*(json_t *const *)a, "files");
	int64_t other = view_member_number(*(json_t *const *)b, "files");

	return one > other ? -1 : one < other;
}

static void gathered_several(json_t *gathered, json_t *shared)
{
	json_t *several = json_array(), *entry;
	const char *key;
	size_t count;

	json_object_foreach(shared, key, entry)
	{
		if (view_member_number(entry, "files") > 1)
			json_array_append(several, entry);
	}
	count = json_array_size(several);
	json_object_set_new(
	    gathered, "several",
	    gathered_sorted(several, VIEW_SEVERAL, gathered_compare_files));
	json_object_set_new(
	    gathered, "more_several",
	    json_integer(
		count > VIEW_SEVERAL ? (json_int_t)(count - VIEW_SEVERAL) : 0));
	json_decref(several);
}

/* ---- The worst ---- */

/* The sum of what its findings weigh. */
static int64_t gathered_weight(const json_t *row)
{
	const json_t *finding;
	int64_t weight = 0;
	size_t i;

	json_array_foreach(gathered_findings(row), i, finding)
	{
		const char *severity = view_member(finding, "severity");

		weight += strcmp(severity, "high") == 0	    ? 10000
			  : strcmp(severity, "medium") == 0 ? 100
							    : 1;
	}
	return weight;
}

static int gathered_compare_weight(const void *a, const void *b)
{
	int64_t one = gathered_weight(*(json_t *const *)a);
	int64_t other = gathered_weight(*(json_t *const *)b);

	return one > other ? -1 : one < other;
}

/* What several have is said once, elsewhere. */
static json_t *gathered_row(const json_t *row, const json_t *shared)
{
	json_t *copy = json_copy((json_t *)row), *own = json_array(), *finding;
	size_t i;

	json_array_foreach(gathered_findings(row), i, finding)
	{
		char *key = gathered_key(finding);

		if (view_member_number(json_object_get(shared, key), "files") <
		    2)
			json_array_append(own, finding);
		free(key);
	}
	json_object_set_new(copy, "own", own);
	return copy;
}

json_t *view_gathered(json_t *rows, bool in_order)
{
	json_t *gathered = json_object(), *kinds = json_object(), *row;
	json_t *shared = gathered_shared(rows), *own = json_array();
	size_t count = json_array_size(rows), i;
	json_t *worst =
	    gathered_sorted(rows, in_order ? count : VIEW_WORST,
			    in_order ? NULL : gathered_compare_weight);

	json_array_foreach(rows, i, row) gathered_count(gathered, kinds, row);
	json_array_foreach(worst, i, row)
	    json_array_append_new(own, gathered_row(row, shared));
	json_object_set_new(gathered, "more",
			    json_integer((json_int_t)(count - i)));
	json_object_set_new(gathered, "rows", own);
	json_object_set_new(gathered, "remedies", gathered_remedies(kinds));
	json_object_set_new(gathered, "kinds", kinds);
	gathered_together(gathered, rows);
	gathered_several(gathered, shared);
	json_decref(shared);
	json_decref(worst);
	return gathered;
}
