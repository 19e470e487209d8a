/*
 * ledger_fault.h: what failed, and what must be said, in words.
 */
#ifndef LENSCAP_LEDGER_FAULT_H
#define LENSCAP_LEDGER_FAULT_H

#include <lenscap/base.h>

#define LEDGER_SENTENCE 512 /* a refusal with an address, in any language */

struct ledger;

enum ledger_fault_kind {
	LEDGER_FAULT_NONE,
	LEDGER_FAULT_MISSING,	/* no ledger, photo, slot, file of that name */
	LEDGER_FAULT_EXISTS,	/* would destroy what is there */
	LEDGER_FAULT_FOREIGN,	/* not a file of Lenscap's, or of this ledger */
	LEDGER_FAULT_NEWER,	/* made by a newer version */
	LEDGER_FAULT_KEY,	/* the key does not fit */
	LEDGER_FAULT_HEADER,	/* the header is damaged */
	LEDGER_FAULT_SNAPSHOT,	/* the snapshot is damaged */
	LEDGER_FAULT_RECORD,	/* a record fails its seal */
	LEDGER_FAULT_THUMBNAIL, /* a small picture fails its seal */
	LEDGER_FAULT_BUSY,	/* another process holds the ledger */
	LEDGER_FAULT_SPACE,	/* the disk is full */
	LEDGER_FAULT_DISK,	/* another failure of the disk */
	LEDGER_FAULT_MEMORY,
	LEDGER_FAULT_ARGUMENT, /* too long, too many, not a key */
	LEDGER_FAULT_TYPED,    /* a recovery key was mistyped */
	LEDGER_FAULT_OPEN,     /* others may write to the folder */
	LEDGER_FAULT_SESSION,  /* the kernel keeps no keys here */
	LEDGER_FAULTS
};

/* What failed, for the one line that is printed.  Holds no secret. */
struct ledger_fault {
	enum ledger_fault_kind kind;
	uint64_t record; /* the sequence of the record, 0 when none is meant */
	char sentence[LEDGER_SENTENCE];
};

/* What is no failure, but must be said. */
enum ledger_notice {
	LEDGER_NOTICE_TORN,	   /* an unfinished record was set aside */
	LEDGER_NOTICE_ROLLED_BACK, /* the witness has seen a later state */
	LEDGER_NOTICE_FORKED,	   /* the witness has seen another history */
	LEDGER_NOTICE_WITNESS,	   /* the witness is damaged */
	LEDGER_NOTICE_UNLOCKED,	   /* the key may be swapped to disk */
	LEDGER_NOTICE_NOT_ERASED,  /* forgotten, but old copies remain */
	LEDGER_NOTICE_ERASED,	   /* what was forgotten went only now */
	LEDGER_NOTICE_TIDIED,	   /* unfinished files were removed */
	LEDGER_NOTICE_NOT_COMPACT, /* the log could not be folded */
	LEDGER_NOTICES
};

/* The notice's sentence, with a remedy. */
const char *ledger_notice_sentence(enum ledger_notice notice);

/* True when the notice has been raised since the ledger was opened. */
bool ledger_noticed(const struct ledger *ledger, enum ledger_notice notice);

#endif
