/* casework_files.h: files and folders become fingerprints. */
#ifndef LENSCAP_CASEWORK_FILES_H
#define LENSCAP_CASEWORK_FILES_H

#include <lenscap/ipc_picture.h>

/* One file's result.  Borrowed for the call that hands it over, which may move
 * the picture out and leave it empty. */
struct casework_file {
	const char *path; /* as given or found, "-" for standard input */
	uint64_t bytes;
	struct ipc_picture picture;
};

struct casework_files {
	char *const *paths; /* count of them; "-" is standard input */
	size_t count;
	bool recursive; /* walk folders; links in them are only counted */
	struct ipc_picture_job job; /* what is wanted of each */
	/*
	 * Descriptors instead: paths are then only names.  They stay the
	 * caller's, and what they hold must not change.  NULL for none.
	 */
	const int *fds;
	const char *rules; /* for pages: lines of base_rules.h; or NULL */
	unsigned decoders; /* 0: as many as there are processors */
	int cancel;	   /* stop when this can be read; -1 for never */
};

/*
 * Folders hold other things than pictures, which are no failures, and links and
 * pipes, which are not looked at; who names a file, or calls one a picture
 * (".jpg"), means it.
 */
bool casework_files_skips(const struct casework_files *files,
			  const struct casework_file *file);

/* What a picture of a kind that is not read is called ("GIMP"), by its name;
 * NULL for one that is read, or is no picture. */
const char *casework_files_unread_kind(const struct casework_file *file);

/* The usual ending of a format ("jpg"), where a name has another kind of
 * picture's ("copy.png"); otherwise NULL. */
const char *casework_files_ending(const char *path, enum ipc_format format);

/*
 * Where results go: rows in the order of the input, never two for a file.  A
 * row that answers false stops the work.
 */
struct casework_files_sink {
	bool (*row)(void *context, struct casework_file *file);
	/* After each file, out of order: so many of so many are read. */
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/*
 * Fingerprint files.  LENS_OK when every file has had its row, whatever the
 * row says; LENS_CANCELLED when it was cancelled or stopped, every worker then
 * being dead.
 */
LENS_MUST enum lens_err
casework_fingerprint_files(const struct casework_files *files,
			   const struct casework_files_sink *sink);

#endif
