/* pack_rules.h: rules for pages, as a pack has them. */
#ifndef LENSCAP_CASEWORK_PACK_RULES_H
#define LENSCAP_CASEWORK_PACK_RULES_H

#include <lenscap/registry_data.h>

/*
 * Append the rules of a file as lines of base_rules.h; of a file of another
 * kind none.  LENS_MALFORMED, and why, where one has not its list's shape.
 */
LENS_MUST enum lens_err pack_rules_lines(const struct registry_data *file,
					 struct registry_fault *fault,
					 struct base_buffer *text);

/* Whether the rules of files have their shapes, and are not too many. */
LENS_MUST enum lens_err
pack_rules_check(const struct registry_data *const *files, size_t count,
		 struct registry_fault *fault);

#endif
