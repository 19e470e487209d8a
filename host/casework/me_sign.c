/*
 * me_sign.c: a signature for letters on paper.  A jail decodes the picture;
 * what is kept is how dark its ink is, cut to where there is some.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_me.h>
#include <lenscap/ipc_document.h>

#include "grey.h"
#include "me_sign.h"
#include "refusal.h"

#define SIGN_BYTES_MAX (10u << 20)
#define SIGN_PIXELS_MAX 50000000u
#define SIGN_COLUMNS_LEAST 12 /* of the writing */
#define SIGN_ROWS_LEAST 4
#define SIGN_BLANK_LEAST 96 /* what is darker is no paper */
#define SIGN_CONTRAST 4	    /* ink is darker than paper by a quarter of it */
#define SIGN_INK_MOST 2	    /* and covers less than half of it */
#define SIGN_DARKEST 10	    /* its darkest tenth is black */
#define SIGN_HEAD 4	    /* bytes: columns and rows */
#define SIGN_MOST                                                              \
	(SIGN_HEAD + IPC_SIGNATURE_COLUMNS_MAX * IPC_SIGNATURE_ROWS_MAX)

/* ---- Ink ---- */

/* What of a picture is ink: from levels that are black to those that are
 * paper. */
struct sign_ink {
	unsigned blank, black; /* this and lighter; this and darker */
	uint32_t left, top, right, bottom;
};

/* The level of most of it, if that is light; 0: it is not. */
static unsigned sign_blank(const uint32_t counts[256])
{
	unsigned most = 0;

	for (unsigned level = 1; level < 256; level++)
		if (counts[level] >= counts[most])
			most = level;
	return most >= SIGN_BLANK_LEAST ? most : 0;
}

/* A dot alone is dust; a stroke has a neighbour to the right and below. */
static bool sign_is_stroke(const struct grey *grey, uint32_t x, uint32_t y,
			   unsigned below)
{
	const uint8_t *at = grey->luma + (size_t)y * grey->columns + x;

	return at[0] < below && at[1] < below && at[grey->columns] < below;
}

static void sign_box(const struct grey *grey, unsigned below,
		     struct sign_ink *ink)
{
	ink->left = grey->columns;
	ink->top = grey->rows;
	for (uint32_t y = 0; y + 1 < grey->rows; y++)
		for (uint32_t x = 0; x + 1 < grey->columns; x++) {
			if (!sign_is_stroke(grey, x, y, below))
				continue;
			if (x < ink->left)
				ink->left = x;
			if (y < ink->top)
				ink->top = y;
			if (x + 2 > ink->right)
				ink->right = x + 2;
			ink->bottom = y + 2;
		}
}

/* False where there is no writing on paper. */
static bool sign_find(const struct grey *grey, struct sign_ink *ink)
{
	size_t all = (size_t)grey->columns * grey->rows, dark = 0, darkest = 0;
	uint32_t counts[256] = {0};
	unsigned blank, below;

	for (size_t i = 0; i < all; i++)
		counts[grey->luma[i]]++;
	blank = sign_blank(counts);
	below = blank - blank / SIGN_CONTRAST;
	for (unsigned level = 0; level < below; level++)
		dark += counts[level];
	if (dark == 0 || dark >= all / SIGN_INK_MOST)
		return false;
	*ink = (struct sign_ink){.blank = blank - blank / (2 * SIGN_CONTRAST)};
	while ((darkest += counts[ink->black]) < dark / SIGN_DARKEST)
		ink->black++;
	sign_box(grey, below, ink);
	return ink->right >= ink->left + SIGN_COLUMNS_LEAST &&
	       ink->bottom >= ink->top + SIGN_ROWS_LEAST;
}

static uint8_t sign_dark(const struct sign_ink *ink, unsigned level)
{
	if (level >= ink->blank)
		return 0;
	return level <= ink->black ? 255
				   : (uint8_t)(255 * (ink->blank - level) /
					       (ink->blank - ink->black));
}

/* The mean over what becomes one pixel. */
static uint8_t sign_mean(const struct grey *grey, const struct sign_ink *ink,
			 const uint32_t from[2], const uint32_t to[2])
{
	uint64_t sum = 0, count = 0;

	for (uint32_t y = from[1]; y < to[1] || y == from[1]; y++)
		for (uint32_t x = from[0]; x < to[0] || x == from[0]; x++) {
			sum += sign_dark(
			    ink, grey->luma[(size_t)y * grey->columns + x]);
			count++;
		}
	return (uint8_t)(sum / count);
}

/* No larger than it is, nor than a letter takes. */
static void sign_shrink(const struct grey *grey, const struct sign_ink *ink,
			struct casework_signature *out)
{
	uint64_t wide = ink->right - ink->left, high = ink->bottom - ink->top;
	uint64_t part = 1, whole = 1;

	if (wide > IPC_SIGNATURE_COLUMNS_MAX) {
		part = IPC_SIGNATURE_COLUMNS_MAX;
		whole = wide;
	}
	if (high * part > IPC_SIGNATURE_ROWS_MAX * whole) {
		part = IPC_SIGNATURE_ROWS_MAX;
		whole = high;
	}
	out->columns = (uint32_t)(wide * part / whole);
	out->rows = (uint32_t)(high * part / whole);
	out->columns += out->columns == 0;
	out->rows += out->rows == 0;
	out->ink = base_alloc((size_t)out->columns * out->rows, 1);
	for (uint32_t y = 0; y < out->rows; y++)
		for (uint32_t x = 0; x < out->columns; x++) {
			uint32_t from[2] = {
			    ink->left + (uint32_t)(x * wide / out->columns),
			    ink->top + (uint32_t)(y * high / out->rows)};
			uint32_t to[2] = {
			    ink->left +
				(uint32_t)((x + 1) * wide / out->columns),
			    ink->top + (uint32_t)((y + 1) * high / out->rows)};

			out->ink[(size_t)y * out->columns + x] =
			    sign_mean(grey, ink, from, to);
		}
}

/* ---- The picture ---- */

static enum lens_err sign_judge(const struct ipc_picture *picture,
				enum lens_err err, struct ledger_fault *fault)
{
	if (err == LENS_CANCELLED || err == LENS_SYSTEM)
		return err;
	if (picture->format != IPC_FORMAT_PNG &&
	    picture->format != IPC_FORMAT_JPEG)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A signature is a picture of the kind PNG "
				   "or JPEG; save it as one of these.");
	if (picture->status != IPC_PICTURE_OK)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The signature cannot be read: %s",
				   base_said(ipc_picture_reason(picture)));
	if (picture->damaged)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The picture of the signature is damaged; "
				   "get a whole copy of it.");
	if ((uint64_t)picture->width * picture->height > SIGN_PIXELS_MAX)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The picture of the signature has more than "
				   "50 million pixels; cut it to the signature "
				   "alone.");
	return err;
}

static enum lens_err sign_read(int fd, int cancel, struct ledger_fault *fault,
			       struct casework_signature *out)
{
	struct ipc_picture picture = {0};
	struct sign_ink ink;
	struct grey grey;
	struct stat about;
	enum lens_err err;

	*out = (struct casework_signature){0};
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "A signature is read from a file; name one "
				   "of the kind PNG or JPEG.");
	if (about.st_size > SIGN_BYTES_MAX)
		return refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				   "The picture of the signature has more than "
				   "10 MB; cut it to the signature alone.");
	err = grey_read(fd, cancel, &picture, &grey);
	err = sign_judge(&picture, err, fault);
	if (err == LENS_OK && sign_find(&grey, &ink))
		sign_shrink(&grey, &ink, out);
	else if (err == LENS_OK || err == LENS_MALFORMED)
		err = refusal_say(fault, LEDGER_FAULT_ARGUMENT,
				  "No dark writing on light paper was found in "
				  "this picture; sign with a dark pen on white "
				  "paper, and take a picture of that alone.");
	ipc_picture_free(&picture);
	return err;
}

/* ---- Keeping it ---- */

/* As the setting has it; the caller's.  NULL without chance. */
static char *sign_text(const struct casework_signature *signature)
{
	size_t size = (size_t)signature->columns * signature->rows;
	uint8_t chance[8], *bytes;
	char *text;

	if (getrandom(chance, sizeof(chance), 0) != sizeof(chance))
		return NULL;
	bytes = base_alloc(SIGN_HEAD + size, 1);
	bytes[0] = (uint8_t)(signature->columns >> 8);
	bytes[1] = (uint8_t)signature->columns;
	bytes[2] = (uint8_t)(signature->rows >> 8);
	bytes[3] = (uint8_t)signature->rows;
	memcpy(bytes + SIGN_HEAD, signature->ink, size);
	text = base_alloc(
	    CASEWORK_SIGNATURE + BASE_BASE64_SIZE(SIGN_HEAD + size), 1);
	base_hex(text, chance, sizeof(chance));
	text[CASEWORK_SIGNATURE - 1] = ' ';
	base_base64(text + CASEWORK_SIGNATURE, bytes, SIGN_HEAD + size);
	free(bytes);
	return text;
}

enum lens_err casework_sign(struct casework *work, int fd, int cancel,
			    struct ledger_fault *fault)
{
	struct casework_signature signature;
	enum lens_err err = sign_read(fd, cancel, fault, &signature);
	char *text = err == LENS_OK ? sign_text(&signature) : NULL;

	if (err == LENS_OK && text == NULL)
		err = LENS_SYSTEM;
	if (err == LENS_OK)
		err = ledger_setting_set(casework_ledger(work), ME_SIGN_SETTING,
					 text, fault);
	free(text);
	casework_signature_free(&signature);
	return err;
}

enum lens_err casework_unsign(struct casework *work, struct ledger_fault *fault)
{
	return ledger_setting_set(casework_ledger(work), ME_SIGN_SETTING, NULL,
				  fault);
}

/* ---- Reading it again ---- */

/* What another version kept otherwise is none. */
static void sign_of(struct base_view text, const char *which,
		    struct casework_signature *out)
{
	struct base_buffer bytes;
	uint32_t columns = 0, rows = 0;

	if (text.size < CASEWORK_SIGNATURE ||
	    (which != NULL && (strlen(which) != CASEWORK_SIGNATURE - 1 ||
			       memcmp(text.data, which, strlen(which)) != 0)))
		return;
	text.data += CASEWORK_SIGNATURE;
	text.size -= CASEWORK_SIGNATURE;
	base_buffer_init(&bytes, SIGN_MOST);
	if (base_unbase64(text, &bytes) == LENS_OK && bytes.size > SIGN_HEAD) {
		columns = (uint32_t)bytes.data[0] << 8 | bytes.data[1];
		rows = (uint32_t)bytes.data[2] << 8 | bytes.data[3];
	}
	if (columns > 0 && columns <= IPC_SIGNATURE_COLUMNS_MAX && rows > 0 &&
	    rows <= IPC_SIGNATURE_ROWS_MAX &&
	    bytes.size == SIGN_HEAD + (size_t)columns * rows) {
		*out = (struct casework_signature){
		    columns, rows, base_alloc((size_t)columns * rows, 1)};
		memcpy(out->ink, bytes.data + SIGN_HEAD,
		       (size_t)columns * rows);
	}
	base_buffer_free(&bytes);
}

enum lens_err casework_signature(struct casework *work, const char *which,
				 struct ledger_fault *fault,
				 struct casework_signature *out)
{
	struct base_buffer text;
	enum lens_err err;

	*out = (struct casework_signature){0};
	/* Of a letter that has none nothing is read. */
	if (which != NULL && which[0] == '\0')
		return LENS_OK;
	base_buffer_init(&text, LEDGER_SETTING_MAX);
	err = ledger_setting_get(casework_ledger(work), ME_SIGN_SETTING, fault,
				 &text);
	if (err == LENS_OK)
		sign_of(base_buffer_view(&text), which, out);
	base_buffer_free(&text);
	if (err != LENS_NOT_FOUND)
		return err;
	if (fault != NULL)
		*fault = (struct ledger_fault){0};
	return LENS_OK;
}

void casework_signature_free(struct casework_signature *signature)
{
	free(signature->ink);
	*signature = (struct casework_signature){0};
}
