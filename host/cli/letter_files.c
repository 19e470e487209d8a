/* letter_files.c: letters as files, or on the screen. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "letter_cli.h"

bool letter_files_formats(struct letter_files *files, const char *text)
{
	const char *known[CASEWORK_FORMATS + 1] = {NULL};
	unsigned bits;

	for (unsigned f = 0; f < CASEWORK_FORMATS; f++)
		known[f] = casework_format_name(f);
	if (!letter_words_bits(text ? text : "txt", known, &bits) || bits == 0)
		return false;
	for (unsigned f = 0; f < CASEWORK_FORMATS; f++)
		files->formats[f] = (bits >> f & 1) != 0;
	return true;
}

bool letter_files_open(struct letter_files *files)
{
	files->dir = -1;
	if (files->path == NULL)
		return true;
	files->dir = ledger_cli_folder(files->self, files->path, &files->made);
	return files->dir >= 0;
}

void letter_files_close(struct letter_files *files)
{
	base_close(&files->dir);
	/* One that has something in it stays. */
	if (files->made)
		(void)rmdir(files->path);
	files->made = false;
}

/* ---- One letter ---- */

static enum lens_err files_put(const struct letter_files *files, int64_t id,
			       enum casework_format format, const char *name,
			       struct base_view bytes,
			       struct ledger_fault *fault)
{
	enum lens_err err = base_write_new(files->dir, name, bytes);

	if (err != LENS_OK)
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "The file %.80s could not be written (%s); the letter "
			 "is kept: lenscap letter export %lld --out DIR",
			 name,
			 err == LENS_DENIED ? "it is there already"
					    : strerror(errno),
			 (long long)id);
	else if (files->json)
		cli_print_json(
		    view_letter_file(id, casework_format_name(format), name));
	else
		printf("      %s\n", name);
	return err;
}

static void files_show(const struct letter_files *files, int64_t id,
		       enum casework_format format, struct base_view bytes)
{
	if (files->json)
		cli_print_json(json_pack("{s:I, s:s, s:s%}", "letter",
					 (json_int_t)id, "format",
					 casework_format_name(format), "text",
					 (const char *)bytes.data, bytes.size));
	else
		fwrite(bytes.data, 1, bytes.size, stdout);
}

/* A letter in the person's own language has no twin, which is no failure
 * where other formats are wanted too. */
static bool files_lacks_twin(const struct letter_files *files,
			     enum casework_format format)
{
	bool others = false;

	for (unsigned f = 0; f < CASEWORK_FORMATS; f++)
		others |= f != CASEWORK_TWIN && files->formats[f];
	return format == CASEWORK_TWIN && others;
}

static enum lens_err files_one(struct letter_files *files, int64_t id,
			       enum casework_format format,
			       struct ledger_fault *fault)
{
	char name[CASEWORK_FILE_NAME];
	struct base_buffer bytes;
	int fd;
	enum lens_err err = casework_export(files->work, id, format,
					    files->setter, fault, name, &fd);

	if (err == LENS_DENIED && files_lacks_twin(files, format))
		return LENS_OK;
	base_buffer_init(&bytes, IPC_PAPER_BYTES_MAX);
	if (err == LENS_OK)
		err = base_read_all(fd, &bytes);
	base_close(&fd);
	if (err == LENS_OK && files->dir >= 0)
		err = files_put(files, id, format, name,
				base_buffer_view(&bytes), fault);
	else if (err == LENS_OK)
		files_show(files, id, format, base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	return err;
}

/* ---- All of them ---- */

enum lens_err letter_files_write(struct letter_files *files,
				 const int64_t *letters, size_t count,
				 struct ledger_fault *fault)
{
	struct cli_progress progress = {0};
	enum lens_err err = LENS_OK;

	files->setter = clients_typesetter_new(NULL);
	for (size_t i = 0; i < count && err == LENS_OK; i++) {
		cli_progress_clear(&progress);
		for (unsigned f = 0; f < CASEWORK_FORMATS && err == LENS_OK;
		     f++)
			if (files->formats[f])
				err = files_one(files, letters[i], f, fault);
		fflush(stdout);
		cli_progress(&progress, "letters", i + 1, count);
	}
	cli_progress_clear(&progress);
	clients_typesetter_free(files->setter);
	files->setter = NULL;
	return err;
}
