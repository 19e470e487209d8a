/* marks.h: what a page that came instead of a picture says of itself. */
#ifndef LENSCAP_FETCHER_MARKS_H
#define LENSCAP_FETCHER_MARKS_H

#include <stdint.h>

#include <lenscap/base_rules.h>

/*
 * IPC_FETCH_MARK_... of these bytes, which came with this Content-Type; 0 when
 * they are no web page.  Looks for words and reads no markup: what is found is
 * a hint, never more.
 */
uint8_t marks_of(struct base_view body, const char *type);

/* What packs add is looked for, too, until NULL is given; borrowed. */
void marks_add(const struct base_rules *more);

#endif
