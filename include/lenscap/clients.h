/*
 * clients.h: the near side of the walls: start a worker, ask, check the
 * answer, reap.  Whatever a worker does, the caller gets one answer per
 * question and in time.
 */
#ifndef LENSCAP_CLIENTS_H
#define LENSCAP_CLIENTS_H

#include <lenscap/ipc.h>

#define CLIENTS_DECODER "lenscap-decoder"
#define CLIENTS_DECODER_HEIF "lenscap-decoder-heif"
#define CLIENTS_DECODER_JXL "lenscap-decoder-jxl"
#define CLIENTS_DECODER_TIFF "lenscap-decoder-tiff"
#define CLIENTS_PAGEREADER "lenscap-pagereader"
#define CLIENTS_PDF "lenscap-pdf"

/* Bytes of a sentence about what failed, terminator included. */
#define CLIENTS_SENTENCE 320

/*
 * Start one worker (a decoder, the pagereader) only to hear its hello, for
 * doctor.  LENS_WORKER when it does not start: out->refusal then says how it
 * ended ("was killed by ..."), and is empty when there is none.  A refusal of
 * its own stands there too.
 */
LENS_MUST enum lens_err clients_decoder_hello(const char *name,
					      struct ipc_hello *out);

/*
 * The path of a worker: beside this program in a build tree, else where it
 * was installed.  The caller frees it; NULL when it is in neither.
 */
char *clients_worker_path(const char *name);

#endif
