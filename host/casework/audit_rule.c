/* audit_rule.c: by what a page is graded: host/share/remedies/rule.json. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "words.h"

static enum casework_severity rule_severity(const char *name)
{
	for (enum casework_severity i = 0; i < CASEWORK_SEVERITIES; i++)
		if (name != NULL &&
		    strcmp(casework_severity_name(i), name) == 0)
			return i;
	return CASEWORK_LOW;
}

static char *rule_word(const json_t *words, const char *lead, const char *kind)
{
	char *key = base_format("%s%s", lead, kind);
	const char *word = json_string_value(json_object_get(words, key));
	char *copy = base_copy(word ? word : kind);

	free(key);
	return copy;
}

static const char *rule_text(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text ? text : "";
}

static void rule_kinds(struct casework_rule *rule, const json_t *list,
		       const json_t *words)
{
	const json_t *row;
	size_t i;

	rule->kinds = base_alloc(json_array_size(list), sizeof(*rule->kinds));
	json_array_foreach(list, i, row)
	{
		const char *kind = rule_text(row, "kind");

		rule->kinds[rule->count++] = (struct casework_rule_kind){
		    .kind = base_copy(kind),
		    .severity = rule_severity(rule_text(row, "severity")),
		    .points = (unsigned)json_integer_value(
			json_object_get(row, "points")),
		    .site = strcmp(rule_text(row, "who"), "site") == 0,
		    .label = rule_word(words, "exposed_", kind),
		    .remedy = rule_word(words, "exposed_do_", kind)};
	}
}

static void rule_grades(struct casework_rule *rule, const json_t *list)
{
	const json_t *row;
	size_t i;

	rule->grades = base_alloc(json_array_size(list), sizeof(*rule->grades));
	json_array_foreach(list, i, row)
	{
		struct casework_rule_grade *grade =
		    &rule->grades[rule->grade_count++];

		grade->grade[0] = rule_text(row, "grade")[0];
		grade->grade[1] = '\0';
		grade->from =
		    (unsigned)json_integer_value(json_object_get(row, "from"));
	}
}

int audit_kind(const struct casework_rule *rule, const char *kind)
{
	for (unsigned i = 0; i < rule->count; i++)
		if (strcmp(rule->kinds[i].kind, kind) == 0)
			return (int)i;
	return -1;
}

enum lens_err casework_rule(enum law_language language,
			    struct ledger_fault *fault,
			    struct casework_rule *out)
{
	json_t *file = words_json("remedies/rule.json");
	json_t *words = words_of(language);
	const json_t *unknown = json_object_get(file, "unknown"), *kind;
	enum lens_err err = LENS_OK;
	size_t i;

	*out = (struct casework_rule){
	    .words =
		"Each kind of thing that is exposed counts once for a page, "
		"and only where a photo of yours stands on it that anybody can "
		"fetch.  The points are added up; the sum gives the grade.  "
		"What could not be learned is counted once as nothing and once "
		"as the worst that it may be, which gives a range.  What only "
		"the site's owner decides is said and counts nothing."};
	rule_kinds(out, json_object_get(file, "kinds"), words);
	rule_grades(out, json_object_get(file, "grades"));
	out->unknown =
	    base_alloc(json_array_size(unknown), sizeof(*out->unknown));
	json_array_foreach(unknown, i, kind)
	{
		int at = audit_kind(out, json_string_value(kind)
					     ? json_string_value(kind)
					     : "");

		if (at >= 0)
			out->unknown[out->unknown_count++] = (unsigned)at;
	}
	if (words == NULL || out->count == 0 || out->grade_count == 0)
		err = words_missing(fault);
	json_decref(file);
	json_decref(words);
	if (err != LENS_OK)
		casework_rule_free(out);
	return err;
}

void casework_rule_free(struct casework_rule *rule)
{
	for (unsigned i = 0; i < rule->count; i++) {
		free(rule->kinds[i].kind);
		free(rule->kinds[i].label);
		free(rule->kinds[i].remedy);
	}
	free(rule->kinds);
	free(rule->grades);
	free(rule->unknown);
	*rule = (struct casework_rule){.count = 0};
}

const char *audit_grade(const struct casework_rule *rule, unsigned points)
{
	unsigned i = 0;

	while (i + 1 < rule->grade_count && points >= rule->grades[i + 1].from)
		i++;
	return rule->grades[i].grade;
}
