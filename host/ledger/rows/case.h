/* case.h: rows of cases, for merging too. */
#ifndef LENSCAP_LEDGER_ROWS_CASE_H
#define LENSCAP_LEDGER_ROWS_CASE_H

#include <lenscap/ledger_cases.h>

#include "photo.h"

/*
 * Papers lie among the small pictures, under numbers that no photo has: an
 * even one for a letter, an odd one for a document, whose parts are kinds.
 */
#define CASE_LETTER_OWNER(id) (-2 * (id))
#define CASE_DOCUMENT_OWNER(id) (-2 * (id)-1)
#define CASE_PART_MAX LEDGER_BLOB_MAX

/* Statements that add one row of each; *id is the new one's. */
LENS_MUST enum lens_err case_add(struct ledger *ledger,
				 const struct ledger_case *the_case,
				 struct ledger_fault *fault, int64_t *id);
LENS_MUST enum lens_err case_event_add(struct ledger *ledger,
				       const struct ledger_event *event,
				       struct ledger_fault *fault);
LENS_MUST enum lens_err case_letter_add(struct ledger *ledger,
					const struct ledger_letter *letter,
					struct ledger_fault *fault,
					int64_t *id);
LENS_MUST enum lens_err case_name_photo(struct ledger *ledger, int64_t photo,
					int64_t letter,
					struct ledger_fault *fault);
LENS_MUST enum lens_err
case_document_add(struct ledger *ledger, const struct ledger_document *document,
		  struct ledger_fault *fault, int64_t *id);

/* One row each, texts borrowed until the next step. */
LENS_MUST enum lens_err case_row(struct database_binder *binder,
				 struct ledger_case *out);
LENS_MUST enum lens_err case_event_row(struct database_binder *binder,
				       struct ledger_event *out);
LENS_MUST enum lens_err case_letter_row(struct database_binder *binder,
					struct ledger_letter *out);
LENS_MUST enum lens_err case_document_row(struct database_binder *binder,
					  struct ledger_document *out);

#endif
