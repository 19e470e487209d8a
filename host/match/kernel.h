/*
 * kernel.h: the scan of a block of codes, for each kind of processor.
 *
 * A code is eight words of 32 bits.  Sixteen codes make a tile: sixteen first
 * words, sixteen second words and so on, as registers want them.  The first
 * three words of all tiles lie together: 96 bits exceed radius 31 for all but
 * 4 in 10,000 strangers, so that of most the other 160 bits are never read.
 */
#ifndef MATCH_KERNEL_H
#define MATCH_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_WORDS 8
#define KERNEL_FIRST 3
#define KERNEL_REST (KERNEL_WORDS - KERNEL_FIRST)
#define KERNEL_LANES 16
#define KERNEL_TILES 1024
#define KERNEL_BLOCK (KERNEL_TILES * KERNEL_LANES)

struct kernel_block {
	uint32_t first[KERNEL_TILES][KERNEL_FIRST][KERNEL_LANES];
	uint32_t rest[KERNEL_TILES][KERNEL_REST][KERNEL_LANES];
};

struct kernel_hit {
	uint16_t at, distance;
};

struct kernel_ask {
	uint32_t code[KERNEL_WORDS];
	unsigned radius; /* at most 256 */
};

/*
 * Write every one of the block's first count codes that is at most radius
 * away, in order; out holds KERNEL_BLOCK.  Returns how many those are.
 */
typedef size_t kernel_scan(const struct kernel_block *block, size_t count,
			   const struct kernel_ask *ask,
			   struct kernel_hit *out);

/* The i-th best scan of this processor, NULL when there are no more. */
kernel_scan *kernel_at(size_t i, const char **name);

#endif
