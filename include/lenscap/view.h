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

#include <lenscap/casework.h>

/* ---- Values ---- */

/* Text from outside: as it is when it is UTF-8, else its printable form. */
json_t *view_text(const char *text);

/* The same as member name of object, with NAME_hex when it is not UTF-8. */
void view_put(json_t *object, const char *name, const char *text);

/* A list of such texts. */
json_t *view_texts(const char *const *texts, size_t count);

/* Bytes as lower-case hex. */
json_t *view_hex(const void *data, size_t size);

/* A day of law.h; null for LAW_NO_DAY. */
json_t *view_day(int32_t day);

/* ---- Cases ---- */

/*
 * {case, reference, controller, name, law, stage, stage_words, opened, sent,
 * deadline, verified, explained, reply, reply_words, step}, where step is
 * {action, letter, reason, day}.
 */
json_t *view_case(const struct casework_case *matter);

/* {case, number, day, kind, words, detail, tag}; words say what happened. */
json_t *view_event(const struct ledger_event *event);

/* {document, case, name, type, kept, bytes, sha256} of a paper that was kept.
 */
json_t *view_document(const struct ledger_document *document);

/* {case, kind, kind_words, day, from, subject} of a mail that was taken in. */
json_t *view_imported(const struct casework_imported *mail);

#endif
