/* kernel.c: counting different bits, with what the processor has for it. */
#include <stdbool.h>

#include <lenscap/match.h>

#include "kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define KERNEL_X86 1
#include <immintrin.h>
#else
#define KERNEL_X86 0
#endif

/* How many lanes of a tile are codes. */
static inline uint32_t kernel_lanes(size_t count, size_t tile)
{
	size_t left = count - tile * KERNEL_LANES;

	return left >= KERNEL_LANES ? 0xffff : (1u << left) - 1;
}

static inline size_t kernel_tiles(size_t count)
{
	return (count + KERNEL_LANES - 1) / KERNEL_LANES;
}

/* Write the marked lanes of a tile. */
static inline size_t kernel_put(struct kernel_hit *out, size_t found,
				size_t tile, uint32_t lanes,
				const uint32_t distance[KERNEL_LANES])
{
	for (; lanes; lanes &= lanes - 1) {
		unsigned lane = (unsigned)__builtin_ctz(lanes);

		out[found++] = (struct kernel_hit){
		    (uint16_t)(tile * KERNEL_LANES + lane),
		    (uint16_t)distance[lane],
		};
	}
	return found;
}

/* Bits set in a word, in parallel halves; compilers make vectors of it. */
static inline uint32_t kernel_bits(uint32_t v)
{
	v -= v >> 1 & 0x55555555;
	v = (v & 0x33333333) + (v >> 2 & 0x33333333);
	v = (v + (v >> 4)) & 0x0f0f0f0f;
	return v * 0x01010101 >> 24;
}

#define KERNEL_PLAIN(name, attribute, bits)                                    \
	attribute static size_t name(                                          \
	    const struct kernel_block *block, size_t count,                    \
	    const struct kernel_ask *ask, struct kernel_hit *out)              \
	{                                                                      \
		size_t found = 0;                                              \
                                                                               \
		for (size_t t = 0; t < kernel_tiles(count); t++) {             \
			uint32_t distance[KERNEL_LANES] = {0}, near = 0;       \
                                                                               \
			for (int w = 0; w < KERNEL_FIRST; w++)                 \
				for (int i = 0; i < KERNEL_LANES; i++)         \
					distance[i] += (uint32_t)bits(         \
					    block->first[t][w][i] ^            \
					    ask->code[w]);                     \
			for (int i = 0; i < KERNEL_LANES; i++)                 \
				near |= distance[i] <= ask->radius;            \
			if (!near)                                             \
				continue;                                      \
			for (int w = 0; w < KERNEL_REST; w++)                  \
				for (int i = 0; i < KERNEL_LANES; i++)         \
					distance[i] += (uint32_t)bits(         \
					    block->rest[t][w][i] ^             \
					    ask->code[KERNEL_FIRST + w]);      \
			near = 0;                                              \
			for (int i = 0; i < KERNEL_LANES; i++)                 \
				near |= (uint32_t)(distance[i] <= ask->radius) \
					<< i;                                  \
			found = kernel_put(out, found, t,                      \
					   near & kernel_lanes(count, t),      \
					   distance);                          \
		}                                                              \
		return found;                                                  \
	}

KERNEL_PLAIN(kernel_portable, , kernel_bits)

#if KERNEL_X86
KERNEL_PLAIN(kernel_popcnt, __attribute__((target("popcnt"))),
	     __builtin_popcount)

/* Four bits at a time out of a table in a register (Mula 2008). */
__attribute__((target("avx2"))) static inline __m256i
kernel_bytes_avx2(__m256i sum, const uint32_t *words, uint32_t query)
{
	const __m256i table =
	    _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0,
			     1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
	const __m256i nibble = _mm256_set1_epi8(15);
	__m256i v = _mm256_xor_si256(_mm256_load_si256((const void *)words),
				     _mm256_set1_epi32((int)query));
	__m256i low = _mm256_and_si256(v, nibble);
	__m256i high = _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble);

	return _mm256_add_epi8(
	    sum, _mm256_add_epi8(_mm256_shuffle_epi8(table, low),
				 _mm256_shuffle_epi8(table, high)));
}

/* Sums of four bytes each; at most 64 in a byte, so that nothing clips. */
__attribute__((target("avx2"))) static inline __m256i
kernel_sums_avx2(__m256i bytes)
{
	return _mm256_madd_epi16(
	    _mm256_maddubs_epi16(bytes, _mm256_set1_epi8(1)),
	    _mm256_set1_epi16(1));
}

__attribute__((target("avx2"))) static inline uint32_t
kernel_near_avx2(__m256i low, __m256i high, __m256i beyond)
{
	__m256i a = _mm256_cmpgt_epi32(beyond, kernel_sums_avx2(low));
	__m256i b = _mm256_cmpgt_epi32(beyond, kernel_sums_avx2(high));

	return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(a)) |
	       (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(b)) << 8;
}

__attribute__((target("avx2"))) static size_t
kernel_avx2(const struct kernel_block *block, size_t count,
	    const struct kernel_ask *ask, struct kernel_hit *out)
{
	const __m256i beyond = _mm256_set1_epi32((int)ask->radius + 1);
	size_t found = 0, tiles = kernel_tiles(count);

	for (size_t t = 0; t < tiles; t++) {
		__m256i low = _mm256_setzero_si256(), high = low;
		_Alignas(32) uint32_t distance[KERNEL_LANES];
		uint32_t near;

		__builtin_prefetch(block->first[t + 8 < tiles ? t + 8 : t]);
		for (int w = 0; w < KERNEL_FIRST; w++) {
			low = kernel_bytes_avx2(low, block->first[t][w],
						ask->code[w]);
			high = kernel_bytes_avx2(high, block->first[t][w] + 8,
						 ask->code[w]);
		}
		if (!kernel_near_avx2(low, high, beyond))
			continue;
		for (int w = 0; w < KERNEL_REST; w++) {
			uint32_t code = ask->code[KERNEL_FIRST + w];

			low = kernel_bytes_avx2(low, block->rest[t][w], code);
			high = kernel_bytes_avx2(high, block->rest[t][w] + 8,
						 code);
		}
		near = kernel_near_avx2(low, high, beyond);
		if (!near)
			continue;
		_mm256_store_si256((void *)distance, kernel_sums_avx2(low));
		_mm256_store_si256((void *)(distance + 8),
				   kernel_sums_avx2(high));
		found = kernel_put(out, found, t, near & kernel_lanes(count, t),
				   distance);
	}
	return found;
}

__attribute__((target("avx512f,avx512vpopcntdq"))) static inline __m512i
kernel_sums_avx512(__m512i sum, const uint32_t *words, uint32_t query)
{
	return _mm512_add_epi32(
	    sum, _mm512_popcnt_epi32(_mm512_xor_si512(
		     _mm512_load_si512(words), _mm512_set1_epi32((int)query))));
}

__attribute__((target("avx512f,avx512vpopcntdq"))) static size_t
kernel_avx512(const struct kernel_block *block, size_t count,
	      const struct kernel_ask *ask, struct kernel_hit *out)
{
	const __m512i radius = _mm512_set1_epi32((int)ask->radius);
	size_t found = 0, tiles = kernel_tiles(count);

	for (size_t t = 0; t < tiles; t++) {
		__m512i sum = _mm512_setzero_si512();
		_Alignas(64) uint32_t distance[KERNEL_LANES];
		uint32_t near;

		for (int w = 0; w < KERNEL_FIRST; w++)
			sum = kernel_sums_avx512(sum, block->first[t][w],
						 ask->code[w]);
		if (!_mm512_cmple_epu32_mask(sum, radius))
			continue;
		for (int w = 0; w < KERNEL_REST; w++)
			sum = kernel_sums_avx512(sum, block->rest[t][w],
						 ask->code[KERNEL_FIRST + w]);
		near = _mm512_cmple_epu32_mask(sum, radius);
		if (!near)
			continue;
		_mm512_store_si512(distance, sum);
		found = kernel_put(out, found, t, near & kernel_lanes(count, t),
				   distance);
	}
	return found;
}

static bool kernel_has_avx512(void)
{
	return __builtin_cpu_supports("avx512f") &&
	       __builtin_cpu_supports("avx512vpopcntdq");
}

static bool kernel_has_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

static bool kernel_has_popcnt(void)
{
	return __builtin_cpu_supports("popcnt");
}
#endif

static bool kernel_always(void)
{
	return true;
}

/* The best first. */
static const struct {
	const char *name;
	bool (*is_here)(void);
	kernel_scan *scan;
} kernels[] = {
#if KERNEL_X86
    {"AVX-512 VPOPCNT", kernel_has_avx512, kernel_avx512},
    {"AVX2", kernel_has_avx2, kernel_avx2},
    {"POPCNT", kernel_has_popcnt, kernel_popcnt},
#endif
    {"portable", kernel_always, kernel_portable},
};

kernel_scan *kernel_at(size_t i, const char **name)
{
	for (size_t k = 0; k < sizeof(kernels) / sizeof(kernels[0]); k++) {
		if (!kernels[k].is_here() || i-- > 0)
			continue;
		*name = kernels[k].name;
		return kernels[k].scan;
	}
	*name = NULL;
	return NULL;
}

size_t match_kernel_count(void)
{
	const char *name;
	size_t count = 0;

	while (kernel_at(count, &name))
		count++;
	return count;
}

const char *match_kernel_name(size_t kernel)
{
	const char *name;

	kernel_at(kernel, &name);
	return name;
}
