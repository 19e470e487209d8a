/* jxl_words.c: boxes of words that JPEG XL packs by Brotli. */
#include <brotli/decode.h>

#include "jxl.h"

#define WORDS_PART 65536

bool decoder_jxl_unpack(struct base_view packed, struct base_buffer *out)
{
	BrotliDecoderState *state =
	    BrotliDecoderCreateInstance(NULL, NULL, NULL);
	BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	static uint8_t part[WORDS_PART];
	const uint8_t *next = packed.data;
	size_t left = packed.size;

	while (state != NULL &&
	       result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
		uint8_t *at = part;
		size_t room = sizeof(part);

		result = BrotliDecoderDecompressStream(state, &left, &next,
						       &room, &at, NULL);
		if (base_buffer_add(out, part, sizeof(part) - room) != LENS_OK)
			result = BROTLI_DECODER_RESULT_ERROR;
	}
	BrotliDecoderDestroyInstance(state);
	return result == BROTLI_DECODER_RESULT_SUCCESS && left == 0;
}
