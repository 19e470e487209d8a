/*
 * view.h: what casework hands over, as JSON: each struct once, for --json, for
 * the host's answers and for whatever is printed from them.
 *
 * Every function gives a new reference, which is the caller's.  A value that a
 * program compares is a stable word ("overdue"); what a person reads stands
 * beside it under a name of its own ("stage_words").  Moments are milliseconds
 * since 1970, days are "2026-11-22" or null, bytes are hex.  Text from outside
 * that is not UTF-8 is given in its printable form under NAME, and byte for
 * byte as hex under NAME_hex, so that a program can still find the file.
 */
#ifndef LENSCAP_VIEW_H
#define LENSCAP_VIEW_H

#include <jansson.h>

#include <lenscap/casework_cases.h>
#include <lenscap/casework_check.h>
#include <lenscap/casework_clean.h>
#include <lenscap/casework_compare.h>
#include <lenscap/casework_evidence.h>
#include <lenscap/casework_letters.h>
#include <lenscap/casework_recheck.h>

/* ---- Values ---- */

/* Text from outside: as it is when it is UTF-8, else its printable form. */
json_t *view_text(const char *text);

/* The same as member name of object, with NAME_hex when it is not UTF-8. */
void view_put(json_t *object, const char *name, const char *text);

/* An object with that alone. */
json_t *view_named(const char *name, const char *text);

/* A list of such texts. */
json_t *view_texts(const char *const *texts, size_t count);

/* Bytes as lower-case hex. */
json_t *view_hex(const void *data, size_t size);

/* A day of law.h; null for LAW_NO_DAY. */
json_t *view_day(int32_t day);

/* ---- Cases ---- */

/*
 * {case, reference, controller, name, for, law, stage, stage_words, opened,
 * sent, deadline, verified, explained, reply, reply_words, step, due, clock},
 * where step is {action, letter, reason, day}, due the person's turn, and clock
 * {sent, how, tracking, received, received_how, received_words, due, claimed,
 * set, recourse, draft}.  Shown alone it has also {history, letters,
 * documents}.
 */
json_t *view_case(const struct casework_case *the_case);

/* {case, number, day, kind, words, detail, tag}; words say what happened. */
json_t *view_event(const struct ledger_event *event);

/* {document, case, name, type, kept, bytes, sha256} of a kept document. */
json_t *view_document(const struct ledger_document *document);

/* {case, kind, language, kind_words, day, until, from, subject, bounced, next}
 * of a mail that was taken in. */
json_t *view_imported(const struct casework_imported *mail);

/* ---- Photos ---- */

/* {kind, label, severity, detail, remedy} of what a picture gives away. */
json_t *view_finding(const char *kind, const char *detail);

/* What a picture that was read gives away, as a list of these. */
json_t *view_findings(const struct ipc_picture *picture);

/*
 * {id, sha256, format, width, height, bytes, source, added, pdq, pdq_quality,
 * findings, sightings}, where sightings is how many there are.  The whole of
 * it has also {orientation, damaged, animated, pdq_dihedral, iscc, iscc_64,
 * phash, dhash}; shown alone, seen and used too: its newest sightings and
 * the letters that name it.
 */
json_t *view_photo(const struct ledger_photo *photo, size_t sightings);
json_t *view_photo_whole(const struct ledger_photo *photo, size_t sightings);

/*
 * {id, photo, place, page, title, how, first, there, last, access, state, why,
 * gone, distance, bytes, sha256, width, height}: first, there and last are when
 * it was first and last seen there and last looked for, null where it was not;
 * the last four are of what the place itself gave, null where nobody measured
 * it.  Shown with its photo it has looks: what came of each time, oldest first.
 */
json_t *view_sighting(const struct ledger_sighting *sighting,
		      const struct casework_times *times);

/* ---- Files and pictures ---- */

/*
 * {file, status, bytes, format, sha256, width, height, orientation, damaged,
 * animated, pdq, pdq_quality, pdq_dihedral, iscc, iscc_64, phash, dhash,
 * findings}.  Of one that was not read only what is known, status "error", and
 * error: view_unread().
 */
json_t *view_file(const struct casework_file *file);

/* {file, status: "error", error} alone. */
json_t *view_failure(const struct casework_file *file);

/* {code, message} of a picture that was not read. */
json_t *view_unread(const struct ipc_picture *picture);

/* "added", "known", "copy" or "failed". */
const char *view_added_word(enum casework_added outcome);

/* {file, status, outcome, photo (null where it failed), findings, error?}. */
json_t *view_added(const struct casework_add_row *row);

/* {file, status, copy, format, bytes, clean_bytes, pixels, removed, stayed,
 * unread_bytes}:
 * the original's findings that its copy has not, and those that the copy has;
 * pixels is "identical".  Of one that was not cleaned {file, status: "error",
 * error: {code, message}}. */
json_t *view_cleaned(const struct casework_cleaned *row);

/* {how, words, degrees?}: enum match_how, as stable words and as what they say;
 * degrees to the left, where it is turned by some. */
json_t *view_how(unsigned how, int degrees);

/* {status, files, verdict, sentence, copy (1 or 2: the file told as a form of
 * the other, or null), how, words, degrees?, distances {pdq, iscc, iscc_64,
 * phash, dhash}, files_hex?} of two files; their names in hex where one is no
 * UTF-8. */
json_t *view_comparison(const struct casework_comparison *comparison,
			const char *a, const char *b);

/* ---- What was found ---- */

/* {photo, source, distance, confidence, how, words, degrees?, region? {x, y,
 * width, height}, picture?, saved_from?}: one of mine; where in one larger. */
json_t *view_match(const struct casework_match *match);
json_t *view_matches(const struct casework_match *matches, size_t count);

/* {file, status, matches, read?, elsewhere?, cut?, left?, saved_from?, noted?,
 * error?}; a saved page's own only; of several pages each match has its own
 * saved_from.  left has what only a browser can show: {canvases, scripts}.
 * noted is how many pages that its links name are kept as places now.  Its
 * matches have a link? besides: where the <a> around it leads. */
json_t *view_found(const struct casework_found *found);

/*
 * {number, url, status, access, why, words, matches, page?, leads?, via?,
 * same?, left?, public?, error?}, and of a picture that a stranger gets
 * {width, height, format, findings?}.  leads, of one of mine, is where the
 * link around it leads, if that is another site; via is how a document belongs
 * to the page (frame, refresh, sheet); same the number of the row that has the
 * same photo in another size, or the same address for another page; left, of a
 * page, counts what was not looked at: {frames, canvases, scripts (at least so
 * many photos), hidden, signs, beyond, documents}. access is one of six words,
 * null for bytes that were here; why is a stable word, words a sentence with
 * what to do; number is the order of the page. public is {status, final_url,
 * bytes, redirects, headers, retry_after, as_browser}; error is {code, message}
 */
json_t *view_exposure(const struct casework_exposure *row, bool findings);

/*
 * {photo, sighting, source, place, page, address?, now, access, gone, back,
 * missing, why, words} of a place that was looked at again; missing is since
 * when it was not found, or null.
 */
json_t *view_place_seen(const struct casework_place_seen *seen);

/* {first, last, times, now, access, why, address} of looks at a place. */
json_t *view_look(const struct ledger_look *look);

/* ---- Letters ---- */

/* {what, state, state_words, count, words, why}: one thing that is handed
 * over, and all that a drafted letter hands over. */
json_t *view_disclosure(const struct letter_disclosure *disclosure);
json_t *view_disclosures(const struct casework_drafted *drafted);

/*
 * {letter, case, kind, reference, controller, name, subject, language, law,
 * authority, reason, discloses, warning, warns, warnings}, and (text) the
 * letter's text with a paragraph a line; warnings are {warns, words}, the first
 * of which is told as warns and warning too; letter and case are 0 in a
 * preview.
 */
json_t *view_drafted(const struct casework_drafted *drafted, bool text);

/* {letter, case, kind, language, subject, made, state?} of one kept. */
json_t *view_letter(const struct ledger_letter *letter);

/* {letter, format?, file} of one that was written; format may be NULL. */
json_t *view_letter_file(int64_t letter, const char *format, const char *file);

/* {file, what, good} of a file of evidence. */
json_t *view_exhibit(const struct casework_exhibit *exhibit);

#endif
