/*
 * browsers.h: the browsers of this machine: who may speak to lenscap-host,
 * and the manifests that tell a browser where it is.
 */
#ifndef LENSCAP_BROWSERS_H
#define LENSCAP_BROWSERS_H

#include <lenscap/base.h>

#define BROWSERS_HOST LENSCAP_HOST_NAME

/* The two kinds of native messaging. */
enum browsers_kind {
	BROWSERS_CHROMIUM, /* allowed_origins; argv: chrome-extension://ID/ */
	BROWSERS_FIREFOX,  /* allowed_extensions; argv: manifest's path, add-on
			    * id
			    */
	BROWSERS_KINDS
};

/* The kind's stable name ("chromium"). */
const char *browsers_kind_name(enum browsers_kind kind);

/*
 * Which kind of browser started a native-messaging host with these arguments
 * (argv[0] left out), for one of our extensions.  LENS_DENIED when it was
 * none, or for somebody else's extension.
 */
LENS_MUST enum lens_err browsers_caller(int count, char *const *arguments,
					enum browsers_kind *out);

#endif
