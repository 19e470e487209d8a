/* view_pack.h: packs as JSON, under the rules of view.h. */
#ifndef LENSCAP_VIEW_PACK_H
#define LENSCAP_VIEW_PACK_H

#include <lenscap/casework_pack.h>
#include <lenscap/view.h>

/*
 * {name, title, version, made, helper {name, email, web}, introduction
 * [{language, text}], preset, withdrawn [{slug, contact, reason, date}],
 * companies, authorities, obsolete, unreachable}.  signer, signer_id and
 * comment too where it was held to a signature.
 */
json_t *view_pack(const struct casework_pack *pack);

/* The same without what was counted, of one that was taken; here is false, and
 * nothing but {name, version, signer, signer_id, here} is there, when its file
 * is not. */
json_t *view_pack_kept(const struct casework_pack_kept *kept);

#endif
