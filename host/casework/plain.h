/* plain.h: what a report on paper is made of, block by block. */
#ifndef LENSCAP_CASEWORK_PLAIN_H
#define LENSCAP_CASEWORK_PLAIN_H

#include <jansson.h>

#include <lenscap/ipc_document.h>

struct plain {
	const json_t *known; /* what the report knows, with its words in w */
	struct ipc_block *blocks;
	size_t count, capacity, bytes;
	size_t until; /* of blocks: what the section at hand may fill */
};

/* What follows may fill the document up to so many blocks of all, so that each
 * section has room. */
void plain_until(struct plain *plain, size_t blocks);

/* Whether so many blocks more have room. */
bool plain_fits(const struct plain *plain, size_t blocks);

/* How many could not be said; nothing of none. */
void plain_left(struct plain *plain, size_t left);

/* The text of a member, "" where it is none. */
const char *plain_string(const json_t *object, const char *name);

/* A text or a number, "" for anything else; the caller frees it. */
char *plain_value(const json_t *object, const char *name);

/* A word of the report's language, or the key. */
const char *plain_word(const struct plain *plain, const char *key);

/* What stands between what a value is of and the value. */
const char *plain_colon(const struct plain *plain);

/* Both with what is between, or one where the other is empty; the caller frees
 * it. */
char *plain_pair(const char *one, const char *between, const char *other);

/* A block of one text, which is freed; none of an empty one. */
void plain_text(struct plain *plain, enum ipc_block_kind kind, char *text);

/* An item with its mark; the text is freed. */
void plain_item(struct plain *plain, const char *mark, char *text);

/* Rows of a list: words of their heads, members of each row. */
struct plain_table {
	const char *list, *title; /* the title's key, or NULL */
	unsigned columns;
	const char *heads[IPC_DOCUMENT_CELLS_MAX];
	const char *cells[IPC_DOCUMENT_CELLS_MAX];
};

/* The table of a list that is a member of object, as far as there is room; none
 * of an empty one. */
void plain_table(struct plain *plain, const json_t *object,
		 const struct plain_table *table);

/* Release the blocks. */
void plain_free(struct plain *plain);

#endif
