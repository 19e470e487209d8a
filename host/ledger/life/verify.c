/* verify.c: every seal on the disk, and what was found in words. */
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/ledger_photos.h>
#include <lenscap/ledger_safety.h>

#include "store/blob.h"
#include "store/index.h"
#include "store/io.h"
#include "store/names.h"
#include "store/snapshot.h"
#include "store/store.h"
#include "store/witness.h"
#include "sum.h"

struct verify {
	struct ledger *ledger;
	const struct ledger_checks *checks;
	struct ledger_report *report;
	bool kept; /* of a whole ledger, what it keeps from before */
};

/* A file that was looked at. */
static void verify_say(struct verify *verify, bool good, const char *what,
		       const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What is told, and counts for nothing. */
static void verify_tell(struct verify *verify, bool good, const char *what,
			const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void verify_hand_over(struct verify *verify, bool good, const char *what,
			     const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));

static void verify_hand_over(struct verify *verify, bool good, const char *what,
			     const char *format, va_list arguments)
{
	char sentence[LEDGER_SENTENCE];
	struct ledger_check check = {good, what, sentence};

	vsnprintf(sentence, sizeof(sentence), base_said(format), arguments);
	if (verify->checks->check != NULL)
		verify->checks->check(verify->checks->context, &check);
}

static void verify_say(struct verify *verify, bool good, const char *what,
		       const char *format, ...)
{
	va_list arguments;

	verify->report->files += good;
	verify->report->damaged += !good;
	va_start(arguments, format);
	verify_hand_over(verify, good, what, format, arguments);
	va_end(arguments);
}

static void verify_tell(struct verify *verify, bool good, const char *what,
			const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	verify_hand_over(verify, good, what, format, arguments);
	va_end(arguments);
}

/* What helps where a snapshot or a log does not hold. */
static const char *verify_remedy(const struct verify *verify)
{
	return base_said(
	    verify->kept
		? "It is kept from before, and nothing of the ledger is lost "
		  "with it: `lenscap verify --salvage` puts it away."
		: "Restore a backup with `lenscap restore FILE --replace`; "
		  "without one, `lenscap verify --salvage` saves what still "
		  "holds.");
}

/*
 * What reading a file failed with.  Elsewhere such a sentence sends the person
 * here; here it says what helps.
 */
static void verify_broken(struct verify *verify, const char *what,
			  const struct ledger_fault *fault)
{
	const char *here =
	    strstr(fault->sentence, base_said(" Run `lenscap verify`."));

	if (here == NULL)
		verify_say(verify, false, what, "%s", fault->sentence);
	else
		verify_say(verify, false, what, "%.*s %s",
			   (int)(here - fault->sentence), fault->sentence,
			   verify_remedy(verify));
}

/* ---- One generation ---- */

static void verify_database(struct verify *verify, struct database *database,
			    const char *name)
{
	struct database_binder binder = database_bind(database, QUERY_CHECK);
	const char *answer = "";

	if (database_step(&binder, NULL) != LENS_OK ||
	    database_text(&binder, 0, &answer) != LENS_OK ||
	    strcmp(answer, "ok") != 0)
		verify_say(verify, false, "database",
			   "The database in %s is not consistent although its "
			   "seal holds: this is a defect of Lenscap.",
			   name);
	database_reset(&binder);
}

static void verify_log_end(struct verify *verify, const char *name,
			   uint64_t records, uint64_t next, enum lens_err err,
			   enum log_tail tail)
{
	if (err == LENS_END && tail == LOG_WHOLE)
		verify_say(verify, true, "log",
			   "%s holds %" PRIu64 " changes; every seal and the "
			   "chain between them hold.",
			   name, records);
	else if (err == LENS_END)
		verify_say(verify, false, "torn",
			   "%s ends in a change that was never finished, after "
			   "%" PRIu64 " good ones. %s",
			   name, records,
			   verify->kept
			       ? verify_remedy(verify)
			       : base_said("Opening the ledger sets it "
					   "aside."));
	else if (err == LENS_MALFORMED)
		verify_say(verify, false, "record",
			   "%s: change %" PRIu64 " fails its seal: it was "
			   "altered, moved, or one was put in or taken out "
			   "there. %s",
			   name, next, verify_remedy(verify));
	else
		verify_say(verify, false, "log", "%s cannot be read.", name);
}

/* *chain goes from the snapshot's to the log's end. */
static void verify_log(struct verify *verify, uint64_t generation,
		       struct record_chain *chain)
{
	struct ledger *ledger = verify->ledger;
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_LOG, generation);
	enum log_tail tail = LOG_WHOLE;
	struct base_buffer buffer;
	char name[ENVELOPE_NAME];
	struct ledger_fault fault;
	uint64_t records = 0;
	struct log log;
	enum lens_err err =
	    log_open(ledger->dir, &envelope, ledger->key, &fault, &log);

	envelope_name(ENVELOPE_LOG, generation, name);
	if (err != LENS_OK) {
		verify_broken(verify, "log", &fault);
		return;
	}
	base_buffer_init(&buffer, (size_t)RECORD_UNITS_MAX * RECORD_UNIT);
	while (err == LENS_OK) {
		struct record_chain next;
		struct base_view body;

		err = log_next(&log, chain, &buffer, &body, &next, &tail);
		if (err != LENS_OK)
			break;
		records++;
		log_advance(&log, &buffer);
		*chain = next;
	}
	base_buffer_free(&buffer);
	log_close(&log);
	verify->report->records += records;
	verify_log_end(verify, name, records, chain->sequence + 1, err, tail);
}

static void verify_generation(struct verify *verify, uint64_t generation,
			      struct record_chain *chain)
{
	char name[ENVELOPE_NAME];
	struct ledger_fault fault;
	struct snapshot snapshot;

	envelope_name(ENVELOPE_SNAPSHOT, generation, name);
	if (snapshot_read(verify->ledger, generation, &fault, &snapshot) !=
	    LENS_OK) {
		verify_broken(verify, "snapshot", &fault);
		return;
	}
	verify_say(verify, true, "snapshot",
		   "%s is whole: its seal holds, up to change %" PRIu64 ".",
		   name, snapshot.chain.sequence);
	verify_database(verify, &snapshot.database, name);
	database_close(&snapshot.database);
	*chain = snapshot.chain;
	if (generation == verify->ledger->header.generation ||
	    store_find(verify->ledger, ENVELOPE_LOG, generation) != STORE_AWAY)
		verify_log(verify, generation, chain);
}

/* The generation before: no damage to the ledger is damage to it alone. */
static void verify_kept(struct verify *verify)
{
	struct ledger *ledger = verify->ledger;
	uint64_t before = ledger->header.generation - 1;
	struct record_chain chain = {.sequence = 0};

	if (store_find(ledger, ENVELOPE_SNAPSHOT, before) != STORE_THERE)
		return;
	verify->kept = verify->report->damaged == 0;
	verify_generation(verify, before, &chain);
}

/* ---- Thumbnails ---- */

static enum lens_err verify_blob_envelope(struct verify *verify)
{
	struct ledger *ledger = verify->ledger;
	struct envelope envelope =
	    store_envelope(ledger, ENVELOPE_THUMBNAILS, ledger->blobs);
	uint8_t front[ENVELOPE_SIZE], key[KEY_SIZE];
	uint64_t size = 0;
	enum lens_err err;
	int fd;

	err = blob_file(ledger, ledger->blobs, O_RDONLY, &fd);
	if (err == LENS_OK)
		err = io_size(fd, &size);
	if (err == LENS_NOT_FOUND ||
	    (err == LENS_OK && size <= ENVELOPE_SIZE)) {
		/* Nothing is in it; whether something should be, rows tell. */
		base_close(&fd);
		return LENS_OK;
	}
	if (err == LENS_OK)
		err = io_read(fd, front, sizeof(front), 0);
	if (err == LENS_OK)
		err = envelope_open(&envelope, ledger->key, front, key);
	sodium_memzero(key, sizeof(key));
	base_close(&fd);
	return err;
}

static void verify_blob(struct verify *verify, struct blob_reader *reader,
			struct database_binder *binder)
{
	struct base_view bytes;
	struct blob blob;

	if (blob_columns(binder, 2, &blob) == LENS_OK &&
	    blob_look(reader, &blob, NULL, &bytes) == LENS_OK)
		verify->report->thumbnails++;
	else
		verify_say(verify, false, "thumbnail",
			   "The small picture of photo %" PRId64 " is missing "
			   "or fails its seal.",
			   database_int(binder, 0));
}

static void verify_blobs(struct verify *verify)
{
	struct database_binder binder;
	struct blob_reader reader = blob_reader_open(verify->ledger);
	uint64_t damaged = verify->report->damaged;

	if (verify_blob_envelope(verify) != LENS_OK)
		verify_say(verify, false, "thumbnails",
			   "The beginning of thumbnails-%" PRIu64 " fails its "
			   "seal; the small pictures have seals of their own.",
			   verify->ledger->blobs);
	binder = database_bind(&verify->ledger->database, QUERY_BLOB_EACH);
	while (database_step(&binder, NULL) == LENS_OK)
		verify_blob(verify, &reader, &binder);
	blob_reader_close(&reader);
	database_reset(&binder);
	if (verify->report->damaged == damaged)
		verify_say(verify, true, "thumbnails",
			   "%" PRIu64 " small pictures and papers are whole.",
			   verify->report->thumbnails);
}

/* A copy: nothing is lost with it, and find does without it. */
static void verify_index(struct verify *verify)
{
	uint64_t generation = verify->ledger->header.generation;
	enum lens_err err = index_check(verify->ledger);

	if (err == LENS_OK)
		verify_say(verify, true, "index",
			   "index-%" PRIu64 ", which is made of the photos' "
			   "features, is whole: its seal holds.",
			   generation);
	else if (err != LENS_NOT_FOUND)
		verify_say(verify, false, "index",
			   "index-%" PRIu64 " %s. Nothing is lost "
			   "with it: remove that file, and `lenscap find` "
			   "makes another.",
			   generation,
			   base_said(err == LENS_SYSTEM ? "cannot be read"
				     : err == LENS_DENIED
					 ? "is of another state of the ledger"
					 : "fails its seal"));
}

/* ---- What else is there ---- */

/* A name is somebody's: nothing in it may steer a terminal. */
static void verify_print_name(const char *name, char out[IO_NAME])
{
	size_t i = 0;

	for (; i < IO_NAME - 1 && name[i] != '\0'; i++)
		out[i] = name[i] >= ' ' && name[i] <= '~' ? name[i] : '?';
	out[i] = '\0';
}

static void verify_foreign(struct verify *verify, const char *shown)
{
	verify_tell(verify, true, "foreign",
		    "%s is not a file of Lenscap's; it is not looked into, and "
		    "a wipe leaves it.",
		    shown);
}

static void verify_name(void *context, const char *name)
{
	struct verify *verify = context;
	struct names_parts parts;
	enum names_what what = names_read(name, &parts);
	char shown[IO_NAME];

	verify_print_name(name, shown);
	if (what == NAMES_ASIDE)
		verify_tell(verify, true, "aside",
			    "%s was set aside after a crash or by a salvage; "
			    "it counts for nothing, and you may remove it.",
			    shown);
	else if (what == NAMES_FOREIGN && strcmp(name, ".") != 0 &&
		 strcmp(name, "..") != 0)
		verify_foreign(verify, shown);
}

/* Letters go where these say: each is held against the sum kept of it. */
static void verify_imported(struct verify *verify, const char *file)
{
	struct ledger_fault fault;
	enum lens_err err = ledger_sum_check(verify->ledger, file, &fault);

	if (err == LENS_NOT_FOUND && ledger_sum_is_away(verify->ledger, file))
		verify_tell(verify, true, "imported",
			    "The file %s is not here: the ledger was restored "
			    "from a backup, which does not have what was "
			    "imported. Import it again.",
			    file);
	else if (err == LENS_NOT_FOUND)
		verify_say(verify, false, "imported",
			   "The file %s, which this ledger imported, is "
			   "missing; a backup has none of these. Import it "
			   "again; a pack that you want no more, `lenscap pack "
			   "forget` takes off the list.",
			   file);
	else if (err != LENS_OK)
		verify_say(verify, false, "imported", "%s", fault.sentence);
	else if (strcmp(file, LEDGER_FILE_IMPORTED) == 0)
		verify_say(verify, true, "imported",
			   "The imported records are as they were imported.");
	else
		verify_say(verify, true, "imported",
			   "The pack in %s is as it was imported.", file);
}

static void verify_beside(void *context, const char *name)
{
	struct verify *verify = context;
	enum names_what what = names_read_imported(name);
	char shown[IO_NAME], file[sizeof(NAMES_IMPORTED "/") + IO_NAME];

	verify_print_name(name, shown);
	snprintf(file, sizeof(file), NAMES_IMPORTED "/%s", shown);
	if (what == NAMES_FOREIGN && strcmp(name, ".") != 0 &&
	    strcmp(name, "..") != 0)
		verify_foreign(verify, file);
	else if (what == NAMES_REGISTRY && !verify->ledger->old_schema)
		verify_imported(verify, file);
}

/* A sum is kept, and no file is there. */
static void verify_summed(struct verify *verify)
{
	struct ledger_sums sums;
	int fd;

	/* A look changes nothing, and of an old one not all can be read. */
	if (verify->ledger->old_schema) {
		verify_tell(verify, true, "imported",
			    "This ledger is of an earlier version; what was "
			    "imported is looked up once another command has "
			    "brought it up to date.");
		return;
	}
	if (ledger_sum_list(verify->ledger, &sums) != LENS_OK) {
		verify_say(verify, false, "imported",
			   "What was imported cannot be looked up.");
		return;
	}
	for (size_t i = 0; i < sums.count; i++) {
		if (io_open(verify->ledger->dir, sums.files[i],
			    O_RDONLY | O_NONBLOCK, &fd) == LENS_NOT_FOUND)
			verify_imported(verify, sums.files[i]);
		base_close(&fd);
	}
	ledger_sum_list_free(&sums);
}

static void verify_others(struct verify *verify)
{
	struct ledger *ledger = verify->ledger;
	enum lens_err err;
	int folder;

	if (io_list(ledger->dir, verify_name, verify) != LENS_OK)
		verify_say(verify, false, "folder",
			   "The ledger's folder cannot be read.");
	err = io_open(ledger->dir, NAMES_IMPORTED, O_RDONLY | O_DIRECTORY,
		      &folder);
	if ((err != LENS_OK && err != LENS_NOT_FOUND) ||
	    (err == LENS_OK &&
	     io_list(folder, verify_beside, verify) != LENS_OK))
		verify_say(verify, false, "folder",
			   "The folder %s in the ledger's cannot be read.",
			   NAMES_IMPORTED);
	base_close(&folder);
	verify_summed(verify);
}

/* ---- Everything ---- */

static void verify_witness(struct verify *verify)
{
	static const enum ledger_notice told[] = {LEDGER_NOTICE_ROLLED_BACK,
						  LEDGER_NOTICE_FORKED,
						  LEDGER_NOTICE_WITNESS};
	struct ledger *ledger = verify->ledger;
	bool agrees = ledger->witness != NULL;

	witness_look(ledger);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		if (!ledger->notices[told[i]])
			continue;
		agrees = false;
		verify_say(verify, false, "witness", "%s",
			   ledger_notice_sentence(told[i]));
	}
	if (agrees)
		verify_say(verify, true, "witness",
			   "The witness has seen nothing later.");
}

/* What was found unfinished at the start, and what became of it. */
static void verify_notices(struct verify *verify)
{
	static const struct {
		enum ledger_notice notice;
		const char *what;
	} told[] = {
	    {LEDGER_NOTICE_TORN, "torn"},
	    {LEDGER_NOTICE_ERASED, "erased"},
	    {LEDGER_NOTICE_NOT_ERASED, "not_erased"},
	    {LEDGER_NOTICE_TIDIED, "tidied"},
	};

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (verify->ledger->notices[told[i].notice])
			verify_tell(verify, true, told[i].what, "%s",
				    ledger_notice_sentence(told[i].notice));
}

/*
 * A ledger that is sound is first brought to rest, as an opening does; one
 * that is not is left as it is, for ledger_salvage().
 */
static bool verify_settle(struct verify *verify)
{
	struct ledger *ledger = verify->ledger;

	if (store_catch_up(ledger, NULL) == LENS_OK) {
		store_tidy(ledger);
		verify_notices(verify);
		return true;
	}
	return ledger->old_schema;
}

static void verify_all(struct verify *verify)
{
	struct ledger *ledger = verify->ledger;
	struct record_chain chain = {.sequence = 0};
	bool sound = verify_settle(verify);

	verify_generation(verify, ledger->header.generation, &chain);
	/* What is to be destroyed is no damage. */
	if (ledger->erase == STORE_ERASE_NONE)
		verify_kept(verify);
	/* Thumbnails and witness are checked against rows that are sound. */
	if (verify->report->damaged > 0)
		return;
	if (!sound) {
		struct ledger_fault fault;

		if (store_catch_up(ledger, &fault) != LENS_OK)
			verify_broken(verify, "ledger", &fault);
		return;
	}
	verify_blobs(verify);
	verify_index(verify);
	verify_others(verify);
	verify_witness(verify);
}

enum lens_err ledger_verify(const struct ledger_place *place,
			    const struct ledger_key *key,
			    const struct ledger_checks *checks,
			    struct ledger_fault *fault,
			    struct ledger_report *out)
{
	static const struct ledger_checks silent = {NULL, NULL};
	struct verify verify = {.checks = checks ? checks : &silent,
				.report = out};
	enum lens_err err;

	fault_clear(fault);
	*out = (struct ledger_report){.files = 0};
	err = store_new(place, key, false, fault, &verify.ledger);
	if (err != LENS_OK)
		return err;
	err = header_read(verify.ledger->dir, fault, &verify.ledger->header);
	if (err == LENS_OK)
		err = header_prove(&verify.ledger->header, key, fault);
	if (err == LENS_OK) {
		verify_say(&verify, true, "header",
			   "The header is whole and opens in %u ways.",
			   verify.ledger->header.count);
		verify_all(&verify);
	} else if (err == LENS_MALFORMED) {
		verify_say(&verify, false, "header", "%s",
			   fault ? fault->sentence : "");
		err = LENS_OK;
	}
	store_unlock(verify.ledger);
	store_free(verify.ledger);
	return err;
}
