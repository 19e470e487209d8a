/*
 * casework_clean.h: copies of pictures without what their files give away.  Not
 * a pixel changes, which is checked before anything is written, and no file
 * that is there already is touched.
 */
#ifndef LENSCAP_CASEWORK_CLEAN_H
#define LENSCAP_CASEWORK_CLEAN_H

#include <lenscap/casework_files.h>
#include <lenscap/ipc_clean.h>
#include <lenscap/ledger.h>

/* What came of one picture.  Borrowed for the call that hands it over. */
struct casework_cleaned {
	const char *path; /* as given */
	const char *out;  /* the copy's; empty when none was written */
	const char *code; /* of the failure, or empty; why is the sentence */
	const char *why;
	uint64_t bytes, clean_bytes;
	/* What both give away. */
	const struct ipc_picture *was, *is;
};

struct casework_clean {
	/* paths, fds, count and cancel alone count. */
	struct casework_files files;
	uint64_t keep; /* kinds of IPC_CLEAN_KINDS that stay */
	/*
	 * The copy; or the folder for all of them, made when it is not there:
	 * one that is there, a name that ends in a slash, or of several files.
	 * NULL: Lenscap's folder among the person's documents.
	 */
	const char *out;
	/* False: no more is wanted. */
	bool (*row)(void *context, const struct casework_cleaned *row);
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Clean each file.  LENS_OK when every one has had its row, whatever that says;
 * LENS_CANCELLED when it was cancelled or a row wanted no more; LENS_DENIED,
 * and a sentence, when the folder cannot be had.
 */
LENS_MUST enum lens_err casework_clean(const struct casework_clean *clean,
				       struct ledger_fault *fault);

/* The kinds that can be kept, one after the other; false after the last. */
bool casework_clean_kind(size_t index, enum ipc_finding_kind *kind);

#endif
