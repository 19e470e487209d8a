/*
 * stream.h: a long run of bytes in a sealed file: libsodium's secretstream in
 * chunks.  Snapshots and backups are made of it.  Chunks cannot be swapped,
 * dropped or repeated, and the last one says that it is the last.
 */
#ifndef LENSCAP_LEDGER_STORE_STREAM_H
#define LENSCAP_LEDGER_STORE_STREAM_H

#include <sodium.h>

#include "key.h"

#define STREAM_CHUNK 65536
#define STREAM_SEAL crypto_secretstream_xchacha20poly1305_ABYTES

struct stream {
	int fd;
	uint64_t at; /* the next byte of the file */
	crypto_secretstream_xchacha20poly1305_state state;
	bool last; /* reading: the last chunk has been seen */
	uint8_t plain[STREAM_CHUNK];
	uint8_t sealed[STREAM_CHUNK + STREAM_SEAL];
	size_t held, used; /* bytes in plain; of them taken */
};

/* Begin at offset at of a file with the key of its envelope. */
LENS_MUST enum lens_err stream_write_start(struct stream *stream, int fd,
					   uint64_t at,
					   const uint8_t key[KEY_SIZE]);
LENS_MUST enum lens_err stream_write(struct stream *stream,
				     struct base_view bytes);
LENS_MUST enum lens_err stream_write_end(struct stream *stream);

/*
 * Read back.  LENS_MALFORMED when a chunk fails its seal or the stream ends
 * before size bytes; stream_read_end() also when bytes are left over.
 */
LENS_MUST enum lens_err stream_read_start(struct stream *stream, int fd,
					  uint64_t at,
					  const uint8_t key[KEY_SIZE]);
LENS_MUST enum lens_err stream_read(struct stream *stream, uint8_t *out,
				    size_t size);
LENS_MUST enum lens_err stream_read_end(struct stream *stream);

/* Wipe what the stream holds. */
void stream_wipe(struct stream *stream);

#endif
