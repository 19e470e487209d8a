/* forms.c: how a terminal shows a value: {{path|left 30}}, {{words|said}}. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/letter_forms.h>

#include "cli.h"
#include "template.h"

static json_t *form_bytes(json_t *value, const char *rest)
{
	char text[32];

	(void)rest;
	cli_bytes(text, sizeof(text), (uint64_t)json_integer_value(value));
	return json_string(text);
}

/* ---- Texts ---- */

/* |left N, |right N: at least so many columns; |column N: neither more. */
static json_t *form_left(json_t *value, const char *width)
{
	char *text = letter_form_words(value);
	char *fit = cli_fit(text, strtoul(width, NULL, 10), false);

	free(text);
	return letter_form_text(fit);
}

static json_t *form_column(json_t *value, const char *width)
{
	char *text = letter_form_words(value);
	char *fit = cli_fit(text, strtoul(width, NULL, 10), true);

	free(text);
	return letter_form_text(fit);
}

static json_t *form_right(json_t *value, const char *width)
{
	char *text = letter_form_words(value);
	size_t has = cli_width(text), wanted = strtoul(width, NULL, 10);
	char *fit = base_format("%*s%s", has < wanted ? (int)(wanted - has) : 0,
				"", text);

	free(text);
	return letter_form_text(fit);
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

/* One of the ways in which a copy differs, "turned by 3 degrees to the left" */
static char *form_one_way(const char *english)
{
	size_t plain = strcspn(english, "0123456789");
	size_t number = strspn(english + plain, "0123456789");
	char *pattern =
	    base_format("%.*s%s%s", (int)plain, english, number ? "%d" : "",
			english + plain + number);
	const char *said = base_said(pattern), *hole = strstr(said, "%d");
	char *way = hole ? base_format("%.*s%.*s%s", (int)(hole - said), said,
				       (int)number, english + plain, hole + 2)
			 : base_copy(said);

	free(pattern);
	return way;
}

/* |how: those that were kept of a copy, with commas between them */
static json_t *form_how(json_t *value, const char *rest)
{
	char *ways = letter_form_words(value), *at = ways, *way;
	char *all = base_copy("");

	(void)rest;
	while (at != NULL && (way = at) != NULL) {
		char *said, *longer;

		at = strstr(at, ", ");
		if (at != NULL)
			*at = '\0', at += 2;
		said = form_one_way(way);
		longer = base_format("%s%s%s", all, all[0] ? ", " : "", said);
		free(said);
		free(all);
		all = longer;
	}
	free(ways);
	return letter_form_text(all);
}

/* |lines N: every line printable, those after the first so far in */
static json_t *form_lines(json_t *value, const char *indent)
{
	char *text = letter_form_words(value), *at = text, *line, *all = NULL;

	text[strlen(text) -
	     (strlen(text) > 0 && text[strlen(text) - 1] == '\n')] = '\0';
	while ((line = strsep(&at, "\n")) != NULL) {
		char *shown = cli_printable(line);
		char *longer =
		    all ? base_format("%s\n%*s%s", all,
				      (int)strtoul(indent, NULL, 10), "", shown)
			: base_copy(shown);

		free(all);
		free(shown);
		all = longer;
	}
	free(text);
	return letter_form_text(all);
}

/* ---- The table ---- */

static const struct letter_form forms[] = {
    {"bytes", form_bytes},
    {"left", form_left},
    {"right", form_right},
    {"column", form_column},
    {"lines", form_lines},
    {"said", form_said},
    {"how", form_how},
    {"roff", letter_form_roff},
    {"detail", letter_form_detail},
    {NULL, NULL},
};

json_t *cli_form(void *context, json_t *value, const char *form)
{
	json_t *one, *shown;

	(void)context;
	if (strchr(form, '/') == NULL || !base_said_singular(0) ||
	    json_integer_value(value) != 0 || json_array_size(value) != 0 ||
	    json_object_size(value) != 0)
		return letter_form(forms, value, form);
	one = json_integer(1);
	shown = letter_form(forms, one, form);
	json_decref(one);
	return shown;
}
