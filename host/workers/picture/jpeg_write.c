/* jpeg_write.c: a small picture as a JPEG that says nothing but its pixels. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "jpeg.h"

#define WRITE_QUALITY 80

const char *jpeg_library(void)
{
	static char name[32];

	snprintf(name, sizeof(name), "libjpeg-turbo %d.%d.%d",
		 LIBJPEG_TURBO_VERSION_NUMBER / 1000000,
		 LIBJPEG_TURBO_VERSION_NUMBER / 1000 % 1000,
		 LIBJPEG_TURBO_VERSION_NUMBER % 1000);
	return name;
}

struct jpeg_writer {
	struct jpeg_compress_struct library;
	struct jpeg_error_mgr errors;
	jmp_buf failed;
	unsigned char *bytes; /* malloc'ed by the library */
	unsigned long size;
};

static void write_fail(j_common_ptr common)
{
	struct jpeg_writer *writer = common->client_data;

	longjmp(writer->failed, 1);
}

static void write_rows(struct jpeg_writer *writer, const uint8_t *rgb,
		       uint32_t columns, uint32_t rows)
{
	struct jpeg_compress_struct *library = &writer->library;

	jpeg_create_compress(library);
	jpeg_mem_dest(library, &writer->bytes, &writer->size);
	library->image_width = columns;
	library->image_height = rows;
	library->input_components = 3;
	library->in_color_space = JCS_RGB;
	jpeg_set_defaults(library);
	jpeg_set_quality(library, WRITE_QUALITY, TRUE);
	library->optimize_coding = TRUE;
	jpeg_start_compress(library, TRUE);
	while (library->next_scanline < rows) {
		JSAMPROW row = (JSAMPROW)rgb +
			       (size_t)library->next_scanline * columns * 3;

		jpeg_write_scanlines(library, &row, 1);
	}
	jpeg_finish_compress(library);
}

enum lens_err jpeg_write(const uint8_t *rgb, uint32_t columns, uint32_t rows,
			 struct base_buffer *out)
{
	struct jpeg_writer writer = {0};
	volatile enum lens_err err = LENS_SYSTEM;

	writer.library.err = jpeg_std_error(&writer.errors);
	writer.library.client_data = &writer;
	writer.errors.error_exit = write_fail;
	if (setjmp(writer.failed) == 0) {
		write_rows(&writer, rgb, columns, rows);
		err = base_buffer_add(out, writer.bytes, writer.size);
	}
	jpeg_destroy_compress(&writer.library);
	free(writer.bytes);
	return err;
}
