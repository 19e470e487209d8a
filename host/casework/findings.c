/* findings.c: what each kind of finding means and how to mend it. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_findings.h>

/* clang-format off */
static const struct casework_finding findings_table[IPC_FINDINGS] = {
	[IPC_FINDING_GPS] = {
		"gps", "where it was taken", CASEWORK_HIGH,
		"Remove the position before you publish the file, and switch "
		"off location in the camera's settings."},
	[IPC_FINDING_PLACE] = {
		"place", "the place in words", CASEWORK_HIGH,
		"Remove the place names before you publish the file."},
	[IPC_FINDING_PERSON_NAME] = {
		"person_name", "who is in it", CASEWORK_HIGH,
		"Remove the face regions and people tags before you publish "
		"the file."},
	[IPC_FINDING_THUMBNAIL_DIFFERS] = {
		"thumbnail_differs", "a preview that shows something else",
		CASEWORK_HIGH,
		"Remove the preview: it shows what was cut off or covered."},
	[IPC_FINDING_HIDDEN_PICTURE] = {
		"hidden_picture", "another picture inside the file", CASEWORK_HIGH,
		"Remove it: whoever has the file can take that picture out of "
		"it."},
	[IPC_FINDING_HIDDEN_REMAINS] = {
		"hidden_remains", "remains of an earlier picture", CASEWORK_HIGH,
		"Remove them: what was cropped or covered can be restored "
		"from them."},
	[IPC_FINDING_HIDDEN_VIDEO] = {
		"hidden_video", "a video inside the file", CASEWORK_HIGH,
		"Remove it: it shows and lets hear the seconds around the "
		"picture."},
	[IPC_FINDING_HIDDEN_FILE] = {
		"hidden_file", "another file inside the file", CASEWORK_HIGH,
		"Remove it: whoever has the picture has that file, too."},
	[IPC_FINDING_CONTACT] = {
		"contact", "how to reach its author", CASEWORK_HIGH,
		"Remove the address, telephone number and e-mail before you "
		"publish the file."},
	[IPC_FINDING_CAMERA_SERIAL] = {
		"camera_serial", "the camera's serial number", CASEWORK_HIGH,
		"Remove it: it links every picture of this camera to one "
		"owner."},
	[IPC_FINDING_LENS_SERIAL] = {
		"lens_serial", "the lens's serial number", CASEWORK_HIGH,
		"Remove it: it links every picture of this lens to one "
		"owner."},
	[IPC_FINDING_FILE_NAMES] = {
		"file_names", "names of files and folders", CASEWORK_MEDIUM,
		"Remove them: folders often carry their owner's name, and a "
		"file's name leads to its original."},
	[IPC_FINDING_CAPTURE_TIME] = {
		"capture_time", "when it was taken", CASEWORK_MEDIUM,
		"Remove the time if it should not be known where you were "
		"then."},
	[IPC_FINDING_AUTHOR] = {
		"author", "who took it", CASEWORK_MEDIUM,
		"Remove the name if you publish under another one."},
	[IPC_FINDING_CAPTION] = {
		"caption", "a description", CASEWORK_MEDIUM,
		"Read it before you publish the file: captions name people "
		"and places."},
	[IPC_FINDING_KEYWORDS] = {
		"keywords", N_("keywords"), CASEWORK_MEDIUM,
		"Read them before you publish the file: keywords name people, "
		"places and illnesses."},
	[IPC_FINDING_FACES] = {
		"faces", "faces were marked", CASEWORK_MEDIUM,
		"Remove the marks: they say where faces are, and that "
		"somebody looked for them."},
	[IPC_FINDING_EDIT_HISTORY] = {
		"edit_history", "how it was edited", CASEWORK_MEDIUM,
		"Remove the history: it tells what the picture was made of, "
		"when, and with which programs."},
	[IPC_FINDING_UNIQUE_ID] = {
		"unique_id", "an identifier of this one picture",
		CASEWORK_MEDIUM,
		"Remove it: it links copies and edits of the picture to each "
		"other."},
	[IPC_FINDING_SHUTTER_COUNT] = {
		"shutter_count", "the camera's picture counter", CASEWORK_MEDIUM,
		"Remove it: with the model it narrows down which camera took "
		"the picture."},
	[IPC_FINDING_TEXT] = {
		"text", "a text in the file", CASEWORK_MEDIUM,
		"Read it before you publish the file: Lenscap does not know "
		"what it is for."},
	[IPC_FINDING_UNREAD] = {
		"unread", "bytes that Lenscap cannot read", CASEWORK_MEDIUM,
		"Remove them if you do not know what they are: a clean copy "
		"has none."},
	[IPC_FINDING_AI_SOURCE] = {
		"ai_source", "says that an AI made it", CASEWORK_LOW,
		"Keep it if it is true and may be known: sites use it to "
		"label pictures."},
	[IPC_FINDING_COPYRIGHT] = {
		"copyright", "a copyright notice", CASEWORK_LOW,
		"Keep it if it is meant to be seen; it often holds a name."},
	[IPC_FINDING_DEVICE] = {
		"device", "the camera or phone model", CASEWORK_LOW,
		"Remove it if the model would give you away."},
	[IPC_FINDING_SOFTWARE] = {
		"software", "the software used", CASEWORK_LOW,
		"Remove it if it should not be known."},
	[IPC_FINDING_GAIN_MAP] = {
		"gain_map", "a map of its brightness (HDR)", CASEWORK_LOW,
		"Remove it if parts of the picture were covered later: the "
		"map may still show them."},
	[IPC_FINDING_PICTURE_COPY] = {
		"picture_copy", "a smaller copy of the picture", CASEWORK_LOW,
		"Remove it if the picture shall become smaller; it shows the "
		"same."},
	[IPC_FINDING_CONTENT_CREDENTIALS] = {
		"content_credentials", "content credentials (C2PA)",
		CASEWORK_LOW,
		"Look at them with a C2PA viewer: they can name the author "
		"and every edit."},
};
/* clang-format on */

const struct casework_finding *casework_finding(enum ipc_finding_kind kind)
{
	if (kind >= IPC_FINDINGS)
		abort();
	return &findings_table[kind];
}

const struct casework_finding *casework_finding_named(const char *kind)
{
	for (unsigned i = 0; i < IPC_FINDINGS; i++)
		if (strcmp(findings_table[i].kind, kind) == 0)
			return &findings_table[i];
	return NULL;
}

const char *casework_severity_name(enum casework_severity severity)
{
	static const char *const names[CASEWORK_SEVERITIES] = {
	    [CASEWORK_LOW] = "low",
	    [CASEWORK_MEDIUM] = "medium",
	    [CASEWORK_HIGH] = "high",
	};

	return names[severity];
}
