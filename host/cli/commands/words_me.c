/* words_me.c: who I am, on a terminal. */
#include <lenscap/casework_me.h>

#include "words.h"

#define ME_NAME_WIDTH 10

static void me_print(struct cli_run *run, const json_t *row)
{
	(void)run;
	for (size_t i = 0; casework_me_keys[i].name != NULL; i++) {
		const struct casework_me_key *key = &casework_me_keys[i];
		const char *value = cli_member(row, key->name);

		cli_column(stdout, key->name, ME_NAME_WIDTH);
		if (value[0] == '\0')
			printf("%s(not set: %s)%s", cli_style(stdout, CLI_DIM),
			       key->what, cli_style(stdout, CLI_PLAIN));
		for (const char *c = value; *c != '\0'; c++)
			if (*c == '\n')
				fputs("; ", stdout);
			else
				putchar(*c);
		putchar('\n');
	}
}

static void me_print_changed(struct cli_run *run, const json_t *row)
{
	const char *left = cli_member(row, "region_left");

	(void)run;
	if (left[0] != '\0')
		printf("The region %s is no longer set: it is of another "
		       "country.\n",
		       left);
}

static void me_print_region(struct cli_run *run, const json_t *row)
{
	(void)run;
	cli_column(stdout, cli_member(row, "code"), ME_NAME_WIDTH);
	puts(cli_member(row, "name"));
}

static void me_print_regions_end(struct cli_run *run)
{
	if (run->rows == 0)
		puts("No parts of that country are known here; no region is "
		     "needed for it.");
}

const struct cli_words words_me[] = {
    {.name = "me.get", .row = me_print},
    {.name = "me.set", .row = me_print_changed},
    {.name = "me.unset", .row = cli_print_nothing},
    {.name = "me.regions", .row = me_print_region, .end = me_print_regions_end},
    {.name = NULL},
};
