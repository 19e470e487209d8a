/* pdf.c: what poppler finds in a PDF. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <poppler.h>

#include <lenscap/base_address.h>

#include "pdf.h"

#define PDF_PAGES_MAX 2000
#define PDF_ICON 48 /* pixels a side: a sign, no photo */

struct pdf {
	struct ipc_page *answer;
	uint8_t *room;
	size_t size, used;
	uint64_t keys[IPC_PAGE_PICTURES_MAX]; /* of the pictures so far */
};

/* ---- Words ---- */

static void pdf_line(struct ipc_page *answer, const char *page,
		     struct base_view line)
{
	char said[IPC_TEXT_MAX];

	base_printable(said, sizeof(said), line);
	if (said[strspn(said, " ")] == '\0')
		return;
	if (answer->fact_count == IPC_PAGE_FACTS_MAX) {
		answer->facts_cut = true;
		return;
	}
	answer->facts[answer->fact_count++] = (struct ipc_page_fact){
	    IPC_PAGE_LINE, 0, base_copy(page), base_copy(said)};
}

static void pdf_words(struct pdf *pdf, PopplerPage *page, int number)
{
	char *text = poppler_page_get_text(page), name[32];
	bool any = false;

	snprintf(name, sizeof(name), "p. %d", number);
	for (char *at = text; at != NULL && *at != '\0';) {
		size_t size = strcspn(at, "\n\f");

		any |= strspn(at, " \t\r") < size;
		pdf_line(pdf->answer, name,
			 (struct base_view){(const uint8_t *)at, size});
		at += size + (at[size] != '\0');
	}
	pdf->answer->canvases += !any;
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

/* What stands on every page is one picture. */
static bool pdf_knows(const struct pdf *pdf, uint64_t key)
{
	for (unsigned i = 0; i < pdf->answer->count; i++)
		if (pdf->keys[i] == key)
			return true;
	return false;
}

static void pdf_picture(struct pdf *pdf, cairo_surface_t *surface, int number)
{
	struct ipc_page *answer = pdf->answer;
	size_t before = pdf->used;
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	uint64_t key;

	if (answer->count == IPC_PAGE_PICTURES_MAX ||
	    cairo_surface_write_to_png_stream(surface, pdf_write, pdf) !=
		CAIRO_STATUS_SUCCESS) {
		pdf->used = before;
		answer->cut = true;
		answer->left_out++;
		return;
	}
	key = base_address_key(
	    (struct base_view){pdf->room + before, pdf->used - before});
	if (pdf_knows(pdf, key)) {
		pdf->used = before;
		return;
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
}

static void pdf_pictures(struct pdf *pdf, PopplerPage *page, int number)
{
	GList *list = poppler_page_get_image_mapping(page);

	for (GList *at = list; at != NULL; at = at->next) {
		const PopplerImageMapping *mapping = at->data;
		cairo_surface_t *surface =
		    poppler_page_get_image(page, mapping->image_id);

		if (surface != NULL &&
		    cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE)
			pdf_picture(pdf, surface, number);
		if (surface != NULL)
			cairo_surface_destroy(surface);
	}
	poppler_page_free_image_mapping(list);
}

/* ---- All of it ---- */

static void pdf_pages(struct pdf *pdf, PopplerDocument *document)
{
	int count = poppler_document_get_n_pages(document);

	pdf->answer->cut |= count > PDF_PAGES_MAX;
	for (int i = 0; i < count && i < PDF_PAGES_MAX; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);

		if (page == NULL) {
			pdf->answer->cut = true;
			continue;
		}
		pdf_words(pdf, page, i + 1);
		pdf_pictures(pdf, page, i + 1);
		g_object_unref(page);
	}
}

void pdf_read(struct base_view file, uint8_t *room, size_t room_size,
	      struct ipc_page *answer)
{
	struct pdf *pdf = base_alloc(1, sizeof(*pdf));
	GBytes *bytes = g_bytes_new_static(file.data, file.size);
	GError *error = NULL;
	PopplerDocument *document =
	    poppler_document_new_from_bytes(bytes, NULL, &error);

	*pdf = (struct pdf){.answer = answer, .room = room, .size = room_size};
	answer->pictures =
	    base_alloc(IPC_PAGE_PICTURES_MAX, sizeof(*answer->pictures));
	answer->facts = base_alloc(IPC_PAGE_FACTS_MAX, sizeof(*answer->facts));
	if (document != NULL)
		pdf_pages(pdf, document);
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
