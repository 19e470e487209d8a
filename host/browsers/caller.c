/* caller.c: who started lenscap-host, from its arguments. */
#include <string.h>

#include <lenscap/browsers.h>

#define CALLER_SCHEME "chrome-extension://"

const char *browsers_kind_name(enum browsers_kind kind)
{
	return kind == BROWSERS_CHROMIUM ? "chromium" : "firefox";
}

/* True when word is one of the words of list, which spaces separate. */
static bool caller_listed(const char *list, struct base_view word)
{
	while (*list != '\0') {
		size_t length = strcspn(list, " ");

		if (length > 0 && length == word.size &&
		    memcmp(list, word.data, length) == 0)
			return true;
		list += length;
		list += strspn(list, " ");
	}
	return false;
}

/* "chrome-extension://ID/", exactly. */
static bool caller_chromium(const char *origin)
{
	struct base_view view = base_view_of(origin);
	size_t scheme = strlen(CALLER_SCHEME);

	if (!base_view_starts(view, CALLER_SCHEME, scheme) ||
	    view.size <= scheme || view.data[view.size - 1] != '/')
		return false;
	return caller_listed(
	    LENSCAP_CHROMIUM_IDS,
	    base_view_part(view, scheme, view.size - scheme - 1));
}

enum lens_err browsers_caller(int count, char *const *arguments,
			      enum browsers_kind *out)
{
	*out = BROWSERS_CHROMIUM;
	if (count >= 1 && caller_chromium(arguments[0]))
		return LENS_OK;
	*out = BROWSERS_FIREFOX;
	if (count >= 2 && arguments[0][0] == '/' &&
	    caller_listed(LENSCAP_GECKO_IDS, base_view_of(arguments[1])))
		return LENS_OK;
	return LENS_DENIED;
}
