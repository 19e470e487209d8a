/* status.h: the common half of each worker's statuses: their words. */
#ifndef LENSCAP_IPC_STATUS_H
#define LENSCAP_IPC_STATUS_H

#include <stddef.h>

/* One status: a stable word for programs, a sentence for people. */
struct status_words {
	const char *code, *sentence;
};

/* Of an archive, which may be given as a page or among pictures. */
#define STATUS_PACKED                                                          \
	{                                                                      \
		"packed", "This archive is packed with Zstandard, or holds "   \
			  "archives itself (.warc.zst, .wacz, .zip, "          \
			  ".mhtml); unpack it, and give the files that are "   \
			  "in it."                                             \
	}

/* The word, "unknown" for a number above the table's count. */
const char *status_code(const struct status_words *table, size_t count,
			size_t status);

/* The sentence, empty for a number above the table's count. */
const char *status_sentence(const struct status_words *table, size_t count,
			    size_t status);

#endif
