/* refusal.c: why something cannot be done, as a sentence for a person. */
#include <stdarg.h>
#include <stdio.h>

#include <lenscap/base_said.h>

#include "refusal.h"

enum lens_err refusal_say(struct ledger_fault *fault,
			  enum ledger_fault_kind kind, const char *format, ...)
{
	va_list arguments;

	if (fault == NULL)
		return LENS_DENIED;
	*fault = (struct ledger_fault){.kind = kind};
	va_start(arguments, format);
	vsnprintf(fault->sentence, sizeof(fault->sentence), base_said(format),
		  arguments);
	va_end(arguments);
	return LENS_DENIED;
}
