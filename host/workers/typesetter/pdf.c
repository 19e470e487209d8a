/* pdf.c: a letter as PDF. */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "flow.h"

#define PDF_SIZE 10.5 /* points, of the head and, as a rule, the text */
#define PDF_TIGHT 9.5 /* the least of the text */
#define PDF_SMALL 7.5 /* the line above the address */
#define PDF_LEAST 6.0 /* the same, of a long sender */
#define PDF_AFTER 6.0 /* between paragraphs */
#define PDF_SIGN 34.0 /* room to sign */
#define PDF_FEW 300.0 /* down a second page: that may fit the first */

/*
 * DIN 5008:2020 form B (address field from 45 mm, text from 103.41 mm after
 * the information block, fold marks at 105 and 210 mm, punch mark at
 * 148.5 mm); BS 4264 DL window and United States number 10 by their windows.
 */
static const struct flow_layout pdf_layouts[IPC_LAYOUTS] = {
    [IPC_LAYOUT_DIN5008] = {.width = 210,
			    .height = 297,
			    .left = 25,
			    .right = 20,
			    .top = 25,
			    .bottom = 20,
			    .sender_left = 125,
			    .sender_top = 15,
			    .return_top = 57.7,
			    .address_left = 25,
			    .address_top = 62.7,
			    .address_width = 80,
			    .facts_left = 125,
			    .facts_top = 50,
			    .text_top = 103.41,
			    .folds = {105, 148.5, 210}},
    [IPC_LAYOUT_UK] = {.width = 210,
		       .height = 297,
		       .left = 25,
		       .right = 25,
		       .top = 25,
		       .bottom = 20,
		       .sender_left = 115,
		       .sender_top = 15,
		       .sender_right = true,
		       .address_left = 25,
		       .address_top = 50,
		       .address_width = 80,
		       .facts_left = 115,
		       .facts_top = 60,
		       .text_top = 95,
		       .folds = {99, 198}},
    [IPC_LAYOUT_US] = {.width = 215.9,
		       .height = 279.4,
		       .left = 25.4,
		       .right = 25.4,
		       .top = 25.4,
		       .bottom = 25.4,
		       .sender_left = 25.4,
		       .sender_top = 15,
		       .address_left = 25.4,
		       .address_top = 53,
		       .address_width = 90,
		       .facts_left = 130,
		       .facts_top = 15,
		       .text_top = 92,
		       .folds = {93.1, 186.3}},
    [IPC_LAYOUT_FRENCH] = {.width = 210,
			   .height = 297,
			   .left = 25,
			   .right = 20,
			   .top = 25,
			   .bottom = 20,
			   .sender_left = 25,
			   .sender_top = 15,
			   .address_left = 110,
			   .address_top = 50,
			   .address_width = 80,
			   .facts_left = 25,
			   .facts_top = 62,
			   .text_top = 100,
			   .folds = {99, 198}},
    [IPC_LAYOUT_SWISS] = {.width = 210,
			  .height = 297,
			  .left = 25,
			  .right = 20,
			  .top = 25,
			  .bottom = 20,
			  .sender_left = 25,
			  .sender_top = 15,
			  .address_left = 118,
			  .address_top = 52,
			  .address_width = 72,
			  .facts_left = 25,
			  .facts_top = 62,
			  .text_top = 100,
			  .folds = {105, 148.5, 210}},
    [IPC_LAYOUT_REPORT] = {.width = 210,
			   .height = 297,
			   .left = 25,
			   .right = 20,
			   .top = 25,
			   .bottom = 20,
			   .sender_left = 25,
			   .sender_top = 15,
			   .address_left = 25,
			   .address_top = 15,
			   .address_width = 80,
			   .facts_left = 25,
			   .facts_top = 15,
			   .text_top = 25},
};

/* ---- The head ---- */

/* Set a text there whole; where it ends. */
static double pdf_place(struct flow *flow, const char *text, double size,
			double left, double top, double width, bool flush_right)
{
	PangoLayout *layout = (flush_right ? flow_right : flow_text)(
	    flow, text, size, false, FLOW_MM(width));
	double end = FLOW_MM(top) + flow_height(layout);

	flow_show(flow, layout, FLOW_MM(left), FLOW_MM(top));
	g_object_unref(layout);
	return end;
}

/* Name and address: the post brings nothing back to an e-mail address.  Each
 * is set apart (FSI, PDI): a number after a name that is written from the
 * right would stand before it. */
static GString *pdf_return_text(const char *sender)
{
	GString *line = g_string_new(NULL);
	char **parts = g_strsplit(sender, "\n", -1);

	for (unsigned i = 0; parts[i] != NULL; i++)
		if (parts[i][0] != '\0' && strchr(parts[i], '@') == NULL)
			g_string_append_printf(line, "%s\u2068%s\u2069",
					       line->len > 0 ? " · " : "",
					       parts[i]);
	g_strfreev(parts);
	return line;
}

/* The sender on one line, so that an envelope that cannot be delivered comes
 * back; the mail's window shows it.  It is set as small as it takes to be
 * whole, and over two lines before that is too small to be read. */
static void pdf_return_line(struct flow *flow)
{
	const struct flow_layout *place = flow->layout;
	GString *line = pdf_return_text(flow->document->sender);
	double size = PDF_SMALL, room = FLOW_MM(place->address_width);

	if (place->return_top > 0 && line->len > 0) {
		PangoLayout *layout =
		    flow_text(flow, line->str, size, false, room);

		while (pango_layout_get_line_count(layout) > 1 &&
		       size > PDF_LEAST) {
			g_object_unref(layout);
			size -= 0.25;
			layout = flow_text(flow, line->str, size, false, room);
		}
		/* It ends where the address begins. */
		flow_show(flow, layout, FLOW_MM(place->address_left),
			  FLOW_MM(place->address_top - 1) -
			      flow_height(layout));
		g_object_unref(layout);
	}
	g_string_free(line, TRUE);
}

/* Whether the address stands below the sender, and not beside it. */
static bool pdf_is_below(const struct flow_layout *place, double width)
{
	return place->address_left < place->sender_left + width &&
	       place->sender_left < place->address_left + place->address_width;
}

/* The letterhead, and the sender below it, in that size; where they end, or
 * would end. */
static double pdf_sender_sized(struct flow *flow, double size, double width,
			       bool show)
{
	const struct flow_layout *place = flow->layout;
	const char *const texts[] = {flow->document->letterhead,
				     flow->document->sender};
	double y = FLOW_MM(place->sender_top);

	for (unsigned i = 0; i < 2; i++) {
		PangoLayout *layout;

		if (i == 0 && texts[0][0] == '\0')
			continue;
		layout = (place->sender_right ? flow_right : flow_text)(
		    flow, texts[i], size, i == 0, FLOW_MM(width));
		if (show)
			flow_show(flow, layout, FLOW_MM(place->sender_left), y);
		y += flow_height(layout) + (i == 0 ? PDF_AFTER / 2 : 0);
		g_object_unref(layout);
	}
	return y;
}

/* Where it ends.  The address stands in the window whatever is above it: what
 * would reach it is set as small as it takes. */
static double pdf_sender(struct flow *flow, double width)
{
	const struct flow_layout *place = flow->layout;
	double size = PDF_SIZE, room = FLOW_MM(place->address_top) - PDF_AFTER;

	while (pdf_is_below(place, width) && size > PDF_LEAST &&
	       pdf_sender_sized(flow, size, width, false) > room)
		size -= 0.5;
	return pdf_sender_sized(flow, size, width, true);
}

/* Where the head ends: a long sender moves what stands below it down. */
static double pdf_head(struct flow *flow)
{
	const struct flow_layout *place = flow->layout;
	const struct ipc_document *document = flow->document;
	double right = place->width - place->right, sender, address, end;
	double facts_top = place->facts_top;
	bool beside = place->facts_top > place->sender_top;
	char *facts =
	    g_strjoin(document->facts[0] && document->date[0] ? "\n" : "",
		      document->facts, document->date, NULL);
	/* To the margin, or to the address that stands to its right. */
	double edge = place->address_left > place->sender_left
			  ? place->address_left - 5
			  : right;

	if (!beside && place->facts_left > place->sender_left)
		edge = place->facts_left - 5;
	sender = pdf_sender(flow, edge - place->sender_left);
	if (beside && FLOW_MM(facts_top) < sender + PDF_AFTER)
		facts_top = (sender + PDF_AFTER) * 25.4 / 72.0;
	pdf_return_line(flow);
	address =
	    pdf_place(flow, document->recipient, PDF_SIZE, place->address_left,
		      place->address_top, place->address_width, false);
	end = pdf_place(flow, facts, PDF_SIZE - 1, place->facts_left, facts_top,
			(place->address_left > place->facts_left
			     ? place->address_left - 5
			     : right) -
			    place->facts_left,
			place->sender_right);
	g_free(facts);
	if (address > end)
		end = address;
	return sender > end ? sender : end;
}

/* ---- Blocks ---- */

/* Smaller letters stand closer. */
static double pdf_after(const struct flow *flow)
{
	return PDF_AFTER * flow->size / PDF_SIZE;
}

static double pdf_room(const struct flow *flow)
{
	return PDF_SIGN * flow->size / PDF_SIZE;
}

static void pdf_flow(struct flow *flow, const char *text, double size,
		     bool bold, double together)
{
	PangoLayout *layout = flow_text(flow, text, size, bold, flow->width);
	double height = flow_height(layout);

	/* No line alone at the foot of a page, nor a heading. */
	flow_keep(flow, height < together ? height : together);
	flow_lines(flow, layout, flow->left);
	g_object_unref(layout);
}

static bool pdf_is(const struct flow *flow, unsigned i,
		   enum ipc_block_kind kind)
{
	return i < flow->document->count &&
	       flow->document->blocks[i].kind == kind;
}

/* The last paragraph goes with the closing words, unless it is half a page: a
 * signature that stands alone could be of any letter. */
static double pdf_last(const struct flow *flow, unsigned i)
{
	PangoLayout *layout =
	    flow_text(flow, flow->document->blocks[i].cells[0], flow->size,
		      false, flow->width);
	double height = flow_height(layout);

	g_object_unref(layout);
	return height < flow->bottom / 2 ? height : 0;
}

/* What must stand on the page of a paragraph besides it: the first item it
 * announces; the closing words and the name below the last paragraph. */
static double pdf_company(const struct flow *flow, unsigned i)
{
	const double line = flow->size * 1.5;

	if (pdf_is(flow, i + 1, IPC_BLOCK_SIGN))
		return line + pdf_after(flow) + pdf_room(flow) + line;
	if (pdf_is(flow, i + 2, IPC_BLOCK_SIGN))
		return pdf_last(flow, i) + 2 * (line + pdf_after(flow)) +
		       pdf_room(flow) + line;
	if (pdf_is(flow, i + 3, IPC_BLOCK_SIGN))
		return 6 * line + 2 * (line + pdf_after(flow)) +
		       pdf_room(flow) + line;
	if (pdf_is(flow, i + 1, IPC_BLOCK_ITEM) ||
	    pdf_is(flow, i + 1, IPC_BLOCK_HEAD))
		return 3 * line + pdf_after(flow);
	return 0;
}

static unsigned pdf_paragraph(struct flow *flow, unsigned i)
{
	flow_keep(flow, pdf_company(flow, i));
	pdf_flow(flow, flow->document->blocks[i].cells[0], flow->size, false,
		 3 * flow->size * 1.5);
	flow->y += pdf_after(flow);
	return i + 1;
}

static unsigned pdf_heading(struct flow *flow, unsigned i)
{
	const double line = flow->size * 1.5;
	double below = 3 * line;

	/* Where what is below it goes to the next page, it goes there too. */
	if (pdf_is(flow, i + 1, IPC_BLOCK_PARAGRAPH))
		below = fmax(below, pdf_company(flow, i + 1));
	flow->y += pdf_after(flow);
	flow_keep(flow, 2 * line + below);
	pdf_flow(flow, flow->document->blocks[i].cells[0], flow->size + 0.5,
		 true, 0);
	flow->y += pdf_after(flow) / 2;
	return i + 1;
}

static unsigned pdf_item(struct flow *flow, unsigned i)
{
	const struct ipc_block *block = &flow->document->blocks[i];
	char *text = g_strjoin("\t", block->cells[0], block->cells[1], NULL);
	PangoLayout *layout = flow_item(flow, text);

	flow_keep(flow, 2 * flow->size * 1.5);
	flow_lines(flow, layout, flow->left);
	flow->y += pdf_after(flow) / 2;
	g_object_unref(layout);
	g_free(text);
	return i + 1;
}

/* How high all blocks from i on are; more than a page where it is not known. */
static double pdf_rest(const struct flow *flow, unsigned i)
{
	double height = 4 * pdf_after(flow);

	for (; i < flow->document->count; i++) {
		const struct ipc_block *block = &flow->document->blocks[i];
		bool item = block->kind == IPC_BLOCK_ITEM;
		PangoLayout *layout;

		if (block->kind == IPC_BLOCK_CODE) {
			height += code_height(flow, i);
			continue;
		}
		if (!item && block->kind != IPC_BLOCK_PARAGRAPH &&
		    block->kind != IPC_BLOCK_HEADING)
			return flow->bottom;
		layout = flow_text(flow, block->cells[item], flow->size + 0.5,
				   block->kind == IPC_BLOCK_HEADING,
				   flow->width - FLOW_INDENT);
		height += flow_height(layout) + pdf_after(flow);
		g_object_unref(layout);
	}
	return height;
}

/* The letter ends here, unless it did before. */
static void pdf_ends(struct flow *flow)
{
	if (flow->last == 0) {
		flow->last = flow->page;
		flow->end = flow->y;
	}
}

/* A schedule has a page to itself, unless all of it fits below the letter. */
static unsigned pdf_new_page(struct flow *flow, unsigned i)
{
	double rest = pdf_rest(flow, i + 1);

	pdf_ends(flow);
	if (flow->y + 2 * pdf_after(flow) + rest > flow->bottom)
		flow_page(flow);
	else
		flow->y += 2 * pdf_after(flow);
	return i + 1;
}

static unsigned pdf_sign(struct flow *flow, unsigned i)
{
	double room = pdf_room(flow);

	flow_keep(flow, room + 2 * flow->size);
	flow->y += room;
	/* A screen reader has the name below it. */
	sign_show(flow, room);
	flow_begin(flow, "P");
	return pdf_paragraph(flow, i);
}

static unsigned (*const pdf_blocks[IPC_BLOCKS])(struct flow *, unsigned) = {
    [IPC_BLOCK_PARAGRAPH] = pdf_paragraph, [IPC_BLOCK_HEADING] = pdf_heading,
    [IPC_BLOCK_ITEM] = pdf_item,	   [IPC_BLOCK_HEAD] = table_set,
    [IPC_BLOCK_ROW] = table_set,	   [IPC_BLOCK_PAGE] = pdf_new_page,
    [IPC_BLOCK_SIGN] = pdf_sign,	   [IPC_BLOCK_CODE] = code_set,
};

/* What a screen reader is told a block is; NULL: no text, or it says so
 * itself. */
static const char *const pdf_tags[IPC_BLOCKS] = {
    [IPC_BLOCK_PARAGRAPH] = "P", [IPC_BLOCK_HEADING] = "H2",
    [IPC_BLOCK_ITEM] = "LI",	 [IPC_BLOCK_HEAD] = "Table",
    [IPC_BLOCK_ROW] = "Table",	 [IPC_BLOCK_CODE] = "P",
};

/* It was tried as one page, and is more. */
static bool pdf_is_vain(const struct flow *flow)
{
	return flow->whole && flow->last == 0 && flow->page > 1;
}

static void pdf_set(struct flow *flow)
{
	unsigned i = 0;
	double head;

	cairo_tag_begin(flow->cairo, "Document", NULL);
	flow_page(flow);
	flow_begin(flow, "P");
	head = pdf_head(flow) + 2 * flow->size;
	flow_end(flow);
	flow->y = FLOW_MM(flow->layout->text_top);
	if (head > flow->y)
		flow->y = head;
	flow_begin(flow, "H1");
	pdf_flow(flow, flow->document->subject, flow->size + 0.5, true, 0);
	flow_end(flow);
	flow->y += 2 * pdf_after(flow);
	while (i < flow->document->count && !pdf_is_vain(flow)) {
		enum ipc_block_kind kind = flow->document->blocks[i].kind;

		flow_begin(flow, pdf_tags[kind]);
		i = pdf_blocks[kind](flow, i);
		flow_end(flow);
	}
	pdf_ends(flow);
	cairo_tag_end(flow->cairo, "Document");
	cairo_show_page(flow->cairo);
}

/* ---- The file ---- */

static cairo_status_t pdf_out(void *context, const unsigned char *data,
			      unsigned size)
{
	struct typesetter_room *room = context;

	typesetter_add(room, data, size);
	return room->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

#define PDF_LAST 253402300799 /* second of a year of four digits */

static void pdf_about(cairo_surface_t *surface,
		      const struct ipc_document *document)
{
	char stamp[BASE_MOMENT];
	int64_t made = document->made;
	bool dated =
	    made >= 0 && made <= PDF_LAST && base_moment(stamp, made * 1000);

	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
				       document->subject);
	/* NULL: none; Cairo puts in its own where it is not told. */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       dated ? stamp : NULL);
}

/* How a letter is set, and how that came out. */
struct pdf_pass {
	double size;
	bool whole;	/* as one page, before what is enclosed */
	unsigned pages; /* 0 while they are counted */
	unsigned last;	/* out: where the letter ends */
	double end;	/* and how far down that page */
	bool lacks;	/* out, of the first: a sign is in no font here */
	struct flow_code *code;
};

/* Set it once, into room, or (NULL) only to see how it comes out; the number of
 * pages, 0 when that failed. */
static unsigned pdf_pass(const struct ipc_document *document,
			 struct pdf_pass *pass, struct typesetter_room *room)
{
	const struct flow_layout *layout = &pdf_layouts[document->layout];
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
	    room != NULL ? pdf_out : NULL, room, FLOW_MM(layout->width),
	    FLOW_MM(layout->height));
	struct flow flow = {
	    .layout = layout,
	    .document = document,
	    .cairo = cairo_create(surface),
	    .left = FLOW_MM(layout->left),
	    .width = FLOW_MM(layout->width - layout->left - layout->right),
	    .bottom = FLOW_MM(layout->height - layout->bottom),
	    .size = pass->size,
	    .whole = pass->whole,
	    .pages = pass->pages,
	    .lacks = room == NULL && !pass->whole ? &pass->lacks : NULL,
	    .code = pass->code};
	bool good;

	/* Within an empty clip all is measured, and nothing drawn or packed. */
	if (room == NULL) {
		cairo_rectangle(flow.cairo, 0, 0, 0, 0);
		cairo_clip(flow.cairo);
	}
	pdf_about(surface, document);
	flow.context = texts_context(flow.cairo, document->language);
	pdf_set(&flow);
	good = cairo_status(flow.cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(flow.cairo);
	cairo_surface_finish(surface);
	good &= cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(surface);
	pass->last = flow.last;
	pass->end = flow.end;
	return good ? flow.page : 0;
}

/* Whether it is one page in that size. */
static bool pdf_tries(const struct ipc_document *document, double size,
		      struct flow_code *code, struct pdf_pass *pass)
{
	*pass = (struct pdf_pass){.size = size, .whole = true, .code = code};
	pass->pages = pdf_pass(document, pass, NULL);
	return pass->last == 1;
}

/* A letter that a few lines keep from being one page is set a little smaller,
 * and no smaller than it takes; any other as it is. */
static struct pdf_pass pdf_fit(const struct ipc_document *document,
			       struct flow_code *code)
{
	static const double larger[] = {PDF_SIZE, 10.0};
	struct pdf_pass plain = {.size = PDF_SIZE, .code = code}, least, pass;

	plain.pages = pdf_pass(document, &plain, NULL);
	if (plain.lacks || plain.last != 2 || plain.end > PDF_FEW)
		return plain;
	/* Most that do not fit do not fit in the smallest either. */
	if (!pdf_tries(document, PDF_TIGHT, code, &least))
		return plain;
	for (size_t i = 0; i < sizeof(larger) / sizeof(larger[0]); i++)
		if (pdf_tries(document, larger[i], code, &pass))
			return pass;
	return least;
}

enum ipc_document_status pdf_write(const struct ipc_document *document,
				   struct typesetter_room *room)
{
	struct flow_code code = {NULL, 0};
	struct pdf_pass pass = pdf_fit(document, &code);
	enum ipc_document_status status = IPC_DOCUMENT_OK;

	/* Boxes in place of a name are worse than no paper. */
	if (pass.lacks)
		status = IPC_DOCUMENT_NO_FONT;
	else if (pass.pages == 0)
		status = IPC_DOCUMENT_TOO_MUCH_MEMORY;
	else if (pdf_pass(document, &pass, room) == 0)
		status = room->full ? IPC_DOCUMENT_TOO_LARGE
				    : IPC_DOCUMENT_TOO_MUCH_MEMORY;
	code_free(&code);
	return status;
}

bool pdf_ready(void)
{
	PangoFontFamily **families;
	int count = 0;

	pango_font_map_list_families(pango_cairo_font_map_get_default(),
				     &families, &count);
	g_free(families);
	return count > 0;
}
