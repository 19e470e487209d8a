/*
 * fuzz_letter.c: templates and knowledge of anybody's.  The first byte
 * chooses: a template with its context and partials, a zero byte between;
 * a rendered text, as blocks are read from it; what is known, put into the
 * letters that belong to Lenscap.
 */
#include <stdlib.h>
#include <string.h>

#include "letter/blocks.h"
#include "letter/marks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Read once: laws and letters of this tree. */
static struct law_set *fuzz_laws;
static struct letter_set *fuzz_letters;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct letter_fault fault;

	(void)argc;
	(void)argv;
	if (law_open("host/share/laws", NULL, &fuzz_laws) != LENS_OK ||
	    letter_open("host/share/letters", fuzz_laws, &fault,
			&fuzz_letters) != LENS_OK)
		abort();
	return 0;
}

/* Every way in which a letter leaves; no mark of ours stands in it. */
static void fuzz_leave(const struct letter *letter)
{
	struct base_buffer out;

	for (size_t i = 0; i < letter->count; i++)
		for (unsigned c = 0; c < letter->blocks[i].count; c++)
			if (strpbrk(letter->blocks[i].cells[c],
				    (const char[]){MARK_VALUE, MARK_BAR,
						   MARK_CITE, MARK_NOTHING,
						   '\n', '\0'}) != NULL)
				abort();
	base_buffer_init(&out, LETTER_TEXT_MAX);
	(void)!letter_text(letter, 72, &out);
	base_buffer_free(&out);
	(void)!letter_text(letter, 0, &out);
	base_buffer_free(&out);
	base_buffer_init(&out, LETTER_MAILTO_MAX);
	if (letter_mailto(letter, "a@example.org", &out) == LENS_OK &&
	    memchr(out.data, '\r', out.size) != NULL)
		abort();
	base_buffer_free(&out);
}

static void fuzz_render(char *text, size_t size)
{
	char *context = text + strlen(text);
	char *partials;
	struct letter_fault fault = {""};
	struct base_buffer out;
	enum lens_err err;

	context += context < text + size;
	partials = context + strlen(context);
	partials += partials < text + size;
	base_buffer_init(&out, 1 << 20);
	err = letter_render(text, context, partials, (size & 1) != 0, &fault,
			    &out);
	if (err == LENS_MALFORMED && fault.sentence[0] == '\0')
		abort();
	/* Without a tag a template is itself. */
	if (err == LENS_OK && strstr(text, "{{") == NULL &&
	    (out.size != strlen(text) ||
	     (out.size > 0 && memcmp(out.data, text, out.size) != 0)))
		abort();
	base_buffer_free(&out);
}

static void fuzz_blocks(const char *text)
{
	struct letter_fault fault = {""};
	struct letter letter = {.kind = NULL};

	if (blocks_read(text, &fault, &letter) == LENS_OK)
		fuzz_leave(&letter);
	letter_free(&letter);
}

static void fuzz_disclosed(void *context,
			   const struct letter_disclosure *disclosure)
{
	if (disclosure->words[0] == '\0' || disclosure->why[0] == '\0')
		abort();
	++*(unsigned *)context;
}

static void fuzz_known(const char *known)
{
	static const char *const kinds[] = {"request", "complaint",
					    "erased_but_back"};
	struct letter_fault fault;
	struct letter letter;
	unsigned count = 0;

	for (unsigned i = 0; i < LAW_LANGUAGES; i++) {
		if (letter_compose(fuzz_letters, kinds[i % 3], i, known, &fault,
				   &letter) == LENS_OK)
			fuzz_leave(&letter);
		letter_free(&letter);
	}
	(void)!letter_disclosures(known, "request", fuzz_disclosed, &count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;

	if (size == 0)
		return 0;
	text = base_alloc(size, 1);
	memcpy(text, data + 1, size - 1);
	if (data[0] % 3 == 0)
		fuzz_render(text, size - 1);
	else if (data[0] % 3 == 1)
		fuzz_blocks(text);
	else
		fuzz_known(text);
	free(text);
	return 0;
}
