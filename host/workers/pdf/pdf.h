/* pdf.h: the words and pictures of a PDF, by poppler. */
#ifndef LENSCAP_PDF_H
#define LENSCAP_PDF_H

#include <lenscap/ipc_page.h>

/*
 * Read a PDF: its lines as facts (IPC_PAGE_LINE, by the number of the page),
 * each of its pictures once as PNG in room, which is the core's.  Pages without
 * words are counted in canvases: they may be scanned.  password: it asks for
 * one.
 */
void pdf_read(struct base_view file, uint8_t *room, size_t room_size,
	      struct ipc_page *answer);

/* Before the jail: poppler opens its own files the first time. */
void pdf_prepare(void);

#endif
