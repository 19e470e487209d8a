/*
 * fuzz_pdf.c: hostile PDFs: what is made of poppler's answers, lines and
 * pictures, must come through the wire as it is.
 */
#include <poppler.h>

#include "one_page.h"
#include "workers/pdf/pdf.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);

/*
 * While one document is open poppler keeps its tables of names, which take
 * longer to make than a small document to read.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char smallest[] =
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
	    "trailer<</Root 1 0 R>>\n";
	static PopplerDocument *open;
	GBytes *bytes = g_bytes_new_static(smallest, sizeof(smallest) - 1);

	(void)argc;
	(void)argv;
	open = poppler_document_new_from_bytes(bytes, NULL, NULL);
	g_bytes_unref(bytes);
	return open == NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t room[ONE_PAGE_ROOM];
	struct ipc_page page = {0};

	pdf_read((struct base_view){data, size}, room, sizeof(room), &page);
	if (page.count > IPC_PAGE_PICTURES_MAX ||
	    page.fact_count > IPC_PAGE_FACTS_MAX)
		abort();
	one_page_through(&page);
	return 0;
}
