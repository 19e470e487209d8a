/* blocks.c: lines of a rendered text become the blocks of a letter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blocks.h"
#include "marks.h"

#define BLOCKS_MAX 4000
#define BLOCKS_NORMS 256 /* of one block */

/* A letter while its lines are read. */
struct reading {
	struct letter *letter;
	struct letter_fault *fault;
	const char *id;
	struct base_buffer paragraph; /* lines so far, joined by spaces */
	unsigned number;	      /* of the last item */
	bool table;		      /* the last block is a row */
};

static enum lens_err reading_wrong(struct reading *reading, const char *why)
{
	snprintf(reading->fault->sentence, sizeof(reading->fault->sentence),
		 "A template of this letter is wrong: %s.", why);
	return LENS_MALFORMED;
}

/* ---- Cells ---- */

static void cell_norm(struct letter_block *block, const char *id, size_t size)
{
	char **more;

	if (block->norm_count >= BLOCKS_NORMS)
		return;
	more = base_alloc(block->norm_count + 1, sizeof(*more));
	if (block->norm_count > 0)
		memcpy(more, block->norms, block->norm_count * sizeof(*more));
	free(block->norms);
	block->norms = more;
	more[block->norm_count++] = base_format("%.*s", (int)size, id);
}

/* A copy without marks and doubled blanks; norms go to the block. */
static char *cell_clean(struct letter_block *block, const char *text,
			size_t size)
{
	char *out = base_alloc(size + 1, 1), *to = out;

	for (size_t i = 0; i < size; i++) {
		char c = text[i];

		if (c == MARK_CITE) {
			const char *id = text + i + 1;
			const char *end = memchr(id, MARK_CITED, size - i - 1);

			if (end == NULL)
				break;
			cell_norm(block, id, (size_t)(end - id));
			i = (size_t)(end - text);
		} else if (c == MARK_BAR) {
			*to++ = '|';
		} else if (c == ' ' && (to == out || to[-1] == ' ')) {
			continue;
		} else if (c != MARK_VALUE && c != MARK_VALUED &&
			   c != MARK_NOTHING) {
			*to++ = c;
		}
	}
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

void blocks_free_one(struct letter_block *block)
{
	for (unsigned cell = 0; cell < block->count; cell++)
		free(block->cells[cell]);
	for (size_t norm = 0; norm < block->norm_count; norm++)
		free(block->norms[norm]);
	free(block->norms);
	*block = (struct letter_block){.count = 0};
}

static struct letter_block *reading_add(struct reading *reading,
					enum letter_block_kind kind)
{
	struct letter *letter = reading->letter;
	struct letter_block *block;

	if (letter->count == BLOCKS_MAX)
		return NULL;
	block = &letter->blocks[letter->count++];
	*block = (struct letter_block){.kind = kind, .id = reading->id};
	return block;
}

static enum lens_err reading_one(struct reading *reading,
				 enum letter_block_kind kind, const char *text,
				 size_t size)
{
	struct letter_block *block = reading_add(reading, kind);

	if (block == NULL)
		return LENS_TOO_BIG;
	block->cells[block->count++] = cell_clean(block, text, size);
	return LENS_OK;
}

/* ---- Kinds of lines ---- */

static enum lens_err reading_flush(struct reading *reading)
{
	struct letter *letter = reading->letter;
	enum lens_err err = LENS_OK;

	if (reading->paragraph.size > 0)
		err = reading_one(reading, LETTER_PARAGRAPH,
				  (const char *)reading->paragraph.data,
				  reading->paragraph.size);
	/* What was only sections that did not apply is nothing. */
	if (err == LENS_OK && reading->paragraph.size > 0 &&
	    letter->blocks[letter->count - 1].cells[0][0] == '\0')
		blocks_free_one(&letter->blocks[--letter->count]);
	base_buffer_free(&reading->paragraph);
	return err;
}

static enum lens_err line_group(struct reading *reading, const char *text,
				size_t size)
{
	struct letter *letter = reading->letter;
	char **more = base_alloc(letter->id_count + 1, sizeof(*more));

	if (letter->id_count > 0)
		memcpy(more, letter->ids, letter->id_count * sizeof(*more));
	free(letter->ids);
	letter->ids = more;
	more[letter->id_count] = base_format("%.*s", (int)size, text);
	reading->id = more[letter->id_count++];
	return LENS_OK;
}

static enum lens_err line_heading(struct reading *reading, const char *text,
				  size_t size)
{
	reading->number = 0;
	return reading_one(reading, LETTER_HEADING, text, size);
}

static enum lens_err line_item(struct reading *reading, const char *text,
			       size_t size)
{
	struct letter_block *block = reading_add(reading, LETTER_ITEM);

	if (block == NULL)
		return LENS_TOO_BIG;
	block->cells[block->count++] = base_format("%u.", ++reading->number);
	block->cells[block->count++] = cell_clean(block, text, size);
	return LENS_OK;
}

static enum lens_err line_row(struct reading *reading, const char *text,
			      size_t size)
{
	struct letter_block *block =
	    reading_add(reading, reading->table ? LETTER_ROW : LETTER_HEAD);
	const char *end = text + size;

	if (block == NULL)
		return LENS_TOO_BIG;
	while (text < end) {
		const char *bar = memchr(text, '|', (size_t)(end - text));
		size_t cell = (size_t)((bar ? bar : end) - text);

		/* After the last bar there is nothing. */
		if (bar == NULL && strspn(text, " ") >= cell)
			break;
		if (block->count == LETTER_CELLS_MAX)
			return reading_wrong(reading,
					     "a table has too many columns");
		block->cells[block->count++] = cell_clean(block, text, cell);
		text += cell + 1;
	}
	reading->table = true;
	return LENS_OK;
}

static enum lens_err line_subject(struct reading *reading, const char *text,
				  size_t size)
{
	struct letter_block nowhere = {.count = 0};

	free(reading->letter->subject);
	reading->letter->subject = cell_clean(&nowhere, text, size);
	for (size_t i = 0; i < nowhere.norm_count; i++)
		free(nowhere.norms[i]);
	free(nowhere.norms);
	return LENS_OK;
}

static enum lens_err line_sign(struct reading *reading, const char *text,
			       size_t size)
{
	return reading_one(reading, LETTER_SIGN, text, size);
}

static enum lens_err line_page(struct reading *reading, const char *text,
			       size_t size)
{
	(void)text;
	(void)size;
	reading->number = 0;
	return reading_add(reading, LETTER_PAGE) ? LENS_OK : LENS_TOO_BIG;
}

static const struct {
	const char *sign;
	enum lens_err (*read)(struct reading *reading, const char *text,
			      size_t size);
} line_kinds[] = {
    {"subject:", line_subject},
    {"sign:", line_sign},
    {"---", line_page},
    {"@", line_group},
    {"# ", line_heading},
    {"- ", line_item},
    {"|", line_row},
};

static enum lens_err reading_line(struct reading *reading, const char *line,
				  size_t size)
{
	enum lens_err err;
	bool blank = size == 0;

	while (size > 0 && (*line == MARK_NOTHING || *line == ' ')) {
		line++;
		size--;
	}
	if (size == 0 && !blank)
		return LENS_OK;
	for (size_t i = 0; i < sizeof(line_kinds) / sizeof(line_kinds[0]);
	     i++) {
		size_t sign = strlen(line_kinds[i].sign);

		if (size < sign || memcmp(line, line_kinds[i].sign, sign) != 0)
			continue;
		err = reading_flush(reading);
		reading->table &= line_kinds[i].read == line_row;
		if (err == LENS_OK)
			err = line_kinds[i].read(reading, line + sign,
						 size - sign);
		return err;
	}
	reading->table = false;
	if (blank)
		return reading_flush(reading);
	err = LENS_OK;
	if (reading->paragraph.size > 0)
		err = base_buffer_add_text(&reading->paragraph, " ");
	if (err == LENS_OK)
		err = base_buffer_add(&reading->paragraph, line, size);
	return err;
}

/* ---- Tables ---- */

/* Whether no row below the head has anything in the column. */
static bool column_is_empty(const struct letter_block *head,
			    const struct letter_block *end, unsigned column)
{
	for (const struct letter_block *row = head + 1;
	     row < end && row->kind == LETTER_ROW; row++)
		if (column < row->count && row->cells[column][0] != '\0')
			return false;
	return true;
}

static void column_drop(struct letter_block *block, unsigned column)
{
	if (column >= block->count)
		return;
	free(block->cells[column]);
	block->count--;
	memmove(block->cells + column, block->cells + column + 1,
		(block->count - column) * sizeof(*block->cells));
}

/* What is known of no picture needs no column. */
static void blocks_narrow(struct letter *letter)
{
	struct letter_block *end = letter->blocks + letter->count;

	for (struct letter_block *head = letter->blocks; head < end; head++) {
		if (head->kind != LETTER_HEAD)
			continue;
		/* The first column says which row it is. */
		for (unsigned column = head->count; column-- > 1;) {
			if (!column_is_empty(head, end, column))
				continue;
			column_drop(head, column);
			for (struct letter_block *row = head + 1;
			     row < end && row->kind == LETTER_ROW; row++)
				column_drop(row, column);
		}
	}
}

enum lens_err blocks_read(const char *text, struct letter_fault *fault,
			  struct letter *out)
{
	struct reading reading = {.letter = out, .fault = fault, .id = ""};
	enum lens_err err = LENS_OK;

	base_buffer_init(&reading.paragraph, LETTER_TEXT_MAX);
	out->blocks = base_alloc(BLOCKS_MAX, sizeof(*out->blocks));
	while (*text != '\0' && err == LENS_OK) {
		size_t size = strcspn(text, "\n"), blank = size;

		while (blank > 0 && text[blank - 1] == ' ')
			blank--;
		err = reading_line(&reading, text, blank);
		text += text[size] == '\n' ? size + 1 : size;
	}
	if (err == LENS_OK)
		err = reading_flush(&reading);
	base_buffer_free(&reading.paragraph);
	blocks_narrow(out);
	if (err == LENS_OK && (out->subject == NULL || out->count == 0))
		err = reading_wrong(&reading, "it has no subject or no text");
	return err;
}
