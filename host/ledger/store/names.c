/* names.c: the names that Lenscap gives in the ledger's folder. */
#include <stdlib.h>
#include <string.h>

#include "header.h"
#include "names.h"

/* The number that a name ends in or has before its ending; 0 for none. */
static uint64_t names_number(const char *digits, const char **ending)
{
	char *end;
	uint64_t number;

	*ending = digits;
	if (*digits < '1' || *digits > '9')
		return 0;
	number = strtoull(digits, &end, 10);
	*ending = end;
	return number;
}

static bool names_ends(const char *name, const char *ending)
{
	size_t length = strlen(name), size = strlen(ending);

	return length >= size && strcmp(name + length - size, ending) == 0;
}

static enum names_what names_generation(const char *name,
					struct names_parts *parts)
{
	for (unsigned kind = 0; kind < ENVELOPE_BACKUP; kind++) {
		char prefix[ENVELOPE_NAME];
		const char *ending;
		size_t length;

		envelope_name(kind, 0, prefix);
		length = strlen(prefix) - 1;
		if (strncmp(name, prefix, length) != 0)
			continue;
		parts->kind = kind;
		parts->number = names_number(name + length, &ending);
		if (parts->number == 0)
			break;
		if (*ending == '\0')
			return NAMES_GENERATION;
		if (strcmp(ending, ".tmp") == 0)
			return NAMES_TEMPORARY;
		if (*ending == '.' && (names_ends(ending, ".torn") ||
				       names_ends(ending, NAMES_DAMAGED)))
			return NAMES_ASIDE;
		break;
	}
	parts->number = 0;
	return NAMES_FOREIGN;
}

enum names_what names_read(const char *name, struct names_parts *parts)
{
	static const struct {
		const char *name;
		enum names_what what;
	} fixed[] = {
	    {HEADER_FILE, NAMES_HEADER},
	    {HEADER_FILE ".tmp", NAMES_TEMPORARY},
	    {NAMES_LOCK, NAMES_LOCKING},
	    {NAMES_MARK, NAMES_MARKING},
	    {NAMES_IMPORTED, NAMES_REGISTRY},
	};

	*parts = (struct names_parts){.number = 0};
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (strcmp(name, fixed[i].name) == 0)
			return fixed[i].what;
	return names_generation(name, parts);
}

/* The bytes of "imported", or of "pack-" and a name that a pack can have. */
static size_t names_imported(const char *name)
{
	static const char set[] = "imported", pack[] = "pack-";
	size_t length;

	if (strncmp(name, set, sizeof(set) - 1) == 0)
		return sizeof(set) - 1;
	if (strncmp(name, pack, sizeof(pack) - 1) != 0)
		return 0;
	name += sizeof(pack) - 1;
	length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return length > 0 && length < NAMES_PACK ? sizeof(pack) - 1 + length
						 : 0;
}

enum names_what names_read_imported(const char *name)
{
	size_t length = names_imported(name);

	if (length > 0 && name[length] == '\0')
		return NAMES_REGISTRY;
	if (length > 0 && strcmp(name + length, ".new") == 0)
		return NAMES_TEMPORARY;
	return NAMES_FOREIGN;
}
