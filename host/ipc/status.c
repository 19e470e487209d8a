/* status.c: looking up what a worker's status means. */
#include "status.h"

const char *status_code(const struct status_words *table, size_t count,
			size_t status)
{
	return status < count ? table[status].code : "unknown";
}

const char *status_sentence(const struct status_words *table, size_t count,
			    size_t status)
{
	return status < count ? table[status].sentence : "";
}
