/* template.c: the templates of host/share/words, read when asked for. */
#include "template.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/letter_mustache.h>

#include "cli.h"

#define TEMPLATE_FILE_MAX (64u << 10)
#define TEMPLATE_TEXT_MAX (4u << 20)
#define TEMPLATE_COMMON "common" /* the file of names without a family */

struct template_read {
	struct template_read *next;
	char *name, *text;
	bool parsed;
	struct mustache mustache;
};

/* All that were read, for as long as the program runs. */
static struct template_read *templates;

/* The last one of this name. */
static struct template_read *template_look(const char *name)
{
	struct template_read *found = templates;

	while (found != NULL && strcmp(found->name, name) != 0)
		found = found->next;
	return found;
}

/* ---- Files ---- */

static void template_add(const char *name, size_t length, const char *text,
			 size_t size)
{
	struct template_read *new = base_alloc(1, sizeof(*new));

	new->name = base_format("%.*s", (int)length, name);
	new->text = base_format("%.*s", (int)size, text);
	new->next = templates;
	templates = new;
}

/* "[a.name, another] one line", or "[a.name]" and the lines below it, without
 * the empty ones at their end. */
static const char *template_section(const char *at)
{
	const char *names = at + 1, *end = names + strcspn(names, "]\n");
	const char *text = end + (*end == ']'), *next;
	size_t size;

	if (*text == ' ') {
		text++;
		next = text + strcspn(text, "\n");
		size = (size_t)(next - text);
	} else {
		text += *text == '\n';
		for (next = text; *next != '\0' && *next != '[';)
			next = strchrnul(next, '\n'), next += *next == '\n';
		size = (size_t)(next - text);
		while (size > 0 && text[size - 1] == '\n' &&
		       (size == 1 || text[size - 2] == '\n'))
			size--;
	}
	while (names < end) {
		size_t length = strcspn(names, ",]");

		template_add(names, length, text, size);
		names += length + strspn(names + length, ", ]");
	}
	return next;
}

/* What stands before the first name is for whoever reads the file. */
static void template_read_all(const char *text)
{
	while (*text != '\0')
		if (*text == '[')
			text = template_section(text);
		else
			text = strchrnul(text, '\n'), text += *text == '\n';
}

/* The file of a family in a language; it is not there: no templates. */
static void template_load(const char *name)
{
	char *path = base_share_path(name);
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct base_buffer bytes;

	template_add(name, strlen(name), "", 0);
	base_buffer_init(&bytes, TEMPLATE_FILE_MAX);
	if (fd >= 0 && base_read_all(fd, &bytes) == LENS_OK &&
	    base_buffer_add(&bytes, "", 1) == LENS_OK)
		template_read_all((const char *)bytes.data);
	base_buffer_free(&bytes);
	base_close(&fd);
	free(path);
}

/* The file of a family of operations, once; what the terminal's language has
 * comes before the English. */
static void template_load_family(const char *family, size_t length)
{
	const char *languages[] = {"en", base_language()};
	unsigned count = strcmp(languages[1], languages[0]) == 0 ? 1 : 2;

	for (unsigned i = 0; i < count; i++) {
		char *name = base_format("words/%s/%.*s.mustache", languages[i],
					 (int)length, family);

		if (template_look(name) == NULL)
			template_load(name);
		free(name);
	}
}

/* ---- One template ---- */

static const struct mustache *template_find(const char *name)
{
	const char *family = strchr(name, '.') ? name : TEMPLATE_COMMON;
	size_t length = strcspn(family, ".");
	struct template_read *found;

	template_load_family(family, length);
	found = template_look(name);
	if (found != NULL && !found->parsed) {
		found->parsed = true;
		if (mustache_parse(base_view_of(found->text), NULL,
				   &found->mustache) != LENS_OK)
			found->mustache.tags = NULL;
	}
	return found && found->mustache.tags ? &found->mustache : NULL;
}

/* ---- Rendering ---- */

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

	return style ? style : template_find(name);
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
	const struct mustache *mustache = template_find(name);
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
