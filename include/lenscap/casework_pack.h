/*
 * casework_pack.h: packs: records that somebody publishes for many people, as
 * one signed file.  A pack can add records and correct them, and never runs
 * anything.
 */
#ifndef LENSCAP_CASEWORK_PACK_H
#define LENSCAP_CASEWORK_PACK_H

#include <lenscap/base_rules.h>
#include <lenscap/casework.h>
#include <lenscap/registry_pack.h>
#include <lenscap/signature.h>

#define CASEWORK_PACK_MAX (32u << 20) /* bytes of a pack's file */

/* What a pack says of laws, letters, sites' settings and pages, thing by thing.
 */
struct casework_pack_change {
	const char *kind; /* "law", "norm", "seat", "holidays", "letter",
			     "remedy", "rule",
			     "words" */
	char *what;	  /* "lgpd", "lgpd:18(IV)", "ca-qc", "br", "it/request",
			     "flickr.com", "lazy data-photo",
			     "Polski (pl), 300/1464" */
	bool corrects;	  /* it is said in the place of ours */
};
struct casework_pack_changes {
	struct casework_pack_change *items;
	size_t count, capacity;
};

/* What a pack is, however it was looked at; casework_pack_free() ends it. */
struct casework_pack {
	struct registry_import *taken; /* what registry_import_pack() is of */
	struct registry_imported counts;
	char *companies; /* those it has: "a, b"; NULL: none */
	struct casework_pack_changes changes;
	struct signature_public key; /* of whoever signed it */
	char comment[SIGNATURE_COMMENT];
	bool fits; /* the signature was looked at, and is this key's */
};
void casework_pack_free(struct casework_pack *pack);

/*
 * Make a pack of a folder: pack.json, and folders as in a set.  The bytes are
 * the same for the same files, and appended to file.  LENS_DENIED: more than
 * `unreachable` companies have no contact that may be used; LENS_MALFORMED,
 * LENS_NOT_FOUND (a company, too, that pack.json names and nobody knows),
 * LENS_TOO_BIG: *fault names the file and what is wrong.
 */
LENS_MUST enum lens_err casework_pack_build(const char *folder,
					    size_t unreachable,
					    struct registry_fault *fault,
					    struct base_buffer *file,
					    struct casework_pack *out);

/*
 * Hold a pack to its signature and read it in the jail.  key is whose it should
 * be.  LENS_DENIED: it is another's, or was changed; the rest as
 * casework_pack_build().
 */
LENS_MUST enum lens_err casework_pack_verify(struct base_view file,
					     struct base_view signature,
					     const struct signature_public *key,
					     struct registry_fault *fault,
					     struct casework_pack *out);

/*
 * Take a pack into the place of an earlier one of its name.  The first time key
 * must be given, and is kept: later packs of that name must be that key's, and
 * not older.  NULL: the kept one.  name, if not NULL, is what the pack must be
 * called.  look: say what it is, and keep nothing.  LENS_DENIED: not signed by
 * that key, older, or no key is known.
 */
struct casework_pack_taking {
	struct base_view file, signature;
	const struct signature_public *key;
	const char *name;
	bool look;
};
LENS_MUST enum lens_err
casework_pack_import(const struct casework_home *home, struct casework *work,
		     const struct casework_pack_taking *taking,
		     struct registry_fault *fault, struct casework_pack *out);

/* A pack that was taken, whether its file is still here or not. */
struct casework_pack_kept {
	char name[REGISTRY_PACK_NAME];
	uint32_t version;
	struct signature_public key;
	const struct registry_pack *pack; /* NULL: its file is not here */
	char *companies;		  /* as of casework_pack */
	struct casework_pack_changes changes;
	const char *unfit; /* why its laws and letters are not used; or "" */
};

/*
 * Each pack that was taken; visit returns false to stop.  registry is
 * casework_registry()'s of the same ledger.
 */
LENS_MUST enum lens_err casework_pack_each(
    struct casework *work, const struct registry *registry,
    bool (*visit)(void *context, const struct casework_pack_kept *kept),
    void *context, struct ledger_fault *fault);

/* What packs of an open ledger add to the rules for pages. */
struct casework_page_rules {
	char *text;  /* lines of base_rules.h; NULL: there are none */
	char *packs; /* whose they are: "Advice, Help"; NULL likewise */
	struct base_rules list;
};
/* None where work is NULL.  The caller ends *out. */
void casework_page_rules_open(struct casework *work,
			      struct casework_page_rules *out);
void casework_page_rules_free(struct casework_page_rules *rules);

/* Words of pages in languages that are not ours, as packs have them. */
struct casework_words_sink {
	/* Each language once: its code, its own name, whose it is first. */
	void (*language)(void *context, const char *code, const char *name,
			 const char *pack);
	/* Those of the language that is wanted (NULL: none), each once. */
	void (*word)(void *context, const char *key, const char *text);
	void *context;
	const char *wanted;
};
void casework_pack_words(struct casework *work,
			 const struct casework_words_sink *sink);

/* LENS_NOT_FOUND, with the sentence for it: no pack of some name was taken. */
LENS_MUST enum lens_err casework_pack_none(struct registry_fault *fault);

/* Forget a pack and its key.  LENS_NOT_FOUND: there is none of that name. */
LENS_MUST enum lens_err casework_pack_forget(const struct casework_home *home,
					     struct casework *work,
					     const char *name,
					     struct registry_fault *fault);

#endif
