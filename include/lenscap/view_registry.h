/* view_registry.h: who can be written to, who writes, and until when, as JSON;
 * under the rules of view.h. */
#ifndef LENSCAP_VIEW_REGISTRY_H
#define LENSCAP_VIEW_REGISTRY_H

#include <lenscap/casework_me.h>
#include <lenscap/law_deadline.h>
#include <lenscap/registry_import.h>
#include <lenscap/view.h>

/* ---- Who can be written to ---- */

/*
 * {slug, name, kind, kind_words, countries, language, email, webform, web,
 * address_known, contact_unknown, contact_unverified, asks_for_photo,
 * asks_for_id, needs_id_document, quality, origin, unchecked, gone};
 * contact_unverified is of the best one that is known (e-mail, web form,
 * address), gone says why it is no more, or "".  A hit of a search has its
 * score too.
 */
json_t *view_controller(const struct registry_controller *to);
json_t *view_hit(const struct registry_hit *hit);

/*
 * The same and {address, runs, contacts, representatives, decisions,
 * milder_key, says_it_needs, claims, comments, sources, set, date, finds_by}.
 * claims has what it asks for or says, each {holds, text, source, date,
 * source_date, verified}, null where nothing is known; finds_by what it wants
 * to find somebody, each {words, type, optional}.
 */
json_t *view_controller_whole(const struct registry_controller *to);

/* {companies, authorities, obsolete, skipped, other} of a set that was taken.
 */
json_t *view_registry_imported(const struct registry_imported *counts);

/* {skipped, status, reason} of a record of it that was not. */
json_t *view_registry_skipped(const char *path, const char *why);

/* ---- The person, the law ---- */

/* {name, email, address, country, region, language, former, birth, phone,
 * handle, emails, customer, letterhead, signature}: every key of
 * casework_me_keys, "" where it is not set; signature is a word for the one
 * that is kept, another for each. */
json_t *view_me(const struct casework_me *me);

/* {name, email, address, country, region, language, former, birth, phone,
 * handle, emails, customer, letterhead, signature, region_left}: the same after
 * a change; region_left is the region of the country before, which is no longer
 * set, or "". */
json_t *view_me_changed(const struct casework_me *me, const char *region_left);

/* {columns, rows, ink}: the signature that letters on paper have; ink is
 * base64 of a byte a pixel, 0 for none and 255 for black.  Of none all are
 * empty. */
json_t *view_signature(const struct casework_signature *signature);

/* {code, name} of a part of a country. */
json_t *view_region(const char *code, const char *name);

/* {law, start, nominal, due, extended, told_late, tell_by, confirm_by,
 * verified, holidays, sentence {en, ...}, norms [{id, cite, verified}]}. */
json_t *view_deadline(const struct law_set *set,
		      const struct law_question *question,
		      const struct law_deadline *deadline);

#endif
