/* metadata_add.c: findings, each fact once, the worst first. */
#include <string.h>

#include "metadata_facts.h"

/*
 * IPTC-IIM 4.2 cuts a by-line or a city after 32 bytes, so a text of that size
 * which begins another one is the same, even when it ends within a word.
 */
#define FIND_CUT_SIZE 30

static bool find_equal(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* A letter, a digit, or a part of a character beyond ASCII. */
static bool find_in_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       (c & 0x80) != 0;
}

/* True when one holds the other as whole words, or as its cut beginning. */
static bool find_within(const char *a, const char *b)
{
	const char *longer = strlen(a) < strlen(b) ? b : a;
	const char *shorter = longer == a ? b : a;
	const char *at = strstr(longer, shorter);
	size_t size = strlen(shorter);

	if (at == NULL)
		return false;
	if (at == longer && size >= FIND_CUT_SIZE)
		return true;
	return (at == longer || !find_in_word(at[-1])) &&
	       !find_in_word(at[size]);
}

/*
 * When two details of one kind are one fact.  Names, numbers and addresses
 * are only what they are: "Anna" is not "Anna Berg".
 */
static bool (*const find_same[IPC_FINDINGS])(const char *a, const char *b) = {
    [IPC_FINDING_GPS] = metadata_position_same,
    [IPC_FINDING_PLACE] = find_within,
    [IPC_FINDING_PERSON_NAME] = find_equal,
    [IPC_FINDING_CAMERA_SERIAL] = find_equal,
    [IPC_FINDING_LENS_SERIAL] = find_equal,
    [IPC_FINDING_CAPTURE_TIME] = metadata_time_same,
    [IPC_FINDING_AUTHOR] = find_within,
    [IPC_FINDING_COPYRIGHT] = find_within,
    [IPC_FINDING_CONTACT] = find_equal,
    [IPC_FINDING_CAPTION] = find_within,
    [IPC_FINDING_THUMBNAIL_DIFFERS] = find_equal,
    [IPC_FINDING_UNIQUE_ID] = find_equal,
    [IPC_FINDING_DEVICE] = find_within,
    [IPC_FINDING_SOFTWARE] = find_within,
    [IPC_FINDING_HIDDEN_PICTURE] = find_equal,
    [IPC_FINDING_HIDDEN_REMAINS] = find_equal,
    [IPC_FINDING_HIDDEN_VIDEO] = find_equal,
    [IPC_FINDING_HIDDEN_FILE] = find_equal,
    [IPC_FINDING_FILE_NAMES] = find_within,
    [IPC_FINDING_KEYWORDS] = find_within,
    [IPC_FINDING_FACES] = find_equal,
    [IPC_FINDING_EDIT_HISTORY] = find_equal,
    [IPC_FINDING_SHUTTER_COUNT] = find_equal,
    [IPC_FINDING_TEXT] = find_within,
    [IPC_FINDING_UNREAD] = find_equal,
    [IPC_FINDING_AI_SOURCE] = find_equal,
    [IPC_FINDING_GAIN_MAP] = find_equal,
    [IPC_FINDING_PICTURE_COPY] = find_equal,
    [IPC_FINDING_CONTENT_CREDENTIALS] = find_equal,
};

static struct ipc_finding *find_one(struct ipc_picture *picture,
				    enum ipc_finding_kind kind,
				    const char *detail,
				    bool (*same)(const char *a, const char *b))
{
	for (unsigned i = 0; i < picture->count; i++)
		if (picture->findings[i].kind == kind &&
		    same(picture->findings[i].detail, detail))
			return &picture->findings[i];
	return NULL;
}

/*
 * True when the fact is known; the longer way to say it is kept.  An equal
 * detail comes first, or another one could be made equal to it.
 */
static bool find_known(struct ipc_picture *picture, enum ipc_finding_kind kind,
		       const char *detail)
{
	struct ipc_finding *known;

	if (find_one(picture, kind, detail, find_equal) != NULL)
		return true;
	known = find_one(picture, kind, detail, find_same[kind]);
	if (known != NULL && strlen(detail) > strlen(known->detail))
		memcpy(known->detail, detail, strlen(detail) + 1);
	return known != NULL;
}

/* Keep the order of the kinds; a full list loses its mildest finding. */
static void find_insert(struct ipc_picture *picture, enum ipc_finding_kind kind,
			const char *detail)
{
	struct ipc_finding *findings = picture->findings;
	unsigned at = picture->count;

	while (at > 0 && findings[at - 1].kind > kind)
		at--;
	if (at == IPC_FINDINGS_MAX)
		return;
	if (picture->count < IPC_FINDINGS_MAX)
		picture->count++;
	memmove(findings + at + 1, findings + at,
		(picture->count - 1 - at) * sizeof(findings[0]));
	findings[at] = (struct ipc_finding){.kind = kind};
	memcpy(findings[at].detail, detail, strlen(detail) + 1);
}

void metadata_add(struct ipc_picture *picture, enum ipc_finding_kind kind,
		  struct base_view text)
{
	char detail[IPC_TEXT_MAX];

	metadata_text(detail, text);
	if (!metadata_text_is_filler(kind, detail) &&
	    !find_known(picture, kind, detail))
		find_insert(picture, kind, detail);
}

void metadata_add_time(struct ipc_picture *picture, const char *text)
{
	struct metadata_time time;
	char line[IPC_TEXT_MAX];

	if (!metadata_time_read(text, &time))
		return;
	metadata_time_write(line, &time);
	metadata_add(picture, IPC_FINDING_CAPTURE_TIME, base_view_of(line));
}

void metadata_add_position(struct ipc_picture *picture, const char *lead,
			   const struct metadata_position *position)
{
	char line[IPC_TEXT_MAX];

	if (metadata_position_write(line, lead, position))
		metadata_add(picture, IPC_FINDING_GPS, base_view_of(line));
}
