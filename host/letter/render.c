/* render.c: tags and what is known become text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/letter_mustache.h>

#define RENDER_NUMBER 40

/* Where in the contexts and in the partials a rendering stands. */
struct render {
	const struct mustache_style *style;
	struct base_buffer *out;
	json_t *stack[2 * MUSTACHE_DEPTH + 2];
	json_t *made;	   /* what forms gave, until the end */
	unsigned depth;	   /* of contexts */
	unsigned partials; /* within each other */
};

/* ---- Names ---- */

static json_t *render_innermost(const struct render *render)
{
	for (unsigned i = render->depth; i > 0; i--)
		if (json_is_object(render->stack[i - 1]))
			return render->stack[i - 1];
	return NULL;
}

/* The first part of a name is looked for in every context, the rest within:
 * whole first, for a norm's id may have dots ("cite.ccpa:1798.110(a)"). */
static json_t *render_find_plain(const struct render *render, const char *name)
{
	char first[MUSTACHE_NAME_MAX];
	const char *rest = strchr(name, '.');
	size_t length = rest ? (size_t)(rest - name) : strlen(name);
	json_t *found = NULL;

	if (strcmp(name, ".") == 0)
		return render->stack[render->depth - 1];
	/* Of ".name" the innermost object alone. */
	if (name[0] == '.')
		found = render_innermost(render);
	memcpy(first, name, length);
	first[length] = '\0';
	for (unsigned i = render->depth; length > 0 && i > 0 && !found; i--)
		found = json_object_get(render->stack[i - 1], first);
	while (found != NULL && rest != NULL) {
		const char *part = rest + 1;
		json_t *whole = json_object_get(found, part);

		if (whole != NULL)
			return whole;
		rest = strchr(part, '.');
		length = rest ? (size_t)(rest - part) : strlen(part);
		memcpy(first, part, length);
		first[length] = '\0';
		found = json_object_get(found, first);
	}
	return found;
}

/* "name|form|form": what the name stands for, and what each form makes of it.
 */
static json_t *render_find(struct render *render, const char *name)
{
	char copy[MUSTACHE_NAME_MAX], *forms = copy, *form;
	json_t *value;

	if (render->style->form == NULL || strchr(name, '|') == NULL)
		return render_find_plain(render, name);
	snprintf(copy, sizeof(copy), "%s", name);
	value = render_find_plain(render, strsep(&forms, "|"));
	while ((form = strsep(&forms, "|")) != NULL) {
		value =
		    render->style->form(render->style->context, value, form);
		/* A list of what is nothing has null for it. */
		json_array_append_new(render->made,
				      value ? value : json_null());
	}
	return value;
}

bool letter_mustache_is_false(const json_t *value, bool zero)
{
	return value == NULL || json_is_false(value) || json_is_null(value) ||
	       (zero && json_is_integer(value) &&
		json_integer_value(value) == 0) ||
	       (json_is_array(value) && json_array_size(value) == 0) ||
	       (json_is_string(value) && json_string_length(value) == 0);
}

/* A value as text: its own, or written into number. */
static const char *render_text(const json_t *value, char number[RENDER_NUMBER])
{
	number[0] = '\0';
	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value))
		snprintf(number, RENDER_NUMBER, "%" JSON_INTEGER_FORMAT,
			 json_integer_value(value));
	else if (json_is_real(value))
		snprintf(number, RENDER_NUMBER, "%.15g",
			 json_real_value(value));
	return json_is_true(value) ? "true" : number;
}

static enum lens_err render_value(struct render *render,
				  const struct mustache_tag *tag)
{
	json_t *value = render_find(render, tag->name);
	char number[RENDER_NUMBER];

	return render->style->value(render->out, render_text(value, number),
				    tag->kind == MUSTACHE_RAW);
}

/* ---- Tags ---- */

static enum lens_err render_tags(struct render *render,
				 const struct mustache *mustache, size_t from,
				 size_t to);

static enum lens_err render_within(struct render *render,
				   const struct mustache *mustache, size_t from,
				   size_t to, json_t *context)
{
	enum lens_err err;

	if (render->depth == sizeof(render->stack) / sizeof(render->stack[0]))
		return LENS_TOO_BIG;
	render->stack[render->depth++] = context;
	err = render_tags(render, mustache, from, to);
	render->depth--;
	return err;
}

static enum lens_err render_nothing(struct render *render,
				    const struct mustache_tag *tag)
{
	if (tag->alone || render->style->nothing == NULL)
		return LENS_OK;
	return base_buffer_add_text(render->out, render->style->nothing);
}

static enum lens_err render_section(struct render *render,
				    const struct mustache *mustache, size_t at)
{
	const struct mustache_tag *tag = &mustache->tags[at];
	json_t *value = render_find(render, tag->name), *item;
	enum lens_err err = LENS_OK;
	size_t i;

	if (letter_mustache_is_false(value, render->style->zero_is_false))
		return render_nothing(render, tag);
	/* Where names have forms, "." is never a mere condition. */
	if (render->style->form != NULL && !json_is_object(value) &&
	    !json_is_array(value))
		return render_tags(render, mustache, at + 1, tag->end);
	if (!json_is_array(value))
		return render_within(render, mustache, at + 1, tag->end, value);
	json_array_foreach(value, i, item)
	{
		err = render_within(render, mustache, at + 1, tag->end, item);
		if (err != LENS_OK)
			break;
	}
	return err;
}

/* A partial that stands alone on a line is indented as its tag is: so is every
 * line of its text, but not of the values in it. */
static enum lens_err render_indented(const struct mustache_tag *tag,
				     struct base_view text, bool *line,
				     struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < text.size && err == LENS_OK; i++) {
		if (*line)
			err = base_buffer_add(out, tag->text.data,
					      tag->text.size);
		if (err == LENS_OK)
			err = base_buffer_add(out, text.data + i, 1);
		*line = text.data[i] == '\n';
	}
	return err;
}

/*
 * The partial with its indentation put before its lines, as a template of its
 * own: the spec has it that way.
 */
static enum lens_err render_indent(struct render *render,
				   const struct mustache_tag *tag,
				   const struct mustache *partial)
{
	struct mustache indented = {.count = partial->count};
	struct base_buffer *texts;
	enum lens_err err = LENS_OK;
	bool line = true;

	indented.tags = base_alloc(partial->count + 1, sizeof(*indented.tags));
	texts = base_alloc(partial->count + 1, sizeof(*texts));
	for (size_t i = 0; i < partial->count && err == LENS_OK; i++) {
		const struct mustache_tag *part = &partial->tags[i];

		indented.tags[i] = *part;
		base_buffer_init(&texts[i], LETTER_TEXT_MAX);
		if (part->kind == MUSTACHE_TEXT)
			err =
			    render_indented(tag, part->text, &line, &texts[i]);
		else if (line && (part->kind == MUSTACHE_VALUE ||
				  part->kind == MUSTACHE_RAW)) {
			/* A line that begins with a value: the blanks go to
			 * the text before it. */
			struct base_buffer *before =
			    i > 0 && indented.tags[i - 1].kind == MUSTACHE_TEXT
				? &texts[i - 1]
				: NULL;

			if (before != NULL)
				err = base_buffer_add(before, tag->text.data,
						      tag->text.size);
			else
				err = base_buffer_add(
				    render->out, tag->text.data,
				    i == 0 ? tag->text.size : 0);
			line = false;
		}
	}
	for (size_t i = 0; i < partial->count; i++)
		if (indented.tags[i].kind == MUSTACHE_TEXT)
			indented.tags[i].text = base_buffer_view(&texts[i]);
	if (err == LENS_OK)
		err = render_tags(render, &indented, 0, indented.count);
	for (size_t i = 0; i < partial->count; i++)
		base_buffer_free(&texts[i]);
	free(texts);
	free(indented.tags);
	return err;
}

/* The partial that a tag names; of {{>x *y}} the one for the value of y. */
static const struct mustache *render_named_by(struct render *render,
					      const char *name)
{
	const struct mustache_style *style = render->style;
	char number[RENDER_NUMBER], *whole, *rest = strstr(name, " *");
	const struct mustache *partial;

	if (rest == NULL)
		return style->partial(style->context, name);
	whole = base_format("%.*s %s", (int)(rest - name), name,
			    render_text(render_find(render, rest + 2), number));
	partial = style->partial(style->context, whole);
	whole[rest - name] = '\0';
	if (partial == NULL)
		partial = style->partial(style->context, whole);
	free(whole);
	return partial;
}

/* Where names have forms, a partial that stands alone on a line is that line,
 * or lines; one that comes to nothing, none. */
static enum lens_err render_alone(struct render *render,
				  const struct mustache_tag *tag,
				  const struct mustache *partial)
{
	struct base_buffer *out = render->out;
	size_t before = out->size;
	enum lens_err err =
	    base_buffer_add(out, tag->text.data, tag->text.size);

	if (err == LENS_OK)
		err = render_tags(render, partial, 0, partial->count);
	if (err == LENS_OK && out->size == before + tag->text.size)
		out->size = before;
	else if (err == LENS_OK && out->data[out->size - 1] != '\n')
		err = base_buffer_add(out, "\n", 1);
	return err;
}

static enum lens_err render_partial(struct render *render,
				    const struct mustache_tag *tag)
{
	const struct mustache *partial = render_named_by(render, tag->name);
	enum lens_err err;

	if (partial == NULL)
		return LENS_OK;
	if (render->partials == MUSTACHE_DEPTH)
		return LENS_TOO_BIG;
	render->partials++;
	if (tag->alone && render->style->form != NULL)
		err = render_alone(render, tag, partial);
	else if (tag->text.size > 0)
		err = render_indent(render, tag, partial);
	else
		err = render_tags(render, partial, 0, partial->count);
	render->partials--;
	return err;
}

static enum lens_err render_tag(struct render *render,
				const struct mustache *mustache, size_t at)
{
	const struct mustache_tag *tag = &mustache->tags[at];

	switch (tag->kind) {
	case MUSTACHE_TEXT:
		return base_buffer_add(render->out, tag->text.data,
				       tag->text.size);
	case MUSTACHE_VALUE:
	case MUSTACHE_RAW:
		return render_value(render, tag);
	case MUSTACHE_SECTION:
		return render_section(render, mustache, at);
	case MUSTACHE_INVERTED:
		if (!letter_mustache_is_false(render_find(render, tag->name),
					      render->style->zero_is_false))
			return render_nothing(render, tag);
		return render_tags(render, mustache, at + 1, tag->end);
	case MUSTACHE_PARTIAL:
		return render_partial(render, tag);
	case MUSTACHE_END:
		break;
	}
	return LENS_OK;
}

static enum lens_err render_tags(struct render *render,
				 const struct mustache *mustache, size_t from,
				 size_t to)
{
	enum lens_err err = LENS_OK;

	for (size_t at = from; at < to && err == LENS_OK; at++) {
		const struct mustache_tag *tag = &mustache->tags[at];

		err = render_tag(render, mustache, at);
		if (tag->kind == MUSTACHE_SECTION ||
		    tag->kind == MUSTACHE_INVERTED)
			at = tag->end;
	}
	return err;
}

enum lens_err letter_mustache_render(const struct mustache *mustache,
				     json_t *known,
				     const struct mustache_style *style,
				     struct base_buffer *out)
{
	struct render render = {
	    .style = style, .out = out, .made = json_array()};
	enum lens_err err;

	if (style->common != NULL)
		render.stack[render.depth++] = style->common;
	render.stack[render.depth++] = known;
	err = render_tags(&render, mustache, 0, mustache->count);
	json_decref(render.made);
	return err;
}
