/* rules.h: what is known of how pages write pictures: rules.tsv, compiled in.
 */
#ifndef LENSCAP_PAGEREADER_RULES_H
#define LENSCAP_PAGEREADER_RULES_H

#include <lenscap/base.h>

enum rules_list {
	RULES_LAZY,	  /* attributes of an <img> with an address */
	RULES_LAZY_SET,	  /* ... with a list of them */
	RULES_LAZY_STYLE, /* of any element, with a background */
	RULES_ELEMENT,	  /* in the name of a page's own kind of <img> */
	RULES_TEMPLATE,	  /* in what is no address yet */
	RULES_META,
	RULES_MEMBER,	     /* of JSON-LD */
	RULES_STATE,	     /* ends a picture's name in JSON of scripts */
	RULES_STATE_PLAIN,   /* words of names that say nothing */
	RULES_STATE_LINK,    /* ... of what may lead to a page */
	RULES_STATE_SIGN,    /* ... of what shows nobody */
	RULES_STATE_ADDRESS, /* in an address, of what the site has drawn */
	RULES_STATE_FOLDER,  /* an address's last name that is no picture */
	RULES_SIZE,	     /* how addresses ask for a size */
	RULES_PAGE_LINK,     /* in a link that only looks like a picture's */
	RULES_PIXEL,	     /* in the address of what counts who looks */
	RULES_SIGN,	     /* in the path of what is no photo */
	RULES_PERSON,	     /* in the address of what may be a face */
	RULES_PERSON_MEMBER, /* what is said of a person, and as what it counts
			      */
	RULES_PERSON_HANDED, /* the same in the data of a page's scripts */
	RULES_PERSON_BYLINE, /* who is only whoever made it */
	RULES_CARD_ROOT,     /* classes that begin a card */
	RULES_CARD_CLASS,    /* ... and say something in it */
	RULES_VOCABULARY,    /* prefixes of names */
	RULES_INLINE,	     /* elements that end no line */
	RULES_VOID,	     /* elements that hold nothing */
	RULES_LISTS
};

/*
 * What packs add to the lists of this page, as lines of base_rules.h; those of
 * the page before are forgotten.  LENS_MALFORMED: none are added.
 */
LENS_MUST enum lens_err rules_add(struct base_view more);

/* True when a name is on the list, whatever its case. */
bool rules_has(enum rules_list list, struct base_view name);

/*
 * What an entry of two words means: its second one, or itself where it has
 * one; NULL for a name that is not on the list.  Its case counts.
 */
const char *rules_meaning(enum rules_list list, struct base_view name);

/* The first word of the list's entry i; false behind the last. */
bool rules_entry(enum rules_list list, size_t i, struct base_view *out);

/* True when an entry of the list is somewhere in the text, whatever its case.
 */
bool rules_within(enum rules_list list, struct base_view text);

/* True when the path of an address ends as a drawing's does (".svg"). */
bool rules_is_drawing(struct base_view address);

/* Pixels up to which the file itself shows nobody; how often a sign stands. */
unsigned rules_icon_size(void);
unsigned rules_icon_times(void);

/*
 * What stands for an address without the size that it asks for; never 0.
 * *asks: the larger side it asks for in pixels, 0 when it asks for none.
 */
uint64_t rules_size_key(struct base_view address, uint32_t *asks);

#endif
