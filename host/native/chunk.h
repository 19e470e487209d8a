/* chunk.h: the one request that is large, read without a JSON parser. */
#ifndef LENSCAP_NATIVE_CHUNK_H
#define LENSCAP_NATIVE_CHUNK_H

#include <jansson.h>

#include <lenscap/base.h>

/*
 * A photo.chunk exactly as our extension writes it:
 *
 *   {"jsonrpc":"2.0","id":7,"method":"photo.chunk",
 *    "params":{"upload":1,"index":0,"data":"..."}}
 *
 * without spaces, its numbers decimal and its data base64.  NULL for anything
 * else, which a real parser shall then look at.  For what it takes it gives
 * what that parser would, so that nothing hangs on which of them it was.
 */
json_t *chunk_read(struct base_view frame);

#endif
