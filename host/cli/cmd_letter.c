/* cmd_letter.c: letters to controllers and authorities. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lenscap/clients.h>

#include "ledger_cli.h"

const char cmd_letter_draft_help[] =
    "Writes letters: requests to controllers, each opening a case, or the "
    "next\n"
    "letter of a case.  Photos are named by their addresses and fingerprints;\n"
    "no photo goes with them.  Before anything is kept, it says what each\n"
    "letter hands over about you.\n"
    "\n" LEDGER_CLI_HELP
    "      --to SLUG[,SLUG...]    to whom; 'lenscap controllers search' helps\n"
    "      --ask RIGHT[,RIGHT]    access, erasure, objection, restriction,\n"
    "                             rectification, withdrawal\n"
    "      --photos ID[,ID]|all   which photos it names\n"
    "      --disclose KIND[,KIND] sha256, pdq, iscc or none; else sha256\n"
    "      --tell WHAT[,WHAT]     name, email, address, region; else email\n"
    "      --purpose TEXT         why you ask, in a sentence of your own\n"
    "      --situation TEXT       your particular situation, for an objection\n"
    "      --situation-kind KIND  safety, work, minor or private\n"
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
    "  lenscap letter draft --to clearview-ai --ask access,erasure,objection "
    "\\\n"
    "      --photos 1,2 --format eml,pdf --out letters\n"
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

#define LETTER_LIST_MAX CASEWORK_TO_MAX

struct letter_options {
	bool json, preview, again;
	const char *to, *ask, *photos, *disclose, *tell, *purpose, *situation;
	const char *situation_kind, *wrong, *right, *code_page, *law, *language;
	const char *matter, *kind, *quote, *missing, *format, *out;
};

/* ---- Lists of words ---- */

/* The words of "a,b,c", in one copy; freed by freeing words[0]. */
struct letter_words {
	char *copy;
	const char *words[LETTER_LIST_MAX];
	size_t count;
};

static bool words_split(const char *text, struct letter_words *out)
{
	*out = (struct letter_words){.copy = base_copy(text ? text : "")};
	for (char *at = out->copy; *at != '\0';) {
		size_t size = strcspn(at, ",");
		bool last = at[size] == '\0';

		if (out->count == LETTER_LIST_MAX)
			return false;
		at[size] = '\0';
		if (size > 0)
			out->words[out->count++] = at;
		at += last ? size : size + 1;
	}
	return true;
}

/* Bits of words from a table; false for a word that is not in it. */
static bool words_bits(const char *text, const char *const *names,
		       unsigned *out)
{
	struct letter_words words;
	bool good = words_split(text, &words);

	*out = 0;
	for (size_t i = 0; i < words.count && good; i++) {
		size_t bit = 0;

		while (names[bit] != NULL &&
		       strcmp(names[bit], words.words[i]) != 0)
			bit++;
		good =
		    names[bit] != NULL || strcmp(words.words[i], "none") == 0;
		if (names[bit] != NULL)
			*out |= 1u << bit;
	}
	free(words.copy);
	return good;
}

/* ---- Writing files ---- */

struct letter_run {
	const struct cli_command *self;
	struct ledger_cli ledger;
	struct casework *work;
	const struct letter_options *options;
	struct clients_typesetter *setter;
	bool formats[CASEWORK_FORMATS];
	int out; /* the folder, -1 for none */
	int64_t *letters;
	size_t count;
	/* What was said of the letter before: of 25 it is said once. */
	char *reason, *warning, *disclosed;
};

/* Nothing half-written stays. */
static enum lens_err letter_write(struct letter_run *run, int64_t id,
				  const char *name, int from,
				  struct ledger_fault *fault)
{
	struct base_buffer bytes;
	int to =
	    openat(run->out, name,
		   O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum lens_err err = to < 0 ? LENS_SYSTEM : LENS_OK;
	int why = errno;

	base_buffer_init(&bytes, IPC_PAPER_BYTES_MAX);
	if (err == LENS_OK)
		err = base_read_all(from, &bytes);
	if (err == LENS_OK) {
		err = base_write_all(to, base_buffer_view(&bytes));
		why = errno;
	}
	base_buffer_free(&bytes);
	if (to >= 0 && close(to) != 0) {
		why = errno;
		err = LENS_SYSTEM;
	}
	if (err == LENS_OK)
		return LENS_OK;
	if (to >= 0)
		unlinkat(run->out, name, 0);
	snprintf(fault->sentence, sizeof(fault->sentence),
		 "The file %.80s could not be written (%s); the letter is "
		 "kept: lenscap letter export %lld --out DIR",
		 name, why == EEXIST ? "it is there already" : strerror(why),
		 (long long)id);
	return err;
}

static enum lens_err letter_show(const struct letter_run *run, int64_t id,
				 enum casework_format format, int from)
{
	struct base_buffer bytes;
	enum lens_err err;

	base_buffer_init(&bytes, IPC_PAPER_BYTES_MAX);
	err = base_read_all(from, &bytes);
	if (err == LENS_OK && run->options->json)
		cli_print_json(json_pack("{s:I, s:s, s:s%}", "letter",
					 (json_int_t)id, "format",
					 casework_format_name(format), "text",
					 (const char *)bytes.data, bytes.size));
	else if (err == LENS_OK)
		fwrite(bytes.data, 1, bytes.size, stdout);
	base_buffer_free(&bytes);
	return err;
}

static enum lens_err letter_export(struct letter_run *run, int64_t id,
				   enum casework_format format,
				   struct ledger_fault *fault)
{
	char name[CASEWORK_FILE_NAME];
	int fd;
	enum lens_err err = casework_export(run->work, id, format, run->setter,
					    fault, name, &fd);

	/* A letter in the person's own language has no twin: no failure. */
	if (err == LENS_DENIED && format == CASEWORK_TWIN)
		return LENS_OK;
	if (err != LENS_OK)
		return err;
	if (run->out < 0)
		err = letter_show(run, id, format, fd);
	else
		err = letter_write(run, id, name, fd, fault);
	if (err == LENS_OK && run->out >= 0 && run->options->json)
		cli_print_json(json_pack(
		    "{s:I, s:s, s:s}", "letter", (json_int_t)id, "format",
		    casework_format_name(format), "file", name));
	else if (err == LENS_OK && run->out >= 0)
		printf("      %s\n", name);
	base_close(&fd);
	return err;
}

static enum lens_err letter_export_all(struct letter_run *run,
				       struct ledger_fault *fault)
{
	struct cli_progress progress = {0};
	enum lens_err err = LENS_OK;

	run->setter = clients_typesetter_new(NULL);
	for (size_t i = 0; i < run->count && err == LENS_OK; i++) {
		for (unsigned f = 0; f < CASEWORK_FORMATS && err == LENS_OK;
		     f++)
			if (run->formats[f])
				err = letter_export(run, run->letters[i], f,
						    fault);
		cli_progress(&progress, "letters", i + 1, run->count);
	}
	cli_progress_clear(&progress);
	clients_typesetter_free(run->setter);
	return err;
}

/* ---- Drafting ---- */

static void letter_disclosed(void *context,
			     const struct letter_disclosure *about)
{
	static const char *const states[] = {
	    [LETTER_NEW] = "new to them",
	    [LETTER_HELD] = "nothing new, if they have the photo",
	    [LETTER_NOT_NEEDED] = "not needed"};
	json_t *list = context;

	json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:s, s:s}",
					      "what", about->what, "state",
					      states[about->state], "count",
					      (json_int_t)about->count, "words",
					      about->words, "why", about->why));
}

static void letter_print_disclosed(const json_t *list)
{
	size_t i;
	json_t *entry;

	puts("      hands over:");
	json_array_foreach(list, i, entry)
	    printf("        %-38s %s\n",
		   json_string_value(json_object_get(entry, "words")),
		   json_string_value(json_object_get(entry, "state")));
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

static void letter_row(void *context, const struct casework_drafted *drafted)
{
	struct letter_run *run = context;
	json_t *disclosed = json_array();

	run->letters[run->count++] = drafted->letter_id;
	if (letter_disclosures(drafted->known, drafted->letter->kind,
			       letter_disclosed, disclosed) != LENS_OK)
		json_array_clear(disclosed);
	if (run->options->json) {
		cli_print_json(json_pack(
		    "{s:I, s:I, s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:s, s:O}",
		    "letter", (json_int_t)drafted->letter_id, "case",
		    (json_int_t)drafted->case_id, "reference",
		    drafted->reference, "controller", drafted->controller,
		    "name", cli_json_text(drafted->name), "subject",
		    drafted->letter->subject, "language",
		    law_language_name(drafted->letter->language), "law",
		    drafted->law, "authority", drafted->authority, "warning",
		    drafted->warning, "discloses", disclosed));
	} else {
		char *name = cli_printable(drafted->name);

		printf("%s  %s%s%s: %s\n", drafted->reference,
		       cli_style(stdout, CLI_BOLD), name,
		       cli_style(stdout, CLI_PLAIN), drafted->letter->subject);
		letter_print_why(run, drafted->reason, drafted->warning,
				 disclosed);
		if (run->options->preview)
			letter_print_text(drafted->letter);
		else
			printf("      letter %lld, of case %lld\n",
			       (long long)drafted->letter_id,
			       (long long)drafted->case_id);
		free(name);
	}
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
	bool good = words_split(text, &words);

	for (size_t i = 0; i < words.count && good; i++) {
		uint64_t id;

		good = photos->count < CASEWORK_PHOTOS_MAX &&
		       base_parse_number(words.words[i], INT64_MAX, &id) ==
			   LENS_OK;
		if (good)
			photos->ids[photos->count++] = (int64_t)id;
	}
	free(words.copy);
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
	else if (run->out < 0)
		printf("Kept, but in no file yet: lenscap letter export %lld "
		       "--format eml,pdf --out DIR\n",
		       (long long)run->letters[0]);
	else
		printf("Once one is sent: lenscap cases sent CASE\n");
}

static enum lens_err letter_draft_kept(struct letter_run *run,
				       struct casework_draft *draft,
				       struct letter_photos *photos,
				       unsigned disclose,
				       struct ledger_fault *fault)
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
		err = casework_draft(run->work, &run->ledger.place, draft,
				     letter_row, run, fault);
	if (err == LENS_OK && !draft->preview && run->out >= 0)
		err = letter_export_all(run, fault);
	if (err == LENS_OK && !run->options->json)
		letter_print_next(run, draft);
	return err;
}

static const char *const letter_tells[] = {"name", "email", "address", "region",
					   NULL};
static const char *const letter_kinds[] = {"sha256", "pdq", "iscc", NULL};

/* What the options say; a sentence for what cannot be, else NULL. */
static const char *letter_draft_options(const struct letter_options *options,
					struct casework_draft *draft,
					struct letter_words *to,
					struct letter_photos *photos,
					unsigned *disclose)
{
	struct letter_words ask;
	uint64_t matter = 0;
	bool good = words_split(options->ask, &ask);

	for (size_t i = 0; i < ask.count && good; i++) {
		enum law_right right = law_right_of(ask.words[i]);

		good = right != LAW_RIGHTS;
		if (good)
			draft->ask[right] = true;
	}
	free(ask.copy);
	if (!good)
		return "--ask takes access, erasure, objection, restriction, "
		       "rectification and withdrawal.";
	if (!words_split(options->to, to))
		return "--to takes so many controllers at once.";
	if (options->matter != NULL &&
	    base_parse_number(options->matter, INT64_MAX, &matter) != LENS_OK)
		return "--case takes the number of a case.";
	if ((options->to == NULL) == (options->matter == NULL))
		return "say --to whom, or which --case it goes on with.";
	if (options->photos != NULL && strcmp(options->photos, "all") != 0 &&
	    !letter_photos(options->photos, photos))
		return "--photos takes up to 40 numbers of photos, or all.";
	if (!words_bits(options->disclose ? options->disclose : "sha256",
			letter_kinds, disclose))
		return "--disclose takes sha256, pdq, iscc or none.";
	if (!words_bits(options->tell ? options->tell
			: matter      ? ""
				      : "email",
			letter_tells, &draft->tell))
		return "--tell takes name, email, address and region.";
	if (options->language != NULL &&
	    law_language_of(options->language) == LAW_LANGUAGES)
		return "--lang takes en, de or fr.";
	draft->case_id = (int64_t)matter;
	return NULL;
}

static bool letter_formats(struct letter_run *run)
{
	struct letter_words words;
	bool good = words_split(
	    run->options->format ? run->options->format : "txt", &words);

	for (size_t i = 0; i < words.count && good; i++) {
		unsigned f = 0;

		while (f < CASEWORK_FORMATS &&
		       strcmp(casework_format_name(f), words.words[i]) != 0)
			f++;
		good = f < CASEWORK_FORMATS;
		if (good)
			run->formats[f] = true;
	}
	free(words.copy);
	return good;
}

/* The folder of --out, made when it is not there. */
static bool letter_folder(struct letter_run *run)
{
	run->out = -1;
	if (run->options->out == NULL)
		return true;
	if (mkdir(run->options->out, 0700) != 0 && errno != EEXIST)
		return false;
	run->out = open(run->options->out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return run->out >= 0;
}

static int letter_end(struct letter_run *run, enum lens_err err,
		      const struct ledger_fault *fault)
{
	int code = err == LENS_OK ? CLI_DONE
				  : ledger_cli_fail(&run->ledger, err, fault);

	casework_close(run->work);
	base_close(&run->out);
	free(run->letters);
	free(run->reason);
	free(run->warning);
	free(run->disclosed);
	ledger_cli_free(&run->ledger);
	return code;
}

static int letter_draft(struct letter_run *run)
{
	const struct letter_options *options = run->options;
	struct letter_words to = {NULL, {NULL}, 0};
	struct letter_photos photos = {.count = 0};
	struct ledger_fault fault = {0};
	char *missing = letter_lines(options->missing);
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
				       .missing = missing,
				       .again = options->again,
				       .preview = options->preview,
				       .today = casework_today()};
	unsigned disclose;
	const char *wrong =
	    letter_draft_options(options, &draft, &to, &photos, &disclose);
	enum lens_err err = LENS_DENIED;
	int code;

	if (wrong == NULL && !letter_formats(run))
		wrong =
		    "--format takes txt, twin, eml, pdf, mailto and fields.";
	if (wrong == NULL && !letter_folder(run))
		wrong = "the folder of --out cannot be made or opened.";
	draft.to = to.words;
	draft.to_count = to.count;
	if (wrong != NULL) {
		code = cli_wrong(run->self, "%s", wrong);
	} else {
		run->letters = base_alloc(to.count + 1, sizeof(*run->letters));
		run->work = ledger_cli_open(&run->ledger, &code);
		if (run->work != NULL) {
			err = letter_draft_kept(run, &draft, &photos, disclose,
						&fault);
			code = letter_end(run, err, &fault);
		}
	}
	free(missing);
	free(to.copy);
	return code;
}

/* ---- Listing and exporting ---- */

static bool letter_listed(void *context, const struct ledger_letter *letter)
{
	struct letter_run *run = context;
	char made[LEDGER_CLI_TIME];

	ledger_cli_time(made, letter->made);
	if (run->options->json)
		cli_print_json(json_pack(
		    "{s:I, s:I, s:s, s:s, s:s, s:o}", "letter",
		    (json_int_t)letter->id, "case", (json_int_t)letter->case_id,
		    "kind", letter->kind, "language", letter->language, "made",
		    made, "subject", cli_json_text(letter->subject)));
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

	run->work = ledger_cli_open(&run->ledger, &code);
	if (run->work == NULL)
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
	uint64_t id;
	int code;

	if (number == NULL ||
	    base_parse_number(number, INT64_MAX, &id) != LENS_OK)
		return cli_wrong(run->self, "name a letter by its number.");
	if (!letter_formats(run))
		return cli_wrong(run->self, "--format takes txt, twin, eml, "
					    "pdf, mailto and fields.");
	if (run->formats[CASEWORK_PDF] && run->options->out == NULL &&
	    (run->options->json || isatty(STDOUT_FILENO)))
		return cli_wrong(run->self, "a PDF is no text; say where it "
					    "goes with --out DIR.");
	if (!letter_folder(run))
		return cli_wrong(run->self, "the folder of --out cannot be "
					    "made or opened.");
	run->letters = base_alloc(1, sizeof(*run->letters));
	run->letters[run->count++] = (int64_t)id;
	run->work = ledger_cli_open(&run->ledger, &code);
	if (run->work == NULL)
		return code;
	return letter_end(run, letter_export_all(run, &fault), &fault);
}

/* ---- Commands ---- */

int cmd_letter(const struct cli_command *self, int argc, char **argv)
{
	struct letter_options values = {.json = false};
	struct letter_run run = {.self = self,
				 .ledger = {.command = self},
				 .options = &values,
				 .out = -1};
	const struct cli_option options[] = {
	    LEDGER_CLI_OPTIONS(&run.ledger),
	    {"json", 0, &values.json, NULL},
	    {"preview", 0, &values.preview, NULL},
	    {"again", 0, &values.again, NULL},
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
