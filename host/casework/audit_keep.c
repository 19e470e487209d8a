/* audit_keep.c: what audits came to, for the report. */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "refusal.h"
#include "session.h"

/* " 1 5 ": the photos on it, by which it goes when one is forgotten. */
static char *keep_photos(const struct casework_audit *audit)
{
	char *all = base_copy(" ");

	for (unsigned i = 0; i < audit->served_count; i++) {
		char *more =
		    base_format("%lld ", (long long)audit->served[i].photo);

		all = base_join(all, "", more);
		free(more);
	}
	return all;
}

enum lens_err casework_audit_keep(struct casework *work,
				  const struct casework_audit *audit,
				  const char *content,
				  struct ledger_fault *fault)
{
	bool same = strcmp(audit->grade, audit->grade_most) == 0;
	char *photos, *grade;
	enum lens_err err;

	if (work == NULL || audit->photos == 0)
		return LENS_OK;
	if (strlen(content) > LEDGER_AUDIT_MAX)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "What was found of %s is too much to be "
				   "kept for the report, which has no more "
				   "than it had of that page before; check "
				   "fewer of its pages at once.",
				   audit->url);
	photos = keep_photos(audit);
	grade = same ? base_copy(audit->grade)
		     : base_format("%s-%s", audit->grade, audit->grade_most);
	err = ledger_audit_put(casework_ledger(work),
			       &(struct ledger_audit){.page = audit->url,
						      .grade = grade,
						      .photos = photos,
						      .content = content},
			       fault);
	free(photos);
	free(grade);
	return err;
}
