/* casework_answer.h: what is in the answer of somebody who holds data. */
#ifndef LENSCAP_CASEWORK_ANSWER_H
#define LENSCAP_CASEWORK_ANSWER_H

#include <lenscap/casework_cases.h>

#define CASEWORK_ANSWER_MINE_MAX 8 /* photos of mine in one picture */

/* A picture in it, each once however often it is in there. */
struct casework_answer_picture {
	char *at; /* "photos/1.jpg", "p.3" */
	uint32_t width, height;
	uint8_t sha256[32], pdq[32];
	unsigned quality;    /* of the latter */
	unsigned mine_count; /* 0: none of mine was found in it */
	int64_t mine[CASEWORK_ANSWER_MINE_MAX];
};

/* An address in it; the first line of a kind of data; a file in it. */
struct casework_answer_found {
	char *what;	   /* the address; the kind, "biometric"; the name */
	char *label;	   /* of a kind: its words; of a file: why not read */
	char *line, *file; /* where it stands, or "" */
			   /* line of a file: why not read, a stable word */
};

struct casework_answer_list {
	unsigned count;
	struct casework_answer_found *found;
};

/* A letter that follows from it. */
struct casework_answer_next {
	const char *letter; /* stable: "erase", "source", "recipients" */
	const char *words;  /* why */
	char *command;	    /* that drafts it */
};

struct casework_answer {
	int64_t id; /* the case */
	bool kept;  /* sealed in the case by this; false: it was there before */
	enum casework_reply reply; /* what it seems to be */
	int32_t day;
	int32_t until;	      /* to which day it takes more time; LAW_NO_DAY */
	const char *language; /* "de", or "" for one not recognised */
	unsigned count, mine; /* pictures, and those with a photo of mine */
	struct casework_answer_picture *pictures;
	unsigned unread;   /* pictures that could not be read */
	unsigned wordless; /* pages of a PDF without words: scanned, perhaps */
	bool cut;	   /* it has more than was read */
	struct casework_answer_list places, categories, files;
	unsigned next_count;
	struct casework_answer_next next[3];
};

struct casework_answer_asked {
	struct casework_happened
	    what;		    /* id: the case; reply: _REPLIES: guess */
	enum law_language language; /* of the kinds' words */
	const char *name;	    /* of the file; its ending is kept */
	int cancel;		    /* readable: end; -1 for never */
};

/*
 * Read an answer (a mail with what is attached, a ZIP, a PDF, JSON or text, at
 * fd): its pictures are held against my photos, its addresses and the kinds of
 * data it names are listed.  The file is kept in the case, sealed, and noted as
 * a reply, unless the case has it already.  LENS_DENIED and a sentence for a
 * file that cannot be read, or where no letter was sent; LENS_NOT_FOUND: no
 * such case; LENS_CANCELLED.  casework_answer_free() ends *out in any case.
 */
LENS_MUST enum lens_err
casework_case_answer(struct casework *work, int fd,
		     const struct casework_answer_asked *asked,
		     struct ledger_fault *fault, struct casework_answer *out);
void casework_answer_free(struct casework_answer *answer);

#endif
