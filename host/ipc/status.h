/* status.h: the common half of each worker's statuses: their words. */
#ifndef LENSCAP_IPC_STATUS_H
#define LENSCAP_IPC_STATUS_H

#include <stddef.h>

/* One status: a stable word for programs, a sentence for people. */
struct status_words {
	const char *code, *sentence;
};

/* The word, "unknown" for a number above the table's count. */
const char *status_code(const struct status_words *table, size_t count,
			size_t status);

/* The sentence, empty for a number above the table's count. */
const char *status_sentence(const struct status_words *table, size_t count,
			    size_t status);

#endif
