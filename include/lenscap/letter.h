/*
 * letter.h: letters from templates.  Mustache templates and what is known give
 * blocks, each with the norms it rests on; blocks give plain text.  Pure:
 * nothing here knows of photos, ledgers or networks.
 *
 * Templates are data (host/share/letters/README.md); what stands in a letter
 * of a person's or a stranger's words is data too, and never a template.
 */
#ifndef LENSCAP_LETTER_H
#define LENSCAP_LETTER_H

#include <lenscap/base.h>
#include <lenscap/law.h>

#define LETTER_TEXT_MAX (512u << 10) /* bytes of one letter */
#define LETTER_CELLS_MAX 6
#define LETTER_MAILTO_MAX 1900 /* bytes: what mail programs take */

/* What was wrong, as one sentence; "" when nothing was. */
struct letter_fault {
	char sentence[320];
};

/* ---- Templates ---- */

/*
 * Render one Mustache template (the spec's comments, delimiters,
 * interpolation, inverted, partials, sections) with a context and partials,
 * both JSON objects as text; partials' values are templates.  html: values are
 * escaped for HTML unless the tag says not to.  LENS_MALFORMED, and the line,
 * for a template or JSON that is none; LENS_TOO_BIG above out's maximum or for
 * partials without end.  Appends to the initialised buffer *out.
 */
LENS_MUST enum lens_err letter_render(const char *template, const char *context,
				      const char *partials, bool html,
				      struct letter_fault *fault,
				      struct base_buffer *out);

/* The templates of every language. */
struct letter_set;

/*
 * Read every language's folder below letters (base_share_path("letters")).
 * LENS_SYSTEM: it cannot be read; LENS_MALFORMED: *fault says which template
 * and why; but only of English: others stop themselves, see letter_lacks(). One
 * that is begun (law_begun()) may lack any of it; words stand in English then.
 * laws is borrowed while the set is open.  The caller ends *out with
 * letter_close(); NULL on failure.
 */
LENS_MUST enum lens_err letter_open(const char *letters,
				    const struct law_set *laws,
				    struct letter_fault *fault,
				    struct letter_set **out);
void letter_close(struct letter_set *set);

/* True when there is a template of that kind and language, with all its parts
 * and the words of letters; why no letter can be had in a language that should
 * be whole, or NULL. */
bool letter_known(const struct letter_set *set, const char *kind,
		  enum law_language language);
const char *letter_lacks(const struct letter_set *set,
			 enum law_language language);

/* ---- Letters ---- */

enum letter_block_kind {
	LETTER_PARAGRAPH, /* cells: the text */
	LETTER_HEADING,	  /* the text */
	LETTER_ITEM,	  /* its number ("1."), the text */
	LETTER_HEAD,	  /* of a table: one cell a column */
	LETTER_ROW,	  /* likewise */
	LETTER_PAGE,	  /* no cells: a new page */
	LETTER_SIGN,	  /* room to sign, then the name */
	LETTER_BLOCKS
};

struct letter_block {
	enum letter_block_kind kind;
	const char *id; /* of the group it stands in; the same in every
			   language */
	unsigned count;
	char *cells[LETTER_CELLS_MAX];
	size_t norm_count; /* that it cites, in order */
	char **norms;	   /* ids: "gdpr:15(1)(g)" */
};

/* A letter.  Everything in it is its own. */
struct letter {
	char *kind, *subject;
	enum law_language language;
	char colon[8]; /* what stands between a name and its value */
	size_t count;
	struct letter_block *blocks;
	char **ids; /* what the blocks' ids point to */
	size_t id_count;
	char *source; /* what it was read from: letter_reread() gives the same
			 letter again, whatever templates say by then */
};

/*
 * Compose a letter of a kind from what is known: a JSON object as text, with
 * the members that host/share/letters/README.md names.  LENS_NOT_FOUND: there
 * is no such template; LENS_MALFORMED, and a sentence, when a template is wrong
 * or cites a norm that is not there.  letter_free() ends *out; empty on
 * failure.
 */
LENS_MUST enum lens_err
letter_compose(const struct letter_set *set, const char *kind,
	       enum law_language language, const char *known,
	       struct letter_fault *fault, struct letter *out);
void letter_free(struct letter *letter);

/*
 * A letter again from its source, so that what was sent stays what it was.
 * LENS_MALFORMED, and a sentence, for a text that is none; *out as above.
 */
LENS_MUST enum lens_err
letter_reread(const struct letter_set *set, const char *kind,
	      enum law_language language, const char *source,
	      struct letter_fault *fault, struct letter *out);

/*
 * A letter's source with one passage of a paragraph, was, as is ("": gone),
 * appended to *out with its end.  LENS_MALFORMED, and a sentence: was does not
 * stand there once, or is cites what is no norm here in force on day.
 */
LENS_MUST enum lens_err letter_edit(const struct letter_set *set,
				    enum law_language language, int32_t day,
				    const char *source, const char *was,
				    const char *is, struct letter_fault *fault,
				    struct base_buffer *out);

/* A fixed word of a language ("page": "Page %1 of %2"); "" for none. */
const char *letter_word(const struct letter_set *set,
			enum law_language language, const char *name);

/* A phrase, in small letters, by which an answer of a kind ("erased") is
 * recognised, by its place; NULL after the last.  Parts that '|' divides stand
 * in this order near each other. */
const char *letter_reply_phrase(const struct letter_set *set,
				enum law_language language, const char *kind,
				size_t index);

/* A country's name in a language by its code (the code when it has none), and
 * the code of a name as people write it ("" for none).  Borrowed. */
const char *letter_country(const struct letter_set *set,
			   enum law_language language, const char *code);
const char *letter_country_of(const struct letter_set *set, const char *name);

/* The same for a part of a country ("de-be", ISO 3166-2), and the code of the
 * next part after a code, of the first after NULL; NULL after the last. */
const char *letter_region(const struct letter_set *set,
			  enum law_language language, const char *code);
const char *letter_region_of(const struct letter_set *set, const char *name);
const char *letter_region_after(const struct letter_set *set, const char *code);

/* ---- Plain text ---- */

/*
 * The blocks as text of at most width columns a line (addresses are not
 * broken), 0 for one line a paragraph, appended to *out.
 */
LENS_MUST enum lens_err letter_text(const struct letter *letter, unsigned width,
				    struct base_buffer *out);

/*
 * A mailto: link (RFC 6068) with subject and text, appended to *out.
 * LENS_TOO_BIG above LETTER_MAILTO_MAX: mail programs would cut it.
 */
LENS_MUST enum lens_err letter_mailto(const struct letter *letter,
				      const char *to, struct base_buffer *out);

/* ---- Disclosure ---- */

enum letter_disclosed {
	LETTER_NEW,	   /* they may not have it yet */
	LETTER_HELD,	   /* who has the photo has it, in this kind of trade */
	LETTER_NOT_NEEDED, /* the letter works without */
};

/* One thing the letter hands over.  Borrowed for the visit. */
struct letter_disclosure {
	const char *what; /* stable: "photo_addresses" */
	enum letter_disclosed state;
	size_t count;	   /* how many of them */
	const char *words; /* "the addresses of your photos" */
	const char *why;   /* one sentence */
};

/*
 * What a letter of this knowledge and kind hands over about the person, in
 * order of weight; what is left out is not visited.  LENS_MALFORMED: known is
 * no JSON.
 */
LENS_MUST enum lens_err letter_disclosures(
    const char *known, const char *kind,
    void (*visit)(void *context, const struct letter_disclosure *disclosure),
    void *context);

#endif
