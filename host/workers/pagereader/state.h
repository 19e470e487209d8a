/* state.h: the pictures in the JSON that a page keeps for its scripts. */
#ifndef LENSCAP_PAGEREADER_STATE_H
#define LENSCAP_PAGEREADER_STATE_H

#include <lenscap/base.h>

/*
 * Call found for each address in the JSON of an attribute, of a <script> of
 * data, or (program) of what a script is given: "x = {...}", "f([...])",
 * "JSON.parse("...")".  An address counts when its name in the JSON says that
 * it is a picture's, or when it ends as a photo's does; JSON in a string is
 * read as well.  What is no JSON gives nothing from where it is none.  The
 * address (UTF-8) lasts for the call.
 */
void state_read(struct base_view text, bool program,
		void (*found)(void *context, struct base_view address),
		void *context);

/* Whether an address, without its query, says of itself that it shows nobody:
 * "slideshow_icon.jpg". */
bool state_is_sign(struct base_view head);

/* Whether an attribute may be such JSON, as it stands in the page. */
bool state_may_be(struct base_view text);

#endif
