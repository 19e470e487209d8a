/* answer.h: what is in an answer of somebody who was asked for data. */
#ifndef LENSCAP_PAGEREADER_ANSWER_H
#define LENSCAP_PAGEREADER_ANSWER_H

#include "page.h"

/*
 * Take an answer apart: a mail with what is attached to it, a ZIP, JSON, text,
 * HTML, and those within each other.  Pictures and documents that another
 * reader is for ("pdf") are added with their bytes, what nothing is read of
 * with none and why ("no_reader", "too_large"); of the rest the lines are told
 * (IPC_PAGE_LINE).
 */
void answer_read(struct page *page, struct base_view file);

#endif
