/* words_me.c: who I am, on a terminal. */
#include <lenscap/base_said.h>
#include <lenscap/casework_me.h>

#include "words.h"

#define ME_NAME_WIDTH 11

static void me_not_set(const char *what)
{
	fputs(cli_style(stdout, CLI_DIM), stdout);
	printf(base_said("(not set: %s)"), what);
	fputs(cli_style(stdout, CLI_PLAIN), stdout);
}

static void me_print(struct cli_run *run, const json_t *row)
{
	(void)run;
	for (size_t i = 0; casework_me_keys[i].name != NULL; i++) {
		const struct casework_me_key *key = &casework_me_keys[i];
		const char *value = view_member(row, key->name);

		cli_column(stdout, key->name, ME_NAME_WIDTH);
		if (value[0] == '\0')
			me_not_set(base_said(key->what));
		for (const char *c = value; *c != '\0'; c++)
			if (*c == '\n')
				fputs("; ", stdout);
			else
				putchar(*c);
		putchar('\n');
	}
	cli_column(stdout, "signature", ME_NAME_WIDTH);
	if (view_member(row, "signature")[0] != '\0')
		fputs(base_said("(kept, for letters on paper)"), stdout);
	else
		me_not_set(
		    base_said("a picture of yours, for letters on paper; "
			      "lenscap me sign FILE"));
	putchar('\n');
}

const struct cli_words words_me[] = {
    {.name = "me.get", .row = me_print},
    {.name = NULL},
};
