/* words_me.c: who I am, on a terminal. */
#include <lenscap/casework_me.h>

#include "words.h"

#define ME_NAME_WIDTH 11

static void me_print(struct cli_run *run, const json_t *row)
{
	(void)run;
	for (size_t i = 0; casework_me_keys[i].name != NULL; i++) {
		const struct casework_me_key *key = &casework_me_keys[i];
		const char *value = view_member(row, key->name);

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
	cli_column(stdout, "signature", ME_NAME_WIDTH);
	if (view_member(row, "signature")[0] != '\0')
		puts("(kept, for letters on paper)");
	else
		printf("%s(not set: a picture of yours, for letters on paper; "
		       "lenscap me sign FILE)%s\n",
		       cli_style(stdout, CLI_DIM),
		       cli_style(stdout, CLI_PLAIN));
}

const struct cli_words words_me[] = {
    {.name = "me.get", .row = me_print},
    {.name = NULL},
};
