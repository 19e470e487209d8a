/* single.c: one template by itself, with what is known as JSON text. */
#include <stdio.h>
#include <string.h>

#include <lenscap/letter_mustache.h>

static enum lens_err single_plain(struct base_buffer *out, const char *text,
				  bool raw)
{
	(void)raw;
	return base_buffer_add_text(out, text);
}

static enum lens_err single_html(struct base_buffer *out, const char *text,
				 bool raw)
{
	static const struct {
		char sign;
		const char *entity;
	} entities[] = {
	    {'&', "&amp;"}, {'"', "&quot;"}, {'<', "&lt;"}, {'>', "&gt;"}};
	enum lens_err err = LENS_OK;

	if (raw)
		return base_buffer_add_text(out, text);
	/* Most of a text needs no care; a picture's has megabytes. */
	while (err == LENS_OK && text[0] != '\0') {
		size_t plain = strcspn(text, "&\"<>");

		err = base_buffer_add(out, text, plain);
		text += plain;
		for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]);
		     i++)
			if (err == LENS_OK && text[0] == entities[i].sign)
				err = base_buffer_add_text(out,
							   entities[i].entity);
		text += text[0] != '\0';
	}
	return err;
}

/* Partials that came as JSON, parsed when they are first asked for. */
struct single_partials {
	json_t *texts;
	struct {
		const char *name;
		struct mustache mustache;
	} parsed[MUSTACHE_DEPTH];
	unsigned count;
	struct letter_fault *fault;
	enum lens_err err;
};

static const struct mustache *single_named(void *context, const char *name)
{
	struct single_partials *partials = context;
	const char *text =
	    json_string_value(json_object_get(partials->texts, name));

	for (unsigned i = 0; i < partials->count; i++)
		if (strcmp(partials->parsed[i].name, name) == 0)
			return &partials->parsed[i].mustache;
	if (text == NULL || partials->count == MUSTACHE_DEPTH)
		return NULL;
	partials->err =
	    mustache_parse(base_view_of(text), partials->fault,
			   &partials->parsed[partials->count].mustache);
	if (partials->err != LENS_OK)
		return NULL;
	partials->parsed[partials->count].name =
	    json_object_iter_key(json_object_iter_at(partials->texts, name));
	return &partials->parsed[partials->count++].mustache;
}

enum lens_err letter_mustache_page(const char *template, json_t *known,
				   const char *partials, bool html,
				   struct letter_fault *fault,
				   struct base_buffer *out)
{
	struct single_partials named = {.texts = json_loads(partials, 0, NULL),
					.fault = fault};
	const struct mustache_style style = {.value = html ? single_html
							   : single_plain,
					     .partial = single_named,
					     .context = &named};
	struct mustache mustache = {.count = 0};
	enum lens_err err = LENS_MALFORMED;

	fault->sentence[0] = '\0';
	if (known != NULL && named.texts != NULL)
		err = mustache_parse(base_view_of(template), fault, &mustache);
	else
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The %s of this template are no JSON.",
			 known == NULL ? "values" : "partials");
	if (err == LENS_OK)
		err = letter_mustache_render(&mustache, known, &style, out);
	if (err == LENS_OK)
		err = named.err;
	mustache_free(&mustache);
	for (unsigned i = 0; i < named.count; i++)
		mustache_free(&named.parsed[i].mustache);
	json_decref(named.texts);
	return err;
}

enum lens_err letter_render(const char *template, const char *context,
			    const char *partials, bool html,
			    struct letter_fault *fault, struct base_buffer *out)
{
	json_t *known = json_loads(context, JSON_DECODE_ANY, NULL);
	enum lens_err err =
	    letter_mustache_page(template, known, partials, html, fault, out);

	json_decref(known);
	return err;
}
