/*
 * operations.h: the one table of what can be asked of Lenscap, and what
 * answers it.  A front turns words or frames into parameters and an answer
 * into words or frames; what may be asked is checked here or in casework.
 */
#ifndef LENSCAP_OPERATIONS_H
#define LENSCAP_OPERATIONS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a parameter may be; least and most bound numbers, bytes or entries. */
enum operation_shape {
	OPERATION_NUMBER,
	OPERATION_TEXT,
	OPERATION_TRUTH,
	OPERATION_DAY,	   /* "2026-11-22" */
	OPERATION_CHOICE,  /* one word of values */
	OPERATION_CHOICES, /* a list of them */
	OPERATION_IDS,	   /* a list of positive numbers */
	OPERATION_WORDS,   /* a list of texts, each of at most 256 bytes */
	OPERATION_TEXTS,   /* a list of addresses; one a word of a command */
	OPERATION_LIST,	   /* a list whose entries the operation looks at */
	OPERATION_OBJECT,
	OPERATION_FILE,	 /* bytes that the front holds, by a number of its */
	OPERATION_FILES, /* a list of such numbers */
	OPERATION_SHAPES
};

enum operation_flag {
	OPERATION_REQUIRED = 1,
	OPERATION_POSITIONAL = 2, /* a word of a command, without its name */
	/* Of a NUMBER: or a list of them.  For one number the answer is its
	 * row, for a list it has the rows of all.  Of a TEXT that is
	 * POSITIONAL: a command makes one of several words. */
	OPERATION_SEVERAL = 4,
	OPERATION_SECRET = 8,	/* never shown, never in a list of processes */
	OPERATION_COMMAND = 16, /* the command line alone has it */
	OPERATION_HOST = 32,	/* the extension alone has it */
	OPERATION_READ = 64,	/* a command takes "-", and reads its input */
	OPERATION_LINES = 256,	/* of WORDS: a command splits at ';' */
	OPERATION_PATH = 128, /* FILE: a name that a command makes a file of */
	OPERATION_UNOPENED = 512, /* with it the operation opens no ledger */
};

/* The words of a CHOICE, by index; NULL after the last one. */
typedef const char *operation_word(size_t index);

struct operation_param {
	const char *name; /* the member, "code_page"; --code-page */
	enum operation_shape shape;
	int64_t least, most;
	unsigned flags;
	operation_word *values;
	const char *option;  /* the command line's other name; NULL: name */
	char letter;	     /* 'r' for -r, 0 for none */
	const char *metavar; /* "DAY" */
	const char *help;    /* what it says, without a full stop */
};

/* What else holds of the parameters that are named, NULL after the last. */
enum operation_rule_kind {
	OPERATION_NO_RULE,
	OPERATION_ONE_OF,   /* exactly one of them */
	OPERATION_SOME_OF,  /* at least one of them */
	OPERATION_MOST_ONE, /* not two of them */
	OPERATION_NEEDS,    /* the first only together with the second */
};
#define OPERATION_RULE_NAMES 4
struct operation_rule {
	enum operation_rule_kind kind;
	const char *names[OPERATION_RULE_NAMES];
};

enum operation_needs {
	OPERATION_NOTHING,
	OPERATION_PLACE,   /* where the ledger is, or would be */
	OPERATION_QUIETLY, /* a ledger, if it opens without a question */
	OPERATION_ASKING,  /* a ledger, if there is one that opens */
	OPERATION_LEDGER,  /* an open ledger */
	OPERATION_MAYBE,   /* an open ledger, if there is one that opens */
};

/* Where the host does it. */
enum operation_queue {
	OPERATION_NOT_HERE, /* the extension cannot ask for it */
	OPERATION_AT_ONCE,  /* takes no time */
	OPERATION_INTERACTIVE,
	OPERATION_UPLOADS, /* pictures and letters, some seconds each */
	OPERATION_CHECKS,  /* pages: the network and hundreds of pictures */
	OPERATION_FACES,   /* faces in them, once nothing is checked */
	OPERATION_QUEUES
};

/* The headings under which commands are listed. */
enum operation_group {
	OPERATION_PHOTOS,
	OPERATION_EXPOSURE,
	OPERATION_LETTERS,
	OPERATION_CASES,
	OPERATION_KEEPING,
	OPERATION_MACHINE,
	OPERATION_GROUPS
};

struct operation_call;

struct operation {
	const char *name;    /* "case.sent" */
	const char *command; /* "cases sent"; NULL: no command */
	enum operation_group group;
	bool first;		 /* among those that a newcomer is shown */
	const char *summary;	 /* one line, without a full stop */
	const char *description; /* a paragraph for a command's help */
	const char *examples;	 /* lines; NULL: the command alone */
	const struct operation_param *params; /* ends with a NULL name */
	const struct operation_rule *rules;   /* or NULL */
	enum operation_needs needs;
	enum operation_queue queue;
	bool lenient; /* members that later versions may have are passed over */
	const char *list; /* the member for rows; NULL: there are none */
	/* What of host/view the answer is, or each of its rows ("case"). */
	const char *answer;
	/* What the table cannot tell from a good value, refused before a ledger
	 * is opened or anything said; NULL: nothing. */
	bool (*expect)(struct operation_call *call);
	/* NULL: each front that offers it has its own way of doing it. */
	void (*run)(struct operation_call *call);
	int which; /* of the rows that share run: what it knows this one by */
};

/* ---- Pictures that the extension hands over in pieces ---- */

#define OPERATION_PIECE (384u << 10)		       /* bytes of one piece */
#define OPERATION_PIECE_TEXT (OPERATION_PIECE / 3 * 4) /* letters of it */
#define OPERATION_IMAGES_MAX 500		       /* of one page.check */

/* What a picture is handed over for, and its word. */
enum operation_purpose {
	OPERATION_TO_ADD,
	OPERATION_TO_CHECK,
	OPERATION_TO_IMPORT,
	OPERATION_TO_CLEAN,
	OPERATION_TO_READ,
	OPERATION_PURPOSES
};
operation_word operation_purpose_word;

/* ---- The table ---- */

/* The operations one after the other; NULL after the last. */
const struct operation *operation_at(size_t index);

/* The operation of a name, or of a command; NULL when there is none. */
const struct operation *operation_named(const char *name);
const struct operation *operation_of_command(const char *command);

/* Those that are commands, one after the other; NULL after the last. */
const struct operation *operation_command_at(size_t index);

/* The parameter of that name; NULL when the operation has none. */
const struct operation_param *operation_param(const struct operation *operation,
					      const char *name);

/* "What came of them": the heading of a group. */
const char *operation_group_words(enum operation_group group);

/*
 * The table as JSON, as the host answers --methods; or (all) with what the
 * command line alone has, and how it writes it.  The caller's.
 */
json_t *operation_table_json(bool all);

#endif
