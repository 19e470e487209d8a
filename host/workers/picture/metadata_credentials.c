/*
 * metadata_credentials.c: words of a signed history (C2PA 2.1): names, titles
 * and sources under their keys, in JSON and in CBOR alike (RFC 8949, 3).
 */
#include <string.h>

#include "metadata_facts.h"

#define CREDENTIALS_MATCHES_MAX 64 /* of one key */
#define CREDENTIALS_AI "trainedAlgorithmicMedia"

static const struct {
	const char *key;
	enum ipc_finding_kind kind;
} credentials_keys[] = {
    {"\"name\"", IPC_FINDING_AUTHOR}, /* of persons, in schema.org's JSON */
    {"dc:title", IPC_FINDING_FILE_NAMES},
    {"dc:creator", IPC_FINDING_AUTHOR},
    {"copyrightNotice", IPC_FINDING_COPYRIGHT},
    {"claim_generator", IPC_FINDING_SOFTWARE},
    {"softwareAgent", IPC_FINDING_SOFTWARE},
    {"EXIF:GPSLatitude", IPC_FINDING_GPS},
    {"EXIF:GPSLongitude", IPC_FINDING_GPS},
    {"exif:GPSLatitude", IPC_FINDING_GPS},
    {"exif:GPSLongitude", IPC_FINDING_GPS},
};

/* The signs of JSON between a key and its string, in their order. */
static struct base_view credentials_json(struct base_view rest)
{
	static const char signs[] = "\":[\"";
	bool colon = false;
	size_t at = 0;

	for (size_t i = 0; signs[i] != '\0'; i++) {
		while (at < rest.size &&
		       memchr(" \t\r\n", rest.data[at], 4) != NULL)
			at++;
		if (at == rest.size || rest.data[at] != signs[i])
			continue;
		colon |= signs[i] == ':';
		at++;
	}
	if (!colon || rest.data[at - 1] != '"')
		return (struct base_view){0};
	rest = base_view_part(rest, at, rest.size - at);
	if (rest.size > 0 && memchr(rest.data, '"', rest.size) != NULL)
		rest.size = (size_t)((const uint8_t *)memchr(rest.data, '"',
							     rest.size) -
				     rest.data);
	return rest;
}

/* A text of CBOR: its length in the first byte, or in the next one or two. */
static struct base_view credentials_cbor(struct base_view rest)
{
	uint8_t first = rest.size > 0 ? rest.data[0] : 0;
	size_t size = first & 31, head = 1;

	if (first >> 5 != 3)
		return (struct base_view){0};
	if (size == 24 && rest.size > 1) {
		size = rest.data[1];
		head = 2;
	} else if (size == 25 && rest.size > 2) {
		size = (size_t)rest.data[1] << 8 | rest.data[2];
		head = 3;
	} else if (size > 23) {
		return (struct base_view){0};
	}
	return base_view_part(rest, head, size);
}

static void credentials_key(struct base_view bytes, const char *key,
			    enum ipc_finding_kind kind,
			    struct ipc_picture *picture)
{
	size_t length = strlen(key), at = 0;

	for (unsigned i = 0; i < CREDENTIALS_MATCHES_MAX; i++) {
		const uint8_t *found =
		    memmem(bytes.data + at, bytes.size - at, key, length);
		struct base_view rest, value;

		if (found == NULL)
			return;
		at = (size_t)(found - bytes.data) + length;
		rest = base_view_part(bytes, at, bytes.size - at);
		value = credentials_cbor(rest);
		if (value.size == 0)
			value = credentials_json(rest);
		metadata_add(picture, kind, value);
	}
}

void metadata_find_credentials(struct base_view bytes,
			       struct ipc_picture *picture)
{
	metadata_add(picture, IPC_FINDING_CONTENT_CREDENTIALS,
		     base_view_of(METADATA_CREDENTIALS_INSIDE));
	if (bytes.size == 0)
		return;
	if (memmem(bytes.data, bytes.size, CREDENTIALS_AI,
		   strlen(CREDENTIALS_AI)) != NULL)
		metadata_add(picture, IPC_FINDING_AI_SOURCE,
			     base_view_of(CREDENTIALS_AI));
	for (size_t i = 0;
	     i < sizeof(credentials_keys) / sizeof(*credentials_keys); i++)
		credentials_key(bytes, credentials_keys[i].key,
				credentials_keys[i].kind, picture);
}
