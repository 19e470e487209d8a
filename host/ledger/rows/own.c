/* own.c: what a place gave of its own, and the words of what was found. */
#include <string.h>

#include <lenscap/base_said.h>

#include "own.h"

const char *ledger_access_name(enum ledger_access access)
{
	static const char *const names[LEDGER_ACCESSES] = {
	    [LEDGER_ACCESS_NONE] = "",
	    [LEDGER_ACCESS_PUBLIC] = "public",
	    [LEDGER_ACCESS_BROWSERS] = "public_to_browsers",
	    [LEDGER_ACCESS_LOGIN] = N_("login"),
	    [LEDGER_ACCESS_STAND_IN] = "stand_in",
	    [LEDGER_ACCESS_ABSENT] = N_("absent"),
	    [LEDGER_ACCESS_UNKNOWN] = "unknown",
	};

	return (size_t)access < LEDGER_ACCESSES ? names[access] : "";
}

enum ledger_access ledger_access_of(const char *name)
{
	for (enum ledger_access i = 0; i < LEDGER_ACCESSES; i++)
		if (strcmp(ledger_access_name(i), name) == 0)
			return i;
	return LEDGER_ACCESS_NONE;
}

const char *ledger_state_name(enum ledger_state state)
{
	static const char *const names[LEDGER_STATES] = {
	    [LEDGER_THERE] = N_("there"),   [LEDGER_CHANGED] = "changed",
	    [LEDGER_STAND_IN] = "stand_in", [LEDGER_LOGIN] = "login",
	    [LEDGER_ABSENT] = "absent",	    [LEDGER_UNKNOWN] = "unknown",
	};

	return (size_t)state < LEDGER_STATES ? names[state] : "unknown";
}

/* What cannot be read is not known. */
enum ledger_state ledger_state_of(const char *name)
{
	for (enum ledger_state i = 0; i < LEDGER_STATES; i++)
		if (strcmp(ledger_state_name(i), name) == 0)
			return i;
	return LEDGER_UNKNOWN;
}

/* ---- Columns ---- */

void own_bind(struct database_binder *binder, const struct ledger_own *own)
{
	struct base_view sum = {own->sha256, sizeof(own->sha256)};

	if (own->bytes == 0)
		sum.size = 0;
	database_bind_int(binder, (int64_t)own->bytes);
	database_bind_bytes(binder, sum);
	database_bind_int(binder, own->width);
	database_bind_int(binder, own->height);
	database_bind_text(binder, own_text(own->format));
	database_bind_text(binder, own_text(own->etag));
	database_bind_text(binder, own_text(own->modified));
}

enum lens_err own_row(struct database_binder *binder, int column,
		      struct ledger_own *out)
{
	struct base_view sum;
	enum lens_err err;

	*out = (struct ledger_own){
	    .bytes = (uint64_t)database_int(binder, column),
	    .width = (uint32_t)database_int(binder, column + 2),
	    .height = (uint32_t)database_int(binder, column + 3),
	};
	err = database_bytes(binder, column + 1, 0, &sum);
	if (err == LENS_OK && sum.size == sizeof(out->sha256))
		memcpy(out->sha256, sum.data, sum.size);
	if (err == LENS_OK)
		err = database_text(binder, column + 4, &out->format);
	if (err == LENS_OK)
		err = database_text(binder, column + 5, &out->etag);
	if (err == LENS_OK)
		err = database_text(binder, column + 6, &out->modified);
	return err;
}
