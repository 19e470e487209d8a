/* words_pack.c: packs of records, on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

/* A member between two words; nothing where it is absent. */
static void pack_line(const char *before, const json_t *row, const char *name,
		      const char *after)
{
	char *text = cli_printable(cli_member(row, name));

	if (text[0] != '\0')
		printf("%s%s%s", before, text, after);
	free(text);
}

/* A text of several lines, each under the first. */
static void pack_lines(const char *language, const char *text)
{
	for (bool first = true; text[0] != '\0'; first = false) {
		size_t length = strcspn(text, "\n");
		char *line = base_format("%.*s", (int)length, text);
		char *shown = cli_printable(line);

		printf("  %s%s%s\n", first ? language : "   ",
		       first ? ": " : " ", shown);
		free(shown);
		free(line);
		text += length + (text[length] == '\n');
	}
}

static void pack_helper(const json_t *row)
{
	const json_t *helper = json_object_get(row, "helper");

	pack_line("  ask: ", helper, "name", "\n");
	pack_line("       ", helper, "email", "\n");
	pack_line("       ", helper, "web", "\n");
}

static void pack_introduction(const json_t *row)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(row, "introduction"), i, entry)
	{
		pack_lines(cli_member(entry, "language"),
			   cli_member(entry, "text"));
	}
}

static void pack_preset(const json_t *row)
{
	const json_t *list = json_object_get(row, "preset"), *slug;
	size_t i;

	if (json_array_size(list) > 0)
		fputs("  write first to:", stdout);
	json_array_foreach(list, i, slug)
	    printf("%s %s", i > 0 ? "," : "", json_string_value(slug));
	if (json_array_size(list) > 0)
		putchar('\n');
}

static void pack_withdrawn(const json_t *row)
{
	const json_t *one;
	size_t i;

	json_array_foreach(json_object_get(row, "withdrawn"), i, one)
	{
		char *contact = cli_printable(cli_member(one, "contact"));
		char *reason = cli_printable(cli_member(one, "reason"));

		printf("  not to be used: %s of %s (%s, %s)\n", contact,
		       cli_member(one, "slug"), reason,
		       cli_member(one, "date"));
		free(contact);
		free(reason);
	}
}

static void pack_head(const json_t *row)
{
	char *title = cli_printable(cli_member(row, "title"));

	if (title[0] != '\0')
		printf("%s%s%s (%s)\n", cli_style(stdout, CLI_BOLD), title,
		       cli_style(stdout, CLI_PLAIN), cli_member(row, "name"));
	else
		printf("%s\n", cli_member(row, "name"));
	free(title);
	printf("  version %lld", (long long)cli_member_number(row, "version"));
	pack_line(", of ", row, "made", "");
	putchar('\n');
}

static void pack_show(struct cli_run *run, const json_t *row)
{
	const json_t *here = json_object_get(row, "here");

	(void)run;
	pack_head(row);
	if (json_object_get(row, "companies") != NULL)
		printf("  companies %lld, authorities %lld, obsolete records "
		       "%lld\n",
		       (long long)cli_member_number(row, "companies"),
		       (long long)cli_member_number(row, "authorities"),
		       (long long)cli_member_number(row, "obsolete"));
	pack_line("  signed with key ", row, "signer_id", "");
	if (json_object_get(row, "signer") != NULL)
		pack_line(": ", row, "signer", "\n");
	pack_helper(row);
	pack_introduction(row);
	pack_preset(row);
	pack_withdrawn(row);
	if (json_is_false(here))
		puts("  its records are not here (a backup does not have "
		     "them): import it again");
}

static void pack_none(struct cli_run *run)
{
	if (run->call.code == OPERATION_OK && run->rows == 0)
		puts("You took no packs.");
}

static void pack_pair(struct cli_run *run, const json_t *row)
{
	(void)run;
	pack_line("The secret key is ", row, "secret", "");
	puts(json_is_true(json_object_get(row, "sealed"))
		 ? ", sealed with the passphrase."
		 : "; whoever can read it can sign for you.");
	pack_line("The public key is ", row, "public",
		  "; people need this of it:\n");
	pack_line("  ", row, "signer", "\n");
}

static void pack_signed(struct cli_run *run, const json_t *row)
{
	(void)run;
	pack_line("Signed with key ", row, "signer_id", ": ");
	pack_line("", row, "signature", "\n");
}

static void pack_forgotten(struct cli_run *run, const json_t *row)
{
	(void)run;
	(void)row;
	puts("Forgotten.");
}

const struct cli_words words_pack[] = {
    {.name = "pack.import", .row = pack_show},
    {.name = "pack.list", .row = pack_show, .end = pack_none},
    {.name = "pack.forget", .row = pack_forgotten},
    {.name = "pack.verify", .row = pack_show},
    {.name = "pack.build", .row = pack_show},
    {.name = "pack.key", .row = pack_pair},
    {.name = "pack.sign", .row = pack_signed},
    {.name = "registry.update", .row = pack_show},
    {.name = NULL},
};
