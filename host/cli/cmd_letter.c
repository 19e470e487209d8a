/* cmd_letter.c: letters to controllers and authorities. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "letter_cli.h"

const char cmd_letter_draft_help[] =
    "Writes letters: requests to controllers, each opening a case, or the "
    "next\n"
    "letter of a case.  Photos are named by their addresses and fingerprints;\n"
    "no photo goes with them.  Before anything is kept, it says what each\n"
    "letter hands over about you.\n"
    "\n" LEDGER_CLI_HELP "      --to SLUG[,SLUG...]    to whom; 'lenscap "
    "controllers search' helps.\n"
    "                             Or all of a kind: face_search, "
    "people_search,\n"
    "                             data_broker, ai_training, social_network,\n"
    "                             image_search\n"
    "      --ask RIGHT[,RIGHT]    access, erasure, objection, restriction,\n"
    "                             rectification, withdrawal\n"
    "      --photos ID[,ID]|all   which photos it names\n"
    "      --disclose KIND[,KIND] sha256, pdq, iscc or none; else sha256\n"
    "      --tell WHAT[,WHAT]     name, email, address, region; else email\n"
    "      --purpose TEXT         why you ask, in a sentence of your own\n"
    "      --situation TEXT       your particular situation, for an objection\n"
    "      --situation-kind KIND  safety, work, minor or private\n"
    "      --marketing            object to direct marketing; needs no reason\n"
    "      --wrong TEXT           what is wrong, for a rectification\n"
    "      --right TEXT           and what would be right\n"
    "      --code-page URL        a page of yours where a code shall prove it\n"
    "      --law LAW              gdpr, uk or fadp; else by residence\n"
    "      --lang LANG            en, de or fr; else what is read there\n"
    "      --case ID --kind KIND  the next letter of a case: no_answer,\n"
    "                             partial_answer, photo_demanded, "
    "id_demanded,\n"
    "                             use_form, cannot_identify, not_subject,\n"
    "                             too_often, public_data, extension,\n"
    "                             erased_but_back, notice, complaint\n"
    "      --quote TEXT           what their answer says\n"
    "      --missing TEXT         what it lacks, ';' between the points\n"
    "      --format F[,F]         txt, twin, eml, pdf, mailto, fields; else "
    "txt\n"
    "      --out DIR              where the files go\n"
    "      --preview              show it, and keep nothing\n"
    "      --again                although the last one is young\n"
    "\n"
    "Examples:\n"
    "  lenscap letter draft --to clearview-ai --ask access,erasure \\\n"
    "      --photos 1,2 --format eml,pdf --out letters\n"
    "  lenscap letter draft --to face_search,people_search --photos all \\\n"
    "      --ask access,erasure,objection --situation-kind private \\\n"
    "      --format eml,pdf --out letters\n"
    "  lenscap letter draft --to pimeyes --ask access --photos all --preview\n"
    "  lenscap letter draft --case 3 --kind photo_demanded --out letters\n";

const char cmd_letter_list_help[] = "Lists the letters that were written.\n"
				    "\n" LEDGER_CLI_HELP "\n"
				    "Examples:\n"
				    "  lenscap letter list\n";

const char cmd_letter_export_help[] =
    "Writes a letter that was kept as files.\n"
    "\n" LEDGER_CLI_HELP "      --format F[,F]         txt, twin, eml, pdf, "
    "mailto, fields; else txt\n"
    "      --out DIR              where the files go; else txt to the screen\n"
    "\n"
    "Examples:\n"
    "  lenscap letter export 4\n"
    "  lenscap letter export 4 --format pdf,eml --out letters\n";

struct letter_options {
	bool json, preview, again, marketing;
	const char *to, *ask, *photos, *disclose, *tell, *purpose, *situation;
	const char *situation_kind, *wrong, *right, *code_page, *law, *language;
	const char *matter, *kind, *quote, *missing, *format, *out;
};

struct letter_run {
	const struct cli_command *self;
	struct ledger_cli ledger;
	struct casework *work;
	const struct letter_options *options;
	struct letter_files files;
	int64_t *letters, matter; /* that were drafted; the last one's case */
	size_t count;
	/* What was said of the letter before: of 25 it is said once. */
	char *reason, *warning, *disclosed;
};

/* ---- Drafting ---- */

static void letter_print_disclosed(const json_t *list)
{
	size_t i;
	json_t *entry;

	puts("      hands over:");
	json_array_foreach(list, i, entry)
	    printf("        %-38s %s\n",
		   json_string_value(json_object_get(entry, "words")),
		   json_string_value(json_object_get(entry, "state_words")));
}

/* Whether a text, taken over, is what was said of the letter before. */
static bool letter_is_said(char **before, char *text)
{
	bool same = *before != NULL && strcmp(*before, text) == 0;

	free(*before);
	*before = text;
	return same;
}

static void letter_print_why(struct letter_run *run, const char *reason,
			     const char *warning, const json_t *disclosed)
{
	if (!letter_is_said(&run->reason, base_copy(reason)))
		printf("      %s\n", reason);
	if (!letter_is_said(&run->warning, base_copy(warning)) &&
	    warning[0] != '\0')
		printf("      %s%s%s\n", cli_style(stdout, CLI_YELLOW), warning,
		       cli_style(stdout, CLI_PLAIN));
	if (!letter_is_said(&run->disclosed,
			    json_dumps(disclosed, JSON_COMPACT)))
		letter_print_disclosed(disclosed);
	else
		puts("      hands over the same as the one before");
}

static void letter_print_text(const struct letter *letter)
{
	struct base_buffer text;

	base_buffer_init(&text, LETTER_TEXT_MAX);
	if (letter_text(letter, 72, &text) == LENS_OK)
		printf("\n%s\n\n%.*s\n", letter->subject, (int)text.size,
		       (const char *)text.data);
	base_buffer_free(&text);
}

static void letter_print(struct letter_run *run,
			 const struct casework_drafted *drafted,
			 const json_t *disclosed)
{
	char *name = cli_printable(drafted->name);

	printf("%s  %s%s%s: %s\n", drafted->reference,
	       cli_style(stdout, CLI_BOLD), name, cli_style(stdout, CLI_PLAIN),
	       drafted->letter->subject);
	letter_print_why(run, drafted->reason, drafted->warning, disclosed);
	if (run->options->preview)
		letter_print_text(drafted->letter);
	else
		printf("      letter %lld, of case %lld\n",
		       (long long)drafted->letter_id,
		       (long long)drafted->case_id);
	free(name);
}

static void letter_row(void *context, const struct casework_drafted *drafted)
{
	struct letter_run *run = context;
	json_t *disclosed;

	run->letters[run->count++] = drafted->letter_id;
	run->matter = drafted->case_id;
	if (run->options->json) {
		cli_print_json(view_drafted(drafted, run->options->preview));
		return;
	}
	disclosed = view_disclosures(drafted);
	letter_print(run, drafted, disclosed);
	json_decref(disclosed);
}

struct letter_photos {
	int64_t ids[CASEWORK_PHOTOS_MAX + 1];
	unsigned disclose[CASEWORK_PHOTOS_MAX + 1];
	size_t count;
};

static enum lens_err letter_all_photos(struct casework *work,
				       struct letter_photos *photos,
				       struct ledger_fault *fault)
{
	struct ledger_query query = {.limit = CASEWORK_PHOTOS_MAX + 1};
	struct ledger_photos *found = NULL;
	enum lens_err err =
	    ledger_photo_list(casework_ledger(work), &query, fault, &found);

	for (size_t i = 0; err == LENS_OK && i < found->count; i++)
		photos->ids[photos->count++] = found->photos[i].id;
	ledger_photos_free(found);
	return err;
}

/* The photos that --photos names; false when it names none well. */
static bool letter_photos(const char *text, struct letter_photos *photos)
{
	struct letter_words words;
	bool good = true;

	letter_words_split(text, &words);
	for (size_t i = 0; i < words.count && good; i++) {
		uint64_t id;

		good = photos->count < CASEWORK_PHOTOS_MAX &&
		       base_parse_number(words.words[i], INT64_MAX, &id) ==
			   LENS_OK;
		if (good)
			photos->ids[photos->count++] = (int64_t)id;
	}
	letter_words_free(&words);
	return good;
}

/* ';' between points becomes a line each. */
static char *letter_lines(const char *text)
{
	char *lines = base_copy(text ? text : "");

	for (char *c = lines; *c != '\0'; c++)
		if (*c == ';')
			*c = '\n';
	return lines;
}

/* Where the letters are, and what is to be done with them. */
static void letter_print_next(const struct letter_run *run,
			      const struct casework_draft *draft)
{
	if (draft->preview)
		puts("Nothing was kept; without --preview it is.");
	else if (run->files.dir < 0)
		printf("Kept, but in no file yet: lenscap letter export %lld "
		       "--format eml,pdf --out DIR\n",
		       (long long)run->letters[run->count - 1]);
	else if (run->count == 1)
		printf("Once it is sent: lenscap cases sent %lld\n",
		       (long long)run->matter);
	else
		printf("%zu letters.  Once one is sent: lenscap cases sent "
		       "CASE\n",
		       run->count);
}

static enum lens_err letter_draft_to(struct letter_run *run,
				     struct casework_draft *draft,
				     const struct letter_words *words,
				     struct ledger_fault *fault)
{
	struct letter_to to;
	enum lens_err err = letter_to_find(run->work, &run->ledger.place, words,
					   run->options->again, fault, &to);

	draft->to = (const char *const *)to.slugs;
	draft->to_count = to.count;
	run->letters = base_alloc(to.count + 1, sizeof(*run->letters));
	if (err == LENS_OK)
		err = casework_draft(run->work, &run->ledger.place, draft,
				     letter_row, run, fault);
	letter_to_free(&to);
	return err;
}

static enum lens_err
letter_draft_kept(struct letter_run *run, struct casework_draft *draft,
		  const struct letter_words *to, struct letter_photos *photos,
		  unsigned disclose, struct ledger_fault *fault)
{
	enum lens_err err = LENS_OK;

	if (run->options->photos != NULL &&
	    strcmp(run->options->photos, "all") == 0)
		err = letter_all_photos(run->work, photos, fault);
	for (size_t i = 0; i < photos->count; i++)
		photos->disclose[i] = disclose;
	draft->photos = photos->ids;
	draft->disclose = photos->disclose;
	draft->photo_count = photos->count;
	if (err == LENS_OK)
		err = letter_draft_to(run, draft, to, fault);
	if (err == LENS_OK && !draft->preview && run->files.dir >= 0)
		err = letter_files_write(&run->files, run->letters, run->count,
					 fault);
	if (err == LENS_OK && !run->options->json)
		letter_print_next(run, draft);
	return err;
}

static const char *const letter_tells[] = {"name", "email", "address", "region",
					   NULL};
static const char *const letter_kinds[] = {"sha256", "pdq", "iscc", NULL};

/* What --ask says; false for a right that there is not. */
static bool letter_rights(const char *text, struct casework_draft *draft)
{
	struct letter_words ask;
	bool good = true;

	letter_words_split(text, &ask);
	for (size_t i = 0; i < ask.count && good; i++) {
		enum law_right right = law_right_of(ask.words[i]);

		good = right != LAW_RIGHTS;
		if (good)
			draft->ask[right] = true;
	}
	letter_words_free(&ask);
	return good;
}

/* What the options say; a sentence for what cannot be, else NULL. */
static const char *letter_draft_options(struct letter_run *run,
					struct casework_draft *draft,
					struct letter_photos *photos,
					unsigned *disclose)
{
	const struct letter_options *options = run->options;
	const char *tell = options->tell;
	uint64_t matter = 0;

	/* A follow-up tells what the first letter did. */
	if (tell == NULL)
		tell = options->matter ? "" : "email";
	if (!letter_rights(options->ask, draft))
		return "--ask takes access, erasure, objection, restriction, "
		       "rectification and withdrawal.";
	if (options->matter != NULL &&
	    (base_parse_number(options->matter, INT64_MAX, &matter) !=
		 LENS_OK ||
	     matter == 0))
		return "--case takes the number of a case.";
	if ((options->to == NULL) == (options->matter == NULL))
		return "say --to whom, or which --case it goes on with.";
	if (options->photos != NULL && strcmp(options->photos, "all") != 0 &&
	    !letter_photos(options->photos, photos))
		return "--photos takes up to 40 numbers of photos, or all.";
	if (!letter_words_bits(options->disclose ? options->disclose : "sha256",
			       letter_kinds, disclose))
		return "--disclose takes sha256, pdq, iscc or none.";
	if (!letter_words_bits(tell, letter_tells, &draft->tell))
		return "--tell takes name, email, address and region.";
	if (options->language != NULL &&
	    law_language_of(options->language) == LAW_LANGUAGES)
		return "--lang takes en, de or fr.";
	if (!letter_files_formats(&run->files, options->format))
		return "--format takes txt, twin, eml, pdf, mailto and fields.";
	draft->case_id = (int64_t)matter;
	return NULL;
}

static int letter_end(struct letter_run *run, enum lens_err err,
		      const struct ledger_fault *fault)
{
	int code = ledger_cli_code(&run->ledger, err, fault);

	letter_files_close(&run->files);
	free(run->reason);
	free(run->warning);
	free(run->disclosed);
	free(run->letters);
	return ledger_cli_end(&run->ledger, run->work, code);
}

/* Open the folder and the ledger; false, and a word on stderr, if not. */
static bool letter_begin(struct letter_run *run, int *code)
{
	*code = CLI_SOME_FAILED;
	run->files.self = run->self;
	run->files.json = run->options->json;
	run->files.path = run->options->out;
	if (!letter_files_open(&run->files))
		return false;
	run->work = ledger_cli_open(&run->ledger, code);
	run->files.work = run->work;
	if (run->work == NULL) {
		letter_files_close(&run->files);
		ledger_cli_free(&run->ledger);
	}
	return run->work != NULL;
}

static int letter_draft(struct letter_run *run)
{
	const struct letter_options *options = run->options;
	struct letter_words to;
	struct letter_photos photos = {.count = 0};
	struct ledger_fault fault = {0};
	char *missing;
	struct casework_draft draft = {.kind = options->kind,
				       .law = options->law,
				       .language = options->language,
				       .purpose = options->purpose,
				       .situation = options->situation,
				       .situation_kind =
					   options->situation_kind,
				       .rectify_what = options->wrong,
				       .rectify_to = options->right,
				       .code_page = options->code_page,
				       .quote = options->quote,
				       .again = options->again,
				       .marketing = options->marketing,
				       .preview = options->preview,
				       .today = casework_today()};
	unsigned disclose;
	const char *wrong =
	    letter_draft_options(run, &draft, &photos, &disclose);
	int code;

	if (wrong != NULL)
		return cli_wrong(run->self, "%s", wrong);
	if (!letter_begin(run, &code))
		return code;
	missing = letter_lines(options->missing);
	draft.missing = missing;
	letter_words_split(options->to, &to);
	code = letter_end(
	    run, letter_draft_kept(run, &draft, &to, &photos, disclose, &fault),
	    &fault);
	letter_words_free(&to);
	free(missing);
	return code;
}

/* ---- Listing and exporting ---- */

static bool letter_listed(void *context, const struct ledger_letter *letter)
{
	struct letter_run *run = context;
	char made[LEDGER_CLI_TIME];

	ledger_cli_time(made, letter->made);
	if (run->options->json)
		cli_print_json(view_letter(letter));
	else
		printf("%6lld  case %-5lld %.10s  %-16s %s  %s\n",
		       (long long)letter->id, (long long)letter->case_id, made,
		       letter->kind, letter->language, letter->subject);
	run->count++;
	return true;
}

static int letter_list(struct letter_run *run)
{
	struct ledger_fault fault = {0};
	enum lens_err err;
	int code;

	if (!letter_begin(run, &code))
		return code;
	err = ledger_letter_each(casework_ledger(run->work), 0, letter_listed,
				 run, &fault);
	if (err == LENS_OK && run->count == 0 && !run->options->json)
		puts("No letters were written yet.");
	return letter_end(run, err, &fault);
}

static int letter_one(struct letter_run *run, const char *number)
{
	struct ledger_fault fault = {0};
	int64_t letter;
	uint64_t id;
	int code;

	if (number == NULL ||
	    base_parse_number(number, INT64_MAX, &id) != LENS_OK)
		return cli_wrong(run->self, "name a letter by its number.");
	if (!letter_files_formats(&run->files, run->options->format))
		return cli_wrong(run->self, "--format takes txt, twin, eml, "
					    "pdf, mailto and fields.");
	if (run->files.formats[CASEWORK_PDF] && run->options->out == NULL &&
	    (run->options->json || isatty(STDOUT_FILENO)))
		return cli_wrong(run->self, "a PDF is no text; say where it "
					    "goes with --out DIR.");
	if (!letter_begin(run, &code))
		return code;
	letter = (int64_t)id;
	return letter_end(
	    run, letter_files_write(&run->files, &letter, 1, &fault), &fault);
}

/* ---- Commands ---- */

int cmd_letter(const struct cli_command *self, int argc, char **argv)
{
	struct letter_options values = {.json = false};
	struct letter_run run = {.self = self,
				 .ledger = {.command = self},
				 .options = &values,
				 .files = {.dir = -1}};
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&run.ledger),
	    {"json", 0, &values.json, NULL},
	    {"preview", 0, &values.preview, NULL},
	    {"again", 0, &values.again, NULL},
	    {"marketing", 0, &values.marketing, NULL},
	    {"to", 0, NULL, &values.to},
	    {"ask", 0, NULL, &values.ask},
	    {"photos", 0, NULL, &values.photos},
	    {"disclose", 0, NULL, &values.disclose},
	    {"tell", 0, NULL, &values.tell},
	    {"purpose", 0, NULL, &values.purpose},
	    {"situation", 0, NULL, &values.situation},
	    {"situation-kind", 0, NULL, &values.situation_kind},
	    {"wrong", 0, NULL, &values.wrong},
	    {"right", 0, NULL, &values.right},
	    {"code-page", 0, NULL, &values.code_page},
	    {"law", 0, NULL, &values.law},
	    {"lang", 0, NULL, &values.language},
	    {"case", 0, NULL, &values.matter},
	    {"kind", 0, NULL, &values.kind},
	    {"quote", 0, NULL, &values.quote},
	    {"missing", 0, NULL, &values.missing},
	    {"format", 0, NULL, &values.format},
	    {"out", 0, NULL, &values.out},
	    {NULL, 0, NULL, NULL},
	};
	int given = cli_options(self, options, &argc, argv);

	if (given != 0)
		return given > 0 ? CLI_DONE : CLI_USED_WRONGLY;
	if (strcmp(self->name, "letter export") == 0)
		return letter_one(&run, argc == 2 ? argv[1] : NULL);
	if (argc != 1)
		return cli_wrong(self, "everything here is an option.");
	return strcmp(self->name, "letter list") == 0 ? letter_list(&run)
						      : letter_draft(&run);
}
