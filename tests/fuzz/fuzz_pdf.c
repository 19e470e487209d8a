/*
 * fuzz_pdf.c: hostile PDFs: what is made of poppler's answers, lines and
 * pictures, must come through the wire as it is.
 */
#include "one_page.h"
#include "workers/pdf/pdf.h"

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
