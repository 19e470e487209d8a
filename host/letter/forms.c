/* forms.c: what a template asks of a value: {{added|day}}, {{n|photo/photos}}.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/letter_forms.h>
#include <lenscap/letter_mustache.h>

/* ---- Values ---- */

json_t *letter_form_text(char *text)
{
	json_t *made = json_string(text);

	free(text);
	return made;
}

char *letter_form_words(const json_t *value)
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
	char *text = letter_form_words(value);
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

/* |differ a b: of an object, two members that are not the same */
static json_t *form_differ(json_t *value, const char *names)
{
	char *copy = base_copy(names), *at = copy;
	const char *one = form_next(&at), *other = form_next(&at);
	bool same = json_equal(json_object_get(value, one ? one : ""),
			       json_object_get(value, other ? other : ""));

	free(copy);
	return json_boolean(!same);
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

/* The capital of a letter of ASCII or Latin-1: in UTF-8, of its last byte. */
static size_t form_raise(char *letter)
{
	unsigned char first = (unsigned char)letter[0];
	unsigned char last = (unsigned char)letter[first == 0xc3];

	if (first >= 'a' && first <= 'z')
		letter[0] = (char)(first - 'a' + 'A');
	else if (first == 0xc3 && last >= 0xa0 && last <= 0xbe && last != 0xb7)
		letter[1] = (char)(last - 0x20);
	return first == 0xc3 && last != 0 ? 2 : 1;
}

static json_t *form_upper(json_t *value, const char *rest)
{
	char *text = letter_form_words(value);

	(void)rest;
	for (char *at = text; *at != '\0';)
		at += form_raise(at);
	return letter_form_text(text);
}

static json_t *form_capital(json_t *value, const char *rest)
{
	char *text = letter_form_words(value);

	(void)rest;
	if (text[0] != '\0')
		(void)form_raise(text);
	return letter_form_text(text);
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
		char *text = letter_form_words(
		    member[0] ? json_object_get(item, member) : item);
		char *longer =
		    base_format("%s%s%s", all, i > 0 ? ", " : "", text);

		free(text);
		free(all);
		all = longer;
	}
	return letter_form_text(all);
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

static const struct letter_form forms[] = {
    {"is", form_is},
    {"any", form_any},
    {"there", form_there},
    {"same_day", form_same_day},
    {"differ", form_differ},
    {"over", form_over},
    {"starts", form_starts},
    {"sum", form_sum},
    {"size", form_size},
    {"time", form_time},
    {"day", form_day},
    {"upper", form_upper},
    {"capital", form_capital},
    {"list", form_list},
    {"rows", form_rows},
    {"reversed", form_reversed},
    {"pick", form_pick},
    {"pairs", form_pairs},
    {NULL, NULL},
};

/* The form that is asked for, and what it is asked with. */
static const struct letter_form *form_of(const struct letter_form *form,
					 const char *asked, const char **rest)
{
	size_t length = strcspn(asked, " ");

	while (form->name != NULL && (strlen(form->name) != length ||
				      strncmp(form->name, asked, length) != 0))
		form++;
	*rest = asked + length + (asked[length] == ' ');
	return form->name != NULL ? form : NULL;
}

json_t *letter_form(const struct letter_form *own, json_t *value,
		    const char *asked)
{
	const char *slash = strchr(asked, '/'), *rest;
	const struct letter_form *form;

	if (slash != NULL && form_count(value) == 1)
		return json_stringn(asked, (size_t)(slash - asked));
	if (slash != NULL)
		return json_string(slash + 1);
	form = form_of(own, asked, &rest);
	if (form == NULL)
		form = form_of(forms, asked, &rest);
	return form != NULL ? form->make(value, rest) : NULL;
}
