/* view_pictures.c: what a check or an audit told, as people read it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/view_gathered.h>
#include <lenscap/view_member.h>

static bool picture_is(const json_t *row, const char *member, const char *word)
{
	return strcmp(view_member(row, member), word) == 0;
}

static int picture_order(const void *a, const void *b)
{
	int64_t one = view_member_number(*(json_t *const *)a, "number");
	int64_t two = view_member_number(*(json_t *const *)b, "number");

	return (one > two) - (one < two);
}

static int64_t picture_pixels(const json_t *row)
{
	return view_member_number(row, "width") *
	       view_member_number(row, "height");
}

/* The row that stands for this one: the first of its sizes that was told. */
static int64_t picture_first(const json_t *row)
{
	int64_t same = view_member_number(row, "same");

	return same > 0 ? same : view_member_number(row, "number");
}

/* Whether this is another address of what the row stands for, told once. */
static bool picture_is_size(const json_t *row, json_t *const *rows, size_t at)
{
	const char *url = view_member(rows[at], "url");

	if (rows[at] == row || picture_first(rows[at]) != picture_first(row))
		return false;
	if (url[0] == '\0')
		return strcmp(view_member(rows[at], "page"),
			      view_member(row, "page")) == 0;
	for (size_t i = 0; i < at; i++)
		if (strcmp(view_member(rows[i], "url"), url) == 0)
			return false;
	return strcmp(view_member(row, "url"), url) != 0;
}

/* Other pages of the check that show it. */
static json_t *picture_pages(const json_t *row, json_t *const *rows,
			     size_t count)
{
	const char *last = view_member(row, "page");
	json_t *pages = json_array();

	for (size_t i = 0; i < count; i++) {
		const char *page = view_member(rows[i], "page");

		if (picture_first(rows[i]) != picture_first(row) ||
		    strcmp(page, last) == 0 || page[0] == '\0' ||
		    picture_is(row, "page", page))
			continue;
		last = page;
		json_array_append_new(pages, json_string(page));
	}
	return pages;
}

/* One photo in several sizes: the largest is shown, the others are counted. */
static json_t *picture_sizes(const json_t *row, json_t *const *rows,
			     size_t count)
{
	json_t *sizes = json_array();

	for (size_t i = 0; i < count; i++)
		if (picture_is_size(row, rows, i))
			json_array_append(sizes, rows[i]);
	return sizes;
}

static json_t *picture_largest(const json_t *row, json_t *const *rows,
			       size_t count)
{
	json_t *largest = NULL;

	for (size_t i = 0; i < count; i++)
		if (picture_first(rows[i]) == picture_first(row) &&
		    (largest == NULL ||
		     picture_pixels(rows[i]) > picture_pixels(largest)))
			largest = rows[i];
	return largest;
}

json_t *view_pictures(json_t *rows)
{
	json_t *pictures = json_array(), *row, *picture;
	size_t count = json_array_size(rows), i;
	json_t **sorted = base_alloc(count + 1, sizeof(*sorted));

	json_array_foreach(rows, i, row) sorted[i] = row;
	qsort(sorted, count, sizeof(*sorted), picture_order);
	for (i = 0; i < count; i++) {
		if (view_member_number(sorted[i], "same") > 0)
			continue;
		row = picture_largest(sorted[i], sorted, count);
		picture = json_copy(row);
		json_object_set_new(picture, "also_on",
				    picture_pages(row, sorted, count));
		json_object_set_new(picture, "also_at",
				    picture_sizes(row, sorted, count));
		json_object_set_new(
		    picture, "stands_for",
		    json_string(view_member(sorted[i], "status")));
		json_array_append_new(pictures, picture);
	}
	free(sorted);
	return pictures;
}

/* ---- What an audit found ---- */

/* What of one kind stands together: the first of them, with all in "rows". */
static json_t *picture_exposed(const json_t *list, size_t at)
{
	json_t *kind = json_copy(json_array_get(list, at));
	json_t *rows = json_array(), *row;

	for (; (row = json_array_get(list, at)) != NULL; at++)
		if (picture_is(row, "kind", view_member(kind, "kind")))
			json_array_append(rows, row);
	json_object_set_new(kind, "rows", rows);
	return kind;
}

json_t *view_exposed_kinds(const json_t *exposed)
{
	json_t *kinds = json_array(), *row;
	const char *last = "";
	size_t i;

	json_array_foreach(exposed, i, row)
	{
		if (!json_is_true(json_object_get(row, "sure")) &&
		    picture_is(row, "severity", "low"))
			continue;
		if (!picture_is(row, "kind", last))
			json_array_append_new(kinds,
					      picture_exposed(exposed, i));
		last = view_member(row, "kind");
	}
	return kinds;
}
