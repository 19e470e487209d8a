/*
 * texts.c: the laws and letters of an open ledger: ours, and what its packs say
 * beside ours or in their place.  They are read when they are first asked for,
 * and again when another pack was taken or one forgotten.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_registry.h>
#include <lenscap/ledger_settings.h>

#include "pack.h"
#include "pack_data.h"
#include "refusal.h"
#include "session.h"

#define TEXTS_STATE_MAX (64u << 10)

/* ---- Which packs there are ---- */

static bool texts_note(void *context, const char *name, const char *value)
{
	struct base_buffer *state = context;
	char *line;
	bool noted = true;

	if (strncmp(name, PACK_SETTING, strlen(PACK_SETTING)) != 0)
		return true;
	line = base_format("%s=%s\n", name, value);
	noted = base_buffer_add_text(state, line) == LENS_OK;
	free(line);
	return noted;
}

/* The names, versions and keys of the packs; "" of none.  The caller's. */
static char *texts_state(struct casework *work)
{
	struct base_buffer state;
	char *text;

	base_buffer_init(&state, TEXTS_STATE_MAX);
	(void)!ledger_setting_each(casework_ledger(work), texts_note, &state,
				   NULL);
	text = base_format("%.*s", (int)state.size,
			   state.size > 0 ? (const char *)state.data : "");
	base_buffer_free(&state);
	return text;
}

/* ---- Reading them ---- */

static void texts_leave_out(struct casework *work, const char *pack,
			    const struct registry_fault *fault)
{
	struct session_unfit *more;

	work->unfit = base_grow(work->unfit, work->unfit_count,
				&work->unfit_capacity, sizeof(*work->unfit));
	more = &work->unfit[work->unfit_count++];
	snprintf(more->name, sizeof(more->name), "%s", pack);
	more->fault = *fault;
}

/* Ours with these beside them take the place of what there was. */
static enum lens_err texts_take(struct casework *work,
				const struct pack_files *files, int32_t latest,
				struct registry_fault *fault)
{
	struct letter_set *letters = NULL;
	struct law_set *laws = NULL;
	enum lens_err err =
	    pack_data_open(files, latest, &laws, &letters, fault);

	if (err == LENS_OK) {
		letter_close(work->letters);
		law_close(work->laws);
		work->letters = letters;
		work->laws = laws;
	}
	return err;
}

/* All packs at once, as nearly always they fit. */
static bool texts_all(struct casework *work, const struct registry *registry,
		      int32_t latest)
{
	struct pack_files files = {.count = 0};
	struct registry_fault fault = {""};
	bool good;

	for (size_t i = 0; i < registry_data_count(registry); i++)
		pack_files_add(&files, registry_data_at(registry, i));
	good = files.count == 0 ||
	       texts_take(work, &files, latest, &fault) == LENS_OK;
	pack_files_free(&files);
	return good;
}

/*
 * One pack after the other: what was taken by an earlier Lenscap may not fit
 * any more, and does not keep anybody from what ours and others say.
 */
static void texts_each(struct casework *work, const struct registry *registry,
		       int32_t latest)
{
	struct pack_files files = {.count = 0};

	for (size_t p = 0; p < registry_pack_count(registry); p++) {
		const char *pack = registry_pack_at(registry, p)->name;
		struct registry_fault fault = {""};
		size_t before = files.count;

		pack_files_of(registry, pack, &files);
		if (files.count == before)
			continue;
		if (texts_take(work, &files, latest, &fault) != LENS_OK) {
			texts_leave_out(work, pack, &fault);
			files.count = before;
		}
	}
	pack_files_free(&files);
}

/* The registry of the ledger; NULL when it cannot be read, which is said where
 * companies are asked for. */
static const struct registry *texts_registry(struct casework *work)
{
	struct casework_home home = {.dir = work->dir};
	struct registry_fault fault = {""};
	const struct registry *registry;
	struct registry *own;

	return casework_registry_of(&home, work, &fault, &own, &registry) ==
		       LENS_OK
		   ? registry
		   : NULL;
}

const struct registry *session_registry(struct casework *work)
{
	char *state = work != NULL ? texts_state(work) : base_copy("");
	const struct registry *registry =
	    state[0] != '\0' ? texts_registry(work) : NULL;

	free(state);
	return registry;
}

json_t *session_sites(struct casework *work)
{
	const struct registry *registry = session_registry(work);
	json_t *sites = json_array();

	for (size_t i = 0; registry && i < registry_data_count(registry); i++)
		pack_remedy_add(registry_data_at(registry, i), sites);
	return sites;
}

static void texts_look(struct casework *work)
{
	char *state = texts_state(work);
	const struct registry *registry = NULL;

	if (work->texts_state != NULL &&
	    strcmp(state, work->texts_state) == 0) {
		free(state);
		return;
	}
	if (work->texts_state != NULL)
		session_drop_texts(work);
	free(work->texts_state);
	work->texts_state = state;
	if (state[0] != '\0')
		registry = texts_registry(work);
	if (registry != NULL &&
	    !texts_all(work, registry, casework_today() + 1))
		texts_each(work, registry, casework_today() + 1);
}

enum lens_err casework_laws(struct casework *work, struct ledger_fault *fault,
			    const struct law_set **out)
{
	struct law_fault why = {""};
	char *folder;
	enum lens_err err = LENS_OK;

	texts_look(work);
	if (work->laws == NULL) {
		folder = base_share_path("laws");
		err =
		    folder ? law_open(folder, &why, &work->laws) : LENS_SYSTEM;
		free(folder);
	}
	*out = work->laws;
	if (err != LENS_OK)
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "The laws that belong to Lenscap cannot be "
				  "read; install it again. %s",
				  why.sentence);
	return err;
}

enum lens_err session_letters(struct casework *work, struct ledger_fault *fault,
			      const struct letter_set **out)
{
	const struct law_set *laws;
	struct letter_fault why = {""};
	enum lens_err err = casework_laws(work, fault, &laws);
	char *folder;

	if (err == LENS_OK && work->letters == NULL) {
		folder = base_share_path("letters");
		err = folder ? letter_open(folder, laws, &why, &work->letters)
			     : LENS_SYSTEM;
		free(folder);
		if (err != LENS_OK)
			(void)refusal_say(fault, LEDGER_FAULT_MISSING,
					  "The letters that belong to Lenscap "
					  "cannot be read; install it again. "
					  "%s",
					  why.sentence);
	}
	*out = work->letters;
	return err;
}

const char *session_unfit(const struct casework *work, const char *pack)
{
	for (size_t i = 0; i < work->unfit_count; i++)
		if (strcmp(work->unfit[i].name, pack) == 0)
			return work->unfit[i].fault.sentence;
	return "";
}
