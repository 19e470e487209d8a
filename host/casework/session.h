/* session.h: an open ledger, from within. */
#ifndef LENSCAP_CASEWORK_SESSION_H
#define LENSCAP_CASEWORK_SESSION_H

#include <jansson.h>

#include <lenscap/casework.h>
#include <lenscap/letter.h>
#include <lenscap/registry_pack.h>

/* A pack whose laws and letters are not used, and why. */
struct session_unfit {
	char name[REGISTRY_PACK_NAME];
	struct registry_fault fault;
};

struct casework {
	struct ledger *ledger;
	char *dir;			   /* its folder */
	struct law_set *laws;		   /* NULL: not read yet */
	struct letter_set *letters;	   /* likewise */
	struct law_set *laws_before;	   /* their last, or NULL */
	struct letter_set *letters_before; /* likewise */
	char *texts_state; /* the packs that they were read with, or NULL */
	struct session_unfit *unfit;
	size_t unfit_count, unfit_capacity;
	struct registry *registry; /* likewise; dropped when it changes */
	struct registry *registry_before; /* its last, or NULL */
	char *registry_state;		  /* what it was read from; or NULL */
};

/* The key the desktop keyring holds, if the ledger has a slot for one. */
LENS_MUST enum lens_err session_keyring(const struct casework_home *home,
					const char *bus,
					const struct ledger_face *face,
					struct ledger_key **out);

/* What was read of the registry is no longer so. */
void session_drop_registry(struct casework *work);

/* Packs' settings of sites, as in remedies/sites.json, each with its "pack";
 * the caller's.  work may be NULL. */
json_t *session_sites(struct casework *work);

/* The registry where packs were taken; NULL where none were, or it cannot be
 * read, which is said where companies are asked for.  work may be NULL. */
const struct registry *session_registry(struct casework *work);

/* The laws and letters are not so any more; those before them are ended. */
void session_drop_texts(struct casework *work);

/* Why the laws and letters of a pack are not used; "" where they are, after
 * casework_laws(). */
const char *session_unfit(const struct casework *work, const char *pack);

/* Templates, read when first asked for; as casework_laws(). */
LENS_MUST enum lens_err session_letters(struct casework *work,
					struct ledger_fault *fault,
					const struct letter_set **out);

/* Whether a photo is one of these; of NULL each is. */
bool session_photo_chosen(const int64_t *photos, size_t count, int64_t photo);

/* LENS_NOT_FOUND, and a sentence, when one of these photos is not kept. */
LENS_MUST enum lens_err session_photos_kept(struct casework *work,
					    const int64_t *photos, size_t count,
					    struct ledger_fault *fault);

/* Where a photo was added from, the caller's on failure too; "" of one that is
 * not kept. */
LENS_MUST enum lens_err session_photo_source(struct casework *work,
					     int64_t photo,
					     struct ledger_fault *fault,
					     char **out);

#endif
