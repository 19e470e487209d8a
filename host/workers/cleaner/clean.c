/* clean.c: the table of formats. */
#include "cleaner.h"

static const struct cleaner_format clean_formats[] = {
    {IPC_FORMAT_JPEG, cleaner_begins_jpeg, cleaner_jpeg},
    {IPC_FORMAT_PNG, cleaner_begins_png, cleaner_png},
    {IPC_FORMAT_WEBP, cleaner_begins_webp, cleaner_webp},
    {IPC_FORMAT_GIF, cleaner_begins_gif, cleaner_gif},
    {IPC_FORMAT_AVIF, cleaner_begins_avif, cleaner_bmff},
    {IPC_FORMAT_HEIC, cleaner_begins_heic, cleaner_bmff},
    {IPC_FORMAT_JXL, cleaner_begins_jxl, cleaner_jxl},
    {IPC_FORMAT_TIFF, cleaner_begins_tiff, cleaner_tiff},
};
#define CLEAN_FORMATS (sizeof(clean_formats) / sizeof(clean_formats[0]))

void cleaner_clean(const struct ipc_clean_job *job, struct base_view file,
		   uint8_t *room, size_t size, struct ipc_clean *answer)
{
	struct cleaner cleaner = {.file = file,
				  .keep = job->keep,
				  .end = (size_t)job->end,
				  .out = {room, size, 0, false}};
	size_t i = 0;

	*answer = (struct ipc_clean){.status = IPC_CLEAN_UNKNOWN_FORMAT};
	while (i < CLEAN_FORMATS && !clean_formats[i].begins(file))
		i++;
	if (i == CLEAN_FORMATS)
		return;
	base_buffer_init(&cleaner.exif, CLEANER_EXIF_MAX);
	answer->format = clean_formats[i].format;
	answer->status = clean_formats[i].clean(&cleaner);
	if (answer->status == IPC_CLEAN_OK && cleaner.out.full)
		answer->status = IPC_CLEAN_TOO_MUCH;
	if (answer->status == IPC_CLEAN_OK)
		answer->bytes = cleaner.out.used;
	base_buffer_free(&cleaner.exif);
}
