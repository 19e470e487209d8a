/* minisign.c: keys and signatures in the form that minisign gave them. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include <lenscap/signature.h>

#define MINISIGN_COMMENT "untrusted comment: "
#define MINISIGN_TRUSTED "trusted comment: "
#define MINISIGN_WORD_MAX                                                      \
	256 /* bytes that the longest base64 here stands for                   \
	     */
#define MINISIGN_MEMORY_MAX (1ull << 30)
#define MINISIGN_WORK_MAX (1ull << 26)

/* Ed25519, of the bytes themselves (keys) or of their BLAKE2b-512. */
static const uint8_t minisign_plain[2] = {'E', 'd'};
static const uint8_t minisign_hashed[2] = {'E', 'D'};

/* The file of a secret key; what follows salt and limits may be sealed. */
enum {
	SECRET_WAY = 2,	    /* "Sc" for scrypt, or zero */
	SECRET_CHECK = 4,   /* "B2" for BLAKE2b */
	SECRET_SALT = 6,    /* 32 bytes */
	SECRET_WORK = 38,   /* 64 bits */
	SECRET_MEMORY = 46, /* 64 bits */
	SECRET_ID = 54,	    /* from here on sealed */
	SECRET_KEY = 62,
	SECRET_SUM = 126,
	SECRET_SIZE = 158
};

enum lens_err signature_init(void)
{
	return sodium_init() >= 0 ? LENS_OK : LENS_SYSTEM;
}

/* ---- Lines ---- */

/* The next line of *text, without its end; data NULL when there is none. */
static struct base_view minisign_line(struct base_view *text)
{
	struct base_view line = {NULL, 0};
	const uint8_t *end;

	if (text->size == 0)
		return line;
	end = memchr(text->data, '\n', text->size);
	line.data = text->data;
	line.size = end != NULL ? (size_t)(end - text->data) : text->size;
	text->data += line.size + (end != NULL);
	text->size -= line.size + (end != NULL);
	if (line.size > 0 && line.data[line.size - 1] == '\r')
		line.size--;
	return line;
}

/* Exactly size bytes from a line of base64. */
static bool minisign_word(struct base_view line, uint8_t *out, size_t size)
{
	struct base_buffer bytes;
	bool good;

	base_buffer_init(&bytes, MINISIGN_WORD_MAX);
	good = line.data != NULL && base_unbase64(line, &bytes) == LENS_OK &&
	       bytes.size == size;
	if (good)
		memcpy(out, bytes.data, size);
	base_buffer_wipe(&bytes);
	return good;
}

static bool minisign_starts(struct base_view line, const char *word)
{
	return base_view_starts(line, word, strlen(word));
}

/* ---- Public keys ---- */

void signature_pair(struct signature_public *public,
		    struct signature_secret *secret)
{
	randombytes_buf(secret->id, sizeof(secret->id));
	crypto_sign_ed25519_keypair(public->key, secret->key);
	memcpy(public->id, secret->id, sizeof(public->id));
}

void signature_forget(struct signature_secret *secret)
{
	sodium_memzero(secret, sizeof(*secret));
}

enum lens_err signature_public_read(struct base_view text,
				    struct signature_public *out)
{
	struct base_view line = minisign_line(&text);
	uint8_t bytes[42];

	if (line.data != NULL && minisign_starts(line, MINISIGN_COMMENT))
		line = minisign_line(&text);
	if (!minisign_word(line, bytes, sizeof(bytes)) ||
	    memcmp(bytes, minisign_plain, 2) != 0)
		return LENS_MALFORMED;
	memcpy(out->id, bytes + 2, sizeof(out->id));
	memcpy(out->key, bytes + 10, sizeof(out->key));
	return LENS_OK;
}

void signature_public_text(const struct signature_public *key,
			   char out[SIGNATURE_KEY_TEXT])
{
	uint8_t bytes[42];

	memcpy(bytes, minisign_plain, 2);
	memcpy(bytes + 2, key->id, sizeof(key->id));
	memcpy(bytes + 10, key->key, sizeof(key->key));
	base_base64(out, bytes, sizeof(bytes));
}

void signature_id_text(const uint8_t id[8], char out[SIGNATURE_ID_TEXT])
{
	snprintf(out, SIGNATURE_ID_TEXT, "%016llX",
		 (unsigned long long)base_get_u64(id));
}

bool signature_same_key(const struct signature_public *a,
			const struct signature_public *b)
{
	return memcmp(a->id, b->id, sizeof(a->id)) == 0 &&
	       memcmp(a->key, b->key, sizeof(a->key)) == 0;
}

/* ---- Secret keys ---- */

/* The sum that tells a right passphrase from a wrong one. */
static void minisign_sum(const uint8_t bytes[SECRET_SIZE], uint8_t out[32])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, 32);
	crypto_generichash_update(&state, bytes, 2);
	crypto_generichash_update(&state, bytes + SECRET_ID,
				  SECRET_SUM - SECRET_ID);
	crypto_generichash_final(&state, out, 32);
}

/* Seal, or open, what lies behind the limits: the same act. */
static enum lens_err minisign_seal(uint8_t bytes[SECRET_SIZE],
				   const char *passphrase)
{
	uint8_t stream[SECRET_SIZE - SECRET_ID];
	uint64_t work = base_get_u64(bytes + SECRET_WORK);
	uint64_t memory = base_get_u64(bytes + SECRET_MEMORY);
	int done;

	if (work > MINISIGN_WORK_MAX || memory > MINISIGN_MEMORY_MAX)
		return LENS_TOO_BIG;
	done = crypto_pwhash_scryptsalsa208sha256(
	    stream, sizeof(stream), passphrase, strlen(passphrase),
	    bytes + SECRET_SALT, work, (size_t)memory);
	for (size_t i = 0; i < sizeof(stream) && done == 0; i++)
		bytes[SECRET_ID + i] ^= stream[i];
	sodium_memzero(stream, sizeof(stream));
	return done == 0 ? LENS_OK : LENS_SYSTEM;
}

/* A key that is not sealed has no sum; its second half follows from the first.
 */
static bool minisign_is_pair(const uint8_t key[64])
{
	uint8_t public[32], secret[64];
	bool same;

	crypto_sign_ed25519_seed_keypair(public, secret, key);
	same = sodium_memcmp(secret, key, sizeof(secret)) == 0;
	sodium_memzero(secret, sizeof(secret));
	return same;
}

/* Open it where it is sealed. */
static enum lens_err minisign_open(uint8_t bytes[SECRET_SIZE],
				   const char *passphrase)
{
	static const uint8_t none[2] = {0, 0};
	bool sealed = memcmp(bytes + SECRET_WAY, "Sc", 2) == 0;
	uint8_t sum[32];
	enum lens_err err = LENS_OK;

	if (memcmp(bytes, minisign_plain, 2) != 0 ||
	    memcmp(bytes + SECRET_CHECK, "B2", 2) != 0 ||
	    (!sealed && memcmp(bytes + SECRET_WAY, none, 2) != 0))
		return LENS_MALFORMED;
	if (sealed && passphrase == NULL)
		return LENS_LOCKED;
	if (sealed)
		err = minisign_seal(bytes, passphrase);
	if (err != LENS_OK)
		return err;
	if (!sealed)
		return minisign_is_pair(bytes + SECRET_KEY) ? LENS_OK
							    : LENS_MALFORMED;
	minisign_sum(bytes, sum);
	return sodium_memcmp(sum, bytes + SECRET_SUM, sizeof(sum)) == 0
		   ? LENS_OK
		   : LENS_LOCKED;
}

enum lens_err signature_secret_read(struct base_view text,
				    const char *passphrase,
				    struct signature_secret *out)
{
	struct base_view line = minisign_line(&text);
	uint8_t bytes[SECRET_SIZE];
	enum lens_err err = LENS_MALFORMED;

	if (line.data != NULL && minisign_starts(line, MINISIGN_COMMENT))
		line = minisign_line(&text);
	if (minisign_word(line, bytes, sizeof(bytes)))
		err = minisign_open(bytes, passphrase);
	if (err == LENS_OK) {
		memcpy(out->id, bytes + SECRET_ID, sizeof(out->id));
		memcpy(out->key, bytes + SECRET_KEY, sizeof(out->key));
	}
	sodium_memzero(bytes, sizeof(bytes));
	return err;
}

enum lens_err signature_secret_text(const struct signature_secret *secret,
				    const char *passphrase,
				    struct base_buffer *out)
{
	uint8_t bytes[SECRET_SIZE] = {0};
	char word[BASE_BASE64_SIZE(SECRET_SIZE)];
	enum lens_err err = LENS_OK;

	memcpy(bytes, minisign_plain, 2);
	memcpy(bytes + SECRET_CHECK, "B2", 2);
	memcpy(bytes + SECRET_ID, secret->id, sizeof(secret->id));
	memcpy(bytes + SECRET_KEY, secret->key, sizeof(secret->key));
	if (passphrase != NULL) {
		minisign_sum(bytes, bytes + SECRET_SUM);
		memcpy(bytes + SECRET_WAY, "Sc", 2);
		randombytes_buf(bytes + SECRET_SALT, 32);
		base_put_u64(
		    bytes + SECRET_WORK,
		    crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE / 16);
		base_put_u64(
		    bytes + SECRET_MEMORY,
		    crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE / 16);
		err = minisign_seal(bytes, passphrase);
	}
	base_base64(word, bytes, sizeof(bytes));
	if (err == LENS_OK)
		err = base_buffer_add_text(out, MINISIGN_COMMENT
					   "minisign encrypted secret key\n");
	if (err == LENS_OK)
		err = base_buffer_add_text(out, word);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, "\n");
	sodium_memzero(word, sizeof(word));
	sodium_memzero(bytes, sizeof(bytes));
	return err;
}

/* ---- Signatures ---- */

/* A signature and the comment that is signed with it. */
struct minisign_signed {
	uint8_t both[crypto_sign_BYTES + SIGNATURE_COMMENT];
	size_t size;
};

static bool minisign_join(struct minisign_signed *out,
			  const uint8_t signature[crypto_sign_BYTES],
			  struct base_view comment)
{
	if (comment.size >= SIGNATURE_COMMENT)
		return false;
	memcpy(out->both, signature, crypto_sign_BYTES);
	if (comment.size > 0)
		memcpy(out->both + crypto_sign_BYTES, comment.data,
		       comment.size);
	out->size = crypto_sign_BYTES + comment.size;
	return true;
}

static void minisign_hash(struct base_view bytes, uint8_t out[64])
{
	crypto_generichash(out, 64, bytes.data, bytes.size, NULL, 0);
}

static enum lens_err minisign_write(struct base_buffer *out, const char *begin,
				    const char *text)
{
	enum lens_err err = base_buffer_add_text(out, begin);

	if (err == LENS_OK)
		err = base_buffer_add_text(out, text);
	return err == LENS_OK ? base_buffer_add_text(out, "\n") : err;
}

enum lens_err signature_make(struct base_view bytes,
			     const struct signature_secret *secret,
			     const char *comment, struct base_buffer *out)
{
	uint8_t hash[64], first[2 + 8 + crypto_sign_BYTES];
	uint8_t second[crypto_sign_BYTES];
	char one[BASE_BASE64_SIZE(sizeof(first))];
	char two[BASE_BASE64_SIZE(sizeof(second))];
	struct minisign_signed both;
	enum lens_err err;

	minisign_hash(bytes, hash);
	memcpy(first, minisign_hashed, 2);
	memcpy(first + 2, secret->id, sizeof(secret->id));
	crypto_sign_detached(first + 10, NULL, hash, sizeof(hash), secret->key);
	if (!base_is_printable(base_view_of(comment)) ||
	    !minisign_join(&both, first + 10, base_view_of(comment)))
		return LENS_MALFORMED;
	crypto_sign_detached(second, NULL, both.both, both.size, secret->key);
	base_base64(one, first, sizeof(first));
	base_base64(two, second, sizeof(second));
	err = minisign_write(out, MINISIGN_COMMENT,
			     "signature from a minisign secret key");
	if (err == LENS_OK)
		err = minisign_write(out, "", one);
	if (err == LENS_OK)
		err = minisign_write(out, MINISIGN_TRUSTED, comment);
	return err == LENS_OK ? minisign_write(out, "", two) : err;
}

/* What a signature's file has, taken apart. */
struct minisign_parts {
	uint8_t first[2 + 8 + crypto_sign_BYTES], second[crypto_sign_BYTES];
	struct base_view comment;
};

static bool minisign_parts(struct base_view text, struct minisign_parts *out)
{
	struct base_view line = minisign_line(&text);

	if (line.data == NULL || !minisign_starts(line, MINISIGN_COMMENT) ||
	    !minisign_word(minisign_line(&text), out->first,
			   sizeof(out->first)))
		return false;
	line = minisign_line(&text);
	if (line.data == NULL || !minisign_starts(line, MINISIGN_TRUSTED))
		return false;
	out->comment = base_view_part(line, strlen(MINISIGN_TRUSTED),
				      line.size - strlen(MINISIGN_TRUSTED));
	return minisign_word(minisign_line(&text), out->second,
			     sizeof(out->second)) &&
	       text.size == 0;
}

enum lens_err signature_check(struct base_view bytes, struct base_view text,
			      const struct signature_public *key, uint8_t id[8],
			      char comment[SIGNATURE_COMMENT])
{
	struct minisign_parts parts;
	struct minisign_signed both;
	uint8_t hash[64];

	comment[0] = '\0';
	if (!minisign_parts(text, &parts) ||
	    memcmp(parts.first, minisign_hashed, 2) != 0 ||
	    !minisign_join(&both, parts.first + 10, parts.comment))
		return LENS_MALFORMED;
	memcpy(id, parts.first + 2, 8);
	if (memcmp(id, key->id, sizeof(key->id)) != 0)
		return LENS_NOT_FOUND;
	minisign_hash(bytes, hash);
	if (crypto_sign_verify_detached(parts.first + 10, hash, sizeof(hash),
					key->key) != 0 ||
	    crypto_sign_verify_detached(parts.second, both.both, both.size,
					key->key) != 0)
		return LENS_DENIED;
	base_printable(comment, SIGNATURE_COMMENT, parts.comment);
	return LENS_OK;
}
