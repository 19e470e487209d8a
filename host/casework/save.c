/*
 * save.c: letters, calendars and reports where people look for their documents.
 * A browser may ask for a file, not for a path.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_outcomes.h>
#include <lenscap/casework_report.h>
#include <lenscap/clients_typesetter.h>

#include "case_state.h"
#include "home.h"
#include "save.h"

#define SAVE_FOLDER "Lenscap"
#define SAVE_TRIES 100

struct saving {
	struct casework *work;
	struct ledger_fault *fault;
	struct clients_typesetter *setter;
	char *shown; /* "Documents/Lenscap" */
	int dir;
	void (*saved)(void *context, int64_t letter, const char *folder,
		      const char *file);
	void *context;
};

static enum lens_err save_failed(struct saving *saving)
{
	(void)refusal_say(saving->fault, LEDGER_FAULT_DISK,
			  "The file could not be written into the folder for "
			  "documents; see that there is one, with room.");
	return LENS_SYSTEM;
}

int save_folder(char **shown)
{
	char *documents = home_documents();
	const char *last = documents ? strrchr(documents, '/') : NULL;
	char *path;
	int dir = -1;

	*shown = NULL;
	if (documents == NULL)
		return -1;
	path = base_format("%s/%s", documents, SAVE_FOLDER);
	*shown = base_format("%s/%s", last ? last + 1 : documents, SAVE_FOLDER);
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		dir =
		    open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	free(path);
	free(documents);
	return dir;
}

static enum lens_err save_open(struct saving *saving)
{
	saving->dir = save_folder(&saving->shown);
	return saving->dir >= 0 ? LENS_OK : save_failed(saving);
}

static enum lens_err save_close(struct saving *saving, enum lens_err err)
{
	base_close(&saving->dir);
	free(saving->shown);
	return err;
}

enum lens_err save_put(int dir, const char *name, struct base_view bytes,
		       char *out, size_t capacity)
{
	const char *dot = strrchr(name, '.');
	int stem = dot ? (int)(dot - name) : (int)strlen(name);
	enum lens_err err = LENS_DENIED;

	for (unsigned i = 1; i <= SAVE_TRIES && err == LENS_DENIED; i++) {
		if (i == 1)
			snprintf(out, capacity, "%s", name);
		else
			snprintf(out, capacity, "%.*s-%u%s", stem, name, i,
				 dot ? dot : "");
		err = base_write_new(dir, out, bytes);
	}
	return err;
}

static enum lens_err save_bytes(struct saving *saving, int64_t letter,
				const char *name, struct base_view bytes)
{
	char file[CASEWORK_FILE_NAME];

	if (save_put(saving->dir, name, bytes, file, sizeof(file)) != LENS_OK)
		return save_failed(saving);
	saving->saved(saving->context, letter, saving->shown, file);
	return LENS_OK;
}

/* What was made, unless err says that it was not; bytes are released. */
static enum lens_err save_whole(struct saving *saving, const char *name,
				struct base_buffer *bytes, enum lens_err err)
{
	if (err == LENS_OK)
		err = save_open(saving);
	if (err == LENS_OK)
		err = save_bytes(saving, 0, name, base_buffer_view(bytes));
	base_buffer_free(bytes);
	return save_close(saving, err);
}

static enum lens_err save_file(struct saving *saving, int64_t letter,
			       const char *name, int from)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, IPC_DOCUMENT_BYTES_MAX);
	err = base_read_all(from, &bytes) == LENS_OK
		  ? save_bytes(saving, letter, name, base_buffer_view(&bytes))
		  : save_failed(saving);
	base_buffer_free(&bytes);
	return err;
}

static enum lens_err save_letter(struct saving *saving, int64_t letter,
				 enum casework_format format)
{
	char name[CASEWORK_FILE_NAME];
	int fd;
	enum lens_err err =
	    casework_export(saving->work, letter, format, saving->setter,
			    saving->fault, name, &fd);

	if (err == LENS_DENIED && format == CASEWORK_TRANSLATION)
		return LENS_OK; /* it is in the person's own language */
	if (err == LENS_OK)
		err = save_file(saving, letter, name, fd);
	base_close(&fd);
	return err;
}

static enum lens_err save_calendar(struct saving *saving, int32_t today)
{
	int fd;
	enum lens_err err =
	    casework_calendar(saving->work, today, saving->fault, &fd);

	if (err == LENS_OK)
		err = save_file(saving, 0, "lenscap-deadlines.ics", fd);
	base_close(&fd);
	return err;
}

enum lens_err casework_save(struct casework *work, const int64_t *letters,
			    size_t count, const bool formats[CASEWORK_FORMATS],
			    int32_t today,
			    void (*saved)(void *context, int64_t letter,
					  const char *folder, const char *file),
			    void *context, struct ledger_fault *fault)
{
	struct saving saving = {.work = work,
				.fault = fault,
				.dir = -1,
				.saved = saved,
				.context = context};
	enum lens_err err = save_open(&saving);

	if (err == LENS_OK && count == 0)
		err = save_calendar(&saving, today);
	saving.setter = count > 0 ? clients_typesetter_new(NULL) : NULL;
	/* One that cannot be made takes no other with it. */
	for (size_t i = 0; i < count && saving.dir >= 0; i++)
		for (unsigned f = 0; f < CASEWORK_FORMATS; f++) {
			enum lens_err one =
			    formats[f] ? save_letter(&saving, letters[i], f)
				       : LENS_OK;

			err = err == LENS_OK ? one : err;
		}
	clients_typesetter_free(saving.setter);
	return save_close(&saving, err);
}

enum lens_err casework_save_table(struct casework *work, int32_t today,
				  void (*saved)(void *context, int64_t letter,
						const char *folder,
						const char *file),
				  void *context, struct ledger_fault *fault)
{
	struct saving saving = {.work = work,
				.fault = fault,
				.dir = -1,
				.saved = saved,
				.context = context};
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, CASEWORK_TABLE_MAX);
	err = casework_case_table(work, today, false, fault, &bytes);
	return save_whole(&saving, "lenscap-cases.csv", &bytes, err);
}

enum lens_err
casework_save_report(struct casework *work,
		     const struct casework_report *report,
		     void (*saved)(void *context, int64_t letter,
				   const char *folder, const char *file),
		     void *context, struct ledger_fault *fault, size_t *size)
{
	struct saving saving = {.work = work,
				.fault = fault,
				.dir = -1,
				.saved = saved,
				.context = context};
	struct base_buffer page;
	enum lens_err err;

	base_buffer_init(&page, CASEWORK_REPORT_MAX);
	err = casework_report(work, report, fault, &page);
	*size = page.size;
	return save_whole(
	    &saving, report->pdf ? "lenscap-report.pdf" : "lenscap-report.html",
	    &page, err);
}

enum lens_err casework_save_card(const struct casework_outcomes *outcomes,
				 void (*saved)(void *context, int64_t letter,
					       const char *folder,
					       const char *file),
				 void *context, struct ledger_fault *fault)
{
	struct saving saving = {
	    .fault = fault, .dir = -1, .saved = saved, .context = context};
	struct base_buffer card;
	enum lens_err err;

	base_buffer_init(&card, CASEWORK_CARD_MAX);
	err = casework_card_write(outcomes, &card);
	return save_whole(&saving, "lenscap-outcomes.json", &card, err);
}
