/* pack.c: records that somebody publishes for many: made, signed, taken. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_registry.h>
#include <lenscap/view_pack.h>

#include "operation.h"

#define PACK_SIGNATURE ".minisig"
enum pack_which { PACK_TAKE, PACK_UPDATE, PACK_LOOK };
#define PACK_OURS "lenscap-registry" /* what registry.update takes */

/* ---- Files ---- */

static bool pack_bytes(struct operation_call *call, int fd, size_t most,
		       const char *sentence, struct base_buffer *out)
{
	enum lens_err err;

	base_buffer_init(out, most);
	err = fd < 0 ? LENS_SYSTEM : base_read_all(fd, out);
	base_close(&fd);
	if (err != LENS_OK && call->code == OPERATION_OK)
		operation_fail_saying(call,
				      err == LENS_TOO_BIG ? OPERATION_TOO_BIG
							  : OPERATION_NOT_FOUND,
				      sentence);
	return err == LENS_OK;
}

static bool pack_file(struct operation_call *call, const char *param,
		      size_t most, const char *sentence,
		      struct base_buffer *out)
{
	const char *name;

	return pack_bytes(
	    call,
	    call->front->file(call, operation_number(call, param, 0), &name),
	    most, sentence, out);
}

static const char *pack_path(struct operation_call *call, const char *param)
{
	return call->front->path(call, operation_number(call, param, 0));
}

static void pack_fail(struct operation_call *call, enum lens_err err,
		      const struct registry_fault *fault)
{
	static const enum operation_code codes[] = {
	    [LENS_NOT_FOUND] = OPERATION_NOT_FOUND,
	    [LENS_TOO_BIG] = OPERATION_TOO_BIG,
	    [LENS_WORKER] = OPERATION_WORKER,
	    [LENS_SYSTEM] = OPERATION_INTERNAL,
	};
	bool known = err < sizeof(codes) / sizeof(*codes) && codes[err] != 0;

	operation_fail_saying(call, known ? codes[err] : OPERATION_DENIED,
			      fault->sentence);
}

/* ---- For whoever publishes one ---- */

static void pack_build(struct operation_call *call)
{
	size_t unreachable = (size_t)operation_number(call, "unreachable", 0);
	struct registry_fault fault = {""};
	struct casework_pack pack;
	struct base_buffer file;
	enum lens_err err;

	base_buffer_init(&file, CASEWORK_PACK_MAX);
	err = casework_pack_build(pack_path(call, "folder"), unreachable,
				  &fault, &file, &pack);
	if (err != LENS_OK)
		pack_fail(call, err, &fault);
	else if (operation_save(call, pack_path(call, "out"),
				base_buffer_view(&file)))
		call->result = view_pack(&pack);
	casework_pack_free(&pack);
	base_buffer_free(&file);
}

/* The first line of the file with the key's passphrase; NULL: none is given. */
static bool pack_passphrase(struct operation_call *call,
			    struct base_buffer *out, const char **text)
{
	char *end;

	*text = NULL;
	base_buffer_init(out, LEDGER_TEXT_MAX);
	if (json_object_get(call->params, "secret_passphrase_file") == NULL)
		return true;
	if (!pack_file(call, "secret_passphrase_file", LEDGER_TEXT_MAX,
		       "The file with the key's passphrase cannot be read.",
		       out) ||
	    base_buffer_add(out, "", 1) != LENS_OK)
		return false;
	end = strpbrk((char *)out->data, "\r\n");
	if (end != NULL)
		*end = '\0';
	*text = (const char *)out->data;
	return true;
}

static bool pack_write_pair(struct operation_call *call, const char *path,
			    const struct signature_public *public,
			    const struct signature_secret *secret,
			    const char *passphrase)
{
	char text[SIGNATURE_KEY_TEXT], id[SIGNATURE_ID_TEXT];
	char *beside = base_format("%s.pub", path), *lines;
	struct base_buffer bytes;
	bool good;

	base_buffer_init(&bytes, SIGNATURE_SECRET_TEXT);
	signature_public_text(public, text);
	signature_id_text(public->id, id);
	lines = base_format("untrusted comment: minisign public key %s\n%s\n",
			    id, text);
	good = signature_secret_text(secret, passphrase, &bytes) == LENS_OK;
	if (!good)
		operation_fail(call, OPERATION_INTERNAL);
	good = good && operation_save(call, path, base_buffer_view(&bytes)) &&
	       operation_save(call, beside, base_view_of(lines));
	if (good)
		call->result = json_pack(
		    "{s:o, s:o, s:s, s:s, s:b}", "secret", view_text(path),
		    "public", view_text(beside), "signer", text, "signer_id",
		    id, "sealed", passphrase != NULL);
	base_buffer_wipe(&bytes);
	free(lines);
	free(beside);
	return good;
}

static void pack_key(struct operation_call *call)
{
	struct signature_public public;
	struct signature_secret secret;
	struct base_buffer passphrase;
	const char *text;

	if (signature_init() != LENS_OK) {
		operation_fail(call, OPERATION_INTERNAL);
		return;
	}
	if (pack_passphrase(call, &passphrase, &text)) {
		signature_pair(&public, &secret);
		(void)pack_write_pair(call, pack_path(call, "out"), &public,
				      &secret, text);
		signature_forget(&secret);
	}
	base_buffer_wipe(&passphrase);
}

static bool pack_secret(struct operation_call *call,
			struct signature_secret *out)
{
	struct base_buffer passphrase, file;
	enum lens_err err = LENS_MALFORMED;
	const char *text;

	base_buffer_init(&file, SIGNATURE_TEXT_MAX);
	if (pack_passphrase(call, &passphrase, &text) &&
	    pack_file(call, "secret_key", SIGNATURE_TEXT_MAX,
		      "The secret key cannot be read.", &file))
		err = signature_secret_read(base_buffer_view(&file), text, out);
	if (err == LENS_LOCKED && text == NULL)
		operation_fail_saying(
		    call, OPERATION_LOCKED,
		    "The key is sealed: give its passphrase with "
		    "--secret-passphrase-file, or sign with 'minisign -S'.");
	else if (err == LENS_LOCKED)
		operation_fail_saying(call, OPERATION_WRONG_KEY,
				      "The passphrase does not open the key.");
	else if (err != LENS_OK && call->code == OPERATION_OK)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "This is no secret key of minisign's form; 'lenscap pack "
		    "key' makes one.");
	base_buffer_wipe(&passphrase);
	base_buffer_wipe(&file);
	return err == LENS_OK;
}

static void pack_sign(struct operation_call *call)
{
	const char *path = pack_path(call, "pack");
	const char *comment = operation_text(call, "comment");
	char *beside = base_format("%s" PACK_SIGNATURE, path);
	char id[SIGNATURE_ID_TEXT], *said;
	struct base_buffer file, signature;
	struct signature_secret secret;

	said = comment ? base_copy(comment)
		       : base_format("file:%s", strrchr(path, '/')
						    ? strrchr(path, '/') + 1
						    : path);
	base_buffer_init(&signature, SIGNATURE_TEXT_MAX);
	if (signature_init() == LENS_OK &&
	    pack_file(call, "pack", CASEWORK_PACK_MAX,
		      "The pack cannot be read, or is larger than 32 MB.",
		      &file)) {
		if (pack_secret(call, &secret)) {
			if (signature_make(base_buffer_view(&file), &secret,
					   said, &signature) != LENS_OK)
				operation_fail_saying(
				    call, OPERATION_BAD_PARAMS,
				    "The comment is one line of at most 500 "
				    "letters.");
			else if (operation_save(call, beside,
						base_buffer_view(&signature))) {
				signature_id_text(secret.id, id);
				call->result = json_pack(
				    "{s:o, s:s}", "signature",
				    view_text(beside), "signer_id", id);
			}
			signature_forget(&secret);
		}
		base_buffer_free(&file);
	}
	base_buffer_free(&signature);
	free(beside);
	free(said);
}

/* ---- For whoever gets one ---- */

/* Whose it should be, as it was given; *given is false where it was not. */
static bool pack_signer(struct operation_call *call,
			struct signature_public *out, bool *given)
{
	const char *text = operation_text(call, "signer");
	struct base_buffer file;
	enum lens_err err = LENS_OK;

	base_buffer_init(&file, SIGNATURE_TEXT_MAX);
	*given = true;
	if (text != NULL) {
		err = signature_public_read(base_view_of(text), out);
	} else if (json_object_get(call->params, "signer_file") != NULL) {
		err = LENS_MALFORMED;
		if (pack_file(call, "signer_file", SIGNATURE_TEXT_MAX,
			      "The file with the publisher's key cannot be "
			      "read.",
			      &file))
			err =
			    signature_public_read(base_buffer_view(&file), out);
	} else {
		*given = false;
	}
	base_buffer_free(&file);
	if (err != LENS_OK && call->code == OPERATION_OK)
		operation_fail_saying(
		    call, OPERATION_BAD_PARAMS,
		    "This is no public key: it is one word that begins with "
		    "RW, as its publisher shows it, or the file that ends with "
		    ".pub.");
	return err == LENS_OK;
}

struct pack_arrived {
	struct base_buffer file, signature;
	struct signature_public key;
	bool given; /* the key */
};

/* The signature lies beside the pack, unless another place is given. */
static int pack_beside(struct operation_call *call)
{
	char *beside;
	int fd;

	if (call->front->path == NULL)
		return -1;
	beside = base_format("%s" PACK_SIGNATURE, pack_path(call, "pack"));
	fd = open(beside, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	free(beside);
	return fd;
}

static bool pack_arrived(struct operation_call *call, struct pack_arrived *out)
{
	static const char unsigned_sentence[] =
	    "There is no signature beside the pack: get the file that has its "
	    "name and ends with .minisig, from where it came from, or name it "
	    "with --signature.";

	base_buffer_init(&out->signature, SIGNATURE_TEXT_MAX);
	if (!pack_file(call, "pack", CASEWORK_PACK_MAX,
		       "The pack cannot be read, or is larger than 32 MB.",
		       &out->file))
		return false;
	if (json_object_get(call->params, "signature") != NULL
		? !pack_file(call, "signature", SIGNATURE_TEXT_MAX,
			     "The signature cannot be read.", &out->signature)
		: !pack_bytes(call, pack_beside(call), SIGNATURE_TEXT_MAX,
			      unsigned_sentence, &out->signature))
		return false;
	return pack_signer(call, &out->key, &out->given);
}

static void pack_arrived_free(struct pack_arrived *arrived)
{
	base_buffer_free(&arrived->file);
	base_buffer_free(&arrived->signature);
}

static void pack_verify(struct operation_call *call)
{
	struct pack_arrived arrived;
	struct registry_fault fault = {""};
	struct casework_pack pack = {0};
	enum lens_err err;

	if (signature_init() == LENS_OK && pack_arrived(call, &arrived)) {
		err = casework_pack_verify(base_buffer_view(&arrived.file),
					   base_buffer_view(&arrived.signature),
					   &arrived.key, &fault, &pack);
		if (err == LENS_OK)
			call->result = view_pack(&pack);
		else
			pack_fail(call, err, &fault);
	}
	casework_pack_free(&pack);
	pack_arrived_free(&arrived);
}

static void pack_import(struct operation_call *call)
{
	struct pack_arrived arrived;
	struct casework_pack_taking taking = {
	    .name = call->operation->which == PACK_UPDATE ? PACK_OURS : NULL,
	    .look = call->operation->which == PACK_LOOK};
	struct registry_fault fault = {""};
	struct casework_pack pack = {0};
	enum lens_err err;

	if (signature_init() == LENS_OK && pack_arrived(call, &arrived)) {
		taking.file = base_buffer_view(&arrived.file);
		taking.signature = base_buffer_view(&arrived.signature);
		taking.key = arrived.given ? &arrived.key : NULL;
		err = casework_pack_import(&call->place->home, call->work,
					   &taking, &fault, &pack);
		if (err == LENS_OK)
			call->result = view_pack(&pack);
		else
			pack_fail(call, err, &fault);
	}
	casework_pack_free(&pack);
	pack_arrived_free(&arrived);
}

/* What packs add to how pages are read, for whoever reads one in a browser. */
static void pack_rules(struct operation_call *call)
{
	struct casework_page_rules rules;

	casework_page_rules_open(call->work, &rules);
	call->result = view_page_rules(&rules);
	casework_page_rules_free(&rules);
}

static void pack_words(struct operation_call *call)
{
	call->result =
	    view_pack_words(call->work, operation_text(call, "language"));
}

struct pack_named {
	const char *name;
	json_t *found;
};

static bool pack_name_is(void *context, const struct casework_pack_kept *kept)
{
	struct pack_named *named = context;

	if (strcmp(kept->name, named->name) == 0)
		named->found = view_pack_kept(kept);
	return named->found == NULL;
}

/* Each pack that was taken; false when it could not be told. */
static bool pack_each(struct operation_call *call,
		      bool (*visit)(void *context,
				    const struct casework_pack_kept *kept),
		      void *context)
{
	struct registry_fault fault = {""};
	struct ledger_fault why = {0};
	const struct registry *registry;
	struct registry *own = NULL;
	enum lens_err err = casework_registry_of(&call->place->home, call->work,
						 &fault, &own, &registry);

	if (err != LENS_OK) {
		operation_fail_saying(call, OPERATION_INTERNAL, fault.sentence);
		return false;
	}
	err = casework_pack_each(call->work, registry, visit, context, &why);
	if (err != LENS_OK)
		operation_fail_as(call, err, &why);
	registry_close(own);
	return err == LENS_OK;
}

/* A file, and where a terminal names none, a pack that was taken. */
static void pack_show(struct operation_call *call)
{
	struct pack_named named = {NULL, NULL};
	struct registry_fault fault = {""};
	bool is_name = false;

	if (call->front->path != NULL) {
		named.name = pack_path(call, "pack");
		/* A name has neither a folder's mark nor an ending. */
		is_name = access(named.name, F_OK) != 0;
		if (is_name && !pack_each(call, pack_name_is, &named))
			return;
		is_name = is_name && strpbrk(named.name, "./") == NULL;
	}
	call->result = named.found;
	if (named.found == NULL && is_name)
		pack_fail(call, casework_pack_none(&fault), &fault);
	else if (named.found == NULL)
		pack_import(call);
}

static bool pack_row(void *context, const struct casework_pack_kept *kept)
{
	return operation_row(context, view_pack_kept(kept));
}

static void pack_list(struct operation_call *call)
{
	(void)pack_each(call, pack_row, call);
}

static void pack_forget(struct operation_call *call)
{
	struct registry_fault fault = {""};
	enum lens_err err =
	    casework_pack_forget(&call->place->home, call->work,
				 operation_text(call, "name"), &fault);

	if (err == LENS_OK)
		call->result = json_pack("{s:i}", "forgotten", 1);
	else
		pack_fail(call, err, &fault);
}

/* ---- The table ---- */

/* clang-format off */
#define PARAM_PACK \
	PARAM("pack", FILE, 0, 0, REQUIRED | POSITIONAL, "the pack", \
	      .metavar = "PACK")
#define PARAM_SECRET_PASSPHRASE \
	PARAM("secret_passphrase_file", FILE, 0, 0, COMMAND, \
	      "the first line of FILE seals the secret key", .metavar = "FILE")
#define PARAM_SIGNER \
	PARAM("signer", TEXT, 1, 128, 0, \
	      "the publisher's public key, one word that begins with RW", \
	      .metavar = "KEY"), \
	PARAM("signer_file", FILE, 0, 0, COMMAND, \
	      "or the file that has it", .metavar = "FILE"), \
	PARAM("signature", FILE, 0, 0, 0, \
	      "the signature; otherwise PACK.minisig", .metavar = "FILE")

static const struct operation_param pack_build_params[] = {
	PARAM("folder", FILE, 0, 0, REQUIRED | COMMAND | POSITIONAL | OPERATION_PATH,
	      "the folder with pack.json, companies and so on", .metavar = "DIR"),
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | OPERATION_PATH,
	      "the file to write, which must not exist yet", .letter = 'o', .metavar = "FILE"),
	PARAM("unreachable", NUMBER, 0, REGISTRY_RECORDS_MAX, COMMAND,
	      "how many companies without a usable contact to allow; "
	      "otherwise none", .metavar = "N"),
	PARAM_END,
};
static const struct operation_param pack_key_params[] = {
	PARAM("out", FILE, 0, 0, REQUIRED | COMMAND | POSITIONAL | OPERATION_PATH,
	      "the secret key; FILE.pub is the public one", .metavar = "FILE"),
	PARAM_SECRET_PASSPHRASE,
	PARAM_END,
};
static const struct operation_param pack_sign_params[] = {
	PARAM_PACK,
	PARAM("secret_key", FILE, 0, 0, REQUIRED | COMMAND,
	      "your secret key, of 'lenscap pack key' or minisign", .metavar = "FILE"),
	PARAM_SECRET_PASSPHRASE,
	PARAM("comment", TEXT, 1, 500, COMMAND,
	      "a line that is signed with it; otherwise the file's name", .metavar = "TEXT"),
	PARAM_END,
};
static const struct operation_param pack_verify_params[] = {
	PARAM_PACK,
	PARAM_SIGNER,
	PARAM_END,
};
static const struct operation_rule pack_verify_rules[] = {
	{OPERATION_ONE_OF, {"signer", "signer_file"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_rule pack_import_rules[] = {
	{OPERATION_MOST_ONE, {"signer", "signer_file"}},
	{OPERATION_NO_RULE, {NULL}},
};
static const struct operation_param pack_words_params[] = {
	PARAM("language", TEXT, 2, 2, 0, "the code of one", .metavar = "CODE"),
	PARAM_END,
};
static const struct operation_param pack_forget_params[] = {
	PARAM("name", TEXT, 1, REGISTRY_PACK_NAME - 1, REQUIRED | POSITIONAL,
	      "its name, as the list of packs shows it", .metavar = "NAME"),
	PARAM_END,
};

const struct operation operation_pack_rows[] = {
	{
		.name = "pack.import", .command = "pack import",
		.group = OPERATION_LETTERS,
		.summary = "take the companies that somebody you trust publishes",
		.description = "Takes a pack: companies, authorities, laws, letters, where "
			       "sites have their settings, rules for pages and words of a language, as an association or adviser "
			       "publishes them for many people, with their "
			       "signature.  It adds to what came with Lenscap and "
			       "corrects it; it never runs anything, and what it says is held to "
			       "what Lenscap's own is held to.  The "
			       "first time you give the publisher's key, "
			       "which you must have received by another way "
			       "than the pack; later packs of that name must "
			       "be signed with the same key and may not be "
			       "older.",
		.examples = "lenscap pack import advice.pack --signer RWQ...\n"
			    "lenscap pack import advice.pack\n",
		.params = pack_verify_params, .rules = pack_import_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_UPLOADS,
		.run = pack_import, .answer = "pack",
	}, {
		.name = "pack.list", .command = "pack list",
		.group = OPERATION_LETTERS,
		.summary = "the packs you took, and whose they are",
		.description = "Lists the packs you took: who signed them, what they say and "
			       "change, and whom to ask.",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .list = "packs",
		.run = pack_list, .answer = "pack_kept",
	}, {
		.name = "pack.show", .command = "pack show",
		.group = OPERATION_LETTERS,
		.summary = "what a pack does, before you take it or after",
		.description = "Says what a pack brings: companies, laws, letters, where sites have their "
			       "settings, rules for pages and words of a language, what of it takes the place of Lenscap's own, whom it "
			       "proposes to write to, and who signed it.  It is held to all that 'lenscap pack "
			       "import' holds it to, and nothing is kept.  PACK is a file or the name of a pack that you took.",
		.examples = "lenscap pack show advice.pack --signer RWQ...\n"
			    "lenscap pack show advice\n",
		.params = pack_verify_params, .rules = pack_import_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_UPLOADS,
		.run = pack_show, .which = PACK_LOOK, .answer = "pack",
	}, {
		.name = "pack.forget", .command = "pack forget",
		.group = OPERATION_LETTERS,
		.summary = "forget a pack, and whose key it had",
		.description = "Forgets a pack.  Records that it corrected "
			       "are what they were before; letters and cases stay.",
		.examples = "lenscap pack forget advice\n",
		.params = pack_forget_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = pack_forget,
	}, {
		.name = "pack.rules",
		.summary = "what packs add to the rules for pages",
		.params = operation_no_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = pack_rules,
		.answer = "page_rules",
	}, {
		.name = "pack.words",
		.summary = "languages of pages that packs bring, and the words of one",
		.params = pack_words_params, .needs = OPERATION_LEDGER,
		.queue = OPERATION_INTERACTIVE, .run = pack_words,
		.answer = "pack_words",
	}, {
		.name = "pack.verify", .command = "pack verify",
		.group = OPERATION_LETTERS,
		.summary = "whether a pack is what its publisher signed",
		.description = "Checks the signature of a pack, then reads it "
			       "in a sandbox and says what is in it.  Nothing is kept, and no ledger is needed.\n\n"
			       "Exit status: 0 when it is what was signed.",
		.examples = "lenscap pack verify advice.pack --signer-file advice.pub\n",
		.params = pack_verify_params, .rules = pack_verify_rules,
		.queue = OPERATION_NOT_HERE, .run = pack_verify, .answer = "pack",
	}, {
		.name = "pack.build", .command = "pack build",
		.group = OPERATION_LETTERS,
		.summary = "make a pack of a folder, to publish it",
		.description = "Makes a pack of a folder: companies/SLUG.json, "
			       "supervisory-authorities/SLUG.json and obsolete-records/SLUG.json, as "
			       "'lenscap controllers show SLUG --record' prints them, and pack.json:\n\n"
			       "  {\"name\": \"advice\", \"title\": \"Companies we write to\",\n"
			       "   \"version\": 1, \"made\": \"2026-11-29\",\n"
			       "   \"helper\": {\"name\": \"Advice\", \"email\": \"help@advice.example\"},\n"
			       "   \"introduction\": [{\"language\": \"en\", \"text\": \"Begin with these.\"}],\n"
			       "   \"preset\": [\"pimeyes\"],\n"
			       "   \"withdraw\": [{\"slug\": \"clearview-ai\", \"contact\": \"old@clearview.example\",\n"
			       "                 \"reason\": \"bounced\", \"date\": \"2026-11-20\"}]}\n\n"
			       "The version grows with each pack; helper, introduction, preset and withdraw may be "
			       "left out.  The same files make the same pack.  It fails when a company in it "
			       "has no contact that may be used.\n\n"
			       "Beside them it may have laws, letters, remedies, pages and words, which are JSON, too.  A file "
			       "in laws is like those of Lenscap, and each of its norms has the file and the sha256 "
			       "of the text that was read.  One in letters is a template in one language, line by "
			       "line; one in remedies says where a site has its settings:\n\n"
			       "  {\"language\": \"it\", \"name\": \"request\", \"date\": \"2026-11-29\",\n"
			       "   \"lines\": [\"subject: ...\", \"@greeting\", \"...\"]}\n\n"
			       "  {\"site\": \"flickr.com\", \"source\": \"https://...\", \"date\": \"2026-11-29\",\n"
			       "   \"settings\": [{\"for\": [\"photo_public\"], \"where\": \"Settings, Privacy\"}]}\n\n"
			       "One in pages adds to the rules by which pages are read: names of attributes (lists lazy "
			       "and lazy-set), elements, metas and members (element, meta, member, state) that "
			       "hold pictures, pieces of addresses that ask for a size (size), and what a page has that "
			       "is no open one (login, challenge, title-login, title-challenge, title-refused, "
			       "title-consent).  They are plain words, at most 200:\n\n"
			       "  {\"source\": \"https://...\", \"date\": \"2026-11-29\",\n"
			       "   \"rules\": [{\"list\": \"lazy\", \"entries\": [\"data-photo\"]}]}\n\n"
			       "One in words has words of the extension's pages in a language that Lenscap does not have, each by "
			       "the name of the English one in extension/_locales/en/messages.json, with its placeholders and "
			       "without markup; several files of 64 KB may add up.  What lacks is shown in English.  The six "
			       "languages of Lenscap, and the command line, are no pack's:\n\n"
			       "  {\"language\": \"pl\", \"name\": \"Polski\", \"date\": \"2026-11-29\",\n"
			       "   \"words\": {\"packs_title\": \"...\"}}",
		.examples = "lenscap pack build advice/ -o advice.pack\n",
		.params = pack_build_params, .queue = OPERATION_NOT_HERE,
		.run = pack_build, .answer = "pack",
	}, {
		.name = "pack.key", .command = "pack key",
		.group = OPERATION_LETTERS,
		.summary = "make the key you sign packs with",
		.description = "Makes a key pair in minisign's form: FILE, which is secret, and "
			       "FILE.pub, whose second line people need to take your packs.",
		.examples = "lenscap pack key advice.key\n"
			    "lenscap pack key advice.key --secret-passphrase-file words.txt\n",
		.params = pack_key_params, .queue = OPERATION_NOT_HERE,
		.run = pack_key,
	}, {
		.name = "pack.sign", .command = "pack sign",
		.group = OPERATION_LETTERS,
		.summary = "sign a pack",
		.description = "Signs a pack and writes PACK.minisig beside it, which 'minisign "
			       "-V' accepts.  Publish both.",
		.examples = "lenscap pack sign advice.pack --secret-key advice.key\n",
		.params = pack_sign_params, .queue = OPERATION_NOT_HERE,
		.run = pack_sign,
	}, {
		.name = "registry.update", .command = "registry update",
		.group = OPERATION_LETTERS,
		.summary = "take newer records of the companies Lenscap knows",
		.description = "Takes a newer set of Lenscap's own records, so that addresses "
			       "live longer than releases: a pack called lenscap-registry, "
			       "signed with the key of whoever gave you Lenscap.",
		.examples = "lenscap registry update lenscap-registry.pack --signer RWQ...\n",
		.params = pack_verify_params, .rules = pack_import_rules,
		.needs = OPERATION_LEDGER, .queue = OPERATION_NOT_HERE,
		.run = pack_import, .which = PACK_UPDATE, .answer = "pack",
	}, {
		.name = NULL,
	},
};
/* clang-format on */
