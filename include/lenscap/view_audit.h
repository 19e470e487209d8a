/* view_audit.h: how exposed a page is, as JSON; under the rules of view.h. */
#ifndef LENSCAP_VIEW_AUDIT_H
#define LENSCAP_VIEW_AUDIT_H

#include <lenscap/casework_audit.h>
#include <lenscap/view.h>

/*
 * {number, status: "audit", url, access, why, title, words, grade, grade_most,
 * points, points_most, photos, compared, exposed, unlearned, served, beside,
 * machines}: exposed
 * [{kind, severity, points, label, subject, detail, sure, who, remedy, where}],
 * gravest first; unlearned [{url, why}]; served [{url, photo, width, height,
 * original, gives, removed, larger, faces, faces_words}], the largest face
 * first, faces [{x, y, width, height}] or null where nobody looked; beside
 * [{kind, text}]; machines {search, archive, ai: {told, by}}.
 */
json_t *view_audit(const struct casework_audit *audit);

/* {words, grades: [{grade, from}], kinds: [{kind, severity, points, who, label,
 * remedy}], unknown: [kind]} */
json_t *view_rule(const struct casework_rule *rule);

#endif
