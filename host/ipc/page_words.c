/* page_words.c: the names and sentences that go with a page's numbers. */
#include <lenscap/ipc_page.h>

#include "status.h"

const char *ipc_page_kind_name(enum ipc_page_kind kind)
{
	static const char *const names[IPC_PAGE_KINDS] = {
	    [IPC_PAGE_IMG] = "img",	      [IPC_PAGE_SRCSET] = "srcset",
	    [IPC_PAGE_SOURCE] = "source",     [IPC_PAGE_CSS] = "css",
	    [IPC_PAGE_POSTER] = "poster",     [IPC_PAGE_LINK] = "link",
	    [IPC_PAGE_META] = "meta",	      [IPC_PAGE_JSON_LD] = "json-ld",
	    [IPC_PAGE_STATE] = "state",	      [IPC_PAGE_ANCHOR] = "anchor",
	    [IPC_PAGE_SVG] = "svg",	      [IPC_PAGE_PART] = "part",
	    [IPC_PAGE_DOCUMENT] = "document",
	};

	return kind < IPC_PAGE_KINDS ? names[kind] : "";
}

static const struct status_words page_words[IPC_PAGE_STATUSES] = {
    [IPC_PAGE_OK] = {"ok", "The page was read."},
    [IPC_PAGE_EMPTY] = {"empty", "The page is empty; save it again."},
    [IPC_PAGE_NOT_A_PAGE] =
	{"not_a_page", "This is not a web page; save the page in the browser "
		       "as HTML or as a single file (.mhtml)."},
    [IPC_PAGE_MALFORMED] =
	{"malformed", "This saved page is damaged, or holds nothing that can "
		      "be read; save the page again."},
    [IPC_PAGE_TOO_MANY_BYTES] =
	{"too_many_bytes", "The page is larger than 256 MB; save it as a page "
			   "with a folder of pictures."},
    [IPC_PAGE_TOO_MUCH_MEMORY] =
	{"too_much_memory", "Reading the page would take more than 512 MB of "
			    "memory; save it as a page with a folder of "
			    "pictures."},
    [IPC_PAGE_PACKED] =
	{"packed", "This archive is locked with a password, packed otherwise "
		   "than by deflate or gzip (as .warc.zst is), or holds "
		   "archives itself (.wacz, .zip, .mhtml); unpack it, and give "
		   "the files that are in it."},
    [IPC_PAGE_TOO_MUCH_CPU] = {"too_much_cpu",
			       "Reading the page took more than 10 seconds of "
			       "computing, as hostile pages do; leave it out."},
    [IPC_PAGE_TOO_SLOW] =
	{"too_slow", "Reading the page took more than 30 seconds, and was "
		     "stopped; try again when the machine is less busy."},
    [IPC_PAGE_CHANGED] = {"changed",
			  "The page was cut short while it was being read; try "
			  "again when nothing else writes to it."},
    [IPC_PAGE_CRASHED] =
	{"crashed", "The page made its reader crash; nothing else was harmed. "
		    "Do not open it with other programs."},
    [IPC_PAGE_CONTAINED] =
	{"contained", "The page made its reader try something forbidden, and "
		      "the jail stopped it.  Do not open it with other "
		      "programs."},
    [IPC_PAGE_LIED] =
	{"lied", "The reader's answer made no sense and was thrown away.  Do "
		 "not open the page with other programs."},
    [IPC_PAGE_NO_WORKER] =
	{"no_worker", "The reader of pages could not be started; 'lenscap "
		      "doctor' says why."},
    [IPC_PAGE_NOT_A_FILE] = {"not_a_file",
			     "This is a pipe, a socket or a device; give a "
			     "saved page."},
    [IPC_PAGE_STOPPED] = {"stopped", "Reading the page was stopped; start "
				     "again to read it."},
};

const char *ipc_page_code(enum ipc_page_status status)
{
	return status_code(page_words, IPC_PAGE_STATUSES, status);
}

const char *ipc_page_sentence(enum ipc_page_status status)
{
	return status_sentence(page_words, IPC_PAGE_STATUSES, status);
}
