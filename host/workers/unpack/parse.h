/* parse.h: what a file of JSON says, for the core to read without parsing. */
#ifndef LENSCAP_WORKERS_UNPACK_PARSE_H
#define LENSCAP_WORKERS_UNPACK_PARSE_H

#include <lenscap/ipc_unpack.h>

/* Before the jail: the parser would open a file to be given chance. */
void parse_init(void);

/*
 * Write what text says into out, of IPC_UNPACK_JSON(text.size) bytes: a
 * value of ipc_unpack.h, or why it is none.  Returns its size.
 */
uint32_t parse_json(struct base_view text, uint8_t *out);

#endif
