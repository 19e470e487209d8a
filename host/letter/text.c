/* text.c: a letter as plain text, for mails and forms. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/letter.h>

#define TEXT_INDENT 4

/* Characters, for a column each: what a mail shows is near enough. */
static size_t text_width(const char *text, size_t size)
{
	size_t width = 0;

	for (size_t i = 0; i < size; i++)
		width += ((uint8_t)text[i] & 0xc0) != 0x80;
	return width;
}

static enum lens_err text_spaces(struct base_buffer *out, unsigned count)
{
	enum lens_err err = LENS_OK;

	while (count-- > 0 && err == LENS_OK)
		err = base_buffer_add_text(out, " ");
	return err;
}

/* Words over lines; the first line begins at column at, others at indent. */
static enum lens_err text_wrap(struct base_buffer *out, const char *text,
			       unsigned width, unsigned indent, size_t at)
{
	enum lens_err err = LENS_OK;
	bool first = true;

	while (*text != '\0' && err == LENS_OK) {
		size_t size = strcspn(text, " ");
		size_t word = text_width(text, size);

		if (!first && width > 0 && at + 1 + word > width) {
			err = base_buffer_add_text(out, "\n");
			if (err == LENS_OK)
				err = text_spaces(out, indent);
			at = indent;
		} else if (!first) {
			err = base_buffer_add_text(out, " ");
			at++;
		}
		if (err == LENS_OK)
			err = base_buffer_add(out, text, size);
		at += word;
		first = false;
		text += size + strspn(text + size, " ");
	}
	return err == LENS_OK ? base_buffer_add_text(out, "\n") : err;
}

static enum lens_err text_paragraph(const struct letter_block *block,
				    unsigned width, struct base_buffer *out)
{
	enum lens_err err = text_wrap(out, block->cells[0], width, 0, 0);

	return err == LENS_OK ? base_buffer_add_text(out, "\n") : err;
}

static enum lens_err text_item(const struct letter_block *block, unsigned width,
			       struct base_buffer *out)
{
	size_t label = text_width(block->cells[0], strlen(block->cells[0]));
	enum lens_err err = base_buffer_add_text(out, block->cells[0]);

	if (err == LENS_OK)
		err = text_spaces(out, label < TEXT_INDENT
					   ? TEXT_INDENT - (unsigned)label
					   : 1);
	if (err == LENS_OK)
		err = text_wrap(out, block->cells[1], width, TEXT_INDENT,
				TEXT_INDENT);
	return err;
}

/* A row as lines: columns would not survive a mail. */
static enum lens_err text_row(const struct letter_block *head,
			      const struct letter_block *row, const char *colon,
			      unsigned width, struct base_buffer *out)
{
	enum lens_err err = LENS_OK;

	for (unsigned i = 0; i < row->count && err == LENS_OK; i++) {
		const char *name =
		    head != NULL && i < head->count ? head->cells[i] : "";
		size_t at = text_width(name, strlen(name)) +
			    text_width(colon, strlen(colon));

		if (row->cells[i][0] == '\0')
			continue;
		if (name[0] != '\0') {
			err = base_buffer_add_text(out, name);
			if (err == LENS_OK)
				err = base_buffer_add_text(out, colon);
		}
		if (err == LENS_OK)
			err = text_wrap(out, row->cells[i], width, TEXT_INDENT,
					name[0] ? at : 0);
	}
	return err == LENS_OK ? base_buffer_add_text(out, "\n") : err;
}

static enum lens_err text_sign(const struct letter_block *block, unsigned width,
			       struct base_buffer *out)
{
	return text_wrap(out, block->cells[0], width, 0, 0);
}

static enum lens_err text_page(const struct letter_block *block, unsigned width,
			       struct base_buffer *out)
{
	(void)block;
	(void)width;
	return base_buffer_add_text(out, "\n");
}

static enum lens_err text_nothing(const struct letter_block *block,
				  unsigned width, struct base_buffer *out)
{
	(void)block;
	(void)width;
	(void)out;
	return LENS_OK;
}

static enum lens_err (*const text_kinds[LETTER_BLOCKS])(
    const struct letter_block *, unsigned, struct base_buffer *) = {
    [LETTER_PARAGRAPH] = text_paragraph, [LETTER_HEADING] = text_paragraph,
    [LETTER_ITEM] = text_item,		 [LETTER_HEAD] = text_nothing,
    [LETTER_ROW] = text_nothing,	 [LETTER_PAGE] = text_page,
    [LETTER_SIGN] = text_sign,
};

enum lens_err letter_text(const struct letter *letter, unsigned width,
			  struct base_buffer *out)
{
	const struct letter_block *head = NULL;
	enum lens_err err = LENS_OK;

	for (size_t i = 0; i < letter->count && err == LENS_OK; i++) {
		const struct letter_block *block = &letter->blocks[i];
		bool ends_items = i > 0 && block->kind != LETTER_ITEM &&
				  letter->blocks[i - 1].kind == LETTER_ITEM;

		if (ends_items)
			err = base_buffer_add_text(out, "\n");
		if (block->kind == LETTER_HEAD)
			head = block;
		if (err == LENS_OK && block->kind == LETTER_ROW)
			err = text_row(head, block, letter->colon, width, out);
		else if (err == LENS_OK)
			err = text_kinds[block->kind](block, width, out);
	}
	return err;
}

/* ---- mailto: ---- */

static enum lens_err text_percent(struct base_buffer *out, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~@";
	enum lens_err err = LENS_OK;

	for (const char *c = text; *c != '\0' && err == LENS_OK; c++) {
		char hex[4] = "%";

		/* RFC 6068, 5: line breaks are %0D%0A. */
		if (*c == '\n')
			err = base_buffer_add_text(out, "%0D%0A");
		else if (strchr(plain, *c) != NULL)
			err = base_buffer_add(out, c, 1);
		else {
			base_hex(hex + 1, c, 1);
			err = base_buffer_add_text(out, hex);
		}
	}
	return err;
}

enum lens_err letter_mailto(const struct letter *letter, const char *to,
			    struct base_buffer *out)
{
	struct base_buffer body, link;
	enum lens_err err;

	base_buffer_init(&body, LETTER_TEXT_MAX);
	base_buffer_init(&link, LETTER_MAILTO_MAX);
	err = letter_text(letter, 0, &body);
	if (err == LENS_OK)
		err = base_buffer_add(&body, "", 1);
	if (err == LENS_OK)
		err = base_buffer_add_text(&link, "mailto:");
	if (err == LENS_OK)
		err = text_percent(&link, to);
	if (err == LENS_OK)
		err = base_buffer_add_text(&link, "?subject=");
	if (err == LENS_OK)
		err = text_percent(&link, letter->subject);
	if (err == LENS_OK && letter->count > 0)
		err = base_buffer_add_text(&link, "&body=");
	if (err == LENS_OK && letter->count > 0)
		err = text_percent(&link, (char *)body.data);
	if (err == LENS_OK)
		err = base_buffer_add(out, link.data, link.size);
	base_buffer_free(&link);
	base_buffer_free(&body);
	return err;
}
