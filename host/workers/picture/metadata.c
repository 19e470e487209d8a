/* metadata.c: the findings of all blocks of a file. */
#include <string.h>
#include <strings.h>

#include "metadata_facts.h"

/* A JPEG or GIF comment: mostly a program's signature, at times a person's. */
static void find_comment(struct base_view comment, struct ipc_picture *picture)
{
	static const char *const signatures[] = {
	    "CREATOR: ",
	    "Created with ",
	    "Created by ",
	    "Lavc",
	    "File written by Adobe",
	    "LEAD Technologies",
	    "Compressed by ",
	    "Optimized by JPEGmini",
	    "Processed By ",
	    "Edited with ",
	    "GIF Software by AISoft",
	    "Made with ",
	    "Handmade Software, Inc. Image Alchemy",
	    "ImageMagick",
	};
	enum ipc_finding_kind kind = IPC_FINDING_CAPTION;
	char line[IPC_TEXT_MAX];

	metadata_text(line, metadata_text_ends(comment));
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++)
		if (strncasecmp(line, signatures[i], strlen(signatures[i])) ==
		    0)
			kind = IPC_FINDING_SOFTWARE;
	metadata_add(picture, kind, base_view_of(line));
}

/* Captions may be a program's signature; a time may be in any words. */
static void find_note(const struct metadata_note *note,
		      struct ipc_picture *picture)
{
	char line[IPC_TEXT_MAX];
	struct metadata_time time;

	metadata_text(line, note->text);
	if (note->kind == IPC_FINDING_CAPTION)
		find_comment(note->text, picture);
	else if (note->kind == IPC_FINDING_CAPTURE_TIME &&
		 metadata_time_read(line, &time))
		metadata_add_time(picture, line);
	else
		metadata_add(picture, note->kind, note->text);
}

void metadata_find(const struct metadata_blocks *blocks,
		   struct ipc_picture *picture)
{
	metadata_find_exif(blocks->exif, picture);
	metadata_find_xmp(blocks->xmp, picture);
	metadata_find_xmp(blocks->extended_xmp, picture);
	metadata_find_iptc(blocks->iptc, picture);
	find_comment(blocks->comment, picture);
	for (unsigned i = 0; i < blocks->noted; i++)
		find_note(&blocks->notes[i], picture);
	if (blocks->content_credentials)
		metadata_add(picture, IPC_FINDING_CONTENT_CREDENTIALS,
			     base_view_of(METADATA_CREDENTIALS_INSIDE));
}
