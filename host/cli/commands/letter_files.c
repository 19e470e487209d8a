/* letter_files.c: letters as files, or on the screen. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>

#include "letter_files.h"

bool letter_files_open(struct cli_run *run, struct letter_files *files)
{
	*files = (struct letter_files){
	    .run = run, .path = cli_run_path(run, "out"), .dir = -1};
	operation_formats(&run->call, files->formats);
	if (files->path != NULL)
		files->dir = cli_run_folder(run, files->path, &files->made);
	return files->path == NULL || files->dir >= 0;
}

void letter_files_close(struct letter_files *files)
{
	base_close(&files->dir);
	/* One that has something in it stays. */
	if (files->made)
		(void)rmdir(files->path);
	files->made = false;
}

/* ---- Before a letter is kept ---- */

bool letter_files_are_new(const struct letter_files *files, int64_t id,
			  const char *kind)
{
	struct operation_call *call = &files->run->call;
	struct ledger_fault fault = {0};
	enum lens_err err =
	    files->dir < 0
		? LENS_OK
		: casework_expect_new_files(call->work, id, kind, files->dir,
					    files->formats, &fault);

	if (err != LENS_OK)
		operation_fail_as(call, err, &fault);
	return err == LENS_OK;
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
			 base_said("The file %.80s could not be written (%s); "
				   "the letter is kept: lenscap letter export "
				   "%lld --out DIR"),
			 name,
			 base_said(err == LENS_DENIED ? "it is there already"
						      : strerror(errno)),
			 (long long)id);
	else if (files->run->json)
		cli_print_json(
		    view_letter_file(id, casework_format_name(format), name));
	else
		printf("      %s\n", name);
	return err;
}

static void files_show(const struct letter_files *files, int64_t id,
		       enum casework_format format, struct base_view bytes)
{
	if (files->run->json)
		cli_print_json(json_pack("{s:I, s:s, s:s%}", "letter",
					 (json_int_t)id, "format",
					 casework_format_name(format), "text",
					 (const char *)bytes.data, bytes.size));
	else
		fwrite(bytes.data, 1, bytes.size, stdout);
}

/* A letter in the person's own language has no twin, which is no failure
 * where other formats are wanted too. */
static bool files_lacks_translation(const struct letter_files *files,
				    enum casework_format format)
{
	bool others = false;

	for (unsigned f = 0; f < CASEWORK_FORMATS; f++)
		others |= f != CASEWORK_TRANSLATION && files->formats[f];
	return format == CASEWORK_TRANSLATION && others;
}

/* A link that is too long with the letter's text is made without it. */
static void files_tell_brief(struct letter_files *files, int64_t id,
			     enum casework_format format,
			     struct base_view bytes)
{
	bool nobody;

	if (format != CASEWORK_MAILTO || files->run->json ||
	    memmem(bytes.data, bytes.size, "&body=", 6) != NULL)
		return;
	cli_progress_clear(&files->run->progress);
	nobody = bytes.size > strlen("mailto:?") &&
		 memcmp(bytes.data, "mailto:?", strlen("mailto:?")) == 0;
	fprintf(stderr,
		base_said("Letter %lld is too long for a link with its text: "
			  "the link opens a mail with %s; paste the text into "
			  "it, or send the letter as .eml.\n"),
		(long long)id,
		base_said(nobody ? N_("its subject and no address")
				 : N_("address and subject")));
}

static enum lens_err files_one(struct letter_files *files, int64_t id,
			       enum casework_format format,
			       struct ledger_fault *fault)
{
	char name[CASEWORK_FILE_NAME];
	struct base_buffer bytes;
	int fd;
	enum lens_err err = casework_export(files->run->call.work, id, format,
					    files->setter, fault, name, &fd);

	if (err == LENS_DENIED && files_lacks_translation(files, format))
		return LENS_OK;
	base_buffer_init(&bytes, IPC_DOCUMENT_BYTES_MAX);
	if (err == LENS_OK)
		err = base_read_all(fd, &bytes);
	base_close(&fd);
	if (err == LENS_OK && files->dir >= 0)
		err = files_put(files, id, format, name,
				base_buffer_view(&bytes), fault);
	else if (err == LENS_OK)
		files_show(files, id, format, base_buffer_view(&bytes));
	if (err == LENS_OK)
		files_tell_brief(files, id, format, base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	return err;
}

/* ---- All of them ---- */

/* One file that fails takes no other with it; the first failure is told. */
static unsigned files_letter(struct letter_files *files, int64_t id,
			     struct ledger_fault *fault, enum lens_err *first)
{
	unsigned failed = 0;

	for (unsigned f = 0; f < CASEWORK_FORMATS; f++) {
		struct ledger_fault own = {0};
		enum lens_err err =
		    files->formats[f] ? files_one(files, id, f, &own) : LENS_OK;

		if (err == LENS_OK)
			continue;
		failed++;
		if (*first == LENS_OK) {
			*first = err;
			*fault = own;
		}
	}
	return failed;
}

bool letter_files_write(struct letter_files *files, const int64_t *letters,
			size_t count)
{
	struct cli_progress *progress = &files->run->progress;
	struct ledger_fault fault = {0};
	enum lens_err err = LENS_OK;
	unsigned failed = 0;

	files->setter = clients_typesetter_new(NULL);
	for (size_t i = 0; i < count; i++) {
		cli_progress_clear(progress);
		failed += files_letter(files, letters[i], &fault, &err);
		fflush(stdout);
		cli_progress(progress, base_said("letters"), i + 1, count);
	}
	cli_progress_clear(progress);
	clients_typesetter_free(files->setter);
	files->setter = NULL;
	if (failed > 1)
		fprintf(
		    stderr,
		    base_said("%u files were not made; the first, because:\n"),
		    failed);
	if (err != LENS_OK)
		operation_fail_as(&files->run->call, err, &fault);
	return err == LENS_OK;
}
