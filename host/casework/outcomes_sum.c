/* outcomes_sum.c: cards of many people, added up. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <lenscap/base_io.h>
#include <lenscap/clients_unpack.h>

#include "outcomes.h"
#include "refusal.h"

#define SUM_DAYS_MAX 36500
#define SUM_SLUG_MAX 100
#define SUM_SLUG_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-."

struct sum_reading {
	struct casework_cards *cards;
	struct casework_outcomes all;
	char (*ids)[CASEWORK_CARD_ID];
	size_t id_count, id_capacity;
};

/* ---- One card ---- */

static bool sum_is_slug(const char *text)
{
	size_t size = text != NULL ? strlen(text) : 0;

	return size > 0 && size <= SUM_SLUG_MAX &&
	       strspn(text, SUM_SLUG_LETTERS) == size;
}

/* A letter of a card into out; false for what no card of ours says. */
static bool sum_letter(const json_t *letter, struct casework_outcomes *out)
{
	const char *controller =
	    json_string_value(json_object_get(letter, "controller"));
	const char *answer =
	    json_string_value(json_object_get(letter, "answer"));
	const json_t *days = json_object_get(letter, "days");
	json_int_t count = json_integer_value(days);
	enum casework_reply reply;

	if (json_object_size(letter) != 3 || !sum_is_slug(controller) ||
	    answer == NULL || !outcomes_answer(answer, &reply) ||
	    !json_is_integer(days) || count < 0 || count > SUM_DAYS_MAX)
		return false;
	outcomes_add(out, controller, reply, (int32_t)count);
	return true;
}

/* NULL, or why it is no card; its letters go into out. */
static const char *sum_card(const json_t *card, struct casework_outcomes *out)
{
	const char *what = json_string_value(json_object_get(card, "what"));
	const char *id = json_string_value(json_object_get(card, "card"));
	const json_t *letters = json_object_get(card, "outcomes"), *letter;
	size_t i;

	if (what == NULL || strcmp(what, CASEWORK_CARD_NAME) != 0)
		return "It is no outcome card: 'lenscap outcomes card' makes "
		       "one.";
	if (json_integer_value(json_object_get(card, "version")) !=
	    OUTCOMES_VERSION)
		return "It is a card of another version of Lenscap: have it "
		       "made again with this one.";
	if (id == NULL || strlen(id) != CASEWORK_CARD_ID - 1 ||
	    strspn(id, "0123456789abcdef") != CASEWORK_CARD_ID - 1 ||
	    !json_is_array(letters))
		return "Parts of the card are missing: have it made again.";
	json_array_foreach(letters, i, letter)
	{
		if (!sum_letter(letter, out))
			return "A letter on the card says what no card of "
			       "Lenscap says: have it made again.";
	}
	return NULL;
}

/* ---- All ---- */

static bool sum_is_known(const struct sum_reading *reading, const char *id)
{
	for (size_t i = 0; i < reading->id_count; i++)
		if (strcmp(reading->ids[i], id) == 0)
			return true;
	return false;
}

/* A good card, once: its letters pass into all. */
static void sum_take(struct sum_reading *reading, const char *id,
		     const struct casework_outcomes *letters)
{
	if (sum_is_known(reading, id)) {
		reading->cards->repeated++;
		return;
	}
	reading->ids = base_grow(reading->ids, reading->id_count,
				 &reading->id_capacity, sizeof(*reading->ids));
	memcpy(reading->ids[reading->id_count++], id, CASEWORK_CARD_ID);
	reading->cards->taken++;
	for (size_t i = 0; i < letters->count; i++)
		outcomes_add(&reading->all, letters->rows[i].controller,
			     letters->rows[i].answer, letters->rows[i].days);
}

static enum lens_err sum_file(void *context, const char *name,
			      struct base_view json, const char *why)
{
	struct sum_reading *reading = context;
	struct casework_outcomes letters = {NULL, 0, 0, 0};
	json_t *card = why == NULL ? json_loadb((const char *)json.data,
						json.size, 0, NULL)
				   : NULL;

	if (why == NULL)
		why = sum_card(card, &letters);
	if (why == NULL)
		sum_take(reading,
			 json_string_value(json_object_get(card, "card")),
			 &letters);
	else
		reading->cards->refused(reading->cards->context,
					strtoul(name, NULL, 10), why);
	casework_outcomes_free(&letters);
	json_decref(card);
	return LENS_OK;
}

static int sum_by_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

	return (a > b) - (a < b);
}

/* The letters to one controller, which stand together. */
static void sum_of(const struct casework_outcome *rows, size_t count,
		   struct casework_sum *out)
{
	int32_t *days = base_alloc(count, sizeof(*days));

	*out = (struct casework_sum){.controller = rows[0].controller,
				     .letters = count,
				     .median = -1,
				     .longest = -1};
	for (size_t i = 0; i < count; i++) {
		out->answers[rows[i].answer]++;
		if (casework_outcome_answers(rows[i].answer))
			days[out->answered++] = rows[i].days;
	}
	if (out->answered > 0) {
		qsort(days, out->answered, sizeof(*days), sum_by_days);
		out->median = days[(out->answered - 1) / 2];
		out->longest = days[out->answered - 1];
	}
	free(days);
}

static void sum_tell(struct sum_reading *reading)
{
	const struct casework_outcomes *all = &reading->all;
	bool going = true;
	size_t next;

	outcomes_sort(&reading->all);
	for (size_t i = 0; i < all->count; i = next) {
		struct casework_sum sum;

		next = i;
		while (next < all->count &&
		       strcmp(all->rows[next].controller,
			      all->rows[i].controller) == 0)
			next++;
		sum_of(&all->rows[i], next - i, &sum);
		reading->cards->letters += sum.letters;
		reading->cards->answered += sum.answered;
		going =
		    going && reading->cards->sum(reading->cards->context, &sum);
	}
}

/* A card's bytes onto the list that the jail parses. */
static enum lens_err sum_list(struct casework_cards *cards, size_t index,
			      int list)
{
	int fd = cards->open(cards->context, index);
	struct base_buffer bytes;
	const char *why = NULL;
	char name[24];
	enum lens_err err;

	if (fd < 0)
		return LENS_CANCELLED;
	base_buffer_init(&bytes, CASEWORK_CARD_MAX);
	err = base_read_all(fd, &bytes);
	if (err == LENS_SYSTEM)
		why = errno == EISDIR ? "It is a folder: name the cards in it."
				      : "It cannot be read: have it copied "
					"again.";
	base_close(&fd);
	snprintf(name, sizeof(name), "%zu", index);
	if (err == LENS_OK)
		err = clients_records_add(list, name, base_buffer_view(&bytes));
	base_buffer_free(&bytes);
	if (err == LENS_TOO_BIG)
		why = "It is larger than any outcome card.";
	if (why == NULL)
		return err;
	cards->refused(cards->context, index, why);
	return LENS_OK;
}

enum lens_err casework_cards_sum(struct casework_cards *cards,
				 struct ledger_fault *fault)
{
	struct sum_reading reading = {.cards = cards};
	char why[CLIENTS_SENTENCE] = "";
	int list = clients_records_new();
	enum lens_err err = list < 0 ? LENS_SYSTEM : LENS_OK;

	for (size_t i = 0; i < cards->count && err == LENS_OK; i++)
		err = sum_list(cards, i, list);
	if (err == LENS_OK)
		err = clients_unpack(IPC_UNPACK_RECORDS, list, NULL, sum_file,
				     &reading, why);
	base_close(&list);
	if (err == LENS_OK)
		sum_tell(&reading);
	else if (err == LENS_WORKER)
		(void)!refusal_say(fault, LEDGER_FAULT_NONE, "%s", why);
	casework_outcomes_free(&reading.all);
	free(reading.ids);
	return err;
}
