/* view_gathered.h: what many rows come to together, for whoever reads them. */
#ifndef LENSCAP_VIEW_GATHERED_H
#define LENSCAP_VIEW_GATHERED_H

#include <lenscap/view.h>

#define VIEW_WORST 10 /* files that are named of many */
#define VIEW_SEVERAL                                                           \
	20 /* findings that are named of those of several files                \
	    */

/*
 * Of a list of rows of view_file(), an object for whoever reads them all at
 * once.  files, silent (give nothing away), whole and damaged (of those that
 * do): numbers; kinds: of each kind of finding, in how many files it is;
 * remedies: label and remedy of each kind; together, where, at_night: how many
 * were taken at one place, if any.  rows: the worst first unless in_order says
 * that they stay and none is left out, each with own, its findings that fewer
 * than two files have; more: how many rows are not there; several: the other
 * findings, the most frequent first, with files; more_several.  The caller's.
 */
json_t *view_gathered(json_t *rows, bool in_order);

/* Whether a finding is none, but says that the file has more of them. */
bool view_is_more(const json_t *finding);

/*
 * Of a list of rows of view_exposure(), which come as they are learned, one for
 * each picture, in the order of the page: the largest of its sizes, with
 * also_at, the rows of the others, each address once, and also_on, other pages
 * that show it; stands_for is the status of the size that was told first.  The
 * caller's.
 */
json_t *view_pictures(json_t *rows);

/*
 * Of what an audit found exposed, a list with one entry for each kind: the
 * first of it, and all of it in rows.  What weighs little and only may be is no
 * first.  The caller's.
 */
json_t *view_exposed_kinds(const json_t *exposed);

#endif
