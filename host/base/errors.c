/* errors.c: names of the error codes. */
#include <lenscap/base.h>

const char *base_err_name(enum lens_err err)
{
	static const char *const names[] = {
	    [LENS_OK] = "ok",
	    [LENS_END] = "ended",
	    [LENS_NOT_FOUND] = "not found",
	    [LENS_CANCELLED] = "cancelled",
	    [LENS_TIMEOUT] = "too late",
	    [LENS_MALFORMED] = "malformed",
	    [LENS_TOO_BIG] = "too big",
	    [LENS_DENIED] = "denied",
	    [LENS_LOCKED] = "locked",
	    [LENS_WORKER] = "worker failed",
	    [LENS_SYSTEM] = "system error",
	};

	if ((size_t)err >= sizeof(names) / sizeof(names[0]))
		return "unknown";
	return names[err];
}
