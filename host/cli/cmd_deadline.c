/* cmd_deadline.c: until when somebody must answer, and how that is counted. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/view_registry.h>

#include "cli.h"

const char cmd_deadline_help[] =
    "Says until when an answer to a request is due, and why: the sum in one\n"
    "sentence, with its norms.\n"
    "\n"
    "      --law ID          gdpr (when left out), uk or fadp\n"
    "      --country XX      whose holidays count: de, fr, gb, ch...\n"
    "      --region XX-YY    its state, nation or canton: de-be, gb-sct\n"
    "      --received DAY    when the request arrived: 2026-03-05\n"
    "      --extended-on DAY when an extension was announced\n"
    "      --paused DAYS     FROM..TO, the clock stood while something was\n"
    "                        asked; several with commas\n"
    "      --lang XX         the sentence in en, de or fr\n"
    "      --json            one JSON object, with the sentence in each\n"
    "\n"
    "Examples:\n"
    "  lenscap deadline --country de --received 2026-03-05\n"
    "  lenscap deadline --law uk --country gb --region gb-sct \\\n"
    "      --received 2026-11-02 --paused 2026-11-04..2026-11-11\n"
    "\n"
    "Exit status: 0 when the day is known; 1 when the laws cannot be read; 2\n"
    "for wrong use.\n";

struct deadline_words {
	const char *law, *country, *region, *received, *extended, *paused;
	const char *language;
	bool json;
};

static bool deadline_day(const char *text, int32_t *out)
{
	return law_day_parse(text, out) == LENS_OK;
}

/* "FROM..TO,FROM..TO" */
static bool deadline_pauses(const char *text, struct law_pause *pauses,
			    size_t *count)
{
	char *line = base_copy(text), *rest = line, *word;
	bool fine = true;

	while (fine && (word = strsep(&rest, ",")) != NULL) {
		fine = *count < LAW_PAUSES_MAX && strlen(word) == 22 &&
		       strncmp(word + 10, "..", 2) == 0;
		if (!fine)
			break;
		word[10] = '\0';
		fine = deadline_day(word, &pauses[*count].from) &&
		       deadline_day(word + 12, &pauses[*count].to);
		(*count)++;
	}
	free(line);
	return fine;
}

static void deadline_print(const struct law_deadline *deadline,
			   enum law_language language)
{
	char due[11];

	law_day_text(deadline->due, due);
	printf("%s%s%s\n%s\n", cli_style(stdout, CLI_BOLD), due,
	       cli_style(stdout, CLI_PLAIN), deadline->sentence[language]);
}

static int deadline_answer(const struct cli_command *self,
			   const struct deadline_words *words,
			   const struct law_question *question,
			   enum law_language language)
{
	char *laws = base_share_path("laws");
	struct law_deadline deadline;
	struct law_fault fault;
	struct law_set *set;
	enum lens_err err = law_open(laws, &fault, &set);

	free(laws);
	if (err != LENS_OK) {
		fprintf(stderr, "lenscap: %s\n", fault.sentence);
		return CLI_SOME_FAILED;
	}
	err = law_deadline(set, question, &fault, &deadline);
	if (err == LENS_OK && words->json)
		cli_print_json(view_deadline(set, question, &deadline));
	else if (err == LENS_OK)
		deadline_print(&deadline, language);
	law_deadline_free(&deadline);
	law_close(set);
	return err == LENS_OK ? CLI_DONE
			      : cli_wrong(self, "%s", fault.sentence);
}

int cmd_deadline(const struct cli_command *self, int argc, char **argv)
{
	struct deadline_words words = {
	    .law = "gdpr", .region = "", .language = "en"};
	const struct cli_option options[] = {
	    {"law", 0, NULL, &words.law},
	    {"country", 0, NULL, &words.country},
	    {"region", 0, NULL, &words.region},
	    {"received", 0, NULL, &words.received},
	    {"extended-on", 0, NULL, &words.extended},
	    {"paused", 0, NULL, &words.paused},
	    {"lang", 0, NULL, &words.language},
	    {"json", 0, &words.json, NULL},
	    {NULL, 0, NULL, NULL},
	};
	struct law_pause pauses[LAW_PAUSES_MAX];
	struct law_question question = {.extended_on = LAW_NO_DAY,
					.pauses = pauses};
	int given = cli_options(self, options, &argc, argv);
	enum law_language language;

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	language = law_language_of(words.language);
	if (argc != 1 || words.country == NULL || words.received == NULL)
		return cli_wrong(self, "name the country and the day of "
				       "receipt.");
	if (language == LAW_LANGUAGES)
		return cli_wrong(self, "the languages are en, de and fr.");
	if (!deadline_day(words.received, &question.received) ||
	    (words.extended != NULL &&
	     !deadline_day(words.extended, &question.extended_on)))
		return cli_wrong(self, "a day is written like 2026-03-05, and "
				       "lies between 2000 and 2199.");
	if (words.paused != NULL &&
	    !deadline_pauses(words.paused, pauses, &question.pause_count))
		return cli_wrong(self, "a pause is written like "
				       "2026-03-05..2026-03-12.");
	question.law = words.law;
	question.country = words.country;
	question.region = words.region;
	return deadline_answer(self, &words, &question, language);
}
