/* query.c: the statements. */
#include "query.h"

/*
 * Sizes are held by the schema too: a row that is wrong cannot get in, whoever
 * wrote the log.
 */
static const char *const query_migrations[] = {
    [1] = "CREATE TABLE migrations("
	  " version INTEGER PRIMARY KEY, applied INTEGER NOT NULL) STRICT;"
	  "CREATE TABLE links("
	  " sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
	  " tag BLOB NOT NULL CHECK(length(tag) = 32)) STRICT;"
	  "CREATE TABLE settings("
	  " name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
	  " STRICT, WITHOUT ROWID;"
	  "CREATE TABLE photos("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " sha256 BLOB NOT NULL UNIQUE CHECK(length(sha256) = 32),"
	  " format TEXT NOT NULL, bytes INTEGER NOT NULL,"
	  " width INTEGER NOT NULL, height INTEGER NOT NULL,"
	  " orientation INTEGER NOT NULL, damaged INTEGER NOT NULL,"
	  " animated INTEGER NOT NULL, source TEXT NOT NULL,"
	  " added INTEGER NOT NULL, findings INTEGER NOT NULL) STRICT;"
	  "CREATE TABLE prints("
	  " photo INTEGER PRIMARY KEY,"
	  " pdq BLOB NOT NULL CHECK(length(pdq) = 256),"
	  " quality INTEGER NOT NULL,"
	  " iscc BLOB NOT NULL CHECK(length(iscc) = 32),"
	  " phash BLOB NOT NULL CHECK(length(phash) = 8),"
	  " dhash BLOB NOT NULL CHECK(length(dhash) = 8),"
	  " extra BLOB NOT NULL CHECK(length(extra) <= 4096)) STRICT;"
	  "CREATE TABLE findings("
	  " photo INTEGER NOT NULL, position INTEGER NOT NULL,"
	  " kind TEXT NOT NULL, detail TEXT NOT NULL,"
	  " PRIMARY KEY(photo, position)) STRICT, WITHOUT ROWID;"
	  "CREATE TABLE blobs("
	  " photo INTEGER NOT NULL, kind INTEGER NOT NULL,"
	  " store INTEGER NOT NULL, place INTEGER NOT NULL,"
	  " size INTEGER NOT NULL,"
	  " seal BLOB NOT NULL CHECK(length(seal) = 16),"
	  " key BLOB NOT NULL CHECK(length(key) = 32),"
	  " PRIMARY KEY(photo, kind)) STRICT, WITHOUT ROWID;"
	  "CREATE TABLE sightings("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " photo INTEGER NOT NULL, place TEXT NOT NULL,"
	  " page TEXT NOT NULL, how TEXT NOT NULL,"
	  " seen INTEGER NOT NULL, checked INTEGER NOT NULL,"
	  " distance INTEGER NOT NULL, gone INTEGER NOT NULL,"
	  " UNIQUE(photo, place)) STRICT;"
	  "INSERT INTO migrations VALUES(1, unixepoch());"
	  "PRAGMA user_version = 1;",
    [2] = "CREATE TABLE cases("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " reference TEXT NOT NULL UNIQUE, controller TEXT NOT NULL,"
	  " name TEXT NOT NULL, law TEXT NOT NULL, facts TEXT NOT NULL,"
	  " opened INTEGER NOT NULL, closed INTEGER NOT NULL) STRICT;"
	  "CREATE TABLE events("
	  " matter INTEGER NOT NULL, number INTEGER NOT NULL,"
	  " kind TEXT NOT NULL, day TEXT NOT NULL CHECK(length(day) = 10),"
	  " noted INTEGER NOT NULL, detail TEXT NOT NULL,"
	  " tag BLOB NOT NULL CHECK(length(tag) = 32),"
	  " PRIMARY KEY(matter, number)) STRICT, WITHOUT ROWID;"
	  "CREATE TABLE letters("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " matter INTEGER NOT NULL, kind TEXT NOT NULL,"
	  " language TEXT NOT NULL, subject TEXT NOT NULL,"
	  " made INTEGER NOT NULL) STRICT;"
	  "CREATE INDEX letters_of ON letters(matter);"
	  "CREATE TABLE named("
	  " photo INTEGER NOT NULL, letter INTEGER NOT NULL,"
	  " PRIMARY KEY(photo, letter)) STRICT, WITHOUT ROWID;"
	  "CREATE TABLE documents("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " matter INTEGER NOT NULL, name TEXT NOT NULL,"
	  " type TEXT NOT NULL, kept INTEGER NOT NULL,"
	  " sha256 BLOB NOT NULL CHECK(length(sha256) = 32),"
	  " bytes INTEGER NOT NULL) STRICT;"
	  "CREATE INDEX documents_of ON documents(matter);"
	  "INSERT INTO migrations VALUES(2, unixepoch());"
	  "PRAGMA user_version = 2;",
    /*
     * A place is a page and the photo on it; each look at it is kept.  What
     * older versions called gone after one look is not known to be so, and
     * what they kept has nothing of a place's own bytes.
     */
    [3] = "ALTER TABLE sightings RENAME TO sightings_2;"
	  "CREATE TABLE sightings("
	  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
	  " photo INTEGER NOT NULL, place TEXT NOT NULL,"
	  " anchor TEXT NOT NULL, page TEXT NOT NULL, title TEXT NOT NULL,"
	  " how TEXT NOT NULL, source TEXT NOT NULL,"
	  " seen INTEGER NOT NULL, checked INTEGER NOT NULL,"
	  " there INTEGER NOT NULL, distance INTEGER NOT NULL,"
	  " access TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,"
	  " bytes INTEGER NOT NULL,"
	  " sha256 BLOB NOT NULL CHECK(length(sha256) IN (0, 32)),"
	  " width INTEGER NOT NULL, height INTEGER NOT NULL,"
	  " format TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"
	  " missing INTEGER NOT NULL, ways INTEGER NOT NULL,"
	  " gone INTEGER NOT NULL,"
	  " extra BLOB NOT NULL CHECK(length(extra) <= 65536),"
	  " UNIQUE(photo, page, anchor)) STRICT;"
	  "CREATE TABLE looks("
	  " sighting INTEGER NOT NULL, number INTEGER NOT NULL,"
	  " first INTEGER NOT NULL, last INTEGER NOT NULL,"
	  " times INTEGER NOT NULL, state TEXT NOT NULL,"
	  " access TEXT NOT NULL, why TEXT NOT NULL, ways INTEGER NOT NULL,"
	  " answer INTEGER NOT NULL, address TEXT NOT NULL,"
	  " how TEXT NOT NULL, distance INTEGER NOT NULL,"
	  " bytes INTEGER NOT NULL,"
	  " sha256 BLOB NOT NULL CHECK(length(sha256) IN (0, 32)),"
	  " width INTEGER NOT NULL, height INTEGER NOT NULL,"
	  " format TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"
	  " extra BLOB NOT NULL CHECK(length(extra) <= 65536),"
	  " PRIMARY KEY(sighting, number)) STRICT, WITHOUT ROWID;"
	  "INSERT INTO sightings SELECT id, photo, place, place, page, '',"
	  " how, '', seen, checked, CASE WHEN gone THEN seen ELSE checked END,"
	  " distance, CASE WHEN place NOT GLOB 'http*://*' THEN ''"
	  " WHEN gone THEN 'unknown' ELSE 'public' END,"
	  " CASE WHEN gone THEN 'unknown' ELSE 'there' END,"
	  " CASE WHEN gone THEN 'looked_once' ELSE '' END,"
	  " 0, x'', 0, 0, '', '', '', 0, 0, 0, x'' FROM sightings_2;"
	  "INSERT INTO looks SELECT id, 1, seen, there, 1, 'there',"
	  " CASE WHEN access = '' THEN '' ELSE 'public' END, '', 0, 0, place,"
	  " how, distance, 0, x'', 0, 0, '', '', '', x'' FROM sightings;"
	  "INSERT INTO looks SELECT id, 2, checked, checked, 1, state, access,"
	  " why, 0, 0, place, '', 0, 0, x'', 0, 0, '', '', '', x''"
	  " FROM sightings WHERE state <> 'there';"
	  "DROP TABLE sightings_2;"
	  "INSERT INTO migrations VALUES(3, unixepoch());"
	  "PRAGMA user_version = 3;",
    /* What older versions saw has no headers, and is in no chain. */
    [4] = "ALTER TABLE looks ADD COLUMN headers TEXT NOT NULL DEFAULT '';"
	  "ALTER TABLE looks ADD COLUMN tag BLOB NOT NULL DEFAULT x''"
	  " CHECK(length(tag) IN (0, 32));"
	  "CREATE TABLE audits("
	  " page TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL,"
	  " grade TEXT NOT NULL, photos TEXT NOT NULL,"
	  " content TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	  "INSERT INTO migrations VALUES(4, unixepoch());"
	  "PRAGMA user_version = 4;",
};

const char *query_migration(unsigned version)
{
	return query_migrations[version];
}

#define QUERY_PHOTO                                                            \
	"SELECT p.id, p.sha256, p.format, p.bytes, p.width, p.height,"         \
	" p.orientation, p.damaged, p.animated, p.source, p.added,"            \
	" p.findings, f.pdq, f.quality, f.iscc, f.phash, f.dhash, f.extra"     \
	" FROM photos AS p JOIN prints AS f ON f.photo = p.id "

#define QUERY_MATCHES                                                          \
	"WHERE (?1 IS NULL OR instr(lower(p.source), lower(?1)) > 0)"          \
	" AND (?2 IS NULL OR p.format = ?2)"                                   \
	" AND (?3 IS NULL OR EXISTS(SELECT 1 FROM findings AS x"               \
	" WHERE x.photo = p.id AND x.kind = ?3))"                              \
	" AND (?4 = 0 OR p.added >= ?4) AND (?5 = 0 OR p.added <= ?5) "

#define QUERY_SIGHTED                                                          \
	"(SELECT count(*) FROM sightings AS s WHERE s.photo = p.id)"

/* One order, both ways; equal ones come by id. */
#define QUERY_LIST(order, by)                                                  \
	[QUERY_PHOTO_LIST + 2 * (order)] = QUERY_PHOTO QUERY_MATCHES           \
	    "ORDER BY " by ", p.id LIMIT ?6 OFFSET ?7",                        \
				[QUERY_PHOTO_LIST + 2 * (order) + 1] =         \
				    QUERY_PHOTO QUERY_MATCHES                  \
				"ORDER BY " by                                 \
				" DESC, p.id DESC LIMIT ?6 OFFSET ?7"

static const char *const query_texts[QUERIES] = {
    [QUERY_BEGIN] = "BEGIN",
    [QUERY_COMMIT] = "COMMIT",
    [QUERY_ROLLBACK] = "ROLLBACK",
    [QUERY_LINK_ADD] = "INSERT INTO links VALUES(?, ?, ?)",
    [QUERY_LINK_GET] = "SELECT tag FROM links WHERE sequence = ?",
    [QUERY_LINK_EACH] = "SELECT sequence, time, tag FROM links"
			" ORDER BY sequence",
    [QUERY_COUNTS] = "SELECT (SELECT count(*) FROM photos),"
		     " (SELECT count(*) FROM findings),"
		     " (SELECT count(*) FROM sightings),"
		     " (SELECT count(*) FROM cases)",
    [QUERY_IDS] = "SELECT 'photo', id FROM photos"
		  " UNION ALL SELECT 'case', id FROM cases"
		  " UNION ALL SELECT 'letter', id FROM letters"
		  " UNION ALL SELECT 'document', id FROM documents"
		  " ORDER BY 1, 2",
    [QUERY_SCHEMA] = "PRAGMA user_version",
    [QUERY_CHECK] = "PRAGMA integrity_check(1)",
    [QUERY_SETTING_PUT] =
	"INSERT INTO settings VALUES(?, ?)"
	" ON CONFLICT(name) DO UPDATE SET value = excluded.value",
    [QUERY_SETTING_DROP] = "DELETE FROM settings WHERE name = ?",
    [QUERY_SETTING_GET] = "SELECT value FROM settings WHERE name = ?",
    [QUERY_SETTING_EACH] = "SELECT name, value FROM settings"
			   " WHERE name NOT GLOB '.*' ORDER BY name",
    [QUERY_SETTING_SUMS] = "SELECT name FROM settings"
			   " WHERE name GLOB '.sum *' ORDER BY name",
    [QUERY_PHOTO_BY_SHA256] = QUERY_PHOTO "WHERE p.sha256 = ?",
    [QUERY_PHOTO_GET] = QUERY_PHOTO "WHERE p.id = ?",
    [QUERY_PHOTO_ADD] =
	"INSERT INTO photos(sha256, format, bytes, width, height,"
	" orientation, damaged, animated, source, added, findings)"
	" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	" ON CONFLICT(sha256) DO NOTHING RETURNING id",
    [QUERY_PHOTO_DROP] = "DELETE FROM photos WHERE id = ? RETURNING id",
    [QUERY_PRINT_PUT] = "INSERT INTO prints VALUES(?, ?, ?, ?, ?, ?, ?)"
			" ON CONFLICT(photo) DO UPDATE SET pdq = excluded.pdq,"
			" quality = excluded.quality, iscc = excluded.iscc,"
			" phash = excluded.phash, dhash = excluded.dhash,"
			" extra = excluded.extra",
    [QUERY_PRINT_DROP] = "DELETE FROM prints WHERE photo = ?",
    [QUERY_PRINT_EACH] = "SELECT photo, pdq, quality, iscc, phash, dhash,"
			 " extra FROM prints WHERE photo > ? ORDER BY photo",
    [QUERY_FINDING_ADD] = "INSERT INTO findings VALUES(?, ?, ?, ?)",
    [QUERY_FINDING_DROP] = "DELETE FROM findings WHERE photo = ?",
    [QUERY_FINDING_GET] = "SELECT kind, detail FROM findings WHERE photo = ?"
			  " ORDER BY position",
    [QUERY_BLOB_PUT] = "INSERT OR REPLACE INTO blobs"
		       " VALUES(?, ?, ?, ?, ?, ?, ?)",
    [QUERY_BLOB_GET] = "SELECT store, place, size, seal, key FROM blobs"
		       " WHERE photo = ? AND kind = ?",
    [QUERY_BLOB_DROP] = "DELETE FROM blobs WHERE photo = ?",
    [QUERY_BLOB_EACH] = "SELECT photo, kind, store, place, size, seal, key"
			" FROM blobs ORDER BY store, place",
    [QUERY_BLOB_MOVE] = "UPDATE blobs SET store = ?3, place = ?4"
			" WHERE photo = ?1 AND kind = ?2",
    [QUERY_BLOB_LIVE] = "SELECT coalesce(sum((size + 271) / 256 * 256), 0),"
			" coalesce(sum(store <> ?), 0) FROM blobs",
    [QUERY_SIGHTING_FIND] =
	"SELECT id FROM sightings WHERE photo = ?1"
	" AND (page = ?2 OR page = '' OR ?2 = '')"
	" AND (anchor = ?3 OR place = ?4)"
	" ORDER BY page = ?2 DESC, anchor = ?3 DESC, checked DESC LIMIT 1",
    /* What is not told anew stays: a page, its title, what was measured. */
    [QUERY_SIGHTING_PUT] =
	"UPDATE sightings SET place = ?2, anchor = ?3,"
	" page = CASE WHEN ?4 = '' THEN page ELSE ?4 END,"
	" title = CASE WHEN ?5 = '' THEN title ELSE ?5 END,"
	" how = ?6, source = CASE WHEN source = '' THEN ?7 ELSE source END,"
	" seen = min(seen, ?8), checked = max(checked, ?9),"
	" there = max(there, ?10), distance = ?11, access = ?12,"
	" state = ?13, why = ?14,"
	" bytes = CASE WHEN ?15 > 0 THEN ?15 ELSE bytes END,"
	" sha256 = CASE WHEN ?15 > 0 THEN ?16 ELSE sha256 END,"
	" width = CASE WHEN ?15 > 0 THEN ?17 ELSE width END,"
	" height = CASE WHEN ?15 > 0 THEN ?18 ELSE height END,"
	" format = CASE WHEN ?15 > 0 THEN ?19 ELSE format END,"
	" etag = CASE WHEN ?15 > 0 THEN ?20 ELSE etag END,"
	" modified = CASE WHEN ?15 > 0 THEN ?21 ELSE modified END,"
	" missing = ?22, ways = ?23, gone = ?24,"
	" extra = CASE WHEN length(?25) > 0 THEN ?25 ELSE extra END"
	" WHERE id = ?1",
    [QUERY_SIGHTING_LOOK] =
	"UPDATE sightings SET checked = max(checked, ?2), access = ?3,"
	" state = ?4, why = ?5, missing = ?6, ways = ?7, gone = ?8,"
	" there = CASE WHEN ?4 = 'there' THEN ?2 ELSE there END,"
	" how = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?9 ELSE how END,"
	" distance = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?10"
	" ELSE distance END,"
	" bytes = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?11 ELSE bytes END,"
	" sha256 = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?12"
	" ELSE sha256 END,"
	" width = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?13 ELSE width END,"
	" height = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?14"
	" ELSE height END,"
	" format = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?15"
	" ELSE format END,"
	" etag = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?16 ELSE etag END,"
	" modified = CASE WHEN ?4 = 'there' AND ?11 > 0 THEN ?17"
	" ELSE modified END"
	" WHERE id = ?1 RETURNING id",
    [QUERY_SIGHTING_MOVE] =
	"UPDATE OR IGNORE sightings SET place = ?2, anchor = ?3"
	" WHERE id = ?1",
    [QUERY_LOOK_LAST] =
	"SELECT sighting, number, first, last, times, state, access, why,"
	" ways, answer, address, how, distance, bytes, sha256, width,"
	" height, format, etag, modified, headers, tag, CAST(extra AS TEXT)"
	" FROM looks"
	" WHERE sighting = ?"
	" ORDER BY number DESC LIMIT 1",
    [QUERY_LOOK_EACH] =
	"SELECT sighting, number, first, last, times, state, access, why,"
	" ways, answer, address, how, distance, bytes, sha256, width,"
	" height, format, etag, modified, headers, tag, CAST(extra AS TEXT)"
	" FROM looks"
	" WHERE sighting = ?"
	" ORDER BY number",
    [QUERY_LOOK_ADD] =
	"INSERT INTO looks VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS BLOB), ?, ?)",
    [QUERY_LOOK_EXTEND] =
	"UPDATE looks SET last = max(last, ?3), times = times + 1"
	" WHERE sighting = ?1 AND number = ?2",
    [QUERY_LOOK_DROP] = "DELETE FROM looks WHERE sighting IN"
			" (SELECT id FROM sightings WHERE photo = ?)",
    [QUERY_AUDIT_PUT] =
	"INSERT INTO audits VALUES(?1, ?2, ?3, ?4, ?5)"
	" ON CONFLICT(page) DO UPDATE SET made = ?2, grade = ?3,"
	" photos = ?4, content = ?5",
    [QUERY_AUDIT_EACH] = "SELECT page, made, grade, photos, content"
			 " FROM audits ORDER BY page",
    [QUERY_AUDIT_FORGET] = "DELETE FROM audits"
			   " WHERE instr(photos, ' ' || ? || ' ') > 0",
    [QUERY_BLOB_COUNT] = "SELECT count(*) FROM blobs",
    [QUERY_PHOTO_AFTER] = QUERY_PHOTO "WHERE p.id > ? ORDER BY p.id LIMIT ?",
    [QUERY_SIGHTING_ADD] =
	"INSERT INTO sightings(photo, place, anchor, page, title,"
	" how, source, seen, checked, there, distance, access, state, why,"
	" bytes, sha256, width, height, format, etag, modified, missing,"
	" ways, gone, extra) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	" ON CONFLICT(photo, page, anchor) DO NOTHING RETURNING id",
    [QUERY_SETTING_ADD] = "INSERT INTO settings VALUES(?, ?)"
			  " ON CONFLICT(name) DO NOTHING RETURNING name",
    [QUERY_SIGHTING_DROP] = "DELETE FROM sightings WHERE photo = ?",
    [QUERY_SIGHTING_EACH] =
	"SELECT id, photo, place, anchor, page, title,"
	" how, source, seen, checked, there, distance, access, state, why,"
	" bytes, sha256, width, height, format, etag, modified, missing,"
	" ways, gone, extra"
	" FROM sightings WHERE ?1 = 0 OR photo = ?1 ORDER BY seen, id",
    [QUERY_CASE_ADD] = "INSERT INTO cases(reference, controller, name, law,"
		       " facts, opened, closed) VALUES(?, ?, ?, ?, ?, ?, ?)"
		       " ON CONFLICT(reference) DO NOTHING RETURNING id",
    [QUERY_CASE_UPDATE] = "UPDATE cases SET facts = ?2, closed = ?3"
			  " WHERE id = ?1 RETURNING id",
    [QUERY_CASE_EACH] =
	"SELECT id, reference, controller, name, law, facts, opened, closed"
	" FROM cases WHERE ?1 = 0 OR id = ?1 ORDER BY id",
    [QUERY_CASE_DROP] = "DELETE FROM cases WHERE id = ? RETURNING id",
    [QUERY_EVENT_ADD] = "INSERT INTO events VALUES(?, ?, ?, ?, ?, ?, ?)",
    [QUERY_EVENT_EACH] =
	"SELECT matter, number, kind, day, noted, detail, tag FROM events"
	" WHERE ?1 = 0 OR matter = ?1 ORDER BY matter, number",
    [QUERY_EVENT_LAST] = "SELECT number, tag FROM events WHERE matter = ?"
			 " ORDER BY number DESC LIMIT 1",
    [QUERY_EVENT_DROP] = "DELETE FROM events WHERE matter = ?",
    [QUERY_LETTER_ADD] = "INSERT INTO letters(matter, kind, language, subject,"
			 " made) VALUES(?, ?, ?, ?, ?) RETURNING id",
    [QUERY_LETTER_EACH] =
	"SELECT id, matter, kind, language, subject, made FROM letters"
	" WHERE ?1 = 0 OR matter = ?1 ORDER BY id",
    [QUERY_LETTER_ONE] =
	"SELECT id, matter, kind, language, subject, made FROM letters"
	" WHERE id = ?",
    [QUERY_LETTER_NAMING] =
	"SELECT l.id, l.matter, l.kind, l.language, l.subject, l.made"
	" FROM named AS n JOIN letters AS l ON l.id = n.letter"
	" WHERE n.photo = ? ORDER BY l.id",
    [QUERY_LETTER_BLOB_DROP] =
	"DELETE FROM blobs WHERE photo IN"
	" (SELECT -2 * id FROM letters WHERE matter = ?)",
    [QUERY_LETTER_DROP] = "DELETE FROM letters WHERE matter = ?",
    [QUERY_NAMED_ADD] = "INSERT INTO named VALUES(?, ?) ON CONFLICT DO NOTHING",
    [QUERY_NAMED_EACH] = "SELECT photo, letter FROM named ORDER BY letter",
    [QUERY_NAMED_DROP] = "DELETE FROM named WHERE letter IN"
			 " (SELECT id FROM letters WHERE matter = ?)",
    [QUERY_NAMED_FORGET] = "DELETE FROM named WHERE photo = ?",
    [QUERY_DOCUMENT_ADD] =
	"INSERT INTO documents(matter, name, type, kept, sha256, bytes)"
	" VALUES(?, ?, ?, ?, ?, ?) RETURNING id",
    [QUERY_DOCUMENT_EACH] =
	"SELECT id, matter, name, type, kept, sha256, bytes FROM documents"
	" WHERE ?1 = 0 OR matter = ?1 ORDER BY id",
    [QUERY_DOCUMENT_GET] = "SELECT bytes FROM documents WHERE id = ?",
    [QUERY_DOCUMENT_BLOB_DROP] =
	"DELETE FROM blobs WHERE photo IN"
	" (SELECT -2 * id - 1 FROM documents WHERE matter = ?)",
    [QUERY_DOCUMENT_DROP] = "DELETE FROM documents WHERE matter = ?",
    [QUERY_OWNER_COUNT] = "SELECT (SELECT count(*) FROM photos) +"
			  " (SELECT count(*) FROM letters) +"
			  " (SELECT count(*) FROM documents)",
    [QUERY_PHOTO_COUNT] = "SELECT count(*) FROM photos AS p " QUERY_MATCHES,
    [QUERY_PHOTO_KINDS] = "SELECT kind, count(DISTINCT photo) FROM findings"
			  " GROUP BY kind ORDER BY kind",
    [QUERY_PHOTO_FORMATS] = "SELECT format, count(*) FROM photos"
			    " GROUP BY format ORDER BY format",
    QUERY_LIST(LEDGER_BY_ADDED, "p.added"),
    QUERY_LIST(LEDGER_BY_SOURCE, "p.source"),
    QUERY_LIST(LEDGER_BY_PIXELS, "p.width * p.height"),
    QUERY_LIST(LEDGER_BY_BYTES, "p.bytes"),
    QUERY_LIST(LEDGER_BY_FINDINGS, "p.findings"),
    QUERY_LIST(LEDGER_BY_SIGHTINGS, QUERY_SIGHTED),
};

const char *query_text(enum query query)
{
	return query_texts[query];
}
