/*
 * names.h: what a file in the ledger's folder is, by its name.  Everything
 * that sweeps, wipes, verifies or makes a ledger asks here.
 */
#ifndef LENSCAP_LEDGER_STORE_NAMES_H
#define LENSCAP_LEDGER_STORE_NAMES_H

#include "envelope.h"

/*
 * While this file is there and no whole header is, what else is there is what
 * an init, a restore or a wipe left that was stopped, and nobody's.
 */
#define NAMES_MARK "unfinished"
#define NAMES_LOCK "lock"
#define NAMES_IMPORTED "registry"
#define NAMES_DAMAGED ".damaged" /* what a salvage puts behind a name */

enum names_what {
	NAMES_FOREIGN, /* not ours, or "." and ".." */
	NAMES_HEADER,
	NAMES_LOCKING,
	NAMES_MARKING,
	NAMES_GENERATION, /* "snapshot-7" */
	NAMES_TEMPORARY,  /* "snapshot-7.tmp", "ledger.tmp" */
	NAMES_ASIDE,	  /* "log-7.12.torn", "snapshot-7.damaged" */
	NAMES_REGISTRY,	  /* a folder: what casework imported */
};

struct names_parts {
	enum envelope_kind kind; /* of a generation's file */
	uint64_t number;	 /* of the generation; 0 for other files */
};

/* What a name stands for; *parts is filled for a generation's files. */
enum names_what names_read(const char *name, struct names_parts *parts);

#define NAMES_PACK 40 /* bytes of a pack's name, with its end */

/*
 * The same of a name in the folder NAMES_IMPORTED: NAMES_REGISTRY for an
 * imported set and for a pack, NAMES_TEMPORARY while one is being written.
 */
enum names_what names_read_imported(const char *name);

#endif
