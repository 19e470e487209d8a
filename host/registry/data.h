/* data.h: a file of a pack that is no company and no authority, by table. */
#ifndef LENSCAP_REGISTRY_DATA_FILE_H
#define LENSCAP_REGISTRY_DATA_FILE_H

#include <lenscap/registry_data.h>

#include "record.h"

/* It with the JSON it borrows from. */
struct data {
	struct registry_data public;
	json_t *json;
	char *file, *text;
};

/* A list of them, that owns each. */
struct data_list {
	struct data **items;
	size_t count, capacity;
};

/*
 * Read one of a kind.  The caller frees *out with data_free(), or gives it to
 * data_push().
 */
LENS_MUST enum lens_err data_read(enum registry_data_kind kind,
				  const char *file, struct base_view text,
				  struct registry_fault *fault,
				  struct data **out);
void data_free(struct data *data);

/* One more, which is the list's then; end the list. */
void data_push(struct data_list *list, struct data *data);
void data_list_free(struct data_list *list);

/* The kind that a word of a set's file ("law") names; REGISTRY_DATA_KINDS for
 * none. */
enum registry_data_kind data_kind(const char *word);

#endif
