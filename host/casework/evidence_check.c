/* evidence_check.c: does a folder of evidence say what it said? */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/base_io.h>
#include <lenscap/casework_evidence.h>

#include "case_state.h"
#include "evidence.h"

#define CHECK_BYTES (64u << 20) /* of one file */
#define CHECK_HEX 64

struct check {
	int dir;
	void (*checked)(void *context, const struct casework_exhibit *exhibit);
	void *context;
	unsigned *bad;
};

static void check_say(const struct check *check, const char *file,
		      const char *what, bool good)
{
	*check->bad += !good;
	check->checked(check->context,
		       &(struct casework_exhibit){file, what, good});
}

static enum lens_err evidence_read(const struct check *check, const char *name,
				   struct base_buffer *out)
{
	int fd = openat(check->dir, name,
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	enum lens_err err = fd < 0 ? LENS_NOT_FOUND : base_read_all(fd, out);

	base_close(&fd);
	if (err == LENS_OK)
		err = base_buffer_add(out, "", 1);
	return err;
}

/* ---- Sums ---- */

/* A name that stays in the folder. */
static bool evidence_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL &&
	       base_is_printable(base_view_of(name));
}

static void check_sum(const struct check *check, const char *hex,
		      const char *name)
{
	uint8_t given[32], found[32];
	struct base_buffer bytes;

	if (!evidence_name(name) ||
	    base_unhex(given, sizeof(given), hex) != LENS_OK) {
		check_say(check, EVIDENCE_SUMS, "a line that is no sum", false);
		return;
	}
	base_buffer_init(&bytes, CHECK_BYTES);
	if (evidence_read(check, name, &bytes) != LENS_OK) {
		check_say(check, name, "missing, or cannot be read", false);
	} else {
		ledger_sha256((struct base_view){bytes.data, bytes.size - 1},
			      found);
		check_say(check, name,
			  memcmp(given, found, sizeof(given)) == 0
			      ? "as it was"
			      : "was changed",
			  memcmp(given, found, sizeof(given)) == 0);
	}
	base_buffer_free(&bytes);
}

static void check_sums(const struct check *check, char *text)
{
	while (*text != '\0') {
		size_t size = strcspn(text, "\n");
		bool last = text[size] == '\0';

		text[size] = '\0';
		if (size > CHECK_HEX + 2 &&
		    memcmp(text + CHECK_HEX, "  ", 2) == 0) {
			text[CHECK_HEX] = '\0';
			check_sum(check, text, text + CHECK_HEX + 2);
		} else {
			check_say(check, EVIDENCE_SUMS, "a line that is no sum",
				  false);
		}
		text += last ? size : size + 1;
	}
}

static bool check_is_listed(const char *sums, const char *name)
{
	while (*sums != '\0') {
		size_t size = strcspn(sums, "\n");

		if (size == CHECK_HEX + 2 + strlen(name) &&
		    memcmp(sums + CHECK_HEX + 2, name, strlen(name)) == 0)
			return true;
		sums += sums[size] ? size + 1 : size;
	}
	return false;
}

/* What lies beside the exhibits and is none: nobody vouches for it. */
static void check_rest(const struct check *check, const char *sums)
{
	char shown[IPC_TEXT_MAX];
	int fd = openat(check->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	if (folder == NULL) {
		base_close(&fd);
		check_say(check, ".", "the folder cannot be listed", false);
		return;
	}
	while ((entry = readdir(folder)) != NULL) {
		const char *name = entry->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		    strcmp(name, EVIDENCE_SUMS) == 0 ||
		    check_is_listed(sums, name))
			continue;
		base_printable(shown, sizeof(shown), base_view_of(name));
		check_say(check, shown, "is not in the list of sums", false);
	}
	closedir(folder);
}

/* ---- The log ---- */

/* The tag that must follow another on this line. */
static void check_tag(const char *before, const char *line, size_t size,
		      char out[CHECK_HEX + 1])
{
	uint8_t tag[32];
	char *text = base_format("%s\n%.*s", before, (int)size, line);

	ledger_sha256(base_view_of(text), tag);
	base_hex(out, tag, sizeof(tag));
	free(text);
}

static void check_log(const struct check *check, const char *text,
		      size_t length)
{
	char before[CHECK_HEX + 1], expected[CHECK_HEX + 1] = "";
	uint8_t first[32];
	size_t size = strcspn(text, "\n");
	unsigned number = 0;
	/* Behind a zero byte something could hide. */
	bool good = strlen(text) == length;

	ledger_sha256((struct base_view){(const uint8_t *)text, size}, first);
	base_hex(before, first, sizeof(first));
	text += text[size] ? size + 1 : size;
	while (*text != '\0' && good) {
		size = strcspn(text, "\n");
		number++;
		good = size > CHECK_HEX && text[CHECK_HEX] == '\t';
		if (good)
			check_tag(before, text + CHECK_HEX + 1,
				  size - CHECK_HEX - 1, expected);
		good = good && memcmp(expected, text, CHECK_HEX) == 0;
		memcpy(before, expected, sizeof(before));
		text += text[size] ? size + 1 : size;
	}
	check_say(check, EVIDENCE_LOG,
		  good && number > 0
		      ? "every link of the log holds"
		      : "a line was changed, taken out or put in",
		  good && number > 0);
}

enum lens_err casework_evidence_check(
    int dir,
    void (*checked)(void *context, const struct casework_exhibit *exhibit),
    void *context, unsigned *bad, struct ledger_fault *fault)
{
	const struct check check = {dir, checked, context, bad};
	struct base_buffer sums, log;
	enum lens_err err;

	*bad = 0;
	base_buffer_init(&sums, CHECK_BYTES);
	base_buffer_init(&log, CHECK_BYTES);
	err = evidence_read(&check, EVIDENCE_SUMS, &sums);
	if (err == LENS_OK)
		err = evidence_read(&check, EVIDENCE_LOG, &log);
	if (err == LENS_OK) {
		check_rest(&check, (const char *)sums.data);
		check_sums(&check, (char *)sums.data);
		check_log(&check, (const char *)log.data, log.size - 1);
	} else {
		(void)refusal_say(fault, LEDGER_FAULT_MISSING,
				  "This is no folder of evidence: SHA256SUMS "
				  "or log.tsv is missing.");
		err = LENS_NOT_FOUND;
	}
	base_buffer_free(&sums);
	base_buffer_free(&log);
	return err;
}
