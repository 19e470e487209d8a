/*
 * least_cost.c: loaded before libsodium (LD_PRELOAD), a passphrase costs the
 * least that there is.  Who is let in is the same at any cost; the one that is
 * shipped is asked for in test_keys.c, and paid in the tests of the command
 * line and of both browsers.
 */
#include <sodium.h>

int crypto_pwhash(unsigned char *out, unsigned long long out_size,
		  const char *secret, unsigned long long secret_size,
		  const unsigned char *salt, unsigned long long operations,
		  size_t memory, int algorithm)
{
	(void)operations;
	(void)memory;
	return crypto_pwhash_argon2id(out, out_size, secret, secret_size, salt,
				      crypto_pwhash_OPSLIMIT_MIN,
				      crypto_pwhash_MEMLIMIT_MIN, algorithm);
}
