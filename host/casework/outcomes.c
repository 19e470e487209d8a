/* outcomes.c: what became of letters, as a card without the person. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <lenscap/casework_registry.h>

#include "case_note.h"
#include "outcomes.h"

#define OUTCOMES_NONE "none"

bool casework_outcome_answers(enum casework_reply answer)
{
	return answer != CASEWORK_REPLIES && answer != CASEWORK_REPLY_RECEIPT &&
	       answer != CASEWORK_REPLY_EXTENSION &&
	       answer != CASEWORK_REPLY_FORWARDED &&
	       answer != CASEWORK_REPLY_BOUNCED;
}

const char *casework_outcome_word(enum casework_reply answer)
{
	return answer == CASEWORK_REPLIES ? OUTCOMES_NONE
					  : casework_reply_name(answer);
}

bool outcomes_answer(const char *word, enum casework_reply *out)
{
	*out = casework_reply_of(word);
	return *out != CASEWORK_REPLIES || strcmp(word, OUTCOMES_NONE) == 0;
}

void casework_outcomes_free(struct casework_outcomes *outcomes)
{
	for (size_t i = 0; i < outcomes->count; i++)
		free(outcomes->rows[i].controller);
	free(outcomes->rows);
	*outcomes = (struct casework_outcomes){NULL, 0, 0, 0};
}

void outcomes_add(struct casework_outcomes *outcomes, const char *controller,
		  enum casework_reply answer, int32_t days)
{
	outcomes->rows =
	    base_grow(outcomes->rows, outcomes->count, &outcomes->capacity,
		      sizeof(*outcomes->rows));
	outcomes->rows[outcomes->count++] =
	    (struct casework_outcome){base_copy(controller), answer, days};
}

static int outcomes_order(const void *left, const void *right)
{
	const struct casework_outcome *a = left, *b = right;
	int order = strcmp(a->controller, b->controller);

	if (order == 0)
		order = (a->answer > b->answer) - (a->answer < b->answer);
	return order != 0 ? order : (a->days > b->days) - (a->days < b->days);
}

void outcomes_sort(struct casework_outcomes *outcomes)
{
	if (outcomes->count > 0)
		qsort(outcomes->rows, outcomes->count, sizeof(*outcomes->rows),
		      outcomes_order);
}

/* ---- Of one person ---- */

struct outcomes_reading {
	struct casework *work;
	const struct registry *registry;
	int32_t today;
	struct ledger_fault *fault;
	struct casework_outcomes *out;
	enum lens_err err;
};

/* A record of the person's own, or one that is gone, could tell who they are.
 */
static bool outcomes_is_public(const struct registry *registry,
			       const char *slug)
{
	const struct registry_controller *one = registry_find(registry, slug);

	return one != NULL && strcmp(one->slug, slug) == 0 &&
	       one->provenance.origin != REGISTRY_OWN;
}

static bool outcomes_take(void *context, const struct casework_case *the_case)
{
	struct outcomes_reading *reading = context;
	struct case_one one;
	int32_t last;

	if (the_case->sent == LAW_NO_DAY)
		return true;
	if (!outcomes_is_public(reading->registry, the_case->controller)) {
		reading->out->own++;
		return true;
	}
	reading->err =
	    cases_open(reading->work, the_case->id, reading->fault, &one);
	if (reading->err == LENS_OK) {
		last = one.state.replied != LAW_NO_DAY ? one.state.replied
						       : reading->today;
		outcomes_add(reading->out, the_case->controller,
			     one.the_case.reply,
			     last > the_case->sent ? last - the_case->sent : 0);
	}
	casework_case_free(&one.the_case);
	return reading->err == LENS_OK;
}

enum lens_err casework_outcomes(struct casework *work,
				const struct casework_home *home, int32_t today,
				struct ledger_fault *fault,
				struct casework_outcomes *out)
{
	struct outcomes_reading reading = {.work = work,
					   .today = today,
					   .fault = fault,
					   .out = out,
					   .err = LENS_OK};
	struct registry_fault why = {""};
	struct registry *own = NULL;
	enum lens_err err;

	*out = (struct casework_outcomes){NULL, 0, 0, 0};
	err = casework_registry_of(home, work, &why, &own, &reading.registry);
	if (err != LENS_OK)
		(void)!refusal_say(fault, LEDGER_FAULT_ARGUMENT, "%s",
				   why.sentence);
	else
		err = casework_case_each(work, 0, today, LAW_EN, outcomes_take,
					 &reading, fault);
	if (err == LENS_OK)
		err = reading.err;
	registry_close(own);
	if (err == LENS_OK)
		outcomes_sort(out);
	else
		casework_outcomes_free(out);
	return err;
}

/* ---- As a card ---- */

/* One letter a line, so that a person can read all that it says. */
enum lens_err casework_card_write(const struct casework_outcomes *outcomes,
				  struct base_buffer *out)
{
	uint64_t thrown;
	char *text;
	enum lens_err err;

	if (getrandom(&thrown, sizeof(thrown), 0) != sizeof(thrown))
		return LENS_SYSTEM;
	text = base_format("{\"what\": \"%s\", \"version\": %d, \"card\": "
			   "\"%016llx\", \"outcomes\": [",
			   CASEWORK_CARD_NAME, OUTCOMES_VERSION,
			   (unsigned long long)thrown);
	err = base_buffer_add(out, text, strlen(text));
	free(text);
	for (size_t i = 0; i < outcomes->count && err == LENS_OK; i++) {
		const struct casework_outcome *row = &outcomes->rows[i];

		text =
		    base_format("%s\n{\"controller\": \"%s\", \"answer\": "
				"\"%s\", \"days\": %d}",
				i > 0 ? "," : "", row->controller,
				casework_outcome_word(row->answer), row->days);
		err = base_buffer_add(out, text, strlen(text));
		free(text);
	}
	return err == LENS_OK ? base_buffer_add(out, "\n]}\n", 4) : err;
}
