/*
 * signature.h: who published a file.  Keys and signatures are minisign's
 * (https://jedisct1.github.io/minisign/): Ed25519 over the BLAKE2b-512 of the
 * file, so that `minisign -V` accepts what is signed here, and the reverse.
 */
#ifndef LENSCAP_SIGNATURE_H
#define LENSCAP_SIGNATURE_H

#include <lenscap/base.h>

#define SIGNATURE_KEY_TEXT 57	   /* a public key as one word, with its end */
#define SIGNATURE_ID_TEXT 17	   /* its number, as minisign prints it */
#define SIGNATURE_COMMENT 512	   /* the comment that is signed, likewise */
#define SIGNATURE_TEXT_MAX 4096u   /* bytes of a file of a key or a signature */
#define SIGNATURE_SECRET_TEXT 512u /* bytes of a secret key as text */

struct signature_public {
	uint8_t id[8], key[32];
};

/* To be wiped with signature_forget(). */
struct signature_secret {
	uint8_t id[8], key[64];
};

/* Before anything else here; LENS_SYSTEM where there is no chance to be had. */
LENS_MUST enum lens_err signature_init(void);

/* A fresh pair. */
void signature_pair(struct signature_public *public,
		    struct signature_secret *secret);
void signature_forget(struct signature_secret *secret);

/*
 * A public key: the file that minisign writes, or its second line alone.
 * LENS_MALFORMED for anything else.
 */
LENS_MUST enum lens_err signature_public_read(struct base_view text,
					      struct signature_public *out);
void signature_public_text(const struct signature_public *key,
			   char out[SIGNATURE_KEY_TEXT]);
void signature_id_text(const uint8_t id[8], char out[SIGNATURE_ID_TEXT]);
bool signature_same_key(const struct signature_public *a,
			const struct signature_public *b);

/*
 * A secret key as minisign's file has it.  LENS_LOCKED: it is sealed, and
 * passphrase is NULL or not its own; LENS_TOO_BIG: to open it would take more
 * memory than 1 GB; LENS_MALFORMED: it is none.
 */
LENS_MUST enum lens_err signature_secret_read(struct base_view text,
					      const char *passphrase,
					      struct signature_secret *out);

/*
 * The file of a secret key, appended to out; with a passphrase sealed by
 * scrypt as minisign does it, which takes a second and 64 MB.  LENS_SYSTEM
 * without that memory.
 */
LENS_MUST enum lens_err
signature_secret_text(const struct signature_secret *secret,
		      const char *passphrase, struct base_buffer *out);

/* The file of a signature, appended to out; comment is one line. */
LENS_MUST enum lens_err signature_make(struct base_view bytes,
				       const struct signature_secret *secret,
				       const char *comment,
				       struct base_buffer *out);

/*
 * Hold bytes to a signature.  LENS_MALFORMED: it is no signature;
 * LENS_NOT_FOUND: another key made it, whose number is in id; LENS_DENIED: it
 * is this key's, and the bytes, or the comment, are not what was signed.
 */
LENS_MUST enum lens_err signature_check(struct base_view bytes,
					struct base_view text,
					const struct signature_public *key,
					uint8_t id[8],
					char comment[SIGNATURE_COMMENT]);

#endif
