/* pack.h: the manifest of a pack, read by table. */
#ifndef LENSCAP_REGISTRY_PACK_MANIFEST_H
#define LENSCAP_REGISTRY_PACK_MANIFEST_H

#include <lenscap/registry_pack.h>

#include "record.h"

/* A manifest with the JSON it borrows from. */
struct pack {
	struct registry_pack public;
	json_t *json;
};

/* The caller frees *out with pack_free(), which accepts NULL. */
LENS_MUST enum lens_err pack_read(struct base_view text,
				  struct registry_fault *fault,
				  struct pack **out);
void pack_free(struct pack *pack);

#endif
