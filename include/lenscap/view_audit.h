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
 * original, gives, removed, larger, faces}] with view_faces(), the largest face
 * first, faces [{x, y, width, height}] or null where nobody looked; beside
 * [{kind, text}]; machines {search, archive, ai: {told, by}}.
 */
json_t *view_audit(const struct casework_audit *audit);

/*
 * {faces_state, faces_count, faces_width, faces_least, faces_words}: how many
 * faces a face search can use, how wide the largest is, in pixels, and how wide
 * the smallest that was looked for; faces_state is looked, missing (the program
 * that looks is not there), failed or not_asked, and but for the first the
 * numbers are null.
 */
json_t *view_faces(const struct casework_faces *faces);

/* {words, grades: [{grade, from}], kinds: [{kind, severity, points, who, label,
 * remedy}], unknown: [kind]} */
json_t *view_rule(const struct casework_rule *rule);

#endif
