/*
 * metadata_comment.c: words with no more than a keyword, or nothing at all,
 * to say what they are: a JPEG's or GIF's comment, a PNG's texts.
 */
#include <string.h>
#include <strings.h>

#include "metadata_facts.h"

/* How programs sign their files. */
static const char *const comment_signatures[] = {
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
    "AppleMark",
    "Intel(R) ",
    "JPEG Encoder ",
    "Software: ",
};

static bool comment_begins(const char *line, const char *const *fronts,
			   size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncasecmp(line, fronts[i], strlen(fronts[i])) == 0)
			return true;
	return false;
}

static void comment_add(struct base_view text, struct ipc_picture *picture)
{
	enum ipc_finding_kind kind = IPC_FINDING_CAPTION;
	char line[IPC_TEXT_MAX];

	metadata_text(line, text);
	if (comment_begins(line, comment_signatures,
			   sizeof(comment_signatures) /
			       sizeof(*comment_signatures)))
		kind = IPC_FINDING_SOFTWARE;
	metadata_add(picture, kind, base_view_of(line));
}

/* Behind a zero byte others than words may follow: lengths, padding. */
static bool comment_is_words(struct base_view text)
{
	size_t control = 0;

	for (size_t i = 0; i < text.size; i++)
		control += text.data[i] < ' ' &&
			   memchr("\t\n\r", text.data[i], 3) == NULL;
	return text.size >= 4 && control == 0;
}

/* Signs of two bytes, the same one of each zero: no mark says which. */
static bool comment_is_wide(struct base_view text, bool *little)
{
	size_t low = 0, high = 0, signs = text.size / 2;

	for (size_t i = 0; i < signs; i++) {
		high += text.data[2 * i] == 0 && text.data[2 * i + 1] != 0;
		low += text.data[2 * i] != 0 && text.data[2 * i + 1] == 0;
	}
	*little = low > high;
	return signs >= 4 && 4 * (*little ? low : high) >= 3 * signs;
}

#define COMMENT_TEXTS_MAX 16

void metadata_find_comment(struct base_view comment,
			   struct ipc_picture *picture)
{
	bool little = base_view_starts(comment, "\xff\xfe", 2);
	struct base_view text = metadata_text_ends(comment);
	char utf8[3 * IPC_TEXT_MAX];

	if (little || base_view_starts(comment, "\xfe\xff", 2)) {
		text = base_view_part(comment, 2, comment.size - 2);
		comment_add(
		    metadata_text_utf16(utf8, sizeof(utf8), text, little),
		    picture);
		return;
	}
	if (comment_is_wide(comment, &little)) {
		comment_add(
		    metadata_text_utf16(utf8, sizeof(utf8), comment, little),
		    picture);
		return;
	}
	comment_add(text, picture);
	for (unsigned i = 0; i < COMMENT_TEXTS_MAX && text.size < comment.size;
	     i++) {
		comment = base_view_part(comment, text.size + 1,
					 comment.size - text.size - 1);
		text = metadata_text_ends(comment);
		if (comment_is_words(text))
			comment_add(text, picture);
	}
}

/* ---- Keywords ---- */

static void keyword_add(enum ipc_finding_kind kind, struct base_view text,
			struct ipc_picture *picture)
{
	metadata_add(picture, kind, text);
}

static void keyword_comment(enum ipc_finding_kind kind, struct base_view text,
			    struct ipc_picture *picture)
{
	(void)kind;
	metadata_find_comment(text, picture);
}

/* A time may be in any words. */
static void keyword_time(enum ipc_finding_kind kind, struct base_view text,
			 struct ipc_picture *picture)
{
	char line[IPC_TEXT_MAX];
	struct metadata_time time;

	metadata_text(line, text);
	if (metadata_time_read(line, &time))
		metadata_add_time(picture, line);
	else
		metadata_add(picture, kind, text);
}

static void keyword_changed(enum ipc_finding_kind kind, struct base_view text,
			    struct ipc_picture *picture)
{
	char line[IPC_TEXT_MAX];

	(void)kind;
	metadata_text(line, text);
	metadata_add_time_as(picture, line, N_("{words} (last changed)"));
}

/*
 * What makers of pictures by AI write down: the request, in words or as a
 * graph of steps, and the paths of models on the author's disk.
 */
static void keyword_request(enum ipc_finding_kind kind, struct base_view text,
			    struct ipc_picture *picture)
{
	metadata_add(picture, kind, text);
	metadata_add_paths(picture, text);
	metadata_add(picture, IPC_FINDING_AI_SOURCE,
		     base_view_of(METADATA_REQUEST));
}

/* The device, and of a picture that none took the model. */
static void keyword_source(enum ipc_finding_kind kind, struct base_view text,
			   struct ipc_picture *picture)
{
	char line[IPC_TEXT_MAX];

	metadata_text(line, text);
	if (strcasestr(line, "diffusion") != NULL)
		kind = IPC_FINDING_AI_SOURCE;
	metadata_add(picture, kind, text);
}

/* A coordinate by itself, as it stands: no pair can be made of it. */
static void keyword_position(const char *keyword, struct base_view text,
			     struct ipc_picture *picture)
{
	char line[IPC_TEXT_MAX], words[IPC_TEXT_MAX];
	const char *parts[] = {keyword, line};

	metadata_text(line, text);
	metadata_text_join(words, parts, 2, " ");
	if (*line != '\0' && (strstr(keyword, "tude") != NULL ||
			      strcasestr(keyword, "position") != NULL))
		metadata_add(picture, IPC_FINDING_GPS, base_view_of(words));
}

/*
 * The keywords of the specification (PNG 11.3.4.2), and those that programs
 * made up.  A row without take says nothing.
 */
static const struct {
	const char *keyword;
	void (*take)(enum ipc_finding_kind kind, struct base_view text,
		     struct ipc_picture *picture);
	enum ipc_finding_kind kind;
} keyword_rows[] = {
    {"Author", keyword_add, IPC_FINDING_AUTHOR},
    {"Artist", keyword_add, IPC_FINDING_AUTHOR},
    {"Creator", keyword_add, IPC_FINDING_AUTHOR},
    {"Photographer", keyword_add, IPC_FINDING_AUTHOR},
    {"Copyright", keyword_add, IPC_FINDING_COPYRIGHT},
    {"Disclaimer", keyword_add, IPC_FINDING_COPYRIGHT},
    {"Creation Time", keyword_time, IPC_FINDING_CAPTURE_TIME},
    {"CreationTime", keyword_time, IPC_FINDING_CAPTURE_TIME},
    {"create-date", keyword_time, IPC_FINDING_CAPTURE_TIME},
    {"date:create", keyword_changed, 0},
    {"date:modify", keyword_changed, 0},
    {"date:timestamp", keyword_changed, 0},
    {"modify-date", keyword_changed, 0},
    {"ModDate", keyword_changed, 0},
    {"TimeStamp", keyword_changed, 0},
    {"DateTime", keyword_changed, 0},
    {"DateTimeOriginal", keyword_time, IPC_FINDING_CAPTURE_TIME},
    {"BodySerialNumber", keyword_add, IPC_FINDING_CAMERA_SERIAL},
    {"LensSerialNumber", keyword_add, IPC_FINDING_LENS_SERIAL},
    {"ImageUniqueID", keyword_add, IPC_FINDING_UNIQUE_ID},
    {"CameraOwnerName", keyword_add, IPC_FINDING_AUTHOR},
    {"ImageDescription", keyword_add, IPC_FINDING_CAPTION},
    {"Software", keyword_add, IPC_FINDING_SOFTWARE},
    {"CreatorTool", keyword_add, IPC_FINDING_SOFTWARE},
    {"Source", keyword_source, IPC_FINDING_DEVICE},
    {"Make", keyword_add, IPC_FINDING_DEVICE},
    {"Model", keyword_add, IPC_FINDING_DEVICE},
    {"Camera", keyword_add, IPC_FINDING_DEVICE},
    {"Title", keyword_add, IPC_FINDING_CAPTION},
    {"Description", keyword_add, IPC_FINDING_CAPTION},
    {"Comment", keyword_comment, IPC_FINDING_CAPTION},
    {"Comments", keyword_comment, IPC_FINDING_CAPTION},
    {"Caption", keyword_add, IPC_FINDING_CAPTION},
    {"Label", keyword_add, IPC_FINDING_CAPTION},
    {"Warning", keyword_add, IPC_FINDING_CAPTION},
    {"Keywords", keyword_add, IPC_FINDING_KEYWORDS},
    {"Location", keyword_add, IPC_FINDING_PLACE},
    {"City", keyword_add, IPC_FINDING_PLACE},
    {"Country", keyword_add, IPC_FINDING_PLACE},
    {"Document", keyword_add, IPC_FINDING_FILE_NAMES},
    {"Thumb::URI", keyword_add, IPC_FINDING_FILE_NAMES},
    {"Thumb::Mimetype", NULL, 0},
    {"Thumb::Size", NULL, 0},
    {"Thumb::MTime", NULL, 0},
    {"Thumb::Image::Width", NULL, 0},
    {"Thumb::Image::Height", NULL, 0},
    {"Thumb::Document::Pages", NULL, 0},
    {"File", keyword_add, IPC_FINDING_FILE_NAMES},
    {"URL", keyword_add, IPC_FINDING_FILE_NAMES},
    {"parameters", keyword_request, IPC_FINDING_CAPTION},
    {"prompt", keyword_request, IPC_FINDING_CAPTION},
    {"negative_prompt", keyword_request, IPC_FINDING_CAPTION},
    {"workflow", keyword_request, IPC_FINDING_CAPTION},
    {"Dream", keyword_request, IPC_FINDING_CAPTION},
    {"sd-metadata", keyword_request, IPC_FINDING_CAPTION},
    {"invokeai_metadata", keyword_request, IPC_FINDING_CAPTION},
    {"invokeai_graph", keyword_request, IPC_FINDING_CAPTION},
    {"invokeai_workflow", keyword_request, IPC_FINDING_CAPTION},
    {"fooocus_scheme", NULL, 0},
    {"jpeg:sampling-factor", NULL, 0},
    {"jpeg:colorspace", NULL, 0},
    {"svg:base-uri", keyword_add, IPC_FINDING_FILE_NAMES},
};

void metadata_find_keyword(const char *keyword, struct base_view text,
			   struct ipc_picture *picture)
{
	char word[IPC_TEXT_MAX];

	/* ImageMagick copies the fields of Exif into texts of their names. */
	if (strncmp(keyword, "exif:", 5) == 0)
		keyword += 5;
	if (strncasecmp(keyword, "GPS", 3) == 0) {
		keyword_position(keyword, text, picture);
		return;
	}
	for (size_t i = 0; i < sizeof(keyword_rows) / sizeof(*keyword_rows);
	     i++)
		if (strcasecmp(keyword, keyword_rows[i].keyword) == 0) {
			if (keyword_rows[i].take != NULL)
				keyword_rows[i].take(keyword_rows[i].kind, text,
						     picture);
			return;
		}
	metadata_text(word, base_view_of(keyword));
	metadata_add_said(picture, word, text);
}
