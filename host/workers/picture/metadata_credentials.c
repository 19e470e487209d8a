/*
 * metadata_credentials.c: words of a signed history (C2PA 2.1): names, titles
 * and sources under their keys, in JSON and in CBOR alike (RFC 8949, 3).
 */
#include <string.h>

#include "metadata_facts.h"

#define CREDENTIALS_MATCHES_MAX 64 /* of one key */
#define CREDENTIALS_AI "trainedAlgorithmicMedia"

#define CREDENTIALS_OBJECT_MAX 65536 /* bytes of one that is looked through */
#define CREDENTIALS_OBJECTS_MAX (4u << 20) /* and of all of them in a file */

static const struct credentials_row {
	const char *key;
	enum ipc_finding_kind kind;
	bool person; /* of one in schema.org's JSON; of others words alone */
} credentials_keys[] = {
    {"\"name\"", IPC_FINDING_AUTHOR, true},
    {"dc:title", IPC_FINDING_FILE_NAMES, false},
    {"dc:creator", IPC_FINDING_AUTHOR, false},
    {"copyrightNotice", IPC_FINDING_COPYRIGHT, false},
    {"claim_generator", IPC_FINDING_SOFTWARE, false},
    {"softwareAgent", IPC_FINDING_SOFTWARE, false},
    {"EXIF:GPSLatitude", IPC_FINDING_GPS, false},
    {"EXIF:GPSLongitude", IPC_FINDING_GPS, false},
    {"exif:GPSLatitude", IPC_FINDING_GPS, false},
    {"exif:GPSLongitude", IPC_FINDING_GPS, false},
};

/* ---- JSON ---- */

/* Where a string ends whose first letter is at at: its quotes, or the end. */
static size_t credentials_end(struct base_view bytes, size_t at)
{
	while (at < bytes.size && bytes.data[at] != '"')
		at += bytes.data[at] == '\\' ? 2 : 1;
	return at < bytes.size ? at : bytes.size;
}

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
	return base_view_part(rest, at, credentials_end(rest, at) - at);
}

/* Where the object begins that a place is in; the place itself: in none. */
static size_t credentials_object(struct base_view bytes, size_t place)
{
	unsigned within = 0;
	bool text = false;

	for (size_t at = place; at > 0 && place - at < CREDENTIALS_OBJECT_MAX;
	     at--) {
		uint8_t c = bytes.data[at - 1];

		if (c == '"' && (at < 2 || bytes.data[at - 2] != '\\'))
			text = !text;
		else if (c == '}' && !text)
			within++;
		else if (c == '{' && !text && within-- == 0)
			return at - 1;
	}
	return place;
}

/* Whether the object around a place says that it is a person; too far into a
 * hostile file nothing is. */
static bool credentials_is_person(struct base_view bytes, size_t place,
				  size_t *looked)
{
	static const char key[] = "\"@type", person[] = "Person";
	struct base_view object;
	unsigned within = 0;
	size_t from;

	if (*looked >= CREDENTIALS_OBJECTS_MAX)
		return false;
	from = credentials_object(bytes, place);
	*looked += place > from ? place - from : CREDENTIALS_OBJECT_MAX;
	object = base_view_part(bytes, from, bytes.size - from);
	if (!base_view_starts(object, "{", 1))
		return false;
	if (object.size > CREDENTIALS_OBJECT_MAX)
		object.size = CREDENTIALS_OBJECT_MAX;
	for (size_t at = 0; at < object.size; at++, ++*looked) {
		uint8_t c = object.data[at];
		struct base_view rest =
		    base_view_part(object, at, object.size - at);

		if (c == '{')
			within++;
		else if (c == '}' && --within == 0)
			return false;
		if (c != '"')
			continue;
		if (within == 1 && base_view_starts(rest, key, strlen(key))) {
			rest = credentials_json(base_view_part(
			    rest, strlen(key), rest.size - strlen(key)));
			if (rest.size == strlen(person) &&
			    base_view_starts(rest, person, rest.size))
				return true;
		}
		*looked -= at;
		at = credentials_end(object, at + 1);
		*looked += at;
	}
	return false;
}

/* A letter of UTF-16 that is written in six; false: there is none. */
static bool credentials_unit(struct base_view text, size_t at, uint8_t unit[2])
{
	struct base_view part = base_view_part(text, at, 6);
	char digits[5] = "";

	if (!base_view_starts(part, "\\u", 2))
		return false;
	memcpy(digits, part.data + 2, 4);
	return base_unhex(unit, 2, digits) == LENS_OK;
}

/* A string of JSON as what it stands for (RFC 8259, 7), cut to fit. */
static struct base_view credentials_plain(char *out, size_t capacity,
					  struct base_view text)
{
	size_t used = 0, at = 0;

	while (at < text.size && used < capacity) {
		uint8_t units[IPC_TEXT_MAX];
		size_t size = 0;

		while (size + 2 <= sizeof(units) &&
		       credentials_unit(text, at, units + size)) {
			size += 2;
			at += 6;
		}
		if (size > 0) {
			used += metadata_text_utf16(
				    out + used, capacity - used,
				    (struct base_view){units, size}, false)
				    .size;
			continue;
		}
		if (text.data[at] == '\\' && at + 1 < text.size) {
			at++;
			out[used++] = strchr("bfnrt", text.data[at]) != NULL
					  ? ' '
					  : (char)text.data[at];
		} else {
			out[used++] = (char)text.data[at];
		}
		at++;
	}
	return (struct base_view){(const uint8_t *)out, used};
}

/* ---- CBOR ---- */

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

/* ---- What they say ---- */

static void credentials_key(struct base_view bytes,
			    const struct credentials_row *row, size_t *looked,
			    struct ipc_picture *picture)
{
	size_t length = strlen(row->key), at = 0;

	for (unsigned i = 0; i < CREDENTIALS_MATCHES_MAX; i++) {
		const uint8_t *found =
		    memmem(bytes.data + at, bytes.size - at, row->key, length);
		struct base_view rest, value;
		char plain[2 * IPC_TEXT_MAX];

		if (found == NULL)
			return;
		at = (size_t)(found - bytes.data) + length;
		rest = base_view_part(bytes, at, bytes.size - at);
		value = credentials_cbor(rest);
		if (value.size == 0)
			value = credentials_plain(plain, sizeof(plain),
						  credentials_json(rest));
		if (row->person &&
		    !credentials_is_person(bytes, at - length, looked))
			metadata_add_said(picture, N_("a name"), value);
		else
			metadata_add(picture, row->kind, value);
	}
}

void metadata_find_credentials(struct base_view bytes, size_t *looked,
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
		credentials_key(bytes, &credentials_keys[i], looked, picture);
}
