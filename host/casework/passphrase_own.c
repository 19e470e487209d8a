/*
 * passphrase_own.c: what whoever knows a person would try first: the words of
 * what the ledger knows of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>

#include "passphrase.h"

#define OWN_MOST 8192 /* bytes of all words */

static bool own_is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static void own_add(struct base_buffer *words, const char *word, size_t size)
{
	if (base_buffer_add(words, word, size) == LENS_OK)
		(void)!base_buffer_add(words, "\n", 1);
}

/* "Jasmin Müller" and "+49 170 12": each of their parts. */
static void own_parts(struct base_buffer *words, const char *value)
{
	while (*value != '\0') {
		size_t size = 0;

		while (own_is_word(value[size]))
			size++;
		if (size > 0)
			own_add(words, value, size);
		value += size + (value[size] != '\0');
	}
}

/* All digits of a number, however it was divided. */
static void own_digits(struct base_buffer *words, const char *value)
{
	char digits[CASEWORK_ME_MAX + 1];
	size_t size = 0;

	for (; *value != '\0' && size < CASEWORK_ME_MAX; value++)
		if (*value >= '0' && *value <= '9')
			digits[size++] = *value;
	own_add(words, digits, size);
	explicit_bzero(digits, sizeof(digits));
}

/* "1990-05-17" as 17051990, 051790 and the like. */
static void own_birth(struct base_buffer *words, const char *value)
{
	static const char *const orders[] = {"dmY", "mdY", "Ymd", "dmy",
					     "mdy", "ymd", "dm",  "md"};
	char text[9];

	if (strlen(value) != strlen("1990-05-17"))
		return;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		size_t size = 0;

		for (const char *part = orders[i]; *part != '\0'; part++) {
			size_t from = *part == 'Y'   ? 0
				      : *part == 'y' ? 2
				      : *part == 'm' ? 5
						     : 8;
			size_t length = *part == 'Y' ? 4 : 2;

			memcpy(text + size, value + from, length);
			size += length;
		}
		own_add(words, text, size);
	}
	explicit_bzero(text, sizeof(text));
}

char *passphrase_own(const struct casework_me *me)
{
	const char *const values[] = {
	    me->name,  me->email,  me->address, me->former,   me->birth,
	    me->phone, me->handle, me->emails,	me->customer, me->letterhead};
	struct base_buffer words;
	char *text;

	base_buffer_init(&words, OWN_MOST);
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		own_parts(&words, values[i]);
	own_digits(&words, me->phone);
	own_birth(&words, me->birth);
	text = base_format("%.*s", (int)words.size,
			   words.size > 0 ? (const char *)words.data : "");
	if (words.size > 0)
		explicit_bzero(words.data, words.size);
	base_buffer_free(&words);
	return text;
}
