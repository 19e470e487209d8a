/* metadata_salt.c: a salt for Expat where there is no randomness. */
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>

#include "metadata_salt.h"

void metadata_salt(XML_Parser parser)
{
	uint8_t salt[16] = {1}; /* nothing but zeros would mean none */
	const void *random = (const void *)getauxval(AT_RANDOM);

	if (random != NULL)
		memcpy(salt, random, sizeof(salt));
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 8
	(void)XML_SetHashSalt16Bytes(parser, salt);
#else
	unsigned long word;

	memcpy(&word, salt, sizeof(word));
	(void)XML_SetHashSalt(parser, word | 1);
#endif
}
