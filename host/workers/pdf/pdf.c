/* pdf.c: what poppler finds in a PDF. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <poppler.h>

#include <lenscap/base_address.h>

#include "pdf.h"

#define PDF_PAGES_MAX 2000
#define PDF_ICON 48 /* pixels a side: a sign, no photo */
/*
 * Of the seconds that it may take, in percent, from which on no page is begun
 * for its words, and none of its pictures: who is stopped loses all it found.
 */
#define PDF_WORDS_SHARE 50
#define PDF_PICTURES_SHARE 70

struct pdf {
	struct ipc_page *answer;
	uint8_t *room;
	size_t size, used;
	clock_t worked;			      /* clock(), at first */
	uint64_t keys[IPC_PAGE_PICTURES_MAX]; /* of the pictures so far */
};

/* ---- Words ---- */

static void pdf_words(struct pdf *pdf, PopplerPage *page, int number)
{
	char *text = poppler_page_get_text(page), name[32];

	snprintf(name, sizeof(name), "p.%d", number);
	ipc_page_tell_lines(pdf->answer, name, base_view_of(text ? text : ""));
	pdf->answer->canvases +=
	    text == NULL || text[strspn(text, " \t\r\n\f")] == '\0';
	g_free(text);
}

/* ---- Pictures ---- */

static cairo_status_t pdf_write(void *context, const unsigned char *bytes,
				unsigned size)
{
	struct pdf *pdf = context;

	if (size > pdf->size - pdf->used)
		return CAIRO_STATUS_WRITE_ERROR;
	memcpy(pdf->room + pdf->used, bytes, size);
	pdf->used += size;
	return CAIRO_STATUS_SUCCESS;
}

/* What stands on every page is one picture: told by its pixels, since packing
 * them is what takes the time. */
static bool pdf_knows(const struct pdf *pdf, uint64_t key, int width,
		      int height)
{
	const struct ipc_page *answer = pdf->answer;

	for (unsigned i = 0; i < answer->count; i++)
		if (pdf->keys[i] == key &&
		    answer->pictures[i].width == (uint32_t)width &&
		    answer->pictures[i].height == (uint32_t)height)
			return true;
	return false;
}

/* True when it is in the answer. */
static bool pdf_picture(struct pdf *pdf, cairo_surface_t *surface, int number)
{
	struct ipc_page *answer = pdf->answer;
	size_t before = pdf->used;
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const uint8_t *pixels = cairo_image_surface_get_data(surface);
	uint64_t key;

	if (pixels == NULL || width <= 0 || height <= 0 || stride <= 0)
		return false;
	key = base_address_key(
	    (struct base_view){pixels, (size_t)stride * (size_t)height});
	if (pdf_knows(pdf, key, width, height))
		return true;
	if (cairo_surface_write_to_png_stream(surface, pdf_write, pdf) !=
	    CAIRO_STATUS_SUCCESS) {
		pdf->used = before;
		return false;
	}
	pdf->keys[answer->count] = key;
	answer->pictures[answer->count] = (struct ipc_page_picture){
	    .kind = IPC_PAGE_PART,
	    .icon = width <= PDF_ICON && height <= PDF_ICON,
	    .same = answer->count,
	    .width = (uint32_t)width,
	    .height = (uint32_t)height,
	    .address = base_format("p.%d", number),
	    .size = pdf->used - before};
	answer->count++;
	return true;
}

/* Whether a share was used of what it may work: by the processor's clock, since
 * who waits for it waits longer on a busy machine. */
static bool pdf_is_late(const struct pdf *pdf, int share)
{
	return (clock() - pdf->worked) / share >=
	       CLOCKS_PER_SEC / 100 * IPC_PAGE_CPU_MAX;
}

static bool pdf_picture_of(struct pdf *pdf, PopplerPage *page, int id,
			   int number)
{
	cairo_surface_t *surface;
	bool taken = false;

	if (pdf->answer->count == IPC_PAGE_PICTURES_MAX ||
	    pdf_is_late(pdf, PDF_PICTURES_SHARE))
		return false;
	surface = poppler_page_get_image(page, id);
	if (surface == NULL)
		return false;
	if (cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE)
		taken = pdf_picture(pdf, surface, number);
	cairo_surface_destroy(surface);
	return taken;
}

static void pdf_pictures(struct pdf *pdf, PopplerPage *page, int number)
{
	GList *list = poppler_page_get_image_mapping(page);

	for (GList *at = list; at != NULL; at = at->next) {
		const PopplerImageMapping *mapping = at->data;

		if (pdf_picture_of(pdf, page, mapping->image_id, number))
			continue;
		pdf->answer->cut = true;
		pdf->answer->left_out++;
	}
	poppler_page_free_image_mapping(list);
}

/* ---- All of it ---- */

static void pdf_pages(struct pdf *pdf, PopplerDocument *document, int share,
		      void (*tell)(struct pdf *, PopplerPage *, int))
{
	int count = poppler_document_get_n_pages(document);

	pdf->answer->cut |= count > PDF_PAGES_MAX;
	for (int i = 0; i < count && i < PDF_PAGES_MAX; i++) {
		PopplerPage *page = NULL;

		if (!pdf_is_late(pdf, share))
			page = poppler_document_get_page(document, i);
		if (page == NULL) {
			pdf->answer->cut = true;
			continue;
		}
		tell(pdf, page, i + 1);
		g_object_unref(page);
	}
}

/* What it says is worth more than what it shows, and costs less. */
static void pdf_document(struct pdf *pdf, PopplerDocument *document)
{
	pdf_pages(pdf, document, PDF_WORDS_SHARE, pdf_words);
	pdf_pages(pdf, document, PDF_PICTURES_SHARE, pdf_pictures);
}

void pdf_read(struct base_view file, uint8_t *room, size_t room_size,
	      struct ipc_page *answer)
{
	struct pdf *pdf = base_alloc(1, sizeof(*pdf));
	GBytes *bytes = g_bytes_new_static(file.data, file.size);
	GError *error = NULL;
	PopplerDocument *document =
	    poppler_document_new_from_bytes(bytes, NULL, &error);

	*pdf = (struct pdf){.answer = answer,
			    .room = room,
			    .size = room_size,
			    .worked = clock()};
	answer->pictures =
	    base_alloc(IPC_PAGE_PICTURES_MAX, sizeof(*answer->pictures));
	answer->facts = base_alloc(IPC_PAGE_FACTS_MAX, sizeof(*answer->facts));
	if (document != NULL)
		pdf_document(pdf, document);
	else if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		answer->password = true;
	else
		answer->status = IPC_PAGE_MALFORMED;
	if (answer->status != IPC_PAGE_OK) {
		ipc_page_free(answer);
		answer->status = IPC_PAGE_MALFORMED;
	}
	g_clear_error(&error);
	if (document != NULL)
		g_object_unref(document);
	g_bytes_unref(bytes);
	free(pdf);
}

void pdf_prepare(void)
{
	static const char smallest[] =
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
	    "trailer<</Root 1 0 R>>\n";
	struct ipc_page answer = {0};
	uint8_t room[1];

	pdf_read(base_view_of(smallest), room, sizeof(room), &answer);
	ipc_page_free(&answer);
}
