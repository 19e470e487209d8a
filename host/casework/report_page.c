/* report_page.c: what is known becomes a page, by a template of host/share. */
#include <stdlib.h>

#include <lenscap/letter_mustache.h>

#include "refusal.h"
#include "report.h"
#include "words.h"

/* What all pages have, as templates within them. */
static char *page_partials(void)
{
	char *style = words_file("report/style.mustache"), *text = NULL;
	char *bars = words_file("report/bars.mustache");
	json_t *all;

	if (style != NULL && bars != NULL) {
		all = json_pack("{s:s, s:s}", "style", style, "bars", bars);
		text = json_dumps(all, JSON_COMPACT);
		json_decref(all);
	}
	free(style);
	free(bars);
	return text;
}

enum lens_err report_page(const char *name, json_t *known,
			  struct ledger_fault *fault, struct base_buffer *out)
{
	struct letter_fault why = {""};
	char *template = words_file(name), *partials = page_partials();
	enum lens_err err = LENS_MALFORMED;

	if (template != NULL && partials != NULL)
		err = letter_mustache_page(template, known, partials, true,
					   &why, out);
	if (err == LENS_TOO_BIG)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "The report would be larger than 256 MB; "
				  "leave its pictures out (redact).");
	else if (err == LENS_MALFORMED)
		err = words_missing(fault);
	free(partials);
	free(template);
	return err;
}
