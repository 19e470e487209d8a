/*
 * fuzz_pack.c: what a pack says of itself, and who signed it.  The first byte
 * chooses: a manifest; a signature of anybody's; a key; a signature that was
 * made here and changed, which must not be believed.
 */
#include <stdlib.h>
#include <string.h>

#include <lenscap/signature.h>

#include "registry/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static const struct base_view fuzz_signed = {(const uint8_t *)"words", 5};
static struct signature_secret fuzz_secret;
static struct signature_public fuzz_public;
static struct base_buffer fuzz_made;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	base_buffer_init(&fuzz_made, SIGNATURE_TEXT_MAX);
	if (signature_init() != LENS_OK)
		abort();
	signature_pair(&fuzz_public, &fuzz_secret);
	if (signature_make(fuzz_signed, &fuzz_secret, "1 2026-11-29",
			   &fuzz_made) != LENS_OK)
		abort();
	return 0;
}

static void fuzz_manifest(struct base_view text)
{
	struct registry_fault fault = {""};
	struct pack *pack;
	size_t length = 0;

	if (pack_read(text, &fault, &pack) != LENS_OK) {
		if (pack != NULL || fault.sentence[0] == '\0')
			abort();
		return;
	}
	if (pack->public.name[0] == '\0' ||
	    strpbrk(pack->public.name, "/.\n ") != NULL ||
	    strlen(pack->public.made) != 10)
		abort();
	for (size_t i = 0; i < pack->public.withdrawal_count; i++)
		length += strlen(pack->public.withdrawals[i].slug);
	for (size_t i = 0; i < pack->public.preset_count; i++)
		length += strlen(pack->public.preset[i]);
	for (size_t i = 0; i < pack->public.introduction_count; i++)
		length += strlen(pack->public.introductions[i].text);
	if (length > text.size)
		abort();
	pack_free(pack);
}

static void fuzz_signature(struct base_view text)
{
	char comment[SIGNATURE_COMMENT];
	uint8_t id[8];

	if (signature_check(fuzz_signed, text, &fuzz_public, id, comment) ==
	    LENS_OK)
		abort(); /* the key is made anew for each process */
}

static void fuzz_key(struct base_view text)
{
	char word[SIGNATURE_KEY_TEXT];
	struct signature_public key, again;
	struct signature_secret secret;

	if (signature_public_read(text, &key) == LENS_OK) {
		signature_public_text(&key, word);
		if (signature_public_read(base_view_of(word), &again) !=
			LENS_OK ||
		    !signature_same_key(&key, &again))
			abort();
	}
	/* Without a passphrase nothing costs a second. */
	if (signature_secret_read(text, NULL, &secret) == LENS_OK)
		signature_forget(&secret);
}

/* Pairs of bytes: where, and what is put there. */
static void fuzz_changed(struct base_view changes)
{
	uint8_t text[SIGNATURE_TEXT_MAX], id[8];
	char comment[SIGNATURE_COMMENT];
	size_t first = 0, from;
	bool same;

	memcpy(text, fuzz_made.data, fuzz_made.size);
	for (size_t i = 0; i + 1 < changes.size; i += 2)
		text[(changes.data[i] + (i % 4 ? 128 : 0)) % fuzz_made.size] ^=
		    changes.data[i + 1];
	/* Only the line that is called untrusted may be another. */
	while (fuzz_made.data[first] != '\n')
		first++;
	from = first + 1;
	same = memcmp(text + from, fuzz_made.data + from,
		      fuzz_made.size - from) == 0;
	if (signature_check(fuzz_signed,
			    (struct base_view){text, fuzz_made.size},
			    &fuzz_public, id, comment) == LENS_OK &&
	    !same)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(struct base_view) = {
	    fuzz_manifest, fuzz_signature, fuzz_key, fuzz_changed};

	if (size == 0 || data[0] < '0' || data[0] > '3')
		return 0;
	readers[data[0] - '0']((struct base_view){data + 1, size - 1});
	return 0;
}
