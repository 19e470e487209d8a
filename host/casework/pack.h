/* pack.h: packs that were taken, for the registry. */
#ifndef LENSCAP_CASEWORK_PACK_KEPT_H
#define LENSCAP_CASEWORK_PACK_KEPT_H

#include <lenscap/casework_pack.h>

#define PACK_SETTING "pack." /* begins the names of what the ledger keeps */

/* What the ledger keeps of a pack, from a setting whose name begins so; false
 * for one that is none. */
bool pack_kept_read(const char *setting, const char *value,
		    struct casework_pack_kept *out);

/* Add to registry each pack whose file is as it was when it was taken. */
LENS_MUST enum lens_err pack_add_all(const struct casework_home *home,
				     struct casework *work,
				     struct registry *registry,
				     struct registry_fault *fault);

#endif
