/*
 * ledger.h: the sealed record of what was seen and sent.
 *
 * A folder holds it: `ledger` (versioned header with the key slots),
 * `snapshot-N` (the database, sealed), `log-N` (sealed changes since, each
 * chained to the one before), `thumbnails-N` (small pictures, each under a
 * key of its own that lies in the database).  host/ledger/README.md has the
 * formats.
 *
 * Every call catches up with what other processes have written before it
 * begins, and a change is on the disk before the call returns LENS_OK.  One
 * handle serves one thread, and a visit must not call the ledger it visits
 * (that aborts).  Texts and bytes in arguments are borrowed.  Every
 * failing call fills *fault, which may be NULL.  Codes that any call may give:
 *
 *   LENS_MALFORMED  a seal is broken; *fault says which
 *   LENS_DENIED     not allowed here: exists already, was made by a newer
 *                   Lenscap, is held by another process for too long
 *   LENS_SYSTEM     disk or memory failed; nothing was changed
 *   LENS_TOO_BIG    an argument is above its limit
 *   LENS_NOT_FOUND        there is no such ledger, photo, slot or setting
 */
#ifndef LENSCAP_LEDGER_H
#define LENSCAP_LEDGER_H

#include <lenscap/ledger_cases.h>
#include <lenscap/ledger_photos.h>
#include <lenscap/ledger_safety.h>
#include <lenscap/ledger_settings.h>
#include <lenscap/ledger_sightings.h>

#endif
