/*
 * registry_pack.h: a pack: records that somebody publishes for many, with what
 * they say to those who take it.  Its file pack.json says what it is; beside it
 * lie folders as in a set (registry_import.h).  Who published it is not known
 * here: signature.h.
 */
#ifndef LENSCAP_REGISTRY_PACK_H
#define LENSCAP_REGISTRY_PACK_H

#include <lenscap/registry_import.h>

#define REGISTRY_PACK_MANIFEST "pack.json"
#define REGISTRY_PACK_NAME 40 /* bytes of a name, with its end */

/* What a pack says to people, in one language. */
struct registry_introduction {
	const char *language, *text;
};

/* A contact of a record that is not the pack's, and must not be used. */
struct registry_withdrawal {
	const char *slug, *contact, *reason, *date;
};

/* Texts are borrowed from the pack, never NULL, "" where they are absent. */
struct registry_pack {
	const char *name;  /* small letters, digits, hyphens */
	const char *title; /* one line */
	const char *made;  /* a day */
	uint32_t version;  /* grows with each */
	const char *helper_name, *helper_email, *helper_web;
	size_t introduction_count, preset_count, withdrawal_count;
	struct registry_introduction *introductions;
	const char **preset; /* slugs to write to first, in this order */
	struct registry_withdrawal *withdrawals;
};

/*
 * Begin to take a pack; its manifest and its records in any order, by
 * registry_import_add().  What a set forgives is refused: an unknown member, a
 * file that a pack does not have, a second manifest, a day after latest
 * ("2026-11-30") on which it says that something was done (all LENS_MALFORMED).
 */
struct registry_import *registry_import_new_pack(const char *latest);

/* What its manifest says; NULL before it was taken.  Until import is freed. */
const struct registry_pack *
registry_import_pack(const struct registry_import *import);

/* Slugs of the companies taken that nobody can write to: "a, b", cut. */
const char *registry_import_unreachable(const struct registry_import *import);

/*
 * Take a pack from the file of registry_import_save(): its records come before
 * ours and after the person's own, and the contacts it withdraws are bounced.
 * Codes as registry_open(); LENS_NOT_FOUND when there is no file.
 */
LENS_MUST enum lens_err registry_add_pack(struct registry *registry,
					  const char *path,
					  struct registry_fault *fault);

/* How many packs there are, and the i-th. */
size_t registry_pack_count(const struct registry *registry);
const struct registry_pack *registry_pack_at(const struct registry *registry,
					     size_t i);

#endif
