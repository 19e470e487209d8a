/* session.h: an open ledger, from within. */
#ifndef LENSCAP_CASEWORK_SESSION_H
#define LENSCAP_CASEWORK_SESSION_H

#include <lenscap/casework.h>
#include <lenscap/letter.h>
#include <lenscap/registry.h>

struct registry;

struct casework {
	struct ledger *ledger;
	struct law_set *laws;	    /* NULL: not read yet */
	struct letter_set *letters; /* likewise */
	struct registry *registry;  /* likewise; dropped when it changes */
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
