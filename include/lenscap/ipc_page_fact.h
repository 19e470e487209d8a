/* ipc_page_fact.h: what a page says besides its pictures. */
#ifndef LENSCAP_IPC_PAGE_FACT_H
#define LENSCAP_IPC_PAGE_FACT_H

#include <lenscap/ipc.h>

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
/* So that small inputs have too many. */
#define IPC_PAGE_PICTURES_MAX 60u
#define IPC_PAGE_FACTS_MAX 50u
#define IPC_PAGE_SAID_MAX 40u
#else
#define IPC_PAGE_PICTURES_MAX 6000u
#define IPC_PAGE_FACTS_MAX 5000u
#define IPC_PAGE_SAID_MAX 400u /* of them, of a page */
#endif

/* What is written beside the pictures, or what machines are told of them. */
enum ipc_page_fact_kind {
	IPC_PAGE_HEADING,  /* "h1" or "h2": its text */
	IPC_PAGE_SAYS,	   /* a <meta>'s name in lower case: its content */
	IPC_PAGE_REL,	   /* "canonical" or "me": an address */
	IPC_PAGE_REACH,	   /* "email" or "phone", of a link */
	IPC_PAGE_TYPE,	   /* "type": of JSON-LD, "ProfilePage" */
	IPC_PAGE_PERSON,   /* a member of a Person in JSON-LD, "worksFor" */
	IPC_PAGE_BYLINE,   /* the same, of whoever wrote or published it */
	IPC_PAGE_AGENT,	   /* robots.txt: "agent", for whom a group is */
	IPC_PAGE_ALLOW,	   /* "path": a pattern of the group */
	IPC_PAGE_DISALLOW, /* the same */
	IPC_PAGE_SIGNAL,   /* "ai-train": "no" */
	IPC_PAGE_RESERVED, /* tdmrep.json: "0" or "1", of the paths "value" */
	IPC_PAGE_LINE,	   /* a line of an answer; its name: of which file */
	IPC_PAGE_FACT_KINDS
};

struct ipc_page_fact {
	enum ipc_page_fact_kind kind;
	uint32_t group; /* what belongs to one person or group; from 1, or 0 */
	char *name, *value; /* printable, shorter than IPC_TEXT_MAX, owned */
};

/* Text in UTF-8 as one printable line: white space becomes one space. */
void ipc_page_line(char out[IPC_TEXT_MAX], struct base_view text);

struct ipc_page;

/*
 * Add the lines of a text in UTF-8 as facts (IPC_PAGE_LINE) under a printable
 * name.  A longer one becomes several, between words where it has some.  What
 * there is no room for sets facts_cut.
 */
void ipc_page_tell_lines(struct ipc_page *page, const char *name,
			 struct base_view text);

/* True once a line was left out because there was no room. */
bool ipc_page_is_told(const struct ipc_page *page);

#endif
