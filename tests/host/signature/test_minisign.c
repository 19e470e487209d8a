/*
 * test_minisign.c: keys and signatures in minisign's form.  The vector was made
 * by minisign 0.11 ("minisign -G -W", "minisign -S -t"), not by this code.
 */
#include "test.h"

#include <lenscap/signature.h>

static const char vector_file[] = "Lenscap\n";
static const char vector_secret[] =
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAJ0rZ4bzDd0f+NS/g/DyZ/xP5acUNtP6UAChuBOFHy0f3rCpL0OQomslP"
    "Y3f8HILdNuA6EowQV6x3jj8AzgkfQOI3IVPkKjHGAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAA="
    "\n";
static const char vector_public[] =
    "RWQnStnhvMN3R8lPY3f8HILdNuA6EowQV6x3jj8AzgkfQOI3IVPkKjHG";
static const char vector_signature[] =
    "untrusted comment: signature from minisign secret key\n"
    "RUQnStnhvMN3R/W/VMyDRtZVBRcszG7IYR6REsOGhcW1I6D9hg+K51t2hA9Wlakh"
    "tZ9JukbvDfl5npJJb7vh4oVCjteZHqNtqwg="
    "\n"
    "trusted comment: made by minisign\n"
    "i/I/PKINAPQUqkmnr6d/sU0CDRliPsot8ad5GcwRd1RrNkj9Apor6uOIecYSXea3"
    "uqW2Smj2a7VKEJfbA/i2Ag=="
    "\n";

static struct signature_public public;
static struct signature_secret secret;

static int setup(void **state)
{
	(void)state;
	assert_int_equal(signature_init(), LENS_OK);
	assert_int_equal(
	    signature_public_read(base_view_of(vector_public), &public),
	    LENS_OK);
	assert_int_equal(
	    signature_secret_read(base_view_of(vector_secret), NULL, &secret),
	    LENS_OK);
	return 0;
}

static enum lens_err check(const char *file, const char *signature,
			   const struct signature_public *key)
{
	char comment[SIGNATURE_COMMENT];
	uint8_t id[8];

	return signature_check(base_view_of(file), base_view_of(signature), key,
			       id, comment);
}

TEST(accepts_what_minisign_signed)
{
	char comment[SIGNATURE_COMMENT], text[SIGNATURE_ID_TEXT];
	uint8_t id[8];

	(void)state;
	assert_int_equal(signature_check(base_view_of(vector_file),
					 base_view_of(vector_signature),
					 &public, id, comment),
			 LENS_OK);
	assert_string_equal(comment, "made by minisign");
	signature_id_text(id, text);
	assert_string_equal(text, "4777C3BCE1D94A27");
}

/* Every single letter of a signature that is changed spoils it. */
TEST(refuses_every_changed_letter)
{
	char copy[sizeof(vector_signature)];
	size_t from = strlen("untrusted comment: ");
	size_t end = strlen("untrusted comment: signature from minisign secret "
			    "key");

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(copy); i++) {
		memcpy(copy, vector_signature, sizeof(copy));
		copy[i] = copy[i] == 'A' ? 'B' : 'A';
		/* What is not trusted is not signed. */
		if (i >= from && i < end)
			assert_int_equal(check(vector_file, copy, &public),
					 LENS_OK);
		else
			assert_int_not_equal(check(vector_file, copy, &public),
					     LENS_OK);
	}
	assert_int_equal(check("Lenscap", vector_signature, &public),
			 LENS_DENIED);
	assert_int_equal(check("Lenscap\n\n", vector_signature, &public),
			 LENS_DENIED);
}

/* A signature cut anywhere, or with something behind it, is none. */
TEST(refuses_what_is_not_whole)
{
	char copy[sizeof(vector_signature) + 1];

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(vector_signature); i++) {
		memcpy(copy, vector_signature, i);
		copy[i] = '\0';
		assert_int_equal(check(vector_file, copy, &public),
				 LENS_MALFORMED);
	}
	snprintf(copy, sizeof(copy), "%sx", vector_signature);
	assert_int_equal(check(vector_file, copy, &public), LENS_MALFORMED);
}

TEST(another_key_is_named)
{
	struct signature_public other;
	struct signature_secret its;

	(void)state;
	signature_pair(&other, &its);
	assert_false(signature_same_key(&public, &other));
	assert_int_equal(check(vector_file, vector_signature, &other),
			 LENS_NOT_FOUND);
	/* Who only says to be the one. */
	memcpy(other.id, public.id, sizeof(other.id));
	assert_int_equal(check(vector_file, vector_signature, &other),
			 LENS_DENIED);
	signature_forget(&its);
}

TEST(what_is_signed_here_holds)
{
	struct base_buffer made;
	char text[SIGNATURE_KEY_TEXT];

	(void)state;
	base_buffer_init(&made, SIGNATURE_TEXT_MAX);
	assert_int_equal(signature_make(base_view_of(vector_file), &secret,
					"made by minisign", &made),
			 LENS_OK);
	/* Ed25519 has no chance in it: all but the first line is the same. */
	assert_int_equal(base_buffer_add(&made, "", 1), LENS_OK);
	assert_string_equal(strchr((char *)made.data, '\n'),
			    strchr(vector_signature, '\n'));
	base_buffer_free(&made);
	assert_int_equal(signature_make(base_view_of(vector_file), &secret,
					"two\nlines", &made),
			 LENS_MALFORMED);
	signature_public_text(&public, text);
	assert_string_equal(text, vector_public);
}

static enum lens_err reread(const struct base_buffer *file,
			    const char *passphrase)
{
	struct signature_secret again;
	enum lens_err err =
	    signature_secret_read(base_buffer_view(file), passphrase, &again);

	if (err == LENS_OK)
		assert_memory_equal(&again, &secret, sizeof(again));
	return err;
}

TEST(a_sealed_key_opens_with_its_passphrase_alone)
{
	struct base_buffer file;

	(void)state;
	base_buffer_init(&file, SIGNATURE_SECRET_TEXT);
	assert_int_equal(signature_secret_text(&secret, "right", &file),
			 LENS_OK);
	assert_int_equal(reread(&file, "right"), LENS_OK);
	assert_int_equal(reread(&file, "wrong"), LENS_LOCKED);
	assert_int_equal(reread(&file, NULL), LENS_LOCKED);
	base_buffer_free(&file);
	base_buffer_init(&file, SIGNATURE_SECRET_TEXT);
	assert_int_equal(signature_secret_text(&secret, NULL, &file), LENS_OK);
	assert_int_equal(reread(&file, NULL), LENS_OK);
	assert_int_equal(file.size, sizeof(vector_secret) - 1);
	assert_memory_equal(file.data, vector_secret, file.size);
	/* One letter of the key: its halves do not belong together any more. */
	file.data[file.size - 120] ^= 1;
	assert_int_equal(reread(&file, NULL), LENS_MALFORMED);
	file.data[file.size - 120] ^= 1;
	/* "Sx" for "Sc": a way of sealing that there is not. */
	memcpy(strstr((char *)file.data, "RWQAAEIy"), "RWRTeEIy", 8);
	assert_int_equal(reread(&file, NULL), LENS_MALFORMED);
	assert_int_equal(reread(&file, "right"), LENS_MALFORMED);
	base_buffer_wipe(&file);
}

/* The bytes of a sealed key: how it is sealed, its salt, two costs, the rest.
 */
static void sealed(struct base_buffer *out)
{
	struct base_buffer file;
	const uint8_t *line;

	base_buffer_init(&file, SIGNATURE_SECRET_TEXT);
	assert_int_equal(signature_secret_text(&secret, "p", &file), LENS_OK);
	line = (const uint8_t *)memchr(file.data, '\n', file.size) + 1;
	base_buffer_init(out, SIGNATURE_SECRET_TEXT);
	assert_int_equal(
	    base_unbase64(
		(struct base_view){line,
				   (size_t)(file.data + file.size - line) - 1},
		out),
	    LENS_OK);
	base_buffer_wipe(&file);
}

/* A sixteenth of minisign's own cost, and all of the salt by chance. */
TEST(a_key_is_sealed_at_a_cost_with_a_salt_of_its_own)
{
	struct base_buffer keys[4];
	bool first = false, last = false;

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		sealed(&keys[i]);
		assert_memory_equal(keys[i].data, "EdScB2", 6);
		assert_int_equal(base_get_u64(keys[i].data + 38),
				 33554432 / 16);
		assert_int_equal(base_get_u64(keys[i].data + 46),
				 1073741824 / 16);
		first |= keys[i].data[6] != keys[0].data[6];
		last |= keys[i].data[37] != keys[0].data[37];
	}
	assert_true(first && last);
	for (unsigned i = 0; i < 4; i++)
		base_buffer_wipe(&keys[i]);
}

TEST(refuses_what_is_no_key)
{
	static const char *const texts[] = {
	    "",
	    "RW",
	    "untrusted comment: minisign public key\n",
	    "RUQnStnhvMN3R8lPY3f8HILdNuA6EowQV6x3jj8AzgkfQOI3IVPkKjHG",
	    "RWQnStnhvMN3R8lPY3f8HILdNuA6EowQV6x3jj8AzgkfQOI3IVPkKj==",
	};
	struct signature_public key;
	struct signature_secret its;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(
		    signature_public_read(base_view_of(texts[i]), &key),
		    LENS_MALFORMED);
		assert_int_equal(
		    signature_secret_read(base_view_of(texts[i]), NULL, &its),
		    LENS_MALFORMED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(accepts_what_minisign_signed),
	    RUN(refuses_every_changed_letter),
	    RUN(refuses_what_is_not_whole),
	    RUN(another_key_is_named),
	    RUN(what_is_signed_here_holds),
	    RUN(a_sealed_key_opens_with_its_passphrase_alone),
	    RUN(a_key_is_sealed_at_a_cost_with_a_salt_of_its_own),
	    RUN(refuses_what_is_no_key),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
