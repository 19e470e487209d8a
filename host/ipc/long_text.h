/* long_text.h: texts of many lines on the wire. */
#ifndef LENSCAP_IPC_LONG_TEXT_H
#define LENSCAP_IPC_LONG_TEXT_H

#include <lenscap/ipc.h>

/* A text with its length (u32) in front; NULL is written as an empty one. */
void long_text_write(struct ipc_writer *writer, const char *text);

/*
 * A text of at most maximum bytes: UTF-8, no control characters but line
 * breaks.  Never NULL; the caller frees it.
 */
char *long_text_read(struct ipc_reader *reader, uint32_t maximum);

#endif
