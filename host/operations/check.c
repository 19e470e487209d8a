/* check.c: parameters are held to the table, whoever sent them. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "operation.h"

#define CHECK_WORD_MAX 256  /* bytes of an entry of WORDS */
#define CHECK_WORDS_MAX 240 /* bytes, of a sentence of LEDGER_SENTENCE */
#define CHECK_SEVERAL 1000

/* ---- Sentences ---- */

/* What a person of this front calls it. */
static const char *check_name(const struct operation_call *call,
			      const struct operation_param *param,
			      char out[OPERATION_NAME])
{
	call->front->name(param, out);
	return out;
}

/* "a, b or c", whatever their number. */
static char *check_words(operation_word *words, const char *last)
{
	char *text = base_copy("");

	for (size_t i = 0; words(i) != NULL; i++) {
		char *longer = base_format(
		    "%s%s%s%s", text,
		    i == 0	   ? ""
		    : words(i + 1) ? ", "
				   : " ",
		    i > 0 && words(i + 1) == NULL ? last : "", words(i));

		free(text);
		text = longer;
	}
	return text;
}

/* "a text of 1 to 10 bytes", as far as the bounds say something. */
static char *check_range(const struct operation_param *param, const char *what,
			 const char *things)
{
	long long least = param->least, most = param->most;

	if (least == most && param->shape == OPERATION_TEXT)
		return base_format(base_said("%lld letters"), most);
	if (least == most)
		return base_format(base_said("%s of %lld %s"), what, most,
				   things);
	if (least == 0)
		return base_format(base_said("%s of at most %lld %s"), what,
				   most, things);
	return base_format(base_said("%s of %lld to %lld %s"), what, least,
			   most, things);
}

static char *check_number(const struct operation_param *param)
{
	if (param->most >= INT32_MAX)
		return base_format(base_said("a number, %lld or higher"),
				   (long long)param->least);
	return base_format(base_said("a number from %lld to %lld"),
			   (long long)param->least, (long long)param->most);
}

/* Its words, or some of them where a sentence has no room for all. */
static char *check_choice(const struct operation_param *param, const char *last)
{
	char *words = check_words(param->values, last);
	size_t count = 0;

	if (strlen(words) <= CHECK_WORDS_MAX)
		return words;
	free(words);
	while (param->values(count) != NULL)
		count++;
	return base_format(base_said("one of %zu words, such as %s, %s and %s"),
			   count, param->values(0), param->values(1),
			   param->values(count - 1));
}

/* What a parameter may be, in words; the caller's. */
static char *check_takes(const struct operation_call *call,
			 const struct operation_param *param)
{
	static const struct {
		const char *what, *things;
	} ranges[OPERATION_SHAPES] = {
	    [OPERATION_TEXT] = {"a text", N_("bytes")},
	    [OPERATION_IDS] = {"a list", N_("numbers")},
	    [OPERATION_WORDS] = {"a list", N_("texts")},
	    [OPERATION_TEXTS] = {"a list", N_("texts")},
	    [OPERATION_LIST] = {"a list", N_("entries")},
	    [OPERATION_OBJECT] = {"an object", N_("members")},
	    [OPERATION_FILES] = {"a list", N_("files")},
	};

	switch (param->shape) {
	case OPERATION_NUMBER:
		return check_number(param);
	case OPERATION_TRUTH:
		return base_copy(base_said("true or false"));
	case OPERATION_DAY:
		return base_copy(
		    base_said("a day like 2026-11-22, from 2000 to 2199"));
	case OPERATION_CHOICE:
		return check_choice(param, base_said("or "));
	case OPERATION_CHOICES:
		return check_choice(param, base_said("and "));
	case OPERATION_FILE:
		/* The extension hands files over, and names none. */
		return base_copy(base_said(
		    param->flags & OPERATION_PATH && call->front->path != NULL
			? "the name of a file or folder; '-' is "
			  "none here"
			: "a file"));
	default:
		return check_range(param, base_said(ranges[param->shape].what),
				   base_said(ranges[param->shape].things));
	}
}

/* Fail with a sentence, which is released. */
static bool check_refuse(struct operation_call *call, char *sentence)
{
	operation_fail_saying(call, OPERATION_BAD_PARAMS, sentence);
	free(sentence);
	return false;
}

void operation_refuse(struct operation_call *call, const char *name,
		      const char *takes)
{
	char written[OPERATION_NAME];

	check_name(call, operation_param(call->operation, name), written);
	check_refuse(call, base_format(base_said("%s takes %s."), written,
				       base_said(takes)));
}

/* ---- Unknown ---- */

static const struct operation_param *
check_known(const struct operation_call *call, const char *name)
{
	const struct operation_param *param =
	    operation_param(call->operation, name);

	return param != NULL && (param->flags & call->front->without) == 0
		   ? param
		   : NULL;
}

/* The words of operation_nearest(): the names that there are, as this front
 * writes them.  One thread at a time asks for them. */
static _Thread_local struct {
	const struct operation_call *call;
	char name[OPERATION_NAME];
} check_near;

static const char *check_near_name(size_t index)
{
	const struct operation_param *param =
	    check_near.call->operation->params;
	const struct operation_front *front = check_near.call->front;

	for (; param->name != NULL; param++)
		if ((param->flags & front->without) == 0 && index-- == 0)
			return check_name(check_near.call, param,
					  check_near.name);
	return front->also ? front->also(index) : NULL;
}

static bool check_unknown(struct operation_call *call, const char *member)
{
	struct operation_param fake = {.name = member};
	char name[OPERATION_NAME];
	int near;

	check_name(call, &fake, name);
	check_near.call = call;
	near = operation_nearest(name, check_near_name);
	if (near < 0)
		return check_refuse(
		    call, base_format(base_said("There is no %s here."), name));
	return check_refuse(
	    call,
	    base_format(base_said("There is no %s here; perhaps %s is meant."),
			name, check_near_name((size_t)near)));
}

/* ---- Shape and range ---- */

static bool check_within(const struct operation_param *param, int64_t value)
{
	return value >= param->least && value <= param->most;
}

static bool check_is_id(const json_t *value)
{
	return json_is_integer(value) && json_integer_value(value) > 0;
}

static bool check_chosen(const struct operation_param *param,
			 const json_t *value)
{
	return json_is_string(value) &&
	       value_index(param->values, json_string_value(value)) >= 0;
}

static bool check_entry(const struct operation_param *param,
			const json_t *entry)
{
	switch (param->shape) {
	case OPERATION_NUMBER: /* several of them */
	case OPERATION_IDS:
	case OPERATION_FILES:
		return check_is_id(entry);
	case OPERATION_CHOICES:
		return check_chosen(param, entry);
	case OPERATION_TEXTS:
		return json_is_string(entry) && json_string_length(entry) > 0 &&
		       json_string_length(entry) < LEDGER_TEXT_MAX;
	case OPERATION_WORDS:
		return json_is_string(entry) &&
		       json_string_length(entry) <= CHECK_WORD_MAX;
	default:
		return true;
	}
}

static bool check_entries(const struct operation_param *param,
			  const json_t *list)
{
	size_t count = json_array_size(list);

	for (size_t i = 0; i < count; i++)
		if (!check_entry(param, json_array_get(list, i)))
			return false;
	return json_is_array(list);
}

static bool check_fits(const struct operation_param *param, const json_t *value)
{
	int32_t day;

	switch (param->shape) {
	case OPERATION_NUMBER:
		if (param->flags & OPERATION_SEVERAL && json_is_array(value))
			return json_array_size(value) > 0 &&
			       json_array_size(value) <= CHECK_SEVERAL &&
			       check_entries(param, value);
		return json_is_integer(value) &&
		       check_within(param, json_integer_value(value));
	case OPERATION_TEXT:
		return json_is_string(value) &&
		       check_within(param, (int64_t)json_string_length(value));
	case OPERATION_TRUTH:
		return json_is_boolean(value);
	case OPERATION_DAY:
		return json_is_string(value) &&
		       law_day_parse(json_string_value(value), &day) == LENS_OK;
	case OPERATION_CHOICE:
		return check_chosen(param, value);
	case OPERATION_OBJECT:
		return json_is_object(value) &&
		       check_within(param, (int64_t)json_object_size(value));
	case OPERATION_FILE:
		return check_is_id(value);
	default:
		return check_entries(param, value) &&
		       check_within(param, (int64_t)json_array_size(value));
	}
}

/* Where it is not their number: how long each may be. */
static char *check_takes_of(const struct operation_call *call,
			    const struct operation_param *param,
			    const json_t *value)
{
	if (param->shape == OPERATION_TEXTS && json_is_array(value) &&
	    check_within(param, (int64_t)json_array_size(value)))
		return base_format(base_said("texts of 1 to %d bytes each"),
				   LEDGER_TEXT_MAX - 1);
	return check_takes(call, param);
}

static bool check_param(struct operation_call *call,
			const struct operation_param *param)
{
	const json_t *value = json_object_get(call->params, param->name);
	char name[OPERATION_NAME], *takes;

	if (value == NULL && (param->flags & OPERATION_REQUIRED) == 0)
		return true;
	check_name(call, param, name);
	if (value == NULL)
		return check_refuse(call,
				    base_format(base_said("%s is needed: %s."),
						name, base_said(param->help)));
	if (check_fits(param, value))
		return true;
	takes = check_takes_of(call, param, value);
	operation_refuse(call, param->name, takes);
	free(takes);
	return false;
}

/* ---- What goes together ---- */

/* "--a, --b or --c": a rule's names, as far as this front has them. */
static char *check_rule_names(const struct operation_call *call,
			      const struct operation_rule *rule,
			      const char *last)
{
	char *text = NULL, name[OPERATION_NAME];

	for (size_t i = OPERATION_RULE_NAMES; i-- > 0;) {
		const struct operation_param *param =
		    rule->names[i] ? check_known(call, rule->names[i]) : NULL;
		char *longer;

		if (param == NULL)
			continue;
		check_name(call, param, name);
		longer = text == NULL ? base_copy(name)
				      : base_format("%s%s%s", name, last, text);
		/* Only the last two are joined by a word. */
		if (text != NULL)
			last = ", ";
		free(text);
		text = longer;
	}
	return text ? text : base_copy("");
}

static size_t check_given(const struct operation_call *call,
			  const struct operation_rule *rule)
{
	size_t given = 0;

	for (size_t i = 0; i < OPERATION_RULE_NAMES && rule->names[i] != NULL;
	     i++)
		given += json_object_get(call->params, rule->names[i]) != NULL;
	return given;
}

static bool check_breaks(const struct operation_call *call,
			 const struct operation_rule *rule)
{
	size_t given = check_given(call, rule);

	switch (rule->kind) {
	case OPERATION_ONE_OF:
		return given != 1;
	case OPERATION_SOME_OF:
		return given == 0;
	case OPERATION_MOST_ONE:
		return given > 1;
	default:
		return json_object_get(call->params, rule->names[0]) != NULL &&
		       json_object_get(call->params, rule->names[1]) == NULL;
	}
}

static bool check_rule(struct operation_call *call,
		       const struct operation_rule *rule)
{
	static const struct {
		const char *before, *between, *after;
	} sentences[] = {
	    [OPERATION_ONE_OF] = {N_("Give one of "), N_(" and "), "."},
	    [OPERATION_SOME_OF] = {N_("Give "), N_(" or "), "."},
	    [OPERATION_MOST_ONE] = {"", N_(" and "),
				    N_(" do not go together.")},
	    [OPERATION_NEEDS] = {"", N_(" needs "), N_(" too.")},
	};
	char *names;

	if (!check_breaks(call, rule))
		return true;
	names = check_rule_names(call, rule,
				 base_said(sentences[rule->kind].between));
	check_refuse(
	    call, base_format("%s%s%s", base_said(sentences[rule->kind].before),
			      names, base_said(sentences[rule->kind].after)));
	free(names);
	return false;
}

bool operation_check(struct operation_call *call)
{
	const struct operation *operation = call->operation;
	const char *member;
	json_t *value;

	json_object_foreach(call->params, member, value)
	{
		if (check_known(call, member) == NULL && !operation->lenient)
			return check_unknown(call, member);
	}
	for (const struct operation_param *param = operation->params;
	     param->name != NULL; param++)
		if (check_known(call, param->name) != NULL &&
		    !check_param(call, param))
			return false;
	for (const struct operation_rule *rule = operation->rules;
	     rule != NULL && rule->kind != OPERATION_NO_RULE; rule++)
		if (!check_rule(call, rule))
			return false;
	return operation->expect == NULL || operation->expect(call);
}
