/* sheet.c: the templates of host/share/words, read when asked for. */
#include <lenscap/letter_sheet.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define SHEET_BYTES_MAX (64u << 10)
#define SHEET_COMMON "common" /* the sheet of names without a family */

struct sheet_template {
	struct sheet_template *next;
	char *name, *text;
	bool parsed;
	struct mustache mustache;
};

/* All that were read, for as long as the program runs. */
static struct sheet_template *templates;

/* The last one of this name. */
static struct sheet_template *sheet_look(const char *name)
{
	struct sheet_template *found = templates;

	while (found != NULL && strcmp(found->name, name) != 0)
		found = found->next;
	return found;
}

/* ---- Files ---- */

static void sheet_add(const char *name, size_t length, const char *text,
		      size_t size)
{
	struct sheet_template *new = base_alloc(1, sizeof(*new));

	new->name = base_format("%.*s", (int)length, name);
	new->text = base_format("%.*s", (int)size, text);
	new->next = templates;
	templates = new;
}

/* "[a.name, another] one line", or "[a.name]" and the lines below it, without
 * the empty ones at their end. */
static const char *sheet_section(const char *at)
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

		sheet_add(names, length, text, size);
		names += length + strspn(names + length, ", ]");
	}
	return next;
}

/* What stands before the first name is for whoever reads the file. */
static void sheet_read_all(const char *text)
{
	while (*text != '\0')
		if (*text == '[')
			text = sheet_section(text);
		else
			text = strchrnul(text, '\n'), text += *text == '\n';
}

/* The file of a family in a language; it is not there: no templates. */
static void sheet_load(const char *name)
{
	char *path = base_share_path(name);
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct base_buffer bytes;

	sheet_add(name, strlen(name), "", 0);
	base_buffer_init(&bytes, SHEET_BYTES_MAX);
	if (fd >= 0 && base_read_all(fd, &bytes) == LENS_OK &&
	    base_buffer_add(&bytes, "", 1) == LENS_OK)
		sheet_read_all((const char *)bytes.data);
	base_buffer_free(&bytes);
	base_close(&fd);
	free(path);
}

/* The file of a family of operations, once; what the terminal's language has
 * comes before the English. */
static void sheet_load_family(const char *family, size_t length)
{
	const char *languages[] = {"en", base_language()};
	unsigned count = strcmp(languages[1], languages[0]) == 0 ? 1 : 2;

	for (unsigned i = 0; i < count; i++) {
		char *name = base_format("words/%s/%.*s.mustache", languages[i],
					 (int)length, family);

		if (sheet_look(name) == NULL)
			sheet_load(name);
		free(name);
	}
}

/* ---- One template ---- */

const struct mustache *letter_sheet_find(const char *name)
{
	const char *family = strchr(name, '.') ? name : SHEET_COMMON;
	size_t length = strcspn(family, ".");
	struct sheet_template *found;

	sheet_load_family(family, length);
	found = sheet_look(name);
	if (found != NULL && !found->parsed) {
		found->parsed = true;
		if (mustache_parse(base_view_of(found->text), NULL,
				   &found->mustache) != LENS_OK)
			found->mustache.tags = NULL;
	}
	return found && found->mustache.tags ? &found->mustache : NULL;
}
