/* registry.c: the registry as a person has it, and what they bring to it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_registry.h>
#include <lenscap/clients_unpack.h>
#include <lenscap/ledger_safety.h>

#include "contact.h"
#include "pack.h"
#include "session.h"

#define REGISTRY_SET_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-."
#define REGISTRY_STATE_MAX (16u << 20)
#define REGISTRY_SETTING "controller." /* begins the names of own records */

/* ---- Opening ---- */

/* What others publish is no secret: it lies open, beside the ledger. */
static char *registry_imported_path(const struct casework_home *home)
{
	return base_format("%s/registry/imported", home->dir);
}

struct registry_own {
	struct registry *registry;
	struct registry_fault *fault;
	enum lens_err err;
};

static bool registry_add_own(void *context, const char *name, const char *value)
{
	struct registry_own *own = context;

	if (strncmp(name, REGISTRY_SETTING, strlen(REGISTRY_SETTING)) == 0)
		own->err = registry_add(own->registry, base_view_of(value),
					own->fault);
	return own->err == LENS_OK;
}

static bool registry_add_own_contact(void *context, const char *name,
				     const char *value)
{
	struct registry_own *own = context;
	enum lens_err err;

	if (strncmp(name, CONTACT_SETTING, strlen(CONTACT_SETTING)) != 0)
		return true;
	err =
	    registry_add_contacts(own->registry, name + strlen(CONTACT_SETTING),
				  base_view_of(value), own->fault);
	/* A record that is gone since takes its contacts with it. */
	own->err = err == LENS_NOT_FOUND ? LENS_OK : err;
	return own->err == LENS_OK;
}

/* The person's own records, then their contacts of any. */
static enum lens_err registry_add_all(struct casework *work,
				      struct registry_own *own)
{
	struct ledger_fault why = {0};
	enum lens_err err = ledger_setting_each(casework_ledger(work),
						registry_add_own, own, &why);

	if (err == LENS_OK && own->err == LENS_OK)
		err = ledger_setting_each(casework_ledger(work),
					  registry_add_own_contact, own, &why);
	return err != LENS_OK
		   ? registry_say(own->fault, err, "%s", why.sentence)
		   : own->err;
}

/*
 * Letters with a person's data go where these records say: one that somebody
 * changed or laid there behind the ledger's back is not believed.
 */
static enum lens_err registry_believe(struct casework *work,
				      struct registry_fault *fault)
{
	struct ledger_fault why = {0};
	enum lens_err err =
	    ledger_sum_check(casework_ledger(work), LEDGER_FILE_IMPORTED, &why);

	if (err == LENS_OK || err == LENS_NOT_FOUND)
		return LENS_OK;
	return registry_say(fault, err, "%s", why.sentence);
}

enum lens_err casework_registry(const struct casework_home *home,
				struct casework *work,
				struct registry_fault *fault,
				struct registry **out)
{
	char *share = base_share_path(".");
	char *imported = registry_imported_path(home);
	struct registry_own own = {.fault = fault};
	struct ledger_face face;
	enum lens_err err;

	*out = NULL;
	err = work != NULL ? registry_believe(work, fault) : LENS_OK;
	if (err == LENS_OK)
		err = registry_open(share, imported, fault, &own.registry);
	if (err == LENS_OK && work == NULL &&
	    ledger_look(home->dir, NULL, &face) != LENS_NOT_FOUND)
		registry_doubt(own.registry);
	if (err == LENS_OK && work != NULL)
		err = pack_add_all(home, work, own.registry, fault);
	if (err == LENS_OK && work != NULL)
		err = registry_add_all(work, &own);
	if (err == LENS_OK)
		*out = own.registry;
	else
		registry_close(own.registry);
	free(share);
	free(imported);
	return err;
}

struct registry_look {
	struct base_buffer text;
	bool whole;
};

static bool registry_look(void *context, const char *name, const char *value)
{
	struct registry_look *look = context;
	char *line;

	if (strncmp(name, REGISTRY_SETTING, strlen(REGISTRY_SETTING)) != 0 &&
	    strncmp(name, PACK_SETTING, strlen(PACK_SETTING)) != 0)
		return true;
	line = base_format("%s=%s\n", name, value);
	look->whole = base_buffer_add_text(&look->text, line) == LENS_OK;
	free(line);
	return look->whole;
}

/* What the registry of a ledger is read from, to tell whether it is another by
 * now; the caller's. */
static char *registry_state(const struct casework_home *home,
			    struct casework *work)
{
	char *path = registry_imported_path(home), *state;
	struct registry_look look = {.whole = true};
	struct stat about = {0};

	base_buffer_init(&look.text, REGISTRY_STATE_MAX);
	if (ledger_setting_each(casework_ledger(work), registry_look, &look,
				NULL) != LENS_OK)
		look.whole = false;
	(void)!stat(path, &about);
	state = base_format(
	    "%s %lld %lld.%ld %.*s", look.whole ? "" : "?",
	    (long long)about.st_ino, (long long)about.st_mtim.tv_sec,
	    about.st_mtim.tv_nsec, (int)look.text.size,
	    look.text.size > 0 ? (const char *)look.text.data : "");
	base_buffer_free(&look.text);
	free(path);
	return state;
}

enum lens_err casework_registry_of(const struct casework_home *home,
				   struct casework *work,
				   struct registry_fault *fault,
				   struct registry **own,
				   const struct registry **out)
{
	struct registry **kept = work ? &work->registry : own;
	char *state = work != NULL ? registry_state(home, work) : NULL;
	enum lens_err err = LENS_OK;

	*own = NULL;
	/* Another process may have brought, added or forgotten something. */
	if (work != NULL && work->registry != NULL &&
	    strcmp(state, work->registry_state) != 0) {
		/* Who asked a moment ago may still hold it. */
		registry_close(work->registry_before);
		work->registry_before = work->registry;
		work->registry = NULL;
	}
	if (*kept == NULL)
		err = casework_registry(home, work, fault, kept);
	if (work != NULL) {
		free(work->registry_state);
		work->registry_state = state;
	}
	*out = *kept;
	return err;
}

/* ---- Importing ---- */

struct registry_bringing {
	int list; /* of files for the jail */
	struct registry_import *import;
	const struct casework_import *job;
	struct registry_fault *fault;
	size_t unread; /* files that were not even looked at */
};

/* Take one file; a bad one is reported, and the set goes on without it. */
static enum lens_err registry_bring(void *context, const char *path,
				    struct base_view json, const char *why)
{
	struct registry_bringing *bringing = context;
	enum lens_err err;

	if (why != NULL)
		(void)!registry_say(bringing->fault, LENS_MALFORMED, "%s", why);
	err =
	    registry_import_add(bringing->import, path, json, bringing->fault);
	if (err != LENS_MALFORMED && err != LENS_TOO_BIG)
		return err;
	bringing->job->skipped(bringing->job->context, path,
			       bringing->fault->sentence);
	return LENS_OK;
}

static enum lens_err registry_bring_file(struct registry_bringing *bringing,
					 int folder, const char *inside,
					 const char *name)
{
	/* A link could lead anywhere, a pipe would block, a device never end.
	 */
	int fd = openat(folder, name,
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	char *path = base_format("%s/%s", inside, name);
	struct base_buffer bytes;
	struct stat about;
	enum lens_err err = LENS_SYSTEM;

	base_buffer_init(&bytes, REGISTRY_RECORD_MAX + 1);
	if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
		err = base_read_all(fd, &bytes);
	if (err == LENS_OK)
		err = clients_records_add(bringing->list, path,
					  base_buffer_view(&bytes));
	if (err != LENS_OK) {
		bringing->unread++;
		bringing->job->skipped(bringing->job->context, path,
				       err == LENS_TOO_BIG
					   ? "It is larger than a record is."
					   : "It cannot be read.");
		err = LENS_OK;
	}
	base_buffer_free(&bytes);
	base_close(&fd);
	free(path);
	return err;
}

/* What was listed is parsed in the jail. */
static enum lens_err registry_bring_list(struct registry_bringing *bringing)
{
	return clients_unpack(IPC_UNPACK_RECORDS, bringing->list, NULL,
			      registry_bring, bringing,
			      bringing->fault->sentence);
}

static enum lens_err registry_bring_folder(struct registry_bringing *bringing,
					   int set, const char *name,
					   bool *found)
{
	int fd =
	    openat(set, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	enum lens_err err = LENS_OK;
	struct dirent *entry;

	if (folder == NULL) {
		base_close(&fd);
		return LENS_OK;
	}
	*found = true;
	while (err == LENS_OK && (entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			err = registry_bring_file(bringing, fd, name,
						  entry->d_name);
	closedir(folder);
	return err;
}

static enum lens_err registry_bring_set(struct registry_bringing *bringing,
					int set)
{
	static const char *const folders[] = {
	    "companies", "supervisory-authorities", "obsolete-records"};
	enum lens_err err = LENS_OK;
	bool found = false;

	bringing->list = clients_records_new();
	if (bringing->list < 0)
		err = registry_say(bringing->fault, LENS_SYSTEM,
				   "There is not enough memory to read them.");
	for (size_t i = 0; i < 3 && err == LENS_OK; i++)
		err = registry_bring_folder(bringing, set, folders[i], &found);
	if (err == LENS_OK && !found)
		err = registry_say(bringing->fault, LENS_NOT_FOUND,
				   "There are no records in it: name the "
				   "folder that has a folder companies.");
	if (err == LENS_OK)
		err = registry_bring_list(bringing);
	base_close(&bringing->list);
	return err;
}

static enum lens_err registry_bring_path(struct registry_bringing *bringing)
{
	int fd = open(bringing->job->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;
	enum lens_err err;

	if (fd < 0 || fstat(fd, &about) != 0)
		err = registry_say(bringing->fault, LENS_SYSTEM,
				   "It cannot be opened: name a folder or a "
				   "ZIP file that is there.");
	else if (S_ISDIR(about.st_mode))
		err = registry_bring_set(bringing, fd);
	else
		err = clients_unpack(IPC_UNPACK_ZIP, fd, NULL, registry_bring,
				     bringing, bringing->fault->sentence);
	base_close(&fd);
	return err;
}

static enum lens_err registry_save(const struct casework_home *home,
				   struct registry_import *import,
				   struct registry_fault *fault)
{
	char *folder = base_format("%s/registry", home->dir);
	char *path = registry_imported_path(home);
	enum lens_err err;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		err = registry_say(fault, LENS_SYSTEM,
				   "There is no place for the records: the "
				   "folder of the ledger cannot be written.");
	else
		err = registry_import_save(import, path, fault);
	free(folder);
	free(path);
	return err;
}

static void registry_today(char out[16])
{
	time_t now = time(NULL);
	struct tm day;

	gmtime_r(&now, &day);
	strftime(out, 16, "%Y-%m-%d", &day);
}

/* Where a ledger is, it keeps the sum of what is imported. */
static enum lens_err registry_expect_open(const struct casework_home *home,
					  struct casework *work,
					  struct registry_fault *fault)
{
	struct ledger_face face;

	if (work != NULL ||
	    ledger_look(home->dir, NULL, &face) == LENS_NOT_FOUND)
		return LENS_OK;
	return registry_say(fault, LENS_LOCKED,
			    "The ledger is locked, and keeps a sum of what "
			    "is imported so that nobody can change it behind "
			    "your back; run 'lenscap unlock' first.");
}

enum lens_err casework_import_registry(const struct casework_home *home,
				       struct casework *work,
				       const struct casework_import *import,
				       struct registry_fault *fault,
				       struct registry_imported *out)
{
	struct registry_fault unread = {""};
	struct registry_bringing bringing = {
	    .job = import, .fault = fault != NULL ? fault : &unread};
	struct ledger_fault why = {0};
	char today[16];
	enum lens_err err = registry_expect_open(home, work, bringing.fault);

	*out = (struct registry_imported){0};
	if (import->set[strspn(import->set, REGISTRY_SET_LETTERS)] != '\0')
		return registry_say(fault, LENS_DENIED,
				    "The name of a set is small letters, "
				    "digits, hyphens and dots.");
	registry_today(today);
	bringing.import = registry_import_new(import->set, today);
	if (err == LENS_OK)
		err = registry_bring_path(&bringing);
	if (err == LENS_OK)
		err = registry_save(home, bringing.import, bringing.fault);
	if (err == LENS_OK && work != NULL) {
		err = ledger_sum_keep(casework_ledger(work),
				      LEDGER_FILE_IMPORTED, &why);
		if (err != LENS_OK)
			err = registry_say(fault, err, "%s", why.sentence);
	}
	*out = *registry_import_counts(bringing.import);
	out->skipped += bringing.unread;
	registry_import_free(bringing.import);
	return err;
}

/* ---- The person's own ---- */

struct registry_given {
	struct base_buffer *text;
	struct registry_fault *fault;
};

static enum lens_err registry_give(void *context, const char *path,
				   struct base_view json, const char *why)
{
	struct registry_given *given = context;

	(void)path;
	return why != NULL
		   ? registry_say(given->fault, LENS_MALFORMED, "%s", why)
		   : base_buffer_add(given->text, json.data, json.size);
}

/* A file that somebody may have sent, as JSON of our own. */
static enum lens_err registry_parse(struct base_view file,
				    struct registry_fault *fault,
				    struct base_buffer *text)
{
	char why[CLIENTS_SENTENCE] = "It is larger than a record is.";
	struct registry_fault none = {""};
	struct registry_given given = {text, fault ? fault : &none};
	enum lens_err err =
	    file.size > IPC_UNPACK_FILE_MAX
		? LENS_TOO_BIG
		: clients_unpack_one(file, registry_give, &given, why);

	/* The record's own fault is said already. */
	if (err == LENS_WORKER || err == LENS_TOO_BIG)
		err = registry_say(fault, err, "%s", why);
	else if (err == LENS_SYSTEM)
		err = registry_say(fault, err,
				   "There is not enough memory to read it; "
				   "close other programs and try again.");
	return err;
}

/* The setting that keeps the record which registry_add() has just taken. */
static char *registry_own_setting(const struct registry *registry)
{
	for (size_t i = 0; i < registry_count(registry); i++) {
		const struct registry_controller *one =
		    registry_at(registry, i);

		if (one->provenance.origin == REGISTRY_OWN)
			return base_format("%s%s", REGISTRY_SETTING, one->slug);
	}
	abort();
}

enum lens_err casework_add_controller(struct casework *work,
				      struct base_view record,
				      struct registry_fault *fault, char *slug)
{
	char *share = base_share_path(".");
	struct ledger_fault why = {0};
	struct registry *registry = NULL;
	struct base_buffer text;
	char *name = NULL;
	enum lens_err err;

	base_buffer_init(&text, 6 * REGISTRY_RECORD_MAX);
	err = registry_parse(record, fault, &text);
	if (err == LENS_OK)
		err = registry_open(share, NULL, fault, &registry);
	if (err == LENS_OK)
		err = registry_add(registry, base_buffer_view(&text), fault);
	if (err == LENS_OK)
		name = registry_own_setting(registry);
	if (err == LENS_OK &&
	    (text.size > LEDGER_TEXT_MAX || strlen(name) >= CASEWORK_SLUG))
		err = registry_say(fault, LENS_TOO_BIG,
				   "The record is larger than 4 KB, which is "
				   "what the ledger keeps of one.");
	if (err == LENS_OK && base_buffer_add(&text, "", 1) != LENS_OK)
		err = registry_say(fault, LENS_SYSTEM,
				   "There is not enough memory to read it; "
				   "close other programs and try again.");
	if (err == LENS_OK) {
		err = ledger_setting_set(casework_ledger(work), name,
					 (const char *)text.data, &why);
		if (err != LENS_OK)
			err = registry_say(fault, err, "%s", why.sentence);
	}
	session_drop_registry(work);
	if (err == LENS_OK)
		snprintf(slug, CASEWORK_SLUG, "%s",
			 name + strlen(REGISTRY_SETTING));
	registry_close(registry);
	base_buffer_free(&text);
	free(share);
	free(name);
	return err;
}

enum lens_err casework_forget_controller(struct casework *work,
					 const char *slug,
					 struct registry_fault *fault)
{
	char *name = base_format("%s%s", REGISTRY_SETTING, slug);
	struct ledger_fault why = {0};
	struct base_buffer value;
	enum lens_err err;

	base_buffer_init(&value, LEDGER_TEXT_MAX);
	err = ledger_setting_get(casework_ledger(work), name, &why, &value);
	if (err == LENS_OK)
		err =
		    ledger_setting_set(casework_ledger(work), name, NULL, &why);
	if (err != LENS_OK)
		err = registry_say(fault, err, "%s",
				   err == LENS_NOT_FOUND
				       ? "It is none of your own records; "
					 "those that came with Lenscap or "
					 "were imported stay."
				       : why.sentence);
	session_drop_registry(work);
	base_buffer_free(&value);
	free(name);
	return err;
}
