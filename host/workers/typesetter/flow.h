/* flow.h: text that flows over pages. */
#ifndef LENSCAP_TYPESETTER_FLOW_H
#define LENSCAP_TYPESETTER_FLOW_H

#include <pango/pangocairo.h>
#include <qrencode.h>

#include "texts.h"
#include "typesetter.h"

/* Millimetres to points, in which Cairo's PDF pages are measured. */
#define FLOW_MM(mm) ((mm)*72.0 / 25.4)

/* The places of a letter's parts, in millimetres from the upper left. */
struct flow_layout {
	double width, height; /* of the page */
	double left, right;   /* margins */
	double top, bottom;   /* of pages after the first */
	double sender_left, sender_top;
	bool sender_right; /* set flush right */
	double return_top; /* the line above the address; 0: none */
	double address_left, address_top, address_width;
	double facts_left, facts_top; /* reference and date; 0: in the text */
	double text_top;	      /* where the subject begins */
	double folds[3];	      /* marks at the left edge; 0: none */
};

struct flow_code;

/* A letter while it is set.  All in points. */
struct flow {
	const struct flow_layout *layout;
	const struct ipc_document *document;
	cairo_t *cairo;
	PangoContext *context;
	double left, width; /* of the text */
	double size;	    /* and its letters */
	double y, bottom;
	unsigned page, pages; /* pages: 0 while they are counted */
	unsigned last;	      /* the page where the letter ends, before what
				 is enclosed */
	double end;	      /* and how far down it */
	bool whole;	      /* the letter is tried, or known, as one page:
				 nothing of it has to be kept together */
	const char *tag;      /* of the part at hand; NULL: none */
	bool *lacks; /* set where no font has a sign; NULL: not asked */
	struct flow_code *code;
};

/* The code of a document, which all passes set: it is made once. */
struct flow_code {
	QRcode *made; /* code_free() */
	unsigned of;  /* which block it is */
};
void code_free(struct flow_code *code);

#define FLOW_INDENT 17.0 /* points: of an item's text */

/* A layout of a text in a size (points) and weight, which is not to be changed;
 * freed by g_object_unref().  width in points, or 0 for as wide as it is. */
PangoLayout *flow_text(const struct flow *flow, const char *text, double size,
		       bool bold, double width);

/* The same flush right; and of an item: its mark, a tab, its text. */
PangoLayout *flow_right(const struct flow *flow, const char *text, double size,
			bool bold, double width);
PangoLayout *flow_item(const struct flow *flow, const char *text);

/* Its height in points. */
double flow_height(PangoLayout *layout);

/* Draw it whole, its upper left corner there. */
void flow_show(struct flow *flow, PangoLayout *layout, double x, double y);

/* The same of a picture, each of its dots so many points wide. */
void flow_picture(struct flow *flow, cairo_surface_t *picture,
		  cairo_filter_t filter, double x, double y, double scale);

/* A part begins, as PDF names its structure ("P"), and ends; it may go over
 * pages.  NULL begins none. */
void flow_begin(struct flow *flow, const char *tag);
void flow_end(struct flow *flow);

/* Go on to a new page, with its number and marks. */
void flow_page(struct flow *flow);

/* Make sure of so much room below, on a new page if need be. */
void flow_need(struct flow *flow, double height);

/* The same of what belongs together, where a page might end. */
void flow_keep(struct flow *flow, double height);

/* Set text line by line from flow->y on, over as many pages as it takes. */
void flow_lines(struct flow *flow, PangoLayout *layout, double x);

/* The block i, a QR code (ISO/IEC 18004) below what it is called, and what
 * room that takes, in points; returns the block after it. */
unsigned code_set(struct flow *flow, unsigned i);
double code_height(const struct flow *flow, unsigned i);

/* The person's signature, if there is one, within so much room above flow->y.
 */
void sign_show(struct flow *flow, double room);

/* The blocks from i on that are one table; returns the one after it. */
unsigned table_set(struct flow *flow, unsigned i);

#endif
