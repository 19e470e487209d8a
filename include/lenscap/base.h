/*
 * base.h: errors, capped buffers, checked arithmetic, hex, text that is safe
 * to print.  Knows nothing of Lenscap's subject; every folder may use it.
 */
#ifndef LENSCAP_BASE_H
#define LENSCAP_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LENS_MUST __attribute__((warn_unused_result))

/*
 * What went wrong, for the caller to act on.  Hostile input and the
 * environment give a code; our own bug aborts.  Lower layers return it, the
 * edge prints it once, with the subject.
 */
enum lens_err {
	LENS_OK,
	LENS_END,	/* no more bytes, cleanly: the other side has ended */
	LENS_NOT_FOUND, /* what was asked for is not there */
	LENS_CANCELLED, /* whoever asked wanted it no longer */
	LENS_TIMEOUT,	/* the deadline that was given has passed */
	LENS_MALFORMED, /* bytes from outside that are not what they claim */
	LENS_TOO_BIG,	/* above a limit that is stated where it is checked */
	LENS_DENIED, /* not allowed, or the means to do it safely is missing */
	LENS_LOCKED, /* the key is not there or does not fit */
	LENS_WORKER, /* a worker died, hung or lied; its result is lost */
	LENS_SYSTEM, /* a system call failed; errno says why */
};

/* The code's name for messages to developers, never NULL. */
const char *base_err_name(enum lens_err err);

/*
 * Borrowed bytes: nobody keeps a pointer into them past the call, unless its
 * header says so.
 */
struct base_view {
	const uint8_t *data;
	size_t size;
};

/*
 * The part of view from offset on, size bytes long; empty (data NULL) when
 * view does not hold that much.  No sum of hostile numbers is ever formed.
 */
struct base_view base_view_part(struct base_view view, size_t offset,
				size_t size);

/* True when view starts with the size bytes at data. */
bool base_view_starts(struct base_view view, const void *data, size_t size);

/* The view without the blanks and controls at both its ends. */
struct base_view base_view_trim(struct base_view view);

/* The view of a C string, without its terminator. */
struct base_view base_view_of(const char *text);

/*
 * A growing run of bytes that refuses to grow past its maximum.  Sizes that
 * come from outside go through one of these and nothing else.
 */
struct base_buffer {
	uint8_t *data;
	size_t size;
	size_t capacity;
	size_t maximum;
};

/* Make an empty buffer that will hold at most maximum bytes. */
void base_buffer_init(struct base_buffer *buffer, size_t maximum);

/* Release the bytes and empty the buffer; the maximum stays. */
void base_buffer_free(struct base_buffer *buffer);

/* The same, overwriting the bytes first: for what must not stay in memory. */
void base_buffer_wipe(struct base_buffer *buffer);

/* Append bytes, or none: LENS_TOO_BIG (the maximum), LENS_SYSTEM (memory). */
LENS_MUST enum lens_err base_buffer_add(struct base_buffer *buffer,
					const void *data, size_t size);

/*
 * Make room for size more bytes, counted as present and set to zero; *out
 * points at the first of them until the buffer changes again, NULL for none.
 */
LENS_MUST enum lens_err base_buffer_extend(struct base_buffer *buffer,
					   size_t size, uint8_t **out);

/* Append a C string, without its terminator. */
LENS_MUST enum lens_err base_buffer_add_text(struct base_buffer *buffer,
					     const char *text);

/* The bytes, until the buffer changes. */
struct base_view base_buffer_view(const struct base_buffer *buffer);

/*
 * Memory that is there: a failed allocation is reported on stderr and ends
 * the process, for a few bytes that are always affordable.  Anything whose
 * size somebody else chooses goes through a buffer or a checked malloc.
 */
void *base_alloc(size_t count, size_t size) __attribute__((malloc));

/*
 * A list from base_alloc, or NULL, of count elements of size bytes, with room
 * for one more: itself, or moved, and *capacity says for how many.
 */
void *base_grow(void *list, size_t count, size_t *capacity, size_t size);

/* A copy of a string from base_alloc; the caller frees it. */
char *base_copy(const char *text) __attribute__((malloc));

/* A formatted string from base_alloc; the caller frees it. */
char *base_format(const char *format, ...)
    __attribute__((format(printf, 1, 2), malloc));

/* A list of words with one more, between them what stands between; takes list,
 * which is from base_alloc, and gives another that the caller frees. */
char *base_join(char *list, const char *between, const char *more)
    __attribute__((malloc, warn_unused_result));

/* Little-endian numbers, as every wire and every seal here has them. */
uint16_t base_get_u16(const uint8_t *bytes);
uint32_t base_get_u32(const uint8_t *bytes);
uint64_t base_get_u64(const uint8_t *bytes);
void base_put_u16(uint8_t *bytes, uint16_t value);
void base_put_u32(uint8_t *bytes, uint32_t value);
void base_put_u64(uint8_t *bytes, uint64_t value);

/* Write size bytes as lower-case hex into out, 2 * size + 1 characters. */
void base_hex(char *out, const void *data, size_t size);

/* Read exactly 2 * size hex digits.  LENS_MALFORMED on anything else. */
LENS_MUST enum lens_err base_unhex(void *out, size_t size, const char *text);

/* RFC 4648 base32 without padding, upper case, into BASE_BASE32_SIZE(size). */
#define BASE_BASE32_SIZE(size) (((size)*8 + 4) / 5 + 1)
void base_base32(char *out, const void *data, size_t size);

/*
 * RFC 4648 base64 with padding; out holds BASE_BASE64_SIZE(size), terminator
 * included.  base_unbase64() appends the bytes that text stands for:
 * LENS_MALFORMED for any other character, missing padding or stray bits,
 * LENS_TOO_BIG above the buffer's maximum; nothing is appended then.
 */
#define BASE_BASE64_SIZE(size) (((size) + 2) / 3 * 4 + 1)
void base_base64(char *out, const void *data, size_t size);
LENS_MUST enum lens_err base_unbase64(struct base_view text,
				      struct base_buffer *out);

/* True when the bytes are UTF-8 without surrogates and overlong forms. */
bool base_is_utf8(struct base_view text);

/*
 * Copy text as one printable line: valid UTF-8 with every control and
 * bidirectional-override character, and everything malformed, replaced by
 * '?', cut to fit capacity (terminator included) between characters.  Text from
 * a stranger's file reaches a terminal, a letter or a log only through here.
 */
void base_printable(char *out, size_t capacity, struct base_view text);

/* True when base_printable() would leave text as it is. */
bool base_is_printable(struct base_view text);

/* Milliseconds since 1970 as "2026-11-22T18:30:00Z" (RFC 3339); false, and "",
 * for a moment of no year. */
#define BASE_MOMENT 32
bool base_moment(char out[BASE_MOMENT], int64_t time);

/* Parse a whole decimal number from 0 to maximum; LENS_MALFORMED if not. */
LENS_MUST enum lens_err base_parse_number(const char *text, uint64_t maximum,
					  uint64_t *out);

/*
 * The host of a web address as a browser reads it: without user name, port and
 * path, in small letters, a Unicode name as "xn--...", an IPv6 address within
 * its brackets, no dot at its end.  Scheme and slashes may be missing.  False,
 * and out empty, where there is none or it is malformed.
 */
#define BASE_HOST_MAX 256
bool base_url_host(const char *url, char out[BASE_HOST_MAX]);

/* True when a host is a site's, or below it; "www." of a site does not count.
 * Both are as base_url_host() writes them. */
bool base_host_is_within(const char *host, const char *site);

/* Milliseconds of the monotonic clock, for deadlines. */
int64_t base_now_ms(void);

/* Milliseconds since 1970, of the clock that somebody may set. */
int64_t base_wall_ms(void);

/* Milliseconds left until deadline, 0 when it has passed, for poll(). */
int base_left_ms(int64_t deadline);

#endif
