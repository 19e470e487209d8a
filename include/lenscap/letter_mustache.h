/* letter_mustache.h: the template engine, for letters and for screens. */
#ifndef LENSCAP_LETTER_MUSTACHE_H
#define LENSCAP_LETTER_MUSTACHE_H

#include <jansson.h>

#include <lenscap/letter.h>

#define MUSTACHE_TAGS_MAX 4096 /* of one template */
#define MUSTACHE_NAME_MAX 128  /* bytes of one name */
#define MUSTACHE_DEPTH 32      /* sections and partials within each other */

enum mustache_kind {
	MUSTACHE_TEXT,
	MUSTACHE_VALUE,	   /* {{x}}; {{.x}}: of the innermost object */
	MUSTACHE_RAW,	   /* {{{x}}}, {{&x}} */
	MUSTACHE_SECTION,  /* {{#x}} */
	MUSTACHE_INVERTED, /* {{^x}} */
	MUSTACHE_END,	   /* {{/x}} */
	MUSTACHE_PARTIAL,  /* {{>x}}; {{>x *y}}: "x " and what y says, or x */
};

struct mustache_tag {
	enum mustache_kind kind;
	struct base_view text;	      /* of TEXT; of PARTIAL its indentation */
	char name[MUSTACHE_NAME_MAX]; /* of the others */
	size_t end;		      /* of a section: its END */
	bool alone;		      /* it took its line with it */
};

/* A parsed template; it borrows the text it was parsed from. */
struct mustache {
	size_t count;
	struct mustache_tag *tags;
};

/*
 * Parse a template.  LENS_MALFORMED, and a sentence with the line, for a tag
 * that is not closed or not begun.  mustache_free() ends *out.
 */
LENS_MUST enum lens_err mustache_parse(struct base_view text,
				       struct letter_fault *fault,
				       struct mustache *out);
void mustache_free(struct mustache *mustache);

/* How values and partials come into a text. */
struct mustache_style {
	/* Append a value; raw for one that shall not be escaped. */
	enum lens_err (*value)(struct base_buffer *out, const char *text,
			       bool raw);
	/* The partial of a name; NULL: there is none. */
	const struct mustache *(*partial)(void *context, const char *name);
	void *context;
	/* Put where a section within a line comes to nothing; NULL: that. */
	const char *nothing;
	/* What {{name|form}} stands for, a new reference, or NULL for nothing;
	 * value is NULL where there is none.  NULL: names have no forms. */
	json_t *(*form)(void *context, json_t *value, const char *form);
	json_t *common; /* where names are looked for last; NULL: nowhere */
	bool zero_is_false;
};

/* Absent, false, null, an empty list, an empty text, and if zero says so 0. */
bool letter_mustache_is_false(const json_t *value, bool zero);

/* As letter_render(), of what is known already; NULL is no JSON. */
LENS_MUST enum lens_err letter_mustache_page(const char *template,
					     json_t *known,
					     const char *partials, bool html,
					     struct letter_fault *fault,
					     struct base_buffer *out);

/* Render with a context, appended to *out.  Errors as letter_render(). */
LENS_MUST enum lens_err
letter_mustache_render(const struct mustache *mustache, json_t *known,
		       const struct mustache_style *style,
		       struct base_buffer *out);

#endif
