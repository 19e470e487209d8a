/* search.h: the index of names, brands and domains. */
#ifndef LENSCAP_REGISTRY_SEARCH_H
#define LENSCAP_REGISTRY_SEARCH_H

#include "record.h"

struct search;

/* Build the index; it borrows the records.  search_free() accepts NULL. */
struct search *search_new(struct record_controller *const *controllers,
			  size_t count);
void search_free(struct search *search);

/* As registry_search(). */
size_t search_find(const struct search *search,
		   const struct registry_query *query,
		   struct registry_hit *hits, size_t capacity);

#endif
