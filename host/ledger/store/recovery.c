/*
 * recovery.c: a key for document.  160 random bits and 20 of a hash over them,
 * in Crockford's base32 (https://www.crockford.com/base32.html), which has no
 * I, L, O and U; nine groups of four characters.
 */
#include <sodium.h>
#include <string.h>

#include "fault.h"
#include "key.h"

#define RECOVERY_BYTES 20 /* of the key */
#define RECOVERY_KEY 32	  /* its characters */
#define RECOVERY_ALL 36	  /* with the check's */
#define RECOVERY_GROUP 4

static const char recovery_digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The value of a typed character; -1 for none.  What looks alike is alike. */
static int recovery_value(char c)
{
	const char *found;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	found = c == '\0' ? NULL : strchr(recovery_digits, c);
	return found ? (int)(found - recovery_digits) : -1;
}

/* Four check characters, 20 bits of a hash of the key. */
static void recovery_check(const uint8_t key[RECOVERY_BYTES],
			   uint8_t out[RECOVERY_GROUP])
{
	uint8_t hash[KEY_SIZE];
	uint32_t bits;

	crypto_generichash(hash, sizeof(hash), key, RECOVERY_BYTES, NULL, 0);
	bits = base_get_u32(hash);
	for (unsigned i = 0; i < RECOVERY_GROUP; i++)
		out[i] = bits >> 5 * i & 31;
	sodium_memzero(hash, sizeof(hash));
}

/* Eight characters are five bytes. */
static void recovery_pack(const uint8_t values[RECOVERY_KEY],
			  uint8_t key[RECOVERY_BYTES])
{
	for (unsigned i = 0; i < RECOVERY_BYTES / 5; i++) {
		uint64_t bits = 0;

		for (unsigned k = 0; k < 8; k++)
			bits = bits << 5 | values[8 * i + k];
		for (unsigned k = 0; k < 5; k++)
			key[5 * i + k] = (uint8_t)(bits >> 8 * (4 - k));
	}
}

static void recovery_unpack(const uint8_t key[RECOVERY_BYTES],
			    uint8_t values[RECOVERY_KEY])
{
	for (unsigned i = 0; i < RECOVERY_BYTES / 5; i++) {
		uint64_t bits = 0;

		for (unsigned k = 0; k < 5; k++)
			bits = bits << 8 | key[5 * i + k];
		for (unsigned k = 0; k < 8; k++)
			values[8 * i + k] = bits >> 5 * (7 - k) & 31;
	}
}

enum lens_err ledger_secret_recovery_new(char text[LEDGER_RECOVERY_TEXT],
					 struct ledger_fault *fault,
					 struct ledger_secret **out)
{
	uint8_t values[RECOVERY_ALL];
	char *end = text;
	enum lens_err err = key_secret_new(LEDGER_SLOT_RECOVERY, fault, out);

	*text = '\0';
	if (err != LENS_OK)
		return err;
	(*out)->size = RECOVERY_BYTES;
	randombytes_buf((*out)->bytes, RECOVERY_BYTES);
	recovery_unpack((*out)->bytes, values);
	recovery_check((*out)->bytes, values + RECOVERY_KEY);
	for (unsigned i = 0; i < RECOVERY_ALL; i++) {
		if (i > 0 && i % RECOVERY_GROUP == 0)
			*end++ = '-';
		*end++ = recovery_digits[values[i]];
	}
	*end = '\0';
	sodium_memzero(values, sizeof(values));
	return LENS_OK;
}

static bool recovery_is_gap(uint8_t byte)
{
	return byte == '-' || byte == ' ' || byte == '\t' || byte == '\n' ||
	       byte == '\r';
}

/* The values of what was typed, without gaps; counts them all. */
static enum lens_err recovery_type(struct base_view text,
				   uint8_t values[RECOVERY_ALL],
				   struct ledger_fault *fault)
{
	unsigned count = 0;

	for (size_t i = 0; i < text.size; i++) {
		int value;

		if (recovery_is_gap(text.data[i]))
			continue;
		value = recovery_value((char)text.data[i]);
		if (value < 0)
			return fault_say(fault, LEDGER_FAULT_TYPED,
					 "A character in group %u of the "
					 "recovery key is none that it uses.",
					 count / RECOVERY_GROUP + 1);
		if (count < RECOVERY_ALL)
			values[count] = (uint8_t)value;
		count++;
	}
	if (count == RECOVERY_ALL)
		return LENS_OK;
	return fault_say(fault, LEDGER_FAULT_TYPED,
			 "A recovery key has nine groups of four characters, "
			 "%d in all; here are %u.",
			 RECOVERY_ALL, count);
}

enum lens_err ledger_secret_recovery(struct base_view text,
				     struct ledger_fault *fault,
				     struct ledger_secret **out)
{
	uint8_t values[RECOVERY_ALL], check[RECOVERY_GROUP];
	enum lens_err err;

	*out = NULL;
	err = recovery_type(text, values, fault);
	if (err == LENS_OK)
		err = key_secret_new(LEDGER_SLOT_RECOVERY, fault, out);
	if (err == LENS_OK) {
		(*out)->size = RECOVERY_BYTES;
		recovery_pack(values, (*out)->bytes);
		recovery_check((*out)->bytes, check);
		if (memcmp(check, values + RECOVERY_KEY, sizeof(check)) != 0)
			err = fault_say(fault, LEDGER_FAULT_TYPED,
					"The recovery key does not fit its own "
					"check: a character is wrong or two "
					"are swapped.");
	}
	if (err != LENS_OK) {
		ledger_secret_free(*out);
		*out = NULL;
	}
	sodium_memzero(values, sizeof(values));
	return err;
}
