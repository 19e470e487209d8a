/* code.c: a QR code on paper; libqrencode says which of its squares are black.
 */
#include <string.h>

#include "flow.h"

#define CODE_SQUARE FLOW_MM(0.5) /* what a telephone reads from paper */
#define CODE_QUIET 4		 /* squares left white around it */
#define CODE_DOTS 4		 /* of a square's side, in the picture */
#define CODE_BLACK 1		 /* the bit of a square that says so */
#define CODE_AFTER 6.0		 /* points */

/* Borrowed from the flow; NULL where it holds too much. */
static const QRcode *code_make(const struct flow *flow, unsigned i)
{
	const char *text = flow->document->blocks[i].cells[0];
	struct flow_code *code = flow->code;

	if (code->made != NULL && code->of == i)
		return code->made;
	code_free(code);
	code->of = i;
	code->made = QRcode_encodeData(
	    (int)strlen(text), (const unsigned char *)text, 0, QR_ECLEVEL_M);
	return code->made;
}

void code_free(struct flow_code *code)
{
	QRcode_free(code->made);
	code->made = NULL;
}

static PangoLayout *code_title(const struct flow *flow, unsigned i)
{
	return flow_text(flow, flow->document->blocks[i].cells[1], flow->size,
			 false, flow->width);
}

static double code_side(const QRcode *code)
{
	return code != NULL ? (code->width + 2 * CODE_QUIET) * CODE_SQUARE : 0;
}

static double code_room(PangoLayout *title, const QRcode *code)
{
	return flow_height(title) + code_side(code) + 2 * CODE_AFTER;
}

double code_height(const struct flow *flow, unsigned i)
{
	PangoLayout *title = code_title(flow, i);
	double height = code_room(title, code_make(flow, i));

	g_object_unref(title);
	return height;
}

/* Its squares as a picture, several dots each: what draws a page smaller has
 * something to average. */
static cairo_surface_t *code_picture(const QRcode *code)
{
	int side = code->width * CODE_DOTS;
	cairo_surface_t *surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
	unsigned char *data = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);

	for (int y = 0; data != NULL && y < side; y++)
		for (int x = 0; x < side; x++) {
			unsigned char square =
			    code->data[y / CODE_DOTS * code->width +
				       x / CODE_DOTS];

			memset(data + y * stride + 4 * x,
			       square & CODE_BLACK ? 0 : 255, 4);
		}
	cairo_surface_mark_dirty(surface);
	return surface;
}

static void code_show(struct flow *flow, const QRcode *code)
{
	cairo_surface_t *surface = code_picture(code);

	flow_picture(flow, surface, CAIRO_FILTER_NEAREST,
		     flow->left + CODE_QUIET * CODE_SQUARE,
		     flow->y + CODE_QUIET * CODE_SQUARE,
		     CODE_SQUARE / CODE_DOTS);
	cairo_surface_destroy(surface);
}

unsigned code_set(struct flow *flow, unsigned i)
{
	PangoLayout *title = code_title(flow, i);
	const QRcode *code = code_make(flow, i);

	flow->y += CODE_AFTER;
	flow_need(flow, code_room(title, code));
	flow_lines(flow, title, flow->left);
	/* A screen reader has the schedule's table, not this. */
	flow_end(flow);
	if (code != NULL)
		code_show(flow, code);
	flow->y += code_side(code) + CODE_AFTER;
	g_object_unref(title);
	return i + 1;
}
