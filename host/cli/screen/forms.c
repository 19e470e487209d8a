/* forms.c: how a template shows a value: {{added|day}}, {{n|photo/photos}}. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/letter_mustache.h>

#include "cli.h"
#include "template.h"

/* ---- Values ---- */

/* A text that is taken over. */
static json_t *form_text(char *text)
{
	json_t *made = json_string(text);

	free(text);
	return made;
}

/* What a value says, in words; the caller frees it. */
static char *form_words(const json_t *value)
{
	if (json_is_integer(value))
		return base_format("%lld",
				   (long long)json_integer_value(value));
	if (json_is_boolean(value))
		return base_copy(json_is_true(value) ? "true" : "false");
	return base_copy(json_is_string(value) ? json_string_value(value) : "");
}

/* A number, or how many there are. */
static int64_t form_count(const json_t *value)
{
	if (json_is_array(value))
		return (int64_t)json_array_size(value);
	return json_is_object(value) ? (int64_t)json_object_size(value)
				     : json_integer_value(value);
}

static size_t form_number(const char *text)
{
	return (size_t)strtoul(text, NULL, 10);
}

/* The next of some words that blanks divide; NULL after the last. */
static char *form_next(char **words)
{
	return strsep(words, " ");
}

/* A member of an object, or "a.b" of one in it. */
static json_t *form_member(const json_t *object, const char *path)
{
	char *copy = base_copy(path), *at = copy, *name;
	json_t *found = (json_t *)object;

	while ((name = strsep(&at, ".")) != NULL)
		found = json_object_get(found, name);
	free(copy);
	return found;
}

/* ---- Questions ---- */

/* |is A B: one of these words */
static json_t *form_is(json_t *value, const char *words)
{
	char *copy = base_copy(words), *at = copy, *word;
	char *text = form_words(value);
	bool same = false;

	while ((word = form_next(&at)) != NULL)
		same |= strcmp(word, text) == 0;
	free(text);
	free(copy);
	return json_boolean(same);
}

/* |any a b: of an object, one of these members says something */
static json_t *form_any(json_t *value, const char *names)
{
	char *copy = base_copy(names), *at = copy, *name;
	bool any = false;

	while ((name = form_next(&at)) != NULL)
		any |=
		    !letter_mustache_is_false(form_member(value, name), true);
	free(copy);
	return json_boolean(any);
}

/* |starts A: a text that begins so */
static json_t *form_starts(json_t *value, const char *begin)
{
	const char *text = json_string_value(value);

	return json_boolean(text != NULL &&
			    strncmp(text, begin, strlen(begin)) == 0);
}

/* |there: any value, if it is 0 or nothing, too */
static json_t *form_there(json_t *value, const char *rest)
{
	(void)rest;
	return json_boolean(value != NULL && !json_is_null(value));
}

/* |same_day a b: of an object, two moments of one day */
static json_t *form_same_day(json_t *value, const char *names)
{
	char *copy = base_copy(names), *at = copy;
	int64_t day[2];

	for (unsigned i = 0; i < 2; i++) {
		const char *name = form_next(&at);

		day[i] = form_count(json_object_get(value, name ? name : "")) /
			 86400000;
	}
	free(copy);
	return json_boolean(day[0] == day[1]);
}

/* |over N: more than so many */
static json_t *form_over(json_t *value, const char *least)
{
	return json_boolean(form_count(value) > (int64_t)form_number(least));
}

/* ---- Numbers and times ---- */

/* |sum a b: of an object, its numbers */
static json_t *form_sum(json_t *value, const char *names)
{
	char *copy = base_copy(names), *at = copy, *name;
	int64_t sum = 0;

	while ((name = form_next(&at)) != NULL)
		sum += form_count(form_member(value, name));
	free(copy);
	return json_integer((json_int_t)sum);
}

static json_t *form_size(json_t *value, const char *rest)
{
	(void)rest;
	return json_integer((json_int_t)form_count(value));
}

static json_t *form_bytes(json_t *value, const char *rest)
{
	char text[32];

	(void)rest;
	cli_bytes(text, sizeof(text), (uint64_t)json_integer_value(value));
	return json_string(text);
}

static json_t *form_time(json_t *value, const char *rest)
{
	char text[BASE_MOMENT];

	(void)rest;
	(void)base_moment(text, json_integer_value(value));
	return json_string(text);
}

static json_t *form_day(json_t *value, const char *rest)
{
	char text[BASE_MOMENT];

	(void)rest;
	(void)base_moment(text, json_integer_value(value));
	text[strcspn(text, "T")] = '\0';
	return json_string(text);
}

/* ---- Texts ---- */

/* |left N, |right N: at least so many columns; |column N: neither more. */
static json_t *form_left(json_t *value, const char *width)
{
	char *text = form_words(value);
	char *fit = cli_fit(text, form_number(width), false);

	free(text);
	return form_text(fit);
}

static json_t *form_column(json_t *value, const char *width)
{
	char *text = form_words(value);
	char *fit = cli_fit(text, form_number(width), true);

	free(text);
	return form_text(fit);
}

static json_t *form_right(json_t *value, const char *width)
{
	char *text = form_words(value);
	size_t has = cli_width(text), wanted = form_number(width);
	char *fit = base_format("%*s%s", has < wanted ? (int)(wanted - has) : 0,
				"", text);

	free(text);
	return form_text(fit);
}

static json_t *form_upper(json_t *value, const char *rest)
{
	char *text = form_words(value);

	(void)rest;
	for (char *c = text; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return form_text(text);
}

static json_t *form_capital(json_t *value, const char *rest)
{
	char *text = form_words(value);

	(void)rest;
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	return form_text(text);
}

/* |said: a sentence of ours, in the language of the terminal, or each of a
 * list; |said a: that member of each */
static json_t *form_said(json_t *value, const char *member)
{
	json_t *list, *item;
	size_t i;

	if (json_is_string(value))
		return json_string(base_said(json_string_value(value)));
	if (json_is_object(value)) {
		json_t *copy = json_copy(value);

		json_object_set_new(
		    copy, member,
		    form_said(json_object_get(value, member), ""));
		return copy;
	}
	if (!json_is_array(value))
		return json_incref(value);
	list = json_array();
	json_array_foreach(value, i, item)
	{
		json_array_append_new(list, form_said(item, member));
	}
	return list;
}

/* |lines N: every line printable, those after the first so far in */
static json_t *form_lines(json_t *value, const char *indent)
{
	char *text = form_words(value), *at = text, *line, *all = NULL;

	text[strlen(text) -
	     (strlen(text) > 0 && text[strlen(text) - 1] == '\n')] = '\0';
	while ((line = strsep(&at, "\n")) != NULL) {
		char *shown = cli_printable(line);
		char *longer =
		    all ? base_format("%s\n%*s%s", all,
				      (int)form_number(indent), "", shown)
			: base_copy(shown);

		free(all);
		free(shown);
		all = longer;
	}
	free(text);
	return form_text(all);
}

/* ---- Lists ---- */

/* |list: its texts with commas between them; |list a: that member of each */
static json_t *form_list(json_t *value, const char *member)
{
	char *all = base_copy("");
	json_t *item;
	size_t i;

	json_array_foreach(value, i, item)
	{
		char *text = form_words(
		    member[0] ? json_object_get(item, member) : item);
		char *longer =
		    base_format("%s%s%s", all, i > 0 ? ", " : "", text);

		free(text);
		free(all);
		all = longer;
	}
	return form_text(all);
}

/* |rows: each has "at_first" and "at_last", so that a heading comes once */
static json_t *form_rows(json_t *value, const char *rest)
{
	json_t *rows = json_array(), *item, *row;
	size_t i;

	(void)rest;
	json_array_foreach(value, i, item)
	{
		row = json_is_object(item) ? json_copy(item)
					   : json_pack("{s:O}", "value", item);
		json_object_set_new(row, "at_first", json_boolean(i == 0));
		json_object_set_new(
		    row, "at_last",
		    json_boolean(i + 1 == json_array_size(value)));
		json_array_append_new(rows, row);
	}
	return rows;
}

/* |reversed: the last one first */
static json_t *form_reversed(json_t *value, const char *rest)
{
	json_t *list = json_array(), *item;
	size_t i;

	(void)rest;
	json_array_foreach(value, i, item) json_array_insert(list, 0, item);
	return list;
}

/* |pick a b: of an object, a list of {name, value} of those that say something
 */
static json_t *form_pick(json_t *value, const char *names)
{
	char *copy = base_copy(names), *at = copy, *name;
	json_t *list = json_array();

	while ((name = form_next(&at)) != NULL) {
		json_t *item = form_member(value, name);

		if (!letter_mustache_is_false(item, true))
			json_array_append_new(list,
					      json_pack("{s:s, s:O}", "name",
							name, "value", item));
	}
	free(copy);
	return list;
}

/* |pairs: an object as a list of {name, value} */
static json_t *form_pairs(json_t *value, const char *rest)
{
	json_t *list = json_array(), *item;
	const char *name;

	(void)rest;
	json_object_foreach(value, name, item) json_array_append_new(
	    list, json_pack("{s:s, s:O}", "name", name, "value", item));
	return list;
}

/* ---- The table ---- */

static const struct {
	const char *name;
	json_t *(*make)(json_t *value, const char *rest);
} forms[] = {
    {"is", form_is},	     {"any", form_any},
    {"there", form_there},   {"same_day", form_same_day},
    {"over", form_over},     {"starts", form_starts},
    {"sum", form_sum},	     {"size", form_size},
    {"bytes", form_bytes},   {"time", form_time},
    {"day", form_day},	     {"left", form_left},
    {"right", form_right},   {"column", form_column},
    {"upper", form_upper},   {"lines", form_lines},
    {"said", form_said},     {"capital", form_capital},
    {"roff", cli_form_roff}, {"list", form_list},
    {"rows", form_rows},     {"reversed", form_reversed},
    {"pick", form_pick},     {"pairs", form_pairs},
};

json_t *cli_form(void *context, json_t *value, const char *form)
{
	const char *slash = strchr(form, '/');
	size_t length = strcspn(form, " ");

	(void)context;
	if (slash != NULL && form_count(value) == 1)
		return json_stringn(form, (size_t)(slash - form));
	if (slash != NULL)
		return json_string(slash + 1);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (strlen(forms[i].name) == length &&
		    strncmp(forms[i].name, form, length) == 0)
			return forms[i].make(value, form + length +
							(form[length] == ' '));
	return NULL;
}
