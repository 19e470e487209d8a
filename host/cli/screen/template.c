/* template.c: what a person reads of an answer, by the templates of
 * host/share/words. */
#include "template.h"

#include <stdlib.h>
#include <string.h>

#include <lenscap/letter_mustache.h>
#include <lenscap/letter_sheet.h>

#include "cli.h"

#define TEMPLATE_TEXT_MAX (4u << 20)

/* {{>bold}} and the like begin a style, {{>plain}} ends it. */
static const struct mustache *template_style(FILE *out, const char *name)
{
	static const char *const names[] = {
	    [CLI_PLAIN] = "plain",   [CLI_BOLD] = "bold",
	    [CLI_DIM] = "dim",	     [CLI_RED] = "red",
	    [CLI_YELLOW] = "yellow", [CLI_GREEN] = "green"};
	static struct mustache_tag tag = {.kind = MUSTACHE_TEXT};
	static const struct mustache style = {1, &tag};

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0) {
			tag.text = base_view_of(cli_style(out, i));
			return &style;
		}
	return NULL;
}

static const struct mustache *template_partial(void *context, const char *name)
{
	const struct mustache *style = template_style(context, name);

	return style ? style : letter_sheet_find(name);
}

/* Whatever a stranger wrote does not speak to the terminal. */
static enum lens_err template_value(struct base_buffer *out, const char *text,
				    bool raw)
{
	char *shown = raw ? base_copy(text) : cli_printable(text);
	enum lens_err err = base_buffer_add_text(out, shown);

	free(shown);
	return err;
}

char *cli_template_text(FILE *out, const char *name, json_t *known,
			json_t *common)
{
	const struct mustache *mustache = letter_sheet_find(name);
	const struct mustache_style style = {.value = template_value,
					     .partial = template_partial,
					     .context = out,
					     .form = cli_form,
					     .common = common,
					     .zero_is_false = true};
	struct base_buffer text;
	char *copy = NULL;

	if (mustache == NULL)
		return NULL;
	base_buffer_init(&text, TEMPLATE_TEXT_MAX);
	if (letter_mustache_render(mustache, known, &style, &text) == LENS_OK &&
	    base_buffer_add(&text, "", 1) == LENS_OK)
		copy = base_copy((const char *)text.data);
	base_buffer_free(&text);
	return copy;
}
