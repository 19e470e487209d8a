/* plain.c: what a report on paper is made of, block by block. */
#include <stdlib.h>
#include <string.h>

#include "plain.h"

/* Bytes that a block has room for: half of what a document may have of each. */
#define PLAIN_BLOCK (IPC_DOCUMENT_BODY_MAX / IPC_DOCUMENT_BLOCKS_MAX / 2)

void plain_until(struct plain *plain, size_t blocks)
{
	plain->until = blocks;
}

bool plain_fits(const struct plain *plain, size_t blocks)
{
	return plain->count + blocks <= plain->until &&
	       plain->bytes + blocks * PLAIN_BLOCK <=
		   plain->until * PLAIN_BLOCK;
}

void plain_left(struct plain *plain, size_t left)
{
	if (left > 0)
		plain_text(plain, IPC_BLOCK_PARAGRAPH,
			   base_format("%s: %zu",
				       plain_word(plain, "report_paper_left"),
				       left));
}

/* Texts are copied. */
static void plain_add(struct plain *plain, enum ipc_block_kind kind,
		      const char *const cells[], unsigned count)
{
	struct ipc_block *block;

	if (plain->count >= IPC_DOCUMENT_BLOCKS_MAX)
		return;
	plain->blocks = base_grow(plain->blocks, plain->count, &plain->capacity,
				  sizeof(*plain->blocks));
	block = &plain->blocks[plain->count++];
	*block = (struct ipc_block){.kind = kind, .count = count};
	for (unsigned i = 0; i < count; i++) {
		block->cells[i] = base_copy(cells[i]);
		plain->bytes += strlen(cells[i]);
	}
}

void plain_text(struct plain *plain, enum ipc_block_kind kind, char *text)
{
	if (text[0] != '\0')
		plain_add(plain, kind, (const char *[]){text}, 1);
	free(text);
}

void plain_item(struct plain *plain, const char *mark, char *text)
{
	plain_add(plain, IPC_BLOCK_ITEM, (const char *[]){mark, text}, 2);
	free(text);
}

const char *plain_string(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

const char *plain_word(const struct plain *plain, const char *key)
{
	const char *word =
	    plain_string(json_object_get(plain->known, "w"), key);

	return word[0] != '\0' ? word : key;
}

const char *plain_colon(const struct plain *plain)
{
	return plain_word(plain, "report_colon");
}

char *plain_value(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_integer(value))
		return base_format("%lld",
				   (long long)json_integer_value(value));
	return base_copy(plain_string(object, name));
}

char *plain_pair(const char *one, const char *between, const char *other)
{
	return base_format("%s%s%s", one, one[0] && other[0] ? between : "",
			   other);
}

void plain_table(struct plain *plain, const json_t *object,
		 const struct plain_table *table)
{
	const json_t *list = json_object_get(object, table->list), *row;
	const char *cells[IPC_DOCUMENT_CELLS_MAX];
	size_t i, left = 0;

	if (json_array_size(list) == 0)
		return;
	if (table->title != NULL)
		plain_text(plain, IPC_BLOCK_HEADING,
			   base_copy(plain_word(plain, table->title)));
	for (unsigned c = 0; c < table->columns; c++)
		cells[c] = plain_word(plain, table->heads[c]);
	plain_add(plain, IPC_BLOCK_HEAD, cells, table->columns);
	json_array_foreach(list, i, row)
	{
		char *values[IPC_DOCUMENT_CELLS_MAX];

		if (!plain_fits(plain, 1)) {
			left++;
			continue;
		}
		for (unsigned c = 0; c < table->columns; c++)
			cells[c] = values[c] =
			    plain_value(row, table->cells[c]);
		plain_add(plain, IPC_BLOCK_ROW, cells, table->columns);
		for (unsigned c = 0; c < table->columns; c++)
			free(values[c]);
	}
	plain_left(plain, left);
}

void plain_free(struct plain *plain)
{
	for (size_t i = 0; i < plain->count; i++)
		for (unsigned c = 0; c < plain->blocks[i].count; c++)
			free((char *)plain->blocks[i].cells[c]);
	free(plain->blocks);
}
