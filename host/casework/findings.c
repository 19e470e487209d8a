/* findings.c: what each kind of finding means and how to mend it. */
#include <stdlib.h>
#include <string.h>

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
	[IPC_FINDING_UNIQUE_ID] = {
		"unique_id", "an identifier of this one picture",
		CASEWORK_MEDIUM,
		"Remove it: it links copies and edits of the picture to each "
		"other."},
	[IPC_FINDING_COPYRIGHT] = {
		"copyright", "a copyright notice", CASEWORK_LOW,
		"Keep it if it is meant to be seen; it often holds a name."},
	[IPC_FINDING_DEVICE] = {
		"device", "the camera or phone model", CASEWORK_LOW,
		"Remove it if the model would give you away."},
	[IPC_FINDING_SOFTWARE] = {
		"software", "the software used", CASEWORK_LOW,
		"Remove it if it should not be known."},
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
