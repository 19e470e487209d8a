/* set.c: reading an imported set back. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "set.h"

enum lens_err set_read_file(int folder, const char *name,
			    struct base_buffer *out)
{
	/* A pipe would block us, and a device never end. */
	int fd =
	    openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat about;
	enum lens_err err = LENS_OK;

	if (fd < 0)
		return errno == ENOENT ? LENS_NOT_FOUND : LENS_SYSTEM;
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		err = LENS_DENIED;
	if (err == LENS_OK)
		err = base_read_all(fd, out);
	base_close(&fd);
	return err;
}

/* The next line of *text, without its end; false when there is none. */
static bool set_line(struct base_view *text, struct base_view *line)
{
	const uint8_t *end =
	    text->size > 0 ? memchr(text->data, '\n', text->size) : NULL;

	if (end == NULL)
		return false;
	*line = (struct base_view){text->data, (size_t)(end - text->data)};
	text->data = end + 1;
	text->size -= line->size + 1;
	return true;
}

/* The first word of a line, into capacity bytes; the line moves past it. */
static bool set_word(struct base_view *line, char *out, size_t capacity)
{
	const uint8_t *end =
	    line->size > 0 ? memchr(line->data, ' ', line->size) : NULL;
	size_t length = end != NULL ? (size_t)(end - line->data) : line->size;

	if (length == 0 || length >= capacity)
		return false;
	memcpy(out, line->data, length);
	out[length] = '\0';
	if (end == NULL)
		length--;
	line->data += length + 1;
	line->size -= length + 1;
	return base_is_printable(base_view_of(out));
}

static bool set_face_read(struct base_view line, struct set_face *face)
{
	char magic[32], version[8];

	return set_word(&line, magic, sizeof(magic)) &&
	       set_word(&line, version, sizeof(version)) &&
	       set_word(&line, face->name, sizeof(face->name)) &&
	       set_word(&line, face->date, sizeof(face->date)) &&
	       line.size == 0 && strcmp(magic, "lenscap-registry") == 0 &&
	       strcmp(version, "1") == 0;
}

static enum lens_err set_rows(struct base_view text, struct set_face *face,
			      set_row *row, void *context,
			      struct registry_fault *fault)
{
	struct base_view line;
	uint64_t count = 0, said;
	char what[32], number[24];

	if (!set_line(&text, &line) || !set_face_read(line, face))
		return LENS_MALFORMED;
	while (set_line(&text, &line)) {
		enum lens_err err;

		if (!set_word(&line, what, sizeof(what)))
			return LENS_MALFORMED;
		if (strcmp(what, "end") == 0)
			return set_word(&line, number, sizeof(number)) &&
				       base_parse_number(number, UINT32_MAX,
							 &said) == LENS_OK &&
				       said == count && text.size == 0
				   ? LENS_OK
				   : LENS_MALFORMED;
		if (++count > REGISTRY_RECORDS_MAX)
			return LENS_TOO_BIG;
		err = row(context, what, line, fault);
		if (err != LENS_OK)
			return err;
	}
	return LENS_MALFORMED;
}

enum lens_err set_read(const char *path, struct set_face *face, set_row *row,
		       void *context, struct registry_fault *fault)
{
	struct base_buffer text;
	enum lens_err err;

	/* Lines have a word before what REGISTRY_SET_MAX counts. */
	base_buffer_init(&text, REGISTRY_SET_MAX + REGISTRY_RECORDS_MAX * 64);
	err = set_read_file(AT_FDCWD, path, &text);
	if (err == LENS_OK)
		err = set_rows(base_buffer_view(&text), face, row, context,
			       fault);
	base_buffer_free(&text);
	if (err == LENS_OK || err == LENS_NOT_FOUND)
		return err;
	return registry_say(fault, err == LENS_TOO_BIG ? err : LENS_MALFORMED,
			    "The imported records cannot be read back: the "
			    "file is damaged; import them again.");
}
