/*
 * said.c: catalogues of gettext's, read.
 *
 * The C library's own gettext() speaks no language whose locale was not
 * generated on the machine: since glibc 2.39 it takes C.UTF-8 for English
 * whatever LANGUAGE says.  The form of the files is GNU gettext's ("The Format
 * of GNU MO Files"), and so are the tools that make them.
 */
#include <fcntl.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#define SAID_MAX (4u << 20)
#define SAID_MAGIC 0x950412deu
#define SAID_HEAD 28 /* bytes, of which the first five numbers are used */
#define SAID_ROW 8   /* length and place of a text */

struct said_catalogue {
	struct base_buffer file;
	uint32_t count, english, said; /* how many; where their tables are */
};

static struct said_catalogue spoken;
static bool said_hushed;

/* The text of a row, which ends with a NUL inside the file; else NULL. */
static const char *said_text(const struct said_catalogue *catalogue,
			     uint32_t table, uint32_t row)
{
	struct base_view file = base_buffer_view(&catalogue->file);
	struct base_view at = base_view_part(
	    file, (size_t)table + (size_t)row * SAID_ROW, SAID_ROW);
	struct base_view text = {NULL, 0};

	if (at.data != NULL)
		text = base_view_part(file, base_get_u32(at.data + 4),
				      (size_t)base_get_u32(at.data) + 1);
	return text.data != NULL && text.data[text.size - 1] == '\0'
		   ? (const char *)text.data
		   : NULL;
}

static bool said_is_whole(struct said_catalogue *catalogue)
{
	const uint8_t *head = catalogue->file.data;
	bool whole = catalogue->file.size >= SAID_HEAD &&
		     base_get_u32(head) == SAID_MAGIC;

	if (!whole)
		return false;
	catalogue->count = base_get_u32(head + 8);
	catalogue->english = base_get_u32(head + 12);
	catalogue->said = base_get_u32(head + 16);
	whole = catalogue->count <= catalogue->file.size / SAID_ROW;
	for (uint32_t i = 0; whole && i < catalogue->count; i++)
		whole = said_text(catalogue, catalogue->english, i) != NULL &&
			said_text(catalogue, catalogue->said, i) != NULL;
	return whole;
}

bool base_speak(const char *catalogue)
{
	int fd =
	    catalogue ? open(catalogue, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
	bool whole;

	base_buffer_free(&spoken.file);
	base_buffer_init(&spoken.file, SAID_MAX);
	whole = fd >= 0 && base_read_all(fd, &spoken.file) == LENS_OK &&
		said_is_whole(&spoken);
	base_close(&fd);
	if (!whole)
		base_buffer_free(&spoken.file);
	return whole;
}

bool base_said_english(bool english)
{
	bool before = said_hushed;

	said_hushed = english;
	return before;
}

const char *base_said(const char *english)
{
	uint32_t from = 0, to = spoken.file.size > 0 ? spoken.count : 0;

	if (said_hushed)
		return english;

	/* The row of "" is about the file. */
	while (from < to && english[0] != '\0') {
		uint32_t middle = from + (to - from) / 2;
		int order =
		    strcmp(english, said_text(&spoken, spoken.english, middle));

		if (order == 0)
			return said_text(&spoken, spoken.said, middle);
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return english;
}

/* The catalogue says how its language counts ("Plural-Forms"). */
bool base_said_singular(int64_t count)
{
	const char *head = NULL;

	if (!said_hushed && spoken.file.size > 0 && spoken.count > 0)
		head = said_text(&spoken, spoken.said, 0);
	return count == 1 || (count == 0 && head != NULL &&
			      strstr(head, "plural=(n > 1)") != NULL);
}
