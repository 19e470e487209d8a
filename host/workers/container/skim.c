/* skim.c: the codes of RFC 1951, of which only the lengths count. */
#include <endian.h>
#include <string.h>

#include "skim.h"

#define SKIM_CODE_MAX 15 /* bits of a code */
#define SKIM_LENGTHS 288 /* codes of literals and lengths, two never used */
#define SKIM_DISTANCES 32
#define SKIM_END 256
#define SKIM_CHECKSUM 4
/*
 * Bits looked up at once: of photographs mostly two literals.  A table with
 * runs of them costs more to make than a short block is worth; so that one is
 * made of a block that turns out to have more symbols than these.
 */
#define SKIM_BITS 11
#define SKIM_SIZE (1u << SKIM_BITS)
#define SKIM_PROVEN 1024

/* What a look-up finds; the rest of an entry is a number of that kind. */
enum skim_kind {
	SKIM_LITERALS, /* how many */
	SKIM_MATCH,    /* the length, and in the bits from 12 on, more bits */
	SKIM_STOP,     /* the end of the block */
	SKIM_LONG      /* a code of more bits, or none */
};

struct skim_entry {
	uint8_t bits, kind;
	uint16_t number;
};

/* Codes by length (RFC 1951, 3.2.2), and the short ones in a table. */
struct skim_code {
	uint16_t count[SKIM_CODE_MAX + 1], symbol[SKIM_LENGTHS];
	struct skim_entry table[SKIM_SIZE];
};

struct skim_bits {
	skim_next *next;
	void *context;
	const uint8_t *at, *end; /* of the part at hand */
	uint64_t read;		 /* bytes of the parts before, and of this */
	uint64_t hold;
	unsigned count;
	unsigned dry; /* bytes that were asked for behind the last part */
};

struct skim_state {
	struct skim_bits bits;
	struct skim_code literals, distances;
	uint64_t plain;
};

/* ---- Bits ---- */

static bool skim_more(struct skim_bits *bits)
{
	struct base_view part;

	while (bits->at == bits->end) {
		if (bits->dry > 0 || !bits->next(bits->context, &part))
			return false;
		bits->at = part.data;
		bits->end = part.data + part.size;
		bits->read += part.size;
	}
	return true;
}

/* Where a part ends: byte by byte.  Behind the last there are zeros. */
static void skim_fill_slowly(struct skim_bits *bits)
{
	for (; bits->count <= 55; bits->count += 8) {
		if (skim_more(bits))
			bits->hold |= (uint64_t)*bits->at++ << bits->count;
		else
			bits->dry++;
	}
}

/* At least 56 bits.  Those above the count are right, too, or zero. */
static inline void skim_fill(struct skim_bits *bits)
{
	uint64_t word;

	if (bits->end - bits->at < 8) {
		skim_fill_slowly(bits);
		return;
	}
	memcpy(&word, bits->at, 8);
	bits->hold |= le64toh(word) << bits->count;
	bits->at += (63 - bits->count) >> 3;
	bits->count |= 56;
}

static inline void skim_drop(struct skim_bits *bits, unsigned count)
{
	bits->hold >>= count;
	bits->count -= count;
}

/* At most 16 bits. */
static unsigned skim_take(struct skim_bits *bits, unsigned count)
{
	unsigned value;

	skim_fill(bits);
	value = (unsigned)(bits->hold & ((1u << count) - 1));
	skim_drop(bits, count);
	return value;
}

/* Bits were used that no part had. */
static bool skim_is_over(const struct skim_bits *bits)
{
	return bits->dry * 8 > bits->count;
}

/* How many bytes were used, one that was begun among them. */
static uint64_t skim_used(const struct skim_bits *bits)
{
	return bits->read - (uint64_t)(bits->end - bits->at) + bits->dry -
	       bits->count / 8;
}

/* ---- Codes ---- */

static struct skim_entry skim_literal(unsigned symbol, unsigned bits)
{
	static const uint8_t extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1,
					1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
					4, 4, 4, 4, 5, 5, 5, 5, 0};
	static const uint16_t length[] = {
	    3,	4,  5,	6,  7,	8,  9,	10, 11,	 13,  15,  17,	19,  23, 27,
	    31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
	unsigned at = symbol - SKIM_END - 1;

	if (symbol < SKIM_END)
		return (struct skim_entry){(uint8_t)bits, SKIM_LITERALS, 1};
	if (symbol == SKIM_END)
		return (struct skim_entry){(uint8_t)bits, SKIM_STOP, 0};
	if (at >= sizeof(extra))
		return (struct skim_entry){0, SKIM_LONG, 0};
	return (struct skim_entry){(uint8_t)bits, SKIM_MATCH,
				   (uint16_t)(length[at] | extra[at] << 12)};
}

/* Of a distance only its bits count, with those that follow its code. */
static struct skim_entry skim_distance(unsigned symbol, unsigned bits)
{
	if (symbol >= 30)
		return (struct skim_entry){0, SKIM_LONG, 0};
	if (symbol >= 4)
		bits += symbol / 2 - 1;
	return (struct skim_entry){(uint8_t)bits, SKIM_MATCH, 0};
}

/* A number of the code of lengths. */
static struct skim_entry skim_plain(unsigned symbol, unsigned bits)
{
	return (struct skim_entry){(uint8_t)bits, SKIM_LITERALS,
				   (uint16_t)symbol};
}

typedef struct skim_entry skim_meaning(unsigned symbol, unsigned bits);

/* Codes come with their first bit lowest. */
static unsigned skim_turned(unsigned code, unsigned bits)
{
	unsigned turned = 0;

	for (; bits > 0; bits--, code >>= 1)
		turned = turned << 1 | (code & 1);
	return turned;
}

static void skim_fill_table(struct skim_code *code, skim_meaning *meaning)
{
	unsigned first = 0, index = 0;

	for (unsigned i = 0; i < SKIM_SIZE; i++)
		code->table[i] = (struct skim_entry){0, SKIM_LONG, 0};
	for (unsigned bits = 1; bits <= SKIM_BITS; bits++, first <<= 1)
		for (unsigned n = 0; n < code->count[bits];
		     n++, first++, index++)
			for (unsigned i = skim_turned(first, bits);
			     i < SKIM_SIZE; i += 1u << bits)
				code->table[i] =
				    meaning(code->symbol[index], bits);
}

/*
 * False: there are more codes than bits can tell apart, or fewer.  Of fewer
 * inflate() takes none at all, and one of one bit, but not as those of lengths.
 */
static bool skim_code_make(struct skim_code *code, const uint8_t *lengths,
			   unsigned count, skim_meaning *meaning)
{
	uint16_t at[SKIM_CODE_MAX + 2] = {0};
	int left = 1;

	memset(code->count, 0, sizeof(code->count));
	for (unsigned i = 0; i < count; i++)
		code->count[lengths[i]]++;
	code->count[0] = 0;
	for (unsigned bits = 1; bits <= SKIM_CODE_MAX; bits++) {
		left = 2 * left - code->count[bits];
		at[bits + 1] = (uint16_t)(at[bits] + code->count[bits]);
		if (left < 0)
			return false;
	}
	/* Of one bit each, and bits left: there is one at most. */
	if (left > 0 &&
	    (meaning == skim_plain || at[SKIM_CODE_MAX + 1] > code->count[1]))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (lengths[i] > 0)
			code->symbol[at[lengths[i]]++] = (uint16_t)i;
	skim_fill_table(code, meaning);
	return true;
}

/* Join two literals to one entry; from the end on, where none is joined yet. */
static void skim_join(struct skim_code *code)
{
	for (unsigned i = SKIM_SIZE; i-- > 0;) {
		struct skim_entry *one = &code->table[i];
		struct skim_entry more = code->table[i >> one->bits];

		if (one->kind == SKIM_LITERALS && more.kind == SKIM_LITERALS &&
		    one->bits + more.bits <= SKIM_BITS) {
			one->bits += more.bits;
			one->number += more.number;
		}
	}
}

/* A code that the table has not: bit by bit.  Kind SKIM_LONG: there is none. */
static struct skim_entry skim_look(const struct skim_code *code, uint64_t hold,
				   skim_meaning *meaning)
{
	struct skim_entry entry = code->table[hold & (SKIM_SIZE - 1)];
	unsigned value = 0, first = 0, index = 0;

	if (entry.kind != SKIM_LONG)
		return entry;
	for (unsigned bits = 1; bits <= SKIM_CODE_MAX; bits++, hold >>= 1) {
		unsigned count = code->count[bits];

		value |= hold & 1;
		if (value - first < count)
			return meaning(code->symbol[index + value - first],
				       bits);
		index += count;
		first = (first + count) << 1;
		value <<= 1;
	}
	return entry;
}

/* ---- Blocks ---- */

/*
 * Symbols of a block, after so many look-ups SKIM_LITERALS; SKIM_STOP: its end
 * was met; SKIM_LONG: it is broken.
 */
static enum skim_kind skim_symbols(struct skim_state *state, uint64_t most)
{
	const struct skim_code *code = &state->literals;
	struct skim_bits *bits = &state->bits;
	struct skim_entry entry;

	for (; most > 0 && !skim_is_over(bits); most--) {
		skim_fill(bits);
		entry = code->table[bits->hold & (SKIM_SIZE - 1)];
		for (unsigned i = 0; i < 3 && entry.kind == SKIM_LITERALS;
		     i++) {
			state->plain += entry.number;
			skim_drop(bits, entry.bits);
			entry = code->table[bits->hold & (SKIM_SIZE - 1)];
		}
		if (entry.kind == SKIM_LITERALS)
			continue;
		skim_fill(bits);
		entry = skim_look(code, bits->hold, skim_literal);
		skim_drop(bits, entry.bits);
		if (entry.kind != SKIM_MATCH && entry.kind != SKIM_LITERALS)
			return entry.kind;
		state->plain += entry.number & 4095;
		if (entry.kind == SKIM_LITERALS)
			continue;
		state->plain += bits->hold & ((1u << (entry.number >> 12)) - 1);
		skim_drop(bits, entry.number >> 12);
		entry = skim_look(&state->distances, bits->hold, skim_distance);
		if (entry.kind != SKIM_MATCH)
			return SKIM_LONG;
		skim_drop(bits, entry.bits);
	}
	return most > 0 ? SKIM_LONG : SKIM_LITERALS;
}

static bool skim_packed(struct skim_state *state)
{
	enum skim_kind kind = skim_symbols(state, SKIM_PROVEN);

	if (kind == SKIM_LITERALS) {
		skim_join(&state->literals);
		kind = skim_symbols(state, UINT64_MAX);
	}
	return kind == SKIM_STOP;
}

static bool skim_fixed(struct skim_state *state)
{
	uint8_t lengths[SKIM_LENGTHS];

	memset(lengths, 8, 144);
	memset(lengths + 144, 9, 112);
	memset(lengths + 256, 7, 24);
	memset(lengths + 280, 8, 8);
	(void)skim_code_make(&state->literals, lengths, SKIM_LENGTHS,
			     skim_literal);
	memset(lengths, 5, SKIM_DISTANCES);
	(void)skim_code_make(&state->distances, lengths, SKIM_DISTANCES,
			     skim_distance);
	return skim_packed(state);
}

/* The lengths of two codes, by a third (RFC 1951, 3.2.7). */
static bool skim_lengths(struct skim_state *state, uint8_t *lengths,
			 unsigned count)
{
	static const uint8_t more[] = {2, 3, 7}, least[] = {3, 3, 11};
	unsigned at = 0;

	while (at < count && !skim_is_over(&state->bits)) {
		struct skim_entry entry;
		unsigned times = 1, value;

		skim_fill(&state->bits);
		entry =
		    skim_look(&state->distances, state->bits.hold, skim_plain);
		skim_drop(&state->bits, entry.bits);
		value = entry.number;
		if (entry.kind == SKIM_LONG || (value == 16 && at == 0))
			return false;
		if (value >= 16)
			times = least[value - 16] +
				skim_take(&state->bits, more[value - 16]);
		if (value >= 16)
			value = value == 16 ? lengths[at - 1] : 0;
		if (times > count - at)
			return false;
		memset(lengths + at, (int)value, times);
		at += times;
	}
	return at == count;
}

static bool skim_dynamic(struct skim_state *state)
{
	static const uint8_t order[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
					11, 4,	12, 3, 13, 2, 14, 1, 15};
	uint8_t lengths[SKIM_LENGTHS + SKIM_DISTANCES] = {0};
	unsigned literals = 257 + skim_take(&state->bits, 5);
	unsigned distances = 1 + skim_take(&state->bits, 5);
	unsigned count = 4 + skim_take(&state->bits, 4);

	if (literals > 286 || distances > 30)
		return false;
	for (unsigned i = 0; i < count; i++)
		lengths[order[i]] = (uint8_t)skim_take(&state->bits, 3);
	if (!skim_code_make(&state->distances, lengths, sizeof(order),
			    skim_plain))
		return false;
	memset(lengths, 0, sizeof(order));
	return skim_lengths(state, lengths, literals + distances) &&
	       lengths[SKIM_END] > 0 &&
	       skim_code_make(&state->literals, lengths, literals,
			      skim_literal) &&
	       skim_code_make(&state->distances, lengths + literals, distances,
			      skim_distance) &&
	       skim_packed(state);
}

/* Bytes as they are, behind their number and its complement. */
static bool skim_stored(struct skim_state *state)
{
	struct skim_bits *bits = &state->bits;
	unsigned size, check, held;

	skim_drop(bits, bits->count % 8);
	size = skim_take(bits, 16);
	check = skim_take(bits, 16);
	if ((size ^ check) != 0xffff)
		return false;
	state->plain += size;
	held = bits->count / 8 < size ? bits->count / 8 : size;
	skim_drop(bits, held * 8);
	for (size -= held; size > 0;) {
		size_t step;

		/* What is held of bytes that are not counted is stale now. */
		bits->hold = 0;
		if (!skim_more(bits))
			return false;
		step = (size_t)(bits->end - bits->at);
		step = step < size ? step : size;
		bits->at += step;
		size -= (unsigned)step;
	}
	return true;
}

static bool skim_block(struct skim_state *state, unsigned kind)
{
	switch (kind) {
	case 0:
		return skim_stored(state);
	case 1:
		return skim_fixed(state);
	case 2:
		return skim_dynamic(state);
	default:
		return false;
	}
}

bool skim_zlib(skim_next *next, void *context, struct skim *out)
{
	struct skim_state state = {.bits = {.next = next, .context = context}};
	unsigned method = skim_take(&state.bits, 8);
	unsigned flags = skim_take(&state.bits, 8);
	bool last = false;

	*out = (struct skim){0};
	if ((method & 15) != 8 || method >> 4 > 7 ||
	    (method << 8 | flags) % 31 != 0 || (flags & 32) != 0)
		return false;
	while (!last) {
		last = skim_take(&state.bits, 1);
		if (!skim_block(&state, skim_take(&state.bits, 2)) ||
		    skim_is_over(&state.bits))
			return false;
	}
	skim_drop(&state.bits, state.bits.count % 8);
	for (unsigned i = 0; i < SKIM_CHECKSUM; i++)
		(void)skim_take(&state.bits, 8);
	out->packed = skim_used(&state.bits);
	out->plain = state.plain;
	return !skim_is_over(&state.bits);
}
