/* flow.c: lines on pages. */
#include <string.h>

#include "flow.h"

#define FLOW_SMALL 8.0 /* points: page numbers */
#define FLOW_MARK 5.0  /* millimetres: a fold mark */
#define FLOW_FOOT 12.0 /* millimetres above the lower edge */
#define FLOW_SPACING 1.15
#define FLOW_NUMBER 16
#define FLOW_WORD 32 /* of what is not broken */
#define FLOW_PART 6  /* "para." */
#define FLOW_SUM 40  /* digits and gaps: no word is so long */
#define FLOW_FIXED                                                             \
	"Liberation Mono, DejaVu Sans Mono, Noto Sans Mono, monospace"

/*
 * Families that cover Latin, Greek and Cyrillic in one shape; what they lack,
 * Arabic and Hebrew among it, Pango takes from the next.
 */
#define FLOW_FAMILIES "Liberation Sans, DejaVu Sans, Noto Sans, sans-serif"

/* A checksum is compared sign by sign: all of one width. */
static void flow_fixed(PangoAttrList *list, const char *text)
{
	for (const char *from = text; *from != '\0';) {
		size_t size = strspn(from, "0123456789abcdef ");
		PangoAttribute *fixed;

		if (size >= FLOW_SUM) {
			fixed = pango_attr_family_new(FLOW_FIXED);
			fixed->start_index = (guint)(from - text);
			fixed->end_index = fixed->start_index + (guint)size;
			pango_attr_list_insert(list, fixed);
		}
		from += size > 0 ? size : 1;
	}
}

/* A reference ("[LC-7F3K-92QA]") and a provision ("15(1)(c)"), so long. */
static bool flow_is_whole(const char *word, size_t size)
{
	bool whole = size < FLOW_WORD && (strncmp(word, "LC-", 3) == 0 ||
					  strncmp(word, "[LC-", 4) == 0);

	for (size_t i = 1; i < size && size < FLOW_WORD && !whole; i++)
		whole = word[i] == '(' && g_ascii_isdigit(word[i - 1]);
	return whole;
}

static bool flow_is_address(const char *word, size_t size)
{
	return g_strstr_len(word, (gssize)size, "://") != NULL ||
	       g_strstr_len(word, (gssize)size, "@") != NULL;
}

static void flow_whole(PangoAttrList *list, const char *text, const char *from,
		       const char *to)
{
	PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);

	whole->start_index = (guint)(from - text);
	whole->end_index = (guint)(to - text);
	pango_attr_list_insert(list, whole);
}

/* A hyphen at the end of a line reads as one that joins: whoever copies an
 * address or a number loses it.  No line ends, or begins, with such a one. */
static void flow_hyphens(PangoAttrList *list, const char *text,
			 const char *word, size_t size)
{
	bool address = flow_is_address(word, size);

	for (size_t i = 1; i + 1 < size; i++)
		if (word[i] == '-' &&
		    (address || g_ascii_isdigit(word[i - 1]) ||
		     g_ascii_isdigit(word[i + 1])))
			flow_whole(list, text, g_utf8_prev_char(word + i),
				   g_utf8_next_char(word + i + 1));
}

/* "Art.", "Abs.", "§", "point": what a number or a letter belongs to. */
static bool flow_is_part(const char *word, size_t size)
{
	static const char *const parts[] = {"§",     "§§",  "n°",
					    "point", "lid", "onder"};
	size_t bracket = size > 0 && word[0] == '(';
	bool part = false;

	word += bracket;
	size -= bracket;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && !part; i++)
		part = strlen(parts[i]) == size &&
		       strncmp(word, parts[i], size) == 0;
	return part ||
	       (size > 1 && size <= FLOW_PART && word[size - 1] == '.' &&
		g_ascii_isalpha(word[size - 2]));
}

/* What goes on with it: "15(1)", "c)," and not "I". */
static bool flow_is_numbered(const char *word)
{
	return g_ascii_isdigit(word[0]) ||
	       (g_ascii_islower(word[0]) && !g_ascii_isalnum(word[1]) &&
		(unsigned char)word[1] < 0x80);
}

/* What is looked up as a whole stands on one line. */
static void flow_unbroken(PangoAttrList *list, const char *text)
{
	for (const char *from = text; *from != '\0';) {
		size_t size = strcspn(from, " \n");
		const char *next = from + size + 1;

		if (from[size] == ' ' && flow_is_part(from, size) &&
		    flow_is_numbered(next))
			flow_whole(list, text, from, next + 1);
		if (flow_is_whole(from, size))
			flow_whole(list, text, from, from + size);
		else
			flow_hyphens(list, text, from, size);
		from += size + (from[size] != '\0');
	}
}

/* ---- Spaces ---- */

/*
 * What has no glyph of its own is written into a PDF as a text beside it, and
 * some readers of tagged PDFs end a paragraph there.  So a space that allows no
 * break is a space like others, and one at a line's end is drawn.
 */

#define FLOW_NO_BREAK "\xc2\xa0"

/* The text with such spaces, which break no more than they did; the caller's.
 */
static char *flow_spaces(PangoAttrList *list, const char *text)
{
	GString *out = g_string_new(NULL);
	const char *from = text, *space;
	GArray *at = g_array_new(FALSE, FALSE, sizeof(gsize));

	while ((space = strstr(from, FLOW_NO_BREAK)) != NULL) {
		g_string_append_len(out, from, space - from);
		g_array_append_val(at, out->len);
		g_string_append_c(out, ' ');
		from = space + strlen(FLOW_NO_BREAK);
	}
	g_string_append(out, from);
	for (guint i = 0; i < at->len; i++) {
		const char *kept = out->str + g_array_index(at, gsize, i);

		flow_whole(list, out->str,
			   kept > out->str ? g_utf8_prev_char(kept) : kept,
			   kept[1] != '\0' ? g_utf8_next_char(kept + 1)
					   : kept + 1);
	}
	g_array_free(at, TRUE);
	return g_string_free(out, FALSE);
}

/* The character of a glyph. */
static char flow_char(const char *text, const PangoGlyphItem *run, int glyph)
{
	return text[run->item->offset + run->glyphs->log_clusters[glyph]];
}

/* The glyph of a space in a run; PANGO_GLYPH_EMPTY: none is drawn there. */
static PangoGlyph flow_run_space(const char *text, const PangoGlyphItem *run)
{
	for (int i = 0; i < run->glyphs->num_glyphs; i++)
		if (flow_char(text, run, i) == ' ' &&
		    run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
			return run->glyphs->glyphs[i].glyph;
	return PANGO_GLYPH_EMPTY;
}

/* The same of a font, from wherever one is drawn in it. */
static PangoGlyph flow_font_space(PangoLayout *layout, const char *text,
				  const PangoFont *font)
{
	PangoGlyph space = PANGO_GLYPH_EMPTY;

	for (int i = 0; i < pango_layout_get_line_count(layout); i++)
		for (GSList *at =
			 pango_layout_get_line_readonly(layout, i)->runs;
		     at != NULL && space == PANGO_GLYPH_EMPTY; at = at->next) {
			const PangoGlyphItem *run = at->data;

			if (run->item->analysis.font == font)
				space = flow_run_space(text, run);
		}
	return space;
}

/* Pango draws none at a line's end; it takes no room there. */
static void flow_draw_spaces(PangoLayout *layout, const char *text)
{
	const PangoFont *font = NULL;
	PangoGlyph space = PANGO_GLYPH_EMPTY;

	for (int i = 0; i < pango_layout_get_line_count(layout); i++)
		for (GSList *at =
			 pango_layout_get_line_readonly(layout, i)->runs;
		     at != NULL; at = at->next) {
			PangoGlyphItem *run = at->data;

			if (run->item->analysis.font != font) {
				font = run->item->analysis.font;
				space = flow_font_space(layout, text, font);
			}
			for (int g = 0; g < run->glyphs->num_glyphs; g++)
				if (run->glyphs->glyphs[g].glyph ==
					PANGO_GLYPH_EMPTY &&
				    flow_char(text, run, g) == ' ')
					run->glyphs->glyphs[g].glyph = space;
		}
}

/* No hyphen that is not of the text: an address with one is another. */
static void flow_attributes(PangoLayout *layout, PangoAttrList *list,
			    const char *text)
{
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	flow_fixed(list, text);
	flow_unbroken(list, text);
	pango_layout_set_attributes(layout, list);
}

/* Number and text on one line, so that whoever copies them has both. */
static void flow_hang(PangoLayout *layout)
{
	int indent = (int)(FLOW_INDENT * PANGO_SCALE);
	PangoTabArray *tabs = pango_tab_array_new_with_positions(
	    1, FALSE, PANGO_TAB_LEFT, indent);

	pango_layout_set_indent(layout, -indent);
	pango_layout_set_tabs(layout, tabs);
	pango_tab_array_free(tabs);
}

static PangoLayout *flow_new(const struct flow *flow,
			     const struct texts_key *key)
{
	PangoLayout *layout = pango_layout_new(flow->context);
	PangoFontDescription *font =
	    pango_font_description_from_string(FLOW_FAMILIES);
	PangoAttrList *list = pango_attr_list_new();
	char *text = flow_spaces(list, key->text);

	pango_font_description_set_absolute_size(font, key->size * PANGO_SCALE);
	pango_font_description_set_weight(
	    font, key->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_line_spacing(layout, FLOW_SPACING);
	/* An address or a hash has no place to break but anywhere. */
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (key->width > 0)
		pango_layout_set_width(layout, (int)(key->width * PANGO_SCALE));
	/* A name written from the right stands in a letter written from the
	 * left. */
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_text(layout, text, -1);
	flow_attributes(layout, list, text);
	pango_attr_list_unref(list);
	if (key->manner == TEXTS_RIGHT)
		pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
	if (key->manner == TEXTS_ITEM)
		flow_hang(layout);
	flow_draw_spaces(layout, text);
	g_free(text);
	return layout;
}

/* Made once; nobody changes it afterwards. */
static PangoLayout *flow_made(const struct flow *flow,
			      const struct texts_key *key)
{
	char *name;
	PangoLayout *layout = texts_find(key, &name);

	if (layout == NULL) {
		layout = flow_new(flow, key);
		texts_keep(name, layout);
	} else {
		g_free(name);
	}
	if (flow->lacks != NULL)
		*flow->lacks |=
		    pango_layout_get_unknown_glyphs_count(layout) > 0;
	return layout;
}

PangoLayout *flow_text(const struct flow *flow, const char *text, double size,
		       bool bold, double width)
{
	return flow_made(
	    flow, &(struct texts_key){TEXTS_PLAIN, bold, size, width, text});
}

PangoLayout *flow_right(const struct flow *flow, const char *text, double size,
			bool bold, double width)
{
	return flow_made(
	    flow, &(struct texts_key){TEXTS_RIGHT, bold, size, width, text});
}

PangoLayout *flow_item(const struct flow *flow, const char *text)
{
	return flow_made(flow,
			 &(struct texts_key){TEXTS_ITEM, false, flow->size,
					     flow->width, text});
}

double flow_height(PangoLayout *layout)
{
	int height;

	pango_layout_get_size(layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

void flow_show(struct flow *flow, PangoLayout *layout, double x, double y)
{
	cairo_move_to(flow->cairo, x, y);
	pango_cairo_show_layout(flow->cairo, layout);
}

void flow_picture(struct flow *flow, cairo_surface_t *picture,
		  cairo_filter_t filter, double x, double y, double scale)
{
	cairo_save(flow->cairo);
	cairo_translate(flow->cairo, x, y);
	cairo_scale(flow->cairo, scale, scale);
	cairo_set_source_surface(flow->cairo, picture, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(flow->cairo), filter);
	cairo_paint(flow->cairo);
	cairo_restore(flow->cairo);
}

/* ---- Pages ---- */

/* "Page %1 of %2" with the numbers put in. */
static char *flow_page_words(const struct flow *flow)
{
	GString *words = g_string_new(flow->document->page_words);
	char number[2][FLOW_NUMBER];

	g_snprintf(number[0], FLOW_NUMBER, "%u", flow->page);
	g_snprintf(number[1], FLOW_NUMBER, "%u", flow->pages);
	g_string_replace(words, "%1", number[0], 1);
	g_string_replace(words, "%2", number[1], 1);
	return g_string_free(words, FALSE);
}

static void flow_foot(struct flow *flow)
{
	char *words = flow_page_words(flow);
	PangoLayout *layout =
	    flow_right(flow, words, FLOW_SMALL, false, flow->width);

	flow_show(flow, layout, flow->left,
		  FLOW_MM(flow->layout->height - FLOW_FOOT));
	g_object_unref(layout);
	g_free(words);
}

static void flow_marks(struct flow *flow)
{
	cairo_set_line_width(flow->cairo, 0.3);
	for (size_t i = 0; i < 3 && flow->layout->folds[i] > 0; i++) {
		double y = FLOW_MM(flow->layout->folds[i]);

		cairo_move_to(flow->cairo, 0, y);
		cairo_line_to(flow->cairo, FLOW_MM(FLOW_MARK), y);
		cairo_stroke(flow->cairo);
	}
}

void flow_begin(struct flow *flow, const char *tag)
{
	flow->tag = tag;
	if (tag != NULL)
		cairo_tag_begin(flow->cairo, tag, NULL);
}

void flow_end(struct flow *flow)
{
	if (flow->tag != NULL)
		cairo_tag_end(flow->cairo, flow->tag);
	flow->tag = NULL;
}

void flow_page(struct flow *flow)
{
	/* A part that goes on is a part of each page. */
	const char *tag = flow->tag;

	flow_end(flow);
	if (flow->page > 0)
		cairo_show_page(flow->cairo);
	flow->page++;
	flow->y = FLOW_MM(flow->layout->top);
	flow_foot(flow);
	if (flow->page == 1)
		flow_marks(flow);
	flow_begin(flow, tag);
}

void flow_need(struct flow *flow, double height)
{
	if (flow->y + height > flow->bottom)
		flow_page(flow);
}

void flow_keep(struct flow *flow, double height)
{
	if (!flow->whole || flow->last != 0)
		flow_need(flow, height);
}

/* ---- Lines ---- */

void flow_lines(struct flow *flow, PangoLayout *layout, double x)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);

	do {
		PangoLayoutLine *line =
		    pango_layout_iter_get_line_readonly(iter);
		PangoRectangle logical;
		double height, baseline;

		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		height = (double)logical.height / PANGO_SCALE;
		baseline =
		    (double)(pango_layout_iter_get_baseline(iter) - logical.y) /
		    PANGO_SCALE;
		flow_need(flow, height);
		cairo_move_to(flow->cairo, x + (double)logical.x / PANGO_SCALE,
			      flow->y + baseline);
		pango_cairo_show_layout_line(flow->cairo, line);
		flow->y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}
