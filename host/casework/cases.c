/* cases.c: cases, and where each stands. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_letters.h>

#include "case_note.h"

void casework_case_free(struct casework_case *the_case)
{
	free(the_case->reference);
	free(the_case->controller);
	free(the_case->name);
	free(the_case->law);
	free(the_case->facts);
	free(the_case->explained);
	*the_case = (struct casework_case){.id = 0};
}

char *casework_case_for(const char *facts)
{
	json_t *known = json_loads(facts, 0, NULL);
	const char *text = json_string_value(json_object_get(known, "for"));
	char *copy = base_copy(text ? text : "");

	json_decref(known);
	return copy;
}

/* ---- Reading ---- */

struct cases_list {
	struct casework_case *cases;
	size_t count, capacity;
};

/* A copy: the ledger's rows are gone once another question is asked. */
static bool cases_take(void *context, const struct ledger_case *row)
{
	struct cases_list *list = context;

	list->cases = base_grow(list->cases, list->count, &list->capacity,
				sizeof(*list->cases));
	list->cases[list->count++] =
	    (struct casework_case){.id = row->id,
				   .reference = base_copy(row->reference),
				   .controller = base_copy(row->controller),
				   .name = base_copy(row->name),
				   .law = base_copy(row->law),
				   .facts = base_copy(row->facts),
				   .opened = row->opened};
	return true;
}

static void cases_free(struct cases_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		casework_case_free(&list->cases[i]);
	free(list->cases);
}

static enum lens_err cases_complete(struct casework *work,
				    struct casework_case *the_case,
				    int32_t today, enum law_language language,
				    struct ledger_fault *fault)
{
	struct case_state state;
	enum lens_err err = case_state_read(work, the_case, fault, &state);

	if (err == LENS_OK)
		err = case_state_deadline(work, language, fault, &state);
	if (err == LENS_OK)
		case_state_evaluate(&state, today);
	return err;
}

enum lens_err casework_case_each(
    struct casework *work, int64_t id, int32_t today,
    enum law_language language,
    bool (*visit)(void *context, const struct casework_case *the_case),
    void *context, struct ledger_fault *fault)
{
	struct cases_list list = {NULL, 0, 0};
	bool going = true;
	enum lens_err err =
	    ledger_case_each(work->ledger, id, cases_take, &list, fault);

	if (err == LENS_OK && id != 0 && list.count == 0)
		err = ledger_case_expect(work->ledger, id, fault);
	for (size_t i = 0; i < list.count && going && err == LENS_OK; i++) {
		err = cases_complete(work, &list.cases[i], today, language,
				     fault);
		if (err == LENS_OK)
			going = visit(context, &list.cases[i]);
	}
	cases_free(&list);
	return err;
}

/* ---- One case ---- */

static bool cases_take_one(void *context, const struct ledger_case *row)
{
	struct cases_list list = {NULL, 0, 0};
	struct casework_case *the_case = context;

	cases_take(&list, row);
	*the_case = list.cases[0];
	free(list.cases);
	return false;
}

enum lens_err cases_open(struct casework *work, int64_t id,
			 struct ledger_fault *fault, struct case_one *out)
{
	enum lens_err err;

	*out = (struct case_one){.the_case = {.id = 0}};
	err = ledger_case_each(work->ledger, id, cases_take_one, &out->the_case,
			       fault);
	if (err == LENS_OK && out->the_case.id == 0)
		err = ledger_case_expect(work->ledger, id, fault);
	if (err == LENS_OK)
		err = case_state_read(work, &out->the_case, fault, &out->state);
	return err;
}
