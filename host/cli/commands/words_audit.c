/* words_audit.c: how exposed a page is, on a terminal. */
#include <stdio.h>
#include <string.h>

#include "words.h"
#include "words_audit.h"

static long long audit_size(const json_t *object, const char *member)
{
	return (long long)json_array_size(json_object_get(object, member));
}

static enum cli_style audit_severity(const char *severity)
{
	if (strcmp(severity, "high") == 0)
		return CLI_RED;
	return strcmp(severity, "medium") == 0 ? CLI_YELLOW : CLI_DIM;
}

/* One kind with all that it is about, and once what to do. */
static void audit_print_kind(const json_t *list, size_t at)
{
	const json_t *first = json_array_get(list, at), *row;
	const char *kind = cli_member(first, "kind"), *where;
	const char *severity = cli_member(first, "severity");
	bool sure = json_is_true(json_object_get(first, "sure"));
	size_t i;

	printf("    %s%-6s%s  %s%s\n",
	       cli_style(stdout, audit_severity(severity)), severity,
	       cli_style(stdout, CLI_PLAIN), cli_member(first, "label"),
	       sure ? "" : " (this could not be told)");
	json_array_foreach(list, i, row)
	{
		const char *detail = cli_member(row, "detail");

		if (i < at || strcmp(cli_member(row, "kind"), kind) != 0)
			continue;
		if (strcmp(kind, "photo_public") == 0 ||
		    strncmp(kind, "file_", 5) == 0 || detail[0] == '\0')
			printf("            %s%s%s\n",
			       cli_member(row, "subject"),
			       detail[0] ? ": " : "", detail);
		else
			printf("            %s\n", detail);
	}
	if (!sure)
		return;
	printf("            %s\n", cli_member(first, "remedy"));
	where = cli_member(json_object_get(first, "where"), "setting");
	if (where[0] != '\0')
		printf("            There: %s (%s)\n", where,
		       cli_member(json_object_get(first, "where"), "source"));
}

static void audit_print_exposed(const json_t *list)
{
	const char *last = "";
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		/* What weighs little and only may be says nothing. */
		if (!json_is_true(json_object_get(row, "sure")) &&
		    strcmp(cli_member(row, "severity"), "low") == 0)
			continue;
		if (strcmp(cli_member(row, "kind"), last) != 0)
			audit_print_kind(list, i);
		last = cli_member(row, "kind");
	}
}

static void audit_print_served(const json_t *row)
{
	const json_t *original = json_object_get(row, "original");

	printf("    photo %lld is served with %lld x %lld pixels; yours has "
	       "%lld x %lld",
	       (long long)cli_member_number(row, "photo"),
	       (long long)cli_member_number(row, "width"),
	       (long long)cli_member_number(row, "height"),
	       (long long)cli_member_number(original, "width"),
	       (long long)cli_member_number(original, "height"));
	if (audit_size(row, "removed") > 0)
		printf("; %lld thing%s that yours gives away %s not in it",
		       audit_size(row, "removed"),
		       cli_s(audit_size(row, "removed")),
		       audit_size(row, "removed") == 1 ? "is" : "are");
	printf("\n        %s\n        %s\n", cli_member(row, "url"),
	       cli_member(row, "faces_words"));
}

static void audit_print_machines(const json_t *machines)
{
	static const struct {
		const char *name, *words;
	} kinds[] = {{"search", "search engines"},
		     {"archive", "web archives"},
		     {"ai", "collectors for AI"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const json_t *told = json_object_get(machines, kinds[i].name);
		const char *by = cli_member(told, "by");

		printf("    %s: %s%s%s%s\n", kinds[i].words,
		       cli_member(told, "told"), by[0] ? " (" : "", by,
		       by[0] ? ")" : "");
	}
}

void audit_print(const json_t *row)
{
	const json_t *served;
	size_t i;

	printf("\n%sHow exposed: %s%s\n  %s\n", cli_style(stdout, CLI_BOLD),
	       cli_member(row, "url"), cli_style(stdout, CLI_PLAIN),
	       cli_member(row, "words"));
	audit_print_exposed(json_object_get(row, "exposed"));
	json_array_foreach(json_object_get(row, "served"), i, served)
	    audit_print_served(served);
	audit_print_machines(json_object_get(row, "machines"));
}

void audit_print_rule(const json_t *row)
{
	const json_t *one;
	size_t i;

	printf("%s\n\n", cli_member(row, "words"));
	json_array_foreach(json_object_get(row, "kinds"), i, one) printf(
	    "%3lld  %-6s  %s%s\n", (long long)cli_member_number(one, "points"),
	    cli_member(one, "severity"), cli_member(one, "label"),
	    strcmp(cli_member(one, "who"), "site") == 0
		? " (only the site's owner can change it)"
		: "");
	puts("");
	json_array_foreach(json_object_get(row, "grades"), i, one)
	    printf("%s from %lld points\n", cli_member(one, "grade"),
		   (long long)cli_member_number(one, "from"));
}
