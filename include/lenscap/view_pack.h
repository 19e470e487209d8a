/* view_pack.h: packs as JSON, under the rules of view.h. */
#ifndef LENSCAP_VIEW_PACK_H
#define LENSCAP_VIEW_PACK_H

#include <lenscap/casework_pack.h>
#include <lenscap/view.h>

/*
 * {name, title, version, made, helper {name, email, web}, introduction
 * [{language, text}], preset, withdrawn [{slug, contact, reason, date}],
 * changes [{kind, what, corrects}], companies, authorities, obsolete,
 * unreachable, names, signer?, signer_id?, comment?}.  names: those of its
 * companies, "a, b".  changes: the laws, norms, seats (whom complaints go to),
 * holidays, letters, remedies (sites' settings), rules for pages and words of a
 * language that it brings; corrects: in the place of ours.  The last three
 * where it was held to a signature.
 */
json_t *view_pack(const struct casework_pack *pack);

/* {packs, rules [{list, entry}]}: what packs add to the rules for pages, and
 * which packs; "" and none where there are none. */
json_t *view_page_rules(const struct casework_page_rules *rules);

/* {languages [{code, name, pack}], words}: languages of pages that are packs',
 * and the messages by name of the one that is asked for, or NULL. */
json_t *view_pack_words(struct casework *work, const char *language);

/*
 * {name, version, signer, signer_id, here, title?, made?, helper?,
 * introduction?, preset?, withdrawn?, changes?, names?, unfit?} of one taken;
 * where its file is not there, here is false and what follows it is missing.
 * unfit: why its laws and letters are not used, or "".
 */
json_t *view_pack_kept(const struct casework_pack_kept *kept);

#endif
