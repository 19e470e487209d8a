/* metadata_add.c: findings, each fact once, the worst first. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/*
 * Kinds of which one file may say hundreds: steps of its history, ids of what
 * it was made of.  The others shall not lose their place to them.
 */
static const uint8_t find_most[IPC_FINDINGS] = {
    [IPC_FINDING_FILE_NAMES] = 10,   [IPC_FINDING_KEYWORDS] = 24,
    [IPC_FINDING_EDIT_HISTORY] = 12, [IPC_FINDING_UNIQUE_ID] = 24,
    [IPC_FINDING_TEXT] = 16,
};

static bool find_is_full(const struct ipc_picture *picture,
			 enum ipc_finding_kind kind)
{
	unsigned count = 0;

	for (unsigned i = 0; i < picture->count; i++)
		count += picture->findings[i].kind == kind;
	return find_most[kind] > 0 && count >= find_most[kind];
}

/*
 * Keep the order of the kinds; a full list loses its mildest findings, and its
 * last one says so.
 */
static void find_insert(struct ipc_picture *picture, enum ipc_finding_kind kind,
			const char *detail)
{
	struct ipc_finding *findings = picture->findings;
	unsigned at = picture->count;

	while (at > 0 && findings[at - 1].kind > kind)
		at--;
	if (at < IPC_FINDINGS_MAX) {
		unsigned kept =
		    picture->count - (picture->count == IPC_FINDINGS_MAX);

		memmove(findings + at + 1, findings + at,
			(kept - at) * sizeof(findings[0]));
		findings[at] = (struct ipc_finding){.kind = kind};
		memcpy(findings[at].detail, detail, strlen(detail) + 1);
	}
	if (picture->count < IPC_FINDINGS_MAX)
		picture->count++;
	else
		memcpy(findings[IPC_FINDINGS_MAX - 1].detail, IPC_FINDING_MORE,
		       sizeof(IPC_FINDING_MORE));
}

/* Words that programs write beside what an AI was asked for, into whatever
 * field of text a format has. */
static bool add_is_request(enum ipc_finding_kind kind, struct base_view text)
{
	static const char *const signs[] = {
	    "Negative prompt:", "\"prompt\":", "NovelAI"};
	bool is = false;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs) && text.size > 0;
	     i++)
		is |= memmem(text.data, text.size, signs[i],
			     strlen(signs[i])) != NULL;
	return is && kind != IPC_FINDING_AI_SOURCE;
}

void metadata_add(struct ipc_picture *picture, enum ipc_finding_kind kind,
		  struct base_view text)
{
	char detail[IPC_TEXT_MAX];

	if (add_is_request(kind, text))
		metadata_add(picture, IPC_FINDING_AI_SOURCE,
			     base_view_of(METADATA_REQUEST));
	metadata_text(detail, text);
	if (metadata_text_is_filler(kind, detail) ||
	    find_known(picture, kind, detail))
		return;
	if (!find_is_full(picture, kind))
		find_insert(picture, kind, detail);
	else if (find_one(picture, kind, IPC_FINDING_MORE, find_equal) == NULL)
		find_insert(picture, kind, IPC_FINDING_MORE);
}

/* ---- Times ---- */

#define TIME_DAY 10 /* signs of a date, behind which may be a zone alone */
#define TIME_SAID                                                              \
	"123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

void metadata_add_time_as(struct ipc_picture *picture, const char *text,
			  const char *pattern)
{
	struct metadata_time time;
	char line[IPC_TEXT_MAX], shown[IPC_TEXT_MAX];

	if (!metadata_time_read(text, &time)) {
		size_t said = strcspn(text, TIME_SAID);

		/* Of other words than a clock's, but for one that stood. */
		if (said < TIME_DAY && text[said] != '\0')
			metadata_add_words(picture, N_("a time"),
					   base_view_of(text));
		return;
	}
	metadata_time_write(line, &time);
	if (*pattern != '\0' && find_one(picture, IPC_FINDING_CAPTURE_TIME,
					 line, metadata_time_same) != NULL)
		return;
	metadata_fill(shown, sizeof(shown),
		      *pattern != '\0' ? pattern : "{words}", line);
	metadata_add(picture, IPC_FINDING_CAPTURE_TIME, base_view_of(shown));
}

void metadata_add_time(struct ipc_picture *picture, const char *text)
{
	metadata_add_time_as(picture, text, "");
}

void metadata_finish(struct ipc_picture *picture)
{
	unsigned times = 0;

	for (unsigned i = 0; i < picture->count; i++)
		times += picture->findings[i].kind == IPC_FINDING_CAPTURE_TIME;
	for (unsigned i = 0; times > 1 && i < picture->count; i++) {
		char *detail = picture->findings[i].detail;
		char plain[IPC_TEXT_MAX];

		if (picture->findings[i].kind == IPC_FINDING_CAPTURE_TIME &&
		    strchr(detail, '(') == NULL &&
		    !find_equal(detail, IPC_FINDING_MORE))
			metadata_fill(detail, IPC_TEXT_MAX,
				      N_("{words} (camera's clock)"),
				      memcpy(plain, detail, sizeof(plain)));
	}
}

/* ---- Words ---- */

/* The longest row of digits that is no fraction's, and all of them. */
static size_t said_digits(const char *text, size_t *row)
{
	size_t all = 0, here = 0;
	bool fraction = false;

	*row = 0;
	for (; *text != '\0'; text++) {
		bool digit = isdigit((unsigned char)*text);

		fraction = digit ? fraction : *text == '.';
		here = digit && !fraction ? here + 1 : 0;
		*row = here > *row ? here : *row;
		all += digit;
	}
	return all;
}

/* A telephone or account number, a day, a position: few letters, and much is
 * said by them. */
static bool said_is_number(const char *text)
{
	struct metadata_time time;
	double latitude, longitude;
	size_t row, all = said_digits(text, &row);
	char *end;

	if (row >= 7 || (all >= 8 && text[0] == '+') ||
	    (all >= 14 && isalpha((unsigned char)text[0])))
		return true;
	if (metadata_time_read(text, &time) && time.parts >= 3 &&
	    time.part[0] >= 1900 && time.part[0] < 2100)
		return true;
	latitude = strtod(text, &end);
	if (*end != ',' || all < 9)
		return false;
	longitude = strtod(end + 1, &end);
	return *end == '\0' && latitude >= -90 && latitude <= 90 &&
	       longitude >= -180 && longitude <= 180 &&
	       (latitude > 1 || latitude < -1);
}

/* Settings of programs, as they write them into any field. */
static bool said_is_setting(const char *text)
{
	static const char *const words[] = {
	    "true",   "false",	   "yes",  "no",	"none",
	    "auto",   "off",	   "on",   "srgb",	"rgb",
	    "cmyk",   "adobe rgb", "grey", "gray",	"uncalibrated",
	    "normal", "default",   "inch", "undefined",
	};
	size_t letters = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	if (said_is_number(text))
		return false;
	for (const char *at = text; *at != '\0'; at++)
		letters += isalpha((unsigned char)*at) || (*at & 0x80) != 0;
	/* "1/250", "f/2.8", "3840x2160" */
	return letters < 3 || (letters < 8 && 4 * letters < strlen(text));
}

/* True when a finding is these words, under whatever label. */
static bool said_is(const struct ipc_finding *finding, const char *line)
{
	const char *words = strstr(finding->detail, ": ");

	if (strcmp(finding->detail, line) == 0)
		return true;
	return finding->kind == IPC_FINDING_TEXT && words != NULL &&
	       strcmp(words + 2, line) == 0;
}

void metadata_add_said(struct ipc_picture *picture, const char *label,
		       struct base_view text)
{
	char line[IPC_TEXT_MAX];

	metadata_text(line, text);
	if (!said_is_setting(line))
		metadata_add_words(picture, label, text);
}

void metadata_add_words(struct ipc_picture *picture, const char *label,
			struct base_view text)
{
	char line[IPC_TEXT_MAX], said[2 * IPC_TEXT_MAX];

	metadata_text(line, text);
	if (metadata_text_is_filler(IPC_FINDING_TEXT, line))
		return;
	/* What another field says by its meaning needs no second telling. */
	for (unsigned i = 0; i < picture->count; i++)
		if (said_is(&picture->findings[i], line))
			return;
	metadata_fill(said, sizeof(said), N_("{part}: {words}"), label, line);
	metadata_add(picture, IPC_FINDING_TEXT, base_view_of(said));
}

static bool path_may_have(char c)
{
	return (uint8_t)c > ' ' && strchr("\"'<>|*?,;()[]{}", c) == NULL;
}

/* Folders as systems name them: from a root, or a disk's letter. */
static bool path_begins(const char *at)
{
	static const char *const roots[] = {
	    "/home/",  "/Users/", "/storage/", "/data/", "/sdcard/",  "/mnt/",
	    "/media/", "/root/",  "/var/",     "/tmp/",	 "/private/", "file://",
	};

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (strncmp(at, roots[i], strlen(roots[i])) == 0)
			return true;
	return isalpha((unsigned char)at[0]) && at[1] == ':' &&
	       (at[2] == '\\' || at[2] == '/') && at[3] != '/';
}

void metadata_add_paths(struct ipc_picture *picture, struct base_view text)
{
	char plain[8192];
	size_t size =
	    text.size < sizeof(plain) - 1 ? text.size : sizeof(plain) - 1;

	if (size == 0)
		return;
	memcpy(plain, text.data, size);
	plain[size] = '\0';
	for (size_t i = 0; i < size; i++) {
		size_t end = i;

		if (!path_begins(plain + i))
			continue;
		while (end < size && path_may_have(plain[end]))
			end++;
		metadata_add(picture, IPC_FINDING_FILE_NAMES,
			     (struct base_view){(uint8_t *)plain + i, end - i});
		i = end;
	}
}

void metadata_add_counted(struct ipc_picture *picture,
			  enum ipc_finding_kind kind, unsigned count,
			  const char *one, const char *more)
{
	char number[12], text[IPC_TEXT_MAX];

	snprintf(number, sizeof(number), "%u", count);
	metadata_fill(text, sizeof(text), count == 1 ? one : more, number);
	metadata_add(picture, kind, base_view_of(text));
}

/* ---- Places ---- */

void metadata_add_position(struct ipc_picture *picture, const char *pattern,
			   const struct metadata_position *position)
{
	char line[IPC_TEXT_MAX], said[IPC_TEXT_MAX];

	if (!metadata_position_write(line, position))
		return;
	metadata_fill(said, sizeof(said), *pattern != '\0' ? pattern : "{part}",
		      line);
	metadata_add(picture, IPC_FINDING_GPS, base_view_of(said));
}
