/* words.c: the names and sentences that go with numbers on the wire. */
#include <stdio.h>

#include <lenscap/base_said.h>
#include <lenscap/ipc_picture.h>

#include "status.h"

const char *ipc_format_name(enum ipc_format format)
{
	static const char *const names[IPC_FORMATS] = {
	    [IPC_FORMAT_NONE] = "",	[IPC_FORMAT_JPEG] = "jpeg",
	    [IPC_FORMAT_PNG] = "png",	[IPC_FORMAT_WEBP] = "webp",
	    [IPC_FORMAT_GIF] = "gif",	[IPC_FORMAT_HEIC] = "heic",
	    [IPC_FORMAT_AVIF] = "avif", [IPC_FORMAT_JXL] = "jxl",
	    [IPC_FORMAT_TIFF] = "tiff", [IPC_FORMAT_RAW] = "raw",
	    [IPC_FORMAT_BMP] = "bmp",	[IPC_FORMAT_ICO] = "ico",
	    [IPC_FORMAT_SVG] = "svg",
	};

	return format < IPC_FORMATS ? names[format] : "";
}

const char *ipc_hidden_name(enum ipc_hidden_kind kind)
{
	static const char *const names[IPC_HIDDENS] = {
	    [IPC_HIDDEN_UNKNOWN] = "unknown",
	    [IPC_HIDDEN_VIDEO] = "video",
	    [IPC_HIDDEN_PICTURE] = "picture",
	    [IPC_HIDDEN_GAIN_MAP] = "gain_map",
	    [IPC_HIDDEN_REMAINS] = "remains",
	    [IPC_HIDDEN_TRAILER] = "trailer",
	    [IPC_HIDDEN_ARCHIVE] = "archive",
	    [IPC_HIDDEN_DOCUMENT] = "document",
	    [IPC_HIDDEN_SOUND] = "sound",
	    [IPC_HIDDEN_FILE] = "file",
	    [IPC_HIDDEN_EXIF] = "exif",
	    [IPC_HIDDEN_XMP] = "xmp",
	    [IPC_HIDDEN_IPTC] = "iptc",
	    [IPC_HIDDEN_COMMENT] = "comment",
	    [IPC_HIDDEN_TEXT] = "text",
	};

	return kind < IPC_HIDDENS ? names[kind] : "";
}

static const struct status_words words_status[IPC_PICTURE_STATUSES] = {
    [IPC_PICTURE_OK] = {"ok", "The picture was read."},
    [IPC_PICTURE_EMPTY] = {"empty", "The file is empty; fetch or copy it "
				    "again."},
    [IPC_PICTURE_UNKNOWN_FORMAT] =
	{"unknown_format",
	 "This is not a picture of a kind that is read "
	 "(JPEG, PNG, WebP, GIF, HEIC, AVIF, JPEG XL, TIFF, "
	 "BMP, ICO, SVG, camera raw); save it as JPEG or PNG."},
    [IPC_PICTURE_MALFORMED] =
	{"malformed", "The picture is damaged and cannot be read; get a fresh "
		      "copy of the file."},
    [IPC_PICTURE_UNSUPPORTED] =
	{"unsupported", "The picture uses a variant that is not supported; "
			"save it again as an ordinary JPEG or PNG."},
    [IPC_PICTURE_TOO_MANY_BYTES] =
	{"too_many_bytes", "The file is larger than 256 MB; save a smaller "
			   "copy."},
    [IPC_PICTURE_TOO_MANY_PIXELS] =
	{"too_many_pixels", "The picture has more than 200 megapixels; save a "
			    "smaller copy."},
    [IPC_PICTURE_TOO_MUCH_MEMORY] =
	{"too_much_memory", "Reading the picture would take more than 512 MB "
			    "of memory; save a smaller or non-progressive "
			    "copy."},
    [IPC_PICTURE_NOT_MAPPED] =
	{"not_mapped", "The file is on a disk that does not let it be mapped "
		       "into memory; copy it to an ordinary folder."},
    [IPC_PICTURE_NO_JAIL] =
	{"no_jail", "The picture was not opened, because the walls around its "
		    "decoder could not be put up; 'lenscap doctor' says why."},
    [IPC_PICTURE_NEEDS_HEIF] =
	{"needs_heif", "HEIC and AVIF pictures need the optional decoder; "
		       "install libheif1 and lenscap-decoder-heif, or save the "
		       "picture as JPEG."},
    [IPC_PICTURE_NEEDS_JXL] =
	{"needs_jxl", "JPEG XL pictures need the optional decoder; install "
		      "libjxl and lenscap-decoder-jxl, or save the picture as "
		      "JPEG."},
    [IPC_PICTURE_NEEDS_TIFF] =
	{"needs_tiff", "TIFF pictures need the optional decoder; install "
		       "libtiff and lenscap-decoder-tiff, or save the picture "
		       "as JPEG or PNG."},
    [IPC_PICTURE_TOO_MUCH_CPU] =
	{"too_much_cpu", "Reading the picture took more than 10 seconds of "
			 "computing, as hostile files do; save a smaller "
			 "copy."},
    [IPC_PICTURE_TOO_SLOW] =
	{"too_slow", "Reading the picture took more than 30 seconds, and was "
		     "stopped; try again when the machine is less busy."},
    [IPC_PICTURE_CHANGED] =
	{"changed", "The file was cut short while it was being read; try "
		    "again when nothing else writes to it."},
    [IPC_PICTURE_CRASHED] =
	{"crashed", "The picture made its decoder crash; nothing else was "
		    "harmed.  Do not open it with other programs."},
    [IPC_PICTURE_CONTAINED] =
	{"contained", "The picture made its decoder try something forbidden, "
		      "and the jail stopped it.  Do not open it with other "
		      "programs."},
    [IPC_PICTURE_LIED] =
	{"lied", "The decoder's answer made no sense and was thrown away.  Do "
		 "not open the picture with other programs."},
    [IPC_PICTURE_NO_WORKER] =
	{"no_worker", "The decoder for this kind of picture could not be "
		      "started; 'lenscap doctor' says why."},
    [IPC_PICTURE_MISSING] = {"missing", "There is no such file; check how its "
					"name is written."},
    [IPC_PICTURE_ADDRESS] =
	{"address", "This is an address, and files alone are read here; "
		    "'lenscap check' looks at addresses, and the browser's "
		    "extension keeps photos from a page."},
    [IPC_PICTURE_FORBIDDEN] =
	{"forbidden", "You may not read this file; ask its owner, or copy it "
		      "to a place of your own."},
    [IPC_PICTURE_FOLDER] = {"folder", "This is a folder, not a picture; name "
				      "one in it.  Where the command has -r, "
				      "that reads all in it."},
    [IPC_PICTURE_NOT_A_FILE] =
	{"not_a_file", "This is a pipe, a socket or a device; give a file, or "
		       "- for standard input."},
    [IPC_PICTURE_LINK] =
	{"link", "This is a link to another file, and links in folders are "
		 "not followed; name that file."},
    [IPC_PICTURE_UNREADABLE] =
	{"unreadable", "The file cannot be read; check the disk it is on."},
    [IPC_PICTURE_NO_NAME] =
	{"no_name", "An empty name was given; a variable in the command may be "
		    "unset."},
    [IPC_PICTURE_INPUT_TWICE] =
	{"input_twice", "Standard input can be read only once; give - once."},
    [IPC_PICTURE_TOO_MANY_OPEN] =
	{"too_many_open", "Too many files are open at once; allow more "
			  "(ulimit -n), or use a smaller --jobs."},
};

const char *ipc_picture_code(enum ipc_picture_status status)
{
	return status_code(words_status, IPC_PICTURE_STATUSES, status);
}

const char *ipc_call_words(const char *sentence, const char *call)
{
	static _Thread_local char reason[IPC_TEXT_MAX];

	if (call[0] == '\0')
		return sentence;
	snprintf(
	    reason, sizeof(reason),
	    base_said(
		"%s  (It was the system call '%s'; if everything of this kind "
		"fails so, see 'lenscap doctor'.)"),
	    base_said(sentence), call);
	return reason;
}

const char *ipc_picture_reason(const struct ipc_picture *picture)
{
	return ipc_call_words(ipc_picture_sentence(picture->status),
			      picture->call);
}

const char *ipc_picture_sentence(enum ipc_picture_status status)
{
	return status_sentence(words_status, IPC_PICTURE_STATUSES, status);
}
