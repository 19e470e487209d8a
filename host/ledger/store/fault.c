/* fault.c: what failed, in words that name it and hold no secret. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "fault.h"

static const enum lens_err fault_kinds[LEDGER_FAULTS] = {
    [LEDGER_FAULT_NONE] = LENS_OK,
    [LEDGER_FAULT_MISSING] = LENS_NOT_FOUND,
    [LEDGER_FAULT_EXISTS] = LENS_DENIED,
    [LEDGER_FAULT_FOREIGN] = LENS_MALFORMED,
    [LEDGER_FAULT_NEWER] = LENS_DENIED,
    [LEDGER_FAULT_KEY] = LENS_LOCKED,
    [LEDGER_FAULT_HEADER] = LENS_MALFORMED,
    [LEDGER_FAULT_SNAPSHOT] = LENS_MALFORMED,
    [LEDGER_FAULT_RECORD] = LENS_MALFORMED,
    [LEDGER_FAULT_THUMBNAIL] = LENS_MALFORMED,
    [LEDGER_FAULT_BUSY] = LENS_DENIED,
    [LEDGER_FAULT_SPACE] = LENS_SYSTEM,
    [LEDGER_FAULT_DISK] = LENS_SYSTEM,
    [LEDGER_FAULT_MEMORY] = LENS_SYSTEM,
    [LEDGER_FAULT_ARGUMENT] = LENS_TOO_BIG,
    [LEDGER_FAULT_TYPED] = LENS_MALFORMED,
    [LEDGER_FAULT_OPEN] = LENS_DENIED,
    [LEDGER_FAULT_SESSION] = LENS_DENIED,
};

static const char *const fault_notices[LEDGER_NOTICES] = {
    [LEDGER_NOTICE_TORN] =
	"A change that was being written when Lenscap or the machine "
	"stopped was set aside in a file that ends in .torn; "
	"everything before it is here.",
    [LEDGER_NOTICE_ROLLED_BACK] =
	"The ledger is older than when it was last used here: a copy was "
	"put in its place, or its end was cut off. If you did not do that, "
	"somebody else did.",
    [LEDGER_NOTICE_FORKED] =
	"The ledger has another history than the one last used here: a copy "
	"that was used elsewhere was put in its place.",
    [LEDGER_NOTICE_WITNESS] =
	"The witness of the ledger's state is another ledger's, or cannot be "
	"read or written, so that an older copy in the ledger's place would "
	"go unnoticed. If you put this ledger here yourself, `lenscap verify "
	"--accept` makes a witness of its own.",
    [LEDGER_NOTICE_UNLOCKED] =
	"The system grants no locked memory: the key may reach the swap. "
	"Raise the limit of locked memory (ulimit -l).",
    [LEDGER_NOTICE_NOT_ERASED] =
	"What was forgotten is gone from the ledger, but older files on the "
	"disk still hold it. They are erased with the next change; if this "
	"stays, the disk may be full or may not be written.",
    [LEDGER_NOTICE_ERASED] =
	"Lenscap had been stopped while it erased what you had it forget; "
	"the older files that still held it have now been destroyed.",
    [LEDGER_NOTICE_TIDIED] =
	"Unfinished files that were left when Lenscap or the machine stopped "
	"have been removed; nothing that was kept is missing.",
    [LEDGER_NOTICE_NOT_COMPACT] =
	"The changes could not be folded into a new snapshot; nothing is "
	"lost, but the disk may be full.",
};

const char *ledger_notice_sentence(enum ledger_notice notice)
{
	return (size_t)notice < LEDGER_NOTICES ? fault_notices[notice] : "";
}

void fault_clear(struct ledger_fault *fault)
{
	if (fault != NULL)
		*fault = (struct ledger_fault){.kind = LEDGER_FAULT_NONE};
}

enum lens_err fault_say(struct ledger_fault *fault, enum ledger_fault_kind kind,
			const char *format, ...)
{
	va_list arguments;

	if (fault == NULL)
		return fault_kinds[kind];
	fault_clear(fault);
	fault->kind = kind;
	va_start(arguments, format);
	vsnprintf(fault->sentence, sizeof(fault->sentence), base_said(format),
		  arguments);
	va_end(arguments);
	return fault_kinds[kind];
}

enum lens_err fault_memory(struct ledger_fault *fault)
{
	return fault_say(fault, LEDGER_FAULT_MEMORY,
			 "There is not enough memory.");
}

/* What the system's reasons mean for who reads them, and what to do. */
static const struct fault_reason {
	int reason;
	enum ledger_fault_kind kind;
	const char *words, *remedy;
} fault_reasons[] = {
    {ENOSPC, LEDGER_FAULT_SPACE, "The disk is full", "Nothing was changed."},
    {EDQUOT, LEDGER_FAULT_SPACE,
     "Your share of the disk (its quota) is used up", "Nothing was changed."},
    {EROFS, LEDGER_FAULT_DISK, "The disk may only be read",
     "Make it writable, or name another folder with --home."},
    {EACCES, LEDGER_FAULT_DISK, "You are not allowed to",
     "Check who owns the folder and its files."},
    {EPERM, LEDGER_FAULT_DISK, "You are not allowed to",
     "Check who owns the folder and its files."},
    {ENOLCK, LEDGER_FAULT_DISK,
     "The file system grants no locks, as some network shares do not",
     "Name a folder on a disk of this computer with --home."},
    {EOPNOTSUPP, LEDGER_FAULT_DISK,
     "The file system lacks what is needed, as some network shares do",
     "Name a folder on a disk of this computer with --home."},
    {EIO, LEDGER_FAULT_DISK, "The disk failed",
     "Copy what is dear to you to another one."},
};

enum lens_err fault_system(struct ledger_fault *fault, const char *tried)
{
	int reason = errno;

	if (reason == ENOMEM)
		return fault_memory(fault);
	for (size_t i = 0; i < sizeof(fault_reasons) / sizeof(fault_reasons[0]);
	     i++) {
		const struct fault_reason *known = &fault_reasons[i];

		if (known->reason == reason)
			return fault_say(
			    fault, known->kind, "%s: Lenscap could not %s. %s",
			    base_said(known->words), base_said(tried),
			    base_said(known->remedy));
	}
	return fault_say(fault, LEDGER_FAULT_DISK, "Lenscap could not %s: %s.",
			 base_said(tried), base_said(strerror(reason)));
}
