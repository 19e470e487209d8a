/*
 * vector.h: how the hot loops of this folder ask for wide registers.
 */
#ifndef FINGERPRINT_VECTOR_H
#define FINGERPRINT_VECTOR_H

#include <stdint.h>

/*
 * A second copy of a function for AVX2, chosen when the program is loaded.
 * Only avx2 and never fma: a fused multiply-add rounds once where PDQ's
 * reference rounds twice, and the hashes would differ between machines.  The
 * sanitizers run before such a choice can be made, so they get one copy;
 * FINGERPRINT_ONE_COPY is for trying the slower copy on any machine.
 */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&         \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&         \
    !defined(__SANITIZE_UNDEFINED__) && !defined(FINGERPRINT_ONE_COPY)
#define VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define VECTOR_CLONES
#endif

#define VECTOR_INLINE inline __attribute__((always_inline))

/* Eight floats; rows of pixels need not be aligned to it. */
#define VECTOR_LANES 8
typedef float vector8 __attribute__((vector_size(32), aligned(4), may_alias));

#endif
